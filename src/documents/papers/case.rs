//! What the notification, the triage, the consultation and the decision say of a case, in the words that letters use. Nothing here names
//! anybody. The triage came after the notification: what it knows counts.

use std::collections::BTreeMap;

use crate::access::Grant;
use crate::access::right::SeeCase;
use crate::base::{capital, within_a_sentence};
use crate::consultation::{self, Consultee, View};
use crate::decision::{self, Outcome, Part, Record, local_form};
use crate::notification::{self, Account, CaseProblem, Section, Whom, wording};
use crate::process::scope::{Answer, Connection, CriminalOutcome, Manner, ParallelReview};
use crate::redaction::Labels;
use crate::store::Tx;
use crate::triage::{self, Answered, Question};
use crate::typeset::papers::{ConsulteeView, PersonBand};
use crate::ui::Problem;
use crate::ui::asked::Sheet;

use super::case_words::{alleged_was, band, connected, nth, of_the_coroner, was};

/// The case as it came and as it was decided. Empty for somebody who may not read it.
#[derive(Default)]
pub(super) struct Case {
    account: Option<Account>,
    answers: BTreeMap<Question, Answered>,
    record: Option<Record>,
    consulted: Vec<Consultee>,
}

/// How a letter speaks of somebody.
pub(super) struct Pronouns {
    pub(super) subject: &'static str,
    pub(super) possessive: &'static str,
}

/// What the notification says, where there is one.
async fn told(tx: &mut Tx, see: &Grant<SeeCase>) -> Result<Option<Account>, Problem> {
    match notification::account(tx, see).await {
        Ok(account) => Ok(Some(account)),
        Err(CaseProblem::NotThere) => Ok(None),
        Err(problem) => Err(problem.into()),
    }
}

impl Case {
    pub(super) async fn read(tx: &mut Tx, see: &Grant<SeeCase>) -> Result<Self, Problem> {
        Ok(Self {
            account: told(tx, see).await?,
            answers: triage::answers(tx, see).await?,
            record: decision::record(tx, see).await?,
            consulted: consultation::consultees(tx, see).await?,
        })
    }

    pub(super) fn died(&self) -> Option<chrono::NaiveDate> {
        self.account.as_ref().map(|account| account.died)
    }

    fn sheet(&self, section: Section) -> Sheet {
        self.account.as_ref().map(|account| account.sheet(section)).unwrap_or_default()
    }

    /// What the triage was told under a question; nothing where it was answered that it is not known.
    fn triaged(&self, question: Question) -> Option<&Answered> {
        self.answers.get(&question).filter(|answer| answer.known != Answer::Unknown)
    }

    fn decided(&self, part: Part) -> Sheet {
        self.record.as_ref().map(|record| record.sheet(part)).unwrap_or_default()
    }

    /// The people of one part, each with the answers of their page.
    fn people(&self, whom: Whom) -> Vec<Sheet> {
        let sections = self.account.as_ref().map(Account::sections).unwrap_or_default();
        let theirs = sections.into_iter().filter(|section| matches!(section, Section::Person(part, _) if *part == whom));
        theirs.map(|section| self.sheet(section)).collect()
    }

    /// How the person died, as far as it is known.
    pub(super) fn died_by(&self) -> Option<Manner> {
        let triaged = self.triaged(Question::T1).and_then(|answer| answer.parts.parsed::<Manner>("manner"));
        let notified = || self.account.as_ref().and_then(|account| account.manner.parse::<Manner>().ok());
        triaged.filter(|manner| *manner != Manner::Unexplained).or_else(notified).or(triaged)
    }

    pub(super) fn manner(&self) -> String {
        self.died_by().map(|manner| manner.label().to_owned()).unwrap_or_default()
    }

    /// The area in which the person who died lived.
    pub(super) fn area(&self, labels: &Labels) -> String {
        self.people(Whom::Deceased).first().map(|sheet| labels.show(sheet.get("residence"))).unwrap_or_default()
    }

    /// Age and sex. Nobody outside knows the codes of a register: where there are several, they are counted.
    pub(super) fn bands(&self, whom: Whom) -> Vec<PersonBand> {
        let people = self.people(whom);
        let several = people.len() > 1;
        let triaged = self.age(whom).filter(|_| !several);
        if people.is_empty() {
            let only = |age| PersonBand { code: String::new(), age: band(age).to_owned(), sex: String::new() };
            return triaged.map(only).into_iter().collect();
        }
        let each = people.iter().enumerate();
        each.map(|(at, sheet)| PersonBand {
            code: if several { capital(nth(at)) } else { String::new() },
            age: sheet.parsed::<u8>("age").or(triaged).map(band).unwrap_or_default().to_owned(),
            sex: wording::sex(sheet.get("sex")).to_owned(),
        })
        .collect()
    }

