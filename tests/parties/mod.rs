//! The identity register: names go in sealed, and nowhere else.

pub mod case;
mod typed;

use dardr::access::right::{ChoosePseudonyms, EditNames, SeeNames};
use dardr::access::{Denied, permit};
use dardr::audit;
use dardr::ids::OrganisationId;
use dardr::imr::{self, Asked, Level as Asks};
use dardr::keyring::Keyring;
use dardr::parties::{self, ChosenBy, Details, Kind, NewEntry, RegisterProblem};
use dardr::process::{Role, Stage};
use dardr::recommendations::{self, Level, New};
use dardr::redaction::CaseText;
use dardr::reviews;
use dardr::store::{StoreError, Tx, sql};

use case::{Case, line, prose};

fn promise(lead: OrganisationId, body: CaseText) -> New {
    New {
        body,
        rationale: CaseText::default(),
        level: Level::SingleAgency,
        mechanism: None,
        sector: None,
        theme: None,
        lead: Some(lead),
        lead_words: "The trust".into(),
        support: String::new(),
        oversight: String::new(),
        when: "by June 2027".into(),
        measure: CaseText::default(),
        source_ref: String::new(),
        early: true,
        added_on: None,
    }
}

/// Every text that any table holds, but the sealed ones: what a copy of the database would show.
async fn dump(case: &Case) -> String {
    let mut tx = case.write().await;
    let mut out = String::new();
    for (table, column) in columns(&mut tx, case.world.store.is_sqlite()).await {
        let text: &'static str = format!("SELECT CAST({column} AS TEXT) AS held FROM {table} WHERE {column} IS NOT NULL").leak();
        for (held,) in sql(text).all::<(String,)>(&mut tx).await.unwrap() {
            out.push_str(&held);
            out.push('\n');
        }
    }
    out
}

async fn columns(tx: &mut Tx, sqlite: bool) -> Vec<(String, String)> {
    let text = if sqlite {
        "SELECT m.name, p.name AS column_name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND p.type <> 'BLOB' ORDER BY 1, 2"
    } else {
        "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE table_schema = 'public' AND data_type <> 'bytea' ORDER BY 1, 2"
    };
    sql(text).all(tx).await.unwrap()
}

both!(
    async fn no_other_table_holds_a_name_even_if_it_was_written_first(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let grant = case.grant::<EditNames>(&mut tx, case.coordinator).await;
        let today = tx.today();
        let told = "Zenobia Quillfeather rang; zenobia's brother Barnaby Quillfeather knew. ZENNY stayed with him.";
        reviews::note(&mut tx, &grant.doer(), case.review, "told", today, told).await.unwrap();
        let mut details = Details::named(line("Zenobia Quillfeather"));
        details.nicknames.push(line("Zenny"));
        details.addresses.push(line("7 Canarywharf Lane"));
        details.safe_addresses.push(line("1 Canaryrefuge"));
        let new = NewEntry::usual(Kind::Deceased, details);
        let added = parties::add_entry(&mut tx, &case.app.keyring, &grant, new).await.unwrap();
        assert_eq!(added.code, "V1");
        assert_eq!(case.entry(&mut tx, Kind::Relative, "Barnaby Quillfeather").await.code, "F1");
        let register = parties::register_for_tying(&mut tx, &case.app.keyring, grant.actor(), case.review).await.unwrap();
        let kept = register.tie(&prose("Barnaby met Zenny at noon."));
        reviews::note(&mut tx, &grant.doer(), case.review, "told", today, kept.as_str()).await.unwrap();
        let labels = parties::labels_in_papers(&mut tx, case.review).await.unwrap();
        assert_eq!(kept.show(&labels), "Relative F1 met Person who died V1 at noon.");
        tx.commit().await.unwrap();
        let dump = dump(&case).await.to_lowercase();
        for canary in ["zenobia", "quillfeather", "barnaby", "zenny", "canarywharf", "canaryrefuge"] {
            assert!(!dump.contains(canary), "{canary} stands in the clear");
        }
        assert!(
            dump.contains("{{v1~1}} rang; {{v1:given~2}}'s brother {{f1:given~5}} {{v1:family~3}} knew. {{v1:given~4}} stayed")
        );
    }
);

