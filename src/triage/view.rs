//! The pages of the triage.

use std::collections::BTreeMap;

use super::questions::{COMMON, Question};
use super::store::{Answered, Tested};
use crate::access::Held;
use crate::base::{london_day, noun};
use crate::notification::view::codes;
use crate::parties::Person;
use crate::process::Regime;
use crate::process::scope::{Answer, Finding, Outcome, RegimeChoice, ScopeTests};
use crate::redaction::Labels;
use crate::reviews::{Front, room};
use crate::ui::asked::{draw, rows};
use crate::ui::*;

/// What the overview shows.
pub(super) struct Overview {
    pub(super) front: Front,
    pub(super) given: BTreeMap<Question, Answered>,
    pub(super) tested: Option<Tested>,
    pub(super) standing: (String, bool),
    pub(super) choice: RegimeChoice,
    pub(super) labels: Labels,
    pub(super) risk: Option<String>,
    pub(super) misfits: Vec<String>,
    pub(super) may_edit: bool,
}

/// That somebody is at risk now stands above everything.
fn risk(given: &BTreeMap<Question, Answered>, labels: &Labels, told: Option<&str>) -> Markup {
    let answer = given.get(&Question::T19);
    if let (None, Some(who)) = (answer, told) {
        return told_to_be_at_risk(who);
    }
    let Some(answer) = answer.filter(|answer| answer.known == Answer::Yes) else { return html! {} };
    let done = labels.show(answer.parts.get("risk_done"));
    banner(
        "Somebody is at immediate risk",
        &html! {
            @if done.is_empty() { (para("Nothing is recorded about what was done. Act first, then record it under T19.")) } @else { (prose(&done)) }
        },
    )
}

/// Who is at risk as the notification tells it, while nobody has said what was done.
fn told_to_be_at_risk(who: &str) -> Markup {
    banner(
        "The notification says that somebody is at risk now",
        &html! { (prose(who)) (para("Act first, then record under T19 what was done.")) },
    )
}

pub(super) fn overview(seen: &Overview, held: &[Held]) -> Page {
    let Overview { front, given, tested, standing, choice, labels, risk: told, misfits, may_edit } = seen;
    let at = |question: Question| format!("/reviews/{}/triage/{question}", front.id);
    let tasks: Vec<Task> = Question::ALL
        .iter()
        .map(|question| {
            let status = if given.contains_key(question) { Status::Completed } else { Status::NotStarted };
            let one = task(format!("{question} {}", question.spec().title), at(*question), status);
            match given.get(question) {
                Some(answer) => one.hint(format!("{} · {}, {}", answer.known.label(), answer.by, day(london_day(answer.at)))),
                None => one,
            }
        })
        .collect();
    let inside = html! {
        (risk(given, labels, told.as_deref()))
        @for sentence in misfits { (warning(sentence)) }
        @match tested {
            Some(tested) => { (section_heading("Both scope tests")) (tests_side_by_side(&tested.tests, front.regime)) },
            None => (para("Both scope tests are evaluated as soon as a question is answered.")),
        }
        (basis_card(front, (&labels.show(&standing.0), standing.1), choice, *may_edit))
        (section_heading("Twenty questions"))
        (para(&format!("{} of 20 {} answered. “Not known” is an answer.", given.len(), noun(&given.len(), "is", "are"))))
        @if *may_edit { (task_list("questions", &tasks)) }
        @if !given.is_empty() {
            (details("All answers with their evidence", &html! { @for (question, answer) in given { (answer_card(*question, answer, labels)) } }))
        }
    };
    room(front, held, "/triage", "Triage", &inside)
}

fn basis_card(front: &Front, (reason, confirmed): (&str, bool), choice: &RegimeChoice, may_edit: bool) -> Markup {
    let at = format!("/reviews/{}/triage/regime", front.id);
    let actions = if may_edit { vec![(if confirmed { "Change" } else { "Confirm" }, at)] } else { Vec::new() };
    let state = if confirmed { tag("Confirmed", Colour::Green) } else { tag("To be confirmed", Colour::Yellow) };
    summary_card(
        "Legal basis",
        &actions,
        &[
            row("Legal basis", html! { (front.regime.label()) " " (state) }),
            row("Reason", reason),
            row(
                "What the dates lead to",
                html! { (choice.regime.label()) ". " (choice.reason) @if !choice.settled { " Not settled yet." } },
            ),
            row("What it is called here", front.display_term.as_str()),
        ],
    )
}

