//! Chapters that are one step, the same in every review of Wyreham and Kelsall.

use crate::demo::story::{Case, Telling};

const COORDINATOR: &str = "amina.holt@wyreham.example";

/// The board that judges reports has met over this one.
pub(in crate::demo::stories) fn judged(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "record_board_meeting").await?;
        Ok(())
    })
}

/// The partnership looks at its plan each quarter from the day on which it agreed the report.
pub(in crate::demo::stories) fn progress_told(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "report_progress").await?;
        Ok(())
    })
}
