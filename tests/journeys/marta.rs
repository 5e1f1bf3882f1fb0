//! Scenario A: “Marta”.

use dardr::demo::{PASSWORD, day, marta};
use dardr::process::{DueState, Rule, Stage};

use super::{Telling, secrets, tampered};

const COORDINATOR: &str = "amina.holt@wyreham.example";

both!(
    async fn a_killing_a_trial_and_a_report_two_years_later(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        to_the_decision(&mut story).await;
        to_the_end_of_the_trial(&mut story).await;
        to_publication(&mut story).await;
        story.record_is_whole().await;
        tampered::every_change_is_found(&story).await;
        secrets::names_stand_nowhere(&world, &["Danuta", "Wolska", "Callum", "Ferris", "Irena", "Zofia", "Tanner’s Row"]).await;
        secrets::mail_says_nothing(&world).await;
    }
);

async fn to_the_decision(story: &mut Telling) {
    story.until(day(2025, 2, 13)).await;
    assert!(story.page(COORDINATOR, "").await.contains("WYK-2025-a"));
    let decide = story.clock(Rule::Dl02).await;
    assert_eq!((decide.started, decide.computed_due), (day(2025, 2, 12), day(2025, 3, 12)));
    assert_eq!(story.clock(Rule::Dl03).await.met_on, Some(day(2025, 2, 12)), "the letter goes out the same day");
    assert_eq!(story.clock(Rule::Dl03Secured).await.computed_due, day(2025, 2, 14));

    story.until(day(2025, 3, 7)).await;
    assert_eq!(story.facts().await.stage, Stage::Setup);
    let report = story.clock(Rule::Dl12).await;
    assert_eq!((report.computed_due, report.act_by), (day(2025, 9, 6), day(2025, 9, 5)), "a Saturday: act by Friday");
    let told = "Record that the family were told";
    let front = story.page(COORDINATOR, "").await;
    let (next, aside) = front.split_once("Other steps that you can take").unwrap_or((&front, ""));
    assert!(next.contains(told) && !aside.contains(told), "what stops a clock is to be done: {front}");
    for rule in [Rule::Dl04, Rule::Dl05] {
        assert_eq!(story.clock(rule).await.computed_due, day(2025, 3, 13), "{}", rule.code());
    }
    assert_eq!(story.clock(Rule::Dl09).await.computed_due, day(2025, 3, 20));
    let clocks = story.page(COORDINATOR, "/clocks").await;
    assert!(clocks.contains("6 September 2025") && clocks.contains("5 September 2025"), "{clocks}");
}

async fn to_the_end_of_the_trial(story: &mut Telling) {
    story.until(day(2025, 5, 9)).await;
    let front = story.page(COORDINATOR, "").await;
    let aside = front.split_once("Other steps that you can take").unwrap_or_default().1;
    assert!(aside.contains("Record that the family were told , recorded for 11 March 2025"), "{front}");
    assert_eq!(story.clock(Rule::Dl10).await.computed_due, day(2025, 6, 6), "26 May is a bank holiday");
    assert_eq!(story.clock(Rule::Dl11).await.computed_due, day(2025, 7, 4));

    story.until(day(2025, 8, 2)).await;
    let report = story.clock(Rule::Dl12).await;
    assert_eq!(report.computed_due, day(2025, 9, 6), "the computed date never moves");
    assert_eq!(report.agreed.map(|agreed| agreed.due), Some(day(2026, 1, 31)));
    assert_eq!(story.clock(Rule::Dl13).await.met_on, Some(day(2025, 8, 1)), "told more than 20 working days ahead");

    story.until(day(2025, 9, 16)).await;
    let again = "15 September 2025 Delay notice sent The trial is adjourned to 12 January 2026";
    let told = story.page(COORDINATOR, "/timeline").await;
    assert!(told.contains(again), "the second notice: {told}");
    assert_eq!(story.clock(Rule::Dl12).await.agreed.map(|agreed| agreed.due), Some(day(2026, 5, 29)));

    story.until(day(2026, 1, 31)).await;
    let register = story.page(COORDINATOR, "/people").await;
    assert!(register.contains("Callum Ferris Perpetrator Convicted"), "no longer alleged: {register}");

    story.until(day(2026, 2, 17)).await;
    let holds = story.page(COORDINATOR, "/holds").await;
    assert!(holds.contains("1 July 2026"), "135 days were left when the hold began: {holds}");
    let report = story.clock(Rule::Dl12).await;
    assert_eq!(report.computed_due, day(2025, 9, 6));
    assert_eq!(report.agreed.map(|agreed| agreed.due), Some(day(2026, 6, 30)));
    let told = story.page(COORDINATOR, "/timeline").await;
    assert!(
        told.contains("16 February 2026 Delay notice sent Sentence was passed on 13 February 2026"),
        "the third notice: {told}"
    );
    assert!(!story.page(COORDINATOR, "").await.contains("Plan again"), "the date that was agreed answers what asked for it");
    let beside = story.page(COORDINATOR, "/proceedings").await;
    assert!(beside.contains("Leave to appeal until 13 March 2026"), "{beside}");
}