/// One answer with its evidence.
pub(crate) fn answer_card(question: Question, answer: &Answered, labels: &Labels) -> Markup {
    let spec = question.spec();
    let mut all = vec![row(spec.ask, answer.known.label())];
    all.extend(rows(&answer.parts, spec.parts, |words| labels.show(words)));
    all.extend(rows(&answer.parts, COMMON, |words| labels.show(words)));
    summary_card(&format!("{question} {}", spec.title), &[], &all)
}

fn colour(outcome: Outcome) -> Colour {
    match outcome {
        Outcome::Yes => Colour::Green,
        Outcome::Arguable | Outcome::Consider => Colour::Yellow,
        Outcome::AskHomeOffice => Colour::Purple,
        Outcome::No => Colour::Grey,
    }
}

/// How the test of section 8A is headed in a case of this legal basis. Where another is the law, what it says is for information: no page
/// says that a test was met under law that was not in force.
#[must_use]
pub const fn section_8a(regime: Regime) -> &'static str {
    match regime {
        Regime::DardrS8a => "Section 8A",
        Regime::DhrS9 | Regime::SusrDhr | Regime::Nonstat => "Section 8A (not in force for this case; for information)",
    }
}

/// Both tests with their reasons, and what else to think of. They help to decide; they decide nothing.
#[must_use]
pub fn tests_side_by_side(tests: &ScopeTests, regime: Regime) -> Markup {
    let cell =
        |finding: &Finding| html! { (tag(finding.outcome.label(), colour(finding.outcome))) (bullets(finding.reasons.iter())) };
    html! {
        (table("Both scope tests", &["Test", "Section 9", section_8a(regime)]).quiet_caption().row([html! { "What the answers amount to" }, cell(&tests.s9), cell(&tests.s8a)]))
        @if !tests.also.is_empty() {
            (inset(&html! {
                (para("Also consider:"))
                (bullets(tests.also.iter().map(|review| review.label())))
            }))
        }
        @for sentence in &tests.advice { (warning(sentence)) }
    }
}

pub(super) fn question(
    seal: &Seal,
    front: &Front,
    question: Question,
    people: &[Person],
    f: &Filled,
    (begun, risk): (bool, Option<String>),
) -> Page {
    let spec = question.spec();
    let title = format!("{question} {}", spec.title);
    let base = format!("/reviews/{}/triage", front.id);
    Page::new(
        title.clone(),
        html! {
            (heading_in(&front.reference, &title))
            @if let Some(who) = &risk { (told_to_be_at_risk(who)) }
            @if begun { (inset(&para("Some of this comes from the notification. Check it."))) }
            @if question == Question::T8 { (warning("The absence of a police record is no reason not to review.")) }
            (form(seal, &format!("{base}/{question}"), &html! {
                (hidden("version", f.version()))
                (draw(f, &std::iter::once(question.known()).chain(spec.parts.iter().copied()).collect::<Vec<_>>()))
                (draw(f, COMMON))
                (button_row(&html! { (button("Save and continue")) (link("Back to the triage", &base)) }))
            }))
            (codes(people))
        },
    )
    .about(&front.reference)
    .back(base)
}

pub(super) fn regime(seal: &Seal, front: &Front, choice: &RegimeChoice, f: &Filled) -> Page {
    let base = format!("/reviews/{}/triage", front.id);
    Page::new("Legal basis", html! {
        (heading_in(&front.reference, "Confirm the legal basis"))
        (inset(&html! { p class="govuk-body" { "The dates lead to: " strong { (choice.regime.label()) } ". " (choice.reason) } }))
        (para("The legal basis is kept for the life of the review. What you call the review is a separate matter and changes nothing in law."))
        (form(seal, &format!("{base}/regime"), &html! {
            (hidden("version", f.version()))
            (radios(f, "regime", "Legal basis", choices(Regime::ALL, Regime::code, Regime::label)).size(Size::Small))
            (textarea(f, "reason", "Reason"))
            (text(f, "display_term", "What the review is called here").hint("For example, domestic abuse related death review").width(30))
            (button_row(&html! { (button("Confirm")) (link("Cancel", &base)) }))
        }))
    })
    .about(&front.reference)
    .back(base)
}
