//! From the draft to publication.

use super::super::deeds::{Checked, answer_points, check_facts, meet, name, paper, write_all};
use super::{CHAIR, COORDINATOR, CSP_CHAIR, letters, plan, report};
use crate::demo::PASSWORD;
use crate::demo::story::{Case, Telling};

/// The names that the family chose, with their advocate.
const NAMES: &[(&str, &str)] =
    &[("V1", "Marta"), ("P1", "Joel"), ("C1", "Child A"), ("C2", "Child B"), ("F1", "Ewa"), ("W1", "Ola")];

pub(super) fn drafted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        write_all(case, CHAIR, "done", report::SECTIONS).await?;
        name(case, COORDINATOR, NAMES).await?;
        plan::put(case).await
    })
}

const DRAFT_MINUTES: &str = "1. The panel read the draft aloud in parts, and asked of each whether her family could hear it read.\n\n\
    2. “Failed to engage” was struck out twice. “She was not offered” stands in its place.\n\n\
    3. Every agency has checked the facts about itself. Two corrections were made.\n\n\
    4. Every agency accepts the recommendations made to it.";

/// What each agency was sent of the draft, and what it said of the facts.
const CHECKED: &[Checked<'static>] = &[
    (
        "police",
        "The two visits, and how each was graded.",
        "corrections",
        "The sergeant read the form on the next evening, not on the same.",
    ),
    (
        "homes",
        "The two repairs, the bill, and the request for a lock.",
        "correct",
        "Correct. We ask that the apology be mentioned.",
    ),
    ("hospital", "The two visits to the emergency department.", "correct", "Correct."),
    ("board of care", "What the practice saw and asked.", "correct", "Correct."),
    ("children", "The school's call and the notice of the police.", "corrections", "There were 64 calls on that day, not 46."),
    ("lantern", "The referral, and how it was closed.", "correct", "Correct, and hard to read."),
];

pub(super) fn met_over_the_draft(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        check_facts(case, CHAIR, CHECKED).await?;
        let meeting = [
            ("place", "The Old Exchange"),
            ("agenda", "The draft; the recommendations; what the family are shown, and how"),
            ("decisions", "The draft goes to the family. The recommendations are agreed."),
        ];
        meet(case, (COORDINATOR, CHAIR), &meeting, &["Colin Dray"], DRAFT_MINUTES).await
    })
}

pub(super) fn shared(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(CHAIR, "share_with_family").await?;
        let sister = case.left("sister")?;
        let fields = [
            ("opens_on", "2026-06-02"),
            ("closes_on", "2026-06-16"),
            ("place", "At her advocate's office"),
            ("support", "Her advocate"),
            ("draft", "F1"),
        ];
        let page = case.of(CHAIR).await?.send(&format!("{sister}/reading"), &fields).await?;
        case.left.insert("reading".into(), page.path);
        Ok(())
    })
}

pub(super) fn read(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let reading = case.left("reading")?;
        let browser = case.of(CHAIR).await?;
        for (kind, comment) in [
            ("fact", "She had worked at the bakery for six years, not four."),
            ("tone", "Please do not write that she failed to engage. Nobody knocked."),
            ("analysis", "The school should be criticised more."),
        ] {
            browser.send(&reading, &[("kind", kind), ("comment", comment)]).await?;
        }
        let third = "The school told what it was told, and rang. The report now says more plainly that nobody rang it back.";
        for (number, answer, reason) in [("1", "accepted", ""), ("2", "accepted", ""), ("3", "rejected", third)] {
            let (field, why) = (format!("answer-{number}"), format!("reason-{number}"));
            browser.send(&reading, &[(&field, answer), (&why, reason)]).await?;
        }
        browser.send(&reading, &[("told_on", "2026-06-16")]).await?;
        browser.send(&reading, &[("how", "read"), ("ended_on", "2026-06-16")]).await?;
        Ok(())
    })
}

pub(super) fn sent_for_sign_off(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(CHAIR, "send_for_sign_off").await?;
        Ok(())
    })
}

pub(super) fn agreed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.send(CSP_CHAIR, "/submission", &[("agreed_on", "2026-07-14")]).await?;
        plan::approved(case).await?;
        paper(case, COORDINATOR, "overview_report", "home_office").await?;
        // The search of the version for publication is what clears the report for sending.
        paper(case, COORDINATOR, "overview_report", "publication").await?;
        for (part, words) in [
            ("data_form", "Filled in from the register and from what agencies told us of equality."),
            ("cover", "With the reasons for the delay, and the dates on which you were told of it."),
            ("parallel", "The trial, the inquest, and the Independent Office for Police Conduct; all concluded."),
        ] {
            case.send(COORDINATOR, "/submission", &[("part", part), ("part_words", words)]).await?;
        }
        Ok(())
    })
}

pub(super) fn submitted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "send_report_to_commissioner").await?;
        letters::of_the_submission(case).await?;
        let fields = [
            ("body", "Home Office Quality Assurance Board"),
            ("sent_on", "2026-07-17"),
            ("how", "By secure mail; the password by telephone"),
            ("lateness", "The trial ended in February 2026; nothing could be drafted before."),
        ];
        case.send(COORDINATOR, "/submission", &fields).await?;
        Ok(())
    })
}

pub(super) fn judged(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "record_board_meeting").await?;
        Ok(())
    })
}

pub(super) fn answered_by_home_office(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let fields = [
            ("met_on", "2026-10-21"),
            ("letter_on", "2026-12-09"),
            ("received_on", "2026-12-09"),
            ("outcome", "clear_subject_to_changes"),
            ("apologises", "yes"),
            (
                "positives",
                "The voice of the family, and the tribute.\nA panel with a member from the community.\nThe analysis of separation.",
            ),
            (
                "points",
                "The terms of reference name a real street.\nSay how the panel was independent.\nGive the action plan a measure for each action.\nExplain the delay in the summary.",
            ),
        ];
        case.send(COORDINATOR, "/submission", &fields).await?;
        Ok(())
    })
}

pub(super) fn amended(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        write_all(case, CHAIR, "done", &[("panel", report::PANEL_REVISED)]).await?;
        answer_points(case, COORDINATOR, "Done in the section concerned.").await?;
        for kind in ["overview_report", "executive_summary", "action_plan"] {
            paper(case, COORDINATOR, kind, "publication").await?;
        }
        case.send(COORDINATOR, "/submission", &[("amended_on", "2027-01-22")]).await?;
        Ok(())
    })
}

pub(super) fn family_told(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(CHAIR, "tell_family_of_publication").await?;
        let sister = case.left("sister")?;
        let contact = [
            ("held_on", "2027-02-10"),
            ("by", "through_advocate"),
            ("about", "publication"),
            ("outcome", "spoke"),
            (
                "note",
                "She asked that nothing be published in the weeks of the anniversary, and that her mother have a copy in Polish first.",
            ),
        ];
        case.of(CHAIR).await?.send(&sister, &contact).await?;
        Ok(())
    })
}

pub(super) fn published(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let fields = [
            ("mode", "full"),
            ("published_on", "2027-02-25"),
            ("address", "https://wyreham.example/safety/reviews/marta"),
            ("password", PASSWORD),
        ];
        case.send(CSP_CHAIR, "/submission", &fields).await?;
        Ok(())
    })
}
