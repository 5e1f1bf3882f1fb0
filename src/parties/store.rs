//! The register's rows: sealed on the way in, opened on the way out.

use serde_json::json;

use crate::access::right::{ChoosePseudonyms, EditNames, SeeNames};
use crate::access::{Grant, Reach};
use crate::audit::{self, Deed, Subject};
use crate::base::Line;
use crate::ids::{EntryId, ReviewId};
use crate::keyring::Keyring;
use crate::redaction::{Labels, Named, Register};
use crate::store::{Codes, FromRow, Stored, Tx, sql};

use super::entry::{Audience, Choice, Details, Entry, Finding, Kind, NewEntry, Person, called};
use super::labels::labels_to;
use super::problem::RegisterProblem;
use super::pseudonym::{folded, is_a_name_of, is_a_reference, is_initials_of, is_neutral};
use super::sight::{Seen, sight};
use super::texts::tie_again;

#[derive(FromRow)]
struct Row {
    id: EntryId,
    code: String,
    kind: Kind,
    finding: Finding,
    pseudonym: Option<Line>,
    pseudonym_clash: bool,
    #[sqlx(try_from = "String")]
    seen_by: Codes<Audience>,
    sealed: Vec<u8>,
    version: i64,
}

impl Row {
    fn details(&self, keyring: &Keyring, review: ReviewId) -> Result<Details, RegisterProblem> {
        let plain = keyring.unseal(review, &place(self.id), &self.sealed)?;
        serde_json::from_slice(&plain).map_err(|_| RegisterProblem::Unreadable)
    }

    fn entry(self, keyring: &Keyring, review: ReviewId) -> Result<Entry, RegisterProblem> {
        let mut details = self.details(keyring, review)?;
        let safe_addresses = std::mem::take(&mut details.safe_addresses).len();
        let Self { id, code, kind, finding, pseudonym, pseudonym_clash, seen_by, version, .. } = self;
        Ok(Entry {
            id,
            code,
            kind,
            finding,
            pseudonym,
            pseudonym_clash,
            seen_by: seen_by.to_vec(),
            details,
            safe_addresses,
            version,
        })
    }
}

/// The place for which an entry's details are sealed.
pub(super) fn place(id: EntryId) -> String {
    format!("register_entry/{id}")
}

fn seal(keyring: &Keyring, review: ReviewId, id: EntryId, details: &Details) -> Result<Vec<u8>, RegisterProblem> {
    let plain = zeroize::Zeroizing::new(serde_json::to_vec(details).map_err(|_| RegisterProblem::Unreadable)?);
    Ok(keyring.seal(review, &place(id), &plain)?)
}

/// The people of a review as texts are tied to them. `shows` says, by those to whom a name is open, what of it
/// may be shown to whoever types.
pub(super) async fn named(
    tx: &mut Tx,
    keyring: &Keyring,
    review: ReviewId,
    shows: impl Fn(&[Audience]) -> Seen,
) -> Result<Register, RegisterProblem> {
    let named = |row: &Row| {
        let details = row.details(keyring, review)?;
        let seen = shows(&row.seen_by);
        // By pseudonym to those who read of the review, and by code to those who write from outside.
        let stands = |pseudonym| called(&row.code, (row.kind, row.finding), pseudonym);
        let (mut read, mut elsewhere) = (vec![stands(None)], Vec::new());
        let pseudonym = row.pseudonym.iter().map(|pseudonym| stands(Some(pseudonym)));
        if seen.pseudonym {
            read.extend(pseudonym)
        } else {
            elsewhere.extend(pseudonym)
        };
        Ok(Named { called: read, called_elsewhere: elsewhere, concealed: !seen.name, ..details.named_as(&row.code) })
    };
    Ok(Register::new(rows(tx, review).await?.iter().map(named).collect::<Result<_, RegisterProblem>>()?))
}

