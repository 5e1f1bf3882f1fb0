//! Reviews and proceedings that run beside: what each is, when it is heard next, how it ended, and what it keeps waiting.

mod forms;
mod pages;
mod report_pages;
mod store;
mod to_answer;
mod told;
mod view;

use chrono::NaiveDate;

use crate::base::calendar::{Calendar, Length};
use crate::base::{Line, Prose, id};
use crate::process::Event;
use crate::process::scope::ParallelReview;
use crate::store::worded_enum;

pub use pages::routes;
pub use store::{CoronerRequest, Proceeding, add, ask_of_coroner, change, coroner_requests, proceedings, update_request};
pub use to_answer::{NewReport, ReportId, ReportKind, ReportToAnswer, receive, reports_to_answer, update as update_report};
pub(crate) use told::not_recorded;
pub use told::{Told, told};

id!(ProceedingId, "a review or proceeding beside");
id!(RequestId, "a request of the coroner");
id!(OverlayId, "an overlay");

worded_enum! {
    /// What runs beside.
    pub enum Kind {
        Crim = "CRIM", "Criminal proceedings";
        Appeal = "APPEAL", "Appeal";
        Ccrc = "CCRC", "Criminal Cases Review Commission";
        Inquest = "INQUEST", "Inquest";
        FamilyCourt = "FAMILY_COURT", "Family court";
        Sar = "SAR", "Safeguarding adults review";
        Rapid = "RAPID", "Rapid review (child)";
        Lcspr = "LCSPR", "Local child safeguarding practice review";
        Cdr = "CDR", "Child death review";
        Mhhr = "MHHR", "Mental health homicide investigation (NHS England)";
        Owhr = "OWHR", "Offensive weapons homicide review";
        Sfo = "SFO", "Probation serious further offence review";
        MappaScr = "MAPPA_SCR", "MAPPA serious case review";
        Leder = "LEDER", "Learning disability and autism mortality review";
        Ppo = "PPO", "Prisons and Probation Ombudsman";
        Iopc = "IOPC", "Independent Office for Police Conduct";
        Psd = "PSD", "Police professional standards";
        Psii = "PSII", "Patient safety incident investigation";
        Cqc = "CQC", "Care Quality Commission";
        Hse = "HSE", "Health and Safety Executive";
        EmployerHr = "EMPLOYER_HR", "Employer’s investigation";
        ServiceInquiry = "SERVICE_INQUIRY", "Service inquiry (armed forces)";
    }
}

/// What a reference such as `SAR-1` says to a reader: the kind, with its number where there are several. Words that are no reference stay.
pub(crate) fn in_words(reference: &str) -> String {
    let parted = reference.rsplit_once('-').and_then(|(kind, number)| Some((kind.parse::<Kind>().ok()?, number)));
    match parted {
        Some((kind, "1")) => kind.label().to_owned(),
        Some((kind, number)) => format!("{} {number}", kind.label()),
        None => reference.to_owned(),
    }
}

/// What the time runs from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    Known,
    Began,
}

impl Kind {
    /// What it usually keeps waiting. Reporting on what a jury will hear can be contempt of court.
    #[must_use]
    pub const fn usual_gate(self) -> Gate {
        match self {
            Self::Crim | Self::Appeal | Self::Ccrc => Gate::Stops,
            Self::Inquest | Self::FamilyCourt | Self::Iopc => Gate::Ask,
            Self::Sar
            | Self::Rapid
            | Self::Lcspr
            | Self::Cdr
            | Self::Mhhr
            | Self::Owhr
            | Self::Sfo
            | Self::MappaScr
            | Self::Leder
            | Self::Ppo
            | Self::Psd
            | Self::Psii
            | Self::Cqc
            | Self::Hse
            | Self::EmployerHr
            | Self::ServiceInquiry => Gate::Nothing,
        }
    }

    /// Whether it is a hearing of a court, so that a next hearing is asked for and a finding may follow.
    #[must_use]
    pub const fn is_criminal(self) -> bool {
        matches!(self, Self::Crim | Self::Appeal | Self::Ccrc)
    }

    /// Whether it is a review of its own that one joint review can answer.
    #[must_use]
    pub fn can_be_joint(self) -> bool {
        ParallelReview::ALL.iter().any(|one| one.can_be_joint() && one.code().eq_ignore_ascii_case(self.as_str()))
    }

    /// Whether the national child safeguarding panel is notified of it, by the local authority.
    #[must_use]
    pub const fn is_notified(self) -> bool {
        matches!(self, Self::Rapid)
    }

