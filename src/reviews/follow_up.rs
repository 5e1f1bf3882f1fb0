//! What a step sets off in other rooms, in its own transaction.

use chrono::NaiveDate;

use crate::access::Actor;
use crate::audit::Doer;
use crate::ids::ReviewId;
use crate::process::Act;
use crate::reviews::StepProblem;
use crate::store::Tx;
use crate::{family, imr, recommendations, reports};

use super::replan::{cause_of, raise};

/// Does in other rooms what follows from `act`. `taken_back` says whether it undid the agreement to the report.
///
/// # Errors
/// When one of the rooms cannot, or the database refuses.
pub(super) async fn follow_up(
    tx: &mut Tx,
    actor: &Actor,
    by: &Doer,
    review: ReviewId,
    (act, taken_back): (Act, bool),
    on: NaiveDate,
) -> Result<(), StepProblem> {
    if let Some(cause) = cause_of(act) {
        raise(tx, review, cause, "").await?;
    }
    if act == Act::RecordSecureRecords {
        imr::let_written_in(tx, by, review).await?;
    }
    if act == Act::ShareWithFamily {
        family::read_anew(tx, review).await?;
    }
    reports::mark(tx, by, review, act, on).await?;
    recommendations::follow(tx, actor, by, review, (act, taken_back), on).await?;
    Ok(())
}
