//! A person at the pages: opens them, fills their forms in, sends them, and follows where they lead. Everything that the demonstration
//! holds came in this way, through the same doors as a person's own work.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use http::{Method, StatusCode, header};
use poem::{Endpoint as _, Request};

use super::html::{self, Field, Form, Kind};
use super::shift::Shift;
use crate::web::Outer;

/// Most redirects that are followed.
const STEPS: usize = 8;

/// Why a story cannot go on: where, and what the page said.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Stuck(pub String);

/// A page as it came.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its status.
    pub status: StatusCode,
    /// Where it is, after every redirect.
    pub path: String,
    /// What it says, with its tags.
    pub html: String,
}

impl Page {
    /// Its words, without tags, with single spaces.
    #[must_use]
    pub fn words(&self) -> String {
        html::words(&self.html)
    }

    /// Whether it says this.
    #[must_use]
    pub fn says(&self, words: &str) -> bool {
        self.words().contains(words)
    }

    /// The address of the first link with these words.
    ///
    /// # Errors
    /// When there is none.
    pub fn link(&self, words: &str) -> Result<String, Stuck> {
        let links = html::links(&self.html);
        let found = links.iter().find(|(_, said)| said == words).or_else(|| links.iter().find(|(_, said)| said.contains(words)));
        found.map(|(to, _)| to.clone()).ok_or_else(|| Stuck(format!("{} has no link “{words}”", self.path)))
    }

    /// Where its links lead, with their words.
    #[must_use]
    pub fn links(&self) -> Vec<(String, String)> {
        html::links(&self.html)
    }

    /// The first field whose name begins so.
    #[must_use]
    pub fn field_beginning(&self, name: &str) -> Option<String> {
        self.fields_beginning(name).into_iter().next()
    }

    /// The fields whose names begin so, each once.
    #[must_use]
    pub fn fields_beginning(&self, name: &str) -> Vec<String> {
        let forms = html::forms(&self.html);
        let fields = forms.iter().flat_map(|form| &form.fields).filter(|field| field.name.starts_with(name));
        let mut found: Vec<_> = fields.map(|field| field.name.clone()).collect();
        found.dedup();
        found
    }

    /// What can be chosen from under this name.
    #[must_use]
    pub fn choices(&self, name: &str) -> Vec<String> {
        let forms = html::forms(&self.html);
        let fields = forms.iter().flat_map(|form| &form.fields).filter(|field| field.name == name);
        fields.map(|field| field.value.clone()).collect()
    }

    /// What it says is wrong, in one line.
    #[must_use]
    pub fn complaint(&self) -> String {
        let errors = html::errors(&self.html);
        if errors.is_empty() { self.words().chars().skip(60).take(600).collect() } else { errors.join("; ") }
    }

    /// The form that has these fields, filled in. With words, the one whose button says them.
    ///
    /// # Errors
    /// When the form or a field is not there.
    pub fn fill(&self, button: Option<&str>, fields: &[(&str, &str)]) -> Result<Filling, Stuck> {
        let form = self.form(&Wanted { button, fields, action: None })?;
        Filling::new(form, fields, button).map_err(|problem| Stuck(format!("{}: {problem}", self.path)))
    }

    /// The form whose action is `action`, or that has all these fields, or that has a button with these words.
    fn form(&self, wanted: &Wanted<'_>) -> Result<Form, Stuck> {
        let forms = html::forms(&self.html);
        let fits = |form: &&Form| {
            form.posts
                && form.action != "/sign-out"
                && wanted.action.is_none_or(|action| form.action == action)
                && wanted.button.is_none_or(|words| button(form, words).is_some())
                && wanted.fields.iter().all(|(name, _)| has(form, name))
        };
        forms.iter().find(fits).cloned().ok_or_else(|| Stuck(self.no_form(wanted, &forms)))
    }

    fn no_form(&self, wanted: &Wanted<'_>, forms: &[Form]) -> String {
        let mut out = format!("{} ({}) has no form with", self.path, self.status);
        for (name, _) in wanted.fields {
            let _ = write!(out, " {name}");
        }
        let _ = write!(out, " {} {}; it has:", wanted.button.unwrap_or_default(), wanted.action.unwrap_or_default());
        for form in forms.iter().filter(|form| form.posts && form.action != "/sign-out") {
            let mut names: Vec<&str> = form.fields.iter().map(|field| field.name.as_str()).collect();
            names.dedup();
            let buttons: Vec<&str> = form.buttons.iter().map(|(_, _, words)| words.as_str()).collect();
            let _ = write!(out, " [{} {names:?} {buttons:?}]", form.action);
        }
        let said = self.words();
        let from = said.find("You cannot").unwrap_or(0);
        let _ = write!(out, " It says: {}", said.chars().skip(from).take(400).collect::<String>());
        out
    }
}

