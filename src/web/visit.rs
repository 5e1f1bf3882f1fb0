//! One request, as far as everything before the page function needs it.

use std::net::IpAddr;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use poem::{Addr, Request};

use crate::base::Chance;
use crate::ui::random_word;

/// A request. Made once, when it comes in.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// Its number, in the log and on the page of an error.
    pub id: String,
    /// Lets the page's own scripts run.
    pub nonce: String,
    /// The path, without the query.
    pub path: String,
    /// Path and query.
    pub address: String,
    /// Where it came from, as an IP address.
    pub peer: String,
    /// Its headers.
    pub headers: HeaderMap,
}

impl Visit {
    /// Takes down a request. When it came through a proxy that is trusted, the last
    /// address that the proxy wrote down is the one it saw itself.
    pub fn new(request: &Request, chance: &dyn Chance, proxies: &[IpAddr]) -> Visit {
        let mut nonce = [0; 16];
        chance.fill(&mut nonce);
        let forwarded = request.headers().get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
        let seen = match &request.remote_addr().0 {
            Addr::SocketAddr(address) => Some(address.ip()),
            Addr::Unix(_) | Addr::Custom(_, _) => None,
        };
        let told = forwarded
            .and_then(|all| all.rsplit(',').next()?.trim().parse::<IpAddr>().ok())
            .filter(|_| seen.is_some_and(|seen| proxies.contains(&seen)));
        Visit {
            id: random_word(chance),
            nonce: STANDARD.encode(nonce),
            path: request.uri().path().to_owned(),
            address: request.uri().path_and_query().map(ToString::to_string).unwrap_or_default(),
            peer: told.or(seen).map(|address| address.to_string()).unwrap_or_default(),
            headers: request.headers().clone(),
        }
    }

    /// The visit of a request that has come through the house.
    pub fn of(request: &Request) -> Arc<Visit> {
        request.data::<Arc<Visit>>().cloned().unwrap_or_default()
    }
}
