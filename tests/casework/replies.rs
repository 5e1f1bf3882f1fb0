//! What was said by whom and on which day: replies, the notification, the meeting.

use dardr::access::right::{DecideCase, EditCase, TakeStep};
use dardr::access::{permit, permit_all};
use dardr::consultation;
use dardr::decision::{self, Part};
use dardr::notification::{self, CaseProblem};
use dardr::process::Role;
use dardr::process::scope::RegimeSettings;
use dardr::reviews;
use dardr::store::sql;
use dardr::ui::Filled;
use http::StatusCode;

use super::story::{Cast, day, enter, record, when};

both!(
    async fn a_reply_has_its_day_and_no_decision_comes_before_the_last(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        cast.triage(&world, review).await;
        let (housing, letter) = cast.consult(&world, review).await;
        let app = world.app().await;
        let (coordinator, spoc) = (world.actor(cast.coordinator).await, world.actor(cast.spoc).await);
        let mut tx = world.store.write().await.unwrap();
        let (all, own) = (
            permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap(),
            permit::<EditCase>(&mut tx, &spoc, review).await.unwrap(),
        );
        let reply = |version: &str, on: &str| {
            let f =
                Filled::new().with("known", "yes").with("indicator", "no").with("view", "review").with("view_why", "Learning");
            when(f.with("replied_by", "Duty manager").with("version", version), "replied_on", on)
        };
        let ahead = "The date of the reply must be today or in the past";
        for (grant, id, on, sentence) in [
            (&all, letter, "2026-03-01", "must not be before they were asked, 2 March 2026"),
            (&all, letter, "2026-03-07", ahead),
            (&own, housing, "2026-03-05", "must not be before they were asked, 6 March 2026"),
            (&own, housing, "2026-03-07", ahead),
        ] {
            let mut f = reply("1", on);
            let refused = consultation::reply(&mut tx, &app.keyring, grant, id, &mut f).await;
            assert!(matches!(refused, Err(CaseProblem::Form)), "{on}");
            assert!(f.error("replied_on").is_some_and(|error| error.contains(sentence)), "{on}: {:?}", f.errors());
        }
        consultation::reply(&mut tx, &app.keyring, &all, letter, &mut reply("1", "2026-03-04")).await.unwrap();
        let meeting = |version: &str, on: &str| {
            let f = Filled::new().with("chair", "Gwen Pryor").with("attendees", "Police").with("conflicts", "None");
            when(f.with("version", version), "decided_on", on)
        };
        let mut early = meeting("0", "2026-03-03");
        let refused = decision::prepare(&mut tx, &app.keyring, &all, Part::Meeting, &mut early).await;
        assert!(matches!(refused, Err(CaseProblem::Form)));
        let said = early.error("decided_on").unwrap_or_default();
        assert!(
            said.contains("must not be before") && said.contains("6 March 2026"),
            "the consultation began on that day: {said}"
        );
        tx.commit().await.unwrap();
        let page = world.visit(cast.spoc).await.visit(&format!("/reviews/{review}/consultation/{housing}/reply")).await;
        assert!(
            page.says("Date of the reply") && page.html.contains("name=\"replied_on-day\" type=\"text\""),
            "{}",
            page.words()
        );
    }
);

both!(
    async fn a_reply_that_is_waited_for_says_for_how_long_and_whether_it_is_late(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        cast.triage(&world, review).await;
        cast.consult(&world, review).await;
        let page = async || {
            let coordinator = world.visit(cast.coordinator).await;
            coordinator.visit(&format!("/reviews/{review}/consultation")).await
        };
        let soon = page().await;
        assert!(soon.says("No reply yet: asked 4 days ago, due on 16 March 2026"), "{}", soon.words());
        assert!(soon.says("Asked today, due on 20 March 2026") && !soon.says("days late"), "{}", soon.words());
        world.clock.advance(chrono::TimeDelta::days(12));
        let late = page().await;
        assert!(late.says("No reply yet: asked 16 days ago, was due on 16 March 2026 2 days late"), "{}", late.words());
        assert!(late.says("No reply yet: asked 12 days ago, due on 20 March 2026"), "{}", late.words());
    }
);

both!(
    async fn a_decision_rests_on_every_reply(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.ready(&world).await;
        record(&world, &cast, review, "review").await;
        let app = world.app().await;
        let (chair, coordinator) = (world.actor(cast.chair).await, world.actor(cast.coordinator).await);
        let mut tx = world.store.write().await.unwrap();
        sql("UPDATE consultee SET replied_on = $2 WHERE review = $1 AND kind = 'health'")
            .bind(review)
            .bind(day("2026-03-07"))
            .run(&mut tx)
            .await
            .unwrap();
        let sentence = "must not be before the reply of ICB and health on 7 March 2026";
        let edit = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let seen = decision::record(&mut tx, &edit).await.unwrap().unwrap().version;
        let f = Filled::new().with("chair", "Gwen Pryor").with("attendees", "Police").with("conflicts", "None");
        let mut f = when(f.with("version", seen.to_string()), "decided_on", "2026-03-06");
        let refused = decision::prepare(&mut tx, &app.keyring, &edit, Part::Meeting, &mut f).await;
        assert!(matches!(refused, Err(CaseProblem::Form)));
        assert!(f.error("decided_on").is_some_and(|error| error.contains(sentence)), "{:?}", f.errors());
        let grant = permit::<DecideCase>(&mut tx, &chair, review).await.unwrap();
        let step = permit::<TakeStep>(&mut tx, &chair, review).await.unwrap();
        let version = reviews::front(&mut tx, &grant).await.unwrap().version;
        let refused = decision::decide(&mut tx, &grant, &step, &RegimeSettings::default(), (seen, version)).await.unwrap_err();
        assert!(refused.to_string().contains(sentence), "{refused}");
    }
);

