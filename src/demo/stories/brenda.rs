//! “Brenda”: killed by her husband and carer, who then died by suicide. No trial holds anything up; the agencies are writing, and one
//! of them is late.

use super::deeds::{
    Answers, Consulted, Decided, KILLED, Seat, add, appoint, ask_agency, ask_everybody, begin_return, confirm_secured, decide,
    hear_everybody, judge_return, letter, meet, notify, paper, relative, release_return, seat, seat_all, sign_return, tell,
    write_return,
};
use crate::demo::Shift;
use crate::demo::story::{Case, Story, Telling, day};

const COORDINATOR: &str = "amina.holt@wyreham.example";
const CSP_CHAIR: &str = "gwen.pryor@wyreham.example";
const CHAIR: &str = "rosalind.keane@chairs.example";

/// The story, from the police's notice to the second meeting of the panel.
#[must_use]
pub fn brenda() -> Story {
    let chapters: Vec<crate::demo::Chapter> = vec![
        (day(2026, 6, 16), notified),
        (day(2026, 6, 18), triaged),
        (day(2026, 7, 2), heard),
        (day(2026, 7, 14), decided),
        (day(2026, 7, 17), told),
        (day(2026, 8, 6), chaired),
        (day(2026, 9, 3), scoped),
        (day(2026, 9, 7), asked),
        (day(2026, 10, 5), first_return),
        (day(2026, 10, 27), second_return),
    ];
    Story { name: "Brenda", chapters, shift: Shift::default() }
}

const PAGES: &[(&str, Answers<'static>)] = &[
    (
        "told",
        &[
            ("received", "2026-06-16"),
            ("attention", "2026-06-16"),
            ("channel", "email"),
            ("source", "police"),
            ("police_identified", "2026-06-14"),
            ("police_reference", "WV/26/01188"),
            ("handling", "official_sensitive"),
        ],
    ),
    ("contacts", &[("notifier_name", "Ralph Emmott"), ("notifier_role", "Domestic abuse lead, Wyre Valley Police")]),
    (
        "deceased-1",
        &[
            ("given", "Doreen"),
            ("family", "Catterick"),
            ("born", "1947-02-19"),
            ("sex", "female"),
            ("ethnicity", "white_british"),
            ("address", "27 Linnet Close\nWyreham\nZZ1 3FB"),
            ("residence", "Wyreham"),
            ("nation", "england"),
            ("gp", "Millpond Surgery"),
        ],
    ),
    (
        "alleged-1",
        &[
            ("given", "Arthur"),
            ("family", "Catterick"),
            ("born", "1944-09-02"),
            ("sex", "male"),
            ("ethnicity", "white_british"),
            ("relationship", "spouse"),
            ("criminal", "alleged_dead"),
            ("custody", "died"),
        ],
    ),
    (
        "death",
        &[
            ("died", "2026-06-13"),
            ("died_sure", "yes"),
            ("place_kind", "residential"),
            ("abroad", "no"),
            ("manner", "killed"),
            (
                "facts",
                "Found at home by their daughter. Arthur was her husband and cared for her; he died by suicide on the same day. \
                 The police look for nobody else.",
            ),
        ],
    ),
    ("risk", &[("at_risk", "no"), ("safeguarding", "The daughter and her children are helped by the homicide service.")]),
    (
        "history",
        &[
            ("agencies", "Adult social care, memory clinic of the hospital, GP. The police: two calls in April 2026."),
            ("abuse_recent", "unknown"),
            ("abuse_ever", "unknown"),
            ("marac", "no"),
            ("grade", "none"),
        ],
    ),
    (
        "next",
        &[
            ("coroner_opened", "yes"),
            ("coroner_area", "Wyre and Kelsall"),
            ("press", "yes"),
            ("press_more", "One report, kindly meant."),
        ],
    ),
    (
        "lead",
        &[("basis", "normal"), ("rationale", "She had lived in Wyreham all her life."), ("others", "no"), ("dispute", "no")],
    ),
];

const ANSWERS: &[(&str, Answers<'static>)] = &[
    ("T1", KILLED),
    ("T2", &[("known", "yes"), ("deceased_age", "79")]),
    ("T3", &[("known", "yes"), ("nation", "england"), ("bodies", "Wyreham Council, Wyre Valley Police, NHS Wyre ICB")]),
    ("T4", &[("known", "yes"), ("alleged_age", "81"), ("alleged_alive", "no"), ("died_alone", "no")]),
    ("T5", &[("known", "yes"), ("relationship", "spouse")]),
    ("T6", &[("known", "yes"), ("household_kind", "lived")]),
    (
        "T7",
        &[
            ("known", "yes"),
            ("abuse", "physical_or_sexual"),
            ("who_says", "police"),
            ("resulted", "yes"),
            ("evidence", "The killing itself. Whether there was anything earlier is not known."),
        ],
    ),
    ("T9", &[("known", "yes"), ("criminal", "alleged_dead")]),
    ("T10", &[("known", "yes"), ("coroner_area", "Wyre and Kelsall")]),
    ("T11", &[("known", "no"), ("child_harmed", "no")]),
    ("T12", &[("known", "yes"), ("learning", "no"), ("evidence", "She went to a memory clinic, and her husband cared for her.")]),
    ("T13", &[("known", "unknown"), ("evidence", "His doctor is asked.")]),
    (
        "T15",
        &[
            ("known", "yes"),
            ("iopc", "no"),
            ("evidence", "Two calls in April 2026. The force considers whether to refer itself."),
        ],
    ),
    ("T20", &[("known", "yes"), ("supported", "advocate")]),
];

const KNOWN: Answers<'static> = &[
    ("known", "yes"),
    ("indicator", "no"),
    ("view", "review"),
    ("view_why", "Nobody asked her alone, and nobody asked how he was."),
];
const POLICE_VIEW: Answers<'static> = &[
    ("known", "yes"),
    ("indicator", "no"),
    ("view", "review"),
    ("view_why", "Two calls in April 2026, when she was out at night. Nobody reported abuse to us. The criteria are met."),
];
const UNKNOWN: Answers<'static> =
    &[("known", "no"), ("indicator", "no"), ("view", "review"), ("view_why", "Not known to us; the criteria are met.")];

