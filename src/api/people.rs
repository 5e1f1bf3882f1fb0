//! The identity register: the one room that shows names, and puts on record that they were seen.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::types::ToJSON;
use poem_openapi::{Object, OpenApi};
use serde_json::Value;

use crate::access::right::SeeNames;
use crate::base::Line;
use crate::ids::EntryId;
use crate::parties::{self as room, Audience, ChosenBy, Entry, Finding, Kind};
use crate::ui::Filled;

use super::body::Sent;
use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Page, paged};
use super::press::{Desk, Outcome, filled};

/// Operations on the identity register.
pub(super) struct People(pub(super) Arc<Desk>);

/// What points to a person.
#[derive(Debug, Object)]
struct Identity {
    /// The full name.
    full: String,
    /// Given names, if they are more than all words but the last.
    #[oai(default)]
    given: String,
    /// The family name, if it is more than the last word.
    #[oai(default)]
    family: String,
    /// Other names.
    #[oai(default)]
    aliases: Vec<String>,
    /// Nicknames and short forms.
    #[oai(default)]
    nicknames: Vec<String>,
    /// Date of birth.
    born: Option<NaiveDate>,
    /// Date of death.
    died: Option<NaiveDate>,
    /// What a court found.
    finding: Option<Code<Finding>>,
    /// Addresses.
    #[oai(default)]
    addresses: Vec<String>,
    /// Telephone numbers.
    #[oai(default)]
    phones: Vec<String>,
    /// Mail addresses and names online.
    #[oai(default)]
    mail: Vec<String>,
    /// NHS numbers.
    #[oai(default)]
    nhs: Vec<String>,
    /// PNC numbers.
    #[oai(default)]
    pnc: Vec<String>,
    /// Crime and incident numbers.
    #[oai(default)]
    crime: Vec<String>,
    /// Vehicle registrations.
    #[oai(default)]
    vehicles: Vec<String>,
    /// Schools, employers, practices and other places.
    #[oai(default)]
    places: Vec<String>,
    /// Who besides may see the name.
    #[oai(default)]
    seen_by: Vec<Code<Audience>>,
}

/// An entry of the register.
#[derive(Debug, Object)]
struct EntryShown {
    /// Its id.
    id: String,
    /// The code that stands for the person in every text, as V1.
    code: String,
    /// What the person is to the review.
    kind: Code<Kind>,
    /// The pseudonym.
    pseudonym: Option<String>,
    /// Whether the pseudonym turned out to be a real name of this review.
    pseudonym_clash: bool,
    /// What points to them.
    #[oai(flatten)]
    identity: Identity,
    /// How many addresses are kept safe and not shown.
    safe_addresses_kept: usize,
    /// To be sent back with a change.
    version: i64,
}

/// A page of the register.
#[derive(Debug, Object)]
struct EntryPage {
    /// Everybody whose name you may see.
    people: Vec<EntryShown>,
    /// Where the page stands.
    #[oai(flatten)]
    at: Page,
}

/// One entry; with the addresses that are kept safe, when they were asked for.
#[derive(Debug, Object)]
struct EntryWhole {
    /// The entry.
    #[oai(flatten)]
    entry: EntryShown,
    /// Addresses that could put somebody in danger.
    safe_addresses: Option<Vec<String>>,
}

/// Somebody to add.
#[derive(Debug, Object)]
struct EntryToAdd {
    /// What the person is to the review.
    kind: Code<Kind>,
    /// What points to them.
    #[oai(flatten)]
    identity: Identity,
    /// Addresses that could put somebody in danger: a refuge, a new home.
    #[oai(default)]
    safe_addresses: Vec<String>,
}

/// An entry as it is from now on.
#[derive(Debug, Object)]
struct EntryChange {
    /// What points to them: all of it.
    #[oai(flatten)]
    identity: Identity,
    /// Addresses to keep safe: all of them. Leave it out to keep those that there are.
    safe_addresses: Option<Vec<String>>,
    /// The version of the entry that you saw.
    version: i64,
}

/// A pseudonym.
#[derive(Debug, Object)]
struct NewPseudonym {
    /// The name.
    pseudonym: String,
    /// How it was chosen.
    chosen_by: Code<ChosenBy>,
    /// Of a pseudonym that the family chose and another review uses: they were told so, and still wish it.
    #[oai(default)]
    shared: bool,
    /// The version of the entry that you saw.
    version: i64,
}

