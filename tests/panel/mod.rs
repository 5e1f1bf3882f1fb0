//! The panel: who chairs, who sits on it, what takes access away, and the terms they agree.

mod released;

use dardr::access::right::{ApprovePanel, EditPanel, EditTerms, SeeNames, SeePanel, SeeReview, SeeTerms, TakeStep};
use dardr::access::{Denied, Reach, permit};
use dardr::panel::{self, Attended, Declaration, NewAppointment, NewMeeting, NewMember, Post};
use dardr::parties::{KeepProblem, Kind};
use dardr::process::{Role, Stage};
use dardr::reviews::{self, StepProblem};
use dardr::store::{Tx, sql};
use dardr::terms::{self, NewKeyLine, NewTerms};
use dardr::ui::Problem;
use http::StatusCode;

use crate::parties::case::{Case, line, prose};

async fn appoint(case: &Case, tx: &mut Tx) {
    let (edit, step) = (case.grant::<EditPanel>(tx, case.coordinator).await, case.grant::<TakeStep>(tx, case.coordinator).await);
    let new = NewAppointment::new(case.chair, Post::ChairAuthor, prose("I have no tie to any agency concerned."), tx.today());
    let version = case.version(tx).await;
    panel::appoint_chair(tx, &case.app.keyring, &edit, &step, &new, version).await.unwrap();
}

fn new_member(case: &Case, tx: &Tx, specialist: bool) -> NewMember {
    NewMember {
        person: Some(if specialist { case.specialist } else { case.member }),
        name: line("–"),
        organisation: if specialist { case.service } else { case.trust },
        job_title: None,
        expertise: None,
        da_specialist: specialist,
        deputy_for: None,
        begins: tx.today(),
    }
}

fn declares(tx: &Tx, conflict: bool) -> Declaration {
    Declaration { on: tx.today(), words: prose("As I see it."), conflict, mitigation: None }
}

both!(
    async fn a_chair_is_appointed_with_the_step_and_the_access(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Setup).await;
        let mut tx = case.write().await;
        assert!(matches!(case.try_grant::<SeePanel>(&mut tx, case.chair).await, Err(Denied::NotThere)));
        appoint(&case, &mut tx).await;
        let grant = case.grant::<ApprovePanel>(&mut tx, case.chair).await;
        assert_eq!(grant.role(), Role::IndepChair);
        let front = reviews::front(&mut tx, &grant).await.unwrap();
        assert_eq!(front.stage, Stage::Scoping);
        // The same form sent again speaks of a review that has moved on.
        let (edit, step) =
            (case.grant::<EditPanel>(&mut tx, case.coordinator).await, case.grant(&mut tx, case.coordinator).await);
        let new = NewAppointment::new(case.chair, Post::Chair, prose("None."), tx.today());
        let again = panel::appoint_chair(&mut tx, &case.app.keyring, &edit, &step, &new, 1).await;
        assert!(matches!(again, Err(KeepProblem::Step(StepProblem::Stale))), "{again:?}");
    }
);

both!(
    async fn who_chairs_and_was_the_author_too_still_chairs_when_another_writes(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Setup).await;
        let mut tx = case.write().await;
        appoint(&case, &mut tx).await;
        let edit = case.grant::<EditPanel>(&mut tx, case.coordinator).await;
        let begins = tx.today();
        let author = NewAppointment::new(case.chair, Post::Author, prose("I chair it too."), begins);
        let id = panel::appoint_author(&mut tx, &case.app.keyring, &edit, &author).await.unwrap();
        let why = prose("Somebody else writes.");
        panel::end_appointment(&mut tx, &case.app.keyring, &edit, (id, 1), begins, &why).await.unwrap();
        let grant = case.try_grant::<ApprovePanel>(&mut tx, case.chair).await.expect("the chair still chairs");
        assert!(
            grant.roles().contains(&Role::IndepChair) && grant.roles().contains(&Role::Author),
            "as the first appointment gives"
        );
        drop(tx);
        let mut tx = case.write().await;
        appoint(&case, &mut tx).await;
        let step = case.grant::<TakeStep>(&mut tx, case.coordinator).await;
        panel::appoint_author(&mut tx, &case.app.keyring, &edit, &author).await.unwrap();
        let (next, version) = (NewAppointment::new(case.chair, Post::Chair, prose("None."), begins), case.version(&mut tx).await);
        panel::replace_chair(&mut tx, &case.app.keyring, &edit, &step, &next, &why, version).await.unwrap();
        let left = case.grant::<SeePanel>(&mut tx, case.chair).await;
        assert!(left.roles().contains(&Role::Author), "who is appointed to write still writes");
    }
);

