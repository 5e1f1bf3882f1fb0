//! Promises are kept on record, and nobody marks their own homework.

mod board;
mod impact;
mod places;
mod races;
mod words;

use chrono::{NaiveDate, TimeDelta};
use dardr::access::right::{EditRecommendations, TakeStep};
use dardr::access::{Actor, Denied, permit};
use dardr::base::{Line, Prose};
use dardr::demo::{Browser, Page};
use dardr::duties::Kind;
use dardr::ids::{OrganisationId, ReviewId};
use dardr::overview::{Count, summary};
use dardr::process::{Act, Event, Role, Stage};
use dardr::recommendations::{
    Level, Mechanism, Move, New, Progress, Rag, RecommendationId, Sector, State, Theme, WhenKind, Whose, add, bring, enter, look,
    make, one, plan, plans, register, report, steward,
};
use dardr::redaction::{CaseText, Register};
use dardr::reviews::{self, Taking};
use dardr::store::{Tx, sql};
use dardr::ui::Problem;

use crate::support::{World, sent_again_and_again};

const PLAN: &[u8] = include_bytes!("../fixtures/st-helens-action-plan-2025-28.csv");

fn words(text: &str) -> CaseText {
    Register::default().tie(&Prose::parse(text).unwrap())
}

fn promise(lead: OrganisationId) -> New {
    New {
        body: words("Teach every dispatcher to ask about coercive control"),
        rationale: words("Calls were closed as disputes"),
        level: Level::SingleAgency,
        mechanism: Some(Mechanism::Training),
        sector: Some(Sector::Police),
        theme: Some(Theme::Risk),
        lead: Some(lead),
        lead_words: "Wyreham Police".into(),
        support: String::new(),
        oversight: String::new(),
        when: "by June 2026".into(),
        measure: CaseText::default(),
        source_ref: "17.1.1".into(),
        early: false,
        added_on: None,
    }
}

/// What is reported by whoever leads.
fn progress(said: &str, new_due: Option<NaiveDate>) -> Progress {
    Progress { said: words(said), new_due, whose: None }
}

struct Case {
    review: ReviewId,
    police: OrganisationId,
    coordinator: Actor,
    csp_chair: Actor,
    board: Actor,
    owner: Actor,
}

async fn case(world: &World) -> Case {
    let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
    let police = world.organisation("agency", "Wyreham Police").await;
    let actor =
        |name: &'static str, role: Role, at: OrganisationId| async move { world.actor(world.person(name, role, at).await).await };
    let review = world.review(wyk).await;
    world.let_in(review, police).await;
    Case {
        review,
        police,
        coordinator: actor("Amina Holt", Role::Coordinator, wyk).await,
        csp_chair: actor("Grace Lindo", Role::CspChair, wyk).await,
        board: actor("Bo Arden", Role::BoardMember, wyk).await,
        owner: actor("Kim Sorrel", Role::AgencySpoc, police).await,
    }
}

async fn added(tx: &mut Tx, case: &Case) -> RecommendationId {
    let grant = permit::<EditRecommendations>(tx, &case.coordinator, case.review).await.unwrap();
    add(tx, &grant, promise(case.police)).await.unwrap()
}

async fn step(tx: &mut Tx, who: &Actor, id: RecommendationId, step: Move, said: &str) -> Result<(), Problem> {
    let version = match one(tx, who, id).await {
        Ok((row, ..)) => row.version,
        Err(denied) => return Err(denied.into()),
    };
    let today = tx.today();
    make(tx, who, (id, version), (step, today), if said.is_empty() { CaseText::default() } else { words(said) }).await
}

