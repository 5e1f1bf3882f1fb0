//! Signing in, out and up, over HTTP.

use dardr::access::people::{self, NewPerson};
use dardr::audit::Doer;
use dardr::base::{Email, Line};
use dardr::process::Role;
use dardr::store::sql;
use http::StatusCode;

use super::browser::{PASSWORD, Site, with_password};
use crate::access::code_at;

both!(
    async fn asvs_7_2_4_and_7_4_1_a_session_begins_with_a_new_word_and_ends_with_the_sign_out(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        let person = world.person("Priya Nandakumar", Role::Coordinator, place).await;
        with_password(&world, person, "priya@wykebourne.example").await;
        let site = Site::of(&world).await;
        let browser = site.browser();
        browser.set_cookie("__Host-dardr", "a word that a stranger planted");
        let answer = browser
            .send("/sign-in", &[("email", "Priya@Wykebourne.example"), ("password", PASSWORD), ("next", "/account")])
            .await;
        assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, "/account"));
        let word = browser.cookie("__Host-dardr").unwrap();
        assert_ne!(word, "a word that a stranger planted");
        assert_eq!(browser.get("/account").await.status, StatusCode::OK);
        let account = browser.get("/account").await;
        assert_eq!(account.headers["cache-control"], "no-store", "14.3.2");
        let out = browser.send("/sign-out", &[]).await;
        assert_eq!(out.to, "/sign-in");
        assert!(out.headers.contains_key("clear-site-data"), "14.3.1");
        assert!(browser.cookie("__Host-dardr").is_none());
        browser.set_cookie("__Host-dardr", &word);
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER, "7.4.1: the word is worth nothing any more");
    }
);

both!(
    async fn the_link_to_sign_in_leads_nobody_away(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        let person = world.person("Priya Nandakumar", Role::Coordinator, place).await;
        with_password(&world, person, "priya@wykebourne.example").await;
        let site = Site::of(&world).await;
        for (next, to) in [
            ("/account?a=b", "/account?a=b"),
            ("//elsewhere.example", "/"),
            ("/\t/elsewhere.example", "/"),
            ("/\n/elsewhere.example", "/"),
            ("/\\elsewhere.example", "/"),
            ("https://elsewhere.example", "/"),
        ] {
            let typed = [("email", "priya@wykebourne.example"), ("password", PASSWORD), ("next", next)];
            let answer = site.browser().send("/sign-in", &typed).await;
            assert_eq!((answer.status, answer.to.as_str()), (StatusCode::SEE_OTHER, to), "{next:?}");
        }
    }
);

both!(
    async fn asvs_3_5_1_a_form_without_the_word_of_its_session_changes_nothing(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        let person = world.person("Priya Nandakumar", Role::Coordinator, place).await;
        with_password(&world, person, "priya@wykebourne.example").await;
        let site = Site::of(&world).await;
        let browser = site.signed_in("priya@wykebourne.example").await;
        for token in ["", "0000", "guess"] {
            let answer =
                browser.send_bare("/account/name", &[("_token", token), ("name", "Somebody Else"), ("version", "2")]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN);
        }
        assert!(browser.get("/account").await.body.contains("Priya Nandakumar"));
    }
);

