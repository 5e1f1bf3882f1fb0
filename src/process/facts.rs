//! What the process must know about one review, and no more.
//!
//! Everything here is of a size that does not grow with the review's history: the days kept are the first, the latest and the one
//! that counts, not every one that there was.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::table::{self, Undoing};
use super::{Event, HoldReason, Need, QaOutcome, Regime, Rule, Stage, TaskKind};

/// What the process must know about one review. Slices fill what they know; what nobody fills counts as not done.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The legal basis that the review was opened under, or was re-based to.
    pub regime: Regime,
    /// Where it stands.
    pub stage: Stage,
    /// Today in London.
    pub today: NaiveDate,
    /// What happened when.
    pub dates: Dates,
    /// The holds, lifted ones too.
    pub holds: Vec<Hold>,
    /// The latest agreed date for each clock that has one.
    pub agreed: Vec<Agreed>,
    /// What the form of the step to be taken supplies: see [`Need::given_with_the_step`].
    pub given: Vec<Need>,

    /// All required fields of the notification are filled.
    pub notification_complete: bool,
    /// The lead partnership is chosen, and every other partnership concerned agrees.
    pub lead_partnership_settled: bool,
    /// T1 to T20 each have an answer; "unknown" is one.
    pub triage_answered: bool,
    /// Both scope tests are evaluated on the answers as they are now.
    pub scope_tested: bool,
    /// A person has confirmed the legal basis.
    pub regime_confirmed: bool,
    /// Everyone who must be consulted has been asked.
    pub consultees_asked: bool,
    /// Consultees who have not replied and whose silence is not explained, those who must be asked and were not among them.
    pub consultees_outstanding: usize,
    /// The local specialist domestic abuse service was asked and has replied, or its silence is explained.
    pub da_specialist_consulted: bool,
    /// The current decision record has its reasons.
    pub decision_reasoned: bool,
    /// The letter of direction is on record.
    pub direction_recorded: bool,
    /// Bodies that the Secretary of State directed to take part.
    pub directed_bodies: usize,
    /// Those that are not on the panel and have sent no return, and of which nobody has said how they take part.
    pub directed_bodies_missing: usize,
    /// The chair in post, or about to be, has an independence statement.
    pub chair_independent: bool,
    /// Panel members of today.
    pub panel_members: usize,
    /// Panel members who are domestic abuse specialists.
    pub panel_da_specialists: usize,
    /// Panel members who have not declared, or whose conflict is not settled.
    pub panel_conflicts_open: usize,
    /// Key lines of enquiry in the current terms of reference.
    pub key_lines: usize,
    /// The family have been asked about the terms of reference, or there is nobody to ask and this is recorded.
    pub family_asked_about_terms: bool,
    /// Agencies that were asked for a return, those excused later among them.
    pub agencies_asked: usize,
    /// Returns asked of agencies that are neither in nor excused.
    pub returns_outstanding: usize,
    /// Returns that are in and that the chair has not accepted or sent back.
    pub returns_unread: usize,
    /// Every required section of the report has text.
    pub sections_written: bool,
    /// Everyone in the identity register who is in the report has a pseudonym.
    pub pseudonyms_chosen: bool,
    /// Agencies that contributed, so that the facts about them are theirs to check.
    pub fact_checks: usize,
    /// Those that have not checked the facts about themselves, or whose corrections nobody has decided on.
    pub fact_checks_outstanding: usize,
    /// Recommendations of the review, whatever became of them.
    pub recommendations: usize,
    /// Recommendations whose addressee has not accepted them or said why not.
    pub recommendations_unanswered: usize,
    /// Everyone in the family who wished to read the draft has read it or declined.
    pub family_read_or_declined: bool,
    /// Comments by the family, with an answer or without.
    pub family_comments: usize,
    /// Those that are not answered, not told or, where something was accepted, not in the draft.
    pub family_comments_open: usize,
    /// Partners in a joint review.
    pub joint_partners: usize,
    /// Those who have not agreed the report as the lead partnership agreed it.
    pub joint_partners_outstanding: usize,
    /// Everything that a submission must hold is there.
    pub pack_complete: bool,
    /// Criminal proceedings on record, whatever became of them.
    pub criminal_proceedings: usize,
    /// Entries of the register that still say that somebody is alleged or charged, though the criminal court has decided.
    pub findings_outdated: usize,
    /// The search for real names was run on the current version and found nothing.
    pub scan_clean: bool,
    /// Whether those papers are all made from the present text, and only wait for somebody to say that a word in them is no name.
    pub scan_waits: bool,
    /// What the latest outcome letter says; none while there is no letter.
    pub outcome: Option<QaOutcome>,
    /// Points of that letter without an answer.
    pub outcome_points_unanswered: usize,
    /// Letters that clear the report and wait for their words, or for the reason why the report is published without them.
    pub letters_unbound: usize,
    /// There is nobody in the family to tell, or nobody wishes to be told, and this is recorded.
    pub nobody_to_tell: bool,
    /// Agencies were asked for short reports and none for an individual management review, so that nobody owes a chronology.
    pub no_chronologies: bool,
    /// How far asking agencies is, for each clock that counts what they answer. One that is not here counts from its own start.
    pub asked_for: Vec<(Rule, AskedFor)>,
    /// The day on which the last notice of delay that was sent promised to write again.
    pub promised: Option<NaiveDate>,
    /// Until when the family have their time since they were told of publication; none while they were not told.
    pub family_time_until: Option<NaiveDate>,
    /// The day of the death, where it is known.
    pub died_on: Option<NaiveDate>,
    /// Criminal proceedings, retrials and appeals that are active.
    pub active_proceedings: usize,
    /// Embargoes on publication that stand today.
    pub embargoes: usize,
    /// Disclosure restrictions in force today.
    pub disclosure_restrictions: usize,
    /// Recommendations in neither of the states that end one: closed, not accepted, superseded, merged, no longer applicable.
    pub recommendations_unfinished: usize,
}

