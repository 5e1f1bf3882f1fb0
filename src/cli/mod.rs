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
    /// It finds a record that was changed, cut or written anew; files, register entries and keys that do not open or are not what was
    /// kept; steps, days of steps, posts and files taken out that are not as the record says; and rows that contradict each other. It does
    /// not find a text, or a day other than that of a step, that somebody with the database's password changed to another that could be
    /// true: the record holds codes, days of steps and digests of files, and nothing that people wrote.
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
