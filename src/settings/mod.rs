//! Settings: read once, from `DARDR_*` in the environment and, if one is named, a file of such lines. Each is parsed to what it means,
//! and a wrong or missing one stops the start with the name of the setting and what to write.

mod catalogue;
mod parse;
mod reader;
mod source;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use chrono::Duration;

use crate::process::scope::RegimeSettings;

pub use catalogue::{ALL, Entry, Given, print};
pub use parse::PublicAddress;
pub use reader::Wrong;
pub use source::{Source, SourceError};

use catalogue as is;
use reader::Reader;

/// Everything that a deployment chooses.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite:<file>` or `postgres://…`, as the store takes it. Not for a log: it may hold a password.
    pub database: Secret,
    /// The folder of the reviews' keys.
    pub keys: PathBuf,
    /// The file of the deployment's own key, which should lie on other storage than the database and its backups.
    pub deployment_key: PathBuf,
    /// The web server.
    pub web: Web,
    /// How mail leaves, and from whom.
    pub mail: MailSettings,
    /// What is written to the log.
    pub log: Log,
    /// What one run of the typesetter may take.
    pub typesetting: Typesetting,
    /// From when which law holds.
    pub law: RegimeSettings,
    /// Whole years that a closed review is kept where the partnership’s own schedule says nothing: what the privacy notice says.
    pub retention_years: u32,
}

/// The web server.
#[derive(Clone, Debug)]
pub struct Web {
    /// Where it listens.
    pub listen: SocketAddr,
    /// What people type into a browser: links in mail begin with it, and cookies are bound to it.
    pub public: PublicAddress,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// What a collector must say to read `/metrics`; without it there are none.
    pub metrics_token: Option<Secret>,
    /// Largest file that can be handed in, in bytes.
    pub upload_limit: u64,
    /// A session ends after this long without a request.
    pub session_idle: Duration,
    /// A session ends after this long whatever happens.
    pub session_absolute: Duration,
}

/// How mail leaves, and from whom.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// By which way.
    pub route: MailRoute,
    /// The sender: an address, or a name with an address in angle brackets.
    pub from: String,
}

/// The way that mail takes.
#[derive(Clone, Debug)]
pub enum MailRoute {
    /// To a mail server.
    Smtp(SmtpRoute),
    /// Into a folder, a file a mail: for a demonstration and for trying out.
    Folder(PathBuf),
}

/// A mail server.
#[derive(Clone, Debug)]
pub struct SmtpRoute {
    /// Its name, against which its certificate is checked.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from being read.
    pub security: MailSecurity,
    /// Name and password, when it asks for them.
    pub sign_in: Option<(String, Secret)>,
    /// A certificate to trust beside the public ones, in PEM: for the relay of an organisation with certificates of its own.
    pub certificate: Option<PathBuf>,
    /// How long a connection or an answer is waited for.
    pub patience: std::time::Duration,
}

/// How the connection to a mail server is kept from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailSecurity {
    /// TLS from the first byte.
    Tls,
    /// TLS by STARTTLS; without it no mail is sent.
    StartTls,
    /// None: only for a server on this machine.
    None,
}

/// What is written to the log.
#[derive(Clone, Debug)]
pub struct Log {
    /// Lines of JSON, for a collector; else lines for people.
    pub json: bool,
    /// What is let through, as the `tracing` filter reads it: `info`, or `warn,dardr=debug`.
    pub filter: String,
}

/// What one run of the typesetter may take.
#[derive(Clone, Copy, Debug)]
pub struct Typesetting {
    /// Seconds of time.
    pub seconds: u64,
    /// Mebibytes of memory.
    pub memory_mib: u64,
    /// How many run side by side.
    pub at_once: usize,
}

/// What must not be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps what must not be printed.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, for the one who needs it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("…")
    }
}

impl Settings {
    /// Reads the settings of a deployment.
    ///
    /// # Errors
    /// Everything that is wrong or missing at once, each with what to write.
    pub fn read(source: &Source) -> Result<Self, Wrong> {
        let mut reader = Reader::new(source);
        let database = database(&mut reader);
        let keys = reader.value(&is::KEYS, parse::path);
        let deployment_key = reader.value(&is::DEPLOYMENT_KEY, parse::path);
        let web = web(&mut reader);
        let mail = mail(&mut reader);
        let json = reader.value(&is::LOG_FORMAT, parse::is_json);
        let filter = reader.value(&is::LOG, parse::filter);
        let typesetting = typesetting(&mut reader);
        let law = law(&mut reader);
        let retention_years = reader.value(&is::RETENTION_YEARS, |text| parse::between(text, 1, 100));
        let all = || {
            Some(Self {
                database: database?,
                keys: keys?,
                deployment_key: deployment_key?,
                web: web?,
                mail: mail?,
                log: Log { json: json?, filter: filter? },
                typesetting: typesetting?,
                law: law?,
                retention_years: retention_years?,
            })
        };
        reader.finish(all())
    }
}

