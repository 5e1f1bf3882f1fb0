//! The pages in front of the door.

use crate::access::invitations::{Invited, Purpose};
use crate::ui::*;

pub(super) fn sign_in(seal: &Seal, f: &Filled) -> Page {
    let inside = html! {
        (email(f, "email", "Email address").autocomplete("username"))
        (password(f, "password", "Password", "current-password"))
        (hidden("next", f.get("next")))
        (button("Sign in"))
    };
    Page::new(
        "Sign in",
        html! {
            (heading("Sign in"))
            (form(seal, "/sign-in", &inside))
            p class="govuk-body" { (link("I have forgotten my password", "/forgotten-password")) }
            (para("If you have no account and should have one, ask the coordinator of your partnership to invite you."))
        },
    )
}

pub(super) fn forgotten(seal: &Seal, f: &Filled) -> Page {
    let inside = html! {
        (email(f, "email", "Email address"))
        (button("Send the link"))
    };
    Page::new(
        "Choose a new password",
        html! {
            (heading("Choose a new password"))
            (para("We send you a link with which you choose a new password. It works once, within an hour."))
            (form(seal, "/forgotten-password", &inside))
        },
    )
    .back("/sign-in")
}

pub(super) fn link_sent(address: &str) -> Page {
    Page::new(
        "Look in your mail",
        html! {
            (heading("Look in your mail"))
            (para(&format!("If {address} belongs to an account, a link is on its way to it. It works once, within an hour.")))
            (para("If nothing comes within ten minutes, look among unwanted mail, then ask the coordinator of your partnership."))
            p class="govuk-body" { (link("Back to sign in", "/sign-in")) }
        },
    )
}

pub(super) fn choose_password(seal: &Seal, action: &str, invited: &Invited, f: &Filled) -> Page {
    let title = match invited.purpose {
        Purpose::Invitation => "Set up your account",
        Purpose::PasswordReset => "Choose a new password",
    };
    let inside = html! {
        // For password managers, which keep a password with the address it belongs to.
        input type="text" name="username" value=(invited.email) autocomplete="username" readonly hidden;
        (new_password_field(f))
        (button("Keep this password"))
    };
    Page::new(
        title,
        html! {
            (heading(title))
            (para(&format!("Hello {}. You sign in as {}.", invited.name, invited.email)))
            (form(seal, action, &inside))
        },
    )
}

pub(super) fn new_password_field(f: &Filled) -> impl Render {
    password(f, "new-password", "New password", "new-password").hint(
        "12 characters or more. Three or four words that do not belong together are hard to guess and easy to remember. \
         You need no figures or signs.",
    )
}

pub(super) fn link_over() -> Page {
    Page::new(
        "This link has ended",
        html! {
            (heading("This link has ended"))
            (para("It was used already, a newer one was sent, or it is too old."))
            (para("You can have a new one sent to you, also if you have not chosen a password yet."))
            p class="govuk-body" { (link("Send me a new link", "/forgotten-password")) }
        },
    )
}
