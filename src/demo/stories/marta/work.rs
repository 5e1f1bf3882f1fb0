//! From the chair's appointment to the analysis, with the trial between.

use super::super::deeds::{add, agree_date, ask_agency, judge_return, links, seat, sign_return, write_return};
use super::{CHAIR, COORDINATOR};
use crate::demo::story::{Case, Telling};

pub(super) fn chaired(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let fields = [
            ("person", "Rosalind Keane"),
            ("post", "chair_author"),
            ("begins", "2025-04-04"),
            ("independence", "I have never worked for an agency in Wyreham or Kelsall, nor for the partnership."),
            ("training", "The Home Office's course for chairs, and twelve reviews."),
        ];
        case.send(COORDINATOR, "/panel/chair", &fields).await?;
        let crime = [
            ("kind", "CRIM"),
            ("led_by", "Wyreham Crown Court"),
            ("known_on", "2025-02-12"),
            ("began_on", "2025-02-11"),
            ("state", "active"),
            ("next_on", "2025-09-15"),
            ("next_what", "Trial"),
        ];
        add(case, COORDINATOR, ("/proceedings", "/proceedings/", "trial"), &crime).await?;
        let conduct = [("kind", "IOPC"), ("known_on", "2025-02-12"), ("state", "active"), ("gate", "ask")];
        add(case, COORDINATOR, ("/proceedings", "/proceedings/", "iopc"), &conduct).await?;
        Ok(())
    })
}

pub(super) fn held(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let fields = [
            ("reason", "criminal"),
            ("scope", "partial"),
            ("pauses", "family_interviews"),
            ("pauses", "staff_interviews"),
            ("pauses", "perp_contact"),
            ("pauses", "drafting"),
            ("requested_by", "Senior investigating officer and the CPS"),
            (
                "advice",
                "Records may be searched and written up. Witnesses, her sister among them, are not spoken to before the trial ends.",
            ),
            ("starts", "2025-04-24"),
            ("expected_end", "2025-10-31"),
        ];
        case.send(COORDINATOR, "/holds/new", &fields).await?;
        let sister = [("kind", "relative"), ("full", "Irena Wolska"), ("seen_by", "panel")];
        case.send(COORDINATOR, "/people/new", &sister).await?;
        let sister = [
            ("entry", "F1"),
            ("relationship", "Older sister"),
            ("part", "sibling"),
            ("wishes", "contribute"),
            ("wishes", "read_draft"),
            ("wishes", "choose_pseudonym"),
            ("medium", "through_advocate"),
            ("dates_to_avoid", "8 February and 3 June"),
            ("witness", "yes"),
            ("advocate_kind", "aafda"),
            ("advocate", "Stella Quayle"),
        ];
        let page = case.send(COORDINATOR, "/family/new", &sister).await?;
        case.left.insert("sister".into(), page.path);
        Ok(())
    })
}

pub(super) fn scoped(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let sister = case.left("sister")?;
        let contact = [
            ("held_on", "2025-04-29"),
            ("by", "through_advocate"),
            ("about", "terms"),
            ("outcome", "accepted"),
            ("note", "She asks that the review look at what the school and the landlord knew."),
        ];
        case.scene.of(CHAIR).await?.send(&sister, &contact).await?;
        for (person, place, title, specialist) in [
            ("Joan Tarrant", "lantern", "Service manager", true),
            ("Marcus Bell", "council", "Principal social worker", false),
            ("Helen Marsh", "police", "Assistant chief constable", false),
            ("Colin Dray", "hospital", "Chief nurse", false),
        ] {
            let agency = case.scene.town.at(place)?.to_string();
            let mut fields =
                vec![("person", person), ("organisation", agency.as_str()), ("job_title", title), ("begins", "2025-05-08")];
            if specialist {
                fields.push(("da_specialist", "yes"));
            }
            seat(case, COORDINATOR, &fields).await?;
        }
        let meeting = [
            ("held_on", "2025-05-08"),
            ("place", "The Old Exchange"),
            ("decisions", "The terms were agreed. Drafting waits for the trial."),
        ];
        case.send(COORDINATOR, "/panel/meetings/new", &meeting).await?;
        let terms = [
            ("purpose", "To learn how agencies responded to domestic abuse and to coercive control before her death."),
            ("period_from", "2022-01-01"),
            ("period_to", "2025-02-08"),
            ("period_why", "The relationship began in 2022."),
            ("bank", "risk"),
            ("bank", "control"),
            ("bank", "separation"),
            ("bank", "children"),
            ("own", "What did the landlord know of damage to the door, and what was done?"),
            ("family_questions", "What did the school and the landlord know?"),
            ("panel_agreed_on", "2025-05-08"),
        ];
        case.send(CHAIR, "/terms/new", &terms).await?;
        case.send(CHAIR, "/terms", &[("issued_on", "2025-05-08")]).await?;
        Ok(())
    })
}

