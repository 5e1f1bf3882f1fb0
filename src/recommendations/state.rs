//! The life of a recommendation: where it can go from where it stands, and who may take it there.
//!
//! Whoever promised says when it is done; somebody else says whether that is so (domain section 7.1).

use crate::store::text_enum;

text_enum!(
    /// Where a recommendation stands.
    pub enum State {
        /// Written, not yet put to whom it is addressed.
        Draft = "draft",
        /// Accepted by whom it is addressed to.
        Agreed = "agreed",
        /// Its addressee disputes it.
        Disputed = "disputed",
        /// Approved by the partnership with the report.
        Approved = "approved",
        /// To be done.
        Open = "open",
        /// Begun.
        InProgress = "in_progress",
        /// Its owner says that it is done.
        Claimed = "claimed",
        /// The board accepted the evidence.
        Evidenced = "evidenced",
        /// The check of its impact passed.
        Embedded = "embedded",
        /// Closed by the board.
        Closed = "closed",
        /// Not accepted, for a reason that is published.
        NotAccepted = "not_accepted",
        /// Another took its place.
        Superseded = "superseded",
        /// Joined with another.
        Merged = "merged",
        /// The world changed.
        NoLongerApplicable = "no_longer_applicable",
    }
);

text_enum!(
    /// What can be done to a recommendation.
    pub enum Move {
        /// The addressee accepts it.
        Agree = "agree",
        /// The addressee disputes it.
        Dispute = "dispute",
        /// The partnership approves it.
        Approve = "approve",
        /// It is to be done from now on.
        Open = "open",
        /// Work on it begins.
        Start = "start",
        /// Its owner claims that it is done.
        Claim = "claim",
        /// The board asks for better evidence.
        Query = "query",
        /// The board accepts the evidence.
        AcceptEvidence = "accept_evidence",
        /// The check of its impact passed.
        PassCheck = "pass_check",
        /// The second check of its impact passed.
        CheckAgain = "check_again",
        /// A check of its impact found that the change does not hold.
        FailCheck = "fail_check",
        /// The board closes it.
        Close = "close",
        /// It is not accepted.
        NotAccept = "not_accept",
        /// Another takes its place.
        Supersede = "supersede",
        /// It is joined with another.
        Merge = "merge",
        /// The world changed.
        SetAside = "set_aside",
        /// It is opened again.
        Reopen = "reopen",
        /// What it was approved with is no longer agreed. It follows from that, and nobody makes it.
        Unapprove = "unapprove",
    }
);

/// On whose word a move is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// The lead agency's own people, or the coordinator who writes down what they said.
    Owner,
    /// Whoever keeps the register: coordinator, independent chair and author, or the partnership's chair.
    Keeper,
    /// The board or the partnership's chair, and never the person who claimed it.
    Board,
}

use State as S;

/// The states in which something is still to be done or decided.
const ALIVE: &[S] = &[S::Draft, S::Agreed, S::Disputed, S::Approved, S::Open, S::InProgress, S::Claimed];

impl State {
    /// In words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Agreed => "Agreed by the addressee",
            Self::Disputed => "Disputed by the addressee",
            Self::Approved => "Approved",
            Self::Open => "Open",
            Self::InProgress => "In progress",
            Self::Claimed => "Claimed as done",
            Self::Evidenced => "Evidence accepted",
            Self::Embedded => "Embedded",
            Self::Closed => "Closed",
            Self::NotAccepted => "Not accepted",
            Self::Superseded => "Superseded",
            Self::Merged => "Merged",
            Self::NoLongerApplicable => "No longer applicable",
        }
    }

    /// Whether nothing more is asked of anybody: what lets a review close (domain section 7.7).
    #[must_use]
    pub const fn finished(self) -> bool {
        matches!(self, Self::Closed | Self::NotAccepted | Self::Superseded | Self::Merged | Self::NoLongerApplicable)
    }

    /// Whether its work is done, so that no date can be missed any more.
    #[must_use]
    pub const fn done(self) -> bool {
        self.finished() || matches!(self, Self::Evidenced | Self::Embedded)
    }

    /// Whether its addressee has said neither yes nor no.
    #[must_use]
    pub const fn unanswered(self) -> bool {
        matches!(self, Self::Draft)
    }

    /// The moves that are open from here.
    pub fn moves(self) -> impl Iterator<Item = Move> {
        Move::ALL.iter().copied().filter(move |each| each.from().contains(&self))
    }
}

