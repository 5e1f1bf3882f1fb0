//! Every column that keeps what people typed about a case, in one list: when a name enters the register, the texts that were
//! kept before it are tied again, so that no name stays in the clear. A slice that keeps text adds its columns here.

use crate::ids::ReviewId;
use crate::redaction::Register;
use crate::store::{FromRow, Stored, Tx, sql};

struct Kept {
    #[cfg_attr(not(test), expect(dead_code, reason = "the test that reads the schema names it"))]
    table: &'static str,
    #[cfg_attr(not(test), expect(dead_code, reason = "the test that reads the schema names it"))]
    column: &'static str,
    read: &'static str,
    write: &'static str,
}

/// `text!("table", "column")`, or with what says to which review a row belongs when it is not its column `review`.
macro_rules! text {
    ($table:literal, $column:literal) => {
        text!($table, $column, "review = $1")
    };
    ($table:literal, $column:literal, $whose:literal) => {
        Kept {
            table: $table,
            column: $column,
            read: concat!("SELECT DISTINCT ", $column, " AS held FROM ", $table, " WHERE ", $whose, " AND ", $column, " <> ''"),
            write: concat!("UPDATE ", $table, " SET ", $column, " = $2 WHERE ", $whose, " AND ", $column, " = $3"),
        }
    };
}

