//! Two validators that are not typst judge every document. They need Java and Python, so `scripts/test-documents` runs these.

use std::path::Path;
use std::process::{Command, Output};

use dardr::typeset::press::{Templates, press};

use super::{day, samples, set};
use crate::support::project;

fn validate(folder: &Path) -> Output {
    Command::new(project().join("tests/pdf/validate")).arg(folder).output().unwrap()
}

/// What is said of a document that does not pass.
fn refused(body: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let sample = samples().into_iter().find(|sample| sample.name == "board-summary").unwrap();
    let bad = format!(
        "#set document(title: \"A document that does not pass\")\n#set text(lang: \"en\", font: \"Noto Sans\")\n= Heading\n{body}\n"
    );
    let templates = Templates::new([("board-summary.typ".to_owned(), bad)]);
    let pdf = press(&templates, sample.template, sample.data, day()).unwrap().pdf;
    std::fs::write(folder.path().join("bad.pdf"), pdf).unwrap();
    let verdict = validate(folder.path());
    let said = String::from_utf8_lossy(&verdict.stdout).into_owned();
    assert!(!verdict.status.success(), "{said}");
    said
}

#[test]
#[ignore = "needs the validators: run scripts/test-documents"]
fn every_sample_passes_both() {
    let folder = tempfile::tempdir().unwrap();
    for sample in samples() {
        std::fs::write(folder.path().join(format!("{}.pdf", sample.name)), set(sample.template, &sample.data).pdf).unwrap();
    }
    let verdict = validate(folder.path());
    assert!(verdict.status.success(), "{}", String::from_utf8_lossy(&verdict.stdout));
}

#[test]
#[ignore = "needs the validators: run scripts/test-documents"]
fn a_table_without_header_cells_fails() {
    let said = refused("#table(columns: 2, [a], [b], [c], [d])");
    assert!(said.contains("TBL-001") && said.contains("PASS ua1"), "only outloud sees it: {said}");
}

#[test]
#[ignore = "needs the validators: run scripts/test-documents"]
fn words_that_nobody_hears_fail() {
    let said = refused("Heard.\n#pagebreak()\n#pdf.artifact[One long line of words that a screen reader leaves out entirely.]");
    assert!(said.contains("TAG-002") && !said.contains("a head row again"), "{said}");
}
