//! The accept loop. poem's own server lets a half-sent header stay open for ever; here every wait has an end.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use poem::web::{LocalAddr, RemoteAddr};
use poem::{Endpoint, Request};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How long the server waits, and for how many.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Connections at once; more wait in the system's queue.
    pub connections: usize,
    /// From the opening of a connection to its first byte.
    pub first_byte: Duration,
    /// From a request's first byte to the end of its header; also how long a connection may rest between requests.
    pub header: Duration,
    /// From the wish to stop to the end of the last request.
    pub stop: Duration,
}

impl Default for Patience {
    fn default() -> Patience {
        Patience {
            connections: 1024,
            first_byte: Duration::from_secs(10),
            header: Duration::from_secs(15),
            stop: Duration::from_secs(10),
        }
    }
}

/// Serves until `stop` resolves, then lets the requests in flight end.
///
/// # Errors
/// Only if the address of the listener cannot be read.
pub async fn serve<E>(
    listener: TcpListener,
    endpoint: E,
    patience: Patience,
    stop: impl Future<Output = ()>,
) -> std::io::Result<()>
where
    E: Endpoint + 'static,
{
    let local = LocalAddr(listener.local_addr()?.into());
    let endpoint = Arc::new(endpoint);
    let places = Arc::new(Semaphore::new(patience.connections));
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let next = async {
            let place = places.clone().acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! { both = next => both, () = &mut stop => break };
        match (place, accepted) {
            (Ok(place), Ok((stream, peer))) => {
                let ends = (local.clone(), RemoteAddr(peer.into()));
                tokio::spawn(connection(stream, endpoint.clone(), ends, patience, graceful.watcher(), place));
            }
            // Out of file descriptors, most likely: a rest lets some close.
            (_, Err(error)) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            (Err(_closed), Ok(_)) => break,
        }
    }
    drop(listener);
    if timeout(patience.stop, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests had not ended when the time to stop was over");
    }
    Ok(())
}

async fn connection<E: Endpoint + 'static>(
    stream: TcpStream,
    endpoint: Arc<E>,
    ends: (LocalAddr, RemoteAddr),
    patience: Patience,
    watcher: Watcher,
    place: OwnedSemaphorePermit,
) {
    // Small answers leave at once; a connection that cannot be told so still works.
    stream.set_nodelay(true).ok();
    // hyper counts the header's time from its first look at the connection, but a connection that says nothing must end as well.
    if !matches!(timeout(patience.first_byte, stream.peek(&mut [0])).await, Ok(Ok(1..))) {
        return;
    }
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let endpoint = endpoint.clone();
        let (local, peer) = ends.clone();
        async move {
            let request: Request = (request, local, peer, http::uri::Scheme::HTTP).into();
            let response: http::Response<_> = endpoint.get_response(request).await.into();
            Ok::<_, Infallible>(response)
        }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(patience.header).max_buf_size(64 * 1024);
    // What a connection dies of is the other side's business: it went away, or sent what is no HTTP.
    watcher.watch(http.serve_connection(TokioIo::new(stream), service)).await.ok();
    drop(place);
}
