//! Answers as rows: one an answer, so that a name that enters the register later can be found in each and replaced.

use std::collections::BTreeMap;

use crate::ids::ReviewId;
use crate::redaction::Register;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::asked::{Asked, Sheet};

#[derive(FromRow)]
struct Row {
    sheet: String,
    name: String,
    value: String,
}

/// Keeps a page's answers in place of those it had. Names in people's own words become references; what points to a person is left out.
///
/// # Errors
/// When the database refuses.
pub async fn keep(
    tx: &mut Tx,
    register: &Register,
    (review, page): (ReviewId, &str),
    questions: &[Asked],
    sheet: &Sheet,
) -> Stored<()> {
    for asked in questions {
        sql("DELETE FROM case_answer WHERE review = $1 AND sheet = $2 AND name = $3")
            .bind(review)
            .bind(page)
            .bind(asked.name)
            .run(tx)
            .await?;
    }
    let open = sheet.open_part(questions, |words| register.tie_str(words).into_owned());
    for asked in questions {
        for (n, value) in open.all(asked.name).iter().enumerate() {
            sql("INSERT INTO case_answer (review, sheet, name, n, sort, value) VALUES ($1, $2, $3, $4, $5, $6)")
                .bind(review)
                .bind(page)
                .bind(asked.name)
                .bind(i64::try_from(n).unwrap_or(0))
                .bind(if asked.is_words() { "words" } else { "code" })
                .bind(value.clone())
                .run(tx)
                .await?;
        }
    }
    Ok(())
}

/// The answers of one page.
///
/// # Errors
/// When the database refuses.
pub async fn page(tx: &mut Tx, review: ReviewId, page: &str) -> Stored<Sheet> {
    let rows: Vec<Row> = sql("SELECT sheet, name, value FROM case_answer WHERE review = $1 AND sheet = $2 ORDER BY name, n")
        .bind(review)
        .bind(page)
        .all(tx)
        .await?;
    Ok(gather(rows).remove(page).unwrap_or_default())
}

/// The answers of every page whose address begins so, by address.
///
/// # Errors
/// When the database refuses.
pub async fn pages(tx: &mut Tx, review: ReviewId, beginning: &str) -> Stored<BTreeMap<String, Sheet>> {
    let rows: Vec<Row> =
        sql("SELECT sheet, name, value FROM case_answer WHERE review = $1 ORDER BY sheet, name, n").bind(review).all(tx).await?;
    Ok(gather(rows.into_iter().filter(|row| row.sheet.starts_with(beginning)).collect()))
}

fn gather(rows: Vec<Row>) -> BTreeMap<String, Sheet> {
    let mut found: BTreeMap<String, Sheet> = BTreeMap::new();
    for row in rows {
        let sheet = found.entry(row.sheet).or_default();
        let mut values = sheet.all(&row.name).to_vec();
        values.push(row.value);
        sheet.set(&row.name, values);
    }
    found
}

/// Keeps one answer that no question of the page asks: the code of the person whom the page is about.
///
/// # Errors
/// When the database refuses.
pub async fn note(tx: &mut Tx, review: ReviewId, page: &str, name: &str, value: &str) -> Stored<()> {
    sql("INSERT INTO case_answer (review, sheet, name, n, sort, value) VALUES ($1, $2, $3, 0, 'code', $4) \
         ON CONFLICT (review, sheet, name, n) DO UPDATE SET value = excluded.value")
    .bind(review)
    .bind(page)
    .bind(name)
    .bind(value)
    .run(tx)
    .await
    .map(drop)
}