both!(
    async fn a_conflict_without_mitigation_is_no_appointment_and_the_chair_appoints_nobody(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Setup).await;
        let mut tx = case.write().await;
        let (edit, step) =
            (case.grant::<EditPanel>(&mut tx, case.coordinator).await, case.grant(&mut tx, case.coordinator).await);
        let mut new = NewAppointment::new(case.chair, Post::Chair, prose("Independent."), tx.today());
        new.conflicts = Some(prose("Worked for the trust until last year."));
        let version = case.version(&mut tx).await;
        let refused = panel::appoint_chair(&mut tx, &case.app.keyring, &edit, &step, &new, version).await;
        assert!(matches!(refused, Err(KeepProblem::Rule(_))));
        drop(tx);
        // A partnership's chair may take steps, and this is not one of theirs.
        let csp_chair = case.world.person("Grace Odell", Role::CspChair, case.wyk).await;
        let mut tx = case.write().await;
        let theirs = case.grant::<TakeStep>(&mut tx, csp_chair).await;
        new.conflicts = None;
        let refused = panel::appoint_chair(&mut tx, &case.app.keyring, &edit, &theirs, &new, version).await;
        assert!(matches!(refused, Err(KeepProblem::Step(StepProblem::Refused(_)))), "{refused:?}");
        assert!(matches!(case.try_grant::<EditPanel>(&mut tx, csp_chair).await, Err(Denied::NotYours(_))));
    }
);

both!(
    async fn who_writes_runs_or_stands_beside_the_review_does_not_sit_on_its_panel(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Setup).await;
        let author = case.world.person("Howard Lessing", Role::ImrAuthor, case.trust).await;
        let csp_chair = case.world.person("Grace Odell", Role::CspChair, case.wyk).await;
        let mut tx = case.write().await;
        appoint(&case, &mut tx).await;
        let edit = case.grant::<EditPanel>(&mut tx, case.coordinator).await;
        for (person, why) in [
            (author, "writes their agency’s management review"),
            (case.coordinator, "runs the review for the partnership or signs its report off"),
            (csp_chair, "runs the review for the partnership or signs its report off"),
            (case.chair, "chairs, writes or mentors the review"),
        ] {
            let new = NewMember { person: Some(person), ..new_member(&case, &tx, false) };
            let refused = panel::add_member(&mut tx, &edit, &new).await.unwrap_err().to_string();
            assert!(refused.contains(why), "{refused}");
        }
        tx.commit().await.unwrap();
        let page =
            case.world.visit(case.coordinator).await.open(&format!("/reviews/{}/panel/members/new", case.review)).await.unwrap();
        for (name, offered) in [
            ("Tom Birch", true),
            ("Leila Nasser", true),
            ("Howard Lessing", false),
            ("Grace Odell", false),
            ("Ruth Calder", false),
        ] {
            assert_eq!(page.html.contains(&format!(">{name}</option>")), offered, "{name}");
        }
    }
);

both!(
    async fn terms_are_agreed_by_a_form_only_when_nothing_is_missing(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Setup).await;
        let mut tx = case.write().await;
        appoint(&case, &mut tx).await;
        let terms_edit = case.grant::<EditTerms>(&mut tx, case.chair).await;
        let line = NewKeyLine { question: prose(terms::BANK[0].question), bank: Some(terms::BANK[0].code) };
        let period = ("2019-01-01".parse().unwrap(), "2026-02-01".parse().unwrap());
        let new = NewTerms::new(prose("To learn."), period, prose("The relationship began then."), vec![line]);
        terms::draft(&mut tx, &case.app.keyring, &terms_edit, &new, 0).await.unwrap();
        tx.commit().await.unwrap();
        let at = format!("/reviews/{}/terms", case.review);
        let page = case.world.visit(case.chair).await.open(&at).await.unwrap();
        assert!(page.says("This cannot be done yet:") && !page.says("Agree and issue"), "{}", page.words());
        for missing in ["The panel has not met", "The panel has no domestic abuse specialist", "The family have not been asked"] {
            assert!(page.says(missing), "{missing}: {}", page.words());
        }
        assert!(page.link("The family have not been asked about the terms of reference").is_ok());
        let page = case.world.visit(case.coordinator).await.open(&at).await.unwrap();
        assert!(!page.says("Agree and issue"), "{}", page.words());
    }
);

