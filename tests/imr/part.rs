//! An agency's part in a review ends when nothing more is asked of it, and begins again when something is.

use dardr::access::right::{EditRecommendations, SeeReview, TakeStep};
use dardr::access::{Actor, permit};
use dardr::imr::{Asked, Excuse, Level, RequestId, ask, excuse, one};
use dardr::process::Act;
use dardr::recommendations::{self, New};
use dardr::redaction::CaseText;
use dardr::reviews::{self, Taking};
use dardr::store::{Tx, sql};

use super::{Agency, Case, case, words};

async fn asked(tx: &mut Tx, case: &Case, of: &Agency, level: Level) -> RequestId {
    let what = Asked { organisation: of.id, level, asks: CaseText::default(), on: tx.today() };
    ask(tx, &case.coordinator, case.review, what).await.unwrap()
}

async fn excused(tx: &mut Tx, case: &Case, request: RequestId) {
    excuse(tx, &case.coordinator, case.review, (request, 1), Excuse::NoContact, CaseText::default()).await.unwrap();
}

async fn knows(tx: &mut Tx, case: &Case, who: &Actor) -> bool {
    permit::<SeeReview>(tx, who, case.review).await.is_ok()
}

both!(
    async fn an_agency_that_is_excused_leaves_and_comes_back_when_it_is_asked(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let imr = asked(&mut tx, &case, &case.police, Level::Imr).await;
        let summary = asked(&mut tx, &case, &case.police, Level::Summary).await;
        excused(&mut tx, &case, imr).await;
        assert!(knows(&mut tx, &case, &case.police.spoc).await, "it still owes the summary");
        excused(&mut tx, &case, summary).await;
        for who in [&case.police.spoc, &case.police.author, &case.police.signatory] {
            assert!(!knows(&mut tx, &case, who).await, "{}", who.name);
        }
        assert!(one(&mut tx, &case.police.author, case.review, imr).await.is_err());
        assert!(dardr::duties::everywhere(&mut tx, &case.police.spoc, &[]).await.unwrap().is_empty());
        assert!(one(&mut tx, &case.coordinator, case.review, imr).await.is_ok(), "what it was excused from stays on record");
        assert_eq!(
            asked(&mut tx, &case, &case.police, Level::Summary).await,
            summary,
            "asked for the same again, it goes on from there"
        );
        assert!(knows(&mut tx, &case, &case.police.spoc).await);
        excuse(&mut tx, &case.coordinator, case.review, (summary, 3), Excuse::NoContact, CaseText::default()).await.unwrap();
        asked(&mut tx, &case, &case.police, Level::Short).await;
        assert!(knows(&mut tx, &case, &case.police.spoc).await);
        assert!(one(&mut tx, &case.police.author, case.review, imr).await.is_ok(), "with what it wrote before");
    }
);

both!(
    async fn an_excused_agency_stays_while_its_records_are_to_be_secured_or_it_leads_a_recommendation(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let (paper, now, today) = (tx.id::<dardr::ids::DocumentId>(), tx.now(), tx.today());
        sql(
            "INSERT INTO document (id, review, kind, title, media_type, audience, organisation, bytes, sha256, made_by, made_at) \
             VALUES ($1, $2, 'secure_records', 'Letter', 'application/pdf', 'named', $3, 1, '', $4, $5)",
        )
        .bind(paper)
        .bind(case.review)
        .bind(case.police.id)
        .bind(case.coordinator.person)
        .bind(now)
        .run(&mut tx)
        .await
        .unwrap();
        let step = permit::<TakeStep>(&mut tx, &case.coordinator, case.review).await.unwrap();
        reviews::advance(&mut tx, &step, Taking::new(Act::RecordSecureRecords, today, 1)).await.unwrap();
        assert!(knows(&mut tx, &case, &case.police.spoc).await, "the letter has gone out");
        let imr = asked(&mut tx, &case, &case.police, Level::Imr).await;
        excused(&mut tx, &case, imr).await;
        assert!(knows(&mut tx, &case, &case.police.spoc).await, "it has still to secure its records");
        let secured = dardr::imr::Securing {
            search: dardr::imr::Search { systems: words("Niche"), identifiers: words("Name and date of birth") },
            paper: CaseText::default(),
            electronic_locked: true,
            destruction_suspended: true,
            other_systems: CaseText::default(),
            on: today - chrono::Days::new(9),
        };
        dardr::imr::secure(&mut tx, &case.police.spoc, case.review, case.police.id, secured).await.unwrap();
        assert!(!knows(&mut tx, &case, &case.police.spoc).await, "they are secured");
        let dates = reviews::facts(&mut tx, case.review).await.unwrap().dates;
        let last = dates.last_of(&[dardr::process::Event::RecordsSecured]).map(|(_, on)| on);
        assert_eq!(
            last,
            Some(today - chrono::Days::new(9)),
            "on the day that the agencies gave, whenever the last of them typed it"
        );
        reviews::advance(&mut tx, &step, Taking::new(Act::RecordSecureRecords, today, 2)).await.unwrap();
        assert!(!knows(&mut tx, &case, &case.police.spoc).await, "and it is not asked twice");
        let edit = permit::<EditRecommendations>(&mut tx, &case.coordinator, case.review).await.unwrap();
        let lead = New { lead: Some(case.police.id), ..learning() };
        recommendations::add(&mut tx, &edit, lead).await.unwrap();
        assert!(knows(&mut tx, &case, &case.police.spoc).await, "it is to say whether it accepts the recommendation");
        let short = asked(&mut tx, &case, &case.police, Level::Short).await;
        excused(&mut tx, &case, short).await;
        assert!(knows(&mut tx, &case, &case.police.spoc).await, "and to report on it");
        recommendations::add(&mut tx, &edit, New { lead: Some(case.health.id), ..learning() }).await.unwrap();
        assert!(!knows(&mut tx, &case, &case.health.spoc).await, "who never had a part is reached by letter");
    }
);

fn learning() -> New {
    New {
        body: words("Ask every caller whether they can speak"),
        rationale: CaseText::default(),
        level: recommendations::Level::SingleAgency,
        mechanism: None,
        sector: None,
        theme: None,
        lead: None,
        lead_words: "The agency".into(),
        support: String::new(),
        oversight: String::new(),
        when: "by June 2027".into(),
        measure: CaseText::default(),
        source_ref: String::new(),
        early: false,
        added_on: None,
    }
}
