//! A change over the API: what a page's form would have sent, sent to what answers that form. So a program can do what a page can do, with the
//! same grants, checks and sentences, and neither door knows a rule that the other does not.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::Object;
use poem_openapi::payload::Json;
use poem_openapi::types::ToJSON;
use serde_json::Value;

use crate::access::permit_all;
use crate::access::right::{Right, SeeCase};
use crate::app::App;
use crate::decision::{CasePart, permit_part};
use crate::parties;
use crate::ui::{Answer, Ask, Begun, Download, Filled, Frame, Method, PageFn, Problem, Reply, Route, Who};

use super::caller::Token;
use super::fault::Fault;

/// What every operation shares: the program's parts, and what answers the pages' forms.
pub(super) struct Desk {
    pub(super) app: Arc<App>,
    pages: HashMap<(Method, &'static str), PageFn>,
}

/// What was done.
#[derive(Debug, Object)]
pub(super) struct Done {
    /// What was done, in a sentence.
    pub(super) told: String,
    /// The page on which it can be seen.
    pub(super) page: String,
}

impl Desk {
    pub(super) fn new(app: &Arc<App>, routes: &[Route]) -> Self {
        let pages = routes.iter().map(|route| ((route.method, route.path), Arc::clone(&route.page))).collect();
        Self { app: Arc::clone(app), pages }
    }

    /// A look at a review, with its pseudonyms: what the operations that read begin with.
    ///
    /// # Errors
    /// When the token is not good, or the caller has no such right in the review.
    pub(super) async fn look<R: Right>(&self, token: &Token, review: &str) -> Result<parties::Desk<R>, Fault> {
        let ask = self.at(token, &format!("/reviews/{review}"), &[("review", review)], Filled::new()).await?;
        Ok(parties::look::<R>(&ask).await?)
    }

    /// A look at what only a right without limits may see.
    ///
    /// # Errors
    /// As [`Desk::look`], and when the right reaches only a part.
    pub(super) async fn look_all<R: Right>(&self, token: &Token, review: &str) -> Result<parties::Desk<R>, Fault> {
        let mut desk = self.look::<R>(token, review).await?;
        let actor = desk.grant.actor().clone();
        desk.grant = permit_all::<R>(&mut desk.tx, &actor, desk.front.id).await?;
        Ok(desk)
    }

    /// A look at the notification or the decision: all of the case, or this part as it was released to the panel.
    ///
    /// # Errors
    /// As [`Desk::look`], and while the part is not released to who reads only what is.
    pub(super) async fn look_part(&self, token: &Token, review: &str, part: CasePart) -> Result<parties::Desk<SeeCase>, Fault> {
        let mut desk = self.look::<SeeCase>(token, review).await?;
        let actor = desk.grant.actor().clone();
        desk.grant = permit_part(&mut desk.tx, &actor, desk.front.id, part).await?;
        Ok(desk)
    }

    /// A look that itself goes on record: commit its transaction.
    ///
    /// # Errors
    /// As [`Self::look`].
    pub(super) async fn look_on_record<R: Right>(&self, token: &Token, review: &str) -> Result<parties::Desk<R>, Fault> {
        let ask = self.at(token, &format!("/reviews/{review}"), &[("review", review)], Filled::new()).await?;
        Ok(parties::work::<R>(&ask).await?)
    }

    /// Sends `body` to the form at `path`, whose varying parts are `params`.
    ///
    /// # Errors
    /// What the page would have said.
    pub(super) async fn send(&self, token: &Token, path: &'static str, params: &[(&str, &str)], body: &impl ToJSON) -> Outcome {
        self.send_filled(token, path, params, filled(&body.to_json().unwrap_or_default())).await
    }

    /// The same, for a form that is not a flat object or has a file.
    ///
    /// # Errors
    /// What the page would have said.
    pub(super) async fn send_filled(&self, token: &Token, path: &'static str, params: &[(&str, &str)], body: Filled) -> Outcome {
        match self.ask(token, (Method::Post, path), params, body).await? {
            Reply::Redirect { to, told, .. } => Ok(Json(Done { told: told.unwrap_or("It is done.").to_owned(), page: to })),
            Reply::Refill { errors, .. } => Err(Fault::fields(errors)),
            Reply::Page(_) | Reply::File(_) => Err(Fault::internal("a form answered with no outcome")),
        }
    }

    /// The file at `path`.
    ///
    /// # Errors
    /// What the page would have said.
    pub(super) async fn file(&self, token: &Token, path: &'static str, params: &[(&str, &str)]) -> Result<Download, Fault> {
        match self.ask(token, (Method::Get, path), params, Filled::new()).await? {
            Reply::File(file) => Ok(file),
            Reply::Redirect { .. } | Reply::Refill { .. } | Reply::Page(_) => Err(Fault::not_there()),
        }
    }

    async fn ask(
        &self,
        token: &Token,
        (method, path): (Method, &'static str),
        params: &[(&str, &str)],
        body: Filled,
    ) -> Result<Reply, Fault> {
        let Some(page) = self.pages.get(&(method, path)) else {
            return Err(Fault::internal("the API names a form that is not there"));
        };
        let ask = self.at(token, path, params, body).await?;
        let largest = self.app.settings.web.upload_limit;
        if ask.body.largest_upload() > largest {
            return Err(Problem::TooLarge { what: "A file", megabytes: largest / (1024 * 1024) }.into());
        }
        let answer: Answer = page(ask).await;
        Ok(answer?)
    }

    /// What a page function is asked by somebody with this token.
    async fn at(&self, token: &Token, path: &str, params: &[(&str, &str)], body: Filled) -> Result<Ask, Fault> {
        let actor = token.caller().clone();
        let mut filled_path = path.to_owned();
        for (name, value) in params {
            filled_path = filled_path.replace(&format!(":{name}"), value);
        }
        Ok(Ask {
            app: Arc::clone(&self.app),
            who: Some(Who { actor, session: None, must: None }),
            peer: String::new(),
            frame: Frame { path: filled_path, ..Frame::default() },
            params: params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
            query: Filled::new(),
            body,
            begun: Begun::default(),
        })
    }
}

/// What a change answers with.
pub(super) type Outcome = Result<Json<Done>, Fault>;

/// An object as the values of a form: nothing for null, "yes" and "no" for true and false, a value each for a list, and a date both whole and as
/// its day, month and year, because only the form knows which of its fields are dates.
pub(super) fn filled(object: &Value) -> Filled {
    let fields = object.as_object().into_iter().flatten();
    fields.fold(Filled::new(), |f, (name, value)| put(f, name, value))
}

fn put(f: Filled, name: &str, value: &Value) -> Filled {
    match value {
        Value::Null | Value::Object(_) => f,
        Value::Bool(yes) => f.with(name, if *yes { "yes" } else { "no" }),
        Value::Number(number) => f.with(name, number.to_string()),
        Value::String(text) => f.with(name, text.as_str()).with_date(name, text.parse::<NaiveDate>().ok()),
        Value::Array(all) => all.iter().fold(f, |f, each| put(f, name, each)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_becomes_what_a_form_would_have_sent() {
        let mut f = filled(&serde_json::json!({
            "held_on": "2026-02-03", "witness": true, "wishes": ["a", "b"], "version": 4, "note": null, "draft": "2026",
        }));
        assert_eq!(f.date("held_on", "the day"), NaiveDate::from_ymd_opt(2026, 2, 3));
        assert!(f.has("witness", "yes") && f.has("wishes", "a") && f.has("wishes", "b"));
        assert_eq!((f.get("version"), f.get("note"), f.get("draft")), ("4", "", "2026"));
    }
}
