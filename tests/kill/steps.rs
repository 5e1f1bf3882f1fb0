//! A server that is killed at any instant under load: nothing that it said was saved is lost, and nothing is half done.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use dardr::access::tokens;
use dardr::base::{Chance as _, Clock as _, Line, SystemClock};
use dardr::ids::ReviewId;
use dardr::process::Role;
use dardr::store::sql;

use crate::support::{World, command};

/// How often the server is killed.
const KILLS: usize = 6;
/// How many people take steps at once.
const PEOPLE: usize = 4;

fn serve(world: &World, port: u16) -> Child {
    let child =
        command(world, &["serve"]).env("DARDR_LISTEN", format!("127.0.0.1:{port}")).stderr(Stdio::null()).spawn().unwrap();
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(300), "the server does not listen");
        std::thread::sleep(Duration::from_millis(20));
    }
    child
}

/// Asks and reads the status and the JSON of the answer; nothing when the server died meanwhile.
fn ask(port: u16, token: &str, method: &str, path: &str, body: &str) -> Option<(u16, serde_json::Value)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    // An answer that was cut short was no answer.
    Some((status, serde_json::from_str(body).ok()?))
}

/// Takes one step after another until the server is gone, each with words of its own, and gives those that it was told were saved.
fn hammer(port: u16, token: &str, review: ReviewId, me: &str, told: &AtomicUsize, stop: &AtomicBool) -> Vec<String> {
    let today = SystemClock.today();
    let path = format!("/api/reviews/{review}/steps/record_secure_records");
    let mut saved = Vec::new();
    for number in 0.. {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        let Some((200, seen)) = ask(port, token, "GET", &format!("/api/reviews/{review}"), "") else { continue };
        let note = format!("letter {number} of {me}");
        let body = serde_json::json!({ "on": today, "note": note, "version": seen["version"] }).to_string();
        match ask(port, token, "POST", &path, &body) {
            Some((200, _)) => {
                told.fetch_add(1, Ordering::SeqCst);
                saved.push(note);
            }
            // Another was quicker, or the server is gone.
            Some((409 | 503, _)) | None => {}
            Some((status, said)) => panic!("{status} {said}"),
        }
    }
    saved
}

/// Starts the server, lets people take steps, kills it at some instant, and gives what they were told was saved.
fn one_life(world: &World, token: &Arc<str>, review: ReviewId, life: usize) -> Vec<String> {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut server = serve(world, port);
    let (told, stop) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let people: Vec<_> = (0..PEOPLE)
        .map(|person| {
            let (token, told, stop) = (Arc::clone(token), Arc::clone(&told), Arc::clone(&stop));
            std::thread::spawn(move || hammer(port, &token, review, &format!("person {person} in life {life}"), &told, &stop))
        })
        .collect();
    let mut chance = [0; 2];
    world.chance.fill(&mut chance);
    super::until_saved(|| told.load(Ordering::SeqCst) >= 2);
    std::thread::sleep(Duration::from_millis(u64::from(u16::from_be_bytes(chance)) % 900));
    server.kill().unwrap();
    server.wait().unwrap();
    stop.store(true, Ordering::SeqCst);
    people.into_iter().flat_map(|person| person.join().unwrap()).collect()
}

both!(
    async fn a_server_killed_under_load_loses_nothing_and_leaves_nothing_half_done(world: World) {
        // The program has the machine's clock.
        world.clock.set(SystemClock.now());
        let wyk = world.partnership("WYK", "Wyreham and Kelsall").await;
        let coordinator = world.person("Amina Holt", Role::Coordinator, wyk).await;
        let review = world.review(wyk).await;
        let actor = world.actor(coordinator).await;
        let mut tx = world.store.write().await.unwrap();
        let token: Arc<str> = tokens::make(&mut tx, &actor, &Line::parse("Load").unwrap(), 30).await.unwrap().into();
        tx.commit().await.unwrap();
        let mut saved = Vec::new();
        for life in 0..KILLS {
            let (world, token) = (world.clone(), Arc::clone(&token));
            saved.extend(tokio::task::spawn_blocking(move || one_life(&world, &token, review, life)).await.unwrap());
        }
        let told = saved.len();
        assert!(told > KILLS, "too few steps to say anything: {told}");
        let mut tx = world.store.read().await.unwrap();
        let (version, steps): (i64, i64) =
            sql("SELECT r.version, (SELECT COUNT(*) FROM happening h WHERE h.review = r.id AND h.what = 'step') \
                                                FROM review r WHERE r.id = $1")
            .bind(review)
            .one(&mut tx)
            .await
            .unwrap();
        let kept: Vec<(String,)> =
            sql("SELECT note FROM happening WHERE review = $1 AND what = 'step'").bind(review).all(&mut tx).await.unwrap();
        drop(tx);
        assert_eq!(version, steps + 1);
        for note in &saved {
            assert_eq!(kept.iter().filter(|(each,)| each == note).count(), 1, "{note}: what was saved is kept, once");
        }
        // A step whose answer was cut off may have been kept; for each life and person that is one at most.
        assert!((told..=told + KILLS * PEOPLE).contains(&usize::try_from(steps).unwrap()), "{told} were told, {steps} are kept");
        let verified = command(&world, &["verify"]).output().unwrap();
        assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stdout));
    }
);
