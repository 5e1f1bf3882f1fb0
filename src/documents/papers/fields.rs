//! What a person adds to a letter, and how each form begins: with everything that the review knows already.

use chrono::NaiveDate;

use crate::access::Actor;
use crate::base::{counted, noun};
use crate::imr::State;
use crate::process::Rule;
use crate::reports::Section as Written;
use crate::ui::{Filled, day};

use super::gather::Gathered;
use super::kinds::PaperKind;

/// How a field of a letter is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    Line,
    Prose,
    Date,
}

/// A field that one kind of letter has beside what all have.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    /// The words for it in a sentence.
    pub(super) what: &'static str,
    pub(super) kind: FieldKind,
    pub(super) hint: &'static str,
    pub(super) required: bool,
}

const fn field(name: &'static str, label: &'static str, what: &'static str, kind: FieldKind) -> Field {
    Field { name, label, what, kind, hint: "", required: false }
}

impl Field {
    const fn must(mut self) -> Self {
        self.required = true;
        self
    }

    const fn hint(mut self, hint: &'static str) -> Self {
        self.hint = hint;
        self
    }
}

use FieldKind::{Date, Line, Prose};

const FROM_RECORD: &str = "From the decision record. Change it where this reader needs other words.";

const NOTICE: &[Field] = &[
    field("reasons", "Our reasons", "the reasons", Prose).must().hint(FROM_RECORD),
    field("other_learning", "What is learnt instead, and how", "what is learnt instead", Prose)
        .hint("From the decision record: what a review that is held instead looks at, or what was done at once"),
    field("alternatives", "What else was considered", "what else was considered", Prose).hint(FROM_RECORD),
    field("family", "What the family were told, and what they say", "what the family were told", Prose).hint(FROM_RECORD),
];
const NOTICE_OF_A_REVIEW: &[Field] =
    &[field("change", "Why it takes the place of an earlier decision", "why it was decided again", Prose)
        .hint("Where the partnership had decided otherwise before: why, and what the family were told")];
const HOW: Field = field("method", "How the letter is given", "how the letter is given", Line)
    .hint("For example, by the family liaison officer. It stands beside the address, so leave it out there");
const PRONOUN: Field = field("pronoun", "Pronoun of the person who died", "the pronoun", Line).must().hint("She, he or they");
const POSSESSIVE: Field = field("possessive", "And its possessive", "the possessive", Line).must().hint("Her, his or their");
const PERSONAL: Field = field("personal", "Personal words", "the personal words", Prose)
    .hint("A sentence of your own, if you met or spoke with them");
const FAMILY: &[Field] = &[
    HOW,
    PRONOUN,
    POSSESSIVE,
    PERSONAL,
    field("proceedings", "What they should know of a trial or an inquest", "what they should know of proceedings", Prose)
        .hint("From what is on record. Leave out a day on which they would rather not be reminded"),
];
const FAMILY_NO_REVIEW: &[Field] = &[
    HOW,
    PRONOUN,
    POSSESSIVE,
    PERSONAL,
    field("reasons", "Our reasons, in plain words", "the reasons", Prose).must().hint(FROM_RECORD),
    field("instead", "What is done instead", "what is done instead", Prose).hint(FROM_RECORD),
    field("hoped", "What they had hoped for", "what they had hoped for", Prose)
        .hint("One sentence. Leave it out where they agree with the decision"),
];
const SECURE: &[Field] = &[
    field("period_from", "Records from", "the first day of the period", Date)
        .must()
        .hint("Take in more than you think you need: the terms come later"),
    field("period_to", "Records to", "the last day of the period", Date).must(),
];
const DELAY: &[Field] = &[
    field("work_done", "Work done so far", "the work done so far", Prose).must(),
    field("interim_learning", "What has been learned and changed already", "what has been learned", Prose),
    field("family_told", "When the family were told", "the day on which the family were told", Date),
    field("family_who", "Who of the family was told, and how", "who of the family was told", Line)
        .hint("Without names. For example, her sister and her mother, through their advocate"),
    field("next_update", "When you write next", "the day on which you write next", Date),
];
const COVER: &[Field] = &[
    field("lateness", "Why the report is late", "why the report is late", Prose)
        .hint("Printed when the report was agreed after the date of the guidance"),
    field("family_involvement", "How the family were involved", "how the family were involved", Prose).must(),
    field("anonymity", "How anonymity was checked", "how anonymity was checked", Prose).must(),
];