impl Move {
    /// What a button says.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agree => "Accept the recommendation",
            Self::Dispute => "Dispute the recommendation",
            Self::Approve => "Approve for the partnership",
            Self::Open => "Open for action",
            Self::Start => "Start work",
            Self::Claim => "Claim as done",
            Self::Query => "Ask for better evidence",
            Self::AcceptEvidence => "Accept the evidence",
            Self::PassCheck => "Record that the impact check passed",
            Self::CheckAgain => "Record that the second impact check passed",
            Self::FailCheck => "Record that the impact check was not passed",
            Self::Close => "Close",
            Self::NotAccept => "Record as not accepted",
            Self::Supersede => "Record as superseded",
            Self::Merge => "Merge with another",
            Self::SetAside => "Record as no longer applicable",
            Self::Reopen => "Open again",
            Self::Unapprove => "Take the approval back with the report",
        }
    }

    /// Where it may be made.
    #[must_use]
    pub const fn from(self) -> &'static [State] {
        match self {
            Self::Agree => &[S::Draft, S::Disputed],
            Self::Dispute => &[S::Draft],
            Self::Approve => &[S::Agreed],
            Self::Open => &[S::Draft, S::Agreed, S::Approved],
            Self::Start => &[S::Approved, S::Open],
            Self::Claim => &[S::Approved, S::Open, S::InProgress],
            Self::Query | Self::AcceptEvidence => &[S::Claimed],
            Self::PassCheck => &[S::Evidenced],
            Self::CheckAgain | Self::Close => &[S::Embedded],
            Self::FailCheck => &[S::Evidenced, S::Embedded],
            Self::NotAccept | Self::Supersede | Self::Merge | Self::SetAside => ALIVE,
            Self::Unapprove => &[],
            Self::Reopen => {
                &[S::Evidenced, S::Embedded, S::Closed, S::NotAccepted, S::Superseded, S::Merged, S::NoLongerApplicable]
            }
        }
    }

    /// Where it leads.
    #[must_use]
    pub const fn to(self) -> State {
        match self {
            Self::Agree | Self::Unapprove => S::Agreed,
            Self::Dispute => S::Disputed,
            Self::Approve => S::Approved,
            Self::Open | Self::Reopen => S::Open,
            // What does not hold is worked on again by whoever promised it: nobody is asked a second time whether they accept it.
            Self::Start | Self::Query | Self::FailCheck => S::InProgress,
            Self::Claim => S::Claimed,
            Self::AcceptEvidence => S::Evidenced,
            Self::PassCheck | Self::CheckAgain => S::Embedded,
            Self::Close => S::Closed,
            Self::NotAccept => S::NotAccepted,
            Self::Supersede => S::Superseded,
            Self::Merge => S::Merged,
            Self::SetAside => S::NoLongerApplicable,
        }
    }

    /// What a story calls it: where it led, or what was done where it stayed.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::CheckAgain => "Impact checked a second time",
            Self::FailCheck => "Impact check not passed",
            Self::Unapprove => "No longer approved",
            _ => self.to().label(),
        }
    }

    /// Whether something else takes its place.
    #[must_use]
    pub const fn has_another(self) -> bool {
        matches!(self, Self::Supersede | Self::Merge)
    }

    /// On whose word.
    #[must_use]
    pub const fn hand(self) -> Hand {
        match self {
            Self::Agree | Self::Dispute | Self::Start | Self::Claim => Hand::Owner,
            Self::Open | Self::Unapprove => Hand::Keeper,
            Self::Approve
            | Self::Query
            | Self::AcceptEvidence
            | Self::PassCheck
            | Self::CheckAgain
            | Self::FailCheck
            | Self::Close
            | Self::NotAccept
            | Self::Supersede
            | Self::Merge
            | Self::SetAside
            | Self::Reopen => Hand::Board,
        }
    }

    /// What must be said with it; nothing when it needs no words.
    #[must_use]
    pub const fn asks(self) -> Option<&'static str> {
        match self {
            Self::Agree | Self::Approve | Self::Open | Self::Start | Self::Unapprove => None,
            Self::Claim => Some("the evidence that it is done"),
            Self::AcceptEvidence => Some("what the board saw, and when"),
            Self::PassCheck | Self::CheckAgain | Self::FailCheck => Some("what the check of the impact found"),
            Self::Close => Some("what is different for victims"),
            Self::Query => Some("what evidence is missing"),
            Self::Supersede => Some("why, and what takes its place where that is not in dardr"),
            Self::Merge => Some("why, and with what it is merged where that is not in dardr"),
            Self::Dispute | Self::NotAccept | Self::SetAside | Self::Reopen => Some("the reason"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_state_is_a_dead_end_and_none_leads_to_itself() {
        for state in State::ALL.iter().copied() {
            assert!(state.moves().next().is_some(), "{state}");
            assert!(state.moves().all(|each| each.to() != state || each == Move::CheckAgain), "{state}");
        }
    }

    #[test]
    fn from_a_claim_on_only_the_board_moves_it() {
        for state in [S::Claimed, S::Evidenced, S::Embedded, S::Closed] {
            assert!(state.moves().all(|each| each.hand() == Hand::Board), "{state}");
        }
        for proved in [S::Evidenced, S::Embedded] {
            assert!(proved.moves().any(|each| each == Move::FailCheck), "a check may find that the change does not hold");
        }
        assert!(!Move::FailCheck.to().moves().any(|each| each == Move::Close));
        for early in [S::Claimed, S::Evidenced] {
            assert!(
                !early.moves().any(|each| each == Move::Close),
                "evidence is accepted and the impact checked before it is closed"
            );
        }
    }

    #[test]
    fn what_ends_it_without_being_done_says_why() {
        for each in Move::ALL.iter().copied().filter(|each| each.to().finished() || *each == Move::Reopen) {
            assert!(each.asks().is_some(), "{each}");
        }
    }
}
