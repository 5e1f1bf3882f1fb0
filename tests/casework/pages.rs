//! The pages themselves, over HTTP, on a case with something in it.

use dardr::access::sessions::{self, Limits};
use dardr::ids::PersonId;
use dardr::process::Role;
use dardr::store::sql;
use dardr::web::{Outer, endpoint, routes};
use http::StatusCode;
use poem::{Endpoint as _, Request};

use super::story::{Cast, record};
use crate::support::{World, showing};

struct Browser {
    site: Outer,
    cookie: String,
    token: String,
}

impl Browser {
    async fn new(world: &World, person: PersonId) -> Self {
        let (keyring, mut tx) = (world.keyring(), world.store.write().await.unwrap());
        let cookie = sessions::begin(&mut tx, &keyring, person, true).await.unwrap();
        let limits = Limits { idle: chrono::Duration::minutes(30), absolute: chrono::Duration::hours(12) };
        let token = sessions::find(&mut tx, &keyring, &cookie, limits).await.unwrap().unwrap().session.form_token;
        tx.commit().await.unwrap();
        Self { site: endpoint(world.app().await, None, routes::table(), vec![]), cookie, token }
    }

    async fn ask(&self, request: poem::RequestBuilder, body: Option<String>) -> (StatusCode, String, String) {
        let request = request.header("cookie", format!("__Host-dardr={}", self.cookie));
        let request = match body {
            Some(body) => request.content_type("application/x-www-form-urlencoded").body(format!("_token={}&{body}", self.token)),
            None => request.finish(),
        };
        let answer = self.site.get_response(request).await;
        let to = answer.header("location").unwrap_or_default().to_owned();
        (answer.status(), to, answer.into_body().into_string().await.unwrap())
    }

    async fn see(&self, path: &str) -> (StatusCode, String) {
        let (status, _, page) = self.ask(Request::builder().uri(path.parse().unwrap()), None).await;
        (status, page)
    }

    async fn send(&self, path: &str, body: &str) -> (StatusCode, String, String) {
        let request = Request::builder().method(http::Method::POST).uri(path.parse().unwrap());
        self.ask(request, Some(format!("{body}&_once={}", showing()))).await
    }
}

both!(
    async fn every_page_of_a_case_is_shown_without_a_name(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.ready(&world).await;
        record(&world, &cast, review, "review").await;
        let coordinator = Browser::new(&world, cast.coordinator).await;
        let chair = Browser::new(&world, cast.chair).await;
        for path in [
            "notification",
            "notification/death",
            "notification/lead",
            "triage",
            "triage/T1",
            "triage/T7",
            "triage/T8",
            "triage/T20",
            "triage/regime",
            "consultation",
            "consultation/ask",
            "consultation/not-asked/probation",
            "decision",
            "decision/record",
            "decision/record/reasons",
            "decision/record/outcome",
            "decision/reopen",
            "decision/direction",
            "decision/scrutiny",
        ] {
            let (status, page) = coordinator.see(&format!("/reviews/{review}/{path}")).await;
            assert_eq!(status, StatusCode::OK, "{path}");
            assert_eq!(page.matches("<h1").count(), 1, "{path}");
            for name in ["Danuta", "Wilk", "Callum", "Ferns", "Moor Row"] {
                assert!(!page.contains(name), "{path} shows {name}");
            }
        }
        let (_, received) = coordinator.see(&format!("/reviews/{review}/notification/received")).await;
        assert!(received.contains("Danuta"));
        let (_, page) = chair.see(&format!("/reviews/{review}/decision/record")).await;
        assert!(page.contains("Sign and decide"));
        let (_, page) = coordinator.see(&format!("/reviews/{review}/decision/record")).await;
        assert!(!page.contains("Sign and decide"));
        let agency = Browser::new(&world, cast.spoc).await;
        let (status, page) = agency.see(&format!("/reviews/{review}/consultation")).await;
        assert!(status == StatusCode::OK && page.contains("Kelsall Homes") && !page.contains("Probation"));
        let (status, _) = agency.see(&format!("/reviews/{review}/decision")).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
    }
);

both!(
    async fn a_record_says_what_keeps_it_from_being_signed_and_the_briefing_what_the_notification_told(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.ready(&world).await;
        let coordinator = Browser::new(&world, cast.coordinator).await;
        let (_, page) = coordinator.see(&format!("/reviews/{review}/decision/record")).await;
        assert!(
            page.contains("What is missing") && page.contains(&format!("/reviews/{review}/decision/record/reasons")),
            "{page}"
        );
        assert!(page.contains("Enter the reasons on the scope test"), "{page}");
        let chair = Browser::new(&world, cast.chair).await;
        let (_, page) = chair.see(&format!("/reviews/{review}/decision")).await;
        assert!(page.contains("The notification says:") && page.contains("Has the coroner opened"), "{page}");
        assert!(page.contains("The person who died was their"), "what stands beside a yes is told: {page}");
        let (_, page) = coordinator.see(&format!("/reviews/{review}")).await;
        assert!(page.contains("once all that is still needed below is done"), "{page}");
        assert!(!page.contains("the review waits for the partnership chair"), "{page}");
        let (_, page) = coordinator.see(&format!("/reviews/{review}/decision/record/outcome")).await;
        assert!(page.contains("Safeguarding adults review") && !page.contains("Inquest"), "{page}");
        let (_, page) = coordinator.see(&format!("/reviews/{review}/clocks")).await;
        assert!(page.contains("<span>Clocks</span>"), "{page}");
        let (_, page) = coordinator.see(&format!("/reviews/{review}/consultation/ask")).await;
        assert!(page.contains("Kelsall Homes: Tam Reyes can answer here"), "{page}");
    }
);

