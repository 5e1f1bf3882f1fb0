//! Files that came with a notification, before its review is open and after.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Multipart, Object, OpenApi};

use crate::access::right::SeeCase;
use crate::ids::ReviewId;
use crate::notification::{self as room, Paper};
use crate::ui::{Filled, Problem};

use super::body::Sent;
use super::caller::Token;
use super::fault::Fault;
use super::files::{File, SentFile};
use super::lists::{Page, paged};
use super::press::{Desk, Outcome};

/// Operations on the files of a notification.
pub(super) struct NotificationFiles(pub(super) Arc<Desk>);

/// A file that came with a notification.
#[derive(Debug, Object)]
struct NotificationFile {
    /// Its id.
    id: String,
    /// What it is.
    title: String,
    /// Its size in bytes.
    bytes: i64,
    /// Who added it.
    added_by: String,
    /// When.
    added_at: DateTime<Utc>,
}

/// The files that came with a notification.
#[derive(Debug, Object)]
struct NotificationFileList {
    /// The first first.
    files: Vec<NotificationFile>,
    /// Where this page stands.
    #[oai(flatten)]
    at: Page,
}

/// A file for a notification: PDF, Word, Excel, CSV, text or a picture.
#[derive(Debug, Multipart)]
struct NewNotificationFile {
    /// What it is: report, form, statement, record, press or other.
    part: String,
    /// The file. Its name must say what it is; the name itself is not kept.
    file: SentFile,
}

/// Why a file is taken out of a notification.
#[derive(Debug, Object)]
struct WhyTakenOut {
    /// other_case, twice, replaced or other.
    why: String,
}

fn listed(papers: Vec<Paper>, page: Option<u32>) -> Json<NotificationFileList> {
    let one = |paper: Paper| NotificationFile {
        id: paper.id.to_string(),
        title: paper.title,
        bytes: paper.bytes,
        added_by: paper.added_by,
        added_at: paper.added_at,
    };
    let (papers, at) = paged(papers, page);
    Json(NotificationFileList { files: papers.into_iter().map(one).collect(), at })
}

fn body(new: NewNotificationFile) -> Filled {
    Filled::new().with("part", new.part).with_upload(new.file.under("file"))
}

#[OpenApi]
impl NotificationFiles {
    /// The files of a draft.
    #[oai(path = "/notifications/:draft/files", method = "get")]
    async fn of_draft(
        &self,
        token: Token,
        /// The id of the draft.
        draft: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<NotificationFileList>, Fault> {
        let id: ReviewId = draft.parse().map_err(|_| Fault::not_there())?;
        let mut tx = self.0.app.store.read().await?;
        let held = room::draft(&mut tx, &self.0.app.keyring, token.caller(), id).await.map_err(Problem::from)?;
        Ok(listed(room::of_draft(&mut tx, &held).await?, page.0))
    }

    /// Add a file to a draft.
    #[oai(path = "/notifications/:draft/files", method = "post")]
    async fn add_to_draft(
        &self,
        token: Token,
        /// The id of the draft.
        draft: Path<String>,
        new: NewNotificationFile,
    ) -> Outcome {
        self.0.send_filled(&token, "/notifications/:draft/files", &[("draft", &draft)], body(new)).await
    }

    /// A file of a draft, as it came. That you took it is on the audit record.
    #[oai(path = "/notifications/:draft/files/:document", method = "get")]
    async fn take_from_draft(
        &self,
        token: Token,
        /// The id of the draft.
        draft: Path<String>,
        /// The id of the file.
        document: Path<String>,
    ) -> Result<File, Fault> {
        let at = [("draft", draft.as_str()), ("document", document.as_str())];
        Ok(self.0.file(&token, "/notifications/:draft/files/:document", &at).await?.into())
    }

    /// Take a file out of a draft. It is deleted.
    #[oai(path = "/notifications/:draft/files/:document/remove", method = "post")]
    async fn remove_from_draft(
        &self,
        token: Token,
        /// The id of the draft.
        draft: Path<String>,
        /// The id of the file.
        document: Path<String>,
        why: Sent<WhyTakenOut>,
    ) -> Outcome {
        let at = [("draft", draft.as_str()), ("document", document.as_str())];
        self.0.send(&token, "/notifications/:draft/files/:document/remove", &at, &why.0).await
    }

    /// The files of the notification of a review that is open.
    #[oai(path = "/reviews/:review/notification/files", method = "get")]
    async fn of_review(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<NotificationFileList>, Fault> {
        let mut desk = self.0.look_all::<SeeCase>(&token, &review).await?;
        Ok(listed(room::of_review(&mut desk.tx, &desk.grant).await?, page.0))
    }

    /// Add a file to the notification of a review that is open.
    #[oai(path = "/reviews/:review/notification/files", method = "post")]
    async fn add(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: NewNotificationFile,
    ) -> Outcome {
        self.0.send_filled(&token, "/reviews/:review/notification/files", &[("review", &review)], body(new)).await
    }

    /// A file of the notification, as it came. That you took it is on the audit record.
    #[oai(path = "/reviews/:review/notification/files/:document", method = "get")]
    async fn take(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the file.
        document: Path<String>,
    ) -> Result<File, Fault> {
        let at = [("review", review.as_str()), ("document", document.as_str())];
        Ok(self.0.file(&token, "/reviews/:review/notification/files/:document", &at).await?.into())
    }

    /// Take a file out of the notification. It is kept under seal, and nobody can take it any more.
    #[oai(path = "/reviews/:review/notification/files/:document/remove", method = "post")]
    async fn remove(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the file.
        document: Path<String>,
        why: Sent<WhyTakenOut>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("document", document.as_str())];
        self.0.send(&token, "/reviews/:review/notification/files/:document/remove", &at, &why.0).await
    }
}
