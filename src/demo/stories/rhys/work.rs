//! From the chair's appointment to the draft.

use super::super::deeds::{
    Checked, Seat, add, appoint, ask_agency, carry_on, facts_answered, found_guilty, in_touch, judge_return, meet, name,
    recommend, relative, release_return, seat, seat_all, send_facts, sign_return, write_all, write_return,
};
use super::written::{ACTIONS, Action, SECTIONS, SHE_ADDED};
use super::{CHAIR, COORDINATOR};
use crate::demo::story::{Case, Telling};

pub(super) fn chaired(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let chair = [
            ("independence", "I have never worked for an agency in Wyreham or Kelsall, nor for the partnership."),
            ("training", "The Home Office’s course for chairs, the chairs’ course of AAFDA, and eleven reviews."),
        ];
        appoint(case, COORDINATOR, "Rosalind Keane", &chair).await?;
        let crime = [
            ("kind", "CRIM"),
            ("led_by", "Wyreham Crown Court"),
            ("known_on", "2024-01-10"),
            ("began_on", "2024-01-08"),
            ("state", "active"),
            ("next_on", "2024-04-26"),
            ("next_what", "Sentence: he has pleaded guilty"),
        ];
        add(case, COORDINATOR, ("/proceedings", "/proceedings/", "trial"), &crime).await?;
        let inquest = [
            ("kind", "INQUEST"),
            ("led_by", "Coroner for Wyre and Kelsall"),
            ("known_on", "2024-01-10"),
            ("began_on", "2024-01-10"),
            ("state", "active"),
            ("matter", "Opened, and suspended for the criminal proceedings."),
        ];
        add(case, COORDINATOR, ("/proceedings", "/proceedings/", "inquest"), &inquest).await?;
        let sister = [
            ("relationship", "Sister"),
            ("part", "sibling"),
            ("wishes", "contribute"),
            ("wishes", "read_draft"),
            ("wishes", "tribute"),
            ("wishes", "choose_pseudonym"),
            ("medium", "visit"),
            ("dates_to_avoid", "The anniversary of the death, and his birthday"),
            ("advocate_kind", "vs_homicide"),
            ("advocate", "The homicide service worker"),
        ];
        relative(case, COORDINATOR, ("sister", "F1", "Megan Morrow"), &sister).await
    })
}

const PANEL: &[Seat<'static>] = &[
    seat("Joan Tarrant", true, "lantern", "Service manager", "Domestic abuse, coercive control", true),
    seat("Helen Marsh", true, "police", "Assistant chief constable", "Policing", false),
    seat("Ruksana Amin", false, "board of care", "Associate director of nursing", "Primary care", false),
    seat("Lewis Hart", false, "welcome", "Adviser", "Gay and bisexual men who are abused", false),
];

const MINUTES: &str = "1. Process, roles, support. Every member declared interests; none has a conflict. The agreement was signed.\n\n\
    2. The terms were agreed. His sister’s question stands first.\n\n\
    3. Three agencies knew him. Each is asked for a return within four weeks.";

pub(super) fn scoped(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let asks = "She asks: if I had been the one with the bruises, would somebody have asked me?";
        in_touch(case, CHAIR, "sister", ["visit", "terms", "accepted", asks]).await?;
        seat_all(case, COORDINATOR, PANEL).await?;
        let meeting = [
            ("place", "The Old Exchange"),
            ("agenda", "Process, roles and support; declarations; what is known; terms of reference"),
            ("decisions", "The terms are agreed."),
        ];
        meet(case, (COORDINATOR, CHAIR), &meeting, &[], MINUTES).await?;
        let terms = [
            ("purpose", "To learn whether a man who was abused by his partner was seen, and whether he was asked."),
            ("period_from", "2022-09-12"),
            ("period_to", "2024-01-07"),
            ("period_why", "He first came to a doctor with an injury in November 2022."),
            ("bank", "recognition"),
            ("bank", "access"),
            ("own", "Was he seen alone, and was he asked about abuse?"),
            ("family_questions", "If I had been the one with the bruises, would somebody have asked me?"),
            ("areas", "Wyreham"),
            ("equality", "Sex and sexual orientation."),
            ("panel_agreed_on", "2024-03-20"),
        ];
        case.send(CHAIR, "/terms/new", &terms).await?;
        case.send(CHAIR, "/terms", &[("issued_on", "2024-03-20")]).await?;
        for (place, level, asks) in [
            ("police", "short_report", "The call of September 2023, and how both men were spoken with."),
            ("board of care", "imr", "What the practice saw and asked."),
            ("lantern", "short_report", "His call of October 2023."),
        ] {
            ask_agency(case, COORDINATOR, place, level, asks).await?;
        }
        Ok(())
    })
}

