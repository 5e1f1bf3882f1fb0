//! The pages of the consultation.

use chrono::NaiveDate;

use super::bodies::Body;
use super::questions::{Kind, NOT_ASKED, OWN, RECORDED, REPLY, SILENCE, View};
use super::store::{Consultee, Standing};
use crate::access::Held;
use crate::base::counted;
use crate::process::Stage;
use crate::redaction::Labels;
use crate::reviews::{Front, room};
use crate::ui::asked::{draw, rows};
use crate::ui::*;

fn state(one: &Consultee, today: NaiveDate) -> Markup {
    match (one.replied_on, one.explained_on, one.due_on) {
        (Some(on), _, _) => html! { "Replied " (day(on)) },
        (None, Some(_), _) if one.asked_on.is_none() => html! { "Not asked, explained" },
        (None, Some(_), _) => html! { "No reply, explained" },
        (None, None, Some(due)) => waited(one.asked_on, due, today),
        (None, None, None) => html! { "Not asked" },
    }
}

/// For how long a reply is waited for, and by when it was wanted.
fn waited(asked: Option<NaiveDate>, due: NaiveDate, today: NaiveDate) -> Markup {
    let since = asked.map_or(0, |asked| (today - asked).num_days());
    let late = (today - due).num_days();
    html! {
        @if since > 0 { "No reply yet: asked " (counted(since, "day", "days")) " ago, " } @else { "Asked today, " }
        @if late > 0 { "was due on " } @else { "due on " } (day(due))
        @if late > 0 { " " (tag(&format!("{} late", counted(late, "day", "days")), Colour::Red)) }
    }
}

/// Everybody consulted with their view, for the decision briefing.
pub(crate) fn table_of(stage: Stage, all: &[Consultee], labels: &Labels, today: NaiveDate) -> Markup {
    let mut out =
        table("Consultation", &["Consulted", "State", "View", "Reason"]).quiet_caption().when_empty("Nobody was asked yet.");
    for one in all {
        let why = if one.view.is_some() { one.sheet.get("view_why") } else { one.sheet.get("silence") };
        out = out.row([
            html! { (one.body) br; span class="d-quiet" { (one.kind.label()) } },
            state(one, today),
            html! { (one.view.map(View::label).unwrap_or_default()) },
            html! { (labels.show(why)) },
        ]);
    }
    html! { (out) (split(stage, all)) }
}

/// That those consulted do not agree, where they do not; until the decision is made, what its record must say.
fn split(stage: Stage, all: &[Consultee]) -> Markup {
    let views: Vec<View> = all.iter().filter_map(|one| one.view).collect();
    let split = views.iter().any(|view| Some(view) != views.first());
    html! {
        @if split && stage.is_undecided() { (warning("Those consulted do not agree. The decision record must say why it departs from the views that differ.")) }
        @else if split { (para("Those consulted did not agree. The decision record says why it departs from the views that differ.")) }
    }
}

pub(super) fn overview(
    front: &Front,
    held: &[Held],
    (all, today): (&[Consultee], NaiveDate),
    standing: Option<&Standing>,
    labels: &Labels,
    edit: bool,
) -> Page {
    let base = format!("/reviews/{}/consultation", front.id);
    let inside = html! {
        @if let Some(standing) = standing {
            @if all.is_empty() { (para("Nobody was asked yet.")) }
            (split(front.stage, all))
            @if !standing.not_asked.is_empty() {
                (section_heading("Still to be asked"))
                ul class="govuk-list" {
                    @for kind in &standing.not_asked {
                        li {
                            (kind.label())
                            @if edit {
                                ": " (link_about("ask for their view", &format!("{base}/ask?kind={kind}"), &format!("({})", kind.label())))
                                @if *kind != Kind::DaService {
                                    " or " (link_about("record why they are not asked", &format!("{base}/not-asked/{kind}"), &format!("({})", kind.label())))
                                }
                            }
                        }
                    }
                }
            }
            @if edit { (button_row(&link_button("Ask somebody", &format!("{base}/ask")))) }
        } @else {
            (para("The partnership asks for your agency’s view before it decides whether to hold a review."))
        }
        @for one in all { (card(&base, (one, today), labels, edit, standing.is_some())) }
    };
    room(front, held, "/consultation", "Consultation", &inside)
}

fn card(base: &str, (one, today): (&Consultee, NaiveDate), labels: &Labels, edit: bool, whole: bool) -> Markup {
    let mut actions = Vec::new();
    if edit && one.asked_on.is_some() {
        let label = if one.replied_on.is_some() {
            "Change the reply"
        } else if whole {
            "Record the reply"
        } else {
            "Reply"
        };
        actions.push((label, format!("{base}/{}/reply", one.id)));
        if whole && one.replied_on.is_none() {
            actions.push(("Explain the silence", format!("{base}/{}/explain", one.id)));
        }
    }
    let mut all = Vec::new();
    if one.body != one.kind.label() {
        all.push(row("Their part", one.kind.label()));
    }
    all.push(row("State", state(one, today)));
    if let Some(asked) = one.asked_on {
        all.push(row("Asked", html! { (day(asked)) ", by " (one.way) }));
    }
    if one.replied_on.is_some() {
        all.push(row("Replied by", one.replied_by_name.as_str()));
        all.extend(rows(&one.sheet, REPLY, |words| labels.show(words)));
    } else if one.explained_on.is_some() {
        let questions = if one.asked_on.is_some() { SILENCE } else { NOT_ASKED };
        all.extend(rows(&one.sheet, questions, |words| labels.show(words)));
    }
    summary_card(&one.body, &actions, &all)
}

