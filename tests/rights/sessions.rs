//! The ends of sessions, and where a sign-in may lead.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use dardr::base::Clock as _;
use dardr::process::Role;
use dardr::store::sql;

use super::browser::{PASSWORD, Site, with_password};

both!(
    async fn asvs_1_2_2_a_sign_in_leads_to_a_page_of_ours_and_nowhere_else(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        let person = world.person("Priya Nandakumar", Role::Coordinator, place).await;
        with_password(&world, person, "priya@wykebourne.example").await;
        let site = Site::of(&world).await;
        for next in ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)"] {
            let sent = [("email", "priya@wykebourne.example"), ("password", PASSWORD), ("next", next)];
            assert_eq!(site.browser().send("/sign-in", &sent).await.to, "/", "{next}");
        }
    }
);

both!(
    async fn asvs_7_4_4_and_7_5_2_every_page_has_the_way_out_and_one_way_out_ends_them_all(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        let person = world.person("Priya Nandakumar", Role::Coordinator, place).await;
        let review = world.review(place).await;
        with_password(&world, person, "priya@wykebourne.example").await;
        let site = Site::of(&world).await;
        let (here, elsewhere) =
            (site.signed_in("priya@wykebourne.example").await, site.signed_in("priya@wykebourne.example").await);
        for path in ["/reviews", &format!("/reviews/{review}"), "/account", "/help"] {
            assert!(here.get(path).await.body.contains("action=\"/sign-out\""), "{path}");
        }
        assert_eq!(here.send("/account/sign-out-everywhere", &[]).await.to, "/sign-in");
        assert!(elsewhere.get("/account").await.to.starts_with("/sign-in"));
    }
);

both!(
    async fn a_page_waits_for_no_turn_to_write_and_an_idle_session_ends_on_time_all_the_same(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        let person = world.person("Priya Nandakumar", Role::Coordinator, place).await;
        with_password(&world, person, "priya@wykebourne.example").await;
        let site = Site::of(&world).await;
        let here = site.signed_in("priya@wykebourne.example").await;
        let written = async || -> DateTime<Utc> {
            sql("SELECT seen_at FROM session").scalar(&mut world.store.read().await.unwrap()).await.unwrap()
        };
        // Somebody else is long at it: on SQLite nobody can write meanwhile.
        let busy = world.store.write().await.unwrap();
        let began = Instant::now();
        for minutes in [20, 20, 20] {
            world.clock.advance(TimeDelta::minutes(minutes));
            assert_eq!(here.get("/reviews").await.to, "", "a use that is not written yet counts");
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
        drop(busy);
        let used = world.clock.now();
        for _ in 0..200 {
            if written().await == used {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(written().await, used);
        world.clock.advance(TimeDelta::minutes(29));
        assert_eq!(here.get("/reviews").await.to, "");
        world.clock.advance(TimeDelta::minutes(30));
        assert!(here.get("/reviews").await.to.starts_with("/sign-in"), "nobody used it for as long as is allowed");
    }
);
