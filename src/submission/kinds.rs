//! The short lists of this slice.

use crate::store::text_enum;

text_enum!(
    /// What is published (domain section 2.16).
    pub enum Mode {
        /// Report, executive summary and action plan.
        Full = "full",
        /// The same with passages taken out.
        Redacted = "redacted",
        /// The executive summary.
        SummaryOnly = "exec_summary_only",
        /// A summary of the learning.
        LearningOnly = "learning_summary_only",
        /// Nothing, for a compelling reason that the Home Office agreed to.
        NotPublished = "not_published",
    }
);

impl Mode {
    /// Those that publish something.
    pub const PUBLISHED: [Self; 4] = [Self::Full, Self::Redacted, Self::SummaryOnly, Self::LearningOnly];

    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Full => "In full: report, executive summary and action plan",
            Self::Redacted => "In part: with passages taken out",
            Self::SummaryOnly => "The executive summary only",
            Self::LearningOnly => "A summary of the learning only",
            Self::NotPublished => "Not published",
        }
    }
}

text_enum!(
    /// What was done about a point of an outcome letter.
    pub enum Answer {
        /// Answered in words.
        Answered = "answered",
        /// Done in the report.
        Done = "done",
        /// Contested, with the reason.
        Contested = "contested",
    }
);

impl Answer {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Answered => "Answered",
            Self::Done => "Done in the report",
            Self::Contested => "Contested",
        }
    }
}

text_enum!(
    /// Why a published report is withdrawn.
    pub enum WithdrawalReason {
        /// Somebody can be identified.
        Identifies = "identifies",
        /// It is wrong in something that matters.
        Wrong = "wrong",
        /// A court or the coroner asked.
        Court = "court",
        /// The family asked.
        Family = "family",
        /// A corrected version takes its place.
        Replaced = "replaced",
        /// Something else.
        Other = "other",
    }
);

impl WithdrawalReason {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Identifies => "Somebody can be identified",
            Self::Wrong => "It is wrong in something that matters",
            Self::Court => "A court or the coroner asked for it",
            Self::Family => "The family asked for it",
            Self::Replaced => "A corrected version takes its place",
            Self::Other => "Another reason",
        }
    }
}