const CONSULTED: &[Consulted<'static>] = &[
    ("police", "police", POLICE_VIEW),
    ("adult_social_care", "council", KNOWN),
    ("childrens", "children", UNKNOWN),
    ("health", "board of care", KNOWN),
    ("probation", "probation", UNKNOWN),
    ("da_service", "lantern", UNKNOWN),
];

fn notified(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        notify(case, COORDINATOR, "WYK", PAGES).await?;
        case.step_noted(COORDINATOR, "record_secure_records", "The letters went by secure mail, on the council’s own paper.")
            .await?;
        Ok(())
    })
}

fn triaged(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        ask_everybody(case, COORDINATOR, ANSWERS, CONSULTED).await?;
        for (who, place, systems) in [
            ("tom.ashby@police.example", "police", "Control room logs, the record of missing people, body-worn video"),
            ("marcus.bell@wyreham.example", "council", "Case management, assessments of carers, the archive"),
            ("fiona.larch@nhs.example", "board of care", "The records of Millpond Surgery"),
        ] {
            confirm_secured(case, who, place, systems).await?;
        }
        case.step_noted(COORDINATOR, "record_secured", "The others confirmed by letter.").await?;
        Ok(())
    })
}

fn heard(case: &mut Case) -> Telling<'_> {
    Box::pin(async move { hear_everybody(case, COORDINATOR, CONSULTED).await })
}

fn decided(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let made = Decided {
            chair: "Gwen Pryor",
            outcome: &[("outcome", "review")],
            facts: "Killed at home by her husband, who cared for her. He died by suicide.",
            views: "All who were consulted say that a review should be held, although there was no earlier report of abuse.",
            scope: "She was 79, and died from violence by her husband. The test of section 9 is met.",
            concern: "Nobody had seen her alone for eleven months.",
            learning: "How services see a wife who needs care and a husband who is taken to be caring for her, and what becomes of a carer who says that he manages.",
            equality: "Age and disability: she was 79 and her memory was failing. Her carer was 81, and his strain was taken for devotion. Sex.",
            family: "Their daughter wants to understand. She loved both.",
        };
        decide(case, COORDINATOR, CSP_CHAIR, &made).await
    })
}