#[rustfmt::skip] // A list: one line a column.
const TEXTS: &[Kept] = &[
    text!("agency_request", "asks"),
    text!("agency_request", "excused_words"),
    text!("agency_return", "body", "request IN (SELECT id FROM agency_request WHERE review = $1)"),
    text!("agency_return", "identifiers", "request IN (SELECT id FROM agency_request WHERE review = $1)"),
    text!("agency_return", "reservations", "request IN (SELECT id FROM agency_request WHERE review = $1)"),
    text!("agency_return", "systems", "request IN (SELECT id FROM agency_request WHERE review = $1)"),
    text!("agency_return", "verdict_words", "request IN (SELECT id FROM agency_request WHERE review = $1)"),
    text!("agreed_date", "agreed_by"),
    text!("agreed_date", "reason"),
    text!("case_answer", "value", "review = $1 AND sort = 'words'"),
    text!("coroner_request", "advice"),
    text!("coroner_request", "items"),
    text!("coroner_request", "provided"),
    text!("decision_direction", "met_how"),
    text!("decision_direction", "said"),
    text!("decision_scrutiny", "note"),
    text!("delay_notice", "family_who"),
    text!("delay_notice", "learned"),
    text!("document", "title"),
    text!("fact_check", "passages"),
    text!("fact_check", "reason"),
    text!("fact_check", "said"),
    text!("family_comment", "comment"),
    text!("family_comment", "passage"),
    text!("family_comment", "reason"),
    text!("family_contact", "next"),
    text!("family_contact", "note"),
    text!("family_nobody", "reason"),
    text!("family_person", "advocate"),
    text!("family_person", "apart"),
    text!("family_person", "dates_to_avoid"),
    text!("family_person", "lawful_basis"),
    text!("family_person", "liaison"),
    text!("family_person", "needs"),
    text!("family_person", "relationship"),
    text!("family_reading", "avoid_why"),
    text!("family_reading", "draft"),
    text!("family_reading", "ended_why"),
    text!("family_reading", "place"),
    text!("family_reading", "short_why"),
    text!("family_reading", "support"),
    text!("family_reading_time", "why", "reading IN (SELECT id FROM family_reading WHERE review = $1)"),
    text!("happening", "note"),
    text!("hold", "advice"),
    text!("hold", "effect"),
    text!("hold", "requested_by"),
    text!("hold_look", "why", "hold IN (SELECT id FROM hold WHERE review = $1)"),
    text!("interview_note", "note"),
    text!("interview_note", "present"),
    text!("outcome_letter", "left_out"),
    text!("outcome_letter", "positives"),
    text!("outcome_letter", "words"),
    text!("outcome_point", "answer_words", "letter IN (SELECT id FROM outcome_letter WHERE review = $1)"),
    text!("outcome_point", "words", "letter IN (SELECT id FROM outcome_letter WHERE review = $1)"),
    text!("overlay", "reason"),
    text!("pack_part", "words"),
    text!("panel_appointment", "conflicts"),
    text!("panel_appointment", "cover"),
    text!("panel_appointment", "dbs"),
    text!("panel_appointment", "employment"),
    text!("panel_appointment", "ended_why"),
    text!("panel_appointment", "fee"),
    text!("panel_appointment", "feedback"),
    text!("panel_appointment", "firm"),
    text!("panel_appointment", "ico"),
    text!("panel_appointment", "independence"),
    text!("panel_appointment", "insurance"),
    text!("panel_appointment", "mitigation"),
    text!("panel_appointment", "procurement"),
    text!("panel_appointment", "referees"),
    text!("panel_appointment", "training"),
    text!("panel_declaration", "declaration"),
    text!("panel_declaration", "mitigation"),
    text!("panel_meeting", "actions"),
    text!("panel_meeting", "agenda"),
    text!("panel_meeting", "decisions"),
    text!("panel_meeting", "place"),
    text!("panel_member", "declaration"),
    text!("panel_member", "ended_why"),
    text!("panel_member", "mitigation"),
    text!("panel_minutes", "body"),
    text!("paper_answer", "reason"),
    text!("partner_agreement", "agreed_by"),
    text!("proceeding", "contact"),
    text!("proceeding", "led_by"),
    text!("proceeding", "matter"),
    text!("proceeding", "next_what"),
    text!("proceeding", "outcome"),
    text!("publication", "reason"),
    text!("publication", "withdrawn_words"),
    text!("recommendation", "body"),
    text!("recommendation", "ended_words"),
    text!("recommendation", "evidence"),
    text!("recommendation", "lead_words"),
    text!("recommendation", "measure"),
    text!("recommendation", "outcome"),
    text!("recommendation", "oversight"),
    text!("recommendation", "rationale"),
    text!("recommendation", "support"),
    text!("recommendation_entry", "early_why", "recommendation IN (SELECT id FROM recommendation WHERE review = $1)"),
    text!("recommendation_entry", "said", "recommendation IN (SELECT id FROM recommendation WHERE review = $1)"),
    text!("recommendation_words", "body", "recommendation IN (SELECT id FROM recommendation WHERE review = $1)"),
    text!("recommendation_words", "measure", "recommendation IN (SELECT id FROM recommendation WHERE review = $1)"),
    text!("recommendation_words", "rationale", "recommendation IN (SELECT id FROM recommendation WHERE review = $1)"),
    text!("recommendation_words", "why", "recommendation IN (SELECT id FROM recommendation WHERE review = $1)"),
    text!("records_secured", "identifiers"),
    text!("records_secured", "other_systems"),
    text!("records_secured", "paper"),
    text!("records_secured", "systems"),
    text!("replan", "settled_why"),
    text!("report_text", "body", "section IN (SELECT id FROM report_section WHERE review = $1)"),
    text!("report_to_answer", "addressed_to"),
    text!("report_to_answer", "answer"),
    text!("report_to_answer", "concerns"),
    text!("report_to_answer", "issued_by"),
    text!("report_version", "why"),
    text!("return_answer", "reason"),
    text!("review", "legal_hold_reason", "id = $1"),
    text!("review", "regime_reason", "id = $1"),
    text!("review_partnership", "agreed_by"),
    text!("review_role", "ended_why"),
    text!("submission", "lateness"),
    text!("terms", "agencies"),
    text!("terms", "areas"),
    text!("terms", "changes"),
    text!("terms", "contact_plan"),
    text!("terms", "disclosure"),
    text!("terms", "dissent"),
    text!("terms", "equality"),
    text!("terms", "experts"),
    text!("terms", "family_questions"),
    text!("terms", "legal"),
    text!("terms", "media"),
    text!("terms", "parallel"),
    text!("terms", "period_why"),
    text!("terms", "purpose"),
    text!("terms", "timetable"),
    text!("terms_key_line", "question"),
];

