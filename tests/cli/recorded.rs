//! What `dardr verify` finds by comparing rows with the record, and that a file is kept once however often it is sent.

use dardr::audit::{self, Deed, Doer, Subject};
use dardr::demo::Browser;
use dardr::ids::DocumentId;
use dardr::notification;
use dardr::process::Role;
use dardr::store::{StoreError, sql};
use http::Method;

use super::{change, program, said};
use crate::parties::case::Case;

/// Sends one filled-in form twice at once, as a browser does: each time with another boundary between the parts.
async fn sent_twice(browser: &Browser, at: &str) {
    let form = browser.fill(at, None, &[("part", "report"), ("file", "What happened.")]).await.unwrap();
    let body = String::from_utf8(form.body().1).unwrap();
    let sending = |boundary: &str| {
        (format!("multipart/form-data; boundary={boundary}"), body.replace("--part", &format!("--{boundary}")).into_bytes())
    };
    let (one, two) =
        tokio::join!(browser.ask(Method::POST, at, Some(sending("A1"))), browser.ask(Method::POST, at, Some(sending("B2"))),);
    for (page, to) in [one, two] {
        assert!(page.status.is_redirection() && to.is_some(), "{}", page.words());
    }
}

/// A draft with a file, and a review with a file that was taken out again.
async fn with_files(case: &Case) {
    let browser = case.world.visit(case.coordinator).await;
    let actor = case.world.actor(case.coordinator).await;
    let mut tx = case.write().await;
    let draft = notification::begin(&mut tx, &case.app.keyring, &actor, case.wyk).await.unwrap();
    tx.commit().await.unwrap();
    sent_twice(&browser, &format!("/notifications/{draft}/files")).await;
    let at = format!("/reviews/{}/notification/files", case.review);
    sent_twice(&browser, &at).await;
    let mut tx = case.world.store.read().await.unwrap();
    let drafted: i64 = sql("SELECT COUNT(*) FROM notification_draft_file").scalar(&mut tx).await.unwrap();
    let kept: Vec<(DocumentId,)> = sql("SELECT id FROM document").all(&mut tx).await.unwrap();
    drop(tx);
    assert_eq!((drafted, kept.len()), (1, 1), "what is sent twice is kept once");
    browser.send(&format!("{at}/{}/remove", kept[0].0), &[("why", "twice")]).await.unwrap();
}

both!(
    async fn verify_compares_what_is_there_with_what_was_recorded(world: World) {
        let case = Case::begin(world).await;
        with_files(&case).await;
        let admin =
            ["user", "add", "--name", "Sam Admin", "--email", "sam@wyreham.example", "--print-link", "--post", "sys_admin@WYK"];
        assert!(program(&case.world, &admin).status.success());
        let changes = [
            ("UPDATE notification_draft_file SET sha256 = 'another'", "a notification that is no review yet: the file"),
            ("UPDATE document SET withdrawn_at = NULL", "says that it is “taken out yes”, the database says “taken out no”"),
            ("UPDATE document SET sha256 = 'another'", "the database says “sha256 another”"),
            (
                "UPDATE post SET role = 'coordinator' WHERE role = 'sys_admin'",
                "says that it is “role sys_admin”, the database says “role coordinator”",
            ),
            ("UPDATE person SET password_hash = 'another'", "the accounts: the account"),
            ("UPDATE review SET regime = 'NONSTAT'", "the database says NONSTAT"),
            (
                "UPDATE review SET partnership = (SELECT p.organisation FROM partnership p WHERE p.organisation <> review.partnership LIMIT 1)",
                "the partnership that leads it is not the one",
            ),
        ];
        let before = said(&program(&case.world, &["verify"]));
        for (statement, finding) in changes {
            assert!(!before.contains(finding), "{before}");
            change(&case.world, statement).await;
            let output = program(&case.world, &["verify"]);
            assert_eq!(output.status.code(), Some(1));
            assert!(said(&output).contains(finding), "{}", said(&output));
        }
    }
);

both!(
    async fn verify_finds_a_second_factor_that_was_taken_away_and_a_token_that_nobody_made(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let person = world.person("Amina Holt", Role::Coordinator, wyk).await;
        drop(world.app().await);
        let mut tx = world.store.write().await.unwrap();
        let set = sql("UPDATE person SET totp_secret = $1, totp_confirmed_at = created_at").bind(vec![1_u8; 20]);
        set.run_for_record(Subject::Account, &mut tx).await.unwrap();
        audit::record(&mut tx, &Doer::timetable(), Deed::SecondFactorSet, serde_json::json!({ "person": person })).await.unwrap();
        audit::begin(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let honest = program(&world, &["verify"]);
        assert_eq!(honest.status.code(), Some(0), "{}", said(&honest));
        change(&world, "UPDATE person SET totp_secret = NULL, totp_confirmed_at = NULL").await;
        let mut tx = world.store.write().await.unwrap();
        let token: DocumentId = tx.id();
        let now = tx.now();
        sql("INSERT INTO api_token (id, person, name, token_hash, created_at, expires_at) VALUES ($1, $2, '', $3, $4, $4)")
            .bind(token)
            .bind(person)
            .bind(vec![1_u8; 32])
            .bind(now)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let output = said(&program(&world, &["verify"]));
        let account = format!("the accounts: the account {person}: row ");
        let taken = "says that it is “second factor yes”, the database says “second factor no”";
        assert!(output.contains(&account) && output.contains(taken), "{output}");
        assert!(output.contains(&format!("the tokens: the token {token}: the database has it")), "{output}");
    }
);

both!(
    async fn what_the_record_answers_for_is_not_kept_without_a_word_on_it(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        world.person("Amina Holt", Role::Coordinator, wyk).await;
        let mut tx = world.store.write().await.unwrap();
        let ended = sql("UPDATE post SET ends = begins").run_for_record(Subject::Post, &mut tx).await.unwrap();
        assert_eq!((ended, tx.commit().await), (1, Err(StoreError::Unrecorded("post"))));
        let mut tx = world.store.read().await.unwrap();
        let open: i64 = sql("SELECT COUNT(*) FROM post WHERE ends IS NULL").scalar(&mut tx).await.unwrap();
        assert_eq!(open, 1, "nothing was kept");
    }
);

both!(
    async fn a_digest_that_was_written_down_finds_a_record_that_was_cut(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        world.review(wyk).await;
        let digest = |text: &str| text.split("its last digest ").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        let mut tx = world.store.write().await.unwrap();
        for _ in 0..2 {
            audit::record(&mut tx, &Doer::timetable(), Deed::AuditSeen, serde_json::json!({})).await.unwrap();
        }
        tx.commit().await.unwrap();
        let written = digest(&said(&program(&world, &["verify"])));
        assert_eq!(program(&world, &["verify", "--digest", &written]).status.code(), Some(0));
        change(&world, "DELETE FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)").await;
        change(&world, "UPDATE audit_head SET seq = seq - 1, digest = (SELECT digest FROM audit ORDER BY seq DESC LIMIT 1)")
            .await;
        let alone = program(&world, &["verify"]);
        assert_eq!(alone.status.code(), Some(0), "without the digest nothing is left to tell it by: {}", said(&alone));
        for given in [written.as_str(), "no digest"] {
            let output = program(&world, &["verify", "--digest", given]);
            assert_eq!(output.status.code(), Some(1));
            assert!(said(&output).contains("the digest that was written down is not in it"), "{}", said(&output));
        }
        let now = digest(&said(&alone));
        assert_eq!(program(&world, &["verify", "--digest", &now.to_uppercase()]).status.code(), Some(0));
    }
);
