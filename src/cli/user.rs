//! `dardr user`: accounts, for those who run dardr. The first person of a deployment comes in this way; the others are invited in the pages.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::{Failure, Outcome, means};
use crate::access::invitations::{self, Purpose};
use crate::access::partnerships;
use crate::access::people::{self, Account, NewPerson, NewPost};
use crate::access::{second_factor, sessions};
use crate::app::App;
use crate::base::{Email, Line};
use crate::ids::{OrganisationId, PersonId};
use crate::process::Role;
use crate::store::Tx;

/// What `dardr user` is asked.
#[derive(Debug, Subcommand)]
pub(super) enum Arguments {
    /// Add a person, or give one who is there already another post, and invite them.
    Add(Add),
    /// List the accounts.
    List,
    /// Close an account at once: its sessions, posts and roles end.
    Disable {
        /// The address that the person signs in with.
        email: Email,
    },
    /// Take away the second factor of a person who has lost it and has no recovery codes left. Make sure who asks.
    RemoveSecondFactor {
        /// The address that the person signs in with.
        email: Email,
    },
    /// Send a person a link to choose a new password.
    ResetPassword {
        /// The address that the person signs in with.
        email: Email,
        #[command(flatten)]
        link: Link,
    },
}

/// Who is added.
#[derive(Debug, Args)]
pub(super) struct Add {
    /// Where mail reaches the person, and what they sign in with.
    #[arg(long)]
    email: Email,
    /// As the person is named to colleagues.
    #[arg(long)]
    name: Line,
    /// For letters and signatures.
    #[arg(long)]
    title: Option<Line>,
    /// A post in a partnership, as role@code, such as coordinator@WYK or sys_admin@WYK. Can be given several times.
    #[arg(long, value_name = "ROLE@CODE", required = true)]
    post: Vec<String>,
    #[command(flatten)]
    link: Link,
}

/// How the link reaches the person.
#[derive(Debug, Args)]
pub(super) struct Link {
    /// Print the link instead of sending it, to be handed over by a safe way: whoever has it can choose the password.
    #[arg(long)]
    print_link: bool,
}

pub(super) async fn run(settings: Option<&Path>, arguments: Arguments) -> Outcome {
    let app = means::app(means::settings(settings)?).await?;
    match arguments {
        Arguments::Add(new) => add(&app, new).await?,
        Arguments::List => list(&app).await?,
        Arguments::Disable { email } => {
            let mut tx = app.store.write().await?;
            let account = account(&mut tx, &email).await?;
            people::disable(&mut tx, &means::operator(), account.id).await?;
            tx.commit().await?;
            means::say(format_args!("The account of {email} is closed."));
        }
        Arguments::RemoveSecondFactor { email } => {
            let mut tx = app.store.write().await?;
            let account = account(&mut tx, &email).await?;
            second_factor::remove(&mut tx, &means::operator(), account.id).await?;
            sessions::end_all(&mut tx, account.id).await?;
            tx.commit().await?;
            means::say(format_args!("{email} signs in by password alone, and is signed out everywhere."));
        }
        Arguments::ResetPassword { email, link } => {
            let mut tx = app.store.write().await?;
            let account = account(&mut tx, &email).await?;
            bring(&app, tx, account.id, Purpose::PasswordReset, None, &link).await?;
        }
    }
    app.store.close().await;
    Ok(ExitCode::SUCCESS)
}

async fn add(app: &App, new: Add) -> Result<(), Failure> {
    let mut tx = app.store.write().await?;
    let by = means::operator();
    let mut posts = Vec::new();
    for text in &new.post {
        posts.push(post(&mut tx, text).await?);
    }
    let person = NewPerson { name: new.name, email: new.email, job_title: new.title };
    let person = people::find_or_add(&mut tx, &by, &person).await?;
    let begins = tx.today();
    for (role, organisation) in &posts {
        let post = NewPost { person, organisation: *organisation, role: *role, begins, ends: None };
        people::give_post(&mut tx, &by, *organisation, post).await?;
    }
    if people::get(&mut tx, person).await?.has_password {
        tx.commit().await?;
        means::say("The person has an account already and was given the posts.");
        return Ok(());
    }
    let partnership = posts.first().map(|(_, organisation)| *organisation);
    bring(app, tx, person, Purpose::Invitation, partnership, &new.link).await
}

/// Reads `coordinator@WYK`.
async fn post(tx: &mut Tx, text: &str) -> Result<(Role, OrganisationId), Failure> {
    let (role, code) = text.split_once('@').ok_or("a post is written as role@code, such as coordinator@WYK")?;
    let known: Vec<_> = Role::ALL.iter().map(|role| role.code()).collect();
    let role = role.parse().map_err(|_| format!("there is no role {role}; the roles are {}", known.join(", ")))?;
    let organisation = partnerships::by_code(tx, code).await?;
    let organisation = organisation.ok_or_else(|| format!("there is no partnership {code}: see `dardr partnership list`"))?;
    Ok((role, organisation))
}

/// Sends the link or prints it.
async fn bring(
    app: &App,
    mut tx: Tx,
    person: PersonId,
    purpose: Purpose,
    partnership: Option<OrganisationId>,
    link: &Link,
) -> Result<(), Failure> {
    let by = means::operator();
    if link.print_link {
        let token = invitations::make(&mut tx, &app.keyring, &by, person, purpose).await?;
        tx.commit().await?;
        means::say(app.settings.web.public.link(&format!("/invitation/{token}")));
    } else {
        invitations::send(&mut tx, &app.keyring, &by, (person, purpose), partnership).await?;
        tx.commit().await?;
        means::say("The link is queued as mail: a running dardr sends it within seconds, or `dardr work --once` does.");
    }
    Ok(())
}

async fn account(tx: &mut Tx, email: &Email) -> Result<Account, Failure> {
    people::by_email(tx, email).await?.ok_or_else(|| format!("nobody signs in with {email}").into())
}

async fn list(app: &App) -> Result<(), Failure> {
    let mut tx = app.store.read().await?;
    for account in people::all(&mut tx).await? {
        let state = match (account.disabled_at, account.has_password, account.has_second_factor) {
            (Some(_), _, _) => "closed",
            (None, false, _) => "invited",
            (None, true, false) => "active",
            (None, true, true) => "active, second factor",
        };
        means::say(format_args!("{}\t{}\t{state}", account.email, account.name));
    }
    Ok(())
}