both!(
    async fn who_has_not_declared_learns_who_it_is_about_and_nothing_of_the_case(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Setup).await;
        let mut tx = case.write().await;
        appoint(&case, &mut tx).await;
        let edit = case.grant::<EditPanel>(&mut tx, case.coordinator).await;
        let mut seats = Vec::new();
        for (specialist, person) in [(false, case.member), (true, case.specialist)] {
            let new = new_member(&case, &tx, specialist);
            seats.push((person, panel::add_member(&mut tx, &edit, &new).await.unwrap()));
            assert_eq!(case.grant::<SeeReview>(&mut tx, person).await.reach(), Reach::Status, "its stage, not its story");
            assert_eq!(case.grant::<SeePanel>(&mut tx, person).await.reach(), Reach::Status, "who sits there, not what was said");
            assert!(case.try_grant::<SeeNames>(&mut tx, person).await.is_ok(), "whom they may have a tie to");
            let kept = case.try_grant::<SeeTerms>(&mut tx, person).await;
            assert!(matches!(&kept, Err(Denied::NotYours(said)) if said.starts_with("Declare your interests first")), "{kept:?}");
        }
        tx.commit().await.unwrap();
        let home = format!("/reviews/{}", case.review);
        for (person, seat) in seats {
            let member = case.world.visit(person).await;
            for room in ["/terms", "/timeline", "/report", "/recommendations", "/papers", "/family"] {
                let answer = member.visit(&format!("{home}{room}")).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{room}: {}", answer.words());
            }
            let front = member.open(&home).await.unwrap();
            assert!(front.says("Declare your interests first") && front.says("Declare your interests as a panel member"));
            let form = member.open(&format!("{home}/panel/members/{seat}/declare")).await.unwrap();
            let said = [("conflict", "no"), ("declaration", "Nothing to declare.")];
            member.send_filled(&form.fill(Some("Record the declaration"), &said).unwrap()).await;
            assert_eq!(member.visit(&format!("{home}/terms")).await.status, StatusCode::OK, "and then the review is open");
            assert!(!member.open(&home).await.unwrap().says("Declare your interests first"));
        }
    }
);

