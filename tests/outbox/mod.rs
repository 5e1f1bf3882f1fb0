//! Mail: its words, and that each leaves once, whatever the server does.

mod server;
mod words;

use chrono::TimeDelta;
use dardr::base::Email;
use dardr::ids::PersonId;
use dardr::outbox::{self, Facts, Kind, Mail, Mailer, Round, Standing, To};
use dardr::process::{Notice, Rule};
use dardr::settings::{MailSecurity, PublicAddress, Settings, Source};
use dardr::store::{Tx, sql};

use crate::support::World;
use server::Server;

pub fn public() -> PublicAddress {
    let least = [
        ("DARDR_PUBLIC_ADDRESS", "https://reviews.example.gov.uk"),
        ("DARDR_DEPLOYMENT_KEY", "key"),
        ("DARDR_MAIL", "folder:mail"),
        ("DARDR_MAIL_FROM", "reviews@example.gov.uk"),
    ];
    Settings::read(&least.into_iter().collect::<Source>()).unwrap().web.public
}

fn to(address: &str) -> Mail {
    Mail {
        to: To::Address(Email::parse(address).unwrap()),
        kind: Kind::ConsultationAsked,
        partnership: None,
        review: None,
        facts: Facts {
            reference: "NFK-2026-001".into(),
            due: "2026-03-20".parse().ok(),
            path: "/consultations/1".into(),
            ..Facts::default()
        },
        dedupe: None,
        digest: false,
    }
}

async fn person(tx: &mut Tx, name: &str) -> PersonId {
    let (id, now) = (tx.id::<PersonId>(), tx.now());
    sql("INSERT INTO person (id, name, email, created_at) VALUES ($1, $2, $3, $4)")
        .bind(id)
        .bind(name)
        .bind(format!("{name}@example.gov.uk"))
        .bind(now)
        .run(tx)
        .await
        .unwrap();
    id
}

