//! The law changes while a review is open: what its decision moves by its day, and what a person decides.

use std::sync::Arc;

use dardr::access::permit;
use dardr::access::right::{DecideCase, SeeReview, TakeStep};
use dardr::app::App;
use dardr::decision;
use dardr::demo::Browser;
use dardr::process::scope::{RegimeSettings, TransitionKey};
use dardr::process::{Act, Event, Regime, Stage};
use dardr::reviews::{self, Cause, Taking};
use dardr::store::sql;
use dardr::triage;
use dardr::web::{endpoint, routes};
use dardr::work::run_due;

use super::story::{Cast, day, record};
use crate::support::World;

fn law(key: TransitionKey, from: &str) -> RegimeSettings {
    RegimeSettings { s8a_commencement: Some(day(from)), s8a_transition_key: key, ..RegimeSettings::default() }
}

async fn under(world: &World, law: RegimeSettings) -> Arc<App> {
    let mut app = Arc::into_inner(world.app().await).unwrap();
    app.settings.law = law;
    Arc::new(app)
}

async fn visit(world: &World, app: &Arc<App>, person: dardr::ids::PersonId) -> Browser {
    let browser = Browser::new(Arc::new(endpoint(Arc::clone(app), None, routes::table(), vec![])), Arc::new(|| {}));
    browser.carry("__Host-dardr", &world.session(person).await);
    browser
}

