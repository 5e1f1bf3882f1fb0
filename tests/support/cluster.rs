//! A PostgreSQL server of the tests' own: see `cluster.sh`.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;

/// A server that is stopped and removed when this is dropped, and also when the test process is killed.
pub struct Cluster {
    socket: String,
    talk: Mutex<Option<Talk>>,
    child: Mutex<Child>,
}

struct Talk {
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Cluster {
    /// Starts a server.
    ///
    /// # Panics
    /// When PostgreSQL is not installed or does not start, with a sentence that says what to do.
    pub fn start() -> Self {
        let mut child = Command::new("sh")
            .arg(super::project().join("tests/support/cluster.sh"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            // Ctrl+C is meant for the tests; the server goes when they have gone.
            .process_group(0)
            .spawn()
            .unwrap();
        let mut talk = Talk { to: child.stdin.take().unwrap(), from: BufReader::new(child.stdout.take().unwrap()) };
        let said = talk.hear();
        let Some(socket) = said.strip_prefix("ready ") else {
            panic!("PostgreSQL for the tests did not start: {said}");
        };
        Self { socket: socket.to_owned(), talk: Mutex::new(Some(talk)), child: Mutex::new(child) }
    }

    /// The address of a database in it.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://postgres@localhost/{database}?host={}&sslmode=disable", self.socket.replace('/', "%2F"))
    }

    /// Stops the server and breaks every connection, as a restart does.
    pub fn stop(&self) {
        self.tell("stop");
    }

    /// Starts it again.
    pub fn start_again(&self) {
        self.tell("start");
    }

    fn tell(&self, word: &str) {
        let mut talk = self.talk.lock().unwrap();
        let talk = talk.as_mut().unwrap();
        writeln!(talk.to, "{word}").unwrap();
        assert_eq!(talk.hear(), "done");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // The end of its input is what tells the script to clear up.
        *self.talk.lock().unwrap() = None;
        self.child.lock().unwrap().wait().unwrap();
    }
}

impl Talk {
    fn hear(&mut self) -> String {
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}