#[derive(FromRow)]
struct HeldRow {
    held: Option<String>,
}

/// Ties every text of the review again. Gives the number of texts that changed.
pub(super) async fn tie_again(tx: &mut Tx, register: &Register, review: ReviewId) -> Stored<u64> {
    let mut held = Vec::new();
    for kept in TEXTS {
        let rows: Vec<HeldRow> = sql(kept.read).bind(review).all(tx).await?;
        held.extend(rows.into_iter().filter_map(|row| Some((kept, row.held?))));
    }
    // Two texts of one form are changed together: no number that stands in one of them is given in the other.
    held.iter().for_each(|(_, old)| register.step_over(old));
    let mut changed = 0;
    for (kept, old) in held {
        let new = register.tie_str(&old);
        if new != old {
            changed += sql(kept.write).bind(review).bind(new.as_ref()).bind(old.as_str()).run(tx).await?;
        }
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::base::{OsChance, SystemClock};
    use crate::store::Store;

    #[test]
    fn the_list_is_in_order_and_names_nothing_twice() {
        let names: Vec<_> = TEXTS.iter().map(|kept| (kept.table, kept.column)).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
    }

    /// Columns of words that are about no case, or that no person typed: codes, who did something, what is on every letter.
    const NO_CASE: &str = "about act acting_as address advocate_kind agency_type agreement answer as_entered audience author_post bank cause \
        code dedupe deed detail display_term edition email ended_how excused_why expertise facts finding from_stage gates how \
        job_title kind known label last_problem lease led_to length letterhead level made_in manner mechanism media_type medium \
        message_id mode move name nation next_update outcome part partnership password_hash pauses person post priority pseudonym \
        purpose reference regime report_label review role rule s8a s9 scan scope scrutiny seal section sector sha256 signatory_post \
        sort source source_ref stage state status tests theme to_stage to_state verdict verdict_reasons view way what when_kind \
        when_words whose wishes withdrawn_why";
    /// The same where another table has a column of that name with words about a case.
    const NO_CASE_HERE: &[(&str, &str)] = &[
        ("consultee", "body"),
        ("decision_direction", "body"),
        ("fact_check", "decision"),
        ("notification_draft_file", "title"),
        ("paper_answer", "entry"),
        ("partnership_length", "reason"),
        ("plan", "title"),
        ("plan_file", "body"),
        ("plan_file", "title"),
        ("submission", "body"),
    ];

    #[tokio::test]
    async fn every_column_of_words_about_a_case_is_in_the_list() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("dardr.db").display());
        let store = Store::open(&url, Arc::new(SystemClock), Arc::new(OsChance)).await.unwrap();
        store.migrate().await.unwrap();
        let mut tx = store.read().await.unwrap();
        let columns: Vec<(String, String)> = sql("SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE '\\_%' ESCAPE '\\' AND c.type = 'TEXT' AND c.pk = 0 \
             AND c.name NOT IN (SELECT \"from\" FROM pragma_foreign_key_list(m.name)) ORDER BY m.name, c.name")
        .all(&mut tx)
        .await
        .unwrap();
        let listed = |table: &str, column: &str| TEXTS.iter().any(|kept| (kept.table, kept.column) == (table, column));
        let is_day_or_name = |column: &str| {
            [
                "_on", "_at", "_by", "_name", "_until", "_due", "_since", "_from", "_to", "_end", "_check", "_date", "_run",
                "_update",
            ]
            .iter()
            .any(|end| column.ends_with(end))
                || ["id", "at", "begins", "ends", "starts", "due", "deadline"].contains(&column)
        };
        let no_case = |table: &str, column: &str| {
            NO_CASE.split_ascii_whitespace().any(|known| known == column) || NO_CASE_HERE.contains(&(table, column))
        };
        let missing: Vec<_> = columns
            .iter()
            .filter(|(table, column)| !listed(table, column) && !is_day_or_name(column) && !no_case(table, column))
            .collect();
        assert!(columns.len() > 500 && missing.is_empty(), "of {} columns: {missing:?}", columns.len());
    }
}
