//! Every paper of a review is made as its form begins: whoever asks for it need type nothing that dardr knows.

use dardr::audit::Doer;
use dardr::demo::{Case, Page, day, marta};
use dardr::documents::papers::{Audience, PaperKind, Standing, for_publication};
use dardr::documents::take;
use dardr::ids::{DocumentId, EntryId, OrganisationId, PersonId, ReviewId};
use dardr::parties::Kind;
use dardr::process::Act;
use dardr::redaction::pdf_text;
use dardr::store::sql;
use poem::http::StatusCode;
use scraper::{Html, Selector};

use super::Telling;
use crate::support::World;

const COORDINATOR: &str = "amina.holt@wyreham.example";

/// The first real choice of a list of the page.
fn first_choice(page: &Page, list: &str) -> Option<String> {
    let options = Selector::parse(&format!("select[name={list}] option")).unwrap();
    let html = Html::parse_document(&page.html);
    html.select(&options).filter_map(|option| option.attr("value")).find(|value| !value.is_empty()).map(str::to_owned)
}

/// Makes the paper as its form begins, for one of its audiences.
async fn made(case: &Case, kind: PaperKind, audience: Audience) -> Page {
    let room = format!("/papers/new/{}", kind.as_str());
    let form = case.look(COORDINATOR, &room).await.unwrap();
    let chosen = ["agency", "recipient"].map(|list| (list, first_choice(&form, list)));
    let mut fields: Vec<_> = chosen.iter().filter_map(|(list, value)| Some((*list, value.as_deref()?))).collect();
    if kind.audiences().len() > 1 {
        fields.push(("audience", audience.as_str()));
    }
    if kind == PaperKind::ActionPlan {
        fields.push(("layout", "home_office"));
    }
    if kind == PaperKind::FamilyLetter {
        fields.push(("salutation", "Ms Wolska"));
    }
    case.send(COORDINATOR, &room, &fields).await.unwrap_or_else(|stuck| panic!("{kind:?} for {audience:?}: {stuck}"))
}

both!(
    async fn every_paper_is_made_as_its_form_begins(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        // Records are secured and a delay is told of while the report is not agreed; everything else is made at its end.
        let early = [PaperKind::SecureRecords, PaperKind::DelayNotice];
        for (on, now) in [(day(2025, 8, 2), true), (day(2026, 7, 18), false)] {
            story.until(on).await;
            let case = story.teller.case(story.story).unwrap();
            for kind in PaperKind::ALL.iter().filter(|kind| early.contains(kind) == now) {
                for audience in kind.audiences() {
                    let page = made(case, *kind, *audience).await;
                    assert!(page.path.ends_with("/papers"), "{kind:?} for {audience:?}: {}", page.complaint());
                }
            }
        }
        let case = story.teller.case(story.story).unwrap();
        for (kind, why) in [
            (PaperKind::SecureRecords, "there are no records left to ask for"),
            (PaperKind::DelayNotice, "If it was late, the submission says why"),
        ] {
            let room = format!("/papers/new/{}", kind.as_str());
            let page = case.look(COORDINATOR, &room).await.unwrap();
            assert!(page.says(why) && !page.says("Make it"), "{kind:?}: nobody fills in what will be refused");
        }
        let list = case.look(COORDINATOR, "/papers").await.unwrap();
        assert!(list.says("there are no records left to ask for"), "what is not offered says why");
        assert!(!list.html.contains("/papers/new/secure_records") && list.html.contains("/papers/new/submission_cover"));
    }
);

async fn coordinator(world: &World) -> PersonId {
    let found = sql("SELECT id FROM person WHERE email = $1").bind(COORDINATOR);
    found.scalar(&mut world.store.read().await.unwrap()).await.unwrap()
}

/// How the three papers that are published stand.
async fn standing(world: &World, review: ReviewId) -> Vec<Standing> {
    let mut tx = world.store.read().await.unwrap();
    for_publication(&mut tx, review).await.unwrap().into_iter().map(|(_, standing)| standing).collect()
}