both!(
    async fn names_are_seen_by_those_who_may_and_it_is_on_record(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let first = case.entry(&mut tx, Kind::Deceased, "Zenobia Quillfeather").await;
        let grant = case.grant::<SeeNames>(&mut tx, case.coordinator).await;
        let seen = parties::register(&mut tx, &case.app.keyring, &grant).await.unwrap();
        assert_eq!(seen[0].details.full.as_str(), "Zenobia Quillfeather");
        let recorded = audit::of_review(&mut tx, case.review, i64::MAX, 1).await.unwrap();
        assert_eq!((recorded[0].deed.as_str(), recorded[0].detail.contains("V1")), ("names_seen", true));
        tx.commit().await.unwrap();
        // The same entry opens under no other key.
        let other =
            Keyring::open(&case.world.directory().join("k2"), &case.world.directory().join("d2"), case.world.chance.clone())
                .unwrap();
        other.make(case.review).unwrap();
        let mut tx = case.write().await;
        let problem = parties::entry(&mut tx, &other, &grant, first.id).await.err().unwrap();
        assert!(matches!(problem, RegisterProblem::Keyring(_)), "{problem}");
    }
);

both!(
    async fn an_agency_sees_whom_it_searches_for_while_it_searches_and_not_what_they_are_called(world: World) {
        let case = Case::begin(world).await;
        let spoc = case.world.person("Priya Nair", Role::AgencySpoc, case.trust).await;
        case.stands_at(Stage::Gathering).await;
        let mut tx = case.write().await;
        crate::support::let_in(&mut tx, case.review, case.trust).await;
        let first = case.entry(&mut tx, Kind::Deceased, "Zenobia Quillfeather").await;
        case.entry(&mut tx, Kind::Relative, "Barnaby Quillfeather").await;
        let chooses = case.grant(&mut tx, case.coordinator).await;
        parties::choose_pseudonym(&mut tx, &case.app.keyring, &chooses, (first.id, 1), line("Leah"), ChosenBy::Family)
            .await
            .unwrap();
        let grant = case.grant::<SeeNames>(&mut tx, spoc).await;
        let seen = parties::register(&mut tx, &case.app.keyring, &grant).await.unwrap();
        let shown: Vec<_> = seen.iter().map(|one| (one.details.full.as_str(), one.pseudonym.is_some())).collect();
        assert_eq!(shown, [("Zenobia Quillfeather", false)], "nobody but the person concerned, and no pseudonym beside the name");
        // Who sits on the panel as well reads no pseudonym beside a name that is open to the agency alone.
        let (today, id) = (tx.today(), tx.id::<dardr::ids::EntryId>());
        sql("INSERT INTO review_role (id, review, person, role, organisation, begins) VALUES ($1, $2, $3, 'panel_member', $4, $5)")
            .bind(id)
            .bind(case.review)
            .bind(spoc)
            .bind(case.trust)
            .bind(today)
            .run(&mut tx)
            .await
            .unwrap();
        let both = case.grant::<SeeNames>(&mut tx, spoc).await;
        let paired = async |tx: &mut Tx| parties::register(tx, &case.app.keyring, &both).await.unwrap()[0].pseudonym.is_some();
        assert!(!paired(&mut tx).await);
        sql("UPDATE register_entry SET seen_by = 'agencies panel' WHERE id = $1").bind(first.id).run(&mut tx).await.unwrap();
        assert!(paired(&mut tx).await, "it was released to the panel");
        sql("UPDATE register_entry SET seen_by = 'agencies' WHERE id = $1").bind(first.id).run(&mut tx).await.unwrap();
        sql("DELETE FROM review_role WHERE id = $1").bind(id).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();

        case.stands_at(Stage::Drafting).await;
        let mut tx = case.write().await;
        assert!(parties::register(&mut tx, &case.app.keyring, &grant).await.unwrap().is_empty(), "the search is over");
        let coordinator = case.world.actor(case.coordinator).await;
        let late = Asked { organisation: case.trust, level: Asks::Short, asks: CaseText::default(), on: tx.today() };
        imr::ask(&mut tx, &coordinator, case.review, late).await.unwrap();
        assert_eq!(
            parties::register(&mut tx, &case.app.keyring, &grant).await.unwrap().len(),
            1,
            "an agency asked late must search too"
        );
    }
);