    /// Their age as the triage was told it, which asks of one person alone.
    fn age(&self, whom: Whom) -> Option<u8> {
        let (question, name) = match whom {
            Whom::Deceased => (Question::T2, "deceased_age"),
            Whom::Alleged => (Question::T4, "alleged_age"),
            Whom::Child => return None,
        };
        self.triaged(question)?.parts.parsed(name)
    }

    pub(super) fn relationship(&self) -> String {
        let people = self.people(Whom::Alleged);
        let several = people.len() > 1;
        let said = people.iter().enumerate().map(|(at, sheet)| {
            let of = if several {
                format!("the {} person alleged to be responsible", nth(at))
            } else {
                "the person alleged to be responsible".into()
            };
            was(sheet.get("relationship"), &of)
        });
        let mut said: Vec<Option<String>> = said.collect();
        if !several && said.iter().all(Option::is_none) {
            let triaged = self.connection();
            if said.is_empty() && triaged.is_none() {
                return String::new();
            }
            said = vec![triaged];
        }
        let each = said.into_iter().enumerate().map(|(at, said)| {
            let of = if several {
                format!("the {} person alleged to be responsible", nth(at))
            } else {
                "the person alleged to be responsible".into()
            };
            said.unwrap_or_else(|| format!("How the person who died was related to {of} is not known"))
        });
        each.collect::<Vec<_>>().join("\n")
    }

