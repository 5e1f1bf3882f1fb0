//! The letters of this stage of the work: what the review knows, with what the person who signs adds.

use chrono::NaiveDate;

use crate::base::{capital, within_a_sentence};
use crate::ids::EntryId;
use crate::notification::Whom;
use crate::parties::{Details, Entry};
use crate::proceedings::Kind;
use crate::process::{Event, Regime, Rule, Stage};
use crate::submission::{PackPart, Part};
use crate::typeset::papers::{
    Addressee, DecisionNotice, DelayNotice, Earlier, Enclosure, HeldInstead, NoReviewGrounds, Passage, SecureRecordsLetter,
    Signatory, Statute, Subject, SubmissionCover, Titled,
};

use super::gather::Gathered;
use super::kinds::Audience;

/// What a person adds to a letter. Every field is text as typed; which ones a letter uses, its form shows.
#[derive(Clone, Debug, Default)]
pub struct Added {
    /// Somebody of the identity register to whom the letter goes; their name is read only when it is made.
    pub recipient: Option<EntryId>,
    /// To whom, and their lines of address.
    pub to: String,
    /// A line each.
    pub lines: Vec<String>,
    /// "Dear …" without the "Dear".
    pub salutation: String,
    /// Who signs.
    pub signed: String,
    /// In what post.
    pub post: String,
    /// Telephone and mail of the contact.
    pub telephone: String,
    /// Mail of the contact.
    pub email: String,
    /// The letter's own passages, by the names of its fields.
    pub passages: std::collections::BTreeMap<&'static str, String>,
    /// Its own dates.
    pub dates: std::collections::BTreeMap<&'static str, NaiveDate>,
}

impl Added {
    pub(super) fn passage(&self, name: &str) -> Passage {
        Passage::from(self.text(name))
    }

    fn day(&self, name: &str) -> String {
        self.dates.get(name).copied().map(crate::ui::day).unwrap_or_default()
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.passages.get(name).cloned().unwrap_or_default()
    }

    /// The letter to somebody of the register: name and address from there, where none were typed. A safe address goes first. How they wish
    /// to be called the register does not know: no letter guesses it.
    #[must_use]
    pub(super) fn to_somebody(&self, who: Option<&Details>) -> Self {
        let mut letter = self.clone();
        let Some(who) = who else { return letter };
        if letter.to.is_empty() {
            letter.to = who.full.to_string();
        }
        if letter.lines.is_empty() {
            let address = who.safe_addresses.iter().chain(&who.addresses).next();
            letter.lines = address.map(|line| line.as_str().split(", ").map(str::to_owned).collect()).unwrap_or_default();
        }
        letter
    }

    /// The letter to a body, where nobody was typed.
    #[must_use]
    pub(super) fn to_body(&self, body: &str) -> Self {
        let mut letter = self.clone();
        if letter.to.is_empty() {
            letter.to = body.to_owned();
        }
        if letter.salutation.is_empty() {
            letter.salutation = "colleague".into();
        }
        letter
    }

    /// How the letter is given stands once: a line of the address that says it too is none of where somebody lives.
    pub(super) fn addressee(&self, method: &str) -> Addressee {
        let (ways, lines): (Vec<&String>, Vec<&String>) = self.lines.iter().partition(|line| says_the_same(line, method));
        // Whichever of them says more.
        let method = ways.into_iter().map(|way| way.trim()).chain([method]).max_by_key(|way| words_of(way).len());
        Addressee {
            name: self.to.clone(),
            lines: lines.into_iter().cloned().collect(),
            method: method.unwrap_or_default().to_owned(),
            salutation: self.salutation.clone(),
        }
    }

    pub(super) fn signatory(&self) -> Signatory {
        Signatory {
            name: self.signed.clone(),
            post: self.post.clone(),
            telephone: self.telephone.clone(),
            email: self.email.clone(),
        }
    }
}

