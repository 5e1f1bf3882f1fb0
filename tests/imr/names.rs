//! What stands in clear in a return that is accepted: names of people whom nobody entered in the register, and what the register holds.

use dardr::access::permit;
use dardr::access::right::EditNames;
use dardr::base::Line;
use dardr::parties::{self, Details, Kind, NewEntry};

use super::*;

both!(
    async fn whoever_accepts_a_return_is_asked_about_names_behind_a_title(world: World) {
        let case = case(&world).await;
        let id = asked(&world, &case, &case.police, Level::Imr).await;
        let text = "PC 4217 Marsh came. Dr Lorcan Tighe rang the Nurse Practitioner. Mr Spoc came too.";
        written(&world, &case, &case.police, id, text).await;
        signed(&world, &case, &case.police, id).await;
        let chair = world.visit(case.chair.person).await;
        let form = format!("/reviews/{}/returns/{id}/judge", case.review);
        let page = chair.open(&form).await.unwrap();
        assert!(page.says("PC 4217 Marsh") && page.says("Dr Lorcan Tighe") && page.says("Mr Spoc"), "{}", page.words());
        assert!(!page.html.contains("Nurse Practitioner</li>"), "{}", page.words());
        let bare = chair.send_filled(&chair.fill(&form, None, &[("verdict", "accepted")]).await.unwrap()).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            bare.says("Enter the people in the identity register or ask for other words, or say why what is listed may stand"),
            "{}",
            bare.words()
        );
        let queries =
            [("verdict", "accepted_with_queries"), ("words", "Which day?"), ("names_why", "All are named in the judgment")];
        chair.send(&form, &queries).await.unwrap();
        let page = chair.open(&form).await.unwrap();
        assert!(!page.says("Marsh"), "the same words ask nobody again: {}", page.words());
        chair.send(&form, &[("verdict", "accepted")]).await.unwrap();
        let mut tx = world.store.read().await.unwrap();
        let kept: Vec<(String,)> = sql("SELECT reason FROM return_answer").all(&mut tx).await.unwrap();
        assert_eq!(kept, vec![("All are named in the judgment".to_owned(),); 3]);
    }
);

both!(
    async fn a_return_that_is_sent_back_asks_for_no_reason(world: World) {
        let case = case(&world).await;
        let id = asked(&world, &case, &case.police, Level::Imr).await;
        written(&world, &case, &case.police, id, "PC 4217 Marsh came.").await;
        signed(&world, &case, &case.police, id).await;
        let chair = world.visit(case.chair.person).await;
        let form = format!("/reviews/{}/returns/{id}/judge", case.review);
        let back = [("verdict", "sent_back"), ("reasons", "identifiers"), ("again_by", "2026-04-06")];
        chair.send(&form, &back).await.unwrap();
        let mut tx = world.store.read().await.unwrap();
        let state = one(&mut tx, &case.police.author, case.review, id).await.unwrap().request.state;
        assert_eq!(state, State::SentBack);
    }
);

both!(
    async fn who_sits_on_the_panel_is_not_the_author_of_what_it_reads(world: World) {
        let case = case(&world).await;
        let id = asked(&world, &case, &case.police, Level::Imr).await;
        let mut tx = world.store.write().await.unwrap();
        let member: dardr::panel::MemberId = tx.id();
        sql("INSERT INTO panel_member (id, review, person, name, organisation, job_title, expertise, statutory, da_specialist, begins) \
             VALUES ($1, $2, $3, 'Author', $4, '', '', $5, $6, $7)")
        .bind(member)
        .bind(case.review)
        .bind(case.police.author.person)
        .bind(case.police.id)
        .bind(true)
        .bind(false)
        .bind("2026-03-06".parse::<chrono::NaiveDate>().unwrap())
        .run(&mut tx)
        .await
        .unwrap();
        let draft = Draft { body: words("What happened"), ..Draft::default() };
        save(&mut tx, &case.police.author, case.review, (id, 1), draft).await.unwrap();
        let refused = declare(&mut tx, &case.police.author, case.review, (id, 2), (true, true)).await;
        assert!(matches!(&refused, Err(Problem::NotYours(why)) if why.contains("sit on the panel")), "{refused:?}");
    }
);

both!(
    async fn whoever_accepts_a_return_is_asked_about_what_the_register_holds(world: World) {
        let case = case(&world).await;
        let line = |text: &str| Line::parse(text).unwrap();
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<EditNames>(&mut tx, &case.coordinator, case.review).await.unwrap();
        let mut details = Details::named(line("Danuta Wolska"));
        details.born = "1989-10-19".parse().ok();
        details.addresses = vec![line("14 Larch Row, Kelsall")];
        details.crime = vec![line("WV/25/00417"), line("Operation Saltmarsh")];
        details.places = vec![line("Millpond Surgery")];
        let entry = NewEntry::usual(Kind::Deceased, details);
        parties::add_entry(&mut tx, &world.keyring(), &grant, entry).await.unwrap();
        tx.commit().await.unwrap();
        let id = asked(&world, &case, &case.police, Level::Imr).await;
        let text = "Wolska lived at 14 Larch Row, was born on 19 October and was {{V1:given}} to all who knew of her there. Officers who took \
                    {{V1}} to the Millpond practice logged it as WV 25 417.";
        kept(&world, &case, &case.police, id, CaseText::from(text.to_owned())).await;
        signed(&world, &case, &case.police, id).await;
        let chair = world.visit(case.chair.person).await;
        let form = format!("/reviews/{}/returns/{id}/judge", case.review);
        let page = chair.open(&form).await.unwrap();
        for words in ["“Wolska” is V1", "“14 Larch Row” is V1", "“WV 25 417” is V1"] {
            assert!(page.says(words), "{words}: {}", page.words());
        }
        assert!(
            page.says("“Millpond practice” may be an address, a place, a day or a number of V1 in short"),
            "{}",
            page.words()
        );
        assert!(page.says("“born on 19 October” may be"), "{}", page.words());
        assert!(!page.html.contains("{{") && !page.html.contains("}}"), "{}", page.words());
        let bare = chair.send_filled(&chair.fill(&form, None, &[("verdict", "accepted")]).await.unwrap()).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
        chair.send(&form, &[("verdict", "accepted"), ("names_why", "The agency writes it anew for the panel")]).await.unwrap();
        let mut tx = world.store.read().await.unwrap();
        let state = one(&mut tx, &case.police.author, case.review, id).await.unwrap().request.state;
        assert_eq!(state, State::Accepted);
    }
);
