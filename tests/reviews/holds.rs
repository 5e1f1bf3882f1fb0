//! A hold says what waits and since when, is looked at again, and ends on its day.

use dardr::access::right::SeeReview;
use dardr::demo::{Browser, Page};
use dardr::duties::Kind;
use dardr::process::{Event, Role};
use dardr::reviews;
use dardr::store::sql;
use dardr::work::run_due;
use http::StatusCode;

use crate::parties::case::Case;

/// A coordinator with a review that came to attention on 12 February 2026 and was decided upon on 6 March.
async fn decided(case: &Case) -> Browser {
    let mut tx = case.write().await;
    for (event, on) in [(Event::CameToAttention, "2026-02-12"), (Event::DecidedToReview, "2026-03-06")] {
        let about = if event == Event::CameToAttention { "WYK" } else { "" };
        reviews::record(&mut tx, case.review, event, on.parse().unwrap(), about).await.unwrap();
    }
    tx.commit().await.unwrap();
    case.world.visit(case.coordinator).await
}

fn at(case: &Case, room: &str) -> String {
    format!("/reviews/{}/holds{room}", case.review)
}

async fn set(case: &Case, coordinator: &Browser, fields: &[(&str, &str)]) -> Page {
    let page = coordinator.open(&at(case, "/new")).await.unwrap();
    let mut all = vec![
        ("reason", "criminal"),
        ("scope", "full"),
        ("requested_by", "Senior investigating officer"),
        ("advice", "Advice of the prosecutor"),
        ("starts", "2026-03-06"),
    ];
    for (name, value) in fields {
        all.retain(|(known, _)| known != name);
        all.push((name, value));
    }
    coordinator.send_filled(&page.fill(Some("Set the hold"), &all).unwrap()).await
}

