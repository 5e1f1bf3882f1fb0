//! From the draft to publication.

use super::super::deeds::{
    Checked, answer_points, changed_in, corrected_in, facts_answered, in_touch, letter_words, meet, name, paper, send_facts,
    write_all,
};
use super::{CHAIR, COORDINATOR, CSP_CHAIR, letters, plan, report};
use crate::demo::PASSWORD;
use crate::demo::story::{Case, Telling};

/// The names that the family chose, with their advocate.
const NAMES: &[(&str, &str)] = &[
    ("V1", "Marta"),
    ("P1", "Joel"),
    ("C1", "Child A"),
    ("C2", "Child B"),
    ("F1", "Ewa"),
    ("F2", "Stefania"),
    ("W1", "Ola"),
    ("W2", "Felix"),
    ("W3", "Bruno"),
];

pub(super) fn drafted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        write_all(case, CHAIR, "done", &report::first_draft()).await?;
        name(case, COORDINATOR, NAMES).await?;
        plan::put_the_rest(case).await?;
        send_facts(case, CHAIR, CHECKED).await
    })
}

pub(super) fn checked(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        facts_answered(case, CHAIR, CHECKED).await?;
        write_all(case, CHAIR, "done", &report::after_the_checks()).await?;
        corrected_in(case, CHAIR, &["chronology", "analysis"]).await
    })
}

const DRAFT_MINUTES: &str = "1. The panel read the draft aloud in parts, and asked of each whether her family could hear it read.\n\n\
    2. “Did not attend” was struck out twice. “She was not offered” stands in its place.\n\n\
    3. Every agency has checked the facts about itself. Two corrections were made on 20 May 2026.\n\n\
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
    ("children", "The school’s call and the notice of the police.", "corrections", "There were 64 calls on that day, not 46."),
    ("lantern", "The referral, and how it was closed.", "correct", "Correct, and hard to read."),
];

pub(super) fn met_over_the_draft(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
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
            ("closes_on", "2026-06-30"),
            ("place", "At her advocate’s office"),
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
            ("fact", "She had worked at the shop for six years, not four."),
            ("tone", "Please do not write that she failed to engage. Nobody knocked."),
            ("analysis", "The school should be criticised more."),
        ] {
            browser.send(&format!("{reading}/comments"), &[("kind", kind), ("comment", comment)]).await?;
        }
        let third = "The school told what it was told, and rang. The report now says more plainly that nobody rang it back.";
        for (answer, reason) in [("accepted", ""), ("accepted", ""), ("rejected", third)] {
            // The comments that are answered have no link any more, so the first link is that of the next.
            let comment = browser.open(&reading).await?.link("Answer")?;
            browser.send(&comment, &[("answer", answer), ("reason", reason)]).await?;
        }
        browser.send(&format!("{reading}/told"), &[("told_on", "2026-06-16")]).await?;
        browser.send(&format!("{reading}/finish"), &[("how", "read"), ("ended_on", "2026-06-16")]).await?;
        let met = "She met two members of the panel at her advocate’s office, and told them what she had missed in the draft. The chair told her what became of each of \
                   her three comments, and why the report does not criticise the school more.";
        in_touch(case, CHAIR, "sister", ["visit", "panel", "spoke", met]).await
    })
}

pub(super) fn sent_for_sign_off(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        write_all(case, CHAIR, "done", report::AFTER_THE_READING).await?;
        write_all(case, CHAIR, "done", &report::after_her_comments()).await?;
        changed_in(case, CHAIR, &case.left("reading")?, &["background", "conclusions"]).await?;
        case.step(CHAIR, "send_for_sign_off").await?;
        Ok(())
    })
}

pub(super) fn agreed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.send(CSP_CHAIR, "/submission/agree", &[("agreed_on", "2026-07-14")]).await?;
        paper(case, COORDINATOR, "overview_report", "home_office").await?;
        case.press(COORDINATOR, "/papers", "Make what is missing and search it", &[]).await?;
        for (part, words) in [
            ("data_form", "Filled in from the register and from what agencies told us of equality."),
            ("cover", "With the reasons for the delay, and the dates on which you were told of it."),
            (
                "parallel",
                "The trial and the Independent Office for Police Conduct have concluded. The inquest was not resumed after the trial.",
            ),
        ] {
            case.send(COORDINATOR, "/submission/pack", &[("part", part), ("part_words", words)]).await?;
        }
        Ok(())
    })
}

pub(super) fn submitted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "send_report_to_commissioner").await?;
        letters::of_the_submission(case).await?;
        let told = "Told that the report was agreed on 14 July 2026 and goes to the Home Office today. The day that she had been given, 30 June 2026, passed without a \
                    word from us. The chair said so and apologised.";
        in_touch(case, CHAIR, "sister", ["through_advocate", "general", "spoke", told]).await?;
        let fields = [
            ("body", "Home Office Quality Assurance Board"),
            ("sent_on", "2026-07-17"),
            ("how", "By secure mail; the password by telephone"),
            (
                "lateness",
                "Sentence was passed in February 2026. Records, the agencies’ reviews and the chronology were done before it. The conversations with her \
                 family, her friends and staff, and the sections that rest on them, waited for it. The date that was agreed then, 30 June 2026, was \
                 missed by two weeks. The family returned the draft before its date; the partnership did not meet to agree it until 14 July 2026.",
            ),
        ];
        case.send(COORDINATOR, "/submission/submit", &fields).await?;
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
                "The terms of reference name a real street.\nSay how the panel was independent.\nSay with the recommendations how each action is measured, and by whom.\nExplain the delay in the summary.",
            ),
        ];
        case.send(COORDINATOR, "/submission/letter", &fields).await?;
        letter_words(case, COORDINATOR, include_str!("report/letter.txt")).await?;
        let told = "Told that the Home Office clears the report when four things in it are changed, what they are, and that she will be asked about the day on \
                    which it is published.";
        in_touch(case, CHAIR, "sister", ["through_advocate", "general", "spoke", told]).await
    })
}

/// What was done about each point of the letter, in the order of the letter.
const ANSWERS: &[&str] = &[
    "The street is out of the section on the terms, and every section was read again for others.",
    "The section on the panel says who was independent of what, and which members had signed for their agencies.",
    "The section on the recommendations gives each its measure and says who takes it and when the board looks again. So does the plan.",
    "The summary gives the dates and the reasons for the delay.",
];

pub(super) fn amended(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        write_all(case, CHAIR, "done", report::AFTER_THE_LETTER).await?;
        answer_points(case, COORDINATOR, ANSWERS).await?;
        case.press(COORDINATOR, "/papers", "Make what is missing and search it", &[]).await?;
        case.send(COORDINATOR, "/submission/amended", &[("amended_on", "2027-01-22")]).await?;
        Ok(())
    })
}

pub(super) fn family_told(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(CHAIR, "tell_family_of_publication").await?;
        let agreed = "Asked now, so that nobody need ring in the weeks of the anniversary. She asks that nothing be published in them. \
                      25 February 2027 was proposed, and she agrees. Her mother has the report in Polish.";
        in_touch(case, CHAIR, "sister", ["through_advocate", "publication", "accepted", agreed]).await?;
        let polish = "The report in Polish, as she was promised, with the day that is proposed. Her daughter brought it and read it with her.";
        in_touch(case, CHAIR, "mother", ["letter", "publication", "spoke", polish]).await
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
        case.send(CSP_CHAIR, "/submission/publish", &fields).await?;
        Ok(())
    })
}