async fn rows(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Row>> {
    sql("SELECT id, code, kind, finding, pseudonym, pseudonym_clash, seen_by, sealed, version FROM register_entry \
         WHERE review = $1 ORDER BY id")
    .bind(review)
    .all(tx)
    .await
}

async fn row(tx: &mut Tx, review: ReviewId, entry: EntryId) -> Stored<Row> {
    sql("SELECT id, code, kind, finding, pseudonym, pseudonym_clash, seen_by, sealed, version FROM register_entry \
         WHERE review = $1 AND id = $2")
    .bind(review)
    .bind(entry)
    .one(tx)
    .await
}

/// Adds somebody, and ties every text of the review again so that none keeps the name in the clear. Gives the new code.
///
/// # Errors
/// When the review's key is not there or the database refuses.
pub async fn add_entry(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditNames>,
    new: NewEntry,
) -> Result<Person, RegisterProblem> {
    let person = insert(tx, keyring, grant.review(), new).await?;
    after_a_change(tx, keyring, grant, &[&person.code], "added").await?;
    Ok(person)
}

/// Adds everybody who is known when a review opens, and ties its texts once. Gives the new codes, in order.
///
/// # Errors
/// When the review's key is not there or the database refuses.
pub async fn add_entries(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditNames>,
    all: Vec<NewEntry>,
) -> Result<Vec<Person>, RegisterProblem> {
    let mut people = Vec::new();
    for new in all {
        people.push(insert(tx, keyring, grant.review(), new).await?);
    }
    let codes: Vec<&str> = people.iter().map(|person| person.code.as_str()).collect();
    after_a_change(tx, keyring, grant, &codes, "added").await?;
    Ok(people)
}

async fn insert(tx: &mut Tx, keyring: &Keyring, review: ReviewId, new: NewEntry) -> Result<Person, RegisterProblem> {
    let held = rows(tx, review).await?;
    let letter = new.kind.letter();
    let last = held.iter().filter_map(|row| row.code.strip_prefix(letter)?.parse::<u32>().ok()).max().unwrap_or(0);
    let code = format!("{letter}{}", last + 1);
    let id: EntryId = tx.id();
    let sealed = seal(keyring, review, id, &new.details)?;
    sql("INSERT INTO register_entry (id, review, code, kind, finding, seen_by, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id)
        .bind(review)
        .bind(code.as_str())
        .bind(new.kind)
        .bind(new.finding)
        .bind(codes(&new.seen_by))
        .bind(sealed)
        .run_for_record(Subject::Entry, tx)
        .await?;
    Ok(Person { id, code, kind: new.kind, finding: new.finding, pseudonym: None, pseudonym_clash: false })
}

/// Changes what is known of somebody. Safe addresses are kept when `safe_addresses` is nothing: a page that did not show them
/// cannot lose them.
///
/// # Errors
/// [`RegisterProblem::Stale`] when somebody else changed the entry since; when the review's key is not there or the database refuses.
pub async fn change_entry(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditNames>,
    (entry, version): (EntryId, i64),
    mut new: NewEntry,
    safe_addresses: Option<Vec<Line>>,
) -> Result<(), RegisterProblem> {
    let review = grant.review();
    let old = row(tx, review, entry).await?;
    new.details.safe_addresses = match safe_addresses {
        Some(given) => given,
        None => old.details(keyring, review)?.safe_addresses,
    };
    let sealed = seal(keyring, review, entry, &new.details)?;
    let changed = sql("UPDATE register_entry SET finding = $3, seen_by = $4, sealed = $5, version = version + 1 \
         WHERE id = $1 AND review = $2 AND version = $6")
    .bind(entry)
    .bind(review)
    .bind(new.finding)
    .bind(codes(&new.seen_by))
    .bind(sealed)
    .bind(version)
    .run_for_record(Subject::Entry, tx)
    .await?;
    if changed == 0 {
        return Err(RegisterProblem::Stale);
    }
    after_a_change(tx, keyring, grant, &[&old.code], "changed").await
}

async fn after_a_change(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<EditNames>,
    codes: &[&str],
    what: &str,
) -> Result<(), RegisterProblem> {
    let review = grant.review();
    let register = named(tx, keyring, review, |_| Seen { name: false, pseudonym: true }).await?.later();
    let tied = tie_again(tx, &register, review).await?;
    note_clashes(tx, keyring, review).await?;
    for code in codes {
        let detail = json!({ "entry": code, "what": what, "texts_tied": tied });
        audit::record(tx, &grant.doer(), Deed::NamesChanged, detail).await?;
    }
    Ok(())
}

/// Marks every pseudonym that has turned out to be somebody's real name.
async fn note_clashes(tx: &mut Tx, keyring: &Keyring, review: ReviewId) -> Result<(), RegisterProblem> {
    let rows = rows(tx, review).await?;
    let people = rows.iter().map(|row| row.details(keyring, review)).collect::<Result<Vec<_>, _>>()?;
    for row in &rows {
        let Some(pseudonym) = &row.pseudonym else { continue };
        let clash = people.iter().any(|details| is_a_name_of(pseudonym.as_str(), details));
        if clash != row.pseudonym_clash {
            sql("UPDATE register_entry SET pseudonym_clash = $2 WHERE id = $1").bind(row.id).bind(clash).run(tx).await?;
        }
    }
    Ok(())
}

/// Gives somebody a pseudonym, after the checks that keep it safe.
///
/// # Errors
/// [`RegisterProblem::Pseudonym`] with the sentence that says what is wrong with it; [`RegisterProblem::SharedPseudonym`] when another review
/// uses what the family chose, until somebody says that they still wish it; [`RegisterProblem::Stale`] when somebody else
/// changed the entry since; else when the review's key is not there or the database refuses.
pub async fn choose_pseudonym(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<ChoosePseudonyms>,
    (entry, version): (EntryId, i64),
    pseudonym: Line,
    choice: impl Into<Choice>,
) -> Result<(), RegisterProblem> {
    let review = grant.review();
    if is_a_reference(pseudonym.as_str()) {
        return Err(RegisterProblem::Pseudonym(
            "This is a code of the register, or has a sign in it that stands in no name. Choose a name as people write it",
        ));
    }
    let held = rows(tx, review).await?;
    let Some(own) = held.iter().find(|row| row.id == entry) else { return Err(RegisterProblem::NotThere) };
    for row in &held {
        let details = row.details(keyring, review)?;
        if is_a_name_of(pseudonym.as_str(), &details) {
            return Err(RegisterProblem::Pseudonym("This is the real name of somebody in this review. Choose another name"));
        }
        if row.id == entry && is_initials_of(pseudonym.as_str(), &details) {
            return Err(RegisterProblem::Pseudonym("These are the person’s initials. Choose a name that gives no clue"));
        }
        if row.id != entry && row.pseudonym.as_ref().is_some_and(|other| folded(other.as_str()) == folded(pseudonym.as_str())) {
            return Err(RegisterProblem::Pseudonym(
                "Somebody else in this review already has this pseudonym. Choose another name",
            ));
        }
    }
    let elsewhere: i64 = sql("SELECT COUNT(*) FROM register_entry WHERE lower(pseudonym) = lower($1) AND review <> $2")
        .bind(&pseudonym)
        .bind(review)
        .scalar(tx)
        .await?;
    let Choice { by: chosen_by, shared } = choice.into();
    let shared = match elsewhere > 0 && !is_neutral(pseudonym.as_str()) {
        false => false,
        true if !chosen_by.is_the_familys() => {
            return Err(RegisterProblem::Pseudonym("Another review already uses this pseudonym. Choose another name"));
        }
        true if !shared => return Err(RegisterProblem::SharedPseudonym),
        true => true,
    };
    let changed =
        sql("UPDATE register_entry SET pseudonym = $3, pseudonym_chosen_by = $4, pseudonym_clash = $5, version = version + 1 \
         WHERE id = $1 AND review = $2 AND version = $6")
        .bind(entry)
        .bind(review)
        .bind(&pseudonym)
        .bind(chosen_by)
        .bind(false)
        .bind(version)
        .run_for_record(Subject::Entry, tx)
        .await?;
    if changed == 0 {
        return Err(RegisterProblem::Stale);
    }
    let detail = json!({ "entry": own.code, "what": "pseudonym", "chosen_by": chosen_by, "shared": shared });
    Ok(audit::record(tx, &grant.doer(), Deed::NamesChanged, detail).await?)
}

/// Real names instead of pseudonyms, for a page on which they were asked for. Puts on record that they were seen.
///
/// # Errors
/// When the review's key is not there or the database refuses.
pub async fn real_labels(tx: &mut Tx, keyring: &Keyring, grant: &Grant<SeeNames>) -> Result<Labels, RegisterProblem> {
    let seen: Vec<String> = register(tx, keyring, grant).await?.into_iter().map(|entry| entry.code).collect();
    let whole = named(tx, keyring, grant.review(), |_| Seen { name: true, pseudonym: true }).await?;
    if grant.reach() == Reach::All {
        return Ok(whole.names());
    }
    let allowed = Register::new(whole.people().iter().filter(|one| seen.contains(&one.code)).cloned().collect());
    Ok(labels_to(tx, grant.held(), grant.review()).await?.with(allowed.names()))
}

/// The register with its names, as far as the right goes, and on record as seen. A right to what was released shows those whose
/// entry is open to the panel or to the disclosure officer; a right to one's own, those that agencies must search for, while they do,
/// and not what they are called in the report.
///
/// # Errors
/// When the review's key is not there or the database refuses.
pub async fn register(tx: &mut Tx, keyring: &Keyring, grant: &Grant<SeeNames>) -> Result<Vec<Entry>, RegisterProblem> {
    let review = grant.review();
    let sight = sight(tx, grant).await?;
    let rows = rows(tx, review).await?.into_iter().filter(|row| sight.shows(&row.seen_by));
    let mut entries = rows.map(|row| row.entry(keyring, review)).collect::<Result<Vec<_>, _>>()?;
    for entry in entries.iter_mut().filter(|entry| !sight.pairs(&entry.seen_by)) {
        entry.pseudonym = None;
    }
    let codes: Vec<&str> = entries.iter().map(|entry| entry.code.as_str()).collect();
    audit::record(tx, &grant.doer(), Deed::NamesSeen, json!({ "entries": codes })).await?;
    Ok(entries)
}

/// One entry with its names, on record as seen.
///
/// # Errors
/// [`RegisterProblem::NotThere`] when there is none or the right does not reach it; else as [`register`].
pub async fn entry(tx: &mut Tx, keyring: &Keyring, grant: &Grant<SeeNames>, entry: EntryId) -> Result<Entry, RegisterProblem> {
    if grant.reach() != Reach::All {
        return Err(RegisterProblem::NotThere);
    }
    let found = row(tx, grant.review(), entry).await?.entry(keyring, grant.review())?;
    audit::record(tx, &grant.doer(), Deed::NamesSeen, json!({ "entries": [found.code] })).await?;
    Ok(found)
}

/// The addresses of one person that could put somebody in danger, for whose right reaches the whole register; on record by itself.
///
/// # Errors
/// As [`entry`].
pub async fn safe_addresses(
    tx: &mut Tx,
    keyring: &Keyring,
    grant: &Grant<SeeNames>,
    entry: EntryId,
) -> Result<Vec<Line>, RegisterProblem> {
    if grant.reach() != Reach::All {
        return Err(RegisterProblem::NotThere);
    }
    let found = row(tx, grant.review(), entry).await?;
    let details = found.details(keyring, grant.review())?;
    audit::record(tx, &grant.doer(), Deed::NamesSeen, json!({ "entries": [found.code], "safe_addresses": true })).await?;
    Ok(details.safe_addresses)
}

/// Everything in the register that a finished file must not hold, without the right of anybody: the program searches, nobody sees.
///
/// # Errors
/// When the review's key is not there or the database refuses.
pub(super) async fn details_for_search(
    tx: &mut Tx,
    keyring: &Keyring,
    review: ReviewId,
) -> Result<Vec<(Person, Details)>, RegisterProblem> {
    let rows = rows(tx, review).await?;
    rows.into_iter()
        .map(|row| {
            let details = row.details(keyring, review)?;
            let Row { id, code, kind, finding, pseudonym, pseudonym_clash, .. } = row;
            Ok((Person { id, code, kind, finding, pseudonym, pseudonym_clash }, details))
        })
        .collect()
}

/// Everybody in the register without their names, in the order they were added. No key is needed.
///
/// # Errors
/// When the database refuses.
pub async fn people(tx: &mut Tx, review: ReviewId) -> Stored<Vec<Person>> {
    sql("SELECT id, code, kind, finding, pseudonym, pseudonym_clash FROM register_entry WHERE review = $1 ORDER BY id")
        .bind(review)
        .all(tx)
        .await
}

fn codes(audiences: &[Audience]) -> String {
    audiences.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(" ")
}
