//! `dardr demo`: makes the demonstration's data once, and serves it.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Failure, Outcome, log, means, serve};
use crate::app::App;
use crate::base::{Clock, FixedClock, OsChance, SeededChance, SystemClock};
use crate::demo::{self, NOTICE, PASSWORD, SIGN_INS, Scene, ShiftedClock, Teller};
use crate::keyring::Keyring;
use crate::outbox::Mailer;
use crate::settings::{Settings, Source};
use crate::store::{Store, sql};
use crate::typeset::Typesetter;

/// What `dardr demo` is asked.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the demonstration: its database, keys and mail. Made when it is not there.
    #[arg(long, default_value = "data/demo", value_name = "FOLDER")]
    data: PathBuf,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS")]
    listen: SocketAddr,
    /// The day on which the demonstration stands, as year-month-day; today when left out. Every story is told so that its review is at
    /// its stage on that day, and nothing in it lies ahead.
    #[arg(long, value_name = "DATE")]
    day: Option<NaiveDate>,
    /// An empty PostgreSQL database to use in the place of a file, as `postgres://user@host/database`.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
    /// Make the data and end.
    #[arg(long)]
    make_only: bool,
}

/// What is kept beside the data: the mark by which it is known as a demonstration.
#[derive(Debug, Serialize, Deserialize)]
struct Mark {
    /// How many days the demonstration's clock runs ahead of the machine's, or behind it.
    days: i64,
    /// The database, when it is not the file in the folder.
    database: Option<String>,
}

const MARK: &str = "demonstration.json";

pub(super) async fn run(arguments: Arguments) -> Outcome {
    let mark = match read_mark(&arguments.data)? {
        Some(mark) => {
            if arguments.day.is_some() || arguments.database.is_some() {
                let folder = arguments.data.display();
                return Err(format!(
                    "the demonstration in {folder} is made already: remove the folder, or name another with --data"
                )
                .into());
            }
            mark
        }
        None => make(&arguments).await?,
    };
    if arguments.make_only {
        return Ok(ExitCode::SUCCESS);
    }
    let settings = settings(&arguments, &arguments.data, mark.database.as_deref())?;
    log::start(&settings.log);
    let clock = Arc::new(ShiftedClock { days: mark.days });
    let app = Arc::new(App::open(settings, clock, Arc::new(OsChance), std::env::current_exe()?).await?);
    means::make_ready(&app.store).await?;
    welcome(&app, &arguments.data);
    let stop = means::stop_signal()?;
    serve::until_stopped(app, Some(NOTICE.to_owned()), true, stop).await?;
    Ok(ExitCode::SUCCESS)
}

fn read_mark(folder: &Path) -> Result<Option<Mark>, Failure> {
    let file = folder.join(MARK);
    if file.exists() {
        return Ok(Some(serde_json::from_slice(&std::fs::read(file)?)?));
    }
    if std::fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_some()) {
        let folder = folder.display();
        return Err(format!("{folder} holds something that is no demonstration: name another folder with --data").into());
    }
    Ok(None)
}

/// Settings of its own: those of a real deployment in the environment are not touched.
fn settings(arguments: &Arguments, folder: &Path, database: Option<&str>) -> Result<Settings, Failure> {
    let at = |name: &str| folder.join(name).display().to_string();
    let filter = std::env::var("DARDR_LOG").unwrap_or_else(|_| "warn".to_owned());
    let source: Source = [
        ("DARDR_DATABASE", database.map_or_else(|| format!("sqlite:{}", at("dardr.db")), str::to_owned)),
        ("DARDR_KEYS", at("keys")),
        ("DARDR_DEPLOYMENT_KEY", at("deployment.key")),
        ("DARDR_MAIL", format!("folder:{}", at("mail"))),
        ("DARDR_MAIL_FROM", "Demonstration <reviews@wyreham.example>".to_owned()),
        ("DARDR_LISTEN", arguments.listen.to_string()),
        ("DARDR_PUBLIC_ADDRESS", format!("http://{}", arguments.listen)),
        ("DARDR_LOG", filter),
    ]
    .into_iter()
    .collect();
    Ok(Settings::read(&source)?)
}