both!(
    async fn a_hold_says_what_waits_and_begins_no_earlier_than_the_death_was_known(world: World) {
        let case = Case::begin(world).await;
        let coordinator = decided(&case).await;
        let nothing = set(&case, &coordinator, &[("scope", "partial")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nothing.says("Select what waits"), "{}", nothing.words());
        let early = set(&case, &coordinator, &[("starts", "2020-01-01")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.says("The date cannot be before 12 February 2026"), "{}", early.words());
        assert!(coordinator.open(&at(&case, "")).await.unwrap().says("There is no hold on this review"));
        let before = set(&case, &coordinator, &[("starts", "2026-02-20")]).await;
        assert_eq!(before.status, StatusCode::OK, "{}", before.words());
    }
);

both!(
    async fn what_stands_already_is_not_set_a_second_time(world: World) {
        let case = Case::begin(world).await;
        let coordinator = decided(&case).await;
        assert_eq!(set(&case, &coordinator, &[]).await.status, StatusCode::OK);
        let again = set(&case, &coordinator, &[("advice", "Advice of the coroner")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sentence = "A hold of the same work stands already: Criminal investigation or trial, from 6 March 2026";
        assert!(again.says(sentence), "{}", again.words());
        for other in [("reason", "coroner"), ("starts", "2026-03-05")] {
            assert_eq!(set(&case, &coordinator, &[other]).await.status, StatusCode::OK);
        }
        let lay = async |reason: &str| {
            let page = coordinator.open(&format!("/reviews/{}/overlays/new", case.review)).await.unwrap();
            let fields = [("kind", "legal_hold"), ("laid_reason", reason), ("laid_starts", "2026-03-06")];
            coordinator.send_filled(&page.fill(Some("Add"), &fields).unwrap()).await
        };
        assert_eq!(lay("An inquiry asked for it.").await.status, StatusCode::OK);
        let again = lay("An inquiry asked for it.").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.says("The same is recorded already: ") && again.says("from 6 March 2026"), "{}", again.words());
        assert_eq!(lay("A court asked for it.").await.status, StatusCode::OK);
    }
);

both!(
    async fn a_hold_is_lifted_on_its_day_and_gives_no_more_days_than_it_took(world: World) {
        let case = Case::begin(world).await;
        let coordinator = decided(&case).await;
        set(&case, &coordinator, &[("starts", "2026-02-20")]).await;
        case.world.clock.set("2026-04-10T09:00:00Z".parse().unwrap());
        let coordinator = case.world.visit(case.coordinator).await;
        let clocks = coordinator.open(&format!("/reviews/{}", case.review)).await.unwrap();
        assert!(clocks.says("the clock runs on") && !clocks.says("Paused by a hold"), "{}", clocks.words());
        let lift = coordinator.open(&at(&case, "")).await.unwrap().link("Lift this hold").unwrap();
        let page = coordinator.open(&lift).await.unwrap();
        for (on, sentence) in
            [("2026-02-19", "The date cannot be before 20 February 2026"), ("2026-04-11", "must be today or in the past")]
        {
            let wrong = coordinator.send_filled(&page.fill(Some("Lift the hold"), &[("lifted_on", on)]).unwrap()).await;
            assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.says(sentence), "{}", wrong.words());
        }
        let late = coordinator.open(&lift).await.unwrap();
        let filled = page.fill(Some("Lift the hold"), &[("lifted_on", "2026-03-16")]).unwrap();
        let after = coordinator.send_filled(&filled).await;
        assert!(after.says("16 September 2026"), "ten days after the decision: {}", after.words());
        let agree = coordinator.open(&after.link("Complete the overview report: 16 September 2026").unwrap()).await.unwrap();
        assert!(
            agree.html.contains("name=\"due-day\" type=\"text\" inputmode=\"numeric\" value=\"16\"")
                && agree.says("days were left to its date"),
            "what is proposed stands in the form: {}",
            agree.html
        );
        let late = late.fill(Some("Lift the hold"), &[("lifted_on", "2026-03-20")]).unwrap();
        assert_eq!(coordinator.send_filled(&late).await.status, StatusCode::CONFLICT, "somebody was quicker");
    }
);

both!(
    async fn a_hold_is_looked_at_again_when_it_is_due(world: World) {
        let case = Case::begin(world).await;
        let coordinator = decided(&case).await;
        set(&case, &coordinator, &[]).await;
        assert!(!case.world.waits(case.coordinator).await.contains(&Kind::HoldLook), "not yet");
        let told = async || {
            run_due(&case.app).await.unwrap();
            let mut tx = case.write().await;
            let mails: i64 = sql("SELECT COUNT(*) FROM outbox WHERE kind = 'hold_to_look_at'").scalar(&mut tx).await.unwrap();
            mails
        };
        assert_eq!(told().await, 0);
        case.world.clock.set("2026-04-03T09:00:00Z".parse().unwrap());
        assert_eq!(told().await, 1, "the day has come");
        assert!(case.world.waits(case.coordinator).await.contains(&Kind::HoldLook));
        let chair = case.world.person("Grace Lindo", Role::CspChair, case.wyk).await;
        assert!(!case.world.waits(chair).await.contains(&Kind::HoldLook), "it is for the coordinator");

        let coordinator = case.world.visit(case.coordinator).await;
        let front = coordinator.open(&format!("/reviews/{}", case.review)).await.unwrap();
        let page = coordinator.open(&front.link("Look at a hold again").unwrap()).await.unwrap();
        let look = |on, next, why| [("looked_on", on), ("next_on", next), ("why", why)];
        for (fields, sentence) in [
            (look("2026-03-05", "2026-05-01", "The trial is listed"), "The date cannot be before 6 March 2026"),
            (look("2026-04-03", "2026-04-03", "The trial is listed"), "must be after the day of this look"),
            (look("2026-04-03", "2026-05-01", ""), "Enter why the hold goes on"),
        ] {
            let wrong = coordinator.send_filled(&page.fill(Some("Record that it goes on"), &fields).unwrap()).await;
            assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.says(sentence), "{}", wrong.words());
        }
        let goes_on = look("2026-04-03", "2026-05-01", "The trial is listed for May");
        let late = coordinator.open(&page.path).await.unwrap().fill(Some("Record that it goes on"), &goes_on).unwrap();
        let filled = page.fill(Some("Record that it goes on"), &goes_on).unwrap();
        let list = coordinator.send_filled(&filled).await;
        assert!(list.says("The trial is listed for May") && list.says("1 May 2026"), "{}", list.words());
        assert_eq!(coordinator.send_filled(&late).await.status, StatusCode::CONFLICT, "somebody was quicker");
        let lift = list.link("Lift this hold").unwrap();
        let form = coordinator.fill(&lift, None, &[("lifted_on", "2026-04-02")]).await.unwrap();
        let wrong = coordinator.send_filled(&form).await;
        assert!(
            wrong.says("The date cannot be before 3 April 2026: on that day it was looked at and went on"),
            "{}",
            wrong.words()
        );
        assert!(!case.world.waits(case.coordinator).await.contains(&Kind::HoldLook));

        let mut tx = case.write().await;
        let see = case.grant::<SeeReview>(&mut tx, case.coordinator).await;
        let looks = reviews::looks(&mut tx, &see).await.unwrap();
        assert_eq!(looks.len(), 1);
        assert_eq!((looks[0].next_on, looks[0].recorded_name.as_str()), ("2026-05-01".parse().unwrap(), "Amina Holt"));
        let story = reviews::timeline(&mut tx, &see, i64::MAX, 10).await.unwrap();
        assert_eq!(story[0].what, "hold_looked_at");
        drop(tx);
        case.world.clock.set("2026-05-01T09:00:00Z".parse().unwrap());
        assert_eq!(told().await, 2, "and it comes round again");
        assert!(case.world.waits(case.coordinator).await.contains(&Kind::HoldLook));
    }
);
