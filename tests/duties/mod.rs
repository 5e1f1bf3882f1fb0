//! What waits for a person is told to that person, and its page opens for them.

use dardr::access::permit_all;
use dardr::access::right::{EditCase, EditPanel, EditQuality, TakeStep};
use dardr::consultation;
use dardr::duties::Kind;
use dardr::panel::{self, NewMember};
use dardr::process::{Event, QaOutcome, Role, Stage};
use dardr::redaction::{CaseText, Register};
use dardr::reviews;
use dardr::store::sql;
use dardr::submission::{self, Answer, Letter};
use dardr::ui::Filled;

use crate::parties::case::{Case, line, prose};

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
        let new = NewMember {
            person: Some(case.member),
            name: line("–"),
            organisation: case.trust,
            job_title: None,
            expertise: None,
            da_specialist: false,
            deputy_for: None,
            begins: today,
        };
        panel::add_member(&mut tx, &edit, &new).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(spoc).await, [Kind::Reply, Kind::Records], "what has a day comes first");
        assert_eq!(case.world.waits(case.member).await, [Kind::Declaration]);
        let fields = [
            ("systems", "Case management"),
            ("identifiers", "Names and dates of birth"),
            ("electronic", "yes"),
            ("destruction", "yes"),
            ("on", "2026-03-06"),
        ];
        let browser = case.world.visit(spoc).await;
        browser.send(&format!("/reviews/{}/secure-records", case.review), &fields).await.unwrap();
        assert_eq!(case.world.waits(spoc).await, [Kind::Reply]);
        case.stands_at(Stage::Closed).await;
        let mut tx = case.write().await;
        let now = tx.now();
        sql("UPDATE review SET closed_at = $2 WHERE id = $1").bind(case.review).bind(now).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(case.member).await, [], "a closed review asks for neither");
    }
);

/// Puts the review where the Home Office has it, with a chair, as if all before had been done.
async fn with_the_home_office(case: &Case) {
    let mut tx = case.write().await;
    let (id, now, today): (dardr::duties::ItemId, _, _) = (tx.id(), tx.now(), tx.today());
    sql("INSERT INTO review_role (id, review, person, role, begins) VALUES ($1, $2, $3, 'indep_chair', $4)")
        .bind(id)
        .bind(case.review)
        .bind(case.chair)
        .bind(today)
        .run(&mut tx)
        .await
        .unwrap();
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

both!(
    async fn who_writes_the_report_is_told_what_the_home_office_asks(world: World) {
        let case = Case::begin(world).await;
        with_the_home_office(&case).await;
        assert_eq!(case.world.waits(case.chair).await, []);

        let mut tx = case.write().await;
        let today = tx.today();
        let edit = case.grant::<EditQuality>(&mut tx, case.coordinator).await;
        let steps = case.grant::<TakeStep>(&mut tx, case.coordinator).await;
        let letter = Letter {
            met_on: None,
            letter_on: today,
            received_on: today,
            outcome: QaOutcome::ClearSubjectToChanges,
            apologises: false,
            positives: CaseText::default(),
            points: vec![Register::default().tie(&prose("Take the name of the street out"))],
        };
        let version = case.version(&mut tx).await;
        submission::record(&mut tx, &edit, &steps, letter, version).await.unwrap();
        let told: Vec<(String,)> =
            sql("SELECT kind FROM outbox WHERE person = $1 ORDER BY kind").bind(case.chair).all(&mut tx).await.unwrap();
        assert_eq!(
            told.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(),
            ["notice:changes_to_make", "notice:outcome_received"]
        );
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(case.chair).await, [Kind::Changes]);
        assert_eq!(case.world.waits(case.coordinator).await, [], "who answers the letter does not write the report");

        let mut tx = case.write().await;
        let see = case.grant(&mut tx, case.coordinator).await;
        let point = submission::points(&mut tx, &see).await.unwrap()[0].id;
        submission::answer(&mut tx, &edit, (point, 1), Answer::Done, Register::default().tie(&prose("It is out.")))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(case.world.waits(case.chair).await, []);

        // A report that came back is changed until it is shared again.
        let mut tx = case.write().await;
        sql("UPDATE outcome_letter SET outcome = 'return_for_resubmission' WHERE review = $1")
            .bind(case.review)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        case.stands_at(Stage::Drafting).await;
        assert_eq!(case.world.waits(case.chair).await, [Kind::Changes]);
        case.stands_at(Stage::FamilyReading).await;
        assert_eq!(case.world.waits(case.chair).await, []);
    }
);