/// Sends the form that has these fields, whatever the answer.
async fn tried(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Page {
    browser.send_filled(&browser.fill(path, None, fields).await.unwrap()).await
}

both!(
    async fn who_promised_is_reminded_before_the_day_on_it_and_while_it_is_late(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        step(&mut tx, &case.owner, id, Move::Agree, "").await.unwrap();
        step(&mut tx, &case.csp_chair, id, Move::Approve, "").await.unwrap();
        tx.commit().await.unwrap();
        let told = async |day: &str| -> i64 {
            world.clock.set(format!("{day}T08:00:00Z").parse().unwrap());
            dardr::work::run_due(&*world.app().await).await.unwrap();
            let mut tx = world.store.read().await.unwrap();
            let mails = dardr::store::sql("SELECT COUNT(*) FROM outbox WHERE kind = 'action_due' AND person = $1");
            mails.bind(case.owner.person).scalar(&mut tx).await.unwrap()
        };
        assert_eq!(told("2026-06-22").await, 0, "six working days ahead of 30 June");
        assert_eq!(told("2026-06-23").await, 1, "five working days ahead");
        assert_eq!(told("2026-06-25").await, 1, "said already");
        assert_eq!(told("2026-06-30").await, 2, "on the day");
        assert_eq!(told("2026-07-01").await, 3, "late");
        assert_eq!(told("2026-07-20").await, 3);
        assert_eq!(told("2026-07-28").await, 4, "four weeks late");
        let mut tx = world.store.write().await.unwrap();
        step(&mut tx, &case.owner, id, Move::Claim, "412 of 420 dispatchers trained").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(told("2026-08-31").await, 4, "the board has it now");
    }
);

both!(
    async fn a_recommendation_is_made_once_however_often_its_form_comes(world: World) {
        let case = case(&world).await;
        let coordinator = world.visit(case.coordinator.person).await;
        let fields = [
            ("body", "Ring back every caller"),
            ("level", "single_agency"),
            ("mechanism", "training"),
            ("sector", "police"),
            ("theme", "risk"),
            ("lead_other", "Wyreham Police"),
            ("when", "by June 2026"),
        ];
        let at = format!("/reviews/{}/recommendations/new", case.review);
        assert_eq!(sent_again_and_again(&world, &coordinator, (&at, &fields), "recommendation").await, [0, 0, 1]);
    }
);

both!(
    async fn a_review_told_afterwards_has_its_recommendations_in_order(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let on = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (event, day) in [(Event::DecidedToReview, "2025-02-03"), (Event::AnalysisBegun, "2025-06-02")] {
            reviews::record(&mut tx, case.review, event, on(day), "").await.unwrap();
        }
        let grant = permit::<EditRecommendations>(&mut tx, &case.coordinator, case.review).await.unwrap();
        for (day, wrong) in [("2025-06-01", "the analysis began"), ("2026-03-07", "today or in the past")] {
            let refused = add(&mut tx, &grant, New { added_on: Some(on(day)), ..promise(case.police) }).await;
            assert!(matches!(&refused, Err(Problem::NotNow { sentence, .. }) if sentence.contains(wrong)), "{day}: {refused:?}");
        }
        tx.commit().await.unwrap();
        let coordinator = world.visit(case.coordinator.person).await;
        let new = format!("/reviews/{}/recommendations/new", case.review);
        let fields = [
            ("body", "Ring back every caller"),
            ("level", "single_agency"),
            ("mechanism", "training"),
            ("sector", "police"),
            ("theme", "risk"),
            ("lead_other", "Wyreham Police"),
            ("when", "by June 2026"),
        ];
        let early = tried(&coordinator, &new, &[fields.as_slice(), &[("added_on", "2025-06-01")]].concat()).await;
        assert!(early.says("The date cannot be before 2 June 2025: on that day the analysis began"), "{}", early.words());
        coordinator.send(&new, &[fields.as_slice(), &[("added_on", "2025-09-01")]].concat()).await.unwrap();
        let mut tx = world.store.write().await.unwrap();
        let id = register(&mut tx, &case.coordinator, case.review).await.unwrap()[0].id;
        // What was reported today stands above what was done before it, though that is written down last.
        let said = Progress { whose: Some(Whose::Lead), ..progress("Half of them", None) };
        report(&mut tx, &case.coordinator, (id, 1), said).await.unwrap();
        let (row, ..) = one(&mut tx, &case.coordinator, id).await.unwrap();
        make(&mut tx, &case.coordinator, (id, row.version), (Move::Agree, on("2025-10-01")), CaseText::default()).await.unwrap();
        let (row, entries, _) = one(&mut tx, &case.coordinator, id).await.unwrap();
        assert_eq!((row.opened_on, row.state_since), (on("2025-09-01"), on("2025-10-01")));
        let days: Vec<NaiveDate> = entries.iter().map(|entry| entry.on_date).collect();
        assert_eq!(days, [on("2026-03-06"), on("2025-10-01"), on("2025-09-01")]);
    }
);

both!(
    async fn who_approves_finds_what_was_accepted_after_the_report(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        step(&mut tx, &case.owner, id, Move::Agree, "").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.waits(case.csp_chair.person).await, [], "it is approved with the report");
        let mut tx = world.store.write().await.unwrap();
        let today = tx.today();
        reviews::record(&mut tx, case.review, Event::ReportCompleted, today, "").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.waits(case.csp_chair.person).await, [Kind::Approval]);
        assert_eq!(world.waits(case.coordinator.person).await, []);
        let mut tx = world.store.write().await.unwrap();
        step(&mut tx, &case.csp_chair, id, Move::Approve, "").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.waits(case.csp_chair.person).await, []);
    }
);

