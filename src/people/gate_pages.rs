//! The second factor at the door: the code of the app, or a recovery code.

use crate::access::second_factor::{self, SecondFactorError};
use crate::access::sessions;
use crate::access::throttle::{self, Subject};
use crate::audit::{self, Deed};
use crate::ui::*;

pub(super) fn routes() -> Vec<Route> {
    vec![
        get("/sign-in/second-factor", Guard::SignedIn, code),
        post("/sign-in/second-factor", Guard::SignedIn, give_code),
        get("/sign-in/recovery", Guard::SignedIn, recovery),
        post("/sign-in/recovery", Guard::SignedIn, give_recovery),
    ]
}

/// What the second factor could not do, as a problem of the page.
pub(super) fn trouble(error: SecondFactorError) -> Problem {
    match error {
        SecondFactorError::Store(error) => error.into(),
        other @ (SecondFactorError::Keyring(_) | SecondFactorError::Damaged) => Problem::internal(other),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    App,
    Recovery,
}

async fn code(ask: Ask) -> Answer {
    if ask.session()?.second_factor_passed {
        return Ok(redirect("/"));
    }
    ask.show(page(&ask.seal(), Way::App, &Filled::new().with("next", ask.query("next"))))
}

async fn recovery(ask: Ask) -> Answer {
    if ask.session()?.second_factor_passed {
        return Ok(redirect("/"));
    }
    ask.show(page(&ask.seal(), Way::Recovery, &Filled::new()))
}

async fn give_code(ask: Ask) -> Answer {
    give(ask, Way::App).await
}

async fn give_recovery(ask: Ask) -> Answer {
    give(ask, Way::Recovery).await
}

async fn give(mut ask: Ask, way: Way) -> Answer {
    let mut f = ask.filled();
    let (person, by) = (ask.actor()?.person, ask.actor()?.doer("self", None));
    let typed = f.get("code").to_owned();
    let mut tx = ask.write().await?;
    let tried = match throttle::begin(&mut tx, &[Subject::SecondFactor(person)]).await? {
        Ok(tried) => tried,
        Err(wait) => return Err(Problem::TooOften(wait.to_string())),
    };
    let right = match way {
        Way::App => second_factor::check(&mut tx, &ask.app.keyring, person, &typed).await,
        Way::Recovery => second_factor::use_recovery_code(&mut tx, &ask.app.keyring, &by, person, &typed).await,
    };
    if right.map_err(trouble)? {
        throttle::succeeded(&mut tx, tried, Subject::SecondFactor(person)).await?;
        let word = sessions::renew(&mut tx, &ask.app.keyring, ask.session()?, true).await?;
        tx.commit().await?;
        let next = own_path(f.get("next"));
        let (to, told) = match way {
            Way::App => (next, None),
            Way::Recovery => {
                ("/account", Some("You used a recovery code up. If your telephone is lost, set the second factor up anew."))
            }
        };
        return Ok(Reply::Redirect { to: to.into(), told, session: Cookie::Set(word) });
    }
    // The failure stays counted.
    audit::record(&mut tx, &by, Deed::SignInRefused, serde_json::json!({ "second_factor": true })).await?;
    tx.commit().await?;
    f.wrong(
        "code",
        match way {
            Way::App => "The code is not right, or was used already. Wait for the next one that your app shows",
            Way::Recovery => "This is none of your recovery codes, or it was used already",
        },
    );
    ask.refill(page(&ask.seal(), way, &f), &f)
}

fn page(seal: &Seal, way: Way, f: &Filled) -> Page {
    match way {
        Way::App => Page::new(
            "Enter the code of your app",
            html! {
                (heading("Enter the code of your app"))
                (para("Open the authenticator app in which you keep the second factor of this service."))
                (form(seal, "/sign-in/second-factor", &html! {
                    (text(f, "code", "Six figures").width(10).autocomplete("one-time-code").not_spelled())
                    (hidden("next", f.get("next")))
                    (button("Go on"))
                }))
                p class="govuk-body" { (link("I cannot use the app", "/sign-in/recovery")) }
            },
        ),
        Way::Recovery => Page::new(
            "Enter a recovery code",
            html! {
                (heading("Enter a recovery code"))
                (para("You were given ten when you set the second factor up. Each works once."))
                (form(seal, "/sign-in/recovery", &html! {
                    (text(f, "code", "Recovery code").width(30).autocomplete("off").not_spelled())
                    (button("Go on"))
                }))
                (para("If you have no codes left, ask those who run dardr for your partnership."))
            },
        )
        .back("/sign-in/second-factor"),
    }
}