both!(
    async fn what_is_published_is_searched_again_after_a_change(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2026, 7, 16)).await;
        let clean = |all: &[Standing]| all.iter().all(|one| matches!(one, Standing::Clean(_)));
        assert!(clean(&standing(&world, story.review()).await));
        let mut tx = world.store.write().await.unwrap();
        sql("UPDATE recommendation SET version = version + 1 WHERE review = $1").bind(story.review()).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert!(standing(&world, story.review()).await.iter().all(|one| matches!(one, Standing::Old(..))));
        let case = story.teller.case(story.story).unwrap();
        let pack = case.look(COORDINATOR, "/submission").await.unwrap();
        assert!(pack.says("have not all been made from the present text and searched"), "{}", pack.html);
        let papers = case.look(COORDINATOR, "/papers").await.unwrap();
        assert!(papers.says("changed since: "));
        let kept = async || -> i64 {
            let statement = sql("SELECT COUNT(*) FROM document WHERE review = $1 AND audience = 'publication'");
            statement.bind(story.review()).scalar(&mut world.store.read().await.unwrap()).await.unwrap()
        };
        let before = kept().await;
        let (one, two) = (world.visit(coordinator(&world).await).await, world.visit(coordinator(&world).await).await);
        let room = format!("/reviews/{}/papers", story.review());
        let button = "Make what is missing and search it";
        let late = two.fill(&room, Some(button), &[]).await.unwrap();
        let (first, second) =
            (one.fill(&room, Some(button), &[]).await.unwrap(), two.fill(&room, Some(button), &[]).await.unwrap());
        let (first, second) = tokio::join!(one.send_filled(&first), two.send_filled(&second));
        for page in [first, second] {
            assert!(page.status.is_success() && page.path == room, "{}", page.complaint());
        }
        assert!(two.send_filled(&late).await.says("None was made again"), "who comes with a page from before is told");
        assert_eq!(kept().await, before + 3, "each paper once, whoever pressed first");
        assert!(clean(&standing(&world, story.review()).await));
        assert!(!case.look(COORDINATOR, "/papers").await.unwrap().says("Make what is missing"));
    }
);

both!(
    async fn what_a_paper_prints_of_the_case_makes_it_old_when_it_changes(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2026, 7, 16)).await;
        let review = story.review();
        for change in [
            "UPDATE agency_request SET state = 'excused' WHERE review = $1",
            "UPDATE notification SET died_on = '2025-01-30' WHERE review = $1",
            "UPDATE organisation SET name = 'Wyreham' WHERE id = (SELECT partnership FROM review WHERE id = $1)",
            "UPDATE family_person SET relationship = 'Aunt' WHERE review = $1",
            "UPDATE partnership SET letterhead = '{}' WHERE organisation = (SELECT partnership FROM review WHERE id = $1)",
            "UPDATE organisation SET name = 'Renamed' WHERE id IN (SELECT organisation FROM agency_request WHERE review = $1)",
        ] {
            let mut tx = world.store.write().await.unwrap();
            let old = |all: Vec<(PaperKind, Standing)>| all.iter().all(|(_, one)| matches!(one, Standing::Old(..)));
            assert!(!old(for_publication(&mut tx, review).await.unwrap()), "{change}");
            sql(change).bind(review).run(&mut tx).await.unwrap();
            assert!(old(for_publication(&mut tx, review).await.unwrap()), "{change}");
            // Not kept: the next begins from papers that fit again.
            drop(tx);
        }
    }
);

both!(
    async fn the_report_says_who_everybody_is_by_whom_and_under_which_act(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2026, 7, 16)).await;
        let (review, case) = (story.review(), story.teller.case(story.story).unwrap());
        let said = said_in(&world, &story, PaperKind::OverviewReport).await;
        for words in [
            "Joel Perpetrator, former partner of Marta",
            "Ewa Sister of Marta",
            "section 9 of the Domestic Violence, Crime and Victims Act 2004",
            "By whom: Wyre Valley Police, with the Lantern domestic abuse service",
            "Overseen by: Domestic Abuse Partnership Board",
            "By when: June 2027",
            "Ola Friend of Marta",
            "What this review is for",
        ] {
            assert!(said.contains(words), "{words}: {said}");
        }
        // What was written of somebody is printed where the report says it; else the word of the list, which names no sex and no age.
        change(&world, review, "UPDATE family_person SET relationship = 'Foster sister' WHERE review = $1 AND part = 'sibling'")
            .await;
        made(case, PaperKind::OverviewReport, Audience::Panel).await;
        let said = said_in(&world, &story, PaperKind::OverviewReport).await;
        assert!(said.contains("Ewa Brother or sister of Marta") && !said.contains("Foster"), "{said}");
    }
);

