//! The pages from which a partnership is run.

use crate::ids::OrganisationId;
use crate::process::scope::Nation;
use crate::ui::*;

use super::forms::NATIONS;
use super::office::Office;
use super::store::Partnership;

pub(super) fn every(partnerships: &[Partnership]) -> Page {
    Page::new(
        "Partnerships",
        html! {
            (heading("Partnerships"))
            @if partnerships.is_empty() { (para("You run no partnership. Its chair, its coordinator or its administrator can give you a post.")) }
            (bullets(partnerships.iter().map(|each| link(&each.name, &format!("/partnership/{}", each.organisation)))))
        },
    )
}

/// What each part of running a partnership is called, where it is, and what it is for.
fn place(office: Office) -> (&'static str, &'static str, &'static str) {
    match office {
        Office::Settings => ("Settings", "settings", "Name, letterhead, references, second factor"),
        Office::People => ("People", "people", "Invite people, give and end their posts"),
        Office::Lengths => ("Lengths", "lengths", "Set your own length for clocks that are local practice"),
        Office::Directory => ("Organisations", "organisations", "The agencies and bodies that you work with"),
    }
}

pub(super) fn one(partnership: &Partnership, offices: &[Office], calendar_runs_out: Option<&str>) -> Page {
    let paper = partnership.letterhead();
    Page::new(
        &partnership.name,
        html! {
            (heading(&partnership.name))
            @if let Some(sentence) = calendar_runs_out { (warning(sentence)) }
            @for (title, part, purpose) in offices.iter().map(|office| place(*office)) {
                h2 class="govuk-heading-m" { a class="govuk-link" href=(format!("/partnership/{}/{part}", partnership.organisation)) { (title) } }
                (para(purpose))
            }
            (section_heading("How it stands"))
            (summary_list(&[
                row("References begin with", &partnership.code),
                row("Nation", partnership.nation.label()),
                row("A review is called", &partnership.display_term),
                row("Second factor", if partnership.second_factor_required { "Everybody needs one" } else { "Each person chooses" }),
                row("Letters come from", &paper.partnership),
                prose_row("Postal address", &paper.address.join("\n")),
            ]))
        },
    )
}

pub(super) fn settings(seal: &Seal, id: OrganisationId, f: &Filled) -> Page {
    let inside = html! {
        (text(f, "name", "Name of the partnership"))
        (text(f, "short-name", "Short name").hint("For lists and narrow columns"))
        (radios(f, "nation", "Where is it?", choices(&NATIONS, Nation::code, Nation::label)).inline())
        (text(f, "display-term", "What do you call a review?").hint("Such as \"Domestic homicide review\". The law that a review is held under is kept apart from this."))
        (text(f, "code", "References begin with").width(10).not_spelled().hint("References that were given stay as they are"))
        (section_heading("Letterhead"))
        (text(f, "host", "Who hosts the partnership?").hint("Such as the council").optional())
        (textarea(f, "address", "Postal address").rows(5).optional())
        (text(f, "telephone", "Telephone").width(20).optional())
        (email(f, "letter-email", "Secure email address").optional())
        (text(f, "website", "Web address").hint("Without https://").optional().not_spelled())
        (section_heading("Signing in"))
        (radios(f, "second-factor", "Does everybody who works with this partnership need a second factor?", yes_no()).inline()
            .hint("Whoever has none sets it up the next time they come, before they see anything"))
        (hidden("version", f.get("version")))
        (button_row(&html! { (button("Save")) (link("Cancel", &format!("/partnership/{id}"))) }))
    };
    Page::new("Settings", html! { (heading("Settings")) (form(seal, &format!("/partnership/{id}/settings"), &inside)) })
        .back(format!("/partnership/{id}"))
}
