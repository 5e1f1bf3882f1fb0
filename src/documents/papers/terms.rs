//! The terms of reference as a paper.

use chrono::NaiveDate;

use crate::proceedings::{Proceeding, State};
use crate::process::{Due, Regime, Rule};
use crate::terms::Terms;
use crate::typeset::papers::{
    AgencyAsked, Block, Inline, Milestone, Panellist, ParallelReview, Passage, TermsOfReference, VersionNote,
};
use crate::ui::day;

use super::gather::Gathered;
use super::kinds::Audience;
use super::who::paragraphs;

/// The clocks that the timetable of a review shows.
const TIMETABLE: [Rule; 8] = [Rule::Dl08, Rule::Dl09, Rule::Dl10, Rule::Dl11, Rule::Dl12, Rule::Dl15, Rule::Dl16, Rule::Dl21];

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.trim_start_matches(['-', '•', ' ']).trim())
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What a review is for: the purposes of the statutory guidance (2016, paragraph 7), in our own words. A local review has those that its terms say.
fn purposes(regime: Regime) -> Vec<String> {
    const PURPOSES: [&str; 5] = [
        "Establish what lessons can be learnt about how local professionals and organisations work, alone and together, to keep victims safe",
        "Say clearly what those lessons are, how and by when they will be acted on, and what is expected to change",
        "Apply the lessons to how services respond, including changes to policy and procedure",
        "Prevent deaths through domestic abuse, and improve services for all victims of domestic abuse and their children",
        "Contribute to a better understanding of domestic abuse, and highlight good practice",
    ];
    match regime {
        Regime::DhrS9 | Regime::DardrS8a | Regime::SusrDhr => PURPOSES.map(str::to_owned).into(),
        Regime::Nonstat => Vec::new(),
    }
}

/// How far something was on a day in the past, as far as its dates say.
fn stood(one: &Proceeding, on: NaiveDate) -> State {
    let begun = one.began_on.is_none_or(|began| began <= on);
    match one.state {
        State::Concluded | State::NotResumed if one.concluded_on.is_some_and(|ended| ended > on) && begun => State::Active,
        State::Concluded | State::NotResumed if one.concluded_on.is_some_and(|ended| ended > on) => State::Expected,
        State::Active if !begun => State::Expected,
        state => state,
    }
}

impl Gathered {
    /// None while there are no terms.
    pub(super) fn terms_of_reference(&self, audience: Audience) -> Option<TermsOfReference> {
        let (terms, _) = self.terms.as_ref()?;
        let text = |text: &str| Passage::from(self.show(text));
        let issued = terms.issued_on;
        // The period often ends on the day of the death, which no paper under pseudonyms says (domain section 5.5).
        let shown = |on: NaiveDate| if audience.is_searched() { on.format("%B %Y").to_string() } else { day(on) };
        Some(TermsOfReference {
            frame: self.frame(audience, issued.is_none().then_some("Draft")),
            review_name: self.review_named(),
            legal_basis: self.front.regime.basis().to_owned(),
            version: terms.number.to_string(),
            issued,
            agreed: terms.panel_agreed_on,
            family_consulted: Passage::default(),
            introduction: text(&terms.purpose),
            purposes: purposes(self.front.regime),
            subjects: self.pseudonyms(),
            period: format!("{} to {}", shown(terms.period_from), shown(terms.period_to)),
            period_reason: text(&terms.period_why),
            areas: lines(&self.show(&terms.areas)),
            agencies: self.asked(),
            lines_of_enquiry: self.lines(),
            family_questions: lines(&self.show(&terms.family_questions)),
            equality_questions: lines(&self.show(&terms.equality)),
            experts: text(&terms.experts),
            parallel: self.beside_on(issued),
            involvement: text(&terms.contact_plan),
            communications: text(&terms.media),
            disclosure: Passage::from(self.joined(&[&terms.disclosure, &terms.legal])),
            dissent: text(&terms.dissent),
            panel: self.chaired_panel(issued.unwrap_or(self.today)),
            timetable: self.timetable(issued),
            versions: self.version_notes(),
        })
    }

