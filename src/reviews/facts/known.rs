//! The days, holds, agreed dates and lengths of a review, read as four lines of text in one row, with what lies over it counted: SQLite hands rows over one by one from one thread
//! to another, which wakes up for each, and those of the fifty reviews of a list are hundreds.

use std::str::Split;

use chrono::NaiveDate;

use crate::imr::{Level, State};
use crate::process::{Agreed, AskedFor, Event, Happened, Hold, HoldScope, Lengths, Rule, TaskKind};
use crate::reviews::lengths::own_lengths;
use crate::store::{Codes, FromRow, StoreError, Stored};

/// Between two things, and between the parts of one: control characters, which no code holds and no text that anybody typed (`base::text`).
const BETWEEN_THINGS: char = '\u{1e}';
const BETWEEN_PARTS: char = '\u{1f}';

/// The days as a line; both databases have this function under this name.
macro_rules! days_in_a_line {
    () => {
        "string_agg(event || '\u{1f}' || about || '\u{1f}' || CAST(first_on AS TEXT) || '\u{1f}' || CAST(latest_on AS TEXT) \
         || '\u{1f}' || COALESCE(CAST(stands_on AS TEXT), ''), '\u{1e}')"
    };
}
/// How many overlays of a kind lie over a review on a day.
macro_rules! standing {
    ($review:literal, $kind:literal, $today:literal) => {
        concat!(
            "(SELECT COUNT(*) FROM overlay o WHERE o.review = ",
            $review,
            " AND o.kind = '",
            $kind,
            "' AND o.starts <= ",
            $today,
            " AND (o.ends IS NULL OR o.ends >= ",
            $today,
            ") AND (o.ended_on IS NULL OR o.ended_on > ",
            $today,
            "))"
        )
    };
}
/// The columns of a [`Lines`], for a review `r` on the day `$today`: of agreed dates the latest of each clock, and of lengths those of the
/// partnership that leads.
macro_rules! lines {
    ($today:literal) => {
        concat!(
            "(SELECT ",
            days_in_a_line!(),
            " FROM review_event WHERE review = r.id) AS days, ",
            "(SELECT string_agg(kind || '\u{1f}' || scope || '\u{1f}' || pauses || '\u{1f}' || CAST(starts AS TEXT) || '\u{1f}' \
             || COALESCE(CAST(ended_on AS TEXT), ''), '\u{1e}' ORDER BY starts, id) FROM hold WHERE review = r.id) AS holds, \
             (SELECT string_agg(a.rule || '\u{1f}' || a.about || '\u{1f}' || CAST(a.agreed_due AS TEXT) || '\u{1f}' || a.agreed_by \
             || '\u{1f}' || CAST(a.agreed_on AS TEXT) || '\u{1f}' || a.reason, '\u{1e}' ORDER BY a.rule, a.about) FROM agreed_date a \
             WHERE a.review = r.id AND NOT EXISTS (SELECT 1 FROM agreed_date b WHERE b.review = a.review AND b.rule = a.rule \
             AND b.about = a.about AND b.id > a.id)) AS agreed, \
             (SELECT string_agg(rule || '\u{1f}' || length, '\u{1e}' ORDER BY id) FROM partnership_length \
             WHERE partnership = r.partnership AND ended_at IS NULL) AS lengths, ",
            standing!("r.id", "publication_embargo", $today),
            " AS embargoes, ",
            nobody_to_tell!("r.id"),
            " AS nobody_to_tell, ",
            no_chronologies!("r.id"),
            " AS no_chronologies, (SELECT string_agg(q.level || '\u{1f}' || q.state || '\u{1f}' || CAST(q.asked_on AS TEXT), '\u{1e}') \
             FROM agency_request q WHERE q.review = r.id) AS asked, ",
            promised!("r.id"),
            " AS promised, ",
            standing!("r.id", "disclosure_restriction", $today),
            " AS restrictions, (SELECT MAX(o.ends) FROM overlay o WHERE o.review = r.id AND o.kind = 'publication_embargo' \
             AND o.ended_on IS NULL AND o.ends < ",
            $today,
            ") AS lapsed"
        )
    };
}
/// Whether there is nobody of the close family of this review to tell, and that is recorded.
macro_rules! nobody_to_tell {
    ($review:literal) => {
        concat!(
            "((EXISTS (SELECT 1 FROM family_nobody WHERE review = ",
            $review,
            ") OR EXISTS (SELECT 1 FROM family_person WHERE review = ",
            $review,
            " AND close)) AND NOT EXISTS (SELECT 1 FROM family_person WHERE review = ",
            $review,
            " AND close AND NOT leave_be))"
        )
    };
}
/// Whether the agencies of this review were asked for short reports, and none for a management review.
macro_rules! no_chronologies {
    ($review:literal) => {
        concat!(
            "(EXISTS (SELECT 1 FROM agency_request WHERE review = ",
            $review,
            " AND level = 'short_report' AND state <> 'excused') AND NOT EXISTS (SELECT 1 FROM agency_request WHERE review = ",
            $review,
            " AND level = 'imr' AND state <> 'excused'))"
        )
    };
}
/// The day on which the last notice of delay promised to write again, of those made by the day on which one was last sent.
macro_rules! promised {
    ($review:literal) => {
        concat!(
            "(SELECT n.next_update FROM delay_notice n JOIN document d ON d.id = n.document WHERE n.review = ",
            $review,
            " AND d.withdrawn_at IS NULL AND n.made_on <= (SELECT e.latest_on FROM review_event e WHERE e.review = ",
            $review,
            " AND e.event = 'delay_notice_sent' AND e.about = '') ORDER BY d.made_at DESC, d.id DESC LIMIT 1)"
        )
    };
}
/// The columns of a [`Lines`] that no list of reviews needs: how many bodies were directed to take part in the review `r`, and how many do not.
macro_rules! directed {
    () => {
        concat!(
            "(SELECT COUNT(*) FROM decision_direction x WHERE x.review = r.id AND x.kind = 'participate') AS directed, \
             (SELECT COUNT(*) FROM decision_direction x WHERE x.review = r.id AND ",
            directed_missing!(),
            ") AS directed_missing"
        )
    };
}
/// Whether the direction `x` is to take part, and the body neither sits on the panel, without a conflict that is not settled, nor has
/// sent its return, nor has anybody said how it takes part.
macro_rules! directed_missing {
    () => {
        concat!(
            "(x.kind = 'participate' AND x.met_on IS NULL \
         AND NOT EXISTS (SELECT 1 FROM panel_member e WHERE e.review = x.review AND e.organisation = x.organisation AND e.ends IS NULL \
           AND NOT (e.conflict AND e.accepted_on IS NULL)) \
         AND NOT EXISTS (SELECT 1 FROM agency_request q WHERE q.review = x.review AND q.organisation = x.organisation \
           AND q.state IN ",
            crate::imr::come_in!(),
            "))"
        )
    };
}
pub(in crate::reviews) use {days_in_a_line, directed, lines, no_chronologies, nobody_to_tell, promised};
pub(crate) use {directed_missing, standing};

