//! Every route of a review, visited by each role inside it: the guard in the table and the matrix of permissions say who may come in, and
//! nothing else does.

use std::fmt::Write as _;

use dardr::access::right::{Object, Right, Verb};
use dardr::access::{may, right};
use dardr::ids::{OrganisationId, PersonId, ReviewId};
use dardr::process::Role;
use dardr::store::sql;
use dardr::ui::{Guard, Method, Route};
use dardr::web::{Outer, endpoint, routes};
use expect_test::expect_file;
use http::StatusCode;

use super::routes::{Places, Visitor, sign_in, visit};
use crate::support::World;

/// What the right of this name is to, and what it does: the table knows rights by their names alone.
fn right_called(name: &str) -> (Object, Verb) {
    macro_rules! by_name {
        ($($each:ident)+) => {
            match name {
                $(stringify!($each) => (right::$each::OBJECT, right::$each::VERB),)+
                _ => panic!("{name} is no right that this test knows"),
            }
        };
    }
    by_name!(
        SeeReview TakeStep SeeNames EditNames ChoosePseudonyms SeeCase EditCase DecideCase SeeReturns EditReturns ApproveReturns
        SeeImrDraft EditImrDraft SignImr SeeImr ApproveImr SeePanel EditPanel ApprovePanel SeeTerms EditTerms SeeFamily EditFamily
        SeeInterviews EditInterviews SeeDraft EditDraft ApproveDraft SeeRecommendations EditRecommendations ApproveRecommendations
        SeeQuality EditQuality SeeProceedings EditProceedings EditClocks ApproveClocks SeePapers EditPapers ReleasePapers SeeAudit
    )
}

/// Pages that more people look at than hold the right in the table: with whose right, besides, they are shown.
const ALSO: &[(&str, &str)] = &[
    // Who reads what agencies sign comes to it through the list of what was asked.
    ("/reviews/:review/returns", "SeeImr"),
    ("/reviews/:review/secure-records", "SeeImr"),
];

/// A review with somebody of each role in it.
struct House {
    site: Outer,
    places: Places,
    review: ReviewId,
    home: OrganisationId,
    elsewhere: OrganisationId,
    agency: OrganisationId,
}

impl House {
    async fn new(world: &World) -> Self {
        let home = world.partnership("WYK", "Wykebourne").await;
        let elsewhere = world.partnership("MAR", "Marshgate").await;
        let agency = world.organisation("agency", "Wyre Valley Police").await;
        let review = world.review(home).await;
        world.let_in(review, agency).await;
        let site = endpoint(world.app().await, None, routes::table(), vec![]);
        Self { site, places: Places { review, partnership: home }, review, home, elsewhere, agency }
    }

    /// Somebody who holds this role as people do: by a post in the partnership or in an agency that was asked, or in this review alone.
    async fn holder(&self, world: &World, role: Role) -> Visitor {
        let in_review = [
            Role::IndepChair,
            Role::Author,
            Role::PanelMember,
            Role::DaSpecialist,
            Role::FamilyMember,
            Role::Advocate,
            Role::Expert,
            Role::ActionOwner,
        ];
        let in_agency = [Role::AgencySpoc, Role::ImrAuthor, Role::SeniorSignatory];
        let name = format!("Holder of {role:?}");
        let person = if in_review.contains(&role) {
            let person = world.person(&name, Role::Auditor, self.elsewhere).await;
            self.gives(world, person, role).await;
            person
        } else {
            world.person(&name, role, if in_agency.contains(&role) { self.agency } else { self.home }).await
        };
        sign_in(world, person).await
    }