both!(
    /// v5.0.0-8.3.2: a change of what somebody may do holds from the next request.
    async fn a_conflict_takes_access_away_at_once_and_the_chair_gives_it_back(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Setup).await;
        let elsewhere = case.world.person("Bea Frost", Role::ActionOwner, case.trust).await;
        let mut tx = case.write().await;
        appoint(&case, &mut tx).await;
        let edit = case.grant::<EditPanel>(&mut tx, case.coordinator).await;
        let new = new_member(&case, &tx, false);
        let id = panel::add_member(&mut tx, &edit, &new).await.unwrap();
        assert!(matches!(panel::add_member(&mut tx, &edit, &new).await, Err(KeepProblem::Rule(_))), "a second click");
        let chair = NewMember { person: Some(case.chair), ..new_member(&case, &tx, false) };
        assert!(matches!(panel::add_member(&mut tx, &edit, &chair).await, Err(KeepProblem::Rule(_))), "who chairs sits there");
        let nobody =
            NewMember { person: None, name: line("Ada Finch"), deputy_for: Some(tx.id()), ..new_member(&case, &tx, false) };
        let refused = Problem::from(panel::add_member(&mut tx, &edit, &nobody).await.unwrap_err());
        let whole =
            matches!(&refused, Problem::NotNow { sentence, .. } if sentence.contains("stand in") && sentence.ends_with('.'));
        assert!(whole, "a sentence of its own has its full stop: {refused:?}");
        let own = case.grant::<SeePanel>(&mut tx, case.member).await;
        assert_eq!(reviews::facts(&mut tx, case.review).await.unwrap().panel_conflicts_open, 1, "not declared yet");
        let duties = dardr::duties::here(&mut tx, &own, (Stage::Notified, false), &[]).await.unwrap();
        assert_eq!(duties.iter().map(|duty| duty.kind).collect::<Vec<_>>(), [dardr::duties::Kind::Declaration]);
        assert_eq!(
            dardr::duties::here(&mut tx, &edit, (Stage::Notified, false), &[]).await.unwrap().len(),
            0,
            "the coordinator has none of their own"
        );
        let conflict = declares(&tx, true);
        panel::declare_own(&mut tx, &case.app.keyring, &own, id, &conflict).await.unwrap();
        let kept_out = case.try_grant::<SeePanel>(&mut tx, case.member).await;
        assert!(
            matches!(&kept_out, Err(Denied::NotYours(said)) if said.contains("until its independent chair has accepted")),
            "at once"
        );
        assert!(
            matches!(case.try_grant::<SeePanel>(&mut tx, elsewhere).await, Err(Denied::NotThere)),
            "who has none is told nothing"
        );
        let begins = tx.today();
        let author = NewAppointment::new(case.member, Post::Author, prose("I write well."), begins);
        let appointed = panel::appoint_author(&mut tx, &case.app.keyring, &edit, &author).await;
        assert!(matches!(appointed, Err(KeepProblem::Rule(_))), "no other part brings them back: {appointed:?}");
        // Saying that there is none does not bring it back.
        let none = declares(&tx, false);
        panel::declare(&mut tx, &case.app.keyring, &edit, id, &none).await.unwrap();
        assert!(case.try_grant::<SeePanel>(&mut tx, case.member).await.is_err());
        let approve = case.grant::<ApprovePanel>(&mut tx, case.chair).await;
        let today = tx.today();
        let stale =
            panel::accept_mitigation(&mut tx, &case.app.keyring, &approve, (id, 1), &prose("Leaves the room."), today).await;
        assert!(matches!(stale, Err(KeepProblem::Stale)));
        panel::accept_mitigation(&mut tx, &case.app.keyring, &approve, (id, 3), &prose("Leaves the room."), today).await.unwrap();
        assert!(case.try_grant::<SeePanel>(&mut tx, case.member).await.is_ok());
        assert_eq!(reviews::facts(&mut tx, case.review).await.unwrap().panel_conflicts_open, 0);
        let theirs = case.grant::<SeePanel>(&mut tx, case.chair).await;
        let other = panel::declare_own(&mut tx, &case.app.keyring, &theirs, id, &none).await;
        assert!(matches!(other, Err(KeepProblem::NotThere)), "nobody declares for another");
        panel::end_membership(&mut tx, &case.app.keyring, &edit, (id, 4), today, &prose("Moved to another post.")).await.unwrap();
        assert!(case.try_grant::<SeePanel>(&mut tx, case.member).await.is_err());
        tx.commit().await.unwrap();
    }
);

both!(
    async fn a_conflict_outlasts_the_panel_and_closes_the_agencys_door(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Setup).await;
        let signatory = case.world.person("Edith Moran", Role::SeniorSignatory, case.trust).await;
        let mut tx = case.write().await;
        appoint(&case, &mut tx).await;
        let today = tx.today();
        crate::support::let_in(&mut tx, case.review, case.trust).await;
        assert!(case.try_grant::<SeeReview>(&mut tx, signatory).await.is_ok(), "their agency has a part in it");
        let edit = case.grant::<EditPanel>(&mut tx, case.coordinator).await;
        let new = NewMember { person: Some(signatory), ..new_member(&case, &tx, false) };
        let id = panel::add_member(&mut tx, &edit, &new).await.unwrap();
        let conflict = declares(&tx, true);
        panel::declare(&mut tx, &case.app.keyring, &edit, id, &conflict).await.unwrap();
        assert!(case.try_grant::<SeeReview>(&mut tx, signatory).await.is_err());
        panel::end_membership(&mut tx, &case.app.keyring, &edit, (id, 2), today, &prose("A conflict.")).await.unwrap();
        assert!(case.try_grant::<SeeReview>(&mut tx, signatory).await.is_err(), "who leaves with a conflict has it still");
        let back = panel::add_member(&mut tx, &edit, &new).await.unwrap();
        assert!(case.try_grant::<SeeReview>(&mut tx, signatory).await.is_err(), "and has it when they come back");
        let see = case.grant::<SeePanel>(&mut tx, case.chair).await;
        let all = panel::members(&mut tx, &see).await.unwrap();
        assert!(all.iter().find(|one| one.id == back).unwrap().in_conflict(), "until the chair has looked at it");
        tx.commit().await.unwrap();
    }
);

