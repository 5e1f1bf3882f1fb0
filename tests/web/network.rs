//! The accept loop: nobody can hold a connection by saying little, and a stop lets the last request end.

use std::net::SocketAddr;
use std::time::Duration;

use dardr::web::{Patience, serve};
use poem::endpoint::make;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

const SHORT: Duration = Duration::from_millis(1500);
const LONG: Duration = Duration::from_secs(60);

async fn start(connections: usize) -> (SocketAddr, oneshot::Sender<()>, JoinHandle<std::io::Result<()>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let patience = Patience { connections, first_byte: SHORT, header: SHORT, stop: LONG };
    let slow = make(async |_| {
        sleep(SHORT).await;
        "there"
    });
    let server = tokio::spawn(serve(listener, slow, patience, async move {
        stopped.await.ok();
    }));
    (address, stop, server)
}

async fn rest(mut stream: TcpStream) -> String {
    let mut heard = Vec::new();
    timeout(LONG, stream.read_to_end(&mut heard)).await.expect("the connection ends").ok();
    String::from_utf8(heard).unwrap()
}

#[tokio::test]
async fn who_says_nothing_half_a_header_or_drips_is_let_go() {
    let (address, _stop, _server) = start(10).await;
    let silent = TcpStream::connect(address).await.unwrap();
    let mut half = TcpStream::connect(address).await.unwrap();
    half.write_all(b"GET / HTTP/1.1\r\nHos").await.unwrap();
    let mut drip = TcpStream::connect(address).await.unwrap();
    let began = Instant::now();
    let dripping = async {
        while began.elapsed() < LONG && drip.write_all(b"X").await.is_ok() {
            sleep(Duration::from_millis(50)).await;
        }
    };
    let (silent, half, ()) = tokio::join!(rest(silent), rest(half), dripping);
    assert_eq!(silent, "");
    assert!(half.is_empty() || half.starts_with("HTTP/1.1 408"), "{half}");
    assert!(began.elapsed() < LONG, "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_connection_may_be_used_again_but_not_rest_for_ever() {
    let (address, _stop, _server) = start(10).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    let heard = rest(stream).await;
    assert_eq!(heard.matches("HTTP/1.1 200").count(), 2, "{heard}");
}

#[tokio::test]
async fn more_than_the_most_wait_their_turn() {
    let (address, _stop, _server) = start(1).await;
    let ask = async || {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await.unwrap();
        rest(stream).await
    };
    let (one, two) = tokio::join!(ask(), ask());
    assert!(one.ends_with("there") && two.ends_with("there"), "{one} {two}");
}

#[tokio::test]
async fn a_stop_lets_the_last_request_end() {
    let (address, stop, server) = start(10).await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    sleep(SHORT / 3).await;
    stop.send(()).unwrap();
    assert!(rest(stream).await.ends_with("there"));
    timeout(LONG, server).await.unwrap().unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");
}
