//! Help pages that are drawn from the same data as what is enforced: the process under each legal basis, and who may do what.
//! Beside them the accessibility statement and the privacy notice.

mod statements;

use maud::{Markup, PreEscaped, Render as _, html};

use crate::access::right::{Object, Verb};
use crate::access::{Reach, may, print_matrix};
use crate::base::capital;
use crate::process::{Regime, Role, Stage, draw, print};
use crate::ui::{
    Answer, Ask, Guard, Page, Route, Table, bullets, details, get, heading, link, para, picture, section_heading, table,
};

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
            div class="d-drawn" { (picture(&format!("The process: {}", regime.label()), &PreEscaped(draw::svg(regime, None)), &html! { (moves) })) }
            (in_a_column(regime))
            (printed("The whole process as text, with its clocks and sources", &print::process(regime)))
        },
    );
    ask.show(page.crumb("Help", "/help").crumb("How a review proceeds", "/help/process").wide())
}

/// The drawing for a narrow screen, where it would be cut through its words: stage after stage, with the steps that lead on. The stylesheet
/// shows the one or the other.
fn in_a_column(regime: Regime) -> Markup {
    let all = print::moves(regime);
    let stages = Stage::ALL.iter().copied().filter(|stage| all.iter().any(|one| one.from == *stage));
    html! {
        ol class="d-column" aria-label="The stages in their order, each with the steps that lead on" {
            @for stage in stages {
                li class="d-column__stage" {
                    strong { (stage.label_in(regime)) }
                    ul class="d-column__steps" {
                        @for one in all.iter().filter(|one| one.from == stage && one.to != stage) {
                            li { (one.step.act.label()) " → " (one.to.label_in(regime)) }
                        }
                    }
                }
            }
        }
    }
}

async fn permissions(ask: Ask) -> Answer {
    let page = Page::new(
        "Who may see and do what",
        html! {
            (heading("Who may see and do what"))
            (para("What no cell allows is not allowed. Rights are held in a review, run out with the role, and fall away at once with a declared conflict that nothing mitigates."))
            @for role in Role::ALL.iter().copied().filter(|role| *role != Role::SysAdmin) {
                (details(role.label(), &rights_of(role).render()))
            }
            (para("A system administrator reaches no review. Somebody on the panel declares their interests first: before, they see no more than that the review is there, who sits on its panel and the names released to it."))
            (printed("The whole matrix as text", &print_matrix()))
        },
    );
    ask.show(page.crumb("Help", "/help").wide())
}

/// What somebody with this role may do, a room a line.
fn rights_of(role: Role) -> Table {
    let rows = Object::ALL.iter().filter_map(|object| {
        let words = reaches(role, *object);
        (!words.is_empty()).then(|| vec![html! { (object.label()) }, html! { (words) }])
    });
    table(format!("What they may see and do: {}", role.label()), &["What", "How far"]).quiet_caption().rows(rows)
}

/// How far a role reaches in a room: "Read and change everything", "Read what is released to them".
fn reaches(role: Role, object: Object) -> String {
    let mut parts: Vec<(Vec<&str>, Reach)> = Vec::new();
    for (verb, word) in [(Verb::See, "read"), (Verb::Edit, "change"), (Verb::Approve, "approve")] {
        let Some(reach) = may(role, object, verb) else { continue };
        match parts.iter_mut().find(|(_, known)| *known == reach) {
            Some((words, _)) => words.push(word),
            None => parts.push((vec![word], reach)),
        }
    }
    let said = parts.iter().map(|(words, reach)| match reach {
        Reach::All => format!("{} everything", words.join(" and ")),
        Reach::Released => format!("{} what is released to them", words.join(" and ")),
        Reach::Own => format!("{} what is their own or their agency’s", words.join(" and ")),
        Reach::Status => "see that it is there and how far it is".to_owned(),
    });
    capital(&said.collect::<Vec<_>>().join("; "))
}

fn printed(title: &str, text: &str) -> Markup {
    details(title, &html! { div class="d-printed" role="region" aria-label=(title) tabindex="0" { pre { (text) } } })
}
