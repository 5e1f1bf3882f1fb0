//! The timetable: each job once, whoever looks, and again when it is due again.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use dardr::access::right::EditClocks;
use dardr::access::{Grant, permit};
use dardr::process::{Event, Overlay, Role, Rule};
use dardr::redaction::CaseText;
use dardr::store::sql;
use dardr::work::{Job, run_due};
use dardr::{outbox, reviews};

use crate::support::World;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn at_six(day: &str) -> DateTime<Utc> {
    at(&format!("{day}T06:30:00Z"))
}

async fn subjects(world: &World) -> Vec<String> {
    let app = world.app().await;
    outbox::send_due(&app.store, &app.mailer, &app.settings.web.public).await.unwrap();
    app.mailer.kept().into_iter().map(|sent| sent.letter.subject).collect()
}

async fn count(world: &World, statement: &'static str) -> i64 {
    sql(statement).scalar(&mut world.store.read().await.unwrap()).await.unwrap()
}

both!(
    async fn each_job_is_done_once_and_again_when_due(world: World) {
        let app = world.app().await;
        assert_eq!(run_due(&app).await.unwrap(), Job::ALL);
        assert_eq!(run_due(&app).await.unwrap(), []);
        world.clock.advance(TimeDelta::minutes(2));
        assert_eq!(run_due(&app).await.unwrap(), [Job::SealRecord]);
        world.clock.set(at("2026-03-07T06:59:59Z"));
        assert!(!run_due(&app).await.unwrap().contains(&Job::FoldDigests));
        world.clock.set(at("2026-03-07T07:00:00Z"));
        assert!(run_due(&app).await.unwrap().contains(&Job::FoldDigests));
    }
);

both!(
    async fn two_instances_do_each_job_once(world: World) {
        let (one, two) = (world.app().await, world.app().await);
        let (one, two) = tokio::join!(run_due(&one), run_due(&two));
        let mut done = [one.unwrap(), two.unwrap()].concat();
        done.sort();
        assert_eq!(done, Job::ALL);
    }
);

both!(
    async fn a_job_whose_instance_died_is_done_by_another(world: World) {
        let app = world.app().await;
        run_due(&app).await.unwrap();
        let mut tx = world.store.write().await.unwrap();
        let until = tx.now() + TimeDelta::minutes(15);
        sql("UPDATE job SET lease = 'gone', leased_until = $1 WHERE name = 'seal_record'")
            .bind(until)
            .run(&mut tx)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        world.clock.advance(TimeDelta::minutes(10));
        assert_eq!(run_due(&app).await.unwrap(), []);
        world.clock.advance(TimeDelta::minutes(6));
        assert_eq!(run_due(&app).await.unwrap(), [Job::SealRecord]);
    }
);

both!(
    async fn people_are_told_before_on_and_after_the_day_and_never_twice(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        world.person("Chair Person", Role::CspChair, wyk).await;
        world.person("Amina Holt", Role::Coordinator, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        let noticed = NaiveDate::from_ymd_opt(2026, 2, 12).unwrap();
        reviews::record(&mut tx, review, Event::CameToAttention, noticed, "").await.unwrap();
        tx.commit().await.unwrap();
        let app = world.app().await;
        let told = |text: &'static str| {
            let world = &world;
            let app = &app;
            async move {
                world.clock.set(at(text));
                run_due(app).await.unwrap();
                count(world, "SELECT COUNT(*) FROM outbox WHERE kind LIKE '%DL-02'").await
            }
        };
        assert_eq!(told("2026-03-04T07:30:00Z").await, 0, "six working days ahead");
        assert_eq!(told("2026-03-05T07:30:00Z").await, 1, "five working days ahead");
        assert_eq!(told("2026-03-06T07:30:00Z").await, 1);
        assert_eq!(told("2026-03-12T07:30:00Z").await, 2, "on the day");
        assert_eq!(told("2026-03-13T07:30:00Z").await, 4, "late: the coordinator too");
        assert_eq!(told("2026-03-16T07:30:00Z").await, 4);
        assert_eq!(told("2026-03-19T07:30:00Z").await, 6, "once a week while it is late");
        let subjects = subjects(&world).await;
        assert!(subjects.iter().all(|subject| subject.contains("wait")), "only digests leave: {subjects:?}");
    }
);

