//! Somebody of the world with a browser: the whole site, as it is served.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use dardr::access::sessions;
use dardr::demo::Browser;
use dardr::duties::{Kind, everywhere};
use dardr::ids::PersonId;
use dardr::reviews;
use dardr::store::sql;
use dardr::web::{endpoint, routes};

use http::{Method, StatusCode};

use super::World;

/// The mark of one showing of a form, another each time.
pub fn showing() -> String {
    static SHOWN: AtomicU64 = AtomicU64::new(1);
    format!("showing {}", SHOWN.fetch_add(1, Ordering::Relaxed))
}

/// Sends the form of a page that makes something, as a program does that leaves its mark out, and as a browser does twice with it. Gives how
/// many there are of what it makes: before, after the first two sendings, and after the others.
pub async fn sent_again_and_again(
    world: &World,
    browser: &Browser,
    (at, fields): (&str, &[(&str, &str)]),
    table: &str,
) -> [i64; 3] {
    let count = async || {
        let mut tx = world.store.read().await.unwrap();
        sql(match table {
            "recommendation" => "SELECT COUNT(*) FROM recommendation",
            "family_contact" => "SELECT COUNT(*) FROM family_contact",
            other => panic!("nobody counts {other}"),
        })
        .scalar(&mut tx)
        .await
        .unwrap()
    };
    let before = count().await;
    let filled = browser.fill(at, None, fields).await.unwrap();
    let (kind, body) = filled.body();
    let bare: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().filter(|(name, _)| name != "_once").collect();
    assert_eq!(kind, "application/x-www-form-urlencoded");
    let bare = form_urlencoded::Serializer::new(String::new()).extend_pairs(bare).finish();
    for _ in 0..2 {
        let (page, to) = browser.ask(Method::POST, at, Some((kind.clone(), bare.clone().into_bytes()))).await;
        assert_eq!((page.status, to), (StatusCode::FORBIDDEN, None), "{}", page.words());
    }
    let unmarked = count().await;
    for _ in 0..3 {
        assert_eq!(browser.send_filled(&filled).await.status, StatusCode::OK);
    }
    [before, unmarked, count().await]
}

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
