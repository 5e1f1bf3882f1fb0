//! The rows for whose state the record answers. Each deed that writes one says how it stands afterwards, so that the last word of the
//! record about a row can be held beside the row.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::base::hex;
use crate::store::{FromRow, StoreError, Stored, Tx, Value, sql, text_enum};

use super::{Deed, Doer, record};

text_enum!(
    /// A kind of row for whose state the record answers: its code is the name of the table.
    pub enum Subject {
        /// A decision.
        Decision = "decision",
        /// A recommendation or action.
        Recommendation = "recommendation",
        /// A member of a panel.
        PanelMember = "panel_member",
        /// What a member of a panel declared.
        Declaration = "panel_declaration",
        /// The appointment of a chair or author.
        Appointment = "panel_appointment",
        /// A role in a review.
        ReviewRole = "review_role",
        /// A document.
        Document = "document",
        /// A hold.
        Hold = "hold",
        /// An embargo, a restriction, a legal hold, or what makes a review a joint one.
        Overlay = "overlay",
        /// A date that was agreed beside the computed one.
        AgreedDate = "agreed_date",
        /// A post in an organisation.
        Post = "post",
        /// How a person signs in.
        Account = "person",
        /// A token for programs.
        Token = "api_token",
        /// A partnership's part in a review.
        Share = "review_partnership",
        /// An agency's part in a review.
        Part = "review_agency",
        /// A part of the case that was released to the panel.
        Release = "case_release",
        /// An entry of the identity register, and who may see its name.
        Entry = "register_entry",
        /// A letter of the Home Office about a report.
        OutcomeLetter = "outcome_letter",
        /// A publication, or a decision not to publish.
        Publication = "publication",
        /// A check of the facts by an agency.
        FactCheck = "fact_check",
        /// A comment of the family on the draft.
        FamilyComment = "family_comment",
    }
);

impl From<Subject> for &'static str {
    fn from(subject: Subject) -> Self {
        subject.as_str()
    }
}

/// How the state of rows is read: those of one kind, or one of them.
struct Reading {
    all: &'static str,
    one: &'static str,
}

/// What a row says, as codes, days and ids without blanks in them: `outcome=review decided_on=2026-03-06`. The value of a field that ends
/// with `#` is kept as a mark alone. What is added here later is compared from the next deed on; a field whose values are read in another
/// way needs another name.
macro_rules! reading {
    (of_review $table:literal, [$($field:literal $value:literal),+ $(,)?]) => {
        reading!(concat!($table, " x JOIN review r ON r.id = x.review"), "r.reference", ["review" "x.review", $($field $value),+])
    };
    ($from:expr, $about:literal, $fields:tt) => {
        reading!($from, $about, "CAST(NULL AS BYTEA)", $fields)
    };
    ($from:expr, $about:literal, $secret:literal, [$($field:literal $value:literal),+ $(,)?]) => {
        Reading {
            all: reading!(@text $from, $about, $secret, "", $($field $value),+),
            one: reading!(@text $from, $about, $secret, " WHERE x.id = $1", $($field $value),+),
        }
    };
    (@text $from:expr, $about:literal, $secret:literal, $which:literal, $($field:literal $value:literal),+) => {
        concat!(
            "SELECT CAST(x.id AS TEXT) AS id, ", $about, " AS about, ''",
            $(" || ' ", $field, "=' || COALESCE(CAST(", $value, " AS TEXT), '')",)+
            " AS said, ", $secret, " AS secret FROM ", $from, $which
        )
    };
}

const DECISION: Reading = reading!(of_review "decision", [
    "number" "x.number", "outcome" "x.outcome", "decided_on" "x.decided_on", "signed_by" "x.signed_by",
    "made" "CASE WHEN x.made_at IS NULL THEN 'no' ELSE 'yes' END",
    "superseded_by" "x.superseded_by", "scrutiny" "x.scrutiny",
]);

