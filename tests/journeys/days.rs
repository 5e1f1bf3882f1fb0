//! A day that was recorded wrong is put right, and the story keeps both.

use dardr::demo::{day, marta};
use dardr::process::Rule;

use super::Telling;

const COORDINATOR: &str = "amina.holt@wyreham.example";
const AUTHOR: &str = "tom.ashby@police.example";
const STEP: &str = "family told of the decision";

/// The address, within the review, at which the day of the step that is described so is put right.
fn door(html: &str, described: &str) -> Option<String> {
    let items = html.split("<li class=\"d-timeline__item\"").find(|item| item.to_lowercase().contains(described))?;
    let (_, after) = items.split_once("/timeline/")?;
    Some(format!("/timeline/{}", after.split_once('"')?.0))
}

both!(
    async fn a_day_that_was_recorded_wrong_is_put_right_and_both_stand_in_the_story(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2025, 5, 9)).await;
        assert_eq!(story.clock(Rule::Dl05).await.met_on, Some(day(2025, 3, 11)));
        let case = story.teller.case(story.story).unwrap();
        let timeline = case.look(COORDINATOR, "/timeline").await.unwrap();
        let room = door(&timeline.html, STEP).unwrap_or_else(|| panic!("{}", timeline.words()));
        let why = ("reason", "The call was on the evening before.");
        for (on, says) in [
            ("2025-03-05", "The date cannot be before 6 March 2025"),
            ("2099-01-01", "must be today or in the past"),
            ("2025-03-11", "This is the day that is recorded"),
        ] {
            let stuck = case.send(COORDINATOR, &room, &[("on", on), why]).await.unwrap_err().to_string();
            assert!(stuck.contains("422") && stuck.contains(says), "{on}: {stuck}");
        }
        let stuck = case.send(COORDINATOR, &room, &[("on", "2025-03-10"), ("reason", "")]).await.unwrap_err().to_string();
        assert!(stuck.contains("Enter why another day was recorded"), "{stuck}");
        let page = case.send(COORDINATOR, &room, &[("on", "2025-03-10"), why]).await.unwrap();
        assert!(page.says("was on 10 March 2025, not on 11 March 2025. The call was on the evening before."), "{}", page.words());
        assert_eq!(story.clock(Rule::Dl05).await.met_on, Some(day(2025, 3, 10)));
        let again = case.look(COORDINATOR, &room).await.unwrap();
        assert!(again.says("is recorded for 10 March 2025"), "{}", again.words());
        let theirs = case.look(AUTHOR, &room).await.map(|page| page.words()).unwrap_or_default();
        assert!(!theirs.contains("When did it happen?"), "an agency puts no day right: {theirs}");
        // A step that moved the review on stays between its neighbours, and never before the death was known.
        let room = door(&timeline.html, "triage begun").unwrap();
        for (on, says) in [("1900-01-01", "cannot be before 12 February 2025"), ("2025-05-01", "cannot be after")] {
            let stuck = case.send(COORDINATOR, &room, &[("on", on), why]).await.unwrap_err().to_string();
            assert!(stuck.contains(says), "{on}: {stuck}");
        }
        // The appointment and the chair's place in the review follow the step.
        let room = door(&timeline.html, "chair appointed").unwrap_or_else(|| panic!("{}", timeline.words()));
        case.send(COORDINATOR, &room, &[("on", "2025-04-03"), why]).await.unwrap();
        assert!(case.look(COORDINATOR, "/panel").await.unwrap().says("3 April 2025"));
        // What counts from the terms of reference follows them.
        let chair = "rosalind.keane@chairs.example";
        let due = story.clock(Rule::Dl10).await.computed_due;
        let hers = case.look(chair, "/timeline").await.unwrap();
        for step in ["first panel meeting held", "terms of reference agreed"] {
            let room = door(&hers.html, step).unwrap_or_else(|| panic!("{}", hers.words()));
            case.send(chair, &room, &[("on", "2025-05-07"), why]).await.unwrap();
        }
        assert!(story.clock(Rule::Dl10).await.computed_due < due);
        assert!(case.look(chair, "/terms").await.unwrap().says("7 May 2025"));
        story.record_is_whole().await;
    }
);