impl Facts {
    /// The hold that pauses this kind of task today: a full one, or a partial one that names it.
    #[must_use]
    pub fn paused(&self, kind: TaskKind) -> Option<&Hold> {
        self.paused_on(kind, self.today)
    }

    /// As [`Self::paused`], on another day: what is recorded later happened while the hold stood, or before it or after.
    #[must_use]
    pub fn paused_on(&self, kind: TaskKind, day: NaiveDate) -> Option<&Hold> {
        self.holds.iter().find(|hold| hold.stands_on(day) && hold.scope.pauses(kind))
    }

    /// The full hold that stands today.
    #[must_use]
    pub fn on_hold(&self) -> Option<&Hold> {
        self.holds.iter().find(|hold| hold.stands_on(self.today) && hold.scope == HoldScope::Full)
    }

    /// How far asking agencies is for a clock that counts what they answer.
    #[must_use]
    pub fn asked_for(&self, rule: Rule) -> Option<AskedFor> {
        self.asked_for.iter().find(|(of, _)| *of == rule).map(|(_, asked)| *asked)
    }

    /// The latest agreed date for a clock.
    #[must_use]
    pub fn agreed(&self, rule: Rule, about: &str) -> Option<&Agreed> {
        self.agreed.iter().rfind(|agreed| agreed.rule == rule && agreed.about == about)
    }
}

/// How far asking agencies is for one kind of return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskedFor {
    /// No agency was asked yet.
    Nobody,
    /// All that were asked are excused.
    Excused,
    /// Agencies were asked, the first of them on this day.
    Since(NaiveDate),
}

/// What a hold pauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoldScope {
    /// Everything that moves the work on.
    Full,
    /// These kinds of task.
    Partial(Vec<TaskKind>),
}

impl HoldScope {
    /// Whether it pauses this kind of task.
    #[must_use]
    pub fn pauses(&self, kind: TaskKind) -> bool {
        match self {
            Self::Full => true,
            Self::Partial(kinds) => kinds.contains(&kind),
        }
    }
}

/// A time in which some or all of the work waits. No hold stops a clock of law or guidance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Why.
    pub reason: HoldReason,
    /// What waits.
    pub scope: HoldScope,
    /// The first day.
    pub start: NaiveDate,
    /// The day on which it was lifted.
    pub lifted: Option<NaiveDate>,
}

impl Hold {
    /// Whether it stands on this day.
    #[must_use]
    pub fn stands_on(&self, day: NaiveDate) -> bool {
        self.start <= day && self.lifted.is_none_or(|lifted| day < lifted)
    }
}

