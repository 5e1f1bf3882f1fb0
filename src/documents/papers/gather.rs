//! What a paper is made from, read in one transaction with the rights of the person who asks.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::access::right::{
    EditPapers, Right, SeeCase, SeeDraft, SeePanel, SeeProceedings, SeeQuality, SeeRecommendations, SeeReturns, SeeTerms,
};
use crate::access::{Grant, if_theirs, permit};
use crate::base::calendar::Calendar;
use crate::base::within_a_sentence;
use crate::ids::EntryId;
use crate::imr::{self, Request};
use crate::panel::{self, Appointment, Member};
use crate::parties::{self, Kind, Person};
use crate::proceedings::{self, Proceeding};
use crate::process::{Due, Event, Facts, Rule, due};
use crate::recommendations::{self, Move, RecommendationId, Row, State};
use crate::redaction::{CaseText, Labels};
use crate::reports::{self, SectionRow};
use crate::reviews::{self, Front};
use crate::store::Tx;
use crate::submission;
use crate::terms::{self, KeyLine, Terms};
use crate::typeset::papers::{Draft, Frame, Letterhead, Marking, PseudonymRow};
use crate::ui::Problem;

use super::case::Case;
use super::kinds::Audience;

/// Everything about a review that its papers are made from, with the labels of the audience.
pub(super) struct Gathered {
    pub(super) front: Front,
    pub(super) facts: Facts,
    pub(super) dues: Vec<Due>,
    /// The date that was agreed for the report before the one that stands.
    pub(super) agreed_before: Option<NaiveDate>,
    pub(super) labels: Labels,
    pub(super) letterhead: Letterhead,
    pub(super) people: Vec<Person>,
    pub(super) sections: Vec<SectionRow>,
    pub(super) panel: Vec<Member>,
    pub(super) appointments: Vec<Appointment>,
    pub(super) terms: Option<(Terms, Vec<KeyLine>)>,
    pub(super) versions: Vec<Terms>,
    pub(super) proceedings: Vec<Proceeding>,
    pub(super) requests: Vec<Request>,
    /// The Home Office's letter that clears the report, with its date.
    pub(super) letter: Option<(NaiveDate, CaseText)>,
    pub(super) case: Case,
    pub(super) recommended: Vec<Row>,
    pub(super) moves: BTreeMap<RecommendationId, Vec<(NaiveDate, Move)>>,
    pub(super) today: NaiveDate,
}

/// Some readers may make a letter and not read the draft: what they may not read is left out, and a paper that needs it is refused.
async fn held<R: Right>(tx: &mut Tx, grant: &Grant<EditPapers>) -> Result<Option<Grant<R>>, Problem> {
    Ok(if_theirs(permit::<R>(tx, grant.actor(), grant.review()).await)?)
}

/// The terms that stand, with their key lines, and every version of them.
async fn scope(tx: &mut Tx, grant: &Grant<EditPapers>) -> Result<Scope, Problem> {
    let Some(see) = held::<SeeTerms>(tx, grant).await? else { return Ok((None, Vec::new())) };
    let versions = terms::versions(tx, &see).await?;
    let Some(current) = versions.iter().find(|one| one.issued_on.is_some()).or(versions.first()).cloned() else {
        return Ok((None, versions));
    };
    let lines = terms::key_lines(tx, &see, current.id).await?;
    Ok((Some((current, lines)), versions))
}

type Scope = (Option<(Terms, Vec<KeyLine>)>, Vec<Terms>);

pub(super) async fn gather(tx: &mut Tx, grant: &Grant<EditPapers>) -> Result<Gathered, Problem> {
    let review = grant.review();
    let front = reviews::front(tx, grant).await?;
    let facts = reviews::facts(tx, review).await?;
    let lengths = reviews::lengths(tx, front.partnership).await?;
    let dues = due(&facts, Calendar::england_and_wales(), &lengths);
    let agreed_before = match dues.iter().find(|due| due.clock.rule == Rule::Dl12) {
        Some(due) => reviews::agreed_before(tx, review, due).await?,
        None => None,
    };
    let sections = if held::<SeeDraft>(tx, grant).await?.is_some() { reports::standing(tx, review).await? } else { Vec::new() };
    let (panel, appointments) = match held::<SeePanel>(tx, grant).await? {
        Some(see) => (panel::members(tx, &see).await?, panel::appointments(tx, &see).await?),
        None => (Vec::new(), Vec::new()),
    };
    let (terms, versions) = scope(tx, grant).await?;
    let proceedings = match held::<SeeProceedings>(tx, grant).await? {
        Some(see) => proceedings::proceedings(tx, &see).await?,
        None => Vec::new(),
    };
    let requests = match held::<SeeReturns>(tx, grant).await? {
        Some(_) => imr::requests(tx, grant.actor(), review).await?.into_iter().map(|(request, _)| request).collect(),
        None => Vec::new(),
    };
    let case = match held::<SeeCase>(tx, grant).await? {
        Some(see) => Case::read(tx, &see).await?,
        None => Case::default(),
    };
    let letter = match held::<SeeQuality>(tx, grant).await? {
        Some(see) => submission::bound(tx, &see).await?,
        None => None,
    };
    let recommended = match held::<SeeRecommendations>(tx, grant).await? {
        Some(_) => recommendations::register(tx, grant.actor(), review).await?,
        None => Vec::new(),
    };
    let printed = |row: &Row| !matches!(row.state, State::NotAccepted | State::Superseded | State::Merged);
    Ok(Gathered {
        labels: parties::labels_in_papers(tx, review).await?,
        moves: recommendations::moves(tx, front.partnership).await?,
        letterhead: crate::people::letterhead(tx, front.partnership).await?,
        people: parties::people(tx, review).await?,
        case,
        today: facts.today,
        recommended: recommended.into_iter().filter(printed).collect(),
        front,
        facts,
        dues,
        agreed_before,
        sections,
        panel,
        appointments,
        terms,
        versions,
        proceedings,
        requests,
        letter,
    })
}

