//! The commands: each parses what was asked and calls the house.

pub mod backup;
mod demo;
pub mod due;
mod files;
mod keep;
mod log;
mod mail;
mod means;
mod migrate;
mod partnership;
pub mod process;
mod serve;
#[cfg(test)]
mod tests;
mod typeset;
mod user;
mod verify;
mod work;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Why a command was not done: a sentence for the person at the terminal.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How a command ended that did what it could.
type Outcome = Result<ExitCode, Failure>;

/// Carries each review of a domestic abuse related death from notification to the last recommendation closed.
#[derive(Debug, Parser)]
#[command(name = "dardr", version)]
struct Cli {
    /// A file of settings, a NAME=value on each line; what the environment holds wins.
    #[arg(long, global = true, env = "DARDR_SETTINGS", value_name = "FILE")]
    settings: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages and the API, and keep the timetable.
    Serve(serve::Arguments),
    /// Make a demonstration with invented reviews, once, and serve it.
    Demo(demo::Arguments),
    /// Bring the database to the schema of this program.
    Migrate,
    /// Add and list the partnerships of the deployment.
    #[command(subcommand)]
    Partnership(partnership::Arguments),
    /// Add, list and disable accounts, and send links for new passwords.
    #[command(subcommand)]
    User(user::Arguments),
    /// Print the review process and who may do what in it.
    Process {
        /// The kind of review: dhr_s9, dardr_s8a, susr_dhr or nonstat. Without one, all of them.
        regime: Option<String>,
    },
    /// Work out a date without a case: the computed date and the date to act by, as JSON.
    Due {
        /// A clock of the catalogue, such as DL-12, or a length, such as 'CM 6' or 'WD 10'.
        rule: String,
        /// The day that starts it, as year-month-day.
        #[arg(long, value_name = "DATE")]
        from: String,
        /// The kind of review under which a clock is read.
        #[arg(long)]
        regime: Option<String>,
    },
    /// Keep the timetable (mail, reminders, seals, cleaning up) without serving pages.
    Work(work::Arguments),
    /// Show mail that was given up, or try it again.
    Mail(mail::Arguments),
    /// Copy a deployment on SQLite while it runs, documents included.
    Backup(keep::BackupArguments),
    /// Put a backup in the place of the database.
    Restore(keep::RestoreArguments),
    /// Look for what was changed behind the program's back, or is half done. Exits with 1 when something is found.
    ///
    /// It finds a record in which a row was changed, removed, added or moved; files, register entries and keys that do not open or are not
    /// what was kept; rows that contradict each other; and rows that are not as the record last said, are gone, or were made by nobody on
    /// the record. The record says so of steps and their days, decisions, recommendations, panel members and what they declared,
    /// appointments, roles, files, holds, embargoes, agreed dates, posts, tokens, and how people sign in (address, password, second factor).
    ///
    /// A record that was written anew is found by the seals, with the keys alone, as long as the seals are there: look at how many were tried.
    /// A record whose end was cut off or forged above the last seal, with its head set to fit, or whose seals were removed, is found only in
    /// what the rows say that were written since, or by --digest with a digest that was written down elsewhere after what was cut.
    ///
    /// It does not find another text, or another day that is not named above: the record holds codes, ids, days, digests of files and
    /// marks of passwords, and nothing that people wrote. What the program itself writes to a row that was changed becomes the row's last
    /// word: look often.
    Verify(verify::Arguments),
    /// Typeset one document from standard input, for the server, which starts this itself.
    #[command(hide = true)]
    Typeset,
}

/// Does what the command line asks.
#[must_use]
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    // The typesetter reads no settings and starts no runtime: it is given an empty environment and one document.
    if matches!(cli.command, Command::Typeset) {
        return typeset::run();
    }
    match means::runtime().and_then(|runtime| runtime.block_on(carry_out(cli))) {
        Ok(code) => code,
        Err(failure) => {
            means::complain(&*failure);
            ExitCode::FAILURE
        }
    }
}

async fn carry_out(cli: Cli) -> Outcome {
    let settings = cli.settings.as_deref();
    match cli.command {
        Command::Serve(arguments) => serve::run(settings, arguments).await,
        Command::Demo(arguments) => demo::run(arguments).await,
        Command::Migrate => migrate::run(settings).await,
        Command::Partnership(arguments) => partnership::run(settings, arguments).await,
        Command::User(arguments) => user::run(settings, arguments).await,
        Command::Process { regime } => print(process::process(regime.as_deref())?),
        Command::Due { rule, from, regime } => print(due::due(&rule, &from, regime.as_deref())?),
        Command::Work(arguments) => work::run(settings, arguments).await,
        Command::Mail(arguments) => mail::run(settings, arguments).await,
        Command::Backup(arguments) => keep::run_backup(settings, arguments).await,
        Command::Restore(arguments) => keep::run_restore(settings, arguments).await,
        Command::Verify(arguments) => verify::run(settings, arguments).await,
        Command::Typeset => Ok(typeset::run()),
    }
}

fn print(text: String) -> Outcome {
    means::say(text.trim_end());
    Ok(ExitCode::SUCCESS)
}
