//! Reports that somebody outside must answer by a day: a coroner's report to prevent future deaths (DL-26) and a report of the
//! Commissioner under section 8 of the Domestic Abuse Act 2021 (DL-27). Each body that is addressed has a row and a clock of its own.

use chrono::NaiveDate;
use serde_json::json;

use crate::access::Grant;
use crate::access::right::{EditProceedings, SeeProceedings};
use crate::audit::{self, Deed};
use crate::base::calendar::Calendar;
use crate::base::{Line, Prose, id};
use crate::keyring::Keyring;
use crate::parties::{KeepProblem, register_for_change};
use crate::process::table::Deadline;
use crate::process::{Event, Rule};
use crate::reviews;
use crate::store::{FromRow, Stored, Tx, sql, worded_enum};

id!(ReportId, "a report that must be answered");

worded_enum! {
    /// Whose report it is.
    pub enum ReportKind {
        Prevention = "PFD", "Coroner’s report to prevent future deaths";
        Commissioner = "DAC", "Report of the Domestic Abuse Commissioner";
    }
}

impl ReportKind {
    /// The clock by which it is answered.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::Prevention => Rule::Dl26,
            Self::Commissioner => Rule::Dl27,
        }
    }

    /// What the day is called from which the time to answer runs.
    #[must_use]
    pub const fn begins(self) -> &'static str {
        match self {
            Self::Prevention => "Sent",
            Self::Commissioner => "Published",
        }
    }

    const fn events(self) -> [Event; 2] {
        match self {
            Self::Prevention => [Event::PreventionReportSent, Event::PreventionReportAnswered],
            Self::Commissioner => [Event::CommissionerReportPublished, Event::CommissionerReportAnswered],
        }
    }

    /// The day by which it must be answered, from the catalogue of clocks; nothing where the calendar ends.
    #[must_use]
    pub fn due(self, issued_on: NaiveDate) -> Option<NaiveDate> {
        Deadline::of(self.rule()).map(|clock| Calendar::england_and_wales().count(issued_on, clock.length).due)
    }
}

/// A report as it is recorded or changed.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// Whose it is. Kept as it was first recorded.
    pub kind: ReportKind,
    /// The coroner or office that made it.
    pub issued_by: Line,
    /// The one body that must answer.
    pub addressed_to: Line,
    /// The concerns, as far as they touch this review.
    pub concerns: Prose,
    /// The day on which it was sent, or published: the time to answer runs from it.
    pub issued_on: NaiveDate,
    /// The day of the answer.
    pub answered_on: Option<NaiveDate>,
    /// What the answer says.
    pub answer: Option<Prose>,
}

impl NewReport {
    /// What would be wrong with it, as a field of the form and a sentence.
    #[must_use]
    pub fn wrong(&self, today: NaiveDate) -> Option<(&'static str, &'static str)> {
        if self.issued_on > today {
            return Some(("issued_on", "The day from which the time runs must be today or in the past"));
        }
        match self.answered_on {
            Some(on) if on > today => Some(("answered_on", "The day of the answer must be today or in the past")),
            Some(on) if on < self.issued_on => Some(("answered_on", "The answer must not be dated before the report")),
            Some(_) if self.answer.is_none() => Some(("answer", "Enter what the answer says")),
            None if self.answer.is_some() => Some(("answered_on", "Enter the day of the answer, or leave out what it says")),
            Some(_) | None => None,
        }
    }
}

/// A report on record.
#[derive(Clone, Debug, FromRow)]
pub struct ReportToAnswer {
    /// Its id.
    pub id: ReportId,
    /// Whose it is.
    pub kind: ReportKind,
    /// Its name in clocks and in the timeline, as `PFD-1`.
    pub reference: String,
    /// Who made it.
    pub issued_by: String,
    /// Who must answer.
    pub addressed_to: String,
    /// The concerns.
    pub concerns: String,
    /// From when the time runs.
    pub issued_on: NaiveDate,
    /// The day of the answer.
    pub answered_on: Option<NaiveDate>,
    /// What it says.
    pub answer: String,
    /// The version of the row.
    pub version: i64,
}

/// Every report that must be answered, in the order in which they were recorded.
///
/// # Errors
/// When the database refuses.
pub async fn reports_to_answer(tx: &mut Tx, grant: &Grant<SeeProceedings>) -> Stored<Vec<ReportToAnswer>> {
    sql("SELECT id, kind, reference, issued_by, addressed_to, concerns, issued_on, answered_on, answer, version \
         FROM report_to_answer WHERE review = $1 ORDER BY id")
    .bind(grant.review())
    .all(tx)
    .await
}