    /// The terms as the report carries them: what this review is for, what was asked, of which time and why of that time. Who differed, and the
    /// arrangements for disclosure and the media were written for the panel, and stay in the terms. Nothing while none were issued.
    pub(super) fn terms_as_appendix(&self, audience: Audience) -> Passage {
        let issued = self.terms.as_ref().map(|(terms, _)| terms).filter(|terms| terms.issued_on.is_some());
        let (Some(kept), Some(terms)) = (issued, self.terms_of_reference(audience)) else { return Passage::default() };
        let words = |text: String| vec![Inline::Text(text)];
        let headed = |head: &str, items: Vec<String>, list: fn(Vec<Vec<Inline>>) -> Block| {
            let items: Vec<_> = items.into_iter().map(words).collect();
            let head = (!items.is_empty()).then(|| Block::H { c: words(head.to_owned()) });
            let list = head.is_some().then(|| list(items));
            head.into_iter().chain(list)
        };
        let bullets: fn(Vec<Vec<Inline>>) -> Block = |c| Block::Ul { c };
        let period = format!("The review looks at {}, and at any earlier event that matters to it.", terms.period);
        let lines = terms.lines_of_enquiry.into_iter().map(|line| line.question).collect();
        let said = |text: &str| paragraphs(&self.show(text)).map(|c| Block::P { c: words(c) }).collect::<Vec<_>>();
        let own = said(&kept.purpose);
        let head = (!own.is_empty()).then(|| Block::H { c: words("What this review is for".into()) });
        let blocks = head
            .into_iter()
            .chain(own)
            .chain(headed("Purposes that the guidance gives every review", terms.purposes, bullets))
            .chain([Block::H { c: words("The period".into()) }])
            .chain([Block::P { c: words(period) }])
            .chain(said(&kept.period_why))
            .chain(headed("Key lines of enquiry", lines, |c| Block::Ol { c }))
            .chain(headed("Questions that the family asks", terms.family_questions, bullets))
            .chain(headed("Equality and diversity", terms.equality_questions, bullets));
        Passage::Blocks(blocks.collect())
    }

    /// The panel of a day with whoever chaired it then at its head: terms that were agreed say who agreed them, whoever sits there now.
    fn chaired_panel(&self, on: NaiveDate) -> Vec<Panellist> {
        let members = self.panellists(on);
        let chairs = self.appointments.iter().filter(|one| one.post.chairs());
        // On the day on which a chair hands over, the one who follows chairs.
        let chairs = chairs.filter(|one| one.begins <= on && one.ends.is_none_or(|ends| ends > on));
        let chairs = chairs.filter(|one| members.iter().all(|member| member.name != one.name));
        let mut panel: Vec<_> = chairs
            .map(|one| Panellist {
                name: one.name.clone(),
                post: one.post.label().to_owned(),
                organisation: "Independent of every agency".into(),
                specialist: false,
            })
            .collect();
        panel.extend(members);
        panel
    }

    fn joined(&self, texts: &[&str]) -> String {
        texts.iter().filter(|text| !text.trim().is_empty()).map(|text| self.show(text)).collect::<Vec<_>>().join("\n\n")
    }

    fn asked(&self) -> Vec<AgencyAsked> {
        let each = self.requests.iter();
        each.map(|one| AgencyAsked { agency: one.agency.clone(), asked: one.level.label().to_owned(), due: Some(one.due) })
            .collect()
    }

    /// What runs beside, as it stood on the day on which these terms were agreed; a draft says how it stands today.
    fn beside_on(&self, issued: Option<NaiveDate>) -> Vec<ParallelReview> {
        let Some(issued) = issued else { return self.parallels() };
        let known = self.proceedings.iter().filter(|one| one.known_on <= issued);
        known
            .map(|one| ParallelReview {
                kind: one.kind.label().to_owned(),
                body: self.show(&one.led_by),
                state: stood(one, issued).label().to_owned(),
            })
            .collect()
    }

    /// The steps in the order of the dates that people work to. What had not begun when the terms were agreed was no part of them, nor is what
    /// had been done by then: the panel that agrees them has met.
    fn timetable(&self, issued: Option<NaiveDate>) -> Vec<Milestone> {
        let wanted = self.dues.iter().filter(|due| TIMETABLE.contains(&due.clock.rule));
        let wanted =
            wanted.filter(|due| issued.is_none_or(|issued| due.started <= issued && due.met_on.is_none_or(|met| met > issued)));
        let mut steps: Vec<(NaiveDate, Milestone)> = wanted.map(|due| self.step(due)).collect();
        steps.sort_by_key(|(on, _)| *on);
        steps.into_iter().map(|(_, step)| step).collect()
    }

    /// A step with the day on which it stands in the timetable. The agencies' returns are due when each agency was asked for them: no
    /// paper gives two days for one return.
    fn step(&self, due: &Due) -> (NaiveDate, Milestone) {
        let what = due.clock.rule.label().to_owned();
        let asked = self.requests.iter().map(|one| one.due).max().filter(|_| due.clock.rule == Rule::Dl11);
        if let Some(asked) = asked {
            let source = "As asked of each agency".to_owned();
            return (asked, Milestone { what, due: asked, source, agreed: String::new() });
        }
        let source = due.clock.cited(self.front.regime).map(|source| source.level.label().to_owned()).unwrap_or_default();
        let agreed = due.agreed.as_ref().map(|agreed| format!("{}, agreed on {}", day(agreed.due), day(agreed.on)));
        (due.working_date(), Milestone { what, due: due.computed_due, source, agreed: agreed.unwrap_or_default() })
    }

    fn version_notes(&self) -> Vec<VersionNote> {
        let issued = self.versions.iter().rev().filter_map(|one| Some((one, one.issued_on?)));
        let change = |one: &Terms| match (one.number, one.changes.trim()) {
            (1, "") => "The first version".to_owned(),
            (_, changes) => self.show(changes),
        };
        issued.map(|(one, on)| VersionNote { version: one.number.to_string(), on, change: change(one) }).collect()
    }
}
