//! What somebody with the database's password changes in a whole case, each by itself, and how it is named.

use dardr::audit;
use dardr::store::sql;

use super::Telling;

/// A change, the row that it is found in, and what is said of it.
type Change = (&'static str, &'static str, &'static str);

const CHANGES: &[Change] = &[
    ("UPDATE decision SET outcome = 'no_review'", "the decision", "the database says “outcome no_review”"),
    ("UPDATE decision SET decided_on = '2020-01-01'", "the decision", "the database says “decided on 2020-01-01”"),
    ("UPDATE recommendation SET state = 'draft'", "the recommendation", "the database says “state draft”"),
    ("UPDATE recommendation SET first_due = '2040-01-01'", "the recommendation", "“first due 2040-01-01”"),
    ("UPDATE panel_member SET begins = '2020-01-01'", "the panel member", "the database says “begins 2020-01-01”"),
    ("UPDATE panel_member SET conflict = NOT conflict", "the panel member", "the database says “conflict"),
    ("UPDATE panel_declaration SET conflict = NOT conflict", "the declaration", "the database says “conflict"),
    ("DELETE FROM panel_declaration", "the declaration", "the database does not have it"),
    ("UPDATE panel_appointment SET ends = '2020-01-01'", "the appointment", "the database says “ends 2020-01-01”"),
    ("UPDATE review_role SET ends = '2020-01-01'", "the role", "the database says “ends 2020-01-01”"),
    ("UPDATE document SET withdrawn_at = made_at WHERE withdrawn_at IS NULL", "the file", "the database says “taken out yes”"),
    ("UPDATE document SET withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL", "the file", "the database says “taken out no”"),
    ("UPDATE document SET audience = 'anybody'", "the file", "the database says “audience anybody”"),
    ("UPDATE post SET ends = '2020-01-01'", "the post", "the database says “ends 2020-01-01”"),
    ("UPDATE post SET role = 'csp_chair' WHERE role = 'coordinator'", "the post", "the database says “role csp_chair”"),
    ("UPDATE person SET password_hash = 'another'", "the account", "says that it is “password "),
    ("UPDATE person SET password_hash = NULL", "the account", "the database says “password none”"),
    ("UPDATE person SET email = 'another-' || email", "the account", "says that it is “address "),
    ("UPDATE person SET totp_confirmed_at = created_at", "the account", "the database says “second factor yes”"),
    (
        "UPDATE review_partnership SET ended_on = '2020-01-01'",
        "the partnership’s part",
        "the database says “ended on 2020-01-01”",
    ),
    ("UPDATE review_agency SET ends = NULL WHERE ends IS NOT NULL", "the agency’s part", "the database says “ends none”"),
    ("UPDATE review_agency SET begins = '2020-01-01'", "the agency’s part", "the database says “begins 2020-01-01”"),
    ("UPDATE case_release SET taken_back_on = '2020-01-01'", "the release", "the database says “taken back on 2020-01-01”"),
    (
        "UPDATE register_entry SET seen_by = 'panel agencies everybody'",
        "the register’s entry",
        "“seen by panel+agencies+everybody”",
    ),
    ("UPDATE register_entry SET pseudonym = 'Another'", "the register’s entry", "says that it is “pseudonym "),
    (
        "UPDATE register_entry SET sealed = code_sealed FROM (SELECT sealed AS code_sealed FROM register_entry ORDER BY code LIMIT 1) o",
        "the register’s entry",
        "says that it is “secret ",
    ),
    ("UPDATE outcome_letter SET outcome = 'query'", "the outcome letter", "the database says “outcome query”"),
    ("UPDATE fact_check SET decision = 'rejected'", "the check of the facts", "the database says “decision rejected”"),
    ("UPDATE family_comment SET made_on = '2020-01-01'", "the comment on the draft", "the database says “made on 2020-01-01”"),
    ("UPDATE publication SET withdrawn_on = '2020-01-01'", "the publication", "the database says “withdrawn on 2020-01-01”"),
    ("DELETE FROM publication", "the publication", "the database does not have it"),
    (
        "INSERT INTO review_agency (id, review, organisation, begins) SELECT '00000000-0000-7000-8000-000000000003', r.id, o.id, '2020-01-01' \
         FROM review r JOIN organisation o ON o.id NOT IN (SELECT organisation FROM review_agency) LIMIT 1",
        "the agency’s part 00000000-0000-7000-8000-000000000003",
        "the record does not say that anybody made it",
    ),
    (
        "INSERT INTO post (id, person, organisation, role, begins) \
         SELECT '00000000-0000-7000-8000-000000000001', person, organisation, 'sys_admin', begins FROM post LIMIT 1",
        "the post 00000000-0000-7000-8000-000000000001",
        "the record does not say that anybody made it",
    ),
    (
        "INSERT INTO review_role (id, review, person, role, begins) \
         SELECT '00000000-0000-7000-8000-000000000002', review, person, 'indep_chair', begins FROM review_role LIMIT 1",
        "the role 00000000-0000-7000-8000-000000000002",
        "the record does not say that anybody made it",
    ),
];

/// Makes each of the changes, looks, and takes it back.
pub async fn every_change_is_found(story: &Telling) {
    for (statement, row, said) in CHANGES {
        let mut tx = story.world.store.write().await.unwrap();
        let changed = sql(statement).run(&mut tx).await.unwrap();
        let findings = audit::differing(&mut tx).await.unwrap();
        let named = |finding: &String| finding.contains(row) && finding.contains(said);
        if changed == 0 {
            assert!(findings.is_empty(), "{statement}: {findings:#?}");
            continue;
        }
        assert!(findings.iter().any(named), "{statement}: {findings:#?}");
        let of_a_case =
            ["the decision", "the panel member", "the declaration", "the role", "the file", "the register’s entry"].contains(row);
        assert!(!of_a_case || findings.iter().all(|finding| finding.starts_with("WYK-")), "{statement}: {findings:#?}");
    }
    let mut tx = story.world.store.write().await.unwrap();
    let touched = sql("SELECT COUNT(*) FROM decision").scalar::<i64>(&mut tx).await.unwrap();
    let files = sql("SELECT COUNT(*) FROM document").scalar::<i64>(&mut tx).await.unwrap();
    let asked = sql("SELECT COUNT(*) FROM recommendation").scalar::<i64>(&mut tx).await.unwrap();
    assert!(touched > 0 && files > 0 && asked > 0, "a whole case has each of them");
}
