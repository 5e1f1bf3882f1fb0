//! The people of the story and what each of them does.

use std::sync::Arc;

use chrono::NaiveDate;
use dardr::access::right::{DecideCase, EditCase, TakeStep};
use dardr::access::{Actor, permit, permit_all};
use dardr::app::App;
use dardr::consultation;
use dardr::decision::{self, Part};
use dardr::ids::{OrganisationId, PersonId, ReviewId};
use dardr::notification::{self, Section};
use dardr::process::scope::RegimeSettings;
use dardr::process::{Act, Role};
use dardr::reviews::{self, Taking};
use dardr::store::{Tx, sql};
use dardr::triage::{self, Question};
use dardr::ui::Filled;

use crate::support::World;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The form with another day.
pub fn when(f: Filled, name: &str, on: &str) -> Filled {
    let parts = ["day", "month", "year"].map(|part| format!("{name}-{part}"));
    let kept = f.pairs().filter(|(each, _)| !parts.contains(&(*each).to_owned()));
    let f = kept.fold(Filled::new(), |f, (name, value)| f.with(name, value));
    f.with_date(name, Some(day(on)))
}

const PAGES: &[(&str, &[(&str, &str)])] = &[
    (
        "told",
        &[
            ("received", "2026-02-12"),
            ("attention", "2026-02-12"),
            ("channel", "email"),
            ("source", "police"),
            ("handling", "official_sensitive"),
            ("police_reference", "WYK/4471/26"),
        ],
    ),
    ("contacts", &[("notifier_name", "Ines Okoro"), ("notifier_contact", "ines.okoro@police.example")]),
    (
        "deceased-1",
        &[
            ("given", "Danuta"),
            ("family", "Wilk"),
            ("born", "1991-04-02"),
            ("sex", "female"),
            ("address", "1 Moor Row"),
            ("residence", "Wyreham"),
            ("nation", "england"),
        ],
    ),
    (
        "alleged-1",
        &[
            ("given", "Callum"),
            ("family", "Ferns"),
            ("age", "37"),
            ("sex", "male"),
            ("relationship", "ex_partner"),
            ("criminal", "charged"),
            ("custody", "custody"),
        ],
    ),
    (
        "death",
        &[
            ("died", "2026-02-08"),
            ("died_sure", "yes"),
            ("place_kind", "residential"),
            ("abroad", "no"),
            ("manner", "killed"),
            ("facts", "Danuta Wilk was found by Callum's neighbour."),
        ],
    ),
    ("risk", &[("at_risk", "no")]),
    ("history", &[("abuse_recent", "yes"), ("abuse_ever", "yes"), ("marac", "no"), ("grade", "medium")]),
    ("next", &[("coroner_opened", "yes"), ("press", "no")]),
    ("lead", &[("basis", "normal"), ("rationale", "Her tenancy was here."), ("others", "no"), ("dispute", "no")]),
];

fn page_of(pairs: &[(&str, &str)]) -> Filled {
    pairs.iter().fold(Filled::new(), |f, (name, value)| match value.parse::<NaiveDate>() {
        Ok(on) => f.with_date(name, Some(on)),
        Err(_) => f.with(name, *value),
    })
}

/// Enters a whole notification, with some answers otherwise.
pub async fn enter(
    tx: &mut Tx,
    app: &Arc<App>,
    actor: &Actor,
    home: OrganisationId,
    otherwise: &[(&str, &str, &str)],
) -> ReviewId {
    let id = notification::begin(tx, &app.keyring, actor, home).await.unwrap();
    for (name, pairs) in PAGES {
        let section: Section = name.parse().unwrap();
        let mut pairs = pairs.to_vec();
        for (_, field, value) in otherwise.iter().filter(|(page, ..)| page == name) {
            pairs.retain(|(each, _)| each != field);
            pairs.push((field, value));
        }
        let mark = notification::mark(&notification::Draft::default(), section);
        notification::save(tx, &app.keyring, actor, (id, mark), section, &page_of(&pairs)).await.unwrap();
    }
    id
}

