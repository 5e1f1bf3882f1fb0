//! The notification and the decision are the panel's to read once they are released, and no longer than that.

use dardr::access::right::{EditPanel, TakeStep};
use dardr::decision::{self, CasePart};
use dardr::panel;
use dardr::process::{Role, Stage};
use dardr::reviews;
use dardr::store::sql;
use http::StatusCode;

use super::{declares, new_member};
use crate::api::Program;
use crate::parties::case::Case;

/// A review with a notification in a few words and a signed record.
async fn decided(case: &Case) {
    let mut tx = case.write().await;
    let (now, today) = (tx.now(), tx.today());
    sql("INSERT INTO decision (id, review, number, made_at, outcome, decided_on, reasoned, signed_name) VALUES ($1, $2, 1, $3, 'review', $4, $5, 'Gwen Pryor')")
        .bind(tx.id::<reviews::ReplanId>())
        .bind(case.review)
        .bind(now)
        .bind(today)
        .bind(true)
        .run(&mut tx)
        .await
        .unwrap();
    let edit = case.grant::<EditPanel>(&mut tx, case.coordinator).await;
    let new = new_member(case, &tx, false);
    let seat = panel::add_member(&mut tx, &edit, &new).await.unwrap();
    let none = declares(&tx, false);
    panel::declare(&mut tx, &case.app.keyring, &edit, seat, &none).await.unwrap();
    tx.commit().await.unwrap();
}

both!(
    async fn the_panel_reads_the_decision_while_it_is_released(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::Gathering).await;
        decided(&case).await;
        let home = format!("/reviews/{}", case.review);
        let member = case.world.visit(case.member).await;
        for room in ["/notification", "/decision", "/decision/released"] {
            assert_eq!(member.visit(&format!("{home}{room}")).await.status, StatusCode::FORBIDDEN, "{room}");
        }
        assert!(!member.open(&home).await.unwrap().says("Released to you"));

        let coordinator = case.world.visit(case.coordinator).await;
        let page = coordinator.open(&format!("{home}/decision")).await.unwrap();
        let to = page.link("Release to the panel").unwrap();
        let (page, late) = (coordinator.open(&to).await.unwrap(), coordinator.open(&to).await.unwrap());
        let late = late.fill(Some("Release the record of the decision"), &[]).unwrap();
        let told = coordinator.send_filled(&page.fill(Some("Release the record of the decision"), &[]).unwrap()).await;
        assert!(told.says("The panel can read it now.") && told.says("6 March 2026, Amina Holt"), "{}", told.words());
        assert_eq!(coordinator.send_filled(&late).await.status, StatusCode::CONFLICT, "once");

        let front = member.open(&home).await.unwrap();
        let read = member.open(&front.link("The record of the decision").unwrap()).await.unwrap();
        assert!(read.says("Signed by Gwen Pryor") && !read.says("Both scope tests"), "the record alone: {}", read.words());
        let program = Program::of(&case.world, case.member).await;
        let room = program.see(&format!("{home}/decision")).await;
        assert_eq!(
            (room["records"].as_array().map(Vec::len), room["tests"].is_null()),
            (Some(1), true),
            "as on the page: {room}"
        );
        let refused = program.call(http::Method::GET, &format!("{home}/notification"), &serde_json::Value::Null).await;
        assert_eq!(refused.0, StatusCode::FORBIDDEN, "{}", refused.1);
        for room in ["/notification", "/triage", "/decision/record", "/decision/direction", "/notification/files"] {
            assert_ne!(member.visit(&format!("{home}{room}")).await.status, StatusCode::OK, "{room}");
        }
        let spoc = case.world.person("Sol Reed", Role::AgencySpoc, case.trust).await;
        assert_ne!(case.world.visit(spoc).await.visit(&format!("{home}/decision")).await.status, StatusCode::OK);

        let story = coordinator.open(&format!("{home}/timeline")).await.unwrap();
        assert!(story.says("Released to the panel The record of the decision"), "{}", story.words());
        let told = coordinator.send_filled(&told.fill(Some("Take back the record of the decision"), &[]).unwrap()).await;
        assert!(told.says("The panel does not see it any more"), "{}", told.words());
        assert_eq!(member.visit(&format!("{home}/decision")).await.status, StatusCode::FORBIDDEN);
        assert!(!member.open(&home).await.unwrap().says("Released to you"));

        let chair = case.world.person("Ines Okoro", Role::IndepChair, case.wyk).await;
        let board = case.world.person("Bo Arden", Role::BoardMember, case.wyk).await;
        let mut tx = case.write().await;
        let grant = case.grant::<TakeStep>(&mut tx, chair).await;
        assert!(decision::release(&mut tx, &grant, CasePart::Decision, true).await.unwrap(), "the chair releases too");
        assert!(!decision::may_release(&case.grant::<TakeStep>(&mut tx, board).await.roles()));
        assert_eq!(decision::releases(&mut tx, case.review).await.unwrap().len(), 2, "each release stays on record");
    }
);
