//! A case that is handed over, a review that two partnerships share, a legal basis that is changed: who may, and what is kept.

use dardr::access::Denied;
use dardr::access::right::{EditClocks, EditFamily, EditPanel, EditRecommendations, EditTerms, SeeTerms, TakeStep};
use dardr::base::calendar::Calendar;
use dardr::demo::Browser;
use dardr::ids::{OrganisationId, PersonId, ReviewId};
use dardr::parties::Kind;
use dardr::process::{DueState, Event, Lengths, Role, Rule, Stage, due};
use dardr::reviews::{self, Joining, OverlayId};
use dardr::store::{Tx, sql};
use dardr::ui::Problem;
use http::StatusCode;

use crate::parties::case::Case;
use crate::support::World;

struct Two {
    case: Case,
    stourbourne: OrganisationId,
    theirs: PersonId,
    board: PersonId,
}

async fn two(world: World) -> Two {
    let case = Case::begin(world).await;
    let stourbourne = case.world.partnership("STB", "Stourbourne").await;
    let theirs = case.world.person("Omar Reyes", Role::Coordinator, stourbourne).await;
    let board = case.world.person("Bo Arden", Role::BoardMember, case.wyk).await;
    let mut tx = case.write().await;
    case.entry(&mut tx, Kind::Deceased, "Danuta Quillfeather").await;
    tx.commit().await.unwrap();
    Two { case, stourbourne, theirs, board }
}

fn typed(partnership: &str) -> [(&str, &str); 5] {
    [
        ("partnership", partnership),
        ("agreed_by", "Priya Lane, head of community safety, told by Danuta Quillfeather's sister"),
        ("on", "2026-03-06"),
        ("came", "2026-03-02"),
        ("why", "Danuta Quillfeather lived in Stourbourne until January"),
    ]
}

async fn joining(two: &Two, tx: &mut Tx) -> Joining {
    Joining {
        partner: two.stourbourne,
        came_to_attention: tx.today(),
        agreed_by: String::from("Nobody").into(),
        on: tx.today(),
        why: String::from("No reason").into(),
        version: two.case.version(tx).await,
    }
}

async fn text(world: &World, query: &'static str, review: ReviewId) -> String {
    sql(query).bind(review).scalar(&mut world.store.read().await.unwrap()).await.unwrap()
}

/// A form filled in before somebody else changed the review, and sent after.
async fn stale(browser: &Browser, path: &str, fields: &[(&str, &str)], world: &World, review: ReviewId) {
    let filling = browser.fill(path, None, fields).await.unwrap();
    let mut tx = world.store.write().await.unwrap();
    sql("UPDATE review SET version = version + 1 WHERE id = $1").bind(review).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    let page = browser.send_filled(&filling).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{path}");
}

both!(
    async fn a_case_is_handed_over_and_who_agreed_stays_on_record(world: World) {
        let two = two(world).await;
        let (case, review) = (&two.case, two.case.review);
        let (path, to) = (format!("/reviews/{review}/transfer"), two.stourbourne.to_string());
        let coordinator = case.world.visit(case.coordinator).await;
        stale(&coordinator, &path, &typed(&to), &case.world, review).await;
        let board = case.world.visit(two.board).await;
        assert_eq!(board.visit(&path).await.status, StatusCode::FORBIDDEN, "the form opens to those who may send it");

        coordinator.send(&path, &typed(&to)).await.unwrap();
        let page = coordinator.open(&format!("/reviews/{review}/joint")).await.unwrap();
        assert!(
            page.says("Stourbourne Took the case over") && page.says("Priya Lane, head of community safety"),
            "{}",
            page.words()
        );
        assert!(!page.says("Quillfeather"), "{}", page.words());
        let new: ReviewId =
            text(&case.world, "SELECT CAST(transferred_to AS TEXT) FROM review WHERE id = $1", review).await.parse().unwrap();
        assert_eq!(text(&case.world, "SELECT reference FROM review WHERE id = $1", new).await, "STB-2026-a");
        let theirs = case.world.visit(two.theirs).await;
        assert!(theirs.open(&format!("/reviews/{new}")).await.unwrap().says("STB-2026-a"));
        let joint = theirs.open(&format!("/reviews/{new}/joint")).await.unwrap();
        assert!(
            joint.says("This case was taken over from") && joint.says("where it was WYK-2026-a") && joint.says("on 6 March 2026"),
            "{}",
            joint.words()
        );
        let story = theirs.open(&format!("/reviews/{new}/timeline")).await.unwrap();
        assert!(
            story.says("Case taken over from another partnership") && story.says("where it was WYK-2026-a"),
            "{}",
            story.words()
        );
        assert!(!story.says("Priya Lane"), "who agreed stays with those who handed it over: {}", story.words());
        assert_eq!(theirs.visit(&format!("/reviews/{review}")).await.status, StatusCode::NOT_FOUND, "only their own");
        let again = coordinator.open(&path).await.unwrap();
        assert!(again.says("You cannot") && !again.html.contains("agreed_by"), "{}", again.words());
    }
);

