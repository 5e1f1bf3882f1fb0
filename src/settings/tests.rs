use super::*;

const ABOUT: &str = "# Settings

dardr reads its settings from the environment. They can also stand in a file, a `NAME=value` on each line, that is named with
`--settings FILE` or in `DARDR_SETTINGS`; what the environment holds wins. Lines that begin with `#` are remarks. An empty value counts as left out.

dardr refuses to start when a setting is wrong, missing or misspelt, and says which one and what could be written. `dardr serve --check` only reads the settings and
tries the database, the keys and the mail route, and stops.

Passwords are read from files, so that they stand neither in the environment nor in a list of processes.

";

fn least() -> Vec<(&'static str, &'static str)> {
    vec![
        ("DARDR_DEPLOYMENT_KEY", "/etc/dardr/deployment.key"),
        ("DARDR_MAIL", "folder:data/mail"),
        ("DARDR_MAIL_FROM", "Reviews <reviews@example.gov.uk>"),
    ]
}

fn read(more: &[(&'static str, &'static str)]) -> Result<Settings, String> {
    let source: Source = least().into_iter().chain(more.iter().copied()).collect();
    Settings::read(&source).map_err(|wrong| wrong.to_string())
}

/// What is said about a setting that is wrong.
fn said(name: &'static str, value: &'static str) -> String {
    let all = read(&[(name, value)]).unwrap_err();
    let lines: Vec<_> = all.lines().filter(|line| line.starts_with("  ")).collect();
    assert_eq!(lines.len(), 1, "{all}");
    lines[0].trim().to_owned()
}

#[test]
fn the_page_for_people_who_run_it_says_what_the_code_does() {
    expect_test::expect_file!["../../docs/run/settings.md"].assert_eq(&format!("{ABOUT}{}", print()));
}

#[test]
fn three_settings_are_enough_on_one_machine() {
    let settings = read(&[]).unwrap();
    assert_eq!(settings.web.public.link("/reviews"), "http://127.0.0.1:8080/reviews");
    assert_eq!(settings.database.reveal(), "sqlite:data/dardr.db");
    assert_eq!(settings.web.upload_limit, 26_214_400);
    assert_eq!(settings.law.s8a_commencement, None);
    assert!(matches!(&settings.mail.route, MailRoute::Folder(folder) if folder.ends_with("mail")));
}

#[test]
fn every_default_and_example_is_understood() {
    for entry in ALL {
        let example = entry.example;
        // Files that are named have to be there.
        if entry.name.ends_with("_FILE") {
            continue;
        }
        let mut given = vec![(entry.name, example)];
        if entry.name.starts_with("DARDR_SECTION_8A") {
            given = vec![("DARDR_SECTION_8A_FROM", "2027-04-01"), ("DARDR_SECTION_8A_BY", "date_of_death")];
        }
        if entry.name == "DARDR_MAIL" {
            given = vec![("DARDR_MAIL", "smtps://mail.example.gov.uk")];
        }
        assert!(read(&given).is_ok(), "{}: {:?}", entry.name, read(&given));
    }
}

#[test]
fn all_that_is_missing_is_said_at_once() {
    let wrong = Settings::read(&Source::default()).unwrap_err().to_string();
    for name in ["DARDR_DEPLOYMENT_KEY must be given", "DARDR_MAIL must be given", "DARDR_MAIL_FROM must be given"] {
        assert!(wrong.contains(name), "{wrong}");
    }
}