both!(
    async fn an_agency_of_which_nothing_more_is_asked_sees_no_names(world: World) {
        let case = Case::begin(world).await;
        let spoc = case.world.person("Priya Nair", Role::AgencySpoc, case.trust).await;
        case.stands_at(Stage::Gathering).await;
        let coordinator = case.world.actor(case.coordinator).await;
        let mut tx = case.write().await;
        case.entry(&mut tx, Kind::Deceased, "Zenobia Quillfeather").await;
        let today = tx.today();
        let asked = |level: Asks| Asked { organisation: case.trust, level, asks: CaseText::default(), on: today };
        let id = imr::ask(&mut tx, &coordinator, case.review, asked(Asks::Imr)).await.unwrap();
        let edit = case.grant(&mut tx, case.coordinator).await;
        let tied = CaseText::from("Teach new starters".to_owned());
        recommendations::add(&mut tx, &edit, promise(case.trust, tied)).await.unwrap();
        let names = async |tx: &mut Tx| {
            let grant = case.grant::<SeeNames>(tx, spoc).await;
            parties::register(tx, &case.app.keyring, &grant).await.unwrap().len()
        };
        assert_eq!(names(&mut tx).await, 1);
        let excuse = imr::Excuse::NoContact;
        imr::excuse(&mut tx, &coordinator, case.review, (id, 1), excuse, CaseText::default()).await.unwrap();
        assert_eq!(names(&mut tx).await, 0, "it reports on its recommendation and searches for nobody");
        imr::ask(&mut tx, &coordinator, case.review, asked(Asks::Short)).await.unwrap();
        assert_eq!(names(&mut tx).await, 1, "it is asked again");
    }
);

both!(
    async fn who_writes_for_an_agency_or_a_board_reads_back_codes_and_no_pseudonym(world: World) {
        let case = Case::begin(world).await;
        let spoc = case.world.person("Priya Nair", Role::AgencySpoc, case.trust).await;
        let board = case.world.person("Bo Arden", Role::BoardMember, case.wyk).await;
        case.stands_at(Stage::Monitoring).await;
        let mut tx = case.write().await;
        crate::support::let_in(&mut tx, case.review, case.trust).await;
        let first = case.entry(&mut tx, Kind::Deceased, "Zenobia Quillfeather").await;
        let chooses = case.grant(&mut tx, case.coordinator).await;
        parties::choose_pseudonym(&mut tx, &case.app.keyring, &chooses, (first.id, 1), line("Leah"), ChosenBy::Family)
            .await
            .unwrap();
        let tied = CaseText::from("What was said of {{V1}} is read by every new starter".to_owned());
        let edit = case.grant(&mut tx, case.coordinator).await;
        let id = recommendations::add(&mut tx, &edit, promise(case.trust, tied)).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/reviews/{}/recommendations/{id}", case.review);
        for (person, called) in [(case.coordinator, "Leah"), (spoc, "Person who died V1"), (board, "Person who died V1")] {
            let page = case.world.visit(person).await.open(&path).await.unwrap();
            assert!(page.says(called), "{}", page.words());
            assert_eq!(page.says("Leah"), called == "Leah", "{}", page.words());
        }
        let mut tx = case.write().await;
        let (today, now) = (tx.today(), tx.now());
        sql("INSERT INTO submission (id, review, n, body, sent_on, how, report_label, sent_by, at) \
             VALUES ($1, $1, 1, 'Board', $2, 'by mail', 'S1', $3, $4)")
        .bind(case.review)
        .bind(today)
        .bind(case.coordinator)
        .bind(now)
        .run(&mut tx)
        .await
        .unwrap();
        sql("INSERT INTO outcome_letter (id, review, submission, letter_on, received_on, outcome, apologises, positives, recorded_by, \
             recorded_at) VALUES ($1, $1, $1, $2, $2, 'clear', $3, 'The voice of {{V1}} is heard', $4, $5)")
        .bind(case.review)
        .bind(today)
        .bind(false)
        .bind(case.coordinator)
        .bind(now)
        .run(&mut tx)
        .await
        .unwrap();
        tx.commit().await.unwrap();
        for (person, called) in [(case.coordinator, "Leah"), (board, "Person who died V1")] {
            let page = case.world.visit(person).await.open(&format!("/reviews/{}/submission", case.review)).await.unwrap();
            assert!(page.says(&format!("The voice of {called} is heard")), "{}", page.words());
        }
    }
);

