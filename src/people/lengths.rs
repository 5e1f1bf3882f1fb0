//! A partnership's own lengths. Only those that are local practice or our default: statute and guidance cannot be set aside.

use crate::base::calendar::Length;
use crate::ids::OrganisationId;
use crate::process::table::DEADLINES;
use crate::process::{Deadline, Regime, Rule};
use crate::ui::*;

use super::account_view::moment;
use super::forms;
use super::office::{Office, runs};
use super::store::{self, OwnLength};

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/partnership/:partnership/lengths", Guard::Partnership("Lengths"), list),
        get("/partnership/:partnership/lengths/:rule", Guard::Partnership("Lengths"), one),
        post("/partnership/:partnership/lengths/:rule", Guard::Partnership("Lengths"), set),
        post("/partnership/:partnership/lengths/:rule/undo", Guard::Partnership("Lengths"), undo),
    ]
}

/// The clocks whose length a partnership may set under some regime.
fn adjustable() -> impl Iterator<Item = &'static Deadline> {
    DEADLINES.iter().filter(|clock| Regime::ALL.iter().any(|regime| clock.adjustable(*regime)))
}

/// Under which legal bases the length may be set, where that is not so under each that has the clock.
fn only_in(clock: &Deadline) -> Option<String> {
    let cited = || Regime::ALL.iter().filter(|regime| clock.cited(**regime).is_some());
    if cited().all(|regime| clock.adjustable(*regime)) {
        return None;
    }
    let those: Vec<&str> = cited().filter(|regime| clock.adjustable(**regime)).map(|regime| regime.label()).collect();
    Some(format!("Your length counts only in: {}. Elsewhere statute or guidance sets it", those.join(", ")))
}

fn clock(ask: &Ask) -> Result<(OrganisationId, &'static Deadline), Problem> {
    let (id, rule): (OrganisationId, Rule) = (ask.param("partnership")?, ask.param("rule")?);
    runs(ask.actor()?, id, Office::Lengths)?;
    adjustable().find(|clock| clock.rule == rule).map(|clock| (id, clock)).ok_or(Problem::NotThere)
}

async fn list(ask: Ask) -> Answer {
    let id: OrganisationId = ask.param("partnership")?;
    runs(ask.actor()?, id, Office::Lengths)?;
    let own = store::own_lengths(&mut ask.read().await?, id).await?;
    ask.show(all(id, &own))
}

async fn one(ask: Ask) -> Answer {
    let (id, clock) = clock(&ask)?;
    show(&ask, id, clock, &Filled::new()).await
}

async fn show(ask: &Ask, id: OrganisationId, clock: &Deadline, f: &Filled) -> Answer {
    let own = store::own_lengths(&mut ask.read().await?, id).await?;
    let own: Vec<OwnLength> = own.into_iter().filter(|own| own.rule == clock.rule).collect();
    let page = page(&ask.seal(), id, clock, &own, f);
    if f.is_good() { ask.show(page) } else { ask.refill(page, f) }
}

async fn set(mut ask: Ask) -> Answer {
    let (id, clock) = clock(&ask)?;
    let mut f = ask.filled();
    let Some((length, reason)) = forms::length(&mut f) else { return show(&ask, id, clock, &f).await };
    let mut tx = ask.write().await?;
    store::set_length(&mut tx, ask.actor()?, id, clock.rule, Some((length, &reason))).await?;
    tx.commit().await?;
    Ok(done(format!("/partnership/{id}/lengths"), "The length is set. Clocks that run now run to it."))
}

async fn undo(ask: Ask) -> Answer {
    let (id, clock) = clock(&ask)?;
    let mut tx = ask.write().await?;
    store::set_length(&mut tx, ask.actor()?, id, clock.rule, None).await?;
    tx.commit().await?;
    Ok(done(format!("/partnership/{id}/lengths"), "The length of the catalogue holds again."))
}

fn holding(own: &[OwnLength], rule: Rule) -> Option<Length> {
    own.iter().find(|own| own.rule == rule && own.ended_at.is_none()).map(|own| own.length.0)
}

fn all(id: OrganisationId, own: &[OwnLength]) -> Page {
    let rows = adjustable().map(|clock| {
        vec![
            html! { (clock.rule.label()) @if let Some(only) = only_in(clock) { br; span class="d-quiet" { (only) } } },
            html! { (clock.length.in_words()) },
            html! { @if let Some(length) = holding(own, clock.rule) { (length.in_words()) } @else { span class="d-quiet" { "The same" } } },
            link_about("Change", &format!("/partnership/{id}/lengths/{}", clock.rule), clock.rule.label()),
        ]
    });
    Page::new(
        "Lengths",
        html! {
            (heading("Lengths"))
            (para("These clocks are local practice or our own default, and your partnership may set its own length. The lengths of statute and guidance are not here: for a single review a date can be agreed beside the computed one."))
            (table("Clocks that you may set", &["Clock", "Length in the catalogue", "Your length", ""]).rows(rows))
        },
    )
    .back(format!("/partnership/{id}"))
    .wide()
}

fn page(seal: &Seal, id: OrganisationId, clock: &Deadline, own: &[OwnLength], f: &Filled) -> Page {
    let action = format!("/partnership/{id}/lengths/{}", clock.rule);
    Page::new(
        clock.rule.label(),
        html! {
            (heading_in(&format!("Clock {} of the catalogue", clock.rule.code()), clock.rule.label()))
            (para(&format!("The catalogue says {}.", clock.length.in_words())))
            @if let Some(only) = only_in(clock) { (para(&format!("{only}."))) }
            @if let Some(length) = holding(own, clock.rule) {
                (para(&format!("Your partnership has set {}.", length.in_words())))
                (button_form(seal, &format!("{action}/undo"), &second_button("Go back to the catalogue", "undo", "yes")))
            }
            (form(seal, &action, &html! {
                (number(f, "number", "How long?"))
                (radios(f, "unit", "In what?", forms::UNITS.iter().map(|unit| choice(*unit, forms::unit_label(unit))).collect()).small())
                (textarea(f, "reason", "Why?").rows(4).hint("Kept with the length, for whoever asks later"))
                (button_row(&html! { (button("Set this length")) (link("Cancel", &format!("/partnership/{id}/lengths"))) }))
            }))
            (table("Set before", &["Length", "Why", "Set by", "Set", "Until"]).when_empty("Your partnership has set no length for this clock.").rows(own.iter().map(|own| vec![
                html! { (own.length.0.in_words()) },
                prose(&own.reason),
                html! { (own.set_by) },
                html! { (moment(own.set_at)) },
                html! { @if let Some(at) = own.ended_at { (moment(at)) } @else { "It holds now" } },
            ])))
        },
    )
    .back(format!("/partnership/{id}/lengths"))
}
