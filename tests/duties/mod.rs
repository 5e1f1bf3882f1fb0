//! What waits for a person is told to that person, and its page opens for them.

use chrono::NaiveDate;
use dardr::access::permit_all;
use dardr::access::right::{EditCase, EditFamily, EditPanel, EditQuality, TakeStep};
use dardr::consultation;
use dardr::demo::Browser;
use dardr::duties::Kind;
use dardr::family;
use dardr::panel::{self, NewMember};
use dardr::parties;
use dardr::process::engine::offers_to_all;
use dardr::process::{Act, Event, Need, QaOutcome, Role, Stage};
use dardr::redaction::{CaseText, Register};
use dardr::reviews;
use dardr::store::{Tx, sql};
use dardr::submission::{self, Answer, Letter};
use dardr::ui::Filled;
use http::StatusCode;

use crate::parties::case::{Case, line, prose};

/// A secure-records letter among the papers.
async fn letter(case: &Case, agency: dardr::ids::OrganisationId) {
    let mut tx = case.write().await;
    let (id, now): (dardr::ids::DocumentId, _) = (tx.id(), tx.now());
    sql("INSERT INTO document (id, review, kind, title, media_type, audience, organisation, bytes, sha256, made_by, made_at) \
         VALUES ($1, $2, 'secure_records', 'Letter', 'application/pdf', 'named', $3, 1, '', $4, $5)")
    .bind(id)
    .bind(case.review)
    .bind(agency)
    .bind(case.coordinator)
    .bind(now)
    .run(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// A member of the trust, who sits on the panel from today.
fn sits(case: &Case, tx: &Tx) -> NewMember {
    NewMember {
        person: Some(case.member),
        name: line("–"),
        organisation: case.trust,
        job_title: None,
        expertise: None,
        da_specialist: false,
        deputy_for: None,
        begins: tx.today(),
    }
}

/// A letter that directs a body to take part, as the coordinator enters it.
async fn directed(coordinator: &Browser, base: &str, body: &str) {
    let form = coordinator.open(&format!("{base}/decision/direction")).await.unwrap();
    let fields = [
        ("kind", "To take part in a review"),
        ("letter_on", "2026-03-05"),
        ("body", body),
        ("said", "Take part."),
        ("deadline", "2026-03-20"),
    ];
    let told = coordinator.send_filled(&form.fill(Some("Record the direction"), &fields).unwrap()).await;
    assert!(told.says("Not yet: it is not on the panel, and its return has not come in"), "{}", told.words());
}

both!(
    async fn somebody_at_risk_comes_before_everything_until_it_is_said_what_was_done(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Notified).await;
        assert!(!case.world.waits(case.coordinator).await.contains(&Kind::Risk));
        let mut tx = case.write().await;
        sql("INSERT INTO case_answer (review, sheet, name, n, sort, value) VALUES ($1, 'notification/risk', 'at_risk', 0, 'code', 'yes')")
            .bind(case.review)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(case.coordinator).await.first(), Some(&Kind::Risk));
        let front = case.world.visit(case.coordinator).await.open(&format!("/reviews/{}", case.review)).await.unwrap();
        assert!(front.says("Somebody is at risk now: act first, then record what was done"), "{}", front.words());
        let mut tx = case.write().await;
        let now = tx.now();
        sql("INSERT INTO triage_answer (review, question, known, answered_by_name, answered_at) VALUES ($1, 'T19', 'yes', 'Priya Nair', $2)")
            .bind(case.review)
            .bind(now)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert!(!case.world.waits(case.coordinator).await.contains(&Kind::Risk));
    }
);