both!(
    async fn terms_that_were_agreed_name_the_panel_of_that_day(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2026, 7, 16)).await;
        let (review, case) = (story.review(), story.teller.case(story.story).unwrap());
        change(&world, review, "UPDATE panel_member SET ends = '2025-12-01' WHERE review = $1 AND name = 'Colin Dray'").await;
        change(&world, review, "UPDATE panel_member SET begins = '2026-01-05' WHERE review = $1 AND name = 'Helen Marsh'").await;
        made(case, PaperKind::TermsOfReference, Audience::Publication).await;
        let said = said_in(&world, &story, PaperKind::TermsOfReference).await;
        assert!(said.contains("Colin Dray") && said.contains("Rosalind Keane") && !said.contains("Helen Marsh"), "{said}");
        made(case, PaperKind::OverviewReport, Audience::Panel).await;
        let said = said_in(&world, &story, PaperKind::OverviewReport).await;
        assert!(said.contains("Helen Marsh") && !said.contains("Colin Dray"), "the report names who sits there now: {said}");
    }
);

both!(
    async fn no_letter_speaks_of_an_inquest_where_there_is_positively_none(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2025, 3, 11)).await;
        let (review, case) = (story.review(), story.teller.case(story.story).unwrap());
        let letter = case.look(COORDINATOR, "/papers/new/family_letter").await.unwrap();
        assert!(letter.says("the coroner had opened an investigation or an inquest"), "{}", letter.words());
        change(&world, review, "UPDATE case_answer SET value = 'no' WHERE review = $1 AND name = 'coroner_opened'").await;
        change(&world, review, "UPDATE triage_answer SET known = 'no' WHERE review = $1 AND question = 'T10'").await;
        let letter = case.look(COORDINATOR, "/papers/new/family_letter").await.unwrap();
        assert!(!letter.says("the coroner had opened") && letter.says("Make it"), "{}", letter.words());
        let to_her_sister = [("to", "Irena Wolska"), ("salutation", "Ms Wolska")];
        case.send(COORDINATOR, "/papers/new/family_letter", &to_her_sister).await.unwrap();
        made(case, PaperKind::DecisionNotice, Audience::HomeOffice).await;
        let said = said_in(&world, &story, PaperKind::FamilyLetter).await;
        assert!(said.contains("The review is not a trial or an inquest") && !said.contains("coroner"), "{said}");
        let said = said_in(&world, &story, PaperKind::DecisionNotice).await;
        assert!(said.contains("No investigation or inquest was open when we decided"), "{said}");
        assert!(!said.contains("was open when we were notified") && !said.contains("Coroner’s investigation"), "{said}");
    }
);

both!(
    async fn the_next_notice_of_delay_keeps_what_the_last_one_said(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2025, 8, 2)).await;
        let case = story.teller.case(story.story).unwrap();
        let room = "/papers/new/delay_notice";
        let form = case.look(COORDINATOR, room).await.unwrap();
        assert!(
            form.says("A notice of delay was made on 1 August 2025") && form.says("write again by 1 October 2025"),
            "{}",
            form.words()
        );
        let begins = form.fill(None, &[]).unwrap().pairs;
        let value = |field: &str| begins.iter().find(|(name, _)| name == field).map_or("", |(_, value)| value.as_str());
        assert_eq!(["next_update-day", "next_update-month", "next_update-year"].map(value), ["1", "10", "2025"]);
        assert!(value("interim_learning").starts_with("Kelsall Homes now asks about safety"), "{begins:?}");
        assert_eq!(value("family_who"), "her sister, through her advocate");
        made(case, PaperKind::DelayNotice, Audience::HomeOffice).await;
        let said = said_in(&world, &story, PaperKind::DelayNotice).await;
        assert!(said.contains("Told on 1 August 2025: her sister, through her advocate"), "{said}");
        assert!(said.contains("We will write again by 1 October 2025"), "{said}");
    }
);

