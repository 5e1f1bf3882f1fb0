//! What people are called, by who reads.

use crate::access::right::SeeReview;
use crate::access::{Actor, Held, if_theirs, permit};
use crate::ids::ReviewId;
use crate::redaction::Labels;
use crate::store::{Codes, FromRow, Stored, Tx, sql};

use super::entry::{Audience, Person, called};
use super::sight::{released_to, works_by_code};
use super::store::people;

/// What the people of a review are called in its papers, whoever reads them: by pseudonym or, while there is none, by code. No key is
/// needed. A page asks [`labels_to`].
///
/// # Errors
/// When the database refuses.
pub async fn labels_in_papers(tx: &mut Tx, review: ReviewId) -> Stored<Labels> {
    Ok(Labels::pseudonyms(people(tx, review).await?.into_iter().map(|one| (one.code.clone(), one.called()))))
}

/// What they are called to somebody who holds these roles: as in the papers to the chair, the panel and the partnership, and by code to
/// those who write from outside.
///
/// # Errors
/// When the database refuses.
pub async fn labels_to(tx: &mut Tx, held: &[Held], review: ReviewId) -> Stored<Labels> {
    if works_by_code(held) {
        return by_code(tx, review).await;
    }
    let labels = labels_in_papers(tx, review).await?.for_pages();
    let Some(audiences) = released_to(held) else { return Ok(labels) };
    let open = seen_by(tx, review).await?.into_iter().filter(|(_, seen_by)| audiences.iter().any(|one| seen_by.contains(one)));
    Ok(labels.for_who_sees(open.map(|(code, _)| code)))
}

#[derive(FromRow)]
struct SeenRow {
    code: String,
    #[sqlx(try_from = "String")]
    seen_by: Codes<Audience>,
}

/// To whom each entry is open, by code.
async fn seen_by(tx: &mut Tx, review: ReviewId) -> Stored<Vec<(String, Vec<Audience>)>> {
    let rows: Vec<SeenRow> = sql("SELECT code, seen_by FROM register_entry WHERE review = $1").bind(review).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.code, row.seen_by.to_vec())).collect())
}

async fn by_code(tx: &mut Tx, review: ReviewId) -> Stored<Labels> {
    let code = |one: Person| (one.code.clone(), called(&one.code, (one.kind, one.finding), None));
    Ok(Labels::pseudonyms(people(tx, review).await?.into_iter().map(code)).for_pages().for_who_sees_nobody())
}

/// As [`labels_to`], for somebody whose roles have not been read; by code to somebody who has none in the review.
///
/// # Errors
/// When the database refuses.
pub async fn labels_for(tx: &mut Tx, actor: &Actor, review: ReviewId) -> Stored<Labels> {
    match if_theirs(permit::<SeeReview>(tx, actor, review).await)? {
        Some(grant) => labels_to(tx, grant.held(), review).await,
        None => by_code(tx, review).await,
    }
}

/// What they are to the review, for a board, which reads of several at once.
///
/// # Errors
/// When the database refuses.
pub async fn stand_ins(tx: &mut Tx, review: ReviewId) -> Stored<Labels> {
    let stands = |one: Person| (one.code.clone(), one.kind.stand_in(one.finding).to_owned());
    Ok(Labels::pseudonyms(people(tx, review).await?.into_iter().map(stands)).for_who_sees_nobody())
}