both!(
    async fn a_body_directed_to_take_part_stands_among_the_tasks_until_it_does(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::FamilyReading).await;
        let base = format!("/reviews/{}", case.review);
        let coordinator = case.world.visit(case.coordinator).await;
        for body in ["kelsall mental health trust", "Harbour Domestic Abuse Service"] {
            directed(&coordinator, &base, body).await;
        }
        assert_eq!(case.world.waits(case.coordinator).await, [Kind::Direction, Kind::Direction]);
        let front = coordinator.open(&base).await.unwrap();
        assert!(
            front.says("See that Harbour Domestic Abuse Service takes part, as the Secretary of State directs"),
            "{}",
            front.words()
        );
        let stopped = async |stage: Stage, act: Act| {
            case.stands_at(stage).await;
            let mut tx = case.write().await;
            let facts = reviews::facts(&mut tx, case.review).await.unwrap();
            let offers = offers_to_all(&facts);
            offers.iter().any(|offer| offer.step.act == act && offer.missing.contains(&Need::DirectedBodiesTakePart))
        };
        let stops = [
            (Stage::Scoping, Act::AgreeTerms),
            (Stage::FamilyReading, Act::SendForSignOff),
            (Stage::CspSignoff, Act::AgreeReport),
        ];
        for (stage, act) in stops {
            assert!(stopped(stage, act).await, "{act}");
        }

        // One sits on the panel; of the other somebody says how it takes part.
        let mut tx = case.write().await;
        let edit = case.grant::<EditPanel>(&mut tx, case.coordinator).await;
        let new = sits(&case, &tx);
        panel::add_member(&mut tx, &edit, &new).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(case.coordinator).await, [Kind::Direction], "the trust takes part");
        let chair = case.world.person("Ines Okoro", Role::IndepChair, case.wyk).await;
        let to = coordinator.open(&format!("{base}/decision")).await.unwrap().link("Say how it takes part").unwrap();
        assert_eq!(
            case.world.visit(chair).await.visit(&to).await.status,
            StatusCode::FORBIDDEN,
            "for those who record directions"
        );
        let page = coordinator.open(&to).await.unwrap();
        let how = |on| [("on", on), ("how", "It is part of the council, which sits on the panel.")];
        let early = coordinator.send_filled(&page.fill(Some("Record that it takes part"), &how("2026-03-04")).unwrap()).await;
        assert!(early.says("The date cannot be before 5 March 2026"), "{}", early.words());
        let late = coordinator.open(&to).await.unwrap().fill(Some("Record that it takes part"), &how("2026-03-06")).unwrap();
        let told = coordinator.send_filled(&page.fill(Some("Record that it takes part"), &how("2026-03-06")).unwrap()).await;
        assert!(told.says("Since 6 March 2026, recorded by Amina Holt. It is part of the council"), "{}", told.words());
        assert_eq!(coordinator.send_filled(&late).await.status, StatusCode::CONFLICT, "once");
        assert_eq!(case.world.waits(case.coordinator).await, []);
        for (stage, act) in stops {
            assert!(!stopped(stage, act).await, "{act}");
        }
    }
);

both!(
    async fn an_agency_is_asked_for_its_view_its_records_and_its_interests(world: World) {
        let case = Case::begin(world).await;
        let spoc = case.world.person("Sol Reed", Role::AgencySpoc, case.trust).await;
        assert_eq!(case.world.waits(spoc).await, []);
        let mut tx = case.write().await;
        let coordinator = case.world.actor(case.coordinator).await;
        let edit = permit_all::<EditCase>(&mut tx, &coordinator, case.review).await.unwrap();
        let mut f = Filled::new().with("kind", "health").with("organisation", case.trust.to_string()).with("way", "mail");
        consultation::ask(&mut tx, &edit, &mut f).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(spoc).await, [Kind::Reply]);

        let mut tx = case.write().await;
        let today = tx.today();
        reviews::record(&mut tx, case.review, Event::SecureRecordsSent, today, "").await.unwrap();
        let edit = case.grant::<EditPanel>(&mut tx, case.coordinator).await;
        let new = sits(&case, &tx);
        panel::add_member(&mut tx, &edit, &new).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(spoc).await, [Kind::Reply], "who is only consulted is asked for its view");
        letter(&case, case.trust).await;
        assert_eq!(case.world.waits(spoc).await, [Kind::Records, Kind::Reply], "two working days, and ten");
        assert_eq!(case.world.waits(case.member).await, [Kind::Declaration]);
        let fields = [
            ("systems", "Case management"),
            ("identifiers", "Names and dates of birth"),
            ("electronic", "yes"),
            ("destruction", "yes"),
            ("on", "2026-03-06"),
        ];
        let browser = case.world.visit(spoc).await;
        let safe = format!("/reviews/{}/secure-records", case.review);
        let form = browser.visit(&safe).await.fill(None, &fields).unwrap();
        let late = browser.visit(&safe).await.fill(None, &fields).unwrap();
        assert_eq!(browser.send_filled(&form).await.status, StatusCode::OK);
        assert_eq!(case.world.waits(spoc).await, [Kind::Reply]);
        assert!(!browser.visit(&safe).await.says("Confirm for your agency"), "what was confirmed is not asked again");
        let twice = browser.send_filled(&late).await;
        assert!(twice.status == StatusCode::CONFLICT && twice.says("It is on record already"), "{}", twice.words());
        case.stands_at(Stage::Closed).await;
        let mut tx = case.write().await;
        let now = tx.now();
        sql("UPDATE review SET closed_at = $2 WHERE id = $1").bind(case.review).bind(now).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(case.member).await, [], "a closed review asks for neither");
    }
);