#[derive(Default)]
struct Wanted<'a> {
    action: Option<&'a str>,
    button: Option<&'a str>,
    fields: &'a [(&'a str, &'a str)],
}

fn has(form: &Form, name: &str) -> bool {
    let day = format!("{name}-day");
    form.fields.iter().any(|field| field.name == name || field.name == day || field.label == name)
}

fn button<'a>(form: &'a Form, words: &str) -> Option<&'a (String, String, String)> {
    form.buttons
        .iter()
        .find(|(_, _, said)| said == words)
        .or_else(|| form.buttons.iter().find(|(_, _, said)| said.contains(words)))
}

/// A form filled in and not yet sent.
#[derive(Clone, Debug)]
pub struct Filling {
    /// Where it goes.
    pub action: String,
    /// What it sends.
    pub pairs: Vec<(String, String)>,
    files: Vec<(String, String)>,
    multipart: bool,
}

impl Filling {
    fn new(form: Form, fields: &[(&str, &str)], words: Option<&str>) -> Result<Filling, String> {
        let pressed = match words {
            Some(words) => button(&form, words).cloned(),
            None => form.buttons.first().cloned(),
        };
        let Form { action, multipart, fields: mut parts, .. } = form;
        let mut files = Vec::new();
        let mut began: Vec<String> = Vec::new();
        for (name, value) in fields {
            let first = !began.iter().any(|each| each == name);
            began.push((*name).to_owned());
            set(&mut parts, name, value, first, &mut files)?;
        }
        let mut pairs: Vec<_> = parts.into_iter().filter(|field| field.on).map(|field| (field.name, field.value)).collect();
        pairs.extend(pressed.filter(|(name, _, _)| !name.is_empty()).map(|(name, value, _)| (name, value)));
        Ok(Filling { action, pairs, files, multipart })
    }

    /// Its media type and what is sent.
    #[must_use]
    pub fn body(&self) -> (String, Vec<u8>) {
        if !self.multipart {
            let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.pairs).finish();
            return ("application/x-www-form-urlencoded".to_owned(), body.into_bytes());
        }
        let mut body = String::new();
        for (name, value) in &self.pairs {
            let _ = write!(body, "--part\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        }
        for (name, text) in &self.files {
            let _ = write!(
                body,
                "--part\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"return.txt\"\r\nContent-Type: text/plain\r\n\r\n{text}\r\n"
            );
        }
        body.push_str("--part--\r\n");
        ("multipart/form-data; boundary=part".to_owned(), body.into_bytes())
    }
}

/// Sets a field by its name or by the words beside it. A date is given as year-month-day; something to choose by its value or its words.
fn set(fields: &mut [Field], name: &str, value: &str, first: bool, files: &mut Vec<(String, String)>) -> Result<(), String> {
    if !fields.iter().any(|field| field.name == name)
        && let Ok(day) = value.parse::<NaiveDate>()
        && fields.iter().any(|field| field.name == format!("{name}-day"))
    {
        for (part, format) in [("day", "%-d"), ("month", "%-m"), ("year", "%Y")] {
            set(fields, &format!("{name}-{part}"), &day.format(format).to_string(), true, files)?;
        }
        return Ok(());
    }
    let by_label = fields.iter().find(|field| field.label == name).map(|field| field.name.clone());
    let real = if fields.iter().any(|field| field.name == name) { name.to_owned() } else { by_label.unwrap_or_default() };
    let mut those: Vec<&mut Field> = fields.iter_mut().filter(|field| field.name == real).collect();
    let Some(kind) = those.first().map(|field| field.kind) else { return Err(format!("there is no field {name}")) };
    match kind {
        Kind::Written => {
            if let Some(field) = those.first_mut() {
                value.clone_into(&mut field.value);
            }
        }
        Kind::File => files.push((real, value.to_owned())),
        Kind::OneOf | Kind::AnyOf => {
            let at = those
                .iter()
                .position(|field| field.value == value)
                .or_else(|| those.iter().position(|field| field.label == value))
                .or_else(|| those.iter().position(|field| field.label.contains(value)));
            let Some(at) = at else {
                let offered: Vec<String> = those.iter().map(|field| format!("{} ({})", field.value, field.label)).collect();
                return Err(format!("{name} offers no {value}, only {}", offered.join(", ")));
            };
            if kind == Kind::OneOf || first {
                for field in &mut those {
                    field.on = false;
                }
            }
            those[at].on = true;
        }
    }
    Ok(())
}

/// A person with a browser of their own.
#[derive(Clone)]
pub struct Browser {
    endpoint: Arc<Outer>,
    cookies: Arc<Mutex<Vec<(String, String)>>>,
    /// Called before every request: it is given time.
    tick: Arc<dyn Fn() + Send + Sync>,
    shift: Shift,
}

impl Browser {
    /// A browser that has visited nothing yet. `tick` is called before every request, for a clock that is moved by hand.
    #[must_use]
    pub fn new(endpoint: Arc<Outer>, tick: Arc<dyn Fn() + Send + Sync>) -> Browser {
        Browser { endpoint, cookies: Arc::default(), tick, shift: Shift::default() }
    }