const RETURNS: [(&str, &str, &str, &str); 3] = [
    (
        "tom.ashby@police.example",
        "helen.marsh@police.example",
        "police",
        "A neighbour rang in September 2023. Two officers spoke with both men in one room and recorded two men arguing. Neither was asked \
         about fear, and no risk assessment was made.",
    ),
    (
        "fiona.larch@nhs.example",
        "alun.reece@nhs.example",
        "board of care",
        "He was seen in November 2022 and in August 2023, for his ribs and for his hand. Craig came with him both times and answered for him. \
         The practice has a question about safety at home, and puts it to women.",
    ),
    (
        "sade.olowu@lantern.example",
        "bev.askew@lantern.example",
        "lantern",
        "He rang in October 2023 and asked whether we are for men. He was given the number of a national line. Nobody offered to ring him \
         back. Since March 2024 nobody who rings is sent elsewhere without being asked whether they are safe.",
    ),
];

pub(super) fn returned(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        for (author, signatory, place, body) in RETURNS {
            write_return(case, author, place, body).await?;
            sign_return(case, signatory, place).await?;
            judge_return(case, CHAIR, place, &[("verdict", "accepted")]).await?;
            release_return(case, CHAIR, place).await?;
        }
        Ok(())
    })
}

pub(super) fn sentenced(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let ended = [
            ("state", "concluded"),
            ("concluded_on", "2024-04-26"),
            ("outcome", "Murder, on his plea. Life imprisonment, with a minimum term of 18 years."),
            ("appeal_until", "2024-05-24"),
            ("next_on-day", ""),
            ("next_on-month", ""),
            ("next_on-year", ""),
            ("next_what", ""),
        ];
        case.of(COORDINATOR).await?.send(&case.left("trial")?, &ended).await?;
        let inquest = [
            ("state", "not_resumed"),
            ("concluded_on", "2024-04-26"),
            ("outcome", "The criminal proceedings have answered its questions, and the coroner does not resume it."),
        ];
        case.of(COORDINATOR).await?.send(&case.left("inquest")?, &inquest).await?;
        found_guilty(case, COORDINATOR, "P1").await
    })
}

/// The names that his sister chose.
const NAMES: &[(&str, &str)] = &[("V1", "Rhys"), ("P1", "Dean"), ("F1", "Cerys")];

const CHECKED: &[Checked<'static>] = &[
    ("police", "The call of September 2023.", "correct", "Correct."),
    ("board of care", "The two visits to the practice.", "correct", "Correct."),
    ("lantern", "His call of October 2023.", "correct", "Correct."),
];

pub(super) fn offered(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let offered = [
            ("entry", "P1"),
            ("kind", "perpetrator"),
            ("state", "offered"),
            ("held_on", "2024-04-29"),
            ("note", "Offered by letter to the prison, after the sentence, with help to read it."),
        ];
        case.send(CHAIR, "/interviews/new", &offered).await?;
        case.step(CHAIR, "begin_analysis").await?;
        Ok(())
    })
}

pub(super) fn sister_met(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let told = "At her home, with her homicide service worker. She told of the Sundays, and of how he sounded when he was not alone. She would like to \
                    choose the names and to write something for the front of the report.";
        in_touch(case, CHAIR, "sister", ["visit", "contribute", "spoke", told]).await
    })
}

const SECOND_MINUTES: &str = "1. The panel read the three returns beside one another. He was seen four times, and never alone by anybody who could have asked.\n\n\
    2. The adviser said of each return where he would have asked something else.\n\n\
    3. Three recommendations follow. Each agency is asked by letter whether it accepts its own. Drafting begins.";

pub(super) fn read_together(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let meeting = [
            ("place", "The Old Exchange"),
            ("agenda", "The three returns beside one another; what follows from them"),
            ("decisions", "Drafting begins. Three recommendations are put to the agencies."),
        ];
        meet(case, (COORDINATOR, CHAIR), &meeting, &[], SECOND_MINUTES).await?;
        case.step(CHAIR, "begin_drafting").await?;
        Ok(())
    })
}

pub(super) fn drafted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let draft: Vec<_> = SECTIONS.iter().map(|(name, text)| (*name, text.replace(SHE_ADDED, ""))).collect();
        write_all(case, CHAIR, "done", &draft).await?;
        name(case, COORDINATOR, NAMES).await?;
        send_facts(case, CHAIR, CHECKED).await
    })
}

pub(super) fn recommended(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        for Action { lead, fields, .. } in ACTIONS {
            let link = recommend(case, COORDINATOR, Some(lead), fields).await?;
            case.left.insert(format!("action of {lead}"), link);
        }
        Ok(())
    })
}

pub(super) fn checked(case: &mut Case) -> Telling<'_> {
    Box::pin(async move { facts_answered(case, CHAIR, CHECKED).await })
}

pub(super) fn accepted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        for Action { lead, .. } in ACTIONS {
            carry_on(case, COORDINATOR, &case.left(&format!("action of {lead}"))?, "agree", "Accepted by letter.").await?;
        }
        Ok(())
    })
}