#[OpenApi]
impl People {
    /// The identity register, with names. That you have seen it is put on record.
    #[oai(path = "/reviews/:review/people", method = "get")]
    async fn list(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<EntryPage>, Fault> {
        let mut desk = self.0.look_on_record::<SeeNames>(&token, &review).await?;
        let entries = room::register(&mut desk.tx, &self.0.app.keyring, &desk.grant).await?;
        desk.tx.commit().await?;
        let (people, at) = paged(entries, page.0);
        Ok(Json(EntryPage { people: people.into_iter().map(shown).collect(), at }))
    }

    /// One entry. That you have seen it is put on record, and the addresses that are kept safe by themselves.
    #[oai(path = "/reviews/:review/people/:entry", method = "get")]
    async fn one(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the entry.
        entry: Path<String>,
        /// Whether to show the addresses that could put somebody in danger.
        safe: Query<Option<bool>>,
    ) -> Result<Json<EntryWhole>, Fault> {
        let id: EntryId = entry.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look_on_record::<SeeNames>(&token, &review).await?;
        let keyring = &self.0.app.keyring;
        let entry = room::entry(&mut desk.tx, keyring, &desk.grant, id).await?;
        let safe_addresses = match safe.0 {
            Some(true) => Some(texts(&room::safe_addresses(&mut desk.tx, keyring, &desk.grant, id).await?)),
            Some(false) | None => None,
        };
        desk.tx.commit().await?;
        Ok(Json(EntryWhole { entry: shown(entry), safe_addresses }))
    }

    /// Add somebody. Every text of the review that held the name has the code instead.
    #[oai(path = "/reviews/:review/people", method = "post")]
    async fn add(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Sent<EntryToAdd>,
    ) -> Outcome {
        self.0.send_filled(&token, "/reviews/:review/people/new", &[("review", &review)], typed(&new.0)).await
    }

    /// Change an entry.
    #[oai(path = "/reviews/:review/people/:entry", method = "post")]
    async fn change(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the entry.
        entry: Path<String>,
        change: Sent<EntryChange>,
    ) -> Outcome {
        let f = typed(&change.0).with_some("safe", change.safe_addresses.as_ref().map(|_| "shown"));
        let at = [("review", review.as_str()), ("entry", entry.as_str())];
        self.0.send_filled(&token, "/reviews/:review/people/:entry", &at, f).await
    }

    /// Choose a pseudonym.
    #[oai(path = "/reviews/:review/people/:entry/pseudonym", method = "post")]
    async fn pseudonym(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the entry.
        entry: Path<String>,
        pseudonym: Sent<NewPseudonym>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("entry", entry.as_str())];
        self.0.send(&token, "/reviews/:review/people/:entry/pseudonym", &at, &pseudonym.0).await
    }
}

/// The register's form: its lists are fields of several lines, but for the boxes of who may see the name.
fn typed(body: &impl ToJSON) -> Filled {
    let mut object = body.to_json().unwrap_or_default();
    for (_, value) in object.as_object_mut().into_iter().flatten().filter(|(name, _)| *name != "seen_by") {
        if let Some(lines) = value.as_array() {
            *value = Value::from(lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"));
        }
    }
    filled(&object)
}

fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(Line::to_string).collect()
}

fn text(line: Option<&Line>) -> String {
    line.map(Line::to_string).unwrap_or_default()
}

fn shown(entry: Entry) -> EntryShown {
    let known = &entry.details;
    EntryShown {
        id: entry.id.to_string(),
        code: entry.code,
        kind: entry.kind.into(),
        pseudonym: entry.pseudonym.as_ref().map(Line::to_string),
        pseudonym_clash: entry.pseudonym_clash,
        identity: Identity {
            full: known.full.to_string(),
            given: text(known.given.as_ref()),
            family: text(known.family.as_ref()),
            aliases: texts(&known.aliases),
            nicknames: texts(&known.nicknames),
            born: known.born,
            died: known.died,
            finding: Some(entry.finding.into()),
            addresses: texts(&known.addresses),
            phones: texts(&known.phones),
            mail: texts(&known.mail),
            nhs: texts(&known.nhs),
            pnc: texts(&known.pnc),
            crime: texts(&known.crime),
            vehicles: texts(&known.vehicles),
            places: texts(&known.places),
            seen_by: entry.seen_by.into_iter().map(Code::from).collect(),
        },
        safe_addresses_kept: entry.safe_addresses,
        version: entry.version,
    }
}
