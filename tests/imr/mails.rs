//! Who hears what about returns: the chair when one is signed, those who owe and those who wait when one is late.

use dardr::ids::PersonId;
use dardr::store::sql;
use dardr::work::run_due;

use super::{Case, Level, asked, case, signed, written};
use crate::support::World;

async fn told(world: &World, kind: &'static str, person: PersonId) -> i64 {
    let mut tx = world.store.read().await.unwrap();
    sql("SELECT COUNT(*) FROM outbox WHERE kind = $1 AND person = $2").bind(kind).bind(person).scalar(&mut tx).await.unwrap()
}

/// Mail to the contact, the author, the signatory and the coordinator about what the police owe.
async fn on(world: &World, case: &Case, day: &str) -> [i64; 4] {
    world.clock.set(format!("{day}T08:00:00Z").parse().unwrap());
    run_due(&*world.app().await).await.unwrap();
    let police = &case.police;
    [
        told(world, "return_due", police.spoc.person).await,
        told(world, "return_due", police.author.person).await,
        told(world, "return_due", police.signatory.person).await,
        told(world, "return_late", case.coordinator.person).await,
    ]
}

both!(
    async fn the_chair_hears_of_a_signed_return_and_late_ones_climb(world: World) {
        let case = case(&world).await;
        let health = asked(&world, &case, &case.health, Level::Imr).await;
        written(&world, &case, &case.health, health, "What we knew.").await;
        assert_eq!(told(&world, "return_signed", case.chair.person).await, 0);
        signed(&world, &case, &case.health, health).await;
        assert_eq!(told(&world, "return_signed", case.chair.person).await, 1);
        assert_eq!(told(&world, "return_signed", case.health.spoc.person).await, 0);

        let police = asked(&world, &case, &case.police, Level::Imr).await;
        let mut tx = world.store.write().await.unwrap();
        let friday: chrono::NaiveDate = "2026-03-20".parse().unwrap();
        sql("UPDATE agency_request SET due = $2 WHERE id = $1").bind(police).bind(friday).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(on(&world, &case, "2026-03-12").await, [0, 0, 0, 0], "six working days ahead");
        assert_eq!(on(&world, &case, "2026-03-13").await, [1, 1, 0, 0], "five working days ahead");
        assert_eq!(on(&world, &case, "2026-03-16").await, [1, 1, 0, 0], "said already");
        written(&world, &case, &case.police, police, "Begun.").await;
        assert_eq!(on(&world, &case, "2026-03-20").await, [1, 2, 0, 0], "on the day: whoever writes it");
        assert_eq!(on(&world, &case, "2026-03-23").await, [1, 3, 0, 1], "late: the coordinator too");
        assert_eq!(on(&world, &case, "2026-03-26").await, [1, 3, 0, 1]);
        assert_eq!(on(&world, &case, "2026-03-27").await, [1, 4, 0, 2], "five working days late");
        assert_eq!(on(&world, &case, "2026-04-07").await, [1, 5, 1, 3], "ten working days late, Easter between: the signatory");
        let mut tx = world.store.write().await.unwrap();
        let gone: chrono::NaiveDate = "2026-04-08".parse().unwrap();
        let ended = sql("UPDATE post SET ends = $2 WHERE person = $1").bind(case.police.author.person).bind(gone);
        ended.run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(on(&world, &case, "2026-04-14").await, [2, 5, 2, 4], "who wrote it has left: the contact again");
        signed(&world, &case, &case.police, police).await;
        assert_eq!(on(&world, &case, "2026-04-30").await, [2, 5, 2, 4], "nothing is owed any more");
    }
);
