//! What waits for an agency's people and for the chair while a return and a check of the facts go to and fro.

use dardr::access::right::EditDraft;
use dardr::access::{Actor, permit};
use dardr::duties::Kind;
use dardr::imr::{Level, Verdict, judge, one};
use dardr::process::Role;
use dardr::reports::{self, Decision, Said};
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
        assert_eq!(waits(&world, &case.health.spoc).await, [], "another agency's affair");

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
        assert_eq!(waits(&world, &case.chair).await, []);
    }
);
