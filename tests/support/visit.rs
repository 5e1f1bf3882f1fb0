//! Somebody of the world with a browser: the whole site, as it is served.

use std::sync::Arc;

use dardr::access::sessions;
use dardr::demo::Browser;
use dardr::duties::{Kind, everywhere};
use dardr::ids::PersonId;
use dardr::reviews;
use dardr::web::{endpoint, routes};

use super::World;

impl World {
    /// A session of this person: what the cookie holds.
    pub async fn session(&self, person: PersonId) -> String {
        let mut tx = self.store.write().await.unwrap();
        let cookie = sessions::begin(&mut tx, &self.keyring(), person, true).await.unwrap();
        tx.commit().await.unwrap();
        cookie
    }

    /// A browser in which this person has signed in.
    pub async fn visit(&self, person: PersonId) -> Browser {
        let cookie = self.session(person).await;
        let site = endpoint(self.app().await, None, routes::table(), vec![]);
        let browser = Browser::new(Arc::new(site), Arc::new(|| {}));
        browser.carry("__Host-dardr", &cookie);
        browser
    }

    /// What waits for this person, in the order in which they see it. The place of each opens for them.
    pub async fn waits(&self, person: PersonId) -> Vec<Kind> {
        let actor = self.actor(person).await;
        let mut tx = self.store.read().await.unwrap();
        let clocked = reviews::clocked(&mut tx, &actor).await.unwrap();
        let duties = everywhere(&mut tx, &actor, &clocked).await.unwrap();
        drop(tx);
        let browser = self.visit(person).await;
        for duty in &duties {
            browser.open(&duty.place()).await.unwrap();
        }
        let page = browser.open("/my-work").await.unwrap();
        for duty in &duties {
            assert!(page.links().iter().any(|(to, _)| *to == duty.place()), "{}", page.words());
        }
        duties.into_iter().map(|duty| duty.kind).collect()
    }
}
