//! Who chairs the review, who writes, who sits on its panel, what they declared, and when they met.
//!
//! A panel works when its chair has no tie to any agency concerned, when somebody on it is a specialist in domestic abuse, and when
//! nobody on it has an interest that nothing settles. A declared conflict takes the person's access away at once; the chair can
//! give it back by accepting how the conflict is met.

mod appoint;
mod choose;
mod forms;
mod joining;
mod meeting_pages;
mod meetings;
mod member_pages;
mod members;
mod pages;
mod view;

use chrono::NaiveDate;

use crate::base::{Line, Prose, counted, id};
use crate::ids::{OrganisationId, PersonId};
use crate::process::Role;
use crate::store::worded_enum;

pub(crate) use appoint::redate_chair;
pub use appoint::{Appointment, appoint_author, appoint_chair, appointments, end_appointment, replace_chair};
pub use choose::{Agency, Colleague, advocates, agencies, colleagues};
pub use joining::add_member;
pub(crate) use meetings::redate;
pub use meetings::{Meeting, Minutes, approve_minutes, attendance, meetings, minutes, record_meeting, write_minutes};
pub(crate) use members::sits as sits_on_it;
pub use members::{Member, accept_mitigation, declarations, declare, declare_own, end_membership, members, sign_confidentiality};
pub use pages::routes;

id!(AppointmentId, "an appointment");
id!(MemberId, "a panel member");
id!(MeetingId, "a panel meeting");
id!(RoleId, "a role in a review");
id!(RecordId, "a declaration or a version of minutes");

worded_enum! {
    /// What somebody is appointed to. The chair keeps the responsibility for the report, whoever writes it.
    pub enum Post {
        ChairAuthor = "chair_author", "Chair and author";
        Chair = "chair", "Chair";
        CoChair = "co_chair", "Joint chair";
        Author = "author", "Author";
        Mentor = "mentor", "Mentor";
    }
}

impl Post {
    /// Whether the post is the chair's.
    #[must_use]
    pub const fn chairs(self) -> bool {
        match self {
            Self::ChairAuthor | Self::Chair | Self::CoChair => true,
            Self::Author | Self::Mentor => false,
        }
    }

    /// The roles in the review that the post gives. A mentor advises the chair and sees nothing of the case.
    #[must_use]
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::ChairAuthor => &[Role::IndepChair, Role::Author],
            Self::Chair | Self::CoChair => &[Role::IndepChair],
            Self::Author => &[Role::Author],
            Self::Mentor => &[],
        }
    }
}

worded_enum! {
    /// How a member took part in a meeting.
    pub enum Attended {
        Present = "present", "Present";
        Deputy = "deputy", "A deputy came";
        Apologies = "apologies", "Sent apologies";
        Absent = "absent", "Did not come";
    }
}

/// An appointment as it is made.
#[derive(Clone, Debug)]
pub struct NewAppointment {
    /// Who.
    pub person: PersonId,
    /// To what.
    pub post: Post,
    /// The firm they work through.
    pub firm: Option<Line>,
    /// The statement of independence, word for word: it goes into the report.
    pub independence: Prose,
    /// Employment with agencies in the area, with dates.
    pub employment: Option<Prose>,
    /// Conflicts of interest.
    pub conflicts: Option<Prose>,
    /// How they are met.
    pub mitigation: Option<Prose>,
    /// Training for the work.
    pub training: Option<Prose>,
    /// When it was finished.
    pub trained_on: Option<NaiveDate>,
    /// The level of the criminal record check.
    pub dbs: Option<Line>,
    /// Its day.
    pub dbs_on: Option<NaiveDate>,
    /// Registration with the Information Commissioner.
    pub ico: Option<Line>,
    /// Professional indemnity insurance.
    pub insurance: Option<Line>,
    /// How the person was found: quotes, a framework, a regional pool.
    pub procurement: Option<Line>,
    /// The basis of the fee, its cap, and rates for extra work.
    pub fee: Option<Prose>,
    /// When the contract was signed.
    pub contract_on: Option<NaiveDate>,
    /// When the terms for handling data were signed.
    pub data_terms_on: Option<NaiveDate>,
    /// Whether they work on a secure device.
    pub secure_device: bool,
    /// References.
    pub referees: Option<Prose>,
    /// Who stands in when they cannot work.
    pub cover: Option<Prose>,
    /// The first day.
    pub begins: NaiveDate,
}

