//! The words of every mail, checked in.

use dardr::outbox::{Facts, Kind, letter};

use super::public;
use crate::support::project;

fn facts(kind: Kind) -> Facts {
    let of_a_person = matches!(
        kind,
        Kind::Invitation
            | Kind::ResetPassword
            | Kind::PasswordChanged
            | Kind::PostGiven
            | Kind::PostEnded
            | Kind::BankHolidaysRunOut
    );
    Facts {
        reference: if of_a_person || kind == Kind::Digest { String::new() } else { "NFK-2026-001".into() },
        due: "2026-03-12".parse().ok(),
        path: "/a/page".into(),
        count: 3,
    }
}

fn on(day: &str) -> chrono::NaiveDate {
    day.parse().unwrap()
}

#[test]
fn a_day_that_has_passed_was_due() {
    let said = |written: &str| letter(Kind::ActionDue, &facts(Kind::ActionDue), &[], &public(), on(written)).text;
    assert!(said("2026-03-12").contains("By: Thursday 12 March 2026"));
    assert!(said("2026-03-13").contains("Was due: Thursday 12 March 2026"));
}

#[test]
fn every_mail_is_checked_in() {
    for kind in Kind::all() {
        let mail = letter(kind, &facts(kind), &[], &public(), on("2026-03-01"));
        let name = kind.to_string().replace(':', "-");
        let path = project().join(format!("tests/golden/mails/{name}.txt"));
        expect_test::expect_file![path].assert_eq(&format!("{}\n\n{}", mail.subject, mail.text));
    }
}

#[test]
fn no_mail_names_what_a_review_is_about() {
    for kind in Kind::all() {
        let mail = letter(kind, &facts(kind), &[], &public(), on("2026-03-01"));
        let words = format!("{} {}", mail.subject, mail.text).to_lowercase();
        for word in ["homicide", "suicide", "murder", "kill", "abuse", "victim", "perpetrator", "deceased"] {
            assert!(!words.contains(word), "{kind} says {word}");
        }
        assert!(mail.subject.len() < 100, "{kind}: a subject that long is cut: {}", mail.subject);
    }
}