    /// What the person alleged was to the person who died, where there is one of them; nothing where nobody knows it.
    pub(super) fn alleged_was(&self) -> Option<&'static str> {
        let people = self.people(Whom::Alleged);
        let triaged = self.triaged(Question::T5).and_then(|answer| alleged_was(answer.parts.get("relationship")));
        let notified = || alleged_was(people.first()?.get("relationship"));
        if people.len() > 1 { None } else { triaged.or_else(notified) }
    }

    /// How the two were connected, as the triage was told it.
    fn connection(&self) -> Option<String> {
        let answer = self.triaged(Question::T5)?;
        let told: Option<Connection> = answer.parts.parsed("connection");
        match (told, answer.known) {
            (Some(connection), _) => Some(connected(connection).to_owned()),
            (None, Answer::No) => Some("The person who died was not related to the person alleged to be responsible".into()),
            (None, Answer::Yes | Answer::Unknown) => None,
        }
    }

    pub(super) fn criminal(&self) -> String {
        let people = self.people(Whom::Alleged);
        let several = people.len() > 1;
        let triaged = self.triaged(Question::T9).and_then(|answer| answer.parts.parsed::<CriminalOutcome>("criminal"));
        if let Some(outcome) = triaged.filter(|outcome| !several && *outcome != CriminalOutcome::NotKnown) {
            return outcome.label().into();
        }
        let said = people.iter().enumerate().filter_map(|(at, sheet)| {
            let outcome: CriminalOutcome = sheet.get("criminal").parse().ok()?;
            Some(if several {
                format!("{}: {}", capital(nth(at)), within_a_sentence(outcome.label()))
            } else {
                outcome.label().into()
            })
        });
        said.collect::<Vec<_>>().join("\n")
    }

    /// Whether nobody can be tried, because everybody who is alleged to be responsible has died.
    pub(super) fn no_trial(&self) -> bool {
        let dead = |sheet: &Sheet| sheet.parsed::<CriminalOutcome>("criminal") == Some(CriminalOutcome::AllegedDead);
        let people = self.people(Whom::Alleged);
        let triaged = self.triaged(Question::T9).and_then(|answer| answer.parts.parsed::<CriminalOutcome>("criminal"));
        match triaged.filter(|outcome| people.len() < 2 && *outcome != CriminalOutcome::NotKnown) {
            Some(outcome) => outcome == CriminalOutcome::AllegedDead,
            None => !people.is_empty() && people.iter().all(dead),
        }
    }

    /// Whether somebody who is alleged to be responsible died by suicide, as far as the notification, the triage or the decision tells of it:
    /// the manner of that death is asked nowhere by itself.
    pub(super) fn alleged_died_by_suicide(&self) -> bool {
        let evidence = |question: Question| self.triaged(question).map(|answer| answer.parts.get("evidence").to_owned());
        let told = [
            Some(self.sheet(Section::Death).get("facts").to_owned()),
            Some(self.decided(Part::Reasons).get("facts").to_owned()),
            evidence(Question::T4),
            evidence(Question::T9),
            evidence(Question::T10),
        ];
        self.no_trial() && told.into_iter().flatten().any(|words| words.to_lowercase().contains("suicide"))
    }

    /// Other reviews as the notification or, where it says nothing, the triage speaks of them, which may be all that is known yet.
    pub(super) fn referrals(&self, labels: &Labels) -> Vec<String> {
        let notified = labels.show(self.sheet(Section::Risk).get("referrals"));
        let triaged = self.triaged(Question::T18).map(|answer| labels.show(answer.parts.get("other_reviews")));
        let said = if notified.trim().is_empty() { triaged.unwrap_or_default() } else { notified };
        said.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// Whether a coroner had opened an investigation or an inquest, as far as the triage and the notification know.
    pub(super) fn has_inquest(&self) -> bool {
        let opened = |answer: &Answered| answer.known == Answer::Yes;
        self.triaged(Question::T10).map_or_else(|| self.sheet(Section::Next).is("coroner_opened", "yes"), opened)
    }

    /// What was known of the coroner; nothing where those who were asked do not agree, or an inquest is `on_record` among the proceedings.
    pub(super) fn coroner(&self, labels: &Labels, on_record: bool) -> String {
        let sheet = self.sheet(Section::Next);
        let triaged = self.triaged(Question::T10);
        let areas = [triaged.map_or("", |answer| answer.parts.get("coroner_area")), sheet.get("coroner_area")];
        let area = labels.show(areas.into_iter().find(|area| !area.is_empty()).unwrap_or_default());
        of_the_coroner((triaged.map(|answer| answer.known), sheet.get("coroner_opened")), &area, on_record)
    }

    /// Whether anybody who was asked knew of an investigation or an inquest, whatever another said.
    pub(super) fn tells_of_inquest(&self) -> bool {
        self.has_inquest() || self.sheet(Section::Next).is("coroner_opened", "yes")
    }

    /// The pronouns of the person who died; "they" where the sex is not recorded or several died.
    pub(super) fn pronouns(&self) -> Pronouns {
        let people = self.people(Whom::Deceased);
        match people.as_slice() {
            [only] if only.is("sex", "female") => Pronouns { subject: "she", possessive: "her" },
            [only] if only.is("sex", "male") => Pronouns { subject: "he", possessive: "his" },
            _ => Pronouns { subject: "they", possessive: "their" },
        }
    }

    /// The reasons of the decision, as the record has them, an empty line between them.
    pub(super) fn reasons(&self, labels: &Labels) -> String {
        let sheet = self.decided(Part::Reasons);
        let instead = self.held_instead().is_some();
        // The question stands before its answer: "None." alone says nothing to who reads only the notice.
        let asked = [
            ("scope", "The test in the law"),
            ("concern", "Circumstances of particular concern"),
            ("learning", "What could be learnt"),
        ];
        // What another review looks at in its place stands with that review.
        let each = asked.into_iter().filter(|(name, _)| !instead || *name != "learning");
        let each = each.map(|(name, heading)| (heading, labels.show(sheet.get(name))));
        let each = each.filter(|(_, text)| !text.is_empty()).map(|(heading, text)| format!("{heading}: {text}"));
        each.collect::<Vec<_>>().join("\n\n")
    }

    /// The same in the words of a letter to a family: sentences, without the form's questions. That nothing gives particular concern is an
    /// answer to the form and tells a family nothing.
    pub(super) fn reasons_for_family(&self, labels: &Labels) -> String {
        let sheet = self.decided(Part::Reasons);
        let asked: &[&str] =
            if self.held_instead().is_some() { &["scope", "concern"] } else { &["scope", "concern", "learning"] };
        let each = asked.iter().map(|name| (*name, labels.show(sheet.get(name))));
        let each = each.filter(|(name, text)| !(text.is_empty() || *name == "concern" && says_none(text)));
        each.map(|(_, text)| text).collect::<Vec<_>>().join("\n\n")
    }

    /// The review that is held in place of the one that was asked for, as a sentence begins with it.
    pub(super) fn held_instead(&self) -> Option<String> {
        let sheet = self.decided(Part::Outcome);
        match sheet.parsed::<Outcome>("outcome")? {
            Outcome::LocalLearning => Some(match local_form(sheet.get("local_kind")) {
                Some(form) => format!("A local learning review ({form})"),
                None => "A local learning review".into(),
            }),
            Outcome::OtherStatutory => sheet.parsed::<ParallelReview>("other_type").map(|one| one.label().to_owned()),
            Outcome::Review | Outcome::JointReview | Outcome::NoReview | Outcome::Deferred => None,
        }
    }

    /// How what happened is learnt from where no review of the law is held: what the one in its place looks at, or what was done at once.
    pub(super) fn other_learning(&self, labels: &Labels) -> String {
        match self.held_instead() {
            Some(_) => labels.show(self.decided(Part::Reasons).get("learning")),
            None => self.immediate_learning(labels),
        }
    }

    /// The same for a family, who read first what is held.
    pub(super) fn instead_for_family(&self, labels: &Labels) -> String {
        let learning = self.other_learning(labels);
        let plain = self.held_instead().map(|what| {
            // "Table-top exercise" says nothing to who has never sat at one.
            if self.decided(Part::Outcome).is("local_kind", "tabletop") { TABLETOP.to_owned() } else { what }
        });
        match plain {
            Some(what) if learning.is_empty() => format!("{what} is held."),
            Some(what) => format!("{what} is held. It looks at this: {}", within_a_sentence(&learning)),
            None => learning,
        }
    }

    pub(super) fn alternatives(&self, labels: &Labels) -> String {
        labels.show(self.decided(Part::Reasons).get("alternatives"))
    }

    pub(super) fn family_view(&self, labels: &Labels) -> String {
        labels.show(self.decided(Part::Reasons).get("family"))
    }

    pub(super) fn immediate_learning(&self, labels: &Labels) -> String {
        labels.show(self.decided(Part::Telling).get("immediate"))
    }

    /// What those consulted said, dissent among it.
    pub(super) fn views(&self, labels: &Labels) -> Vec<ConsulteeView> {
        let replied = self.consulted.iter().filter(|one| one.view.is_some());
        replied
            .map(|one| ConsulteeView {
                agency: one.body.clone(),
                view: one.view.map(View::label).unwrap_or_default().to_owned(),
                reason: labels.show(one.sheet.get("view_why")),
            })
            .collect()
    }
}