    /// Its own clocks as the field notes give them, beside those of the review itself.
    const fn clocks(self) -> &'static [(&'static str, From, Length)] {
        match self {
            Self::Sar => &[("Finished", From::Began, Length::Months(6))],
            Self::Rapid => &[
                ("National panel notified", From::Known, Length::WorkingDays(5)),
                ("Rapid review finished", From::Known, Length::WorkingDays(15)),
            ],
            Self::Lcspr => &[("Published", From::Began, Length::Months(6))],
            Self::Owhr => &[("Secretary of State notified", From::Known, Length::Months(1))],
            Self::Iopc => &[("Referred by the police", From::Known, Length::Days(1))],
            Self::Crim
            | Self::Appeal
            | Self::Ccrc
            | Self::Inquest
            | Self::FamilyCourt
            | Self::Cdr
            | Self::Mhhr
            | Self::Sfo
            | Self::MappaScr
            | Self::Leder
            | Self::Ppo
            | Self::Psd
            | Self::Psii
            | Self::Cqc
            | Self::Hse
            | Self::EmployerHr
            | Self::ServiceInquiry => &[],
        }
    }

    /// The event of the process when such a review is known of, begins or ends.
    const fn events(self) -> [Option<Event>; 3] {
        match self {
            Self::Sar => [None, Some(Event::AdultsReviewBegun), Some(Event::AdultsReviewFinished)],
            Self::Rapid => [Some(Event::ChildDeathKnown), None, Some(Event::RapidReviewFinished)],
            Self::Crim
            | Self::Appeal
            | Self::Ccrc
            | Self::Inquest
            | Self::FamilyCourt
            | Self::Lcspr
            | Self::Cdr
            | Self::Mhhr
            | Self::Owhr
            | Self::Sfo
            | Self::MappaScr
            | Self::Leder
            | Self::Ppo
            | Self::Iopc
            | Self::Psd
            | Self::Psii
            | Self::Cqc
            | Self::Hse
            | Self::EmployerHr
            | Self::ServiceInquiry => [None, None, None],
        }
    }
}

/// The clocks of one that runs beside: what is due and when, computed; nobody agrees these dates here.
#[must_use]
pub fn clocks(kind: Kind, known_on: NaiveDate, began_on: Option<NaiveDate>) -> Vec<(&'static str, NaiveDate)> {
    let calendar = Calendar::england_and_wales();
    kind.clocks()
        .iter()
        .filter_map(|(what, from, length)| {
            let start = match from {
                From::Known => known_on,
                From::Began => began_on?,
            };
            Some((*what, calendar.count(start, *length).due))
        })
        .collect()
}

worded_enum! {
    /// How far it is.
    pub enum State {
        Expected = "expected", "Expected";
        Active = "active", "Under way";
        Concluded = "concluded", "Concluded";
        NotResumed = "not_resumed", "Not resumed after criminal proceedings";
        NotPursued = "not_pursued", "Not pursued";
    }
}

impl State {
    /// Whether it has a day on which it ended, and a word on how. An inquest that a trial has answered is not resumed; it has concluded
    /// nothing of its own.
    #[must_use]
    pub const fn has_ended(self) -> bool {
        match self {
            Self::Concluded | Self::NotResumed => true,
            Self::Expected | Self::Active | Self::NotPursued => false,
        }
    }
}

worded_enum! {
    /// What it keeps waiting.
    pub enum Gate {
        Stops = "stops", "The report cannot be published while it is active or an appeal is possible";
        Ask = "ask", "Ask before the report is published";
        Nothing = "nothing", "Nothing waits for it";
    }
}

/// One that runs beside, as it is recorded or changed.
#[derive(Clone, Debug)]
pub struct NewProceeding {
    /// What it is.
    pub kind: Kind,
    /// Who leads it: a court, a board, an office.
    pub led_by: Option<Line>,
    /// Whom to ask there.
    pub contact: Option<Line>,
    /// What it is about.
    pub matter: Option<Prose>,
    /// How far it is.
    pub state: State,
    /// The day on which it became known that it would run.
    pub known_on: NaiveDate,
    /// When it began.
    pub began_on: Option<NaiveDate>,
    /// The next hearing or date.
    pub next_on: Option<NaiveDate>,
    /// What happens then.
    pub next_what: Option<Line>,
    /// When it ended.
    pub concluded_on: Option<NaiveDate>,
    /// How it ended.
    pub outcome: Option<Prose>,
    /// The last day for leave to appeal.
    pub appeal_until: Option<NaiveDate>,
    /// What it keeps waiting.
    pub gate: Gate,
    /// Whether one joint review answers both.
    pub joint: bool,
    /// When the local authority notified the national child safeguarding panel, of a rapid review (DL-28).
    pub panel_notified_on: Option<NaiveDate>,
}

