//! What each notice of the process says, and what it asks, if anything.

use crate::process::Notice;

#[expect(clippy::too_many_lines, reason = "the words of every notice in one exhaustive match, an arm a notice")]
pub(super) const fn says(notice: Notice) -> (&'static str, Option<&'static str>) {
    match notice {
        Notice::DecisionToMake => (
            "The consultation is over and the decision whether to hold a review can be made.",
            Some("read the briefing and record the decision with its reasons"),
        ),
        Notice::DecisionMade => ("The decision whether to hold a review has been recorded.", Some("see what follows from it")),
        Notice::DecisionReopened => (
            "A decision about a review has been reopened. The first decision stays on record.",
            Some("read why it was reopened, and what is needed for a new decision"),
        ),
        Notice::DirectionReceived => (
            "A direction about a review has been received and recorded.",
            Some("read the direction and see what follows from it"),
        ),
        Notice::LegalBasisChanged => (
            "The legal basis on which a review is held has changed. Its dates may have changed with it.",
            Some("look at the dates of the review"),
        ),
        Notice::SecureRecords => (
            "Your organisation may hold records that a review needs.",
            Some("make sure that no record is changed or destroyed, and confirm that they are secured"),
        ),
        Notice::ScopingReturnAsked => (
            "Your organisation is asked for a short summary of what it knew, or to say that it knew nothing.",
            Some("send the scoping return, also if it is a nil return"),
        ),
        Notice::ChairAppointed => ("An independent chair has been appointed.", Some("see what comes next")),
        Notice::TermsAgreed => (
            "The terms of reference of a review are agreed, and agencies can be asked for their reports.",
            Some("read the terms of reference"),
        ),
        Notice::TermsChanged => (
            "The terms of reference of a review have changed.",
            Some("read the new version and check whether your part of the work changes"),
        ),
        Notice::AnalysisBegun => {
            ("The agencies’ returns are in and the analysis has begun.", Some("read the returns before the next panel"))
        }
        Notice::DraftToRead => (
            "A draft of the report is ready for you to read. There is no need to hurry, and you do not have to read it alone or all at once. \
             If you would rather be told about it in another way, or not at all, tell the chair or your advocate.",
            Some("read it when you are ready, and say what you think, if you wish to"),
        ),
        Notice::DraftReturned => {
            ("The report of a review has gone back to drafting.", Some("read why, and what is to be changed"))
        }
        Notice::SignOffAsked => {
            ("The report of a review is ready for the partnership to agree.", Some("read the report and record what was agreed"))
        }
        Notice::ReportAgreed => ("The partnership has agreed the report of a review.", None),
        Notice::ReportSubmitted => ("The report of a review has been submitted to the Home Office.", None),
        Notice::OutcomeReceived => {
            ("The Home Office’s letter about a report has been received and recorded.", Some("read the letter"))
        }
        Notice::ChangesToMake => (
            "Changes to the report of a review are asked for before it can be published.",
            Some(
                "if you write the report, change it as the letter asks; if you coordinate the review, answer each point of the letter",
            ),
        ),
        Notice::ReadyToPublish => (
            "The report of a review is cleared for publication.",
            Some("agree the day with the family, and check that nothing stands in the way of it"),
        ),
        Notice::DelayExpected => (
            "A review will take longer than was planned. The new date and the reason are on record.",
            Some("look at the new dates"),
        ),
        Notice::ReportPublished => {
            ("The report of a review has been published.", Some("see what was learned and what your organisation has promised"))
        }
        Notice::ReportWithdrawn => (
            "The published report of a review has been withdrawn for the time being.",
            Some("take down every copy and link that your organisation has published"),
        ),
        Notice::ActionsToMonitor => {
            ("The actions of a review are ready to be followed up.", Some("look at the actions that are yours and their dates"))
        }
        Notice::ReviewClosed => ("A case has been closed: everything that was recommended has its answer.", None),
    }
}
