//! What the notification already says of an inquest and of criminal proceedings: the form begins with it, and a person confirms it.

use chrono::NaiveDate;

use crate::access::Grant;
use crate::access::right::{Object, Right};
use crate::ids::ReviewId;
use crate::notification::{self, Account, CaseProblem, MOST, Section, Whom};
use crate::redaction::Labels;
use crate::store::{Stored, Tx, sql};
use crate::ui::Filled;

use super::{Kind, Proceeding, State};

/// Something that the notification tells of and that nobody has recorded here yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is.
    pub kind: Kind,
    /// How far it is, where the notification says so.
    pub state: Option<State>,
    /// The day of the notification.
    pub known_on: Option<NaiveDate>,
    /// Who leads it.
    pub led_by: String,
    /// The next date.
    pub next_on: Option<NaiveDate>,
    /// What happens then.
    pub next_what: String,
}

impl Told {
    /// The form as it begins.
    pub(super) fn begun(&self, labels: &Labels, today: NaiveDate) -> Filled {
        let f = Filled::new()
            .with("kind", self.kind.as_str())
            .with("led_by", labels.show(&self.led_by))
            .with_date("known_on", self.known_on.or(Some(today)))
            .with_date("next_on", self.next_on)
            .with("next_what", labels.show(&self.next_what));
        match self.state {
            Some(state) => f.with("state", state.as_str()),
            None => f,
        }
    }
}

/// What the notification tells of and is not among `all`. Who may not read the notification is offered nothing of it.
///
/// # Errors
/// When the database refuses.
pub async fn told<R: Right>(tx: &mut Tx, grant: &Grant<R>, all: &[Proceeding]) -> Result<Vec<Told>, CaseProblem> {
    if !grant.sees_all(Object::Case) {
        return Ok(Vec::new());
    }
    let account = match notification::account(tx, grant).await {
        Ok(account) => account,
        Err(CaseProblem::NotThere) => return Ok(Vec::new()),
        Err(problem) => return Err(problem),
    };
    Ok(said(&account).filter(|told| all.iter().all(|one| one.kind != told.kind)).collect())
}

/// The same for a rule that runs by itself and shows it to nobody: what of this the review has not recorded.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn not_recorded(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Kind>> {
    let Some(account) = notification::account_if_any(tx, review).await? else { return Ok(Vec::new()) };
    let known: Vec<(Kind,)> = sql("SELECT DISTINCT kind FROM proceeding WHERE review = $1").bind(review).all(tx).await?;
    Ok(said(&account).map(|told| told.kind).filter(|kind| known.iter().all(|(one,)| one != kind)).collect())
}

/// All that the notification tells of.
fn said(account: &Account) -> impl Iterator<Item = Told> {
    [inquest(account), criminal(account)].into_iter().flatten()
}

fn notified(account: &Account) -> Option<NaiveDate> {
    account.sheet(Section::Told).day("received")
}

fn inquest(account: &Account) -> Option<Told> {
    let next = account.sheet(Section::Next);
    if !next.is("coroner_opened", "yes") {
        return None;
    }
    let area = next.get("coroner_area");
    Some(Told {
        kind: Kind::Inquest,
        state: Some(State::Active),
        known_on: notified(account),
        led_by: if area.is_empty() { String::new() } else { format!("Coroner for {area}") },
        next_on: next.day("coroner_next"),
        next_what: String::new(),
    })
}

/// Somebody was charged or tried, or a court has named a day.
fn criminal(account: &Account) -> Option<Told> {
    let next = account.sheet(Section::Next);
    let people = (1..=MOST).map(|n| account.sheet(Section::Person(Whom::Alleged, n))).take_while(|person| !person.is_empty());
    let said: Vec<String> = people.map(|person| person.get("criminal").to_owned()).collect();
    let any = |code: &str| said.iter().any(|one| one == code);
    let on = next.day("court_next");
    let tried = any("convicted") || any("acquitted");
    if !(any("charged") || tried || on.is_some()) {
        return None;
    }
    let active = any("charged") || (on.is_some() && !tried);
    Some(Told {
        kind: Kind::Crim,
        state: if active { Some(State::Active) } else { None },
        known_on: notified(account),
        led_by: String::new(),
        next_on: on,
        next_what: next.get("court").to_owned(),
    })
}
