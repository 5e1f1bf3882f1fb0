//! How much an agency is asked for, and how its answer stands.

use crate::process::Rule;
use crate::store::text_enum;

text_enum!(
    /// How much an agency is asked for.
    pub enum Level {
        /// An individual management review.
        Imr = "imr",
        /// A short report.
        Short = "short_report",
        /// A summary of engagement, which is the scoping return.
        Summary = "summary",
        /// Information only.
        Information = "information",
    }
);

impl Level {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Imr => "Individual management review (IMR)",
            Self::Short => "Short report",
            Self::Summary => "Summary of engagement",
            Self::Information => "Information only",
        }
    }

    /// In the middle of a sentence.
    #[must_use]
    pub const fn in_a_sentence(self) -> &'static str {
        match self {
            Self::Imr => "individual management review",
            Self::Short => "short report",
            Self::Summary => "summary of engagement",
            Self::Information => "note of information",
        }
    }

    /// Whether it is written under the rules for management reviews; otherwise it is a scoping return.
    #[must_use]
    pub const fn reviews(self) -> bool {
        matches!(self, Self::Imr | Self::Short)
    }

    /// The clock that its due date comes from.
    #[must_use]
    pub const fn clock(self) -> Rule {
        if self.reviews() { Rule::Dl11 } else { Rule::Dl09 }
    }
}

text_enum!(
    /// How a request stands.
    pub enum State {
        /// Asked, and nothing written yet.
        Asked = "asked",
        /// The agency is writing.
        Writing = "writing",
        /// Signed for the agency.
        Signed = "signed",
        /// Sent back by the chair; the agency writes again.
        SentBack = "sent_back",
        /// Accepted by the chair.
        Accepted = "accepted",
        /// Accepted, with questions that the agency still answers.
        AcceptedWithQueries = "accepted_with_queries",
        /// No longer asked for, for a reason.
        Excused = "excused",
    }
);

/// The codes of the states in which the agency still has something to do, for a statement: what [`State::outstanding`] says.
macro_rules! outstanding {
    () => {
        "('asked', 'writing', 'sent_back')"
    };
}

/// The codes of the states in which the agency's return has come in and is not sent back, for a statement: what [`State::has_come_in`] says.
macro_rules! come_in {
    () => {
        "('signed', 'accepted', 'accepted_with_queries')"
    };
}

/// The levels that are written under the rules for management reviews, for a statement: what [`Level::reviews`] says.
macro_rules! reviewing {
    () => {
        "('imr', 'short_report')"
    };
}

/// By when the request `q` is wanted, for a statement: by the day that the chair named on sending the last round back, or that the partnership
/// agreed for the clock of all of them, or as first asked. It is the one date that an agency is told, shown and reminded of. What is agreed
/// after a return has come in is agreed for the others.
macro_rules! wanted_by {
    () => {
        concat!(
            "COALESCE((SELECT w.again_by FROM agency_return w WHERE w.request = q.id ORDER BY w.round DESC LIMIT 1), \
             (SELECT CASE WHEN g.agreed_due > q.due THEN g.agreed_due ELSE q.due END FROM agreed_date g WHERE g.review = q.review \
             AND g.rule = q.rule AND g.about = '' AND (q.state IN ",
            $crate::imr::outstanding!(),
            " OR g.recorded_at <= (SELECT MAX(w.signed_at) FROM agency_return w WHERE w.request = q.id)) ORDER BY g.id DESC LIMIT 1), q.due)"
        )
    };
}

/// That an agency keeps its records safe in a review, for a statement: a letter was made that says so to it, or it is asked for a return and was
/// not excused. One that was only consulted is asked for its view, and for nothing else (domain sections 2.3 and 2.8).
macro_rules! must_secure {
    ($review:literal, $agency:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM document l WHERE l.review = ",
            $review,
            " AND l.organisation = ",
            $agency,
            " AND l.kind = 'secure_records' AND l.withdrawn_at IS NULL) OR EXISTS (SELECT 1 FROM agency_request l WHERE l.review = ",
            $review,
            " AND l.organisation = ",
            $agency,
            " AND l.state <> 'excused'))"
        )
    };
}
pub(crate) use {come_in, must_secure, outstanding, reviewing, wanted_by};

