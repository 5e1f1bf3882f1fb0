//! From the police's notice to the decision.

use super::super::deeds::{
    Answers, Consulted, Decided, KILLED, ask_everybody, confirm_secured, decide, hear_everybody, notify, tell,
};
use super::{COORDINATOR, CSP_CHAIR, letters};
use crate::demo::story::{Case, Telling};

const ANSWERS: &[(&str, Answers<'static>)] = &[
    ("T1", KILLED),
    ("T2", &[("known", "yes"), ("deceased_age", "34")]),
    ("T3", &[("known", "yes"), ("nation", "england"), ("bodies", "Wyreham Council, Wyre Valley Police, NHS Wyre ICB")]),
    ("T4", &[("known", "yes"), ("alleged_age", "37"), ("alleged_alive", "yes"), ("died_alone", "no")]),
    ("T5", &[("known", "yes"), ("relationship", "ex_partner")]),
    (
        "T7",
        &[
            ("known", "yes"),
            ("abuse", "physical_or_sexual"),
            ("abuse", "controlling_or_coercive"),
            ("who_says", "police"),
            ("who_says", "friend"),
            ("resulted", "yes"),
            ("evidence", "Two calls to the police in a year. A friend told officers that Callum checked her telephone."),
        ],
    ),
    ("T9", &[("known", "yes"), ("criminal", "charged")]),
    ("T10", &[("known", "yes"), ("coroner_area", "Wyre and Kelsall")]),
    (
        "T11",
        &[("known", "yes"), ("children_ages", "9 and 6, with their aunt. Seen by children’s services."), ("child_harmed", "no")],
    ),
    ("T12", &[("known", "no"), ("learning", "no")]),
    ("T15", &[("known", "yes"), ("iopc", "yes"), ("evidence", "Officers visited on 3 February 2025.")]),
    ("T16", &[("known", "yes")]),
    ("T20", &[("known", "yes"), ("supported", "flo"), ("supported", "advocate")]),
];

const CONSULTED: &[Consulted<'static>] = &[
    (
        "police",
        "police",
        &[
            ("known", "yes"),
            ("first_contact", "2024-04-11"),
            ("last_contact", "2025-02-03"),
            ("indicator", "yes"),
            ("indicator_more", "Two calls, one graded medium."),
            ("view", "review"),
            ("view_why", "The criteria are met."),
        ],
    ),
    (
        "adult_social_care",
        "council",
        &[("known", "no"), ("indicator", "no"), ("view", "review"), ("view_why", "Not known to us; the criteria are met.")],
    ),
    (
        "childrens",
        "children",
        &[
            ("known", "yes"),
            ("indicator", "no"),
            ("view", "review"),
            ("view_why", "What the school told us in March 2024 should be looked at."),
        ],
    ),
    (
        "health",
        "board of care",
        &[
            ("known", "yes"),
            ("indicator", "unknown"),
            ("view", "review"),
            ("view_why", "GP records show injuries that were not asked about."),
        ],
    ),
    ("probation", "probation", &[("known", "no"), ("indicator", "no"), ("view", "review"), ("view_why", "Not known to us.")]),
    (
        "da_service",
        "lantern",
        &[
            ("known", "yes"),
            ("indicator", "yes"),
            ("indicator_more", "One referral, closed after three calls; no other way of reaching her was tried."),
            ("view", "review"),
            ("view_why", "There is learning about how we close cases."),
        ],
    ),
];

/// The notification, page by page.
const PAGES: &[(&str, Answers<'static>)] = &[
    (
        "told",
        &[
            ("received", "2025-02-12"),
            ("attention", "2025-02-12"),
            ("channel", "email"),
            ("source", "police"),
            ("police_identified", "2025-02-10"),
            ("police_reference", "WV/25/00417"),
            ("operation", "Operation Saltmarsh"),
            ("handling", "official_sensitive"),
        ],
    ),
    (
        "contacts",
        &[
            ("notifier_name", "Ralph Emmott"),
            ("notifier_role", "Domestic abuse lead, Wyre Valley Police"),
            ("notifier_contact", "ralph.emmott@police.example"),
            ("sio_name", "Carys Whitcombe"),
            ("sio_contact", "carys.whitcombe@police.example"),
            ("flo_name", "Neil Garrod"),
            ("flo_contact", "01632 960201"),
        ],
    ),
    (
        "deceased-1",
        &[
            ("given", "Danuta"),
            ("family", "Wolska"),
            ("born", "1990-10-19"),
            ("sex", "female"),
            ("ethnicity", "white_other"),
            ("address", "14 Tanner’s Row\nKelsall\nZZ2 4QX"),
            ("residence", "Kelsall"),
            ("nation", "england"),
            ("gp", "Millpond Surgery"),
        ],
    ),
    (
        "alleged-1",
        &[
            ("given", "Callum"),
            ("family", "Ferris"),
            ("born", "1987-11-20"),
            ("sex", "male"),
            ("ethnicity", "white_british"),
            ("address", "3 Quay Court\nWyreham\nZZ1 7DN"),
            ("relationship", "ex_partner"),
            ("criminal", "charged"),
            ("custody", "custody"),
        ],
    ),
    (
        "child-1",
        &[("given", "Zofia"), ("family", "Wolska"), ("age", "9"), ("sex", "female"), ("child_of", "deceased"), ("present", "no")],
    ),
    (
        "child-2",
        &[("given", "Adam"), ("family", "Wolski"), ("age", "6"), ("sex", "male"), ("child_of", "deceased"), ("present", "no")],
    ),
    (
        "death",
        &[
            ("died", "2025-02-08"),
            ("died_sure", "yes"),
            ("incident_time", "10:40pm"),
            ("place_kind", "residential"),
            ("place", "14 Tanner’s Row, Kelsall"),
            ("abroad", "no"),
            ("manner", "killed"),
            (
                "facts",
                "Danuta was found at home with injuries from a sharp instrument. Police had visited on 3 February 2025 after a \
                         neighbour heard shouting. Callum was charged on 11 February 2025.",
            ),
        ],
    ),
    (
        "risk",
        &[
            ("at_risk", "no"),
            ("safeguarding", "The children are with their aunt. A strategy meeting was held."),
            ("referrals", "Referred to the IOPC: police visited in the week before."),
        ],
    ),
    (
        "history",
        &[
            ("agencies", "Police, GP, children’s school, housing association."),
            ("abuse_recent", "yes"),
            ("abuse_ever", "yes"),
            ("marac", "no"),
            ("grade", "medium"),
        ],
    ),
    (
        "next",
        &[
            ("coroner_opened", "yes"),
            ("coroner_area", "Wyre and Kelsall"),
            ("court_next", "2025-03-10"),
            ("court", "Wyreham Crown Court, plea hearing"),
            ("press", "yes"),
            ("press_more", "Local paper, two short reports."),
        ],
    ),
    (
        "lead",
        &[("basis", "normal"), ("rationale", "She had lived in Kelsall for nine years."), ("others", "no"), ("dispute", "no")],
    ),
];

pub(super) fn notified(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        notify(case, COORDINATOR, "WYK", PAGES).await?;
        // The records are secured before anything is decided.
        letters::secure_records(case).await?;
        let others = "The letter to the police is under Papers. The others went by secure mail, on the council’s own paper.";
        case.step_noted(COORDINATOR, "record_secure_records", others).await?;
        Ok(())
    })
}

