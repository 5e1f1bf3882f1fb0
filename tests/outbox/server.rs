//! A real mail server for a test, in Python.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use dardr::settings::{MailRoute, MailSecurity, MailSettings, Secret, SmtpRoute};

use crate::support::project;

/// A mail that the server took.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Taken {
    pub id: String,
    pub subject: String,
    pub automatic: String,
    pub mime: String,
    pub text: String,
    pub tls: bool,
    pub signed_in: bool,
}

/// The server, stopped when dropped.
pub struct Server {
    child: Child,
    pub port: u16,
    security: MailSecurity,
    certificate: PathBuf,
    patience: Duration,
    taken: Arc<Mutex<Vec<Taken>>>,
    _folder: tempfile::TempDir,
}

impl Server {
    pub fn start(security: MailSecurity) -> Self {
        Self::start_at(security, 0)
    }

    /// One that is waited for not even a second: for a test in which it never answers.
    pub fn waited_for_briefly(security: MailSecurity) -> Self {
        let mut server = Self::start(security);
        server.patience = Duration::from_millis(700);
        server
    }

    pub fn start_at(security: MailSecurity, port: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (certificate, key) = (folder.path().join("certificate.pem"), folder.path().join("key.pem"));
        let mode = match security {
            MailSecurity::Tls => "tls",
            MailSecurity::StartTls => "starttls",
            MailSecurity::None => "plain",
        };
        if mode != "plain" {
            let request = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
            let made = Command::new("openssl")
                .args(request)
                .args([
                    "-subj",
                    "/CN=localhost",
                    "-addext",
                    "subjectAltName=DNS:localhost",
                    "-addext",
                    "basicConstraints=critical,CA:FALSE",
                ])
                .arg("-keyout")
                .arg(&key)
                .arg("-out")
                .arg(&certificate)
                .stderr(Stdio::null())
                .status()
                .unwrap();
            assert!(made.success(), "openssl makes a certificate");
        }
        let python = project().join(".tools/venv/bin/python");
        assert!(python.exists(), "the mail tests need .tools/venv: run `scripts/test rust` once, which makes it");
        let mut child = Command::new(python)
            .arg(project().join("tests/outbox/server.py"))
            .arg(mode)
            .args([&certificate, &key])
            .arg(port.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let port = lines.next().unwrap().unwrap().trim().parse().unwrap();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&taken);
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                list.lock().unwrap().push(serde_json::from_str(&line).unwrap());
            }
        });
        // On a busy machine a server that means well may take its time.
        let patience = Duration::from_secs(60);
        Self { child, port, security, certificate, patience, taken, _folder: folder }
    }

    /// The settings to reach it by.
    pub fn settings(&self) -> MailSettings {
        let plain = self.security == MailSecurity::None;
        MailSettings {
            route: MailRoute::Smtp(SmtpRoute {
                host: "localhost".into(),
                port: self.port,
                security: self.security,
                sign_in: (!plain).then(|| ("dardr".to_owned(), Secret::new("a password".into()))),
                certificate: (!plain).then(|| self.certificate.clone()),
                patience: self.patience,
            }),
            from: "Reviews <reviews@example.gov.uk>".into(),
        }
    }

    /// What it took so far, as soon as it is at least so many: a line may still be under way when the sender has its yes.
    pub fn taken(&self, least: usize) -> Vec<Taken> {
        for _ in 0..100 {
            std::thread::sleep(Duration::from_millis(100));
            if self.taken.lock().unwrap().len() >= least {
                break;
            }
        }
        self.taken.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