both!(
    async fn a_joint_review_has_two_clocks_and_one_plan(world: World) {
        let two = two(world).await;
        let (case, review) = (&two.case, two.case.review);
        let (path, to) = (format!("/reviews/{review}/joint"), two.stourbourne.to_string());
        let coordinator = case.world.visit(case.coordinator).await;
        stale(&coordinator, &path, &typed(&to), &case.world, review).await;
        let board = case.world.visit(two.board).await;
        assert!(!board.open(&path).await.unwrap().html.contains("agreed_by"), "no form for those who may not");
        let mut tx = case.write().await;
        let grant = case.grant::<TakeStep>(&mut tx, two.board).await;
        let joining = joining(&two, &mut tx).await;
        let refused = reviews::join(&mut tx, &grant, joining).await;
        assert!(matches!(refused, Err(Problem::NotYours(_))), "{refused:?}");
        drop(tx);

        let late = coordinator.fill(&path, None, &typed(&to)).await.unwrap();
        let page = coordinator.send(&path, &typed(&to)).await.unwrap();
        assert!(page.says("Stourbourne Joint 2 March 2026") && !page.says("Quillfeather"), "{}", page.words());
        assert_eq!(coordinator.send_filled(&late).await.status, StatusCode::UNPROCESSABLE_ENTITY, "it has a part already");
        let kept =
            text(&case.world, "SELECT agreed_by FROM review_partnership WHERE review = $1 AND part = 'joint'", review).await;
        assert!(!kept.contains("Quillfeather"), "{kept}");

        let mut tx = case.world.store.read().await.unwrap();
        let facts = reviews::facts(&mut tx, review).await.unwrap();
        let dues = due(&facts, Calendar::england_and_wales(), &Lengths::default());
        let decide: Vec<_> = dues
            .iter()
            .filter(|one| one.clock.rule == Rule::Dl02)
            .map(|one| (one.about.as_str(), one.computed_due.to_string()))
            .collect();
        drop(tx);
        assert_eq!(decide, [("STB", "2026-04-02".to_owned()), ("WYK", "2026-04-06".to_owned())]);
        let held = format!("/reviews/{review}/holds");
        assert!(
            !coordinator.open(&held).await.unwrap().html.contains("End it today"),
            "it ends with the part of the other partnership"
        );
        let mut tx = case.write().await;
        let clocks = case.grant::<EditClocks>(&mut tx, case.coordinator).await;
        let (link, version): (OverlayId, i64) =
            sql("SELECT id, version FROM overlay WHERE review = $1").bind(review).one(&mut tx).await.unwrap();
        let today = tx.today();
        assert!(!reviews::end_overlay(&mut tx, &clocks, link, version, today).await.unwrap());
        drop(tx);
        let theirs = case.world.visit(two.theirs).await;
        let front = theirs.open(&format!("/reviews/{review}")).await.unwrap();
        assert!(front.says("WYK-2026-a") && front.says("(STB)") && front.says("(WYK)"), "{}", front.words());
    }
);