both!(
    async fn no_version_for_publication_is_made_while_a_section_is_empty(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2026, 7, 16)).await;
        let (review, case) = (story.review(), story.teller.case(story.story).unwrap());
        change(
            &world,
            review,
            "UPDATE report_text SET body = '' WHERE section IN (SELECT id FROM report_section WHERE review = $1 AND section IN ('overview', 's_issues'))",
        )
        .await;
        for (kind, section) in
            [(PaperKind::OverviewReport, "“Overview”"), (PaperKind::ExecutiveSummary, "“Key issues arising from the review”")]
        {
            let room = format!("/papers/new/{}", kind.as_str());
            let form = case.look(COORDINATOR, &room).await.unwrap();
            assert!(form.says(section), "it is said before anybody asks: {}", form.words());
            let filling = form.fill(Some("Make it"), &[("audience", Audience::Publication.as_str())]).unwrap();
            let held = case.of(COORDINATOR).await.unwrap().send_filled(&filling).await;
            assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
            let complaint = held.complaint();
            assert!(complaint.contains(section) && complaint.contains("is held back"), "{complaint}");
            let draft = made(case, kind, Audience::Panel).await;
            assert!(draft.path.ends_with("/papers"), "the panel reads drafts: {}", draft.complaint());
        }
        change(&world, review, "UPDATE recommendation SET version = version + 1 WHERE review = $1").await;
        let papers = case.look(COORDINATOR, "/papers").await.unwrap();
        assert!(papers.says("“Overview”") && papers.says("“Key issues arising from the review”"), "{}", papers.words());
        let all = case.of(COORDINATOR).await.unwrap().send_filled(&papers.fill(Some(BUTTON), &[]).unwrap()).await;
        assert_eq!(all.status, StatusCode::CONFLICT);
        assert!(all.says("is held back"), "{}", all.words());
    }
);

/// The words of the newest paper of a kind, as a reader copies them out of the file.
async fn said_in(world: &World, story: &Telling, kind: PaperKind) -> String {
    let review = story.review();
    let newest: (DocumentId,) = sql("SELECT id FROM document WHERE review = $1 AND kind = $2 ORDER BY made_at DESC, id DESC")
        .bind(review)
        .bind(kind)
        .all::<(DocumentId,)>(&mut world.store.read().await.unwrap())
        .await
        .unwrap()
        .remove(0);
    let mut tx = world.store.write().await.unwrap();
    let kept = take(&mut tx, &story.scene.app.keyring, &Doer::timetable(), review, newest.0).await.unwrap();
    pdf_text(&kept.bytes).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

both!(
    async fn a_family_letter_goes_to_nobody_who_is_not_offered(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2025, 3, 11)).await;
        let case = story.teller.case(story.story).unwrap();
        let room = "/papers/new/family_letter";
        let alleged: EntryId = sql("SELECT id FROM register_entry WHERE review = $1 AND kind = $2")
            .bind(story.review())
            .bind(Kind::AllegedPerpetrator)
            .scalar(&mut world.store.read().await.unwrap())
            .await
            .unwrap();
        let form = case.look(COORDINATOR, room).await.unwrap();
        let mut filling = form.fill(None, &[("salutation", "Somebody")]).unwrap();
        filling.pairs.retain(|(name, _)| name != "recipient");
        filling.pairs.push(("recipient".into(), alleged.to_string()));
        let page = case.of(COORDINATOR).await.unwrap().send_filled(&filling).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.complaint().contains("Select somebody to whom a letter may go"), "{}", page.complaint());
    }
);

/// Says of every word that a paper asks about that it is not the person, and tells how many there were.
async fn answer_all(case: &Case, room: &str) -> usize {
    let asks = case.look(COORDINATOR, room).await.unwrap();
    let boxes = Selector::parse("input[type=checkbox][name=asked]").unwrap();
    let html = Html::parse_document(&asks.html);
    let codes: Vec<String> = html.select(&boxes).filter_map(|one| one.attr("value").map(str::to_owned)).collect();
    if codes.is_empty() {
        return 0;
    }
    let none = case.send(COORDINATOR, room, &[("said", "not_the_person"), ("reason", "x")]).await;
    assert!(none.is_err(), "nothing was selected");
    let mut fields: Vec<(&str, &str)> = codes.iter().map(|code| ("asked", code.as_str())).collect();
    fields.extend([("said", "not_the_person"), ("reason", "It is the police force of the area.")]);
    case.send(COORDINATOR, room, &fields).await.unwrap();
    codes.len()
}

