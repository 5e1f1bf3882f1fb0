//! Agencies check the facts about themselves before the report goes for sign-off.

use dardr::access::right::{EditDraft, SeeDraft};
use dardr::access::{Denied, permit};
use dardr::process::{Need, engine};
use dardr::redaction::CaseText;
use dardr::reports::{self, Decision, Made, Said, Section};
use dardr::reviews;
use dardr::store::{Tx, sql};
use dardr::ui::Problem;
use http::StatusCode;

use super::{Case, Level, asked, case, signed, words, written};

async fn waits(tx: &mut Tx, case: &Case) -> usize {
    let facts = reviews::facts(tx, case.review).await.unwrap();
    assert_eq!(engine::holds(Need::FactsChecked, &facts), facts.fact_checks_outstanding == 0);
    facts.fact_checks_outstanding
}

both!(
    async fn the_facts_are_checked_by_each_agency_that_contributed(world: World) {
        let case = case(&world).await;
        for agency in [&case.police, &case.health] {
            let id = asked(&world, &case, agency, Level::Imr).await;
            written(&world, &case, agency, id, "What happened, and why.").await;
            signed(&world, &case, agency, id).await;
        }
        let mut tx = world.store.write().await.unwrap();
        let today = tx.today();
        assert_eq!(waits(&mut tx, &case).await, 2);
        let edit = permit::<EditDraft>(&mut tx, &case.chair, case.review).await.unwrap();
        assert!(matches!(permit::<EditDraft>(&mut tx, &case.coordinator, case.review).await, Err(Denied::NotYours(_))));
        reports::send(&mut tx, &edit, case.police.id, words("The police came twice."), today).await.unwrap();
        let twice = reports::send(&mut tx, &edit, case.police.id, words("The police came twice."), today).await;
        assert!(matches!(twice, Err(Problem::NotNow { .. })), "it still checks what it was sent");
        reports::send(&mut tx, &edit, case.health.id, words("The clinic closed the referral."), today).await.unwrap();
        let mails: i64 = sql("SELECT COUNT(*) FROM outbox WHERE kind = 'facts_to_check'").scalar(&mut tx).await.unwrap();
        assert_eq!(mails, 4, "the contact and the signatory of each agency");

        // An agency reads and answers its own, and no other's.
        let police = permit::<SeeDraft>(&mut tx, &case.police.spoc, case.review).await.unwrap();
        let mine = reports::checks(&mut tx, &police).await.unwrap();
        assert_eq!(mine.iter().map(|one| one.passages.as_str()).collect::<Vec<_>>(), ["The police came twice."]);
        let all = permit::<SeeDraft>(&mut tx, &case.chair, case.review).await.unwrap();
        let both = reports::checks(&mut tx, &all).await.unwrap();
        let theirs = both.iter().find(|one| one.organisation == case.health.id).unwrap();
        let foreign = reports::answer(&mut tx, &police, (theirs, 1), (Said::Correct, words("Yes")), today).await;
        assert!(matches!(foreign, Err(Problem::NotYours(_))));
        let alone = reports::answer(&mut tx, &police, (&mine[0], 1), (Said::NoReply, words("Asked twice")), today).await;
        assert!(matches!(alone, Err(Problem::NotYours(_))), "that no reply came is for the chair to say");
        let panel = permit::<SeeDraft>(&mut tx, &case.panel, case.review).await.unwrap();
        let other = reports::answer(&mut tx, &panel, (theirs, 1), (Said::Correct, words("Yes")), today).await;
        assert!(matches!(other, Err(Problem::NotYours(_))), "the panel reads them");

        let answer = (Said::Corrections, words("They came three times."));
        reports::answer(&mut tx, &police, (&mine[0], 1), answer.clone(), today).await.unwrap();
        let stale = reports::answer(&mut tx, &police, (&mine[0], 1), answer, today).await;
        assert!(matches!(stale, Err(Problem::Stale { .. })));
        reports::answer(&mut tx, &all, (theirs, 1), (Said::NoReply, words("Asked by letter and telephone")), today)
            .await
            .unwrap();
        assert_eq!(waits(&mut tx, &case).await, 1, "the corrections wait for a decision");
        let bare = reports::decide(&mut tx, &edit, (mine[0].id, 2), Decision::Rejected, CaseText::default()).await;
        assert!(matches!(bare, Err(Problem::NotNow { .. })), "a refusal has a reason");
        reports::decide(&mut tx, &edit, (mine[0].id, 2), Decision::Accepted, words("Put right")).await.unwrap();
        assert_eq!(waits(&mut tx, &case).await, 1, "what was accepted is not in the draft");
        let early = reports::send(&mut tx, &edit, case.police.id, words("The police came three times."), today).await;
        assert!(matches!(early, Err(Problem::NotNow { .. })), "no second round hides what was promised in the first");
        let there = Made { section: Section::Chronology, on: today };
        reports::made(&mut tx, &edit, (mine[0].id, 3), there).await.unwrap();
        assert_eq!(waits(&mut tx, &case).await, 0);
        let again = reports::made(&mut tx, &edit, (mine[0].id, 4), there).await;
        assert!(matches!(again, Err(Problem::Stale { .. })), "once");

        // A second round counts instead of the first.
        reports::send(&mut tx, &edit, case.police.id, words("The police came three times."), today).await.unwrap();
        assert_eq!(waits(&mut tx, &case).await, 1);
        tx.commit().await.unwrap();
    }
);