both!(
    async fn each_who_is_consulted_stands_on_the_page_once_and_a_reply_leads_to_whom_it_is_about(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        cast.triage(&world, review).await;
        let (housing, _) = cast.consult(&world, review).await;
        let room = format!("/reviews/{review}");
        let coordinator = Browser::new(&world, cast.coordinator).await;
        let (_, page) = coordinator.see(&format!("{room}/consultation")).await;
        // Once as the title of its card, and once hidden in the words of each of its two links.
        assert_eq!(page.matches("Kelsall Homes").count(), 3, "{page}");
        let links = |page: &str| ["people", "notification"].map(|one| page.contains(&format!("href=\"{room}/{one}\"")));
        let form = format!("{room}/consultation/{housing}/reply");
        let agency = Browser::new(&world, cast.spoc).await;
        let (_, page) = agency.see(&form).await;
        let about = page.split_once("About whom it is").map(|(_, after)| after).unwrap_or_default();
        assert_eq!(links(about), [true, false], "the names that are opened to agencies, and no account of the case: {page}");
        let (_, page) = coordinator.see(&form).await;
        let about = page.split_once("About whom it is").map(|(_, after)| after).unwrap_or_default();
        assert_eq!(links(about), [true, true], "{page}");
    }
);

both!(
    async fn the_reason_for_the_legal_basis_names_nobody_and_shows_no_code(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        let coordinator = Browser::new(&world, cast.coordinator).await;
        let path = format!("/reviews/{review}/triage/regime");
        let (_, page) = coordinator.see(&path).await;
        let seen = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let body = format!("version={seen}&regime=dhr_s9&reason=Danuta+Wilk+lived+here&display_term=DHR");
        let (status, ..) = coordinator.send(&path, &body).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        for path in [format!("/reviews/{review}/triage"), path] {
            let (_, page) = coordinator.see(&path).await;
            assert!(page.contains("Person who died V1 lived here") && !page.contains("{{V1"), "{page}");
        }
    }
);

both!(
    async fn what_is_typed_into_a_notification_is_kept_even_when_it_is_wrong(world: World) {
        let cast = Cast::new(&world).await;
        let browser = Browser::new(&world, cast.coordinator).await;
        let (status, to, _) = browser.send("/notifications", &format!("partnership={}", cast.home)).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (_, page) = browser.see(&to).await;
        let seen = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let body = format!("version={seen}&received-day=31&received-month=2&received-year=2026&channel=email");
        let (status, _, page) = browser.send(&to, &body).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("must be a real date: the month ends on 28 February 2026") && page.contains("value=\"31\""));
        let (_, again) = browser.see(&to).await;
        assert!(again.contains("value=\"31\""), "left and come back to");
        let (status, _, page) = browser.send(&to, &body.replace("31", "30")).await;
        assert!(status == StatusCode::CONFLICT && page.contains("30"), "a page of before is refused, and shown to be copied");
        let long = "x".repeat(200_001);
        let history = to.replace("/told", "/history");
        let (_, page) = browser.see(&history).await;
        let seen = page.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let (status, _, page) = browser.send(&history, &format!("version={seen}&agencies={long}")).await;
        assert!(status == StatusCode::UNPROCESSABLE_ENTITY && page.contains("use 200,000 characters or fewer"));
        let (status, ..) = browser.send(&history.replace("/history", "/nothing"), "version=0").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let stranger = Browser::new(&world, world.person("Sam Ellery", Role::SysAdmin, cast.home).await).await;
        assert_eq!(stranger.see(&to).await.0, StatusCode::NOT_FOUND);
    }
);

both!(
    async fn who_reads_the_names_of_a_draft_is_on_record(world: World) {
        let cast = Cast::new(&world).await;
        let coordinator = Browser::new(&world, cast.coordinator).await;
        let (_, at, _) = coordinator.send("/notifications", &format!("partnership={}", cast.home)).await;
        let page = at.replace("/told", "/deceased-1");
        let seen = async |deed: &'static str| -> Vec<String> {
            let mut tx = world.store.read().await.unwrap();
            let rows: Vec<(String,)> =
                sql("SELECT CAST(detail AS TEXT) FROM audit WHERE deed = $1").bind(deed).all(&mut tx).await.unwrap();
            rows.into_iter().map(|(detail,)| detail).collect()
        };
        let (_, html) = coordinator.see(&page).await;
        assert!(seen("names_seen").await.is_empty(), "nobody is named yet");
        let version = html.split("name=\"version\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let (status, ..) = coordinator.send(&page, &format!("version={version}&given=Zuleika&then=later")).await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        assert!(seen("names_seen").await.is_empty(), "who types a name is on record by that");
        assert_eq!(seen("case_changed").await.len(), 1);
        assert!(coordinator.see(&page).await.1.contains("Zuleika"));
        let looks = seen("names_seen").await;
        assert!(looks.len() == 1 && looks[0].contains("deceased-1") && !looks[0].contains("Zuleika"), "{looks:?}");
    }
);
