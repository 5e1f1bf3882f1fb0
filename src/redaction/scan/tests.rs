mod alike;
mod damaged;
mod in_other_words;
mod unknown;

use super::*;

fn term(entry: &str, text: &str, kind: TermKind) -> Term {
    Term { entry: entry.to_owned(), text: text.to_owned(), kind }
}

fn rules(kind: TermKind, needle: &str, text: &str) -> Vec<Rule> {
    let file = Finished { bytes: text.as_bytes().to_vec(), file_name: "WYK-2025-a.txt".to_owned(), kind: FileKind::Text };
    let hits = scan(&file, &[term("V1", needle, kind)]).hits;
    hits.into_iter().filter(|hit| hit.place == Place::Text).map(|hit| hit.rule).collect::<BTreeSet<_>>().into_iter().collect()
}

fn found(kind: TermKind, needle: &str, text: &str) -> bool {
    !rules(kind, needle, text).is_empty()
}

#[test]
fn names_are_found_in_the_forms_in_which_they_hide() {
    use Rule::{Exact, Possessive, Spacing, Split};
    for (text, rule) in [
        ("we met danuta wolska there", Exact),
        ("DANUTA WOLSKA", Exact),
        ("Dánuta Wôlska,", Exact),
        ("Danuta\nWolska", Exact),
        ("Danuta-Wolska", Exact),
        ("Danuta Wolska’s keys", Possessive),
        ("Danuta Wolskas keys", Possessive),
        ("Danu-\nta Wolska", Split),
        ("Danu\u{AD}ta Wolska", Exact),
        ("Dan\nuta Wolska", Spacing),
        ("Dan\u{AD}\nuta Wolska", Split),
        ("DanutaWolska", Spacing),
        ("<p>Danuta <b>Wol</b>ska</p>", Exact),
        ("Danuta&nbsp;Wolsk&#97;", Exact),
        ("Dаnutа Wоlskа in Cyrillic clothes", Exact),
    ] {
        assert_eq!(rules(TermKind::Name, "Danuta Wolska", text), [rule], "{text}");
    }
}

#[test]
fn a_mark_beside_a_name_or_letters_of_another_dress_hide_nothing() {
    for text in [
        "Danuta¹ lived here",
        "Danuta2",
        "Danutaª and Danutaʰ",
        "ᴰᵃⁿᵘᵗᵃ",
        "Da~nuta",
        "DAΝUTA",
        "ᴅanuta",
        "Da\u{2800}nuta",
        "Da\u{115F}nuta, Da\u{3164}nuta",
    ] {
        assert!(found(TermKind::Name, "Danuta", text), "{text}");
    }
    for text in ["Ԁoreen", "Dorɛɛn", "DORƐƐN", "Dɵreen", "DƟREEN", "Doгeen", "Doreeп", "Dогɛeп"] {
        assert!(found(TermKind::Name, "Doreen", text), "{text}");
    }
    assert!(found(TermKind::Name, "Dawn", "Daԝn") && found(TermKind::Name, "Dawn", "DAԜN"));
    assert!(found(TermKind::Name, "Прасковья", "у прасковья") && found(TermKind::Name, "Григорий", "Григорий, григорий"));
    assert!(found(TermKind::Name, "Miriam", "Міrіам, Mirιaм"), "letters of two other alphabets");
    assert!(found(TermKind::Name, "Νίκος", "Νίκος and νικος"), "a name in its own alphabet");
}

#[test]
fn parts_of_other_words_are_not_names() {
    for text in ["Anna-Lena", "Hannah", "banana", "Ann a", "manna."] {
        assert_eq!(found(TermKind::Name, "Anna", text), text.starts_with("Anna"), "{text}");
    }
    assert!(!found(TermKind::Name, "Ian", "I an old man"), "a plain space does not split a name");
}

