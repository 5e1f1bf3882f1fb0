//! The three ways that mail leaves.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::transport::smtp::PoolConfig;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use crate::base::Email;
use crate::settings::{MailRoute, MailSecurity, MailSettings, SmtpRoute};

use super::{Letter, MailId};

/// Why the way that mail takes cannot be made ready.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// The sender is no address.
    #[error("the sender of mail is not an address")]
    Sender,
    /// The certificate that is to be trusted cannot be read.
    #[error("the certificate {path} for the mail server cannot be used: {problem}")]
    Certificate {
        /// Where it was looked for.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// The folder for mail cannot be made.
    #[error("the folder {path} for mail cannot be made: {problem}")]
    Folder {
        /// Which folder.
        path: PathBuf,
        /// What the system said.
        problem: std::io::Error,
    },
}

/// Why a mail did not leave. It holds no address: what servers say often does, and is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The server is not there, or did not answer in time, or the connection broke.
    #[error("the mail server could not be reached or did not answer in time")]
    Away,
    /// The server's certificate does not fit, or it offers no encryption.
    #[error("the connection to the mail server could not be made safe")]
    Unsafe,
    /// The server says: not now.
    #[error("the mail server could not take it now (code {0})")]
    NotNow(u16),
    /// The server says: not this.
    #[error("the mail server refused it (code {0})")]
    Refused(u16),
    /// The mail cannot be written as a mail: an address that mail programs do not know.
    #[error("it could not be written as a mail")]
    NotAMail,
    /// The folder could not be written.
    #[error("the folder for mail could not be written")]
    Folder,
}

/// A mail that left, as the way [`Mailer::memory`] keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Which.
    pub id: MailId,
    /// To which address.
    pub to: String,
    /// What it said.
    pub letter: Letter,
}

/// Sends mail.
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

enum Way {
    Smtp { transport: AsyncSmtpTransport<Tokio1Executor>, patience: Duration },
    Folder(PathBuf),
    Memory(Mutex<Vec<Sent>>),
}

impl Mailer {
    /// Makes the way ready; does not connect yet. To be called, and dropped, inside the runtime: the pool of connections insists on it.
    ///
    /// # Errors
    /// When the certificate cannot be read or the folder cannot be made.
    pub fn open(settings: &MailSettings) -> Result<Self, MailerError> {
        let from = settings.from.parse().map_err(|_| MailerError::Sender)?;
        let way = match &settings.route {
            MailRoute::Smtp(route) => Way::Smtp { transport: transport(route)?, patience: route.patience },
            MailRoute::Folder(path) => {
                std::fs::create_dir_all(path).map_err(|problem| MailerError::Folder { path: path.clone(), problem })?;
                Way::Folder(path.clone())
            }
        };
        Ok(Self { from, way })
    }

    /// Keeps mail in memory: for tests, which then read it.
    #[must_use]
    pub fn memory() -> Self {
        let from = Mailbox::new(None, Address::new_dangerous("reviews", "example.invalid"));
        Self { from, way: Way::Memory(Mutex::default()) }
    }

    /// What a mailer that keeps mail in memory has kept; of any other, nothing.
    #[must_use]
    pub fn kept(&self) -> Vec<Sent> {
        match &self.way {
            Way::Memory(kept) => kept.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Way::Smtp { .. } | Way::Folder(_) => Vec::new(),
        }
    }

    /// The longest that [`Mailer::send`] takes. A lease on a mail has to be longer.
    #[must_use]
    pub fn patience(&self) -> Duration {
        match &self.way {
            // A mail is several questions and answers; each may take as long as the server is waited for.
            Way::Smtp { patience, .. } => *patience * 3,
            Way::Folder(_) | Way::Memory(_) => Duration::from_secs(10),
        }
    }

    /// The mail's own name, the same each time it is tried: a server that took it and was not heard can know it again.
    #[must_use]
    pub fn message_id(&self, id: MailId) -> String {
        format!("<{id}@{}>", self.from.email.domain())
    }

