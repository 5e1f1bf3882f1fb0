//! Each sample fits its struct, typesets without a warning, twice to the same bytes, and reads as it did.

use std::collections::BTreeSet;

use dardr::redaction::pdf_text;
use dardr::typeset::{Template, papers};

use super::{samples, set};
use crate::support::project;

#[test]
fn every_template_has_a_full_sample_and_one_with_little_in_it() {
    let names: BTreeSet<String> = samples().into_iter().map(|sample| sample.name).collect();
    for template in Template::ALL {
        assert!(names.contains(template.name()), "{} has no sample", template.name());
        let more = names.iter().any(|name| name.starts_with(&format!("{}.", template.name())));
        assert!(more, "{} has one sample only", template.name());
    }
}

#[test]
fn every_sample_is_written_as_its_struct_writes_it() {
    for sample in samples() {
        let complete = papers::complete(sample.template, sample.data).unwrap_or_else(|fault| panic!("{}: {fault}", sample.name));
        let written = serde_json::to_string_pretty(&complete).unwrap() + "\n";
        expect_test::expect_file![&sample.path].assert_eq(&written);
    }
}

#[test]
fn every_sample_typesets_without_a_warning_and_reads_as_it_did() {
    for sample in samples() {
        let sheet = set(sample.template, &sample.data);
        assert_eq!(sheet.warnings, Vec::<String>::new(), "{}", sample.name);
        let expected: BTreeSet<char> =
            if sample.name == "overview-report.long" { ['王', '伟'].into() } else { BTreeSet::new() };
        assert_eq!(sheet.replaced, expected, "{}", sample.name);
        let text = pdf_text(&sheet.pdf).unwrap();
        let golden = project().join(format!("tests/golden/documents/{}.txt", sample.name));
        expect_test::expect_file![golden].assert_eq(&text);
    }
}

#[test]
fn the_same_data_gives_the_same_bytes_and_another_word_other_bytes() {
    let sample = samples().into_iter().find(|sample| sample.name == "family-letter").unwrap();
    let first = set(sample.template, &sample.data).pdf;
    assert!(first == set(sample.template, &sample.data).pdf);
    let mut other = sample.data;
    other["person"] = "Dana".into();
    assert!(first != set(sample.template, &other).pdf);
}

/// v5.0.0-1.2.8: what goes into a typeset paper is words, whatever marks it has.
#[test]
fn what_people_write_is_never_read_as_markup() {
    let hostile = "*b* $x$ #eval(\"1\") #include \"/etc/passwd\" @ref <l> // ]#panic()[ = Heading";
    let sample = samples().into_iter().find(|sample| sample.name == "delay-notice").unwrap();
    let mut data = sample.data;
    data["work_done"] = hostile.into();
    data["agreed_by"] = hostile.into();
    let text = pdf_text(&set(sample.template, &data).pdf).unwrap().replace('\n', " ");
    assert!(text.matches("#include “/etc/passwd” @ref <l> // ]#panic()[ = Heading").count() == 2, "{text}");
}

#[test]
fn no_template_can_run_what_it_is_given() {
    for entry in std::fs::read_dir(project().join("templates-typst")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "typ") {
            let text = std::fs::read_to_string(&path).unwrap();
            for word in ["eval(", "read(", "plugin(", "@preview", "image("] {
                assert!(!text.contains(word), "{} has {word}", path.display());
            }
        }
    }
}

#[test]
fn a_field_with_the_wrong_name_is_told() {
    let sample = samples().into_iter().find(|sample| sample.name == "family-letter").unwrap();
    let mut data = sample.data;
    data["persn"] = "Danuta".into();
    let fault = dardr::typeset::press::press(&dardr::typeset::press::Templates::built_in(), sample.template, data, super::day());
    let fault = fault.unwrap_err();
    assert!(fault.to_string().contains("the data of family-letter"), "{fault}");
    assert!(!fault.to_string().contains("Danuta"), "an error never repeats the document");
}

/// The Home Office's letter may be long (60,000 characters), and of nothing but short points: that is set while its maker waits.
#[test]
fn a_letter_of_nothing_but_points_is_set() {
    let sample = samples().into_iter().find(|sample| sample.name == "overview-report").unwrap();
    let mut data = sample.data;
    data["appendices"]["quality_assurance_letter"] = "- a\n".repeat(15_000).into();
    assert!(set(sample.template, &data).pages > 100);
}
