//! When each session was last used, written down behind the pages: who only reads does not wait for a turn to write.
//!
//! What is not written yet counts already, so a session ends neither earlier nor later for it. It is remembered by this instance alone; a
//! deployment that falls over forgets the last requests, and a session then ends a little early.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};

use crate::access::sessions::{self, Mark};
use crate::app::App;
use crate::store::Stored;

/// The sessions whose last use is still to be written.
#[derive(Clone, Default)]
pub struct Seen(Arc<Mutex<Waiting>>);

#[derive(Default)]
struct Waiting {
    uses: HashMap<Mark, DateTime<Utc>>,
    /// Whether somebody is at it.
    writing: bool,
}

impl Seen {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The last use of this session that is not written yet.
    pub fn last(&self, session: &Mark) -> Option<DateTime<Utc>> {
        self.waiting().uses.get(session).copied()
    }

    /// Sees to it that this use is written, without waiting for it.
    pub fn note(&self, app: &Arc<App>, session: Mark, at: DateTime<Utc>) {
        let mut waiting = self.waiting();
        let known = waiting.uses.entry(session).or_insert(at);
        *known = at.max(*known);
        if !waiting.writing {
            waiting.writing = true;
            tokio::spawn(self.clone().write(Arc::clone(app)));
        }
    }

    async fn write(self, app: Arc<App>) {
        loop {
            match self.write_once(&app).await {
                Ok(true) => {}
                Ok(false) => return,
                // What cannot be written now is written with the next use.
                Err(_) => {
                    self.waiting().writing = false;
                    return;
                }
            }
        }
    }

    /// Writes what waits, all in one turn, and says whether more has come since.
    async fn write_once(&self, app: &App) -> Stored<bool> {
        let mut tx = app.store.write().await?;
        let uses: Vec<(Mark, DateTime<Utc>)> = self.waiting().uses.iter().map(|(mark, at)| (mark.clone(), *at)).collect();
        for (session, at) in &uses {
            sessions::touch(&mut tx, session, *at).await?;
        }
        tx.commit().await?;
        let mut waiting = self.waiting();
        for (session, at) in uses {
            if waiting.uses.get(&session) == Some(&at) {
                waiting.uses.remove(&session);
            }
        }
        waiting.writing = !waiting.uses.is_empty();
        Ok(waiting.writing)
    }
}
