//! From what the agencies wrote to the coroner's reports.

use super::super::deeds::{
    delay, in_touch, judge_return, meet, name, paper, release_return, sign_return, write_all, write_return,
};
use super::{CHAIR, COORDINATOR, letters};
use crate::demo::browser::Stuck;
use crate::demo::story::{Case, Telling};

const TRUST: &str = include_str!("returns/trust.txt");
const POLICE: &str = include_str!("returns/police.txt");
const HARBOUR: &str = include_str!("returns/harbour.txt");

/// The first sections, which nobody has read but the panel.
const DRAFTED: &[(&str, &str)] = &[
    ("introduction", include_str!("report/introduction.txt")),
    ("methodology", include_str!("report/methodology.txt")),
    ("involvement", include_str!("report/involvement.txt")),
    ("panel", include_str!("report/panel.txt")),
    ("author", include_str!("report/author.txt")),
    ("background", include_str!("report/background.txt")),
    ("chronology", include_str!("report/chronology.txt")),
];

/// The names that the sister chose. The former partner was charged with nothing: the report says “alleged” of what no court has found.
const NAMES: &[(&str, &str)] =
    &[("V1", "Leah"), ("P1", "Mark"), ("C1", "Child A"), ("C2", "Child B"), ("F1", "Nell"), ("F2", "Hester")];

pub(super) fn returned(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        write_return(case, "owen.lisle@stournhs.example", "stour trust", TRUST).await?;
        sign_return(case, "grace.tamm@stournhs.example", "stour trust").await?;
        write_return(case, "ivor.pask@stourpolice.example", "stour police", POLICE).await?;
        sign_return(case, "ruth.calder@stourpolice.example", "stour police").await?;
        write_return(case, "dina.farrant@harbour.example", "harbour", HARBOUR).await?;
        sign_return(case, "kim.aldous@harbour.example", "harbour").await?;
        let queries = "Who decides on a discharge after two missed appointments, and do they read what she said at the last one?";
        judge_return(case, CHAIR, "stour trust", &[("verdict", "accepted_with_queries"), ("words", queries)]).await?;
        judge_return(case, CHAIR, "stour police", &[("verdict", "accepted")]).await?;
        judge_return(case, CHAIR, "harbour", &[("verdict", "accepted")]).await
    })
}

pub(super) fn offered(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let declined = [
            ("entry", "P1"),
            ("kind", "perpetrator"),
            ("state", "refused"),
            ("held_on", "2026-11-12"),
            (
                "note",
                "Offered by letter to his solicitor. He declines, and asks to read what is said of him. An extract will be sent for reply.",
            ),
        ];
        case.send(CHAIR, "/interviews/new", &declined).await?;
        let wishes = "The advocate writes that the child wishes to say something, has begun to put it together, and asks for time until after the inquest.";
        in_touch(case, CHAIR, "child", ["through_advocate", "contribute", "undecided", wishes]).await
    })
}

const SECOND_MINUTES: &str = "1. The review of the trust and the reports of the police and of Harbour Light were read.\n\n\
    2. The trust knew what Harbour Light did not, and the other way round. Nobody knew of the debts but her sister.\n\n\
    3. What the report says of her former partner is what was said to agencies. No court has found it. The word is “alleged”.";

pub(super) fn analysed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let answered =
            "Answered by the trust in November 2026: the team’s administrator, by the rule, and no. Nobody need read the notes.";
        judge_return(case, CHAIR, "stour trust", &[("verdict", "accepted"), ("words", answered)]).await?;
        for place in ["stour trust", "stour police", "harbour"] {
            release_return(case, CHAIR, place).await?;
        }
        case.step(CHAIR, "begin_analysis").await?;
        let meeting = [
            ("place", "By video"),
            ("agenda", "The agencies’ reviews; finding status and language; what waits for the inquest"),
            ("decisions", "Drafting begins with what the inquest does not touch."),
        ];
        meet(case, (COORDINATOR, CHAIR), &meeting, &[], SECOND_MINUTES).await?;
        case.step(CHAIR, "begin_drafting").await?;
        Ok(())
    })
}

pub(super) fn begun(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        name(case, COORDINATOR, NAMES).await?;
        write_all(case, CHAIR, "in_progress", DRAFTED).await?;
        paper(case, CHAIR, "overview_report", "panel").await
    })
}

pub(super) fn delayed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let why = "The inquest is listed for three days from 22 February 2027. The report cannot say how her death came about before the coroner has, \
                   and the panel has not seen what the coroner holds. What the inquest does not touch is being written now.";
        delay(case, COORDINATOR, "2027-04-30", why).await?;
        let embargo = [
            ("kind", "publication_embargo"),
            ("laid_reason", "Nothing is published before the inquest has ended."),
            ("laid_starts", "2027-01-08"),
        ];
        case.send(COORDINATOR, "/overlays/new", &embargo).await?;
        letters::of_the_delay(case).await?;
        let told = "Told that the report waits for the inquest, and when it is expected now.";
        for relative in ["sister", "grandmother"] {
            in_touch(case, CHAIR, relative, ["through_advocate", "general", "spoke", told]).await?;
        }
        Ok(())
    })
}

pub(super) fn prevention(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let inquest = case.left("inquest")?;
        let ended = [
            ("state", "concluded"),
            ("concluded_on", "2027-02-24"),
            (
                "outcome",
                "Suicide. Reports to prevent future deaths to the trust and to the integrated care board on 12 March 2027.",
            ),
            ("next_on-day", ""),
            ("next_on-month", ""),
            ("next_on-year", ""),
            ("next_what", ""),
        ];
        case.of(COORDINATOR).await?.send(&inquest, &ended).await?;
        to_answer(
            case,
            "Stour Mental Health NHS Trust",
            "People who miss appointments are discharged without anybody reading why they came.",
        )
        .await?;
        to_answer(
            case,
            "NHS Stour Integrated Care Board",
            "Nobody commissions help for those whom a former partner has left in debt.",
        )
        .await
    })
}

async fn to_answer(case: &Case, body: &str, concerns: &str) -> Result<(), Stuck> {
    let fields = [
        ("kind", "PFD"),
        ("issued_by", "Coroner for Stour"),
        ("addressed_to", body),
        ("issued_on", "2027-03-12"),
        ("concerns", concerns),
    ];
    case.send(COORDINATOR, "/proceedings/reports/new", &fields).await?;
    Ok(())
}
