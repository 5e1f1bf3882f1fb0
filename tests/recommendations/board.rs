//! What the board's summary lists is what it counts, and what the lead said is the lead's.

use chrono::TimeDelta;
use dardr::access::permit;
use dardr::access::right::EditRecommendations;
use dardr::overview::summary;
use dardr::recommendations::{Move, New, Progress, Rag, State, Whose, add, one, report};
use dardr::ui::Problem;

use super::{added, case, progress, promise, step, words};

both!(
    async fn what_is_red_or_blue_is_listed_or_counted(world: World) {
        let case = case(&world).await;
        let wyk = case.coordinator.posts[0].organisation;
        let mut tx = world.store.write().await.unwrap();
        let refused = added(&mut tx, &case).await;
        step(&mut tx, &case.csp_chair, refused, Move::NotAccept, "The helpline is there already").await.unwrap();
        let replaced = added(&mut tx, &case).await;
        step(&mut tx, &case.csp_chair, replaced, Move::Supersede, "A national leaflet").await.unwrap();
        let done = added(&mut tx, &case).await;
        for (who, each, said) in
            [(&case.owner, Move::Agree, ""), (&case.csp_chair, Move::Approve, ""), (&case.owner, Move::Claim, "Taught")]
        {
            step(&mut tx, who, done, each, said).await.unwrap();
        }
        step(&mut tx, &case.board, done, Move::AcceptEvidence, "Seen").await.unwrap();
        let grant = permit::<EditRecommendations>(&mut tx, &case.coordinator, case.review).await.unwrap();
        let early = New { early: true, when: "Throughout the lifetime of the plan".into(), ..promise(case.police) };
        let silent = add(&mut tx, &grant, early).await.unwrap();
        tx.commit().await.unwrap();
        for (days, settled, before) in [(0, 1, 0), (240, 0, 1)] {
            world.clock.advance(TimeDelta::days(days));
            let mut tx = world.store.read().await.unwrap();
            let found = summary(&mut tx, &case.board, wyk).await.unwrap();
            let count = |rag: Rag| found.colours.iter().find(|(each, _)| *each == rag).map(|(_, count)| *count).unwrap();
            let late = found.overdue.iter().filter(|row| row.rating(found.as_at).rag == Some(Rag::Red)).count();
            assert_eq!(count(Rag::Red), late + found.red.len());
            assert_eq!((found.settled.len(), found.settled_before), (settled, before));
            assert_eq!(count(Rag::Blue), found.settled.len() + found.settled_before);
            assert!(found.settled.iter().all(|row| row.state == State::Evidenced), "what was replaced was not settled");
            assert_eq!(found.red.iter().any(|row| row.id == silent), days > 0, "two cycles of silence");
            assert!(found.red.iter().any(|row| row.id == refused));
            assert_eq!(found.ended.len(), usize::from(days == 0));
        }
        let page = world.visit(case.board.person).await.open(&format!("/board/{wyk}")).await.unwrap();
        assert!(page.says("One more is blue. It was settled before that."), "{}", page.words());
        let page = world.visit(case.coordinator.person).await.open(&format!("/board/{wyk}")).await.unwrap();
        assert!(page.says("1 review without an agreed report") || page.says("0 reviews without"), "{}", page.words());
    }
);

both!(
    async fn a_note_of_the_partnership_is_no_word_of_the_lead(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let id = added(&mut tx, &case).await;
        step(&mut tx, &case.owner, id, Move::Agree, "").await.unwrap();
        step(&mut tx, &case.csp_chair, id, Move::Approve, "").await.unwrap();
        let version = one(&mut tx, &case.coordinator, id).await.unwrap().0.version;
        let unsaid = report(&mut tx, &case.coordinator, (id, version), progress("Nothing was heard", None)).await;
        assert!(matches!(unsaid, Err(Problem::NotNow { .. })), "whose words it is must be said");
        let note = Progress { whose: Some(Whose::Own), ..progress("Nothing was heard of them", None) };
        report(&mut tx, &case.coordinator, (id, version), note).await.unwrap();
        let (row, entries, _) = one(&mut tx, &case.coordinator, id).await.unwrap();
        assert_eq!((row.state, row.last_update, entries[0].whose), (State::Approved, None, Whose::Own));
        let theirs = Progress { whose: Some(Whose::Lead), ..progress("Half are taught", None) };
        report(&mut tx, &case.coordinator, (id, version + 1), theirs).await.unwrap();
        let (row, ..) = one(&mut tx, &case.coordinator, id).await.unwrap();
        assert_eq!((row.state, row.last_update), (State::InProgress, Some(tx.today())));
        report(&mut tx, &case.owner, (id, version + 2), Progress { whose: Some(Whose::Own), ..progress("All", None) })
            .await
            .unwrap();
        let (_, entries, _) = one(&mut tx, &case.owner, id).await.unwrap();
        assert_eq!(entries[0].whose, Whose::Lead, "whoever leads has no note but their own words");
        let said = words("Half are taught");
        assert_eq!(entries[1].said, said);
        tx.commit().await.unwrap();
        let page = world.visit(case.coordinator.person).await;
        let at = format!("/reviews/{}/recommendations/{id}", case.review);
        let (told, asked) = (page.open(&at).await.unwrap(), page.open(&format!("{at}/report")).await.unwrap());
        assert!(told.says("Noted") && asked.says("Whose words are these?"), "{}", told.words());
    }
);
