//! Meetings of the panel and their minutes.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::types::ToJSON as _;
use poem_openapi::{Object, OpenApi};

use crate::access::right::SeePanel;
use crate::panel::{self as room, Attended, MeetingId};
use crate::redaction::Labels;

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Page, paged};
use super::press::{Desk, Outcome, filled};

/// Operations on meetings of the panel.
pub(super) struct Meetings(pub(super) Arc<Desk>);

/// A meeting on record. What was said in it is for the panel.
#[derive(Debug, Object)]
struct MeetingListed {
    /// Its id.
    id: String,
    /// Its number, from 1.
    number: i64,
    /// The day.
    held_on: NaiveDate,
    /// Where, or how people met.
    place: String,
    /// The agenda.
    agenda: String,
    /// What was decided.
    decisions: String,
    /// Who does what by when.
    actions: String,
    /// How many members were there, or sent a deputy.
    present: i64,
    /// Whether the minutes are approved.
    approved: bool,
}

/// Meetings, the latest first.
#[derive(Debug, Object)]
struct MeetingPage {
    /// The meetings.
    meetings: Vec<MeetingListed>,
    /// Where the page stands.
    #[oai(flatten)]
    at: Page,
}

/// How somebody took part.
#[derive(Debug, Object)]
struct Attendance {
    /// Their name.
    name: String,
    /// Their agency.
    agency: String,
    /// How.
    how: Code<Attended>,
}

/// A version of the minutes.
#[derive(Debug, Object)]
struct MinutesVersion {
    /// Its number, from 1.
    number: i64,
    /// The text.
    body: String,
    /// Who wrote it.
    written_by: String,
    /// When.
    written_at: DateTime<Utc>,
    /// When it was approved.
    approved_on: Option<NaiveDate>,
    /// By whom.
    approved_by: String,
}

/// A meeting with who came and its minutes.
#[derive(Debug, Object)]
struct MeetingWhole {
    /// The meeting.
    #[oai(flatten)]
    meeting: MeetingListed,
    /// Who took part.
    attendance: Vec<Attendance>,
    /// Where this page of attendance stands.
    attendance_at: Page,
    /// The versions of its minutes, the newest first.
    minutes: Vec<MinutesVersion>,
    /// Where this page of versions stands.
    #[oai(flatten)]
    at: Page,
}

/// How a member took part.
#[derive(Debug, Object)]
struct MemberCame {
    /// The id of the member.
    member: String,
    /// How.
    how: Code<Attended>,
}

/// A meeting to record. The first one is a step of the process.
#[derive(Debug, Object)]
struct NewMeeting {
    /// The day.
    held_on: NaiveDate,
    /// Where, or how people met.
    #[oai(default)]
    place: String,
    /// The agenda.
    #[oai(default)]
    agenda: String,
    /// What was decided.
    #[oai(default)]
    decisions: String,
    /// Who does what by when.
    #[oai(default)]
    actions: String,
    /// Who took part.
    #[oai(default)]
    attendance: Vec<MemberCame>,
    /// The version of the review that you saw.
    version: i64,
}

/// Minutes to keep, as a new version.
#[derive(Debug, Object)]
struct NewMinutes {
    /// The text.
    body: String,
    /// The number of the newest version that you saw; 0 when there was none.
    seen: i64,
}

/// Minutes to approve.
#[derive(Debug, Object)]
struct MinutesApproved {
    /// The number of the version.
    number: i64,
}

#[OpenApi]
impl Meetings {
    /// The meetings of the panel, the latest first.
    #[oai(path = "/reviews/:review/panel/meetings", method = "get")]
    async fn list(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<MeetingPage>, Fault> {
        let mut desk = self.0.look::<SeePanel>(&token, &review).await?;
        let (meetings, at) = paged(room::meetings(&mut desk.tx, &desk.grant).await?, page.0);
        Ok(Json(MeetingPage { meetings: meetings.into_iter().map(|one| listed(one, &desk.labels)).collect(), at }))
    }

    /// One meeting, with who came and its minutes.
    #[oai(path = "/reviews/:review/panel/meetings/:meeting", method = "get")]
    async fn one(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the meeting.
        meeting: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<MeetingWhole>, Fault> {
        let id: MeetingId = meeting.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look::<SeePanel>(&token, &review).await?;
        let all = room::meetings(&mut desk.tx, &desk.grant).await?;
        let meeting = all.into_iter().find(|one| one.id == id).ok_or_else(Fault::not_there)?;
        let came = room::attendance(&mut desk.tx, &desk.grant, id).await?;
        let minutes = room::minutes(&mut desk.tx, &desk.grant, id).await?;
        let version = |one: room::Minutes| MinutesVersion {
            number: one.number,
            body: desk.labels.show(&one.body),
            written_by: one.written_by,
            written_at: one.written_at,
            approved_on: one.approved_on,
            approved_by: one.approved_by,
        };
        let ((minutes, at), (came, attendance_at)) = (paged(minutes, page.0), paged(came, page.0));
        Ok(Json(MeetingWhole {
            meeting: listed(meeting, &desk.labels),
            attendance: came.into_iter().map(|(name, agency, how)| Attendance { name, agency, how: how.into() }).collect(),
            attendance_at,
            minutes: minutes.into_iter().map(version).collect(),
            at,
        }))
    }

    /// Record a meeting.
    #[oai(path = "/reviews/:review/panel/meetings", method = "post")]
    async fn add(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewMeeting>,
    ) -> Outcome {
        let f = filled(&new.to_json().unwrap_or_default());
        let came = new.attendance.iter();
        let f = came.fold(f, |f, one| f.with(&format!("came-{}", one.member), one.how.as_str()));
        self.0.send_filled(&token, "/reviews/:review/panel/meetings/new", &[("review", &review)], f).await
    }

    /// Keep a new version of the minutes.
    #[oai(path = "/reviews/:review/panel/meetings/:meeting/minutes", method = "post")]
    async fn write(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the meeting.
        meeting: Path<String>,
        minutes: Sent<NewMinutes>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("meeting", meeting.as_str())];
        self.0.send(&token, "/reviews/:review/panel/meetings/:meeting/minutes", &at, &minutes.0).await
    }

    /// Approve the newest version of the minutes for the panel.
    #[oai(path = "/reviews/:review/panel/meetings/:meeting/minutes/approve", method = "post")]
    async fn approve(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the meeting.
        meeting: Path<String>,
        minutes: Sent<MinutesApproved>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("meeting", meeting.as_str())];
        self.0.send(&token, "/reviews/:review/panel/meetings/:meeting/minutes/approve", &at, &minutes.0).await
    }
}

fn listed(one: room::Meeting, labels: &Labels) -> MeetingListed {
    MeetingListed {
        id: one.id.to_string(),
        number: one.number,
        held_on: one.held_on,
        place: labels.show(&one.place),
        agenda: labels.show(&one.agenda),
        decisions: labels.show(&one.decisions),
        actions: labels.show(&one.actions),
        present: one.present,
        approved: one.approved,
    }
}
