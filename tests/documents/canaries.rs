//! Nothing that is put into a document can leave unseen, and what is not put in is not there.

use std::collections::{BTreeMap, BTreeSet};

use dardr::base::Line;
use dardr::parties::{Details, terms_of};
use dardr::redaction::{FileKind, Finished, Place, Rule, Scan, Term, TermKind, scan};
use serde_json::Value;

use super::{samples, set};
use crate::support::project;

/// Fields whose words are chosen from a list, or are no words.
const CHOSEN: &[&str] = &["marking", "layout", "statute", "rag", "outcome", "t", "href", "pronoun"];

fn search(pdf: Vec<u8>, register: &[Term]) -> Scan {
    scan(&Finished { bytes: pdf, file_name: "WYK-2025-a.pdf".to_owned(), kind: FileKind::Pdf }, register)
}

fn term(entry: &str, text: &str, kind: TermKind) -> Term {
    Term { entry: entry.to_owned(), text: text.to_owned(), kind }
}

/// Calls `plant` with the path of every string that a person could have written.
fn each_text(value: &mut Value, path: &str, key: &str, plant: &mut impl FnMut(&str, &mut String)) {
    match value {
        Value::String(text) => {
            let date = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
            let outcome = key == "outcome" && matches!(text.as_str(), "review" | "no_review");
            if !date && !outcome && (key == "outcome" || !CHOSEN.contains(&key)) {
                plant(path, text);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, path, key, plant)),
        Value::Object(fields) => {
            for (key, field) in fields {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                each_text(field, &path, key, plant);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A word of its own for every number.
fn canary(number: usize) -> String {
    let letter = |value: usize| char::from(b'a' + u8::try_from(value % 26).unwrap());
    format!("Qux{}{}{}ley", letter(number / 676), letter(number / 26), letter(number))
}

/// Which fields are not printed is checked in: a field that is not printed cannot leak, and a reviewer should know of it.
#[test]
fn a_name_in_any_field_is_found_or_not_printed() {
    let mut unprinted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for sample in samples() {
        let mut data = sample.data;
        let mut register = Vec::new();
        let mut paths = Vec::new();
        each_text(&mut data, "", "", &mut |path, text| {
            let word = canary(paths.len());
            register.push(term(&word, &word, TermKind::Name));
            text.push_str(&format!(" {word} "));
            paths.push((word, path.to_owned()));
        });
        let scan = search(set(sample.template, &data).pdf, &register);
        assert_eq!(scan.unread, Vec::<&str>::new(), "{}", sample.name);
        let found: BTreeSet<&str> = scan.hits.iter().map(|hit| hit.entry.as_str()).collect();
        let missing = paths.iter().filter(|(word, _)| !found.contains(word.as_str())).map(|(_, path)| path.clone());
        unprinted.insert(sample.name, missing.collect());
    }
    let lines: Vec<String> =
        unprinted.iter().flat_map(|(name, paths)| paths.iter().map(move |path| format!("{name}: {path}"))).collect();
    expect_test::expect_file![project().join("tests/golden/documents/unprinted-fields.txt")]
        .assert_eq(&(lines.join("\n") + "\n"));
}

#[test]
fn a_name_a_birthday_an_address_and_a_number_are_found_where_they_stand() {
    let register = [
        term("V1", "Zebediah Quxley", TermKind::Name),
        term("V1", "1971-11-23", TermKind::Date),
        term("V1", "9 Obelisk Row, Kelsall QX7 3ZZ", TermKind::Address),
        term("V1", "07700 900987", TermKind::Phone),
    ];
    for sample in samples() {
        let clean = search(set(sample.template, &sample.data).pdf, &register);
        assert!(clean.is_clean(), "{}: {:?} {:?}", sample.name, clean.hits, clean.unread);
        let mut data = sample.data;
        let mut planted = 0;
        each_text(&mut data, "", "", &mut |path, text| {
            // Long runs of words, so that lines and pages break everywhere.
            if path.ends_with("text")
                || path.ends_with("analysis")
                || path.ends_with("what")
                || path == "frame.letterhead.partnership"
            {
                planted += 1;
                text.push_str(
                    ". Zebediah Quxley’s number was (07700) 900-987, he was born on 23rd November 1971 at 9 Obelisk Row, QX7 3ZZ",
                );
            }
        });
        let scan = search(set(sample.template, &data).pdf, &register);
        assert!(planted > 0 && scan.stops(), "{}", sample.name);
        let rules: BTreeSet<Rule> =
            scan.hits.iter().filter(|hit| matches!(hit.place, Place::Page(_))).map(|hit| hit.rule).collect();
        for rule in [Rule::Possessive, Rule::Date, Rule::Number, Rule::Exact] {
            assert!(rules.contains(&rule), "{}: {rule:?} not among {rules:?}", sample.name);
        }
    }
}

/// Names that are in the language too ask little of a paper, wherever its program puts their letters.
#[test]
fn common_names_ask_nothing_by_chance_of_papers_that_hold_none() {
    let names = [
        "Tobias", "Ina", "Theo", "Parker", "Porter", "Mark", "Frank", "Ian", "Ana", "Asa", "Ida", "Turner", "Marsh", "Justin",
        "Martin", "Robert", "Ingrid",
    ];
    let register = names.map(|name| term(name, name, TermKind::Name));
    for sample in samples() {
        let pdf = set(sample.template, &sample.data).pdf;
        let hits = search(pdf, &register).hits;
        let chance: Vec<_> = hits.iter().filter(|hit| matches!(hit.rule, Rule::Chance | Rule::Split | Rule::Spacing)).collect();
        assert!(
            chance.is_empty(),
            "{}: {:?}",
            sample.name,
            chance.iter().map(|hit| (&hit.found, &hit.passage)).collect::<Vec<_>>()
        );
    }
}

/// As it is typed, and as it comes out of another program: the paper breaks its lines where it likes.
#[test]
fn a_damaged_name_is_found_in_a_paper() {
    let register = ["Danuta Wolska", "Danuta", "Wolska"].map(|name| term("V1", name, TermKind::Name));
    let sample = samples().into_iter().find(|one| one.name == "executive-summary").unwrap();
    for (damaged, stops) in [
        ("Dan uta Wol ska", true),
        ("Dan.uta", true),
        ("Dan/uta", true),
        ("Dan“uta”", true),
        ("Dan…uta", true),
        ("Dan‹›uta", true),
        ("D -- a -- n -- u -- t -- a", true),
        ("MsDanutaWolska", true),
        ("D4nuta W0lska", true),
        ("Danʋta", true),
        ("Marta Wol ska", false),
        ("Danuty Wolskiej", false),
        ("Mrs Wolskaová", false),
    ] {
        let mut data = sample.data.clone();
        each_text(&mut data, "", "", &mut |path, text| {
            if path.ends_with("text") {
                text.push_str(&format!(" She was {damaged} there."));
            }
        });
        let found = search(set(sample.template, &data).pdf, &register);
        assert!(!found.is_clean() && found.stops() == stops, "{damaged}: {:?}", found.hits);
    }
}

/// v5.0.0-1.2.9: what people enter is no search pattern: the marks of one stand for themselves.
#[test]
fn a_term_with_the_marks_of_a_pattern_is_read_as_it_stands() {
    let finds = |kind: TermKind, typed: &str, text: &str| {
        let file = Finished { bytes: text.into(), file_name: "WYK-2025-a.txt".to_owned(), kind: FileKind::Text };
        !scan(&file, &[term("V1", typed, kind)]).is_clean()
    };
    for (typed, not_meant) in [
        ("Zeb.*", "Zebediah came"),
        ("[DN]ana", "Dana came"),
        ("Quxley|Dana", "Dana came"),
        ("Quxle+y", "Quxleey"),
        (".+", "Dana"),
    ] {
        assert!(!finds(TermKind::Name, typed, not_meant), "{typed} in {not_meant}");
    }
    for typed in
        ["Zebo.*", "(Quxley", "Quxley)", "[Quxley", "Quxley{2", "Quxley\\", "*Quxley", "Quxley (?i", "$Quxley^", "Qux|ley"]
    {
        for kind in [TermKind::Name, TermKind::Address, TermKind::Number, TermKind::Other] {
            assert!(finds(kind, typed, &format!("It was {typed} who came")), "{typed} as it was typed");
        }
    }
}

/// A name is entered as it is told; the paper speaks of the person by a part of it. From the register to the finished file, each is found.
#[test]
fn each_part_of_a_name_is_found_by_itself() {
    let line = |text: &str| Line::parse(text).unwrap();
    let mut child = Details::named(line("Ida Mary Quillfeather-Obrist"));
    child.aliases = vec![line("Dana Zebrowska"), line("Quoxley (before the marriage)")];
    child.nicknames = vec![line("Idka")];
    child.places = vec![line("Larkfield Primary School")];
    let register = terms_of("C1", &child);
    let sample = samples().into_iter().find(|sample| sample.name == "delay-notice").unwrap();
    let clean = search(set(sample.template, &sample.data).pdf, &register);
    assert!(clean.is_clean(), "{:?} {:?}", clean.hits, clean.unread);
    for written in [
        "Ida",
        "ida mary",
        "Quillfeather",
        "Obrist",
        "I. Quillfeather-Obrist",
        "I Quillfeather Obrist",
        "Quillfeather-Obrist, Ida",
        "Dana",
        "Zebrowska",
        "Quoxley",
        "Idka",
        "IDKA QUILLFEATHER-OBRIST",
        "Larkfield Primary School",
    ] {
        let mut data = sample.data.clone();
        data["work_done"] = format!("We spoke with {written} on that day.").into();
        let scan = search(set(sample.template, &data).pdf, &register);
        let seen = scan.hits.iter().any(|hit| matches!(hit.place, Place::Page(_)) && hit.found.len() >= written.len());
        assert!(scan.stops() && seen, "{written} was not found whole: {:?}", scan.hits);
    }
}

#[test]
fn every_mention_is_found_wherever_lines_and_pages_break() {
    let sample = samples().into_iter().find(|sample| sample.name == "overview-report").unwrap();
    let mut data = sample.data;
    let filler = "A word or two of the record, and then Zebediah Quxley-Featherstonehaugh again. ";
    data["sections"]["background"]["text"] = filler.repeat(400).into();
    let scan = search(set(sample.template, &data).pdf, &[term("V1", "Zebediah Quxley-Featherstonehaugh", TermKind::Name)]);
    let tags: usize = scan.hits.iter().filter(|hit| hit.place == Place::Tags).count();
    let pages: BTreeSet<&Place> =
        scan.hits.iter().map(|hit| &hit.place).filter(|place| matches!(place, Place::Page(_))).collect();
    assert!(tags > 0 && pages.len() > 5, "{tags} in the tags, {} pages", pages.len());
}

#[test]
fn names_in_other_scripts_are_found_as_drawn_or_as_tagged() {
    let names = [
        "فاطمة الزهراء",
        "শিউলি আক্তার",
        "ਗੁਰਪ੍ਰੀਤ ਕੌਰ",
        "שרה כהן",
        "प्रिया शर्मा",
        "பிரியா",
        "Ольга Ивановна",
        "Ἑλένη",
        "አበበ",
        "მარიამ",
        "Nguyễn Thị Ánh",
        "Łucja Żółć",
    ];
    let sample = samples().into_iter().find(|sample| sample.name == "delay-notice").unwrap();
    for name in names {
        let mut data = sample.data.clone();
        data["work_done"] = format!("We spoke with {name} on that day.").into();
        data["agreed_by"] = name.into();
        let scan = search(set(sample.template, &data).pdf, &[term("V1", name, TermKind::Name)]);
        assert!(scan.stops(), "{name} was not found");
    }
}

#[test]
fn what_lies_beside_the_pages_is_found_with_its_place() {
    let sample = samples().into_iter().find(|sample| sample.name == "action-plan").unwrap();
    let mut data = sample.data;
    data["title"] = "Action plan: Zebediah Quxley".into();
    data["priorities"][0]["name"] = "Zebediah Quxley".into();
    data["introduction"] =
        serde_json::json!([{ "t": "p", "c": [{ "t": "a", "href": "mailto:zebediah.quxley@example.org", "c": ["write"] }] }]);
    let register = [term("V1", "Zebediah Quxley", TermKind::Name), term("V1", "zebediah.quxley@example.org", TermKind::Email)];
    let scan = search(set(sample.template, &data).pdf, &register);
    let places: BTreeSet<Place> = scan.hits.into_iter().map(|hit| hit.place).collect();
    for place in [Place::Metadata, Place::Bookmark, Place::Annotation, Place::Page(1), Place::Tags] {
        assert!(places.contains(&place), "{place} not among {places:?}");
    }
}