both!(
    async fn who_may_not_is_told_nothing(world: World) {
        let case = Case::begin(world).await;
        let auditor = case.world.person("Olive Pratt", Role::Auditor, case.wyk).await;
        let stranger = case.world.person("Sam Reed", Role::Coordinator, case.world.partnership("STB", "Stourbourne").await).await;
        let administrator = case.world.person("Ada Moor", Role::SysAdmin, case.wyk).await;
        let mut tx = case.write().await;
        assert!(matches!(case.try_grant::<SeeNames>(&mut tx, auditor).await, Err(Denied::NotYours(_))));
        for person in [stranger, administrator] {
            assert!(matches!(case.try_grant::<SeeNames>(&mut tx, person).await, Err(Denied::NotThere)));
        }
        let csp_chair = case.world.actor(case.coordinator).await;
        assert!(permit::<EditNames>(&mut tx, &csp_chair, case.review).await.is_ok());
    }
);

both!(
    async fn the_chair_chooses_pseudonyms_and_the_register_stays_the_coordinators(world: World) {
        let case = Case::begin(world).await;
        let chair = case.world.person("Ines Okoro", Role::IndepChair, case.wyk).await;
        let csp_chair = case.world.person("Grace Odell", Role::CspChair, case.wyk).await;
        let mut tx = case.write().await;
        let entry = case.entry(&mut tx, Kind::Deceased, "Zenobia Quillfeather").await;
        tx.commit().await.unwrap();
        let people = format!("/reviews/{}/people", case.review);
        let (browser, reader) = (case.world.visit(chair).await, case.world.visit(csp_chair).await);
        let page = browser.open(&people).await.unwrap();
        let form = format!("{people}/{}/pseudonym", entry.id);
        assert!(page.links().iter().any(|(to, _)| *to == form), "{}", page.words());
        assert!(!page.links().iter().any(|(to, _)| *to == format!("{people}/new")), "{}", page.words());
        for refused in ["Zeno bia", "Z e n o b i a", "{{P1}}", "V1"] {
            let filled = browser.fill(&form, None, &[("pseudonym", refused), ("chosen_by", "family")]).await.unwrap();
            let page = browser.send_filled(&filled).await;
            assert_eq!(page.status, http::StatusCode::UNPROCESSABLE_ENTITY, "{refused}: {}", page.words());
            assert!(page.says("Choose a"), "{refused}: {}", page.words());
        }
        let page = browser.send(&form, &[("pseudonym", "Marta"), ("chosen_by", "family")]).await.unwrap();
        assert!(page.says("The pseudonym is saved") && page.says("Marta"), "{}", page.words());
        assert_eq!(browser.visit(&format!("{people}/{}", entry.id)).await.status, http::StatusCode::FORBIDDEN);
        let page = reader.open(&people).await.unwrap();
        assert!(page.says("The independent chair, the author or the coordinator chooses pseudonyms"), "{}", page.words());
        assert_eq!(reader.visit(&form).await.status, http::StatusCode::FORBIDDEN);
    }
);