impl State {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Asked => "Not started",
            Self::Writing => "In progress",
            Self::Signed => "Signed",
            Self::SentBack => "Sent back",
            Self::Accepted => "Accepted",
            Self::AcceptedWithQueries => "Accepted with queries",
            Self::Excused => "Excused",
        }
    }

    /// Whether the agency still has something to do.
    #[must_use]
    pub const fn outstanding(self) -> bool {
        matches!(self, Self::Asked | Self::Writing | Self::SentBack)
    }

    /// Whether the return has come in, and nothing more is asked of the agency.
    #[must_use]
    pub const fn has_come_in(self) -> bool {
        matches!(self, Self::Signed | Self::Accepted | Self::AcceptedWithQueries)
    }
}

text_enum!(
    /// Why a return is sent back (domain section 4.4).
    pub enum ReturnReason {
        /// It does not answer the terms of reference.
        OffScope = "off_scope",
        /// It tells and does not analyse.
        NoAnalysis = "no_analysis",
        /// Part of the period is missing.
        MissingPeriod = "missing_period",
        /// Nobody was interviewed.
        NoInterviews = "no_interviews",
        /// It is not signed as it should be.
        Unsigned = "unsigned",
        /// Its author is not independent.
        AuthorNotIndependent = "author_not_independent",
        /// The chronology is not in its form.
        ChronologyFormat = "chronology_format",
        /// Its recommendations cannot be acted on or measured.
        RecsNotSmart = "recs_not_smart",
        /// It names or identifies people.
        Identifiers = "identifiers",
        /// Its language blames or hides who caused harm.
        Language = "language",
        /// It contradicts another agency's account.
        ContradictsOtherAgency = "contradicts_other_agency",
        /// Something else.
        Other = "other",
    }
);

impl ReturnReason {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::OffScope => "It does not answer the terms of reference",
            Self::NoAnalysis => "It says what happened and not why",
            Self::MissingPeriod => "Part of the period is missing",
            Self::NoInterviews => "Staff were not interviewed",
            Self::Unsigned => "It is not properly signed",
            Self::AuthorNotIndependent => "Its author is not independent",
            Self::ChronologyFormat => "The chronology is not in the form asked for",
            Self::RecsNotSmart => "Its recommendations cannot be acted on or measured",
            Self::Identifiers => "It identifies people",
            Self::Language => "Its language blames the person who died, or hides who caused harm",
            Self::ContradictsOtherAgency => "It contradicts another account and does not say why",
            Self::Other => "Another reason",
        }
    }
}

text_enum!(
    /// Why an agency is excused.
    pub enum Excuse {
        /// It had no contact with anybody in the review.
        NoContact = "no_contact",
        /// Another body answers for it.
        Succeeded = "succeeded",
        /// Its records are lost or destroyed.
        RecordsLost = "records_lost",
        /// It declined; nothing in the scheme compels it.
        Declined = "declined",
        /// Something else.
        Other = "other",
    }
);

impl Excuse {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::NoContact => "It had no contact with anybody in the review",
            Self::Succeeded => "Another body answers for it",
            Self::RecordsLost => "Its records no longer exist",
            Self::Declined => "It declined to contribute",
            Self::Other => "Another reason",
        }
    }
}

text_enum!(
    /// What the chair makes of a signed return.
    pub enum Verdict {
        /// Accepted.
        Accepted = "accepted",
        /// Accepted with queries.
        AcceptedWithQueries = "accepted_with_queries",
        /// Sent back.
        SentBack = "sent_back",
    }
);

impl Verdict {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Accepted => "Accept",
            Self::AcceptedWithQueries => "Accept with queries",
            Self::SentBack => "Send back",
        }
    }

    /// How the request stands after it.
    #[must_use]
    pub const fn leads_to(self) -> State {
        match self {
            Self::Accepted => State::Accepted,
            Self::AcceptedWithQueries => State::AcceptedWithQueries,
            Self::SentBack => State::SentBack,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Level, State};

    fn listed(codes: &str, code: &str) -> bool {
        codes.contains(&format!("'{code}'"))
    }

    #[test]
    fn statements_say_of_states_and_levels_what_the_rules_say() {
        for state in State::ALL.iter().copied() {
            assert_eq!(listed(outstanding!(), state.as_str()), state.outstanding(), "{state}");
            assert_eq!(listed(come_in!(), state.as_str()), state.has_come_in(), "{state}");
        }
        for level in Level::ALL.iter().copied() {
            assert_eq!(listed(reviewing!(), level.as_str()), level.reviews(), "{level}");
        }
    }
}
