//! The door of a path: who comes, may they come in, is the form their own, what is their answer.

use std::sync::Arc;

use poem::{Endpoint, Request, Response};
use subtle::ConstantTimeEq as _;

use crate::access::Must;
use crate::ui::{Answer, Ask, Begun, Cookie, FORM, Filled, Frame, Guard, Problem, Reply, Route, Who};

use super::body::{self, Trouble};
use super::house::House;
use super::once::Outcome;
use super::visit::Visit;
use super::{cookies, origin, problems, reply, who};

const SHOWN: &str = "This form was sent twice. It was worked on once, and what was made was shown once, in the answer to the first \
     sending. If you did not see it, go back, take it back or replace it there, and make another.";
const UNMARKED: &str = "This form came without the mark that its page gives it, so what it asks for could be done twice. Nothing was \
     saved. Open the page again and send the form from there; a program uses the API, which /api/docs describes.";
const ENDED: &str = "Your session has ended. Sign in again to go on.";
const FORM_MEGABYTES: u64 = (FORM / (1024 * 1024)) as u64;

/// One path, with what answers on it.
pub struct Door {
    pub house: Arc<House>,
    pub path: &'static str,
    pub get: Option<Route>,
    pub post: Option<Route>,
}

impl Endpoint for Door {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let visit = Visit::of(&request);
        let posted = request.method() == http::Method::POST;
        let looked = matches!(*request.method(), http::Method::GET | http::Method::HEAD);
        let Some(route) = (if posted { self.post.as_ref() } else { self.get.as_ref().filter(|_| looked) }) else {
            return Err(poem::error::MethodNotAllowedError.into());
        };
        let mut response = match self.house.receive(&visit).await {
            Err((problem, frame)) => problems::response(problem, &frame, &visit.id, &Filled::new()),
            Ok((come, frame)) => {
                let (who, tx) = come.map_or((None, None), |(who, tx)| (Some(who), tx));
                // A form may be long in coming, and what it does begins when it is there.
                let begun = Begun::new(tx.filter(|_| !posted));
                let caller = Caller { house: &self.house, route, visit: &visit, who, frame, begun };
                if posted { caller.act(&mut request).await } else { caller.look(&request).await }
            }
        };
        response.set_data(Template(self.path));
        Ok(response)
    }
}

/// The template of the route that answered, for the log and the metrics.
#[derive(Clone, Copy)]
pub struct Template(pub &'static str);

/// Somebody at the door.
struct Caller<'a> {
    house: &'a House,
    route: &'a Route,
    visit: &'a Visit,
    who: Option<Who>,
    frame: Frame,
    begun: Begun,
}

