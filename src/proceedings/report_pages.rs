//! The pages of reports that must be answered: how they look, what is asked, what is kept.

use chrono::NaiveDate;

use crate::access::right::{EditProceedings, Right, SeeProceedings};
use crate::parties::{Desk, look, work};
use crate::redaction::Labels;
use crate::ui::{
    Answer, Ask, Colour, Filled, Markup, Page, Problem, Seal, button, button_row, choices, date, day, done, form, hidden, html,
    link_button, para, radios, row, second_link_button, section_heading, summary_list, table, tag, text, textarea,
};

use super::to_answer::{self, NewReport, ReportId, ReportKind, ReportToAnswer};

pub(super) fn section<R: Right>(desk: &Desk<R>, all: &[ReportToAnswer], edits: bool) -> Markup {
    html! {
        (section_heading("Reports that must be answered"))
        (para("A coroner’s report to prevent future deaths is answered within 56 days of being sent; a report of the Domestic Abuse Commissioner under section 8 within 56 days beginning with the day of its publication. Each body that is addressed has a clock of its own."))
        (table("Reports that must be answered", &["Report", "Concerns", "Who must answer", "Answer by", "Answered", "Change"]).quiet_caption()
            .when_empty("No such report is known.")
            .rows(all.iter().map(|one| cells(desk, one, edits))))
        @if edits { (link_button("Record a report that must be answered", &desk.at("/proceedings/reports/new"))) }
    }
}

fn cells<R: Right>(desk: &Desk<R>, one: &ReportToAnswer, edits: bool) -> Vec<Markup> {
    let shown = |text: &str| desk.labels.show(text);
    let due = one.kind.due(one.issued_on);
    let late = due.is_some_and(|due| one.answered_on.unwrap_or_else(|| desk.tx.today()) > due);
    vec![
        html! { (one.reference) br; (one.kind.label()) br; span class="d-quiet" { (shown(&one.issued_by)) ", " (crate::base::within_a_sentence(one.kind.begins())) " " (day(one.issued_on)) } },
        html! { (shown(&one.concerns)) },
        html! { (shown(&one.addressed_to)) },
        html! { (due.map(day).unwrap_or_default()) },
        html! {
            @match one.answered_on {
                Some(on) => { (day(on)) @if late { " " (tag("Late", Colour::Yellow)) } br; (shown(&one.answer)) }
                None => @if late { (tag("Overdue", Colour::Red)) } @else { (tag("Open", Colour::Blue)) }
            }
        },
        html! { @if edits { a class="govuk-link" href=(desk.at(&format!("/proceedings/reports/{}", one.id))) { "Change" span class="govuk-visually-hidden" { " " (one.reference) } } } },
    ]
}

fn edit<R: Right>(desk: &Desk<R>, seal: &Seal, one: Option<&ReportToAnswer>, f: &Filled) -> Page {
    let to =
        desk.at(&one.map_or_else(|| "/proceedings/reports/new".to_owned(), |one| format!("/proceedings/reports/{}", one.id)));
    let version = f.version_seen(one.map_or(0, |one| one.version));
    let body = html! {
        @match one {
            Some(one) => (summary_list(&[row("Report", one.reference.as_str()), row("Whose", one.kind.label())])),
            None => (para("Record it once for each body that must answer: each has its own time, and its own answer.")),
        }
        (form(seal, &to, &html! {
            (hidden("version", version))
            @if one.is_none() { (radios(f, "kind", "Whose report is it?", choices(ReportKind::ALL, ReportKind::as_str, ReportKind::label))) }
            (text(f, "issued_by", "Who made it?").hint("For example: senior coroner for the area"))
            (text(f, "addressed_to", "Which body must answer?"))
            (date(f, "issued_on", "On which day was it sent, or published?").hint("A coroner’s report: the day on which it was sent. The Commissioner’s: the day of publication"))
            (textarea(f, "concerns", "What are its concerns, as far as they touch this review?").rows(4))
            (date(f, "answered_on", "Day of the answer").optional())
            (textarea(f, "answer", "What does the answer say?").rows(4).optional())
            (button_row(&html! { (button("Save")) (second_link_button("Cancel", &desk.at("/proceedings"))) }))
        }))
    };
    desk.inner("/proceedings", "A report that must be answered", &body)
}

