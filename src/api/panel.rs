//! The panel: who chairs and writes, who sits on it, what they declared.

use std::sync::Arc;

use chrono::NaiveDate;
use poem_openapi::param::Path;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use crate::access::right::{Object as Room, SeePanel, Verb};
use crate::panel::{self as room, Appointment, Member, MemberId, Post};
use crate::redaction::Labels;

use super::caller::Token;
use super::code::Code;
use super::fault::Fault;
use super::lists::{Choice, choice};
use super::press::{Desk, Outcome};

/// Operations on the panel.
pub(super) struct Panel(pub(super) Arc<Desk>);

/// An appointment on record. Who does not keep the panel's papers gets none of the contract: those fields are empty.
#[derive(Debug, Object)]
struct AppointmentShown {
    /// Its id.
    id: String,
    /// Their name.
    name: String,
    /// What was agreed.
    #[oai(flatten)]
    terms: AppointmentTerms,
    /// The last day.
    ends: Option<NaiveDate>,
    /// Why it ended.
    ended_why: String,
}

/// An appointment. Texts may be left empty where nothing is known.
#[derive(Debug, Object)]
struct AppointmentTerms {
    /// The id of the person's account.
    person: String,
    /// To what.
    post: Code<Post>,
    /// The first day.
    begins: NaiveDate,
    /// The statement of independence, word for word: it is printed in the report.
    independence: String,
    /// Earlier work for agencies in the area, with dates.
    #[oai(default)]
    employment: String,
    /// Conflicts of interest.
    #[oai(default)]
    conflicts: String,
    /// How they are met.
    #[oai(default)]
    mitigation: String,
    /// Training for the work.
    #[oai(default)]
    training: String,
    /// When it was finished.
    trained_on: Option<NaiveDate>,
    /// The level of the criminal record check.
    #[oai(default)]
    dbs: String,
    /// Its day.
    dbs_on: Option<NaiveDate>,
    /// Registration with the Information Commissioner.
    #[oai(default)]
    ico: String,
    /// Professional indemnity insurance.
    #[oai(default)]
    insurance: String,
    /// References.
    #[oai(default)]
    referees: String,
    /// The firm that they work through.
    #[oai(default)]
    firm: String,
    /// How they were found.
    #[oai(default)]
    procurement: String,
    /// The basis of the fee, its cap, and rates for extra work.
    #[oai(default)]
    fee: String,
    /// When the contract was signed.
    contract_on: Option<NaiveDate>,
    /// When the terms for handling data were signed.
    data_terms_on: Option<NaiveDate>,
    /// Whether they work on a secure device.
    #[oai(default)]
    secure_device: bool,
    /// Who stands in for them.
    #[oai(default)]
    cover: String,
}

/// A chair to appoint, or to put in the place of another.
#[derive(Debug, Object)]
struct NewChair {
    /// The appointment.
    #[oai(flatten)]
    terms: AppointmentTerms,
    /// Why the chair is replaced; for the first one it is not asked.
    #[oai(default)]
    why: String,
    /// The version of the review that you saw.
    version: i64,
}

/// The last day, and why.
#[derive(Debug, Object)]
struct Ending {
    /// The last day.
    ends: NaiveDate,
    /// Why.
    why: String,
}

/// A member on record. What they declared is for those who keep the panel's papers, and empty for others.
#[derive(Debug, Object)]
struct MemberShown {
    /// Their id.
    id: String,
    /// The id of their account.
    person: Option<String>,
    /// Their name.
    name: String,
    /// The id of the agency that they speak for.
    organisation: String,
    /// Its name.
    agency: String,
    /// Their job title.
    job_title: String,
    /// What they bring.
    expertise: String,
    /// Whether their agency has the duty under the Act.
    statutory: bool,
    /// Whether they are the specialist in domestic abuse.
    da_specialist: bool,
    /// The id of the member for whom they stand in.
    deputy_for: Option<String>,
    /// The first day.
    begins: NaiveDate,
    /// The last day.
    ends: Option<NaiveDate>,
    /// Why it ended.
    ended_why: String,
    /// When they last declared their interests.
    declared_on: Option<NaiveDate>,
    /// What they declared.
    declaration: String,
    /// Whether it names a conflict.
    conflict: bool,
    /// How it is met.
    mitigation: String,
    /// When the chair accepted that.
    accepted_on: Option<NaiveDate>,
    /// Who accepted it.
    accepted_by: String,
    /// When they signed the confidentiality agreement.
    confidentiality_on: Option<NaiveDate>,
    /// To be sent back with a change.
    version: i64,
}

