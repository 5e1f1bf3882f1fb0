//! The overview report and the executive summary, from the sections that the author wrote and the tables that print themselves.

use chrono::NaiveDate;

use crate::base::{capital, within_a_sentence};
use crate::imr;
use crate::panel::Post;
use crate::parties::Kind;
use crate::process::{Event, Stage};
use crate::recommendations::{Level, Row};
use crate::reports::{Section as Written, by_line, terms_explained};
use crate::typeset::papers::{
    ActionPlan, ActionRow, Appendices, Contributor, ExecutiveSummary, Layout, LetterHeads, LineOfEnquiry, OverviewReport,
    Panellist, ParallelReview, Passage, Priority, Recommendation, ReviewSections, Section, Term, TitlePage, Tribute,
};
use crate::ui::day;

use super::gather::Gathered;
use super::kinds::{Audience, PaperKind};
use super::plan_rows::{action, supporters};

impl Gathered {
    fn text(&self, section: Written) -> Passage {
        Passage::from(self.written(section))
    }

    /// The words of a section, for letters that say the same.
    pub(super) fn written(&self, section: Written) -> String {
        let row = self.sections.iter().find(|row| row.section == section);
        row.map(|row| row.body.show(&self.labels)).unwrap_or_default()
    }

    /// The section on the author: as it was written, or else the statement of independence that came with the appointment.
    fn author(&self) -> Section {
        let written = self.section(Written::Author);
        if !written.text.is_empty() {
            return written;
        }
        let standing = self.appointments.iter().filter(|one| one.ends.is_none());
        let said = standing.map(|one| {
            let parts = [
                format!("{}, {}.", one.name, within_a_sentence(one.post.label())),
                self.show(&one.independence),
                self.show(&one.training),
            ];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
        });
        Section { text: Passage::from(said.collect::<Vec<_>>().join("\n\n")), parts: Vec::new() }
    }

    fn section(&self, section: Written) -> Section {
        Section { text: self.text(section), parts: Vec::new() }
    }

    fn title(&self) -> TitlePage {
        let standing: Vec<_> = self.appointments.iter().filter(|one| one.ends.is_none()).collect();
        // The line is headed "Chair and author": of somebody who is both, the name says it all.
        let authors = standing.iter().map(|one| match one.post {
            Post::ChairAuthor => one.name.clone(),
            post => format!("{}, {}", one.name, within_a_sentence(post.label())),
        });
        TitlePage {
            review_name: self.review_named(),
            legal_basis: self.front.regime.basis().to_owned(),
            deceased: self.deceased(),
            death: self.death(),
            authors: authors.collect(),
            completed: self.agreed_report().and_then(|_| self.facts.dates.first(Event::ReportCompleted)),
            revised: self.revised(),
        }
    }

    /// When the report was last revised after it had first been agreed, in words; empty where it was not, or is being written again.
    fn revised(&self) -> String {
        let Some(agreed) = self.agreed_report() else { return String::new() };
        // What is made while the letter's changes are made is the revised report of that day.
        if self.front.stage == Stage::Amending {
            return day(self.today);
        }
        let changed = self.on(Event::ChangesMade).filter(|_| self.facts.dates.stands(Event::ChangesMade));
        let last = changed.into_iter().chain([agreed]).max();
        let first = self.facts.dates.first(Event::ReportCompleted);
        last.filter(|last| first.is_some_and(|first| *last > first)).map(day).unwrap_or_default()
    }

    /// Who sat on the panel on a day.
    pub(super) fn panellists(&self, on: NaiveDate) -> Vec<Panellist> {
        let members = self.panel.iter().filter(|member| member.begins <= on && member.ends.is_none_or(|ends| ends >= on));
        members
            .map(|member| Panellist {
                name: member.name.clone(),
                post: member.job_title.clone(),
                organisation: member.agency.clone(),
                specialist: member.da_specialist,
            })
            .collect()
    }

    pub(super) fn parallels(&self) -> Vec<ParallelReview> {
        let each = self.proceedings.iter();
        each.map(|one| ParallelReview {
            kind: one.kind.label().to_owned(),
            body: self.show(&one.led_by),
            state: one.state.label().to_owned(),
        })
        .collect()
    }

