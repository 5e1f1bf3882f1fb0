//! What `dardr verify` finds by comparing rows with the record, and that a file is kept once however often it is sent.

use dardr::demo::Browser;
use dardr::ids::DocumentId;
use dardr::notification;
use dardr::store::sql;
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
            ("UPDATE document SET withdrawn_at = NULL", "was taken out or taken back, and is there again"),
            ("UPDATE document SET sha256 = 'another'", "is not the one that the record says was added"),
            ("UPDATE post SET role = 'coordinator' WHERE role = 'sys_admin'", "gave somebody the role sys_admin"),
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
