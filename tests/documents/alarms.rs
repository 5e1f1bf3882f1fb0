//! How often the search of a finished paper asks about what is no name: seldom enough that people read the question.

use std::collections::BTreeSet;

use dardr::redaction::{FileKind, Finished, Hit, Term, TermKind, scan};

use crate::support::project;

/// Names as they are common in England and Wales: many more than one register holds.
const NAMES: &str = "Oliver George Arthur Archie Henry Charlie Thomas Jacob William Isaac James Lucas Alexander Joshua Benjamin Joseph Daniel \
    Samuel Ethan Edward Lewis Rory Toby Louie Olivia Amelia Emily Freya Ella Evie Florence Charlotte Evelyn Sophie Millie Matilda Maya Erin Jessica \
    Maria Eleanor Imogen Naomi Stella Judith Margaret Patricia Christine Linda Barbara Jennifer Maureen Sheila Janet Karen Julie Angela Deborah \
    Sharon Tracey Lisa Claire Nicola Emma Samantha Rebecca Laura Gemma Kelly Hannah Andrew Stephen Peter Michael Robert Richard Kevin Simon Martin \
    Graham Brian Keith Trevor Derek Colin Alan Philip Anthony Matthew Darren Craig Wayne Gareth Callum Connor Jamie Jordan Kyle Ryan Liam Neil \
    Smith Jones Taylor Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Roberts Clarke Jackson Harris Edwards Turner Hughes \
    Harrison Morris Khan Scott Watson Davis Bennett Phillips Richardson Mitchell Bailey Shaw Collins Morgan Begum Miller Hussain Simpson Anderson \
    Wilkinson Ellis Murphy Chapman Webb Griffiths Palmer Campbell Holmes Rogers Barnes Pearson Fletcher Thorne Reynolds Elliott Saunders Pearce \
    Lawrence Atkinson Bradley Spencer Dawson Burton Gibson Hawkins Hudson Henderson Lawson Gordon Walsh Newman Hayes Kennedy Byrne Barrett";

#[test]
fn words_of_the_samples_that_are_no_name_ask_nobody() {
    let name = |text: &str, kind: TermKind| Term { entry: text.into(), text: text.into(), kind };
    let mut register: Vec<Term> = NAMES.split_whitespace().map(|text| name(text, TermKind::Name)).collect();
    register.push(name("Marta", TermKind::Called));
    let (mut words, mut asked) = (0, BTreeSet::new());
    for file in std::fs::read_dir(project().join("tests/golden/documents")).unwrap() {
        let file = file.unwrap().path();
        let bytes = std::fs::read(&file).unwrap();
        words += String::from_utf8_lossy(&bytes).split_whitespace().count();
        let finished = Finished { bytes, file_name: "a.txt".into(), kind: FileKind::Text };
        asked.extend(scan(&finished, &register).hits.iter().filter(|hit| hit.is_alike()).map(Hit::why));
    }
    assert!(words > 30_000 && register.len() > 170, "{words} words, {} names", register.len());
    // Which is one: a letter of the samples is in three alphabets.
    assert_eq!(asked, BTreeSet::from(["“Мария” reads like a name of Maria in another alphabet".to_owned()]));
    register.retain(|term| term.kind != TermKind::Called);
    let report = std::fs::read(project().join("tests/golden/documents/overview-report.txt")).unwrap();
    let finished = Finished { bytes: report, file_name: "a.txt".into(), kind: FileKind::Text };
    let asks = scan(&finished, &register).hits.iter().any(Hit::is_alike);
    assert!(asks, "Marta is one letter from Maria where she is not the one whom the papers call so");
}
