//! The pages of the directory.

use crate::ids::OrganisationId;
use crate::ui::*;

use super::directory::{Directory, Found};
use super::store::Listed;
use super::{AgencyType, Kind};

pub(super) fn every(directories: &[(OrganisationId, String, usize)]) -> Page {
    Page::new(
        "Organisations",
        html! {
            (heading("Organisations"))
            @if directories.is_empty() { (para("You keep no partnership’s directory.")) }
            (bullets(directories.iter().map(|(id, name, count)| html! {
                (link(name, &format!("/partnership/{id}/organisations"))) " (" (count) ")"
            })))
        },
    )
}

fn duty(listed: bool) -> Markup {
    if listed { tag("Listed in the Act", Colour::Blue) } else { tag("By agreement", Colour::Grey) }
}

/// What it is, in a cell: the type of an agency, else the kind.
fn sort(kind: Kind, agency_type: Option<AgencyType>) -> &'static str {
    agency_type.map_or(kind.label(), AgencyType::label)
}

pub(super) fn list(id: OrganisationId, listed: &[Listed]) -> Page {
    let rows = listed.iter().map(|each| {
        vec![
            link(&each.name, &format!("/partnership/{id}/organisations/{}", each.id)),
            html! { (each.short_name) },
            html! { (sort(each.kind, each.agency_type)) },
            duty(each.statutory_duty),
            html! { @if let (Some(name), Some(on)) = (&each.successor, each.succeeded_on) { (name) " from " (day(on)) } },
        ]
    });
    Page::new(
        "Organisations",
        html! {
            (heading("Organisations"))
            (link_button("Add an organisation", &format!("/partnership/{id}/organisations/new")))
            (table("Your directory", &["Name", "Short name", "What it is", "Duty", "Succeeded by"]).quiet_caption()
                .when_empty("Nothing yet. Add organisations one by one, or begin from a list below.").rows(rows))
            (para("Letters speak of a duty only to organisations that section 9(4)(a) or section 8A(6) of the Domestic Violence, Crime and Victims Act 2004 lists. All others take part by agreement."))
            (section_heading("Begin from a list"))
            (para("Published strategies of other places name these bodies. None of them is in your directory unless you take it from the list."))
            (bullets(Directory::ALL.iter().map(|each| link(&format!("Bodies named in the strategy for {}", each.label()),
                &format!("/partnership/{id}/directories/{}", each.code())))))
        },
    )
    .back(format!("/partnership/{id}"))
    .wide()
}

fn agency_types(f: &Filled) -> impl Render {
    let label = |kind: AgencyType| kind.label();
    select(f, "agency-type", "What kind of agency?", choices(AgencyType::ALL, AgencyType::as_str, label)).empty("Choose a kind")
}

pub(super) fn new(seal: &Seal, id: OrganisationId, f: &Filled) -> Page {
    let kinds = vec![
        choice(Kind::Agency.as_str(), Kind::Agency.label()).reveals(agency_types(f).render()),
        choice(Kind::Board.as_str(), Kind::Board.label())
            .hint("Follows what is learnt and done: a domestic abuse partnership board, a safeguarding board"),
        choice(Kind::Regional.as_str(), Kind::Regional.label())
            .hint("Looks across partnerships: a police and crime commissioner’s office"),
    ];
    Page::new(
        "Add an organisation",
        html! {
            (heading("Add an organisation"))
            (form(seal, &format!("/partnership/{id}/organisations/new"), &html! {
                (text(f, "name", "Name").not_spelled())
                (text(f, "short-name", "Short name").hint("For lists and narrow columns").not_spelled())
                (radios(f, "kind", "What is it?", kinds))
                (button_row(&html! { (button("Add")) (link("Cancel", &format!("/partnership/{id}/organisations"))) }))
            }))
        },
    )
    .back(format!("/partnership/{id}/organisations"))
}

