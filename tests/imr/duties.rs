//! What waits for an agency's people and for the chair while a return and a check of the facts go to and fro.

use dardr::access::right::EditDraft;
use dardr::access::{Actor, permit};
use dardr::duties::Kind;
use dardr::imr::{Level, Verdict, judge, one};
use dardr::process::{Event, Role};
use dardr::reports::{self, Decision, Made, Said, Section};
use dardr::reviews;
use dardr::store::sql;

use super::{asked, case, signed, verdict, words, written};
use crate::support::World;

async fn waits(world: &World, who: &Actor) -> Vec<Kind> {
    world.waits(who.person).await
}

both!(
    async fn each_person_sees_what_waits_for_them_and_no_more(world: World) {
        let case = case(&world).await;
        let police = &case.police;
        let mut tx = world.store.write().await.unwrap();
        let id: dardr::duties::ItemId = tx.id();
        let today = tx.today();
        sql("INSERT INTO review_role (id, review, person, role, begins) VALUES ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(case.review)
            .bind(case.chair.person)
            .bind(Role::IndepChair)
            .bind(today)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(waits(&world, &police.author).await, []);

        let id = asked(&world, &case, police, Level::Imr).await;
        assert_eq!(waits(&world, &police.author).await, [Kind::Return]);
        assert_eq!(waits(&world, &police.spoc).await, [Kind::Return], "the contact sees to it");
        assert_eq!(waits(&world, &police.signatory).await, [], "there is nothing to sign yet");
        written(&world, &case, police, id, "What happened, and why.").await;
        assert_eq!(waits(&world, &police.author).await, [], "it waits for the signature");
        assert_eq!(waits(&world, &police.signatory).await, [Kind::Signature]);
        assert_eq!(waits(&world, &case.chair).await, []);
        signed(&world, &case, police, id).await;
        assert_eq!(waits(&world, &police.signatory).await, []);
        assert_eq!(waits(&world, &case.chair).await, [Kind::Reading]);
        assert_eq!(waits(&world, &case.coordinator).await, []);
        assert_eq!(waits(&world, &case.health.spoc).await, [], "another agency’s affair");

        let mut tx = world.store.write().await.unwrap();
        let version = one(&mut tx, &case.chair, case.review, id).await.unwrap().rounds[0].version;
        judge(&mut tx, &case.chair, case.review, (id, version), verdict(Verdict::Accepted)).await.unwrap();
        let edit = permit::<EditDraft>(&mut tx, &case.chair, case.review).await.unwrap();
        let check = reports::send(&mut tx, &edit, police.id, words("The police came twice."), today).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(waits(&world, &case.chair).await, []);
        assert_eq!(waits(&world, &police.spoc).await, [Kind::Check]);
        let mut tx = world.store.write().await.unwrap();
        let own = permit(&mut tx, &police.spoc, case.review).await.unwrap();
        let mine = reports::checks(&mut tx, &own).await.unwrap();
        reports::answer(&mut tx, &own, (&mine[0], 1), (Said::Corrections, words("Three times.")), today).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(waits(&world, &police.spoc).await, []);
        assert_eq!(waits(&world, &case.chair).await, [Kind::Corrections]);
        let mut tx = world.store.write().await.unwrap();
        let edit = permit::<EditDraft>(&mut tx, &case.chair, case.review).await.unwrap();
        reports::decide(&mut tx, &edit, (check, 2), Decision::Accepted, words("Put right.")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(waits(&world, &case.chair).await, [Kind::Corrections], "they are to be made");
        let mut tx = world.store.write().await.unwrap();
        let edit = permit::<EditDraft>(&mut tx, &case.chair, case.review).await.unwrap();
        reports::made(&mut tx, &edit, (check, 3), Made { section: Section::Chronology, on: today }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(waits(&world, &case.chair).await, []);
    }
);

both!(
    async fn a_return_has_one_date_which_the_agreed_one_moves_and_the_coordinator_asks_for_it_when_it_passed(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let (today, now) = (tx.today(), tx.now());
        reviews::record(&mut tx, case.review, Event::TermsIssued, today, "").await.unwrap();
        tx.commit().await.unwrap();
        let id = asked(&world, &case, &case.police, Level::Imr).await;
        let shown = async |who: &Actor, at: &str| world.visit(who.person).await.open(at).await.unwrap();
        let one = format!("/reviews/{}/returns/{id}", case.review);
        assert!(shown(&case.police.author, &one).await.says("6 May 2026"), "40 working days");
        let mut tx = world.store.write().await.unwrap();
        let agreed: dardr::duties::ItemId = tx.id();
        sql("INSERT INTO agreed_date (id, review, rule, about, computed_due, agreed_due, agreed_by, agreed_on, reason, recorded_by, recorded_at) \
             VALUES ($1, $2, 'DL-11', '', $3, $4, 'The chair', $3, 'The trial', $5, $6)")
        .bind(agreed)
        .bind(case.review)
        .bind(today)
        .bind("2026-06-30".parse::<chrono::NaiveDate>().unwrap())
        .bind(case.coordinator.person)
        .bind(now)
        .run(&mut tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        for at in [one.as_str(), "/my-work", &format!("/reviews/{}/returns", case.review)] {
            let page = shown(&case.police.author, at).await;
            assert!(page.says("30 June 2026") && !page.says("6 May 2026"), "{at}: {}", page.words());
        }
        let front = format!("/reviews/{}", case.review);
        assert!(
            !shown(&case.police.author, &front).await.says("Management reviews and short reports"),
            "their own date is enough"
        );
        assert!(shown(&case.coordinator, &front).await.says("each agency’s own date is with its return"));
        assert_eq!(waits(&world, &case.coordinator).await, []);
        world.clock.set("2026-07-02T09:00:00Z".parse().unwrap());
        assert_eq!(waits(&world, &case.coordinator).await, [Kind::Chase]);
        let overdue = async |who: &Actor| {
            let mut tx = world.store.read().await.unwrap();
            reviews::list(&mut tx, who, &reviews::Wanted::default()).await.unwrap().reviews[0].overdue
        };
        assert_eq!(
            overdue(&case.coordinator).await,
            overdue(&case.police.author).await + 2,
            "clocks of returns are not in its list"
        );
        let mine = shown(&case.coordinator, "/my-work").await;
        assert!(mine.says("Remind Wyreham Police of its individual management review"), "{}", mine.words());
        assert!(!mine.says("Management reviews and short reports"), "what is late is named once: {}", mine.words());
        let mut tx = world.store.write().await.unwrap();
        sql("UPDATE agency_request SET state = 'accepted' WHERE id = $1").bind(id).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let page = shown(&case.police.author, &one).await;
        assert!(page.says("6 May 2026") && !page.says("30 June 2026"), "agreed for others after it came in: {}", page.words());
    }
);
