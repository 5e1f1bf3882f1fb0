//! Reading a request's body: never more than it may be, and never for longer than somebody is really sending.

use std::sync::LazyLock;
use std::time::Duration;

use futures_util::StreamExt;
use poem::{Body, Request};
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// The longest wait for the next piece.
const PIECE: Duration = Duration::from_secs(15);
/// The longest wait for all of a small one.
const SMALL: Duration = Duration::from_secs(30);
/// The bytes of a second over the poorest line that is waited for: 26 MB take ten minutes.
const POOREST: usize = 45_000;
/// How much of a body that is too large is still taken in, so that the browser comes to read why it was refused.
const DRAINED: usize = 128 * 1024 * 1024;
const MEGABYTE: usize = 1024 * 1024;

/// All bodies together may hold this many megabytes of memory.
const ALL: u32 = 384;
static MEMORY: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(ALL as usize));

/// Why there is no body.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// It is larger than it may be.
    TooLarge,
    /// It did not come in time, or broke off.
    Unfinished,
}

/// Reads the body of a request, of at most `most` bytes.
pub async fn read(request: &mut Request, most: usize) -> Result<Vec<u8>, Trouble> {
    let said = request.headers().get(http::header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let expected = said.unwrap_or(most).min(most);
    let units = u32::try_from(expected.div_ceil(MEGABYTE)).unwrap_or(ALL).min(ALL);
    let Ok(_memory) = MEMORY.acquire_many(units).await else { return Err(Trouble::Unfinished) };
    let body = request.take_body();
    if said.is_some_and(|said| said > DRAINED) {
        return Err(Trouble::TooLarge);
    }
    timeout(whole(expected), pieces(body, most, PIECE)).await.unwrap_or(Err(Trouble::Unfinished))
}

/// The longest wait for all of a body of so many bytes.
fn whole(bytes: usize) -> Duration {
    SMALL + Duration::from_secs((bytes / POOREST) as u64)
}

async fn pieces(body: Body, most: usize, patience: Duration) -> Result<Vec<u8>, Trouble> {
    let mut stream = std::pin::pin!(body.into_bytes_stream());
    let mut bytes = Vec::new();
    let mut taken = 0;
    loop {
        match timeout(patience, stream.next()).await {
            Ok(Some(Ok(piece))) => {
                taken += piece.len();
                if taken <= most {
                    bytes.extend_from_slice(&piece);
                } else if taken <= DRAINED {
                    bytes = Vec::new();
                } else {
                    return Err(Trouble::TooLarge);
                }
            }
            Ok(None) if taken > most => return Err(Trouble::TooLarge),
            Ok(None) => return Ok(bytes),
            Ok(Some(Err(_))) | Err(_) => return Err(Trouble::Unfinished),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_not_waited_for_as_a_file_is() {
        assert_eq!(whole(900).as_secs(), 30);
        assert_eq!(whole(26 * MEGABYTE).as_secs() / 60, 10);
    }

    #[tokio::test]
    async fn a_body_that_is_too_large_is_taken_in_and_refused() {
        let mut small = Request::builder().body(vec![1; 10]);
        assert_eq!(read(&mut small, 10).await, Ok(vec![1; 10]));
        let mut large = Request::builder().body(vec![1; 11]);
        assert_eq!(read(&mut large, 10).await, Err(Trouble::TooLarge));
        let mut promised = Request::builder().header("content-length", "999999999999").body(vec![1]);
        assert_eq!(read(&mut promised, 10).await, Err(Trouble::TooLarge));
    }

    #[tokio::test]
    async fn a_body_that_stops_coming_is_given_up() {
        let never = futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>();
        assert_eq!(pieces(Body::from_bytes_stream(never), 10, Duration::from_millis(5)).await, Err(Trouble::Unfinished));
    }
}
