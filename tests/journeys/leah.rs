//! Scenario B: “Leah”.

use dardr::demo::{day, leah};
use dardr::process::{Rule, Stage};

use super::{Telling, secrets};

const COORDINATOR: &str = "bethan.cole@stourbourne.example";
const CSP_CHAIR: &str = "martin.sayle@stourbourne.example";

both!(
    async fn a_no_that_becomes_a_yes_and_stays_on_record(world: World) {
        let mut story = Telling::of(&world, leah()).await;
        story.until(day(2026, 3, 31)).await;
        assert_eq!(story.clock(Rule::Dl02).await.computed_due, day(2026, 4, 30));

        story.until(day(2026, 4, 29)).await;
        assert_eq!(story.facts().await.stage, Stage::NoReview);
        for rule in [Rule::Dl04, Rule::Dl05] {
            assert_eq!(story.clock(rule).await.computed_due, day(2026, 5, 6), "4 May is a bank holiday: {}", rule.code());
        }
        assert_eq!(story.clock(Rule::Dl02).await.met_on, Some(day(2026, 4, 28)));

        story.until(day(2026, 7, 16)).await;
        assert_eq!(story.facts().await.stage, Stage::Setup);
        assert_eq!(story.clock(Rule::Dl12).await.computed_due, day(2027, 1, 15), "a new clock from the new decision");
        assert_eq!(story.clock(Rule::Dl02).await.met_on, Some(day(2026, 4, 28)), "the first decision has met the month");
        let decision = story.page(CSP_CHAIR, "/decision").await;
        assert!(decision.contains("Do not hold a review") && decision.contains("Hold a review"), "{decision}");
        assert!(decision.contains("The Home Office asks to reconsider"), "{decision}");

        story.until(day(2026, 9, 11)).await;
        assert_eq!(story.facts().await.stage, Stage::Gathering);

        story.until(day(2027, 1, 9)).await;
        let report = story.clock(Rule::Dl12).await;
        assert_eq!(report.computed_due, day(2027, 1, 15));
        assert_eq!(report.agreed.map(|agreed| agreed.due), Some(day(2027, 4, 30)));
        assert_eq!(story.facts().await.embargoes, 1);

        story.until(day(2027, 3, 13)).await;
        assert_eq!(story.facts().await.regime.code(), "dhr_s9", "no silent change of the legal basis");
        assert!(story.page(COORDINATOR, "/timeline").await.contains("STB-2026-a"));
        story.record_is_whole().await;
        secrets::names_stand_nowhere(&world, &["Naomi", "Thorne", "Darren", "Voss", "Miriam", "Weir Lane"]).await;
        secrets::mail_says_nothing(&world).await;
    }
);