/// The report as typed; `kind` is given when it cannot be changed any more.
fn typed(f: &mut Filled, kind: Option<ReportKind>, today: NaiveDate) -> Option<NewReport> {
    let kind = kind.or_else(|| f.one_of("kind", "whose report it is", ReportKind::ALL, ReportKind::as_str));
    let issued_by = f.line("issued_by", "who made it");
    let addressed_to = f.line("addressed_to", "which body must answer");
    let issued_on = f.past_date("issued_on", "the day on which it was sent or published", today);
    let concerns = f.prose("concerns", "its concerns");
    let answered_on = f.optional_date("answered_on", "the day of the answer");
    let answer = f.optional_prose("answer", "what the answer says");
    f.good()?;
    let new = NewReport {
        kind: kind?,
        issued_by: issued_by?,
        addressed_to: addressed_to?,
        concerns: concerns?,
        issued_on: issued_on?,
        answered_on: answered_on?,
        answer: answer?,
    };
    match new.wrong(today) {
        Some((field, sentence)) => {
            f.wrong(field, sentence);
            None
        }
        None => Some(new),
    }
}

fn begin(labels: &Labels, one: &ReportToAnswer) -> Filled {
    Filled::new()
        .with("issued_by", labels.show(&one.issued_by))
        .with("addressed_to", labels.show(&one.addressed_to))
        .with("concerns", labels.show(&one.concerns))
        .with_date("issued_on", Some(one.issued_on))
        .with_date("answered_on", one.answered_on)
        .with("answer", labels.show(&one.answer))
}

pub(super) async fn new(ask: Ask) -> Answer {
    let desk = look::<EditProceedings>(&ask).await?;
    ask.show(edit(&desk, &ask.seal(), None, &Filled::new()))
}

pub(super) async fn receive(mut ask: Ask) -> Answer {
    let mut desk = work::<EditProceedings>(&ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(new) = typed(&mut f, None, today) else {
        return ask.refill(edit(&desk, &ask.seal(), None, &f), &f);
    };
    to_answer::receive(&mut desk.tx, &ask.app.keyring, &desk.grant, &new).await?;
    let to = desk.at("/proceedings");
    desk.tx.commit().await?;
    Ok(done(to, "The report is recorded. Its clock runs."))
}

async fn found(desk: &mut Desk<EditProceedings>, ask: &Ask) -> Result<ReportToAnswer, Problem> {
    let id: ReportId = ask.param("report")?;
    let see = desk.also::<SeeProceedings>().await?;
    let all = to_answer::reports_to_answer(&mut desk.tx, &see).await?;
    all.into_iter().find(|one| one.id == id).ok_or(Problem::NotThere)
}

pub(super) async fn change(ask: Ask) -> Answer {
    let mut desk = look::<EditProceedings>(&ask).await?;
    let one = found(&mut desk, &ask).await?;
    let f = begin(&desk.labels, &one);
    ask.show(edit(&desk, &ask.seal(), Some(&one), &f))
}

pub(super) async fn save(mut ask: Ask) -> Answer {
    let mut desk = work::<EditProceedings>(&ask).await?;
    let one = found(&mut desk, &ask).await?;
    let (mut f, today) = (ask.filled(), desk.tx.today());
    let Some(new) = typed(&mut f, Some(one.kind), today) else {
        return ask.refill(edit(&desk, &ask.seal(), Some(&one), &f), &f);
    };
    to_answer::update(&mut desk.tx, &ask.app.keyring, &desk.grant, (one.id, f.version()), &new).await?;
    let to = desk.at("/proceedings");
    desk.tx.commit().await?;
    Ok(done(to, "The report is saved."))
}