/// A date that people agreed, beside the computed one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The clock.
    pub rule: Rule,
    /// What it is about, as in [`Happened::about`].
    pub about: String,
    /// The agreed date.
    pub due: NaiveDate,
    /// The name of whoever agreed, as shown to people.
    pub by: String,
    /// The day on which it was agreed.
    pub on: NaiveDate,
    /// Why.
    pub why: String,
}

/// When an event happened: the row to keep for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The event.
    pub event: Event,
    /// What it is about, when there can be several: a partnership's code, the reference of an action or of a coroner's report. Empty for the review as a whole.
    pub about: String,
    /// The first day.
    pub first: NaiveDate,
    /// The latest day.
    pub latest: NaiveDate,
    /// The first day since it was last undone; none when it must happen again.
    pub stands: Option<NaiveDate>,
}

/// What to do with the rows kept, after an event was put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Keep this row, in place of the one for the same event and what it is about.
    Keep(Happened),
    /// Forget the row of this event about this: it counts as though it had not happened. The review's story still tells it.
    Forget(Event, String),
}

type Key = (Event, String);

/// What happened when in a review: one entry for an event and what it is about, however often it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dates(BTreeMap<Key, Entry>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    first: NaiveDate,
    latest: NaiveDate,
    stands: Option<NaiveDate>,
}

impl Dates {
    /// Puts an event on record, and undoes what it undoes. Gives back what changed, to be kept.
    pub fn record(&mut self, event: Event, on: NaiveDate, about: &str) -> Vec<Change> {
        let key = (event, about.to_owned());
        let entry = self.0.entry(key.clone()).or_insert(Entry { first: on, latest: on, stands: None });
        entry.first = entry.first.min(on);
        entry.latest = entry.latest.max(on);
        entry.stands = Some(entry.stands.map_or(on, |stands| stands.min(on)));
        let mut changed = vec![Change::Keep(row(&key, *entry))];
        for (undone, how) in table::undone_by(event) {
            let theirs = self.0.range((undone, String::new())..).take_while(|((event, _), _)| *event == undone);
            // That a death comes to one more partnership undoes nothing that was decided on the review as a whole.
            let concerned = |of: &str| about.is_empty() || of == about;
            let stood: Vec<(Key, Entry, NaiveDate)> = theirs
                .filter(|((_, of), _)| concerned(of))
                .filter_map(|(key, entry)| Some((key.clone(), *entry, entry.stands.filter(|stands| *stands <= on)?)))
                .collect();
            changed.extend(stood.into_iter().map(|(key, entry, stood)| self.undo(key, entry, stood, how)));
        }
        changed
    }

    /// Undoes what stood since a day. What was struck leaves the days of earlier times, if there were any.
    fn undo(&mut self, key: Key, entry: Entry, stood: NaiveDate, how: Undoing) -> Change {
        let left = match how {
            Undoing::Again => Entry { stands: None, ..entry },
            Undoing::Struck if entry.first < stood => Entry { latest: entry.first, stands: None, ..entry },
            Undoing::Struck => {
                self.0.remove(&key);
                return Change::Forget(key.0, key.1);
            }
        };
        let change = Change::Keep(row(&key, left));
        self.0.insert(key, left);
        change
    }

    /// The rows to keep.
    pub fn rows(&self) -> impl Iterator<Item = Happened> {
        self.0.iter().map(|(key, entry)| row(key, *entry))
    }

    /// The first day on which it happened, for the review as a whole.
    #[must_use]
    pub fn first(&self, event: Event) -> Option<NaiveDate> {
        self.entry(event, "").map(|entry| entry.first)
    }

    /// The latest day on which it happened, for the review as a whole.
    #[must_use]
    pub fn latest(&self, event: Event) -> Option<NaiveDate> {
        self.entry(event, "").map(|entry| entry.latest)
    }

    /// Whether it has happened and was not undone since, for the review as a whole.
    #[must_use]
    pub fn stands(&self, event: Event) -> bool {
        self.entry(event, "").is_some_and(|entry| entry.stands.is_some())
    }

    /// The latest day on which it happened to this, while that stands.
    pub(super) fn standing(&self, event: Event, about: &str) -> Option<NaiveDate> {
        self.entry(event, about).and_then(|entry| entry.stands.map(|_| entry.latest))
    }