both!(
    async fn a_family_may_wish_a_pseudonym_that_another_review_uses_once_they_were_told(world: World) {
        let case = Case::begin(world).await;
        let review = case.world.review(case.wyk).await;
        let mut tx = case.write().await;
        let theirs = case.entry(&mut tx, Kind::Deceased, "Danuta Wilk").await;
        let grant = case.grant::<ChoosePseudonyms>(&mut tx, case.coordinator).await;
        let keyring = &case.app.keyring;
        parties::choose_pseudonym(&mut tx, keyring, &grant, (theirs.id, 1), line("Marta"), ChosenBy::Family).await.unwrap();
        tx.commit().await.unwrap();
        let other = Case { review, world: case.world.clone(), app: case.app.clone(), ..case };
        let mut tx = other.write().await;
        let entry = other.entry(&mut tx, Kind::Deceased, "Zenobia Quillfeather").await;
        tx.commit().await.unwrap();
        let browser = other.world.visit(other.coordinator).await;
        let form = format!("/reviews/{review}/people/{}/pseudonym", entry.id);
        let said = async |fields: &[(&str, &str)]| browser.send_filled(&browser.fill(&form, None, fields).await.unwrap()).await;
        let page = browser.open(&form).await.unwrap();
        assert!(!page.html.contains("name=\"shared\""));
        let chair = said(&[("pseudonym", "Marta"), ("chosen_by", "chair")]).await;
        assert!(chair.says("Choose another name") && !chair.html.contains("name=\"shared\""), "{}", chair.words());
        let warned = said(&[("pseudonym", "Marta"), ("chosen_by", "family")]).await;
        assert!(warned.says("Tell the family") && warned.html.contains("name=\"shared\""), "{}", warned.words());
        let saved = browser.send_filled(&warned.fill(None, &[("shared", "yes")]).unwrap()).await;
        assert_eq!(saved.status, http::StatusCode::OK, "{}", saved.words());
        let mut tx = other.write().await;
        assert_eq!(parties::people(&mut tx, review).await.unwrap()[0].called(), "Marta");
        let kept: i64 = sql("SELECT COUNT(*) FROM audit WHERE detail LIKE '%\"shared\":true%'").scalar(&mut tx).await.unwrap();
        assert_eq!(kept, 1, "that it was wished all the same is on record");
    }
);

both!(
    async fn a_pseudonym_is_nobodys_name_and_used_once(world: World) {
        let case = Case::begin(world).await;
        let other = Case { review: case.world.review(case.wyk).await, world: case.world.clone(), app: case.app.clone(), ..case };
        let mut tx = case.world.store.write().await.unwrap();
        let first = other.entry(&mut tx, Kind::Deceased, "Zenobia Quillfeather").await;
        let second = other.entry(&mut tx, Kind::Relative, "Barnaby Quillfeather").await;
        let grant = other.grant::<ChoosePseudonyms>(&mut tx, other.coordinator).await;
        let keyring = &other.app.keyring;
        for refused in ["Barnaby", "quillfeather", "Z.Q."] {
            let problem =
                parties::choose_pseudonym(&mut tx, keyring, &grant, (first.id, 1), line(refused), ChosenBy::Family).await;
            assert!(matches!(problem, Err(RegisterProblem::Pseudonym(_))), "{refused}");
        }
        parties::choose_pseudonym(&mut tx, keyring, &grant, (first.id, 1), line("Marta"), ChosenBy::Family).await.unwrap();
        let problem = parties::choose_pseudonym(&mut tx, keyring, &grant, (second.id, 1), line("marta"), ChosenBy::Chair).await;
        assert!(matches!(problem, Err(RegisterProblem::Pseudonym(_))));
        let problem = parties::choose_pseudonym(&mut tx, keyring, &grant, (first.id, 1), line("Nadia"), ChosenBy::Family).await;
        assert!(matches!(problem, Err(RegisterProblem::Stale)));
        parties::choose_pseudonym(&mut tx, keyring, &grant, (second.id, 1), line("Adult B"), ChosenBy::Neutral).await.unwrap();
        assert!(reviews::facts(&mut tx, other.review).await.unwrap().pseudonyms_chosen);
        // A name that comes later is the pseudonym: another must be chosen.
        other.entry(&mut tx, Kind::Friend, "Marta Fold").await;
        let people = parties::people(&mut tx, other.review).await.unwrap();
        assert!(people[0].pseudonym_clash && !people[1].pseudonym_clash);
        assert!(!reviews::facts(&mut tx, other.review).await.unwrap().pseudonyms_chosen);
        tx.commit().await.unwrap();
    }
);