both!(
    async fn a_partnership_that_joins_a_decided_review_has_decided_by_joining(world: World) {
        let two = two(world).await;
        let (case, review) = (&two.case, two.case.review);
        let (path, to) = (format!("/reviews/{review}/joint"), two.stourbourne.to_string());
        case.stands_at(Stage::Setup).await;
        let mut tx = case.write().await;
        reviews::record(&mut tx, review, Event::DecidedToReview, "2026-03-01".parse().unwrap(), "").await.unwrap();
        tx.commit().await.unwrap();
        let coordinator = case.world.visit(case.coordinator).await;
        let mut early = typed(&to);
        early[2].1 = "2026-03-01";
        let wrong = coordinator.fill(&path, None, &early).await.unwrap();
        let wrong = coordinator.send_filled(&wrong).await;
        assert!(
            wrong.says("They cannot have agreed before the death came to their attention, on 2 March 2026"),
            "{}",
            wrong.words()
        );
        coordinator.send(&path, &typed(&to)).await.unwrap();

        let decided = async || {
            let mut tx = case.world.store.read().await.unwrap();
            let facts = reviews::facts(&mut tx, review).await.unwrap();
            let dues = due(&facts, Calendar::england_and_wales(), &Lengths::default());
            let of = |about: &str| dues.iter().find(|one| one.clock.rule == Rule::Dl02 && one.about == about);
            (of("STB").map(|one| (one.state, one.met_on)), facts.dates.stands(Event::DecidedToReview))
        };
        let joined = "2026-03-06".parse().ok();
        assert_eq!(decided().await, (Some((DueState::Met, joined)), true), "they decided when they joined");
        let clocks = coordinator.open(&format!("/reviews/{review}/clocks")).await.unwrap();
        assert!(!clocks.says("Not met, no longer runs"), "{}", clocks.words());
        coordinator.send(&format!("{path}/{to}/end"), &[("on", "2026-03-06"), ("why", "A wrong choice")]).await.unwrap();
        assert_eq!(decided().await, (None, true), "their clock goes with their part");
    }
);

both!(
    async fn what_a_closed_review_came_to_stays_and_what_may_still_come_to_light_does_not(world: World) {
        let two = two(world).await;
        let case = &two.case;
        let chair = case.world.person("Ines Okoro", Role::IndepChair, case.wyk).await;
        case.stands_at(Stage::Closed).await;
        let mut tx = case.write().await;
        assert!(
            matches!(case.try_grant::<EditTerms>(&mut tx, chair).await, Err(Denied::NotYours(said)) if said.contains("closed"))
        );
        assert!(case.try_grant::<EditPanel>(&mut tx, case.coordinator).await.is_err());
        assert!(case.try_grant::<EditRecommendations>(&mut tx, case.coordinator).await.is_err());
        assert!(case.try_grant::<SeeTerms>(&mut tx, chair).await.is_ok(), "it is read");
        assert!(
            case.try_grant::<EditFamily>(&mut tx, case.coordinator).await.is_ok(),
            "a late word of the family is written down"
        );
        let step = case.grant::<TakeStep>(&mut tx, case.coordinator).await;
        let joining = joining(&two, &mut tx).await;
        let refused = reviews::join(&mut tx, &step, joining).await;
        assert!(matches!(refused, Err(Problem::NotNow { .. })), "{refused:?}");
    }
);

both!(
    async fn the_legal_basis_is_for_the_partnership_chair_to_change(world: World) {
        let two = two(world).await;
        let (case, review) = (&two.case, two.case.review);
        let head = case.world.person("Helen Marsh", Role::CspChair, case.wyk).await;
        let path = format!("/reviews/{review}/legal-basis");
        let head = case.world.visit(head).await;
        let early = head.open(&path).await.unwrap();
        assert!(early.says("You cannot") && !early.html.contains("<form method=\"post\" action=\"/reviews"), "{}", early.words());
        case.stands_at(Stage::Triage).await;
        let coordinator = case.world.visit(case.coordinator).await;
        assert_eq!(coordinator.visit(&path).await.status, StatusCode::FORBIDDEN);
        let fields = [("regime", "dardr_s8a"), ("why", "Commenced")];
        stale(&head, &path, &fields, &case.world, review).await;
        head.send(&path, &fields).await.unwrap();
        assert_eq!(text(&case.world, "SELECT regime FROM review WHERE id = $1", review).await, "dardr_s8a");
    }
);

