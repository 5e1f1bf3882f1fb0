//! An invented partnership with the people that most tests need.

use std::sync::Arc;

use dardr::access::{self, Actor};
use dardr::app::App;
use dardr::audit::Doer;
use dardr::base::Clock as _;
use dardr::ids::{DocumentId, OrganisationId, PersonId, ReviewId};
use dardr::keyring::Keyring;
use dardr::outbox::Mailer;
use dardr::process::{Regime, Role};
use dardr::reviews::{self, NewReview};
use dardr::settings::{Settings, Source};
use dardr::store::{Tx, sql};
use dardr::typeset::Typesetter;

use super::World;

impl World {
    /// The keyring of this world: the same folder each time it is asked for.
    pub fn keyring(&self) -> Keyring {
        Keyring::open(&self.directory().join("keys"), &self.directory().join("deployment.key"), Arc::clone(&self.chance) as _)
            .unwrap()
    }

    /// The whole program on this world, its mail kept in memory.
    pub async fn app(&self) -> Arc<App> {
        let at = |name: &str| self.directory().join(name).display().to_string();
        let source: Source = [
            ("DARDR_DATABASE", self.url.clone()),
            ("DARDR_KEYS", at("keys")),
            ("DARDR_DEPLOYMENT_KEY", at("deployment.key")),
            ("DARDR_MAIL", format!("folder:{}", at("mail"))),
            ("DARDR_MAIL_FROM", "reviews@wyreham.example".into()),
            ("DARDR_PUBLIC_ADDRESS", "http://127.0.0.1:8080".into()),
        ]
        .into_iter()
        .collect();
        Arc::new(App {
            store: self.store.clone(),
            keyring: self.keyring(),
            clock: Arc::clone(&self.clock) as _,
            chance: Arc::clone(&self.chance) as _,
            typesetter: Typesetter::new(env!("CARGO_BIN_EXE_dardr").into()),
            mailer: Mailer::memory(),
            settings: Settings::read(&source).unwrap(),
        })
    }

    /// A partnership with this code.
    pub async fn partnership(&self, code: &str, name: &str) -> OrganisationId {
        let id = self.organisation("partnership", name).await;
        let mut tx = self.store.write().await.unwrap();
        sql("INSERT INTO partnership (organisation, code, nation, display_term, letterhead) VALUES ($1, $2, 'england', 'DHR', $3)")
            .bind(id)
            .bind(code)
            .bind(serde_json::json!({}))
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// An organisation of this kind: partnership, agency, board, regional.
    pub async fn organisation(&self, kind: &str, name: &str) -> OrganisationId {
        let mut tx = self.store.write().await.unwrap();
        let id: OrganisationId = tx.id();
        sql("INSERT INTO organisation (id, kind, name, short_name, statutory_duty) VALUES ($1, $2, $3, $3, $4)")
            .bind(id)
            .bind(kind)
            .bind(name)
            .bind(kind == "agency")
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// A person, without a password, who holds this post from the beginning.
    pub async fn person(&self, name: &str, role: Role, organisation: OrganisationId) -> PersonId {
        let mut tx = self.store.write().await.unwrap();
        let id: PersonId = tx.id();
        let (now, today) = (tx.now(), tx.today());
        let email = format!("{}@{}.example", name.to_lowercase().replace(' ', "."), id);
        sql("INSERT INTO person (id, name, email, created_at) VALUES ($1, $2, $3, $4)")
            .bind(id)
            .bind(name)
            .bind(email)
            .bind(now)
            .run(&mut tx)
            .await
            .unwrap();
        let post: PersonId = tx.id();
        sql("INSERT INTO post (id, person, organisation, role, begins) VALUES ($1, $2, $3, $4, $5)")
            .bind(post)
            .bind(id)
            .bind(organisation)
            .bind(role)
            .bind(today - chrono::Days::new(3_000))
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        id
    }

    /// Somebody whom a partnership invited without a post in it, as it does an independent chair.
    pub async fn independent(&self, name: &str, works_with: OrganisationId) -> PersonId {
        let elsewhere = self.partnership("OUT", "Elsewhere").await;
        let person = self.person(name, Role::Auditor, elsewhere).await;
        let mut tx = self.store.write().await.unwrap();
        let now = tx.now();
        sql("INSERT INTO partnership_person (partnership, person, added_at) VALUES ($1, $2, $3)")
            .bind(works_with)
            .bind(person)
            .bind(now)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        person
    }

    /// The person as they sign in today.
    pub async fn actor(&self, person: PersonId) -> Actor {
        let mut tx = self.store.read().await.unwrap();
        let today = self.clock.today();
        access::actor(&mut tx, person, today).await.unwrap().unwrap()
    }

    /// Lets an agency into a review from today on.
    pub async fn let_in(&self, review: ReviewId, agency: OrganisationId) {
        let mut tx = self.store.write().await.unwrap();
        let_in(&mut tx, review, agency).await;
        tx.commit().await.unwrap();
    }

    /// A review of this partnership that came to attention today.
    pub async fn review(&self, partnership: OrganisationId) -> ReviewId {
        let mut tx = self.store.write().await.unwrap();
        let id: ReviewId = tx.id();
        self.keyring().make(id).unwrap();
        let today = self.clock.today();
        let new = NewReview {
            id,
            partnership,
            year_of_death: 2026,
            regime: Regime::DhrS9,
            regime_reason: "By date".into(),
            came_to_attention: today,
            received: today,
            police_identified: None,
            police_wrote: None,
            transferred_from: None,
        };
        reviews::open(&mut tx, &Doer::timetable(), &new).await.unwrap();
        tx.commit().await.unwrap();
        id
    }
}

/// Lets an agency into a review from today on, in a transaction that goes on.
pub async fn let_in(tx: &mut Tx, review: ReviewId, agency: OrganisationId) {
    let today = tx.today();
    let id: DocumentId = tx.id();
    sql("INSERT INTO review_agency (id, review, organisation, begins) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(review)
        .bind(agency)
        .bind(today)
        .run(tx)
        .await
        .unwrap();
}