const RECOMMENDATION: Reading = reading!("recommendation x", "x.reference", [
    "partnership" "x.partnership", "review" "x.review", "plan" "x.plan",
    "state" "x.state", "state_since" "x.state_since", "opened_on" "x.opened_on", "lead_body" "x.lead_body",
    "first_due" "x.first_due", "new_due" "x.new_due", "last_update" "x.last_update", "claimed_by" "x.claimed_by",
    "not_passed_on" "x.not_passed_on", "replaced_by" "x.replaced_by",
    "queried" "CASE WHEN x.queried THEN 'yes' ELSE 'no' END",
]);

const PANEL_MEMBER: Reading = reading!(of_review "panel_member", [
    "person" "x.person", "organisation" "x.organisation", "deputy_for" "x.deputy_for", "begins" "x.begins",
    "ends" "x.ends", "declared_on" "x.declared_on", "accepted_on" "x.accepted_on",
    "confidentiality_on" "x.confidentiality_on",
    "conflict" "CASE WHEN x.conflict THEN 'yes' ELSE 'no' END",
    "statutory" "CASE WHEN x.statutory THEN 'yes' ELSE 'no' END",
    "da_specialist" "CASE WHEN x.da_specialist THEN 'yes' ELSE 'no' END",
]);

const ACCOUNT: Reading = reading!("person x", "'the accounts'", "CASE WHEN x.totp_confirmed_at IS NULL THEN NULL ELSE x.totp_secret END", [
    "address#" "x.email", "password#" "x.password_hash",
    "second_factor" "CASE WHEN x.totp_confirmed_at IS NULL THEN 'no' ELSE 'yes' END",
    "disabled" "CASE WHEN x.disabled_at IS NULL THEN 'no' ELSE 'yes' END",
]);

const ENTRY: Reading = reading!("register_entry x JOIN review r ON r.id = x.review", "r.reference", "x.sealed", [
    "review" "x.review", "code" "x.code", "kind" "x.kind", "finding" "x.finding", "pseudonym#" "x.pseudonym",
    // A code that stands beside another is told from it by a sign that stands in none.
    "seen_by" "REPLACE(x.seen_by, ' ', '+')",
]);

const DOCUMENT: Reading = reading!(of_review "document", [
    "kind" "x.kind", "audience" "x.audience", "organisation" "x.organisation", "sha256" "x.sha256",
    "taken_out" "CASE WHEN x.withdrawn_at IS NULL THEN 'no' ELSE 'yes' END",
]);

const FACT_CHECK: Reading = reading!(of_review "fact_check", [
    "organisation" "x.organisation", "round" "x.round", "sent_on" "x.sent_on", "answer" "x.answer",
    "answered_on" "x.answered_on", "decision" "x.decision", "made_in" "x.made_in", "made_on" "x.made_on",
]);

const FAMILY_COMMENT: Reading = reading!(of_review "family_comment", [
    "reading" "x.reading", "number" "x.number", "answer" "x.answer", "answered_on" "x.answered_on",
    "told_on" "x.told_on", "made_in" "x.made_in", "made_on" "x.made_on",
]);