both!(
    async fn an_agency_is_asked_about_its_records_until_it_confirms_and_the_coordinator_sees_who_has_not(world: World) {
        let case = Case::begin(world).await;
        let trust = case.world.person("Sol Reed", Role::AgencySpoc, case.trust).await;
        let service = case.world.person("Uma Frost", Role::AgencySpoc, case.service).await;
        let (review, coordinator) = (case.review, case.world.visit(case.coordinator).await);
        letter(&case, case.trust).await;
        letter(&case, case.service).await;
        assert_eq!(case.world.waits(trust).await, [], "a letter that has not gone out asks nobody");
        let step = format!("/reviews/{review}/steps/record_secure_records");
        assert!(coordinator.open(&step).await.unwrap().says("make the letters first"));
        let papers = coordinator.open(&format!("/reviews/{review}/papers")).await.unwrap();
        for agency in ["Secure-records letter to Harbour Domestic Abuse Service", "Secure-records letter to "] {
            assert!(papers.says(agency), "{}", papers.words());
        }
        assert_eq!(papers.words().matches("Secure-records letter to ").count(), 2, "each says to whom: {}", papers.words());
        coordinator.send(&step, &[("on", "2026-03-06")]).await.unwrap();
        for spoc in [trust, service] {
            assert_eq!(case.world.waits(spoc).await, [Kind::Records]);
            let page = case.world.visit(spoc).await.open("/my-work").await.unwrap();
            assert!(page.says("10 March 2026"), "two working days: {}", page.words());
            assert!(!page.says("Agencies confirm"), "it is asked of them once: {}", page.words());
        }
        let fields = [
            ("systems", "Case management"),
            ("identifiers", "Names and dates of birth"),
            ("electronic", "yes"),
            ("destruction", "yes"),
            ("on", "2026-03-06"),
        ];
        let safe = format!("/reviews/{review}/secure-records");
        case.world.visit(trust).await.send(&safe, &fields).await.unwrap();
        assert_eq!(case.world.waits(trust).await, []);
        assert_eq!(case.world.waits(service).await, [Kind::Records]);
        let known = "1 of 2 agencies that were written to has confirmed that records are secured. Not yet: Harbour Domestic Abuse Service.";
        let confirm = format!("/reviews/{review}/steps/record_secured");
        for at in [&confirm, &safe] {
            let page = coordinator.open(at).await.unwrap();
            assert!(page.says(known), "{at}: {}", page.words());
        }
        let page = case.world.visit(trust).await.open(&safe).await.unwrap();
        assert!(!page.says("Harbour"), "an agency does not learn who else was asked: {}", page.words());
        // What the coordinator heard in another way ends it as well, and who is asked later is asked all the same.
        coordinator.send(&confirm, &[("on", "2026-03-06"), ("note", "Harbour rang")]).await.unwrap();
        assert_eq!(case.world.waits(service).await, []);
        assert!(coordinator.open(&safe).await.unwrap().says("It is recorded for 6 March 2026 that all those written to by then"));
    }
);

