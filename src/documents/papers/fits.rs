//! Which letters still have something to say where a review stands.

use chrono::NaiveDate;

use crate::base::calendar::{Calendar, Length};
use crate::process::{Due, DueState, Event, Rule, Stage};
use crate::ui::day;

use super::gather::Gathered;
use super::kinds::PaperKind;

/// From the report on, a review has nothing more to announce to a family that its first letter says.
const TOLD: [Stage; 3] = [Stage::Published, Stage::Monitoring, Stage::Closed];

/// Where a review has no report to be late with.
const NO_REPORT: [Stage; 8] = [
    Stage::Notified,
    Stage::Triage,
    Stage::Consultation,
    Stage::Decision,
    Stage::NotDhrReferred,
    Stage::LocalLearning,
    Stage::NoReview,
    Stage::Transferred,
];

impl Gathered {
    /// How this case has ended, where there is nothing more to announce of it.
    fn ended(&self) -> Option<&'static str> {
        match self.front.stage {
            stage if TOLD.contains(&stage) => Some("This review is past its report"),
            Stage::LocalLearning if self.facts.dates.stands(Event::LocalLearningClosed) => {
                Some("This local learning review is closed")
            }
            Stage::Transferred => Some("This case was transferred to another partnership"),
            _ => None,
        }
    }

    /// Why a letter of this kind no longer says what is so, or nothing while it does.
    pub(super) fn no_longer_fits(&self, kind: PaperKind) -> Option<String> {
        match kind {
            PaperKind::FamilyLetter => self.ended().map(|ended| {
                format!("The first letter to the family tells of the decision. {ended}: write to them of what happens now.")
            }),
            PaperKind::DelayNotice => self.no_delay(),
            PaperKind::SecureRecords => self.no_records(),
            PaperKind::DecisionNotice if self.front.stage.is_undecided() => {
                Some("The partnership has not decided yet: there is no decision to tell of.".into())
            }
            PaperKind::DecisionNotice => self.ended().map(|ended| {
                format!("The notice tells the Home Office of the decision. {ended}: there is no decision to tell of.")
            }),
            PaperKind::SubmissionCover => self.no_submission(),
            PaperKind::OverviewReport | PaperKind::ExecutiveSummary | PaperKind::ActionPlan | PaperKind::TermsOfReference => None,
        }
    }

    fn no_submission(&self) -> Option<String> {
        match self.front.stage {
            Stage::Cleared => Some("The Home Office has cleared this report: there is nothing left to submit.".into()),
            stage if TOLD.contains(&stage) => Some("This review is past its report: there is nothing left to submit.".into()),
            _ if self.agreed_report().is_none() => {
                Some("The partnership has not agreed the report yet: there is nothing to submit.".into())
            }
            _ => None,
        }
    }

    fn no_records(&self) -> Option<String> {
        if matches!(self.front.stage, Stage::NoReview | Stage::NotDhrReferred | Stage::Transferred) {
            return Some("This partnership is not holding a review: there are no records to ask for.".into());
        }
        if let Some(ended) = self.ended() {
            return Some(format!("{ended}: there are no records left to ask for."));
        }
        let on = self.agreed_report()?;
        Some(format!("The report of this review was agreed on {}: there are no records left to ask for.", day(on)))
    }

    fn no_delay(&self) -> Option<String> {
        if let Some(on) = self.agreed_report() {
            return Some(format!(
                "The report of this review was agreed on {}. If it was late, the submission says why.",
                day(on)
            ));
        }
        if NO_REPORT.contains(&self.front.stage) {
            return Some("This review is not making a report: there is no delay to tell of.".into());
        }
        let agreed = self.clock(Rule::Dl12)?.agreed.as_ref()?.due;
        (agreed <= self.today).then(|| {
            format!(
                "The date agreed, {}, is not later than today. Agree a new date for “Complete the overview report” first.",
                day(agreed)
            )
        })
    }

    /// When the partnership agreed the report, where that still stands.
    pub(super) fn agreed_report(&self) -> Option<NaiveDate> {
        self.on(Event::ReportCompleted).filter(|_| self.facts.dates.stands(Event::ReportCompleted))
    }

    /// When the report is expected; nothing once it is agreed or the date has passed.
    pub(super) fn expected(&self) -> Option<NaiveDate> {
        let due = self.clock(Rule::Dl12)?.working_date();
        (due > self.today && self.agreed_report().is_none()).then_some(due)
    }

    /// The day on which a family is promised the report: none while anything that the report is made from is late, for then the day
    /// cannot be kept (domain section 2.2), and a day that is not kept hurts more than none.
    pub(super) fn promised(&self) -> Option<NaiveDate> {
        let before = [Rule::Dl08, Rule::Dl09, Rule::Dl10, Rule::Dl11];
        let late = |due: &Due| before.contains(&due.clock.rule) && due.state == DueState::Overdue;
        self.expected().filter(|_| !self.dues.iter().any(late))
    }

    /// By when an agency that is written to today confirms that its records are secured.
    pub(super) fn confirm_by(&self) -> NaiveDate {
        let length = self.clock(Rule::Dl03Secured).map_or(Length::WorkingDays(2), |due| due.length);
        Calendar::england_and_wales().count(self.today, length).due
    }
}