both!(
    async fn a_word_that_may_be_a_name_waits_for_one_answer(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2026, 7, 16)).await;
        let (review, case) = (story.review(), story.teller.case(story.story).unwrap());
        // Somebody is called as the name of an agency that is in the report has it: a word like any other.
        let named = [("kind", "friend"), ("full", "Iris Police")];
        case.send(COORDINATOR, "/people/new?kind=friend", &named).await.unwrap();
        let button = "Make what is missing and search it";
        let page = case.of(COORDINATOR).await.unwrap().press(&case.at("/papers"), button, &[]).await.unwrap();
        assert!(page.says("Waits for an answer") && !page.says(button), "made once, and not again: {}", page.words());
        let waiting = standing(&world, review).await;
        let of =
            |one: &Standing| if let Standing::Waits { document, words, .. } = one { Some((*document, *words)) } else { None };
        let (document, words) = waiting.iter().find_map(of).expect("a paper waits");
        assert!(words > 0 && !story.facts().await.scan_clean);
        let room = format!("/papers/{document}/words");
        // Whoever may not see names is told nothing of it, and does not read the paper.
        assert!(case.look("helen.marsh@police.example", &room).await.is_err());
        let asks = case.look(COORDINATOR, &room).await.unwrap();
        assert!(asks.says("Wyre Valley Police") && asks.says("may be W"), "{}", asks.words());
        let mut answered = 0;
        for (document, _) in waiting.iter().filter_map(of) {
            answered += answer_all(case, &format!("/papers/{document}/words")).await;
        }
        assert!(answered > 0 && story.facts().await.scan_clean, "{:?}", standing(&world, review).await);
        // Made again, the same words ask nobody.
        let mut tx = world.store.write().await.unwrap();
        sql("UPDATE recommendation SET version = version + 1 WHERE review = $1").bind(review).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        case.of(COORDINATOR).await.unwrap().press(&case.at("/papers"), button, &[]).await.unwrap();
        assert!(story.facts().await.scan_clean, "{:?}", standing(&world, review).await);
        let mut tx = world.store.read().await.unwrap();
        let details: Vec<(String,)> =
            sql("SELECT CAST(detail AS TEXT) FROM audit WHERE deed = 'words_answered'").all(&mut tx).await.unwrap();
        assert!(!details.is_empty() && details.iter().all(|(one,)| !one.contains("Police") && !one.contains("force")));
        drop(tx);
        // A whole name is never answered away.
        let mut tx = world.store.write().await.unwrap();
        sql("UPDATE panel_member SET job_title = 'Aunt of Iris Police', version = version + 1 WHERE review = $1")
            .bind(review)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let filling = case.look(COORDINATOR, "/papers").await.unwrap().fill(Some(button), &[]).unwrap();
        let stopped = case.of(COORDINATOR).await.unwrap().send_filled(&filling).await;
        assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(stopped.says("The paper was not kept") && !story.facts().await.scan_clean);
        assert!(
            stopped.html.contains(&format!("<a class=\"govuk-link\" href=\"{}\">Panel</a>", case.at("/panel"))),
            "{}",
            stopped.words()
        );
        story.record_is_whole().await;
    }
);

const PANEL: &str = "joan.tarrant@lantern.example";
const AGENCY: &str = "tom.ashby@police.example";

/// The papers for publication of a kind, the latest first.
async fn for_public(world: &World, review: ReviewId, kind: PaperKind) -> Vec<DocumentId> {
    let statement =
        sql("SELECT id FROM document WHERE review = $1 AND kind = $2 AND audience = 'publication' AND withdrawn_at IS NULL \
         ORDER BY made_at DESC, id DESC");
    let all: Vec<(DocumentId,)> = statement.bind(review).bind(kind).all(&mut world.store.read().await.unwrap()).await.unwrap();
    all.into_iter().map(|(id,)| id).collect()
}

/// Whether somebody has this paper in their list, which is whether they can open it by its address.
async fn reads(case: &Case, who: &str, id: DocumentId) -> bool {
    let listed = case.look(who, "/papers").await.unwrap().html.contains(&id.to_string());
    let opened = case.of(who).await.unwrap().visit(&case.at(&format!("/papers/{id}"))).await.status.is_success();
    assert_eq!(listed, opened, "{who}: the list and the address say the same");
    opened
}

