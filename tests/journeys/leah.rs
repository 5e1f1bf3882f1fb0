//! Scenario B: “Leah”.

use dardr::base::calendar::Calendar;
use dardr::demo::{day, leah};
use dardr::process::{Lengths, Rule, Stage, due};

use super::{Telling, secrets};

const COORDINATOR: &str = "bethan.cole@stourbourne.example";
const CSP_CHAIR: &str = "martin.sayle@stourbourne.example";

both!(
    async fn a_no_that_becomes_a_yes_and_stays_on_record(world: World) {
        let mut story = Telling::of(&world, leah()).await;
        story.until(day(2026, 3, 31)).await;
        assert_eq!(story.clock(Rule::Dl02).await.computed_due, day(2026, 4, 30));

        to_the_refusal(&mut story).await;
        to_the_terms(&mut story).await;
        to_the_delay(&mut story).await;
        to_the_coroners_reports(&mut story).await;
        story.record_is_whole().await;
        let names = ["Naomi", "Thorne", "Darren", "Voss", "Miriam", "Judith", "Isla", "Reuben", "Weir Lane"];
        secrets::names_stand_nowhere(&world, &names).await;
        secrets::mail_says_nothing(&world).await;
    }
);

/// Who was consulted and what they would do: those who agree and those who do not stand side by side.
const VIEWS: [(&str, &str); 7] = [
    ("Stour Constabulary Police Replied 22 April 2026", "Do not hold a review There is no link to a crime in our records."),
    ("Stourbourne Council Adult social care Replied 22 April 2026", "Do not hold a review Not known to us."),
    ("Children’s services of Stourbourne Children’s social care Replied 22 April 2026", "Something else The family court file"),
    ("Stour Mental Health NHS Trust ICB and health Replied 22 April 2026", "Hold a review What she said to us was not shared."),
    ("Stour Probation Probation Replied 22 April 2026", "Do not hold a review Not known to us."),
    ("Harbour Light Local specialist domestic abuse service Replied 22 April 2026", "Hold a review We did not try again"),
    ("suicide prevention lead Public health suicide prevention lead Replied 22 April 2026", "Hold a review Coercive control is"),
];

async fn to_the_refusal(story: &mut Telling) {
    story.until(day(2026, 4, 23)).await;
    let briefing = story.page(CSP_CHAIR, "/decision").await;
    assert!(briefing.contains("From the death to its coming to attention 70 days"), "{briefing}");
    for (who, view) in VIEWS {
        assert!(briefing.contains(&format!("{who} {view}")), "{who}: {briefing}");
    }

    story.until(day(2026, 4, 29)).await;
    assert_eq!(story.facts().await.stage, Stage::NoReview);
    for rule in [Rule::Dl04, Rule::Dl05] {
        assert_eq!(story.clock(rule).await.computed_due, day(2026, 5, 6), "4 May is a bank holiday: {}", rule.code());
    }
    assert_eq!(story.clock(Rule::Dl02).await.met_on, Some(day(2026, 4, 28)));
    story.until(day(2026, 5, 2)).await;
    for rule in [Rule::Dl04, Rule::Dl05] {
        assert_eq!(story.clock(rule).await.met_on, Some(day(2026, 5, 1)), "{}", rule.code());
    }
    let sent = story.page(CSP_CHAIR, "/decision").await;
    assert!(sent.contains("1 May 2026: Sent to the Home Office"), "{sent}");
}

async fn to_the_terms(story: &mut Telling) {
    story.until(day(2026, 7, 16)).await;
    assert_eq!(story.facts().await.stage, Stage::Setup);
    assert_eq!(story.clock(Rule::Dl12).await.computed_due, day(2027, 1, 15), "a new clock from the new decision");
    assert_eq!(story.clock(Rule::Dl02).await.met_on, Some(day(2026, 4, 28)), "the first decision has met the month");
    let decision = story.page(CSP_CHAIR, "/decision").await;
    assert!(decision.contains("Do not hold a review") && decision.contains("Hold a review"), "{decision}");
    assert!(decision.contains("Standing Superseded") && decision.contains("Standing In force"), "{decision}");
    assert!(decision.contains("The Home Office asks to reconsider"), "{decision}");

    story.until(day(2026, 9, 11)).await;
    assert_eq!(story.facts().await.stage, Stage::Gathering);
    let terms = story.page(COORDINATOR, "/terms").await;
    assert!(
        terms.contains("Version 3 Issued 3 September 2026")
            && terms.contains("The police ask that the review look at the last two years of her life"),
        "{terms}"
    );
    let family = story.page(COORDINATOR, "/family").await;
    for relation in ["Sister", "Mother; the children live with her", "Older child"] {
        assert!(family.contains(relation), "{relation}: {family}");
    }
}

async fn to_the_delay(story: &mut Telling) {
    story.until(day(2027, 1, 9)).await;
    let report = story.clock(Rule::Dl12).await;
    assert_eq!(report.computed_due, day(2027, 1, 15));
    assert_eq!(report.agreed.map(|agreed| agreed.due), Some(day(2027, 4, 30)));
    assert_eq!(story.facts().await.embargoes, 1);
    papers_say_what_stands(story).await;
    let front = story.page(COORDINATOR, "").await;
    assert!(!front.contains("Plan again"), "the date that was agreed answers what asked for it: {front}");
    let register = story.page(COORDINATOR, "/people").await;
    assert!(register.contains("Alleged: no court has found it"), "{register}");
}

async fn to_the_coroners_reports(story: &mut Telling) {
    story.until(day(2027, 3, 13)).await;
    let facts = story.facts().await;
    assert_eq!(facts.regime.code(), "dhr_s9", "no silent change of the legal basis");
    let all = due(&facts, Calendar::england_and_wales(), &Lengths::default());
    let replies: Vec<_> = all.iter().filter(|due| due.clock.rule == Rule::Dl26).map(|due| due.computed_due).collect();
    assert_eq!(replies, [day(2027, 5, 7), day(2027, 5, 7)], "56 days for each body that the coroner asks");
    assert!(story.page(COORDINATOR, "/timeline").await.contains("STB-2026-a"));
}

/// What is made while the report waits for the inquest: a draft, embargoed, and letters that know of both.
async fn papers_say_what_stands(story: &Telling) {
    let report = story.page(COORDINATOR, "/papers/new/overview_report").await;
    assert!(report.contains("An embargo on publication stands"), "{report}");
    assert!(report.contains("is a draft for every reader"), "{report}");
    let letter = story.page(COORDINATOR, "/papers/new/family_letter").await;
    assert!(letter.contains("The next date that we know of is 22 February 2027"), "{letter}");
    let form = story.teller.case(story.story).unwrap().look(COORDINATOR, "/papers/new/delay_notice").await.unwrap();
    let begins = form.fill(None, &[]).unwrap().pairs;
    let told = ["family_told-day", "family_told-month", "family_told-year"];
    let told = told.map(|part| begins.iter().find(|(name, _)| name == part).map_or("", |(_, value)| value.as_str()));
    assert_eq!(told, ["8", "1", "2027"], "the last notice said when the family were told");
}
