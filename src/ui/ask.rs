//! What a page function is asked: by whom, for what, with what.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use crate::access::sessions::Session;
use crate::access::{Actor, Must};
use crate::app::App;
use crate::base::{Chance, hex};
use crate::store::{Stored, Tx};

use super::{Answer, Filled, Frame, Page, Problem, Reply, Seal};

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Who {
    /// The person, with their posts of today.
    pub actor: Actor,
    /// Their session; none when a token acts for them.
    pub session: Option<Session>,
    /// What they must still do before anything else is open to them.
    pub must: Option<Must>,
}

/// A request, when it has come through the door: its session is found, its form token is right, its body is read.
pub struct Ask {
    /// The program's parts.
    pub app: Arc<App>,
    /// Who asks; nobody on public routes.
    pub who: Option<Who>,
    /// The address that the request came from, for throttling; never kept with a case.
    pub peer: String,
    /// What stands round the page.
    pub frame: Frame,
    pub(crate) params: HashMap<String, String>,
    pub(crate) query: Filled,
    pub(crate) body: Filled,
    pub(crate) begun: Begun,
}

/// The transaction in which the session was found, for a page that only looks: it sees one state of the database from the
/// session to the last row, and waits for one connection and not for two.
#[derive(Default)]
pub(crate) struct Begun(Mutex<Option<Tx>>);

impl Begun {
    pub(crate) fn new(tx: Option<Tx>) -> Self {
        Self(Mutex::new(tx))
    }

    fn take(&self) -> Option<Tx> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Who {
    /// The word that the forms of their session carry; empty when a token acts.
    pub(crate) fn form_token(&self) -> &str {
        self.session.as_ref().map_or("", |session| session.form_token.as_str())
    }
}

impl Ask {
    /// The person who asks. On a route that is not public there always is one.
    ///
    /// # Errors
    /// [`Problem::SignIn`] when nobody is signed in.
    pub fn actor(&self) -> Result<&Actor, Problem> {
        self.who.as_ref().map(|who| &who.actor).ok_or(Problem::SignIn)
    }

    /// The session of the person who asks.
    ///
    /// # Errors
    /// [`Problem::SignIn`] when nobody is signed in.
    pub fn session(&self) -> Result<&Session, Problem> {
        self.who.as_ref().and_then(|who| who.session.as_ref()).ok_or(Problem::SignIn)
    }

    /// A transaction that only reads: the first time that in which the session was found, where there is one.
    ///
    /// # Errors
    /// When the database cannot be reached or is too busy.
    pub async fn read(&self) -> Stored<Tx> {
        match self.begun.take() {
            Some(tx) => Ok(tx),
            None => self.app.store.read().await,
        }
    }

    /// A transaction that may write. Who waits for one holds no other, or all connections could be held by people who wait.
    ///
    /// # Errors
    /// When the database cannot be reached or is too busy.
    pub async fn write(&self) -> Stored<Tx> {
        drop(self.begun.take());
        self.app.store.write().await
    }

    /// A varying part of the path: `ask.param::<ReviewId>("review")?`.
    ///
    /// # Errors
    /// [`Problem::NotThere`] when it cannot be what it should be.
    pub fn param<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        let found = self.params.get(name).and_then(|value| value.parse().ok());
        found.ok_or(Problem::NotThere)
    }

    /// A value of the query; empty if there is none.
    pub fn query(&self, name: &str) -> &str {
        self.query.get(name)
    }

    /// The whole query as the values of a search form.
    pub fn searched(&self) -> Filled {
        self.query.clone()
    }

    /// The posted form. It is handed out once, because it may hold a file.
    pub fn filled(&mut self) -> Filled {
        std::mem::take(&mut self.body)
    }

    /// A page of the list, from `?page=`, counted from 1.
    pub fn page_number(&self) -> usize {
        self.query("page").parse().ok().filter(|page| *page > 0).unwrap_or(1)
    }

    /// The path that was asked for.
    pub fn path(&self) -> &str {
        &self.frame.path
    }

    /// What the forms of the page carry.
    pub fn seal(&self) -> Seal {
        self.frame.seal.clone()
    }

    /// Shows a page.
    ///
    /// # Errors
    /// None; it is an [`Answer`] so that it can end a page function.
    pub fn show(&self, page: Page) -> Answer {
        Ok(Reply::Page(page.show(&self.frame)))
    }

    /// Shows a page again with what is wrong in its form: 422, the error summary above it, "Error:" in its title.
    ///
    /// # Errors
    /// None; it is an [`Answer`] so that it can end a page function.
    pub fn refill(&self, page: Page, f: &Filled) -> Answer {
        Ok(Reply::Refill { page: page.show_errors(&self.frame, f), errors: f.errors().to_vec() })
    }
}

/// A random word of 128 bits in hexadecimal.
pub(crate) fn random_word(chance: &dyn Chance) -> String {
    let mut bytes = [0; 16];
    chance.fill(&mut bytes);
    hex(&bytes)
}
