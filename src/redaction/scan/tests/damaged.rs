//! Names that are damaged, inflected or there by chance.

use super::*;

/// The rules by which a register of these two finds something in a text.
fn found_of_two(text: &str) -> BTreeSet<(String, Rule)> {
    let file = Finished { bytes: text.as_bytes().to_vec(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
    let words = [
        ("V1", "Danuta Wolska"),
        ("V1", "Danuta"),
        ("V1", "Wolska"),
        ("P1", "Callum Ferris"),
        ("P1", "Callum"),
        ("P1", "Ferris"),
    ];
    let register = words.map(|(entry, text)| term(entry, text, TermKind::Name));
    scan(&file, &register).hits.into_iter().map(|hit| (hit.found, hit.rule)).collect()
}

#[test]
fn a_sign_or_a_figure_inside_a_name_hides_nothing() {
    for text in [
        "Dan.uta",
        "Dan/uta",
        "Dan,uta",
        "Dan:uta",
        "Dan\"uta",
        "Dan“uta”",
        "Dan…uta",
        "Dan&uta",
        "Dan#uta",
        "Dan%uta",
        "Dan‹›uta",
        "Dan{}uta",
        "Dan((uta",
        "Dan__uta",
        "Dan⁄uta",
        "Dan;uta",
        "Dan'uta",
        "Dan....uta",
        "D -- a -- n -- u -- t -- a",
        "Dan uta Wol ska",
        "Danuta Wol\u{A0}ska",
        "MsDanutaWolska",
        "danutawolskaonline",
        "D4nuta",
        "W0lska",
        "W01ska",
        "D@nuta",
        "Wol$ka",
        "Danʋta",
        "Dɑηuta",
        "Cal-lum",
        "F.e.r.r.i.s",
        "Ca11um",
        "Ca1lum",
    ] {
        let found = found_of_two(text);
        assert!(found.iter().any(|(_, rule)| rule.stops()), "{text}: {found:?}");
    }
}

#[test]
fn what_may_be_a_name_by_chance_asks_a_person() {
    for text in [
        "Marta Wol ska",
        "Ferri s",
        "Dan uta",
        "Dan\nuta",
        "D anuta",
        "MsWolska",
        "WolskaWas",
        "Danuty",
        "Wolskiej",
        "Wolskaová",
        "Wolskiego",
        "the Ferrises’ Ferrisem",
        "seen.Wol,Ska",
    ] {
        let found = found_of_two(text);
        assert!(found.iter().any(|(_, rule)| *rule == Rule::Chance), "{text}: {found:?}");
        assert!(text.contains("Ferrises") || found.iter().all(|(_, rule)| !rule.stops()), "{text}: {found:?}");
    }
    for text in ["dan uta", "wolskiej", "ferri s", "mswolska", "wolsk", "Danutowiczowa", "Dan. Then uta"] {
        assert_eq!(found_of_two(text), BTreeSet::new(), "{text}");
    }
    assert_eq!(found_of_two("Wolsk"), BTreeSet::from([("Wolsk".to_owned(), Rule::OneLetter)]));
    assert!(found_of_two("dan uta wol ska").iter().all(|(_, rule)| *rule == Rule::Chance));
}

#[test]
fn words_that_hold_the_letters_of_a_name_are_not_asked_for() {
    for (name, text) in [
        ("Tobias", "it came to bias the panel"),
        ("Tobias", "it came to\nbias the panel"),
        ("Theo", "The o of it; the\no"),
        ("Ina", "In a house, in\na house"),
        ("Parker", "Parked cars, parking"),
        ("Porter", "the reporter, Reporter"),
        ("Shell", "She'll go; she’ll"),
        ("Adamson", "Adam's on time"),
        ("Donald", "McDonald"),
        ("Sam", "at 5am and at 5 a.m. on 1st"),
        ("Lam", "1am"),
        ("Ferris", "a ferri source"),
        ("Walker", "Walked home"),
        ("Ian Hill", "Christian Hill"),
    ] {
        assert!(!found(TermKind::Name, name, text), "{name}: {text}");
    }
    assert_eq!(rules(TermKind::Name, "Childs", "The Child(s) went"), [Rule::Chance]);
    assert!(!found(TermKind::Name, "Childs", "the child(s) went"));
}

/// Given and family names that are in the language too, or parts of its words.
const COMMON: [&str; 48] = [
    "Rose",
    "May",
    "Parker",
    "Porter",
    "Tobias",
    "Ina",
    "Theo",
    "Grace",
    "Baker",
    "Walker",
    "Frank",
    "Mark",
    "Will",
    "Joy",
    "Hope",
    "Ian",
    "Ana",
    "Asa",
    "Ida",
    "Turner",
    "Carter",
    "Marsh",
    "Field",
    "Woods",
    "King",
    "Young",
    "Long",
    "Hill",
    "Justin",
    "Martin",
    "Norman",
    "Victor",
    "Robert",
    "Christine",
    "Ingrid",
    "Teresa",
    "Andrew",
    "Alison",
    "Carmen",
    "Barbara",
    "Roman",
    "Marion",
    "Edward",
    "Preston",
    "Lincoln",
    "Harper",
    "Hunter",
    "Potter",
];

#[test]
fn a_register_of_common_names_asks_little_more_of_long_texts() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = vec![root.join("README.md"), root.join("CHANGELOG.md")];
    for folder in ["docs", "docs/decisions", "docs/run", "docs/use", "tests/golden/documents"] {
        let Ok(files) = std::fs::read_dir(root.join(folder)) else { continue };
        texts.extend(
            files.flatten().map(|file| file.path()).filter(|path| path.extension().is_some_and(|e| e == "md" || e == "txt")),
        );
    }
    let register: Vec<Term> = COMMON.iter().map(|name| term(name, name, TermKind::Name)).collect();
    let (mut words, mut asked) = (0, Vec::new());
    for path in texts {
        let text = std::fs::read_to_string(&path).unwrap();
        words += text.split_whitespace().count();
        let file = Finished { bytes: text.into_bytes(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
        for hit in scan(&file, &register).hits {
            let new = match hit.rule {
                Rule::Chance | Rule::Split | Rule::Spacing => true,
                Rule::CommonWord => false,
                _ => hit.found.contains(|c: char| !c.is_alphabetic() && c != '’' && c != '\''),
            };
            if new {
                asked.push((hit.entry, hit.found, hit.rule));
            }
        }
    }
    eprintln!("{words} words: {asked:#?}");
    assert!(words > 20_000, "{words}");
    assert!(asked.iter().all(|(_, _, rule)| !rule.stops()), "{asked:?}");
    assert!(asked.len() * 2_000 < words, "{words} words: {asked:?}");
}