impl Subject {
    /// As it is called in a finding.
    pub(super) const fn called(self) -> &'static str {
        match self {
            Self::Decision => "the decision",
            Self::Recommendation => "the recommendation",
            Self::PanelMember => "the panel member",
            Self::Declaration => "the declaration of a panel member",
            Self::Appointment => "the appointment",
            Self::ReviewRole => "the role",
            Self::Document => "the file",
            Self::Hold => "the hold",
            Self::Overlay => "the embargo, restriction or link",
            Self::AgreedDate => "the agreed date",
            Self::Post => "the post",
            Self::Account => "the account",
            Self::Token => "the token",
            Self::Share => "the partnership’s part",
            Self::Part => "the agency’s part",
            Self::Release => "the release to the panel",
            Self::Entry => "the register’s entry",
            Self::OutcomeLetter => "the outcome letter",
            Self::Publication => "the publication",
            Self::FactCheck => "the check of the facts",
            Self::FamilyComment => "the comment on the draft",
        }
    }

    const fn reading(self) -> Reading {
        match self {
            Self::Decision => DECISION,
            Self::Recommendation => RECOMMENDATION,
            Self::PanelMember => PANEL_MEMBER,
            Self::Declaration => {
                reading!(of_review "panel_declaration", [
                    "member" "x.member", "declared_on" "x.declared_on",
                    "conflict" "CASE WHEN x.conflict THEN 'yes' ELSE 'no' END",
                ])
            }
            Self::Appointment => {
                reading!(of_review "panel_appointment", [
                    "person" "x.person", "post" "x.post", "begins" "x.begins", "ends" "x.ends",
                ])
            }
            Self::ReviewRole => reading!(of_review "review_role", [
                "person" "x.person", "role" "x.role", "organisation" "x.organisation", "begins" "x.begins", "ends" "x.ends",
                "in_conflict" "CASE WHEN x.conflicted_at IS NULL THEN 'no' ELSE 'yes' END",
            ]),
            Self::Document => DOCUMENT,
            Self::Hold => reading!(of_review "hold", [
                "kind" "x.kind", "scope" "x.scope", "starts" "x.starts", "review_on" "x.review_on",
                "expected_end" "x.expected_end", "ended_on" "x.ended_on",
            ]),
            Self::Overlay => reading!(of_review "overlay", [
                "kind" "x.kind", "starts" "x.starts", "ends" "x.ends", "ended_on" "x.ended_on",
            ]),
            Self::AgreedDate => reading!(of_review "agreed_date", [
                "rule" "x.rule", "computed_due" "x.computed_due", "agreed_due" "x.agreed_due", "agreed_on" "x.agreed_on",
            ]),
            Self::Post => reading!("post x", "'the posts'", [
                "person" "x.person", "organisation" "x.organisation", "role" "x.role", "begins" "x.begins", "ends" "x.ends",
            ]),
            Self::Account => ACCOUNT,
            Self::Token => reading!("api_token x", "'the tokens'", "x.token_hash", [
                "person" "x.person", "revoked" "CASE WHEN x.revoked_at IS NULL THEN 'no' ELSE 'yes' END",
            ]),
            Self::Share => reading!(of_review "review_partnership", [
                "partnership" "x.partnership", "part" "x.part", "attention" "x.came_to_attention_on", "agreed_on" "x.agreed_on",
                "ended_on" "x.ended_on",
            ]),
            Self::Part => reading!(of_review "review_agency", [
                "organisation" "x.organisation", "begins" "x.begins", "ends" "x.ends",
            ]),
            Self::Release => reading!(of_review "case_release", [
                "part" "x.part", "released_on" "x.released_on", "taken_back_on" "x.taken_back_on",
            ]),
            Self::Entry => ENTRY,
            Self::OutcomeLetter => reading!(of_review "outcome_letter", [
                "submission" "x.submission", "outcome" "x.outcome", "met_on" "x.met_on", "letter_on" "x.letter_on",
                "received_on" "x.received_on",
            ]),
            Self::Publication => reading!(of_review "publication", [
                "mode" "x.mode", "published_on" "x.published_on", "report#" "x.report_label", "withdrawn_on" "x.withdrawn_on",
                "withdrawn_why" "x.withdrawn_why",
            ]),
            Self::FactCheck => FACT_CHECK,
            Self::FamilyComment => FAMILY_COMMENT,
        }
    }
}

#[derive(FromRow)]
struct Read {
    id: String,
    about: String,
    said: String,
    secret: Option<Vec<u8>>,
}

/// How one row stands.
pub(super) struct Standing {
    pub(super) id: String,
    /// The review, or what else it belongs to.
    pub(super) about: String,
    pub(super) fields: BTreeMap<String, String>,
}

impl From<Read> for Standing {
    fn from(read: Read) -> Self {
        let field = |pair: &str| {
            let (name, value) = pair.split_once('=')?;
            Some(match name.strip_suffix('#') {
                Some(name) if value.is_empty() => (name.to_owned(), String::new()),
                Some(name) => (name.to_owned(), mark(value.as_bytes())),
                None => (name.to_owned(), value.to_owned()),
            })
        };
        let mut fields: BTreeMap<_, _> = read.said.split(' ').filter_map(field).collect();
        if let Some(secret) = &read.secret {
            fields.insert("secret".to_owned(), mark(secret));
        }
        Self { id: read.id, about: read.about, fields }
    }
}

