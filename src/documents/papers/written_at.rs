//! Where the words of a paper that was stopped are written, so that whoever changes them finds the page.

use maud::{Markup, html};

use crate::redaction::{Hit, squeezed};
use crate::ui::{bullets, link, para};

use super::gather::Gathered;

/// Letters and figures below which words stand in too many texts to say which.
const SHORT: usize = 3;
/// Texts beyond which the same words say nothing of where they stand.
const MANY: usize = 6;

/// A text that papers print, and the page on which it is written.
struct Origin {
    called: String,
    page: String,
    /// Its letters and figures, as a paper shows them.
    words: String,
}

/// Every text of a review that papers print.
pub(super) struct Origins(Vec<Origin>);

impl Origins {
    pub(super) fn of(of: &Gathered) -> Self {
        let base = format!("/reviews/{}", of.front.id);
        let one = |called: String, page: String, texts: &[&str]| {
            let shown = of.show(&texts.join("\n"));
            Origin { called, page: format!("{base}{page}"), words: letters(&shown) }
        };
        let mut all = Vec::new();
        for row in &of.sections {
            let section = row.section;
            all.push(one(format!("Report: {}", section.label()), format!("/report/{}", section.as_str()), &[row.body.as_str()]));
        }
        for row in &of.recommended {
            let texts = [&row.body, &row.rationale, &row.measure, &row.evidence, &row.outcome, &row.ended_words];
            let told = of.told.get(&row.id).into_iter().flatten().map(|one| &one.said);
            let plain = [&row.lead_words, &row.support, &row.oversight, &row.when_words, &row.priority, &row.source_ref];
            let texts: Vec<&str> =
                texts.into_iter().chain(told).map(|text| text.as_str()).chain(plain.map(String::as_str)).collect();
            all.push(one(format!("Recommendation {}", row.reference), format!("/recommendations/{}", row.id), &texts));
        }
        if let Some((_, passage)) = &of.letter {
            all.push(one("Submission: the Home Office’s letter".to_owned(), "/submission".to_owned(), &[passage.as_str()]));
        }
        if let Some((terms, lines)) = &of.terms {
            let own = [
                &terms.purpose,
                &terms.period_why,
                &terms.areas,
                &terms.agencies,
                &terms.family_questions,
                &terms.equality,
                &terms.experts,
                &terms.parallel,
                &terms.contact_plan,
                &terms.media,
                &terms.legal,
                &terms.disclosure,
                &terms.timetable,
                &terms.dissent,
                &terms.changes,
            ];
            let texts: Vec<&str> = own.into_iter().chain(lines.iter().map(|line| &line.question)).map(String::as_str).collect();
            all.push(one("Terms of reference".to_owned(), "/terms".to_owned(), &texts));
        }
        let sits = of.panel.iter().flat_map(|one| [&one.name, &one.job_title, &one.agency, &one.declaration]);
        let sits: Vec<&str> = sits.chain(of.appointments.iter().map(|one| &one.name)).map(String::as_str).collect();
        all.push(one("Panel".to_owned(), "/panel".to_owned(), &sits));
        let beside =
            of.proceedings.iter().flat_map(|one| [&one.reference, &one.led_by, &one.matter, &one.next_what, &one.outcome]);
        all.push(one("Proceedings".to_owned(), "/proceedings".to_owned(), &beside.map(String::as_str).collect::<Vec<_>>()));
        Self(all)
    }

    /// The texts in which this stands: with the words around it, or else by itself.
    fn at(&self, hit: &Hit) -> Vec<&Origin> {
        let holds = |words: String| -> Vec<&Origin> {
            if words.chars().count() < SHORT {
                return Vec::new();
            }
            self.0.iter().filter(|one| one.words.contains(&words)).collect()
        };
        let around = holds(letters(&hit.passage));
        let found = if around.is_empty() { holds(letters(&hit.found)) } else { around };
        if found.len() > MANY { Vec::new() } else { found }
    }

    /// Links to the texts in which this stands.
    pub(super) fn links(&self, hit: &Hit) -> Markup {
        let at = self.at(hit);
        html! {
            @for (n, one) in at.iter().enumerate() {
                @if n > 0 { br; }
                (link(&one.called, &one.page))
            }
            @if at.is_empty() { "Not known" }
        }
    }

    /// Where texts of papers are written, if of any of these it is not known.
    pub(super) fn elsewhere(&self, front: &crate::reviews::Front, hits: &[Hit]) -> Markup {
        if hits.iter().all(|hit| !self.at(hit).is_empty()) {
            return html! {};
        }
        let base = format!("/reviews/{}", front.id);
        let pages = [
            ("The sections of the report", "/report"),
            ("Recommendations, and the plan with them", "/recommendations"),
            ("The terms of reference", "/terms"),
            ("The panel", "/panel"),
            ("Proceedings", "/proceedings"),
            ("The words of the Home Office’s letter, under Submission", "/submission"),
            ("What the police told, for letters and notices", "/notification"),
            ("The decision and its reasons", "/decision"),
        ];
        html! {
            (para("Where it is not known, the words come from one of these, from the form of the paper itself, or from the partnership’s letterhead:"))
            (bullets(pages.iter().map(|(called, page)| link(called, &format!("{base}{page}")))))
        }
    }
}

fn letters(text: &str) -> String {
    squeezed(text).into_iter().next().unwrap_or_default()
}
