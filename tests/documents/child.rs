//! The child process: the same bytes, and a sentence for everything that can go wrong.

use std::time::{Duration, Instant};

use dardr::typeset::{Template, TypesetError, Typesetter};
use serde_json::json;

use super::{day, samples, set};

fn typesetter() -> Typesetter {
    Typesetter::new(env!("CARGO_BIN_EXE_dardr").into())
}

/// A shell in the child's place.
fn shell(script: &str) -> Typesetter {
    Typesetter::new("/bin/sh".into()).with(&["-c", script], Duration::from_secs(20))
}

#[tokio::test]
async fn the_child_gives_the_bytes_that_the_press_gives() {
    let sample = samples().into_iter().find(|sample| sample.name == "overview-report.long").unwrap();
    let pdf = typesetter().typeset(sample.template, &sample.data, day()).await.unwrap();
    let sheet = set(sample.template, &sample.data);
    assert!(pdf.bytes == sheet.pdf && pdf.pages == sheet.pages);
    assert_eq!(pdf.replaced, ['伟', '王']);
    let notice = "2 different characters could not be shown. A note stands in the place of each: [U+4F1F], [U+738B].";
    assert_eq!(pdf.notice().unwrap(), notice);
}

#[tokio::test]
async fn data_that_does_not_fit_is_a_fault_of_the_template() {
    let fault = typesetter().typeset(Template::BoardSummary, &json!({ "Danuta": 1 }), day()).await.err().unwrap();
    assert!(matches!(fault, TypesetError::Template { .. }));
    assert!(!fault.to_string().contains("Danuta"));
}

#[tokio::test]
async fn a_child_that_does_not_end_is_ended() {
    let before = Instant::now();
    let slow = Typesetter::new("/bin/sleep".into()).with(&["600"], Duration::from_millis(300));
    let fault = slow.typeset(Template::BoardSummary, &json!({}), day()).await.err().unwrap();
    assert!(matches!(fault, TypesetError::TookTooLong) && before.elapsed() < Duration::from_secs(300));
}

#[tokio::test]
async fn each_bad_end_has_its_sentence() {
    for (script, sentence) in [
        ("kill -s ABRT $$", "The document is too big to typeset."),
        ("kill -s KILL $$", "The document is too big to typeset."),
        ("kill -s XCPU $$", "The document took too long to typeset."),
        ("kill -s SEGV $$", "The document could not be typeset: the typesetter stopped unexpectedly."),
        ("echo hello", "The document could not be typeset: the typesetter stopped unexpectedly."),
        ("exit 1", "The document could not be typeset: the typesetter stopped unexpectedly."),
        ("echo '\"no_fonts\"'", "The document could not be typeset: this build has no fonts."),
    ] {
        let fault = shell(script).typeset(Template::BoardSummary, &json!({}), day()).await.err().unwrap();
        assert!(fault.to_string().starts_with(sentence), "{script}: {fault}");
    }
    let fault =
        Typesetter::new("/no/such/program".into()).typeset(Template::BoardSummary, &json!({}), day()).await.err().unwrap();
    assert!(matches!(fault, TypesetError::Child(_)));
}

/// v5.0.0-1.2.5: nothing that people write reaches the command line or the environment of a program.
#[tokio::test]
async fn a_child_that_sees_nothing_of_the_servers_surroundings() {
    let fault = shell("[ -z \"$HOME$PATH_INFO$DARDR_DATABASE\" ] && echo '\"no_fonts\"'")
        .typeset(Template::BoardSummary, &json!({}), day())
        .await;
    assert!(matches!(fault, Err(TypesetError::NoFonts)), "the environment is empty");
}

#[tokio::test]
async fn a_section_as_long_as_a_person_may_write_is_typeset() {
    let sample = samples().into_iter().find(|sample| sample.name == "overview-report.bare").unwrap();
    let mut data = sample.data;
    data["sections"]["chronology"]["text"] = "She rang and nobody came. ".repeat(7_600).into();
    let pdf = typesetter().typeset(sample.template, &data, day()).await.unwrap();
    assert!(pdf.pages > 50, "{} pages", pdf.pages);
}

#[tokio::test]
async fn a_document_that_needs_more_memory_than_it_may_have_is_told_so() {
    let sample = samples().into_iter().find(|sample| sample.name == "overview-report.bare").unwrap();
    let mut data = sample.data;
    for section in ["chronology", "background"] {
        data["sections"][section]["text"] = "She rang and nobody came. ".repeat(7_600).into();
    }
    let small = typesetter().within(Duration::from_secs(60), 270 << 20, 1);
    let fault = small.typeset(sample.template, &data, day()).await.err().unwrap();
    assert!(matches!(fault, TypesetError::TooBig), "{fault}");
}
