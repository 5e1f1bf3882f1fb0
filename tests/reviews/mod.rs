//! How a review moves on, and how it does not.

mod agreed_day;
mod clocks;
mod holds;
mod planning;
mod sharing;

use dardr::access::right::{SeeNames, SeeReview, TakeStep};
use dardr::access::{Denied, Grant, permit};
use dardr::audit;
use dardr::ids::ReviewId;
use dardr::process::{Act, Event, Refusal, Role, Stage};
use dardr::reviews::{self, StepProblem, Taking};
use dardr::store::sql;

use crate::support::World;

async fn grant(world: &World, review: ReviewId, person: dardr::ids::PersonId) -> Grant<TakeStep> {
    let actor = world.actor(person).await;
    permit(&mut world.store.read().await.unwrap(), &actor, review).await.unwrap()
}

both!(
    /// v5.0.0-2.3.1: steps are taken in their order.
    async fn a_step_that_is_not_ready_says_why_and_writes_nothing(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = world.person("Amina Holt", Role::Coordinator, wyk).await;
        let review = world.review(wyk).await;
        let grant = grant(&world, review, coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let today = tx.today();
        let problem = reviews::advance(&mut tx, &grant, Taking::new(Act::Consult, today, 1)).await.unwrap_err();
        assert!(matches!(problem, StepProblem::Refused(Refusal::NotAStepHere { .. })), "{problem}");
        let problem = reviews::advance(&mut tx, &grant, Taking::new(Act::BeginTriage, today, 1)).await.unwrap_err();
        let StepProblem::Refused(Refusal::NotYet { .. }) = problem else { panic!("{problem}") };
        assert!(problem.to_string().starts_with("You cannot begin triage yet: "), "{problem}");
        let problem = reviews::advance(&mut tx, &grant, Taking::new(Act::BeginTriage, today, 7)).await.unwrap_err();
        assert!(matches!(problem, StepProblem::Stale));
        tx.commit().await.unwrap();
        let happenings: i64 = sql("SELECT happenings FROM review WHERE id = $1")
            .bind(review)
            .scalar(&mut world.store.read().await.unwrap())
            .await
            .unwrap();
        assert_eq!(happenings, 1, "only the opening");
    }
);

both!(
    async fn a_step_is_on_the_timeline_and_on_the_record(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = world.person("Amina Holt", Role::Coordinator, wyk).await;
        let review = world.review(wyk).await;
        let app = world.app().await;
        let taking = grant(&world, review, coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let today = tx.today();
        let advanced = reviews::advance(&mut tx, &taking, Taking::new(Act::RecordSecureRecords, today, 1)).await.unwrap();
        assert_eq!(advanced.version, 2);
        let looking: Grant<SeeReview> = permit(&mut tx, taking.actor(), review).await.unwrap();
        let story = reviews::timeline(&mut tx, &looking, i64::MAX, 10).await.unwrap();
        assert_eq!(story[0].act, Some(Act::RecordSecureRecords));
        assert_eq!(story[0].acting_as, "coordinator");
        let record = audit::of_review(&mut tx, review, i64::MAX, 10).await.unwrap();
        assert_eq!(record[0].deed, "step_taken");
        tx.commit().await.unwrap();
        let verdict = audit::verify(&mut app.store.read().await.unwrap(), None).await.unwrap();
        assert_eq!(verdict.findings, []);
        assert_eq!(verdict.rows, 2);
    }
);

both!(
    async fn references_of_a_year_are_given_once_and_in_order(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        for letter in ["a", "b", "c"] {
            let review = world.review(wyk).await;
            let reference: String = sql("SELECT reference FROM review WHERE id = $1")
                .bind(review)
                .scalar(&mut world.store.read().await.unwrap())
                .await
                .unwrap();
            assert_eq!(reference, format!("WYK-2026-{letter}"));
        }
    }
);

both!(
    /// v5.0.0-8.2.2: a review is its own people’s.
    async fn nobody_sees_a_review_that_is_not_theirs_and_the_administrator_sees_none(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let other = world.partnership("STB", "Stourbourne").await;
        let review = world.review(wyk).await;
        for (role, place) in [(Role::Coordinator, other), (Role::SysAdmin, wyk)] {
            let person = world.person("Robin Vale", role, place).await;
            let actor = world.actor(person).await;
            let denied = permit::<SeeReview>(&mut world.store.read().await.unwrap(), &actor, review).await.unwrap_err();
            assert!(matches!(denied, Denied::NotThere), "{role:?}: {denied}");
        }
        let board = world.person("Robin Vale", Role::BoardMember, wyk).await;
        let actor = world.actor(board).await;
        let denied = permit::<SeeNames>(&mut world.store.read().await.unwrap(), &actor, review).await.unwrap_err();
        assert!(matches!(denied, Denied::NotYours(_)), "{denied}");
    }
);

both!(
    async fn a_changed_record_is_found(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        world.review(wyk).await;
        world.review(wyk).await;
        world.review(wyk).await;
        let keyring = world.keyring();
        let mut tx = world.store.write().await.unwrap();
        audit::seal(&mut tx, &keyring).await.unwrap();
        tx.commit().await.unwrap();
        let harm = [
            "UPDATE audit SET person_name = 'somebody else' WHERE seq = 2",
            "DELETE FROM audit WHERE seq = 2",
            "DELETE FROM audit WHERE seq = 3",
            "UPDATE audit SET detail = '{}' WHERE seq = 1",
        ];
        for harm in harm {
            let mut tx = world.store.write().await.unwrap();
            sql(harm).run(&mut tx).await.unwrap();
            let verdict = audit::verify(&mut tx, Some(&keyring)).await.unwrap();
            assert!(!verdict.findings.is_empty(), "{harm}");
        }
        let verdict = audit::verify(&mut world.store.read().await.unwrap(), Some(&keyring)).await.unwrap();
        assert_eq!((verdict.findings, verdict.seals), (vec![], 1));
    }
);

both!(
    async fn a_withdrawn_report_is_not_published_with_the_days_of_before(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = world.person("Amina Holt", Role::Coordinator, wyk).await;
        let review = world.review(wyk).await;
        let by = grant(&world, review, coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let today = tx.today();
        let ago = |days| today - chrono::Days::new(days);
        reviews::record(&mut tx, review, Event::CameToAttention, ago(40), "WYK").await.unwrap();
        for (event, days) in
            [(Event::ReportCompleted, 30), (Event::ReportCleared, 20), (Event::Published, 10), (Event::Withdrawn, 5)]
        {
            reviews::record(&mut tx, review, event, ago(days), "").await.unwrap();
        }
        sql("UPDATE review SET stage = $2 WHERE id = $1").bind(review).bind(Stage::Cleared).run(&mut tx).await.unwrap();
        for act in [Act::TellFamilyOfPublication, Act::ReturnToDrafting] {
            let early = reviews::advance(&mut tx, &by, Taking::new(act, ago(6), 1)).await.unwrap_err();
            let StepProblem::Day(sentence) = early else { panic!("{early}") };
            assert!(sentence.ends_with("the published report was withdrawn."), "{sentence}");
        }
        reviews::advance(&mut tx, &by, Taking::new(Act::TellFamilyOfPublication, ago(3), 1)).await.unwrap();
        let early = reviews::advance(&mut tx, &by, Taking::new(Act::ReturnToDrafting, ago(4), 2)).await.unwrap_err();
        assert!(matches!(early, StepProblem::Day(_)), "{early}");
        let back = reviews::advance(&mut tx, &by, Taking::new(Act::ReturnToDrafting, today, 2)).await.unwrap();
        assert_eq!(back.to, Stage::Drafting);
        let facts = reviews::facts(&mut tx, review).await.unwrap();
        for event in [Event::ReportCompleted, Event::FamilyToldOfPublication] {
            assert!(!facts.dates.stands(event), "{event} must happen again");
        }
    }
);
