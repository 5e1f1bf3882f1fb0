//! The search of a partnership's own paper, which prints recommendations of several reviews.
//!
//! Nobody answers for a word of such a paper: it is made anew each time that somebody asks for it. So a recommendation in whose words
//! something of a register stands keeps it from being given, until those words are changed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::parties;
use crate::recommendations::Row;
use crate::redaction::{FileKind, Finished, Term, scan_beside};
use crate::store::Tx;
use crate::ui::Problem;

/// The words of a recommendation as the paper prints them.
pub(super) struct Printed {
    reference: String,
    review: Option<ReviewId>,
    words: String,
}

impl Printed {
    /// What of the paper's data is this recommendation's.
    ///
    /// # Errors
    /// When the data cannot be read as the typesetter reads it.
    pub(super) fn of(row: &Row, data: &impl Serialize) -> Result<Self, Problem> {
        let mut words = String::new();
        texts(&serde_json::to_value(data).map_err(Problem::internal)?, &mut words);
        Ok(Self { reference: row.reference.clone(), review: row.review, words })
    }

    fn file(&self) -> Finished {
        Finished { bytes: self.words.clone().into_bytes(), file_name: String::new(), kind: FileKind::Text }
    }
}

fn texts(value: &serde_json::Value, into: &mut String) {
    use serde_json::Value as V;
    match value {
        V::String(text) => {
            into.push_str(text);
            into.push('\n');
        }
        V::Array(all) => all.iter().for_each(|one| texts(one, into)),
        V::Object(fields) => fields.values().for_each(|one| texts(one, into)),
        V::Null | V::Bool(_) | V::Number(_) => {}
    }
}

/// The terms of the registers of some reviews.
pub(super) type Terms = BTreeMap<ReviewId, Vec<Term>>;

/// What a paper that prints these recommendations must not hold: the terms of every review that one of them is of.
///
/// # Errors
/// When the database or the keyring refuses.
pub(super) async fn terms(tx: &mut Tx, keyring: &Keyring, rows: impl IntoIterator<Item = &Row>) -> Result<Terms, Problem> {
    let reviews: BTreeSet<ReviewId> = rows.into_iter().filter_map(|row| row.review).collect();
    let mut found = Terms::new();
    for review in reviews {
        found.insert(review, parties::terms_to_find(tx, keyring, review).await?);
    }
    Ok(found)
}

/// Gives the finished file, if nothing of a register is in it. A word that may be a name and a word like any other counts where it stands in
/// the words of a recommendation of that review: a month that the paper itself prints is nobody called May. `named` is who the paper names
/// on purpose: its partnership, and whoever leads.
///
/// # Errors
/// A sentence with the references of the recommendations whose words have to change. It repeats nothing of what was found: who asks for such
/// a paper may see no name.
pub(super) async fn searched(
    (file_name, bytes): (String, Vec<u8>),
    terms: Terms,
    printed: Vec<Printed>,
    named: Vec<String>,
) -> Result<(String, Vec<u8>), Problem> {
    let file = Finished { bytes, file_name, kind: FileKind::Pdf };
    let (file, fault) = tokio::task::spawn_blocking(move || {
        let fault = fault(&file, &terms, &printed, &named);
        (file, fault)
    })
    .await
    .map_err(Problem::internal)?;
    match fault {
        None => Ok((file.file_name, file.bytes)),
        Some(sentence) => Err(Problem::not_now(sentence)),
    }
}

/// Why the file is not given.
fn fault(file: &Finished, terms: &Terms, printed: &[Printed], named: &[String]) -> Option<String> {
    let all: Vec<Term> = terms.values().flatten().cloned().collect();
    let found = scan_beside(file, &all, named);
    if found.is_clean() {
        return None;
    }
    let holds = |one: &&Printed| {
        let own = one.review.and_then(|review| terms.get(&review)).map_or(&[][..], Vec::as_slice);
        let text = one.file();
        scan_beside(&text, &all, named).stops() || !scan_beside(&text, own, named).is_clean()
    };
    let references: BTreeSet<&str> = printed.iter().filter(holds).map(|one| one.reference.as_str()).collect();
    if references.is_empty() && !found.stops() {
        return None;
    }
    let place = if references.is_empty() {
        "It stands in none of the recommendations by itself: look at the name and the letterhead of the partnership, and at the plan’s title.".into()
    } else {
        let references: Vec<&str> = references.into_iter().collect();
        format!("Change the words of {}, then ask for the paper again.", references.join(", "))
    };
    Some(format!(
        "The paper is not given. It was searched for every entry of the identity registers of the reviews whose recommendations it prints, and something that \
         may be a name, a date or a number of one is in it. {place}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id as _;
    use crate::redaction::TermKind;

    fn term(text: &str) -> Term {
        Term { entry: "V1".into(), text: text.into(), kind: TermKind::Name }
    }

    fn printed(reference: &str, review: ReviewId, words: &str) -> Printed {
        Printed { reference: reference.into(), review: Some(review), words: words.into() }
    }

    #[test]
    fn a_name_stops_the_paper_of_any_review_and_a_common_word_that_of_its_own() {
        let (one, two) = (ReviewId::from_uuid(uuid::Uuid::from_u128(1)), ReviewId::from_uuid(uuid::Uuid::from_u128(2)));
        let terms = Terms::from([(one, vec![term("Ida Quillfeather"), term("May")]), (two, vec![term("Osric Vane")])]);
        let whole = |printed: &[Printed]| {
            let mut text = String::from("As at 3 May 2026\n");
            printed.iter().for_each(|one| text.push_str(&one.words));
            let file = Finished { bytes: text.into_bytes(), file_name: "board-summary".into(), kind: FileKind::Text };
            fault(&file, &terms, printed, &[])
        };
        assert_eq!(whole(&[printed("A-R01", one, "Teach routine enquiry.")]), None, "a month is nobody");
        assert_eq!(whole(&[printed("B-R01", two, "Report in May.")]), None, "nor is it in another review’s words");
        let told = whole(&[printed("A-R01", one, "Do as May asked."), printed("B-R01", two, "Teach.")]).unwrap();
        assert!(told.contains("A-R01") && !told.contains("B-R01") && !told.contains("May"), "{told}");
        let told =
            whole(&[printed("A-R01", one, "Teach."), printed("B-R01", two, "As Ida Quillfeather’s family asked.")]).unwrap();
        assert!(told.contains("B-R01") && !told.contains("Quillfeather"), "{told}");
    }
}
