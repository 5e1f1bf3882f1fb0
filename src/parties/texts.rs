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
    text!("family_reading", "draft"),
    text!("family_reading", "place"),
    text!("family_reading", "short_why"),
    text!("family_reading", "support"),
    text!("happening", "note"),
    text!("hold", "advice"),
    text!("hold", "effect"),
    text!("hold", "requested_by"),
    text!("hold_look", "why", "hold IN (SELECT id FROM hold WHERE review = $1)"),
    text!("interview_note", "note"),
    text!("interview_note", "present"),
    text!("outcome_letter", "positives"),
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
    use super::*;

    #[test]
    fn the_list_is_in_order_and_names_nothing_twice() {
        let names: Vec<_> = TEXTS.iter().map(|kept| (kept.table, kept.column)).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
    }
}
