//! What was typed where something is not known stops nothing, and what is known is found in other groupings, orders and signs.

use super::*;

fn says(kind: TermKind, needle: &str, text: &str) -> Option<bool> {
    let found = rules(kind, needle, text);
    if found.is_empty() { None } else { Some(found.iter().any(|rule| rule.stops())) }
}

#[test]
fn words_for_what_is_unknown_are_looked_for_nowhere() {
    let text = "Through the control room, ext. 5: at home it was not known, none was, and nothing unknown. Call 101 or 999. It is 44, 05, 0044 and 440. \
                The nursery and the hospital. N/A. In 2025. To be confirmed. The park. Operation none. 12 of them";
    for (kind, typed) in [
        (TermKind::Phone, "Through the control room"),
        (TermKind::Phone, "Call 101"),
        (TermKind::Phone, "Ext 5"),
        (TermKind::Phone, "999"),
        (TermKind::Other, "Not known"),
        (TermKind::Other, "None"),
        (TermKind::Other, "At home"),
        (TermKind::Other, "N/A"),
        (TermKind::Address, "At home"),
        (TermKind::Address, "12"),
        (TermKind::Number, "None"),
        (TermKind::Number, "Not yet known"),
        (TermKind::Number, "To be confirmed"),
        (TermKind::Number, "Operation none"),
        (TermKind::Number, "2025"),
        (TermKind::Number, "101"),
        (TermKind::Email, "none"),
        (TermKind::Name, "Unknown"),
        (TermKind::Name, "Not known"),
    ] {
        assert_eq!(says(kind, typed, text), None, "{typed}");
    }
    assert_eq!(says(TermKind::Other, "High School", "the High School wrote"), Some(false), "it may be the name");
    assert_eq!(says(TermKind::Other, "High School", "a high school"), None);
    assert_eq!(says(TermKind::Number, "Park", "under Park they"), Some(false));
    assert_eq!(says(TermKind::Number, "Park", "in the park"), None);
    assert_eq!(says(TermKind::Address, "At home, 9 Weir Lane, Kelsall", "she was at home"), None);
    assert_eq!(says(TermKind::Address, "At home, 9 Weir Lane, Kelsall", "at 9 Weir Lane"), Some(true));
}

#[test]
fn a_number_is_found_without_its_zero_and_in_other_letters() {
    for typed in ["07700 900123", "+44 7700 900123", "Mobile 07700 900123, ext 12"] {
        for text in ["7700 900123", "7700 900 123", "07700 (mobile) 900123", "O77OO 9OOl23", "٠٧٧٠٠٩٠٠١٢٣", "07700 900123"]
        {
            assert_eq!(says(TermKind::Phone, typed, text), Some(true), "{typed}: {text}");
        }
        assert_eq!(says(TermKind::Phone, typed, "on 12 January, 900123 of them, 17700 900123"), None, "{typed}");
    }
    assert_eq!(says(TermKind::Phone, "960123", "on 960123"), Some(false), "within a town");
}

#[test]
fn a_day_is_found_in_any_order_and_language() {
    for text in ["9/04/1989", "09/4/89", "9.04.1989", "1989-4-09", "9/4/1989", "IX.IV.1989"] {
        assert_eq!(says(TermKind::Date, "1989-04-09", text), Some(true), "{text}");
    }
    for text in [
        "in 1996 on 14 July",
        "14th day of July in 1996",
        "July of ’96, the 14th",
        "14 Gorffennaf 1996",
        "14eg o Orffennaf 1996",
        "14 juillet 1996",
        "14. Juli 1996",
        "14 lipca 1996",
        "XIV.VII.1996",
        "14 July in 1996",
        "fourteenth day of July, 1996",
        "١٤/٧/١٩٩٦",
    ] {
        assert_eq!(says(TermKind::Date, "1996-07-14", text), Some(true), "{text}");
    }
    for text in [
        "140796",
        "960714",
        "96-07-14",
        "7/14/96",
        "07/14/1996",
        "her birthday is 14/7",
        "born 14 July",
        "his birthday on July 14th",
    ] {
        assert_eq!(says(TermKind::Date, "1996-07-14", text), Some(false), "{text}");
    }
    for text in ["14/7", "14 July", "1407961", "114/7/96", "14 Gorffennaf", "in 1996 on 4 July", "1996 on the 24th of July"] {
        assert_eq!(says(TermKind::Date, "1996-07-14", text), None, "{text}");
    }
}

