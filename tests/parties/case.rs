//! A review with the people whom most tests of its register, panel and family need.

use std::sync::Arc;

use dardr::access::right::Right;
use dardr::access::{Denied, Grant, permit};
use dardr::app::App;
use dardr::base::{Line, Prose};
use dardr::ids::{OrganisationId, PersonId, ReviewId};
use dardr::parties::{self, Details, Kind, NewEntry, Person};
use dardr::process::{Role, Stage};
use dardr::store::{Tx, sql};

use crate::support::World;

pub fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

pub fn prose(text: &str) -> Prose {
    Prose::parse(text).unwrap()
}

pub struct Case {
    pub world: World,
    pub app: Arc<App>,
    pub wyk: OrganisationId,
    pub trust: OrganisationId,
    pub service: OrganisationId,
    pub review: ReviewId,
    pub coordinator: PersonId,
    pub chair: PersonId,
    pub member: PersonId,
    pub specialist: PersonId,
}

impl Case {
    pub async fn begin(world: World) -> Self {
        let app = world.app().await;
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let trust = world.organisation("agency", "Kelsall Mental Health Trust").await;
        let service = world.organisation("agency", "Harbour Domestic Abuse Service").await;
        let coordinator = world.person("Amina Holt", Role::Coordinator, wyk).await;
        let chair = world.independent("Ruth Calder", wyk).await;
        let member = world.person("Tom Birch", Role::ActionOwner, trust).await;
        let specialist = world.person("Leila Nasser", Role::ActionOwner, service).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        for body in [trust, service] {
            sql("INSERT INTO directory (partnership, organisation, added_at) VALUES ($1, $2, $3)")
                .bind(wyk)
                .bind(body)
                .bind(tx.now())
                .run(&mut tx)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        Self { world, app, wyk, trust, service, review, coordinator, chair, member, specialist }
    }

    pub async fn write(&self) -> Tx {
        self.world.store.write().await.unwrap()
    }

    pub async fn try_grant<R: Right>(&self, tx: &mut Tx, person: PersonId) -> Result<Grant<R>, Denied> {
        let actor = self.world.actor(person).await;
        permit::<R>(tx, &actor, self.review).await
    }

    pub async fn grant<R: Right>(&self, tx: &mut Tx, person: PersonId) -> Grant<R> {
        let actor = self.world.actor(person).await;
        permit::<R>(tx, &actor, self.review).await.unwrap()
    }

    /// Puts the review where a test begins, past what other rooms have to do.
    pub async fn stands_at(&self, stage: Stage) {
        let mut tx = self.write().await;
        sql("UPDATE review SET stage = $2 WHERE id = $1").bind(self.review).bind(stage).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Changes what is kept in a way that no page offers.
    pub async fn changed(&self, statement: &'static str) {
        let mut tx = self.write().await;
        sql(statement).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn version(&self, tx: &mut Tx) -> i64 {
        sql("SELECT version FROM review WHERE id = $1").bind(self.review).scalar(tx).await.unwrap()
    }

    pub async fn entry(&self, tx: &mut Tx, kind: Kind, name: &str) -> Person {
        let grant = self.grant(tx, self.coordinator).await;
        parties::add_entry(tx, &self.app.keyring, &grant, NewEntry::usual(kind, Details::named(line(name)))).await.unwrap()
    }
}