    /// The latest of these that stand, and its day. An event of the review as a whole counts from the latest day on which it happened. One that
    /// is kept for each partnership counts from the first: what follows need not wait for a partnership that joins later.
    #[must_use]
    pub fn last_of(&self, events: &[Event]) -> Option<(Event, NaiveDate)> {
        let standing = |event: Event, about: &str| self.entry(event, about).and_then(|entry| Some((entry.stands?, entry.latest)));
        let of_one = |event| self.abouts(event).filter_map(|about| standing(event, about)).map(|(stands, _)| stands).min();
        let day_of = |event| standing(event, "").map(|(_, latest)| latest).or_else(|| of_one(event));
        events.iter().filter_map(|event| Some((*event, day_of(*event)?))).max_by_key(|(_, day)| *day)
    }

    /// The latest day on which it happened to anything.
    #[must_use]
    pub fn last_anywhere(&self, event: Event) -> Option<NaiveDate> {
        self.abouts(event).filter_map(|about| Some(self.span(event, about)?.1)).max()
    }

    /// What this event has happened to.
    pub(super) fn abouts(&self, event: Event) -> impl Iterator<Item = &str> {
        self.0.range((event, String::new())..).take_while(move |((at, _), _)| *at == event).map(|((_, about), _)| about.as_str())
    }

    /// The first and the latest day of an event about something.
    pub(super) fn span(&self, event: Event, about: &str) -> Option<(NaiveDate, NaiveDate)> {
        self.entry(event, about).map(|entry| (entry.first, entry.latest))
    }

    /// The earliest known day on or after `start` on which one of these happened, about this or about the review as a whole.
    pub(super) fn met_on(&self, events: &[Event], about: &str, start: NaiveDate) -> Option<NaiveDate> {
        let whole = (!about.is_empty()).then_some("");
        events
            .iter()
            .flat_map(|event| [Some(about), whole].into_iter().flatten().filter_map(|about| self.entry(*event, about)))
            .flat_map(|entry| [Some(entry.first), entry.stands, Some(entry.latest)])
            .flatten()
            .filter(|day| *day >= start)
            .min()
    }

    fn entry(&self, event: Event, about: &str) -> Option<Entry> {
        self.0.get(&(event, about.to_owned())).copied()
    }
}

impl FromIterator<Happened> for Dates {
    /// From the rows as they were kept.
    fn from_iter<T: IntoIterator<Item = Happened>>(rows: T) -> Self {
        let entry = |row: Happened| {
            let entry = Entry { first: row.first, latest: row.latest, stands: row.stands };
            ((row.event, row.about), entry)
        };
        Self(rows.into_iter().map(entry).collect())
    }
}

