//! Notifications that are being written: a draft of its own before there is a review, with names, for its coordinators alone.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::ids::ReviewId;
use crate::notification::{self as room, Held, Section, Standing, Whom};
use crate::store::Tx;
use crate::ui::Problem;

use super::body::Sent;
use super::caller::Token;
use super::fault::Fault;
use super::lists::{Choice, Page, choice, paged};
use super::press::{Desk, Outcome};
use super::sheets::{self, AnsweredForm, Answers};

/// Operations on notifications that are being written.
pub(super) struct Drafts(pub(super) Arc<Desk>);

/// A draft in the list: nothing of what it says.
#[derive(Debug, Object)]
struct DraftListed {
    /// Its id, which its review will have.
    id: String,
    /// The partnership's name.
    partnership: String,
    /// Who began it.
    begun_by: String,
    /// When.
    begun_at: DateTime<Utc>,
    /// When somebody last saved a page of it.
    changed_at: DateTime<Utc>,
}

/// Drafts, and for whom one can be begun.
#[derive(Debug, Object)]
struct DraftRoom {
    /// The partnerships that you coordinate.
    partnerships: Vec<Choice>,
    /// The drafts of those partnerships, the latest first.
    drafts: Vec<DraftListed>,
    /// Where the page stands.
    #[oai(flatten)]
    at: Page,
}

/// A draft to begin.
#[derive(Debug, Object)]
struct NewDraft {
    /// The id of the partnership.
    partnership: String,
}

/// A draft that was begun.
#[derive(Debug, Object)]
struct DraftBegun {
    /// Its id, which its review will have.
    id: String,
}

/// A page of a draft.
#[derive(Debug, Object)]
struct DraftSection {
    /// Its name: told, contacts, deceased-1, alleged-1, child-1, death, risk, history, next, lead.
    section: String,
    /// Its heading.
    title: String,
    /// empty, begun or complete.
    standing: String,
}

/// A draft.
#[derive(Debug, Object)]
struct DraftWhole {
    /// Its id.
    id: String,
    /// The id of its partnership.
    partnership: String,
    /// The review in another partnership that it comes from.
    transferred_from: Option<String>,
    /// Its pages.
    sections: Vec<DraftSection>,
    /// Pages for one more person of each kind.
    add: Vec<Choice>,
    /// What to bear in mind before the review is opened.
    warnings: Vec<String>,
    /// Whether every page is complete, so that the review can be opened.
    ready: bool,
    /// Reviews of the partnership that may be about the same death, by id and reference.
    twins: Vec<Choice>,
    /// To be sent back when its review is opened or it is thrown away.
    version: i64,
}

/// A page of a draft with what it says.
#[derive(Debug, Object)]
struct DraftForm {
    /// Its heading.
    title: String,
    /// empty, begun or complete.
    standing: String,
    /// Its questions and answers, names included.
    #[oai(flatten)]
    form: AnsweredForm,
    /// To be sent back. It changes with what the page says.
    version: i64,
}

/// A page of a draft to keep. It is kept even when something is missing or does not fit; the answer then says so, with 422.
#[derive(Debug, Object)]
struct DraftAnswers {
    /// Answers by the name of their question.
    answers: Answers,
    /// Keep what there is without looking whether it is complete.
    #[oai(default)]
    later: bool,
    /// The version of the page that you saw.
    version: i64,
}

/// The version of a page that is to be taken out.
#[derive(Debug, Object)]
struct PageSeen {
    /// The version of the page that you saw.
    version: i64,
}

/// The version of a draft whose review is to be opened, or that is to be thrown away.
#[derive(Debug, Object)]
struct DraftSeen {
    /// The version of the draft that you saw.
    version: i64,
}

const KEPT: &str = "The page is kept as a draft. Something in it is missing or cannot be so.";

