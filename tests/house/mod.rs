//! The house keeps its plan: who may use whom, who names which library, how long a file may grow. It reads the source as text.

mod asvs;

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::project;

/// The rooms from the ground up. A room may use those in the lines above its own; rooms of one line do not use each other,
/// except the slices, whose private parts are kept by the compiler.
const FLOORS: &[&[&str]] = &[
    &["base"],
    &["store"],
    &["process", "ids"],
    &["settings", "keyring", "typeset"],
    &["audit", "outbox"],
    &["access"],
    &["app"],
    &["ui"],
    SLICES,
    &["web", "api", "work"],
    &["demo"],
    &["cli"],
    &["main", "lib"],
];

const SLICES: &[&str] = &[
    "reviews",
    "help",
    "notification",
    "triage",
    "consultation",
    "decision",
    "parties",
    "panel",
    "terms",
    "proceedings",
    "family",
    "imr",
    "reports",
    "redaction",
    "submission",
    "recommendations",
    "documents",
    "duties",
    "organisations",
    "overview",
    "people",
];

/// Who may name a library, and why no one else.
const LIBRARIES: &[(&str, &str)] =
    &[("sqlx", "store"), ("typst", "typeset"), ("typst_pdf", "typeset"), ("typst_layout", "typeset")];

/// Longest file, in lines before its tests.
const LONGEST: usize = 400;

/// Most statements that differ between the databases.
const FORKS: usize = 5;

struct File {
    path: PathBuf,
    room: String,
    /// Without comments and without the tests at its end.
    code: String,
}

fn read(folder: &Path, into: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            let inside = path.strip_prefix(project().join("src")).unwrap();
            let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default().lines().map(without_comment);
            let code = code.collect::<Vec<_>>().join("\n");
            into.push(File { room: first.trim_end_matches(".rs").to_owned(), path, code });
        }
    }
}

fn without_comment(line: &str) -> &str {
    // A `//` in a string is an address: those follow a colon.
    let comment = line.match_indices("//").find(|(at, _)| !line[..*at].ends_with(':'));
    comment.map_or(line, |(at, _)| &line[..at])
}

fn sources() -> Vec<File> {
    let mut files = Vec::new();
    read(&project().join("src"), &mut files);
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The rooms that a file names by `crate::room` or `use crate::{room, room::thing}`.
fn rooms_named(code: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        // `$crate::` in a macro is where it is expanded, and `othercrate::` is another's.
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c == '$' || c == '_' || c.is_alphanumeric()) {
            continue;
        }
        if let Some(list) = rest.strip_prefix('{') {
            named.extend(first_level(list));
        } else {
            named.push(word(rest));
        }
    }
    named.retain(|name| name.chars().next().is_some_and(|c| c.is_ascii_lowercase()) && !name.starts_with("__"));
    named
}

