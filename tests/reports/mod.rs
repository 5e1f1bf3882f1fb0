//! Nothing that was written in the report is lost.

use dardr::access::right::{EditDraft, SeeDraft};
use dardr::access::{Actor, Denied, permit};
use dardr::base::Prose;
use dardr::ids::ReviewId;
use dardr::process::{Event, Role, Stage};
use dardr::redaction::{CaseText, Register};
use dardr::reports::{Kind, Section, State, Written, label, of_label, sections, texts, unwritten, version, versions, write};
use dardr::reviews;
use dardr::store::sql;
use dardr::ui::Problem;
use http::StatusCode;

use crate::support::World;

fn words(text: &str) -> CaseText {
    Register::default().tie(&Prose::parse(text).unwrap())
}

async fn who(world: &World, name: &str, role: Role, at: dardr::ids::OrganisationId) -> Actor {
    let person = world.person(name, role, at).await;
    world.actor(person).await
}

both!(
    async fn two_people_who_meet_in_a_section_keep_both_texts(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let chair = who(&world, "Ines Okoro", Role::IndepChair, wyk).await;
        let author = who(&world, "Tom Reyes", Role::Author, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        let by_chair = permit::<EditDraft>(&mut tx, &chair, review).await.unwrap();
        let by_author = permit::<EditDraft>(&mut tx, &author, review).await.unwrap();
        let section = Section::Analysis;
        let going = (State::InProgress, false);
        assert_eq!(write(&mut tx, &by_chair, (section, 0), words("One"), going).await.unwrap(), Written::Stands(1));
        assert_eq!(write(&mut tx, &by_author, (section, 0), words("Two"), going).await.unwrap(), Written::Beside(2));
        let see = permit::<SeeDraft>(&mut tx, &chair, review).await.unwrap();
        let row = sections(&mut tx, &see).await.unwrap().remove(0);
        assert_eq!((row.body.as_str(), row.stands, row.beside), ("One", 1, 1));
        let joined = write(&mut tx, &by_author, (section, 1), words("One and two"), (State::Done, true)).await.unwrap();
        assert_eq!(joined, Written::Stands(3));
        let row = sections(&mut tx, &see).await.unwrap().remove(0);
        assert_eq!((row.body.as_str(), row.beside, row.state), ("One and two", 0, State::Done));
        let all: Vec<String> =
            texts(&mut tx, &see, section).await.unwrap().iter().map(|text| text.body.as_str().to_owned()).collect();
        assert_eq!(all, ["One and two", "Two", "One"]);
    }
);

both!(
    async fn a_version_keeps_every_section_as_it_stood(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let chair = who(&world, "Ines Okoro", Role::IndepChair, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<EditDraft>(&mut tx, &chair, review).await.unwrap();
        for section in Section::ALL.iter().copied() {
            write(&mut tx, &grant, (section, 0), words("As it stood"), (State::Done, false)).await.unwrap();
        }
        assert_eq!(unwritten(&mut tx, review).await.unwrap(), []);
        assert!(reviews::facts(&mut tx, review).await.unwrap().sections_written);
        assert_eq!(label(&mut tx, &grant, Kind::Panel, "").await.unwrap(), "P1");
        write(&mut tx, &grant, (Section::Lessons, 1), words("Changed since"), (State::Done, false)).await.unwrap();
        assert_eq!(label(&mut tx, &grant, Kind::Panel, "").await.unwrap(), "P2");
        let text = |version: &[(Section, CaseText)]| {
            version.iter().find(|(section, _)| *section == Section::Lessons).map(|(_, text)| text.as_str().to_owned())
        };
        assert_eq!(text(&of_label(&mut tx, review, "P1").await.unwrap()).as_deref(), Some("As it stood"));
        assert_eq!(text(&of_label(&mut tx, review, "P2").await.unwrap()).as_deref(), Some("Changed since"));
        let see = permit::<SeeDraft>(&mut tx, &chair, review).await.unwrap();
        assert_eq!(versions(&mut tx, &see).await.unwrap().len(), 2);
    }
);

both!(
    async fn a_version_is_read_as_it_stood_by_whoever_reads_the_draft(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let chair = who(&world, "Ines Okoro", Role::IndepChair, wyk).await;
        let panel = who(&world, "Tom Reyes", Role::PanelMember, wyk).await;
        let advocate = who(&world, "Ada Finch", Role::Advocate, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<EditDraft>(&mut tx, &chair, review).await.unwrap();
        for (section, text) in [(Section::SummaryIssues, "In short"), (Section::Lessons, "As it stood")] {
            write(&mut tx, &grant, (section, 0), words(text), (State::InProgress, false)).await.unwrap();
        }
        label(&mut tx, &grant, Kind::Panel, "For the second meeting").await.unwrap();
        write(&mut tx, &grant, (Section::Lessons, 1), words("Changed since"), (State::InProgress, false)).await.unwrap();
        let see = permit::<SeeDraft>(&mut tx, &panel, review).await.unwrap();
        let (row, texts) = version(&mut tx, &see, "P1").await.unwrap().unwrap();
        let held: Vec<(Section, &str)> = texts.iter().map(|(section, text)| (*section, text.as_str())).collect();
        assert_eq!(held, [(Section::Lessons, "As it stood"), (Section::SummaryIssues, "In short")], "in the order of the papers");
        assert_eq!(row.why, "For the second meeting");
        assert!(version(&mut tx, &see, "F1").await.unwrap().is_none());
        let extract = permit::<SeeDraft>(&mut tx, &advocate, review).await.unwrap();
        assert!(matches!(version(&mut tx, &extract, "P1").await, Err(Problem::NotYours(_))));
        tx.commit().await.unwrap();
        let browser = world.visit(panel.person).await;
        let list = browser.open(&format!("/reviews/{review}/report")).await.unwrap();
        let at = format!("/reviews/{review}/report/versions/P1");
        assert!(list.links().iter().any(|(to, _)| *to == at), "{}", list.words());
        let page = browser.open(&at).await.unwrap();
        assert!(page.says("As it stood") && page.says("In short") && !page.says("Changed since"), "{}", page.words());
        assert_eq!(browser.visit(&format!("/reviews/{review}/report/versions/F7")).await.status, StatusCode::NOT_FOUND);
        let read = world.visit(advocate.person).await.visit(&at).await;
        assert!(!read.says("As it stood"), "{}", read.words());
    }
);

both!(
    async fn the_draft_is_not_open_to_an_agency_or_to_a_stranger(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let other = world.partnership("OTH", "Other").await;
        let board = who(&world, "Bo Arden", Role::BoardMember, wyk).await;
        let stranger = who(&world, "Una Vale", Role::IndepChair, other).await;
        let advocate = who(&world, "Ada Finch", Role::Advocate, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.read().await.unwrap();
        assert!(matches!(permit::<SeeDraft>(&mut tx, &board, review).await, Err(Denied::NotYours(_))));
        assert!(matches!(permit::<SeeDraft>(&mut tx, &stranger, review).await, Err(Denied::NotThere)));
        let extract = permit::<SeeDraft>(&mut tx, &advocate, review).await.unwrap();
        assert!(matches!(sections(&mut tx, &extract).await, Err(Problem::NotYours(_))));
    }
);

async fn stands_at(world: &World, review: ReviewId, stage: Stage) {
    let mut tx = world.store.write().await.unwrap();
    sql("UPDATE review SET stage = $2 WHERE id = $1").bind(review).bind(stage).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

both!(
    async fn what_was_agreed_or_published_stays_as_it_was_written(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let chair = who(&world, "Ines Okoro", Role::IndepChair, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<EditDraft>(&mut tx, &chair, review).await.unwrap();
        write(&mut tx, &grant, (Section::Lessons, 0), words("As it was agreed"), (State::Done, false)).await.unwrap();
        let today = tx.today();
        reviews::record(&mut tx, review, Event::ReportCompleted, today, "").await.unwrap();
        reviews::record(&mut tx, review, Event::Published, today, "").await.unwrap();
        tx.commit().await.unwrap();
        let browser = world.visit(chair.person).await;
        let address = format!("/reviews/{review}/report/{}", Section::Lessons);
        for (stage, why) in [
            (Stage::CspSignoff, "Return the report to drafting to change it"),
            (Stage::WithHo, "Return the report to drafting to change it"),
            (Stage::Amending, ""),
            (Stage::Cleared, "Return the report to drafting to change it"),
            (Stage::Published, "Withdraw it to change it"),
            (Stage::Closed, "Withdraw it to change it"),
        ] {
            stands_at(&world, review, Stage::Amending).await;
            let typed = browser.fill(&address, Some("Save"), &[("body", "Another text"), ("state", "done")]).await.unwrap();
            stands_at(&world, review, stage).await;
            let page = browser.visit(&address).await;
            assert_eq!(page.words().contains("How far is it?"), why.is_empty(), "{stage}");
            assert!(page.words().contains(why), "{stage}");
            if !why.is_empty() {
                let refused = browser.send_filled(&typed).await;
                assert!(refused.words().contains(why) && refused.words().contains("Another text"), "{stage}");
            }
        }
    }
);

both!(
    async fn who_writes_a_section_is_asked_on_a_page_of_its_own(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let chair = who(&world, "Ines Okoro", Role::IndepChair, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        let (id, today) = (tx.id::<ReviewId>(), tx.today());
        sql("INSERT INTO review_role (id, review, person, role, begins) VALUES ($1, $2, $3, 'indep_chair', $4)")
            .bind(id)
            .bind(review)
            .bind(chair.person)
            .bind(today)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let browser = world.visit(chair.person).await;
        let at = format!("/reviews/{review}/report/analysis");
        let page = browser.open(&at).await.unwrap();
        assert!(page.fields_beginning("owner").is_empty(), "a second form would drop what is typed in the first");
        let owner = page.link("Change").unwrap();
        assert_eq!(owner, format!("{at}/owner"));
        let page = browser.send(&owner, &[("owner", &chair.person.to_string())]).await.unwrap();
        assert!(page.path == at && page.says("Who writes it Ines Okoro"), "{}", page.words());
        let again = browser.open(&owner).await.unwrap();
        assert!(again.html.contains(&format!("value=\"{}\" selected", chair.person)), "{}", again.html);
    }
);

both!(
    async fn a_version_bears_the_day_of_the_step_that_gave_it(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let chair = who(&world, "Ines Okoro", Role::IndepChair, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<EditDraft>(&mut tx, &chair, review).await.unwrap();
        let shared = "2026-02-20".parse().unwrap();
        dardr::reports::mark(&mut tx, &grant.doer(), review, dardr::process::Act::ShareWithFamily, shared).await.unwrap();
        label(&mut tx, &grant, Kind::Panel, "").await.unwrap();
        let see = permit::<SeeDraft>(&mut tx, &chair, review).await.unwrap();
        let days: Vec<_> = versions(&mut tx, &see).await.unwrap().iter().map(|one| (one.label.clone(), one.day())).collect();
        assert!(days.contains(&("F1".to_owned(), shared)) && days.contains(&("P1".to_owned(), tx.today())), "{days:?}");
    }
);