/// What is asked of a panel.
#[derive(Debug, Object)]
struct PanelCheck {
    /// Whether it holds.
    holds: bool,
    /// What is asked, or what is missing.
    sentence: String,
}

/// The panel.
#[derive(Debug, Object)]
struct PanelRoom {
    /// Every appointment, those that stand first.
    appointments: Vec<AppointmentShown>,
    /// Every member, those of today first.
    members: Vec<MemberShown>,
    /// What is asked of a panel, checked against its members of today.
    checks: Vec<PanelCheck>,
    /// People who can be appointed, for those who keep the panel.
    people: Vec<Choice>,
    /// Agencies for which a member can speak, for those who keep the panel.
    agencies: Vec<Choice>,
    /// The version of the review, to be sent back with a chair or a first meeting.
    version: i64,
}

/// A member to add.
#[derive(Debug, Object)]
struct MemberToAdd {
    /// The id of their account, when they sign in.
    person: Option<String>,
    /// Their name, when they do not.
    #[oai(default)]
    name: String,
    /// The id of the agency that they speak for.
    organisation: String,
    /// Their job title.
    #[oai(default)]
    job_title: String,
    /// What they bring.
    #[oai(default)]
    expertise: String,
    /// Whether they are the panel's specialist in domestic abuse.
    #[oai(default)]
    da_specialist: bool,
    /// The id of the member for whom they stand in.
    deputy_for: Option<String>,
    /// The first day.
    begins: NaiveDate,
}

/// A declaration on record.
#[derive(Debug, Object)]
struct DeclarationShown {
    /// Its day.
    declared_on: NaiveDate,
    /// In the member's words.
    declaration: String,
    /// Whether it named a conflict.
    conflict: bool,
    /// Who recorded it.
    recorded_by: String,
}

/// A declaration of interests.
#[derive(Debug, Object)]
struct NewDeclaration {
    /// Its day.
    declared_on: NaiveDate,
    /// Whether there is a conflict of interest. One takes access away at once.
    conflict: bool,
    /// In the member's words.
    declaration: String,
    /// How a conflict could be met.
    #[oai(default)]
    mitigation: String,
}

/// How a conflict is met.
#[derive(Debug, Object)]
struct Acceptance {
    /// How.
    accepted: String,
    /// The version of the member that you saw.
    version: i64,
}

/// That the confidentiality agreement is signed.
#[derive(Debug, Object)]
struct Confidentiality {
    /// The day.
    signed_on: NaiveDate,
    /// The version of the member that you saw.
    version: i64,
}

/// The end of a membership.
#[derive(Debug, Object)]
struct MemberEnding {
    /// The last day, and why.
    #[oai(flatten)]
    ending: Ending,
    /// The version of the member that you saw.
    version: i64,
}

#[OpenApi]
impl Panel {
    /// Who chairs, writes and sits on the panel, and what is asked of it.
    #[oai(path = "/reviews/:review/panel", method = "get")]
    async fn show(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
    ) -> Result<Json<PanelRoom>, Fault> {
        let mut desk = self.0.look::<SeePanel>(&token, &review).await?;
        let appointments = room::appointments(&mut desk.tx, &desk.grant).await?;
        let members = room::members(&mut desk.tx, &desk.grant).await?;
        let agencies = room::agencies(&mut desk.tx, &desk.grant).await?;
        let bodies: Vec<_> = agencies.iter().filter(|one| one.asked && one.statutory_duty).cloned().collect();
        let checks = room::checks(&members, &bodies);
        let keeps = desk.may(Room::Panel, Verb::Edit);
        let people = if keeps { room::colleagues(&mut desk.tx, &desk.grant).await? } else { Vec::new() };
        let labels = &desk.labels;
        Ok(Json(PanelRoom {
            appointments: appointments.into_iter().map(|one| appointment(one, labels)).collect(),
            members: members.into_iter().map(|one| member(one, labels)).collect(),
            checks: checks.into_iter().map(|one| PanelCheck { holds: one.holds, sentence: one.sentence }).collect(),
            people: people.into_iter().map(|one| choice(one.id, one.name)).collect(),
            agencies: agencies.into_iter().filter(|_| keeps).map(|one| choice(one.id, one.name)).collect(),
            version: desk.front.version,
        }))
    }