/// The first words of each item of `{a, b::{c, d}}`, after its opening brace.
fn first_level(list: &str) -> Vec<String> {
    let (mut depth, mut items) = (0, vec![String::new()]);
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            other => items.last_mut().unwrap().push(other),
        }
    }
    items.iter().map(|item| word(item.trim())).collect()
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn a_room_uses_only_those_below_it() {
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(own) = floor(&file.room) else {
            wrong.push(format!("{} has no floor: give it one in tests/house", file.room));
            continue;
        };
        for other in rooms_named(&file.code) {
            let below = floor(&other).is_some_and(|floor| floor < own) && !(file.room == "process" && other == "store");
            let both_slices = SLICES.contains(&file.room.as_str()) && SLICES.contains(&other.as_str());
            if other != file.room && floor(&other).is_some() && !below && !both_slices {
                wrong.push(format!("{} uses {other}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_library_is_named_in_its_room_only() {
    let mut wrong = Vec::new();
    for file in sources() {
        for (library, room) in LIBRARIES {
            let named = [format!("use {library};"), format!("{library}::")].iter().any(|name| {
                file.code
                    .match_indices(name.as_str())
                    .any(|(at, _)| !file.code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
            });
            if named && file.room != *room {
                wrong.push(format!("{} names {library}, which is for {room}", file.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_has_grown_too_long() {
    let long: Vec<_> = sources()
        .iter()
        .filter(|file| file.code.lines().count() > LONGEST)
        .map(|file| format!("{}: {} lines", file.path.display(), file.code.lines().count()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn the_databases_differ_in_few_statements() {
    let forks: Vec<_> = sources()
        .iter()
        .filter(|file| !file.path.ends_with("store/statement.rs"))
        .flat_map(|file| vec![file.path.display().to_string(); file.code.matches("sql_either(").count()])
        .collect();
    assert!(forks.len() <= FORKS, "{} statements differ: {forks:#?}", forks.len());
}

/// Writes of a row for whose state the record answers that change nothing of what it says of the row: each whole, as far as its WHERE.
const BESIDE_THE_RECORD: &[&str] = &[
    "UPDATE person SET totp_secret = $2, totp_last_step = NULL WHERE id = $1 AND totp_confirmed_at IS NULL",
    "UPDATE person SET totp_last_step = $2 WHERE",
    "UPDATE person SET name = $2, job_title = $3, version = version + 1 WHERE",
    "UPDATE api_token SET last_used_at = $2 WHERE",
    "UPDATE document SET scan = $2 WHERE",
    "UPDATE register_entry SET pseudonym_clash = $2 WHERE",
    "UPDATE outcome_letter SET words = $4, left_out = $5, version = version + 1 WHERE",
];

#[test]
fn what_the_record_answers_for_is_written_with_a_word_on_it() {
    let (mut silent, mut told) = (Vec::new(), 0);
    for file in sources() {
        for subject in dardr::audit::Subject::ALL {
            let (table, answered) = (subject.as_str(), format!(".run_for_record(Subject::{subject:?},"));
            for begin in [format!("INSERT INTO {table} ("), format!("UPDATE {table} SET "), format!("DELETE FROM {table} ")] {
                for (at, _) in file.code.match_indices(&begin) {
                    let rest = &file.code[at..];
                    let run = rest.find(".run").map_or("", |run| &rest[run..]);
                    if run.starts_with(&answered) {
                        told += 1;
                    } else if !BESIDE_THE_RECORD.iter().any(|known| rest.starts_with(known)) {
                        silent.push(format!("{}: {begin}", file.path.display()));
                    }
                }
            }
        }
    }
    assert!(silent.is_empty() && told > 50, "{told} told: {silent:#?}");
}

#[test]
fn the_readers_of_source_read_it_right() {
    assert_eq!(rooms_named("use crate::base::Clock; let x = crate::store::sql(); $crate::ui::x"), ["base", "store"]);
    assert_eq!(rooms_named("use crate::{base::{self, a}, store, App};"), ["base", "store"]);
    assert_eq!(without_comment("a // b"), "a ");
    assert_eq!(without_comment("\"https://a.b\""), "\"https://a.b\"");
}

// What people are called depends on who reads (docs/decisions/0009): what the papers call them is for the papers.
#[test]
fn nobody_is_called_as_in_the_papers_on_a_page() {
    let at_home = |file: &&File| {
        ["documents/papers/gather.rs", "parties/labels.rs", "parties/mod.rs"].iter().any(|it| file.path.ends_with(it))
    };
    let (home, elsewhere): (Vec<_>, Vec<_>) = sources()
        .iter()
        .filter(|file| file.code.contains("labels_in_papers"))
        .map(|file| (at_home(&file), file.path.display().to_string()))
        .partition(|(home, _)| *home);
    assert_eq!(home.len(), 3, "the papers still ask for them");
    assert!(elsewhere.is_empty(), "use parties::labels_to, with the roles that the reader holds: {elsewhere:#?}");
}

// Neither "no" nor an answer at all: on PostgreSQL the next statement of the transaction would fail, far from the cause.
#[test]
fn a_right_that_could_not_be_asked_for_is_never_a_no() {
    let swallowed = regex::Regex::new(
        r"(permit|permit_all)::<\w+>\((?:[^()]|\([^()]*\))*\)\s*\.await\s*\.(ok|is_ok|is_err|map_or|unwrap_or)\w*\(|let Ok\(\w+\) = permit",
    )
    .unwrap();
    let found: Vec<_> = sources()
        .iter()
        .flat_map(|file| swallowed.find_iter(&file.code).map(|it| format!("{}: {}", file.path.display(), it.as_str())))
        .collect();
    assert!(found.is_empty(), "use access::if_theirs: {found:#?}");
}

/// A form that is sent carries the mark of one showing, without which the door does nothing with it: `src/ui/form.rs` writes it into each,
/// and nobody else writes a form.
#[test]
fn every_form_that_is_sent_carries_the_mark_of_its_showing() {
    let mut forms = 0;
    for file in sources() {
        for line in file.code.lines().filter(|line| line.contains("method=\"post\"")) {
            assert!(file.path.ends_with("ui/form.rs") && line.contains("(hidden_seal(seal))"), "{}: {line}", file.path.display());
            forms += 1;
        }
    }
    assert_eq!(forms, 3);
}
