//! The terms of reference as a paper.

use crate::process::Rule;
use crate::typeset::papers::{AgencyAsked, Milestone, Passage, TermsOfReference, VersionNote};
use crate::ui::day;

use super::gather::Gathered;
use super::kinds::Audience;

/// The clocks that the timetable of a review shows.
const TIMETABLE: [Rule; 8] = [Rule::Dl08, Rule::Dl09, Rule::Dl10, Rule::Dl11, Rule::Dl12, Rule::Dl15, Rule::Dl16, Rule::Dl21];

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.trim_start_matches(['-', '•', ' ']).trim())
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

impl Gathered {
    /// None while there are no terms.
    pub(super) fn terms_of_reference(&self, audience: Audience) -> Option<TermsOfReference> {
        let (terms, _) = self.terms.as_ref()?;
        let text = |text: &str| Passage::from(self.show(text));
        let issued = terms.issued_on;
        Some(TermsOfReference {
            frame: self.frame(audience, issued.is_none().then_some("Draft")),
            review_name: format!("{} {}", self.front.display_term, self.front.reference),
            legal_basis: self.front.regime.label().to_owned(),
            version: terms.number.to_string(),
            agreed: issued,
            family_consulted: text(&terms.family_questions),
            introduction: text(&terms.purpose),
            purposes: Vec::new(),
            subjects: self.pseudonyms(),
            period: format!("{} to {}", day(terms.period_from), day(terms.period_to)),
            period_reason: text(&terms.period_why),
            areas: lines(&self.show(&terms.areas)),
            agencies: self.asked(),
            lines_of_enquiry: self.lines(),
            family_questions: lines(&self.show(&terms.family_questions)),
            equality_questions: lines(&self.show(&terms.equality)),
            experts: text(&terms.experts),
            parallel: self.parallels(),
            involvement: text(&terms.contact_plan),
            communications: text(&terms.media),
            disclosure: text(&terms.disclosure),
            panel: self.panellists(),
            timetable: self.timetable(),
            versions: self.version_notes(),
        })
    }

    fn asked(&self) -> Vec<AgencyAsked> {
        let each = self.requests.iter();
        each.map(|one| AgencyAsked { agency: one.agency.clone(), asked: one.level.label().to_owned(), due: Some(one.due) })
            .collect()
    }

    fn timetable(&self) -> Vec<Milestone> {
        let wanted = self.dues.iter().filter(|due| TIMETABLE.contains(&due.clock.rule));
        wanted
            .map(|due| Milestone {
                what: due.clock.rule.label().to_owned(),
                due: due.working_date(),
                source: due.clock.cited(self.front.regime).map(|source| source.level.label().to_owned()).unwrap_or_default(),
            })
            .collect()
    }

    fn version_notes(&self) -> Vec<VersionNote> {
        let issued = self.versions.iter().rev().filter_map(|one| Some((one, one.issued_on?)));
        issued.map(|(one, on)| VersionNote { version: one.number.to_string(), on, change: self.show(&one.changes) }).collect()
    }
}
