//! The clocks: a row a clock of the deadline catalogue.

use super::sources::*;
use super::{Citation, Cites};
use crate::base::calendar::Length;
use crate::process::{Event as E, Level, Regime, Role, Rule, TaskKind};
use Length::{Days, DaysBeginningWith, Months, MonthsLessWorkingDays, SameDay, WorkingDays};
use Level::{D, L1, L2, L3};
use Owner::{Outside, Within};
use Pick::{First, Latest};
use Role::{ActionOwner, AgencySpoc, BoardMember, Coordinator, CspChair, ImrAuthor, IndepChair};
use Rule::*;
use TaskKind::{Drafting, ImrAnalysis, Publication};

/// Who answers for a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Somebody with this role in the review.
    Within(Role),
    /// Somebody outside the review.
    Outside(&'static str),
}

impl Owner {
    /// What people who work under this regime call the owner.
    #[must_use]
    pub fn label_in(self, regime: Regime) -> &'static str {
        match self {
            Within(role) => role.label_in(regime),
            Outside(who) => who,
        }
    }
}

/// Which day starts a clock when its event happened more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The first: a later one does not move the clock.
    First,
    /// The latest: the clock starts again.
    Latest,
}

/// What a clock measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The latest day on which to do something.
    NoLaterThan,
    /// The earliest day on which something may end: time that people are given.
    NoSoonerThan,
}

/// A row of the deadline catalogue.
#[derive(Debug)]
pub struct Deadline {
    /// Its number.
    pub rule: Rule,
    /// The events that start it.
    pub starts: &'static [E],
    /// Which of those days starts it.
    pub pick: Pick,
    /// How long it runs, unless a partnership has set its own length: see [`Self::adjustable`].
    pub length: Length,
    /// How binding the length is, apart from the duty itself: a duty of guidance may have a length that is our default.
    pub length_level: Level,
    /// How we know the length.
    pub length_evidence: &'static str,
    /// The events that meet it; none where it comes round again until it ends.
    pub met_by: &'static [E],
    /// The events after which nobody is asked for it any more, though it was not met by them.
    pub ended_by: &'static [E],
    /// Another clock of the review: where that one is met by its computed date, nobody needs this one.
    pub spared_by: Option<Rule>,
    /// Who answers for it.
    pub owner: Owner,
    /// What it measures.
    pub measure: Measure,
    /// The kinds of task it waits for. A full hold pauses a clock that waits for any; a partial hold one that waits for what it names.
    pub waits_for: &'static [TaskKind],
    /// Whether it runs only while what started it stands: it waits while that is undone, and begins again when it happens anew.
    pub while_it_stands: bool,
    /// Whether what met it once has met it for good, though what started it happens again.
    pub once: bool,
    /// Whether it counts what agencies answer, so that it waits while none was asked.
    pub asked_of_agencies: bool,
    /// Whether it then counts from the first request, where that is later than what starts it.
    pub from_the_first: bool,
    /// Whether nothing gives it a length, so that people agree a date for the review: its length is by when they do.
    pub by_agreement: bool,
    /// Whether it runs to a day that was promised in writing.
    pub promised: bool,
    /// What to know about it beyond the numbers; may be empty.
    pub note: &'static str,
    cites: Cites,
}

