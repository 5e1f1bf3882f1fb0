//! Counts and times of requests by route, for those who run the service. A route's template holds no id and no name.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Upper ends of the histogram, in milliseconds.
const ENDS: [u64; 10] = [1, 5, 10, 25, 50, 100, 250, 1_000, 5_000, 30_000];

#[derive(Clone, Copy, Default)]
struct Times {
    within: [u64; ENDS.len()],
    count: u64,
    sum: Duration,
}

/// What is counted.
#[derive(Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(&'static str, &'static str, u16), Times>>,
}

impl Metrics {
    /// Counts one request.
    pub fn count(&self, method: &'static str, route: &'static str, status: u16, took: Duration) {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let times = requests.entry((method, route, status)).or_default();
        times.count += 1;
        times.sum += took;
        for (end, within) in ENDS.iter().zip(&mut times.within) {
            if took <= Duration::from_millis(*end) {
                *within += 1;
            }
        }
    }

    /// Everything in the text format of Prometheus, version 0.0.4.
    pub fn text(&self) -> String {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut out = String::from(
            "# HELP dardr_http_request_seconds Time from the whole header to the whole answer.\n# TYPE dardr_http_request_seconds histogram\n",
        );
        for ((method, route, status), times) in &requests {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            for (end, within) in ENDS.iter().zip(times.within) {
                let seconds = Duration::from_millis(*end).as_secs_f64();
                writeln!(out, "dardr_http_request_seconds_bucket{{{labels},le=\"{seconds}\"}} {within}").ok();
            }
            writeln!(out, "dardr_http_request_seconds_bucket{{{labels},le=\"+Inf\"}} {}", times.count).ok();
            writeln!(out, "dardr_http_request_seconds_sum{{{labels}}} {}", times.sum.as_secs_f64()).ok();
            writeln!(out, "dardr_http_request_seconds_count{{{labels}}} {}", times.count).ok();
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_counted_under_its_route_and_never_under_its_path() {
        let metrics = Metrics::default();
        metrics.count("GET", "/reviews/:review", 200, Duration::from_millis(7));
        metrics.count("GET", "/reviews/:review", 200, Duration::from_millis(70));
        let text = metrics.text();
        let labels = "method=\"GET\",route=\"/reviews/:review\",status=\"200\"";
        assert!(text.contains(&format!("dardr_http_request_seconds_bucket{{{labels},le=\"0.01\"}} 1\n")));
        assert!(text.contains(&format!("dardr_http_request_seconds_bucket{{{labels},le=\"+Inf\"}} 2\n")));
        assert!(text.contains(&format!("dardr_http_request_seconds_sum{{{labels}}} 0.077\n")));
    }
}