both!(
    async fn a_panel_meets_keeps_minutes_and_agrees_terms(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Setup).await;
        let mut tx = case.write().await;
        appoint(&case, &mut tx).await;
        let keyring = &case.app.keyring;
        let edit = case.grant::<EditPanel>(&mut tx, case.chair).await;
        let step = case.grant::<TakeStep>(&mut tx, case.chair).await;
        let new = new_member(&case, &tx, true);
        let specialist = panel::add_member(&mut tx, &edit, &new).await.unwrap();
        let none = declares(&tx, false);
        panel::declare(&mut tx, keyring, &edit, specialist, &none).await.unwrap();
        let today = tx.today();
        let meeting = NewMeeting {
            held_on: today,
            place: None,
            agenda: None,
            decisions: Some(prose("The scope begins in 2019.")),
            actions: None,
            attendance: vec![(specialist, Attended::Present)],
        };
        let version = case.version(&mut tx).await;
        let long_ago = NewMeeting { held_on: "1900-01-01".parse().unwrap(), attendance: vec![], ..meeting.clone() };
        let refused = panel::record_meeting(&mut tx, keyring, &edit, &step, &long_ago, version).await.unwrap_err().to_string();
        assert!(refused.starts_with("The date cannot be before "), "{refused}");
        let met = panel::record_meeting(&mut tx, keyring, &edit, &step, &meeting, version).await.unwrap();
        let (again, version) = (NewMeeting { place: Some(line("By video")), ..meeting.clone() }, case.version(&mut tx).await);
        panel::record_meeting(&mut tx, keyring, &edit, &step, &again, version).await.unwrap();
        let twice = panel::record_meeting(&mut tx, keyring, &edit, &step, &again, version).await;
        assert!(matches!(twice, Err(KeepProblem::Stale)), "the same form from two sessions is one meeting: {twice:?}");
        assert_eq!(panel::write_minutes(&mut tx, keyring, &edit, met, &prose("First version."), 0).await.unwrap(), 1);
        assert!(matches!(panel::write_minutes(&mut tx, keyring, &edit, met, &prose("Mine."), 0).await, Err(KeepProblem::Stale)));
        let approve = case.grant::<ApprovePanel>(&mut tx, case.chair).await;
        panel::approve_minutes(&mut tx, &approve, met, 1, today).await.unwrap();
        assert!(matches!(panel::approve_minutes(&mut tx, &approve, met, 1, today).await, Err(KeepProblem::Stale)));
        let terms_edit = case.grant::<EditTerms>(&mut tx, case.chair).await;
        let line = NewKeyLine { question: prose(terms::BANK[0].question), bank: Some(terms::BANK[0].code) };
        let period = ("2019-01-01".parse().unwrap(), "2026-02-01".parse().unwrap());
        let new = NewTerms::new(prose("To learn."), period, prose("The relationship began then."), vec![line]);
        terms::draft(&mut tx, keyring, &terms_edit, &new, 0).await.unwrap();
        assert!(matches!(terms::draft(&mut tx, keyring, &terms_edit, &new, 0).await, Err(KeepProblem::Stale)), "a second click");
        let version = case.version(&mut tx).await;
        let refused = terms::agree(&mut tx, &terms_edit, &step, 1, today, version).await.unwrap_err();
        assert!(refused.to_string().contains("family"), "{refused}");
        drop(tx);
        let actor = case.world.actor(case.member).await;
        let mut tx = case.world.store.read().await.unwrap();
        assert!(matches!(permit::<SeeTerms>(&mut tx, &actor, case.review).await, Err(Denied::NotThere)));
    }
);

both!(
    async fn a_member_who_signs_in_is_invited_in_the_same_transaction(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let edit = case.grant::<EditPanel>(&mut tx, case.coordinator).await;
        let specialist = new_member(&case, &tx, true);
        panel::add_member(&mut tx, &edit, &specialist).await.unwrap();
        let nobody = NewMember { person: None, name: line("Pat Reeve"), ..new_member(&case, &tx, false) };
        panel::add_member(&mut tx, &edit, &nobody).await.unwrap();
        let invited: Vec<(dardr::ids::PersonId,)> =
            dardr::store::sql("SELECT person FROM outbox WHERE kind = 'panel_invitation'").all(&mut tx).await.unwrap();
        assert_eq!(invited, [(case.specialist,)]);
        drop(tx);
        let mut tx = case.write().await;
        let left: i64 = dardr::store::sql("SELECT COUNT(*) FROM outbox").scalar(&mut tx).await.unwrap();
        assert_eq!(left, 0, "what is not kept is not told");
    }
);