pub(super) fn triaged(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        ask_everybody(case, COORDINATOR, ANSWERS, CONSULTED).await?;
        for (who, place, systems) in [
            ("tom.ashby@police.example", "police", "Control room logs, crime and custody records, body-worn video"),
            ("imogen.dale@wyreham.example", "children", "Case management, the log of the front door, the archive"),
            ("joan.tarrant@lantern.example", "lantern", "Case records and the log of calls"),
        ] {
            confirm_secured(case, who, place, systems).await?;
        }
        case.step_noted(COORDINATOR, "record_secured", "The others confirmed by letter.").await?;
        Ok(())
    })
}

pub(super) fn heard(case: &mut Case) -> Telling<'_> {
    Box::pin(async move { hear_everybody(case, COORDINATOR, CONSULTED).await })
}

pub(super) fn decided(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let made = Decided {
            chair: "Gwen Pryor",
            outcome: &[("outcome", "review")],
            facts: "Killed at home; her former partner is charged. Two calls to the police in a year, one in the week before.",
            views: "All who were consulted say that a review should be held.",
            scope: "She was 34, and died, or appears to have died, from violence by a former partner. The test of section 9 is met.",
            concern: "Agencies knew of risk and did not put it together.",
            learning: "How services shared what they knew, and what closing a case after unanswered calls does.",
            equality: "Sex, race and the family’s first language were considered.",
            family: "Her sister, through the family liaison officer, wants a review.",
        };
        decide(case, COORDINATOR, CSP_CHAIR, &made).await?;
        case.step(COORDINATOR, "request_scoping").await?;
        Ok(())
    })
}

pub(super) fn told(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        letters::of_the_decision(case).await?;
        tell(case, CSP_CHAIR, COORDINATOR).await
    })
}
