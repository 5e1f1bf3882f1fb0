//! Help pages that are drawn from the same data as what is enforced: the process under each legal basis, and who may do what.
//! Beside them the accessibility statement and the privacy notice.

mod statements;

use maud::{Markup, PreEscaped, html};

use crate::access::print_matrix;
use crate::process::{Regime, draw, print};
use crate::ui::{Answer, Ask, Guard, Page, Route, bullets, details, get, heading, link, para, picture, section_heading, table};

/// The help pages.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/help", Guard::SignedIn, index),
        get("/help/accessibility", Guard::Public, statements::accessibility),
        get("/help/privacy", Guard::Public, statements::privacy),
        get("/help/process", Guard::SignedIn, processes),
        get("/help/process/:regime", Guard::SignedIn, process),
        get("/help/permissions", Guard::SignedIn, permissions),
    ]
}

async fn index(ask: Ask) -> Answer {
    let page = Page::new(
        "Help",
        html! {
            (heading("Help"))
            (section_heading("How a review proceeds"))
            (bullets(regimes()))
            (section_heading("Who may do what"))
            (bullets([link("Who may see and do what", "/help/permissions")]))
            (section_heading("About this service"))
            (bullets([link("Accessibility statement", "/help/accessibility"), link("Privacy notice", "/help/privacy")]))
        },
    );
    ask.show(page)
}

fn regimes() -> impl Iterator<Item = Markup> {
    Regime::ALL.iter().map(|regime| link(regime.label(), &format!("/help/process/{}", regime.code())))
}

async fn processes(ask: Ask) -> Answer {
    let page = Page::new(
        "How a review proceeds",
        html! {
            (heading("How a review proceeds"))
            (para("A review follows the steps of its legal basis and keeps the basis that it was opened under. Each page draws the steps, who takes them, the clocks that run, and where each comes from."))
            (bullets(regimes()))
        },
    );
    ask.show(page.crumb("Help", "/help"))
}

async fn process(ask: Ask) -> Answer {
    let regime: Regime = ask.param("regime")?;
    let rows = print::moves(regime).into_iter().map(|one| {
        let by: Vec<&str> = one.step.by.iter().map(|role| role.label_in(regime)).collect();
        vec![
            html! { (one.from.label_in(regime)) },
            html! { (one.step.act.label()) },
            html! { (one.to.label_in(regime)) },
            html! { (by.join(", ")) },
            html! { @if let Some(source) = one.step.cited(regime) { (print::source(source)) } },
        ]
    });
    let moves = table("Steps that move a review on", &["From", "Step", "To", "Who", "Source"]).rows(rows).small();
    let title = format!("How a review proceeds: {}", regime.label());
    let page = Page::new(
        title.clone(),
        html! {
            (heading(&title))
            (para("This page is printed from the table that the program itself follows: what it says is what is enforced."))
            (picture(&format!("The process: {}", regime.label()), &PreEscaped(draw::svg(regime, None)), &html! { (moves) }))
            (printed("The whole process as text, with its clocks and sources", &print::process(regime)))
        },
    );
    ask.show(page.crumb("Help", "/help").crumb("How a review proceeds", "/help/process").wide())
}

async fn permissions(ask: Ask) -> Answer {
    let page = Page::new(
        "Who may see and do what",
        html! {
            (heading("Who may see and do what"))
            (para("What no cell allows is not allowed. Rights are held in a review, run out with the role, and fall away at once with a declared conflict that nothing mitigates."))
            div class="d-printed" role="region" aria-label="Permission matrix" tabindex="0" { pre { (print_matrix()) } }
        },
    );
    ask.show(page.crumb("Help", "/help").wide())
}

fn printed(title: &str, text: &str) -> Markup {
    details(title, &html! { div class="d-printed" role="region" aria-label=(title) tabindex="0" { pre { (text) } } })
}
