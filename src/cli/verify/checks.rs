//! What always holds, whatever was going on when the program was killed. Each check reads rows and tells what does not fit.

use crate::base::counted;
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::store::{Stored, Tx, sql};
use crate::{documents, notification, parties};

/// A check in one statement: it finds the references of the reviews where the sentence holds.
struct Check {
    finds: &'static str,
    statement: &'static str,
}

const CHECKS: &[Check] = &[
    Check {
        finds: "the timeline has not as many entries as the review counts",
        statement: "SELECT r.reference FROM review r WHERE r.happenings <> (SELECT COUNT(*) FROM happening h WHERE h.review = r.id) \
                    OR r.happenings <> (SELECT COALESCE(MAX(h.seq), 0) FROM happening h WHERE h.review = r.id) ORDER BY r.reference",
    },
    Check {
        finds: "its stage is not the one that its last step led to",
        statement: "SELECT r.reference FROM review r WHERE r.stage <> COALESCE((SELECT h.to_stage FROM happening h \
                    WHERE h.review = r.id AND h.to_stage IS NOT NULL ORDER BY h.seq DESC LIMIT 1), r.stage) ORDER BY r.reference",
    },
    Check {
        finds: "a step began at another stage than the one before it led to",
        statement: "SELECT DISTINCT r.reference FROM (SELECT h.review, h.from_stage, LAG(h.to_stage) OVER (PARTITION BY h.review ORDER BY h.seq) \
                    AS stood FROM happening h WHERE h.to_stage IS NOT NULL) s JOIN review r ON r.id = s.review \
                    WHERE s.from_stage IS NOT NULL AND s.stood IS NOT NULL AND s.from_stage <> s.stood ORDER BY r.reference",
    },
    Check {
        finds: "the record has not as many steps as the timeline",
        statement: "SELECT r.reference FROM review r WHERE (SELECT COUNT(*) FROM happening h WHERE h.review = r.id AND h.what = 'step') \
                    <> (SELECT COUNT(*) FROM audit a WHERE a.review = r.id AND a.deed = 'step_taken') ORDER BY r.reference",
    },
    Check {
        finds: "no partnership leads it",
        statement: "SELECT r.reference FROM review r WHERE r.transferred_to IS NULL AND NOT EXISTS (SELECT 1 FROM review_partnership p \
                    WHERE p.review = r.id AND p.partnership = r.partnership) ORDER BY r.reference",
    },
    Check {
        finds: "more than one decision stands, or none of those that were made",
        statement: "SELECT r.reference FROM review r JOIN decision d ON d.review = r.id WHERE d.made_at IS NOT NULL GROUP BY r.reference \
                    HAVING COUNT(*) - COUNT(d.superseded_by) <> 1 ORDER BY r.reference",
    },
    Check {
        finds: "a clock has an agreed date and no computed one that stays the same beside it",
        statement: "SELECT DISTINCT r.reference FROM agreed_date a JOIN review r ON r.id = a.review JOIN agreed_date b \
                    ON b.review = a.review AND b.rule = a.rule AND b.about = a.about AND b.recorded_at > a.recorded_at \
                    WHERE b.computed_due <> a.computed_due AND NOT EXISTS (SELECT 1 FROM happening h WHERE h.review = a.review \
                    AND h.at >= a.recorded_at AND h.at <= b.recorded_at) ORDER BY r.reference",
    },
    Check {
        finds: "a section of the report stands on a text that is not there",
        statement: "SELECT DISTINCT r.reference FROM report_section s JOIN review r ON r.id = s.review WHERE s.stands > 0 \
                    AND NOT EXISTS (SELECT 1 FROM report_text t WHERE t.section = s.id AND t.n = s.stands) ORDER BY r.reference",
    },
    Check {
        finds: "a document is not there in full",
        statement: "SELECT DISTINCT r.reference FROM document d JOIN review r ON r.id = d.review \
                    WHERE (SELECT COUNT(*) FROM document_piece p WHERE p.document = d.id) = 0 \
                    OR (SELECT COUNT(*) FROM document_piece p WHERE p.document = d.id) <> (SELECT MAX(p.n) - MIN(p.n) + 1 FROM document_piece p \
                    WHERE p.document = d.id) ORDER BY r.reference",
    },
];

/// Everything that does not fit, a line each.
pub(super) async fn all(tx: &mut Tx, keyring: Option<&Keyring>) -> Stored<Vec<String>> {
    let mut findings = Vec::new();
    for check in CHECKS {
        let reviews: Vec<(String,)> = sql(check.statement).all(tx).await?;
        findings.extend(reviews.into_iter().map(|(reference,)| format!("{reference}: {}", check.finds)));
    }
    findings.extend(mail(tx).await?);
    if let Some(keyring) = keyring {
        findings.extend(keys(tx, keyring).await?);
        let files = documents::unsound(tx, keyring).await?;
        findings.extend(files.into_iter().map(|(reference, id)| format!("{reference}: the file {id} is not what was kept")));
        let files = notification::unsound_files(tx, keyring).await?;
        findings.extend(
            files.into_iter().map(|id| format!("a notification that is no review yet: the file {id} is not what was kept")),
        );
        let entries = parties::unsound(tx, keyring).await?;
        findings.extend(
            entries.into_iter().map(|(reference, code)| format!("{reference}: the register’s entry {code} does not open")),
        );
    }
    Ok(findings)
}

/// A mail goes to a person or to an address, never to both or nobody, and is never both sent and given up.
async fn mail(tx: &mut Tx) -> Stored<Vec<String>> {
    let wrong: i64 = sql("SELECT COUNT(*) FROM outbox WHERE (person IS NULL AND address IS NULL) \
                          OR (person IS NOT NULL AND address IS NOT NULL) OR (sent_at IS NOT NULL AND given_up_at IS NOT NULL)")
    .scalar(tx)
    .await?;
    Ok(if wrong == 0 {
        Vec::new()
    } else {
        vec![format!("the outbox: {} two ends or none", counted(wrong, "mail has", "mails have"))]
    })
}

/// Every review's key is there and opens.
async fn keys(tx: &mut Tx, keyring: &Keyring) -> Stored<Vec<String>> {
    let reviews: Vec<(ReviewId, String)> = sql("SELECT id, reference FROM review ORDER BY reference").all(tx).await?;
    let tried = reviews.into_iter().map(|(review, reference)| (reference, keyring.seal(review, "verify", b"")));
    Ok(tried.filter_map(|(reference, sealed)| sealed.err().map(|problem| format!("{reference}: {problem}"))).collect())
}
