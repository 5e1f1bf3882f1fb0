//! Pages about the report.

use crate::access::Held;
use crate::base::london_day;
use crate::ids::PersonId;
use crate::process::Regime;
use crate::redaction::{CaseText, Labels};
use crate::reviews::{Front, room};
use crate::ui::*;

use super::section::{Paper, Section, State};
use super::store::{SectionRow, TextRow};
use super::version::{Kind, VersionRow, spoken};

fn home(front: &Front) -> String {
    format!("/reviews/{}/report", front.id)
}

fn status(row: Option<&SectionRow>) -> Status {
    match row.map(|row| row.state) {
        None | Some(State::NotStarted) => Status::NotStarted,
        Some(State::InProgress | State::LookedAt) => Status::InProgress,
        Some(State::Done) => Status::Completed,
    }
}

fn hint(section: Section, regime: Regime, row: Option<&SectionRow>) -> String {
    let mut words = Vec::new();
    match section.paper().when(regime) {
        Some(when) if section.required() => words.push(format!("Needed {when}")),
        None if section.required() => {}
        Some(_) | None => words.push("Optional".to_owned()),
    }
    if let Some(owner) = row.and_then(|row| row.owner_name.clone()) {
        words.push(format!("For {owner} to write"));
    }
    if row.is_some_and(|row| row.state == State::LookedAt) {
        words.push(State::LookedAt.label().to_owned());
    }
    if row.is_some_and(|row| row.beside > 0) {
        words.push("Two texts to join".to_owned());
    }
    words.join(". ")
}

/// What the page of the whole report shows.
pub(super) struct Whole<'a> {
    pub(super) held: &'a [Held],
    pub(super) rows: &'a [SectionRow],
    pub(super) versions: &'a [VersionRow],
    pub(super) labels: &'a Labels,
    pub(super) edits: bool,
}

pub(super) fn list(seal: &Seal, front: &Front, whole: &Whole, f: &Filled) -> Page {
    let Whole { held, rows, versions, labels, edits } = *whole;
    let find = |section: Section| rows.iter().find(|row| row.section == section);
    let tasks = |paper: Paper| -> Vec<Task> {
        let one = |section: Section| {
            task(section.label(), format!("{}/{section}", home(front)), status(find(section))).hint(hint(
                section,
                front.regime,
                find(section),
            ))
        };
        paper.sections().map(one).collect()
    };
    let made = versions.iter().map(|each| {
        vec![
            html! { (link(&spoken(&each.label), &format!("{}/versions/{}", home(front), each.label))) },
            html! { (day(each.day())) },
            html! { (each.made_by_name) },
            html! { (labels.show(&each.why)) },
        ]
    });
    let body = html! {
        @for (name, paper) in [("overview", Paper::Overview), ("summary", Paper::Summary)] {
            (section_heading(paper.label()))
            (task_list(name, &tasks(paper)))
        }
        (section_heading("Facts"))
        p class="govuk-body" { (link("Checks of the facts by agencies", &format!("{}/checks", home(front)))) }
        (section_heading("Versions"))
        (para("A version keeps every section as it stood. Sharing with the family, agreeing, submitting, amending and publishing make one by themselves."))
        (table("Versions", &["Version", "Day", "By", "What for"]).quiet_caption().when_empty("There is no version yet.").rows(made))
        @if edits {
            (form(seal, &format!("{}/versions", home(front)), &html! {
                (radios(f, "kind", "Make a version", vec![choice(Kind::Draft.as_str(), "Author’s draft"), choice(Kind::Panel.as_str(), "For the panel")]))
                (text(f, "why", "What is it for?").optional())
                (button("Make the version"))
            }))
        }
    };
    room(front, held, "/report", "The report", &body)
}

/// A version with its sections, to be read or printed.
pub(super) fn version(front: &Front, row: &VersionRow, texts: &[(Section, CaseText)], labels: &Labels) -> Page {
    let name = spoken(&row.label);
    let body = html! {
        (heading_in(&front.reference, &name))
        p class="govuk-body" { "The report as it stood on " (day(row.day())) "." @if !row.why.is_empty() { " " (labels.show(&row.why)) } }
        p class="govuk-body d-not-printed" { "Print this page from your browser where somebody is to read it on paper. The terms, the panel, the people by pseudonym and the recommendations print themselves in the papers, and are no part of a version: see " (link("Papers", &format!("/reviews/{}/papers", front.id))) "." }
        @if texts.is_empty() { (para("No section had any text in this version.")) }
        @for paper in Paper::ALL {
            @let of_paper = || texts.iter().filter(|(section, _)| section.paper() == paper);
            @if of_paper().next().is_some() {
                (section_heading(paper.label()))
                @for (section, text) in of_paper() {
                    (small_heading(section.label()))
                    (prose(&text.show(labels)))
                }
            }
        }
    };
    Page::new(name, body).about(&front.reference).back(home(front))
}