both!(
    async fn an_approval_goes_with_the_agreement_that_it_came_with(world: World) {
        let case = case(&world).await;
        let grant = async |tx: &mut Tx| permit::<TakeStep>(tx, &case.csp_chair, case.review).await.unwrap();
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        step(&mut tx, &case.owner, id, Move::Agree, "").await.unwrap();
        let today = tx.today();
        reviews::record(&mut tx, case.review, Event::CameToAttention, today, "WYK").await.unwrap();
        reviews::record(&mut tx, case.review, Event::SentForSignOff, today, "").await.unwrap();
        sql("UPDATE review SET stage = $2 WHERE id = $1").bind(case.review).bind(Stage::CspSignoff).run(&mut tx).await.unwrap();
        let by = grant(&mut tx).await;
        reviews::advance(&mut tx, &by, Taking::new(Act::AgreeReport, today, 1)).await.unwrap();
        assert_eq!(one(&mut tx, &case.owner, id).await.unwrap().0.state, State::Approved);
        reviews::advance(&mut tx, &by, Taking::new(Act::ReturnToDrafting, today, 2)).await.unwrap();
        let (row, entries, _) = one(&mut tx, &case.owner, id).await.unwrap();
        assert_eq!((row.state, entries[0].moved), (State::Agreed, Some(Move::Unapprove)));
        assert!(!State::Approved.moves().any(|each| each == Move::Unapprove), "nobody makes it by hand");
        tx.commit().await.unwrap();
        let page =
            world.visit(case.coordinator.person).await.visit(&format!("/reviews/{}/recommendations/{id}", case.review)).await;
        assert!(page.says("Agreed by the addressee, since") && page.says("No longer approved"), "{}", page.words());
    }
);

both!(
    async fn the_owner_claims_and_the_board_closes(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        let (row, ..) = one(&mut tx, &case.owner, id).await.unwrap();
        assert_eq!((row.reference.as_str(), row.source_ref.as_str()), ("WYK-2026-a-R01", "17.1.1"));
        assert_eq!((row.when_kind, row.first_due), (WhenKind::ByMonth, NaiveDate::from_ymd_opt(2026, 6, 30)));
        let facts = reviews::facts(&mut tx, case.review).await.unwrap();
        assert_eq!((facts.recommendations_unanswered, facts.recommendations_unfinished), (1, 1));
        step(&mut tx, &case.owner, id, Move::Agree, "").await.unwrap();
        assert!(matches!(step(&mut tx, &case.owner, id, Move::Approve, "").await, Err(Problem::NotYours(_))));
        step(&mut tx, &case.csp_chair, id, Move::Approve, "").await.unwrap();
        assert!(
            matches!(step(&mut tx, &case.owner, id, Move::Claim, "").await, Err(Problem::NotNow { .. })),
            "a claim has evidence"
        );
        step(&mut tx, &case.owner, id, Move::Claim, "412 of 420 dispatchers trained").await.unwrap();
        for (who, waits) in [(&case.csp_chair, true), (&case.board, true), (&case.coordinator, false), (&case.owner, false)] {
            let duties = dardr::duties::everywhere(&mut tx, who, &[]).await.unwrap();
            let judges = duties.iter().any(|duty| duty.kind == dardr::duties::Kind::Judgement);
            assert_eq!(judges, waits, "{}", who.name);
        }
        assert!(matches!(step(&mut tx, &case.owner, id, Move::AcceptEvidence, "Seen").await, Err(Problem::NotYours(_))));
        assert!(matches!(step(&mut tx, &case.coordinator, id, Move::AcceptEvidence, "Seen").await, Err(Problem::NotYours(_))));
        step(&mut tx, &case.board, id, Move::Query, "Show an audit of calls").await.unwrap();
        let (row, ..) = one(&mut tx, &case.board, id).await.unwrap();
        assert_eq!(row.rating(tx.today()).rag, Some(Rag::Amber));
        step(&mut tx, &case.owner, id, Move::Claim, "Audit of 60 calls").await.unwrap();
        step(&mut tx, &case.board, id, Move::AcceptEvidence, "Audit seen").await.unwrap();
        let early = step(&mut tx, &case.board, id, Move::Close, "Callers are asked what happens at home").await;
        assert!(matches!(early, Err(Problem::NotNow { sentence, .. }) if sentence.contains("impact")), "proved, not claimed");
        assert!(matches!(step(&mut tx, &case.board, id, Move::PassCheck, "").await, Err(Problem::NotNow { .. })));
        tx.commit().await.unwrap();
        world.clock.advance(TimeDelta::days(184));
        let mut tx = world.store.write().await.unwrap();
        step(&mut tx, &case.board, id, Move::PassCheck, "Sixty calls heard after six months").await.unwrap();
        tx.commit().await.unwrap();
        world.clock.advance(TimeDelta::days(182));
        let mut tx = world.store.write().await.unwrap();
        step(&mut tx, &case.board, id, Move::CheckAgain, "And sixty after twelve").await.unwrap();
        step(&mut tx, &case.board, id, Move::Close, "Callers are asked what happens at home").await.unwrap();
        let (row, entries, _) = one(&mut tx, &case.owner, id).await.unwrap();
        assert_eq!(row.state, State::Closed);
        assert_eq!(entries.len(), 10);
        assert_eq!(reviews::facts(&mut tx, case.review).await.unwrap().recommendations_unfinished, 0);
    }
);

