//! The words of a recommendation until the report is agreed, and what a board sees of what waits for approval.

use dardr::access::permit;
use dardr::access::right::EditRecommendations;
use dardr::overview::summary;
use dardr::process::Event;
use dardr::recommendations::{Move, Rag, RecommendationId, State, Words, add, one, report, reword};
use dardr::redaction::CaseText;
use dardr::reviews;
use dardr::store::Tx;
use dardr::ui::Problem;
use http::StatusCode;

use super::{Case, added, case, progress, promise, step, words};

fn new(body: &str) -> Words {
    Words { body: words(body), rationale: words("Calls were closed as disputes"), measure: CaseText::default(), when: None }
}

async fn version(tx: &mut Tx, case: &Case, id: RecommendationId) -> (State, i64) {
    let (row, ..) = one(tx, &case.coordinator, id).await.unwrap();
    (row.state, row.version)
}

both!(
    async fn the_words_change_until_the_report_is_agreed_and_those_before_are_kept(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        step(&mut tx, &case.owner, id, Move::Agree, "").await.unwrap();
        let (state, seen) = version(&mut tx, &case, id).await;
        assert_eq!(state, State::Agreed);
        let why = || words("The panel asked for one action");
        let owner = reword(&mut tx, &case.owner, (id, seen), new("Do nothing"), why()).await;
        assert!(matches!(owner, Err(Problem::NotYours(_))), "whoever it is addressed to does not write it: {owner:?}");
        for reader in [&case.board, &case.csp_chair] {
            let read = reword(&mut tx, reader, (id, seen), new("Do less"), why()).await;
            assert!(matches!(read, Err(Problem::NotYours(_))), "who reads or approves does not write: {read:?}");
        }
        let opened = step(&mut tx, &case.board, id, Move::Open, "").await;
        assert!(matches!(opened, Err(Problem::NotYours(_))), "a board reads what is to be done: {opened:?}");
        let stale = reword(&mut tx, &case.coordinator, (id, seen - 1), new("Ask every caller"), why()).await;
        assert!(matches!(stale, Err(Problem::Stale { .. })));
        drop(tx);
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        step(&mut tx, &case.owner, id, Move::Agree, "").await.unwrap();
        let (_, seen) = version(&mut tx, &case, id).await;
        reword(&mut tx, &case.coordinator, (id, seen), new("Ask every caller"), why()).await.unwrap();
        let (state, seen) = version(&mut tx, &case, id).await;
        assert_eq!(state, State::Draft, "who agreed to other words is asked again");
        assert_eq!(reviews::facts(&mut tx, case.review).await.unwrap().recommendations_unanswered, 1);
        let same = reword(&mut tx, &case.coordinator, (id, seen), new("Ask every caller"), why()).await;
        assert!(matches!(same, Err(Problem::NotNow { .. })), "nothing is different");
        let today = tx.today();
        reviews::record(&mut tx, case.review, Event::ReportCompleted, today, "").await.unwrap();
        let late = reword(&mut tx, &case.coordinator, (id, seen), new("Ask some callers"), why()).await;
        assert!(matches!(late, Err(Problem::NotNow { sentence, .. }) if sentence.contains("agreed the report")));
        let grant = permit::<EditRecommendations>(&mut tx, &case.coordinator, case.review).await.unwrap();
        let more = add(&mut tx, &grant, promise(case.police)).await;
        assert!(matches!(more, Err(Problem::NotNow { .. })), "nothing enters a report that was agreed: {more:?}");
        reviews::record(&mut tx, case.review, Event::ReturnedToDrafting, today, "").await.unwrap();
        reword(&mut tx, &case.coordinator, (id, seen), new("Ask some callers"), why()).await.unwrap();
        tx.commit().await.unwrap();
    }
);