const GWEN: &[(&str, &str)] =
    &[("signed", "Gwen Pryor"), ("post", "Chair of the Wyreham and Kelsall Community Safety Partnership")];

fn told(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let daughter = [
            ("to", "Sheila Catterick-Moss"),
            ("lines", "12 Ropewalk\nKelsall ZZ3 7PL"),
            ("salutation", "Mrs Catterick-Moss"),
            ("method", "By your homicide service worker"),
            (
                "personal",
                "I know that you grieve for your mother and for your father. This letter is about the review of your mother’s death. There is no hurry. We will go at your pace.",
            ),
            (
                "proceedings",
                "The coroner will hold an inquest into both deaths. The review does not wait for it, and will not get in its way.",
            ),
        ];
        letter(case, COORDINATOR, "family_letter", &[&daughter[..], GWEN].concat()).await?;
        letter(case, COORDINATOR, "decision_notice", GWEN).await?;
        tell(case, CSP_CHAIR, COORDINATOR).await
    })
}

fn chaired(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let chair = [
            ("independence", "I have never worked for an agency in Wyreham or Kelsall, nor for the partnership."),
            ("training", "The Home Office’s course for chairs, the chairs’ course of AAFDA, and thirteen reviews."),
        ];
        appoint(case, COORDINATOR, "Rosalind Keane", &chair).await?;
        let inquest = [
            ("kind", "INQUEST"),
            ("led_by", "Coroner for Wyre and Kelsall"),
            ("known_on", "2026-06-18"),
            ("began_on", "2026-06-18"),
            ("state", "active"),
            ("next_on", "2027-03-04"),
            ("next_what", "Inquest into both deaths"),
        ];
        add(case, COORDINATOR, ("/proceedings", "/proceedings/", "inquest"), &inquest).await?;
        let daughter = [
            ("relationship", "Daughter"),
            ("part", "child_adult"),
            ("wishes", "contribute"),
            ("wishes", "read_draft"),
            ("medium", "visit"),
            ("needs", "She is the daughter of both. Two short meetings rather than one long one."),
            ("advocate_kind", "vs_homicide"),
            ("advocate", "The homicide service worker"),
        ];
        relative(case, COORDINATOR, ("daughter", "F1", "Sheila Catterick-Moss"), &daughter).await
    })
}

const PANEL: &[Seat<'static>] = &[
    seat("Joan Tarrant", true, "lantern", "Service manager", "Domestic abuse, older people", true),
    seat("Edith Moran", true, "council", "Director of adult social care", "Carers and capacity", false),
    seat("Helen Marsh", true, "police", "Assistant chief constable", "Policing", false),
    seat("Colin Dray", true, "hospital", "Chief nurse", "Memory services", false),
    seat("Ruksana Amin", false, "board of care", "Associate director of nursing", "Primary care", false),
    seat("Bernard Ilkley", false, "elders", "Chief officer", "Older people, and carers who are old themselves", false),
];

const OWN_LINES: &str = "Was she ever seen alone, and was his capacity to care ever asked about?\n\n\
    What was known of his state of mind, who asked him about it, and was the danger to her considered?";

const OF_THE_FAMILY: &str = "The daughter of both, by visits and at her pace, with her homicide service worker: she was asked about these terms and \
    put a question among them, is asked what she knew of her mother’s days, reads the draft and is told before anything is published. She may \
    stop, or begin again, at any time. Her mother’s friends and the neighbour who rang the police are written to. Her husband has died: \
    what his doctor and others knew of him is asked of them.";

const MINUTES: &str = "1. Process, roles, support. Every member declared interests; none has a conflict. The agreement was signed.\n\n\
    2. “A tragedy of two” was said in the first minutes. The panel will write of Doreen as the one who was killed, and of what care had become.\n\n\
    3. The terms were agreed. The daughter’s question stands first.";