/// Tells two values apart and gives neither away: what is marked is random, or is kept beside the record anyway.
fn mark(bytes: &[u8]) -> String {
    let mut mark = hex(&Sha256::digest([b"dardr mark ", bytes].concat()));
    mark.truncate(32);
    mark
}

/// Every row of a kind, as it stands.
pub(super) async fn all(tx: &mut Tx, subject: Subject) -> Stored<Vec<Standing>> {
    let rows: Vec<Read> = sql(subject.reading().all).all(tx).await?;
    Ok(rows.into_iter().map(Standing::from).collect())
}

/// Says in `detail` how everything stands that was written since the record was last asked.
pub(super) async fn pay(tx: &mut Tx, detail: &mut Json) -> Stored<()> {
    let mut now = Vec::new();
    for (what, id) in tx.take_owed() {
        let unrecorded = || StoreError::Unrecorded(what);
        let subject: Subject = what.parse().map_err(|_| unrecorded())?;
        let uuid = Uuid::try_parse(&id).map_err(|_| unrecorded())?;
        let row: Option<Read> = sql(subject.reading().one).bind(Value::Id(Some(uuid))).maybe(tx).await?;
        now.push(said(subject, &row.ok_or_else(unrecorded)?.into()));
    }
    match (detail, now.first()) {
        (_, None) => {}
        (Json::Object(detail), Some(_)) => {
            detail.insert(NOW.to_owned(), now.into());
        }
        (_, Some(_)) => return Err(StoreError::Unrecorded("a deed without a place to say it")),
    }
    Ok(())
}

/// Where a row of the record says how other rows stand.
pub(super) const NOW: &str = "now";

fn said(subject: Subject, row: &Standing) -> Json {
    json!({ "of": subject, "id": row.id, "is": row.fields })
}

/// Rows told in one row of the record.
const TOGETHER: usize = 100;

/// Puts on the record how everything stands of the kinds that it was never told of: what is there and was never told of was written by an
/// older version before, and by nobody of the program after.
///
/// # Errors
/// When the database refuses.
pub async fn begin(tx: &mut Tx) -> Stored<()> {
    let (by, known) = (Doer::timetable(), told(tx).await?);
    let new: Vec<_> = Subject::ALL.iter().filter(|subject| !known.contains(subject)).collect();
    if new.is_empty() {
        return Ok(());
    }
    for subject in &new {
        let told: Vec<_> = all(tx, **subject).await?.iter().map(|row| said(**subject, row)).collect();
        for told in told.chunks(TOGETHER) {
            record(tx, &by, Deed::StandingTold, json!({ NOW: told })).await?;
        }
    }
    record(tx, &by, Deed::StandingTold, json!({ ALL_OF: new })).await
}

/// Where a row of the record says of which kinds it answers for every row from there on.
const ALL_OF: &str = "all_of";

/// The kinds for whose every row the record answers.
pub(super) async fn told(tx: &mut Tx) -> Stored<HashSet<Subject>> {
    let rows: Vec<(String,)> = sql("SELECT detail FROM audit WHERE deed = $1 AND detail LIKE $2 ORDER BY seq")
        .bind(Deed::StandingTold)
        .bind(format!("{{\"{ALL_OF}\"%"))
        .all(tx)
        .await?;
    let kinds = rows.into_iter().filter_map(|(detail,)| {
        let mut detail: Json = serde_json::from_str(&detail).ok()?;
        serde_json::from_value::<Vec<String>>(detail[ALL_OF].take()).ok()
    });
    Ok(kinds.flatten().filter_map(|kind| kind.parse().ok()).collect())
}

/// Whether the record answers for every row.
///
/// # Errors
/// When the database refuses.
pub async fn begun(tx: &mut Tx) -> Stored<bool> {
    Ok(told(tx).await?.len() == Subject::ALL.len())
}
