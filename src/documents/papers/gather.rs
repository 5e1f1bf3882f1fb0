//! What a paper is made from, read in one transaction with the rights of the person who asks.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::access::right::{
    EditPapers, Right, SeeCase, SeeDraft, SeePanel, SeeProceedings, SeeQuality, SeeRecommendations, SeeReturns, SeeTerms,
};
use crate::access::{Grant, if_theirs, permit};
use crate::base::calendar::Calendar;
use crate::base::within_a_sentence;
use crate::family::{self, Relation};
use crate::ids::{EntryId, OrganisationId, ReviewId};
use crate::imr::{self, Request};
use crate::panel::{self, Appointment, Member};
use crate::parties::{self, Kind, Person};
use crate::proceedings::{self, Proceeding};
use crate::process::{Due, Event, Facts, Role, Rule, due};
use crate::recommendations::{self, RecommendationId, Row, State, Told};
use crate::redaction::{CaseText, Labels, OnPurpose};
use crate::reports::{self, Section, SectionRow};
use crate::reviews::{self, Front};
use crate::store::{Stored, Tx, sql};
use crate::submission;
use crate::terms::{self, KeyLine, Terms};
use crate::typeset::papers::{Draft, Frame, Letterhead, Marking, PseudonymRow};
use crate::ui::{Problem, day};

use super::case::Case;
use super::held_back::speaks_of;
use super::kinds::{Audience, PaperKind};
use super::notices::LastNotice;

/// Everything about a review that its papers are made from, with the labels of the audience.
pub(super) struct Gathered {
    pub(super) front: Front,
    pub(super) facts: Facts,
    pub(super) dues: Vec<Due>,
    /// The date that was agreed for the report before the one that stands.
    pub(super) agreed_before: Option<NaiveDate>,
    /// When the family were told of the date that stands, as the last notice of it said.
    pub(super) told_of_delay: Option<NaiveDate>,
    pub(super) last_notice: Option<LastNotice>,
    pub(super) labels: Labels,
    pub(super) letterhead: Letterhead,
    /// The name and the job title of the partnership's chair, where one person holds the post.
    pub(super) chair: Option<(String, String)>,
    pub(super) people: Vec<Person>,
    /// What those of the family and the friends are to the person who died.
    pub(super) relations: Vec<Relation>,
    pub(super) sections: Vec<SectionRow>,
    /// The sections that a finished report has and this one has not.
    pub(super) unwritten: Vec<Section>,
    /// What a draft of the report is called.
    pub(super) draft: String,
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
    pub(super) told: BTreeMap<RecommendationId, Vec<Told>>,
    pub(super) today: NaiveDate,
}

/// Some readers may make a letter and not read the draft: what they may not read is left out, and a paper that needs it is refused.
pub(super) async fn held<R: Right>(tx: &mut Tx, grant: &Grant<EditPapers>) -> Result<Option<Grant<R>>, Problem> {
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

/// How the story of a review calls it that the family were told of a later date for the report.
pub(super) const TOLD_OF_DELAY: &str = "family_told_that_the_report_will_be_late";

type Scope = (Option<(Terms, Vec<KeyLine>)>, Vec<Terms>);

/// The date that was agreed for the report before the one that stands, and when the family were told of the one that stands.
async fn of_the_delay(tx: &mut Tx, review: ReviewId, dues: &[Due]) -> Stored<(Option<NaiveDate>, Option<NaiveDate>)> {
    let Some(due) = dues.iter().find(|due| due.clock.rule == Rule::Dl12) else { return Ok((None, None)) };
    let told = match &due.agreed {
        Some(agreed) => reviews::noted_since(tx, review, TOLD_OF_DELAY, agreed.on).await?,
        None => None,
    };
    Ok((reviews::agreed_before(tx, review, due).await?, told))
}

async fn on_the_panel(tx: &mut Tx, grant: &Grant<EditPapers>) -> Result<(Vec<Member>, Vec<Appointment>), Problem> {
    Ok(match held::<SeePanel>(tx, grant).await? {
        Some(see) => (panel::members(tx, &see).await?, panel::appointments(tx, &see).await?),
        None => (Vec::new(), Vec::new()),
    })
}

pub(super) async fn gather(tx: &mut Tx, grant: &Grant<EditPapers>) -> Result<Gathered, Problem> {
    let review = grant.review();
    let front = reviews::front(tx, grant).await?;
    let facts = reviews::facts(tx, review).await?;
    let dues = due(&facts, Calendar::england_and_wales(), &reviews::lengths(tx, front.partnership).await?);
    let (agreed_before, told_of_delay) = of_the_delay(tx, review, &dues).await?;
    let sections = if held::<SeeDraft>(tx, grant).await?.is_some() { reports::standing(tx, review).await? } else { Vec::new() };
    let (panel, appointments) = on_the_panel(tx, grant).await?;
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
        draft: draft_name(reports::newest(tx, review).await?, facts.today),
        labels: parties::labels_in_papers(tx, review).await?,
        told: recommendations::told(tx, front.partnership).await?,
        letterhead: crate::people::letterhead(tx, front.partnership).await?,
        chair: chair_of(tx, front.partnership).await?,
        people: parties::people(tx, review).await?,
        relations: family::relations(tx, review).await?,
        case,
        today: facts.today,
        recommended: recommended.into_iter().filter(printed).collect(),
        front,
        facts,
        dues,
        agreed_before,
        told_of_delay,
        last_notice: LastNotice::of(tx, review).await?,
        sections,
        unwritten: reports::unwritten(tx, review).await?,
        panel,
        appointments,
        terms,
        versions,
        proceedings,
        requests,
        letter,
    })
}