impl Deadline {
    /// The clock with this number.
    #[must_use]
    pub fn of(rule: Rule) -> Option<&'static Self> {
        DEADLINES.iter().find(|clock| clock.rule == rule)
    }

    /// The source of the duty under a regime; none where the clock does not exist.
    #[must_use]
    pub const fn cited(&self, regime: Regime) -> Option<&Citation> {
        self.cites.under(regime)
    }

    /// Whether a partnership may set its own length under this regime: it may where either the duty or its length is local practice
    /// or our default, and never where both are statute or guidance, or where a day was promised.
    #[must_use]
    pub fn adjustable(&self, regime: Regime) -> bool {
        !self.promised && self.cited(regime).is_some_and(|source| source.level.max(self.length_level) >= L3)
    }

    const fn within(self, length: Length, length_level: Level, length_evidence: &'static str) -> Self {
        Self { length, length_level, length_evidence, ..self }
    }

    const fn met_by(self, met_by: &'static [E]) -> Self {
        Self { met_by, ..self }
    }

    const fn ended_by(self, ended_by: &'static [E]) -> Self {
        Self { ended_by, ..self }
    }

    const fn spared_by(self, rule: Rule) -> Self {
        Self { spared_by: Some(rule), ..self }
    }

    const fn once(self) -> Self {
        Self { once: true, ..self }
    }

    const fn asked_of_agencies(self) -> Self {
        Self { asked_of_agencies: true, ..self }
    }

    const fn counted_from_the_first(self) -> Self {
        Self { from_the_first: true, ..self }
    }

    const fn by_agreement(self) -> Self {
        Self { by_agreement: true, ..self }
    }

    const fn promised(self) -> Self {
        Self { promised: true, ..self }
    }

    const fn at_least(self) -> Self {
        Self { measure: Measure::NoSoonerThan, ..self }
    }

    const fn waits_for(self, waits_for: &'static [TaskKind]) -> Self {
        Self { waits_for, ..self }
    }

    const fn while_it_stands(self) -> Self {
        Self { while_it_stands: true, ..self }
    }

    const fn note(self, note: &'static str) -> Self {
        Self { note, ..self }
    }

    const fn dhr(self, source: Citation) -> Self {
        Self { cites: self.cites.dhr(source), ..self }
    }

    const fn dardr(self, source: Citation) -> Self {
        Self { cites: self.cites.dardr(source), ..self }
    }

    const fn susr(self, source: Citation) -> Self {
        Self { cites: self.cites.susr(source), ..self }
    }

    const fn local(self, source: Citation) -> Self {
        Self { cites: self.cites.local(source), ..self }
    }
}

const fn clock(rule: Rule, owner: Owner, pick: Pick, starts: &'static [E]) -> Deadline {
    Deadline {
        rule,
        starts,
        pick,
        length: SameDay,
        length_level: D,
        length_evidence: "design",
        met_by: &[],
        ended_by: &[],
        spared_by: None,
        owner,
        measure: Measure::NoLaterThan,
        waits_for: &[],
        while_it_stands: false,
        once: false,
        asked_of_agencies: false,
        from_the_first: false,
        by_agreement: false,
        promised: false,
        note: "",
        cites: Cites::NONE,
    }
}

/// The decisions there can be. A partnership that joins a review that was decided on before the death came to its attention decides by joining.
const DECISIONS: &[E] = &[
    E::DecidedToReview,
    E::DecidedOtherStatutory,
    E::DecidedLocalLearning,
    E::DecidedNoReview,
    E::CaseTransferred,
    E::Directed,
    E::JoinedDecided,
];
/// The decisions of which others are told.
pub(super) const TOLD: &[E] =
    &[E::DecidedToReview, E::DecidedOtherStatutory, E::DecidedLocalLearning, E::DecidedNoReview, E::Directed];
/// What a review starts with. After a direction the clock runs from the decision that follows it, or from the letter if none does.
pub(super) const BEGUN: &[E] = &[E::DecidedToReview, E::Directed, E::LocalReviewBegun];
const OUTCOMES: &[E] = &[E::ReportCleared, E::ChangesAsked, E::ReportReturned];

