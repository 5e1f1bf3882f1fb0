//! Signing in, the second factor, links by mail, tokens and posts, below the web.

mod forged;

use std::net::IpAddr;

use chrono::TimeDelta;
use dardr::access::invitations::Purpose;
use dardr::access::people::{NewPerson, NewPost};
use dardr::access::sign_in::{Again, SignedIn, password_again, sign_in};
use dardr::access::{Must, actor, invitations, must, password, people, second_factor, sessions, tokens};
use dardr::audit::Doer;
use dardr::base::{Email, Line};
use dardr::ids::{OrganisationId, PersonId};
use dardr::process::Role;
use dardr::store::{Tx, sql};

use crate::support::World;

const PASSWORD: &str = "lantern copper walrus bread";
const LIMITS: sessions::Limits = sessions::Limits { idle: TimeDelta::minutes(30), absolute: TimeDelta::hours(12) };

fn here() -> IpAddr {
    "192.0.2.1".parse().unwrap()
}

fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

fn operator() -> Doer {
    Doer { person: None, name: "operator".into(), acting_as: "cli".into(), partnership: None, review: None }
}

async fn partnership(tx: &mut Tx, code: &str) -> OrganisationId {
    let id = tx.id::<OrganisationId>();
    sql("INSERT INTO organisation (id, kind, name, short_name, statutory_duty) VALUES ($1, $2, $3, $3, $4)")
        .bind(id)
        .bind("partnership")
        .bind(format!("{code} Community Safety Partnership"))
        .bind(false)
        .run(tx)
        .await
        .unwrap();
    sql("INSERT INTO partnership (organisation, code, nation, display_term, letterhead) VALUES ($1, $2, $3, $4, $5)")
        .bind(id)
        .bind(code)
        .bind("england")
        .bind("Domestic homicide review")
        .bind(serde_json::json!({}))
        .run(tx)
        .await
        .unwrap();
    id
}