both!(
    async fn asvs_6_3_1_wrong_sign_ins_look_alike_and_the_wait_is_told(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        let person = world.person("Priya Nandakumar", Role::Coordinator, place).await;
        with_password(&world, person, "priya@wykebourne.example").await;
        let site = Site::of(&world).await;
        let browser = site.browser();
        let known = browser.send("/sign-in", &[("email", "priya@wykebourne.example"), ("password", "wrong")]).await;
        let unknown = browser.send("/sign-in", &[("email", "nobody@wykebourne.example"), ("password", "wrong")]).await;
        assert_eq!((known.status, unknown.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
        for page in [&known.body, &unknown.body] {
            assert!(page.contains("The email address or the password is not right"));
            assert!(!page.contains("wrong\""), "a password is never shown again");
        }
        for _ in 0..4 {
            browser.send("/sign-in", &[("email", "priya@wykebourne.example"), ("password", "wrong")]).await;
        }
        let answer = browser.send("/sign-in", &[("email", "priya@wykebourne.example"), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answer.body.contains("Try again after 9:01am."), "{}", answer.body);
    }
);

both!(
    async fn an_invited_person_chooses_a_password_by_the_link_in_the_mail(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        let boss = world.person("Priya Nandakumar", Role::Coordinator, place).await;
        with_password(&world, boss, "priya@wykebourne.example").await;
        let site = Site::of(&world).await;
        let browser = site.signed_in("priya@wykebourne.example").await;
        let people_page = format!("/partnership/{place}/people/new");
        let wrong = browser.send(&people_page, &[("name", "Owen Frith"), ("email", "owen at police")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("Owen Frith") && wrong.body.contains("owen at police"), "nothing typed is lost");
        let invited = browser.send(&people_page, &[("name", "Owen Frith"), ("email", "owen@police.example")]).await;
        assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
        let mut tx = world.store.read().await.unwrap();
        let mails: Vec<(serde_json::Value,)> =
            sql("SELECT facts FROM outbox WHERE kind = 'invitation'").all(&mut tx).await.unwrap();
        drop(tx);
        let link = mails[0].0["path"].as_str().unwrap().to_owned();
        let new = site.browser();
        let page = new.get(&link).await;
        assert!(page.body.contains("Hello Owen Frith"));
        assert_eq!(page.headers["referrer-policy"], "same-origin");
        assert_eq!(page.headers["cache-control"], "no-store");
        for weak in ["short", "Wykebourne2026!", "password123456"] {
            assert_eq!(new.send(&link, &[("new-password", weak)]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{weak}");
        }
        let chosen = new.send(&link, &[("new-password", PASSWORD)]).await;
        assert_eq!(chosen.to, "/sign-in", "{}", chosen.body);
        assert!(new.get(&link).await.body.contains("This link has ended"), "6.4.1: once");
        let answer = new.send("/sign-in", &[("email", "owen@police.example"), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert!(new.get("/account").await.body.contains("You hold no post"));
    }
);

both!(
    async fn asvs_6_3_3_a_required_second_factor_comes_before_everything_else(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        let person = world.person("Priya Nandakumar", Role::Coordinator, place).await;
        with_password(&world, person, "priya@wykebourne.example").await;
        let mut tx = world.store.write().await.unwrap();
        sql("UPDATE partnership SET second_factor_required = $1").bind(true).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let site = Site::of(&world).await;
        let browser = site.signed_in("priya@wykebourne.example").await;
        for path in ["/account", "/reviews", "/partnership"] {
            let answer = browser.get(path).await;
            assert!(answer.to.starts_with("/account/second-factor"), "{path} leads to {}", answer.to);
        }
        assert_eq!(
            browser.send("/account/second-factor/begin", &[("password", "wrong")]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let begun = browser.send("/account/second-factor/begin", &[("password", PASSWORD)]).await;
        assert_eq!(begun.to, "/account/second-factor/confirm", "{}", begun.body);
        let page = browser.get("/account/second-factor/confirm").await.body;
        assert!(page.contains("<svg"), "the picture");
        let words = scraper::Html::parse_document(&page);
        let strong = scraper::Selector::parse("strong").unwrap();
        let secret: String =
            words.select(&strong).map(|each| each.text().collect::<String>()).find(|text| text.len() == 39).unwrap();
        let now = || dardr::base::Clock::now(&*world.clock).timestamp();
        let codes = browser.send("/account/second-factor/confirm", &[("code", &code_at(&secret, now()))]).await;
        assert_eq!(codes.status, StatusCode::OK, "{}", codes.body);
        let document = scraper::Html::parse_document(&codes.body);
        let code = scraper::Selector::parse("code").unwrap();
        let recovery: Vec<String> = document.select(&code).map(|each| each.text().collect()).collect();
        assert_eq!(recovery.len(), 10);
        assert_eq!(browser.get("/account").await.status, StatusCode::OK);
        let away = browser.send("/account/second-factor/remove", &[("password", PASSWORD)]).await;
        assert_eq!(away.status, StatusCode::FORBIDDEN, "it is required");
        let second = site.signed_in("priya@wykebourne.example").await;
        let word = second.cookie("__Host-dardr").unwrap();
        assert_eq!(second.get("/account").await.to, "/sign-in/second-factor?next=%2Faccount");
        let used = second.send("/sign-in/second-factor", &[("code", &code_at(&secret, now()))]).await;
        assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY, "6.5.1: a code that was used");
        world.clock.advance(chrono::TimeDelta::seconds(30));
        let given = second.send("/sign-in/second-factor", &[("code", &code_at(&secret, now())), ("next", "/account")]).await;
        assert_eq!(given.to, "/account", "{}", given.body);
        assert_ne!(second.cookie("__Host-dardr").unwrap(), word, "7.2.4: a new word");
        assert_eq!(second.get("/account").await.status, StatusCode::OK);
        let third = site.signed_in("priya@wykebourne.example").await;
        assert_eq!(third.send("/sign-in/recovery", &[("code", &recovery[4])]).await.to, "/account");
        let fourth = site.signed_in("priya@wykebourne.example").await;
        assert_eq!(fourth.send("/sign-in/recovery", &[("code", &recovery[4])]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
);

both!(
    async fn asvs_7_4_3_and_7_5_1_a_new_password_asks_for_the_old_one_and_signs_out_elsewhere(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        let person = world.person("Priya Nandakumar", Role::Coordinator, place).await;
        with_password(&world, person, "priya@wykebourne.example").await;
        let site = Site::of(&world).await;
        let (one, two) = (site.signed_in("priya@wykebourne.example").await, site.signed_in("priya@wykebourne.example").await);
        let new = "thistle anchor violin 7";
        let refused = one.send("/account/password", &[("password", "wrong"), ("new-password", new)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let changed = one.send("/account/password", &[("password", PASSWORD), ("new-password", new)]).await;
        assert_eq!(changed.to, "/account", "{}", changed.body);
        assert_eq!(one.get("/account").await.status, StatusCode::OK);
        assert!(two.get("/account").await.to.starts_with("/sign-in"), "signed out elsewhere");
        let everywhere = one.send("/account/sign-out-everywhere", &[]).await;
        assert_eq!(everywhere.to, "/sign-in");
        assert!(one.get("/account").await.to.starts_with("/sign-in"));
    }
);

both!(
    async fn asking_for_a_link_tells_nobody_who_has_an_account(world: World) {
        let mut tx = world.store.write().await.unwrap();
        let new = NewPerson {
            name: Line::parse("Ines Okoro").unwrap(),
            email: Email::parse("ines@wykebourne.example").unwrap(),
            job_title: None,
        };
        people::find_or_add(&mut tx, &Doer::timetable(), &new).await.unwrap();
        tx.commit().await.unwrap();
        let site = Site::of(&world).await;
        let browser = site.browser();
        let known = browser.send("/forgotten-password", &[("email", "ines@wykebourne.example")]).await;
        let unknown = browser.send("/forgotten-password", &[("email", "nobody@wykebourne.example")]).await;
        let without = |page: &str, address: &str| {
            page.replace(address, "")
                .split("<main")
                .nth(1)
                .unwrap_or_default()
                .split("</main>")
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(without(&known.body, "ines@wykebourne.example"), without(&unknown.body, "nobody@wykebourne.example"));
        let mut tx = world.store.read().await.unwrap();
        let mails: i64 = sql("SELECT COUNT(*) FROM outbox").scalar(&mut tx).await.unwrap();
        assert_eq!(mails, 1);
    }
);

both!(
    async fn a_token_is_shown_once_and_revoked_by_its_person_alone(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        for (name, address) in [("Priya Nandakumar", "priya@wykebourne.example"), ("Gwen Pryor", "gwen@wykebourne.example")] {
            let person = world.person(name, Role::Coordinator, place).await;
            with_password(&world, person, address).await;
        }
        let site = Site::of(&world).await;
        let (own, other) = (site.signed_in("priya@wykebourne.example").await, site.signed_in("gwen@wykebourne.example").await);
        let form = [("name", "Figures"), ("days", "30"), ("password", PASSWORD), ("_once", "one showing of the form")];
        let made = own.send("/account/tokens", &form).await;
        assert!(made.body.contains("dardr_"), "{}", made.body);
        let twice = own.send("/account/tokens", &form).await;
        assert_eq!(twice.status, StatusCode::CONFLICT, "{}", twice.body);
        assert!(twice.body.contains("This form was sent twice") && !twice.body.contains("dardr_"), "{}", twice.body);
        let list = own.get("/account/tokens").await.body;
        assert!(list.contains("Figures") && !list.contains("dardr_"));
        let path = list
            .split("action=\"")
            .find(|part| part.starts_with("/account/tokens/"))
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        assert_eq!(other.send(&path, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(own.send(&path, &[]).await.status, StatusCode::SEE_OTHER);
        assert!(own.get("/account/tokens").await.body.contains("You have no tokens."), "one was made, and it is revoked");
    }
);

both!(
    async fn asvs_7_5_3_a_token_is_made_with_the_password_and_guessing_it_is_slow(world: World) {
        let place = world.partnership("WYK", "Wykebourne").await;
        let person = world.person("Priya Nandakumar", Role::Coordinator, place).await;
        with_password(&world, person, "priya@wykebourne.example").await;
        let site = Site::of(&world).await;
        let own = site.signed_in("priya@wykebourne.example").await;
        let with = |password| [("name", "Figures"), ("days", "30"), ("password", password)];
        let nothing = own.send("/account/tokens", &with("")).await;
        assert!(nothing.body.contains("Enter your password") && nothing.body.contains("Figures"), "{}", nothing.body);
        for wrong in ["wron", "wrong", "wronger", "still wrong", "as wrong as before"] {
            let refused = own.send("/account/tokens", &with(wrong)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(refused.body.contains("This is not your password") && refused.body.contains("Figures"), "{wrong}");
            assert!(!refused.body.contains("dardr_"), "{wrong}");
        }
        assert_eq!(own.send("/account/tokens", &with(PASSWORD)).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(own.get("/account/tokens").await.body.contains("You have no tokens."));
    }
);
