//! What is sent and shown about the panel.

use chrono::NaiveDate;
use poem_openapi::Object;

use super::code::Code;
use super::lists::{Choice, Page};
use crate::panel::{Appointment, Member, Post};
use crate::redaction::Labels;

/// An appointment on record. Who does not keep the panel's papers gets none of the contract: those fields are empty.
#[derive(Debug, Object)]
pub(super) struct AppointmentShown {
    /// Its id.
    pub(super) id: String,
    /// Their name.
    pub(super) name: String,
    /// What was agreed.
    #[oai(flatten)]
    pub(super) terms: AppointmentTerms,
    /// The last day.
    pub(super) ends: Option<NaiveDate>,
    /// Why it ended.
    pub(super) ended_why: String,
    /// To be sent back when it is ended.
    pub(super) version: i64,
}

/// An appointment. Texts may be left empty where nothing is known.
#[derive(Debug, Object)]
pub(super) struct AppointmentTerms {
    /// The id of the person's account.
    pub(super) person: String,
    /// To what.
    pub(super) post: Code<Post>,
    /// The first day.
    pub(super) begins: NaiveDate,
    /// The statement of independence, word for word: it is printed in the report.
    pub(super) independence: String,
    /// Earlier work for agencies in the area, with dates.
    #[oai(default)]
    pub(super) employment: String,
    /// Conflicts of interest.
    #[oai(default)]
    pub(super) conflicts: String,
    /// How they are met.
    #[oai(default)]
    pub(super) mitigation: String,
    /// Training for the work.
    #[oai(default)]
    pub(super) training: String,
    /// When it was finished.
    pub(super) trained_on: Option<NaiveDate>,
    /// The level of the criminal record check.
    #[oai(default)]
    pub(super) dbs: String,
    /// Its day.
    pub(super) dbs_on: Option<NaiveDate>,
    /// Registration with the Information Commissioner.
    #[oai(default)]
    pub(super) ico: String,
    /// Professional indemnity insurance.
    #[oai(default)]
    pub(super) insurance: String,
    /// References.
    #[oai(default)]
    pub(super) referees: String,
    /// The firm that they work through.
    #[oai(default)]
    pub(super) firm: String,
    /// How they were found.
    #[oai(default)]
    pub(super) procurement: String,
    /// The basis of the fee, its cap, and rates for extra work.
    #[oai(default)]
    pub(super) fee: String,
    /// When the contract was signed.
    pub(super) contract_on: Option<NaiveDate>,
    /// When the terms for handling data were signed.
    pub(super) data_terms_on: Option<NaiveDate>,
    /// Whether they work on a secure device.
    #[oai(default)]
    pub(super) secure_device: bool,
    /// Who stands in for them.
    #[oai(default)]
    pub(super) cover: String,
}

/// A chair to appoint, or to put in the place of another.
#[derive(Debug, Object)]
pub(super) struct NewChair {
    /// The appointment.
    #[oai(flatten)]
    pub(super) terms: AppointmentTerms,
    /// Why the chair is replaced; for the first one it is not asked.
    #[oai(default)]
    pub(super) why: String,
    /// The version of the review that you saw.
    pub(super) version: i64,
}

/// The last day, and why.
#[derive(Debug, Object)]
pub(super) struct Ending {
    /// The last day.
    pub(super) ends: NaiveDate,
    /// Why.
    pub(super) why: String,
}

/// A member on record. What they declared is for those who keep the panel's papers, and empty for others.
#[derive(Debug, Object)]
pub(super) struct MemberShown {
    /// Their id.
    pub(super) id: String,
    /// The id of their account.
    pub(super) person: Option<String>,
    /// Their name.
    pub(super) name: String,
    /// The id of the agency that they speak for.
    pub(super) organisation: String,
    /// Its name.
    pub(super) agency: String,
    /// Their job title.
    pub(super) job_title: String,
    /// What they bring.
    pub(super) expertise: String,
    /// Whether their agency has the duty under the Act.
    pub(super) statutory: bool,
    /// Whether they are the specialist in domestic abuse.
    pub(super) da_specialist: bool,
    /// The id of the member for whom they stand in.
    pub(super) deputy_for: Option<String>,
    /// The first day.
    pub(super) begins: NaiveDate,
    /// The last day.
    pub(super) ends: Option<NaiveDate>,
    /// Why it ended.
    pub(super) ended_why: String,
    /// When they last declared their interests.
    pub(super) declared_on: Option<NaiveDate>,
    /// What they declared.
    pub(super) declaration: String,
    /// Whether it names a conflict.
    pub(super) conflict: bool,
    /// How it is met.
    pub(super) mitigation: String,
    /// When the chair accepted that.
    pub(super) accepted_on: Option<NaiveDate>,
    /// Who accepted it.
    pub(super) accepted_by: String,
    /// When they signed the confidentiality agreement.
    pub(super) confidentiality_on: Option<NaiveDate>,
    /// To be sent back with a change.
    pub(super) version: i64,
}

/// What is asked of a panel.
#[derive(Debug, Object)]
pub(super) struct PanelCheck {
    /// Whether it holds.
    pub(super) holds: bool,
    /// What is asked, or what is missing.
    pub(super) sentence: String,
}