/// Sends what no form of the page sends, as whoever makes papers.
async fn crafted(case: &Case, room: &str, pairs: &[(&str, &str)]) -> Page {
    let mut filling = case.look(COORDINATOR, "/papers/new/overview_report").await.unwrap().fill(Some("Make it"), &[]).unwrap();
    filling.action = case.at(room);
    filling.pairs.retain(|(name, _)| name.starts_with('_'));
    filling.pairs.extend(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    case.of(COORDINATOR).await.unwrap().send_filled(&filling).await
}

const BUTTON: &str = "Make what is missing and search it";

async fn change(world: &World, review: ReviewId, statement: &'static str) {
    let mut tx = world.store.write().await.unwrap();
    sql(statement).bind(review).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

both!(
    async fn nobody_reads_a_paper_that_was_not_searched_for_a_name_of_today(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2026, 7, 16)).await;
        let (review, case) = (story.review(), story.teller.case(story.story).unwrap());
        let first = for_public(&world, review, PaperKind::OverviewReport).await[0];
        made(case, PaperKind::OverviewReport, Audience::Panel).await;
        let to_the_panel: DocumentId =
            sql("SELECT id FROM document WHERE review = $1 AND audience = 'panel' AND kind = $2 ORDER BY made_at DESC")
                .bind(review)
                .bind(PaperKind::OverviewReport)
                .all::<(DocumentId,)>(&mut world.store.read().await.unwrap())
                .await
                .unwrap()[0]
                .0;
        assert!(reads(case, PANEL, first).await && reads(case, PANEL, to_the_panel).await);
        assert!(!reads(case, AGENCY, first).await, "it is not published");
        case.send(COORDINATOR, "/people/new?kind=friend", &[("kind", "friend"), ("full", "Osric Quillfeather")]).await.unwrap();
        assert!(
            !reads(case, PANEL, first).await && !reads(case, PANEL, to_the_panel).await,
            "nobody looked for the new name in it"
        );
        assert!(reads(case, COORDINATOR, first).await, "who makes papers reads them all");
        assert!(case.look(COORDINATOR, "/papers").await.unwrap().says("The register has changed since"));
        case.press(COORDINATOR, "/papers", BUTTON, &[]).await.unwrap();
        let newest = for_public(&world, review, PaperKind::OverviewReport).await[0];
        assert!(newest != first && reads(case, PANEL, newest).await && !reads(case, PANEL, first).await);
    }
);

both!(
    async fn after_publication_what_was_published_is_read_and_stays(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2027, 2, 26)).await;
        let (review, case) = (story.review(), story.teller.case(story.story).unwrap());
        let all = for_public(&world, review, PaperKind::OverviewReport).await;
        assert!(all.len() > 1, "made for the submission, and again after the letter");
        for (n, id) in all.iter().enumerate() {
            assert_eq!(reads(case, AGENCY, *id).await, n == 0, "what was published, and nothing older");
        }
        // What is reported on a recommendation is not in what was published; a paper made since was not published.
        change(&world, review, "UPDATE recommendation SET version = version + 1 WHERE review = $1").await;
        assert!(reads(case, AGENCY, all[0]).await);
        let room = format!("/papers/{}/words", all[0]);
        let page = case.look(COORDINATOR, &room).await.unwrap();
        assert!(page.says("This paper is published") && !page.says("Record the answer") && !page.says("Take the answer back"));
        let refused = crafted(case, &room, &[("said", "change")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.words());
        assert!(refused.says("This paper is published") && reads(case, AGENCY, all[0]).await);
        change(&world, review, "UPDATE register_entry SET version = version + 1 WHERE review = $1").await;
        assert!(!reads(case, AGENCY, all[0]).await, "it was not searched for what the register says now");
        let again = format!("/papers/{}/search", all[0]);
        let searched = crafted(case, &again, &[]).await;
        assert!(searched.says("Nothing was found, and its readers read it again"), "{}", searched.words());
        assert!(reads(case, AGENCY, all[0]).await && !reads(case, AGENCY, all[1]).await);
        // Somebody is entered late whose whole name the paper prints: its author.
        let author: String =
            sql("SELECT p.name FROM panel_appointment a JOIN person p ON p.id = a.person WHERE a.review = $1 AND a.ends IS NULL")
                .bind(review)
                .all::<(String,)>(&mut world.store.read().await.unwrap())
                .await
                .unwrap()
                .remove(0)
                .0;
        case.send(COORDINATOR, "/people/new?kind=friend", &[("kind", "friend"), ("full", &author)]).await.unwrap();
        let held = crafted(case, &again, &[]).await;
        assert_eq!(held.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(held.says("Held back") && !reads(case, AGENCY, all[0]).await, "{}", held.words());
    }
);

