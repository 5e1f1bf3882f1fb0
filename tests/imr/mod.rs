//! Agencies answer, each for itself, until the chair releases.

mod checks;
mod duties;
mod mails;
mod names;
mod part;

use chrono::TimeDelta;
use dardr::access::{Actor, Denied};
use dardr::base::Prose;
use dardr::documents::{FileType, NewFile, Sealed};
use dardr::ids::{OrganisationId, ReviewId};
use dardr::imr::{
    Asked, Draft, Excuse, Judged, Level, RequestId, ReturnReason, Search, Sight, State, Verdict, add_file, ask, declare, excuse,
    judge, one, release, requests, save, sign,
};
use dardr::process::{Event, Role};
use dardr::redaction::{CaseText, Register};
use dardr::reviews;
use dardr::store::sql;
use dardr::ui::Problem;

use http::StatusCode;

use crate::support::World;

fn words(text: &str) -> CaseText {
    Register::default().tie(&Prose::parse(text).unwrap())
}

struct Agency {
    id: OrganisationId,
    spoc: Actor,
    author: Actor,
    signatory: Actor,
}

struct Case {
    review: ReviewId,
    coordinator: Actor,
    chair: Actor,
    panel: Actor,
    police: Agency,
    health: Agency,
}

async fn agency(world: &World, name: &str) -> Agency {
    let id = world.organisation("agency", name).await;
    let spoc = world.person(&format!("{name} Spoc"), Role::AgencySpoc, id).await;
    let author = world.person(&format!("{name} Author"), Role::ImrAuthor, id).await;
    let signatory = world.person(&format!("{name} Signatory"), Role::SeniorSignatory, id).await;
    Agency { id, spoc: world.actor(spoc).await, author: world.actor(author).await, signatory: world.actor(signatory).await }
}

async fn case(world: &World) -> Case {
    let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
    let coordinator = world.person("Amina Holt", Role::Coordinator, wyk).await;
    let chair = world.person("Ines Okoro", Role::IndepChair, wyk).await;
    let panel = world.person("Petra Lund", Role::PanelMember, wyk).await;
    Case {
        review: world.review(wyk).await,
        coordinator: world.actor(coordinator).await,
        chair: world.actor(chair).await,
        panel: world.actor(panel).await,
        police: agency(world, "Wyreham Police").await,
        health: agency(world, "Kelsall Health").await,
    }
}

