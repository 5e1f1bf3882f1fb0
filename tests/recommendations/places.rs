//! What takes the place of a recommendation, shown in both directions to those who may see both.

use dardr::access::permit;
use dardr::access::right::EditRecommendations;
use dardr::base::Line;
use dardr::process::Role;
use dardr::recommendations::{Ground, Move, New, State, add, bring, enter, make, one, plan, steward};
use dardr::ui::Problem;

use super::{PLAN, case, promise, step, words};

both!(
    async fn what_takes_the_place_of_another_is_chosen_and_shown_on_both_pages(world: World) {
        let case = case(&world).await;
        let wyk = case.coordinator.posts[0].organisation;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<EditRecommendations>(&mut tx, &case.coordinator, case.review).await.unwrap();
        let old = add(&mut tx, &grant, promise(case.police)).await.unwrap();
        let newer = New { body: words("Sample every call"), ..promise(case.police) };
        let new = add(&mut tx, &grant, newer).await.unwrap();
        let ended = add(&mut tx, &grant, promise(case.police)).await.unwrap();
        step(&mut tx, &case.board, ended, Move::SetAside, "The law changed").await.unwrap();
        let steward_ = steward(&case.coordinator, wyk).unwrap();
        let head = (Line::parse("Strategy action plan").unwrap(), Line::parse("PLAN25").unwrap());
        let file = bring(&mut tx, &steward_, head, PLAN).await.unwrap();
        let id = enter(&mut tx, &steward_, file).await.unwrap();
        let action = plan(&mut tx, &case.csp_chair, id).await.unwrap().priorities[0].1[0].clone();
        tx.commit().await.unwrap();
        let home = format!("/reviews/{}/recommendations", case.review);
        let chair = world.visit(case.csp_chair.person).await;
        let page = chair.open(&format!("{home}/{old}")).await.unwrap();
        assert!(page.says("Sample every call") && page.html.contains(&action.id.to_string()), "{}", page.words());
        assert!(!page.html.contains(&format!("value=\"{ended}\"")), "what has ended takes no place");
        let mut tx = world.store.write().await.unwrap();
        let (row, ..) = one(&mut tx, &case.csp_chair, old).await.unwrap();
        let today = tx.today();
        for wrong in [ended, old] {
            let ground = Ground { replaced_by: Some(wrong), ..Ground::from(words("One action for all calls")) };
            let refused = make(&mut tx, &case.csp_chair, (old, row.version), (Move::Supersede, today), ground).await;
            assert!(matches!(refused, Err(Problem::NotNow { .. })), "{refused:?}");
        }
        drop(tx);
        let chosen = new.to_string();
        let given = [("move", "supersede"), ("words", "One action for all calls"), ("replaced_by", chosen.as_str())];
        let page = chair.send(&format!("{home}/{old}"), &given).await.unwrap();
        assert!(page.says("Superseded") && page.says("Its place was taken by"), "{}", page.words());
        assert!(page.links().iter().any(|(to, _)| *to == format!("{home}/{new}")), "{}", page.words());
        let page = chair.open(&format!("{home}/{new}")).await.unwrap();
        assert!(page.says("It takes the place of"), "{}", page.words());
        assert!(page.links().iter().any(|(to, _)| *to == format!("{home}/{old}")), "{}", page.words());
        // Opened again, it stands for itself.
        let again = [("move", "reopen"), ("words", "The other was narrower")];
        let page = chair.send(&format!("{home}/{old}"), &again).await.unwrap();
        assert!(!page.says("Its place was taken by"), "{}", page.words());
        // Words alone say what replaced it outside dardr.
        let outside = [("move", "supersede"), ("words", "A national standard of the College of Policing")];
        let page = chair.send(&format!("{home}/{old}"), &outside).await.unwrap();
        assert!(page.says("A national standard of the College of Policing"), "{}", page.words());
        let mut tx = world.store.read().await.unwrap();
        let (row, ..) = one(&mut tx, &case.csp_chair, old).await.unwrap();
        assert_eq!((row.state, row.replaced_by), (State::Superseded, None));
    }
);

both!(
    async fn who_may_not_see_the_other_is_not_led_there(world: World) {
        let case = case(&world).await;
        let health = world.organisation("agency", "Kelsall Health").await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<EditRecommendations>(&mut tx, &case.coordinator, case.review).await.unwrap();
        let old = add(&mut tx, &grant, promise(case.police)).await.unwrap();
        let theirs = New { lead: Some(health), body: words("Ask at every visit"), ..promise(case.police) };
        let new = add(&mut tx, &grant, theirs).await.unwrap();
        tx.commit().await.unwrap();
        let home = format!("/reviews/{}/recommendations", case.review);
        let chair = world.visit(case.csp_chair.person).await;
        let (id, words) = (new.to_string(), "Health does both");
        chair.send(&format!("{home}/{old}"), &[("move", "merge"), ("words", words), ("replaced_by", &id)]).await.unwrap();
        let owner = world.visit(case.owner.person).await;
        let page = owner.open(&format!("{home}/{old}")).await.unwrap();
        assert!(page.says("Merged into another recommendation, which you cannot see here."), "{}", page.words());
        assert!(!page.html.contains(&id) && !page.says("Ask at every visit"), "{}", page.words());
        assert_eq!(case.owner.posts[0].role, Role::AgencySpoc);
    }
);