/// Every clock of every regime.
#[rustfmt::skip] // This is a table: a row reads across.
pub static DEADLINES: &[Deadline] = &[
    clock(Dl01, Outside("Police"), First, &[E::PoliceIdentified]).within(WorkingDays(5), D, "design")
        .met_by(&[E::PoliceNotifiedInWriting])
        .note("The guidance asks for writing and sets no time.")
        .dhr(GUIDE_WRITTEN).dardr(DRAFT).susr(SUSR_TIME),
    clock(Dl02, Within(CspChair), First, &[E::CameToAttention]).within(Months(1), L2, "S39, S10")
        .met_by(DECISIONS)
        .note("Runs from the day the death came to the partnership’s attention from any source; once for each partnership in a joint review. A decision that is later reversed has met it. A partnership to which the death comes only after the decision meets it by joining the review.")
        .dhr(GUIDE_MONTH).dardr(DRAFT).susr(SUSR_TIME).local(LOCAL),
    clock(Dl03, Within(Coordinator), First, &[E::NotificationReceived]).within(SameDay, D, "design")
        .met_by(&[E::SecureRecordsSent])
        .note("Does not wait for the decision. That they confirm it has a clock of its own.")
        .dhr(GUIDE).dardr(DRAFT).susr(OWN).local(OWN),
    clock(Dl03Secured, Within(AgencySpoc), Latest, &[E::SecureRecordsSent]).within(WorkingDays(2), D, "design")
        .met_by(&[E::RecordsSecured])
        .dhr(OWN).dardr(OWN).susr(OWN).local(OWN),
    clock(Dl04, Within(CspChair), Latest, TOLD).within(WorkingDays(5), D, "design")
        .met_by(&[E::HomeOfficeTold])
        .note("The decision is told whether it is yes or no.")
        .dhr(GUIDE_TELL).dardr(DRAFT).susr(SUSR_HO),
    clock(Dl05, Within(CspChair), Latest, TOLD).within(WorkingDays(5), D, "design")
        .met_by(&[E::FamilyToldOfDecision])
        .note("Before the media hear of it, through the family liaison officer, homicide worker or advocate.")
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(FAMILY),
    clock(Dl06, Within(Coordinator), Latest, TOLD).within(WorkingDays(10), D, "design")
        .met_by(&[E::CommissionerTold])
        .note("Whether the Commissioner expects to be told of the start of a review is uncertain: by statute only the report is sent.")
        .dhr(UNSETTLED).dardr(UNSETTLED).susr(UNSETTLED),
    clock(Dl07, Within(CspChair), Latest, BEGUN).within(WorkingDays(20), D, "design")
        .met_by(&[E::ChairAppointed])
        .dhr(PRACTICE).dardr(PRACTICE).susr(PRACTICE).local(PRACTICE),
    clock(Dl08, Within(IndepChair), Latest, &[E::ChairAppointed]).within(WorkingDays(30), D, "design")
        .met_by(&[E::FirstPanelHeld])
        .dhr(PRACTICE).dardr(PRACTICE).susr(PRACTICE).local(PRACTICE),
    clock(Dl09, Within(AgencySpoc), Latest, &[E::ScopingRequested]).within(WorkingDays(10), L3, "design")
        .met_by(&[E::ScopingReturned]).ended_by(&[E::AnalysisBegun]).asked_of_agencies().counted_from_the_first()
        .dhr(PRACTICE).dardr(PRACTICE).susr(PRACTICE).local(PRACTICE),
    clock(Dl10, Within(ImrAuthor), Latest, &[E::TermsIssued]).within(WorkingDays(20), L3, "design")
        .met_by(&[E::ChronologiesIn]).ended_by(&[E::AnalysisBegun]).waits_for(&[ImrAnalysis]).asked_of_agencies()
        .dhr(PRACTICE).dardr(PRACTICE).susr(PRACTICE).local(PRACTICE),
    clock(Dl11, Within(ImrAuthor), Latest, &[E::TermsIssued]).within(WorkingDays(40), L3, "to confirm")
        .met_by(&[E::ImrsIn]).ended_by(&[E::AnalysisBegun]).waits_for(&[ImrAnalysis]).asked_of_agencies()
        .note("Six to eight weeks are usual.")
        .dhr(PRACTICE).dardr(PRACTICE).susr(PRACTICE).local(PRACTICE),
    clock(Dl12, Within(IndepChair), Latest, BEGUN).within(Months(6), L2, "S39, S26")
        .met_by(&[E::ReportCompleted]).waits_for(&[ImrAnalysis, Drafting])
        .note("Most reviews take longer. The computed date stays, and an agreed date stands beside it.")
        .dhr(GUIDE_SIX).dardr(DRAFT).susr(SUSR_TIME).local(LOCAL),
    clock(Dl13, Within(CspChair), Latest, BEGUN).within(MonthsLessWorkingDays(6, 20), D, "design")
        .met_by(&[E::DelayNoticeSent]).ended_by(&[E::ReportCompleted]).spared_by(Dl12)
        .note("Due only if the overview report will be late: tell the Home Office, the family and the agencies as soon as it is foreseen, why, and the new date.")
        .dhr(GUIDE_DELAY).dardr(DRAFT).susr(SUSR_HO),
    clock(Dl14, Within(IndepChair), Latest, &[E::DraftShared]).within(WorkingDays(10), D, "design").at_least()
        .met_by(&[E::FamilyReadingFinished, E::SentForSignOff])
        .note("Time that the family are given, at the least: adequate, private and unhurried.")
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR).local(FAMILY),
    clock(Dl15, Within(CspChair), Latest, &[E::SentForSignOff]).within(WorkingDays(20), L3, "design")
        .met_by(&[E::ReportCompleted, E::ReturnedToDrafting])
        .note("The next meeting of the partnership, or this.")
        .dhr(PRACTICE).dardr(PRACTICE).susr(PRACTICE).local(PRACTICE),
    clock(Dl16, Within(Coordinator), Latest, &[E::ReportCompleted]).within(WorkingDays(5), D, "design")
        .met_by(&[E::SubmittedToHomeOffice])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR_HO),
    clock(Dl17, Within(Coordinator), Latest, &[E::ReportCompleted]).within(WorkingDays(5), D, "design")
        .met_by(&[E::ReportSentToCommissioner])
        .note("The statute says as soon as reasonably practicable; the days are a target.")
        .dhr(S9_3B).dardr(S8A_4).susr(S9_3B),
    clock(Dl18, Within(Coordinator), Latest, &[E::ReportCompleted]).within(WorkingDays(5), D, "design")
        .met_by(&[E::ReportSentToSecretaryOfState])
        .note("The statute says as soon as reasonably practicable; the days are a target.")
        .dardr(S8A_4),
    clock(Dl19, Outside("Home Office"), Latest, &[E::QualityBoardMet]).within(Months(3), D, "S20, design")
        .met_by(OUTCOMES)
        .note("No time is promised. Ask again after 6 and 9 months.")
        .dhr(CHASE).dardr(CHASE).susr(CHASE),
    clock(Dl19Second, Outside("Home Office"), Latest, &[E::QualityBoardMet]).within(Months(6), D, "design")
        .met_by(OUTCOMES).spared_by(Dl19)
        .dhr(CHASE).dardr(CHASE).susr(CHASE),
    clock(Dl19Third, Outside("Home Office"), Latest, &[E::QualityBoardMet]).within(Months(9), D, "design")
        .met_by(OUTCOMES).spared_by(Dl19Second)
        .dhr(CHASE).dardr(CHASE).susr(CHASE),
    clock(Dl20, Within(IndepChair), Latest, &[E::ChangesAsked]).within(WorkingDays(20), D, "design")
        .met_by(&[E::ChangesMade, E::Resubmitted])
        .dhr(PRACTICE).dardr(PRACTICE).susr(PRACTICE),
    clock(Dl21, Within(CspChair), Latest, &[E::ReportCleared, E::ChangesMade, E::EmbargoLifted]).within(WorkingDays(20), D, "design")
        .met_by(&[E::Published, E::NonPublicationDecided]).waits_for(&[Publication]).while_it_stands()
        .note("Avoid birthdays, anniversaries and trial dates. It waits while a report that was cleared is drafted again, and runs from the day on which that is cleared.")
        .dhr(PUBLISH).dardr(PUBLISH).susr(PUBLISH),
    clock(Dl22, Within(Coordinator), Latest, &[E::Published]).within(WorkingDays(5), D, "design")
        .met_by(&[E::FinalCopiesSent])
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR_HO),
    clock(Dl23, Within(Coordinator), Latest, &[E::Published, E::OnlineCopyReviewed]).within(Months(12), L3, "S18")
        .ended_by(&[E::Withdrawn])
        .note("Comes round again after every review, for as long as the report is online.")
        .dhr(ONLINE).dardr(ONLINE).susr(ONLINE),
    clock(Dl24, Within(ActionOwner), Latest, &[E::ReportCompleted, E::ProgressReported]).within(Months(3), L3, "design")
        .ended_by(&[E::ReviewClosed])
        .note("The partnership approves the plan with the report: it agrees both at sign-off, on one day. Comes round again after every report of progress, until the review is closed.")
        .dhr(PRACTICE).dardr(PRACTICE).susr(SUSR).local(PRACTICE),
    clock(Dl25, Within(BoardMember), Latest, &[E::ActionCompleted]).within(Months(6), D, "design")
        .met_by(&[E::ImpactChecked])
        .note("Once for each action, and before it is closed; a second check comes after 12 months.")
        .dhr(PRACTICE).dardr(PRACTICE).susr(PRACTICE).local(PRACTICE),
    clock(Dl25Second, Within(BoardMember), Latest, &[E::ActionCompleted]).within(Months(12), D, "design")
        .met_by(&[E::ImpactCheckedAgain, E::RecommendationClosed])
        .note("For an action that the board keeps open after the first check. Closing it ends this clock.")
        .dhr(PRACTICE).dardr(PRACTICE).susr(PRACTICE).local(PRACTICE),
    clock(Dl26, Outside("Those to whom it is addressed"), Latest, &[E::PreventionReportSent]).within(Days(56), L1, "to confirm")
        .met_by(&[E::PreventionReportAnswered])
        .dhr(CORONERS_R29).dardr(CORONERS_R29).susr(CORONERS_R29).local(CORONERS_R29),
    clock(Dl27, Outside("The body named in it"), Latest, &[E::CommissionerReportPublished]).within(DaysBeginningWith(56), L1, "S3")
        .met_by(&[E::CommissionerReportAnswered])
        .note("For a report by the Commissioner under section 8; it is no duty to answer a recommendation of a review.")
        .dhr(DAA_S16).dardr(DAA_S16).susr(DAA_S16).local(DAA_S16),
    clock(Dl28, Outside("Local authority"), Latest, &[E::ChildDeathKnown]).within(WorkingDays(5), L2, "S37")
        .met_by(&[E::ChildPanelNotified])
        .note("The review itself is DL-28.2.")
        .dhr(CHILD_REVIEW).dardr(CHILD_REVIEW).susr(CHILD_REVIEW).local(CHILD_REVIEW),
    clock(Dl28Review, Outside("Safeguarding children partners"), Latest, &[E::ChildDeathKnown]).within(WorkingDays(15), L2, "S37")
        .met_by(&[E::RapidReviewFinished])
        .note("Whether it runs from awareness or from notification is uncertain.")
        .dhr(CHILD_REVIEW).dardr(CHILD_REVIEW).susr(CHILD_REVIEW).local(CHILD_REVIEW),
    clock(Dl29, Outside("Safeguarding adults board"), Latest, &[E::AdultsReviewBegun]).within(Months(6), L2, "to confirm")
        .met_by(&[E::AdultsReviewFinished])
        .dhr(ADULTS_REVIEW).dardr(ADULTS_REVIEW).susr(ADULTS_REVIEW).local(ADULTS_REVIEW),
    clock(Dl30, Within(Coordinator), First, &[E::Published, E::NonPublicationDecided, E::MonitoringBegun]).within(Months(6), D, "design")
        .met_by(&[E::FamilyToldWhatChanged]).once()
        .note("A promise to the family: what became of the recommendations. The review is not closed before it is kept, and nobody is late while there is nobody to tell.")
        .dhr(FAMILY).dardr(FAMILY).susr(FAMILY).local(FAMILY),
    clock(Dl31, Within(CspChair), Latest, &[E::FamilyToldOfPublication]).within(WorkingDays(10), D, "design").at_least()
        .met_by(&[E::Published]).ended_by(&[E::PublicationDayAgreed]).while_it_stands()
        .note("Time that the family are given, at the least, between being told of publication and the day itself. They can agree to another day.")
        .dhr(GUIDE).dardr(DRAFT).susr(SUSR),
    clock(Dl32, Within(Coordinator), Latest, &[E::Withdrawn]).within(WorkingDays(10), D, "design")
        .met_by(&[E::Published, E::NonPublicationDecided]).ended_by(&[E::ClearedReportReopened]).waits_for(&[Publication]).by_agreement()
        .note("Nothing in law or guidance says when a report that was withdrawn is published again, so the partnership agrees a date, and the length is by when it does. While an embargo stands the clock waits; when the embargo is lifted, or the report is cleared anew, “Publish the report” runs instead.")
        .dhr(OWN).dardr(OWN).susr(OWN),
    clock(Dl33, Within(Coordinator), Latest, &[E::DelayNoticeSent]).promised()
        .met_by(&[E::SubmittedToHomeOffice]).ended_by(&[E::MonitoringBegun])
        .note("A promise to the Home Office, the family and the agencies. The next notice keeps it, and begins the clock again with the day that it names; a notice that names none begins no clock.")
        .dhr(OWN).dardr(OWN).susr(OWN).local(OWN),
];
