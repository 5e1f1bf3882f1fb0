//! Entries that are no names, in other words than the register has them.

use super::*;

/// Whether each text is stopped, or asked about, or neither.
#[track_caller]
fn said(kind: TermKind, needle: &str, stops: &[&str], asks: &[&str], neither: &[&str]) {
    for text in stops {
        assert!(rules(kind, needle, text).iter().any(|rule| rule.stops()), "not stopped: {text}");
    }
    for text in asks {
        assert_eq!(rules(kind, needle, text), [Rule::InShort], "{text}");
    }
    for text in neither {
        assert_eq!(rules(kind, needle, text), [], "{text}");
    }
}

#[test]
fn an_operation_is_known_in_short_and_alone() {
    said(
        TermKind::Number,
        "Operation Saltmarsh",
        &[
            "Operation Saltmarsh",
            "operation saltmarsh,",
            "Op Saltmarsh",
            "OP SALTMARSH",
            "Op. Saltmarsh",
            "Op. Salt Marsh",
            "Op: Saltmarsh",
            "Operation Salt-marsh",
        ],
        &["under Saltmarsh they", "SALTMARSH", "Salt Marsh", "Salt-Marsh"],
        &["a saltmarsh by the sea", "the operation of a marsh", "salt marsh", "Operation Saltings"],
    );
    said(TermKind::Number, "Op Saltmarsh", &["Operation Saltmarsh", "Op. Saltmarsh"], &["Saltmarsh"], &[]);
    let common = ["He ran in the Park", "Parks", "the shop park"];
    said(TermKind::Number, "Operation Park", &["Operation Park"], &["Op Park", "Op. Park"], &common);
    said(TermKind::Number, "Operation May", &[], &[], &["the co-op may have", "In May"]);
}

#[test]
fn a_number_is_known_without_its_zeros_and_by_its_year() {
    said(
        TermKind::Number,
        "WV/25/00417",
        &["WV/25/00417", "WV 25 417", "WV/25/417", "WV25/417", "WV-25-0417", "wv25417", "(WV/2025/00417)", "WV 2025 417"],
        &["25/00417", "25/417", "2025/417", "417 of 2025", "00417 of 2025", "417 of 25"],
        &["WV/25/00418", "WV/24/00417", "417", "WV 25", "1417 of 2025", "417 of 2024", "25417", "WV/25/4170"],
    );
    said(TermKind::Number, "A/1/23", &["A/1/23", "A123"], &[], &["1/23", "1 of 2023", "A/01/023x"]);
    said(TermKind::Number, "943 476 5919", &["9434765919"], &[], &["943 476", "476 5919"]);
}

#[test]
fn a_day_is_known_in_figures_of_rome_in_words_and_by_its_weekday() {
    said(
        TermKind::Date,
        "1989-10-19",
        &[
            "19.X.89",
            "19.X.1989",
            "19 x 1989",
            "1989, 19 Oct",
            "1989 October 19th",
            "nineteenth of October in the year nineteen eighty-nine",
            "the nineteenth of October, nineteen eighty nine",
            "19 October in the year 1989",
        ],
        &[
            "19th day of the tenth month of 1989",
            "the nineteenth day of the tenth month of nineteen eighty-nine",
            "Thursday the nineteenth of October",
            "Thursday 19 October",
            "Thurs, Thu 19 Oct",
            "born on 19 October",
            "died on the 19th of October",
        ],
        &[
            "Friday the nineteenth of October",
            "on 19 October",
            "19 October 1990",
            "the tenth month of 1989",
            "the nineteenth day of the ninth month of 1989",
            "19.X.98",
            "19 y 89",
            "Thursday the ninth of October",
        ],
    );
    let died = "2024-02-08";
    said(
        TermKind::Date,
        died,
        &[],
        &["Thursday the eighth of February", "Thursday, 8 February"],
        &["8 February", "Monday 8 February"],
    );
}

#[test]
fn a_surgery_is_known_under_another_word_for_one() {
    for kind in [TermKind::Other, TermKind::Address] {
        said(
            kind,
            "Millpond Surgery",
            &["Millpond Surgery", "the Millpond\nSurgery"],
            &["Millpond practice", "the Millpond GP surgery", "Millpond Medical Centre", "MILLPOND PRACTICE"],
            &["the millpond practice of fishing", "a practice", "Millpond", "Weir practice"],
        );
    }
    said(TermKind::Other, "Larkfield Primary School", &[], &["Larkfield School", "Larkfield Primary"], &["Larkfield"]);
    let asked = "“Millpond practice” may be an address, a place, a day or a number of V1 in short";
    let file = Finished { bytes: b"Millpond practice".to_vec(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
    let hits = scan(&file, &[term("V1", "Millpond Surgery", TermKind::Other)]).hits;
    assert!(hits.iter().all(|hit| hit.why() == asked) && !hits.is_empty(), "{hits:?}");
}

#[test]
fn what_stands_in_clear_in_a_text_is_found_once_each() {
    let register = [
        term("V1", "Danuta Wolska", TermKind::Name),
        term("V1", "1990-06-02", TermKind::Date),
        term("V1", "14 Larch Street, Kelsall", TermKind::Address),
        term("V1", "Marta", TermKind::Called),
    ];
    let texts = ["{{V1}} lived at 14 Larch Street. Dr Okoro saw her.", "Born 2.6.90. {{V1:given}} lived. Dr Keane came."];
    let named = OnPurpose { people: vec!["Rosalind Keane".to_owned()], bodies: Vec::new() };
    let found: Vec<(String, Rule)> = in_clear(&texts, &register, &named).into_iter().map(|hit| (hit.found, hit.rule)).collect();
    let is = |text: &str, rule: Rule| (text.to_owned(), rule);
    for one in [is("14 Larch Street", Rule::Exact), is("2.6.90", Rule::Date), is("Dr Okoro", Rule::Titled)] {
        assert_eq!(found.iter().filter(|other| **other == one).count(), 1, "{found:?}");
    }
    assert_eq!(found.len(), 3, "{found:?}");
}
