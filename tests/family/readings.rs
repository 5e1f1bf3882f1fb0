//! The days of a reading: those that somebody wishes to avoid, other days while it runs, and a reading that was offered in error.

use dardr::access::right::{EditFamily, SeeFamily};
use dardr::demo::Browser;
use dardr::family::{self, ReadingEnd, Wish};
use dardr::process::{Act, Event};
use dardr::reports;
use dardr::reviews;
use dardr::store::sql;
use http::StatusCode;

use super::sister;
use crate::parties::case::Case;

/// Somebody of the family who may be offered the first version for the family.
async fn to_read(case: &Case, avoid: &str) -> family::FamilyId {
    let mut tx = case.write().await;
    let person = sister(case, &mut tx, vec![Wish::ReadDraft]).await;
    let edit = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
    let on = tx.today();
    reports::mark(&mut tx, &edit.doer(), case.review, Act::ShareWithFamily, on).await.unwrap();
    sql("UPDATE family_person SET dates_to_avoid = $1").bind(avoid).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    person
}

const TIME: [(&str, &str); 3] = [("opens_on", "2026-06-08"), ("closes_on", "2026-06-26"), ("draft", "F1")];

async fn offered(case: &Case, browser: &Browser, person: family::FamilyId) -> String {
    let form = format!("/reviews/{}/family/{person}/reading", case.review);
    let page = browser.send(&form, &TIME).await.unwrap();
    assert!(page.says("The draft that they read"), "{}", page.words());
    let mut tx = case.write().await;
    let see = case.grant::<SeeFamily>(&mut tx, case.coordinator).await;
    let all = family::readings(&mut tx, &see).await.unwrap();
    format!("/reviews/{}/family/readings/{}", case.review, all[0].id)
}

both!(
    async fn a_day_to_avoid_is_shown_and_stands_against_the_time_until_somebody_says_why(world: World) {
        let case = Case::begin(world).await;
        let person = to_read(&case, "14 June, his birthday").await;
        let browser = case.world.visit(case.coordinator).await;
        let form = format!("/reviews/{}/family/{person}/reading", case.review);
        let page = browser.open(&form).await.unwrap();
        assert!(page.says("14 June, his birthday") && page.says("Read as: 14 June each year."), "{}", page.words());
        assert!(!page.says("No day that they wish to avoid lies within"), "{}", page.words());
        let refused = browser.send_filled(&browser.fill(&form, None, &TIME).await.unwrap()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sentence = "14 June 2026 lies within the time, and they wish to avoid 14 June each year.";
        assert!(refused.says(sentence), "{}", refused.words());
        let why = "She chose to begin on the Monday and to leave out the Sunday.";
        let told: Vec<_> = TIME.into_iter().chain([("avoid_why", why)]).collect();
        let page = browser.send(&form, &told).await.unwrap();
        assert!(page.says("Why a day to avoid lies within it") && page.says(why), "{}", page.words());
        let version = format!("/reviews/{}/report/versions/F1", case.review);
        assert!(page.links().iter().any(|(to, _)| *to == version), "{}", page.words());
    }
);

both!(
    async fn words_that_hold_no_day_are_shown_and_nothing_is_claimed_of_them(world: World) {
        let case = Case::begin(world).await;
        let person = to_read(&case, "The days around the hearing").await;
        let browser = case.world.visit(case.coordinator).await;
        let page = browser.open(&format!("/reviews/{}/family/{person}/reading", case.review)).await.unwrap();
        assert!(
            page.says("The days around the hearing") && page.says("No day could be read from these words"),
            "{}",
            page.words()
        );
        offered(&case, &browser, person).await;
    }
);

both!(
    async fn a_reading_that_runs_gets_other_days_and_says_why(world: World) {
        let case = Case::begin(world).await;
        let person = to_read(&case, "3 July").await;
        let browser = case.world.visit(case.coordinator).await;
        let at = offered(&case, &browser, person).await;
        let times = format!("{at}/times");
        let to = |last: &'static str| [("opens_on", "2026-06-15"), ("closes_on", last), ("why", "She asked for a later week.")];
        let over = browser.send_filled(&browser.fill(&times, None, &to("2026-07-03")).await.unwrap()).await;
        assert!(over.says("3 July 2026 lies within the time"), "{}", over.words());
        let stays = [("opens_on", "2026-06-08"), ("closes_on", "2026-06-26"), ("why", "No change.")];
        let same = browser.send_filled(&browser.fill(&times, None, &stays).await.unwrap()).await;
        assert!(same.says("These are the days that it has already"), "{}", same.words());
        let page = browser.send(&times, &to("2026-07-02")).await.unwrap();
        assert!(page.says("15 June 2026 to 2 July 2026"), "{}", page.words());
        assert!(page.says("8 June 2026 to 26 June 2026") && page.says("She asked for a later week."), "{}", page.words());
    }
);

both!(
    async fn a_reading_offered_in_error_is_taken_back_and_counts_as_none(world: World) {
        let case = Case::begin(world).await;
        let person = to_read(&case, "").await;
        case.changed("UPDATE family_person SET draft_settled_on = '2026-03-05'").await;
        let browser = case.world.visit(case.coordinator).await;
        let at = offered(&case, &browser, person).await;
        let mut tx = case.write().await;
        assert!(!reviews::facts(&mut tx, case.review).await.unwrap().family_read_or_declined, "the question is open again");
        drop(tx);
        let back = format!("{at}/take-back");
        let bare = browser.send_filled(&browser.fill(&back, None, &[]).await.unwrap()).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = browser.send(&back, &[("why", "It was meant for her sister.")]).await.unwrap();
        assert!(
            page.says("Taken back: it was offered in error") && page.says("It was meant for her sister."),
            "{}",
            page.words()
        );
        let mut tx = case.write().await;
        let facts = reviews::facts(&mut tx, case.review).await.unwrap();
        assert!(facts.family_read_or_declined && !facts.dates.stands(Event::FamilyReadingFinished));
        let see = case.grant::<SeeFamily>(&mut tx, case.coordinator).await;
        assert_eq!(family::readings(&mut tx, &see).await.unwrap()[0].ended_how, Some(ReadingEnd::TakenBack));
        drop(tx);
        offered(&case, &browser, person).await;
    }
);
