//! Names as they are disguised, misspelt, turned round and written in other letters.

use super::*;

const NAMES: [(&str, &str); 14] = [
    ("V1", "Isla"),
    ("V1", "Thorne"),
    ("P1", "Reuben"),
    ("F1", "Naomi"),
    ("F1", "Stella"),
    ("F2", "Judith"),
    ("F2", "Wolska"),
    ("C1", "Tom"),
    ("C1", "Owen"),
    ("W1", "Harry"),
    ("W1", "Nell"),
    ("W2", "Liam"),
    ("W2", "Iris"),
    ("W3", "Данута"),
];

fn register() -> Vec<Term> {
    NAMES.iter().map(|(entry, name)| term(entry, name, TermKind::Name)).collect()
}

fn met(text: &str) -> Vec<(String, Rule)> {
    let file = Finished { bytes: text.as_bytes().to_vec(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
    let mut met: Vec<_> = scan(&file, &register()).hits.into_iter().map(|hit| (hit.entry, hit.rule)).collect();
    met.dedup();
    met
}

#[test]
fn letters_and_signs_that_look_like_a_names_own_stop_the_paper() {
    for (entry, text) in [
        ("V1", "IsIa went home"),
        ("V1", "lsIa went home"),
        ("V1", "with lsla’s keys"),
        ("V1", "|sla rang"),
        ("V1", "(1sla)"),
        ("V1", "lSLA"),
        ("V1", "Іsla with a Cyrillic letter"),
        ("V1", "Iѕlа with two"),
        ("V1", "ІЅLА in capitals"),
        ("V1", "Ιsla with a Greek letter"),
        ("V1", "Isⅼa with a number of Rome"),
        ("V1", "Ꭲhorne with a letter of the Cherokee"),
        ("V1", "Th0rne"),
        ("F1", "Naorni"),
        ("F1", "Naornl, twice disguised"),
        ("F1", "Na0rni"),
        ("F1", "Nao-\nrni over a line’s end"),
        ("F1", "$tella"),
        ("F1", "Ste||a"),
        ("F1", "SteIIa"),
        ("F1", "Ste11a’s"),
        ("F2", "VVolska"),
        ("F2", "vvolska"),
        ("C1", "T0m was there"),
        ("C1", "0wen was there"),
        ("C1", "Ovven was there"),
    ] {
        let met = met(text);
        assert!(met.iter().any(|(one, _)| one == entry) && met.iter().all(|(one, _)| one == entry), "{text}: {met:?}");
        let asks = ["Naornl, twice disguised", "vvolska", "Ovven was there"].contains(&text);
        assert_eq!(met.iter().any(|(_, rule)| rule.stops()), !asks, "{text}: {met:?}");
    }
}

#[test]
fn what_is_almost_a_name_asks_a_person() {
    use Rule::{Alphabet, Backwards, Looks, OneLetter};
    for (entry, text, rule) in [
        ("F1", "Naommi was there", OneLetter),
        ("F1", "Namoi was there", OneLetter),
        ("V1", "the Torne family", OneLetter),
        ("V1", "TORNE", OneLetter),
        ("V1", "Tor-\nne over a line’s end", OneLetter),
        ("P1", "Rueben’s car", OneLetter),
        ("P1", "Reubin’s car", OneLetter),
        ("F2", "Judit rang", OneLetter),
        ("C1", "Torn was there", Looks),
        ("W1", "and Neil rang", Looks),
        ("V1", "alsI", Backwards),
        ("F1", "imoan", Backwards),
        ("V1", "Ісла", Alphabet),
        ("V1", "Торн", Alphabet),
        ("V1", "Θορν", Alphabet),
        ("P1", "Рубен", Alphabet),
        ("F1", "Наоми, Стелла", Alphabet),
        ("F2", "Волска", Alphabet),
        ("F2", "Джудит", Alphabet),
        ("W3", "Danuta", Alphabet),
    ] {
        let met = met(text);
        let asked = met.contains(&(entry.to_owned(), rule)) && met.iter().all(|(one, rule)| one == entry && !rule.stops());
        assert!(asked || text.starts_with("Torn was"), "{text}: {met:?}");
    }
}

#[test]
fn honest_words_are_nobody() {
    for text in [
        "torn between them, and worn out",
        "Carry the keys. Hairy, merry and sorry people hurry.",
        "the mail came; send e-mail to all",
        "a thorn; thorns; throne and shone",
        "the dumb waiter, the stellar team, islands, aisles and an islet",
        "All fell ill. Well, tell Bill: I'll call in all.",
        "In 2011 and 2010, 10am, 1st and 11th, £100, A1|B2|C3, !important, || or ||",
        "judicial, judges and a prejudice; Reuters and rubber",
        "owed, over, even and open",
        "Він пішов додому і нічого не сказав своїй матері",
        "the world is flat: a tale of Tory wars",
        "Harrow, Norwich, Oswestry, Ilford and Solihull",
    ] {
        assert_eq!(met(text), [], "{text}");
    }
    // A word that stands in small letters as well is a word.
    assert_eq!(met("Throne is a play. The throne stands there."), []);
    assert_eq!(met("Shorne is a village").len(), 1, "one that does not may be a slip");
}

#[test]
fn what_a_paper_says_on_purpose_is_no_misspelt_name() {
    let search = |named: &[String], called: &[&str]| {
        let text = b"Ms Thornes-Judit and Naomy met.".to_vec();
        let file = Finished { bytes: text, file_name: "a.txt".to_owned(), kind: FileKind::Text };
        let mut register = register();
        register.extend(called.iter().map(|name| term("F1", name, TermKind::Called)));
        scan_beside(&file, &register, named)
            .hits
            .into_iter()
            .filter(|hit| !hit.rule.stops())
            .map(|hit| hit.found)
            .collect::<Vec<_>>()
    };
    assert_eq!(search(&[], &[]), ["Naomy", "Judit"]);
    assert_eq!(search(&["Ada Judit".to_owned()], &[]), ["Naomy"]);
    assert_eq!(search(&[], &["Naomy"]), ["Judit"]);
    // What can be taken for a name asks, wherever it comes from.
    let file = Finished { bytes: "Naorni met them.".into(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
    let found = scan_beside(&file, &register(), &["Naorni Ash".to_owned()]).hits;
    assert_eq!(found.into_iter().map(|hit| hit.rule).collect::<Vec<_>>(), [Rule::Looks]);
}

#[test]
fn an_address_in_short_asks_a_person() {
    let rules = |text: &str| rules(TermKind::Address, "9 Weir Lane, Kelsall, QX7 3ZZ", text);
    for text in ["Weir Ln 9", "9, Weir Ln.", "at 9 weir la", "Weir, 9", "9 Weir"] {
        assert_eq!(rules(text), [Rule::InShort], "{text}");
    }
    assert_eq!(rules("9 Weir Lane"), [Rule::Exact]);
    for text in ["a weir in a lane", "Weir Lanterns", "19 Weir", "9 weirs", "Lane 9"] {
        assert_eq!(rules(text), [], "{text}");
    }
}

#[test]
fn why_something_asks_is_told_in_the_papers_own_words() {
    let file = Finished { bytes: "the Torne’s house".into(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
    let hits = scan(&file, &register()).hits;
    assert_eq!(hits.iter().map(Hit::why).collect::<Vec<_>>(), ["“Torne” is one letter from a name of V1"]);
    assert!(hits.iter().all(|hit| !hit.why().contains("Thorne") && hit.is_alike()));
}
