//! The ends of sessions, and where a sign-in may lead.

use dardr::process::Role;

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