    fn contributors(&self) -> Vec<Contributor> {
        // Whoever was excused gave nothing, and is not thanked for it.
        let each = self.requests.iter().filter(|one| one.state != imr::State::Excused);
        each.map(|one| Contributor { agency: one.agency.clone(), contribution: one.level.label().to_owned() }).collect()
    }

    pub(super) fn lines(&self) -> Vec<LineOfEnquiry> {
        let lines = self.terms.iter().flat_map(|(_, lines)| lines);
        lines
            .map(|line| LineOfEnquiry {
                number: u32::try_from(line.number).unwrap_or_default(),
                question: self.spoken_of(&self.show(&line.question)),
                analysis: Passage::default(),
            })
            .collect()
    }

    /// A question of the bank speaks of "the person who died"; a paper calls one person with a pseudonym by it.
    fn spoken_of(&self, question: &str) -> String {
        let mut died = self.people.iter().filter(|person| person.kind == Kind::Deceased);
        match (died.next(), died.next()) {
            (Some(only), None) if only.pseudonym.is_some() => question.replace("the person who died", &self.called(only)),
            _ => question.to_owned(),
        }
    }

    fn recommendations(&self, national: bool) -> Vec<Recommendation> {
        let wanted = self.recommended.iter().filter(|row| (row.level == Level::National) == national);
        wanted
            .map(|row| Recommendation {
                reference: row.reference.clone(),
                addressee: self.show(&row.leads()),
                support: supporters(row, &self.labels),
                oversight: self.show(&row.oversight),
                when: capital(&row.when_said()),
                text: row.body.show(&self.labels),
                lesson: row.rationale.show(&self.labels),
                measure: row.measure.show(&self.labels),
            })
            .collect()
    }

    pub(super) fn overview(&self, audience: Audience, draft: Option<&str>) -> OverviewReport {
        let tribute = self.text(Written::Tribute);
        OverviewReport {
            frame: self.report_frame(audience, draft),
            title: self.title(),
            tribute: (!tribute.is_empty()).then(|| Tribute { text: tribute, from: String::new() }),
            condolences: self.text(Written::Condolences),
            glossary: self.glossary(),
            sections: self.review_sections(),
            appendices: self.appendices(audience),
        }
    }

    /// What is bound into the report, in the order of the model (domain section 5.1).
    fn appendices(&self, audience: Audience) -> Appendices {
        let said = self.letter.as_ref().map(|(_, words)| words.show(&self.labels));
        Appendices {
            terms_of_reference: self.terms_as_appendix(audience),
            action_plan: self.actions(),
            action_plan_introduction: Passage::from(self.plan_stands(Layout::HomeOffice)),
            quality_assurance_letter: Passage::from(said.unwrap_or_default()),
            quality_assurance_heads: self.letter.as_ref().map(|(on, _)| LetterHeads {
                from: "The Home Office".into(),
                to: self.letterhead.partnership.clone(),
                on: *on,
                about: self.review_named(),
            }),
            research: self.text(Written::Research),
        }
    }

    fn glossary(&self) -> Vec<Term> {
        let mut explained = terms_explained(&self.written(Written::Glossary));
        // A reader looks a term up by its letter, in whatever order they were written down.
        explained.sort_by_key(|(term, _)| term.to_lowercase());
        explained.into_iter().map(|(term, meaning)| Term { term, meaning }).collect()
    }

    /// The analysis: what stands before the answers to the key lines, and the lines with their answers.
    fn analysis(&self) -> (Section, Vec<LineOfEnquiry>) {
        let (before, answers) = by_line(&self.written(Written::Analysis));
        let mut lines = self.lines();
        for line in &mut lines {
            let answer = answers.iter().find(|(number, _)| *number == line.number);
            line.analysis = Passage::from(answer.map(|(_, answer)| answer.clone()).unwrap_or_default());
        }
        (Section { text: Passage::from(before), parts: Vec::new() }, lines)
    }