/// The four lines of a review, each missing when there is nothing in it, and how much lies over it.
#[derive(FromRow)]
pub(in crate::reviews) struct Lines {
    days: Option<String>,
    holds: Option<String>,
    agreed: Option<String>,
    lengths: Option<String>,
    embargoes: i64,
    restrictions: i64,
    lapsed: Option<NaiveDate>,
    nobody_to_tell: bool,
    no_chronologies: bool,
    asked: Option<String>,
    promised: Option<NaiveDate>,
    #[sqlx(default)]
    directed: i64,
    #[sqlx(default)]
    directed_missing: i64,
}

/// What is known of the clocks of a review.
#[derive(Default)]
pub(in crate::reviews) struct Known {
    pub(in crate::reviews) dates: Vec<Happened>,
    pub(in crate::reviews) holds: Vec<Hold>,
    pub(in crate::reviews) agreed: Vec<Agreed>,
    pub(in crate::reviews) lengths: Lengths,
    pub(in crate::reviews) embargoes: usize,
    pub(in crate::reviews) restrictions: usize,
    pub(in crate::reviews) nobody_to_tell: bool,
    pub(in crate::reviews) no_chronologies: bool,
    pub(in crate::reviews) asked_for: Vec<(Rule, AskedFor)>,
    pub(in crate::reviews) promised: Option<NaiveDate>,
    pub(in crate::reviews) directed: usize,
    pub(in crate::reviews) directed_missing: usize,
}

