//! The whole process, as data. `steps` holds a row a step, `deadlines` a row a clock, `sources` what both cite.
//!
//! A step or a clock exists under a regime exactly where a source is cited for it.

mod deadlines;
mod sources;
mod steps;

use super::{Act, Event, Need, Notice, Origin, Regime, Role, Stage};

pub use deadlines::{DEADLINES, Deadline, Measure, Owner, Pick};
pub use sources::Citation;
pub use steps::STEPS;

/// A row of the process: who may take which act from which stages, what must hold, and what follows.
#[derive(Debug)]
pub struct Step {
    /// The stages in which it can be taken.
    pub from: &'static [Stage],
    /// The act.
    pub act: Act,
    /// The stage it leads to; none when the review stays where it is.
    pub to: Option<Stage>,
    /// The roles that may take it.
    pub by: &'static [Role],
    /// What must hold first.
    pub needs: &'static [Need],
    /// What is put on record, with its day.
    pub records: Event,
    /// What it follows from: its day cannot be before any of these that stand. Empty where a day may be put on record late, in any order;
    /// no step is dated before the death all the same.
    pub after: &'static [Event],
    /// Who is told.
    pub tells: &'static [Notice],
    cites: Cites,
}

impl Step {
    /// The source of the step under a regime; none where the step does not exist.
    #[must_use]
    pub const fn cited(&self, regime: Regime) -> Option<&Citation> {
        self.cites.under(regime)
    }

    /// The stage the review is at after the step is taken from `stage`.
    #[must_use]
    pub fn leads_to(&self, stage: Stage) -> Stage {
        self.to.unwrap_or(stage)
    }

    const fn to(self, to: Stage) -> Self {
        Self { to: Some(to), ..self }
    }

    const fn by(self, by: &'static [Role]) -> Self {
        Self { by, ..self }
    }

    const fn needs(self, needs: &'static [Need]) -> Self {
        Self { needs, ..self }
    }

    const fn after(self, after: &'static [Event]) -> Self {
        Self { after, ..self }
    }

    const fn tells(self, tells: &'static [Notice]) -> Self {
        Self { tells, ..self }
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

const fn on(from: &'static [Stage], act: Act, records: Event) -> Step {
    Step { from, act, to: None, by: &[], needs: &[], records, after: &[], tells: &[], cites: Cites::NONE }
}

/// A source under each regime, or none.
#[derive(Clone, Copy, Debug)]
struct Cites {
    dhr: Option<Citation>,
    dardr: Option<Citation>,
    susr: Option<Citation>,
    local: Option<Citation>,
}

impl Cites {
    const NONE: Self = Self { dhr: None, dardr: None, susr: None, local: None };

    const fn under(&self, regime: Regime) -> Option<&Citation> {
        match regime {
            Regime::DhrS9 => self.dhr.as_ref(),
            Regime::DardrS8a => self.dardr.as_ref(),
            Regime::SusrDhr => self.susr.as_ref(),
            Regime::Nonstat => self.local.as_ref(),
        }
    }

    const fn dhr(self, source: Citation) -> Self {
        Self { dhr: Some(source), ..self }
    }

    const fn dardr(self, source: Citation) -> Self {
        Self { dardr: Some(source), ..self }
    }

    const fn susr(self, source: Citation) -> Self {
        Self { susr: Some(source), ..self }
    }

    const fn local(self, source: Citation) -> Self {
        Self { local: Some(source), ..self }
    }
}

/// The steps that exist under a regime, in the order of the table.
pub fn steps(regime: Regime) -> impl Iterator<Item = &'static Step> {
    STEPS.iter().filter(move |step| step.cited(regime).is_some())
}

/// The row of the table for this act under a regime where a review stands, if there is one.
#[must_use]
pub fn step_at(act: Act, regime: Regime, stage: Stage) -> Option<&'static Step> {
    steps(regime).find(|step| step.act == act && step.from.contains(&stage))
}

/// Whether somebody can still make this happen in a review at this stage: by a step of the stage or, while the review goes on, of a later one, or
/// because a slice sees it happen. A way back or a reopening opens again what is closed here.
#[must_use]
pub fn can_happen(event: Event, regime: Regime, stage: Stage) -> bool {
    let rests = stage.is_end();
    match event.origin() {
        Origin::Notification | Origin::Joining => false,
        Origin::Slice => !rests || event.outlasts_the_review(),
        Origin::Step => {
            let ahead = |from: &Stage| *from == stage || (!rests && !from.is_end() && *from > stage);
            steps(regime).any(|step| step.records == event && step.from.iter().any(ahead))
        }
    }
}

/// The clocks that exist under a regime, in the order of the catalogue.
pub fn deadlines(regime: Regime) -> impl Iterator<Item = &'static Deadline> {
    DEADLINES.iter().filter(move |clock| clock.cited(regime).is_some())
}

/// The stages that a review under this regime can be at.
pub fn stages(regime: Regime) -> impl Iterator<Item = Stage> {
    Stage::ALL
        .iter()
        .copied()
        .filter(move |stage| *stage == Stage::default() || steps(regime).any(|step| step.to == Some(*stage)))
}

/// What becomes of the days on which something happened, once something else undid it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undoing {
    /// It must happen again. What it met on its day stays met: a decision reversed was still a decision in time, and a report that the
    /// Home Office returns, or that is changed once it was cleared, was still a report.
    Again,
    /// Those who did it took it back themselves, so it counts as though it had not happened: a report agreed in time and taken back to be
    /// written met nothing.
    Struck,
}

/// What no longer stands once this event happens, until it happens again: what meets a clock that it starts, and what a way back undoes.
pub fn undone_by(event: Event) -> impl Iterator<Item = (Event, Undoing)> {
    let started = DEADLINES.iter().filter(move |clock| clock.starts.contains(&event) && !clock.once);
    let met = started.flat_map(|clock| clock.met_by.iter().chain(clock.ended_by));
    let back = WAYS_BACK.iter().filter(move |(back, _, _)| *back == event);
    met.map(|met| (*met, Undoing::Again))
        .chain(back.flat_map(|(_, undone, how)| undone.iter().map(|undone| (*undone, *how))))
        .filter(move |(undone, _)| *undone != event)
}

/// What a way back undoes, beside what meets the clocks it starts.
const WAYS_BACK: &[(Event, &[Event], Undoing)] = &[
    (Event::Reopened, &[Event::CaseTransferred], Undoing::Struck),
    (Event::ReturnedToDrafting, &[Event::ReportCompleted], Undoing::Struck),
    (
        Event::ClearedReportReopened,
        &[
            Event::ReportCompleted,
            Event::ReportCleared,
            Event::ChangesMade,
            Event::EmbargoLifted,
            Event::FamilyToldOfPublication,
            Event::PublicationDayAgreed,
        ],
        Undoing::Again,
    ),
    (Event::ReportReturned, &[Event::ReportCompleted], Undoing::Again),
    (Event::Withdrawn, &[Event::Published, Event::FamilyToldOfPublication, Event::PublicationDayAgreed], Undoing::Again),
];

#[cfg(test)]
mod tests;
