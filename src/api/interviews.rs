//! Notes of interviews with staff and with the alleged perpetrator.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::{Object as Room, SeeInterviews, Verb};
use crate::family::{self as room, InterviewKind, InterviewState};
use crate::redaction::Labels;
use crate::{panel, parties};

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Choice, Page, choice, paged};
use super::press::{Desk, Outcome};

/// Operations on notes of interviews.
pub(super) struct Interviews(pub(super) Arc<Desk>);

/// What is known of an interview.
#[derive(Debug, Object)]
struct Interviewed {
    /// As what the person was interviewed.
    kind: Code<InterviewKind>,
    /// The id of the agency of a member of staff.
    organisation: Option<String>,
    /// What came of it.
    state: Code<InterviewState>,
    /// The day.
    held_on: NaiveDate,
    /// Who else was there.
    #[oai(default)]
    present: String,
    /// When the senior investigating officer agreed.
    sio_agreed_on: Option<NaiveDate>,
    /// The notes, written as if they will be disclosed; empty for who sees only that they are there.
    #[oai(default)]
    note: String,
}

/// Notes on record.
#[derive(Debug, Object)]
struct Interview {
    /// Their id.
    id: String,
    /// What the person is called in texts; empty for who sees only that the notes are there.
    name: String,
    /// The interview.
    #[oai(flatten)]
    what: Interviewed,
    /// Who asked.
    by_name: String,
    /// Whether the member of staff's own agency may read them.
    released: bool,
    /// When they were recorded.
    recorded_at: DateTime<Utc>,
    /// To be sent back when they are released.
    version: i64,
}

/// The room.
#[derive(Debug, Object)]
struct InterviewRoom {
    /// The notes that you may see, the latest first.
    interviews: Vec<Interview>,
    /// Where this page of them stands.
    #[oai(flatten)]
    at: Page,
    /// Entries of the identity register to choose from, for those who may record an interview.
    register: Vec<Choice>,
    /// Agencies to choose from, for those who may record an interview.
    agencies: Vec<Choice>,
}

/// An interview to record.
#[derive(Debug, Object)]
struct NewInterview {
    /// The id of the person's entry in the identity register.
    entry: String,
    /// The interview.
    #[oai(flatten)]
    what: Interviewed,
}

/// The version of notes that are to be released.
#[derive(Debug, Object)]
struct NotesSeen {
    /// The version of the notes that you saw.
    version: i64,
}

#[OpenApi]
impl Interviews {
    /// The notes as far as your right goes. That you looked is on the audit record.
    #[oai(path = "/reviews/:review/interviews", method = "get")]
    async fn room(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<InterviewRoom>, Fault> {
        let mut desk = self.0.look_on_record::<SeeInterviews>(&token, &review).await?;
        let all = room::interviews(&mut desk.tx, &desk.grant).await?;
        let (mut register, mut agencies) = (Vec::new(), Vec::new());
        if desk.may(Room::Interviews, Verb::Edit) {
            register = parties::people(&mut desk.tx, desk.front.id).await?;
            agencies = panel::agencies(&mut desk.tx, &desk.grant).await?;
        }
        let (all, at) = paged(all, page.0);
        let seen = InterviewRoom {
            interviews: all.into_iter().map(|one| interview(one, &desk.labels)).collect(),
            at,
            register: register.iter().map(|one| choice(one.id, one.described())).collect(),
            agencies: agencies.into_iter().map(|one| choice(one.id, one.name)).collect(),
        };
        desk.tx.commit().await?;
        Ok(Json(seen))
    }

    /// Record an interview, or that one was offered, refused or held back.
    #[oai(path = "/reviews/:review/interviews", method = "post")]
    async fn add(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<NewInterview>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/interviews/new", &[("review", &review)], &new.0).await
    }

    /// Let the agency of a member of staff read the notes of the interview.
    #[oai(path = "/reviews/:review/interviews/:interview/release", method = "post")]
    async fn release(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the notes.
        interview: Path<String>,
        seen: Sent<NotesSeen>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("interview", interview.as_str())];
        self.0.send(&token, "/reviews/:review/interviews/:interview/release", &at, &seen.0).await
    }
}

fn interview(one: room::Interview, labels: &Labels) -> Interview {
    Interview {
        id: one.id.to_string(),
        name: labels.of(&one.code).unwrap_or_default().to_owned(),
        what: Interviewed {
            kind: one.kind.into(),
            organisation: one.organisation.map(|id| id.to_string()),
            state: one.state.into(),
            held_on: one.held_on,
            present: labels.show(&one.present),
            sio_agreed_on: one.sio_agreed_on,
            note: labels.show(&one.note),
        },
        by_name: one.by_name,
        released: one.released,
        recorded_at: one.recorded_at,
        version: one.version,
    }
}