impl Lines {
    /// Takes the lines apart.
    pub(in crate::reviews) fn read(&self) -> Stored<Known> {
        let things = |line: &Option<String>| line.clone().unwrap_or_default();
        let mut dates = read_days(&things(&self.days))?;
        if let Some(over) = self.lapsed.and_then(|last| last.succ_opt()) {
            lift(&mut dates, over);
        }
        Ok(Known {
            dates,
            holds: read(&things(&self.holds), "hold", hold)?,
            agreed: read(&things(&self.agreed), "agreed_date", agreed)?,
            lengths: own_lengths(read(&things(&self.lengths), "partnership_length", length)?),
            embargoes: usize::try_from(self.embargoes).unwrap_or_default(),
            restrictions: usize::try_from(self.restrictions).unwrap_or_default(),
            nobody_to_tell: self.nobody_to_tell,
            no_chronologies: self.no_chronologies,
            asked_for: asked_for(&read(&things(&self.asked), "agency_request", request)?),
            promised: self.promised,
            directed: usize::try_from(self.directed).unwrap_or_default(),
            directed_missing: usize::try_from(self.directed_missing).unwrap_or_default(),
        })
    }
}

/// Something that an agency was asked for.
struct Request {
    level: Level,
    state: State,
    on: NaiveDate,
}

/// How far asking is for each clock that counts what agencies answer. A chronology comes with a management review.
fn asked_for(requests: &[Request]) -> Vec<(Rule, AskedFor)> {
    let of = |counts: &dyn Fn(Level) -> bool| {
        let all = || requests.iter().filter(|one| counts(one.level));
        match all().map(|one| one.on).min() {
            None => AskedFor::Nobody,
            Some(_) if all().all(|one| one.state == State::Excused) => AskedFor::Excused,
            Some(first) => AskedFor::Since(first),
        }
    };
    vec![
        (Rule::Dl09, of(&|level| level.clock() == Rule::Dl09)),
        (Rule::Dl10, of(&|level| level == Level::Imr)),
        (Rule::Dl11, of(&|level| level.clock() == Rule::Dl11)),
    ]
}

/// An embargo that nobody ended ends with its own last day: from the next one on the report that is cleared can be published, as if
/// somebody had lifted it then.
fn lift(dates: &mut Vec<Happened>, on: NaiveDate) {
    let cleared = |row: &Happened| matches!(row.event, Event::ReportCleared | Event::ChangesMade) && row.stands.is_some();
    if !dates.iter().any(cleared) {
        return;
    }
    match dates.iter_mut().find(|row| row.event == Event::EmbargoLifted && row.about.is_empty()) {
        Some(row) if row.latest < on => (row.latest, row.stands) = (on, Some(on)),
        Some(_) => {}
        None => {
            dates.push(Happened { event: Event::EmbargoLifted, about: String::new(), first: on, latest: on, stands: Some(on) });
        }
    }
}

/// Takes the days alone apart.
pub(super) fn read_days(line: &str) -> Stored<Vec<Happened>> {
    read(line, "review_event", day)
}

type Parts<'a> = Split<'a, char>;

fn read<T>(line: &str, table: &'static str, thing: impl Fn(Parts<'_>) -> Option<T>) -> Stored<Vec<T>> {
    let things = line.split(BETWEEN_THINGS).filter(|one| !one.is_empty());
    things.map(|one| thing(one.split(BETWEEN_PARTS)).ok_or_else(|| StoreError::Unreadable(table.into()))).collect()
}

fn day(mut parts: Parts<'_>) -> Option<Happened> {
    let (event, about) = (parts.next()?.parse().ok()?, parts.next()?.to_owned());
    let (first, latest) = (date(parts.next()?)?, date(parts.next()?)?);
    Some(Happened { event, about, first, latest, stands: date_if_any(parts.next()?)? })
}

fn hold(mut parts: Parts<'_>) -> Option<Hold> {
    let (reason, scope, pauses) = (parts.next()?.parse().ok()?, parts.next()?, parts.next()?);
    let kinds: Codes<TaskKind> = pauses.parse().ok()?;
    let scope = match scope {
        "full" => HoldScope::Full,
        "partial" => HoldScope::Partial(kinds.to_vec()),
        _ => return None,
    };
    Some(Hold { reason, scope, start: date(parts.next()?)?, lifted: date_if_any(parts.next()?)? })
}