both!(
    async fn who_takes_the_next_step_finds_it_and_what_others_wait_for(world: World) {
        let case = Case::begin(world).await;
        let chair = case.world.person("Grace Lindo", Role::CspChair, case.wyk).await;
        let mut tx = case.write().await;
        let today = tx.today();
        chairs(&case, &mut tx).await;
        let (person, edit) = (brother(&case, &mut tx).await, case.grant::<EditFamily>(&mut tx, case.coordinator).await);
        tx.commit().await.unwrap();
        let says = async |who, at: &str, what: &str| case.world.visit(who).await.open(at).await.unwrap().says(what);
        let comments = "Answer the family’s comments on the draft, tell them, and change what was accepted";
        case.stands_at(Stage::FamilyReading).await;
        assert!(!says(case.chair, "/my-work", comments).await);
        let mut tx = case.write().await;
        let short_why = Some(prose("They asked for one evening."));
        let time = family::Time { opens_on: today, closes_on: today, short_why, avoid_why: None };
        let new = family::NewReading { time, place: None, support: None, draft: line("F1") };
        let reading = family::offer_reading(&mut tx, &case.app.keyring, &edit, (person, 2), &new).await.unwrap();
        let said =
            family::NewComment { passage: None, kind: family::CommentKind::Tone, comment: prose("He was never estranged.") };
        let comment = family::add_comment(&mut tx, &case.app.keyring, &edit, reading, &said).await.unwrap();
        tx.commit().await.unwrap();
        assert!(says(case.chair, "/my-work", comments).await);
        assert!(!says(case.coordinator, "/my-work", comments).await, "it is for the independent chair");

        case.stands_at(Stage::CspSignoff).await;
        let (agree, papers) = ("Agree the report", "Make the papers for publication and search them");
        assert!(!says(chair, "/my-work", agree).await, "a comment of the family waits for its answer");
        let mut tx = case.write().await;
        let (no, why) = (family::CommentAnswer::Rejected, prose("The records say so."));
        family::answer_comment(&mut tx, &case.app.keyring, &edit, (comment, 1), no, Some(&why)).await.unwrap();
        let version: i64 = sql("SELECT version FROM family_reading WHERE id = $1").bind(reading).scalar(&mut tx).await.unwrap();
        family::told_of_answer(&mut tx, &edit, (reading, version), today).await.unwrap();
        tx.commit().await.unwrap();
        assert!(says(chair, "/my-work", agree).await && !says(case.coordinator, "/my-work", agree).await);
        assert!(!says(case.coordinator, "/my-work", papers).await, "they are made of the report as it was agreed");
        let mut tx = case.write().await;
        reviews::record(&mut tx, case.review, Event::ReportCompleted, today, "").await.unwrap();
        tx.commit().await.unwrap();
        assert!(!says(chair, "/my-work", agree).await);
        assert!(says(case.coordinator, "/my-work", papers).await);
        assert!(says(case.coordinator, "/my-work", "Complete the submission pack").await);
        let mut tx = case.write().await;
        reviews::record(&mut tx, case.review, Event::ReportSentToCommissioner, today, "").await.unwrap();
        tx.commit().await.unwrap();
        case.stands_at(Stage::Cleared).await;
        let front = format!("/reviews/{}", case.review);
        for at in ["/my-work", front.as_str()] {
            assert!(says(case.coordinator, at, papers).await, "{at}");
            assert!(!says(chair, at, papers).await, "{at}");
        }
    }
);

