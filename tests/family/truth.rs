//! The pages of family and friends say what is so: whom there is to ask, who can stand by them, and what is not theirs.

use dardr::access::right::EditFamily;
use dardr::family::{self, NewFamily, Part};
use dardr::parties::{KeepProblem, Kind};
use dardr::process::{Role, Stage};
use dardr::reviews;
use dardr::store::sql;
use http::StatusCode;

use super::sister;
use crate::parties::case::{Case, line};

both!(
    async fn nobody_to_ask_counts_until_somebody_is_in_the_list(world: World) {
        let case = Case::begin(world).await;
        let room = format!("/reviews/{}/family", case.review);
        let browser = case.world.visit(case.coordinator).await;
        let page = browser.send(&room, &[("reason", "No family was found.")]).await.unwrap();
        assert!(page.says("There is nobody to ask") && !page.says("does not count any more"), "{}", page.words());
        let mut tx = case.write().await;
        let before = reviews::facts(&mut tx, case.review).await.unwrap();
        assert!(before.family_asked_about_terms && before.nobody_to_tell);
        sister(&case, &mut tx, vec![]).await;
        let after = reviews::facts(&mut tx, case.review).await.unwrap();
        assert!(!after.family_asked_about_terms && !after.nobody_to_tell && !after.family_read_or_declined);
        tx.commit().await.unwrap();
        let page = browser.open(&room).await.unwrap();
        assert!(page.says("what was recorded does not count any more"), "{}", page.words());
        assert!(!page.says("Record that there is nobody in the family to ask"), "{}", page.words());
    }
);

both!(
    async fn beside_somebody_of_the_family_nothing_says_that_there_is_nobody(world: World) {
        let case = Case::begin(world).await;
        let room = format!("/reviews/{}", case.review);
        let browser = case.world.visit(case.coordinator).await;
        assert!(browser.open(&format!("{room}/family")).await.unwrap().says("Record that there is nobody in the family to ask"));
        let mut tx = case.write().await;
        sister(&case, &mut tx, vec![]).await;
        tx.commit().await.unwrap();
        let page = browser.open(&format!("{room}/family")).await.unwrap();
        assert!(!page.says("nobody in the family to ask"), "{}", page.words());
        let of_the_family = page.words().replace("Interviews Returns", "");
        assert!(!of_the_family.contains("perpetrator"), "talks with them are a room of their own: {of_the_family}");
        let page = browser.open(&format!("{room}/interviews")).await.unwrap();
        assert!(page.says("Interviews with staff and with the alleged perpetrator"), "{}", page.words());
    }
);

both!(
    async fn an_advocate_is_nobody_of_the_partnership_of_a_public_body_or_of_this_review(world: World) {
        let case = Case::begin(world).await;
        // Invited without a post, and appointed to nothing here.
        let advocate = case.chair;
        let board = case.world.organisation("board", "Kelsall Safety Board").await;
        let judge = case.world.person("Dee Marlow", Role::BoardMember, board).await;
        let mut tx = case.write().await;
        sql("INSERT INTO directory (partnership, organisation, added_at) VALUES ($1, $2, $3)")
            .bind(case.wyk)
            .bind(board)
            .bind(tx.now())
            .run(&mut tx)
            .await
            .unwrap();
        let entry = case.entry(&mut tx, Kind::Relative, "Barnaby Quillfeather").await;
        let edit = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
        let brother =
            |account| NewFamily { advocate_account: Some(account), ..NewFamily::new(entry.id, line("brother"), Part::Sibling) };
        for unfit in [case.member, case.coordinator, judge] {
            let refused = family::add_person(&mut tx, &case.app.keyring, &edit, &brother(unfit)).await;
            assert!(matches!(refused, Err(KeepProblem::Rule(_))), "{refused:?}");
        }
        drop(tx);
        let browser = case.world.visit(case.coordinator).await;
        let form = format!("/reviews/{}/family/new", case.review);
        let page = browser.open(&form).await.unwrap();
        assert!(page.html.contains(&advocate.to_string()), "{}", page.words());
        for unfit in [case.member, case.coordinator, judge] {
            assert!(!page.html.contains(&unfit.to_string()), "{}", page.words());
        }
        let (who, account) = (entry_of(&case).await, advocate.to_string());
        let fields = [
            ("entry", who.as_str()),
            ("relationship", "brother"),
            ("part", "sibling"),
            ("medium", "letter"),
            ("advocate_account", account.as_str()),
        ];
        let page = browser.send(&form, &fields).await.unwrap();
        let change = page.link("Change").unwrap();
        let page = browser.open(&change).await.unwrap();
        assert!(page.html.contains(&account), "who stands by them now stays on offer: {}", page.words());
        browser.send(&change, &[("relationship", "younger brother")]).await.unwrap();
    }
);

/// The brother's entry in the register.
async fn entry_of(case: &Case) -> String {
    let mut tx = case.write().await;
    let entry = case.entry(&mut tx, Kind::Relative, "Ambrose Quillfeather").await;
    tx.commit().await.unwrap();
    entry.id.to_string()
}

both!(
    async fn a_first_letter_past_its_stage_says_so_before_anything_is_filled_in(world: World) {
        let case = Case::begin(world).await;
        let at = format!("/reviews/{}/papers/new/family_letter", case.review);
        let browser = case.world.visit(case.coordinator).await;
        let page = browser.open(&at).await.unwrap();
        assert!(page.says("Make it"), "{}", page.words());
        case.stands_at(Stage::Published).await;
        let page = browser.visit(&at).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.says("The first letter to the family tells of the decision"), "{}", page.words());
        assert!(!page.says("Make it") && page.link("Back to the papers").is_ok(), "{}", page.words());
    }
);