    /// The same browser in the hands of somebody who types the dates of a story that is told earlier or later.
    #[must_use]
    pub fn shifted(self, shift: Shift) -> Browser {
        Browser { shift, ..self }
    }

    /// Takes a session that was begun for it.
    pub fn carry(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        cookies.retain(|(each, _)| each != name);
        if !value.is_empty() {
            cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    /// One request and its answer, without following it.
    pub async fn ask(&self, method: Method, path: &str, body: Option<(String, Vec<u8>)>) -> (Page, Option<String>) {
        (self.tick)();
        let Ok(uri) = path.parse() else { return (nowhere(path), None) };
        let mut request = Request::builder().method(method).uri(uri).header("sec-fetch-site", "same-origin");
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if !cookies.is_empty() {
            let line: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, line.join("; "));
        }
        let request = match body {
            Some((kind, bytes)) => request.content_type(&kind).body(bytes),
            None => request.finish(),
        };
        let mut response = match self.endpoint.call(request).await {
            Ok(response) => response,
            Err(problem) => problem.into_response(),
        };
        for line in response.headers().get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok()) {
            let pair = line.split(';').next().and_then(|pair| pair.split_once('='));
            if let Some((name, value)) = pair {
                self.carry(name, value);
            }
        }
        let to = response.headers().get(header::LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        let html = match response.take_body().into_vec().await {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(_) => String::new(),
        };
        (Page { status: response.status(), path: path.to_owned(), html }, to)
    }

    /// A page, after every redirect, whatever its status.
    pub async fn visit(&self, path: &str) -> Page {
        let (page, to) = self.ask(Method::GET, path, None).await;
        self.follow(page, to).await
    }

    async fn follow(&self, mut page: Page, mut to: Option<String>) -> Page {
        for _ in 0..STEPS {
            let Some(next) = to.take().filter(|_| page.status.is_redirection()) else { break };
            (page, to) = self.ask(Method::GET, &next, None).await;
        }
        page
    }

    /// A page that is there and may be seen.
    ///
    /// # Errors
    /// When it is not, or may not.
    pub async fn open(&self, path: &str) -> Result<Page, Stuck> {
        let page = self.visit(path).await;
        if page.status.is_success() {
            return Ok(page);
        }
        Err(Stuck(format!("{path} answers {}: {}", page.status, page.complaint())))
    }

    /// The form on the page at `path` that has these fields, filled in. With words, the button that says them.
    ///
    /// # Errors
    /// When the page, the form or a field is not there.
    pub async fn fill(&self, path: &str, button: Option<&str>, fields: &[(&str, &str)]) -> Result<Filling, Stuck> {
        let typed: Vec<(&str, Cow<'_, str>)> = fields.iter().map(|(name, value)| (*name, self.shift.words(value))).collect();
        let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        self.open(path).await?.fill(button, &typed)
    }

    /// Sends a form and follows where it leads, whatever its status.
    pub async fn send_filled(&self, filling: &Filling) -> Page {
        let (page, to) = self.ask(Method::POST, &filling.action, Some(filling.body())).await;
        self.follow(page, to).await
    }

    /// Opens the page at `path`, fills in the form that has these fields, and sends it.
    ///
    /// # Errors
    /// When there is no such form, or what was sent is refused.
    pub async fn send(&self, path: &str, fields: &[(&str, &str)]) -> Result<Page, Stuck> {
        self.send_by(path, None, fields).await
    }

    /// As [`Self::send`], by the button that says `words`.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub async fn press(&self, path: &str, words: &str, fields: &[(&str, &str)]) -> Result<Page, Stuck> {
        self.send_by(path, Some(words), fields).await
    }

    async fn send_by(&self, path: &str, button: Option<&str>, fields: &[(&str, &str)]) -> Result<Page, Stuck> {
        let filling = self.fill(path, button, fields).await?;
        let page = self.send_filled(&filling).await;
        if page.status.is_success() {
            return Ok(page);
        }
        Err(Stuck(format!("{path}, sent to {}, answers {}: {}", filling.action, page.status, page.complaint())))
    }
}

fn nowhere(path: &str) -> Page {
    Page { status: StatusCode::BAD_REQUEST, path: path.to_owned(), html: String::new() }
}
