//! The sections of the report, in the order of the guidance's model (domain sections 5.1 and 5.2).

use crate::process::{Act, Need, Regime, table};
use crate::store::text_enum;

macro_rules! sections {
    ($($variant:ident = $code:literal, $paper:ident, $asked:ident, $label:literal, $hint:literal;)+) => {
        text_enum!(
            /// A section that people write. The tables of panel, contributors, terms and recommendations print themselves beside it.
            pub enum Section { $(#[doc = $label] $variant = $code),+ }
        );

        impl Section {
            /// Its heading.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// What belongs in it.
            #[must_use]
            pub const fn hint(self) -> &'static str {
                match self { $(Self::$variant => $hint),+ }
            }

            /// Of which paper it is.
            #[must_use]
            pub const fn paper(self) -> Paper {
                match self { $(Self::$variant => Paper::$paper),+ }
            }

            /// Whether the paper is not complete without it.
            #[must_use]
            pub const fn required(self) -> bool {
                match self { $(Self::$variant => sections!(@ $asked)),+ }
            }
        }
    };
    (@ required) => { true };
    (@ optional) => { false };
}

/// The two papers that are written section by section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// The overview report.
    Overview,
    /// The executive summary, which must stand alone.
    Summary,
}

impl Paper {
    /// Both, in the order in which they are read.
    pub const ALL: [Self; 2] = [Self::Overview, Self::Summary];

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Overview => "Overview report",
            Self::Summary => "Executive summary",
        }
    }

    /// By when its required sections are written: before the step that asks for them. Nothing where no step of the legal basis does.
    #[must_use]
    pub fn when(self, regime: Regime) -> Option<&'static str> {
        let (need, act, when) = match self {
            Self::Overview => (Need::SectionsWritten, Act::ShareWithFamily, "before the draft goes to the family"),
            Self::Summary => (Need::PackComplete, Act::Submit, "before the report is submitted"),
        };
        table::steps(regime).any(|step| step.act == act && step.needs.contains(&need)).then_some(when)
    }

    /// Its sections in order.
    pub fn sections(self) -> impl Iterator<Item = Section> {
        Section::ALL.iter().copied().filter(move |section| section.paper() == self)
    }
}

sections! {
    Tribute = "tribute", Overview, optional, "Family tribute", "In the family’s own words, if they wish it";
    Condolences = "condolences", Overview, optional, "Condolences", "From the panel to the family and friends";
    Introduction = "introduction", Overview, required, "Introduction", "Why this review is held, and what happened, in one paragraph";
    Timescales = "timescales", Overview, required, "Timescales", "When it began and ended, and the reasons for any delay";
    Confidentiality = "confidentiality", Overview, required, "Confidentiality", "How people are protected; the table of pseudonyms prints itself";
    Terms = "terms", Overview, optional, "Terms of reference", "They print themselves; add what they do not say";
    Methodology = "methodology", Overview, required, "Methodology", "How the review was done";
    Involvement = "involvement", Overview, required, "Involvement of family, friends, work colleagues, neighbours and wider community", "Who was asked, how, and what they chose";
    Contributors = "contributors", Overview, optional, "Contributors to the review", "The table prints itself; add who was not asked, and why";
    Panel = "panel", Overview, optional, "The review panel members", "The table prints itself; add what shows its independence";
    Author = "author", Overview, optional, "Author of the overview report", "Independence and experience";
    Parallel = "parallel", Overview, optional, "Parallel reviews", "The table prints itself; add how they bear on this one";
    Equality = "equality", Overview, required, "Equality and diversity", "Each characteristic that matters, and why another does not";
    Dissemination = "dissemination", Overview, required, "Dissemination", "Who gets copies";
    Background = "background", Overview, required, "Background information (the facts)", "Who the person was, and what happened";
    Chronology = "chronology", Overview, required, "Chronology", "The story in order";
    Overview = "overview", Overview, required, "Overview", "What agencies and the family knew";
    Analysis = "analysis", Overview, required, "Analysis", "What happened, why, and what it meant. Begin the answer to each key line of enquiry with a line of its own: Line 1";
    Conclusions = "conclusions", Overview, required, "Conclusions", "What the panel concludes";
    Lessons = "lessons", Overview, required, "Lessons to be learnt", "And good practice";
    Recommendations = "recommendations", Overview, optional, "Recommendations", "They print themselves from the register; add what introduces them";
    Glossary = "glossary", Overview, optional, "Glossary", "Terms that a reader may not know, each on a line of its own with a colon after it";
    Research = "research", Overview, optional, "Research and sources", "What the panel read: each with its author, title and year. It is printed as an appendix";
    SummaryProcess = "s_process", Summary, required, "The review process", "In a page";
    SummaryTerms = "s_terms", Summary, optional, "Terms of reference", "They print themselves; add what they do not say";
    SummaryChronology = "s_chronology", Summary, required, "Summary chronology", "The story in a page or two";
    SummaryIssues = "s_issues", Summary, required, "Key issues arising from the review", "What mattered most";
    SummaryConclusions = "s_conclusions", Summary, required, "Conclusions", "What the panel concludes";
    SummaryLessons = "s_lessons", Summary, required, "Lessons to be learned", "And good practice";
}

text_enum!(
    /// How far a section is.
    pub enum State {
        /// Nothing is written.
        NotStarted = "not_started",
        /// Somebody is writing.
        InProgress = "in_progress",
        /// The panel has looked at it.
        LookedAt = "looked_at",
        /// Done.
        Done = "done",
    }
);

impl State {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::InProgress => "In progress",
            Self::LookedAt => "Looked at by the panel",
            Self::Done => "Done",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Paper;
    use crate::process::Regime;

    #[test]
    fn a_paper_is_needed_before_a_step_that_the_legal_basis_has() {
        assert_eq!(Paper::Summary.when(Regime::DhrS9), Some("before the report is submitted"));
        assert_eq!(Paper::Summary.when(Regime::Nonstat), None, "a local learning review is sent to nobody");
        assert_eq!(Paper::Overview.when(Regime::Nonstat), Some("before the draft goes to the family"));
    }
}
