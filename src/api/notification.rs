//! The notification of a review that is open: without names, and as it was received.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::{SeeCase, SeeNames};
use crate::access::{Reach, permit_all};
use crate::decision::CasePart;
use crate::notification::{self as room, Section};
use crate::ui::Problem;

use super::body::Sent;
use super::caller::Token;
use super::fault::Fault;
use super::press::{Desk, Outcome};
use super::sheets::{self, AnsweredForm, Answers};

/// Operations on the notification of a review.
pub(super) struct Notification(pub(super) Arc<Desk>);

/// A page of a notification.
#[derive(Debug, Object)]
struct NotificationPage {
    /// Its name, such as death.
    section: String,
    /// Its heading.
    title: String,
    /// Whether it can be corrected. What points to a person is corrected in the identity register.
    open: bool,
    /// Its questions and answers.
    #[oai(flatten)]
    form: AnsweredForm,
}

/// A notification without anything that points to a person.
#[derive(Debug, Object)]
struct NotificationRoom {
    /// The day of the death.
    died: NaiveDate,
    /// How they died, as a code.
    manner: String,
    /// Whether it is complete, with what came by phone confirmed in writing.
    complete: bool,
    /// Whether it is settled which partnership leads.
    lead_settled: bool,
    /// Its pages.
    pages: Vec<NotificationPage>,
    /// To be sent back with a correction.
    version: i64,
}

/// A page of a notification as it was received, with names.
#[derive(Debug, Object)]
struct ReceivedPage {
    /// Its name.
    section: String,
    /// Its heading.
    title: String,
    /// Its questions and answers.
    #[oai(flatten)]
    form: AnsweredForm,
}

/// A correction of one page: all of its answers.
#[derive(Debug, Object)]
struct Correction {
    /// Answers by the name of their question.
    answers: Answers,
    /// The version of the notification that you saw.
    version: i64,
}

#[OpenApi]
impl Notification {
    /// The notification, without names.
    #[oai(path = "/reviews/:review/notification", method = "get")]
    async fn show(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Result<Json<NotificationRoom>, Fault> {
        let mut desk = self.0.look_part(&token, &review, CasePart::Notification).await?;
        let account = room::account(&mut desk.tx, &desk.grant).await.map_err(Problem::from)?;
        let whole = desk.grant.reach() == Reach::All;
        // References are for those who change the answers.
        let answers = |section: Section| match account.sheet(section) {
            sheet if whole => sheet,
            sheet => sheet.open_part(section.questions(), |words| desk.labels.show(words)),
        };
        let page = |section: Section| NotificationPage {
            section: section.to_string(),
            title: section.title(),
            open: Section::OPEN.contains(&section),
            form: sheets::form(section.questions().iter().filter(|asked| !asked.sealed), &answers(section), Some(&desk.labels)),
        };
        Ok(Json(NotificationRoom {
            died: account.died,
            manner: account.manner.clone(),
            complete: account.complete,
            lead_settled: account.lead_settled,
            pages: account.sections().into_iter().map(page).collect(),
            version: account.version,
        }))
    }

    /// Begin the notification of a review that was handed over by another partnership. It is then written as a draft of the same id.
    #[oai(path = "/reviews/:review/notification", method = "post")]
    async fn enter(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Outcome {
        self.0.send_filled(&token, "/reviews/:review/notification", &[("review", &review)], Default::default()).await
    }

    /// The notification as it was received, with names. That you have seen it is put on record.
    #[oai(path = "/reviews/:review/notification/received", method = "get")]
    async fn received(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Result<Json<Vec<ReceivedPage>>, Fault> {
        let mut desk = self.0.look_on_record::<SeeNames>(&token, &review).await?;
        let actor = desk.grant.actor().clone();
        let grant = permit_all::<SeeNames>(&mut desk.tx, &actor, desk.front.id).await?;
        permit_all::<SeeCase>(&mut desk.tx, &actor, desk.front.id).await?;
        let draft = room::as_received(&mut desk.tx, &self.0.app.keyring, &grant).await.map_err(Problem::from)?;
        let today = desk.tx.today();
        desk.tx.commit().await?;
        let page = |section: Section| ReceivedPage {
            section: section.to_string(),
            title: section.title(),
            form: sheets::form(section.questions(), &draft.sheet(section, today), None),
        };
        Ok(Json(draft.sections().into_iter().map(page).collect()))
    }

    /// Correct one page of the notification.
    #[oai(path = "/reviews/:review/notification/:section", method = "post")]
    async fn correct(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The name of the page: told, death, risk, history, next or lead.
        section: Path<String>,
        correction: Sent<Correction>,
    ) -> Outcome {
        let which: Section = section.parse().map_err(|()| Fault::not_there())?;
        let f = sheets::sent(&correction.answers, which.questions())?.with("version", correction.version.to_string());
        let at = [("review", review.as_str()), ("section", section.as_str())];
        self.0.send_filled(&token, "/reviews/:review/notification/:section", &at, f).await
    }
}