async fn person(world: &World, address: &str) -> PersonId {
    let hashed = password::hash(PASSWORD, &*world.chance).await.unwrap();
    let mut tx = world.store.write().await.unwrap();
    let new = NewPerson { name: Line::parse("Ines Okoro").unwrap(), email: email(address), job_title: None };
    let id = people::find_or_add(&mut tx, &operator(), &new).await.unwrap();
    invitations::set_password(&mut tx, &operator(), id, &hashed).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn enter(world: &World, address: &str, typed: &str) -> SignedIn {
    sign_in((&world.store, &world.keyring()), &email(address), typed, here(), None).await.unwrap()
}

async fn deeds(world: &World) -> Vec<String> {
    let mut tx = world.store.read().await.unwrap();
    sql("SELECT deed FROM audit ORDER BY seq").all::<(String,)>(&mut tx).await.unwrap().into_iter().map(|(deed,)| deed).collect()
}

both!(
    async fn asvs_7_2_3_and_7_2_4_each_sign_in_gives_a_new_random_word(world: World) {
        let keyring = world.keyring();
        person(&world, "a@council.example").await;
        let SignedIn::In(first) = enter(&world, "a@council.example", PASSWORD).await else { panic!("not let in") };
        let mut tx = world.store.read().await.unwrap();
        let session = sessions::find(&mut tx, &keyring, &first, LIMITS).await.unwrap().unwrap().session;
        drop(tx);
        let again = sign_in((&world.store, &world.keyring()), &email("a@council.example"), PASSWORD, here(), Some(&session))
            .await
            .unwrap();
        let SignedIn::In(second) = again else { panic!("not let in") };
        assert_ne!(first, second);
        assert_eq!((first.len(), second.len()), (64, 64), "256 bits");
        let mut tx = world.store.read().await.unwrap();
        assert!(sessions::find(&mut tx, &keyring, &first, LIMITS).await.unwrap().is_none(), "the session of before is over");
        let kept: i64 = sql("SELECT COUNT(*) FROM session WHERE seal = $1").bind(second).scalar(&mut tx).await.unwrap();
        assert_eq!(kept, 0, "the word itself is not kept");
    }
);

both!(
    async fn asvs_6_3_1_guessing_waits_longer_and_longer_and_the_sentence_tells_until_when(world: World) {
        person(&world, "a@council.example").await;
        for _ in 0..5 {
            assert!(matches!(enter(&world, "a@council.example", "not the password").await, SignedIn::Wrong));
        }
        let SignedIn::TooSoon(wait) = enter(&world, "a@council.example", PASSWORD).await else { panic!("not kept waiting") };
        assert_eq!(wait.to_string(), "There were too many tries that did not succeed. Try again after 9:01am.");
        assert!(
            matches!(enter(&world, "A@Council.example ", PASSWORD).await, SignedIn::TooSoon(_)),
            "the address in other letters"
        );
        world.clock.advance(TimeDelta::seconds(61));
        assert!(matches!(enter(&world, "a@council.example", "wrong again").await, SignedIn::Wrong));
        world.clock.advance(TimeDelta::seconds(61));
        assert!(matches!(enter(&world, "a@council.example", PASSWORD).await, SignedIn::TooSoon(_)), "two minutes now");
        world.clock.advance(TimeDelta::seconds(61));
        assert!(matches!(enter(&world, "a@council.example", PASSWORD).await, SignedIn::In(_)));
        assert!(matches!(enter(&world, "a@council.example", "wrong").await, SignedIn::Wrong), "who is let in begins anew");
    }
);

both!(
    async fn asvs_6_3_1_unknown_addresses_are_treated_as_known_ones(world: World) {
        for _ in 0..5 {
            assert!(matches!(enter(&world, "nobody@council.example", "not the password").await, SignedIn::Wrong));
        }
        assert!(matches!(enter(&world, "nobody@council.example", "x").await, SignedIn::TooSoon(_)));
    }
);

both!(
    async fn asvs_6_3_1_many_addresses_from_one_place_wait_too(world: World) {
        let mut tx = world.store.write().await.unwrap();
        for n in 0..50 {
            let address = email(&format!("n{n}@council.example"));
            let subjects =
                [dardr::access::throttle::Subject::Address(&address), dardr::access::throttle::Subject::Origin(here())];
            drop(dardr::access::throttle::begin(&mut tx, &subjects).await.unwrap().unwrap());
        }
        tx.commit().await.unwrap();
        person(&world, "a@council.example").await;
        assert!(matches!(enter(&world, "a@council.example", PASSWORD).await, SignedIn::TooSoon(_)));
        let elsewhere = sign_in(
            (&world.store, &world.keyring()),
            &email("a@council.example"),
            PASSWORD,
            "198.51.100.9".parse().unwrap(),
            None,
        )
        .await
        .unwrap();
        assert!(matches!(elsewhere, SignedIn::In(_)));
    }
);

both!(
    async fn asvs_6_3_1_a_hundred_tries_at_one_moment_are_a_hundred_tries(world: World) {
        person(&world, "a@council.example").await;
        let tries = (0..12).map(|_| {
            let (store, keyring) = (world.store.clone(), world.keyring());
            tokio::spawn(async move { sign_in((&store, &keyring), &email("a@council.example"), "wrong", here(), None).await })
        });
        let mut wrong = 0;
        for one in tries.collect::<Vec<_>>() {
            if matches!(one.await.unwrap(), Ok(SignedIn::Wrong)) {
                wrong += 1;
            }
        }
        assert!(wrong <= 5, "{wrong} were compared");
    }
);

both!(
    async fn asvs_7_3_1_and_7_3_2_sessions_end_when_idle_and_after_a_day_of_work(world: World) {
        let keyring = world.keyring();
        person(&world, "a@council.example").await;
        let SignedIn::In(word) = enter(&world, "a@council.example", PASSWORD).await else { panic!("not let in") };
        let alive = async |minutes: i64| {
            world.clock.advance(TimeDelta::minutes(minutes));
            let mut tx = world.store.write().await.unwrap();
            let found = sessions::find(&mut tx, &keyring, &word, LIMITS).await.unwrap();
            if let Some(found) = found.as_ref().filter(|found| found.stale) {
                let now = tx.now();
                sessions::touch(&mut tx, &found.session.mark(), now).await.unwrap();
                tx.commit().await.unwrap();
            }
            found.is_some()
        };
        for _ in 0..24 {
            assert!(alive(29).await);
        }
        assert!(!alive(25).await, "twelve hours are over, however busy they were");
        let SignedIn::In(word) = enter(&world, "a@council.example", PASSWORD).await else { panic!("not let in") };
        world.clock.advance(TimeDelta::minutes(30));
        let mut tx = world.store.write().await.unwrap();
        assert!(sessions::find(&mut tx, &keyring, &word, LIMITS).await.unwrap().is_none(), "idle");
        assert_eq!(sessions::forget(&mut tx, LIMITS).await.unwrap(), 2);
    }
);

both!(
    /// v5.0.0-7.4.1, 7.4.2, 7.4.3 and 7.4.5: the last by disabling the account, which who runs the service can do.
    async fn asvs_7_4_1_to_7_4_3_signing_out_a_new_password_and_disabling_end_sessions(world: World) {
        let keyring = world.keyring();
        let id = person(&world, "a@council.example").await;
        let mut words = Vec::new();
        for _ in 0..3 {
            let SignedIn::In(word) = enter(&world, "a@council.example", PASSWORD).await else { panic!("not let in") };
            words.push(word);
        }
        let mut tx = world.store.write().await.unwrap();
        let first = sessions::find(&mut tx, &keyring, &words[0], LIMITS).await.unwrap().unwrap().session;
        assert_eq!(sessions::living(&mut tx, &first, LIMITS).await.unwrap().len(), 3);
        sessions::end(&mut tx, &first).await.unwrap();
        assert!(sessions::find(&mut tx, &keyring, &words[0], LIMITS).await.unwrap().is_none());
        let second = sessions::find(&mut tx, &keyring, &words[1], LIMITS).await.unwrap().unwrap().session;
        sessions::end_others(&mut tx, &second).await.unwrap();
        assert!(sessions::find(&mut tx, &keyring, &words[2], LIMITS).await.unwrap().is_none());
        assert!(sessions::find(&mut tx, &keyring, &words[1], LIMITS).await.unwrap().is_some());
        people::disable(&mut tx, &operator(), id).await.unwrap();
        assert!(sessions::find(&mut tx, &keyring, &words[1], LIMITS).await.unwrap().is_none());
        tx.commit().await.unwrap();
        assert!(
            matches!(enter(&world, "a@council.example", PASSWORD).await, SignedIn::Wrong),
            "a disabled account looks like none"
        );
    }
);

both!(
    async fn asvs_6_5_1_a_second_factor_is_asked_for_and_each_code_is_taken_once(world: World) {
        let keyring = world.keyring();
        let id = person(&world, "a@council.example").await;
        let SignedIn::In(word) = enter(&world, "a@council.example", PASSWORD).await else { panic!("not let in") };
        let mut tx = world.store.write().await.unwrap();
        let session = sessions::find(&mut tx, &keyring, &word, LIMITS).await.unwrap().unwrap().session;
        assert_eq!(must(&mut tx, &session).await.unwrap(), None);
        assert!(second_factor::begin(&mut tx, &keyring, id).await.unwrap());
        let secret = second_factor::waiting(&mut tx, &keyring, id).await.unwrap().unwrap();
        let code = |at: i64| code_at(&secret.in_words(), at);
        let now = tx.now().timestamp();
        assert_eq!(must(&mut tx, &session).await.unwrap(), None, "it counts once it is confirmed");
        assert!(second_factor::confirm(&mut tx, &keyring, &operator(), id, "000000").await.unwrap().is_none());
        let codes = second_factor::confirm(&mut tx, &keyring, &operator(), id, &code(now)).await.unwrap().unwrap();
        assert_eq!(must(&mut tx, &session).await.unwrap(), Some(Must::GiveSecondFactor));
        assert!(!second_factor::begin(&mut tx, &keyring, id).await.unwrap(), "a secret in use is not replaced");
        assert!(!second_factor::check(&mut tx, &keyring, id, &code(now)).await.unwrap(), "it was used to confirm");
        assert!(second_factor::check(&mut tx, &keyring, id, &code(now + 30)).await.unwrap());
        assert!(!second_factor::check(&mut tx, &keyring, id, &code(now + 30)).await.unwrap());
        assert_eq!(codes.len(), second_factor::CODES);
        let typed = codes[3].to_lowercase().replace(' ', "-");
        assert!(second_factor::use_recovery_code(&mut tx, &keyring, &operator(), id, &typed).await.unwrap());
        assert!(!second_factor::use_recovery_code(&mut tx, &keyring, &operator(), id, &typed).await.unwrap(), "once");
        assert_eq!(second_factor::standing(&mut tx, id).await.unwrap().codes, 9);
        let renewed = sessions::renew(&mut tx, &keyring, &session, true).await.unwrap();
        assert!(sessions::find(&mut tx, &keyring, &word, LIMITS).await.unwrap().is_none(), "7.2.4: a new word");
        let passed = sessions::find(&mut tx, &keyring, &renewed, LIMITS).await.unwrap().unwrap().session;
        assert_eq!(must(&mut tx, &passed).await.unwrap(), None);
        second_factor::remove(&mut tx, &operator(), id).await.unwrap();
        assert!(!second_factor::standing(&mut tx, id).await.unwrap().set_up);
    }
);

/// The code that an app shows: RFC 6238 written again, so that the library is not its own judge.
pub fn code_at(words: &str, at: i64) -> String {
    let value = |c: u8| u64::from(if c.is_ascii_uppercase() { c - b'A' } else { c - b'2' + 26 });
    let bits: Vec<u64> = words.bytes().filter(u8::is_ascii_alphanumeric).map(value).collect();
    let bytes: Vec<u8> = bits
        .chunks(8)
        .flat_map(|eight| eight.iter().fold(0_u64, |sum, five| sum << 5 | five).to_be_bytes()[3..].to_vec())
        .collect();
    let mac = hmac_sha1(&bytes, &u64::try_from(at / 30).unwrap().to_be_bytes());
    let place = usize::from(mac[19] & 15);
    let number = u32::from_be_bytes(mac[place..place + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

fn hmac_sha1(key: &[u8], message: &[u8]) -> [u8; 20] {
    let pad = |with: u8| -> Vec<u8> { (0..64).map(|at| key.get(at).copied().unwrap_or(0) ^ with).collect() };
    let inner = sha1(&[pad(0x36), message.to_vec()].concat());
    sha1(&[pad(0x5c), inner.to_vec()].concat())
}

fn sha1(message: &[u8]) -> [u8; 20] {
    let mut state: [u32; 5] = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0];
    let mut padded = message.to_vec();
    padded.push(0x80);
    padded.resize((padded.len() + 8).div_ceil(64) * 64 - 8, 0);
    padded.extend((message.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let mut words: Vec<u32> = block.chunks(4).map(|four| u32::from_be_bytes(four.try_into().unwrap())).collect();
        for at in 16..80 {
            words.push((words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16]).rotate_left(1));
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (at, word) in words.iter().enumerate() {
            let (mix, constant) = match at {
                0..20 => (b & c | !b & d, 0x5a82_7999),
                20..40 => (b ^ c ^ d, 0x6ed9_eba1),
                40..60 => (b & c | b & d | c & d, 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6_u32),
            };
            let next = a.rotate_left(5).wrapping_add(mix).wrapping_add(e).wrapping_add(constant).wrapping_add(*word);
            (e, d, c, b, a) = (d, c, b.rotate_left(30), a, next);
        }
        for (sum, part) in state.iter_mut().zip([a, b, c, d, e]) {
            *sum = sum.wrapping_add(part);
        }
    }
    let bytes: Vec<u8> = state.iter().flat_map(|word| word.to_be_bytes()).collect();
    bytes.try_into().unwrap()
}

both!(
    async fn asvs_6_3_3_a_partnership_can_require_the_second_factor_of_everybody_who_works_with_it(world: World) {
        let keyring = world.keyring();
        let id = person(&world, "a@council.example").await;
        let SignedIn::In(word) = enter(&world, "a@council.example", PASSWORD).await else { panic!("not let in") };
        let mut tx = world.store.write().await.unwrap();
        let session = sessions::find(&mut tx, &keyring, &word, LIMITS).await.unwrap().unwrap().session;
        let one = partnership(&mut tx, "WYK").await;
        sql("UPDATE partnership SET second_factor_required = $2 WHERE organisation = $1")
            .bind(one)
            .bind(true)
            .run(&mut tx)
            .await
            .unwrap();
        assert_eq!(must(&mut tx, &session).await.unwrap(), None);
        people::make_known(&mut tx, &operator(), one, id, None).await.unwrap();
        assert_eq!(must(&mut tx, &session).await.unwrap(), Some(Must::SetUpSecondFactor));
        let opens = |path: &str| Must::SetUpSecondFactor.opens(path);
        assert!(opens("/account/second-factor/confirm") && opens("/sign-out") && !opens("/reviews") && !opens("/account"));
    }
);

both!(
    async fn asvs_6_4_1_links_by_mail_work_once_and_not_for_long_and_are_kept_as_digests(world: World) {
        let keyring = world.keyring();
        let id = person(&world, "a@council.example").await;
        let SignedIn::In(word) = enter(&world, "a@council.example", PASSWORD).await else { panic!("not let in") };
        let hashed = password::hash("thistle anchor violin 7", &*world.chance).await.unwrap();
        let mut tx = world.store.write().await.unwrap();
        let older = invitations::make(&mut tx, &keyring, &operator(), id, Purpose::PasswordReset).await.unwrap();
        invitations::send(&mut tx, &keyring, &operator(), (id, Purpose::PasswordReset), None).await.unwrap();
        assert!(invitations::find(&mut tx, &keyring, &older).await.unwrap().is_none(), "the older link has ended");
        let token = invitations::make(&mut tx, &keyring, &operator(), id, Purpose::PasswordReset).await.unwrap();
        assert!(invitations::find(&mut tx, &keyring, &token).await.unwrap().is_some());
        assert!(invitations::find(&mut tx, &keyring, &token).await.unwrap().is_some(), "looking does not use it up");
        assert!(invitations::accept(&mut tx, &keyring, &token, &hashed).await.unwrap());
        assert!(!invitations::accept(&mut tx, &keyring, &token, &hashed).await.unwrap(), "once");
        assert!(sessions::find(&mut tx, &keyring, &word, LIMITS).await.unwrap().is_none(), "7.4.3: other sessions end");
        let late = invitations::make(&mut tx, &keyring, &operator(), id, Purpose::PasswordReset).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(enter(&world, "a@council.example", PASSWORD).await, SignedIn::Wrong));
        assert!(matches!(enter(&world, "a@council.example", "thistle anchor violin 7").await, SignedIn::In(_)));
        assert_eq!(password_again(&world.store, id, "thistle anchor violin 7").await.unwrap(), Again::Right);
        assert_eq!(password_again(&world.store, id, PASSWORD).await.unwrap(), Again::Wrong);
        world.clock.advance(TimeDelta::hours(1));
        let mut tx = world.store.write().await.unwrap();
        assert!(invitations::find(&mut tx, &keyring, &late).await.unwrap().is_none(), "an hour is over");
        let mails: Vec<(String,)> = sql("SELECT kind FROM outbox ORDER BY created_at, id").all(&mut tx).await.unwrap();
        assert_eq!(mails.iter().map(|(kind,)| kind.as_str()).collect::<Vec<_>>(), ["reset_password", "password_changed"]);
        drop(tx);
        let deeds = deeds(&world).await;
        for deed in ["password_set", "signed_in", "sign_in_refused", "person_invited"] {
            assert!(deeds.iter().any(|each| each == deed), "16.3.1: {deed} is not on the record");
        }
    }
);

both!(
    async fn tokens_act_for_a_person_until_revoked_or_over(world: World) {
        let id = person(&world, "a@council.example").await;
        let mut tx = world.store.write().await.unwrap();
        let today = tx.today();
        let who = actor(&mut tx, id, today).await.unwrap().unwrap();
        let word = tokens::make(&mut tx, &who, &Line::parse("Board figures").unwrap(), 9_999).await.unwrap();
        let found = tokens::find(&mut tx, &word).await.unwrap().unwrap();
        assert_eq!(found.person, id);
        tokens::touch(&mut tx, found.id).await.unwrap();
        let listed = tokens::list(&mut tx, id).await.unwrap();
        assert_eq!((listed[0].expires_at - listed[0].created_at).num_days(), 365, "a year at most");
        assert!(listed[0].last_used_at.is_some());
        assert!(tokens::find(&mut tx, "dardr_0").await.unwrap().is_none());
        assert!(tokens::revoke(&mut tx, &who, found.id).await.unwrap());
        assert!(tokens::find(&mut tx, &word).await.unwrap().is_none(), "8.3.2: revoked is revoked at once");
        let short = tokens::make(&mut tx, &who, &Line::parse("A day").unwrap(), 1).await.unwrap();
        tx.commit().await.unwrap();
        world.clock.advance(TimeDelta::days(1));
        let mut tx = world.store.read().await.unwrap();
        assert!(tokens::find(&mut tx, &short).await.unwrap().is_none());
    }
);

both!(
    async fn who_would_know_better_is_told_of_a_post_and_whose_it_was_of_its_end(world: World) {
        let mut people_of = Vec::new();
        for name in ["chair", "signatory", "coordinator", "second", "stranger"] {
            people_of.push(person(&world, &format!("{name}@council.example")).await);
        }
        let [chair, signatory, coordinator, second, stranger] = people_of[..] else { panic!("five") };
        let mut tx = world.store.write().await.unwrap();
        let (home, other) = (partnership(&mut tx, "WYK").await, partnership(&mut tx, "ALD").await);
        let today = tx.today();
        let post = |person, organisation, role| NewPost { person, organisation, role, begins: today, ends: None };
        let by = Doer { person: Some(coordinator), ..operator() };
        for (person, organisation, role) in [
            (chair, home, Role::CspChair),
            (stranger, other, Role::CspChair),
            (signatory, home, Role::SeniorSignatory),
            (coordinator, home, Role::Coordinator),
        ] {
            people::give_post(&mut tx, &operator(), organisation, post(person, organisation, role)).await.unwrap();
        }
        sql("DELETE FROM outbox").run(&mut tx).await.unwrap();
        people::give_post(&mut tx, &by, home, post(second, home, Role::SeniorSignatory)).await.unwrap();
        let told: Vec<(String, PersonId, String)> =
            sql("SELECT kind, person, CAST(facts AS TEXT) FROM outbox ORDER BY id").all(&mut tx).await.unwrap();
        assert!(told.iter().all(|(kind, ..)| kind == "post_given"), "{told:?}");
        let path = format!("/partnership/{home}/people/{second}");
        let whom: Vec<_> = told.iter().map(|(_, person, facts)| (*person, facts.contains(&path))).collect();
        let mut expected = [(chair, true), (signatory, false)];
        expected.sort();
        assert_eq!(whom, expected, "the chair, with the page that they may open, and who holds the same post");
        sql("DELETE FROM outbox").run(&mut tx).await.unwrap();
        people::remove(&mut tx, &by, home, signatory).await.unwrap();
        let told: Vec<(String, String)> = sql("SELECT kind, address FROM outbox").all(&mut tx).await.unwrap();
        assert_eq!(told, [("post_ended".to_owned(), "signatory@council.example".to_owned())]);
    }
);

both!(
    async fn asvs_8_4_1_a_partnership_sees_and_changes_only_its_own_people(world: World) {
        let (a, b) = (person(&world, "a@council.example").await, person(&world, "b@council.example").await);
        let mut tx = world.store.write().await.unwrap();
        let (one, two) = (partnership(&mut tx, "WYK").await, partnership(&mut tx, "ALD").await);
        let post = |person, organisation, role, begins| NewPost { person, organisation, role, begins, ends: None };
        let today = tx.today();
        people::give_post(&mut tx, &operator(), one, post(a, one, Role::Coordinator, today)).await.unwrap();
        people::give_post(&mut tx, &operator(), one, post(a, one, Role::Coordinator, today)).await.unwrap();
        people::give_post(&mut tx, &operator(), two, post(a, two, Role::CspChair, today)).await.unwrap();
        people::give_post(&mut tx, &operator(), two, post(b, two, Role::Coordinator, today)).await.unwrap();
        let names = async |tx: &mut Tx, of| people::known(tx, of).await.unwrap().iter().map(|known| known.id).collect::<Vec<_>>();
        assert_eq!(names(&mut tx, one).await, [a]);
        assert_eq!(people::posts(&mut tx, one).await.unwrap().len(), 1, "given twice, held once");
        assert!(people::known_one(&mut tx, one, b).await.unwrap().is_none());
        let theirs = people::posts(&mut tx, two).await.unwrap()[0].id;
        assert!(!people::end_post(&mut tx, &operator(), one, theirs).await.unwrap());
        people::remove(&mut tx, &operator(), one, a).await.unwrap();
        assert!(names(&mut tx, one).await.is_empty());
        assert_eq!(names(&mut tx, two).await.len(), 2);
        // Whoever invites an address reads the name that they typed, and not whose it is.
        let typed = Line::parse("Nobody Known").unwrap();
        people::make_known(&mut tx, &operator(), one, b, Some(&typed)).await.unwrap();
        let invited = people::known_one(&mut tx, one, b).await.unwrap().unwrap();
        assert!(invited.stranger && invited.name == "Nobody Known" && invited.job_title.is_empty(), "{invited:?}");
        people::give_post(&mut tx, &operator(), one, post(b, one, Role::BoardMember, today)).await.unwrap();
        let invited = people::known_one(&mut tx, one, b).await.unwrap().unwrap();
        assert!(!invited.stranger && invited.name != "Nobody Known", "{invited:?}");
        assert!(people::get(&mut tx, a).await.unwrap().disabled_at.is_none(), "they serve elsewhere");
        let who = actor(&mut tx, a, today).await.unwrap().unwrap();
        let token = tokens::make(&mut tx, &who, &Line::parse("Board figures").unwrap(), 30).await.unwrap();
        people::remove(&mut tx, &operator(), two, a).await.unwrap();
        assert!(people::get(&mut tx, a).await.unwrap().disabled_at.is_some());
        assert!(actor(&mut tx, a, today).await.unwrap().is_none());
        people::make_known(&mut tx, &operator(), one, a, None).await.unwrap();
        let back = people::get(&mut tx, a).await.unwrap();
        assert!(back.disabled_at.is_none() && !back.has_password, "invited again, and the old password is gone");
        assert!(tokens::find(&mut tx, &token).await.unwrap().is_none(), "with it the token of before");
        assert!(actor(&mut tx, a, today).await.unwrap().unwrap().posts.is_empty());
    }
);
