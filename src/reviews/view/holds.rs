//! Holds, embargoes and restrictions.

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::access::Held;
use crate::process::deadlines::Suggestion;
use crate::process::{Due, HoldReason, Overlay, TaskKind};
use crate::redaction::Labels;
use crate::reviews::holds::{HoldRow, Look, OverlayRow};
use crate::reviews::pages::LAID;
use crate::reviews::{Front, sub_nav};
use crate::ui::{
    Filled, Page, Seal, bullets, button, button_form, button_row, checkboxes, choice, choices, date, day, form, heading_in,
    hidden, link, link_button, para, radios, row, second_link_button, section_heading, summary_card, text, textarea,
};

/// Everything that the page shows.
pub(in crate::reviews) struct Sight<'a> {
    pub(in crate::reviews) front: &'a Front,
    pub(in crate::reviews) roles: &'a [Held],
    pub(in crate::reviews) held: &'a [HoldRow],
    pub(in crate::reviews) looks: &'a [Look],
    pub(in crate::reviews) laid: &'a [OverlayRow],
    pub(in crate::reviews) suggestions: &'a [(&'a Due, Suggestion)],
    pub(in crate::reviews) labels: &'a Labels,
    pub(in crate::reviews) may_edit: bool,
    pub(in crate::reviews) today: NaiveDate,
}

pub(in crate::reviews) fn page(seal: &Seal, sight: &Sight<'_>) -> Page {
    let front = sight.front;
    Page::new(
        "Holds, embargoes and restrictions",
        html! {
            (heading_in(&front.reference, "Holds, embargoes and restrictions"))
            (sub_nav(front.id, sight.roles, "/holds"))
            (section_heading("Holds"))
            (para("Guidance does not let a review simply wait for a trial: records are secured and the scope is set meanwhile. A hold says what must wait, on whose advice. It stops no clock of law or guidance."))
            @for hold in sight.held { (hold_card(sight, hold)) }
            @if sight.held.is_empty() { (para("There is no hold on this review.")) }
            @if sight.may_edit { (link_button("Set a hold", &format!("/reviews/{}/holds/new", front.id))) }
            (suggestions(sight))
            (section_heading("Embargoes, restrictions and legal holds"))
            @for laid in sight.laid { (laid_card(seal, sight, laid)) }
            @if sight.laid.is_empty() { (para("There is none.")) }
            @if sight.may_edit { (link_button("Add an embargo, a restriction or a legal hold", &format!("/reviews/{}/overlays/new", front.id))) }
        },
    )
    .about(&front.reference)
    .crumb("Reviews", "/reviews")
    .crumb(&front.reference, format!("/reviews/{}", front.id))
    .wide()
}

fn hold_card(sight: &Sight<'_>, hold: &HoldRow) -> Markup {
    let waits = if hold.scope == "full" {
        "Everything that moves the work on".to_owned()
    } else {
        hold.pauses.iter().map(|kind| kind.label()).collect::<Vec<_>>().join(", ")
    };
    let end = hold.ended_on.map(day);
    let again = match hold.ended_on {
        Some(_) => "No more".to_owned(),
        None if hold.review_on < sight.today => format!("{} – this is overdue", day(hold.review_on)),
        None => day(hold.review_on),
    };
    let looked: Vec<&Look> = sight.looks.iter().filter(|look| look.hold == hold.id).collect();
    let at = format!("/reviews/{}/holds/{}", sight.front.id, hold.id);
    let mut rows = vec![row("What waits", waits), row("From", day(hold.starts))];
    // Who may not read on whose advice it waits is not told that nobody gave any.
    let advised = [("Asked for by", &hold.requested_by), ("Legal basis or advice", &hold.advice)];
    rows.extend(advised.into_iter().filter(|(_, said)| !said.is_empty()).map(|(name, said)| row(name, sight.labels.show(said))));
    rows.extend([
        row("Looked at", looks(&looked, sight.labels, hold.ended_on.is_some())),
        row("Looked at again by", again),
        row("Expected to end", hold.expected_end.map(day).unwrap_or_default()),
        row("Lifted", end.unwrap_or_else(|| "It stands".into())),
    ]);
    html! {
        (summary_card(hold.kind.label(), &[], &rows))
        @if sight.may_edit && hold.ended_on.is_none() {
            (button_row(&html! { (link_button("Look at it again", &format!("{at}/look"))) (second_link_button("Lift this hold", &format!("{at}/lift"))) }))
        }
    }
}