/// The fields of a letter of this kind; `no_review` where the decision was not to hold one.
pub(super) fn fields(kind: PaperKind, no_review: bool) -> &'static [Field] {
    match kind {
        PaperKind::OverviewReport | PaperKind::ExecutiveSummary | PaperKind::ActionPlan | PaperKind::TermsOfReference => &[],
        PaperKind::DecisionNotice => {
            if no_review {
                NOTICE
            } else {
                NOTICE_OF_A_REVIEW
            }
        }
        PaperKind::FamilyLetter => {
            if no_review {
                FAMILY_NO_REVIEW
            } else {
                FAMILY
            }
        }
        PaperKind::SecureRecords => SECURE,
        PaperKind::DelayNotice => DELAY,
        PaperKind::SubmissionCover => COVER,
    }
}

/// Where notices and submissions go (domain section 2.5); to be looked over when the Home Office moves.
const HOME_OFFICE: (&str, &str, &str) = (
    "Home Office DHR Team",
    "Interpersonal Abuse Unit\n5th Floor, Fry Building\n2 Marsham Street\nLondon SW1P 4DF",
    "Home Office colleagues",
);

/// The form of a paper as it begins.
pub(super) fn begin(of: &Gathered, actor: &Actor, kind: PaperKind) -> Filled {
    let (name, post) = of.signs(actor, kind);
    let f = Filled::new()
        .with("signed", name)
        .with("post", post)
        .with("telephone", of.letterhead.telephone.clone())
        .with("email", of.letterhead.email.clone());
    let f = match kind {
        PaperKind::DecisionNotice | PaperKind::DelayNotice | PaperKind::SubmissionCover => {
            let (to, lines, salutation) = HOME_OFFICE;
            f.with("to", to).with("lines", lines).with("salutation", salutation)
        }
        PaperKind::FamilyLetter | PaperKind::SecureRecords => f,
        PaperKind::OverviewReport | PaperKind::ExecutiveSummary | PaperKind::ActionPlan | PaperKind::TermsOfReference => {
            return Filled::new();
        }
    };
    let labels = &of.labels;
    match kind {
        PaperKind::DecisionNotice | PaperKind::FamilyLetter => {
            let pronouns = of.case.pronouns();
            let reasons =
                if kind == PaperKind::FamilyLetter { of.case.reasons_for_family(labels) } else { of.case.reasons(labels) };
            let hoped = if of.case.held_instead().is_none() { HOPED } else { "" };
            f.with("reasons", reasons)
                .with("hoped", hoped)
                .with("other_learning", of.case.other_learning(labels))
                .with("alternatives", of.case.alternatives(labels))
                .with("instead", of.case.instead_for_family(labels))
                .with("family", of.case.family_view(labels))
                .with("proceedings", of.beside_for_family())
                .with("pronoun", pronouns.subject)
                .with("possessive", pronouns.possessive)
        }
        PaperKind::SecureRecords => {
            let period = of.terms.as_ref().map(|(terms, _)| (terms.period_from, terms.period_to));
            f.with_date("period_from", period.map(|(from, _)| from))
                .with_date("period_to", period.map(|(_, to)| to).or(of.case.died()))
        }
        PaperKind::DelayNotice => f
            .with("work_done", of.work_done())
            .with_date("next_update", of.writes_next())
            .with_date("family_told", of.told_of_delay)
            .with("family_who", of.told_of_delay.and(of.last_notice.as_ref()).map(|last| last.told(labels)).unwrap_or_default())
            .with("interim_learning", of.learned_so_far()),
        PaperKind::SubmissionCover => {
            let why = of.clock(Rule::Dl12).and_then(|due| due.agreed.as_ref()).map(|agreed| of.show(&agreed.why));
            f.with_some("lateness", why).with("family_involvement", of.written(Written::Involvement)).with("anonymity", ANONYMITY)
        }
        PaperKind::OverviewReport | PaperKind::ExecutiveSummary | PaperKind::ActionPlan | PaperKind::TermsOfReference => f,
    }
}