both!(
    async fn an_agency_answers_on_its_page(world: World) {
        let case = case(&world).await;
        let id = asked(&world, &case, &case.police, Level::Imr).await;
        written(&world, &case, &case.police, id, "What happened, and why.").await;
        signed(&world, &case, &case.police, id).await;
        let room = format!("/reviews/{}/report/checks", case.review);
        let chair = world.visit(case.chair.person).await;
        let fields =
            [("agency", &*case.police.id.to_string()), ("sent_on", "2026-03-06"), ("passages", "The police came twice.")];
        chair.send(&room, &fields).await.unwrap();
        let spoc = world.visit(case.police.spoc.person).await;
        let work = spoc.open("/my-work").await.unwrap();
        assert!(work.links().iter().any(|(to, _)| to.starts_with(&room)), "their own work leads there: {}", work.words());
        let page = spoc.open(&room).await.unwrap();
        assert!(!page.html.contains("name=\"passages\""), "sending is for the author");
        let mine = page.links().into_iter().find(|(to, _)| to.contains("/report/checks/")).unwrap().0;
        assert!(!page.links().iter().any(|(to, _)| to.ends_with("/report")), "the report is not theirs: {}", page.words());
        let led = spoc.open(&format!("/reviews/{}/report", case.review)).await.unwrap();
        assert!(led.path.ends_with("/report/checks"), "{}", led.path);
        let early = [("answer", "corrections"), ("said", ""), ("answered_on", "2026-03-06")];
        let refused = spoc.fill(&mine, None, &early).await.unwrap();
        assert_eq!(spoc.send_filled(&refused).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        spoc.send(&mine, &[("answer", "corrections"), ("said", "They came three times."), ("answered_on", "2026-03-06")])
            .await
            .unwrap();
        let page = chair.send(&mine, &[("decision", "accepted"), ("reason", "Put right.")]).await.unwrap();
        assert!(page.says("Accepted and not in the draft yet"), "{}", page.words());
        let early = chair.fill(&mine, None, &[("section", "chronology"), ("made_on", "2026-03-06")]).await.unwrap();
        let refused = chair.send_filled(&early).await;
        assert!(refused.says("The section on chronology has no text yet"), "{}", refused.words());
        chair
            .send(
                &format!("/reviews/{}/report/chronology", case.review),
                &[("body", "They came three times."), ("state", "done")],
            )
            .await
            .unwrap();
        let page = chair.send(&mine, &[("section", "chronology"), ("made_on", "2026-03-06")]).await.unwrap();
        assert!(page.says("Corrections: accepted"), "{}", page.words());
        let report = chair.open(&format!("/reviews/{}/report", case.review)).await.unwrap();
        assert!(report.says("Checks of the facts by agencies"));
        let health = world.visit(case.health.spoc.person).await;
        assert_eq!(health.visit(&mine).await.status, StatusCode::NOT_FOUND, "an agency that was not asked");
    }
);