both!(
    async fn a_joint_review_is_submitted_when_its_partners_have_agreed_the_report(world: World) {
        let two = two(world).await;
        let (case, review) = (&two.case, two.case.review);
        let (path, to) = (format!("/reviews/{review}/joint"), two.stourbourne.to_string());
        let coordinator = case.world.visit(case.coordinator).await;
        let outstanding = async || {
            let mut tx = case.world.store.read().await.unwrap();
            reviews::facts(&mut tx, review).await.unwrap().joint_partners_outstanding
        };
        assert_eq!(outstanding().await, 0, "no partner, nobody to wait for");
        coordinator.send(&path, &typed(&to)).await.unwrap();
        assert_eq!(outstanding().await, 1);
        let fields = [("partner", to.as_str()), ("report_by", "Their executive"), ("report_on", "2026-03-06")];
        let early = coordinator.fill(&format!("{path}/agreement"), None, &fields).await.unwrap();
        assert_eq!(coordinator.send_filled(&early).await.status, StatusCode::CONFLICT, "the lead partnership agrees first");

        let head = case.world.person("Helen Marsh", Role::CspChair, case.wyk).await;
        for (round, label) in [(1, "Agreed version 1"), (2, "Agreed version 2")] {
            case.stands_at(dardr::process::Stage::CspSignoff).await;
            let mut tx = case.write().await;
            // A return to drafting undoes what was agreed.
            sql("UPDATE review_event SET stands_on = NULL WHERE review = $1 AND event = $2")
                .bind(case.review)
                .bind(dardr::process::Event::ReportCompleted)
                .run(&mut tx)
                .await
                .unwrap();
            let (steps, today) = (case.grant::<TakeStep>(&mut tx, head).await, tx.today());
            let version = case.version(&mut tx).await;
            reviews::advance(&mut tx, &steps, reviews::Taking::new(dardr::process::Act::AgreeReport, today, version))
                .await
                .unwrap();
            tx.commit().await.unwrap();
            assert_eq!(outstanding().await, 1, "round {round}: an agreement is to one version");
            let page = coordinator.send(&format!("{path}/agreement"), &fields).await.unwrap();
            assert!(page.says(&format!("Stourbourne {label} Their executive")), "{}", page.words());
            assert_eq!(outstanding().await, 0);
        }
        let twice = coordinator.send_filled(&early).await;
        assert_eq!(twice.status, StatusCode::CONFLICT, "agreed already");
        let board = case.world.visit(two.board).await;
        assert!(!board.open(&path).await.unwrap().html.contains("joint/agreement"));
    }
);

both!(
    async fn who_shares_a_review_reads_it_and_the_partnership_that_leads_acts(world: World) {
        let two = two(world).await;
        let (case, review) = (&two.case, two.case.review);
        let (path, to) = (format!("/reviews/{review}/joint"), two.stourbourne.to_string());
        let coordinator = case.world.visit(case.coordinator).await;
        coordinator.send(&path, &typed(&to)).await.unwrap();
        let theirs = case.world.visit(two.theirs).await;
        assert_eq!(theirs.visit(&format!("/reviews/{review}/people")).await.status, StatusCode::OK, "their post reads names");
        for form in ["/holds/new", "/replan", "/joint/agreement", "/people/new", "/steps/transfer_case", "/notification/files"] {
            let page = theirs.visit(&format!("/reviews/{review}{form}")).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{form}");
            assert!(page.says("Another partnership leads this review") || page.says("You cannot"), "{form}: {}", page.words());
        }
        let front = theirs.open(&format!("/reviews/{review}")).await.unwrap();
        assert!(!front.html.contains("/steps/") && !front.says("Before you can"), "{}", front.words());
        assert!(!theirs.open("/my-work").await.unwrap().says("WYK-2026-a"), "nothing waits for them");

        let end = format!("{path}/{to}/end");
        assert_eq!(theirs.visit(&end).await.status, StatusCode::FORBIDDEN);
        let early = coordinator.fill(&end, None, &[("on", "2026-03-05"), ("why", "A wrong choice")]).await.unwrap();
        let early = coordinator.send_filled(&early).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.says("cannot end before it joined"), "{}", early.words());
        let page =
            coordinator.send(&end, &[("on", "2026-03-06"), ("why", "Danuta Quillfeather never lived there")]).await.unwrap();
        assert!(page.says("Joint until 6 March 2026") && !page.says("Quillfeather"), "{}", page.words());
        assert_eq!(theirs.visit(&format!("/reviews/{review}")).await.status, StatusCode::NOT_FOUND, "closed at once");
        assert_eq!(coordinator.visit(&end).await.status, StatusCode::NOT_FOUND, "once");
        let mut tx = case.world.store.read().await.unwrap();
        let facts = reviews::facts(&mut tx, review).await.unwrap();
        let dues = due(&facts, Calendar::england_and_wales(), &Lengths::default());
        assert!(dues.iter().all(|one| one.about != "STB"), "their clock stops");
        drop(tx);
        let left: i64 = sql("SELECT COUNT(*) FROM overlay WHERE review = $1 AND ended_on IS NULL")
            .bind(review)
            .scalar(&mut case.world.store.read().await.unwrap())
            .await
            .unwrap();
        assert_eq!(left, 0);
        coordinator.send(&path, &typed(&to)).await.unwrap();
        assert_eq!(theirs.visit(&format!("/reviews/{review}")).await.status, StatusCode::OK, "they can share it again");
    }
);