both!(
    async fn each_hand_sees_what_waits_for_it(world: World) {
        let case = case(&world).await;
        let wyk = case.coordinator.posts[0].organisation;
        let body = world.organisation("board", "Kelsall Safety Board").await;
        let judge = world.person("Dee Marlow", Role::BoardMember, body).await;
        let mut tx = world.store.write().await.unwrap();
        dardr::store::sql("INSERT INTO oversees (body, partnership) VALUES ($1, $2)")
            .bind(body)
            .bind(wyk)
            .run(&mut tx)
            .await
            .unwrap();
        let id = added(&mut tx, &case).await;
        tx.commit().await.unwrap();
        let owner = case.owner.person;
        assert_eq!((world.waits(owner).await, world.waits(judge).await), (vec![Kind::Answer], vec![]));
        let mut tx = world.store.write().await.unwrap();
        step(&mut tx, &case.owner, id, Move::Agree, "").await.unwrap();
        step(&mut tx, &case.csp_chair, id, Move::Approve, "").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((world.waits(owner).await, world.waits(judge).await), (vec![Kind::Action], vec![]));
        let mut tx = world.store.write().await.unwrap();
        step(&mut tx, &case.owner, id, Move::Claim, "412 of 420 dispatchers trained").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((world.waits(owner).await, world.waits(judge).await), (vec![], vec![Kind::Judgement]));
        // What is promised outlives the review.
        let mut tx = world.store.write().await.unwrap();
        let now = tx.now();
        dardr::store::sql("UPDATE review SET stage = 'closed', closed_at = $2 WHERE id = $1")
            .bind(case.review)
            .bind(now)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.waits(judge).await, [Kind::Judgement]);
        let mut tx = world.store.write().await.unwrap();
        step(&mut tx, &world.actor(judge).await, id, Move::AcceptEvidence, "Seen at the meeting of March").await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((world.waits(owner).await, world.waits(judge).await), (vec![], vec![]));
    }
);

both!(
    async fn a_first_date_never_changes_and_a_stale_page_is_refused(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        let later = NaiveDate::from_ymd_opt(2026, 12, 31);
        report(&mut tx, &case.owner, (id, 1), progress("Trainer found", later)).await.unwrap();
        let (row, ..) = one(&mut tx, &case.owner, id).await.unwrap();
        assert_eq!((row.first_due, row.new_due), (NaiveDate::from_ymd_opt(2026, 6, 30), later));
        let stale = report(&mut tx, &case.owner, (id, 1), progress("Sent twice", None)).await;
        assert!(matches!(stale, Err(Problem::Stale { .. })));
        let board = report(&mut tx, &case.board, (id, 2), progress("Not mine", None)).await;
        assert!(matches!(board, Err(Problem::NotYours(_))));
        assert!(matches!(step(&mut tx, &case.board, id, Move::Close, "x").await, Err(Problem::NotNow { .. })));
    }
);

