//! A row of the routes table: where, who, what.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::{Answer, Ask};

/// Who may come in. `Public`, `SignedIn` and `Admin` are kept by the door; what concerns a partnership or a review is kept
/// by the page function, which cannot read or change a case without a grant. A test visits every route as nobody, as the
/// wrong person and as the right one, and the table is checked in as text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Guard {
    /// Anybody.
    Public,
    /// Anybody who is signed in.
    SignedIn,
    /// Who holds a post in the partnership, by the name of what the post must allow.
    Partnership(&'static str),
    /// Who holds this right in the review.
    Review(&'static str),
    /// A system administrator, who sees no case.
    Admin,
}

impl fmt::Display for Guard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Guard::Public => out.write_str("public"),
            Guard::SignedIn => out.write_str("signed in"),
            Guard::Partnership(what) => write!(out, "partnership: {what}"),
            Guard::Review(right) => write!(out, "review: {right}"),
            Guard::Admin => out.write_str("administrator"),
        }
    }
}

/// GET, which changes nothing, or POST.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Looks.
    Get,
    /// Does.
    Post,
}

impl fmt::Display for Method {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(match self {
            Method::Get => "GET",
            Method::Post => "POST",
        })
    }
}

type Answering = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// A page function, boxed.
pub type PageFn = Arc<dyn Fn(Ask) -> Answering + Send + Sync>;

/// A row of the routes table.
#[derive(Clone)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with `:name` for each part that varies.
    pub path: &'static str,
    /// Who may come in.
    pub guard: Guard,
    /// The largest body in bytes.
    pub most: usize,
    /// What answers.
    pub page: PageFn,
}

/// A form of text: 200,000 characters of four bytes each, three characters a byte when encoded, and room for the rest.
pub const FORM: usize = 4 * 1024 * 1024;

/// A form with a file: as large as the settings allow.
pub const UPLOAD: usize = usize::MAX;

fn route<F, A>(method: Method, path: &'static str, guard: Guard, most: usize, page: F) -> Route
where
    F: Fn(Ask) -> A + Send + Sync + 'static,
    A: Future<Output = Answer> + Send + 'static,
{
    Route { method, path, guard, most, page: Arc::new(move |ask| Box::pin(page(ask))) }
}

/// A page to look at.
pub fn get<F, A>(path: &'static str, guard: Guard, page: F) -> Route
where
    F: Fn(Ask) -> A + Send + Sync + 'static,
    A: Future<Output = Answer> + Send + 'static,
{
    route(Method::Get, path, guard, 0, page)
}

/// A form that is sent.
pub fn post<F, A>(path: &'static str, guard: Guard, page: F) -> Route
where
    F: Fn(Ask) -> A + Send + Sync + 'static,
    A: Future<Output = Answer> + Send + 'static,
{
    route(Method::Post, path, guard, FORM, page)
}

/// A form that is sent with a file.
pub fn upload<F, A>(path: &'static str, guard: Guard, page: F) -> Route
where
    F: Fn(Ask) -> A + Send + Sync + 'static,
    A: Future<Output = Answer> + Send + 'static,
{
    route(Method::Post, path, guard, UPLOAD, page)
}

impl fmt::Debug for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?} {} ({})", self.method, self.path, self.guard)
    }
}