#[test]
fn what_is_wrong_is_named_with_what_to_write() {
    let cases = [
        ("DARDR_DATABASE", "mysql://x", "must begin with sqlite: or postgres://"),
        ("DARDR_LISTEN", "8080", "must be an IP address with a port"),
        ("DARDR_PUBLIC_ADDRESS", "http://reviews.example.gov.uk", "must begin with https://, because people sign in there"),
        ("DARDR_PUBLIC_ADDRESS", "https://example.gov.uk/reviews", "must end after the host and port"),
        ("DARDR_UPLOAD_LIMIT_MIB", "lots", "must be a whole number from 1 to 25"),
        ("DARDR_SESSION_HOURS", "0", "must be a whole number from 1 to 168"),
        ("DARDR_MAIL", "smtp://u:secret@mail", "must not hold the password"),
        ("DARDR_MAIL_FROM", "nobody", "must be an address"),
        ("DARDR_LOG", "===", "must be a level"),
        ("DARDR_SECTION_8A_FROM", "1 April 2027", "must be a date as year-month-day"),
        ("DARDR_METRICS_TOKEN_FILE", "/not/there", "names a file that cannot be read"),
        ("DARDR_LISTNE", "x", "there is no such setting"),
    ];
    for (name, value, expected) in cases {
        let said = said(name, value);
        assert!(said.starts_with(name) && said.contains(expected), "{said}");
        assert!(!said.contains("secret@"), "{said}");
    }
}

#[test]
fn a_commencement_needs_its_rule() {
    assert!(said("DARDR_SECTION_8A_FROM", "2027-04-01").starts_with("DARDR_SECTION_8A_BY must be given"));
    let both = [("DARDR_SECTION_8A_FROM", "2027-04-01"), ("DARDR_SECTION_8A_BY", "date_csp_aware")];
    let law = read(&both).unwrap().law;
    assert_eq!(law.s8a_transition_key, crate::process::scope::TransitionKey::DateAware);
}

#[test]
fn an_open_address_needs_the_name_that_people_type() {
    assert!(said("DARDR_LISTEN", "0.0.0.0:8080").starts_with("DARDR_PUBLIC_ADDRESS must be given"));
    let both = [("DARDR_LISTEN", "0.0.0.0:8080"), ("DARDR_PUBLIC_ADDRESS", "https://Reviews.example.gov.uk/")];
    let web = read(&both).unwrap().web;
    assert_eq!(web.public.origin(), "https://reviews.example.gov.uk");
    assert!(web.public.is_secure());
}

#[test]
fn mail_is_encrypted_unless_it_stays_on_the_machine() {
    let security = |address| match read(&[("DARDR_MAIL", address)]).unwrap().mail.route {
        MailRoute::Smtp(route) => (route.security, route.port),
        MailRoute::Folder(_) => panic!("a folder"),
    };
    assert_eq!(security("smtps://mail.example.gov.uk"), (MailSecurity::Tls, 465));
    assert_eq!(security("smtp://mail.example.gov.uk"), (MailSecurity::StartTls, 587));
    assert_eq!(security("smtp://127.0.0.1:2525"), (MailSecurity::None, 2525));
    assert!(said("DARDR_MAIL", "smtps://dardr@mail.example.gov.uk").starts_with("DARDR_MAIL_PASSWORD_FILE must be given"));
}

#[test]
fn a_file_gives_what_the_environment_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("word"), "pass/word\n").unwrap();
    let word = format!("DARDR_DATABASE_PASSWORD_FILE={}", path("word").display());
    let lines = ["# a remark", "", "DARDR_DATABASE=\"postgres://dardr@db/dardr\"", "DARDR_MAIL=folder:elsewhere", &word];
    std::fs::write(path("settings"), lines.join("\n")).unwrap();
    let source = least().into_iter().collect::<Source>().and_file(&path("settings")).unwrap();
    let settings = Settings::read(&source).unwrap();
    assert_eq!(settings.database.reveal(), "postgres://dardr:pass%2Fword@db/dardr");
    assert!(matches!(&settings.mail.route, MailRoute::Folder(folder) if folder.ends_with("mail")));
    assert!(!format!("{settings:?}").contains("pass"), "a password is printed");

    std::fs::write(path("settings"), "DARDR_MAIL=folder:x\nsecret\n").unwrap();
    let problem = Source::default().and_file(&path("settings")).map(drop).unwrap_err().to_string();
    assert!(problem.contains("line 2 of") && !problem.contains("secret"), "{problem}");
}