    /// Appoint the chair, or put another in the chair's place.
    #[oai(path = "/reviews/:review/panel/chair", method = "post")]
    async fn chair(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Json<NewChair>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/panel/chair", &[("review", &review)], &new.0).await
    }

    /// Appoint an author or a mentor beside the chair.
    #[oai(path = "/reviews/:review/panel/author", method = "post")]
    async fn author(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Json<AppointmentTerms>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/panel/author", &[("review", &review)], &new.0).await
    }

    /// End an appointment that is not the chair's.
    #[oai(path = "/reviews/:review/panel/appointments/:appointment/end", method = "post")]
    async fn end_appointment(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the appointment.
        appointment: Path<String>,
        ending: Json<Ending>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("appointment", appointment.as_str())];
        self.0.send(&token, "/reviews/:review/panel/appointments/:appointment/end", &at, &ending.0).await
    }

    /// Add a member.
    #[oai(path = "/reviews/:review/panel/members", method = "post")]
    async fn add_member(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        new: Json<MemberToAdd>,
    ) -> Outcome {
        self.0.send(&token, "/reviews/:review/panel/members/new", &[("review", &review)], &new.0).await
    }

    /// What a member declared, the newest first; nothing for those who do not keep the panel's papers.
    #[oai(path = "/reviews/:review/panel/members/:member/declarations", method = "get")]
    async fn declarations(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the member.
        member: Path<String>,
    ) -> Result<Json<Vec<DeclarationShown>>, Fault> {
        let member: MemberId = member.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look::<SeePanel>(&token, &review).await?;
        let told = room::declarations(&mut desk.tx, &desk.grant, member).await?;
        let shown = told.into_iter().map(|(declared_on, words, conflict, recorded_by)| DeclarationShown {
            declared_on,
            declaration: desk.labels.show(&words),
            conflict,
            recorded_by,
        });
        Ok(Json(shown.collect()))
    }

    /// Declare your interests, or record what a member declared.
    #[oai(path = "/reviews/:review/panel/members/:member/declare", method = "post")]
    async fn declare(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the member.
        member: Path<String>,
        declaration: Json<NewDeclaration>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("member", member.as_str())];
        self.0.send(&token, "/reviews/:review/panel/members/:member/declare", &at, &declaration.0).await
    }

    /// Accept how a conflict is met: the member has access again.
    #[oai(path = "/reviews/:review/panel/members/:member/accept", method = "post")]
    async fn accept(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the member.
        member: Path<String>,
        acceptance: Json<Acceptance>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("member", member.as_str())];
        self.0.send(&token, "/reviews/:review/panel/members/:member/accept", &at, &acceptance.0).await
    }

    /// Record that a member signed the confidentiality agreement.
    #[oai(path = "/reviews/:review/panel/members/:member/confidentiality", method = "post")]
    async fn confidentiality(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the member.
        member: Path<String>,
        signed: Json<Confidentiality>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("member", member.as_str())];
        self.0.send(&token, "/reviews/:review/panel/members/:member/confidentiality", &at, &signed.0).await
    }

    /// End a membership.
    #[oai(path = "/reviews/:review/panel/members/:member/end", method = "post")]
    async fn end_member(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The id of the member.
        member: Path<String>,
        ending: Json<MemberEnding>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("member", member.as_str())];
        self.0.send(&token, "/reviews/:review/panel/members/:member/end", &at, &ending.0).await
    }
}

fn appointment(one: Appointment, labels: &Labels) -> AppointmentShown {
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
    }
}

fn member(one: Member, labels: &Labels) -> MemberShown {
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
