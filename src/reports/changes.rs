//! Where in the draft something was changed that an agency or the family asked for and that was accepted. To accept is a promise: until it is
//! recorded where it was kept, the report does not go for sign-off.

use chrono::NaiveDate;

use crate::base::{london_day, within_a_sentence};
use crate::ids::ReviewId;
use crate::store::{FromRow, Stored, Tx, sql};
use crate::ui::{Filled, Markup, Row, choice, date, day, html, row, select, too_early};

use super::section::Section;

/// Where what was accepted was changed, as far as it was.
#[derive(Clone, Copy, Debug, Default, FromRow)]
pub struct Change {
    /// In which section.
    pub made_in: Option<Section>,
    /// When.
    pub made_on: Option<NaiveDate>,
}

impl Change {
    /// Whether what was accepted is not in the draft yet.
    #[must_use]
    pub const fn waits(self, accepted: bool) -> bool {
        accepted && self.made_on.is_none()
    }

    /// How it stands beside what asked for it; nothing where nothing was to be changed.
    #[must_use]
    pub fn standing(self, accepted: bool) -> Option<Row> {
        let title = "Changed in the draft";
        match self.made_in.zip(self.made_on) {
            Some((section, on)) => Some(row(title, format!("{}, {}", section.label(), day(on)))),
            None => self.waits(accepted).then(|| row(title, "Not yet")),
        }
    }
}

/// A change that was made.
#[derive(Clone, Copy, Debug)]
pub struct Made {
    /// In which section.
    pub section: Section,
    /// When.
    pub on: NaiveDate,
}

/// What the forms ask.
#[must_use]
pub fn fields(f: &Filled) -> Markup {
    let sections = Section::ALL.iter().map(|one| choice(one.as_str(), format!("{}: {}", one.paper().label(), one.label())));
    html! {
        (select(f, "section", "In which section was it changed?", sections.collect()).hint("Change the text first: a section that nobody has saved since is not taken"))
        (date(f, "made_on", "When was it changed?"))
    }
}

/// Reads what was typed, and says at its place what cannot be: `since` is the day on which the change was asked for, and `asked` what
/// happened on it.
///
/// # Errors
/// When the database refuses.
pub async fn read(tx: &mut Tx, f: &mut Filled, review: ReviewId, (since, asked): (NaiveDate, &str)) -> Stored<Option<Made>> {
    let section = f.one_of("section", "the section in which it was changed", Section::ALL, Section::as_str);
    let on = f.past_date("made_on", "the day of the change", tx.today());
    if let Some(sentence) = on.and_then(|on| too_early(on, since, asked)) {
        f.wrong_at("made_on", "made_on-day", sentence);
    }
    let (Some(section), Some(on)) = (section, on) else { return Ok(None) };
    let saved = last_saved(tx, review, section).await?;
    if saved.is_none_or(|saved| saved < on) {
        let name = within_a_sentence(section.label());
        let when = saved.map_or_else(|| "has no text yet".to_owned(), |saved| format!("was last saved on {}", day(saved)));
        f.wrong(
            "section",
            format!("The section on {name} {when}. Change it first, or choose the section that was changed and the day"),
        );
    }
    Ok(f.is_good().then_some(Made { section, on }))
}

/// When the text of a section that stands was saved.
async fn last_saved(tx: &mut Tx, review: ReviewId, section: Section) -> Stored<Option<NaiveDate>> {
    let row = sql("SELECT t.written_at FROM report_section s JOIN report_text t ON t.section = s.id AND t.n = s.stands \
                   WHERE s.review = $1 AND s.section = $2")
    .bind(review)
    .bind(section)
    .maybe::<(chrono::DateTime<chrono::Utc>,)>(tx)
    .await?;
    Ok(row.map(|(at,)| london_day(at)))
}