async fn queue_to(world: &World, addresses: &[&str]) {
    let mut tx = world.store.write().await.unwrap();
    for address in addresses {
        outbox::queue(&mut tx, to(address)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn standing(world: &World) -> Standing {
    outbox::standing(&mut world.store.read().await.unwrap()).await.unwrap()
}

async fn round(world: &World, mailer: &Mailer) -> Round {
    outbox::send_due(&world.store, mailer, &public()).await.unwrap()
}

both!(
    async fn mail_leaves_once_by_a_real_server(world: World) {
        let server = Server::start(MailSecurity::StartTls);
        let mailer = Mailer::open(&server.settings()).unwrap();
        assert!(mailer.check().await);
        queue_to(&world, &["one@example.gov.uk", "two@example.gov.uk", "three@example.gov.uk"]).await;
        assert_eq!(round(&world, &mailer).await, Round { sent: 3, postponed: 0, given_up: 0 });
        assert_eq!(round(&world, &mailer).await, Round::default());
        let taken = server.taken(3);
        assert_eq!(taken.len(), 3);
        for mail in &taken {
            assert!(mail.tls && mail.signed_in, "{mail:?}");
            assert_eq!((mail.automatic.as_str(), mail.mime.as_str()), ("auto-generated", "1.0"));
            assert_eq!(mail.subject, "NFK-2026-001: your view on holding a review is asked for");
            assert!(mail.text.contains("By: Friday 20 March 2026"), "{}", mail.text);
            assert!(mail.text.contains("https://reviews.example.gov.uk/consultations/1"), "{}", mail.text);
            assert!(mail.id.ends_with("@example.gov.uk>"), "{}", mail.id);
        }
    }
);

#[tokio::test]
async fn a_server_with_tls_from_the_first_byte_is_spoken_to() {
    let server = Server::start(MailSecurity::Tls);
    assert!(Mailer::open(&server.settings()).unwrap().check().await);
}

#[tokio::test]
async fn a_server_whose_certificate_nobody_knows_gets_nothing() {
    let world = World::sqlite().await;
    let server = Server::start(MailSecurity::StartTls);
    let mut settings = server.settings();
    if let dardr::settings::MailRoute::Smtp(route) = &mut settings.route {
        route.certificate = None;
    }
    let mailer = Mailer::open(&settings).unwrap();
    queue_to(&world, &["one@example.gov.uk"]).await;
    assert_eq!(round(&world, &mailer).await.postponed, 1);
    assert_eq!(server.taken(0).len(), 0);
}

both!(
    async fn a_server_that_says_not_now_is_asked_again_later(world: World) {
        let server = Server::start(MailSecurity::None);
        let mailer = Mailer::open(&server.settings()).unwrap();
        queue_to(&world, &["busy@example.gov.uk"]).await;
        assert_eq!(round(&world, &mailer).await, Round { sent: 0, postponed: 1, given_up: 0 });
        assert_eq!(round(&world, &mailer).await, Round::default(), "not before its time");
        world.clock.advance(TimeDelta::seconds(61));
        assert_eq!(round(&world, &mailer).await.postponed, 1);
        world.clock.advance(TimeDelta::seconds(61));
        assert_eq!(round(&world, &mailer).await, Round::default(), "the second wait is longer");
        world.clock.advance(TimeDelta::minutes(5));
        assert_eq!(round(&world, &mailer).await.sent, 1);
        assert_eq!(server.taken(1).len(), 1);
    }
);

both!(
    async fn a_server_that_refuses_is_given_up_and_can_be_asked_again(world: World) {
        let server = Server::start(MailSecurity::None);
        let mailer = Mailer::open(&server.settings()).unwrap();
        queue_to(&world, &["never@example.gov.uk", "one@example.gov.uk"]).await;
        let first = round(&world, &mailer).await;
        assert_eq!(first, Round { sent: 1, postponed: 1, given_up: 0 });
        for _ in 0..3 {
            world.clock.advance(TimeDelta::hours(2));
            round(&world, &mailer).await;
        }
        assert_eq!(standing(&world).await.given_up, 1);
        let given_up = outbox::given_up(&mut world.store.read().await.unwrap()).await.unwrap();
        assert_eq!(given_up[0].last_problem.as_deref(), Some("the mail server refused it (code 554)"));
        assert_eq!(given_up[0].attempts, 4);
        let mut tx = world.store.write().await.unwrap();
        assert_eq!(outbox::try_again(&mut tx).await.unwrap(), 1);
        tx.commit().await.unwrap();
        assert_eq!(round(&world, &mailer).await.postponed, 1);
    }
);

both!(
    async fn a_server_that_hangs_on_one_mail_holds_up_no_other(world: World) {
        let server = Server::start(MailSecurity::None);
        let mailer = Mailer::open(&server.settings()).unwrap();
        let mut addresses = vec!["slow@example.gov.uk"];
        addresses.extend(["one@example.gov.uk"; 12]);
        queue_to(&world, &addresses).await;
        // The server goes away when the others have left: only that ends the wait for the one.
        let others_left = async {
            while standing(&world).await.waiting > 1 {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
            let taken = server.taken(12).len();
            drop(server);
            taken
        };
        let (done, taken) = tokio::join!(round(&world, &mailer), others_left);
        assert_eq!((done, taken), (Round { sent: 12, postponed: 1, given_up: 0 }, 12));
        assert_eq!(standing(&world).await.waiting, 1);
    }
);

/// A server that is not waited for long, and what becomes of a mail to this address.
async fn sent_in_haste(address: &str) -> (World, Server, Mailer, Round) {
    let world = World::sqlite().await;
    let server = Server::waited_for_briefly(MailSecurity::None);
    let mailer = Mailer::open(&server.settings()).unwrap();
    queue_to(&world, &[address]).await;
    let round = round(&world, &mailer).await;
    (world, server, mailer, round)
}

#[tokio::test]
async fn a_server_that_never_answers_is_not_waited_for_for_ever() {
    let (_world, _server, _mailer, done) = sent_in_haste("slow@example.gov.uk").await;
    assert_eq!(done, Round { sent: 0, postponed: 1, given_up: 0 });
}

#[tokio::test]
async fn what_a_server_says_late_is_no_answer_to_another_mail() {
    let (world, _server, mailer, done) = sent_in_haste("late@example.gov.uk").await;
    assert_eq!(done.postponed, 1);
    // By then the server has said it, if anybody still listens.
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    queue_to(&world, &["bulk@example.gov.uk"]).await;
    assert_eq!(round(&world, &mailer).await, Round { sent: 0, postponed: 1, given_up: 0 });
}

#[tokio::test]
async fn a_mail_that_was_taken_has_left_whatever_becomes_of_the_goodbye() {
    let (_world, _server, _mailer, done) = sent_in_haste("stays@example.gov.uk").await;
    assert_eq!(done.sent, 1);
}

both!(
    async fn a_server_that_is_away_loses_nothing(world: World) {
        let server = Server::start(MailSecurity::None);
        let (settings, port) = (server.settings(), server.port);
        drop(server);
        let mailer = Mailer::open(&settings).unwrap();
        queue_to(&world, &["one@example.gov.uk", "two@example.gov.uk"]).await;
        assert_eq!(round(&world, &mailer).await.postponed, 2);
        let server = Server::start_at(MailSecurity::None, port);
        world.clock.advance(TimeDelta::minutes(2));
        assert_eq!(round(&world, &mailer).await.sent, 2);
        // The port was free for a moment, and another test's mail may come to it.
        assert!(server.taken(2).len() >= 2);
    }
);

both!(
    async fn two_instances_send_each_mail_once(world: World) {
        let mailer = Mailer::memory();
        queue_to(&world, &["one@example.gov.uk"; 40]).await;
        let other = world.another_store().await;
        let address = public();
        let (one, two) =
            tokio::join!(outbox::send_due(&world.store, &mailer, &address), outbox::send_due(&other, &mailer, &address));
        assert_eq!(one.unwrap().sent + two.unwrap().sent, 40);
        let mut ids: Vec<_> = mailer.kept().iter().map(|sent| sent.id).collect();
        ids.sort();
        ids.dedup();
        assert_eq!((ids.len(), mailer.kept().len()), (40, 40));
        other.close().await;
    }
);

both!(
    async fn what_was_taken_by_a_program_that_died_is_sent_by_the_next(world: World) {
        let mailer = Mailer::memory();
        queue_to(&world, &["one@example.gov.uk"]).await;
        let mut tx = world.store.write().await.unwrap();
        let until = tx.now() + TimeDelta::minutes(3);
        sql("UPDATE outbox SET lease = $1, leased_until = $2, attempts = 1").bind("gone").bind(until).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(round(&world, &mailer).await, Round::default());
        world.clock.advance(TimeDelta::minutes(4));
        assert_eq!(round(&world, &mailer).await.sent, 1);
    }
);

both!(
    async fn mail_of_a_change_that_was_undone_is_never_sent(world: World) {
        let mailer = Mailer::memory();
        let mut tx = world.store.write().await.unwrap();
        outbox::queue(&mut tx, to("one@example.gov.uk")).await.unwrap();
        drop(tx);
        assert_eq!(round(&world, &mailer).await, Round::default());
    }
);

both!(
    async fn a_digest_counts_what_would_read_alike(world: World) {
        let mailer = Mailer::memory();
        let mut tx = world.store.write().await.unwrap();
        let ann = person(&mut tx, "ann").await;
        let late = Kind::Overdue(Rule::Dl25);
        for (kind, reference, due, path) in [
            (Kind::ReturnLate, "NFK-2026-002", "2026-03-03", "/reviews/2/returns/a"),
            (Kind::ReturnLate, "NFK-2026-002", "2026-03-02", "/reviews/2/returns/b"),
            (Kind::ReturnLate, "NFK-2026-003", "2026-03-04", "/reviews/3/returns/c"),
            (late, "NFK-2026-002", "2026-03-05", "/reviews/2"),
            (late, "NFK-2026-002", "2026-03-06", "/reviews/2"),
        ] {
            let facts = Facts { reference: reference.into(), due: due.parse().ok(), path: path.into(), ..Facts::default() };
            let mail = Mail { to: To::Person(ann), kind, facts, digest: true, ..to("x@example.gov.uk") };
            outbox::queue(&mut tx, mail).await.unwrap();
        }
        outbox::fold(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(round(&world, &mailer).await.sent, 1);
        let kept = mailer.kept();
        let sent = kept.first().unwrap();
        expect_test::expect_file!["../golden/mails/digest-of-the-same.txt"]
            .assert_eq(&format!("{}\n\n{}", sent.letter.subject, sent.letter.text));
    }
);

both!(
    async fn the_digest_is_one_mail_a_person(world: World) {
        let mailer = Mailer::memory();
        let mut tx = world.store.write().await.unwrap();
        let (ann, bo) = (person(&mut tx, "ann").await, person(&mut tx, "bo").await);
        for (who, notice, due) in [
            (ann, Notice::ReportAgreed, None),
            (ann, Notice::DecisionToMake, Some("2026-03-12")),
            (bo, Notice::ReviewClosed, None),
        ] {
            let facts = Facts {
                reference: "NFK-2026-002".into(),
                due: due.and_then(|day: &str| day.parse().ok()),
                path: "/reviews/2".into(),
                ..Facts::default()
            };
            let mail = Mail { to: To::Person(who), kind: Kind::Notice(notice), facts, digest: true, ..to("x@example.gov.uk") };
            outbox::queue(&mut tx, mail).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(round(&world, &mailer).await, Round::default(), "they wait for the morning");
        for expected in [2, 0] {
            let mut tx = world.store.write().await.unwrap();
            assert_eq!(outbox::fold(&mut tx).await.unwrap(), expected);
            tx.commit().await.unwrap();
        }
        assert_eq!(round(&world, &mailer).await.sent, 2);
        let kept = mailer.kept();
        let anns = kept.iter().find(|sent| sent.to == "ann@example.gov.uk").unwrap();
        expect_test::expect_file!["../golden/mails/digest-of-two.txt"]
            .assert_eq(&format!("{}\n\n{}", anns.letter.subject, anns.letter.text));
    }
);

both!(
    async fn mail_with_the_same_key_is_queued_once(world: World) {
        let mailer = Mailer::memory();
        let mut tx = world.store.write().await.unwrap();
        for _ in 0..2 {
            outbox::queue(&mut tx, Mail { dedupe: Some("a key".into()), ..to("one@example.gov.uk") }).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(round(&world, &mailer).await.sent, 1);
    }
);

both!(
    async fn a_link_that_lets_someone_in_does_not_stay_in_the_database(world: World) {
        let mailer = Mailer::memory();
        let mut tx = world.store.write().await.unwrap();
        let ann = person(&mut tx, "ann").await;
        let facts = Facts { path: "/invitation/a-key".into(), ..Facts::default() };
        let mail = Mail { to: To::Person(ann), kind: Kind::Invitation, facts, ..to("x@example.gov.uk") };
        outbox::queue(&mut tx, mail).await.unwrap();
        tx.commit().await.unwrap();
        round(&world, &mailer).await;
        assert!(mailer.kept()[0].letter.text.contains("/invitation/a-key"));
        let mut tx = world.store.read().await.unwrap();
        let facts: String = sql("SELECT CAST(facts AS TEXT) FROM outbox").scalar(&mut tx).await.unwrap();
        assert!(!facts.contains("a-key"), "{facts}");
    }
);

both!(
    async fn someone_whose_account_is_closed_gets_no_mail(world: World) {
        let mailer = Mailer::memory();
        let mut tx = world.store.write().await.unwrap();
        let ann = person(&mut tx, "ann").await;
        outbox::queue(&mut tx, Mail { to: To::Person(ann), ..to("x@example.gov.uk") }).await.unwrap();
        let now = tx.now();
        sql("UPDATE person SET disabled_at = $1").bind(now).run(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(round(&world, &mailer).await.given_up, 1);
        assert!(mailer.kept().is_empty());
    }
);
