//! The pages about the people of a partnership.

use crate::access::people::{Known, PostHeld};
use crate::ids::OrganisationId;
use crate::process::Role;
use crate::ui::*;

/// An organisation and the posts in it that the person who looks may give.
pub(super) struct Offer {
    pub organisation: OrganisationId,
    pub name: String,
    pub roles: Vec<Role>,
}

fn standing(known: &Known) -> Markup {
    match (known.has_password && !known.stranger, known.has_second_factor) {
        (false, _) => tag("Invited", Colour::Yellow),
        (true, true) => tag("With second factor", Colour::Green),
        (true, false) => tag("Password only", Colour::Grey),
    }
}

pub(super) fn list(id: OrganisationId, known: &[Known], posts: &[PostHeld]) -> Page {
    let rows = known.iter().map(|person| {
        let held = posts.iter().filter(|post| post.person == person.id);
        let held = held.map(|post| format!("{}, {}", post.role.label(), post.organisation_name)).collect::<Vec<_>>();
        vec![
            link(&person.name, &format!("/partnership/{id}/people/{}", person.id)),
            html! { (person.email) },
            html! { @if held.is_empty() { span class="d-quiet" { "None" } } @else { (bullets(held)) } },
            standing(person),
        ]
    });
    Page::new(
        "People",
        html! {
            (heading("People"))
            (link_button("Invite somebody", &format!("/partnership/{id}/people/new")))
            (table("People whom this partnership knows", &["Name", "Email address", "Posts", "Signs in by"])
                .quiet_caption().when_empty("Nobody yet.").rows(rows))
            (para("Chairs, panel members, experts and families’ advocates hold no post: they are given a role in each review, by those who run it."))
        },
    )
    .back(format!("/partnership/{id}"))
    .wide()
}

pub(super) fn new(seal: &Seal, id: OrganisationId, f: &Filled) -> Page {
    Page::new(
        "Invite somebody",
        html! {
            (heading("Invite somebody"))
            (para("We send them a link with which they choose a password. It works for two weeks."))
            (form(seal, &format!("/partnership/{id}/people/new"), &html! {
                (text(f, "name", "Full name").not_spelled())
                (email(f, "email", "Email address").hint("Their own at work: an address that several people read lets all of them in"))
                (text(f, "job-title", "Job title").optional())
                (button_row(&html! { (button("Invite")) (link("Cancel", &format!("/partnership/{id}/people"))) }))
            }))
        },
    )
    .back(format!("/partnership/{id}/people"))
}

pub(super) fn one(seal: &Seal, id: OrganisationId, known: &Known, posts: &[PostHeld], offers: &[Offer], f: &Filled) -> Page {
    let here = format!("/partnership/{id}/people/{}", known.id);
    let options = offers.iter().flat_map(|offer| {
        let option =
            |role: &Role| choice(format!("{} {}", offer.organisation, role.code()), format!("{}: {}", offer.name, role.label()));
        offer.roles.iter().map(option).collect::<Vec<_>>()
    });
    let offered = |role: Role| offers.iter().any(|offer| offer.roles.contains(&role));
    let mut which = select(f, "post", "Post", options.collect()).empty("Choose a post");
    if offered(Role::Coordinator) && !offered(Role::CspChair) {
        which = which.hint("The post of chair is given by the partnership’s chair.");
    }
    let end = |post: &PostHeld| {
        let button = html! { button type="submit" class="d-link-button" { "End" span class="govuk-visually-hidden" { " " (post.role.label()) } } };
        button_form(seal, &format!("{here}/posts/{}/end", post.id), &button)
    };
    let link_label = if known.has_password { "Send a link to choose a new password" } else { "Send the invitation again" };
    Page::new(
        &known.name,
        html! {
            (heading(&known.name))
            (summary_list(&[row("Email address", &known.email), row("Job title", &known.job_title), row("Signs in by", standing(known))]))
            (table("Posts", &["Organisation", "Post", "From", "Until", ""]).when_empty("They hold no post.").rows(posts.iter().map(|post| vec![
                html! { (post.organisation_name) },
                html! { (post.role.label()) },
                html! { (day(post.begins)) },
                html! { @if let Some(ends) = post.ends { (day(ends)) } @else { "Further notice" } },
                end(post),
            ])))
            @if !offers.is_empty() {
                (section_heading("Give a post"))
                (form(seal, &format!("{here}/posts"), &html! {
                    (which)
                    (date(f, "ends", "Last day").optional())
                    (button("Give this post"))
                }))
            }
            (section_heading("Account"))
            (button_form(seal, &format!("{here}/link"), &second_button(link_label, "link", "yes")))
            p class="govuk-body" { (link("They no longer work for this partnership", &format!("{here}/remove"))) }
        },
    )
    .back(format!("/partnership/{id}/people"))
}

pub(super) fn remove(seal: &Seal, id: OrganisationId, known: &Known) -> Page {
    let here = format!("/partnership/{id}/people/{}", known.id);
    Page::new(
        "Take somebody out",
        html! {
            (heading_in(&known.name, "They no longer work for this partnership"))
            (para("Their posts here and their roles in its reviews end now, and they are signed out. What they did stays on record under their name."))
            (form(seal, &format!("{here}/remove"), &html! {
                (button_row(&html! { (warning_button("Take them out")) (link("Cancel", &here)) }))
            }))
        },
    )
    .back(here.clone())
}