pub(super) fn ask(seal: &Seal, front: &Front, bodies: &[Body], f: &Filled) -> Page {
    let base = format!("/reviews/{}/consultation", front.id);
    let letter = html! { (date(f, "asked_on", "Date of the letter")) };
    Page::new("Ask somebody", html! {
        (heading_in(&front.reference, "Ask somebody"))
        (form(seal, &format!("{base}/ask"), &html! {
            (select(f, "kind", "Their part", choices(Kind::ALL, Kind::as_str, Kind::label)))
            (select(f, "organisation", "Body in your directory", bodies.iter().map(|one| choice(one.id.to_string(), answers(one))).collect())
                .empty("A body that is not in the directory")
                .hint("Where somebody signs in, they can answer for themselves. The others are asked on paper, and you record their reply"))
            (text(f, "body", "Name of a body that is not in the directory").hint("Leave it empty if you chose one from the list"))
            (radios(f, "way", "How are they asked?", vec![
                choice("mail", "By mail from dardr").hint("Only where somebody signs in. They get a link to a page where they reply; the mail says nothing of the case."),
                choice("letter", "By a letter or call of your own").hint("You record the reply when it comes.").reveals(letter),
            ]).size(Size::Small))
            (invite(front))
            (button_row(&html! { (button("Ask")) (link("Cancel", &base)) }))
        }))
    })
    .about(&front.reference)
    .back(base)
}

/// A body with who can answer for it.
fn answers(one: &Body) -> String {
    match &one.contacts {
        None => format!("{}: on paper, nobody signs in", one.name),
        Some(people) => format!("{}: {people} can answer here", one.name),
    }
}

/// Where somebody is invited who can answer for a body from then on.
fn invite(front: &Front) -> Markup {
    let at = format!("/partnership/{}/people/new", front.partnership);
    html! {
        p class="govuk-body" {
            "To let a body answer for itself, " (link_aside("invite its contact", &at)) " and give them the post of single point of contact there."
        }
    }
}

/// The reply form with what is there already. An agency that writes again replies anew; a reply on paper keeps its day.
pub(super) fn begun(one: &Consultee, labels: &Labels, own: bool, today: NaiveDate) -> Filled {
    let questions = if one.replied_on.is_some() || one.explained_on.is_none() { REPLY } else { SILENCE };
    let f = one.sheet.open_part(questions, |words| labels.show(words)).fill(questions);
    let by = Some(one.replied_by_name.clone()).filter(|name| !name.is_empty());
    f.with_date("replied_on", one.replied_on.filter(|_| !own).or(Some(today)))
        .with_some("replied_by", by)
        .with("version", one.version.to_string())
}

/// Where whoever replies can read about whom it is: the notification, the identity register, as far as they may.
#[derive(Clone, Copy)]
pub(super) struct About {
    pub(super) notification: bool,
    pub(super) register: bool,
}

fn about(front: &Front, who: About) -> Markup {
    let at = |room: &str| format!("/reviews/{}/{room}", front.id);
    html! {
        @if who.notification || who.register {
            p class="govuk-body" {
                "About whom it is: "
                @if who.register { (link("the people, with their names", &at("people"))) }
                @if who.register && who.notification { ", and " }
                @if who.notification { (link("what the notification says", &at("notification"))) }
                "."
            }
        }
    }
}

pub(super) fn reply(seal: &Seal, front: &Front, one: &Consultee, (own, who): (bool, About), f: &Filled) -> Page {
    let base = format!("/reviews/{}/consultation", front.id);
    let title = if own { "Your agency’s view" } else { "Record a reply" };
    Page::new(
        title,
        html! {
            (heading_in(&format!("{}, {}", front.reference, one.body), title))
            (about(front, who))
            (form(seal, &format!("{base}/{}/reply", one.id), &html! {
                (hidden("version", f.version()))
                (draw(f, if own { OWN } else { RECORDED }))
                (draw(f, REPLY))
                (button_row(&html! { (button("Save the reply")) (link("Cancel", &base)) }))
            }))
        },
    )
    .about(&front.reference)
    .back(base)
}

pub(super) fn explain(seal: &Seal, front: &Front, one: &Consultee, f: &Filled) -> Page {
    let base = format!("/reviews/{}/consultation", front.id);
    Page::new(
        "No reply",
        html! {
            (heading_in(&format!("{}, {}", front.reference, one.body), "Explain why there is no reply"))
            (form(seal, &format!("{base}/{}/explain", one.id), &html! {
                (hidden("version", f.version()))
                (draw(f, SILENCE))
                (button_row(&html! { (button("Save")) (link("Cancel", &base)) }))
            }))
        },
    )
    .about(&front.reference)
    .back(base)
}

pub(super) fn not_asked(seal: &Seal, front: &Front, kind: Kind, f: &Filled) -> Page {
    let base = format!("/reviews/{}/consultation", front.id);
    Page::new(
        "Not asked",
        html! {
            (heading_in(&format!("{}, {}", front.reference, kind.label()), "Why they are not asked"))
            (form(seal, &format!("{base}/not-asked/{kind}"), &html! {
                (hidden("version", f.version()))
                (draw(f, NOT_ASKED))
                (button_row(&html! { (button("Save")) (link("Cancel", &base)) }))
            }))
        },
    )
    .about(&front.reference)
    .back(base)
}