impl Caller<'_> {
    /// Somebody who wants to see a page.
    async fn look(self, request: &Request) -> Response {
        if !origin::may_get(&self.visit.headers) {
            return self.problem(Problem::NotYours("This page can only be opened by itself.".to_owned()), &Filled::new());
        }
        if let Some(must) = self.must_first() {
            let next = cookies::encode(&self.visit.address);
            return reply::redirect(&format!("{}?next={next}", must.page()), None, &Cookie::Keep);
        }
        match self.may_enter() {
            Err(Problem::SignIn) => return self.to_sign_in(),
            Err(problem) => return self.problem(problem, &Filled::new()),
            Ok(()) => {}
        }
        let (visit, frame) = (self.visit, self.frame.clone());
        let had_been_told = frame.told.is_some();
        let answer = self.ask(request, Filled::new()).await;
        let shows_a_page = matches!(answer, Ok(Reply::Page(_)));
        let mut response = respond(answer, &frame, visit, &Filled::new());
        // Said once.
        if had_been_told
            && shows_a_page
            && let Some(cookie) = cookies::clear(cookies::TOLD)
        {
            response.headers_mut().append(http::header::SET_COOKIE, cookie);
        }
        response
    }

    /// Somebody who has sent a form.
    async fn act(self, request: &mut Request) -> Response {
        if !origin::may_post(&self.visit.headers, self.house.app.settings.web.public.origin()) {
            let sentence = "This form was sent by a page that is not ours, so nothing was done with it.";
            return self.problem(Problem::NotYours(sentence.to_owned()), &Filled::new());
        }
        let media_type = request.content_type().unwrap_or_default().to_owned();
        // A stranger may send a form of ordinary size, so that what they typed can be shown to them, but not a large file.
        let most = if self.may_enter().is_ok() { self.house.most(self.route.most) } else { FORM };
        let bytes = match body::read(request, most).await {
            Ok(bytes) => bytes,
            Err(Trouble::TooLarge) if self.route.most == FORM => {
                let form = Problem::TooLarge { what: "A form without a file", megabytes: FORM_MEGABYTES };
                return self.problem(form, &Filled::new());
            }
            Err(Trouble::TooLarge) => return self.problem(self.house.too_large(), &Filled::new()),
            Err(Trouble::Unfinished) => {
                return self
                    .problem(Problem::NotYours("The form did not arrive whole. Nothing was saved.".to_owned()), &Filled::new());
            }
        };
        let Ok(f) = Filled::from_body(&media_type, bytes).await else {
            return self.problem(Problem::NotYours("What was sent is not a form. Nothing was saved.".to_owned()), &Filled::new());
        };
        let words = f.words();
        // There is room beside a file for the other fields, so one that is a little too large comes in whole.
        if f.largest_upload() > self.house.app.settings.web.upload_limit {
            return self.problem(self.house.too_large(), &words);
        }
        if self.must_first().is_some() {
            let sentence =
                "Your second factor comes first. Open the first page again, give it or set it up, and then send this again.";
            return self.problem(Problem::NotYours(sentence.to_owned()), &words);
        }
        if let Err(problem) = self.may_enter().and_then(|()| self.is_own_form(&f)).and_then(|()| self.is_marked(&f)) {
            return self.problem(problem, &words);
        }
        let (visit, frame) = (self.visit, self.frame.clone());
        let place = self.place_for(&f);
        let mut outcome = match &place {
            Some(place) => Some(place.lock().await),
            None => None,
        };
        match outcome.as_ref().and_then(|outcome| outcome.as_ref()) {
            Some(Outcome::Sent(to, told)) => return reply::redirect(to, *told, &Cookie::Keep),
            Some(Outcome::Shown) => return self.problem(Problem::not_now(SHOWN), &Filled::new()),
            None => {}
        }
        let answer = self.ask(request, f).await;
        if let Some(outcome) = outcome.as_mut() {
            **outcome = match &answer {
                Ok(Reply::Redirect { to, told, session: Cookie::Keep }) => Some(Outcome::Sent(to.clone(), *told)),
                Ok(Reply::Page(_)) => Some(Outcome::Shown),
                Ok(_) | Err(_) => None,
            };
        }
        respond(answer, &frame, visit, &words)
    }

    /// v5.0.0-6.3.3: what the person must do before this page is open to them.
    fn must_first(&self) -> Option<Must> {
        let must = self.who.as_ref()?.must?;
        (self.route.guard != Guard::Public && !must.opens(&self.visit.path)).then_some(must)
    }

    /// What the door itself keeps. Partnerships and reviews are kept by the page, which can do nothing without a grant.
    fn may_enter(&self) -> Result<(), Problem> {
        match (self.route.guard, &self.who) {
            (Guard::Public, _) => Ok(()),
            (Guard::SignedIn | Guard::Partnership(_) | Guard::Review(_) | Guard::Admin, None) => Err(Problem::SignIn),
            (Guard::Admin, Some(who)) if !who::administers(&who.actor) => {
                Err(Problem::NotYours("Only a system administrator can do this.".to_owned()))
            }
            (Guard::SignedIn | Guard::Partnership(_) | Guard::Review(_) | Guard::Admin, Some(_)) => Ok(()),
        }
    }

    /// v5.0.0-3.5.1: the form carries the word of this session.
    fn is_own_form(&self, f: &Filled) -> Result<(), Problem> {
        let Some(who) = &self.who else { return Ok(()) };
        if bool::from(f.get("_token").as_bytes().ct_eq(who.form_token().as_bytes())) {
            return Ok(());
        }
        let sentence = "This page is from before you signed in. Nothing was saved. Open it again and send it from there.";
        Err(Problem::NotYours(sentence.to_owned()))
    }

    /// The form carries the word of one showing of its page, by which a second sending is known: a route that makes something would make it
    /// again. One rule for all of them, so that none is forgotten.
    fn is_marked(&self, f: &Filled) -> Result<(), Problem> {
        if self.who.is_none() || !f.get("_once").is_empty() { Ok(()) } else { Err(Problem::NotYours(UNMARKED.to_owned())) }
    }

    /// Where the outcome of this form is remembered; nowhere for those who are not signed in.
    fn place_for(&self, f: &Filled) -> Option<super::once::Place> {
        let who = self.who.as_ref()?;
        Some(self.house.once.place(self.house.app.clock.now(), who.form_token(), &self.visit.path, f))
    }

    async fn ask(self, request: &Request, body: Filled) -> Answer {
        let ask = Ask {
            app: self.house.app.clone(),
            who: self.who,
            peer: self.visit.peer.clone(),
            frame: self.frame,
            params: request.path_params().unwrap_or_default(),
            query: Filled::from_urlencoded(request.uri().query().unwrap_or_default().as_bytes()),
            body,
            begun: self.begun,
        };
        (self.route.page)(ask).await
    }

    fn problem(&self, problem: Problem, f: &Filled) -> Response {
        problems::response(problem, &self.frame, &self.visit.id, f)
    }

    fn to_sign_in(&self) -> Response {
        let next = if self.visit.path == "/" { String::new() } else { format!("?next={}", cookies::encode(&self.visit.address)) };
        let had_a_session = cookies::find(&self.visit.headers, cookies::SESSION).is_some_and(|word| !word.is_empty());
        // The word of a session that is over goes, so that this is said once.
        let (told, session) = if had_a_session { (Some(ENDED), Cookie::Clear) } else { (None, Cookie::Keep) };
        reply::redirect(&format!("/sign-in{next}"), told, &session)
    }
}

fn respond(answer: Answer, frame: &Frame, visit: &Visit, f: &Filled) -> Response {
    match answer {
        Ok(reply) => reply::response(reply),
        Err(problem) => problems::response(problem, frame, &visit.id, f),
    }
}
