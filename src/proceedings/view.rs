//! How what runs beside looks.

use crate::access::right::{Object, Right, Verb};
use crate::parties::Desk;
use crate::ui::{
    Colour, Filled, Markup, Page, Seal, button, button_row, checkboxes, choice, choices, date, day, form, hidden, html, inset,
    link, link_button, para, prose_row, radios, row, second_link_button, section_heading, select, summary_card, table, tag, text,
    textarea,
};

use super::{CoronerRequest, Gate, Kind, Proceeding, ReportToAnswer, State, Told, clocks, report_pages};

/// `charged` says that somebody in the register is, with no criminal proceedings on record.
pub(super) fn list<R: Right>(
    desk: &Desk<R>,
    charged: bool,
    (all, told): (&[Proceeding], &[Told]),
    requests: &[CoronerRequest],
    reports: &[ReportToAnswer],
) -> Page {
    let edits = desk.may(Object::Proceedings, Verb::Edit);
    let body = html! {
        (para("A review seldom stands alone. What runs beside may keep the report from being published, and a date that moves is a reason to plan again."))
        @for one in all { (card(desk, one, edits)) }
        @if charged {
            (inset(&html! { "Somebody in the register is charged or was tried, and no criminal proceedings are recorded here. Add them, with the last day for leave to appeal: until then they count as active, \
                and the report is not published." }))
        }
        @if edits && !told.is_empty() { (inset(&html! {
            p class="govuk-body" { "The notification tells of this, and it is not recorded here yet. What it says is filled in for you to check:" }
            ul class="govuk-list govuk-list--bullet" {
                @for one in told { li {
                    (link(one.kind.label(), &desk.at(&format!("/proceedings/new?kind={}", one.kind))))
                    @if let Some(on) = one.next_on { ", next on " (day(on)) }
                } }
            }
        })) }
        @if all.is_empty() { (para("Nothing that runs beside this review is recorded yet.")) }
        @if edits { (link_button("Add a review or proceeding", &desk.at("/proceedings/new"))) }
        (section_heading("What the coroner asked for"))
        (table("Requests of the coroner", &["Asked", "What", "Provided", "Agencies told", "Family told", "Change"]).quiet_caption().when_empty("The coroner has asked for nothing yet.")
            .rows(requests.iter().map(|one| vec![
                html! { (day(one.asked_on)) },
                html! { (desk.labels.show(&one.items)) },
                html! { @match one.provided_on { Some(on) => (day(on)), None => (tag("Open", Colour::Yellow)) } },
                html! { (one.agencies_told_on.map(day).unwrap_or_default()) },
                html! { (one.family_told_on.map(day).unwrap_or_default()) },
                html! { @if edits { a class="govuk-link" href=(desk.at(&format!("/proceedings/coroner/{}", one.id))) { "Change" span class="govuk-visually-hidden" { " the request of " (day(one.asked_on)) } } } },
            ])))
        @if edits { (link_button("Log a request of the coroner", &desk.at("/proceedings/coroner/new"))) }
        (report_pages::section(desk, reports, edits))
    };
    desk.room("/proceedings", "Reviews and proceedings beside", &body)
}

fn card<R: Right>(desk: &Desk<R>, one: &Proceeding, edits: bool) -> Markup {
    let shown = |text: &str| desk.labels.show(text);
    let when = |on: Option<chrono::NaiveDate>| on.map(day).unwrap_or_default();
    let mut rows = vec![
        row(
            "How far",
            html! { (tag(one.state.label(), match one.state {
                State::Expected => Colour::Grey,
                State::Active => Colour::Blue,
                State::Concluded | State::NotResumed => Colour::Green,
                State::NotPursued => Colour::Purple,
            })) },
        ),
        row("Led by", shown(&one.led_by)),
        row("Whom to ask", shown(&one.contact)),
        prose_row("About", &shown(&one.matter)),
        row("Known of since", day(one.known_on)),
        row("Began", when(one.began_on)),
    ];
    if let Some(on) = one.next_on.filter(|_| !one.state.has_ended()) {
        rows.push(row("Next", format!("{} {}", day(on), shown(&one.next_what))));
    }
    if one.state.has_ended() {
        rows.push(row(one.state.label(), when(one.concluded_on)));
        rows.push(prose_row("How it ended", &shown(&one.outcome)));
        rows.push(row("Leave to appeal until", when(one.appeal_until)));
    }
    rows.push(row("What waits for it", one.gate.label()));
    if one.joint {
        rows.push(row("Joint review", "One review answers both"));
    }
    if one.kind.is_notified() {
        rows.push(row("National panel notified", one.panel_notified_on.map_or_else(|| "Not yet".into(), day)));
    }
    for (what, due) in clocks(one.kind, one.known_on, one.began_on) {
        rows.push(row(format!("{what}, due"), day(due)));
    }
    let change = [("Change", desk.at(&format!("/proceedings/{}", one.id)))];
    html! {
        (summary_card(&called(one), if edits { &change } else { &[] }, &rows))
        @if one.kind.is_criminal() && one.state == State::Concluded && desk.responsible == "alleged perpetrator" {
            (inset(&html! { "When a court has found it, record the finding in the identity register too, so that texts no longer say “alleged”." }))
        }
    }
}

