//! What a person who has given their password must still do before anything else is shown to them.

use crate::ids::PersonId;
use crate::store::{FromRow, Stored, Tx, sql};

use super::known::stranger;
use super::sessions::Session;

/// What must still be done in this session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Must {
    /// Give the second factor that the person has set up.
    GiveSecondFactor,
    /// Set one up: a partnership that the person works with asks for it.
    SetUpSecondFactor,
}

impl Must {
    /// Where it is done.
    #[must_use]
    pub const fn page(self) -> &'static str {
        match self {
            Self::GiveSecondFactor => "/sign-in/second-factor",
            Self::SetUpSecondFactor => "/account/second-factor",
        }
    }

    /// Whether a page is open to somebody who must still do this: the pages where it is done, and the way out.
    #[must_use]
    pub fn opens(self, path: &str) -> bool {
        let pages: &[&str] = match self {
            Self::GiveSecondFactor => &["/sign-in", "/sign-in/second-factor", "/sign-in/recovery", "/sign-out"],
            Self::SetUpSecondFactor => {
                &["/account/second-factor", "/account/second-factor/begin", "/account/second-factor/confirm", "/sign-out"]
            }
        };
        pages.contains(&path)
    }
}

#[derive(FromRow)]
struct Row {
    set_up: bool,
    required: bool,
}

async fn row(tx: &mut Tx, person: PersonId) -> Stored<Option<Row>> {
    // A partnership that only knows somebody's address asks nothing of them.
    sql(concat!(
        "SELECT totp_confirmed_at IS NOT NULL AS set_up, EXISTS ( \
           SELECT 1 FROM partnership p WHERE p.second_factor_required = $2 AND p.organisation IN ( \
             SELECT k.partnership FROM partnership_person k JOIN person p ON p.id = k.person WHERE k.person = person.id AND NOT ", stranger!("k.partnership"), " \
             UNION SELECT o.organisation FROM post o WHERE o.person = person.id \
             UNION SELECT d.partnership FROM post o JOIN directory d ON d.organisation = o.organisation WHERE o.person = person.id \
             UNION SELECT s.partnership FROM post o JOIN oversees s ON s.body = o.organisation WHERE o.person = person.id \
             UNION SELECT rp.partnership FROM review_role r JOIN review_partnership rp ON rp.review = r.review \
               WHERE r.person = person.id)) AS required FROM person WHERE id = $1"
    ))
    .bind(person)
    .bind(true)
    .maybe(tx)
    .await
}

/// What the person of this session must still do; nothing when they may go on.
///
/// # Errors
/// When the database refuses.
pub async fn must(tx: &mut Tx, session: &Session) -> Stored<Option<Must>> {
    if session.second_factor_passed {
        return Ok(None);
    }
    Ok(row(tx, session.person).await?.and_then(|row| match (row.set_up, row.required) {
        (true, _) => Some(Must::GiveSecondFactor),
        (false, true) => Some(Must::SetUpSecondFactor),
        (false, false) => None,
    }))
}

/// Whether a program may act for the person: not while a partnership asks them for a second factor that they have not set up.
///
/// # Errors
/// When the database refuses.
pub async fn opens_to_tokens(tx: &mut Tx, person: PersonId) -> Stored<bool> {
    Ok(row(tx, person).await?.is_some_and(|row| row.set_up || !row.required))
}

/// Whether a partnership that the person works with asks for a second factor, so that it may not be taken away.
///
/// # Errors
/// When the database refuses.
pub async fn is_required(tx: &mut Tx, person: PersonId) -> Stored<bool> {
    Ok(row(tx, person).await?.is_some_and(|row| row.required))
}
