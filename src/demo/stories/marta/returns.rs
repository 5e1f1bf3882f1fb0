//! What was asked of the agencies, and what they sent.

use super::super::deeds::{ask_agency, judge_return, release_return, sign_return, write_return};
use super::{CHAIR, COORDINATOR, plan};
use crate::demo::story::{Case, Telling};

pub(super) fn asked(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        for (place, level, asks) in [
            ("police", "imr", "The visit of 3 February 2025 and the grading before it."),
            ("homes", "imr", "Repairs and reports of noise since January 2022."),
            ("hospital", "short_report", "Attendances with injuries."),
            ("board of care", "short_report", "What the general practice saw, asked and wrote down."),
            ("children", "short_report", "The school’s call, and what was made of it."),
            ("lantern", "short_report", "The referral, the calls that were made, and why it was closed."),
        ] {
            ask_agency(case, COORDINATOR, place, level, asks).await?;
        }
        Ok(())
    })
}

const POLICE: &str = include_str!("returns/police.txt");
const POLICE_MORE: &str = include_str!("returns/police-again.txt");
const HOMES: &str = include_str!("returns/homes.txt");
const HOSPITAL: &str = include_str!("returns/hospital.txt");
const PRACTICE: &str = include_str!("returns/practice.txt");
const CHILDREN: &str = include_str!("returns/children.txt");
const LANTERN: &str = include_str!("returns/lantern.txt");

pub(super) fn returned(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        write_return(case, "gavin.holroyd@police.example", "police", POLICE).await?;
        sign_return(case, "helen.marsh@police.example", "police").await?;
        write_return(case, "priya.raman@nhs.example", "hospital", HOSPITAL).await?;
        sign_return(case, "colin.dray@nhs.example", "hospital").await?;
        let back = [
            ("verdict", "sent_back"),
            ("reasons", "no_analysis"),
            ("reasons", "author_not_independent"),
            (
                "words",
                "Say why the calls were not put together. The author managed the officers who attended until January 2025, as the return says.",
            ),
            ("again_by", "2025-07-04"),
        ];
        judge_return(case, CHAIR, "police", &back).await?;
        judge_return(case, CHAIR, "hospital", &[("verdict", "accepted")]).await
    })
}

pub(super) fn more_returns(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        for (place, author, signatory, text) in [
            ("board of care", "fiona.larch@nhs.example", "alun.reece@nhs.example", PRACTICE),
            ("children", "imogen.dale@wyreham.example", "paula.winter@wyreham.example", CHILDREN),
            ("lantern", "sade.olowu@lantern.example", "bev.askew@lantern.example", LANTERN),
        ] {
            write_return(case, author, place, text).await?;
            sign_return(case, signatory, place).await?;
        }
        judge_return(case, CHAIR, "board of care", &[("verdict", "accepted")]).await?;
        judge_return(case, CHAIR, "lantern", &[("verdict", "accepted")]).await?;
        let queries =
            [("verdict", "accepted_with_queries"), ("words", "Who at the school knew that the call had been closed, and when?")];
        judge_return(case, CHAIR, "children", &queries).await?;
        plan::begun(case, &["closing"]).await
    })
}

pub(super) fn last_return(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        write_return(case, "tom.ashby@police.example", "police", POLICE_MORE).await?;
        sign_return(case, "helen.marsh@police.example", "police").await?;
        write_return(case, "lena.whitlow@homes.example", "homes", HOMES).await?;
        sign_return(case, "david.osei@homes.example", "homes").await?;
        judge_return(case, CHAIR, "police", &[("verdict", "accepted")]).await?;
        judge_return(case, CHAIR, "homes", &[("verdict", "accepted")]).await?;
        let answered =
            "Answered by the agency: nobody at the school knew. Its designated lead asked a week later and was not told.";
        judge_return(case, CHAIR, "children", &[("verdict", "accepted"), ("words", answered)]).await?;
        for place in ["police", "homes", "hospital", "board of care", "children", "lantern"] {
            release_return(case, CHAIR, place).await?;
        }
        plan::begun(case, &["doors", "ending"]).await
    })
}
