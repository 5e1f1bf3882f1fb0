//! What `benches/run` needs of dardr itself: reviews to look at, a way in, and steps taken by dardr's own functions.
//!
//! `speed seed`, `speed session`, `speed given` and `speed steps`; each says on one line of JSON what it did.

mod given;
mod seed;
mod steps;

use std::collections::HashMap;
use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use dardr::app::App;
use dardr::base::{Chance, Clock, OsChance, SystemClock};
use dardr::keyring::Keyring;
use dardr::outbox::Mailer;
use dardr::settings::{Settings, Source};
use dardr::store::Store;
use dardr::typeset::Typesetter;

/// Why a bench cannot go on: a sentence for the person at the terminal.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// `--name value` pairs of the command line.
pub struct Arguments(HashMap<String, String>);

impl Arguments {
    /// The value of `--name`.
    ///
    /// # Errors
    /// When it was not given.
    pub fn get(&self, name: &str) -> Outcome<&str> {
        self.0.get(name).map(String::as_str).ok_or_else(|| format!("--{name} is missing").into())
    }
}

/// Prints one line, at once: the other side waits for it.
///
/// # Errors
/// When nobody reads.
pub fn say(line: &serde_json::Value) -> Outcome<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// The program on the database at `--database` with the keys in `--data`, at a time and with a chance of one's own.
///
/// # Errors
/// When something of it cannot be opened.
pub async fn app(arguments: &Arguments, clock: Arc<dyn Clock>, chance: Arc<dyn Chance>) -> Outcome<Arc<App>> {
    let data = PathBuf::from(arguments.get("data")?);
    std::fs::create_dir_all(&data)?;
    let at = |name: &str| data.join(name).display().to_string();
    let source: Source = [
        ("DARDR_DATABASE", arguments.get("database")?.to_owned()),
        ("DARDR_KEYS", at("keys")),
        ("DARDR_DEPLOYMENT_KEY", at("deployment.key")),
        ("DARDR_MAIL", format!("folder:{}", at("mail"))),
        ("DARDR_MAIL_FROM", "reviews@wyreham.example".to_owned()),
    ]
    .into_iter()
    .collect();
    let settings = Settings::read(&source)?;
    let store = Store::open(settings.database.reveal(), Arc::clone(&clock), Arc::clone(&chance)).await?;
    store.migrate().await?;
    let keyring = Keyring::open(&settings.keys, &settings.deployment_key, Arc::new(OsChance))?;
    let typesetter = Typesetter::new(env!("CARGO_BIN_EXE_dardr").into());
    Ok(Arc::new(App { store, keyring, clock, chance, typesetter, mailer: Mailer::memory(), settings }))
}

/// The same at the time and with the chance of the machine.
///
/// # Errors
/// When something of it cannot be opened.
pub async fn app_of_today(arguments: &Arguments) -> Outcome<Arc<App>> {
    app(arguments, Arc::new(SystemClock), Arc::new(OsChance)).await
}

#[tokio::main]
async fn main() -> Outcome<()> {
    // `cargo bench` adds --bench of its own.
    let mut words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if words.is_empty() {
        return Err("the benches are run by benches/run, which says what it needs".into());
    }
    let command = words.remove(0);
    let pairs =
        words.chunks(2).filter_map(|pair| Some((pair.first()?.trim_start_matches("--").to_owned(), pair.get(1)?.clone())));
    let arguments = Arguments(pairs.collect());
    match command.as_str() {
        "seed" => seed::seed(&arguments).await,
        "session" => seed::session(&arguments).await,
        "given" => given::given(&arguments).await,
        "steps" => steps::steps(&arguments).await,
        other => Err(format!("there is no bench {other}").into()),
    }
}
