//! A disk that is full and a database that restarts in the middle: a clear page, nothing half done, and it works again afterwards.

use dardr::base::Clock as _;
use dardr::demo::Page;
use dardr::ids::ReviewId;
use dardr::process::Role;
use dardr::store::sql;
use http::StatusCode;

use crate::support::{Cluster, World};

async fn kept(world: &World, review: ReviewId) -> (i64, i64, i64) {
    let mut tx = world.store.read().await.unwrap();
    sql("SELECT r.version, (SELECT COUNT(*) FROM happening h WHERE h.review = r.id), (SELECT COUNT(*) FROM audit a WHERE a.review = r.id) \
         FROM review r WHERE r.id = $1")
    .bind(review)
    .one(&mut tx)
    .await
    .unwrap()
}

fn says_what_to_do(page: &Page) {
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE, "{}", page.words());
    assert!(page.says("Nothing was saved"), "{}", page.words());
}

/// SQLite cannot take a page more than it has: what a full disk is to it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_a_clear_page_and_passes() {
    World::sqlite().await.live(full).await;
}

async fn full(world: World) {
    let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
    let coordinator = world.person("Amina Holt", Role::Coordinator, wyk).await;
    let review = world.review(wyk).await;
    let browser = world.visit(coordinator).await;
    let path = format!("/reviews/{review}/steps/record_secure_records");
    let long = "Letters to every agency. ".repeat(7_000);
    let (today, before) = (world.clock.today().to_string(), kept(&world, review).await);
    let filling = browser.fill(&path, None, &[("on", &today), ("note", &long)]).await.unwrap();
    pages(&world, "PRAGMA max_page_count = 1").await;
    let refused = browser.send_filled(&filling).await;
    says_what_to_do(&refused);
    assert!(refused.html.contains("Letters to every agency."), "what was typed is there to be copied");
    assert_eq!(kept(&world, review).await, before, "nothing is half done");
    assert!(browser.open(&format!("/reviews/{review}")).await.is_ok(), "reading goes on");
    pages(&world, "PRAGMA max_page_count = 1073741823").await;
    let again = browser.send(&path, &[("on", &today), ("note", &long)]).await.unwrap();
    assert!(again.says("It is recorded"), "{}", again.words());
    let (version, happenings, deeds) = kept(&world, review).await;
    assert_eq!((version, happenings), (before.0 + 1, before.1 + 1));
    assert!(deeds > before.2);
}

/// The pragma is of the connection that writes, and there is one.
async fn pages(world: &World, pragma: &'static str) {
    let mut tx = world.store.write().await.unwrap();
    sql(pragma).scalar::<i64>(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgresql_that_restarts_is_a_clear_page_and_passes() {
    let cluster = Cluster::start();
    let world = World::on(cluster.url("postgres")).await;
    world.store.migrate().await.unwrap();
    let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
    let coordinator = world.person("Amina Holt", Role::Coordinator, wyk).await;
    let review = world.review(wyk).await;
    let browser = world.visit(coordinator).await;
    let path = format!("/reviews/{review}/steps/record_secure_records");
    let (today, before) = (world.clock.today().to_string(), kept(&world, review).await);
    let fields = [("on", today.as_str()), ("note", "Letters to every agency.")];
    let filling = browser.fill(&path, None, &fields).await.unwrap();
    cluster.stop();
    let away = browser.send_filled(&filling).await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE, "{}", away.words());
    let looked = browser.visit(&format!("/reviews/{review}")).await;
    assert_eq!(looked.status, StatusCode::SERVICE_UNAVAILABLE, "{}", looked.words());
    cluster.start_again();
    world.store.check().await.unwrap();
    assert_eq!(kept(&world, review).await, before, "nothing is half done");
    let page = browser.send(&path, &fields).await.unwrap();
    assert!(page.says("It is recorded"), "{}", page.words());
    let after = kept(&world, review).await;
    assert_eq!((after.0, after.1), (before.0 + 1, before.1 + 1));
    world.store.close().await;
}
