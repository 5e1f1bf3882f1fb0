//! What waits for one person: the reply, declaration, return, check or answer that is asked of them or of the agency that they act
//! for. The front page of a review shows those in it, and `/my-work` those of every review of every partnership.
//!
//! What a step of the process asks of somebody is not here: the process table says that.

mod pages;
mod store;
mod view;

use chrono::NaiveDate;

pub use pages::routes;
pub(crate) use store::CHAIR_ASKS_AFTER;
pub use store::{everywhere, here};
pub(crate) use view::tasks;

use crate::ids::ReviewId;
use crate::process::{Role, Rule};
use crate::store::text_enum;

text_enum!(
    /// What is asked for.
    pub enum Kind {
        /// Somebody whom the notification tells to be at risk, and of whom the triage does not say yet what was done.
        Risk = "risk",
        /// A reply to the consultation on whether to review.
        Reply = "reply",
        /// A panel member's declaration of interests.
        Declaration = "declaration",
        /// A conflict that a panel member declared, for the independent chair to judge how it is met.
        Conflict = "conflict",
        /// A body that the Secretary of State directed to take part and that does not, for the coordinator to bring in.
        Direction = "direction",
        /// The confirmation that an agency's records are safe.
        Records = "records",
        /// An agency's return, to be written.
        Return = "return",
        /// An agency's return, to be signed for the agency.
        Signature = "signature",
        /// An agency's return that is late, to be asked after by the coordinator and, when it is very late, by the partnership's chair.
        Chase = "chase",
        /// An agency's signed return, to be read by the chair.
        Reading = "reading",
        /// A hold that is to be looked at again by the coordinator.
        HoldLook = "hold_look",
        /// An agency's check of the facts about itself.
        Check = "check",
        /// Corrections by an agency, to be decided on by chair or author.
        Corrections = "corrections",
        /// A report to be changed as the Home Office's letter asks, by chair and author.
        Changes = "changes",
        /// The points of that letter, to be answered by the coordinator.
        Points = "points",
        /// A recommendation that its addressee has neither accepted nor disputed.
        Answer = "answer",
        /// A recommendation that its addressee accepted after the report was agreed, for the board or the partnership's chair to approve.
        Approval = "approval",
        /// A recommendation to be carried out.
        Action = "action",
        /// A recommendation whose lead says that it is done, for the board or the partnership's chair to judge.
        Judgement = "judgement",
        /// A comment of the family on the draft that came after their reading, for somebody to answer and tell them.
        Comments = "comments",
    }
);

impl Kind {
    /// The clock of the review that gives this its date, where it has none of its own.
    #[must_use]
    pub const fn clock(self) -> Option<Rule> {
        match self {
            Self::Records => Some(Rule::Dl03Secured),
            Self::Changes | Self::Points => Some(Rule::Dl20),
            Self::Risk
            | Self::Reply
            | Self::Declaration
            | Self::Conflict
            | Self::Direction
            | Self::Return
            | Self::Signature
            | Self::Chase
            | Self::Reading
            | Self::HoldLook
            | Self::Check
            | Self::Corrections
            | Self::Answer
            | Self::Approval
            | Self::Action
            | Self::Judgement
            | Self::Comments => None,
        }
    }
}

crate::base::id!(ItemId, "what a duty is about");

/// Something that waits for a person.
#[derive(Clone, Debug)]
pub struct Duty {
    /// What is asked for.
    pub kind: Kind,
    /// In which review.
    pub review: ReviewId,
    /// Its reference.
    pub reference: String,
    /// The partnership that leads it.
    pub partnership: String,
    /// The reply, return, check or recommendation itself.
    pub item: ItemId,
    /// The agency that it is asked of; empty where it is asked of the person.
    pub agency: String,
    /// The code of a return's level, a recommendation's reference or the name of a panel member; empty for others.
    pub detail: String,
    /// By when.
    pub due: Option<NaiveDate>,
    /// As what the person is asked.
    pub role: Role,
}

impl Duty {
    /// Where it is done.
    #[must_use]
    pub fn place(&self) -> String {
        let Self { review, item, .. } = self;
        let room = match self.kind {
            Kind::Risk => "triage/T19".into(),
            Kind::Reply => format!("consultation/{item}/reply"),
            Kind::Declaration | Kind::Conflict => format!("panel/members/{item}"),
            Kind::Direction => format!("decision/direction/{item}"),
            Kind::Records => "secure-records".into(),
            Kind::Return | Kind::Signature | Kind::Chase | Kind::Reading => format!("returns/{item}"),
            Kind::HoldLook => format!("holds/{item}/look"),
            // The letter and its points; the sections are a click away.
            Kind::Changes | Kind::Points => "submission".into(),
            Kind::Check | Kind::Corrections => format!("report/checks/{item}"),
            Kind::Comments => format!("family/readings/{item}"),
            Kind::Answer | Kind::Approval | Kind::Action | Kind::Judgement => format!("recommendations/{item}"),
        };
        format!("/reviews/{review}/{room}")
    }

    /// Whether it should have been done by now.
    #[must_use]
    pub fn late(&self, today: NaiveDate) -> bool {
        self.due.is_some_and(|due| due < today)
    }
}