/// Who is in the story.
pub struct Cast {
    pub home: OrganisationId,
    pub coordinator: PersonId,
    pub chair: PersonId,
    pub spoc: PersonId,
    pub housing: OrganisationId,
}

impl Cast {
    pub async fn new(world: &World) -> Self {
        let home = world.partnership("WYK", "Wyreham and Kelsall").await;
        let housing = world.organisation("agency", "Kelsall Homes").await;
        let cast = Self {
            home,
            coordinator: world.person("Amina Holt", Role::Coordinator, home).await,
            chair: world.person("Gwen Pryor", Role::CspChair, home).await,
            spoc: world.person("Tam Reyes", Role::AgencySpoc, housing).await,
            housing,
        };
        let mut tx = world.store.write().await.unwrap();
        let now = tx.now();
        sql("INSERT INTO directory (partnership, organisation, added_at) VALUES ($1, $2, $3)")
            .bind(home)
            .bind(housing)
            .bind(now)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        cast
    }

    pub async fn open(&self, world: &World) -> ReviewId {
        let app = world.app().await;
        let coordinator = world.actor(self.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let review = enter(&mut tx, &app, &coordinator, self.home, &[]).await;
        notification::open(&mut tx, &app.keyring, &app.settings.law, &coordinator, review).await.unwrap();
        tx.commit().await.unwrap();
        review
    }

    async fn step(&self, tx: &mut Tx, actor: &Actor, review: ReviewId, act: Act) {
        let grant = permit::<TakeStep>(tx, actor, review).await.unwrap();
        let version = reviews::front(tx, &grant).await.unwrap().version;
        let today = tx.today();
        reviews::advance(tx, &grant, Taking::new(act, today, version)).await.unwrap();
    }

    pub async fn triage(&self, world: &World, review: ReviewId) {
        let app = world.app().await;
        let coordinator = world.actor(self.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        self.step(&mut tx, &coordinator, review, Act::BeginTriage).await;
        let grant = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let account = notification::account(&mut tx, &grant).await.unwrap();
        for question in Question::ALL.iter().copied() {
            let mut f = triage::suggestion(&account, question);
            let rest: [(&str, &str); 20] = [
                ("known", "yes"),
                ("died_basis", "fact"),
                ("place_basis", "fact"),
                ("manner_basis", "fact"),
                ("body", "yes"),
                ("nation", "england"),
                ("alleged_alive", "yes"),
                ("died_alone", "no"),
                ("connection", "former_partner"),
                ("abuse", "controlling_or_coercive"),
                ("resulted", "yes"),
                ("criminal", "charged"),
                ("supervised", "probation"),
                ("elsewhere", "forces"),
                ("other_reviews", "A review of the patient’s safety"),
                ("child_harmed", "no"),
                ("learning", "no"),
                ("iopc", "no"),
                ("source", "Police log"),
                ("version", "0"),
            ];
            for (name, value) in rest {
                if f.get(name).is_empty() {
                    f = f.words().with(name, value);
                }
            }
            let empty: Vec<(String, String)> =
                f.pairs().filter(|(_, value)| !value.is_empty()).map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
            f = empty.into_iter().fold(Filled::new(), |f, (name, value)| f.with(&name, value));
            let answered = triage::answer(&mut tx, &app.keyring, &grant, question, &mut f).await;
            assert!(answered.is_ok(), "{question}: {:?}", f.errors());
        }
        let version = reviews::front(&mut tx, &grant).await.unwrap().version.to_string();
        let mut f =
            Filled::new().with("regime", "dhr_s9").with("reason", "By date").with("display_term", "DHR").with("version", version);
        triage::confirm(&mut tx, &app.keyring, &grant, &mut f).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Asks everybody; Kelsall Homes by mail. Gives its row and another's.
    pub async fn consult(
        &self,
        world: &World,
        review: ReviewId,
    ) -> (dardr::consultation::ConsulteeId, dardr::consultation::ConsulteeId) {
        let coordinator = world.actor(self.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        self.step(&mut tx, &coordinator, review, Act::Consult).await;
        let grant = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let mut nobody = Filled::new().with("kind", "police").with("body", "Wyre Police").with("way", "mail");
        assert!(consultation::ask(&mut tx, &grant, &mut nobody).await.is_err());
        assert!(nobody.error("way").is_some(), "a body without people here cannot be asked by mail");
        let mut others = Vec::new();
        for kind in consultation::required(false) {
            let f = Filled::new().with("kind", kind.as_str()).with("body", kind.label()).with("way", "letter");
            let asked = consultation::ask(&mut tx, &grant, &mut when(f, "asked_on", "2026-03-02")).await.unwrap();
            others.push(asked);
        }
        let mut f = Filled::new().with("kind", "other").with("organisation", self.housing.to_string()).with("way", "mail");
        let housing = consultation::ask(&mut tx, &grant, &mut f).await.unwrap();
        tx.commit().await.unwrap();
        (housing, others[0])
    }

    /// From an open review to where the chair can decide.
    pub async fn carry_on(&self, world: &World, review: ReviewId) -> ReviewId {
        self.triage(world, review).await;
        self.consult(world, review).await;
        let app = world.app().await;
        let coordinator = world.actor(self.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        for one in consultation::consultees(&mut tx, &grant).await.unwrap() {
            if one.kind == consultation::Kind::Probation {
                let mut f = Filled::new().with("silence", "Rang twice; no record found").with("version", "1");
                consultation::explain(&mut tx, &app.keyring, &grant, one.id, &mut f).await.unwrap();
                continue;
            }
            let f =
                Filled::new().with("known", "yes").with("indicator", "no").with("view", "review").with("view_why", "Learning");
            let f = f.with("replied_by", "Duty manager").with("version", "1");
            consultation::reply(&mut tx, &app.keyring, &grant, one.id, &mut when(f, "replied_on", "2026-03-06")).await.unwrap();
        }
        self.step(&mut tx, &coordinator, review, Act::PrepareDecision).await;
        tx.commit().await.unwrap();
        review
    }

    pub async fn ready(&self, world: &World) -> ReviewId {
        let review = self.open(world).await;
        self.carry_on(world, review).await
    }

    pub async fn decide(&self, world: &World, review: ReviewId) {
        let chair = world.actor(self.chair).await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit::<DecideCase>(&mut tx, &chair, review).await.unwrap();
        let step = permit::<TakeStep>(&mut tx, &chair, review).await.unwrap();
        let seen = decision::record(&mut tx, &grant).await.unwrap().unwrap().version;
        let version = reviews::front(&mut tx, &grant).await.unwrap().version;
        decision::decide(&mut tx, &grant, &step, &RegimeSettings::default(), (seen, version)).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// Writes the whole record.
pub async fn record(world: &World, cast: &Cast, review: ReviewId, outcome: &str) {
    let app = world.app().await;
    let coordinator = world.actor(cast.coordinator).await;
    let mut tx = world.store.write().await.unwrap();
    let grant = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
    for part in Part::ALL.iter().copied() {
        let seen =
            decision::record(&mut tx, &grant).await.unwrap().filter(decision::Record::is_open).map_or(0, |one| one.version);
        let words: [(&str, &str); 14] = [
            ("chair", "Gwen Pryor"),
            ("attendees", "Police, health, housing"),
            ("conflicts", "None declared"),
            ("outcome", outcome),
            ("facts", "As in the briefing"),
            ("views", "All were for a review"),
            ("scope", "Both tests are met"),
            ("concern", "Agencies knew of risk"),
            ("learning", "Much"),
            ("family", "Her sister asks for a review"),
            ("alternatives", "None would do"),
            ("equality", "Considered"),
            ("publish", "no"),
            ("communications", "Family first"),
        ];
        let f = words.iter().fold(Filled::new(), |f, (name, value)| f.with(name, *value)).with("version", seen.to_string());
        let mut f = when(f, "decided_on", "2026-03-06");
        let kept = decision::prepare(&mut tx, &app.keyring, &grant, part, &mut f).await;
        assert!(kept.is_ok(), "{part}: {:?} {:?}", f.errors(), kept.err().map(|problem| problem.to_string()));
    }
    tx.commit().await.unwrap();
}