both!(
    async fn my_work_names_the_clocks_that_the_daily_mail_names(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let chair = world.person("Grace Lindo", Role::CspChair, wyk).await;
        let coordinator = world.person("Amina Holt", Role::Coordinator, wyk).await;
        let seen = async |who| world.visit(who).await.open("/my-work").await.unwrap();
        assert!(seen(coordinator).await.says("Nothing waits for you at the moment."));
        let review = world.review(wyk).await;
        for day in ["2026-03-06", "2026-03-10", "2026-04-06", "2026-04-09"] {
            world.clock.set(at_six(day));
            let mut tx = world.store.write().await.unwrap();
            sql("DELETE FROM outbox").run(&mut tx).await.unwrap();
            tx.commit().await.unwrap();
            let app = world.app().await;
            run_due(&app).await.unwrap();
            for person in [chair, coordinator] {
                let mut tx = world.store.read().await.unwrap();
                let told: Vec<(String,)> = sql("SELECT kind FROM outbox WHERE person = $1 AND kind <> 'digest'")
                    .bind(person)
                    .all(&mut tx)
                    .await
                    .unwrap();
                drop(tx);
                let page = seen(person).await;
                let rules = told.iter().map(|(kind,)| kind.split(':').next_back().unwrap().parse::<Rule>().unwrap());
                for rule in rules {
                    assert!(page.says(rule.label()), "{day}, {rule}: {}", page.words());
                }
                assert_eq!(
                    page.says("Nothing waits for you"),
                    page.links().iter().all(|(to, _)| *to != format!("/reviews/{review}"))
                );
            }
        }
        assert!(seen(coordinator).await.says("Decide whether to review"), "it is late, so the coordinator hears of it too");
    }
);

both!(
    async fn a_board_that_looks_after_the_partnership_is_reminded(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let board = world.organisation("board", "Kelsall Safety Board").await;
        let elsewhere = world.organisation("board", "Board of elsewhere").await;
        let member = world.person("Bo Arden", Role::BoardMember, board).await;
        world.person("Elis Wynn", Role::BoardMember, elsewhere).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        sql("INSERT INTO oversees (body, partnership) VALUES ($1, $2)").bind(board).bind(wyk).run(&mut tx).await.unwrap();
        let done = NaiveDate::from_ymd_opt(2026, 1, 12).unwrap();
        reviews::record(&mut tx, review, Event::ActionCompleted, done, "1.1").await.unwrap();
        let holders = dardr::access::holders(&mut tx, review, &[Role::BoardMember]).await.unwrap();
        assert_eq!(holders, [member]);
        tx.commit().await.unwrap();
        world.clock.set(at("2026-07-10T07:30:00Z"));
        run_due(&*world.app().await).await.unwrap();
        let mut tx = world.store.read().await.unwrap();
        let told: Vec<(dardr::ids::PersonId,)> =
            sql("SELECT person FROM outbox WHERE kind LIKE '%DL-25'").all(&mut tx).await.unwrap();
        assert_eq!(told, [(member,)], "the effect of the action is to be checked on 12 July");
    }
);

