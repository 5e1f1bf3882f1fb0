//! From a notification to a decision and back, as people do it, and what they are told when it cannot be so.

mod law;
mod pages;
mod replies;
pub mod story;

use dardr::access::right::{DecideCase, EditCase, SeeCase, TakeStep};
use dardr::access::{Denied, permit, permit_all};
use dardr::decision::{self, Outcome, Part, Scrutiny};
use dardr::notification::{self, CaseProblem, Section, Whom};
use dardr::process::scope::RegimeSettings;
use dardr::process::{Act, Event, Role, Stage};
use dardr::reviews::{self, StepProblem, Taking};
use dardr::store::{Tx, sql};
use dardr::triage::{self, Question};
use dardr::ui::Filled;

use story::{Cast, day, enter, record, when};

both!(
    async fn a_notification_becomes_a_review_and_no_name_lies_open(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        let mut tx = world.store.read().await.unwrap();
        let (reference, complete): (String, bool) =
            sql("SELECT r.reference, n.complete FROM review r JOIN notification n ON n.review = r.id WHERE r.id = $1")
                .bind(review)
                .one(&mut tx)
                .await
                .unwrap();
        assert_eq!((reference.as_str(), complete), ("WYK-2026-a", true));
        let values: Vec<(String,)> =
            sql("SELECT value FROM case_answer WHERE review = $1").bind(review).all(&mut tx).await.unwrap();
        let all = values.into_iter().map(|(value,)| value).collect::<Vec<_>>().join("\n");
        assert!(all.contains("{{V1}} was found by {{P1:given}}'s neighbour"), "{all}");
        for name in ["Danuta", "Wilk", "Callum", "Ferns", "Moor Row", "Okoro"] {
            assert!(!all.contains(name), "{name} lies open");
        }
        let drafts: i64 = sql("SELECT COUNT(*) FROM notification_draft").scalar(&mut tx).await.unwrap();
        assert_eq!(drafts, 0);
        let facts = reviews::facts(&mut tx, review).await.unwrap();
        assert!(facts.notification_complete && facts.lead_partnership_settled);
        assert_eq!(facts.dates.first(Event::NotificationReceived), Some(day("2026-02-12")));
    }
);

both!(
    async fn a_draft_is_seen_by_its_partnership_alone_and_a_late_page_is_refused(world: World) {
        let cast = Cast::new(&world).await;
        let app = world.app().await;
        let elsewhere = world.partnership("STB", "Stourbourne").await;
        let other = world.actor(world.person("Idris Vaughan", Role::Coordinator, elsewhere).await).await;
        let chair = world.actor(cast.chair).await;
        let coordinator = world.actor(cast.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let draft = notification::begin(&mut tx, &app.keyring, &coordinator, cast.home).await.unwrap();
        for actor in [&other, &chair] {
            let refused = notification::draft(&mut tx, &app.keyring, actor, draft).await.unwrap_err();
            assert!(matches!(refused, CaseProblem::NotThere));
        }
        assert!(notification::drafts(&mut tx, &other).await.unwrap().is_empty());
        let page = Filled::new().with("agencies", "Housing");
        let empty = notification::mark(&notification::Draft::default(), Section::History);
        notification::save(&mut tx, &app.keyring, &coordinator, (draft, empty), Section::History, &page).await.unwrap();
        let late = notification::save(&mut tx, &app.keyring, &coordinator, (draft, empty), Section::History, &page).await;
        assert!(matches!(late, Err(CaseProblem::Stale(_))));
        let unfinished = notification::open(&mut tx, &app.keyring, &app.settings.law, &coordinator, draft).await.unwrap_err();
        assert!(unfinished.to_string().starts_with("Finish these pages first: How you were told;"), "{unfinished}");
        let sealed: Vec<u8> = sql("SELECT sealed FROM notification_draft").scalar(&mut tx).await.unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains("Housing"), "what is typed lies sealed");
    }
);

