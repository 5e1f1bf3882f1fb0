//! A visitor over the network: one connection a request, so that it sees a server that has gone at once.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use dardr::demo::Page;

/// What came back: the status, where it leads, what it says.
pub struct Answer {
    pub status: u16,
    pub to: Option<String>,
    pub body: String,
}

pub struct Visitor {
    port: u16,
    cookies: BTreeMap<String, String>,
}

impl Visitor {
    pub fn new(port: u16) -> Self {
        Self { port, cookies: BTreeMap::new() }
    }

    /// A page; nothing when nobody answers, or the answer breaks off.
    pub fn get(&mut self, path: &str) -> Option<Answer> {
        self.ask(&format!("GET {path} HTTP/1.1\r\n"), b"")
    }

    fn ask(&mut self, head: &str, body: &[u8]) -> Option<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let rest = format!("Host: 127.0.0.1:{}\r\nConnection: close\r\nCookie: {}\r\n", self.port, cookies.join("; "));
        stream.write_all(format!("{head}{rest}Content-Length: {}\r\n\r\n", body.len()).as_bytes()).ok()?;
        stream.write_all(body).ok()?;
        let mut all = Vec::new();
        stream.read_to_end(&mut all).ok()?;
        self.read(&String::from_utf8_lossy(&all))
    }

    fn read(&mut self, all: &str) -> Option<Answer> {
        let (head, body) = all.split_once("\r\n\r\n")?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let (mut to, mut length) = (None, None);
        for line in lines {
            let (name, value) = line.split_once(": ")?;
            match name.to_ascii_lowercase().as_str() {
                "location" => to = Some(value.to_owned()),
                "content-length" => length = value.parse::<usize>().ok(),
                "set-cookie" => {
                    let (name, value) = value.split(';').next()?.split_once('=')?;
                    self.cookies.insert(name.to_owned(), value.to_owned());
                }
                _ => {}
            }
        }
        // An answer that was cut short acknowledges nothing.
        if length.is_some_and(|length| body.len() < length) {
            return None;
        }
        Some(Answer { status, to, body: body.to_owned() })
    }

    /// Opens a page, fills in its form and sends it. Gives the status and where it leads; nothing when nobody answers.
    fn sent(&mut self, path: &str, fields: &[(&str, &str)]) -> Option<Answer> {
        let answer = self.get(path)?;
        let status = http::StatusCode::from_u16(answer.status).ok()?;
        let page = Page { status, path: path.to_owned(), html: answer.body };
        let filling = page.fill(None, fields).ok()?;
        let (kind, body) = filling.body();
        self.ask(&format!("POST {} HTTP/1.1\r\nContent-Type: {kind}\r\n", filling.action), &body)
    }

    /// The status of a form that was sent.
    pub fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Option<u16> {
        Some(self.sent(path, fields)?.status)
    }

    /// Where a form that was sent leads.
    pub fn send_for(&mut self, path: &str, fields: &[(&str, &str)]) -> Option<Option<String>> {
        Some(self.sent(path, fields)?.to)
    }
}
