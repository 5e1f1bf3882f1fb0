//! Two people, or one in two windows, at the same moment.

use std::time::Duration;

use dardr::access::permit;
use dardr::access::right::EditRecommendations;
use dardr::base::Line;
use dardr::recommendations::{Ground, Move, RecommendationId, State, add, bring, enter, make, one, plan, steward};
use dardr::ui::Problem;
use poem::http::StatusCode;

use super::{Case, PLAN, case, promise, tried, words};
use crate::support::World;

/// How often two windows send at once.
const TIMES: usize = 12;

/// The first two actions of a plan of the partnership.
async fn two_actions(world: &World, case: &Case) -> (RecommendationId, RecommendationId) {
    let mut tx = world.store.write().await.unwrap();
    let steward = steward(&case.coordinator, case.coordinator.posts[0].organisation).unwrap();
    let head = (Line::parse("Strategy action plan").unwrap(), Line::parse("PLAN25").unwrap());
    let file = bring(&mut tx, &steward, head, PLAN).await.unwrap();
    let id = enter(&mut tx, &steward, file).await.unwrap();
    let actions: Vec<_> =
        plan(&mut tx, &case.csp_chair, id).await.unwrap().priorities.into_iter().flat_map(|(_, rows)| rows).collect();
    tx.commit().await.unwrap();
    (actions[0].id, actions[1].id)
}

/// Says that `old` is superseded by `new`, in a transaction of its own that `ends` a while after.
async fn supersede(
    world: &World,
    case: &Case,
    (old, new): (RecommendationId, RecommendationId),
    ends: Duration,
) -> Result<(), Problem> {
    let mut tx = world.store.write().await.unwrap();
    let version = one(&mut tx, &case.csp_chair, old).await.unwrap().0.version;
    let ground = Ground { replaced_by: Some(new), ..Ground::from(words("One action for all calls")) };
    let today = tx.today();
    make(&mut tx, &case.csp_chair, (old, version), (Move::Supersede, today), ground).await?;
    tokio::time::sleep(ends).await;
    tx.commit().await.unwrap();
    Ok(())
}

// Each looks at the other's review for what could take its place, and holds its own.
both!(
    async fn moves_in_two_reviews_of_one_partnership_do_not_wait_for_each_other(world: World) {
        let case = case(&world).await;
        let other = world.review(case.coordinator.posts[0].organisation).await;
        let mut paths = Vec::new();
        for review in [case.review, other] {
            let mut tx = world.store.write().await.unwrap();
            let grant = permit::<EditRecommendations>(&mut tx, &case.coordinator, review).await.unwrap();
            let id = add(&mut tx, &grant, promise(case.police)).await.unwrap();
            tx.commit().await.unwrap();
            paths.push(format!("/reviews/{review}/recommendations/{id}"));
        }
        let (left, right) = (world.visit(case.csp_chair.person).await, world.visit(case.csp_chair.person).await);
        // A superseding without its reason: the form comes back, and nothing is kept.
        let half = [("move", "supersede"), ("words", "")];
        for _ in 0..TIMES {
            let (a, b) = tokio::join!(tried(&left, &paths[0], &half), tried(&right, &paths[1], &half));
            for page in [a, b] {
                assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", page.words());
            }
        }
    }
);

both!(
    async fn two_actions_of_a_plan_do_not_take_each_others_place(world: World) {
        let case = case(&world).await;
        let (a, b) = two_actions(&world, &case).await;
        let slow = Duration::from_millis(300);
        let (first, second) = tokio::join!(supersede(&world, &case, (a, b), slow), supersede(&world, &case, (b, a), slow));
        assert_eq!([&first, &second].iter().filter(|one| one.is_ok()).count(), 1, "{first:?} {second:?}");
        assert!(
            [first, second].iter().any(|one| matches!(one, Err(Problem::NotNow { sentence, .. }) if sentence.contains("Select"))),
            "the second is told to choose again"
        );
        let mut tx = world.store.read().await.unwrap();
        let states = [one(&mut tx, &case.csp_chair, a).await.unwrap().0, one(&mut tx, &case.csp_chair, b).await.unwrap().0];
        assert_eq!(states.iter().filter(|row| row.state == State::Superseded).count(), 1);
        assert_eq!(states.iter().filter(|row| row.replaced_by.is_some()).count(), 1);
    }
);

both!(
    async fn an_action_of_a_plan_and_one_of_a_review_do_not_take_each_others_place(world: World) {
        let case = case(&world).await;
        let (a, _) = two_actions(&world, &case).await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<EditRecommendations>(&mut tx, &case.coordinator, case.review).await.unwrap();
        let b = add(&mut tx, &grant, promise(case.police)).await.unwrap();
        tx.commit().await.unwrap();
        let slow = Duration::from_millis(300);
        let (first, second) = tokio::join!(supersede(&world, &case, (a, b), slow), supersede(&world, &case, (b, a), slow));
        assert_eq!([&first, &second].iter().filter(|one| one.is_ok()).count(), 1, "{first:?} {second:?}");
    }
);

both!(
    async fn a_plan_is_entered_once_by_two_presses_and_its_code_is_taken_then(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let steward = steward(&case.coordinator, case.coordinator.posts[0].organisation).unwrap();
        let head = || (Line::parse("Strategy action plan").unwrap(), Line::parse("PLAN25").unwrap());
        let file = bring(&mut tx, &steward, head(), PLAN).await.unwrap();
        tx.commit().await.unwrap();
        let press = async || {
            let mut tx = world.store.write().await.unwrap();
            let id = enter(&mut tx, &steward, file).await.unwrap();
            tokio::time::sleep(Duration::from_millis(300)).await;
            tx.commit().await.unwrap();
            id
        };
        let (first, second) = tokio::join!(press(), press());
        assert_eq!(first, second);
        let mut tx = world.store.write().await.unwrap();
        let again = bring(&mut tx, &steward, head(), PLAN).await;
        assert!(matches!(&again, Err(Problem::NotNow { sentence, .. }) if sentence.contains("PLAN25")), "{again:?}");
    }
);