const HOPED: &str = "I know that it may not be the decision you hoped for.";

const ANONYMITY: &str = "The public version is built with pseudonyms from the start. The finished file, with its tags, its properties and its name, \
                         was then searched for every name, date of birth, address and number in the review’s identity register. A file in which \
                         one is found is not kept.";

impl Gathered {
    /// Who signs: the letters of the partnership's chair bear the chair's name, whoever makes them (domain section 2.19).
    fn signs(&self, actor: &Actor, kind: PaperKind) -> (String, String) {
        let own = (actor.name.clone(), actor.job_title.clone());
        if !kind.is_the_chairs() {
            return own;
        }
        let post = format!("Chair of the {}", self.letterhead.partnership);
        self.chair.clone().map_or(own, |(name, _)| (name, post))
    }

    /// When to write again after a delay notice: when the last one promised to, and otherwise four weeks before the report is expected, if
    /// that is still to come. On the day itself it would be no notice.
    fn writes_next(&self) -> Option<NaiveDate> {
        let promised = self.last_notice.as_ref().and_then(|last| last.promised(self.today));
        promised.or_else(|| self.four_weeks_before())
    }

    fn four_weeks_before(&self) -> Option<NaiveDate> {
        self.expected()?.checked_sub_days(chrono::Days::new(28)).filter(|on| *on > self.today)
    }

    /// What has been learned and changed already: as the last delay notice said it, and before the first as the decision did.
    fn learned_so_far(&self) -> String {
        let said = self.last_notice.as_ref().map(|last| last.learned(&self.labels)).filter(|said| !said.is_empty());
        said.unwrap_or_else(|| self.case.immediate_learning(&self.labels))
    }

    /// What was done, from the record: a line each.
    fn work_done(&self) -> String {
        let mut lines = Vec::new();
        if let Some(on) = self.terms.as_ref().and_then(|(terms, _)| terms.issued_on) {
            lines.push(format!("- The terms of reference were agreed on {}.", day(on)));
        }
        let asked = self.requests.len();
        let signed = self
            .requests
            .iter()
            .filter(|one| matches!(one.state, State::Signed | State::Accepted | State::AcceptedWithQueries))
            .count();
        match (asked, signed) {
            (0, _) => {}
            (1, 1) => lines.push("- The agency that was asked has sent a signed return.".to_owned()),
            (2, 2) => lines.push("- Both agencies asked have sent a signed return.".to_owned()),
            (3..=9, all) if all == asked => {
                let number = ["three", "four", "five", "six", "seven", "eight", "nine"][asked - 3];
                lines.push(format!("- All {number} agencies asked have sent a signed return."));
            }
            _ => {
                let (agencies, have) = (noun(&asked, "agency", "agencies"), noun(&signed, "has", "have"));
                lines.push(format!("- {signed} of {asked} {agencies} asked {have} sent a signed return."));
            }
        }
        let written = self.sections.iter().filter(|row| !row.body.as_str().trim().is_empty()).count();
        if written > 0 {
            let have = noun(&written, "has", "have");
            lines.push(format!("- {} of the report {have} been drafted.", counted(written, "section", "sections")));
        }
        lines.join("\n")
    }
}
