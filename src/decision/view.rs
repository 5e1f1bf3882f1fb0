//! The pages of the decision.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::after::{Direction, Scrutinised};
use super::directed;
use super::questions::{Outcome, Part};
use super::record::{Record, missing};
use crate::access::Held;
use crate::base::{counted, within_a_sentence};
use crate::consultation::{Consultee, table_of};
use crate::notification::view::codes;
use crate::notification::{Account, Section, Whom};
use crate::parties::Person;
use crate::proceedings::Proceeding;
use crate::process::Regime;
use crate::process::scope::RegimeChoice;
use crate::redaction::Labels;
use crate::reviews::{Front, room};
use crate::triage::{Answered, Question, Tested, section_8a, tests_side_by_side};
use crate::ui::asked::{Asked, Sheet, draw, rows};
use crate::ui::*;

/// Everything that the briefing is made of.
pub(super) struct Briefing {
    pub(super) front: Front,
    pub(super) account: Option<Account>,
    pub(super) answers: BTreeMap<Question, Answered>,
    pub(super) tested: Option<Tested>,
    pub(super) consultees: Vec<Consultee>,
    pub(super) parallel: Vec<Proceeding>,
    pub(super) records: Vec<Record>,
    pub(super) scrutinies: Vec<Scrutinised>,
    pub(super) directions: Vec<Direction>,
    pub(super) labels: Labels,
    pub(super) today: NaiveDate,
    /// Whether the reader releases the record to the panel.
    pub(super) releases: bool,
    /// Whether the reader takes the steps that may follow a decision.
    pub(super) steps: bool,
}

pub(super) fn briefing(seen: &Briefing, held: &[Held]) -> Page {
    let front = &seen.front;
    let base = format!("/reviews/{}", front.id);
    let inside = html! {
        (made(seen))
        (link_button("The decision record", &format!("{base}/decision/record")))
        @if seen.releases { p class="govuk-body" { (link("Release to the panel", &format!("{base}/decision/released"))) } }
        (section_heading("The facts"))
        @if let Some(account) = &seen.account { (facts(account, &seen.labels)) }
        (section_heading("Both scope tests"))
        @match &seen.tested {
            Some(tested) => (tests_side_by_side(&tested.tests, front.regime)),
            None => (para("No triage question is answered yet.")),
        }
        (section_heading("Triage"))
        (triage_table(&seen.answers, &seen.labels))
        (section_heading("Consultation"))
        (table_of(front.stage, &seen.consultees, &seen.labels, seen.today))
        (learning(&seen.consultees, &seen.labels))
        (section_heading("Parallel reviews and proceedings"))
        (beside(seen, &base))
        (section_heading("Options and what follows from each"))
        (options())
        (section_heading("Equality"))
        (para("Consider for the person who died, the person alleged and the children: the nine protected characteristics, immigration status, language, and barriers to reaching services. Say in the record what was considered and what is not known."))
    };
    room(front, held, "/decision", "Decision briefing", &inside)
}

/// What runs beside: as it is on record now, and as the notification said it, which may be all that is known yet.
fn beside(seen: &Briefing, base: &str) -> Markup {
    let all: Vec<String> =
        seen.parallel.iter().map(|one| format!("{}: {}", one.kind.label(), within_a_sentence(one.state.label()))).collect();
    let told = seen.account.as_ref().map(|account| notified(account, &seen.labels)).unwrap_or_default();
    html! {
        @if all.is_empty() && told.is_empty() { (para("None is recorded, and the notification speaks of none.")) }
        @if !all.is_empty() { (bullets(all)) }
        @if !told.is_empty() {
            @if seen.parallel.is_empty() { (para("None is recorded as a proceeding yet. The notification says:")) }
            @else { (para("The notification said:")) }
            (summary_list(&told))
        }
        p class="govuk-body" { (link("Parallel reviews and proceedings", &format!("{base}/proceedings"))) }
    }
}

/// What the notification says of the coroner, of the criminal courts and of other reviews; answers that were left empty say nothing.
fn notified(account: &Account, labels: &Labels) -> Vec<Row> {
    let people = account.sections().into_iter().filter(|one| matches!(one, Section::Person(Whom::Alleged, _)));
    let status = people.map(|section| {
        let sheet = account.sheet(section);
        let of = rows_of(section, &sheet, &["criminal", "custody"], labels);
        (labels.of(sheet.get("code")).unwrap_or(sheet.get("code")).to_owned(), of)
    });
    let mut all: Vec<Row> = Vec::new();
    for (who, of) in status {
        all.extend(of.into_iter().map(|(label, words)| row(format!("{who}: {}", within_a_sentence(label)), words)));
    }
    let next = ["coroner_opened", "coroner_area", "coroner_next", "court_next", "court"];
    for (section, only) in [(Section::Next, next.as_slice()), (Section::Risk, &["referrals"])] {
        all.extend(rows_of(section, &account.sheet(section), only, labels).into_iter().map(|(label, words)| row(label, words)));
    }
    all
}