#[OpenApi]
impl Drafts {
    /// The notifications that are being written, and for whom one can be begun.
    #[oai(path = "/notifications", method = "get")]
    async fn list(
        &self,
        token: Token,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<DraftRoom>, Fault> {
        let actor = token.caller();
        let mut tx = self.0.app.store.read().await?;
        let homes = room::homes(&mut tx, actor).await?;
        if homes.is_empty() {
            return Err(Problem::NotYours("Only a coordinator of a partnership enters notifications. Ask yours.".into()).into());
        }
        let partnerships = homes.into_iter().map(|home| choice(home.id, home.name)).collect();
        let (drafts, at) = paged(room::drafts(&mut tx, actor).await?, page.0);
        Ok(Json(DraftRoom { partnerships, drafts: drafts.into_iter().map(listed).collect(), at }))
    }

    /// Begin a notification.
    #[oai(path = "/notifications", method = "post")]
    async fn begin(&self, token: Token, new: Sent<NewDraft>) -> Result<Json<DraftBegun>, Fault> {
        let begun = self.0.send(&token, "/notifications", &[], &new.0).await?;
        let id = begun.0.page.split('/').nth(2).unwrap_or_default().to_owned();
        Ok(Json(DraftBegun { id }))
    }

    /// One draft: how far its pages are and what to bear in mind.
    #[oai(path = "/notifications/:draft", method = "get")]
    async fn one(
        &self,
        token: Token,
        /// The id of the draft.
        draft: Path<String>,
    ) -> Result<Json<DraftWhole>, Fault> {
        let mut tx = self.0.app.store.read().await?;
        let held = self.held(&mut tx, &token, &draft).await?;
        let twins = room::twins(&mut tx, &self.0.app.keyring, &held).await.map_err(Problem::from)?;
        let twins = twins.into_iter().map(|twin| choice(twin.review, twin.reference)).collect();
        let today = tx.today();
        let sections = held.draft.sections().into_iter().map(|section| DraftSection {
            section: section.to_string(),
            title: section.title(),
            standing: standing(&held, section, today).into(),
        });
        let add = Whom::ALL.into_iter().filter_map(|whom| held.draft.next(whom));
        Ok(Json(DraftWhole {
            id: held.review.to_string(),
            partnership: held.partnership.to_string(),
            transferred_from: held.transferred_from.map(|from| from.to_string()),
            sections: sections.collect(),
            add: add.map(|section| choice(section, section.title())).collect(),
            warnings: held.draft.warnings(today),
            ready: held.draft.unfinished(today).is_empty(),
            twins,
            version: held.version,
        }))
    }

    /// One page of a draft.
    #[oai(path = "/notifications/:draft/:section", method = "get")]
    async fn section(
        &self,
        token: Token,
        /// The id of the draft.
        draft: Path<String>,
        /// The name of the page.
        section: Path<String>,
    ) -> Result<Json<DraftForm>, Fault> {
        let section = section_of(&section)?;
        let mut tx = self.0.app.store.write().await?;
        let held = self.held(&mut tx, &token, &draft).await?;
        room::draft_seen(&mut tx, token.caller(), &held, Some(section)).await?;
        let today = tx.today();
        tx.commit().await?;
        Ok(Json(DraftForm {
            title: section.title(),
            standing: standing(&held, section, today).into(),
            form: sheets::form(section.questions(), &held.draft.sheet(section, today), None),
            version: room::mark(&held.draft, section),
        }))
    }

    /// Keep a page of a draft.
    #[oai(path = "/notifications/:draft/:section", method = "post")]
    async fn save(
        &self,
        token: Token,
        /// The id of the draft.
        draft: Path<String>,
        /// The name of the page.
        section: Path<String>,
        page: Sent<DraftAnswers>,
    ) -> Outcome {
        let f = sheets::sent(&page.answers, section_of(&section)?.questions())?;
        let f = f.with("version", page.version.to_string()).with("then", if page.later { "later" } else { "" });
        let at = [("draft", draft.as_str()), ("section", section.as_str())];
        let kept = self.0.send_filled(&token, "/notifications/:draft/:section", &at, f).await;
        kept.map_err(|fault| fault.saying(KEPT))
    }

    /// Take a person out of a draft.
    #[oai(path = "/notifications/:draft/:section/remove", method = "post")]
    async fn remove(
        &self,
        token: Token,
        /// The id of the draft.
        draft: Path<String>,
        /// The name of the person's page, such as child-2.
        section: Path<String>,
        seen: Sent<PageSeen>,
    ) -> Outcome {
        let at = [("draft", draft.as_str()), ("section", section.as_str())];
        self.0.send(&token, "/notifications/:draft/:section/remove", &at, &seen.0).await
    }

    /// Open the review of a finished draft. It has the draft's id.
    #[oai(path = "/notifications/:draft/check", method = "post")]
    async fn open(
        &self,
        token: Token,
        /// The id of the draft.
        draft: Path<String>,
        seen: Sent<DraftSeen>,
    ) -> Outcome {
        let at = [("draft", draft.as_str())];
        let opened = self.0.send(&token, "/notifications/:draft/check", &at, &seen.0).await?;
        // The page leads back to the list of what is missing; a program is told.
        if opened.page.starts_with("/notifications/") {
            return Err(Fault::conflict("A page of the draft is not complete, so no review was opened."));
        }
        Ok(opened)
    }

    /// Throw a draft away. What it said cannot be brought back.
    #[oai(path = "/notifications/:draft/discard", method = "post")]
    async fn discard(
        &self,
        token: Token,
        /// The id of the draft.
        draft: Path<String>,
        seen: Sent<DraftSeen>,
    ) -> Outcome {
        let at = [("draft", draft.as_str())];
        self.0.send(&token, "/notifications/:draft/discard", &at, &seen.0).await
    }
}

impl Drafts {
    async fn held(&self, tx: &mut Tx, token: &Token, draft: &Path<String>) -> Result<Held, Fault> {
        let id: ReviewId = draft.parse().map_err(|_| Fault::not_there())?;
        Ok(room::draft(tx, &self.0.app.keyring, token.caller(), id).await.map_err(Problem::from)?)
    }
}

fn section_of(section: &Path<String>) -> Result<Section, Fault> {
    section.parse().map_err(|()| Fault::not_there())
}

fn standing(held: &Held, section: Section, today: chrono::NaiveDate) -> &'static str {
    match held.draft.standing(section, today) {
        Standing::Empty => "empty",
        Standing::Begun => "begun",
        Standing::Complete => "complete",
    }
}

fn listed(one: room::Listed) -> DraftListed {
    DraftListed {
        id: one.review.to_string(),
        partnership: one.partnership_name,
        begun_by: one.begun_by,
        begun_at: one.begun_at,
        changed_at: one.changed_at,
    }
}