#[test]
fn a_postcode_and_a_street_are_found_otherwise_written() {
    let address = "9 Weir Lane, Kelsall, ZZ6 2LP";
    for text in ["ZZ6 2 LP", "ZZ 62 LP", "Z.Z.6.2.L.P", "zz62lp", "ZZб 2LP", "ZZ6\n2LP"] {
        assert_eq!(says(TermKind::Address, address, text), Some(true), "{text}");
    }
    for text in ["Wier Lane", "Weire Lane", "at 9 Wear Ln", "WEAR LANE", "Weirs Lane"] {
        assert_eq!(says(TermKind::Address, address, text), Some(false), "{text}");
    }
    for text in ["a wear lane", "Ware House", "Wear and lane", "Wired Lane", "ZZ6 2LQ"] {
        assert_eq!(says(TermKind::Address, address, text), None, "{text}");
    }
    let file = Finished { bytes: b"in Wier Lane".to_vec(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
    let hits = scan(&file, &[term("V1", address, TermKind::Address)]).hits;
    assert_eq!(hits.iter().map(Hit::why).collect::<Vec<_>>(), ["“Wier Lane” is one letter from a street of V1"]);
    assert_eq!(says(TermKind::Address, "2 Old Mill Road", "Old Mull Road, New Mull Road"), Some(false));
    assert_eq!(says(TermKind::Address, "2 Old Mill Road", "New Mull Road"), None);
}

#[test]
fn a_name_is_found_in_signs_and_with_a_space_in_it() {
    for text in ["🅝🅐🅞🅜🅘", "🅽🅰🅾🅼🅸", "🇳🇦🇴🇲🇮"] {
        assert_eq!(says(TermKind::Name, "Naomi", text), Some(true), "{text}");
    }
    for text in ["N40m1", "Na1omi", "Na½omi", "Na™omi"] {
        assert!(found(TermKind::Name, "Naomi", text), "{text}");
    }
    for (name, text) in [("Voss", "Vo$$"), ("Isla", "¡sla"), ("Voss", "Vo ss"), ("Thorne", "the Horne family")] {
        assert_eq!(says(TermKind::Name, name, text), Some(false), "{text}");
    }
    for (name, text) in
        [("Theo", "The o"), ("Erin", "the ER in Kelsall"), ("Liam", "a li am"), ("Anna", "Ann a"), ("Naomi", "N12")]
    {
        assert_eq!(says(TermKind::Name, name, text), None, "{text}");
    }
}

#[test]
fn a_paper_for_publication_asks_about_letters_that_are_not_read() {
    let search = |text: &str| {
        let file = Finished { bytes: text.as_bytes().to_vec(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
        let register = [term("V1", "Naomi Thorne", TermKind::Name)];
        let named = OnPurpose { people: vec!["王伟".to_owned()], bodies: Vec::new() };
        (scan_for_publication(&file, &register, &named), scan(&file, &register))
    };
    let (published, inside) = search("called נעמי by them");
    assert!(inside.is_clean() && !published.is_clean() && !published.stops());
    let hit = &published.hits[0];
    assert_eq!((hit.entry_in_register(), hit.whose()), (None, "The search cannot tell"));
    assert!(hit.is_alike() && hit.why().contains("“נעמי”") && hit.why().contains("somebody who can read it"));
    assert!(search("by 王伟 of the panel").0.is_clean());
}
