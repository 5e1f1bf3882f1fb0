//! Appointing, and looking at an appointment.

use crate::access::right::{Object, Right, Verb};
use crate::panel::{Appointment, Colleague, Post};
use crate::parties::Desk;
use crate::process::Role;
use crate::ui::{
    Filled, Markup, Page, Seal, button, button_row, checkboxes, choice, choices, date, day, fieldset, form, hidden, html,
    link_aside, para, prose_row, radios, row, second_link_button, section_heading, select, summary_list, text, textarea,
    warning_button,
};

/// What the form is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::panel) enum For {
    Chair,
    NextChair,
    Author,
}

impl For {
    /// The posts that it gives.
    pub(in crate::panel) fn posts(self) -> &'static [Post] {
        match self {
            Self::Chair | Self::NextChair => &[Post::ChairAuthor, Post::Chair, Post::CoChair],
            Self::Author => &[Post::Author, Post::Mentor],
        }
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Chair => ("Appoint the chair", "/panel/chair", "Appoint"),
            Self::NextChair => ("Replace the chair", "/panel/chair", "Replace the chair"),
            Self::Author => ("Add an author or a mentor", "/panel/author", "Appoint"),
        }
    }
}

pub(in crate::panel) fn new<R: Right>(desk: &Desk<R>, seal: &Seal, people: &[Colleague], what: For, f: &Filled) -> Page {
    let (title, path, act) = what.words();
    let version = f.version_seen(desk.front.version);
    let body = html! {
        (para("The chair is not directly associated with any agency involved, and keeps the responsibility for the report, whoever writes it."))
        (form(seal, &desk.at(path), &html! {
            (hidden("version", version))
            (select(f, "person", "Who?", people.iter().map(|one| choice(one.id.to_string(), described(one))).collect())
                .hint("People whom the partnership has invited and who hold no post in it or in an agency of its directory"))
            p class="govuk-body" {
                @if desk.grant.roles().contains(&Role::Coordinator) {
                    "If they are not in the list, " (link_aside("invite them first", &format!("/partnership/{}/people/new", desk.front.partnership)))
                    ". Give them no post: the appointment opens this review to them."
                } @else {
                    "If they are not in the list, ask the coordinator to invite them first."
                }
            }
            (radios(f, "post", "To what?", choices(what.posts(), Post::as_str, Post::label)))
            (date(f, "begins", "First day"))
            @if what == For::NextChair {
                (textarea(f, "why", "Why is the chair replaced?").rows(3))
            }
            (independence(f))
            (standing(f))
            (contract(f))
            (button_row(&html! { (button(act)) (second_link_button("Cancel", &desk.at("/panel"))) }))
        }))
    };
    desk.inner("/panel", title, &body)
}

fn described(one: &Colleague) -> String {
    if one.job_title.is_empty() { one.name.clone() } else { format!("{}, {}", one.name, one.job_title) }
}

fn independence(f: &Filled) -> Markup {
    fieldset(
        "Independence",
        &html! {
            (textarea(f, "independence", "Statement of independence").rows(5).hint("Word for word: it is printed in the report"))
            (textarea(f, "employment", "Earlier work for agencies in the area, with dates").rows(3).optional())
            (textarea(f, "conflicts", "Conflicts of interest").rows(3).hint("Leave empty if there is none").optional())
            (textarea(f, "mitigation", "How they are met").rows(3).hint("Needed where there is one"))
        },
    )
}

fn standing(f: &Filled) -> Markup {
    fieldset(
        "Training and standing",
        &html! {
            (textarea(f, "training", "Training for chairs").rows(2).hint("For example: Home Office e-learning, training for chairs by AAFDA").optional())
            (date(f, "trained_on", "Finished on").optional())
            (text(f, "dbs", "Criminal record check").hint("Its level").optional())
            (date(f, "dbs_on", "Day of the check").optional())
            (text(f, "ico", "Registration with the Information Commissioner").optional())
            (text(f, "insurance", "Professional indemnity insurance").optional())
            (textarea(f, "referees", "References").rows(2).optional())
        },
    )
}

fn contract(f: &Filled) -> Markup {
    fieldset(
        "Contract",
        &html! {
            (text(f, "firm", "Firm").optional())
            (text(f, "procurement", "How they were found").hint("Quotes, a framework, a regional pool").optional())
            (textarea(f, "fee", "Fee").rows(2).hint("Its basis and cap, and the rates for an inquest or for changes that the Home Office asks for").optional())
            (date(f, "contract_on", "Contract signed on").optional())
            (date(f, "data_terms_on", "Terms for handling data signed on").optional())
            (checkboxes(f, "secure_device", "Equipment", vec![choice("yes", "They work on a secure device")]))
            (textarea(f, "cover", "Who stands in for them").rows(2).optional())
        },
    )
}

pub(in crate::panel) fn one<R: Right>(desk: &Desk<R>, seal: &Seal, one: &Appointment, f: &Filled) -> Page {
    let shown = |text: &str| desk.labels.show(text);
    let when = |on: Option<chrono::NaiveDate>| on.map(day).unwrap_or_default();
    let body = html! {
        (summary_list(&[
            row("Name", one.name.clone()),
            row("Firm", shown(&one.firm)),
            row("First day", day(one.begins)),
            row("Last day", one.ends.map_or_else(|| "No last day".into(), day)),
            prose_row("Why it ended", &shown(&one.ended_why)),
            prose_row("Statement of independence", &shown(&one.independence)),
            prose_row("Earlier work for agencies", &shown(&one.employment)),
            prose_row("Conflicts of interest", &shown(&one.conflicts)),
            prose_row("How they are met", &shown(&one.mitigation)),
            prose_row("Training", &shown(&one.training)),
            row("Training finished", when(one.trained_on)),
            row("Criminal record check", shown(&one.dbs)),
            row("Day of the check", when(one.dbs_on)),
            row("Information Commissioner", shown(&one.ico)),
            row("Insurance", shown(&one.insurance)),
            row("How they were found", shown(&one.procurement)),
            prose_row("Fee", &shown(&one.fee)),
            row("Contract", when(one.contract_on)),
            row("Data terms", when(one.data_terms_on)),
            row("Secure device", if one.secure_device { "Yes" } else { "Not recorded" }),
            prose_row("References", &shown(&one.referees)),
            prose_row("Who stands in", &shown(&one.cover)),
        ]))
        @if desk.may(Object::Panel, Verb::Edit) && one.ends.is_none() && !one.post.chairs() {
            (section_heading("End this appointment"))
            (form(seal, &desk.at(&format!("/panel/appointments/{}/end", one.id)), &html! {
                (hidden("version", f.version_seen(one.version)))
                (date(f, "ends", "Last day"))
                (textarea(f, "why", "Why?").rows(3))
                (warning_button("End the appointment"))
            }))
        }
    };
    desk.inner("/panel", one.post.label(), &body)
}