/// The answers to some questions of a page, with their labels; without those that were left empty.
fn rows_of(section: Section, sheet: &Sheet, only: &[&str], labels: &Labels) -> Vec<(&'static str, String)> {
    let asked = section.questions().iter().filter(|asked| only.contains(&asked.name));
    asked.map(|asked| (asked.label, labels.show(&sheet.words(asked)))).filter(|(_, words)| !words.is_empty()).collect()
}

fn facts(account: &Account, labels: &Labels) -> Markup {
    let card = |section: Section, only: &[&str]| {
        let questions: Vec<Asked> = section.questions().iter().filter(|asked| only.contains(&asked.name)).copied().collect();
        rows(&account.sheet(section), &questions, |words| labels.show(words))
    };
    let mut all = card(Section::Death, &["died", "incident", "manner", "place_kind", "facts"]);
    all.extend(card(Section::Told, &["received", "attention", "source"]));
    all.extend(lag(account).map(|days| row("From the death to its coming to attention", counted(days, "day", "days"))));
    all.extend(card(Section::History, &["abuse_recent", "abuse_ever", "marac", "marac_dates", "grade"]));
    // What only some notifications speak of has a row where it is said.
    let more = rows_of(Section::History, &account.sheet(Section::History), &["signs", "signs_more"], labels);
    all.extend(more.into_iter().map(|(label, words)| row(label, words)));
    all.extend(card(Section::Risk, &["at_risk", "at_risk_who", "safeguarding"]));
    summary_list(&all)
}

/// How many days passed between the death and its coming to the partnership's attention.
fn lag(account: &Account) -> Option<i64> {
    let (died, known) = (account.sheet(Section::Death).day("died")?, account.sheet(Section::Told).day("attention")?);
    Some((known - died).num_days())
}

fn triage_table(answers: &BTreeMap<Question, Answered>, labels: &Labels) -> Markup {
    let mut out = table("Triage answers", &["Question", "Answer", "Evidence", "Source"])
        .quiet_caption()
        .when_empty("No question is answered yet.");
    let killed = answers.get(&Question::T1).is_some_and(|manner| manner.parts.is("manner", "killed"));
    // What is asked of other deaths reads as a finding where somebody was killed.
    for (question, answer) in answers.iter().filter(|(question, _)| !(killed && **question == Question::T8)) {
        out = out.row([
            html! { (question) " " (question.spec().title) },
            answered(*question, answer, labels),
            html! { (labels.show(answer.parts.get("evidence"))) },
            html! { (labels.show(answer.parts.get("source"))) },
        ]);
    }
    html! { (out) }
}

/// What was answered: yes or no, and under it what else the question asks and was told.
fn answered(question: Question, answer: &Answered, labels: &Labels) -> Markup {
    let said = question
        .spec()
        .parts
        .iter()
        .map(|asked| (asked.label, labels.show(&answer.parts.words(asked))))
        .filter(|(_, words)| !words.is_empty());
    html! {
        (answer.known.label())
        @for (label, words) in said { br; span class="d-quiet" { (label) @if !label.ends_with('?') { ":" } } " " (words) }
    }
}

fn learning(consultees: &[Consultee], labels: &Labels) -> Markup {
    let said: Vec<String> = consultees
        .iter()
        .filter(|one| !one.sheet.get("learning").is_empty())
        .map(|one| format!("{}: {}", one.body, labels.show(one.sheet.get("learning"))))
        .collect();
    html! { @if !said.is_empty() { (small_heading("Immediate learning")) (bullets(said)) } }
}