    fn review_sections(&self) -> ReviewSections {
        let (analysis, lines_of_enquiry) = self.analysis();
        ReviewSections {
            introduction: self.section(Written::Introduction),
            timescales: self.section(Written::Timescales),
            confidentiality: self.section(Written::Confidentiality),
            pseudonyms: self.pseudonyms_used(PaperKind::OverviewReport),
            terms_of_reference: self.section(Written::Terms),
            methodology: self.section(Written::Methodology),
            involvement: self.section(Written::Involvement),
            contributors: self.section(Written::Contributors),
            contributor_list: self.contributors(),
            panel: self.section(Written::Panel),
            panel_list: self.panellists(self.today),
            author: self.author(),
            parallel_reviews: self.section(Written::Parallel),
            parallel_list: self.parallels(),
            equality: self.section(Written::Equality),
            characteristics: Vec::new(),
            dissemination: self.section(Written::Dissemination),
            dissemination_list: Vec::new(),
            background: self.section(Written::Background),
            chronology: self.section(Written::Chronology),
            events: Vec::new(),
            overview: self.section(Written::Overview),
            analysis,
            lines_of_enquiry,
            conclusions: self.section(Written::Conclusions),
            lessons: self.section(Written::Lessons),
            lesson_list: Vec::new(),
            good_practice: Vec::new(),
            recommendations: self.section(Written::Recommendations),
            local_recommendations: self.recommendations(false),
            national_recommendations: self.recommendations(true),
        }
    }

    pub(super) fn summary(&self, audience: Audience, draft: Option<&str>) -> ExecutiveSummary {
        ExecutiveSummary {
            frame: self.report_frame(audience, draft),
            title: self.title(),
            condolences: self.text(Written::Condolences),
            process: self.section(Written::SummaryProcess),
            pseudonyms: self.pseudonyms_used(PaperKind::ExecutiveSummary),
            contributors: self.contributors(),
            panel: self.panellists(self.today),
            author: self.author(),
            terms_of_reference: self.section(Written::SummaryTerms),
            lines_of_enquiry: self.lines(),
            chronology: self.section(Written::SummaryChronology),
            events: Vec::new(),
            key_issues: vec![crate::typeset::papers::Titled {
                reference: String::new(),
                title: String::new(),
                text: self.text(Written::SummaryIssues),
            }],
            conclusions: self.section(Written::SummaryConclusions),
            lessons: vec![crate::typeset::papers::Titled {
                reference: String::new(),
                title: String::new(),
                text: self.text(Written::SummaryLessons),
            }],
            local_recommendations: self.recommendations(false),
            national_recommendations: self.recommendations(true),
        }
    }

    pub(super) fn actions(&self) -> Vec<ActionRow> {
        let none = Vec::new();
        let told = |row: &Row| self.told.get(&row.id).unwrap_or(&none);
        self.recommended.iter().map(|row| action(row, told(row), &self.labels, self.today)).collect()
    }

    /// What a plan says of itself: that it goes on, or since when nothing of it does.
    fn plan_stands(&self, layout: Layout) -> String {
        match (self.front.stage, layout) {
            (Stage::Closed, _) => format!("Closed on {}: every action of this plan has ended.", day(self.front.stage_since)),
            // A plan laid out by priorities has no place for progress.
            (_, Layout::StHelens) => LIVE_WITHOUT_PROGRESS.to_owned(),
            (_, Layout::HomeOffice | Layout::Boards) => LIVE.to_owned(),
        }
    }

    pub(super) fn plan(&self, (audience, draft): (Audience, Option<&str>), layout: Layout) -> ActionPlan {
        let of = [self.review_named(), self.death()];
        ActionPlan {
            frame: self.report_frame(audience, draft),
            title: [String::from("Action plan"), self.deceased()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(": "),
            subtitle: of.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            layout,
            introduction: Passage::from(self.plan_stands(layout)),
            priorities: vec![Priority { name: String::new(), actions: self.actions() }],
            left_open: Vec::new(),
        }
    }
}

/// What a plan says of itself, on its own and bound into the report.
const LIVE: &str = "This plan is live. It shows progress on the day printed above; work goes on after it.";

const LIVE_WITHOUT_PROGRESS: &str = "This plan is live: work goes on after the day printed above.";