fn database(reader: &mut Reader<'_>) -> Option<Secret> {
    let url = reader.value(&is::DATABASE, parse::database);
    let password = reader.secret(&is::DATABASE_PASSWORD_FILE);
    let url = url?;
    match password {
        None => Some(Secret::new(url)),
        Some(password) => {
            reader.check(&is::DATABASE_PASSWORD_FILE, parse::with_password(&url, password.reveal())).map(Secret::new)
        }
    }
}

fn web(reader: &mut Reader<'_>) -> Option<Web> {
    let listen = reader.value(&is::LISTEN, parse::listen);
    let public = match (reader.optional(&is::PUBLIC_ADDRESS, PublicAddress::parse), listen) {
        (Some(public), _) => Some(public),
        (None, Some(listen)) if listen.ip().is_loopback() => Some(PublicAddress::local(listen)),
        (None, Some(_)) => reader.missing(&is::PUBLIC_ADDRESS),
        (None, None) => None,
    };
    let trusted_proxies = reader.optional(&is::TRUSTED_PROXIES, parse::addresses).unwrap_or_default();
    let metrics_token = reader.secret(&is::METRICS_TOKEN_FILE);
    let upload_mib = reader.value(&is::UPLOAD_LIMIT_MIB, |text| parse::between::<u64>(text, 1, 25));
    let idle = reader.value(&is::SESSION_IDLE_MINUTES, |text| parse::between::<i64>(text, 1, 24 * 60));
    let absolute = reader.value(&is::SESSION_HOURS, |text| parse::between::<i64>(text, 1, 7 * 24));
    Some(Web {
        listen: listen?,
        public: public?,
        trusted_proxies,
        metrics_token,
        upload_limit: upload_mib? * 1024 * 1024,
        session_idle: Duration::minutes(idle?),
        session_absolute: Duration::hours(absolute?),
    })
}

fn mail(reader: &mut Reader<'_>) -> Option<MailSettings> {
    let address = reader.value(&is::MAIL, parse::mail);
    let from = reader.value(&is::MAIL_FROM, parse::sender);
    let password = reader.secret(&is::MAIL_PASSWORD_FILE);
    let certificate = reader.optional(&is::MAIL_CERTIFICATE, parse::path);
    let seconds = reader.value(&is::MAIL_SECONDS, |text| parse::between::<u64>(text, 1, 600));
    let route = match address? {
        parse::MailAddress::Folder(folder) => MailRoute::Folder(folder),
        parse::MailAddress::Smtp { host, port, security, user } => {
            let sign_in = match (user, password) {
                (Some(user), Some(password)) => Some((user, password)),
                (Some(_), None) => return reader.missing(&is::MAIL_PASSWORD_FILE),
                (None, _) => None,
            };
            let patience = std::time::Duration::from_secs(seconds?);
            MailRoute::Smtp(SmtpRoute { host, port, security, sign_in, certificate, patience })
        }
    };
    Some(MailSettings { route, from: from? })
}

fn typesetting(reader: &mut Reader<'_>) -> Option<Typesetting> {
    let seconds = reader.value(&is::TYPESET_SECONDS, |text| parse::between(text, 1, 3600));
    let memory_mib = reader.value(&is::TYPESET_MEMORY_MIB, |text| parse::between(text, 256, 65_536));
    let at_once = reader.value(&is::TYPESET_AT_ONCE, |text| parse::between(text, 1, 64));
    Some(Typesetting { seconds: seconds?, memory_mib: memory_mib?, at_once: at_once? })
}

fn law(reader: &mut Reader<'_>) -> Option<RegimeSettings> {
    let from = reader.optional(&is::SECTION_8A_FROM, parse::day);
    let by = reader.optional(&is::SECTION_8A_BY, parse::transition_key);
    let susr_from = reader.value(&is::SUSR_FROM, parse::day);
    if from.is_some() && by.is_none() {
        return reader.missing(&is::SECTION_8A_BY);
    }
    let s8a_transition_key = by.unwrap_or_default();
    Some(RegimeSettings { s8a_commencement: from, s8a_transition_key, susr_start: Some(susr_from?) })
}

#[cfg(test)]
mod tests;
