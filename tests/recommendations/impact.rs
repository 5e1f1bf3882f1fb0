//! The check of the impact comes when there is something to see, and may find that the change does not hold.

use chrono::TimeDelta;
use dardr::overview::summary;
use dardr::process::{Event, Role};
use dardr::recommendations::{Ground, Move, Rag, RecommendationId, State, make, one};
use dardr::reviews;
use dardr::ui::Problem;
use http::StatusCode;

use super::{Case, added, case, step, tried, words};
use crate::support::World;

/// A recommendation whose evidence was accepted on the first day of the world, 6 March 2026.
async fn accepted(world: &World, case: &Case) -> RecommendationId {
    let mut tx = world.store.write().await.unwrap();
    let id = added(&mut tx, case).await;
    for (who, each, said) in [
        (&case.owner, Move::Agree, ""),
        (&case.csp_chair, Move::Approve, ""),
        (&case.owner, Move::Claim, "412 of 420 dispatchers trained"),
        (&case.board, Move::AcceptEvidence, "Audit seen"),
    ] {
        step(&mut tx, who, id, each, said).await.unwrap();
    }
    tx.commit().await.unwrap();
    id
}

both!(
    async fn a_check_comes_after_the_acceptance_and_before_its_time_only_with_a_reason(world: World) {
        let case = case(&world).await;
        let id = accepted(&world, &case).await;
        let home = format!("/reviews/{}/recommendations/{id}", case.review);
        let board = world.visit(case.board.person).await;
        let page = board.open(&home).await.unwrap();
        assert!(page.says("Due from 6 September 2026"), "{}", page.words());
        assert!(!page.html.contains("pass_check"), "what would be refused today is not offered");
        assert!(page.says("it can be made from 7 March 2026"), "{}", page.words());
        world.clock.advance(TimeDelta::days(1));
        let board = world.visit(case.board.person).await;
        let day = |on: &'static str| [("move", "pass_check"), ("words", "Sixty calls heard"), ("moved_on", on)];
        let same = tried(&board, &home, &day("2026-03-06")).await;
        assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(same.says("comes after the day of the board’s last word, 6 March 2026: from 7 March 2026"), "{}", same.words());
        let before = tried(&board, &home, &[("move", "fail_check"), ("words", "Which calls?"), ("moved_on", "2026-03-05")]).await;
        assert_eq!(before.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(before.says("The date cannot be before 6 March 2026: on that day it was last moved on"), "{}", before.words());
        assert!(before.html.contains("Which calls?"), "what was typed is kept");
        world.clock.advance(TimeDelta::days(59));
        let board = world.visit(case.board.person).await;
        let early = tried(&board, &home, &day("2026-05-01")).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.says("The check is due from 6 September 2026"), "{}", early.words());
        assert!(early.html.contains("Sixty calls heard"), "what was typed is kept");
        let why = [day("2026-05-01").as_slice(), &[("early_why", "The board does not meet again before October.")]].concat();
        let page = board.send(&home, &why).await.unwrap();
        assert!(page.says("Embedded") && page.says("The second is due from 6 March 2027"), "{}", page.words());
        assert!(page.says("Checked before its time: The board does not meet again before October."), "{}", page.words());
    }
);

both!(
    async fn what_does_not_hold_is_worked_on_again_and_cannot_be_closed(world: World) {
        let case = case(&world).await;
        let wyk = case.coordinator.posts[0].organisation;
        let body = world.organisation("board", "Kelsall Safety Board").await;
        let judge = world.person("Dee Marlow", Role::BoardMember, body).await;
        let mut tx = world.store.write().await.unwrap();
        dardr::store::sql("INSERT INTO oversees (body, partnership) VALUES ($1, $2)")
            .bind(body)
            .bind(wyk)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let id = accepted(&world, &case).await;
        world.clock.advance(TimeDelta::days(40));
        let home = format!("/reviews/{}/recommendations/{id}", case.review);
        let board = world.visit(case.board.person).await;
        let bare = tried(&board, &home, &[("move", "fail_check"), ("moved_on", "2026-04-15")]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bare.says("Enter what the check of the impact found"), "{}", bare.words());
        let found = "Of sixty calls, nine were asked";
        let page = board.send(&home, &[("move", "fail_check"), ("moved_on", "2026-04-15"), ("words", found)]).await.unwrap();
        assert!(page.says("In progress") && page.says("Not passed on 15 April 2026"), "{}", page.words());
        assert!(page.says("Impact check not passed") && page.says(found) && page.says("Audit seen"), "its history stays");
        let mut tx = world.store.write().await.unwrap();
        let (row, ..) = one(&mut tx, &case.board, id).await.unwrap();
        assert_eq!((row.state, row.rating(tx.today()).rag), (State::InProgress, Some(Rag::Amber)));
        assert!(matches!(step(&mut tx, &case.board, id, Move::Close, "Done").await, Err(Problem::NotNow { .. })));
        let facts = reviews::facts(&mut tx, case.review).await.unwrap();
        assert!(!facts.dates.stands(Event::ActionCompleted), "nothing is complete whose impact could be checked");
        let told: i64 = dardr::store::sql("SELECT COUNT(*) FROM outbox WHERE kind = $1 AND person IN ($2, $3)")
            .bind("impact_not_passed")
            .bind(judge)
            .bind(case.owner.person)
            .scalar(&mut tx)
            .await
            .unwrap();
        assert_eq!(told, 2, "the board and whoever leads, once each");
        assert_eq!(summary(&mut tx, &case.board, wyk).await.unwrap().not_passed.len(), 1);
        // A word of its owner does not take it off the list; evidence that the board accepts does.
        step(&mut tx, &case.owner, id, Move::Claim, "Each call is now sampled").await.unwrap();
        assert_eq!(summary(&mut tx, &case.board, wyk).await.unwrap().not_passed.len(), 1);
        step(&mut tx, &case.board, id, Move::AcceptEvidence, "Samples of three months").await.unwrap();
        assert!(summary(&mut tx, &case.board, wyk).await.unwrap().not_passed.is_empty());
        let (row, ..) = one(&mut tx, &case.board, id).await.unwrap();
        let today = tx.today();
        let again = make(&mut tx, &case.board, (id, row.version), (Move::PassCheck, today), words("Sampled")).await;
        assert!(matches!(again, Err(Problem::NotNow { .. })), "the months run again from the new acceptance: {again:?}");
        let reasoned = Ground { early_why: words("For the inspection"), ..Ground::from(words("Sampled")) };
        let same_day = make(&mut tx, &case.board, (id, row.version), (Move::PassCheck, today), reasoned).await;
        assert!(matches!(same_day, Err(Problem::NotNow { .. })), "no reason makes the same day late enough");
    }
);