fn options() -> Markup {
    let rows: [(Outcome, &str); 6] = [
        (
            Outcome::Review,
            "The report is due six months after the decision. Family, Home Office and Commissioner are told; a chair is appointed.",
        ),
        (Outcome::JointReview, "As for a review, with one plan and one contact for the family across the reviews."),
        (Outcome::OtherStatutory, "The death is referred. The Home Office is told why, and looks at the decision."),
        (
            Outcome::LocalLearning,
            "Local learning without the Home Office’s quality assurance. The Home Office is told why, and looks at the decision.",
        ),
        (
            Outcome::NoReview,
            "The Home Office looks at the reasons and can ask to reconsider; the Secretary of State can direct a review. The family is told how to challenge it.",
        ),
        (Outcome::Deferred, "Nothing is decided. The month from coming to attention goes on and is not moved."),
    ];
    let mut out = table("Options", &["Option", "What follows"]).quiet_caption();
    for (outcome, follows) in rows {
        out = out.row([html! { (outcome.label()) }, html! { (follows) }]);
    }
    html! { (out) }
}

fn made(seen: &Briefing) -> Markup {
    let base = format!("/reviews/{}/decision", seen.front.id);
    html! {
        @for record in seen.records.iter().filter(|record| !record.is_open()) { (record_card(record, &seen.labels, seen.front.regime)) }
        @for one in &seen.directions {
            (directed::card(one, &seen.labels))
            @if seen.steps && one.missing { p class="govuk-body" { (link("Say how it takes part", &format!("{base}/direction/{}", one.id))) } }
        }
        @if !seen.scrutinies.is_empty() {
            (small_heading("The Home Office’s scrutiny"))
            (bullets(seen.scrutinies.iter().map(|one| format!("{}: {}. {} ({})", day(one.on_date), one.status.label(), seen.labels.show(&one.note), one.recorded_by_name))))
        }
        @if seen.steps && seen.records.iter().any(|record| !record.is_open()) {
            ul class="govuk-list" {
                li { (link("Record what the Home Office says", &format!("{base}/scrutiny"))) }
                li { (link("Record a direction", &format!("{base}/direction"))) }
                li { (link("Reopen the decision", &format!("{base}/reopen"))) }
            }
        }
    }
}

/// The signed records, for who reads what was released.
pub(super) fn released(front: &Front, records: &[Record], labels: &Labels, held: &[Held]) -> Page {
    let inside = html! {
        @for record in records.iter().filter(|record| !record.is_open()) { (record_card(record, labels, front.regime)) }
    };
    room(front, held, "/decision", "Decision", &inside)
}

fn record_card(record: &Record, labels: &Labels, regime: Regime) -> Markup {
    let state = if record.superseded_by.is_some() { tag("Superseded", Colour::Grey) } else { tag("In force", Colour::Green) };
    let mut all = vec![
        row("Decided", record.outcome.map(Outcome::label).unwrap_or_default()),
        row("Standing", state),
        row("Signed by", record.signed_name.as_str()),
    ];
    if let Some(tests) = &record.tests {
        all.push(row(
            "Scope tests then",
            format!("Section 9: {}. {}: {}.", tests.0.s9.outcome.label(), section_8a(regime), tests.0.s8a.outcome.label()),
        ));
    }
    for part in Part::ALL {
        all.extend(rows(&record.sheet(*part), part.questions(), |words| labels.show(words)));
    }
    summary_card(&format!("Decision {}", record.number), &[], &all)
}

/// What the page of the record shows.
pub(super) struct Recorded<'a> {
    pub(super) front: &'a Front,
    pub(super) latest: Option<&'a Record>,
    pub(super) labels: &'a Labels,
    /// The legal basis to which this decision, by its day, moves the review.
    pub(super) other: Option<RegimeChoice>,
    pub(super) today: NaiveDate,
}