both!(
    async fn a_closed_review_reminds_of_what_somebody_can_still_do_and_of_nothing_else(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = world.person("Amina Holt", Role::Coordinator, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (event, on) in [
            (Event::PoliceIdentified, "2024-02-01"),
            (Event::SecureRecordsSent, "2024-02-12"),
            (Event::DecidedToReview, "2024-03-01"),
            (Event::HomeOfficeTold, "2024-03-04"),
            (Event::ReportCompleted, "2024-08-01"),
            (Event::ReportSentToCommissioner, "2024-08-02"),
            (Event::SubmittedToHomeOffice, "2024-08-02"),
            (Event::ReportCleared, "2024-10-01"),
            (Event::Published, "2025-01-20"),
            (Event::FinalCopiesSent, "2025-01-21"),
            (Event::ReviewClosed, "2025-02-01"),
        ] {
            reviews::record(&mut tx, review, event, day(on), "").await.unwrap();
        }
        let at = tx.now();
        sql("UPDATE review SET stage = 'closed', closed_at = $2 WHERE id = $1").bind(review).bind(at).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        world.clock.set(at_six("2026-03-10"));
        run_due(&*world.app().await).await.unwrap();
        let mut tx = world.store.read().await.unwrap();
        let told: Vec<(dardr::ids::PersonId, String)> =
            sql("SELECT person, kind FROM outbox WHERE kind <> 'digest'").all(&mut tx).await.unwrap();
        assert_eq!(told, [(coordinator, "overdue:DL-23".to_owned())], "the report online is looked at each year");
        let visit = world.visit(coordinator).await;
        let front = visit.open(&format!("/reviews/{review}")).await.unwrap();
        assert!(
            front.says("Review the report’s place online") || front.says("Review the report’s place online"),
            "{}",
            front.words()
        );
        assert!(!front.says("Agencies confirm that records are secured"), "{}", front.words());
        let clocks = visit.open(&format!("/reviews/{review}/clocks")).await.unwrap();
        assert!(clocks.says("Not met, no longer runs"), "{}", clocks.words());
        let list = visit.open("/reviews?ended=yes").await.unwrap();
        assert!(list.says("Review the report’s place online"), "{}", list.words());
    }
);

both!(
    async fn the_list_shows_what_an_embargo_pauses_as_the_clocks_do(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = world.person("Amina Holt", Role::Coordinator, wyk).await;
        let review = world.review(wyk).await;
        let mut tx = world.store.write().await.unwrap();
        let cleared = NaiveDate::from_ymd_opt(2025, 11, 3).unwrap();
        reviews::record(&mut tx, review, Event::ReportCleared, cleared, "").await.unwrap();
        tx.commit().await.unwrap();
        let seen = || async { world.visit(coordinator).await.open("/reviews").await.unwrap() };
        let page = seen().await;
        assert!(page.says("Publish the report") && page.says("days late"), "{}", page.words());
        let mut tx = world.store.write().await.unwrap();
        let actor = world.actor(coordinator).await;
        let grant: Grant<EditClocks> = permit(&mut tx, &actor, review).await.unwrap();
        let why = CaseText::from("Reporting is restricted".to_owned());
        reviews::lay(&mut tx, &grant, Overlay::PublicationEmbargo, &why, cleared, None).await.unwrap();
        tx.commit().await.unwrap();
        let page = seen().await;
        assert!(page.says("Publish the report") && !page.says("days late"), "{}", page.words());
    }
);

both!(
    async fn administrators_are_told_a_year_before_the_bank_holidays_end(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        world.person("Sam Admin", Role::SysAdmin, wyk).await;
        world.person("Amina Holt", Role::Coordinator, wyk).await;
        let app = world.app().await;
        let last = dardr::base::calendar::Calendar::england_and_wales().runs_out();
        for day in ["03-01", "03-02"] {
            world.clock.set(at(&format!("{last}-{day}T09:00:00Z")));
            run_due(&app).await.unwrap();
        }
        assert_eq!(subjects(&world).await, ["The list of bank holidays ends within a year"]);
    }
);

both!(
    async fn what_has_run_out_is_removed(world: World) {
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let person = world.person("Amina Holt", Role::Coordinator, wyk).await;
        let app = world.app().await;
        for _ in 0..2 {
            let mut tx = world.store.write().await.unwrap();
            dardr::access::sessions::begin(&mut tx, &app.keyring, person, true).await.unwrap();
            tx.commit().await.unwrap();
            world.clock.advance(TimeDelta::minutes(20));
        }
        run_due(&app).await.unwrap();
        assert_eq!(count(&world, "SELECT COUNT(*) FROM session").await, 1, "the second is younger than half an hour");
        world.clock.advance(TimeDelta::hours(2));
        run_due(&app).await.unwrap();
        assert_eq!(count(&world, "SELECT COUNT(*) FROM session").await, 0);
    }
);
