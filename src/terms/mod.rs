//! Terms of reference: what the review asks, of which time and of whom. A version that was issued is never changed: the next one
//! stands beside it and says what is different and why.

mod bank;
mod forms;
mod pages;
mod store;
mod view;

use chrono::NaiveDate;

use crate::base::{Prose, id};

pub use bank::{BANK, Suggestion, suggestion};
pub use pages::routes;
pub(crate) use store::redate;
pub use store::{KeyLine, Terms, agree, draft, key_lines, revise, versions};

id!(TermsId, "a version of the terms of reference");
id!(KeyLineId, "a key line of enquiry");

/// Most key lines that a report can answer well; more are refused, because each must be answered.
pub const MOST_KEY_LINES: usize = 30;

/// A key line of enquiry as it is written.
#[derive(Clone, Debug)]
pub struct NewKeyLine {
    /// The question.
    pub question: Prose,
    /// The suggestion that it began as.
    pub bank: Option<&'static str>,
}

/// Terms of reference as they are drafted.
#[derive(Clone, Debug)]
pub struct NewTerms {
    /// What the review is for; the statutory purposes are printed anyway.
    pub purpose: Prose,
    /// First day of the time that is looked at.
    pub period_from: NaiveDate,
    /// Last day.
    pub period_to: NaiveDate,
    /// Why that time. Earlier events of significance are always within it.
    pub period_why: Prose,
    /// Areas and partnerships concerned.
    pub areas: Option<Prose>,
    /// Agencies and what is asked of each.
    pub agencies: Option<Prose>,
    /// Questions of the family.
    pub family_questions: Option<Prose>,
    /// Equality and diversity.
    pub equality: Option<Prose>,
    /// Experts and research.
    pub experts: Option<Prose>,
    /// Reviews and proceedings beside.
    pub parallel: Option<Prose>,
    /// How family, friends, the employer and the alleged perpetrator are contacted.
    pub contact_plan: Option<Prose>,
    /// Media and communications.
    pub media: Option<Prose>,
    /// Legal advice.
    pub legal: Option<Prose>,
    /// How papers are disclosed.
    pub disclosure: Option<Prose>,
    /// The timetable.
    pub timetable: Option<Prose>,
    /// Whoever disagrees, and why.
    pub dissent: Option<Prose>,
    /// What is different from the version before, and why.
    pub changes: Option<Prose>,
    /// When the panel agreed this version.
    pub panel_agreed_on: Option<NaiveDate>,
    /// The questions, in order.
    pub key_lines: Vec<NewKeyLine>,
}

impl NewTerms {
    /// Terms with only what must be there.
    #[must_use]
    pub fn new(
        purpose: Prose,
        (period_from, period_to): (NaiveDate, NaiveDate),
        period_why: Prose,
        key_lines: Vec<NewKeyLine>,
    ) -> Self {
        Self {
            purpose,
            period_from,
            period_to,
            period_why,
            areas: None,
            agencies: None,
            family_questions: None,
            equality: None,
            experts: None,
            parallel: None,
            contact_plan: None,
            media: None,
            legal: None,
            disclosure: None,
            timetable: None,
            dissent: None,
            changes: None,
            panel_agreed_on: None,
            key_lines,
        }
    }

    /// What would make these terms wrong, as a field of the form and a sentence.
    #[must_use]
    pub fn wrong(&self, today: NaiveDate) -> Option<(&'static str, &'static str)> {
        if self.period_from > self.period_to {
            return Some(("period_to", "The end of the period must not be before its beginning"));
        }
        if self.period_to > today {
            return Some(("period_to", "The end of the period must be today or in the past"));
        }
        if self.key_lines.len() > MOST_KEY_LINES {
            return Some(("own", "Use 30 key lines of enquiry or fewer: the report must answer each of them"));
        }
        if self.panel_agreed_on.is_some_and(|on| on > today) {
            return Some(("panel_agreed_on", "The day on which the panel agreed must be today or in the past"));
        }
        None
    }
}
