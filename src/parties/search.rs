//! What finished files are searched for: everything in the register that points to one person.

use crate::access::right::SeeNames;
use crate::access::{Grant, Reach};
use crate::base::Line;
use crate::ids::ReviewId;
use crate::keyring::Keyring;
use crate::redaction::{FileKind, Finished, Named, Term, TermKind, scan};
use crate::store::Tx;

use super::entry::{Details, names_a_place};
use super::problem::RegisterProblem;
use super::store::details_for_search;

impl Details {
    /// The person as texts are tied to them, and as finished files are searched for them.
    pub(super) fn named_as(&self, code: &str) -> Named {
        Named {
            code: code.to_owned(),
            full: self.full.to_string(),
            given: self.given_name().to_owned(),
            family: self.family_name().map(str::to_owned),
            aliases: self.aliases.iter().map(Line::to_string).collect(),
            nicknames: self.nicknames.iter().map(Line::to_string).collect(),
            ..Named::default()
        }
    }
}

/// Everything that a finished file of the review must not hold, without the right of anybody: the program searches, nobody sees.
///
/// # Errors
/// When the review's key is not there or the database refuses.
pub async fn terms_to_find(tx: &mut Tx, keyring: &Keyring, review: ReviewId) -> Result<Vec<Term>, RegisterProblem> {
    let all = details_for_search(tx, keyring, review).await?;
    let called = all.iter().filter_map(|(person, _)| Some((person.code.clone(), person.pseudonym.as_ref()?.to_string())));
    let mut found: Vec<Term> = called.map(|(entry, text)| Term { entry, text, kind: TermKind::Called }).collect();
    found.extend(all.iter().flat_map(|(person, details)| terms_of(&person.code, details)));
    Ok(found)
}

/// What of the register stands in a text as others will read it: names that were not tied because they are words as well, and addresses, dates and
/// numbers, which no text ties. The papers for publication are searched once more when they are made, which is late to learn of it. Each as it
/// stands there, with why; only what is of the kinds that `wanted` lets pass.
///
/// # Errors
/// When the review's key is not there or the database refuses.
pub async fn left_in_clear(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<SeeNames>,
    text: String,
    wanted: fn(TermKind) -> bool,
) -> Result<Vec<String>, RegisterProblem> {
    if grant.reach() != Reach::All {
        return Ok(Vec::new());
    }
    let mut terms = terms_to_find(tx, keyring, grant.review()).await?;
    terms.retain(|term| wanted(term.kind));
    let found = scan(&Finished { bytes: text.into_bytes(), file_name: String::new(), kind: FileKind::Text }, &terms);
    let mut all: Vec<String> = found.hits.iter().map(|hit| format!("“{}” – {}", hit.passage.trim(), hit.why())).collect();
    all.dedup();
    Ok(all)
}

/// What points to one person: names in every way in which they are tied, days, addresses, numbers, places. What only says how they
/// live is no term.
#[must_use]
pub fn terms_of(code: &str, details: &Details) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    let mut add = |text: &str, kind: TermKind| {
        let known = found.iter().any(|term| term.kind == kind && term.text == text);
        if !text.trim().is_empty() && !known {
            found.push(Term { entry: code.to_owned(), text: text.to_owned(), kind });
        }
    };
    // As they were typed, which the bytes are searched for, and then each way by itself.
    for name in details.names() {
        add(name.as_str(), TermKind::Name);
    }
    for way in details.named_as(code).ways() {
        add(&way, TermKind::Name);
    }
    for day in details.born.iter().chain(&details.died) {
        add(&day.to_string(), TermKind::Date);
    }
    for address in details.addresses_to_find() {
        add(address.as_str(), TermKind::Address);
    }
    for phone in &details.phones {
        add(phone.as_str(), TermKind::Phone);
    }
    for mail in &details.mail {
        add(mail.as_str(), TermKind::Email);
    }
    for number in details.nhs.iter().chain(&details.pnc).chain(&details.crime).chain(&details.vehicles) {
        add(number.as_str(), TermKind::Number);
    }
    for place in details.places_to_find() {
        add(place.as_str(), TermKind::Other);
        // Where somebody died is often an address: its first line by itself points there as well.
        if names_a_place(place.as_str()) || place.as_str().contains(',') {
            add(place.as_str(), TermKind::Address);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redaction::{FileKind, Finished, scan};

    fn line(text: &str) -> Line {
        Line::parse(text).unwrap()
    }

    fn clean(text: &str, terms: &[Term]) -> bool {
        let file = Finished { bytes: text.as_bytes().to_vec(), file_name: "report.html".into(), kind: FileKind::Text };
        scan(&file, terms).is_clean()
    }

    #[test]
    fn where_a_child_is_stops_a_report_only_by_its_address() {
        let mut child = Details::named(line("Ida Quillfeather"));
        child.safe_addresses = vec![line("foster care"), line("with grandmother")];
        let terms = terms_of("C1", &child);
        assert!(clean("Child A is in foster care and spends weekends with grandmother.", &terms));
        assert!(!clean("Ida Quillfeather is in foster care.", &terms));
        child.safe_addresses.push(line("9 Obelisk Row, Kelsall"));
        assert!(!clean("Child A lives at 9 Obelisk Row, Kelsall.", &terms_of("C1", &child)));
    }

    #[test]
    fn the_first_line_of_a_place_stops_a_report_by_itself() {
        let mut woman = Details::named(line("Ada Quillfeather"));
        woman.places = vec![line("Flat 4, 12 Obelisk Row, Kelsall, QX7 3ZZ"), line("Larkfield Surgery, Kelsall")];
        let terms = terms_of("V1", &woman);
        for text in
            ["They met at 12 Obelisk Row.", "Neighbours in Obelisk Row heard it.", "In QX7 3ZZ.", "The Larkfield Surgery wrote."]
        {
            assert!(!clean(text, &terms), "{text}");
        }
        assert!(clean("They met in Kelsall.", &terms), "a town is no address");
    }

    #[test]
    fn a_place_stops_a_report_by_its_name_and_not_by_what_it_is() {
        let mut child = Details::named(line("Ida Quillfeather"));
        child.places = vec![line("Larkfield Primary School"), line("nursery"), line("the hospital")];
        let terms = terms_of("C1", &child);
        assert!(clean("The nursery told the hospital. A primary school near a field of larks.", &terms));
        assert!(!clean("Child A went to Larkfield\nPrimary School.", &terms));
    }
}