both!(
    async fn a_page_that_did_not_show_safe_addresses_cannot_lose_them(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let grant = case.grant::<EditNames>(&mut tx, case.coordinator).await;
        let see = case.grant::<SeeNames>(&mut tx, case.coordinator).await;
        let mut details = Details::named(line("Zenobia Quillfeather"));
        details.safe_addresses.push(line("A place of safety"));
        let new = NewEntry::usual(Kind::Relative, details);
        let added = parties::add_entry(&mut tx, &case.app.keyring, &grant, new).await.unwrap();
        let shown = parties::entry(&mut tx, &case.app.keyring, &see, added.id).await.unwrap();
        assert_eq!((shown.details.safe_addresses.len(), shown.safe_addresses), (0, 1));
        let mut changed = NewEntry::usual(Kind::Relative, shown.details);
        changed.details.given = Some(line("Zenobia"));
        parties::change_entry(&mut tx, &case.app.keyring, &grant, (added.id, 1), changed, None).await.unwrap();
        let safe = parties::safe_addresses(&mut tx, &case.app.keyring, &see, added.id).await.unwrap();
        assert_eq!(safe[0].as_str(), "A place of safety");
        tx.commit().await.unwrap();
    }
);

both!(
    async fn a_code_that_nobody_knows_is_not_passed_over(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        case.entry(&mut tx, Kind::Deceased, "Zenobia Quillfeather").await;
        let (id, today) = (tx.id::<reviews::HoldId>(), tx.today());
        sql("INSERT INTO hold (id, review, kind, scope, pauses, requested_by, advice, starts, review_on) \
             VALUES ($1, $2, 'criminal', 'partial', 'drafting', '', '', $3, $3)")
        .bind(id)
        .bind(case.review)
        .bind(today)
        .run(&mut tx)
        .await
        .unwrap();
        assert_eq!(reviews::facts(&mut tx, case.review).await.unwrap().holds.len(), 1);
        tx.commit().await.unwrap();
        for odd in ["UPDATE hold SET pauses = 'drafting everything_else'", "UPDATE hold SET pauses = '', scope = 'whole'"] {
            case.changed(odd).await;
            let mut tx = case.write().await;
            let facts = reviews::facts(&mut tx, case.review).await;
            assert!(matches!(facts, Err(StoreError::Unreadable(_))), "{odd}: a hold that cannot be read must not pause nothing");
        }
        case.changed("UPDATE register_entry SET seen_by = 'panel everybody'").await;
        let mut tx = case.write().await;
        let grant = case.grant::<SeeNames>(&mut tx, case.coordinator).await;
        let register = parties::register(&mut tx, &case.app.keyring, &grant).await;
        assert!(matches!(register, Err(RegisterProblem::Store(StoreError::Unreadable(_)))));
    }
);