pub(super) fn one(seal: &Seal, id: OrganisationId, listed: &Listed, f: &Filled) -> Page {
    let here = format!("/partnership/{id}/organisations/{}", listed.id);
    Page::new(
        &listed.name,
        html! {
            (heading_in(sort(listed.kind, listed.agency_type), &listed.name))
            p class="govuk-body" { (duty(listed.statutory_duty)) }
            @if !listed.source.is_empty() { (para(&format!("From: {}", listed.source))) }
            (form(seal, &here, &html! {
                (text(f, "name", "Name").not_spelled())
                (text(f, "short-name", "Short name").not_spelled())
                @if listed.kind == Kind::Agency { (agency_types(f)) }
                (hidden("version", listed.version))
                (button("Save"))
            }))
            (section_heading("Succession"))
            @if let (Some(name), Some(on)) = (&listed.successor, listed.succeeded_on) {
                (para(&format!("{name} took its place on {}.", day(on))))
            } @else {
                (para("When an organisation merges or is renamed by law, record what took its place. What it was asked and promised stays under its name."))
                p class="govuk-body" { (link("Record what took its place", &format!("{here}/succession"))) }
            }
        },
    )
    .back(format!("/partnership/{id}/organisations"))
}

/// What took its place, on a page of its own: what is typed about the organisation itself is not lost.
pub(super) fn succession(seal: &Seal, id: OrganisationId, listed: &Listed, others: &[Listed], f: &Filled) -> Page {
    let here = format!("/partnership/{id}/organisations/{}", listed.id);
    let successors =
        others.iter().filter(|each| each.id != listed.id).map(|each| choice(each.id.to_string(), &each.name)).collect();
    Page::new(
        "Record what took its place",
        html! {
            (heading_in(&listed.name, "Record what took its place"))
            (form(seal, &format!("{here}/succession"), &html! {
                (select(f, "successor", "Which organisation took its place?", successors).empty("Choose an organisation"))
                (date(f, "succeeded-on", "From which day?"))
                (hidden("version", f.version_seen(listed.version)))
                (button_row(&html! { (button("Record the succession")) (link("Cancel", &here)) }))
            }))
        },
    )
    .back(here)
}

pub(super) fn preview(seal: &Seal, id: OrganisationId, directory: Directory, found: &[Found]) -> Page {
    let there = found.iter().filter(|each| each.already.is_some()).count();
    let rows = found.iter().map(|each| {
        let new = &each.entry.new;
        let name = new.name.as_str();
        let box_id = format!("take-{}", name.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        let take = html! {
            @if let Some(already) = &each.already { "In your directory as " (already) }
            @else {
                div class="govuk-checkboxes govuk-checkboxes--small" data-module="govuk-checkboxes" {
                    div class="govuk-checkboxes__item" {
                        input class="govuk-checkboxes__input" type="checkbox" name="take" id=(box_id) value=(name) checked;
                        label class="govuk-label govuk-checkboxes__label" for=(box_id) { "Add" span class="govuk-visually-hidden" { " " (name) } }
                    }
                }
            }
        };
        vec![
            html! { (name) @if each.entry.named != name { br; span class="d-quiet" { "In the source: " (each.entry.named) } } },
            html! { (sort(new.kind, new.agency_type)) },
            duty(new.agency_type.is_some_and(AgencyType::is_listed)),
            html! { (each.entry.note) },
            take,
        ]
    });
    Page::new(
        format!("Bodies of {}", directory.label()),
        html! {
            (heading(&format!("Bodies of {}", directory.label())))
            (para(&format!("Source: {}", directory.source())))
            @if there > 0 { (inset(&para(&format!("In your directory already, and not added again: {there} of {}.", found.len())))) }
            (form(seal, &format!("/partnership/{id}/directories/{}", directory.code()), &html! {
                (table("Bodies", &["Name", "What it is", "Duty", "To know", "Add it?"]).quiet_caption().rows(rows))
                (button_row(&html! { (button("Add what is chosen")) (link("Cancel", &format!("/partnership/{id}/organisations"))) }))
            }))
        },
    )
    .back(format!("/partnership/{id}/organisations"))
    .wide()
}
