//! What goes into each document: one struct a template, so that the slice that fills it cannot misspell a field.
//!
//! Every field is what shall be printed, already fit for the document's audience: real names where the reader may see
//! them, pseudonyms where not. Nothing is left out by a template; what a reader may not see is not put in.

mod action_plan;
mod board_summary;
mod decision_notice;
mod delay_notice;
mod executive_summary;
mod family_letter;
mod frame;
mod overview_report;
mod passage;
mod report_parts;
mod secure_records;
mod submission_cover;
mod terms;

pub use action_plan::{ActionPlan, ActionRow, Layout, Priority, Rag};
pub use board_summary::{Bar, BoardReview, BoardSummary, Figure, LateAction, NotedAction, SettledAction};
pub use decision_notice::{ConsulteeView, DecisionNotice, Earlier, HeldInstead, NoReviewGrounds, PersonBand};
pub use delay_notice::DelayNotice;
pub use executive_summary::ExecutiveSummary;
pub use family_letter::{FamilyDecision, FamilyLetter, Support};
pub use frame::{Addressee, Draft, Frame, Letterhead, Marking, Signatory};
pub use overview_report::{Appendices, LetterHeads, OverviewReport, ReviewSections, TitlePage};
pub use passage::{Block, Inline, Marked, Passage};
pub use report_parts::{
    Characteristic, Contributor, Disseminated, Event, LineOfEnquiry, Panellist, ParallelReview, PseudonymRow, Recommendation,
    Section, Subsection, Term, Titled, Tribute,
};
pub use secure_records::{SecureRecordsLetter, Statute, Subject};
pub use submission_cover::{Enclosure, SubmissionCover};
pub use terms::{AgencyAsked, Milestone, TermsOfReference, VersionNote};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Template;

/// The data of one document.
pub trait Paper: Serialize + DeserializeOwned + Send + Sync {
    /// The template that sets it.
    const TEMPLATE: Template;
}

impl Paper for ActionPlan {
    const TEMPLATE: Template = Template::ActionPlan;
}
impl Paper for BoardSummary {
    const TEMPLATE: Template = Template::BoardSummary;
}
impl Paper for DecisionNotice {
    const TEMPLATE: Template = Template::DecisionNotice;
}
impl Paper for DelayNotice {
    const TEMPLATE: Template = Template::DelayNotice;
}
impl Paper for ExecutiveSummary {
    const TEMPLATE: Template = Template::ExecutiveSummary;
}
impl Paper for FamilyLetter {
    const TEMPLATE: Template = Template::FamilyLetter;
}
impl Paper for OverviewReport {
    const TEMPLATE: Template = Template::OverviewReport;
}
impl Paper for SecureRecordsLetter {
    const TEMPLATE: Template = Template::SecureRecordsLetter;
}
impl Paper for SubmissionCover {
    const TEMPLATE: Template = Template::SubmissionCover;
}
impl Paper for TermsOfReference {
    const TEMPLATE: Template = Template::TermsOfReference;
}

/// The data of `template` with every field in its place: what was left out gets its default.
///
/// # Errors
/// When a field is unknown, missing without a default, or of the wrong kind.
pub fn complete(template: Template, data: Value) -> serde_json::Result<Value> {
    match template {
        Template::ActionPlan => through::<ActionPlan>(data),
        Template::BoardSummary => through::<BoardSummary>(data),
        Template::DecisionNotice => through::<DecisionNotice>(data),
        Template::DelayNotice => through::<DelayNotice>(data),
        Template::ExecutiveSummary => through::<ExecutiveSummary>(data),
        Template::FamilyLetter => through::<FamilyLetter>(data),
        Template::OverviewReport => through::<OverviewReport>(data),
        Template::SecureRecordsLetter => through::<SecureRecordsLetter>(data),
        Template::SubmissionCover => through::<SubmissionCover>(data),
        Template::TermsOfReference => through::<TermsOfReference>(data),
    }
}

fn through<P: Paper>(data: Value) -> serde_json::Result<Value> {
    serde_json::to_value(serde_json::from_value::<P>(data)?)
}