both!(
    async fn whoever_holds_a_post_here_or_at_an_agency_is_no_independent_chair(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Setup).await;
        let mut tx = case.write().await;
        let (edit, step) =
            (case.grant::<EditPanel>(&mut tx, case.coordinator).await, case.grant::<TakeStep>(&mut tx, case.coordinator).await);
        for person in [case.coordinator, case.member] {
            let new = NewAppointment::new(person, Post::ChairAuthor, prose("None."), tx.today());
            let version = case.version(&mut tx).await;
            let chair = panel::appoint_chair(&mut tx, &case.app.keyring, &edit, &step, &new, version).await;
            assert!(matches!(chair, Err(KeepProblem::Rule(_))), "{chair:?}");
        }
        tx.commit().await.unwrap();
        let browser = case.world.visit(case.coordinator).await;
        let page = browser.open(&format!("/reviews/{}/panel/chair", case.review)).await.unwrap();
        assert!(page.says("Ruth Calder") && !page.html.contains("Tom Birch"), "{}", page.words());
        let invite = format!("/partnership/{}/people/new", case.wyk);
        assert!(page.links().iter().any(|(to, _)| *to == invite), "{}", page.words());
    }
);

both!(
    async fn nobody_is_given_a_part_whom_the_partnership_does_not_work_with(world: World) {
        let elsewhere = world.partnership("STB", "Stourbourne").await;
        let stranger = world.person("Bethan Cole", Role::Coordinator, elsewhere).await;
        let case = Case::begin(world).await;
        let admin = case.world.person("Sam Ellery", Role::SysAdmin, case.wyk).await;
        case.stands_at(Stage::Setup).await;
        let mut tx = case.write().await;
        let (edit, step) =
            (case.grant::<EditPanel>(&mut tx, case.coordinator).await, case.grant::<TakeStep>(&mut tx, case.coordinator).await);
        for person in [stranger, admin] {
            let new = NewAppointment::new(person, Post::ChairAuthor, prose("None."), tx.today());
            let version = case.version(&mut tx).await;
            let chair = panel::appoint_chair(&mut tx, &case.app.keyring, &edit, &step, &new, version).await;
            assert!(matches!(chair, Err(KeepProblem::Rule(_))), "{chair:?}");
            let member = NewMember { person: Some(person), ..new_member(&case, &tx, false) };
            let member = panel::add_member(&mut tx, &edit, &member).await;
            assert!(matches!(member, Err(KeepProblem::Rule(_))), "{member:?}");
        }
        let member = NewMember { organisation: elsewhere, ..new_member(&case, &tx, false) };
        assert!(matches!(panel::add_member(&mut tx, &edit, &member).await, Err(KeepProblem::Rule(_))), "an agency of others");
        assert!(matches!(case.try_grant::<SeePanel>(&mut tx, stranger).await, Err(Denied::NotThere)));
    }
);

both!(
    async fn the_name_of_somebody_in_the_review_is_no_members_name(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        case.entry(&mut tx, Kind::Deceased, "Danuta Quillfeather").await;
        tx.commit().await.unwrap();
        let coordinator = case.world.visit(case.coordinator).await;
        let at = format!("/reviews/{}/panel/members/new", case.review);
        let trust = case.trust.to_string();
        let of = |name| [("name", name), ("organisation", trust.as_str()), ("begins", "2026-03-02")];
        let wrong = coordinator.fill(&at, None, &of("Danuta Quillfeather")).await.unwrap();
        let refused = coordinator.send_filled(&wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.says("This names somebody in the identity register"), "{}", refused.words());
        assert!(coordinator.send(&at, &of("Tom Birch")).await.unwrap().says("Tom Birch"));
        // Whoever signs in stands in the papers by the name of their account.
        let mut tx = case.write().await;
        sql("UPDATE person SET name = 'Danuta Quillfeather' WHERE id = $1").bind(case.member).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let member = case.member.to_string();
        let chosen = [("person", member.as_str()), ("organisation", trust.as_str()), ("begins", "2026-03-02")];
        let wrong = coordinator.fill(&at, None, &chosen).await.unwrap();
        let refused = coordinator.send_filled(&wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.says("has this person’s name"), "{}", refused.words());
    }
);