#[test]
fn a_name_that_is_a_word_asks_a_person() {
    assert_eq!(rules(TermKind::Name, "May", "She may go in May."), [Rule::CommonWord]);
    assert_eq!(rules(TermKind::Name, "House", "the House of Lords"), [Rule::CommonWord]);
    assert_eq!(rules(TermKind::Name, "I Hope", "and I Hope that I hope"), [Rule::CommonWord]);
    assert_eq!(rules(TermKind::Name, "May Hope", "she may hope so"), [Rule::Exact], "a whole name is never a word");
    assert!(!found(TermKind::Name, "Hope", "we hope so"));
    let file = Finished { bytes: b"Hope rang.".to_vec(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
    let scan = scan(&file, &[term("V1", "Hope", TermKind::Name)]);
    assert!(!scan.is_clean() && !scan.stops());
}

#[test]
fn numbers_are_found_in_other_groupings() {
    for text in ["07700 900123", "07700900123", "+44 7700 900 123", "0044 7700 900123", "+44 (0)7700-900123", "(07700) 900.123"] {
        assert!(found(TermKind::Phone, "07700 900123", text), "{text}");
        assert!(found(TermKind::Phone, "+447700900123", text), "{text}");
    }
    assert!(!found(TermKind::Phone, "07700 900123", "077009001234"));
    for text in ["943 476 5919", "9434765919", "943-476-5919"] {
        assert!(found(TermKind::Number, "943 476 5919", text), "{text}");
    }
    assert!(found(TermKind::Number, "AB12 CDE", "a blue car, AB12CDE,"));
    assert!(found(TermKind::Email, "danuta.w@example.org", "write to Danuta.W@Example.org."));
}

#[test]
fn dates_are_found_in_a_dozen_forms_and_other_days_are_not() {
    for text in [
        "1990-06-02",
        "2 June 1990",
        "02 June 1990",
        "2nd June 1990",
        "2nd of June 1990",
        "June 2, 1990",
        "June 2nd, 1990",
        "2 Jun 1990",
        "02-Jun-90",
        "02/06/1990",
        "2/6/1990",
        "2/6/90",
        "02.06.1990",
        "02.06.90",
        "02-06-1990",
        "19900602",
        "02061990",
        "the second of June 1990",
        "2 Mehefin 1990",
        "2 JUNE\n1990",
        "2 June, 1990",
    ] {
        assert_eq!(rules(TermKind::Date, "1990-06-02", text), [Rule::Date], "{text}");
    }
    for text in ["June 1990", "12 June 1990", "2 June 1991", "12/06/1990", "2/61/990", "2 6 1990th", "22/6/90"] {
        assert!(!found(TermKind::Date, "1990-06-02", text), "{text}");
    }
}

#[test]
fn addresses_are_found_by_their_parts() {
    let address = "14 Larch Street, Kelsall WY4 7QT";
    for text in
        ["14 Larch Street, Kelsall WY4 7QT", "at 14 larch street", "a house in Larch Street", "wy47qt", "14 Larch\nStreet"]
    {
        assert!(found(TermKind::Address, address, text), "{text}");
    }
    assert!(!found(TermKind::Address, address, "a larch in a street in Kelsall"));
}

#[test]
fn other_scripts_are_found_and_may_be_drawn_backwards() {
    for (name, text) in [
        ("فاطمة", "اسمها فَاطِمَة هنا"),
        ("শিউলি", "তার নাম শিউলি ছিল"),
        ("ਗੁਰਪ੍ਰੀਤ", "ਗੁਰਪ੍ਰੀਤ ਸੀ"),
        ("שרה כהן", "ןהכ הרש"),
        ("王伟", "他叫王伟吗"),
    ] {
        assert!(found(TermKind::Name, name, text), "{text}");
    }
}

#[test]
fn the_files_name_is_searched() {
    let file =
        Finished { bytes: b"clean".to_vec(), file_name: "Report_Danuta_Wolska_final.txt".to_owned(), kind: FileKind::Text };
    let scan = scan(&file, &[term("V1", "Danuta Wolska", TermKind::Name)]);
    assert_eq!(scan.hits.iter().map(|hit| hit.place.clone()).collect::<Vec<_>>(), [Place::FileName]);
    assert_eq!(format!("{:?}", scan.hits), "[V1 in the file’s name (Exact)]", "what was found is not for a log");
}

#[test]
fn what_cannot_be_read_is_not_clean() {
    let not_a_pdf = Finished { bytes: b"%PDF-1.7 but not really".to_vec(), file_name: "a.pdf".to_owned(), kind: FileKind::Pdf };
    assert!(scan(&not_a_pdf, &[]).stops());
    let not_text = Finished { bytes: vec![0xFF, 0xFE, 0x41], file_name: "a.txt".to_owned(), kind: FileKind::Text };
    assert!(scan(&not_text, &[]).stops());
}

#[test]
fn the_longest_find_stands_for_those_within_it() {
    let file = Finished { bytes: b"Danuta Wolska and Danuta".to_vec(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
    let register =
        [term("V1", "Danuta Wolska", TermKind::Name), term("V1", "Danuta", TermKind::Name), term("V1", "Wolska", TermKind::Name)];
    let found: BTreeSet<String> =
        scan(&file, &register).hits.into_iter().filter(|hit| hit.place == Place::Text).map(|hit| hit.found).collect();
    assert_eq!(found, BTreeSet::from(["Danuta Wolska".to_owned(), "Danuta".to_owned()]));
}

#[test]
fn one_word_of_a_name_within_the_name_of_a_panel_member_asks_a_person() {
    let with = |text: &str| {
        let file = Finished { bytes: text.as_bytes().to_vec(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
        let register = [term("F1", "Sarah Quillfeather", TermKind::Name), term("F1", "Sarah", TermKind::Name)];
        scan_beside(&file, &register, &["Sarah Jonas".to_owned(), "Ann Sarah Quillfeather".to_owned()])
    };
    let asked = with("Panel: Sarah Jonas, head of service");
    assert!(!asked.is_clean() && !asked.stops());
    assert!(with("Sarah said so to Ms Jonas").stops());
    assert!(with("Ann Sarah Quillfeather, head of service").stops(), "a whole name is nobody else's");
}

#[test]
fn the_same_words_ask_the_same_wherever_the_lines_break() {
    let asked = |text: &str| {
        let file = Finished { bytes: text.as_bytes().to_vec(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
        let hits = scan(&file, &[term("W1", "May", TermKind::Name)]).hits;
        hits.iter().map(Hit::question).collect::<BTreeSet<_>>()
    };
    let once = asked("The review began in May 2025, when the partnership had decided.");
    assert_eq!(once.len(), 1);
    assert_eq!(once, asked("The review be-\ngan in\nMay 2025, when the part\u{AD}nership had decided."));
    assert_ne!(once, asked("The review ended in May 2025, when the partnership had decided."));
    assert_eq!(asked("a well-known man, mid-May, said"), asked("a well-\nknown man, mid-\nMay,\nsaid"));
}

#[test]
fn an_answer_holds_for_what_is_written_and_for_nothing_else() {
    let asked = |text: &str| {
        let file = Finished { bytes: text.as_bytes().to_vec(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
        let hits = scan(&file, &[term("W1", "May", TermKind::Name)]).hits;
        hits.iter().map(Hit::question).collect::<BTreeSet<_>>()
    };
    for (month, person) in [
        ("- 3 May rang the police", "- 3. May rang the police"),
        ("evening of 6 May rang", "evening of: May rang"),
        ("in May she", "in. May she"),
        ("They met in May rain", "they met In May Rain"),
        ("3 May", "4 May"),
    ] {
        assert!(asked(month).is_disjoint(&asked(person)), "{person}");
        assert_eq!(asked(&format!("{month} and so on for longer than is read\n{person}")).len(), 2, "{person}");
    }
}

#[test]
fn several_of_a_name_and_a_lost_apostrophe_hide_nothing() {
    for (name, text) in [
        ("Ian", "Ians mother"),
        ("Zoe", "Zoës house"),
        ("Mia", "mias"),
        ("Jones", "the Joneses"),
        ("Tench", "the Tenches’ house"),
        ("Nowak", "the Nowaks’ house"),
    ] {
        assert_eq!(rules(TermKind::Name, name, text), [Rule::Possessive], "{text}");
    }
    for (name, text) in
        [("Fox", "Foxs keys"), ("Fox", "the Foxes"), ("Lee", "the Lees"), ("Les", "Less"), ("House", "the Houses")]
    {
        assert_eq!(rules(TermKind::Name, name, text), [Rule::CommonWord], "{text}");
    }
    for (name, text) in
        [("Tim", "times"), ("Sid", "on both sides"), ("Les", "less"), ("Bill", "bills"), ("Fox", "foxes"), ("Ian", "Iansen")]
    {
        assert!(!found(TermKind::Name, name, text), "{text}");
    }
}

#[test]
fn a_word_that_is_more_often_a_name_asks_in_lower_case_too() {
    for (name, text) in [("Jasmine", "jasmine rang"), ("Lee", "saw lee’s car"), ("Carter", "mr carter"), ("Sue", "sue said")] {
        assert_eq!(rules(TermKind::Name, name, text), [Rule::CommonWord], "{text}");
    }
    for (name, text) in [("House", "a house"), ("May", "she may go"), ("Love", "with love")] {
        assert!(!found(TermKind::Name, name, text), "{text}");
    }
}

/// A PDF of one page with this drawing, these resources and these properties.
fn pdf(drawing: &str, resources: lopdf::Dictionary, properties: lopdf::Stream) -> Finished {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let content = document.add_object(Stream::new(dictionary! {}, drawing.as_bytes().to_vec()));
    let page =
        document.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources });
    document
        .objects
        .insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }));
    let properties = document.add_object(properties);
    let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages, "Metadata" => properties });
    document.trailer.set("Root", root);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    Finished { bytes, file_name: "a.pdf".to_owned(), kind: FileKind::Pdf }
}

#[test]
fn what_of_a_pdf_cannot_be_read_is_not_clean() {
    use lopdf::{Stream, dictionary};
    let properties = || Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, b"<x/>".to_vec());
    let font = |kind: &str| dictionary! { "Font" => dictionary! { "F1" => dictionary! { "Type" => "Font", "Subtype" => kind, "BaseFont" => "Aa" } } };
    let drawing = "BT /F1 12 Tf (Danuta) Tj ET";
    let search = |file: Finished| scan(&file, &[term("V1", "Danuta", TermKind::Name)]);
    let read = search(pdf(drawing, font("Type1"), properties()));
    assert!(read.unread.is_empty() && !read.hits.is_empty(), "{read:?}");
    assert!(search(pdf(drawing, dictionary! {}, properties())).stops(), "a font that is not there");
    assert!(!search(pdf(drawing, font("Type0"), properties())).unread.is_empty(), "a font that tells no letters");
    assert!(!search(pdf("/X1 Do", dictionary! {}, properties())).unread.is_empty(), "a form that is not there");
    let packed = Stream::new(dictionary! { "Type" => "Metadata", "Filter" => "FlateDecode" }, b"not packed".to_vec());
    assert!(!search(pdf(drawing, font("Type1"), packed)).unread.is_empty(), "properties that do not unpack");
}

#[test]
fn letters_that_stand_apart_or_in_brackets_are_the_name() {
    use Rule::{CommonWord, Exact, Spacing, Split};
    for (text, rule) in [
        ("D o r e e n rang", Spacing),
        ("D.O.R.E.E.N.", Spacing),
        ("d-o-r-e-e-n", Split),
        ("D o\nr e e n", Spacing),
        ("Dor(e)en", Split),
        ("(D)oreen", Split),
        ("Dor[ee]n", Split),
        ("(Doreen)", Exact),
    ] {
        assert_eq!(rules(TermKind::Name, "Doreen", text), [rule], "{text}");
    }
    assert_eq!(rules(TermKind::Name, "Doreen Ashe", "D o r e e n  A s h e"), [Spacing]);
    assert_eq!(rules(TermKind::Name, "Ali", "A. L. I. Smith"), [CommonWord]);
    for text in ["I an old man", "i a n t", "do re en", "a door e en"] {
        assert!(!found(TermKind::Name, "Doreen", text) && (text == "i a n t" || !found(TermKind::Name, "Ian", text)), "{text}");
    }
}

#[test]
fn the_same_words_tell_how_often_they_stand() {
    let text = "In May she went. ".to_owned()
        + &"It was so, and nobody else was there to see it; in May she rang them and then came home to the flat. ".repeat(7);
    let file = Finished { bytes: text.into_bytes(), file_name: "a.txt".to_owned(), kind: FileKind::Text };
    let hits = scan(&file, &[term("W1", "May", TermKind::Name)]).hits;
    assert!(hits.iter().any(|hit| hit.times == 7), "{:?}", hits.iter().map(|hit| hit.times).collect::<Vec<_>>());
}

#[test]
fn what_the_format_calls_its_parts_is_nobody() {
    use lopdf::{Object, Stream, dictionary};
    let font = || dictionary! { "Font" => dictionary! { "F1" => dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Aa" } } };
    let properties = || Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, b"<x/>".to_vec());
    let search = |file: Finished, name: &str| scan(&file, &[term("V1", name, TermKind::Name)]);
    for name in ["Page", "Pages", "Catalog", "Type"] {
        assert!(search(pdf("BT /F1 12 Tf (one) Tj ET", font(), properties()), name).is_clean(), "{name}");
    }
    assert!(!search(pdf("BT /F1 12 Tf (Ms Page) Tj ET", font(), properties()), "Page").is_clean());
    let mut named = properties();
    named.dict.set("Creator", Object::Name(b"Danuta".to_vec()));
    assert!(!search(pdf("BT /F1 12 Tf (one) Tj ET", font(), named), "Danuta").is_clean(), "a name of nobody’s format");
}
