//! Why a paper for readers outside is not made yet: it would have headings with nothing under them, or call somebody by a code.

use crate::base::noun;
use crate::parties::{Kind, Person};
use crate::reports::Paper;

use super::gather::Gathered;
use super::kinds::PaperKind;

impl Gathered {
    /// Why no version of this paper for publication is made yet: it would speak of somebody by a code that no reader outside knows.
    pub(super) fn nameless(&self, kind: PaperKind) -> Option<String> {
        let texts = self.printed_in(kind);
        let spoken = self.people.iter().filter(|one| one.pseudonym.is_none());
        // The terms have a table of everybody of whom the review speaks.
        let listed = |one: &Person| kind == PaperKind::TermsOfReference && one.kind != Kind::Professional;
        let spoken: Vec<&Person> =
            spoken.filter(|one| listed(one) || texts.iter().any(|text| speaks_of(text, &one.code))).collect();
        if spoken.is_empty() {
            return None;
        }
        let codes = |wanted: &dyn Fn(&Person) -> bool| -> String {
            spoken.iter().filter(|one| wanted(one)).map(|one| one.code.as_str()).collect::<Vec<_>>().join(", ")
        };
        let (staff, others) = (codes(&|one| one.kind == Kind::Professional), codes(&|one| one.kind != Kind::Professional));
        let role =
            "Enter in the register by which role the report calls them, such as Officer A, or write the sentence without them.";
        let parts = [
            (!others.is_empty()).then(|| format!("Nobody has chosen a pseudonym for {others} yet.")),
            (!staff.is_empty())
                .then(|| format!("{staff} has no role in the register, and a professional is named by the role alone. {role}")),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        Some(format!(
            "{} for publication: held back, because somebody would be called by a code. {}",
            kind.label(),
            parts.join(" ")
        ))
    }

    /// The kept texts that a paper prints.
    pub(super) fn printed_in(&self, kind: PaperKind) -> Vec<&str> {
        let of_paper =
            |paper: Paper| self.sections.iter().filter(move |row| row.section.paper() == paper).map(|row| row.body.as_str());
        let recommended =
            self.recommended.iter().flat_map(|row| [&row.body, &row.rationale, &row.measure]).map(|text| text.as_str());
        let done = self.recommended.iter().flat_map(|row| [&row.outcome, &row.evidence, &row.ended_words]);
        let told = self.recommended.iter().filter_map(|row| self.told.get(&row.id)).flatten().map(|one| &one.said);
        let plan = recommended.clone().chain(done.chain(told).map(|text| text.as_str()));
        let letter = self.letter.iter().map(|(_, words)| words.as_str());
        let lines = self.terms.iter().flat_map(|(_, lines)| lines).map(|line| line.question.as_str());
        match kind {
            PaperKind::OverviewReport => of_paper(Paper::Overview).chain(plan).chain(letter).chain(lines).collect(),
            PaperKind::ExecutiveSummary => of_paper(Paper::Summary).chain(recommended).chain(lines).collect(),
            PaperKind::ActionPlan => plan.collect(),
            PaperKind::TermsOfReference => lines.collect(),
            PaperKind::DecisionNotice
            | PaperKind::FamilyLetter
            | PaperKind::SecureRecords
            | PaperKind::DelayNotice
            | PaperKind::SubmissionCover => Vec::new(),
        }
    }

    /// Why no version of this paper for the Home Office or for publication is made yet: a reader outside would find headings with nothing under them.
    pub(super) fn not_whole(&self, kind: PaperKind) -> Option<String> {
        let paper = match kind {
            PaperKind::OverviewReport => Paper::Overview,
            PaperKind::ExecutiveSummary => Paper::Summary,
            _ => return None,
        };
        let names: Vec<_> =
            self.unwritten.iter().filter(|one| one.paper() == paper).map(|one| format!("“{}”", one.label())).collect();
        if names.is_empty() {
            return None;
        }
        let number = names.len();
        let (these, have, them) =
            (noun(&number, "the section", "the sections"), noun(&number, "has", "have"), noun(&number, "it", "each"));
        Some(format!(
            "The {} for the Home Office and for publication is held back: {these} {} {have} no text yet, or two texts that wait to be joined. Write \
             {them} in the report, then make the paper. A version for the panel can be made as it is.",
            kind.in_a_sentence(),
            names.join(", "),
        ))
    }
}

/// Whether a kept text has a reference to the person of this code.
pub(super) fn speaks_of(text: &str, code: &str) -> bool {
    let insides = text.split("{{").skip(1).filter_map(|behind| Some(behind.split_once("}}")?.0));
    insides.filter_map(|inside| inside.split([':', '?', '~']).next()).any(|codes| codes.split('/').any(|one| one == code))
}
