//! From the Home Office's letter to the coroner's reports.

use super::super::deeds::{Decided, add, agree_date, ask_agency, decide, seat};
use super::{CHAIR, COORDINATOR, CSP_CHAIR};
use crate::demo::story::{Case, Telling};

pub(super) fn asked_to_reconsider(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let said = [
            ("status", "asked_to_reconsider"),
            ("on", "2026-07-03"),
            ("note", "The board considered it on 17 June. The trust's notes and the referrals point to abuse."),
        ];
        case.send(COORDINATOR, "/decision/scrutiny", &said).await?;
        let why = [("why", "ho_asked_to_reconsider"), ("on", "2026-07-03"), ("note", "Letter of 3 July 2026.")];
        case.send(CSP_CHAIR, "/decision/reopen", &why).await?;
        Ok(())
    })
}

pub(super) fn decided_again(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let made = Decided {
            chair: "Martin Sayle",
            outcome: &[("outcome", "review")],
            facts: "Notes of the trust tell of monitoring and debt. Two referrals were closed without contact.",
            views: "The partnership follows those who would review, and records that the police still see no link.",
            scope: "The death appears to have resulted from coercive control and economic abuse by a former partner.",
            concern: "Signs were there, and nobody put them together.",
            family: "Her sister has asked for this since March.",
        };
        decide(case, COORDINATOR, CSP_CHAIR, &made).await
    })
}

pub(super) fn told(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(CSP_CHAIR, "tell_family").await?;
        case.step(COORDINATOR, "tell_home_office").await?;
        case.step(COORDINATOR, "tell_commissioner").await?;
        Ok(())
    })
}

pub(super) fn chaired(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let fields = [
            ("person", "Rosalind Keane"),
            ("post", "chair_author"),
            ("begins", "2026-08-06"),
            ("independence", "I have never worked for an agency in Stourbourne."),
        ];
        case.send(COORDINATOR, "/panel/chair", &fields).await?;
        let inquest = [
            ("kind", "INQUEST"),
            ("led_by", "Coroner for Stour"),
            ("known_on", "2026-03-30"),
            ("began_on", "2026-01-26"),
            ("state", "active"),
            ("next_on", "2027-02-22"),
            ("next_what", "Inquest, three days"),
        ];
        add(case, COORDINATOR, ("/proceedings", "/proceedings/", "inquest"), &inquest).await?;
        let sister = [("kind", "relative"), ("full", "Miriam Thorne"), ("seen_by", "panel")];
        case.send(COORDINATOR, "/people/new", &sister).await?;
        let sister = [
            ("entry", "F1"),
            ("relationship", "Sister"),
            ("part", "sibling"),
            ("wishes", "contribute"),
            ("wishes", "read_draft"),
            ("medium", "through_advocate"),
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
            ("held_on", "2026-08-20"),
            ("by", "through_advocate"),
            ("about", "terms"),
            ("outcome", "accepted"),
            ("note", "She asks for eight years and for the new partner to be within the terms."),
        ];
        case.scene.of(CHAIR).await?.send(&sister, &contact).await?;
        for (person, place, title, specialist) in
            [("Kim Aldous", "harbour", "Chief executive", true), ("Ruth Calder", "stour police", "Deputy chief constable", false)]
        {
            let agency = case.scene.town.at(place)?.to_string();
            let mut fields =
                vec![("person", person), ("organisation", agency.as_str()), ("job_title", title), ("begins", "2026-09-03")];
            if specialist {
                fields.push(("da_specialist", "yes"));
            }
            seat(case, COORDINATOR, &fields).await?;
        }
        let terms = |from: &'static str, why: &'static str| {
            [
                ("purpose", "To learn from her death by suicide, and how coercive control and economic abuse were seen."),
                ("period_from", from),
                ("period_to", "2026-01-19"),
                ("period_why", why),
                ("bank", "mental_health"),
                ("bank", "control"),
                ("bank", "separation"),
                ("bank", "thresholds"),
            ]
        };
        case.send(CHAIR, "/terms/new", &terms("2024-01-01", "The police ask for two years.")).await?;
        case.send(CHAIR, "/terms/new", &terms("2018-01-01", "Her sister asks for eight years.")).await?;
        let third = terms(
            "2019-01-01",
            "From January 2019, and significant events before it. The police and the sister disagree; both views are on record.",
        );
        case.send(CHAIR, "/terms/new", &third).await?;
        let meeting = [("held_on", "2026-09-03"), ("place", "By video")];
        case.send(COORDINATOR, "/panel/meetings/new", &meeting).await?;
        case.send(CHAIR, "/terms", &[("issued_on", "2026-09-03")]).await?;
        ask_agency(case, COORDINATOR, "stour trust", "imr", "What she disclosed, and with whom it was shared.").await?;
        ask_agency(case, COORDINATOR, "stour police", "short_report", "Any contact since 2019.").await
    })
}

pub(super) fn coroner_asks(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let asked = [
            ("asked_on", "2026-09-10"),
            ("items", "The management reviews, when they are signed."),
            ("agencies_told_on", "2026-09-10"),
            ("family_told_on", "2026-09-10"),
        ];
        case.send(COORDINATOR, "/proceedings/coroner/new", &asked).await?;
        Ok(())
    })
}

pub(super) fn delayed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step_noted(COORDINATOR, "send_delay_notice", "The inquest is listed for 22 to 24 February 2027.").await?;
        agree_date(case, COORDINATOR, "DL-12", "2027-04-30", "The inquest is listed for 22 to 24 February 2027.").await?;
        let embargo = [
            ("kind", "publication_embargo"),
            ("laid_reason", "Nothing is published before the inquest has ended."),
            ("laid_starts", "2027-01-08"),
        ];
        case.send(COORDINATOR, "/holds", &embargo).await?;
        Ok(())
    })
}

pub(super) fn prevention(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let inquest = case.left("inquest")?;
        let ended = [
            ("state", "concluded"),
            ("concluded_on", "2027-02-24"),
            ("outcome", "Suicide. Reports to prevent future deaths to the trust and the board of care on 12 March."),
            ("next_on-day", ""),
            ("next_on-month", ""),
            ("next_on-year", ""),
            ("next_what", ""),
        ];
        case.scene.of(COORDINATOR).await?.send(&inquest, &ended).await?;
        Ok(())
    })
}