async fn asked(world: &World, case: &Case, of: &Agency, level: Level) -> RequestId {
    let mut tx = world.store.write().await.unwrap();
    let what = Asked { organisation: of.id, level, asks: CaseText::default(), on: tx.today() };
    let id = ask(&mut tx, &case.coordinator, case.review, what).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn written(world: &World, case: &Case, of: &Agency, id: RequestId, text: &str) {
    kept(world, case, of, id, words(text)).await;
}

/// A return with this text, as it is kept.
async fn kept(world: &World, case: &Case, of: &Agency, id: RequestId, body: CaseText) {
    let mut tx = world.store.write().await.unwrap();
    let version = one(&mut tx, &of.author, case.review, id).await.unwrap().rounds[0].version;
    let draft = Draft { body, ..Draft::default() };
    save(&mut tx, &of.author, case.review, (id, version), draft).await.unwrap();
    declare(&mut tx, &of.author, case.review, (id, version + 1), (true, true)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn signed(world: &World, case: &Case, of: &Agency, id: RequestId) {
    let mut tx = world.store.write().await.unwrap();
    let version = one(&mut tx, &of.signatory, case.review, id).await.unwrap().rounds[0].version;
    let today = tx.today();
    sign(&mut tx, &of.signatory, case.review, (id, version), (today, CaseText::default())).await.unwrap();
    tx.commit().await.unwrap();
}

fn verdict(verdict: Verdict) -> Judged {
    Judged { verdict, reasons: Vec::new(), words: CaseText::default(), again_by: None }
}

both!(
    /// v5.0.0-8.2.3: within a review, each agency’s words are its own.
    async fn what_one_agency_writes_no_other_reads_before_release(world: World) {
        let case = case(&world).await;
        let police = asked(&world, &case, &case.police, Level::Imr).await;
        let health = asked(&world, &case, &case.health, Level::Imr).await;
        written(&world, &case, &case.police, police, "MARKER-POLICE").await;
        written(&world, &case, &case.health, health, "MARKER-HEALTH").await;
        let read = |who: &Actor| {
            let (world, who, review) = (world.clone(), who.clone(), case.review);
            async move {
                let mut tx = world.store.read().await.unwrap();
                let mut seen = String::new();
                for (request, _) in requests(&mut tx, &who, review).await.unwrap() {
                    let page = one(&mut tx, &who, review, request.id).await.unwrap();
                    seen.extend(page.rounds.iter().map(|round| round.body.as_str().to_owned()));
                }
                seen
            }
        };
        assert_eq!(read(&case.coordinator).await, "", "a draft is its agency’s own");
        assert_eq!(read(&case.chair).await, "");
        assert_eq!(read(&case.police.author).await, "MARKER-POLICE");
        signed(&world, &case, &case.police, police).await;
        signed(&world, &case, &case.health, health).await;
        assert_eq!(read(&case.panel).await, "", "nothing is released yet");
        for who in [&case.police.spoc, &case.police.author, &case.police.signatory] {
            assert_eq!(read(who).await, "MARKER-POLICE");
        }
        assert_eq!(read(&case.health.author).await, "MARKER-HEALTH");
        assert_eq!(read(&case.chair).await, "MARKER-HEALTHMARKER-POLICE");
        let mut tx = world.store.write().await.unwrap();
        let stranger = one(&mut tx, &case.health.author, case.review, police).await;
        assert!(matches!(stranger, Err(Denied::NotThere)), "not even that it is there");
        let early = release(&mut tx, &case.chair, case.review, (police, 4)).await;
        assert!(matches!(early, Err(Problem::NotNow { .. })), "what is not accepted is not released");
        let version = one(&mut tx, &case.chair, case.review, police).await.unwrap().rounds[0].version;
        judge(&mut tx, &case.chair, case.review, (police, version), verdict(Verdict::Accepted)).await.unwrap();
        for (seen, fits) in [(version, false), (version + 1, true), (version + 1, false), (version + 2, false)] {
            match release(&mut tx, &case.chair, case.review, (police, seen)).await {
                Ok(()) => assert!(fits, "{seen}"),
                Err(problem) => assert!(matches!(problem, Problem::Stale { .. }) && !fits, "{seen}"),
            }
        }
        tx.commit().await.unwrap();
        assert_eq!(read(&case.panel).await, "MARKER-POLICE");
        assert_eq!(read(&case.health.spoc).await, "MARKER-HEALTH", "agencies without a seat on the panel still see their own");
    }
);

both!(
    /// v5.0.0-2.3.5: two people for what one must not do alone.
    async fn the_author_declares_and_somebody_else_signs_and_then_it_is_locked(world: World) {
        let case = case(&world).await;
        let id = asked(&world, &case, &case.police, Level::Imr).await;
        let mut tx = world.store.write().await.unwrap();
        let today = tx.today();
        let early = sign(&mut tx, &case.police.signatory, case.review, (id, 1), (today, CaseText::default())).await;
        assert!(matches!(early, Err(Problem::NotNow { sentence, .. }) if sentence.contains("nothing in it yet")));
        let half = declare(&mut tx, &case.police.author, case.review, (id, 1), (true, false)).await;
        assert!(matches!(half, Err(Problem::NotYours(_))));
        let other = save(&mut tx, &case.health.author, case.review, (id, 1), Draft::default()).await;
        assert!(matches!(other, Err(Problem::NotThere)), "an agency that was not asked has no part in the review");
        let wrong = save(&mut tx, &case.coordinator, case.review, (id, 1), Draft::default()).await;
        assert!(matches!(wrong, Err(Problem::NotYours(_))), "nobody writes for an agency");
        drop(tx);
        written(&world, &case, &case.police, id, "What happened, and why.").await;
        let mut tx = world.store.write().await.unwrap();
        let stale = save(&mut tx, &case.police.author, case.review, (id, 1), Draft::default()).await;
        assert!(matches!(stale, Err(Problem::Stale { .. })));
        drop(tx);
        signed(&world, &case, &case.police, id).await;
        let mut tx = world.store.write().await.unwrap();
        let version = one(&mut tx, &case.police.author, case.review, id).await.unwrap().rounds[0].version;
        let locked = save(&mut tx, &case.police.author, case.review, (id, version), Draft::default()).await;
        assert!(matches!(locked, Err(Problem::NotNow { sentence, .. }) if sentence.contains("locked")));
        let twice = sign(&mut tx, &case.police.signatory, case.review, (id, version), (today, CaseText::default())).await;
        assert!(matches!(twice, Err(Problem::NotNow { .. })), "a double click signs once");
        let facts = reviews::facts(&mut tx, case.review).await.unwrap();
        assert!(facts.dates.stands(Event::ImrsIn) && facts.dates.stands(Event::ChronologiesIn));
        assert_eq!(facts.returns_outstanding, 0);
    }
);

both!(
    async fn a_return_is_signed_on_a_day_between_the_asking_and_today(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let on = tx.today();
        let what = Asked { organisation: case.police.id, level: Level::Imr, asks: CaseText::default(), on };
        let id = ask(&mut tx, &case.coordinator, case.review, what).await.unwrap();
        tx.commit().await.unwrap();
        written(&world, &case, &case.police, id, "What happened, and why.").await;
        world.clock.advance(TimeDelta::days(3));
        let mut tx = world.store.write().await.unwrap();
        let today = tx.today();
        let version = one(&mut tx, &case.police.signatory, case.review, id).await.unwrap().rounds[0].version;
        for (day, sentence) in [
            (on.pred_opt().unwrap(), "on that day the agency was asked for it"),
            (today.succ_opt().unwrap(), "must be today or in the past"),
        ] {
            let refused = sign(&mut tx, &case.police.signatory, case.review, (id, version), (day, CaseText::default())).await;
            assert!(matches!(&refused, Err(Problem::NotNow { sentence: said, .. }) if said.contains(sentence)), "{refused:?}");
        }
        drop(tx);
        let browser = world.visit(case.police.signatory.person).await;
        let form = format!("/reviews/{}/returns/{id}/sign", case.review);
        let said = format!("{:?}", browser.send(&form, &[("signed_on", "2026-03-05")]).await.unwrap_err());
        assert!(said.contains("on that day the agency was asked for it"), "{said}");
        let page = browser.send(&form, &[("signed_on", "2026-03-07")]).await.unwrap();
        assert!(page.says("7 March 2026 (entered on 9 March 2026)"), "{}", page.words());
        let mut tx = world.store.write().await.unwrap();
        let facts = reviews::facts(&mut tx, case.review).await.unwrap();
        assert_eq!(facts.dates.first(Event::ImrsIn), "2026-03-07".parse().ok(), "the clock ends on the day of the signature");
    }
);

both!(
    async fn a_nil_return_says_what_was_searched(world: World) {
        let case = case(&world).await;
        let id = asked(&world, &case, &case.health, Level::Summary).await;
        let (spoc, review) = (&case.health.spoc, case.review);
        let mut tx = world.store.write().await.unwrap();
        let nil = |systems: &str| Draft {
            nil_return: true,
            search: Search { systems: words(systems), identifiers: words("NHS number, name, date of birth") },
            ..Draft::default()
        };
        save(&mut tx, spoc, review, (id, 1), Draft { search: Search::default(), ..nil("x") }).await.unwrap();
        declare(&mut tx, spoc, review, (id, 2), (true, true)).await.unwrap();
        let today = tx.today();
        let empty = sign(&mut tx, &case.health.signatory, review, (id, 3), (today, CaseText::default())).await;
        assert!(matches!(empty, Err(Problem::NotNow { sentence, .. }) if sentence.contains("systems searched")));
        save(&mut tx, spoc, review, (id, 3), nil("SystmOne, Badger")).await.unwrap();
        sign(&mut tx, &case.health.signatory, review, (id, 4), (today, CaseText::default())).await.unwrap();
        let facts = reviews::facts(&mut tx, review).await.unwrap();
        assert!(facts.dates.stands(Event::ScopingReturned));
    }
);

both!(
    async fn what_is_sent_back_begins_again_and_the_signed_words_stay(world: World) {
        let case = case(&world).await;
        let id = asked(&world, &case, &case.police, Level::Imr).await;
        written(&world, &case, &case.police, id, "First round").await;
        signed(&world, &case, &case.police, id).await;
        let mut tx = world.store.write().await.unwrap();
        let version = one(&mut tx, &case.chair, case.review, id).await.unwrap().rounds[0].version;
        let bare = judge(&mut tx, &case.chair, case.review, (id, version), verdict(Verdict::SentBack)).await;
        assert!(matches!(bare, Err(Problem::NotNow { .. })), "without a reason nothing is sent back");
        let author = judge(&mut tx, &case.police.author, case.review, (id, version), verdict(Verdict::Accepted)).await;
        assert!(matches!(author, Err(Problem::NotYours(_))));
        let back = Judged {
            reasons: vec![ReturnReason::NoAnalysis],
            words: words("Say why."),
            again_by: Some(tx.today() + chrono::Days::new(14)),
            ..verdict(Verdict::SentBack)
        };
        judge(&mut tx, &case.chair, case.review, (id, version), back).await.unwrap();
        let seen = one(&mut tx, &case.police.author, case.review, id).await.unwrap();
        assert_eq!(seen.rounds.len(), 2);
        assert_eq!((seen.rounds[0].body.as_str(), seen.rounds[0].signed_at), ("First round", None));
        assert!(seen.rounds[1].signed_at.is_some());
        assert_eq!(seen.request.state, State::SentBack);
        let facts = reviews::facts(&mut tx, case.review).await.unwrap();
        assert_eq!((facts.returns_outstanding, facts.returns_unread), (1, 1), "what was sent back is not accepted");
        let owed = dardr::duties::everywhere(&mut tx, &case.police.author, &[]).await.unwrap();
        assert_eq!(owed.iter().map(|duty| duty.kind).collect::<Vec<_>>(), [dardr::duties::Kind::Return]);
        assert_eq!(dardr::duties::everywhere(&mut tx, &case.health.spoc, &[]).await.unwrap().len(), 0);
    }
);

both!(
    async fn an_agency_is_asked_on_a_day_that_can_be_earlier_than_its_entry(world: World) {
        let case = case(&world).await;
        let mut tx = world.store.write().await.unwrap();
        let now = tx.now();
        sql("INSERT INTO directory (partnership, organisation, added_at) VALUES ($1, $2, $3)")
            .bind(case.coordinator.posts[0].organisation)
            .bind(case.police.id)
            .bind(now)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        world.clock.advance(TimeDelta::days(10));
        let browser = world.visit(case.coordinator.person).await;
        let (form, agency) = (format!("/reviews/{}/returns/new", case.review), case.police.id.to_string());
        let on =
            |day: &'static str| [("agency", agency.clone()), ("level", "short_report".to_owned()), ("asked_on", day.to_owned())];
        for (day, why) in
            [("2026-01-02", "The date cannot be before 6 March 2026"), ("2026-05-05", "must be today or in the past")]
        {
            let fields = on(day);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let refused = browser.send_filled(&browser.fill(&form, None, &fields).await.unwrap()).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.words());
            assert!(refused.says(why) && refused.html.contains("#asked_on-day"), "{}", refused.words());
        }
        let fields = on("2026-03-09");
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.send(&form, &fields).await.unwrap();
        let mut tx = world.store.read().await.unwrap();
        let asked = reviews::facts(&mut tx, case.review).await.unwrap().dates.last_of(&[Event::AgenciesAsked]);
        assert_eq!(asked, Some((Event::AgenciesAsked, "2026-03-09".parse().unwrap())), "the analysis is compared with it");
    }
);

both!(
    async fn an_agency_is_asked_once_and_excused_with_a_reason(world: World) {
        let case = case(&world).await;
        let id = asked(&world, &case, &case.police, Level::Short).await;
        let mut tx = world.store.write().await.unwrap();
        let again = Asked { organisation: case.police.id, level: Level::Short, asks: CaseText::default(), on: tx.today() };
        assert!(matches!(ask(&mut tx, &case.coordinator, case.review, again.clone()).await, Err(Problem::NotNow { .. })));
        assert!(matches!(ask(&mut tx, &case.police.spoc, case.review, again).await, Err(Problem::NotYours(_))));
        let stale = excuse(&mut tx, &case.coordinator, case.review, (id, 9), Excuse::NoContact, CaseText::default()).await;
        assert!(matches!(stale, Err(Problem::Stale { .. })));
        excuse(&mut tx, &case.coordinator, case.review, (id, 1), Excuse::NoContact, CaseText::default()).await.unwrap();
        assert_eq!(reviews::facts(&mut tx, case.review).await.unwrap().returns_outstanding, 0);
        let late = save(&mut tx, &case.police.author, case.review, (id, 1), Draft::default()).await;
        assert!(matches!(late, Err(Problem::NotThere)), "nothing is asked of them any more: {late:?}");
        let (request, sight) = requests(&mut tx, &case.panel, case.review).await.unwrap().remove(0);
        assert_eq!((request.state, sight), (State::Excused, Sight::Status));
    }
);

both!(
    async fn long_text_and_a_large_file_come_back_as_they_went(world: World) {
        let case = case(&world).await;
        let id = asked(&world, &case, &case.police, Level::Imr).await;
        let long = "ä".repeat(200_000);
        written(&world, &case, &case.police, id, &long).await;
        assert!(Prose::parse(&"ä".repeat(200_001)).is_err());
        let app = world.app().await;
        let mut bytes = b"%PDF-1.7\n".to_vec();
        bytes.extend((0..5_000_000_u32).map(|n| (n % 251) as u8));
        let mut tx = world.store.write().await.unwrap();
        let place = (case.review, tx.id());
        let file = NewFile {
            kind: "return",
            title: CaseText::from("Return".to_owned()),
            audience: "agency",
            organisation: None,
            sealed: Sealed::of(&app.keyring, place, FileType::Pdf, &bytes).unwrap(),
        };
        let wrong = add_file(&mut tx, &case.chair, (case.review, id), "report", file.clone()).await;
        assert!(matches!(wrong, Err(Problem::NotYours(_))));
        let before = one(&mut tx, &case.police.author, case.review, id).await.unwrap().rounds[0].version;
        let kept = add_file(&mut tx, &case.police.author, (case.review, id), "report", file).await.unwrap();
        let seen = one(&mut tx, &case.police.author, case.review, id).await.unwrap();
        assert_eq!(seen.rounds[0].body.as_str(), long);
        assert_eq!(seen.files[0].document, kept);
        assert_eq!(seen.rounds[0].version, before + 1, "nobody signs from a page that was drawn before the file came");
        let doer = case.police.author.doer("imr_author", None);
        let back = dardr::documents::take(&mut tx, &app.keyring, &doer, case.review, kept).await.unwrap();
        assert!(back.bytes == bytes);
    }
);

both!(
    async fn a_file_that_is_too_large_is_refused_on_its_page_with_what_to_do(world: World) {
        let case = case(&world).await;
        let id = asked(&world, &case, &case.police, Level::Imr).await;
        let author = world.visit(case.police.author.person).await;
        let at = format!("/reviews/{}/returns/{id}/file", case.review);
        // Above what a file may have, where the whole form still comes in, and above what a form may have.
        for megabytes in [26, 31] {
            let large = "word ".repeat(megabytes * 1024 * 1024 / 5);
            let form = author.fill(&at, None, &[("part", "report"), ("file", &large)]).await.unwrap();
            let page = author.send_filled(&form).await;
            assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE, "{megabytes}");
            assert!(page.says("Nothing was saved") && page.says("A file may have up to 25 MB"), "{}", page.words());
            assert!(page.says("Save it smaller, or split it, and send it again"), "{}", page.words());
        }
        // A form that takes no file says what a form may have.
        let long = "word ".repeat(1024 * 1024);
        let form = author.fill("/account/tokens", None, &[("name", &long)]).await.unwrap();
        let page = author.send_filled(&form).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(page.says("A form without a file may have up to 4 MB"), "{}", page.words());
        let small = author.fill(&at, None, &[("part", "report"), ("file", "What happened.")]).await.unwrap();
        assert!(author.send_filled(&small).await.status.is_success());
    }
);