/// Who chairs the partnership; nobody where two people hold the post at the same time.
async fn chair_of(tx: &mut Tx, partnership: OrganisationId) -> Stored<Option<(String, String)>> {
    let today = tx.today();
    let mut chairs: Vec<(String, String)> = sql("SELECT p.name, p.job_title FROM post h JOIN person p ON p.id = h.person \
         WHERE h.organisation = $1 AND h.role = $2 AND h.begins <= $3 AND (h.ends IS NULL OR h.ends >= $3) AND p.disabled_at IS NULL")
    .bind(partnership)
    .bind(Role::CspChair)
    .bind(today)
    .all(tx)
    .await?;
    Ok(if chairs.len() == 1 { chairs.pop() } else { None })
}

/// What a draft says of itself: the version that it is, the one that it was written on from, or the day on which it was printed.
fn draft_name(newest: Option<(String, bool)>, today: NaiveDate) -> String {
    match newest {
        Some((label, true)) => format!("Draft {label}"),
        Some((label, false)) => format!("Draft after {label}"),
        None => format!("Draft of {}", day(today)),
    }
}

impl Gathered {
    /// What stands round the paper.
    pub(super) fn frame(&self, audience: Audience, draft: Option<&str>) -> Frame {
        let marking = match audience {
            Audience::Named => Marking::Private,
            Audience::Panel => Marking::OfficialSensitive,
            Audience::HomeOffice if self.facts.dates.stands(Event::Published) => Marking::OfficialSensitive,
            Audience::HomeOffice => Marking::RestrictedUntilPublication,
            Audience::Publication if self.facts.embargoes > 0 => Marking::Embargoed,
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

    /// The same of the report, its summary and its plan: while an embargo stands, whoever has a copy reads that it is not to be published.
    pub(super) fn report_frame(&self, audience: Audience, draft: Option<&str>) -> Frame {
        let frame = self.frame(audience, draft);
        let marking = if self.facts.embargoes > 0 { Marking::Embargoed } else { frame.marking };
        Frame { marking, ..frame }
    }

    /// Whom and what papers name on purpose: the panel, chair and author, the agencies (domain section 5.5).
    pub(super) fn named_on_purpose(&self) -> OnPurpose {
        let panel = self.panel.iter().map(|one| &one.name);
        let people = panel.chain(self.appointments.iter().map(|one| &one.name));
        let sent = self.panel.iter().map(|one| &one.agency);
        let asked = self.requests.iter().map(|one| &one.agency);
        let bodies = sent.chain(asked).chain([&self.letterhead.partnership, &self.letterhead.host]);
        let named = |name: &&String| !name.trim().is_empty();
        OnPurpose { people: people.filter(named).cloned().collect(), bodies: bodies.filter(named).cloned().collect() }
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
        self.pseudonyms_of(|_| true)
    }

    /// The pseudonyms of those of whom this paper speaks: one that a reader meets nowhere only makes them look for somebody.
    pub(super) fn pseudonyms_used(&self, kind: PaperKind) -> Vec<PseudonymRow> {
        let texts = self.printed_in(kind);
        self.pseudonyms_of(|code| texts.iter().any(|text| speaks_of(text, code)))
    }

    fn pseudonyms_of(&self, wanted: impl Fn(&str) -> bool) -> Vec<PseudonymRow> {
        let shown = self.people.iter().filter(|person| person.kind != Kind::Professional && wanted(&person.code));
        shown
            .map(|person| {
                let who = self.who(person);
                // The texts call somebody without a pseudonym by the code.
                let (pseudonym, relationship) = match &person.pseudonym {
                    Some(_) => (self.called(person), who),
                    None => (String::new(), format!("{who} ({})", person.code)),
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

    /// What whoever makes this paper reads first: why it is no paper to publish yet, and what the last of its kind promised.
    pub(super) fn to_read_first(&self, kind: PaperKind) -> Vec<String> {
        let printed = match kind {
            PaperKind::OverviewReport | PaperKind::ExecutiveSummary | PaperKind::ActionPlan => true,
            PaperKind::TermsOfReference => false,
            PaperKind::FamilyLetter if self.case.no_trial() && self.no_longer_fits(kind).is_none() => {
                return vec![ALSO_DIED.to_owned()];
            }
            PaperKind::DelayNotice => return self.last_notice.iter().map(|last| last.reminder(self.today)).collect(),
            _ => return Vec::new(),
        };
        let draft = (printed && self.agreed_report().is_none()).then(|| {
            format!("The partnership has not agreed the report yet. What is made now is a draft for every reader, and each page says so: “{}”.", self.draft)
        });
        let embargo = (self.facts.embargoes > 0).then(|| {
            "An embargo on publication stands. What is made for publication is marked as not to be published, and is made again once the \
             embargo is lifted."
                .to_owned()
        });
        self.not_whole(kind).into_iter().chain(self.nameless(kind)).chain(draft).chain(embargo).collect()
    }

    /// Whether anything of the report is written that the person who asks may read.
    pub(super) fn has_text(&self) -> bool {
        self.sections.iter().any(|row| !row.body.as_str().trim().is_empty())
    }
}

/// What the letter cannot know of whoever reads it.
const ALSO_DIED: &str = "The person alleged to be responsible has died too. The letter speaks of one death: where it goes to somebody who grieves for both, say so in \
                         the personal words.";