impl NewProceeding {
    /// One of which only its kind is known, and since when.
    #[must_use]
    pub fn new(kind: Kind, state: State, known_on: NaiveDate) -> Self {
        Self {
            kind,
            led_by: None,
            contact: None,
            matter: None,
            state,
            known_on,
            began_on: None,
            next_on: None,
            next_what: None,
            concluded_on: None,
            outcome: None,
            appeal_until: None,
            gate: kind.usual_gate(),
            joint: false,
            panel_notified_on: None,
        }
    }

    /// What would be wrong with it, as a field of the form and a sentence.
    #[must_use]
    pub fn wrong(&self, today: NaiveDate) -> Option<(&'static str, &'static str)> {
        if self.state.has_ended() && self.concluded_on.is_none() {
            return Some(("concluded_on", "Enter the day on which it concluded"));
        }
        if self.state.has_ended() && self.outcome.is_none() {
            return Some(("outcome", "Enter how it ended"));
        }
        if self.concluded_on.is_some() && !self.state.has_ended() {
            return Some(("state", "Select that it is concluded, or leave out the day on which it concluded"));
        }
        if self.concluded_on.is_some_and(|on| on > today) {
            return Some(("concluded_on", "The day on which it concluded must be today or in the past"));
        }
        if self.began_on.zip(self.concluded_on).is_some_and(|(began, ended)| ended < began) {
            return Some(("concluded_on", "The day on which it concluded must not be before the day on which it began"));
        }
        if self.joint && !self.kind.can_be_joint() {
            return Some(("joint", "This cannot be one joint review with ours"));
        }
        if self.panel_notified_on.is_some() && !self.kind.is_notified() {
            return Some(("panel_notified_on", "The national panel is notified of a rapid review only. Leave this day out"));
        }
        if self.panel_notified_on.is_some_and(|on| on > today) {
            return Some(("panel_notified_on", "The day on which the national panel was notified must be today or in the past"));
        }
        None
    }
}

/// What the coroner asked for, as it is logged or answered.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// The day of the request.
    pub asked_on: NaiveDate,
    /// What was asked for.
    pub items: Prose,
    /// Legal advice on it.
    pub advice: Option<Prose>,
    /// When it was provided.
    pub provided_on: Option<NaiveDate>,
    /// What was provided.
    pub provided: Option<Prose>,
    /// When the agencies whose papers they are were told.
    pub agencies_told_on: Option<NaiveDate>,
    /// When the family were told.
    pub family_told_on: Option<NaiveDate>,
}

impl NewRequest {
    /// What would be wrong with it. Nothing is handed on before those whose papers they are have been told.
    #[must_use]
    pub fn wrong(&self) -> Option<(&'static str, &'static str)> {
        if self.provided_on.is_some_and(|on| on < self.asked_on) {
            return Some((
                "provided_on",
                "The day on which it was provided must not be before the day on which it was asked for",
            ));
        }
        if self.provided_on.is_some() && self.provided.is_none() {
            return Some(("provided", "Enter what was provided"));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn clocks_count_as_the_notes_say() {
        assert_eq!(clocks(Kind::Sar, day("2026-01-05"), None), []);
        assert_eq!(clocks(Kind::Sar, day("2026-01-05"), Some(day("2026-01-31"))), [("Finished", day("2026-07-31"))]);
        let rapid = clocks(Kind::Rapid, day("2026-04-28"), None);
        assert_eq!(rapid[0], ("National panel notified", day("2026-05-06")), "4 May is a bank holiday");
    }

    #[test]
    fn what_ends_says_how_and_when() {
        let today = day("2026-03-06");
        let mut one = NewProceeding::new(Kind::Crim, State::Concluded, day("2025-02-11"));
        assert_eq!(one.wrong(today).unwrap().0, "concluded_on");
        one.concluded_on = Some(day("2026-01-30"));
        assert_eq!(one.wrong(today).unwrap().0, "outcome");
        one.outcome = Some(Prose::parse("Guilty of murder").unwrap());
        assert_eq!(one.wrong(today), None);
        one.began_on = Some(day("2026-02-01"));
        assert_eq!(one.wrong(today).unwrap().0, "concluded_on");
        one.joint = true;
        one.began_on = None;
        assert_eq!(one.wrong(today).unwrap().0, "joint");
    }
}
