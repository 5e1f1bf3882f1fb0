//! What the register, the panel, the terms, the family and proceedings beside say, in one query.

use chrono::NaiveDate;

use crate::family::comment_open;
use crate::ids::ReviewId;
use crate::parties::of_a_court;
use crate::process::Facts;
use crate::store::{FromRow, Stored, Tx, sql};

use super::known::nobody_to_tell;

#[derive(FromRow)]
struct Row {
    chair_independent: bool,
    panel_members: i64,
    panel_da_specialists: i64,
    panel_conflicts_open: i64,
    key_lines: i64,
    family_asked_about_terms: bool,
    family_read_or_declined: bool,
    family_comments: i64,
    family_comments_open: i64,
    active_proceedings: i64,
    findings_outdated: i64,
    criminal_proceedings: i64,
    pseudonyms_chosen: bool,
    died_on: Option<NaiveDate>,
}

/// Fills what these rooms know. Close family who wish to be left alone hold nothing up, and are told
/// nothing. A friend who wishes to read the draft reads it, whether there is close family or not. An answer that nobody heard is none. Of several people alleged to have done it one may never have been before a court, so
/// "alleged" is outdated only while the register knows of no finding at all. That there is nobody to ask counts while none of the close family is in the list.
pub(super) async fn people(tx: &mut Tx, review: ReviewId, facts: &mut Facts) -> Stored<()> {
    let row: Row = sql(concat!(
        "SELECT \
         EXISTS (SELECT 1 FROM panel_appointment WHERE review = $1 AND ends IS NULL AND independence <> '' \
           AND post IN ('chair', 'chair_author', 'co_chair')) AS chair_independent, \
         (SELECT COUNT(*) FROM panel_member WHERE review = $1 AND ends IS NULL) AS panel_members, \
         (SELECT COUNT(*) FROM panel_member WHERE review = $1 AND ends IS NULL AND da_specialist \
           AND NOT (conflict AND accepted_on IS NULL)) AS panel_da_specialists, \
         (SELECT COUNT(*) FROM panel_member WHERE review = $1 AND ends IS NULL \
           AND (declared_on IS NULL OR (conflict AND accepted_on IS NULL))) AS panel_conflicts_open, \
         (SELECT COUNT(*) FROM terms_key_line k WHERE k.terms = (SELECT t.id FROM terms t WHERE t.review = $1 \
           ORDER BY t.number DESC LIMIT 1)) AS key_lines, \
         (",
        nobody_to_tell!("$1"),
        " OR (EXISTS (SELECT 1 FROM family_person WHERE review = $1 AND close) \
           AND NOT EXISTS (SELECT 1 FROM family_person WHERE review = $1 AND close AND NOT leave_be AND terms_settled_on IS NULL))) \
           AS family_asked_about_terms, \
         ((",
        nobody_to_tell!("$1"),
        " OR EXISTS (SELECT 1 FROM family_person WHERE review = $1 AND close)) \
           AND NOT EXISTS (SELECT 1 FROM family_person WHERE review = $1 AND (close OR wants_draft) AND NOT leave_be \
           AND draft_settled_on IS NULL)) AS family_read_or_declined, \
         (SELECT COUNT(*) FROM family_comment WHERE review = $1) AS family_comments, \
         (SELECT COUNT(*) FROM family_comment c JOIN family_reading d ON d.id = c.reading JOIN family_person p ON p.id = d.person \
           WHERE c.review = $1 AND ",
        comment_open!("c", "p"),
        ") AS family_comments_open, \
         (SELECT COUNT(*) FROM proceeding WHERE review = $1 AND gates = 'stops' AND (state IN ('expected', 'active') \
           OR (state = 'concluded' AND appeal_until IS NOT NULL AND appeal_until >= $2))) \
         + (SELECT COUNT(*) FROM register_entry WHERE review = $1 AND finding IN ",
        of_a_court!(),
        " AND NOT EXISTS (SELECT 1 FROM proceeding WHERE review = $1 AND kind = 'CRIM')) AS active_proceedings, \
         (SELECT COUNT(*) FROM register_entry e WHERE e.review = $1 \
           AND EXISTS (SELECT 1 FROM proceeding WHERE review = $1 AND kind = 'CRIM' AND state = 'concluded') \
           AND NOT EXISTS (SELECT 1 FROM proceeding WHERE review = $1 AND kind = 'CRIM' AND state IN ('expected', 'active')) \
           AND (e.finding = 'charged' OR (e.finding = 'alleged' AND NOT EXISTS (SELECT 1 FROM register_entry f WHERE f.review = $1 \
             AND f.finding NOT IN ('not_applicable', 'alleged', 'charged'))))) AS findings_outdated, \
         (SELECT COUNT(*) FROM proceeding WHERE review = $1 AND kind = 'CRIM') AS criminal_proceedings, \
         (EXISTS (SELECT 1 FROM register_entry WHERE review = $1) AND NOT EXISTS (SELECT 1 FROM register_entry WHERE review = $1 \
           AND kind <> 'professional' AND (pseudonym IS NULL OR pseudonym_clash))) AS pseudonyms_chosen, \
         (SELECT died_on FROM notification WHERE review = $1) AS died_on"
    ))
    .bind(review)
    .bind(facts.today)
    .one(tx)
    .await?;
    fill(&row, facts);
    Ok(())
}

fn fill(row: &Row, facts: &mut Facts) {
    let count = |n: i64| usize::try_from(n).unwrap_or(0);
    facts.chair_independent = row.chair_independent;
    facts.panel_members = count(row.panel_members);
    facts.panel_da_specialists = count(row.panel_da_specialists);
    facts.panel_conflicts_open = count(row.panel_conflicts_open);
    facts.key_lines = count(row.key_lines);
    facts.family_asked_about_terms = row.family_asked_about_terms;
    facts.family_read_or_declined = row.family_read_or_declined;
    facts.family_comments = count(row.family_comments);
    facts.family_comments_open = count(row.family_comments_open);
    facts.active_proceedings = count(row.active_proceedings);
    facts.criminal_proceedings = count(row.criminal_proceedings);
    facts.findings_outdated = count(row.findings_outdated);
    facts.pseudonyms_chosen = row.pseudonyms_chosen;
    facts.died_on = row.died_on;
}
