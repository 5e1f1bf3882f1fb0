//! From text to what it means. Errors are the rest of a sentence that begins with the setting's name.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

use chrono::NaiveDate;
use http::Uri;

use crate::process::scope::TransitionKey;

use super::MailSecurity;
use super::reader::Parsed;

/// The address that people type into a browser, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicAddress {
    origin: String,
    secure: bool,
}

impl PublicAddress {
    pub(super) fn parse(text: &str) -> Parsed<Self> {
        let uri: Uri = text.parse().map_err(|_| "is not an address".to_owned())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("must begin with https://".into());
        };
        if uri.path() != "/" || uri.query().is_some() || authority.as_str().contains('@') {
            return Err("must end after the host and port: dardr answers at the root of its own host name".into());
        }
        let secure = match scheme {
            "https" => true,
            "http" if is_this_machine(authority.host()) => false,
            _ => return Err("must begin with https://, because people sign in there".into()),
        };
        Ok(Self { origin: format!("{scheme}://{}", authority.as_str().to_ascii_lowercase()), secure })
    }

    pub(super) fn local(listen: SocketAddr) -> Self {
        Self { origin: format!("http://{listen}"), secure: false }
    }

    /// Scheme, host and port: what a browser sends as `Origin`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether it is reached by https.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// The full address of a page, from its path, which begins with a slash.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

pub(super) fn path(text: &str) -> Parsed<PathBuf> {
    Ok(PathBuf::from(text))
}

pub(super) fn database(text: &str) -> Parsed<String> {
    if text.strip_prefix("sqlite:").is_some_and(|file| !file.is_empty()) {
        return Ok(text.to_owned());
    }
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        return text.parse::<Uri>().map(|_| text.to_owned()).map_err(|_| "is not an address of a database".into());
    }
    Err("must begin with sqlite: or postgres://".into())
}

/// Sets the password after the user's name. What an address may not hold is written in its `%` form.
pub(super) fn with_password(url: &str, password: &str) -> Parsed<String> {
    let (scheme, rest) = url.split_once("://").ok_or("is for PostgreSQL; a SQLite file has no password")?;
    let (user, host) = rest.split_once('@').ok_or("needs a user in DARDR_DATABASE, as in postgres://dardr@host/dardr")?;
    if user.contains(':') {
        return Err("gives a second password: DARDR_DATABASE holds one already".into());
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let password: String =
        password.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect();
    Ok(format!("{scheme}://{user}:{password}@{host}"))
}

pub(super) fn listen(text: &str) -> Parsed<SocketAddr> {
    text.parse().map_err(|_| "must be an IP address with a port".into())
}

pub(super) fn addresses(text: &str) -> Parsed<Vec<IpAddr>> {
    let one = |word: &str| word.trim().parse().map_err(|_| "must be IP addresses separated by commas".to_owned());
    text.split(',').map(one).collect()
}

pub(super) fn between<T: FromStr + PartialOrd + std::fmt::Display>(text: &str, least: T, most: T) -> Parsed<T> {
    let number: Option<T> = text.parse().ok().filter(|number| *number >= least && *number <= most);
    number.ok_or_else(|| format!("must be a whole number from {least} to {most}"))
}

pub(super) fn is_json(text: &str) -> Parsed<bool> {
    match text {
        "json" => Ok(true),
        "text" => Ok(false),
        _ => Err("must be json or text".into()),
    }
}

pub(super) fn filter(text: &str) -> Parsed<String> {
    let read = tracing_subscriber::filter::EnvFilter::builder().parse(text);
    read.map(|_| text.to_owned()).map_err(|_| "must be a level (error, warn, info, debug) or a filter".into())
}

pub(super) fn day(text: &str) -> Parsed<NaiveDate> {
    text.parse().map_err(|_| "must be a date as year-month-day".into())
}

pub(super) fn transition_key(text: &str) -> Parsed<TransitionKey> {
    let known: Vec<_> = TransitionKey::ALL.iter().map(|key| key.code()).collect();
    text.parse().map_err(|_| format!("must be one of {}", known.join(", ")))
}

pub(super) fn sender(text: &str) -> Parsed<String> {
    let read = text.parse::<lettre::message::Mailbox>();
    read.map(|_| text.to_owned()).map_err(|_| "must be an address, or a name with an address in angle brackets".into())
}

pub(super) enum MailAddress {
    Folder(PathBuf),
    Smtp { host: String, port: u16, security: MailSecurity, user: Option<String> },
}

pub(super) fn mail(text: &str) -> Parsed<MailAddress> {
    const FORM: &str = "must be smtps://user@host, smtp://user@host:port or folder:<folder>";
    if let Some(folder) = text.strip_prefix("folder:").filter(|folder| !folder.is_empty()) {
        return Ok(MailAddress::Folder(PathBuf::from(folder)));
    }
    let uri: Uri = text.parse().map_err(|_| FORM.to_owned())?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(FORM.into()) };
    let user = authority.as_str().rsplit_once('@').map(|(user, _)| user.replace("%40", "@"));
    if user.as_ref().is_some_and(|user| user.contains(':')) {
        return Err("must not hold the password: put that into a file and name it in DARDR_MAIL_PASSWORD_FILE".into());
    }
    let host = authority.host().to_owned();
    let (security, port) = match scheme {
        "smtps" => (MailSecurity::Tls, 465),
        "smtp" if is_this_machine(&host) => (MailSecurity::None, 25),
        "smtp" => (MailSecurity::StartTls, 587),
        _ => return Err(FORM.into()),
    };
    Ok(MailAddress::Smtp { host, port: authority.port_u16().unwrap_or(port), security, user })
}
