//! What there is to be allowed: an object and what one would do to it. Each pair is a type, so that a function that
//! wants the right to change family notes cannot be handed the right to read them.

use std::fmt::Debug;

/// Something in a review that is guarded by itself. The first rows are those of the permission matrix; the last are
/// what a review also has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Object {
    /// That the review exists, its stage, its clocks and tasks; no account of anybody.
    Review,
    /// The identity register: real names and what else points to a person.
    Identity,
    /// What people are called instead of their names.
    Pseudonyms,
    /// Notification, triage, consultation and decision.
    Case,
    /// Scoping returns and summaries of engagement.
    Returns,
    /// Management reviews that the agency has not yet signed.
    ImrDraft,
    /// Management reviews that the agency has signed.
    ImrSubmitted,
    /// An agency's own chronology.
    Chronology,
    /// Panel: members, interests declared, attendance, minutes.
    Panel,
    /// Terms of reference and key lines of enquiry.
    Terms,
    /// Family and friends: wishes, contacts, notes.
    Family,
    /// Notes of interviews with staff or with the person alleged to be responsible.
    Interviews,
    /// The report while it is drafted.
    Draft,
    /// Recommendations and the action plan.
    Recommendations,
    /// Submission, the Home Office's letters, publication.
    Quality,
    /// Parallel reviews and proceedings.
    Proceedings,
    /// Holds, embargoes, agreed dates.
    Clocks,
    /// Letters and other papers of the review.
    Papers,
    /// The record of who did and saw what.
    Audit,
}

impl Object {
    /// Whether it stays as it is once a review is closed. What may still come to light (a late word of the family, an appeal, a name that must not
    /// be read, a letter, a report that is taken down and changed, whose own room keeps it as it was published) does not.
    #[must_use]
    pub const fn stays_once_closed(self) -> bool {
        matches!(
            self,
            Self::Returns
                | Self::ImrDraft
                | Self::ImrSubmitted
                | Self::Chronology
                | Self::Panel
                | Self::Terms
                | Self::Interviews
                | Self::Recommendations
        )
    }

    /// All of them, in the order of the matrix.
    pub const ALL: [Self; 19] = [
        Self::Review,
        Self::Identity,
        Self::Pseudonyms,
        Self::Case,
        Self::Returns,
        Self::ImrDraft,
        Self::ImrSubmitted,
        Self::Chronology,
        Self::Panel,
        Self::Terms,
        Self::Family,
        Self::Interviews,
        Self::Draft,
        Self::Recommendations,
        Self::Quality,
        Self::Proceedings,
        Self::Clocks,
        Self::Papers,
        Self::Audit,
    ];

    /// As people call it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Review => "Review, stage and clocks",
            Self::Identity => "Identity register (real names)",
            Self::Pseudonyms => "Pseudonyms",
            Self::Case => "Notification, triage, decision",
            Self::Returns => "Scoping returns",
            Self::ImrDraft => "IMR draft",
            Self::ImrSubmitted => "IMR submitted",
            Self::Chronology => "Agency chronology",
            Self::Panel => "Panel and minutes",
            Self::Terms => "Terms of reference",
            Self::Family => "Family notes and contact",
            Self::Interviews => "Interview notes",
            Self::Draft => "Draft report",
            Self::Recommendations => "Recommendations and action plan",
            Self::Quality => "Submission, outcome letters, publication",
            Self::Proceedings => "Parallel reviews and proceedings",
            Self::Clocks => "Holds, embargoes, agreed dates",
            Self::Papers => "Letters and papers",
            Self::Audit => "Audit record",
        }
    }
}

/// What one would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verb {
    /// Read it.
    See,
    /// Write it.
    Edit,
    /// Approve, accept, release or sign it.
    Approve,
}

impl Verb {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::See, Self::Edit, Self::Approve];
}

/// A right as a type.
pub trait Right: Copy + Debug + Send + Sync + 'static {
    /// To what.
    const OBJECT: Object;
    /// To do what.
    const VERB: Verb;
}

macro_rules! rights {
    ($($(#[$doc:meta])* $name:ident: $object:ident $verb:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;
            impl Right for $name {
                const OBJECT: Object = Object::$object;
                const VERB: Verb = Verb::$verb;
            }
        )+
    };
}

rights! {
    /// See that the review is there, its stage, clocks and tasks.
    SeeReview: Review See;
    /// Take steps of the process; which ones, the process table says.
    TakeStep: Review Edit;
    /// See real names. Every use is on the record.
    SeeNames: Identity See;
    /// Change the identity register.
    EditNames: Identity Edit;
    /// Choose what people are called instead of their names.
    ChoosePseudonyms: Pseudonyms Edit;
    /// Read notification, triage, consultation and decision.
    SeeCase: Case See;
    /// Write them.
    EditCase: Case Edit;
    /// Decide.
    DecideCase: Case Approve;
    /// Read returns.
    SeeReturns: Returns See;
    /// Ask for returns, or write one's own.
    EditReturns: Returns Edit;
    /// Accept or release a return, or sign one's own.
    ApproveReturns: Returns Approve;
    /// Read a management review before it is signed.
    SeeImrDraft: ImrDraft See;
    /// Write one.
    EditImrDraft: ImrDraft Edit;
    /// Sign one.
    SignImr: ImrDraft Approve;
    /// Read signed management reviews.
    SeeImr: ImrSubmitted See;
    /// Accept, send back or release one.
    ApproveImr: ImrSubmitted Approve;
    /// Read the panel's membership, interests and minutes.
    SeePanel: Panel See;
    /// Write them.
    EditPanel: Panel Edit;
    /// Approve minutes, settle a conflict.
    ApprovePanel: Panel Approve;
    /// Read the terms of reference.
    SeeTerms: Terms See;
    /// Write them.
    EditTerms: Terms Edit;
    /// Read family notes. Every use is on the record.
    SeeFamily: Family See;
    /// Write family notes and contacts.
    EditFamily: Family Edit;
    /// Read interview notes. Every use is on the record.
    SeeInterviews: Interviews See;
    /// Write interview notes.
    EditInterviews: Interviews Edit;
    /// Read the draft report.
    SeeDraft: Draft See;
    /// Write the draft report.
    EditDraft: Draft Edit;
    /// Agree the report for the partnership.
    ApproveDraft: Draft Approve;
    /// Read recommendations.
    SeeRecommendations: Recommendations See;
    /// Write recommendations, or report progress on one's own.
    EditRecommendations: Recommendations Edit;
    /// Approve recommendations or accept that one is done.
    ApproveRecommendations: Recommendations Approve;
    /// Read submission, outcome letters and publication.
    SeeQuality: Quality See;
    /// Write them.
    EditQuality: Quality Edit;
    /// Read parallel reviews and proceedings.
    SeeProceedings: Proceedings See;
    /// Write them.
    EditProceedings: Proceedings Edit;
    /// Set and lift holds, propose dates.
    EditClocks: Clocks Edit;
    /// Agree dates for the partnership.
    ApproveClocks: Clocks Approve;
    /// Read letters and papers.
    SeePapers: Papers See;
    /// Make and send letters and papers.
    EditPapers: Papers Edit;
    /// Release a paper outside.
    ReleasePapers: Papers Approve;
    /// Read the record.
    SeeAudit: Audit See;
}