pub(super) fn asked(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        ask_agency(case, COORDINATOR, "police", "imr", "The visit of 3 February and the grading before it.").await?;
        ask_agency(case, COORDINATOR, "homes", "imr", "Repairs and reports of noise since 2022.").await?;
        ask_agency(case, COORDINATOR, "hospital", "short_report", "Attendances with injuries.").await
    })
}

const POLICE: &str = "Officers attended on 3 February 2025 after a neighbour's call. The risk was graded as medium. No check of \
    earlier calls was made. The review finds that two calls were never put together.";
const HOMES: &str = "A broken door was reported twice. Repairs were done; nobody asked how it broke.";
const HOSPITAL: &str = "She attended twice in 2024 with injuries to the wrist. Nobody asked about safety at home.";

pub(super) fn returned(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        write_return(case, "tom.ashby@police.example", "police", POLICE).await?;
        sign_return(case, "helen.marsh@police.example", "police").await?;
        write_return(case, "priya.raman@nhs.example", "hospital", HOSPITAL).await?;
        sign_return(case, "colin.dray@nhs.example", "hospital").await?;
        let back = [
            ("verdict", "sent_back"),
            ("reasons", "no_analysis"),
            ("reasons", "author_not_independent"),
            ("words", "Say why the calls were not put together. The author managed the officers who attended."),
            ("again_by", "2025-07-04"),
        ];
        judge_return(case, CHAIR, "police", &back).await?;
        judge_return(case, CHAIR, "hospital", &[("verdict", "accepted")]).await
    })
}

pub(super) fn last_return(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let more = format!("{POLICE} Two systems are not searched together; the control room sees one of them.");
        write_return(case, "tom.ashby@police.example", "police", &more).await?;
        sign_return(case, "helen.marsh@police.example", "police").await?;
        write_return(case, "lena.whitlow@homes.example", "homes", HOMES).await?;
        sign_return(case, "david.osei@homes.example", "homes").await?;
        judge_return(case, CHAIR, "police", &[("verdict", "accepted")]).await?;
        judge_return(case, CHAIR, "homes", &[("verdict", "accepted")]).await
    })
}

pub(super) fn delayed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step_noted(
            COORDINATOR,
            "send_delay_notice",
            "The trial is listed for 15 September. The report is expected by January.",
        )
        .await?;
        agree_date(case, COORDINATOR, "DL-12", "2026-01-31", "The trial is listed for 15 September 2025.").await
    })
}

pub(super) fn adjourned(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let trial = case.left("trial")?;
        case.scene
            .of(COORDINATOR)
            .await?
            .send(&trial, &[("next_on", "2026-01-12"), ("next_what", "Trial, adjourned from September")])
            .await?;
        case.step_noted(COORDINATOR, "send_delay_notice", "The trial is adjourned to 12 January 2026.").await?;
        agree_date(case, COORDINATOR, "DL-12", "2026-05-29", "The trial is adjourned to 12 January 2026.").await
    })
}

pub(super) fn convicted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let entries = links(case, COORDINATOR, "/people", "/people/").await?;
        let browser = case.scene.of(COORDINATOR).await?;
        for entry in entries.iter().filter(|to| !to.ends_with("/pseudonym") && !to.ends_with("/new")) {
            let page = browser.open(entry).await?;
            if page.says("P1") {
                browser.send(entry, &[("finding", "convicted")]).await?;
            }
        }
        Ok(())
    })
}

pub(super) fn sentenced(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let trial = case.left("trial")?;
        let ended = [
            ("state", "concluded"),
            ("concluded_on", "2026-02-13"),
            ("outcome", "Murder. Life imprisonment."),
            ("appeal_until", "2026-03-13"),
            ("next_on-day", ""),
            ("next_on-month", ""),
            ("next_on-year", ""),
            ("next_what", ""),
        ];
        case.scene.of(COORDINATOR).await?.send(&trial, &ended).await?;
        Ok(())
    })
}

pub(super) fn resumed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.press(COORDINATOR, "/holds", "Lift this hold today", &[]).await?;
        agree_date(case, COORDINATOR, "DL-12", "2026-06-30", "The trial held the drafting back for ten months.").await
    })
}

pub(super) fn analysed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(CHAIR, "begin_analysis").await?;
        case.step(CHAIR, "begin_drafting").await?;
        Ok(())
    })
}
