//! Several instances on one PostgreSQL: they share sessions, the slowing down of guesses, and the outbox.

use std::sync::Arc;

use dardr::base::Email;
use dardr::demo::Browser;
use dardr::ids::PersonId;
use dardr::outbox::{self, Facts, Kind, Mail, Mailer, To};
use dardr::process::Role;
use dardr::web::{endpoint, routes};
use http::{Method, StatusCode};

use crate::support::World;

async fn browser(world: &World) -> Browser {
    let site = endpoint(world.app().await, None, routes::table(), vec![]);
    Browser::new(Arc::new(site), Arc::new(|| {}))
}

fn note(person: PersonId, number: i64) -> Mail {
    Mail {
        to: To::Person(person),
        kind: Kind::PasswordChanged,
        partnership: None,
        review: None,
        facts: Facts { count: number, ..Facts::default() },
        dedupe: Some(format!("several/{number}")),
        digest: false,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_instances_share_sessions_guesses_and_the_outbox() {
    World::postgres().await.live(shared).await;
}

async fn shared(one: World) {
    let two = one.second().await;
    let wyk = one.partnership("WYK", "Wyreham and Kelsall").await;
    let coordinator = one.person("Amina Holt", Role::Coordinator, wyk).await;

    // A session begun at one instance is one at the other, and ended there is ended here.
    let (session, here, there) = (one.session(coordinator).await, browser(&one).await, browser(&two).await);
    for each in [&here, &there] {
        each.carry("__Host-dardr", &session);
    }
    assert!(there.open("/account").await.unwrap().says("Amina Holt"));
    let out = there.open("/account").await.unwrap().fill(Some("Sign out everywhere"), &[]).unwrap();
    there.send_filled(&out).await;
    let (page, _) = here.ask(Method::GET, "/account", None).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "signed out at the other instance");

    // Guesses at one instance slow the other down.
    let address = Email::parse("nobody@wyreham.example").unwrap();
    let fields = [("email", address.as_str()), ("password", "wrong wrong wrong wrong")];
    let mut refused = false;
    for guess in 0..40 {
        let at = browser(if guess % 2 == 0 { &one } else { &two }).await;
        let filling = at.fill("/sign-in", None, &fields).await.unwrap();
        refused = at.send_filled(&filling).await.status == StatusCode::TOO_MANY_REQUESTS;
        if refused {
            break;
        }
    }
    assert!(refused, "guesses are counted together");
    for world in [&one, &two] {
        let at = browser(world).await;
        let filling = at.fill("/sign-in", None, &fields).await.unwrap();
        assert_eq!(at.send_filled(&filling).await.status, StatusCode::TOO_MANY_REQUESTS, "by both");
    }

    // Each mail is sent once, whichever instance takes it.
    let mut tx = one.store.write().await.unwrap();
    for number in 0..40 {
        outbox::queue(&mut tx, note(coordinator, number)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let public = one.app().await.settings.web.public.clone();
    let (first, second) = (Mailer::memory(), Mailer::memory());
    let mut sent = 0;
    for _ in 0..20 {
        let (a, b) = tokio::join!(outbox::send_due(&one.store, &first, &public), outbox::send_due(&two.store, &second, &public));
        sent += a.unwrap().sent + b.unwrap().sent;
    }
    assert_eq!(sent, 40, "every mail once");
    two.store.close().await;
}
