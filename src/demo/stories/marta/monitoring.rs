//! What was done after publication: agencies report each quarter, and the board judges.

use super::super::deeds::{asked_of_the_lead, carry_on, note_on, tell_progress};
use super::{COORDINATOR, CSP_CHAIR};
use crate::demo::browser::Stuck;
use crate::demo::story::{Case, Telling};

const BOARD: &str = "yusuf.adeyemi@wyreham.example";

pub(super) fn begun(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "send_final_copies").await?;
        case.step(COORDINATOR, "begin_monitoring").await?;
        for name in ["calls", "hospital", "practices", "school", "friends", "audit"] {
            moved(case, COORDINATOR, name, "start", "").await?;
        }
        said(case, COORDINATOR, "audit", "The first audit is held in September 2027.", Some("2027-09-30")).await?;
        let asked = "The College of Policing was asked, by a letter with the published report, to say in its national practice for control \
                     rooms how earlier calls are found, and by when. A copy went to the Commissioner.";
        asked_of_the_lead(case, COORDINATOR, &case.left("action college")?, asked).await
    })
}

async fn moved(case: &Case, who: &str, name: &str, step: &str, words: &str) -> Result<(), Stuck> {
    carry_on(case, who, &case.left(&format!("action {name}"))?, step, words).await
}

async fn said(case: &Case, who: &str, name: &str, words: &str, new_due: Option<&str>) -> Result<(), Stuck> {
    tell_progress(case, who, &case.left(&format!("action {name}"))?, words, new_due).await
}

async fn noted(case: &Case, name: &str, words: &str) -> Result<(), Stuck> {
    note_on(case, COORDINATOR, &case.left(&format!("action {name}"))?, words).await
}

pub(super) fn first_quarter(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "report_progress").await?;
        let homes = "Audit of all 27 second repairs of doors and locks since the change: each was followed by a call on the same day. In 11 the \
                     tenant spoke of abuse; 8 of them are now helped by the Lantern. All 14 locks were changed within 24 hours.";
        moved(case, COORDINATOR, "doors", "claim", homes).await?;
        let closing = "Closing sheets of six months: 188 referrals, 19 closed without contact, which is 10%; each signed by a manager. It was 31%.";
        moved(case, COORDINATOR, "closing", "claim", closing).await?;
        moved(case, COORDINATOR, "ending", "claim", "The form has been changed, and all shifts were told of it.").await?;
        said(
            case,
            COORDINATOR,
            "calls",
            "The supplier has shown a first version. It finds people by name and number across both systems.",
            None,
        )
        .await?;
        said(
            case,
            COORDINATOR,
            "practices",
            "Nine of 23 practices trained. 34 referrals since January 2027, where there were 6 in the year before.",
            None,
        )
        .await?;
        said(
            case,
            COORDINATOR,
            "school",
            "Letters go out for two of three calls. The rest wait for a change in the case system.",
            None,
        )
        .await?;
        said(
            case,
            COORDINATOR,
            "friends",
            "Posters and a film in Polish, Romanian and English, made with the Welcome Centre. Four employers have begun.",
            None,
        )
        .await
    })
}

pub(super) fn first_board(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let seen = "The audit of 27 repairs, and two calls listened to, at the meeting of 8 July 2027.";
        moved(case, BOARD, "doors", "accept_evidence", seen).await?;
        moved(case, BOARD, "closing", "accept_evidence", "The figures of six months and ten closing sheets.").await?;
        let more = "That a form was changed does not show that it is answered. The board asks for the dip sample of 50.";
        moved(case, BOARD, "ending", "query", more).await?;
        let late = "No report for this quarter, and none on the day. The board’s chair has written to the chief nurse.";
        noted(case, "hospital", late).await
    })
}

pub(super) fn second_quarter(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "report_progress").await?;
        let waits = "It works in one of three control rooms. The others follow when the radio contract has changed hands.";
        said(case, COORDINATOR, "calls", waits, Some("2028-01-31")).await?;
        said(
            case,
            COORDINATOR,
            "practices",
            "Sixteen of 23 practices trained. 71 referrals; in 58 somebody spoke with the person.",
            None,
        )
        .await?;
        said(case, COORDINATOR, "ending", "The sample of 50 has been drawn and is being read with the Lantern.", None).await?;
        said(case, COORDINATOR, "school", "Nine of ten callers are told in time since September 2027.", None).await?;
        said(case, COORDINATOR, "friends", "Seven employers. 112 calls from people who were worried for somebody else.", None)
            .await?;
        let audit = "The first audit was held in September 2027: 40 cases of seven agencies, 12 opened again.";
        said(case, COORDINATOR, "audit", audit, Some("2028-09-30")).await?;
        let silent =
            "Asked again, with a copy to the Commissioner. The College has neither replied nor said that it received the report.";
        asked_of_the_lead(case, COORDINATOR, &case.left("action college")?, silent).await
    })
}

pub(super) fn second_board(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let check = "Six months on: 31 second repairs, 31 calls. The board’s own member rang five tenants, who all remembered being asked.";
        moved(case, BOARD, "doors", "pass_check", check).await?;
        let different =
            "Women whose doors are broken are asked on the same day whether they are safe, and have a new lock on the next.";
        moved(case, CSP_CHAIR, "doors", "close", different).await?;
        let escalated = "Second quarter without a report, and the day has passed. Raised with the chief executive of the trust by the partnership’s \
                         chair, who asks for a plan within ten working days.";
        noted(case, "hospital", escalated).await
    })
}

pub(super) fn what_changed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "tell_family_what_changed").await?;
        Ok(())
    })
}