/// The words of a line as a reader hears them.
fn words_of(line: &str) -> Vec<String> {
    line.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Whether one of two lines says all that the other does, word for word.
fn says_the_same(one: &str, other: &str) -> bool {
    let (one, other) = (words_of(one), words_of(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    short.len() > 1 && long.windows(short.len()).any(|part| part == short)
}

/// What the review is called in a letter to a family: no abbreviations.
pub(super) const fn in_words(regime: Regime) -> &'static str {
    match regime {
        Regime::DhrS9 => "domestic homicide review",
        Regime::DardrS8a => "domestic abuse related death review",
        Regime::SusrDhr => "single unified safeguarding review",
        Regime::Nonstat => "local learning review",
    }
}

impl Gathered {
    /// What the review is called here, in a sentence and without an abbreviation that only those who do this work know.
    fn review_name(&self) -> String {
        let term = self.front.display_term.as_str();
        let term = match term {
            "DHR" | "DARDR" | "SUSR" => in_words(self.front.regime),
            _ => term,
        };
        format!("{term} {}", self.front.reference)
    }

    /// The same at the head of a paper.
    pub(super) fn review_named(&self) -> String {
        capital(&self.review_name())
    }

    /// When the decision that stands was made; none before it, or after it was taken back.
    pub(super) fn decided(&self) -> Option<NaiveDate> {
        match self.front.stage {
            stage if stage.is_undecided() => None,
            Stage::Transferred => None,
            Stage::NoReview => self.on(Event::DecidedNoReview),
            Stage::LocalLearning => self.on(Event::DecidedLocalLearning),
            Stage::NotDhrReferred => self.on(Event::DecidedOtherStatutory),
            _ => self.on(Event::DecidedToReview).or_else(|| self.on(Event::LocalReviewBegun)),
        }
    }

    /// When a review was directed that the partnership has made no decision on since.
    fn directed(&self) -> Option<NaiveDate> {
        let on = self.on(Event::Directed).filter(|_| self.front.stage == Stage::Setup)?;
        self.on(Event::DecidedToReview).is_none_or(|decided| decided < on).then_some(on)
    }

    pub(super) fn is_no_review(&self) -> bool {
        matches!(self.front.stage, Stage::NoReview | Stage::LocalLearning | Stage::NotDhrReferred)
    }

    /// The chair who is appointed now; empty while there is none.
    pub(super) fn chair(&self) -> String {
        self.appointments
            .iter()
            .find(|one| one.post.chairs() && one.ends.is_none())
            .map(|one| one.name.clone())
            .unwrap_or_default()
    }

    /// None before there is a decision.
    pub(super) fn decision_notice(&self, added: &Added) -> Option<DecisionNotice> {
        let decided = self.decided()?;
        let later = self.today > decided;
        let no_review = self.is_no_review().then(|| NoReviewGrounds {
            reasons: added.passage("reasons"),
            instead: self.held_instead(),
            views: self.case.views(&self.labels),
            other_learning: added.passage("other_learning"),
            alternatives: added.passage("alternatives"),
            family: added.passage("family"),
        });
        Some(DecisionNotice {
            frame: self.frame(Audience::HomeOffice, None),
            to: added.addressee("By secure email"),
            decision: self.what_was_decided(),
            decided,
            replaces: self.replaced(decided),
            change: added.passage("change"),
            legal_basis: self.front.regime.basis().to_owned(),
            came_to_attention: self
                .facts
                .dates
                .rows()
                .find(|row| row.event == Event::CameToAttention)
                .map_or(decided, |row| row.first),
            death: [self.death(), self.case.area(&self.labels)]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            manner: self.case.manner(),
            deceased: self.case.bands(Whom::Deceased),
            responsible: self.case.bands(Whom::Alleged),
            relationship: self.case.relationship(),
            criminal: self.criminal(later),
            coroner: self.case.coroner(&self.labels, self.proceedings.iter().any(|one| one.kind == Kind::Inquest)),
            parallel: self.beside(),
            chair: self.chair(),
            report_due: self
                .clock(Rule::Dl12)
                .map(|due| due.computed_due)
                .filter(|_| !self.is_no_review() && self.agreed_report().is_none()),
            report_agreed: self
                .clock(Rule::Dl12)
                .and_then(|due| due.agreed.as_ref())
                .map(|agreed| agreed.due)
                .filter(|_| !self.is_no_review() && self.agreed_report().is_none()),
            no_review,
            contact: added.signatory(),
            signed: added.signatory(),
        })
    }

    /// What is held in place of the review that was considered, where the decision was that.
    fn held_instead(&self) -> Option<HeldInstead> {
        let held = matches!(self.front.stage, Stage::LocalLearning | Stage::NotDhrReferred);
        let what = self.case.held_instead().filter(|_| held)?;
        Some(HeldInstead { of: in_words(self.front.regime).to_owned(), what })
    }

    /// The decision, in the words of its notice.
    fn what_was_decided(&self) -> String {
        match self.held_instead() {
            Some(HeldInstead { of, what }) => format!("No {of} is held. {what} is held in its place"),
            None if self.is_no_review() => "No review is to be held".into(),
            None => "A review is to be held".into(),
        }
    }

    /// The decision that the one of `decided` took the place of, where the partnership decided otherwise before it.
    pub(super) fn replaced(&self, decided: NaiveDate) -> Option<Earlier> {
        let refused = [Event::DecidedNoReview, Event::DecidedLocalLearning, Event::DecidedOtherStatutory];
        let (before, decision): (&[Event], _) =
            if self.is_no_review() { (&[Event::DecidedToReview], "hold a review") } else { (&refused, "hold no review") };
        let on = before.iter().filter_map(|event| self.on(*event)).filter(|on| *on < decided).max()?;
        Some(Earlier { decision: decision.into(), decided: on })
    }

    /// How criminal proceedings stand: as the triage was told before the decision, and as they are on record now.
    fn criminal(&self, later: bool) -> String {
        let told = self.case.criminal();
        let told = if later && !told.is_empty() && !told.contains('\n') {
            format!("When we decided: {}", within_a_sentence(&told))
        } else {
            told
        };
        let now = self.proceedings.iter().filter(|one| one.kind.is_criminal());
        let now = now.map(|one| format!("{} now: {}", one.kind.label(), within_a_sentence(one.state.label())));
        [told].into_iter().filter(|told| !told.is_empty()).chain(now).collect::<Vec<_>>().join("\n")
    }

    /// What runs beside, by its kind and how it stands; before any is on record, what the notification says of referrals and of
    /// the coroner. What stands under criminal proceedings is not said twice.
    fn beside(&self) -> Vec<String> {
        let reviews = self.proceedings.iter();
        let reviews = reviews.filter(|one| !one.kind.is_criminal());
        let on_record: Vec<_> = reviews
            .map(|one| {
                let by = if one.kind == Kind::Inquest { self.show(&one.led_by) } else { String::new() };
                let by = if by.is_empty() { by } else { format!(" ({by})") };
                format!("{}: {}{by}", one.kind.label(), within_a_sentence(one.state.label()))
            })
            .collect();
        if !on_record.is_empty() {
            return on_record;
        }
        let coroner = self.case.tells_of_inquest().then(|| "Coroner’s investigation or inquest".to_owned());
        self.case.referrals(&self.labels).into_iter().chain(coroner).collect()
    }

    /// `subjects` come from the identity register, by somebody who may see it.
    pub(super) fn secure_records(&self, agency: (&str, bool), subjects: &[Entry], added: &Added) -> SecureRecordsLetter {
        let each = subjects.iter().map(|one| Subject {
            name: one.details.full.to_string(),
            other_names: one.details.aliases.iter().chain(&one.details.nicknames).map(ToString::to_string).collect(),
            born: one.details.born,
            addresses: one.details.addresses.iter().map(ToString::to_string).collect(),
            part: one.kind.part(one.finding).to_owned(),
        });
        let directed = self.directed();
        let received = self.on(Event::NotificationReceived).unwrap_or(self.today);
        SecureRecordsLetter {
            frame: self.frame(Audience::Named, None),
            to: added.addressee("By secure email"),
            agency: agency.0.to_owned(),
            statute: match self.front.regime {
                _ if self.front.stage == Stage::LocalLearning => Statute::None,
                Regime::DhrS9 => Statute::Section9,
                Regime::DardrS8a => Statute::Section8A,
                Regime::SusrDhr => Statute::Susr,
                Regime::Nonstat => Statute::None,
            },
            statutory_duty: agency.1,
            notified: received,
            decided: self.decided().filter(|_| directed.is_none()),
            directed,
            subjects: each.collect(),
            period_from: added.day("period_from"),
            period_to: added.day("period_to"),
            confirm_by: self.confirm_by(),
            contact: added.signatory(),
            signed: added.signatory(),
        }
    }

    /// None before a date is agreed beside the computed one.
    pub(super) fn delay_notice(&self, added: &Added) -> Option<DelayNotice> {
        let due = self.clock(Rule::Dl12)?;
        let agreed = due.agreed.as_ref()?;
        Some(DelayNotice {
            frame: self.frame(Audience::HomeOffice, None),
            to: added.addressee("By secure email"),
            review_name: self.review_name(),
            decided: self.decided()?,
            computed_due: due.computed_due,
            agreed_before: self.agreed_before.filter(|before| *before != agreed.due),
            new_due: agreed.due,
            agreed_by: self.show(&agreed.by),
            agreed_on: agreed.on,
            reasons: vec![Titled { reference: String::new(), title: String::new(), text: Passage::from(self.show(&agreed.why)) }],
            work_done: added.passage("work_done"),
            interim_learning: added.passage("interim_learning"),
            family_told: added.dates.get("family_told").copied(),
            family_who: added.text("family_who"),
            next_update: added.dates.get("next_update").copied(),
            copies: vec!["the Domestic Abuse Commissioner".into()],
            signed: added.signatory(),
        })
    }

    /// None before the partnership has agreed the report.
    pub(super) fn submission_cover(&self, pack: &[PackPart], added: &Added) -> Option<SubmissionCover> {
        let due = self.clock(Rule::Dl12)?;
        let agreed = self.agreed_report()?;
        let late = due.met_on.unwrap_or(agreed) > due.computed_due;
        let again = [Event::SubmittedToHomeOffice, Event::Resubmitted].iter().any(|sent| self.on(*sent).is_some());
        Some(SubmissionCover {
            frame: self.frame(Audience::HomeOffice, None),
            to: added.addressee("By secure email"),
            review_name: self.review_name(),
            legal_basis: self.front.regime.basis().to_owned(),
            deceased: self.deceased(),
            death: self.death(),
            submission: if again { "Resubmission".into() } else { "First submission".into() },
            decided: self.decided()?,
            computed_due: due.computed_due,
            agreed,
            lateness: if late { added.passage("lateness") } else { Passage::default() },
            family_involvement: added.passage("family_involvement"),
            parallel: self.parallels().into_iter().map(|one| one.kind).collect(),
            anonymity: added.passage("anonymity"),
            commissioner_sent: self.on(Event::ReportSentToCommissioner),
            // That the Commissioner has a copy stands above with its day: it is nothing that is enclosed.
            enclosures: pack
                .iter()
                .filter(|part| part.part != Part::Commissioner)
                .map(|part| Enclosure { what: part.part.label().to_owned(), enclosed: part.there, note: String::new() })
                .collect(),
            contact: added.signatory(),
            signed: added.signatory(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_letter_is_given_is_said_once() {
        let typed = |lines: &[&str]| Added { lines: lines.iter().map(|line| (*line).to_owned()).collect(), ..Added::default() };
        let officer = "By your family liaison officer";
        let both = typed(&["By hand, by your family liaison officer"]).addressee(officer);
        assert_eq!((both.lines.len(), both.method.as_str()), (0, "By hand, by your family liaison officer"));
        let same = typed(&["12 Ropewalk", "by your Family Liaison Officer."]).addressee(officer);
        assert_eq!((same.lines, same.method.as_str()), (vec!["12 Ropewalk".to_owned()], officer));
        let none = typed(&["12 Ropewalk", "Kelsall ZZ3 7PL"]).addressee("");
        assert_eq!((none.lines.len(), none.method.as_str()), (2, ""));
    }
}
