//! Whole cases told as stories through the pages, on both databases, with every date that the field notes expect of them.

mod days;
mod leah;
mod luck;
mod marta;
mod papers;
mod questions;
mod rhys;
mod secrets;
mod tampered;

use std::sync::Arc;

use chrono::NaiveDate;
use dardr::audit;
use dardr::base::calendar::Calendar;
use dardr::demo::{Scene, Story, Teller, day, raise};
use dardr::ids::ReviewId;
use dardr::process::{Due, Facts, Lengths, Rule, due};
use dardr::reviews;

use crate::support::World;

/// A town with stories under way.
pub struct Telling {
    pub world: World,
    pub scene: Arc<Scene>,
    pub teller: Teller,
    story: &'static str,
}

impl Telling {
    pub async fn of(world: &World, story: Story) -> Telling {
        world.clock.set(day(2020, 1, 6).and_hms_opt(9, 0, 0).unwrap().and_utc());
        let app = world.app().await;
        let mut tx = app.store.write().await.unwrap();
        audit::begin(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let town = raise(&app).await.unwrap();
        let scene = Arc::new(Scene::new(app, Arc::clone(&world.clock), town));
        let name = story.name;
        Telling { world: world.clone(), teller: Teller::new(&scene, vec![story]), scene, story: name }
    }

    /// Tells up to the morning of a day.
    pub async fn until(&mut self, on: NaiveDate) {
        self.teller.tell(on).await;
        let broken: Vec<String> = self.teller.broken.iter().map(|broken| format!("{}: {}", broken.on, broken.why)).collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }

    pub fn review(&self) -> ReviewId {
        self.teller.case(self.story).unwrap().review.parse().unwrap()
    }

    /// A page of the review as somebody sees it.
    pub async fn page(&self, who: &str, room: &str) -> String {
        self.teller.case(self.story).unwrap().look(who, room).await.unwrap().words()
    }

    pub async fn facts(&self) -> Facts {
        reviews::facts(&mut self.world.store.read().await.unwrap(), self.review()).await.unwrap()
    }

    /// A clock as it stands.
    pub async fn clock(&self, rule: Rule) -> Due {
        let facts = self.facts().await;
        let all = due(&facts, Calendar::england_and_wales(), &Lengths::default());
        all.into_iter().find(|due| due.clock.rule == rule).unwrap_or_else(|| panic!("{} has not started", rule.code()))
    }

    /// Nothing was changed behind the record's back.
    pub async fn record_is_whole(&self) {
        let verdict = audit::verify(&mut self.world.store.read().await.unwrap(), Some(&self.world.keyring())).await.unwrap();
        assert_eq!(verdict.findings, []);
        assert!(verdict.rows > 100, "{} rows", verdict.rows);
        let differing = audit::differing(&mut self.world.store.read().await.unwrap()).await.unwrap();
        assert!(differing.is_empty(), "{differing:#?}");
    }
}