both!(
    async fn an_answer_is_taken_back_while_the_paper_has_not_left(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2026, 7, 16)).await;
        let (review, case) = (story.review(), story.teller.case(story.story).unwrap());
        case.send(COORDINATOR, "/people/new?kind=friend", &[("kind", "friend"), ("full", "Iris Police")]).await.unwrap();
        case.press(COORDINATOR, "/papers", BUTTON, &[]).await.unwrap();
        let of = |one: &Standing| if let Standing::Waits { document, .. } = one { Some(*document) } else { None };
        let waiting: Vec<DocumentId> = standing(&world, review).await.iter().filter_map(of).collect();
        for document in &waiting {
            answer_all(case, &format!("/papers/{document}/words")).await;
        }
        assert!(story.facts().await.scan_clean && reads(case, PANEL, waiting[0]).await);
        let room = format!("/papers/{}/words", waiting[0]);
        let page = case.look(COORDINATOR, &room).await.unwrap();
        let filling = page.fill(Some("Take the answer back"), &[]).unwrap();
        let browser = case.of(COORDINATOR).await.unwrap();
        let back = browser.send_filled(&filling).await;
        assert!(back.status.is_success() && back.says("Record the answer"), "{}", back.words());
        assert!(!story.facts().await.scan_clean && !reads(case, PANEL, waiting[0]).await, "it waits again");
        let sent = |name: &str| filling.pairs.iter().find(|(one, _)| one == name).map(|(_, value)| value.clone()).unwrap();
        let (code, at) = (sent("asked"), sent("answered_at"));
        let back_at = format!("{room}/take-back");
        let late = crafted(case, &back_at, &[("asked", &code), ("answered_at", &at)]).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "the answer is not there any more");
        let details: Vec<(String,)> = sql("SELECT CAST(detail AS TEXT) FROM audit WHERE deed = 'answer_taken_back'")
            .all(&mut world.store.read().await.unwrap())
            .await
            .unwrap();
        assert!(details.len() == 1 && !details[0].0.contains("Police"), "{details:?}");
        answer_all(case, &room).await;
        // As if the report had gone to the Home Office now: the story would go on with papers of its own.
        let mut tx = world.store.write().await.unwrap();
        let now = tx.now();
        sql("UPDATE happening SET act = $2, at = $3 WHERE review = $1 AND seq = (SELECT MAX(seq) FROM happening WHERE review = $1 AND act IS NOT NULL)")
            .bind(review)
            .bind(Act::Submit)
            .bind(now)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let page = case.look(COORDINATOR, &room).await.unwrap();
        assert!(page.says("What was answered") && !page.says("Take the answer back"), "it was submitted");
        let at: chrono::DateTime<chrono::Utc> = sql("SELECT answered_at FROM paper_answer WHERE review = $1 AND question = $2")
            .bind(review)
            .bind(code.as_str())
            .scalar(&mut world.store.read().await.unwrap())
            .await
            .unwrap();
        let refused = crafted(case, &back_at, &[("asked", &code), ("answered_at", &at.to_rfc3339())]).await;
        assert!(refused.says("The answer stays"), "{}", refused.words());
        story.record_is_whole().await;
    }
);

both!(
    async fn the_boards_paper_is_searched_for_the_people_of_the_reviews_that_it_prints(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2027, 2, 26)).await;
        let (review, case) = (story.review(), story.teller.case(story.story).unwrap());
        let partnership: OrganisationId = sql("SELECT partnership FROM review WHERE id = $1")
            .bind(review)
            .scalar(&mut world.store.read().await.unwrap())
            .await
            .unwrap();
        let room = format!("/papers/boards/{partnership}");
        let browser = case.of(COORDINATOR).await.unwrap();
        let paper = browser.visit(&room).await;
        assert!(paper.status.is_success(), "{}", paper.words());
        change(&world, review, "UPDATE recommendation SET lead_words = 'Danuta Wolska', first_due = '2026-01-05', state = 'approved' WHERE review = $1").await;
        let paper = browser.visit(&room).await;
        assert_eq!(paper.status, StatusCode::CONFLICT);
        assert!(paper.says("The paper is not given") && paper.says("WYK-2025-a-R01"), "{}", paper.words());
        assert!(!paper.html.contains("Danuta") && !paper.html.contains("Wolska"));
    }
);