fn agreed(mut parts: Parts<'_>) -> Option<Agreed> {
    let (rule, about, due) = (parts.next()?.parse().ok()?, parts.next()?.to_owned(), date(parts.next()?)?);
    let (by, on, why) = (parts.next()?.to_owned(), date(parts.next()?)?, parts.next()?.to_owned());
    Some(Agreed { rule, about, due, by, on, why })
}

fn request(mut parts: Parts<'_>) -> Option<Request> {
    Some(Request { level: parts.next()?.parse().ok()?, state: parts.next()?.parse().ok()?, on: date(parts.next()?)? })
}

fn length(mut parts: Parts<'_>) -> Option<(Rule, String)> {
    Some((parts.next()?.parse().ok()?, parts.next()?.to_owned()))
}

/// `2026-03-06`, as both databases write it.
fn date(text: &str) -> Option<NaiveDate> {
    let mut numbers = text.split('-');
    let (year, month, day) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
    NaiveDate::from_ymd_opt(year, month, day)
}

/// A date, or nothing where nothing is written.
fn date_if_any(text: &str) -> Option<Option<NaiveDate>> {
    if text.is_empty() { Some(None) } else { date(text).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::HoldReason;

    #[test]
    fn a_line_is_read_back_as_the_days_it_was_made_of() {
        let line = "came_to_attention\u{1f}WYK\u{1f}2026-03-06\u{1f}2026-04-01\u{1f}2026-03-06\u{1e}triage_begun\u{1f}\u{1f}2026-03-09\u{1f}2026-03-09\u{1f}";
        let read = read_days(line).expect("it is whole");
        assert_eq!((read[0].event, read[0].about.as_str()), (Event::CameToAttention, "WYK"));
        assert_eq!((read[0].first, read[0].stands), (date("2026-03-06").expect("a day"), date("2026-03-06")));
        assert_eq!((read[1].event, read[1].stands), (Event::TriageBegun, None));
        assert!(read_days("").expect("nothing happened").is_empty());
        assert!(read_days("came_to_attention\u{1f}WYK").is_err());
    }

    #[test]
    fn holds_and_agreed_dates_are_read_back_too() {
        let reason = HoldReason::ALL[0];
        let holds = format!("{}\u{1f}full\u{1f}\u{1f}2026-03-06\u{1f}", reason.code());
        let lengths = Some("DL-03\u{1f}WD 3\u{1e}DL-12\u{1f}no length".to_owned());
        let lines = Lines {
            days: None,
            holds: Some(holds),
            agreed: None,
            lengths,
            embargoes: 1,
            restrictions: 0,
            lapsed: None,
            nobody_to_tell: true,
            no_chronologies: false,
            asked: Some("imr\u{1f}excused\u{1f}2026-03-09\u{1e}short_report\u{1f}writing\u{1f}2026-03-10".to_owned()),
            promised: None,
            directed: 0,
            directed_missing: 0,
        };
        let known = lines.read().expect("they are whole");
        assert_eq!((known.holds[0].reason, known.holds[0].lifted), (reason, None));
        let since = date("2026-03-09").expect("a day");
        let asked = [(Rule::Dl09, AskedFor::Nobody), (Rule::Dl10, AskedFor::Excused), (Rule::Dl11, AskedFor::Since(since))];
        assert_eq!(known.asked_for, asked);
        assert!(known.dates.is_empty() && known.agreed.is_empty() && known.embargoes == 1 && known.nobody_to_tell);
    }

    #[test]
    fn an_embargo_that_runs_out_is_lifted_the_day_after_once_the_report_is_cleared() {
        let days = |text: &str| Some(text.to_owned());
        let lapsed = |line: Option<String>| {
            let none = Lines {
                days: line,
                holds: None,
                agreed: None,
                lengths: None,
                embargoes: 0,
                restrictions: 0,
                lapsed: date("2026-05-31"),
                nobody_to_tell: false,
                no_chronologies: false,
                asked: None,
                promised: None,
                directed: 0,
                directed_missing: 0,
            };
            let known = none.read().expect("they are whole");
            known.dates.into_iter().find(|row| row.event == Event::EmbargoLifted).map(|row| row.latest)
        };
        assert_eq!(lapsed(days("report_cleared\u{1f}\u{1f}2026-03-06\u{1f}2026-03-06\u{1f}2026-03-06")), date("2026-06-01"));
        assert_eq!(lapsed(days("drafting_begun\u{1f}\u{1f}2026-03-06\u{1f}2026-03-06\u{1f}2026-03-06")), None);
    }
}