/// Records a report. Its clock starts, and if it is answered already, ends.
///
/// # Errors
/// When it is wrong in itself, or the database refuses.
pub async fn receive(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditProceedings>,
    new: &NewReport,
) -> Result<ReportId, KeepProblem> {
    let (id, review) = (tx.id::<ReportId>(), grant.review());
    let before: i64 = sql("SELECT COUNT(*) FROM report_to_answer WHERE review = $1 AND kind = $2")
        .bind(review)
        .bind(new.kind)
        .scalar(tx)
        .await?;
    let reference = format!("{}-{}", new.kind, before + 1);
    sql("INSERT INTO report_to_answer (id, review, kind, reference, issued_by, addressed_to, concerns, issued_on, answer) \
         VALUES ($1, $2, $3, $4, '', '', '', $5, '')")
    .bind(id)
    .bind(review)
    .bind(new.kind)
    .bind(reference.as_str())
    .bind(new.issued_on)
    .run(tx)
    .await?;
    reviews::note(tx, &grant.doer(), review, "report_to_answer_received", new.issued_on, &reference).await?;
    update(tx, keyring, grant, (id, 1), new).await?;
    Ok(id)
}

#[derive(FromRow)]
struct Before {
    kind: ReportKind,
    reference: String,
    issued_by: String,
    addressed_to: String,
    concerns: String,
    issued_on: NaiveDate,
    answered_on: Option<NaiveDate>,
    answer: String,
}

/// Changes a report, or records its answer. A day that was typed wrong and is put right moves the clock with it.
///
/// # Errors
/// [`KeepProblem::Stale`] when somebody else changed it since; when it is wrong in itself; or the database refuses.
pub async fn update(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditProceedings>,
    (id, version): (ReportId, i64),
    new: &NewReport,
) -> Result<(), KeepProblem> {
    if let Some((_, sentence)) = new.wrong(tx.today()) {
        return Err(KeepProblem::rule(sentence));
    }
    let review = grant.review();
    let before: Before = sql("SELECT kind, reference, issued_by, addressed_to, concerns, issued_on, answered_on, answer \
         FROM report_to_answer WHERE id = $1 AND review = $2")
    .bind(id)
    .bind(review)
    .maybe(tx)
    .await?
    .ok_or(KeepProblem::NotThere)?;
    let texts = [&before.issued_by, &before.addressed_to, &before.concerns, &before.answer];
    let register = register_for_change(tx, keyring, grant, texts).await?;
    let changed = sql("UPDATE report_to_answer SET issued_by = $4, addressed_to = $5, concerns = $6, issued_on = $7, \
         answered_on = $8, answer = $9, version = version + 1 WHERE id = $1 AND review = $2 AND version = $3")
    .bind(id)
    .bind(review)
    .bind(version)
    .bind(register.tie_str(new.issued_by.as_str()).into_owned())
    .bind(register.tie_str(new.addressed_to.as_str()).into_owned())
    .bind(register.tie(&new.concerns))
    .bind(new.issued_on)
    .bind(new.answered_on)
    .bind(register.kept(new.answer.as_ref()))
    .run(tx)
    .await?;
    if changed == 0 {
        return Err(KeepProblem::Stale);
    }
    let [begins, ends] = before.kind.events();
    reviews::set_day(tx, review, begins, &before.reference, Some(new.issued_on)).await?;
    reviews::set_day(tx, review, ends, &before.reference, new.answered_on).await?;
    let by = grant.doer();
    if before.issued_on != new.issued_on {
        reviews::note(tx, &by, review, "day_of_report_to_answer_corrected", new.issued_on, &before.reference).await?;
    }
    match (before.answered_on, new.answered_on) {
        (old, Some(on)) if old != Some(on) => {
            reviews::note(tx, &by, review, "report_to_answer_answered", on, &before.reference).await?;
        }
        (Some(on), None) => {
            reviews::note(tx, &by, review, "answer_to_report_taken_back", on, &before.reference).await?;
        }
        _ => {}
    }
    let detail = json!({ "report": before.reference, "issued": new.issued_on, "answered": new.answered_on });
    Ok(audit::record(tx, &by, Deed::CaseChanged, detail).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_coroner_waits_56_days_and_the_commissioner_56_beginning_with_the_day() {
        assert_eq!(ReportKind::Prevention.due(day("2027-03-12")), Some(day("2027-05-07")));
        assert_eq!(ReportKind::Commissioner.due(day("2027-03-12")), Some(day("2027-05-06")));
    }

    #[test]
    fn an_answer_has_a_day_and_words_and_comes_after_the_report() {
        let today = day("2027-05-10");
        let line = |text| Line::parse(text).unwrap();
        let mut new = NewReport {
            kind: ReportKind::Prevention,
            issued_by: line("Senior coroner for Stourbourne"),
            addressed_to: line("Mental Health Trust"),
            concerns: Prose::parse("Referrals closed without contact").unwrap(),
            issued_on: day("2027-03-12"),
            answered_on: None,
            answer: None,
        };
        assert_eq!(new.wrong(today), None);
        new.answered_on = Some(day("2027-03-11"));
        assert_eq!(new.wrong(today).unwrap().0, "answered_on");
        new.answered_on = Some(day("2027-05-07"));
        assert_eq!(new.wrong(today).unwrap().0, "answer");
        new.answer = Some(Prose::parse("Every referral is now followed up").unwrap());
        assert_eq!(new.wrong(today), None);
        assert_eq!(new.wrong(day("2027-04-01")).unwrap().0, "answered_on");
        new.answered_on = None;
        assert_eq!(new.wrong(today).unwrap().0, "answered_on");
    }
}