    async fn gives(&self, world: &World, person: PersonId, role: Role) {
        let mut tx = world.store.write().await.unwrap();
        let (id, today): (PersonId, _) = (tx.id(), tx.today());
        sql("INSERT INTO review_role (id, review, person, role, begins) VALUES ($1, $2, $3, $4, $5)")
            .bind(id)
            .bind(self.review)
            .bind(person)
            .bind(role)
            .bind(today)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    async fn status(&self, route: &Route, who: &Visitor) -> StatusCode {
        visit(&self.site, route, self.places, Some(who)).await.0
    }
}

/// How much stands in the record and in the histories.
async fn written(world: &World) -> i64 {
    let mut tx = world.store.read().await.unwrap();
    sql("SELECT (SELECT COUNT(*) FROM audit) + (SELECT COUNT(*) FROM happening)").scalar(&mut tx).await.unwrap()
}

/// The routes of a review with the right that each asks for.
fn of_reviews() -> Vec<(Route, (Object, Verb))> {
    let asks = |route: &Route| match route.guard {
        Guard::Review(name) => Some(right_called(name)),
        Guard::Public | Guard::SignedIn | Guard::Partnership(_) | Guard::Admin => None,
    };
    routes::table().into_iter().filter_map(|route| asks(&route).map(|asked| (route, asked))).collect()
}

fn is_within(route: &Route) -> bool {
    route.path.matches(':').count() > 1
}

/// One letter for the table of answers; what must not be is pushed on `wrong`.
fn judge(route: &Route, role: Role, theirs: bool, status: StatusCode, wrong: &mut Vec<String>) -> char {
    let refused = matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
    let not_now = matches!(status, StatusCode::CONFLICT | StatusCode::UNPROCESSABLE_ENTITY | StatusCode::NOT_FOUND);
    let done = status.is_success() || status.is_redirection();
    let by_this = |right| {
        let (object, verb) = right_called(right);
        may(role, object, verb).is_some()
    };
    let also = route.method == Method::Get && ALSO.iter().any(|(path, right)| *path == route.path && by_this(right));
    let good = match (theirs || also, is_within(route)) {
        (false, _) => refused,
        // What is not there is shown to nobody.
        (true, true) => refused || not_now,
        (true, false) => done || not_now || status == StatusCode::FORBIDDEN,
    };
    if !good {
        wrong.push(format!("{route:?} as {role:?}, theirs: {theirs}: {status}"));
    }
    match (theirs || also, status) {
        (false, _) => '.',
        (true, StatusCode::FORBIDDEN) => '-',
        (true, StatusCode::NOT_FOUND) => '?',
        (true, StatusCode::CONFLICT) => 'n',
        (true, _) => '+',
    }
}

/// Visits every route of a review as each of these roles. Gives the answers where the review is the only thing that varies.
async fn every_route_as(world: &World, roles: &[Role]) -> String {
    let house = House::new(world).await;
    let mut wrong = Vec::new();
    let mut lines: Vec<(Route, String)> = of_reviews().into_iter().map(|(route, _)| (route, String::new())).collect();
    for role in roles.iter().copied() {
        let who = house.holder(world, role).await;
        for ((route, (object, verb)), (_, line)) in of_reviews().iter().zip(&mut lines) {
            let theirs = may(role, *object, *verb).is_some();
            let before = written(world).await;
            let status = house.status(route, &who).await;
            if (!theirs || is_within(route)) && written(world).await != before {
                wrong.push(format!("{route:?} as {role:?} was refused with {status} and wrote"));
            }
            line.push(judge(route, role, theirs, status, &mut wrong));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let mut out = String::new();
    for (route, line) in lines.iter().filter(|(route, _)| !is_within(route)) {
        let _ = writeln!(out, "{:<44} {:<4} {line}", route.path, route.method);
    }
    out
}

/// v5.0.0-8.2.1, 8.2.2 and 8.3.1, for those who have a part in the review. The golden file shows where a page asks for more than its guard.
#[tokio::test]
async fn inside_a_review_each_role_comes_as_far_as_the_matrix_says() {
    World::sqlite()
        .await
        .live(async |world| {
            let roles: Vec<Role> = Role::ALL.iter().copied().filter(|role| *role != Role::SysAdmin).collect();
            let answers = every_route_as(&world, &roles).await;
            let columns = roles.iter().map(|role| format!("{role:?}")).collect::<Vec<_>>().join(", ");
            let head = format!(
                "What each role in a review is answered where the review is all that varies.\n\
                 . refused by the matrix, + let in, - let in by the matrix and refused by the page, n not now, ? nothing there yet.\n\
                 Columns: {columns}.\n\n"
            );
            expect_file!["../golden/doors.txt"].assert_eq(&(head + &answers));
        })
        .await;
}

/// The same on PostgreSQL, for a few whose rights differ most.
#[tokio::test]
async fn inside_a_review_on_the_other_database_too() {
    World::postgres()
        .await
        .live(async |world| {
            every_route_as(&world, &[Role::IndepChair, Role::ImrAuthor, Role::BoardMember]).await;
        })
        .await;
}

/// v5.0.0-8.2.2 and 8.4.1: who has no part in the review learns nothing from a form either, and leaves nothing behind.
#[tokio::test]
async fn a_stranger_and_an_administrator_leave_no_trace_in_a_review() {
    World::sqlite()
        .await
        .live(async |world| {
            let house = House::new(&world).await;
            let stranger = sign_in(&world, world.person("Idris Vaughan", Role::CspChair, house.elsewhere).await).await;
            let administrator = house.holder(&world, Role::SysAdmin).await;
            let before = written(&world).await;
            for (route, _) in of_reviews() {
                for who in [&stranger, &administrator] {
                    assert_eq!(house.status(&route, who).await, StatusCode::NOT_FOUND, "{route:?}");
                }
                let (status, to) = visit(&house.site, &route, house.places, None).await;
                let away = if route.method == Method::Get { to.starts_with("/sign-in") } else { status == StatusCode::FORBIDDEN };
                assert!(away, "{route:?} as nobody: {status}");
            }
            assert_eq!(written(&world).await, before);
        })
        .await;
}

/// v5.0.0-8.3.1: what belongs to a partnership, asked for by those who hold nothing in it but a part in one review, and by another's people.
#[tokio::test]
async fn what_is_a_partnerships_is_shown_to_its_own_people_alone() {
    World::sqlite()
        .await
        .live(async |world| {
            let house = House::new(&world).await;
            let own = house.holder(&world, Role::Coordinator).await;
            let panel = house.holder(&world, Role::PanelMember).await;
            let author = house.holder(&world, Role::ImrAuthor).await;
            let stranger = sign_in(&world, world.person("Idris Vaughan", Role::Coordinator, house.elsewhere).await).await;
            let mut wrong = Vec::new();
            for route in routes::table().into_iter().filter(|route| matches!(route.guard, Guard::Partnership(_))) {
                let names_it = route.path.contains(":partnership");
                for (name, who) in [("panel", &panel), ("author", &author), ("stranger", &stranger)] {
                    // Without a partnership in its path, a page is about those that the person works with.
                    if name == "stranger" && !names_it {
                        continue;
                    }
                    let before = written(&world).await;
                    let status = house.status(&route, who).await;
                    let refused = matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND);
                    if !refused || written(&world).await != before {
                        wrong.push(format!("{route:?} as {name}: {status}"));
                    }
                }
                if route.method == Method::Get && names_it && route.path.matches(':').count() == 1 {
                    let status = house.status(&route, &own).await;
                    if !(status.is_success() || status == StatusCode::FORBIDDEN) {
                        wrong.push(format!("{route:?} as its own: {status}"));
                    }
                }
            }
            assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        })
        .await;
}
