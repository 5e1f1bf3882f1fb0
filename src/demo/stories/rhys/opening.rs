//! From the police's notice to what was told of the decision.

use super::super::deeds::{Answers, Consulted, Decided, KILLED, ask_everybody, decide, hear_everybody, leave_out, notify, tell};
use super::{COORDINATOR, CSP_CHAIR};
use crate::demo::story::{Case, Telling};

const PAGES: &[(&str, Answers<'static>)] = &[
    (
        "told",
        &[
            ("received", "2024-01-10"),
            ("attention", "2024-01-10"),
            ("channel", "email"),
            ("source", "police"),
            ("handling", "official_sensitive"),
        ],
    ),
    ("contacts", &[("notifier_name", "Ralph Emmott"), ("notifier_role", "Domestic abuse lead, Wyre Valley Police")]),
    (
        "deceased-1",
        &[
            ("given", "Aled"),
            ("family", "Morrow"),
            ("born", "1989-05-30"),
            ("sex", "male"),
            ("ethnicity", "white_british"),
            ("address", "4 Tanner’s Wharf\nWyreham\nZZ1 4HN"),
            ("residence", "Wyreham"),
            ("nation", "england"),
        ],
    ),
    (
        "alleged-1",
        &[
            ("given", "Craig"),
            ("family", "Tansley"),
            ("born", "1984-10-11"),
            ("sex", "male"),
            ("ethnicity", "white_british"),
            ("relationship", "partner"),
            ("criminal", "charged"),
            ("custody", "custody"),
        ],
    ),
    (
        "death",
        &[
            ("died", "2024-01-07"),
            ("died_sure", "yes"),
            ("place_kind", "residential"),
            ("abroad", "no"),
            ("manner", "killed"),
            ("facts", "Killed at home. Craig, his partner of three years, was arrested there and charged on the next day."),
        ],
    ),
    ("risk", &[("at_risk", "no")]),
    (
        "history",
        &[
            ("agencies", "GP, police, the Lantern."),
            ("abuse_recent", "yes"),
            ("abuse_ever", "yes"),
            ("marac", "no"),
            ("grade", "none"),
        ],
    ),
    (
        "next",
        &[
            ("coroner_opened", "yes"),
            ("coroner_area", "Wyre and Kelsall"),
            ("court_next", "2024-02-12"),
            ("court", "Wyreham Crown Court, plea"),
            ("press", "no"),
        ],
    ),
    (
        "lead",
        &[("basis", "normal"), ("rationale", "He had lived in Wyreham for six years."), ("others", "no"), ("dispute", "no")],
    ),
];

const ANSWERS: &[(&str, Answers<'static>)] = &[
    ("T1", KILLED),
    ("T2", &[("known", "yes"), ("deceased_age", "34")]),
    ("T3", &[("known", "yes"), ("nation", "england"), ("bodies", "Wyreham Council, Wyre Valley Police, NHS Wyre ICB")]),
    ("T4", &[("known", "yes"), ("alleged_age", "39"), ("alleged_alive", "yes"), ("died_alone", "no")]),
    ("T5", &[("known", "yes"), ("relationship", "partner")]),
    ("T6", &[("known", "yes"), ("household_kind", "lived")]),
    (
        "T7",
        &[
            ("known", "yes"),
            ("abuse", "physical_or_sexual"),
            ("abuse", "controlling_or_coercive"),
            ("who_says", "gp"),
            ("who_says", "family"),
            ("resulted", "yes"),
        ],
    ),
    ("T9", &[("known", "yes"), ("criminal", "charged")]),
    ("T10", &[("known", "yes"), ("coroner_area", "Wyre and Kelsall")]),
    ("T11", &[("known", "no"), ("child_harmed", "no")]),
    ("T12", &[("known", "no"), ("learning", "no")]),
    ("T15", &[("known", "no"), ("iopc", "no")]),
    ("T20", &[("known", "yes"), ("supported", "vs_homicide")]),
];

const VIEW: Answers<'static> = &[
    ("known", "yes"),
    ("indicator", "yes"),
    ("indicator_more", "Injuries, a neighbour’s call, and one call of his own for help."),
    ("view", "review"),
    ("view_why", "The criteria are met, and nobody asked him."),
];
const UNKNOWN: Answers<'static> =
    &[("known", "no"), ("indicator", "no"), ("view", "review"), ("view_why", "Not known to us; the criteria are met.")];

const CONSULTED: &[Consulted<'static>] = &[
    ("police", "police", VIEW),
    ("adult_social_care", "council", UNKNOWN),
    ("health", "board of care", VIEW),
    ("da_service", "lantern", VIEW),
];

pub(super) fn notified(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        notify(case, COORDINATOR, "WYK", PAGES).await?;
        case.step_noted(COORDINATOR, "record_secure_records", "The letters went by secure mail, on the council’s own paper.")
            .await?;
        Ok(())
    })
}

pub(super) fn triaged(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "record_secured").await?;
        ask_everybody(case, COORDINATOR, ANSWERS, CONSULTED).await?;
        leave_out(case, COORDINATOR, &["childrens", "probation"], "There is no child, and neither man was under supervision.")
            .await
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
            facts: "Killed at home by his partner, who is charged with murder.",
            views: "All who were consulted say that a review should be held.",
            scope: "He was 34, and died from violence by his partner, with whom he lived. The test of section 9 is met.",
            concern: "Signs were seen by three agencies, and none asked him about abuse when he was alone.",
            learning: "How services see a man who is abused by a man.",
            equality: "Sex and sexual orientation: what one man did to another was taken for a quarrel between equals.",
            family: "His sister wants a review.",
        };
        decide(case, COORDINATOR, CSP_CHAIR, &made).await
    })
}

pub(super) fn told(case: &mut Case) -> Telling<'_> {
    Box::pin(async move { tell(case, CSP_CHAIR, COORDINATOR).await })
}