fn row((event, about): &(Event, String), entry: Entry) -> Happened {
    Happened { event: *event, about: about.clone(), first: entry.first, latest: entry.latest, stands: entry.stands }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_way_back_undoes_what_must_happen_again() {
        let mut dates = Dates::default();
        dates.record(Event::SentForSignOff, day("2026-07-01"), "");
        dates.record(Event::ReportCompleted, day("2026-07-14"), "");
        assert!(dates.stands(Event::ReportCompleted));
        let changed = dates.record(Event::ReportReturned, day("2026-10-01"), "");
        assert!(!dates.stands(Event::ReportCompleted));
        assert_eq!(changed.len(), 2, "the return, and the agreement it undid");
        dates.record(Event::ReportCompleted, day("2026-11-02"), "");
        assert!(dates.stands(Event::ReportCompleted));
        assert_eq!(dates.first(Event::ReportCompleted), Some(day("2026-07-14")));
        assert_eq!(dates.met_on(&[Event::ReportCompleted], "", day("2026-10-05")), Some(day("2026-11-02")));
    }

    #[test]
    fn a_report_taken_back_counts_as_though_it_had_not_been_agreed() {
        let mut dates = Dates::default();
        dates.record(Event::ReportCompleted, day("2026-07-14"), "");
        let changed = dates.record(Event::ReturnedToDrafting, day("2026-07-20"), "");
        assert!(changed.contains(&Change::Forget(Event::ReportCompleted, String::new())));
        assert_eq!(dates.latest(Event::ReportCompleted), None);
        dates.record(Event::ReportCompleted, day("2026-11-02"), "");
        assert_eq!(dates.met_on(&[Event::ReportCompleted], "", day("2026-01-05")), Some(day("2026-11-02")));
    }

    #[test]
    fn a_report_that_the_home_office_returned_was_a_report_whatever_is_taken_back_after_it() {
        let mut dates = Dates::default();
        dates.record(Event::ReportCompleted, day("2026-07-14"), "");
        dates.record(Event::ReportReturned, day("2026-10-01"), "");
        dates.record(Event::ReportCompleted, day("2026-11-02"), "");
        let changed = dates.record(Event::ReturnedToDrafting, day("2026-11-03"), "");
        let july = day("2026-07-14");
        let row = Happened { event: Event::ReportCompleted, about: String::new(), first: july, latest: july, stands: None };
        assert!(changed.contains(&Change::Keep(row)));
        assert_eq!(dates.met_on(&[Event::ReportCompleted], "", day("2026-01-05")), Some(july));
    }

    #[test]
    fn rows_kept_read_back_the_same() {
        let mut dates = Dates::default();
        dates.record(Event::ActionCompleted, day("2026-07-01"), "R01.a");
        dates.record(Event::ActionCompleted, day("2026-08-01"), "R02.a");
        dates.record(Event::CameToAttention, day("2026-01-05"), "WYK");
        assert_eq!(dates.rows().collect::<Dates>(), dates);
    }

    #[test]
    fn what_is_undone_for_one_stays_for_another() {
        let mut dates = Dates::default();
        dates.record(Event::ImpactChecked, day("2026-07-01"), "R01.a");
        dates.record(Event::ImpactChecked, day("2026-07-01"), "R02.a");
        let changed = dates.record(Event::ActionCompleted, day("2026-08-01"), "R01.a");
        let about = |change: &Change| match change {
            Change::Keep(row) => row.about.clone(),
            Change::Forget(_, about) => panic!("{about} happened, and must only happen again"),
        };
        assert_eq!(changed.iter().map(about).collect::<Vec<_>>(), ["R01.a", "R01.a"]);
    }

    #[test]
    fn a_decision_follows_from_the_first_partnership_that_knew() {
        let mut dates = Dates::default();
        dates.record(Event::CameToAttention, day("2026-01-05"), "WYK");
        dates.record(Event::CameToAttention, day("2026-03-20"), "STB");
        assert_eq!(dates.last_of(&[Event::CameToAttention]), Some((Event::CameToAttention, day("2026-01-05"))));
        dates.record(Event::CameToAttention, day("2026-01-02"), "WYK");
        assert_eq!(dates.last_of(&[Event::CameToAttention]), Some((Event::CameToAttention, day("2026-01-02"))));
        dates.record(Event::DecidedToReview, day("2026-01-20"), "");
        dates.record(Event::CameToAttention, day("2026-03-20"), "KEL");
        assert!(dates.stands(Event::DecidedToReview), "a partnership that joins later undoes no decision");
        dates.record(Event::Reopened, day("2026-02-01"), "");
        assert_eq!(dates.last_of(&[Event::CameToAttention, Event::Reopened]), Some((Event::Reopened, day("2026-02-01"))));
    }

    #[test]
    fn ten_thousand_reports_of_progress_are_one_entry() {
        let mut dates = Dates::default();
        for n in 0..10_000 {
            dates.record(Event::ProgressReported, day("2026-01-01") + chrono::Days::new(n), "");
        }
        assert_eq!(dates.rows().count(), 1);
    }

    #[test]
    fn a_hold_stands_from_its_first_day_until_it_is_lifted() {
        let hold = Hold {
            reason: HoldReason::Criminal,
            scope: HoldScope::Partial(vec![TaskKind::Drafting]),
            start: day("2025-04-24"),
            lifted: Some(day("2026-02-16")),
        };
        let on = |today: &str| Facts { today: day(today), holds: vec![hold.clone()], ..Facts::default() };
        assert!(on("2025-04-23").paused(TaskKind::Drafting).is_none());
        assert!(on("2025-04-24").paused(TaskKind::Drafting).is_some());
        assert!(on("2025-04-24").paused(TaskKind::Publication).is_none());
        assert!(on("2025-04-24").on_hold().is_none());
        assert!(on("2026-02-16").paused(TaskKind::Drafting).is_none());
    }
}