both!(
    async fn when_it_is_to_be_done_is_said_anew_until_it_is_open_and_never_as_a_day_that_does_not_exist(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        tx.commit().await.unwrap();
        let browser = world.visit(case.coordinator.person).await;
        let at = format!("/reviews/{}/recommendations/{id}", case.review);
        let form = format!("{at}/words");
        let said = async |when: &str| {
            let fields = [("when", when), ("why", "The panel asked for it.")];
            browser.send_filled(&browser.fill(&form, None, &fields).await.unwrap()).await
        };
        let refused = said("30 February 2027").await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.says("There is no 30 February 2027. Enter a day that exists"), "{}", refused.words());
        let page = said("spring 2027").await;
        assert!(page.says("spring 2027") && page.says("Earlier words"), "{}", page.words());
        let page = said("by 28 February 2027").await;
        assert!(page.says("First promised for") && page.says("28 February 2027"), "{}", page.words());
        let mut tx = world.store.write().await.unwrap();
        step(&mut tx, &case.csp_chair, id, Move::Open, "").await.unwrap();
        let (_, seen) = version(&mut tx, &case, id).await;
        let later = Words { when: Some("March 2028".into()), ..new("Ask every caller") };
        let refused = reword(&mut tx, &case.coordinator, (id, seen), later, words("Later")).await;
        assert!(
            matches!(&refused, Err(Problem::NotNow { sentence, .. }) if sentence.contains("report of progress")),
            "{refused:?}"
        );
        tx.commit().await.unwrap();
        assert!(!browser.open(&form).await.unwrap().html.contains("name=\"when\""));
        let new = format!("/reviews/{}/recommendations/new", case.review);
        let fields = [("body", "Ring back"), ("level", "single_agency"), ("lead_other", "Police"), ("when", "31 June 2027")];
        let refused = browser.send_filled(&browser.fill(&new, None, &fields).await.unwrap()).await;
        assert!(refused.says("There is no 31 June 2027."), "{}", refused.words());
    }
);

both!(
    async fn who_reports_progress_begins_the_work_by_the_table_of_moves(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        step(&mut tx, &case.csp_chair, id, Move::Open, "").await.unwrap();
        tx.commit().await.unwrap();
        world.clock.advance(chrono::TimeDelta::days(9));
        let mut tx = world.store.write().await.unwrap();
        let today = tx.today();
        let (_, seen) = version(&mut tx, &case, id).await;
        report(&mut tx, &case.owner, (id, seen), progress("212 of 420 dispatchers trained", None)).await.unwrap();
        let (row, said, _) = one(&mut tx, &case.coordinator, id).await.unwrap();
        assert_eq!((row.state, row.state_since), (State::InProgress, today), "it is in progress since today");
        assert_eq!(said.iter().filter(|one| one.moved == Some(Move::Start)).count(), 1, "and its story says so");
        world.clock.advance(chrono::TimeDelta::days(9));
        report(&mut tx, &case.owner, (id, row.version), progress("300 of 420", None)).await.unwrap();
        let (row, ..) = one(&mut tx, &case.coordinator, id).await.unwrap();
        assert_eq!(row.state_since, today, "a second report moves nothing");
    }
);

both!(
    async fn the_words_are_changed_on_their_page(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        tx.commit().await.unwrap();
        let home = format!("/reviews/{}/recommendations/{id}", case.review);
        let coordinator = world.visit(case.coordinator.person).await;
        let link = coordinator.open(&home).await.unwrap().link("Change the words").unwrap();
        let fields = [("body", "Ask every caller whether they can speak"), ("why", "One action, and shorter")];
        let older = coordinator.fill(&link, None, &fields).await.unwrap();
        let bare = coordinator.fill(&link, None, &[("body", "Ask every caller"), ("why", "")]).await.unwrap();
        assert_eq!(coordinator.send_filled(&bare).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = coordinator.send(&link, &fields).await.unwrap();
        assert!(page.says("Ask every caller whether they can speak"), "{}", page.words());
        assert!(
            page.says("Earlier words") && page.says("Teach every dispatcher to ask about coercive control"),
            "{}",
            page.words()
        );
        assert_eq!(coordinator.send_filled(&older).await.status, StatusCode::CONFLICT);
        for other in [&case.owner, &case.board, &case.csp_chair] {
            let browser = world.visit(other.person).await;
            assert!(!browser.open(&home).await.unwrap().links().iter().any(|(to, _)| *to == link), "{}", other.name);
            assert_eq!(browser.visit(&link).await.status, StatusCode::FORBIDDEN, "{}", other.name);
        }
    }
);

both!(
    async fn a_board_sees_what_is_agreed_and_waits_for_approval(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        let wyk = one(&mut tx, &case.coordinator, id).await.unwrap().0.partnership;
        let total = |colours: &[(Rag, usize)]| colours.iter().map(|(_, count)| count).sum::<usize>();
        let before = summary(&mut tx, &case.board, wyk).await.unwrap();
        assert_eq!((before.agreed.len(), total(&before.colours)), (0, 0), "a draft is between the panel and the addressee");
        step(&mut tx, &case.owner, id, Move::Agree, "").await.unwrap();
        let after = summary(&mut tx, &case.board, wyk).await.unwrap();
        assert_eq!((after.agreed.len(), total(&after.colours)), (1, 1));
        assert_eq!(after.colours.iter().find(|(_, count)| *count > 0).unwrap().0, Rag::Grey);
        tx.commit().await.unwrap();
        let board = world.visit(case.board.person).await;
        let page = board.open(&format!("/board/{wyk}")).await.unwrap();
        assert!(page.says("1 agreed, not yet approved") && page.says("WYK-2026-a-R01"), "{}", page.words());
    }
);