impl Gathered {
    /// What stands round the paper.
    pub(super) fn frame(&self, audience: Audience, draft: Option<&str>) -> Frame {
        let marking = match audience {
            Audience::Named => Marking::Private,
            Audience::Panel => Marking::OfficialSensitive,
            Audience::HomeOffice => Marking::RestrictedUntilPublication,
            // What is still a draft is nobody's to publish, whomever it is meant for.
            Audience::Publication if draft.is_some() => Marking::RestrictedUntilPublication,
            Audience::Publication => Marking::Public,
        };
        Frame {
            letterhead: self.letterhead.clone(),
            marking,
            reference: self.front.reference.clone(),
            dated: self.today,
            draft: draft.map(|version| Draft { version: version.to_owned(), reader: String::new() }),
        }
    }

    /// Whom and what papers name on purpose: the panel, chair and author, the agencies (domain section 5.5).
    pub(super) fn named_on_purpose(&self) -> Vec<String> {
        let panel = self.panel.iter().flat_map(|one| [one.name.clone(), one.agency.clone()]);
        let appointed = self.appointments.iter().map(|one| one.name.clone());
        let asked = self.requests.iter().map(|one| one.agency.clone());
        let own = [self.letterhead.partnership.clone(), self.letterhead.host.clone()];
        panel.chain(appointed).chain(asked).chain(own).filter(|name| !name.trim().is_empty()).collect()
    }

    /// Month and year: no paper under pseudonyms carries the day of a death (domain section 5.5).
    pub(super) fn death(&self) -> String {
        self.case.died().map(|died| died.format("%B %Y").to_string()).unwrap_or_default()
    }

    /// What the person who died is called.
    pub(super) fn deceased(&self) -> String {
        let called: Vec<String> =
            self.people.iter().filter(|person| person.kind == Kind::Deceased).map(|person| self.called(person)).collect();
        called.join(" and ")
    }

    /// Those to whom a letter may go, as they are called here.
    pub(super) fn recipients(&self) -> Vec<(EntryId, String)> {
        let theirs = self.people.iter().filter(|person| matches!(person.kind, Kind::Relative | Kind::Friend | Kind::Other));
        theirs
            .map(|person| {
                (person.id, format!("{} ({}, {})", self.called(person), person.code, within_a_sentence(person.kind.label())))
            })
            .collect()
    }

    pub(super) fn called(&self, person: &Person) -> String {
        self.labels.of(&person.code).map_or_else(|| person.code.clone(), str::to_owned)
    }

    /// The table of pseudonyms: everybody but professionals, who appear by their role.
    pub(super) fn pseudonyms(&self) -> Vec<PseudonymRow> {
        let shown = self.people.iter().filter(|person| person.kind != Kind::Professional);
        shown
            .map(|person| {
                let who = person.kind.part(person.finding);
                // The texts call somebody without a pseudonym by the code.
                let (pseudonym, relationship) = match &person.pseudonym {
                    Some(_) => (self.called(person), who.to_owned()),
                    None => ("Not chosen yet".to_owned(), format!("{who} ({})", person.code)),
                };
                PseudonymRow { pseudonym, relationship, age: String::new(), ethnicity: String::new() }
            })
            .collect()
    }

    pub(super) fn clock(&self, rule: Rule) -> Option<&Due> {
        self.dues.iter().find(|due| due.clock.rule == rule)
    }

    pub(super) fn on(&self, event: Event) -> Option<NaiveDate> {
        self.facts.dates.latest(event)
    }

    pub(super) fn show(&self, text: &str) -> String {
        self.labels.show(text)
    }

    /// Whether anything of the report is written that the person who asks may read.
    pub(super) fn has_text(&self) -> bool {
        self.sections.iter().any(|row| !row.body.as_str().trim().is_empty())
    }
}
