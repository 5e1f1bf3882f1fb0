//! The program as people who run it meet it: started with a command, from its settings.

mod recorded;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use dardr::outbox::{self, Facts, Kind, Mail, To};
use dardr::process::Role;
use dardr::store::sql;

use crate::support::{World, command};

fn program(world: &World, arguments: &[&str]) -> Output {
    command(world, arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

async fn change(world: &World, statement: &'static str) {
    let mut tx = world.store.write().await.unwrap();
    sql(statement).run(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[test]
fn wrong_settings_are_all_named_before_anything_is_done() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_dardr")).arg("migrate").env_clear().env("DARDR_LISTEN", "here").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    for name in ["DARDR_LISTEN must be an IP address", "DARDR_MAIL must be given", "DARDR_DEPLOYMENT_KEY must be given"] {
        assert!(said.contains(name), "{said}");
    }
}

both!(
    async fn verify_finds_nothing_wrong_with_what_the_program_wrote(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        world.person("Amina Holt", Role::Coordinator, wyk).await;
        world.review(wyk).await;
        let app = world.app().await;
        dardr::work::run_due(&app).await.unwrap();
        let output = program(&world, &["verify"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(said(&output).contains("1 seal tried"), "{}", said(&output));
        let alone = program(&world, &["verify", "--database", &world.url]);
        assert_eq!(alone.status.code(), Some(0), "{}", said(&alone));
        assert!(said(&alone).contains("seals not tried"), "{}", said(&alone));
    }
);

both!(
    async fn verify_finds_what_was_changed_behind_the_programs_back(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let review = world.review(wyk).await;
        let changes = [
            ("UPDATE audit SET detail = '{}'", "was changed after it was written"),
            ("UPDATE review SET stage = 'published'", "its stage is not the one that its last step led to"),
            ("UPDATE review SET happenings = 7", "the timeline has not as many entries as the review counts"),
        ];
        for (statement, finding) in changes {
            change(&world, statement).await;
            let output = program(&world, &["verify"]);
            assert_eq!(output.status.code(), Some(1));
            assert!(said(&output).contains(finding), "{}", said(&output));
        }
        std::fs::remove_file(world.directory().join(format!("keys/{review}.key"))).unwrap();
        let output = program(&world, &["verify"]);
        assert!(said(&output).contains("is not in the key folder"), "{}", said(&output));
    }
);

both!(
    async fn work_once_sends_what_waits(world: World) {
        let mut tx = world.store.write().await.unwrap();
        let mail = Mail {
            to: To::Address("one@wyreham.example".parse().unwrap()),
            kind: Kind::ConsultationAsked,
            partnership: None,
            review: None,
            facts: Facts::default(),
            dedupe: None,
            digest: false,
        };
        outbox::queue(&mut tx, mail).await.unwrap();
        tx.commit().await.unwrap();
        let output = program(&world, &["work", "--once"]);
        // The program has the machine's clock, which is ahead of the world's or behind it.
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let waiting = program(&world, &["mail"]);
        assert!(said(&waiting).contains("0 given up"), "{}", said(&waiting));
    }
);

#[test]
fn verify_makes_nothing_where_nothing_is() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("none.db").display());
    let output = Command::new(env!("CARGO_BIN_EXE_dardr")).args(["verify", "--database", &database]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("there is no database at"), "{}", said(&output));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_help_names_every_command() {
    let output = Command::new(env!("CARGO_BIN_EXE_dardr")).arg("--help").output().unwrap();
    expect_test::expect_file!["../golden/help.txt"].assert_eq(&said(&output));
}

/// What the server answers at `path`, once it listens.
fn ask(port: u16, path: &str) -> String {
    let begun = Instant::now();
    loop {
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) {
            write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            return answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(300), "the server does not listen");
        std::thread::sleep(Duration::from_millis(50));
    }
}

both!(
    async fn the_server_says_that_it_is_well_and_stops_when_told(world: World) {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut server = command(&world, &["serve"]);
        let server = server.env("DARDR_LISTEN", format!("127.0.0.1:{port}")).env("DARDR_LOG_FORMAT", "json");
        let server = server.stderr(Stdio::piped()).spawn().unwrap();
        let health = ask(port, "/health");
        assert!(health.starts_with("HTTP/1.1 200") && health.ends_with("ok\n"), "{health}");
        let begun = Instant::now();
        assert!(Command::new("kill").arg(server.id().to_string()).status().unwrap().success());
        let ended = server.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0));
        assert!(begun.elapsed() < Duration::from_secs(9), "nothing was under way");
        for line in said(&ended).lines() {
            let entry: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(entry["level"].is_string() && entry["message"].is_string(), "{line}");
        }
    }
);

both!(
    async fn a_check_of_the_settings_says_how_each_thing_is(world: World) {
        let output = program(&world, &["serve", "--check"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(said(&output).contains("Database: well\nMail: well"), "{}", said(&output));
    }
);

#[test]
fn a_clock_is_worked_out_without_a_case_or_settings() {
    let dardr = |arguments: &[&str]| Command::new(env!("CARGO_BIN_EXE_dardr")).args(arguments).env_clear().output().unwrap();
    for rule in ["DL-12", "CM 6"] {
        let output = dardr(&["due", rule, "--from", "2025-03-06"]);
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(answer.to_string().contains("2025-09-06"), "{answer}");
    }
    assert_eq!(dardr(&["due", "DL-99", "--from", "2025-03-06"]).status.code(), Some(1));
    assert!(said(&dardr(&["process", "DHR_S9"])).starts_with("Domestic homicide review (section 9)"));
}

both!(
    async fn the_first_person_comes_in_by_the_command_line(world: World) {
        let wyk = ["partnership", "add", "--code", "wyk", "--name", "Wyreham and Kelsall"];
        assert_eq!(said(&program(&world, &wyk)), "The partnership WYK is added.\n");
        assert!(said(&program(&world, &wyk)).contains("there is a partnership WYK already"));
        assert_eq!(said(&program(&world, &["partnership", "list"])), "WYK\tWyreham and Kelsall\n");
        let add = ["user", "add", "--name", "Sam Admin", "--email", "Sam@wyreham.example", "--print-link", "--post"];
        let wrong = program(&world, &[&add[..], &["sys_admin@NFK"]].concat());
        assert!(said(&wrong).contains("there is no partnership NFK"), "{}", said(&wrong));
        let wrong = program(&world, &[&add[..], &["king@WYK"]].concat());
        assert!(said(&wrong).contains("there is no role king"), "{}", said(&wrong));
        assert!(said(&program(&world, &["user", "list"])).is_empty(), "a command that failed added nobody");
        let link = program(&world, &[&add[..], &["sys_admin@wyk", "--post", "coordinator@WYK"]].concat());
        assert!(said(&link).starts_with("http://127.0.0.1:8080/invitation/"), "{}", said(&link));
        assert_eq!(said(&program(&world, &["user", "list"])), "sam@wyreham.example\tSam Admin\tinvited\n");
        let reset = program(&world, &["user", "reset-password", "sam@wyreham.example"]);
        assert!(said(&reset).contains("queued as mail"), "{}", said(&reset));
        assert!(program(&world, &["work", "--once"]).status.success());
        let mails: Vec<_> = std::fs::read_dir(world.directory().join("mail")).unwrap().collect();
        assert_eq!(mails.len(), 1);
        program(&world, &["user", "disable", "sam@wyreham.example"]);
        assert_eq!(said(&program(&world, &["user", "list"])), "sam@wyreham.example\tSam Admin\tclosed\n");
        assert_eq!(program(&world, &["verify"]).status.code(), Some(0));
    }
);