impl NewAppointment {
    /// An appointment of which only what must be known is known.
    #[must_use]
    pub fn new(person: PersonId, post: Post, independence: Prose, begins: NaiveDate) -> Self {
        Self {
            person,
            post,
            firm: None,
            independence,
            employment: None,
            conflicts: None,
            mitigation: None,
            training: None,
            trained_on: None,
            dbs: None,
            dbs_on: None,
            ico: None,
            insurance: None,
            procurement: None,
            fee: None,
            contract_on: None,
            data_terms_on: None,
            secure_device: false,
            referees: None,
            cover: None,
            begins,
        }
    }
}

/// A member as they are added.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// The person's account, when they sign in.
    pub person: Option<PersonId>,
    /// The name, as printed in the report; for somebody with an account it is theirs.
    pub name: Line,
    /// The agency that they speak for.
    pub organisation: OrganisationId,
    /// Their job title.
    pub job_title: Option<Line>,
    /// What they know that the panel needs.
    pub expertise: Option<Line>,
    /// Whether they are the panel's specialist in domestic abuse.
    pub da_specialist: bool,
    /// The member for whom they stand in.
    pub deputy_for: Option<MemberId>,
    /// The first day.
    pub begins: NaiveDate,
}

/// A declaration of interests.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// The day.
    pub on: NaiveDate,
    /// What they declare, in their own words.
    pub words: Prose,
    /// Whether it names a conflict.
    pub conflict: bool,
    /// How the conflict could be met.
    pub mitigation: Option<Prose>,
}

/// A meeting as it is recorded.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    /// The day.
    pub held_on: NaiveDate,
    /// The place, or how people met.
    pub place: Option<Line>,
    /// What was on the agenda.
    pub agenda: Option<Prose>,
    /// What was decided.
    pub decisions: Option<Prose>,
    /// Who will do what by when.
    pub actions: Option<Prose>,
    /// Who was there.
    pub attendance: Vec<(MemberId, Attended)>,
}

/// What the guidance and practice ask of a panel, checked against its members of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whether it holds.
    pub holds: bool,
    /// What is asked, or what is missing.
    pub sentence: String,
}

/// Checks a panel. `bodies` are the statutory agencies that the review asks to contribute.
#[must_use]
pub fn checks(members: &[Member], bodies: &[Agency]) -> Vec<Check> {
    let check = |holds: bool, good: &str, bad: String| Check { holds, sentence: if holds { good.to_owned() } else { bad } };
    let sits = |member: &&Member| member.ends.is_none() && !member.in_conflict();
    let specialists = members.iter().filter(sits).filter(|member| member.da_specialist).count();
    let undeclared = members.iter().filter(|member| member.ends.is_none() && member.declared_on.is_none()).count();
    let conflicts = members.iter().filter(|member| member.ends.is_none() && member.in_conflict()).count();
    let unsigned = members.iter().filter(|member| member.ends.is_none() && member.confidentiality_on.is_none()).count();
    let missing: Vec<&str> = bodies
        .iter()
        .filter(|body| !members.iter().filter(sits).any(|member| member.organisation == body.id))
        .map(|body| body.name.as_str())
        .collect();
    let mut all = vec![check(
        specialists > 0,
        "A specialist in domestic abuse is on the panel.",
        "Nobody on the panel is a specialist in domestic abuse. Ask a local or by-and-for service to join.".into(),
    )];
    // Of a panel without members nothing holds.
    if members.iter().any(|member| member.ends.is_none()) {
        all.push(check(
            undeclared == 0,
            "Every member has declared their interests.",
            format!("{} not yet declared their interests.", has(undeclared)),
        ));
        all.push(check(
            conflicts == 0,
            "No conflict of interest is open.",
            format!(
                "{conflicts} declared a conflict that is not settled. The chair accepts how it is met, or the member steps down."
            ),
        ));
        all.push(check(
            unsigned == 0,
            "Every member has signed the confidentiality agreement.",
            format!("{} not yet signed the confidentiality agreement.", has(unsigned)),
        ));
    }
    // Nor is anything said of agencies before one is asked to contribute.
    if !bodies.is_empty() {
        all.push(check(
            missing.is_empty(),
            "Every statutory agency that contributes is on the panel.",
            format!("No member speaks for: {}.", missing.join(", ")),
        ));
    }
    all
}

fn has(count: usize) -> String {
    counted(count, "member has", "members have")
}