both!(
    async fn the_front_page_says_whom_the_review_waits_for_and_what_a_running_clock_still_needs(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        chairs(&case, &mut tx).await;
        tx.commit().await.unwrap();
        case.stands_at(Stage::CspSignoff).await;
        let front = format!("/reviews/{}", case.review);
        let page = case.world.visit(case.chair).await.open(&front).await.unwrap();
        let waits = "The review waits for the partnership chair. The next step is for the coordinator, after that.";
        assert!(page.says(waits), "{}", page.words());
        let submit = case.world.visit(case.coordinator).await.open(&format!("{front}/submission/submit")).await.unwrap();
        assert!(submit.says("This cannot be done yet:") && submit.says("The partnership has not agreed the report"));

        let mut tx = case.write().await;
        let today = tx.today();
        reviews::record(&mut tx, case.review, Event::ReportCompleted, today, "").await.unwrap();
        tx.commit().await.unwrap();
        let page = case.world.visit(case.coordinator).await.open(&front).await.unwrap();
        let before = "Before you can record that the report was sent to the Commissioner, which is due on";
        assert!(page.says(before), "{}", page.words());
        assert!(page.says("Every partner in the joint review has agreed the report Not needed"), "{}", page.words());
        assert!(!page.says("Record a delay notice"), "there is none once the report is agreed");

        case.world.clock.advance(chrono::TimeDelta::days(120));
        let head = case.world.person("Grace Lindo", Role::CspChair, case.wyk).await;
        let page = case.world.visit(head).await.open(&front).await.unwrap();
        assert!(!page.says("Before you can agree the report"), "it is agreed: {}", page.words());
        case.stands_at(Stage::Monitoring).await;
        let words = case.world.visit(case.coordinator).await.open(&front).await.unwrap().words();
        let at = |what: &str| words.find(what).unwrap_or_else(|| panic!("{what}: {words}"));
        assert!(at("Report progress on actions") < at("Before you can close the review"), "{words}");
        assert!(words.contains("Due 6 June 2026"), "{words}");
    }
);

both!(
    async fn the_independent_chair_judges_a_declared_conflict(world: World) {
        let case = Case::begin(world).await;
        with_the_home_office(&case).await;
        case.stands_at(Stage::Scoping).await;
        let mut tx = case.write().await;
        let today = tx.today();
        let edit = case.grant::<EditPanel>(&mut tx, case.coordinator).await;
        let new = sits(&case, &tx);
        let id = panel::add_member(&mut tx, &edit, &new).await.unwrap();
        let conflict = panel::Declaration { on: today, words: prose("I managed her nurse."), conflict: true, mitigation: None };
        panel::declare(&mut tx, &case.app.keyring, &edit, id, &conflict).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(case.chair).await, [Kind::Conflict]);
        let page = case.world.visit(case.chair).await.open("/my-work").await.unwrap();
        assert!(page.says("Judge the conflict of interest that Tom Birch declared"), "whose it is: {}", page.words());
        assert_eq!(case.world.waits(case.coordinator).await, []);
        let at = format!("/reviews/{}/panel/members/{id}", case.review);
        case.world.visit(case.chair).await.send(&format!("{at}/accept"), &[("accepted", "Leaves the room")]).await.unwrap();
        assert_eq!(case.world.waits(case.chair).await, []);
    }
);

/// A brother who wishes to read the draft.
async fn brother(case: &Case, tx: &mut Tx) -> family::FamilyId {
    let entry = case.entry(tx, parties::Kind::Relative, "Barnaby Quillfeather").await;
    let edit = case.grant::<EditFamily>(tx, case.coordinator).await;
    let new = family::NewFamily {
        wishes: vec![family::Wish::ReadDraft],
        ..family::NewFamily::new(entry.id, line("brother"), family::Part::Sibling)
    };
    family::add_person(tx, &case.app.keyring, &edit, &new).await.unwrap()
}

/// Gives the review its independent chair.
async fn chairs(case: &Case, tx: &mut Tx) {
    let (id, today): (dardr::duties::ItemId, _) = (tx.id(), tx.today());
    sql("INSERT INTO review_role (id, review, person, role, begins) VALUES ($1, $2, $3, 'indep_chair', $4)")
        .bind(id)
        .bind(case.review)
        .bind(case.chair)
        .bind(today)
        .run(tx)
        .await
        .unwrap();
}