/// The panel.
#[derive(Debug, Object)]
pub(super) struct PanelRoom {
    /// Every appointment, those that stand first.
    pub(super) appointments: Vec<AppointmentShown>,
    /// Where this page of appointments stands.
    pub(super) appointments_at: Page,
    /// Every member, those of today first.
    pub(super) members: Vec<MemberShown>,
    /// Where this page of members stands.
    #[oai(flatten)]
    pub(super) at: Page,
    /// What is asked of a panel, checked against its members of today.
    pub(super) checks: Vec<PanelCheck>,
    /// People who can be appointed, for those who keep the panel.
    pub(super) people: Vec<Choice>,
    /// Agencies for which a member can speak, for those who keep the panel.
    pub(super) agencies: Vec<Choice>,
    /// The version of the review, to be sent back with a chair or a first meeting.
    pub(super) version: i64,
}

/// A member to add.
#[derive(Debug, Object)]
pub(super) struct MemberToAdd {
    /// The id of their account, when they sign in.
    pub(super) person: Option<String>,
    /// Their name, when they do not.
    #[oai(default)]
    pub(super) name: String,
    /// The id of the agency that they speak for.
    pub(super) organisation: String,
    /// Their job title.
    #[oai(default)]
    pub(super) job_title: String,
    /// What they bring.
    #[oai(default)]
    pub(super) expertise: String,
    /// Whether they are the panel's specialist in domestic abuse.
    #[oai(default)]
    pub(super) da_specialist: bool,
    /// The id of the member for whom they stand in.
    pub(super) deputy_for: Option<String>,
    /// The first day.
    pub(super) begins: NaiveDate,
}

/// A declaration on record.
#[derive(Debug, Object)]
pub(super) struct DeclarationShown {
    /// Its day.
    pub(super) declared_on: NaiveDate,
    /// In the member's words.
    pub(super) declaration: String,
    /// Whether it named a conflict.
    pub(super) conflict: bool,
    /// Who recorded it.
    pub(super) recorded_by: String,
}

/// A page of what a member declared.
#[derive(Debug, Object)]
pub(super) struct DeclarationPage {
    /// The declarations, the newest first.
    pub(super) declarations: Vec<DeclarationShown>,
    /// Where this page stands.
    #[oai(flatten)]
    pub(super) at: Page,
}

/// A declaration of interests.
#[derive(Debug, Object)]
pub(super) struct NewDeclaration {
    /// Its day.
    pub(super) declared_on: NaiveDate,
    /// Whether there is a conflict of interest. One takes access away at once.
    pub(super) conflict: bool,
    /// In the member's words.
    pub(super) declaration: String,
    /// How a conflict could be met.
    #[oai(default)]
    pub(super) mitigation: String,
}

/// How a conflict is met.
#[derive(Debug, Object)]
pub(super) struct Acceptance {
    /// How.
    pub(super) accepted: String,
    /// The version of the member that you saw.
    pub(super) version: i64,
}

/// That the confidentiality agreement is signed.
#[derive(Debug, Object)]
pub(super) struct Confidentiality {
    /// The day.
    pub(super) signed_on: NaiveDate,
    /// The version of the member that you saw.
    pub(super) version: i64,
}

/// The end of an appointment.
#[derive(Debug, Object)]
pub(super) struct AppointmentEnding {
    /// The last day, and why.
    #[oai(flatten)]
    pub(super) ending: Ending,
    /// The version of the appointment that you saw.
    pub(super) version: i64,
}

/// The end of a membership.
#[derive(Debug, Object)]
pub(super) struct MemberEnding {
    /// The last day, and why.
    #[oai(flatten)]
    pub(super) ending: Ending,
    /// The version of the member that you saw.
    pub(super) version: i64,
}

pub(super) fn appointment(one: Appointment, labels: &Labels) -> AppointmentShown {
    let shown = |text: &str| labels.show(text);
    AppointmentShown {
        id: one.id.to_string(),
        name: one.name,
        terms: AppointmentTerms {
            person: one.person.to_string(),
            post: one.post.into(),
            begins: one.begins,
            independence: shown(&one.independence),
            employment: shown(&one.employment),
            conflicts: shown(&one.conflicts),
            mitigation: shown(&one.mitigation),
            training: shown(&one.training),
            trained_on: one.trained_on,
            dbs: shown(&one.dbs),
            dbs_on: one.dbs_on,
            ico: shown(&one.ico),
            insurance: shown(&one.insurance),
            referees: shown(&one.referees),
            firm: shown(&one.firm),
            procurement: shown(&one.procurement),
            fee: shown(&one.fee),
            contract_on: one.contract_on,
            data_terms_on: one.data_terms_on,
            secure_device: one.secure_device,
            cover: shown(&one.cover),
        },
        ends: one.ends,
        ended_why: shown(&one.ended_why),
        version: one.version,
    }
}

pub(super) fn member(one: Member, labels: &Labels) -> MemberShown {
    MemberShown {
        id: one.id.to_string(),
        person: one.person.map(|id| id.to_string()),
        name: one.name,
        organisation: one.organisation.to_string(),
        agency: one.agency,
        job_title: one.job_title,
        expertise: one.expertise,
        statutory: one.statutory,
        da_specialist: one.da_specialist,
        deputy_for: one.deputy_for.map(|id| id.to_string()),
        begins: one.begins,
        ends: one.ends,
        ended_why: labels.show(&one.ended_why),
        declared_on: one.declared_on,
        declaration: labels.show(&one.declaration),
        conflict: one.conflict,
        mitigation: labels.show(&one.mitigation),
        accepted_on: one.accepted_on,
        accepted_by: one.accepted_by,
        confidentiality_on: one.confidentiality_on,
        version: one.version,
    }
}