pub(super) fn record(seal: &Seal, seen: &Recorded<'_>, (decides, prepares): (bool, bool)) -> Page {
    let Recorded { front, latest, labels, today, .. } = *seen;
    let open = latest.filter(|one| one.is_open());
    // A decision that stands wants no new record, until it is reopened.
    let stands = latest.filter(|one| !one.is_open() && !front.stage.is_undecided());
    let base = format!("/reviews/{}/decision", front.id);
    let tasks: Vec<Task> = Part::ALL
        .iter()
        .map(|part| {
            let status = match open {
                Some(open) if open.is_complete(*part, today) => Status::Completed,
                Some(open) if !open.sheet(*part).is_empty() => Status::InProgress,
                Some(_) | None => Status::NotStarted,
            };
            task(part.label(), format!("{base}/record/{part}"), status)
        })
        .collect();
    let ready = open.filter(|open| open.is_ready(today));
    Page::new("Decision record", html! {
        (heading_in(&front.reference, "Decision record"))
        @if prepares && stands.is_none() { (task_list("record", &tasks)) }
        @if let Some(open) = open {
            @for part in Part::ALL.iter().filter(|part| !open.sheet(**part).is_empty()) {
                (summary_card(part.label(), &[], &rows(&open.sheet(*part), part.questions(), |words| labels.show(words))))
            }
        } @else if let Some(signed) = stands {
            p class="govuk-body" {
                "Decision " (signed.number) " was signed by " (signed.signed_name.as_str()) " and stands. It is kept, with any before it, on "
                (link("the page of the decision", &base)) ". To decide again, the decision is reopened there first."
            }
        } @else if let Some(signed) = latest {
            (para(&format!("Decision {} is signed. Nothing of a new record is prepared yet: the coordinator prepares it, and the chair of the partnership decides.", signed.number)))
        } @else {
            (para("Nothing is prepared yet. The coordinator prepares the record; the chair of the partnership decides."))
        }
        @if let Some(choice) = &seen.other {
            (inset(&para(&format!("{} When this decision is signed, the legal basis becomes: {}.", choice.reason, choice.regime.label()))))
        }
        @match (ready, decides) {
            (Some(open), true) => {
                (section_heading("Decide"))
                (para("By signing you make this decision for the partnership. The record cannot be changed afterwards; a new one can supersede it."))
                (form(seal, &format!("{base}/sign"), &html! {
                    (hidden("version", front.version))
                    (hidden("record", open.version))
                    (button_row(&button("Sign and decide")))
                }))
            }
            (Some(_), false) => (inset(&para("The record is complete and waits for the chair of the partnership to decide."))),
            (None, true | false) if stands.is_some() => {}
            (None, true | false) => (unready(&base, open, prepares, today)),
        }
    })
    .about(&front.reference)
    .back(base)
}

/// Which pages keep the record from being signed, and what is missing on each.
fn unready(base: &str, open: Option<&Record>, prepares: bool, today: NaiveDate) -> Markup {
    let missing = missing(open, today);
    html! {
        (section_heading("What is missing"))
        (para("The decision can be signed when these pages are complete."))
        @for (part, sentences) in &missing {
            p class="govuk-body govuk-!-margin-bottom-1" {
                @if prepares { (link(part.label(), &format!("{base}/record/{part}"))) } @else { strong { (part.label()) } }
            }
            (bullets(sentences.iter()))
        }
        @if !prepares { (para("The coordinator fills the pages.")) }
    }
}

pub(super) fn part(seal: &Seal, front: &Front, part: Part, people: &[Person], f: &Filled) -> Page {
    let base = format!("/reviews/{}/decision/record", front.id);
    page(
        seal,
        front,
        (part.label(), "Save and continue"),
        (&format!("{base}/{part}"), &base),
        part.questions(),
        f,
        &codes(people),
    )
}

pub(super) fn reopening(seal: &Seal, front: &Front, questions: &[Asked], f: &Filled) -> Page {
    let base = format!("/reviews/{}/decision", front.id);
    let more =
        warning("The decision in force stays on record until another supersedes it. A new clock starts with the new decision.");
    page(seal, front, ("Reopen the decision", "Reopen"), (&format!("{base}/reopen"), &base), questions, f, &more)
}

pub(super) fn direction(seal: &Seal, front: &Front, questions: &[Asked], f: &Filled) -> Page {
    let base = format!("/reviews/{}/decision", front.id);
    let more = inset(&para(
        "A body that is directed to take part is to be invited to the panel. Until it sits there or has sent its return, it stands among the tasks of the review from setting up on: the terms are not agreed, and the report is not sent for sign-off.",
    ));
    page(
        seal,
        front,
        ("Direction by the Secretary of State", "Record the direction"),
        (&format!("{base}/direction"), &base),
        questions,
        f,
        &more,
    )
}

pub(super) fn scrutiny(seal: &Seal, front: &Front, questions: &[Asked], f: &Filled) -> Page {
    let base = format!("/reviews/{}/decision", front.id);
    page(seal, front, ("What the Home Office says", "Record"), (&format!("{base}/scrutiny"), &base), questions, f, &html! {})
}

fn page(
    seal: &Seal,
    front: &Front,
    (title, act): (&str, &str),
    (at, back): (&str, &str),
    questions: &[Asked],
    f: &Filled,
    more: &Markup,
) -> Page {
    Page::new(
        title,
        html! {
            (heading_in(&front.reference, title))
            (more)
            (form(seal, at, &html! {
                (hidden("version", f.version()))
                (draw(f, questions))
                (button_row(&html! { (button(act)) (link("Cancel", back)) }))
            }))
        },
    )
    .about(&front.reference)
    .back(back)
}