pub(super) struct Shown<'a> {
    pub(super) section: Section,
    pub(super) row: Option<&'a SectionRow>,
    pub(super) texts: &'a [TextRow],
    pub(super) labels: &'a Labels,
    pub(super) named: bool,
    pub(super) may_name: bool,
    pub(super) edits: bool,
    /// Why the text stays as it is.
    pub(super) settled: Option<&'static str>,
    /// What in the text may be something of the identity register, for those who see all of it.
    pub(super) found: Vec<String>,
}

pub(super) fn section(seal: &Seal, front: &Front, shown: &Shown, f: &Filled) -> Page {
    let address = format!("{}/{}", home(front), shown.section);
    let waiting: Vec<&TextRow> = shown.texts.iter().filter(|text| text.beside && text.joined_in.is_none()).collect();
    let earlier: Vec<&TextRow> = shown.texts.iter().filter(|text| shown.row.is_none_or(|row| row.stands != text.n)).collect();
    let saved = |text: &TextRow| format!("Text {} by {}, {}", text.n, text.written_by_name, day(london_day(text.written_at)));
    let body = html! {
        (heading_in(&front.reference, shown.section.label()))
        p class="govuk-body d-quiet" {
            (shown.section.hint()) ". "
            @if let Some(when) = shown.section.paper().when(front.regime).filter(|_| shown.section.required()) { "This section is needed " (when) "." }
        }
        @if shown.named { (inset(&html! { "Real names are shown. This view is on the record." })) }
        @if shown.may_name && !shown.named { p class="govuk-body" { (link_aside("Show real names, which is recorded", &format!("{address}?names=shown"))) } }
        @if let Some(row) = shown.row.filter(|row| !row.body.is_empty()) { (prose(&row.body.show(shown.labels))) }
        @else { p class="govuk-body d-quiet" { "Nothing is written here yet." } }
        @if !shown.found.is_empty() {
            (warning("Something here may be from the identity register: look at it before the draft goes to anybody. A word that is a word like any other can stay."))
            (bullets(shown.found.iter()))
        }
        @if !waiting.is_empty() {
            (warning("Two people saved this section at the same time. Both texts are kept. Join them: copy what is missing into the text below, tick the box and save."))
            @for text in &waiting { (details(&saved(text), &prose(&text.body.show(shown.labels)))) }
        }
        @if shown.edits { (written_by(shown.row, &address)) }
        @if let Some(why) = shown.settled { @if shown.edits { (inset(&html! { (why) "." })) } }
        @else if shown.edits { (edit(seal, front, &address, shown, !waiting.is_empty(), f)) }
        @if !earlier.is_empty() {
            (details("Earlier texts", &html! {
                @for text in earlier { (small_heading(&saved(text))) (prose(&text.body.show(shown.labels))) }
            }))
        }
    };
    Page::new(shown.section.label(), body).about(&front.reference).back(home(front))
}

fn written_by(section: Option<&SectionRow>, address: &str) -> Markup {
    let owner = section.and_then(|section| section.owner_name.as_deref()).unwrap_or("Nobody in particular");
    summary_list(&[row("Who writes it", owner).change(format!("{address}/owner"))])
}

fn edit(seal: &Seal, front: &Front, address: &str, shown: &Shown, waiting: bool, f: &Filled) -> Markup {
    let text = textarea(f, "body", "Text").rows(25).hint("Names that the identity register knows become references such as {{V1}} when you save. An empty line begins a paragraph; “- ” begins a point, “> ” a quotation.");
    html! {
        (section_heading("Write"))
        (form(seal, address, &html! {
            @if shown.section.required() { (text) } @else { (text.optional()) }
            (radios(f, "state", "How far is it?", choices(&State::ALL[1..], State::as_str, State::label)).inline())
            @if waiting { (checkboxes(f, "joins", "Joining", vec![choice("yes", "This text takes up the other texts above")])) }
            (hidden("version", f.get("version")))
            (button_row(&html! { (button("Save")) (link("Back to the report", &home(front))) }))
        }))
    }
}

pub(super) fn owner(seal: &Seal, front: &Front, section: Section, writers: &[(PersonId, String)], f: &Filled) -> Page {
    let address = format!("{}/{section}", home(front));
    let writers = writers.iter().map(|(id, name)| choice(id.to_string(), name)).collect();
    let body = html! {
        (heading_in(&front.reference, &format!("Who writes it: {}", section.label())))
        (form(seal, &format!("{address}/owner"), &html! {
            (select(f, "owner", "Who writes it?", writers).empty("Nobody in particular"))
            (hidden("version", f.get("version")))
            (button_row(&html! { (button("Save who writes it")) (link("Cancel", &address)) }))
        }))
    };
    Page::new("Who writes the section", body).about(&front.reference).back(address)
}