fn scoped(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let contact = [
            ("held_on", "2026-08-24"),
            ("by", "visit"),
            ("about", "terms"),
            ("outcome", "accepted"),
            ("note", "She asks: did anybody ever see Mum without Dad in the room?"),
        ];
        case.of(CHAIR).await?.send(&format!("{}/contact", case.left("daughter")?), &contact).await?;
        seat_all(case, COORDINATOR, PANEL).await?;
        let meeting = [
            ("place", "The Old Exchange"),
            ("agenda", "Process, roles and support; declarations; what is known; terms of reference"),
            ("decisions", "The terms are agreed."),
            ("actions", "Coordinator: requests to agencies, by 7 September 2026."),
        ];
        meet(case, (COORDINATOR, CHAIR), &meeting, &[], MINUTES).await?;
        let terms = [
            (
                "purpose",
                "To learn how agencies saw a wife who needed care and a husband who was taken to be caring for her, and whether anybody saw her.",
            ),
            ("period_from", "2023-06-12"),
            ("period_to", "2026-06-13"),
            ("period_why", "The memory clinic first saw her in June 2023."),
            ("bank", "recognition"),
            ("bank", "sharing"),
            ("bank", "care"),
            ("own", OWN_LINES),
            ("family_questions", "Did anybody ever see Mum without Dad in the room?"),
            ("areas", "Wyreham"),
            ("equality", "Age, disability and sex; what is taken for devotion in an old marriage."),
            ("parallel", "The inquest into both deaths."),
            ("contact_plan", OF_THE_FAMILY),
            ("panel_agreed_on", "2026-09-03"),
        ];
        case.send(CHAIR, "/terms/new", &terms).await?;
        case.send(CHAIR, "/terms", &[("issued_on", "2026-09-03")]).await?;
        paper(case, CHAIR, "terms_of_reference", "panel").await
    })
}

fn asked(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        for (place, level, asks) in [
            ("council", "imr", "The assessments of her care and of him as a carer."),
            ("hospital", "imr", "The memory clinic: who was in the room."),
            ("police", "short_report", "Any contact, and the two calls about a door left open."),
            ("board of care", "imr", "The general practice: his low mood, her falls."),
        ] {
            ask_agency(case, COORDINATOR, place, level, asks).await?;
        }
        Ok(())
    })
}

const POLICE: &str = "Two calls in April 2026 from a neighbour: the front door stood open at night, and Doreen was in the street in her \
    nightgown. Officers took her home. Arthur thanked them. A note went to adult social care on both occasions.\n\n\
    The officers did what the policy for missing people asks. They did not ask him how he was sleeping, and they did not ask her anything.";

const HOSPITAL: &str = "The memory clinic saw Doreen five times from June 2023 to January 2026, each time with Arthur, who answered. The letters \
    say “devoted husband”. Bruises on the upper arm were seen in July 2025 and put down to being helped from a chair.\n\n\
    Nobody saw her alone. The clinic’s form asks whether the carer is coping and has a box to tick, which was ticked.\n\n\
    Since October 2026 everybody who comes to the clinic is seen alone for ten minutes, and so is whoever came with them.";

const COUNCIL: &str = "Draft, not finished. Arthur asked for a carer’s assessment in November 2025. It was done by telephone. He said that he \
    managed. Day care was offered for one day a week and declined by him for her.\n\nStill to come: interviews with two social workers.";

fn first_return(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        write_return(case, "tom.ashby@police.example", "police", POLICE).await?;
        sign_return(case, "helen.marsh@police.example", "police").await?;
        judge_return(case, CHAIR, "police", &[("verdict", "accepted")]).await?;
        release_return(case, CHAIR, "police").await
    })
}

fn second_return(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        write_return(case, "priya.raman@nhs.example", "hospital", HOSPITAL).await?;
        sign_return(case, "colin.dray@nhs.example", "hospital").await?;
        let queries = "Who saw the bruises, and what would they have done next if they had not had an explanation?";
        judge_return(case, CHAIR, "hospital", &[("verdict", "accepted_with_queries"), ("words", queries)]).await?;
        begin_return(case, "howard.lessing@wyreham.example", "council", COUNCIL).await
    })
}