both!(
    async fn what_the_notification_tells_of_courts_is_offered_once_and_the_chair_is_known(world: World) {
        let cast = Cast::new(&world).await;
        let app = world.app().await;
        let coordinator = world.actor(cast.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let told = [
            ("next", "coroner_area", "Stour"),
            ("next", "coroner_next", "2026-05-12"),
            ("next", "court_next", "2026-04-20"),
            ("next", "court", "Wyreham Crown Court, plea hearing"),
        ];
        let review = enter(&mut tx, &app, &coordinator, cast.home, &told).await;
        notification::open(&mut tx, &app.keyring, &app.settings.law, &coordinator, review).await.unwrap();
        tx.commit().await.unwrap();
        let browser = world.visit(cast.coordinator).await;
        let room = format!("/reviews/{review}/proceedings");
        let page = browser.visit(&room).await;
        assert!(page.says("next on 12 May 2026") && page.says("next on 20 April 2026"), "{}", page.words());
        let form = page.link("Inquest").unwrap();
        let page = browser.visit(&form).await;
        assert!(page.html.contains("Coroner for Stour") && page.html.contains("value=\"12\""), "{}", page.html);
        let page = browser.send(&form, &[]).await.unwrap();
        assert!(
            page.says("12 May 2026") && !page.says("next on 12 May 2026"),
            "what is recorded is offered no more: {}",
            page.words()
        );
        assert!(page.says("next on 20 April 2026"), "{}", page.words());
        drop(browser);

        cast.triage(&world, review).await;
        cast.consult(&world, review).await;
        let browser = world.visit(cast.coordinator).await;
        let meeting = format!("/reviews/{review}/decision/record/meeting");
        assert!(browser.visit(&meeting).await.html.contains("value=\"Gwen Pryor\""));
        let mut tx = world.store.write().await.unwrap();
        let grant = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        for (version, typed, kept) in [("0", "", "Gwen Pryor"), ("2", "Ada Moss", "Ada Moss")] {
            let f = Filled::new().with("chair", typed).with("attendees", "Police").with("conflicts", "None");
            let mut f = when(f.with("version", version), "decided_on", "2026-03-06");
            decision::prepare(&mut tx, &app.keyring, &grant, Part::Meeting, &mut f).await.unwrap();
            let record = decision::record(&mut tx, &grant).await.unwrap().unwrap();
            assert_eq!(record.sheet(Part::Meeting).get("chair"), kept);
        }
    }
);

both!(
    async fn abuse_of_the_last_year_was_abuse_at_some_time(world: World) {
        let cast = Cast::new(&world).await;
        let coordinator = world.actor(cast.coordinator).await;
        let app = world.app().await;
        for (ever, sentence) in [
            ("no", "abuse was known in the last 12 months, and that none was known at any time"),
            ("unknown", "abuse was known in the last 12 months, and that it is not known whether it ever was"),
        ] {
            let mut tx = world.store.write().await.unwrap();
            let id = enter(&mut tx, &app, &coordinator, cast.home, &[("history", "abuse_ever", ever)]).await;
            let refused = notification::open(&mut tx, &app.keyring, &app.settings.law, &coordinator, id).await;
            assert!(refused.is_err(), "{ever}");
            tx.commit().await.unwrap();
            let typed = [("abuse_recent", "yes"), ("abuse_ever", ever), ("marac", "no"), ("grade", "medium")];
            let browser = world.visit(cast.coordinator).await;
            let said = format!("{:?}", browser.send(&format!("/notifications/{id}/history"), &typed).await.unwrap_err());
            assert!(said.contains(sentence) && said.contains("Put one of them right"), "{said}");
        }
        let mut tx = world.store.write().await.unwrap();
        let id = enter(&mut tx, &app, &coordinator, cast.home, &[("history", "abuse_recent", "no")]).await;
        notification::open(&mut tx, &app.keyring, &app.settings.law, &coordinator, id).await.unwrap();
    }
);

both!(
    async fn an_address_of_a_draft_leads_to_the_review_that_was_opened_from_it(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        let browser = world.visit(cast.coordinator).await;
        for page in ["", "/check", "/told", "/discard"] {
            let seen = browser.visit(&format!("/notifications/{review}{page}")).await;
            assert_eq!((seen.status, seen.path.as_str()), (StatusCode::OK, format!("/reviews/{review}").as_str()), "{page}");
        }
        let elsewhere = world.partnership("MAR", "Marshgate").await;
        let stranger = world.person("Una Vale", Role::Coordinator, elsewhere).await;
        let seen = world.visit(stranger).await.visit(&format!("/notifications/{review}/check")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "who has no part in it learns nothing");
    }
);
