//! What people ask of a review, and its answers.

mod agree;
mod basis;
mod front;
mod holds;
mod list;
mod looks;
mod put_right;
mod replan;
mod sharing;
mod step;
mod timeline;

use crate::ui::{Guard, Problem, Route, get, post};

pub(super) use holds::LAID;

use super::{StepProblem, places::room_for};
use crate::process::Refusal;

/// The pages of reviews.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        get("/reviews", Guard::SignedIn, list::list),
        get("/reviews/:review", Guard::Review("SeeReview"), front::front),
        get("/reviews/:review/timeline", Guard::Review("SeeReview"), timeline::timeline),
        get("/reviews/:review/timeline/:seq/day", Guard::Review("TakeStep"), put_right::ask),
        post("/reviews/:review/timeline/:seq/day", Guard::Review("TakeStep"), put_right::act),
        get("/reviews/:review/audit", Guard::Review("SeeAudit"), timeline::audit),
        get("/reviews/:review/steps/:act", Guard::Review("TakeStep"), step::ask),
        post("/reviews/:review/steps/:act", Guard::Review("TakeStep"), step::act),
        get("/reviews/:review/clocks", Guard::Review("SeeReview"), agree::clocks),
        get("/reviews/:review/clocks/:rule", Guard::Review("EditClocks"), agree::ask),
        post("/reviews/:review/clocks/:rule", Guard::Review("EditClocks"), agree::act),
        get("/reviews/:review/replan", Guard::Review("EditClocks"), replan::list),
        post("/reviews/:review/replan", Guard::Review("EditClocks"), replan::settled),
        get("/reviews/:review/legal-basis", Guard::Review("TakeStep"), basis::ask_basis),
        post("/reviews/:review/legal-basis", Guard::Review("TakeStep"), basis::change_basis),
        get("/reviews/:review/transfer", Guard::Review("TakeStep"), basis::ask_transfer),
        post("/reviews/:review/transfer", Guard::Review("TakeStep"), basis::hand_over),
        get("/reviews/:review/joint", Guard::Review("SeeReview"), sharing::joint),
        post("/reviews/:review/joint", Guard::Review("TakeStep"), sharing::share),
        get("/reviews/:review/joint/agreement", Guard::Review("TakeStep"), sharing::ask_agreed),
        post("/reviews/:review/joint/agreement", Guard::Review("TakeStep"), sharing::agreed),
        get("/reviews/:review/joint/:partner/end", Guard::Review("TakeStep"), sharing::ask_leave),
        post("/reviews/:review/joint/:partner/end", Guard::Review("TakeStep"), sharing::end_part),
        get("/reviews/:review/holds", Guard::Review("SeeReview"), holds::list),
        get("/reviews/:review/holds/new", Guard::Review("EditClocks"), holds::ask),
        post("/reviews/:review/holds/new", Guard::Review("EditClocks"), holds::act),
        get("/reviews/:review/holds/:hold/look", Guard::Review("EditClocks"), looks::ask),
        post("/reviews/:review/holds/:hold/look", Guard::Review("EditClocks"), looks::act),
        get("/reviews/:review/holds/:hold/lift", Guard::Review("EditClocks"), holds::ask_lift),
        post("/reviews/:review/holds/:hold/lift", Guard::Review("EditClocks"), holds::lift),
        get("/reviews/:review/overlays/new", Guard::Review("EditClocks"), holds::ask_lay),
        post("/reviews/:review/overlays/new", Guard::Review("EditClocks"), holds::lay),
        post("/reviews/:review/overlays/:overlay/end", Guard::Review("EditClocks"), holds::end),
    ]
}

impl From<StepProblem> for Problem {
    fn from(problem: StepProblem) -> Self {
        match problem {
            StepProblem::Refused(refusal @ Refusal::NotYours { .. }) => Problem::NotYours(refusal.to_string()),
            StepProblem::Refused(Refusal::NotYet { act, missing }) => {
                let ways = missing.iter().map(|need| (need.sentence(), room_for(*need))).collect();
                Problem::NotNow { sentence: Refusal::NotYet { act, missing }.to_string(), missing: ways }
            }
            StepProblem::Refused(refusal) => Problem::not_now(refusal.to_string()),
            StepProblem::Stale => Problem::Stale { sentence: problem.to_string() },
            StepProblem::Stays => Problem::not_now(problem.to_string()),
            StepProblem::Day(sentence) => Problem::not_now(sentence),
            StepProblem::Store(error) => error.into(),
        }
    }
}
