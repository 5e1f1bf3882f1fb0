//! What people type about what runs beside, parsed.

use chrono::NaiveDate;

use crate::redaction::Labels;
use crate::ui::Filled;

use super::{CoronerRequest, Gate, Kind, NewProceeding, NewRequest, Proceeding, State};

/// One that runs beside; `kind` is given when it cannot be changed any more.
pub(super) fn proceeding(f: &mut Filled, kind: Option<Kind>, today: NaiveDate) -> Option<NewProceeding> {
    let kind = kind.or_else(|| f.one_of("kind", "what runs beside", Kind::ALL, Kind::as_str));
    let led_by = f.optional_line("led_by", "who leads it");
    let contact = f.optional_line("contact", "whom to ask");
    let matter = f.optional_prose("matter", "what it is about");
    let known_on = f.past_date("known_on", "the day on which you learned of it", today);
    let began_on = f.optional_date("began_on", "the day on which it began");
    let state = f.one_of("state", "how far it is", State::ALL, State::as_str);
    let next_on = f.optional_date("next_on", "the next date");
    let next_what = f.optional_line("next_what", "what happens then");
    let concluded_on = f.optional_date("concluded_on", "the day on which it concluded");
    let outcome = f.optional_prose("outcome", "how it ended");
    let appeal_until = f.optional_date("appeal_until", "the last day for leave to appeal");
    let notified = f.optional_date("panel_notified_on", "the day on which the national panel was notified");
    let gate = f.maybe_one_of("gate", "what waits for it", Gate::ALL, Gate::as_str);
    f.good()?;
    let new = NewProceeding::new(kind?, state?, known_on?);
    let new = NewProceeding {
        led_by: led_by?,
        contact: contact?,
        matter: matter?,
        began_on: began_on?,
        next_on: next_on?,
        next_what: next_what?,
        concluded_on: concluded_on?,
        outcome: outcome?,
        appeal_until: appeal_until?,
        gate: gate?.unwrap_or(new.gate),
        joint: f.ticked("joint"),
        panel_notified_on: notified?,
        ..new
    };
    match new.wrong(today) {
        Some((field, sentence)) => {
            f.wrong(field, sentence);
            None
        }
        None => Some(new),
    }
}

/// The form as one on record begins it.
pub(super) fn begin(labels: &Labels, one: &Proceeding) -> Filled {
    let f = Filled::new()
        .with("led_by", labels.show(&one.led_by))
        .with("contact", labels.show(&one.contact))
        .with("matter", labels.show(&one.matter))
        .with_date("known_on", Some(one.known_on))
        .with_date("began_on", one.began_on)
        .with("state", one.state.as_str())
        .with_date("next_on", one.next_on)
        .with("next_what", labels.show(&one.next_what))
        .with_date("concluded_on", one.concluded_on)
        .with("outcome", labels.show(&one.outcome))
        .with_date("appeal_until", one.appeal_until)
        .with_date("panel_notified_on", one.panel_notified_on)
        .with("gate", one.gate.as_str());
    if one.joint { f.with("joint", "yes") } else { f }
}

/// A request of the coroner.
pub(super) fn request(f: &mut Filled, today: NaiveDate) -> Option<NewRequest> {
    let asked_on = f.past_date("asked_on", "the day of the request", today);
    let items = f.prose("items", "what was asked for");
    let advice = f.optional_prose("advice", "the legal advice");
    let provided_on = f.optional_date("provided_on", "the day on which it was provided");
    let provided = f.optional_prose("provided", "what was provided");
    let agencies = f.optional_date("agencies_told_on", "the day on which the agencies were told");
    let family = f.optional_date("family_told_on", "the day on which the family were told");
    f.good()?;
    let new = NewRequest {
        asked_on: asked_on?,
        items: items?,
        advice: advice?,
        provided_on: provided_on?,
        provided: provided?,
        agencies_told_on: agencies?,
        family_told_on: family?,
    };
    match new.wrong() {
        Some((field, sentence)) => {
            f.wrong(field, sentence);
            None
        }
        None => Some(new),
    }
}

/// The form as a request on record begins it.
pub(super) fn begin_request(labels: &Labels, one: &CoronerRequest) -> Filled {
    Filled::new()
        .with_date("asked_on", Some(one.asked_on))
        .with("items", labels.show(&one.items))
        .with("advice", labels.show(&one.advice))
        .with_date("provided_on", one.provided_on)
        .with("provided", labels.show(&one.provided))
        .with_date("agencies_told_on", one.agencies_told_on)
        .with_date("family_told_on", one.family_told_on)
}
