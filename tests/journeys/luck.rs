//! Bad luck: two people at once, a stale page, a double click, the wrong person, the wrong order, a day that does not exist.

use dardr::demo::{day, marta};
use http::StatusCode;

use super::Telling;
use crate::support::World;

const COORDINATOR: &str = "amina.holt@wyreham.example";
const CSP_CHAIR: &str = "gwen.pryor@wyreham.example";
const STRANGER: &str = "bethan.cole@stourbourne.example";

async fn notified(world: &World) -> Telling {
    let mut story = Telling::of(world, marta()).await;
    story.until(day(2025, 2, 13)).await;
    story
}

fn secure(story: &Telling) -> String {
    format!("/reviews/{}/steps/record_secure_records", story.review())
}

async fn happenings(story: &Telling) -> i64 {
    let mut tx = story.world.store.read().await.unwrap();
    let count = dardr::store::sql("SELECT happenings FROM review WHERE id = $1").bind(story.review());
    count.scalar(&mut tx).await.unwrap()
}

both!(
    async fn a_page_sent_again_after_somebody_moved_the_review_on_changes_nothing(world: World) {
        let story = notified(&world).await;
        let (mine, theirs) = (story.scene.of(COORDINATOR).await.unwrap(), story.scene.of(COORDINATOR).await.unwrap());
        let stale = mine.fill(&secure(&story), None, &[("on", "2025-02-12"), ("note", "By post")]).await.unwrap();
        theirs.send(&secure(&story), &[("on", "2025-02-13"), ("note", "By post")]).await.unwrap();
        let before = happenings(&story).await;
        let page = mine.send_filled(&stale).await;
        assert_eq!(page.status, StatusCode::CONFLICT);
        assert!(page.says("has changed since you opened the page"), "{}", page.words());
        assert_eq!(happenings(&story).await, before);
    }
);

both!(
    /// v5.0.0-2.3.4: what can be done once is not done twice by two at one moment.
    async fn two_at_once_and_one_of_them_is_told(world: World) {
        let story = notified(&world).await;
        let (one, two) = (story.scene.of(COORDINATOR).await.unwrap(), story.scene.of(COORDINATOR).await.unwrap());
        let first = one.fill(&secure(&story), None, &[("on", "2025-02-13"), ("note", "First")]).await.unwrap();
        let second = two.fill(&secure(&story), None, &[("on", "2025-02-13"), ("note", "Second")]).await.unwrap();
        let before = happenings(&story).await;
        let (first, second) = tokio::join!(one.send_filled(&first), two.send_filled(&second));
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::OK, StatusCode::CONFLICT]);
        assert_eq!(happenings(&story).await, before + 1);
    }
);

both!(
    async fn a_double_click_does_its_work_once(world: World) {
        let story = notified(&world).await;
        let browser = story.scene.of(COORDINATOR).await.unwrap();
        let filled = browser.fill(&secure(&story), None, &[("on", "2025-02-13"), ("note", "By post")]).await.unwrap();
        let before = happenings(&story).await;
        let (first, second) = tokio::join!(browser.send_filled(&filled), browser.send_filled(&filled));
        assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK));
        assert_eq!(happenings(&story).await, before + 1);
    }
);

both!(
    async fn the_wrong_role_is_told_who_may_and_the_wrong_partnership_nothing(world: World) {
        let story = notified(&world).await;
        let chair = story.scene.of(CSP_CHAIR).await.unwrap();
        let page = chair.visit(&secure(&story)).await;
        assert!(page.says("It is for the coordinator"), "{}", page.words());
        let page = story.scene.of(STRANGER).await.unwrap().visit(&format!("/reviews/{}", story.review())).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let page = story.scene.of("sam.ellery@wyreham.example").await.unwrap().visit(&secure(&story)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
);

both!(
    /// v5.0.0-2.3.2: the rules of the process hold on the pages too.
    async fn nobody_decides_before_anybody_was_consulted(world: World) {
        let story = notified(&world).await;
        let chair = story.scene.of(CSP_CHAIR).await.unwrap();
        let page = chair.visit(&format!("/reviews/{}/steps/consult", story.review())).await;
        assert!(page.says("You cannot"), "{}", page.words());
        let record = chair.visit(&format!("/reviews/{}/decision/record", story.review())).await;
        assert!(record.fill(Some("Sign and decide"), &[]).is_err());
    }
);

both!(
    async fn a_day_that_does_not_exist_is_asked_for_again_and_what_was_typed_stays(world: World) {
        let story = notified(&world).await;
        let browser = story.scene.of(COORDINATOR).await.unwrap();
        let fields = [("on-day", "31"), ("on-month", "2"), ("on-year", "2025"), ("note", "By courier")];
        let filled = browser.fill(&secure(&story), None, &fields).await.unwrap();
        let before = happenings(&story).await;
        let page = browser.send_filled(&filled).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says("must be a real date") && page.html.contains("By courier"), "{}", page.words());
        assert_eq!(happenings(&story).await, before);
    }
);

both!(
    async fn people_come_in_by_their_password(world: World) {
        let story = notified(&world).await;
        let browser = story.scene.browser();
        let page = browser.visit(&format!("/reviews/{}", story.review())).await;
        assert!(page.path.starts_with("/sign-in"), "{}", page.path);
        let wrong = [("email", COORDINATOR), ("password", "not this one at all")];
        let filled = browser.fill("/sign-in", None, &wrong).await.unwrap();
        assert_eq!(browser.send_filled(&filled).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.send("/sign-in", &[("email", COORDINATOR), ("password", dardr::demo::PASSWORD)]).await.unwrap();
        assert!(browser.open(&format!("/reviews/{}", story.review())).await.unwrap().says("WYK-2025-a"));
    }
);

both!(
    async fn asvs_7_5_3_publishing_asks_for_the_password_again(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2027, 2, 24)).await;
        let case = story.teller.case("Marta").unwrap();
        let before = happenings(&story).await;
        let fields = [("mode", "full"), ("published_on", "2027-02-24"), ("address", "https://wyreham.example/marta")];
        for (wrong, said) in [("", "Enter your password"), ("not my password", "This is not your password")] {
            let refused = case.send(CSP_CHAIR, "/submission/publish", &[&fields[..], &[("password", wrong)]].concat()).await;
            assert!(refused.unwrap_err().to_string().contains(said));
        }
        assert_eq!(happenings(&story).await, before);
    }
);