both!(
    async fn the_same_death_twice_is_told_and_not_refused(world: World) {
        let cast = Cast::new(&world).await;
        cast.open(&world).await;
        let app = world.app().await;
        let coordinator = world.actor(cast.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let again = enter(&mut tx, &app, &coordinator, cast.home, &[]).await;
        let held = notification::draft(&mut tx, &app.keyring, &coordinator, again).await.unwrap();
        let twins = notification::twins(&mut tx, &app.keyring, &held).await.unwrap();
        assert_eq!(twins.iter().map(|twin| twin.reference.as_str()).collect::<Vec<_>>(), ["WYK-2026-a"]);
        let reference = notification::open(&mut tx, &app.keyring, &app.settings.law, &coordinator, again).await.unwrap();
        assert_eq!(reference, "WYK-2026-b");
        let twice = notification::open(&mut tx, &app.keyring, &app.settings.law, &coordinator, again).await;
        assert!(matches!(twice, Err(CaseProblem::NotThere)), "a double click opens nothing more");
    }
);

both!(
    async fn what_came_by_phone_waits_for_writing(world: World) {
        let cast = Cast::new(&world).await;
        let app = world.app().await;
        let coordinator = world.actor(cast.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let review = enter(&mut tx, &app, &coordinator, cast.home, &[("told", "channel", "phone")]).await;
        notification::open(&mut tx, &app.keyring, &app.settings.law, &coordinator, review).await.unwrap();
        let step = permit::<TakeStep>(&mut tx, &coordinator, review).await.unwrap();
        let today = tx.today();
        let refused = reviews::advance(&mut tx, &step, Taking::new(Act::BeginTriage, today, 1)).await.unwrap_err();
        assert!(refused.to_string().contains("notification is not complete"), "{refused}");
        let edit = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let account = notification::account(&mut tx, &edit).await.unwrap();
        let begun = || account.sheet(Section::Told).fill(Section::Told.questions()).with("version", account.version.to_string());
        let mut f = when(begun(), "attention", "2026-02-13");
        let later = notification::correct(&mut tx, &app.keyring, &edit, Section::Told, &mut f).await;
        assert!(matches!(later, Err(CaseProblem::Form)), "a clock is never set back: {:?}", f.errors());
        let mut f = when(begun(), "written_on", "2026-02-13");
        notification::correct(&mut tx, &app.keyring, &edit, Section::Told, &mut f).await.unwrap();
        let mut stale = when(begun(), "written_on", "2026-02-14");
        let refused = notification::correct(&mut tx, &app.keyring, &edit, Section::Told, &mut stale).await;
        assert!(matches!(refused, Err(CaseProblem::Stale(_))));
        let facts = reviews::facts(&mut tx, review).await.unwrap();
        assert_eq!(facts.dates.first(Event::PoliceNotifiedInWriting), Some(day("2026-02-13")));
        reviews::advance(&mut tx, &step, Taking::new(Act::BeginTriage, today, 1)).await.unwrap();
    }
);

both!(
    async fn every_answer_is_tested_against_both_laws(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        cast.triage(&world, review).await;
        let coordinator = world.actor(cast.coordinator).await;
        let app = world.app().await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let tested = triage::tested(&mut tx, &grant).await.unwrap().unwrap();
        assert_eq!((tested.tests.s9.outcome.code(), tested.tests.s8a.outcome.code()), ("yes", "yes"));
        let flatmates = || Filled::new().with("known", "no").with("relationship", "flatmate");
        let mut f = flatmates().with("source", "Police").with("version", "0");
        let stale = triage::answer(&mut tx, &app.keyring, &grant, Question::T5, &mut f).await;
        assert!(matches!(stale, Err(CaseProblem::Stale(_))));
        let mut f = flatmates().with("version", "1");
        let no_source = triage::answer(&mut tx, &app.keyring, &grant, Question::T5, &mut f).await;
        assert!(matches!(no_source, Err(CaseProblem::Form)));
        let mut f = f.words().with("source", "Police");
        triage::answer(&mut tx, &app.keyring, &grant, Question::T5, &mut f).await.unwrap();
        let tested = triage::tested(&mut tx, &grant).await.unwrap().unwrap();
        assert_eq!(tested.tests.s8a.outcome.code(), "no", "flatmates are not personally connected");
        assert!(reviews::facts(&mut tx, review).await.unwrap().triage_answered);
    }
);

both!(
    async fn an_answer_that_contradicts_itself_is_refused_and_one_that_differs_from_the_notification_is_told(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        let coordinator = world.actor(cast.coordinator).await;
        let app = world.app().await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let said = |known: &str, pairs: &[(&str, &str)]| {
            let f = Filled::new().with("known", known).with("source", "Police").with("version", "0");
            pairs.iter().fold(f, |f, (name, value)| f.with(name, *value))
        };
        let hearing = when(said("yes", &[("criminal", "charged")]), "trial_on", "1999-06-01");
        let inquest = when(said("yes", &[]), "inquest_on", "1999-06-01");
        for (question, mut f, field, sentence) in [
            (Question::T2, said("yes", &[("deceased_age", "12")]), "deceased_age", "the age is 12. Put one of them right"),
            (Question::T2, said("no", &[("deceased_age", "40")]), "deceased_age", "was under 16; the age is 40"),
            (Question::T2, said("yes", &[]), "age_band", "Select the age band"),
            (Question::T5, said("no", &[("relationship", "partner")]), "relationship", "“Boyfriend or girlfriend”"),
            (Question::T9, said("no", &[("criminal", "convicted")]), "criminal", "the status is “Convicted”"),
            (Question::T9, hearing, "trial_on", "must not be before the death, 8 February 2026"),
            (Question::T10, inquest, "inquest_on", "must not be before the death, 8 February 2026"),
            (Question::T14, said("yes", &[]), "supervised", "Select which it was"),
            (Question::T18, said("yes", &[]), "other_reviews", "Enter which other reviews"),
        ] {
            let refused = triage::answer(&mut tx, &app.keyring, &grant, question, &mut f).await;
            assert!(matches!(refused, Err(CaseProblem::Form)), "{question}");
            assert!(f.error(field).is_some_and(|error| error.contains(sentence)), "{question}: {:?}", f.errors());
        }
        let mut nobody = said("no", &[("alleged_age", "3"), ("died_alone", "yes")]);
        triage::answer(&mut tx, &app.keyring, &grant, Question::T4, &mut nobody).await.unwrap();
        let mut officer = said("yes", &[("coroner_officer", "Ines Okoro")]);
        triage::answer(&mut tx, &app.keyring, &grant, Question::T10, &mut officer).await.unwrap();
        let mut older = said("yes", &[("deceased_age", "40")]);
        triage::answer(&mut tx, &app.keyring, &grant, Question::T2, &mut older).await.unwrap();
        let given = triage::answers(&mut tx, &grant).await.unwrap();
        assert_eq!(given[&Question::T4].parts.get("alleged_age"), "", "what belongs to a yes is cleared");
        assert_eq!(given[&Question::T2].parts.get("age_band"), "adult");
        let officer = given[&Question::T10].parts.get("coroner_officer");
        assert!(officer.starts_with("{{") && !officer.contains("Okoro"), "{officer}");
        let facts = triage::tested(&mut tx, &grant).await.unwrap().unwrap().facts;
        assert_eq!((facts.deceased_age, facts.alleged_age, facts.alleged_died_alone), (Some(40), None, false));
        tx.commit().await.unwrap();
        let page = world.visit(cast.coordinator).await.visit(&format!("/reviews/{review}/triage")).await;
        assert!(page.says("T2, Age at death: the notification says 34, the triage 40."), "{}", page.words());
        assert!(
            page.says("The notification names a person alleged to be responsible; T4 says that nobody is."),
            "{}",
            page.words()
        );
    }
);

both!(
    async fn what_the_notification_says_is_offered_and_a_person_decides(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        let coordinator = world.actor(cast.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let grant = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let account = notification::account(&mut tx, &grant).await.unwrap();
        let f = triage::suggestion(&account, Question::T3);
        assert_eq!((f.get("known"), f.get("nation"), f.get("bodies")), ("yes", "england", "Wyreham"));
        let f = triage::suggestion(&account, Question::T9);
        assert_eq!((f.get("known"), f.get("criminal")), ("yes", "charged"));
        assert!(triage::answers(&mut tx, &grant).await.unwrap().is_empty(), "nothing is answered for anybody");
        drop(tx);
        let browser = world.visit(cast.coordinator).await;
        let page = browser.visit(&format!("/reviews/{review}/triage/T3")).await;
        assert!(page.says("Source of a yes or a no") && !page.says("Source (optional)"), "{}", page.words());
    }
);

both!(
    async fn an_agency_answers_for_itself_and_sees_no_other(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        cast.triage(&world, review).await;
        let (housing, other) = cast.consult(&world, review).await;
        let app = world.app().await;
        let mut tx = world.store.write().await.unwrap();
        let spoc = world.actor(cast.spoc).await;
        let own = permit::<EditCase>(&mut tx, &spoc, review).await.unwrap();
        let seen = dardr::consultation::consultees(&mut tx, &own).await.unwrap();
        assert_eq!(seen.iter().map(|one| one.id).collect::<Vec<_>>(), [housing]);
        let reply =
            || Filled::new().with("known", "no").with("indicator", "no").with("view", "review").with("view_why", "Known to us");
        let duties = async |tx: &mut Tx| {
            dardr::duties::everywhere(tx, &spoc, &[]).await.unwrap().into_iter().map(|duty| duty.kind).collect::<Vec<_>>()
        };
        assert_eq!(duties(&mut tx).await, [dardr::duties::Kind::Reply], "it waits for its contact");
        let foreign = dardr::consultation::reply(&mut tx, &app.keyring, &own, other, &mut reply().with("version", "1")).await;
        assert!(matches!(foreign, Err(CaseProblem::NotThere)));
        dardr::consultation::reply(&mut tx, &app.keyring, &own, housing, &mut reply().with("version", "1")).await.unwrap();
        let again = dardr::consultation::reply(&mut tx, &app.keyring, &own, housing, &mut reply().with("version", "1")).await;
        assert!(matches!(again, Err(CaseProblem::Stale(_))));
        assert_eq!(duties(&mut tx).await, []);
        let gone = permit::<EditCase>(&mut tx, &spoc, review).await;
        assert!(matches!(gone, Err(Denied::NotThere)), "who knew nobody has no further part in it");
        let coordinator = world.actor(cast.coordinator).await;
        let asks = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let mut again = Filled::new().with("kind", "other").with("organisation", cast.housing.to_string()).with("way", "letter");
        again = when(again, "asked_on", "2026-03-03");
        dardr::consultation::ask(&mut tx, &asks, &mut again).await.unwrap();
        assert!(permit::<EditCase>(&mut tx, &spoc, review).await.is_ok(), "it is asked again");
        let mails: i64 = sql("SELECT COUNT(*) FROM outbox WHERE kind = 'consultation_asked'").scalar(&mut tx).await.unwrap();
        assert_eq!(mails, 1);
    }
);

both!(
    async fn two_people_deciding_at_once_make_one_decision(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.ready(&world).await;
        record(&world, &cast, review, "review").await;
        let chair = world.actor(cast.chair).await;
        let coordinator = world.actor(cast.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        assert!(permit::<DecideCase>(&mut tx, &coordinator, review).await.is_err(), "only the chair decides");
        let grant = permit::<DecideCase>(&mut tx, &chair, review).await.unwrap();
        let step = permit::<TakeStep>(&mut tx, &chair, review).await.unwrap();
        let seen = decision::record(&mut tx, &grant).await.unwrap().unwrap().version;
        let version = reviews::front(&mut tx, &grant).await.unwrap().version;
        let made = decision::decide(&mut tx, &grant, &step, &RegimeSettings::default(), (seen, version)).await.unwrap();
        assert_eq!(made, Outcome::Review);
        let second = decision::decide(&mut tx, &grant, &step, &RegimeSettings::default(), (seen, version)).await.unwrap_err();
        assert!(second.to_string().contains("the decision was made, since you opened this page"), "{second}");
        let front = reviews::front(&mut tx, &grant).await.unwrap();
        assert_eq!(front.stage, Stage::Setup);
    }
);

both!(
    async fn a_decision_is_reversed_and_the_first_one_stays(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.ready(&world).await;
        record(&world, &cast, review, "no_review").await;
        cast.decide(&world, review).await;
        let app = world.app().await;
        let (chair, coordinator) = (world.actor(cast.chair).await, world.actor(cast.coordinator).await);
        let mut tx = world.store.write().await.unwrap();
        let edit = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let step = permit::<TakeStep>(&mut tx, &coordinator, review).await.unwrap();
        let version = reviews::front(&mut tx, &edit).await.unwrap().version.to_string();
        let said = Filled::new()
            .with("status", "asked_to_reconsider")
            .with("note", "The board asks to look again")
            .with("version", version);
        decision::scrutinise(&mut tx, &app.keyring, &edit, &step, &mut when(said, "on", "2026-03-06")).await.unwrap();
        let chairs = permit::<TakeStep>(&mut tx, &chair, review).await.unwrap();
        let version = reviews::front(&mut tx, &edit).await.unwrap().version.to_string();
        let why =
            Filled::new().with("why", "ho_asked_to_reconsider").with("note", "Asked to reconsider").with("version", version);
        decision::reopen(&mut tx, &app.keyring, &chairs, &mut when(why, "on", "2026-03-06")).await.unwrap();
        tx.commit().await.unwrap();
        record(&world, &cast, review, "review").await;
        cast.decide(&world, review).await;
        let mut tx = world.store.read().await.unwrap();
        let seen = permit_all::<SeeCase>(&mut tx, &coordinator, review).await.unwrap();
        let records = decision::records(&mut tx, &seen).await.unwrap();
        assert_eq!(records.iter().map(|one| one.outcome).collect::<Vec<_>>(), [Some(Outcome::NoReview), Some(Outcome::Review)]);
        assert_eq!(records[0].superseded_by, Some(records[1].id));
        assert_eq!(records[0].scrutiny, Some(Scrutiny::AskedToReconsider));
        assert!(records[0].tests.is_some() && !records[0].sheet(Part::Reasons).is_empty());
    }
);

both!(
    async fn a_direction_to_take_part_is_recorded_by_those_who_record_directions(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.ready(&world).await;
        let app = world.app().await;
        let (chair, coordinator) = (world.actor(cast.chair).await, world.actor(cast.coordinator).await);
        let leads = world.actor(world.person("Ines Okoro", Role::IndepChair, cast.home).await).await;
        let mut tx = world.store.write().await.unwrap();
        let edit = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let version = reviews::front(&mut tx, &edit).await.unwrap().version;
        let to = |body: &str, version: i64| {
            let f = Filled::new().with("kind", "participate").with("body", body).with("said", "Take part in the review");
            when(f.with("version", version.to_string()), "letter_on", "2026-03-05")
        };
        let letter = |version: i64| to("Kelsall Homes", version);
        let step = permit::<TakeStep>(&mut tx, &leads, review).await.unwrap();
        let refused = decision::direct(&mut tx, &app.keyring, &step, &mut letter(version)).await;
        assert!(matches!(refused, Err(CaseProblem::Step(StepProblem::Refused(_)))), "{refused:?}");
        let step = permit::<TakeStep>(&mut tx, &chair, review).await.unwrap();
        let mut misspelt = to("Kelsal Home", version);
        let refused = decision::direct(&mut tx, &app.keyring, &step, &mut misspelt).await;
        assert!(matches!(refused, Err(CaseProblem::Form)), "{refused:?}");
        assert!(misspelt.error("body").is_some_and(|said| said.contains("is called “Kelsal Home”")));
        for actor in [&coordinator, &chair] {
            let step = permit::<TakeStep>(&mut tx, actor, review).await.unwrap();
            let stale = decision::direct(&mut tx, &app.keyring, &step, &mut letter(version + 1)).await;
            assert!(matches!(stale, Err(CaseProblem::Step(StepProblem::Stale))), "{stale:?}");
            decision::direct(&mut tx, &app.keyring, &step, &mut letter(version)).await.unwrap();
        }
        assert_eq!(decision::directions(&mut tx, &edit).await.unwrap().len(), 2);
    }
);

both!(
    async fn what_is_sent_for_scrutiny_is_recorded_by_those_who_record_the_answer(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.ready(&world).await;
        record(&world, &cast, review, "no_review").await;
        cast.decide(&world, review).await;
        let app = world.app().await;
        let coordinator = world.actor(cast.coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let edit = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let step = permit::<TakeStep>(&mut tx, &coordinator, review).await.unwrap();
        let version = reviews::front(&mut tx, &edit).await.unwrap().version;
        let sent = |version: i64| {
            let f = Filled::new().with("status", "sent").with("note", "The reasons went by mail");
            when(f.with("version", version.to_string()), "on", "2026-03-06")
        };
        let stale = decision::scrutinise(&mut tx, &app.keyring, &edit, &step, &mut sent(version + 1)).await;
        assert!(matches!(stale, Err(CaseProblem::Step(StepProblem::Stale))), "{stale:?}");
        decision::scrutinise(&mut tx, &app.keyring, &edit, &step, &mut sent(version)).await.unwrap();
        sql("UPDATE review SET stage = 'decision' WHERE id = $1").bind(review).run(&mut tx).await.unwrap();
        let early = decision::scrutinise(&mut tx, &app.keyring, &edit, &step, &mut sent(version)).await;
        assert!(matches!(early, Err(CaseProblem::Step(StepProblem::Refused(_)))), "{early:?}");
    }
);

both!(
    async fn a_record_out_of_time_or_without_its_reasons_decides_nothing(world: World) {
        let cast = Cast::new(&world).await;
        let review = cast.open(&world).await;
        let app = world.app().await;
        let (chair, coordinator) = (world.actor(cast.chair).await, world.actor(cast.coordinator).await);
        let mut tx = world.store.write().await.unwrap();
        let edit = permit_all::<EditCase>(&mut tx, &coordinator, review).await.unwrap();
        let early =
            decision::prepare(&mut tx, &app.keyring, &edit, Part::Outcome, &mut Filled::new().with("outcome", "review")).await;
        assert!(early.unwrap_err().to_string().contains("when the consultation has begun"));
        tx.commit().await.unwrap();
        let review = cast.carry_on(&world, review).await;
        let mut tx = world.store.write().await.unwrap();
        let mut f = Filled::new().with("outcome", "review").with("version", "0");
        decision::prepare(&mut tx, &app.keyring, &edit, Part::Outcome, &mut f).await.unwrap();
        let grant = permit::<DecideCase>(&mut tx, &chair, review).await.unwrap();
        let step = permit::<TakeStep>(&mut tx, &chair, review).await.unwrap();
        let version = reviews::front(&mut tx, &grant).await.unwrap().version;
        let held = decision::record(&mut tx, &grant).await.unwrap().unwrap();
        let refused =
            decision::decide(&mut tx, &grant, &step, &RegimeSettings::default(), (held.version, version)).await.unwrap_err();
        assert!(refused.to_string().contains("not complete: The meeting"), "{refused}");
        let plain = reviews::advance(&mut tx, &step, Taking::new(Act::DecideToReview, day("2026-03-06"), version)).await;
        assert!(matches!(plain, Err(StepProblem::Refused(_))), "the plain step does not go round the record");
        assert_eq!(Whom::ALL.len(), 3);
    }
);