    /// Whether the mail server answers; a folder always does.
    pub async fn check(&self) -> bool {
        match &self.way {
            Way::Smtp { transport, patience } => {
                tokio::time::timeout(*patience, transport.test_connection()).await.is_ok_and(|answer| answer.unwrap_or(false))
            }
            Way::Folder(_) | Way::Memory(_) => true,
        }
    }

    pub(super) async fn send(&self, id: MailId, to: &Email, letter: Letter, at: DateTime<Utc>) -> Result<(), Problem> {
        match &self.way {
            Way::Smtp { transport, .. } => {
                let message = self.message(id, to, &letter, at)?;
                let sending = tokio::time::timeout(self.patience(), transport.send(message));
                sending.await.map_err(|_| Problem::Away)?.map(drop).map_err(|error| problem(&error))
            }
            Way::Folder(folder) => {
                let bytes = self.message(id, to, &letter, at)?.formatted();
                let (draft, path) = (folder.join(format!("{id}.part")), folder.join(format!("{id}.eml")));
                // Renamed when whole, so that whoever looks into the folder sees no half mail.
                tokio::fs::write(&draft, bytes).await.map_err(|_| Problem::Folder)?;
                tokio::fs::rename(&draft, &path).await.map_err(|_| Problem::Folder)
            }
            Way::Memory(kept) => {
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(Sent { id, to: to.to_string(), letter });
                Ok(())
            }
        }
    }

    fn message(&self, id: MailId, to: &Email, letter: &Letter, at: DateTime<Utc>) -> Result<Message, Problem> {
        let to = to.as_str().parse().map_err(|_| Problem::NotAMail)?;
        let mut message = Message::builder()
            .message_id(Some(self.message_id(id)))
            .date(at.into())
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject.clone())
            .singlepart(SinglePart::plain(letter.text.clone()))
            .map_err(|_| Problem::NotAMail)?;
        // RFC 3834: programs that answer while their owner is away do not answer a program.
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        message.headers_mut().insert_raw(HeaderValue::new(automatic, "auto-generated".into()));
        Ok(message)
    }
}

fn transport(route: &SmtpRoute) -> Result<AsyncSmtpTransport<Tokio1Executor>, MailerError> {
    let tls = match route.security {
        MailSecurity::Tls => Tls::Wrapper(parameters(route)?),
        MailSecurity::StartTls => Tls::Required(parameters(route)?),
        MailSecurity::None => Tls::None,
    };
    let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(route.host.as_str())
        .port(route.port)
        .tls(tls)
        .timeout(Some(route.patience))
        .pool_config(PoolConfig::new().max_size(8).idle_timeout(Duration::from_secs(60)));
    if let Some((user, password)) = &route.sign_in {
        builder = builder.credentials(Credentials::new(user.clone(), password.reveal().to_owned()));
    }
    Ok(builder.build())
}

fn parameters(route: &SmtpRoute) -> Result<TlsParameters, MailerError> {
    let path = route.certificate.clone().unwrap_or_default();
    let wrong = |problem: String| MailerError::Certificate { path: path.clone(), problem };
    let mut builder = TlsParameters::builder(route.host.clone());
    if let Some(certificate) = &route.certificate {
        let pem = std::fs::read(certificate).map_err(|problem| wrong(problem.to_string()))?;
        builder = builder.add_root_certificate(Certificate::from_pem(&pem).map_err(|problem| wrong(problem.to_string()))?);
    }
    builder.build().map_err(|problem| wrong(problem.to_string()))
}

fn problem(error: &lettre::transport::smtp::Error) -> Problem {
    let code = error.status().map_or(0, u16::from);
    if error.is_transient() {
        Problem::NotNow(code)
    } else if error.is_permanent() {
        Problem::Refused(code)
    } else if error.is_tls() {
        Problem::Unsafe
    } else {
        Problem::Away
    }
}
