//! API tokens: made, shown once, listed, revoked.

use crate::access::tokens::{self, MOST_DAYS, Token, TokenId};
use crate::ui::*;

use super::account::is_theirs;
use super::account_view::moment;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/account/tokens", Guard::SignedIn, list),
        post("/account/tokens", Guard::SignedIn, make),
        post("/account/tokens/:token/revoke", Guard::SignedIn, revoke),
    ]
}

async fn list(ask: Ask) -> Answer {
    show(&ask, &Filled::new().with("days", "90")).await
}

async fn show(ask: &Ask, f: &Filled) -> Answer {
    let mut tx = ask.read().await?;
    let tokens = tokens::list(&mut tx, ask.actor()?.person).await?;
    let page = page(&ask.seal(), &tokens, f);
    if f.is_good() { ask.show(page) } else { ask.refill(page, f) }
}

async fn make(mut ask: Ask) -> Answer {
    let mut f = ask.filled();
    let name = f.line("name", "what the token is for");
    let days = f.number("days", "how many days it lives", 1..=MOST_DAYS);
    // A token acts without a password for as long as it lives, so a screen left open must not be enough to make one (v5.0.0-7.5.3).
    let theirs = is_theirs(&ask, &mut f).await?;
    let (Some(name), Some(days), true) = (name, days, theirs) else { return show(&ask, &f).await };
    let mut tx = ask.write().await?;
    let word = tokens::make(&mut tx, ask.actor()?, &name, days).await?;
    tx.commit().await?;
    ask.show(made(&word))
}

async fn revoke(ask: Ask) -> Answer {
    let token: TokenId = ask.param("token")?;
    let mut tx = ask.write().await?;
    if !tokens::revoke(&mut tx, ask.actor()?, token).await? {
        return Err(Problem::NotThere);
    }
    tx.commit().await?;
    Ok(done("/account/tokens", "The token is revoked. Nothing can use it any more."))
}

fn page(seal: &Seal, tokens: &[Token], f: &Filled) -> Page {
    let revoke = |token: &Token| {
        let label = html! { button type="submit" class="d-link-button" { "Revoke" span class="govuk-visually-hidden" { " " (token.name) } } };
        button_form(seal, &format!("/account/tokens/{}/revoke", token.id), &label)
    };
    Page::new(
        "API tokens",
        html! {
            (heading("API tokens"))
            (para("With a token a program does over the API what you may do yourself, and no more. It loses what you lose."))
            (table("Your tokens", &["What for", "Made", "Ends", "Last used", ""]).when_empty("You have no tokens.").rows(tokens.iter().map(|token| vec![
                html! { (token.name) },
                html! { (moment(token.created_at)) },
                html! { (moment(token.expires_at)) },
                html! { @if let Some(at) = token.last_used_at { (moment(at)) } @else { "Never" } },
                revoke(token),
            ])))
            (section_heading("Make a token"))
            (form(seal, "/account/tokens", &html! {
                (text(f, "name", "What is it for?").hint("Such as \"Figures for the board\""))
                (number(f, "days", "How long does it live?").suffix("days").hint("A year at most"))
                (password(f, "password", "Your password", "current-password").hint("Whoever has a token can act for you, so you are asked again"))
                (button("Make it"))
            }))
        },
    )
    .back("/account")
    .wide()
}

fn made(word: &str) -> Page {
    Page::new(
        "The token is made",
        html! {
            (heading("The token is made"))
            (inset(&html! { p class="govuk-body" { code { (word) } } }))
            (warning("It is not shown again. Whoever has it can act for you: keep it as you keep a password."))
            p class="govuk-body" { (link("Back to your tokens", "/account/tokens")) }
        },
    )
}
