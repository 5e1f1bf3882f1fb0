//! The pages of one's own account.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::London;

use crate::access::people::{Account, PostHeld};
use crate::access::second_factor::{Secret, Standing};
use crate::access::sessions::Living;
use crate::base::counted;
use crate::ui::*;

use super::sign_in_view::new_password_field;

/// A moment as people in England and Wales write it.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&London).format("%-d %B %Y, %-I:%M%P").to_string()
}

pub(super) fn account(seal: &Seal, account: &Account, posts: &[PostHeld], second: Standing, living: &[Living]) -> Page {
    let factor = if second.set_up {
        format!("Set up, {} left", counted(second.codes, "recovery code", "recovery codes"))
    } else {
        "Not set up".to_owned()
    };
    let held = posts.iter().map(|post| format!("{}, {}", post.role.label(), post.organisation_name));
    Page::new(
        "Your account",
        html! {
            (heading("Your account"))
            (summary_list(&[
                row("Name", &account.name).change("/account/name"),
                row("Job title", &account.job_title).change("/account/name"),
                row("Email address", account.email.as_str()),
                row("Password", "Kept so that nobody can read it").change("/account/password"),
                row("Second factor", factor).change("/account/second-factor"),
                row("API tokens", "For programs that act for you").action("View", "/account/tokens"),
            ]))
            (para("Your email address is what you sign in with. If it changes, ask to be invited at the new one."))
            (section_heading("What you do here"))
            @if posts.is_empty() { (para("You hold no post in a partnership or an agency. You may have a role in single reviews.")) }
            @else { (bullets(held)) }
            (section_heading("Where you are signed in"))
            (table("Sessions", &["Signed in", "Last used", "Which"]).quiet_caption().rows(living.iter().map(|each| vec![
                html! { (moment(each.created_at)) },
                html! { (moment(each.seen_at)) },
                html! { @if each.this_one { "This one" } @else { "Another" } },
            ])))
            (para("If you see one that is not yours, sign out everywhere and choose a new password."))
            (button_form(seal, "/account/sign-out-everywhere", &second_button("Sign out everywhere", "everywhere", "yes")))
        },
    )
}

pub(super) fn name(seal: &Seal, f: &Filled) -> Page {
    Page::new(
        "Your name",
        html! {
            (heading("Your name"))
            (form(seal, "/account/name", &html! {
                (text(f, "name", "Full name").autocomplete("name").not_spelled())
                (text(f, "job-title", "Job title").autocomplete("organization-title").hint("For letters that you sign").optional())
                (hidden("version", f.get("version")))
                (button("Save"))
            }))
        },
    )
    .back("/account")
}

pub(super) fn password(seal: &Seal, f: &Filled) -> Page {
    Page::new(
        "Change your password",
        html! {
            (heading("Change your password"))
            (form(seal, "/account/password", &html! {
                (crate::ui::password(f, "password", "Your password now", "current-password"))
                (new_password_field(f))
                (button("Change it"))
            }))
        },
    )
    .back("/account")
}

/// The password, asked for again: what follows is grave.
fn again(f: &Filled) -> impl Render {
    crate::ui::password(f, "password", "Your password", "current-password")
        .hint("We ask again, because this changes how you sign in")
}

pub(super) fn second_factor(seal: &Seal, standing: Standing, required: bool, f: &Filled) -> Page {
    let body = html! {
        (heading("Second factor"))
        @if required { (inset(&para("A partnership that you work with asks everybody for a second factor."))) }
        @if standing.set_up {
            (para(&format!("A second factor is set up. You have {} left.", counted(standing.codes, "recovery code", "recovery codes"))))
            (section_heading("New recovery codes"))
            (para("The codes that you have now stop working."))
            (form(seal, "/account/second-factor/codes", &html! { (again(f)) (button("Make new codes")) }))
            @if !required {
                (section_heading("Take it away"))
                (para("After this your password alone lets you in. To change telephones, take it away and set it up anew."))
                (form(seal, "/account/second-factor/remove", &html! {
                    (crate::ui::password(&Filled::new(), "password", "Your password again", "current-password"))
                    (warning_button("Take the second factor away"))
                }))
            }
        } @else {
            (para("With a second factor, somebody who learns your password still cannot get in. You need an authenticator app on a telephone or a computer: most password managers are one too."))
            (form(seal, "/account/second-factor/begin", &html! { (again(f)) (button("Set it up")) }))
        }
    };
    Page::new("Second factor", body).back("/account")
}

pub(super) fn secret(seal: &Seal, secret: &Secret, account: &str, f: &Filled) -> Page {
    Page::new(
        "Set up the second factor",
        html! {
            (heading("Set up the second factor"))
            (para("Take a picture of this with your authenticator app."))
            @if let Some((squares, width)) = secret.picture(account) {
                svg class="d-qr" role="img" aria-label="The secret as a picture for authenticator apps" width="220" height="220"
                    viewBox=(format!("-4 -4 {0} {0}", width + 8)) shape-rendering="crispEdges" {
                    rect x="-4" y="-4" width=(width + 8) height=(width + 8) fill="#ffffff" {}
                    path fill="#000000" d=(squares) {}
                }
            }
            (para("Or type this into it, as a secret for codes that change with the time:"))
            (inset(&html! { p class="govuk-body" { strong { (secret.in_words()) } } }))
            (form(seal, "/account/second-factor/confirm", &html! {
                (text(f, "code", "The six figures that the app shows now").width(10).autocomplete("one-time-code").not_spelled())
                (button("Go on"))
            }))
        },
    )
    .back("/account/second-factor")
}

pub(super) fn codes(codes: &[String]) -> Page {
    Page::new(
        "Keep your recovery codes",
        html! {
            (heading("Keep your recovery codes"))
            (para("The second factor is set up. If you lose your telephone, each of these codes lets you in once."))
            (warning("They are not shown again. Print this page or write them down, and keep them where you keep other keys."))
            ul class="govuk-list" { @for code in codes { li { code { (code) } } } }
            (para("On the day you sign in with one, set the second factor up anew."))
            p class="govuk-body" { (link("I have kept them", "/")) }
        },
    )
}