pub(super) fn edit<R: Right>(desk: &Desk<R>, seal: &Seal, one: Option<&Proceeding>, f: &Filled) -> Page {
    let to = one.map_or_else(|| desk.at("/proceedings/new"), |one| desk.at(&format!("/proceedings/{}", one.id)));
    let version = f.version_seen(one.map_or(0, |one| one.version));
    // A rapid review that is new is asked for this day once it is chosen: when the form comes back, or from its card.
    let kind = one.map_or_else(|| f.get("kind").parse().ok(), |one| Some(one.kind));
    let body = form(
        seal,
        &to,
        &html! {
            (hidden("version", version))
            @if one.is_none() { (select(f, "kind", "What runs beside?", choices(Kind::ALL, Kind::as_str, Kind::label))) }
            (text(f, "led_by", "Who leads it?").hint("A court, a board, an office").optional())
            (text(f, "contact", "Whom to ask there").optional())
            (textarea(f, "matter", "What is it about?").rows(3).optional())
            (date(f, "known_on", "When did you learn of it?"))
            (date(f, "began_on", "When did it begin?").optional())
            (radios(f, "state", "How far is it?", choices(State::ALL, State::as_str, State::label)))
            (date(f, "next_on", "Next hearing or date").optional())
            (text(f, "next_what", "What happens then?").optional())
            (date(f, "concluded_on", "When did it conclude?").optional())
            (textarea(f, "outcome", "How did it end?").rows(3).optional())
            (date(f, "appeal_until", "Last day for leave to appeal").optional())
            (radios(f, "gate", "What waits for it?", choices(Gate::ALL, Gate::as_str, Gate::label)).hint("Leave empty for what is usual").optional())
            @if kind.is_some_and(Kind::is_notified) {
                (date(f, "panel_notified_on", "When was the national child safeguarding panel notified?").hint("Of a rapid review. The local authority does it, within 5 working days").optional())
            }
            @if one.is_none_or(|one| one.kind.can_be_joint()) {
                (checkboxes(f, "joint", "Joint review", vec![choice("yes", "One joint review answers both")]).optional())
            }
            (button_row(&html! { (button("Save")) (second_link_button("Cancel", &desk.at("/proceedings"))) }))
        },
    );
    let title = one.map_or_else(|| "Add a review or proceeding".to_owned(), |one| format!("Change: {}", called(one)));
    desk.inner("/proceedings", &title, &body)
}

/// What a proceeding is called: its kind, with its number where its reference has one.
fn called(one: &Proceeding) -> String {
    super::in_words(&one.reference)
}

pub(super) fn request<R: Right>(desk: &Desk<R>, seal: &Seal, one: Option<&CoronerRequest>, f: &Filled) -> Page {
    let to = one.map_or_else(|| desk.at("/proceedings/coroner/new"), |one| desk.at(&format!("/proceedings/coroner/{}", one.id)));
    let version = f.version_seen(one.map_or(0, |one| one.version));
    let body = html! {
        (para("The coroner may require papers of the review. Tell the agencies whose papers they are, and the family, that they may reach others with an interest in the inquest."))
        (form(seal, &to, &html! {
            (hidden("version", version))
            (date(f, "asked_on", "Day of the request"))
            (textarea(f, "items", "What was asked for").rows(3))
            (textarea(f, "advice", "Legal advice").rows(3).optional())
            (date(f, "provided_on", "Provided on").optional())
            (textarea(f, "provided", "What was provided").rows(3).optional())
            (date(f, "agencies_told_on", "Agencies told on").optional())
            (date(f, "family_told_on", "Family told on").optional())
            (button_row(&html! { (button("Save")) (second_link_button("Cancel", &desk.at("/proceedings"))) }))
        }))
    };
    desk.inner("/proceedings", "Request of the coroner", &body)
}
