//! Terms of reference as people type them, parsed.

use chrono::NaiveDate;

use crate::base::Prose;
use crate::redaction::Labels;
use crate::ui::Filled;

use super::{BANK, KeyLine, NewKeyLine, NewTerms, Terms, suggestion};

/// The fields of many lines that may be left empty: name, and how a sentence names it.
pub(super) const FIELDS: [(&str, &str); 13] = [
    ("areas", "the areas"),
    ("agencies", "the agencies"),
    ("family_questions", "the family’s questions"),
    ("equality", "equality and diversity"),
    ("experts", "experts and research"),
    ("parallel", "reviews and proceedings beside"),
    ("contact_plan", "the plan for contact"),
    ("media", "media and communications"),
    ("legal", "legal advice"),
    ("disclosure", "disclosure"),
    ("timetable", "the timetable"),
    ("dissent", "who disagrees"),
    ("changes", "what is different"),
];

/// The terms. What the form showed as a pseudonym is tied to its reference again when it is kept.
pub(super) fn terms(f: &mut Filled, today: NaiveDate) -> Option<NewTerms> {
    let purpose = f.prose("purpose", "what the review is for");
    let from = f.date("period_from", "the beginning of the period");
    let to = f.date("period_to", "the end of the period");
    let why = f.prose("period_why", "why this period");
    let mut lines = chosen(f);
    lines.extend(own(f));
    let mut rest = Vec::new();
    for (name, what) in FIELDS {
        rest.push(f.optional_prose(name, what));
    }
    let panel = f.optional_date("panel_agreed_on", "the day on which the panel agreed");
    f.good()?;
    let mut rest = rest.into_iter().map(Option::flatten);
    let mut next = || rest.next().flatten();
    let new = NewTerms {
        areas: next(),
        agencies: next(),
        family_questions: next(),
        equality: next(),
        experts: next(),
        parallel: next(),
        contact_plan: next(),
        media: next(),
        legal: next(),
        disclosure: next(),
        timetable: next(),
        dissent: next(),
        changes: next(),
        panel_agreed_on: panel?,
        ..NewTerms::new(purpose?, (from?, to?), why?, lines)
    };
    if let Some((field, sentence)) = new.wrong(today) {
        f.wrong_at(field, field, sentence);
        return None;
    }
    Some(new)
}

/// The suggestions that were ticked, in the words of the bank.
fn chosen(f: &Filled) -> Vec<NewKeyLine> {
    let ticked = BANK.iter().filter(|one| f.has("bank", one.code));
    ticked.filter_map(|one| Some(NewKeyLine { question: Prose::parse(one.question).ok()?, bank: Some(one.code) })).collect()
}

/// The review's own questions, one a paragraph.
fn own(f: &mut Filled) -> Vec<NewKeyLine> {
    let typed = f.get("own").to_owned();
    let paragraphs = typed.split("\n\n").filter(|one| !one.trim().is_empty());
    let mut found = Vec::new();
    for one in paragraphs {
        match Prose::parse(one) {
            Ok(question) => found.push(NewKeyLine { question, bank: None }),
            Err(_) => f.wrong("own", "Each question must have 200,000 characters or fewer"),
        }
    }
    found
}

/// The form as the newest version begins the next one.
pub(super) fn begin(labels: &Labels, terms: &Terms, lines: &[KeyLine]) -> Filled {
    let mut f = Filled::new()
        .with("purpose", labels.show(&terms.purpose))
        .with_date("period_from", Some(terms.period_from))
        .with_date("period_to", Some(terms.period_to))
        .with("period_why", labels.show(&terms.period_why));
    for (name, text) in texts(terms) {
        if name != "changes" {
            f = f.with(name, labels.show(text));
        }
    }
    // A suggestion whose words were changed is one of the review's own.
    let (bank, own): (Vec<_>, Vec<_>) =
        lines.iter().partition(|line| suggestion(&line.bank).is_some_and(|one| one.question == line.question));
    for line in bank {
        f = f.with("bank", line.bank.as_str());
    }
    f.with("own", own.iter().map(|line| labels.show(&line.question)).collect::<Vec<_>>().join("\n\n"))
}

/// The texts of a version by the names of their fields.
pub(super) fn texts(terms: &Terms) -> [(&'static str, &str); 13] {
    [
        ("areas", &terms.areas),
        ("agencies", &terms.agencies),
        ("family_questions", &terms.family_questions),
        ("equality", &terms.equality),
        ("experts", &terms.experts),
        ("parallel", &terms.parallel),
        ("contact_plan", &terms.contact_plan),
        ("media", &terms.media),
        ("legal", &terms.legal),
        ("disclosure", &terms.disclosure),
        ("timetable", &terms.timetable),
        ("dissent", &terms.dissent),
        ("changes", &terms.changes),
    ]
}