/// Each look after which the hold went on, the latest first; one that was lifted is not looked at any more.
fn looks(looked: &[&Look], labels: &Labels, lifted: bool) -> Markup {
    html! {
        @if looked.is_empty() { @if lifted { "Not before it was lifted" } @else { "Not yet" } }
        @else {
            (bullets(looked.iter().map(|look| html! { (day(look.looked_on)) ", " (look.recorded_name) ": it goes on. " (labels.show(&look.why)) })))
        }
    }
}

fn suggestions(sight: &Sight<'_>) -> Markup {
    let dated = sight.suggestions;
    html! {
        @if !dated.is_empty() {
            (section_heading("Dates suggested since a hold was lifted"))
            (para("They count only when the partnership agrees them, with a reason."))
            (bullets(dated.iter().map(|(due, suggestion)| html! {
                @let proposed = format!("{}: {}", due.name(), day(suggestion.due));
                @if sight.may_edit {
                    (link(&proposed, &format!("/reviews/{}/clocks/{}?about={}", sight.front.id, due.clock.rule.code(), due.about)))
                } @else { (proposed) }
                ". " (suggestion.why)
            })))
        }
    }
}

fn laid_card(seal: &Seal, sight: &Sight<'_>, laid: &OverlayRow) -> Markup {
    html! {
        (summary_card(laid.kind.label(), &[], &[
            row("Reason", sight.labels.show(&laid.reason)),
            row("From", day(laid.starts)),
            row("Until", laid.ends.map_or_else(|| "Somebody ends it".into(), day)),
            row("Ended", laid.ended_on.map(day).unwrap_or_else(|| "Not yet".into())),
        ]))
        @if laid.kind == Overlay::JointReview {
            (para("It ends with the part of the partnership that shares the review."))
            (link_button("Partnerships in this review", &format!("/reviews/{}/joint", sight.front.id)))
        } @else if sight.may_edit && laid.ended_on.is_none() {
            (button_form(seal, &format!("/reviews/{}/overlays/{}/end", sight.front.id, laid.id), &html! {
                (hidden("version", laid.version)) (button_row(&html! { (button("End it today")) }))
            }))
        }
    }
}

pub(in crate::reviews) fn lay(seal: &Seal, front: &Front, f: &Filled) -> Page {
    let home = format!("/reviews/{}/holds", front.id);
    Page::new(
        "Add an embargo, a restriction or a legal hold",
        html! {
            (heading_in(&front.reference, "Add an embargo, a restriction or a legal hold"))
            (form(seal, &format!("/reviews/{}/overlays/new", front.id), &html! {
                (radios(f, "kind", "What is it?", LAID.iter().map(|kind| choice(kind.code(), kind.label()).hint(Overlay::effect(*kind))).collect()))
                (textarea(f, "laid_reason", "Why?").rows(3))
                (date(f, "laid_starts", "First day"))
                (date(f, "laid_ends", "Last day").optional())
                (button_row(&html! { (button("Add")) (second_link_button("Cancel", &home)) }))
            }))
        },
    )
    .about(&front.reference)
    .back(home)
}

pub(in crate::reviews) fn new(seal: &Seal, front: &Front, f: &Filled) -> Page {
    let kinds = checkboxes(f, "pauses", "What waits?", choices(TaskKind::ALL, TaskKind::code, TaskKind::label)).small();
    Page::new(
        "Set a hold",
        html! {
            (heading_in(&front.reference, "Set a hold"))
            (form(seal, &format!("/reviews/{}/holds/new", front.id), &html! {
                (radios(f, "reason", "Why is the review held?", choices(HoldReason::ALL, HoldReason::code, HoldReason::label)))
                (radios(f, "scope", "How much waits?", vec![
                    choice("partial", "Some work waits").hint("Usually enough: what would touch witnesses or evidence").reveals(html! { (kinds) }),
                    choice("full", "Everything waits"),
                ]))
                (text(f, "requested_by", "Who asked for it?").hint("For example: senior investigating officer"))
                (textarea(f, "advice", "On what legal basis or advice?").rows(4))
                (date(f, "starts", "First day"))
                (date(f, "expected_end", "When is it expected to end?").optional())
                (button_row(&html! { (button("Set the hold")) (second_link_button("Cancel", &format!("/reviews/{}/holds", front.id))) }))
            }))
        },
    )
    .about(&front.reference)
    .back(format!("/reviews/{}/holds", front.id))
}
