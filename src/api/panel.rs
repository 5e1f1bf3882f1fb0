//! The panel: who chairs and writes, who sits on it, what they declared.

use std::sync::Arc;

use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;

use crate::access::right::{Object as Room, SeePanel, Verb};
use crate::panel::{self as room, MemberId};

use super::body::Sent;
use super::caller::Token;
use super::fault::Fault;
use super::lists::{choice, paged};
use super::panel_shapes::{
    Acceptance, AppointmentEnding, AppointmentTerms, Confidentiality, DeclarationPage, DeclarationShown, MemberEnding,
    MemberToAdd, NewChair, NewDeclaration, PanelCheck, PanelRoom, appointment, member,
};
use super::press::{Desk, Outcome};

/// Operations on the panel.
pub(super) struct Panel(pub(super) Arc<Desk>);

#[OpenApi]
impl Panel {
    /// Who chairs, writes and sits on the panel, and what is asked of it.
    #[oai(path = "/reviews/:review/panel", method = "get")]
    async fn show(
        &self,
        token: Token,
        /// The id of the review.
        review: Path<String>,
        /// The page, from 1.
        page: Query<Option<u32>>,
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
        let ((members, at), (appointments, appointments_at)) = (paged(members, page.0), paged(appointments, page.0));
        Ok(Json(PanelRoom {
            appointments: appointments.into_iter().map(|one| appointment(one, labels)).collect(),
            appointments_at,
            members: members.into_iter().map(|one| member(one, labels)).collect(),
            at,
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
        new: Sent<NewChair>,
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
        new: Sent<AppointmentTerms>,
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
        ending: Sent<AppointmentEnding>,
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
        new: Sent<MemberToAdd>,
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
        /// The page, from 1.
        page: Query<Option<u32>>,
    ) -> Result<Json<DeclarationPage>, Fault> {
        let member: MemberId = member.parse().map_err(|_| Fault::not_there())?;
        let mut desk = self.0.look::<SeePanel>(&token, &review).await?;
        let told = room::declarations(&mut desk.tx, &desk.grant, member).await?;
        let (told, at) = paged(told, page.0);
        let shown = told.into_iter().map(|(declared_on, words, conflict, recorded_by)| DeclarationShown {
            declared_on,
            declaration: desk.labels.show(&words),
            conflict,
            recorded_by,
        });
        Ok(Json(DeclarationPage { declarations: shown.collect(), at }))
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
        declaration: Sent<NewDeclaration>,
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
        acceptance: Sent<Acceptance>,
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
        signed: Sent<Confidentiality>,
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
        ending: Sent<MemberEnding>,
    ) -> Outcome {
        let at = [("review", review.as_str()), ("member", member.as_str())];
        self.0.send(&token, "/reviews/:review/panel/members/:member/end", &at, &ending.0).await
    }
}