/// A local learning review as a meeting, in the words of a letter to a family.
const TABLETOP: &str =
    "A local learning review, a meeting at which the organisations go through together what each of them knows and did,";

/// Whether the answer to a question of the form is that there is none: "None", "No. …" and "Nothing …", and not "No record was kept".
fn says_none(text: &str) -> bool {
    let first = text.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let ends = !text[first.len()..].starts_with(' ');
    match first.to_lowercase().as_str() {
        "none" | "nothing" => true,
        "no" => ends,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn that_there_is_no_concern_is_no_reason() {
        assert!(says_none("None. Nobody else is in danger.") && says_none("Nothing is known."));
        assert!(says_none("No.") && says_none("No"));
        for said in ["Two referrals were closed without contact.", "Nobody asked her.", "No record was kept of four calls."] {
            assert!(!says_none(said), "{said}");
        }
    }

    fn answer(known: Answer, parts: &[(&str, &str)]) -> Answered {
        let mut sheet = Sheet::default();
        parts.iter().for_each(|(name, value)| sheet.set(name, vec![(*value).to_owned()]));
        Answered { known, parts: sheet, by: String::new(), at: chrono::DateTime::UNIX_EPOCH, version: 1 }
    }

    #[test]
    fn a_letter_says_what_the_triage_knows() {
        let answers = [
            (Question::T1, answer(Answer::Yes, &[("manner", "suicide")])),
            (Question::T4, answer(Answer::Yes, &[("alleged_age", "33")])),
            (Question::T5, answer(Answer::Yes, &[("connection", "former_partner")])),
            (Question::T9, answer(Answer::Yes, &[("criminal", "investigation")])),
            (Question::T10, answer(Answer::Yes, &[("coroner_area", "Stour")])),
            (Question::T18, answer(Answer::Yes, &[("other_reviews", "A patient safety investigation")])),
        ];
        let case = Case { answers: answers.into(), ..Case::default() };
        let labels = Labels::default();
        assert_eq!(case.manner(), "Appears to have died by suicide");
        assert_eq!(case.bands(Whom::Alleged).first().map(|one| one.age.as_str()), Some("25 to 34"));
        assert!(case.relationship().starts_with("The person who died was the former partner"), "{}", case.relationship());
        assert_eq!(case.criminal(), "Under investigation");
        assert_eq!(case.coroner(&labels, false), "An investigation or inquest was open when we decided (Stour)");
        assert_eq!(case.referrals(&labels), ["A patient safety investigation"]);
        let unknown = Case { answers: [(Question::T10, answer(Answer::Unknown, &[]))].into(), ..Case::default() };
        assert_eq!((unknown.coroner(&labels, false), unknown.relationship()), (String::new(), String::new()));
    }
}