/// Makes the data in a folder beside the one asked for, which takes its place when everything is there.
async fn make(arguments: &Arguments) -> Result<Mark, Failure> {
    let began = Instant::now();
    let until = arguments.day.unwrap_or_else(|| SystemClock.today());
    means::say(format_args!("Making the demonstration as it stands on {} …", until.format("%-d %B %Y")));
    let making = arguments.data.with_extension("making");
    if making.exists() {
        std::fs::remove_dir_all(&making)?;
    }
    std::fs::create_dir_all(&making)?;
    let settings = settings(arguments, &making, arguments.database.as_deref())?;
    let broken = fill(settings, until).await?;
    for broken in &broken {
        means::say(format_args!("“{}” could not be told on {}: {}", broken.story, broken.on, broken.why));
    }
    if !broken.is_empty() {
        return Err("The demonstration was not made, because a story broke off. What was made of it is not kept.".into());
    }
    let mark = Mark { days: (until - SystemClock.today()).num_days(), database: arguments.database.clone() };
    std::fs::write(making.join(MARK), serde_json::to_vec_pretty(&mark)?)?;
    if arguments.data.exists() {
        std::fs::remove_dir(&arguments.data)?;
    }
    std::fs::rename(&making, &arguments.data)?;
    means::say(format_args!("Made in {:.1} seconds.", began.elapsed().as_secs_f64()));
    Ok(mark)
}

/// How long before the day of the demonstration its partnerships were founded: before the first of their reviews.
const FOUNDED_BEFORE: chrono::Months = chrono::Months::new(72);

/// Chance is the same each time, so that the same reviews have the same addresses; the keys are not.
async fn fill(settings: Settings, until: NaiveDate) -> Result<Vec<demo::Broken>, Failure> {
    let founded = until.checked_sub_months(FOUNDED_BEFORE).unwrap_or(until);
    let clock = Arc::new(FixedClock::at(founded.and_time(chrono::NaiveTime::MIN).and_utc()));
    let chance = Arc::new(SeededChance::new(8_375));
    let store = Store::open(settings.database.reveal(), Arc::clone(&clock) as _, Arc::clone(&chance) as _).await?;
    store.migrate().await?;
    let taken: bool = sql("SELECT EXISTS (SELECT 1 FROM organisation)").scalar(&mut store.read().await?).await?;
    if taken {
        return Err("the database is not empty: a demonstration is only made in one that is".into());
    }
    means::make_ready(&store).await?;
    let app = Arc::new(App {
        keyring: Keyring::open(&settings.keys, &settings.deployment_key, Arc::new(OsChance))?,
        store,
        clock: Arc::clone(&clock) as _,
        chance,
        typesetter: Typesetter::new(std::env::current_exe()?),
        mailer: Mailer::open(&settings.mail)?,
        settings,
    });
    let town = demo::raise(&app).await?;
    let scene = Arc::new(Scene::new(Arc::clone(&app), clock, town));
    let mut teller = Teller::new(&scene, demo::all(until));
    teller.tell(until).await;
    scene.leave().await?;
    app.store.close().await;
    Ok(teller.broken)
}

fn welcome(app: &App, folder: &Path) {
    let mut out = format!("\ndardr’s demonstration is at {}\n\n", app.settings.web.public.origin());
    for person in SIGN_INS {
        out.push_str(&format!("  {:<34} {:<16} {}\n", person.email, person.name, person.part));
    }
    out.push_str(&format!(
        "\nEverybody’s password: {PASSWORD}\nMail is kept in {}\nStop with Ctrl-C.",
        folder.join("mail").display()
    ));
    means::say(out);
}
