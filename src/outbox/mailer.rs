//! The three ways that mail leaves.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, SinglePart};
use lettre::{Address, Message};

use crate::base::Email;
use crate::settings::{MailRoute, MailSettings};

use super::smtp::Smtp;
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
    Smtp(Box<Smtp>),
    Folder(PathBuf),
    Memory(Mutex<Vec<Sent>>),
}

impl Mailer {
    /// Makes the way ready; does not connect yet.
    ///
    /// # Errors
    /// When the certificate cannot be read or the folder cannot be made.
    pub fn open(settings: &MailSettings) -> Result<Self, MailerError> {
        let from = settings.from.parse().map_err(|_| MailerError::Sender)?;
        let way = match &settings.route {
            MailRoute::Smtp(route) => Way::Smtp(Box::new(Smtp::new(route)?)),
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
            Way::Smtp(_) | Way::Folder(_) => Vec::new(),
        }
    }

    /// The longest that [`Mailer::send`] takes. A lease on a mail has to be longer.
    #[must_use]
    pub fn patience(&self) -> Duration {
        match &self.way {
            Way::Smtp(server) => server.patience(),
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
            Way::Smtp(server) => server.check().await,
            Way::Folder(_) | Way::Memory(_) => true,
        }
    }

    pub(super) async fn send(&self, id: MailId, to: &Email, letter: Letter, at: DateTime<Utc>) -> Result<(), Problem> {
        match &self.way {
            Way::Smtp(server) => server.send(&self.message(id, to, &letter, at)?).await,
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