both!(
    async fn no_step_is_dated_before_the_death_and_the_police_write_in_time(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        let coordinator = world.actor(cast.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let facts = reviews::facts(&mut tx, review).await.unwrap();
        assert_eq!(facts.dates.first(Event::PoliceIdentified), Some(day("2026-02-12")), "they gave the notice by then");
        let step = permit::<TakeStep>(&mut tx, &coordinator, review).await.unwrap();
        let version = reviews::front(&mut tx, &step).await.unwrap().version;
        for act in [Act::RecordSecureRecords, Act::RecordPoliceNotice] {
            let early = reviews::advance(&mut tx, &step, Taking::new(act, day("2020-01-01"), version)).await.unwrap_err();
            assert!(early.to_string().starts_with("The date cannot be before 12 February 2026"), "{early}");
        }
        sql("DELETE FROM review_event WHERE review = $1").bind(review).run(&mut tx).await.unwrap();
        for (on, sentence) in [("2026-02-07", Some("before 8 February 2026: on that day the person died.")), ("2026-02-08", None)]
        {
            let taken = reviews::advance(&mut tx, &step, Taking::new(Act::RecordSecureRecords, day(on), version)).await;
            let said = taken.err().map(|problem| problem.to_string());
            assert!(said.as_deref().unwrap_or_default().contains(sentence.unwrap_or_default()), "{said:?}");
            assert_eq!(said.is_some(), sentence.is_some());
        }
    }
);

both!(
    async fn a_decision_moves_a_review_to_the_law_of_its_day(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.ready(&world).await;
        record(&world, &cast, review, "review").await;
        let law = law(TransitionKey::DateOfDecision, "2026-03-01");
        let app = under(&world, law).await;
        let browser = visit(&world, &app, cast.chair).await;
        let triage = browser.open(&format!("/reviews/{review}/triage")).await.unwrap();
        assert!(triage.says("decided on or after 1 March 2026 the review falls under section 8A"), "{}", triage.words());
        let page = browser.open(&format!("/reviews/{review}/decision/record")).await.unwrap();
        assert!(page.says("When this decision is signed, the legal basis becomes"), "{}", page.words());

        let chair = world.actor(cast.chair).await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<DecideCase>(&mut tx, &chair, review).await.unwrap();
        let step = permit::<TakeStep>(&mut tx, &chair, review).await.unwrap();
        let seen = decision::record(&mut tx, &grant).await.unwrap().unwrap().version;
        let version = reviews::front(&mut tx, &grant).await.unwrap().version;
        assert_eq!(triage::another(&mut tx, &grant, &law, None).await.unwrap(), None, "nothing is decided yet");
        decision::decide(&mut tx, &grant, &step, &law, (seen, version)).await.unwrap();
        let front = reviews::front(&mut tx, &grant).await.unwrap();
        assert_eq!((front.stage, front.regime, front.edition.as_str()), (Stage::Setup, Regime::DardrS8a, "DARDR-draft-2024"));
        let (reason, confirmed) = triage::standing(&mut tx, review).await.unwrap();
        assert!(confirmed && reason.contains("date of the decision"), "{reason}");
        let see = permit::<SeeReview>(&mut tx, &chair, review).await.unwrap();
        let story = reviews::timeline(&mut tx, &see, i64::MAX, 2).await.unwrap();
        assert_eq!([story[0].act, story[1].act], [Some(Act::Rebase), Some(Act::DecideToReview)], "both are in the story");
        assert_eq!(reviews::replans(&mut tx, &see).await.unwrap()[0].cause, Cause::Rebased);
    }
);

both!(
    async fn no_decision_moves_a_review_where_another_date_settles_the_law(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.ready(&world).await;
        record(&world, &cast, review, "review").await;
        let chair = world.actor(cast.chair).await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<DecideCase>(&mut tx, &chair, review).await.unwrap();
        let step = permit::<TakeStep>(&mut tx, &chair, review).await.unwrap();
        let seen = decision::record(&mut tx, &grant).await.unwrap().unwrap().version;
        let version = reviews::front(&mut tx, &grant).await.unwrap().version;
        let law = law(TransitionKey::DateOfDeath, "2026-02-01");
        decision::decide(&mut tx, &grant, &step, &law, (seen, version)).await.unwrap();
        assert_eq!(reviews::front(&mut tx, &grant).await.unwrap().regime, Regime::DhrS9, "a person re-bases it");
        assert!(triage::another(&mut tx, &grant, &law, None).await.unwrap().is_some());
    }
);

both!(
    async fn an_open_review_that_the_new_law_would_cover_asks_once_and_a_person_decides(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.ready(&world).await;
        let old = under(&world, law(TransitionKey::DateOfDeath, "2026-02-09")).await;
        run_due(&old).await.unwrap();
        let app = under(&world, law(TransitionKey::DateOfDeath, "2026-02-08")).await;
        let home = format!("/reviews/{review}");
        let chair = visit(&world, &app, cast.chair).await;
        assert!(!chair.open(&home).await.unwrap().says("another legal basis would apply"), "she died before the other day");
        world.clock.advance(chrono::TimeDelta::days(1));
        run_due(&app).await.unwrap();
        let chair = visit(&world, &app, cast.chair).await;
        let front = chair.open(&home).await.unwrap();
        assert!(front.says("By its dates another legal basis would apply"), "{}", front.words());
        let page = chair.open(&format!("{home}/legal-basis")).await.unwrap();
        assert!(page.says("The dates of this case lead to") && page.says("8 February 2026"), "{}", page.words());

        let replan = chair.open(&front.link("By its dates another legal basis").unwrap()).await.unwrap();
        let stays = [
            ("replan", "By its dates another legal basis would apply: change it, or say why it stays"),
            ("answer", "No new dates are needed"),
            ("why", "The regulations keep it"),
        ];
        let front = chair.send_filled(&replan.fill(Some("Settle it"), &stays).unwrap()).await;
        assert!(!front.says("another legal basis would apply"), "{}", front.words());
        world.clock.advance(chrono::TimeDelta::days(1));
        run_due(&app).await.unwrap();
        let chair = visit(&world, &app, cast.chair).await;
        assert!(!chair.open(&home).await.unwrap().says("another legal basis would apply"), "it was answered");
        let page = chair.open(&format!("{home}/legal-basis")).await.unwrap();
        assert!(page.says("The dates of this case lead to"), "and it can still be changed");
    }
);
