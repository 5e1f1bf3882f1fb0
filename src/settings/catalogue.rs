//! Every setting with its default, what it means and an example: the start's own messages and docs/run/settings.md come from here.

use std::fmt::Write as _;

/// One setting.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Its name in the environment.
    pub name: &'static str,
    /// What holds when it is left out.
    pub given: Given,
    /// What it does, for people who run dardr.
    pub meaning: &'static str,
    /// What could be written.
    pub example: &'static str,
}

/// What holds when a setting is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// dardr does not start.
    Required,
    /// This value.
    Default(&'static str),
    /// What the setting is for does not happen, or its meaning says when it is needed.
    Optional,
}

macro_rules! catalogue {
    ($($id:ident = $name:literal, $given:expr, $example:literal, $meaning:literal;)+) => {
        $(pub(super) const $id: Entry = Entry { name: $name, given: $given, meaning: $meaning, example: $example };)+
        /// Every setting, in the order in which people meet them.
        pub const ALL: &[Entry] = &[$($id),+];
    };
}

use Given::{Default, Optional, Required};

catalogue! {
    DATABASE = "DARDR_DATABASE", Default("sqlite:data/dardr.db"), "postgres://dardr@db.example.gov.uk/dardr",
        "Where the data is: `sqlite:` and a file, or `postgres://user@host/database`. SQLite serves one instance; several instances share one PostgreSQL.";
    DATABASE_PASSWORD_FILE = "DARDR_DATABASE_PASSWORD_FILE", Optional, "/run/secrets/dardr-database",
        "A file with the password of the PostgreSQL user, so that it stands in no list of processes.";
    KEYS = "DARDR_KEYS", Default("data/keys"), "/var/lib/dardr/keys",
        "The folder of the reviews’ keys. Back it up apart from the database: a backup of both together can be read by whoever holds it. Several instances need the same folder.";
    DEPLOYMENT_KEY = "DARDR_DEPLOYMENT_KEY", Required, "/etc/dardr/deployment.key",
        "The file of the key under which the reviews’ keys are wrapped. Made at the first start. Keep it apart from the database and from the folder of keys, and keep a copy in a safe: without it no name and no file can be read again.";
    LISTEN = "DARDR_LISTEN", Default("127.0.0.1:8080"), "127.0.0.1:8080",
        "The IP address and port where the server listens. A proxy in front of it does the https.";
    PUBLIC_ADDRESS = "DARDR_PUBLIC_ADDRESS", Optional, "https://reviews.example.gov.uk",
        "What people type into a browser, with https. Links in mail begin with it. It must be given unless dardr listens on this machine only.";
    TRUSTED_PROXIES = "DARDR_TRUSTED_PROXIES", Optional, "127.0.0.1,10.0.0.5",
        "The IP addresses of proxies whose `X-Forwarded-For` is believed when sign-ins are throttled. From everybody else it is ignored.";
    UPLOAD_LIMIT_MIB = "DARDR_UPLOAD_LIMIT_MIB", Default("25"), "25",
        "The largest file that can be handed in, in mebibytes: 25 at most.";
    SESSION_IDLE_MINUTES = "DARDR_SESSION_IDLE_MINUTES", Default("30"), "30",
        "A person is signed out after this many minutes without a request.";
    SESSION_HOURS = "DARDR_SESSION_HOURS", Default("12"), "12",
        "A person is signed out after this many hours whatever happens.";
    METRICS_TOKEN_FILE = "DARDR_METRICS_TOKEN_FILE", Optional, "/run/secrets/dardr-metrics",
        "A file with the word that a collector sends as `Authorization: Bearer …` to read `/metrics`. Without it there are no metrics.";
    MAIL = "DARDR_MAIL", Required, "smtps://dardr@mail.example.gov.uk",
        "How mail leaves: `smtps://user@host` (TLS, port 465), `smtp://user@host:587` (STARTTLS, which is insisted on unless the server is on this machine), or `folder:` and a folder where each mail becomes a file.";
    MAIL_PASSWORD_FILE = "DARDR_MAIL_PASSWORD_FILE", Optional, "/run/secrets/dardr-mail",
        "A file with the password for the mail server. It must be given when `DARDR_MAIL` names a user.";
    MAIL_FROM = "DARDR_MAIL_FROM", Required, "Domestic abuse related death reviews <reviews@example.gov.uk>",
        "The sender of every mail: an address, or a name with an address in angle brackets.";
    MAIL_CERTIFICATE = "DARDR_MAIL_CERTIFICATE", Optional, "/etc/dardr/relay.pem",
        "A certificate in PEM that is trusted for the mail server beside the public ones: for a relay with a certificate of your own organisation.";
    MAIL_SECONDS = "DARDR_MAIL_SECONDS", Default("30"), "30",
        "How many seconds a mail server is waited for before the mail is tried again later.";
    LOG_FORMAT = "DARDR_LOG_FORMAT", Default("text"), "json",
        "`json` for a collector, a line an event; `text` for people.";
    LOG = "DARDR_LOG", Default("info"), "warn,dardr=info",
        "What is logged: `error`, `warn`, `info` or `debug`, also for each part. No personal data is logged at any level.";
    TYPESET_SECONDS = "DARDR_TYPESET_SECONDS", Default("60"), "60",
        "How many seconds one document may take to typeset.";
    TYPESET_MEMORY_MIB = "DARDR_TYPESET_MEMORY_MIB", Default("1536"), "1536",
        "How many mebibytes of memory the typesetter of one document may take. 1536 is enough for about 300 pages.";
    TYPESET_AT_ONCE = "DARDR_TYPESET_AT_ONCE", Default("2"), "2",
        "How many documents are typeset side by side; the others wait.";
    SECTION_8A_FROM = "DARDR_SECTION_8A_FROM", Optional, "2027-04-01",
        "The day section 8A of the Domestic Violence, Crime and Victims Act 2004 comes into force. Leave it out until the commencement regulations are made: section 9 applies until then.";
    SECTION_8A_BY = "DARDR_SECTION_8A_BY", Optional, "date_of_death",
        "Which date of a case is held against that day: `date_of_death`, `date_csp_aware` or `date_of_decision`. It must be given with `DARDR_SECTION_8A_FROM`; read it in the regulations.";
    SUSR_FROM = "DARDR_SUSR_FROM", Default("2024-10-01"), "2024-10-01",
        "From which day a case in Wales that comes to a partnership’s attention is held as a Single Unified Safeguarding Review.";
    RETENTION_YEARS = "DARDR_RETENTION_YEARS", Default("10"), "10",
        "How many years a closed review is kept where the partnership’s own schedule says nothing. The privacy notice says so; nothing is destroyed by itself.";
}

/// The settings as a table in Markdown: what docs/run/settings.md holds.
#[must_use]
pub fn print() -> String {
    let mut text = String::from("| Setting | When left out | For instance | What it does |\n| --- | --- | --- | --- |\n");
    for entry in ALL {
        let given = match entry.given {
            Required => "dardr does not start".to_owned(),
            Default(value) => format!("`{value}`"),
            Optional => "–".to_owned(),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "| `{}` | {given} | `{}` | {} |", entry.name, entry.example, entry.meaning);
    }
    text
}
