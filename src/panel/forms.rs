//! What people type about the panel, parsed.

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::base::Prose;
use crate::ui::Filled;

use super::{Attended, Declaration, Member, NewAppointment, NewMeeting, NewMember, Post};

/// An appointment; `posts` are those that this form can give.
pub(super) fn appointment(f: &mut Filled, posts: &[Post], today: NaiveDate) -> Option<NewAppointment> {
    let person = f.id("person", "the person appointed");
    let post = f.one_of("post", "the post", posts, Post::as_str);
    let begins = f.past_date("begins", "the first day", today);
    let firm = f.optional_line("firm", "the firm");
    let independence = f.prose("independence", "the statement of independence");
    let employment = f.optional_prose("employment", "earlier employment");
    let conflicts = f.optional_prose("conflicts", "the conflicts of interest");
    let mitigation = f.optional_prose("mitigation", "how they are met");
    if let (Some(Some(_)), Some(None)) = (&conflicts, &mitigation) {
        f.wrong("mitigation", "Enter how the conflict of interest is met, or appoint somebody who has none");
    }
    let training = f.optional_prose("training", "the training");
    let trained_on = f.optional_date("trained_on", "the day on which the training was finished");
    let dbs = f.optional_line("dbs", "the level of the check");
    let dbs_on = f.optional_date("dbs_on", "the day of the check");
    let (ico, insurance) = (f.optional_line("ico", "the registration"), f.optional_line("insurance", "the insurance"));
    let procurement = f.optional_line("procurement", "how they were found");
    let fee = f.optional_prose("fee", "the fee");
    let contract_on = f.optional_date("contract_on", "the day of the contract");
    let data_terms_on = f.optional_date("data_terms_on", "the day of the data terms");
    let (referees, cover) = (f.optional_prose("referees", "the references"), f.optional_prose("cover", "who stands in"));
    f.good()?;
    Some(NewAppointment {
        firm: firm?,
        employment: employment?,
        conflicts: conflicts?,
        mitigation: mitigation?,
        training: training?,
        trained_on: trained_on?,
        dbs: dbs?,
        dbs_on: dbs_on?,
        ico: ico?,
        insurance: insurance?,
        procurement: procurement?,
        fee: fee?,
        contract_on: contract_on?,
        data_terms_on: data_terms_on?,
        secure_device: f.ticked("secure_device"),
        referees: referees?,
        cover: cover?,
        ..NewAppointment::new(person?, post?, independence?, begins?)
    })
}

/// A day that is not ahead, and the reason.
pub(super) fn ending(f: &mut Filled, today: NaiveDate) -> Option<(NaiveDate, Prose)> {
    let on = f.past_date("ends", "the last day", today);
    let why = f.prose("why", "the reason");
    f.good()?;
    Some((on?, why?))
}

/// A member; they can stand in for one of those who are `sitting`.
pub(super) fn member(f: &mut Filled, sitting: &[Member]) -> Option<NewMember> {
    let person = match f.get("person") {
        "" => Some(None),
        _ => f.id("person", "the person").map(Some),
    };
    let name = match person {
        Some(None) => f.line("name", "the person’s name, or select somebody who signs in"),
        Some(Some(_)) | None => crate::base::Line::parse("—").ok(),
    };
    let organisation = f.id("organisation", "the agency that they speak for");
    let job_title = f.optional_line("job_title", "the job title");
    let expertise = f.optional_line("expertise", "what they bring");
    let deputy_for = match f.get("deputy_for") {
        "" => Some(None),
        _ => f.id("deputy_for", "for whom they stand in").map(Some),
    };
    if deputy_for.flatten().is_some_and(|id| sitting.iter().all(|one| one.id != id || one.ends.is_some())) {
        f.wrong("deputy_for", "Select a member of this panel");
    }
    let begins = f.date("begins", "the first day");
    f.good()?;
    Some(NewMember {
        person: person?,
        name: name?,
        organisation: organisation?,
        job_title: job_title?,
        expertise: expertise?,
        da_specialist: f.ticked("da_specialist"),
        deputy_for: deputy_for?,
        begins: begins?,
    })
}

pub(super) fn declaration(f: &mut Filled, today: NaiveDate) -> Option<Declaration> {
    let on = f.past_date("declared_on", "the day of the declaration", today);
    let conflict = f.yes_no("conflict", "there is a conflict of interest");
    let words = f.prose("declaration", "the declaration");
    let mitigation = f.optional_prose("mitigation", "how it could be met");
    f.good()?;
    Some(Declaration { on: on?, words: words?, conflict: conflict?, mitigation: mitigation? })
}

/// A meeting, with how each of the members took part.
pub(super) fn meeting(f: &mut Filled, members: &[Member], today: NaiveDate) -> Option<NewMeeting> {
    let held_on = f.past_date("held_on", "the day of the meeting", today);
    let place = f.optional_line("place", "the place");
    let (agenda, decisions) = (f.optional_prose("agenda", "the agenda"), f.optional_prose("decisions", "the decisions"));
    let actions = f.optional_prose("actions", "the actions");
    let mut attendance = Vec::new();
    for member in members {
        let field = format!("came-{}", member.id);
        if let Some(Some(how)) = f.maybe_one_of(&field, "how each member took part", Attended::ALL, Attended::as_str) {
            attendance.push((member.id, how));
        }
    }
    let asked: HashSet<String> = members.iter().map(|member| format!("came-{}", member.id)).collect();
    if f.pairs().any(|(name, value)| name.starts_with("came-") && !value.is_empty() && !asked.contains(name)) {
        f.wrong("attendance", "Say only of members who sit on this panel how they took part");
    }
    f.good()?;
    Some(NewMeeting { held_on: held_on?, place: place?, agenda: agenda?, decisions: decisions?, actions: actions?, attendance })
}