both!(
    async fn an_agency_sees_what_it_leads_and_a_stranger_sees_nothing(world: World) {
        let case = case(&world).await;
        let other = world.organisation("agency", "Kelsall Health").await;
        let stranger = world.actor(world.person("Jo Marsh", Role::AgencySpoc, other).await).await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<EditRecommendations>(&mut tx, &case.coordinator, case.review).await.unwrap();
        let theirs = add(&mut tx, &grant, New { lead: Some(other), ..promise(case.police) }).await.unwrap();
        added(&mut tx, &case).await;
        assert_eq!(register(&mut tx, &case.owner, case.review).await.unwrap().len(), 1);
        assert!(matches!(one(&mut tx, &case.owner, theirs).await, Err(Denied::NotThere)));
        assert!(
            matches!(register(&mut tx, &stranger, case.review).await, Err(Denied::NotThere)),
            "it was not asked into the review"
        );
        let own = permit::<EditRecommendations>(&mut tx, &case.owner, case.review).await.unwrap();
        assert!(matches!(add(&mut tx, &own, promise(case.police)).await, Err(Problem::NotYours(_))));
        let early = add(&mut tx, &own, New { early: true, ..promise(case.police) }).await.unwrap();
        assert_eq!(one(&mut tx, &case.owner, early).await.unwrap().0.state, State::Open);
    }
);

both!(
    async fn the_published_plan_enters_whole_once_and_goes_to_the_board(world: World) {
        let case = case(&world).await;
        let wyk = case.coordinator.posts[0].organisation;
        let steward_ = steward(&case.coordinator, wyk).unwrap();
        assert!(steward(&case.board, wyk).is_err(), "a board reads plans and does not bring them in");
        let mut tx = world.store.write().await.unwrap();
        let head = (Line::parse("Strategy action plan 2025 to 2028").unwrap(), Line::parse("PLAN25").unwrap());
        let file = bring(&mut tx, &steward_, head, PLAN).await.unwrap();
        assert_eq!(plans(&mut tx, &case.coordinator).await.unwrap().len(), 0, "nothing enters before it is confirmed");
        assert!(look(&mut tx, &steward_, file).await.unwrap().can_enter());
        let id = enter(&mut tx, &steward_, file).await.unwrap();
        assert_eq!(enter(&mut tx, &steward_, file).await.unwrap(), id, "a double click enters once");
        let whole = plan(&mut tx, &case.board, id).await.unwrap();
        assert_eq!(whole.priorities.iter().map(|(_, rows)| rows.len()).collect::<Vec<_>>(), [5, 3, 4, 3, 11]);
        let odd = &whole.priorities[2].1[1];
        assert_eq!((odd.source_ref.as_str(), odd.when_kind, odd.first_due), ("SC2", WhenKind::Unclear, None));
        let summary = summary(&mut tx, &case.board, wyk).await.unwrap();
        let late: Vec<&str> = summary.overdue.iter().map(|row| row.source_ref.as_str()).collect();
        assert_eq!(late, ["SA2", "CC3", "VS1"], "as at 6 March 2026");
        assert_eq!(summary.new.len(), 26);
        assert_eq!(summary.stages[0].1, Count::Few, "one review is not told to a board");
        tx.commit().await.unwrap();
        let elsewhere = world.partnership("OTH", "Other").await;
        let stranger = world.actor(world.person("Una Vale", Role::Coordinator, elsewhere).await).await;
        let mut tx = world.store.read().await.unwrap();
        assert!(matches!(plan(&mut tx, &stranger, id).await, Err(Denied::NotThere)));
    }
);

both!(
    async fn a_plan_with_a_reference_twice_does_not_enter(world: World) {
        let case = case(&world).await;
        let wyk = case.coordinator.posts[0].organisation;
        let steward_ = steward(&case.coordinator, wyk).unwrap();
        let mut tx = world.store.write().await.unwrap();
        let head = (Line::parse("Plan").unwrap(), Line::parse("P1").unwrap());
        let rows = b"Priority,Ref,Action,Rationale,Who,When,Measurable Impact\nP,A1,x,y,z,2025/26,m\nP,A1,x,y,z,2025/26,m\n";
        let file = bring(&mut tx, &steward_, head.clone(), rows).await.unwrap();
        assert!(matches!(enter(&mut tx, &steward_, file).await, Err(Problem::NotNow { .. })));
        assert!(matches!(bring(&mut tx, &steward_, head, b"\xff\xfe").await, Err(Problem::NotNow { .. })));
        assert!(plans(&mut tx, &case.coordinator).await.unwrap().is_empty());
    }
);
