//! From the draft to what the family are told of what changed.

use super::super::deeds::{SECTIONS, answer_points, carry_on, check_facts, make_public, name, recommend, write};
use super::{CHAIR, COORDINATOR, CSP_CHAIR};
use crate::demo::story::{Case, Telling};

/// What the report says, section by section, where it says more than a line.
const TEXTS: &[(&str, &str)] = &[
    (
        "introduction",
        "This review is about the death of Danuta, who was killed at home in February 2025 by her former partner, Callum. The panel offers its condolences to her family.",
    ),
    (
        "timescales",
        "The review began on 6 March 2025. Drafting waited for a trial that ended in February 2026, and the report was finished in July 2026.",
    ),
    (
        "background",
        "Danuta was 34 and the mother of two children. She worked in a bakery. Her sister describes her as quick, funny and stubborn in a good cause.",
    ),
    (
        "analysis",
        "Two calls to the police were never put together. A broken door was mended twice, and nobody asked how it broke. A referral was closed after unanswered calls.\n\n- Each agency held a part.\n- No one agency held enough to act.",
    ),
    ("lessons", "A closed case is not a safe person. Repairs tell stories."),
];

pub(super) fn drafted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        for section in SECTIONS {
            let text =
                TEXTS.iter().find(|(each, _)| *each == section).map_or("The panel considered this with care.", |(_, text)| *text);
            write(case, CHAIR, section, text).await?;
        }
        name(case, COORDINATOR, &[("V1", "Marta"), ("P1", "Joel"), ("C1", "Child A"), ("C2", "Child B"), ("F1", "Ewa")]).await?;
        for (lead, body, level, sector) in [
            (
                "police",
                "Show call handlers every earlier call from an address, whichever system holds it.",
                "single_agency",
                "police",
            ),
            ("homes", "Ask about safety when a door or lock is mended a second time.", "single_agency", "housing"),
            ("lantern", "Try three ways of contact before a referral is closed.", "single_agency", "da_service"),
            ("board", "Hold one audit a year of cases that were closed without contact.", "multi_agency_local", "partnership"),
        ] {
            let fields = [
                ("body", body),
                ("level", level),
                ("mechanism", "process"),
                ("sector", sector),
                ("theme", "multi_agency"),
                ("when", "by March 2027"),
                ("measure", "Dip samples twice a year."),
            ];
            let link = recommend(case, COORDINATOR, lead, &fields).await?;
            carry_on(case, COORDINATOR, &link, "agree", "Accepted by letter.").await?;
        }
        Ok(())
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
        let page = case.scene.of(CHAIR).await?.send(&format!("{sister}/reading"), &fields).await?;
        case.left.insert("reading".into(), page.path);
        Ok(())
    })
}

pub(super) fn read(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let reading = case.left("reading")?;
        let browser = case.scene.of(CHAIR).await?;
        for (kind, comment) in [
            ("fact", "She had worked at the bakery for six years, not four."),
            ("tone", "Please do not write that she failed to engage."),
            ("analysis", "The school should be criticised more."),
        ] {
            browser.send(&reading, &[("kind", kind), ("comment", comment)]).await?;
        }
        for (number, answer, reason) in
            [("1", "accepted", ""), ("2", "accepted", ""), ("3", "rejected", "The school acted on all that it was told.")]
        {
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
        check_facts(case, CHAIR, &["police", "homes", "hospital"]).await?;
        case.step(CHAIR, "send_for_sign_off").await?;
        Ok(())
    })
}

pub(super) fn agreed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.send(CSP_CHAIR, "/submission", &[("agreed_on", "2026-07-14")]).await?;
        make_public(case, COORDINATOR).await?;
        for part in ["data_form", "cover", "parallel"] {
            case.send(COORDINATOR, "/submission", &[("part", part), ("part_words", "Checked by the coordinator.")]).await?;
        }
        Ok(())
    })
}

pub(super) fn submitted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "send_report_to_commissioner").await?;
        let fields = [
            ("body", "Home Office Quality Assurance Board"),
            ("sent_on", "2026-07-17"),
            ("how", "By secure mail"),
            ("lateness", "The trial ended in February 2026."),
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
            ("positives", "The voice of the family."),
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
        answer_points(case, COORDINATOR, "Done in the section concerned.").await?;
        case.send(COORDINATOR, "/submission", &[("amended_on", "2027-01-22")]).await?;
        Ok(())
    })
}

pub(super) fn published(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(CHAIR, "tell_family_of_publication").await?;
        let fields =
            [("mode", "full"), ("published_on", "2027-02-25"), ("address", "https://wyreham.example/safety/reviews/marta")];
        case.send(CSP_CHAIR, "/submission", &fields).await?;
        Ok(())
    })
}

pub(super) fn monitored(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "send_final_copies").await?;
        case.step(COORDINATOR, "begin_monitoring").await?;
        Ok(())
    })
}

pub(super) fn what_changed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "tell_family_what_changed").await?;
        Ok(())
    })
}