/// Puts the review where the Home Office has it, with a chair, as if all before had been done.
async fn with_the_home_office(case: &Case) {
    let mut tx = case.write().await;
    let (id, now, today): (dardr::duties::ItemId, _, _) = (tx.id(), tx.now(), tx.today());
    chairs(case, &mut tx).await;
    sql("INSERT INTO submission (id, review, n, body, sent_on, how, report_label, sent_by, at) \
         VALUES ($1, $2, 1, 'Board', $3, 'by mail', 'S1', $4, $5)")
    .bind(id)
    .bind(case.review)
    .bind(today)
    .bind(case.coordinator)
    .bind(now)
    .run(&mut tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    case.stands_at(Stage::WithHo).await;
}

/// A letter of the Home Office that asks for one change.
fn letter_with_a_point(on: NaiveDate) -> Letter {
    Letter {
        met_on: None,
        letter_on: on,
        received_on: on,
        outcome: QaOutcome::ClearSubjectToChanges,
        apologises: false,
        positives: CaseText::default(),
        points: vec![Register::default().tie(&prose("Take the name of the street out"))],
    }
}

both!(
    async fn who_writes_the_report_is_told_what_the_home_office_asks(world: World) {
        let case = Case::begin(world).await;
        with_the_home_office(&case).await;
        assert_eq!(case.world.waits(case.chair).await, []);

        let mut tx = case.write().await;
        let today = tx.today();
        let edit = case.grant::<EditQuality>(&mut tx, case.coordinator).await;
        let steps = case.grant::<TakeStep>(&mut tx, case.coordinator).await;
        let version = case.version(&mut tx).await;
        submission::record(&mut tx, &edit, &steps, letter_with_a_point(today), version).await.unwrap();
        let told: Vec<(String,)> =
            sql("SELECT kind FROM outbox WHERE person = $1 ORDER BY kind").bind(case.chair).all(&mut tx).await.unwrap();
        assert_eq!(
            told.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(),
            ["notice:changes_to_make", "notice:outcome_received"]
        );
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(case.chair).await, [Kind::Changes]);
        assert_eq!(case.world.waits(case.coordinator).await, [Kind::Points], "who answers the letter does not write the report");
        for (who, asked) in [(case.chair, "Change the report"), (case.coordinator, "Answer each point")] {
            for at in ["/my-work".to_owned(), format!("/reviews/{}", case.review)] {
                let page = case.world.visit(who).await.open(&at).await.unwrap();
                assert!(page.says(asked) && page.says("7 April 2026"), "20 working days: {at}: {}", page.words());
            }
        }
        let front = case.world.visit(case.coordinator).await.open(&format!("/reviews/{}", case.review)).await.unwrap();
        assert_eq!(front.words().matches("point").count(), 1, "the points are named once: {}", front.words());

        let mut tx = case.write().await;
        let see = case.grant(&mut tx, case.coordinator).await;
        let point = submission::points(&mut tx, &see).await.unwrap()[0].id;
        submission::answer(&mut tx, &edit, (point, 1), Answer::Done, Register::default().tie(&prose("It is out.")))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(case.chair).await, []);
        assert_eq!(case.world.waits(case.coordinator).await, []);
        let next = case.world.visit(case.coordinator).await.open("/my-work").await.unwrap();
        assert!(next.says("Confirm that the changes are made"), "{}", next.words());

        // A report that came back is changed until each point has its answer, or, where there is none, until it is shared again.
        let mut tx = case.write().await;
        sql("UPDATE outcome_letter SET outcome = 'return_for_resubmission' WHERE review = $1")
            .bind(case.review)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        case.stands_at(Stage::Drafting).await;
        assert_eq!(case.world.waits(case.chair).await, []);
        case.changed("UPDATE outcome_point SET answer = NULL").await;
        assert_eq!(case.world.waits(case.chair).await, [Kind::Changes]);
        assert_eq!(case.world.waits(case.coordinator).await, [Kind::Points]);
        case.changed("DELETE FROM outcome_point").await;
        assert_eq!(case.world.waits(case.chair).await, [Kind::Changes]);
        assert_eq!(case.world.waits(case.coordinator).await, []);
        case.stands_at(Stage::FamilyReading).await;
        assert_eq!(case.world.waits(case.chair).await, []);
    }
);

both!(
    async fn a_step_that_is_ready_is_named_at_every_stage(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        chairs(&case, &mut tx).await;
        tx.commit().await.unwrap();
        case.stands_at(Stage::Analysis).await;
        let page = case.world.visit(case.chair).await.open("/my-work").await.unwrap();
        assert!(page.says("Begin drafting"), "{}", page.words());
        case.stands_at(Stage::Closed).await;
        let page = case.world.visit(case.chair).await.open("/my-work").await.unwrap();
        assert!(!page.says("Begin drafting"), "{}", page.words());
    }
);
