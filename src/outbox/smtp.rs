//! The way to a mail server: a conversation of its own for each mail.
//!
//! No connection is kept for the next mail. Of one that was given up half-way, the server's late answer to the one mail would be
//! read as its answer to the next, and a mail that it refused would count as sent.

use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use crate::settings::{MailSecurity, SmtpRoute};

use super::mailer::{MailerError, Problem};

/// A mail server, as the settings name it.
pub(super) struct Smtp {
    server: (String, u16),
    security: MailSecurity,
    tls: TlsParameters,
    sign_in: Option<Credentials>,
    hello: ClientId,
    patience: Duration,
}

impl Smtp {
    /// Makes the way ready; does not connect yet.
    ///
    /// # Errors
    /// When the certificate that the settings trust cannot be read.
    pub(super) fn new(route: &SmtpRoute) -> Result<Self, MailerError> {
        Ok(Self {
            server: (route.host.clone(), route.port),
            security: route.security,
            tls: parameters(route)?,
            sign_in: route.sign_in.as_ref().map(|(user, password)| Credentials::new(user.clone(), password.reveal().to_owned())),
            hello: ClientId::default(),
            patience: route.patience,
        })
    }

    /// The longest that [`Smtp::send`] takes.
    pub(super) fn patience(&self) -> Duration {
        // Each of the three, the way in, the mail and the goodbye, may take as long as the server is waited for.
        self.patience * 3
    }

    /// Whether the server lets dardr in.
    pub(super) async fn check(&self) -> bool {
        let Ok(Ok(mut conversation)) = timeout(self.patience, self.enter()).await else { return false };
        timeout(self.patience, conversation.quit()).await.is_ok_and(|said| said.is_ok())
    }

    /// Hands the mail over. It has left once the server has said yes to the whole of it, whatever becomes of the goodbye.
    ///
    /// # Errors
    /// When the server is away, unsafe, or does not take it.
    pub(super) async fn send(&self, message: &Message) -> Result<(), Problem> {
        let mut conversation = self.within(self.enter()).await?;
        self.within(conversation.send(message.envelope(), &message.formatted())).await?;
        let _ = timeout(self.patience, conversation.quit()).await;
        Ok(())
    }

    async fn within<T>(&self, asked: impl Future<Output = Result<T, Error>>) -> Result<T, Problem> {
        timeout(self.patience, asked).await.map_err(|_| Problem::Away)?.map_err(|error| problem(&error))
    }

    async fn enter(&self) -> Result<AsyncSmtpConnection, Error> {
        let from_the_first_byte = (self.security == MailSecurity::Tls).then(|| self.tls.clone());
        let mut conversation =
            AsyncSmtpConnection::connect_tokio1(self.server.clone(), None, &self.hello, from_the_first_byte, None).await?;
        if self.security == MailSecurity::StartTls {
            conversation.starttls(self.tls.clone(), &self.hello).await?;
        }
        if let Some(credentials) = &self.sign_in {
            conversation.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(conversation)
    }
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

fn problem(error: &Error) -> Problem {
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