/// Nothing comes out in the ten working days after the family were told, nor in the weeks of the anniversary.
async fn the_days_of_the_family(story: &mut Telling) {
    const CHAIR: &str = "gwen.pryor@wyreham.example";
    story.until(day(2027, 1, 28)).await;
    let page = story.page(CHAIR, "/submission").await;
    assert!(page.contains("have not agreed to an earlier day (until 10 February 2027)"), "told on 27 January: {page}");
    assert!(!page.contains("The anniversary of the death is near"), "{page}");
    story.until(day(2027, 2, 11)).await;
    let page = story.page(CHAIR, "/submission").await;
    assert!(page.contains("have not agreed to publication about it (until 16 February 2027)"), "8 February, and a week: {page}");
    assert!(!page.contains("have not agreed to an earlier day"), "{page}");
    let form = story.page(CHAIR, "/submission/publish").await;
    assert!(!form.contains("Address of the page"), "it is closed: {form}");

    story.until(day(2027, 2, 24)).await;
    let form = story.page(CHAIR, "/submission/publish").await;
    let avoid = "The anniversary of the death, her sister’s birthday and the children’s birthdays";
    assert!(form.contains("Days that the family ask to avoid") && form.contains(avoid), "{form}");
    let case = story.teller.case("Marta").unwrap();
    let beside = [
        ("kind", "PSD"),
        ("led_by", "Independent Office for Police Conduct"),
        ("known_on", "2026-02-16"),
        ("state", "active"),
        ("gate", "ask"),
    ];
    case.send(COORDINATOR, "/proceedings/new", &beside).await.unwrap();
    case.press(COORDINATOR, "/papers", "Make what is missing and search it", &[]).await.unwrap();
    let form = story.page(CHAIR, "/submission/publish").await;
    assert!(
        form.contains("Ask before the report is published") && form.contains("Independent Office for Police Conduct"),
        "{form}"
    );
    let case = story.teller.case("Marta").unwrap();
    let about =
        [("mode", "full"), ("published_on", "2027-02-15"), ("address", "https://wyreham.example/marta"), ("password", PASSWORD)];
    let stuck = case.send(CHAIR, "/submission/publish", &about).await.unwrap_err().to_string();
    assert!(stuck.contains("nothing is published about it until 16 February 2027"), "{stuck}");
}

async fn to_publication(story: &mut Telling) {
    story.until(day(2026, 6, 3)).await;
    assert_eq!(story.clock(Rule::Dl14).await.computed_due, day(2026, 6, 16));

    story.until(day(2026, 7, 18)).await;
    let report = story.clock(Rule::Dl12).await;
    assert_eq!(report.met_on, Some(day(2026, 7, 14)));
    assert_eq!(report.days_after_computed(day(2026, 7, 18)), 311);
    let clocks = story.page(COORDINATOR, "/clocks").await;
    assert!(clocks.contains("14 July 2026 495 days after it started, 311 days after its computed date"), "{clocks}");
    assert_eq!(story.clock(Rule::Dl17).await.met_on, Some(day(2026, 7, 17)));
    assert_eq!(story.facts().await.stage, Stage::WithHo);

    story.until(day(2026, 12, 10)).await;
    assert_eq!(story.facts().await.stage, Stage::Amending);
    assert_eq!(story.clock(Rule::Dl20).await.computed_due, day(2027, 1, 11));

    story.until(day(2027, 1, 23)).await;
    assert_eq!(story.clock(Rule::Dl21).await.computed_due, day(2027, 2, 19));

    the_days_of_the_family(story).await;
    story.until(day(2027, 2, 26)).await;
    assert_eq!(story.facts().await.stage, Stage::Published);
    let published = story.clock(Rule::Dl21).await;
    assert_eq!((published.met_on, published.state), (Some(day(2027, 2, 25)), DueState::MetLate));
    let publication = story.page(COORDINATOR, "/submission").await;
    assert!(publication.contains("25 February 2027 747 days after the death"), "{publication}");
    for (rule, state) in
        [(Rule::Dl19, DueState::Met), (Rule::Dl19Second, DueState::NotNeeded), (Rule::Dl19Third, DueState::NotNeeded)]
    {
        assert_eq!(story.clock(rule).await.state, state, "{}", rule.code());
    }

    story.until(day(2028, 2, 26)).await;
    assert_eq!(story.facts().await.stage, Stage::Monitoring);
    let register = story.page(COORDINATOR, "/recommendations").await;
    assert!(
        register.contains("next revises its national practice for control rooms Open Red"),
        "nobody has said that they heard of it: {register}"
    );
    let told = story.page(COORDINATOR, "/timeline").await;
    assert!(told.contains("25 February 2028 Family told what changed"), "{told}");
}
