//! From the sister's letter to the first decision.

use super::super::deeds::{Answers, Consulted, Decided, add, ask_everybody, decide, enter_relative, hear_everybody, notify};
use super::{COORDINATOR, CSP_CHAIR, letters};
use crate::demo::story::{Case, Telling};

const ANSWERS: &[(&str, Answers<'static>)] = &[
    (
        "T1",
        &[
            ("known", "yes"),
            ("manner", "suicide"),
            ("died_basis", "fact"),
            ("place_basis", "fact"),
            ("manner_basis", "suspected"),
            ("body", "yes"),
            ("count", "1"),
        ],
    ),
    ("T2", &[("known", "yes"), ("deceased_age", "29")]),
    ("T3", &[("known", "yes"), ("nation", "england"), ("bodies", "Stourbourne Council, Stour Constabulary, NHS Stour ICB")]),
    ("T4", &[("known", "yes"), ("alleged_age", "33"), ("alleged_alive", "yes"), ("died_alone", "no")]),
    ("T5", &[("known", "yes"), ("relationship", "ex_partner")]),
    (
        "T7",
        &[
            ("known", "yes"),
            ("abuse", "controlling_or_coercive"),
            ("abuse", "economic"),
            ("who_says", "family"),
            ("resulted", "unknown"),
            ("evidence", "Her sister’s letter."),
        ],
    ),
    (
        "T8",
        &[
            ("known", "yes"),
            ("links", "coercive"),
            ("links", "economic"),
            ("links", "disclosures"),
            ("links", "court"),
            ("asked_whom", "Her sister, by her letter. The mental health trust and Harbour Light are being asked"),
        ],
    ),
    ("T9", &[("known", "no"), ("criminal", "no_charge")]),
    ("T10", &[("known", "yes"), ("coroner_area", "Stour"), ("inquest_on", "2027-02-22")]),
    ("T11", &[("known", "yes"), ("children_ages", "9 and 6, with their grandmother"), ("child_harmed", "no")]),
    ("T12", &[("known", "no"), ("learning", "no")]),
    (
        "T13",
        &[("known", "unknown"), ("evidence", "Naomi was under the mental health trust. Whether he was too has not been asked.")],
    ),
    ("T15", &[("known", "no"), ("iopc", "no")]),
    (
        "T18",
        &[
            ("known", "yes"),
            (
                "other_reviews",
                "The coroner’s investigation. The mental health trust’s patient safety review. The family court made an order in December 2025 on \
                 the children’s contact with their father, who had asked for it.",
            ),
        ],
    ),
    ("T20", &[("known", "yes"), ("supported", "advocate")]),
];

const CONSULTED: &[Consulted<'static>] = &[
    (
        "police",
        "stour police",
        &[
            ("known", "no"),
            ("indicator", "no"),
            ("view", "not_review"),
            ("view_why", "There is no link to a crime in our records."),
        ],
    ),
    (
        "adult_social_care",
        "stour council",
        &[("known", "no"), ("indicator", "no"), ("view", "not_review"), ("view_why", "Not known to us.")],
    ),
    (
        "childrens",
        "Children’s services of Stourbourne",
        &[
            ("known", "yes"),
            ("indicator", "unknown"),
            ("view", "other"),
            ("view_why", "The family court file should be asked for."),
        ],
    ),
    (
        "health",
        "stour trust",
        &[
            ("known", "yes"),
            ("first_contact", "2024-10-02"),
            ("last_contact", "2026-01-12"),
            ("indicator", "yes"),
            ("indicator_more", "Disclosures of monitoring and of debt."),
            ("view", "review"),
            ("view_why", "What she said to us was not shared."),
        ],
    ),
    (
        "probation",
        "stour probation",
        &[("known", "no"), ("indicator", "no"), ("view", "not_review"), ("view_why", "Not known to us.")],
    ),
    (
        "da_service",
        "harbour",
        &[
            ("known", "yes"),
            ("indicator", "yes"),
            ("indicator_more", "Two referrals, both closed: no contact."),
            ("view", "review"),
            ("view_why", "We did not try again in another way."),
        ],
    ),
    (
        "suicide_lead",
        "Public health, suicide prevention lead",
        &[
            ("known", "no"),
            ("indicator", "yes"),
            ("indicator_more", "Flagged by real-time surveillance of suspected suicides."),
            ("view", "review"),
            ("view_why", "Coercive control is a known risk."),
        ],
    ),
];

/// The notification, page by page.
const PAGES: &[(&str, Answers<'static>)] = &[
    (
        "told",
        &[
            ("received", "2026-03-30"),
            ("attention", "2026-03-30"),
            ("channel", "letter"),
            ("source", "family"),
            ("handling", "official_sensitive"),
        ],
    ),
    (
        "contacts",
        &[
            ("notifier_name", "Stella Quayle"),
            ("notifier_role", "Advocate, who sent us the letter of the sister"),
            ("notifier_contact", "stella.quayle@advocates.example"),
            ("coroner_name", "Hugh Penrose"),
            ("coroner_contact", "hugh.penrose@coroner.example"),
        ],
    ),
    (
        "deceased-1",
        &[
            ("given", "Naomi"),
            ("family", "Thorne"),
            ("born", "1996-09-14"),
            ("sex", "female"),
            ("ethnicity", "white_british"),
            ("address", "Flat 2, 9 Weir Lane\nStourbourne\nZZ6 2LP"),
            ("residence", "Stourbourne"),
            ("nation", "england"),
        ],
    ),
    (
        "alleged-1",
        &[
            ("given", "Darren"),
            ("family", "Voss"),
            ("born", "1992-01-30"),
            ("sex", "male"),
            ("relationship", "ex_partner"),
            ("criminal", "no_charge"),
            ("custody", "at_liberty"),
        ],
    ),
    (
        "child-1",
        &[
            ("given", "Isla"),
            ("family", "Thorne"),
            ("age", "9"),
            ("sex", "female"),
            ("child_of", "deceased"),
            ("child_of", "alleged"),
            ("present", "no"),
        ],
    ),
    (
        "child-2",
        &[
            ("given", "Reuben"),
            ("family", "Thorne"),
            ("age", "6"),
            ("sex", "male"),
            ("child_of", "deceased"),
            ("child_of", "alleged"),
            ("present", "no"),
        ],
    ),
    (
        "death",
        &[
            ("died", "2026-01-19"),
            ("died_sure", "yes"),
            ("place_kind", "residential"),
            ("abroad", "no"),
            ("manner", "suicide"),
            (
                "facts",
                "Naomi was found dead at home and appears to have died by suicide. Her sister writes that Darren followed her telephone and her money for years and went \
                         on after they parted. An inquest was opened on 26 January 2026.",
            ),
        ],
    ),
    ("risk", &[("at_risk", "no"), ("safeguarding", "The children live with their grandmother. Darren is their father.")]),
    (
        "history",
        &[
            ("agencies", "Mental health trust, GP, Harbour Light, family court."),
            ("abuse_recent", "yes"),
            ("abuse_ever", "yes"),
            ("marac", "no"),
            ("grade", "none"),
            ("signs", "disclosures"),
            ("signs", "separation"),
            ("signs", "court"),
            ("signs", "debt"),
        ],
    ),
    ("next", &[("coroner_opened", "yes"), ("coroner_area", "Stour"), ("press", "no")]),
    (
        "lead",
        &[("basis", "normal"), ("rationale", "She had lived in Stourbourne all her life."), ("others", "no"), ("dispute", "no")],
    ),
];

pub(super) fn notified(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        notify(case, COORDINATOR, "STB", PAGES).await?;
        enter_relative(case, COORDINATOR, "Miriam Thorne").await?;
        case.step_noted(COORDINATOR, "record_secure_records", "The letters went by secure mail, on the council’s own paper.")
            .await?;
        Ok(())
    })
}

pub(super) fn secured(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step_noted(COORDINATOR, "record_secured", "Each agency confirmed by letter.").await?;
        Ok(())
    })
}

pub(super) fn triaged(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        ask_everybody(case, COORDINATOR, ANSWERS, CONSULTED).await?;
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
        let court = [
            ("kind", "FAMILY_COURT"),
            ("led_by", "Family court at Stour"),
            ("known_on", "2026-03-30"),
            ("state", "concluded"),
            ("concluded_on", "2025-12-11"),
            (
                "outcome",
                "An order on the children’s contact with their father, who had asked for it. Nothing from the file is used unless the court permits it.",
            ),
        ];
        add(case, COORDINATOR, ("/proceedings", "/proceedings/", "court"), &court).await?;
        let trust = [
            ("kind", "PSII"),
            ("led_by", "Stour Mental Health NHS Trust"),
            ("known_on", "2026-04-07"),
            ("state", "active"),
            ("matter", "The care that the trust gave Naomi, and what became of what she told it."),
        ];
        add(case, COORDINATOR, ("/proceedings", "/proceedings/", "trust review"), &trust).await?;
        Ok(())
    })
}

pub(super) fn heard(case: &mut Case) -> Telling<'_> {
    Box::pin(async move { hear_everybody(case, COORDINATOR, CONSULTED).await })
}

pub(super) fn refused(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let made = Decided {
            chair: "Martin Sayle",
            outcome: &[("outcome", "no_review")],
            facts: "She appears to have died by suicide. An inquest is open. The police have no record of abuse.",
            views: "The police and others see no link; the trust, the domestic abuse service and public health would review.",
            scope: "It is arguable that the death resulted from abuse. On what is known so far the partnership cannot say that it did or appears to have.",
            concern: "Two referrals were closed without contact, and what she told the trust went no further.",
            learning: "What the trust was told of monitoring and debt. The trust looks at it in its patient safety review.",
            equality: "Sex, and disability: low mood that lasts can be one in law. Whether she had money of her own was not asked.",
            family: "Her sister asks for a review.",
        };
        decide(case, COORDINATOR, CSP_CHAIR, &made).await
    })
}

pub(super) fn told(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        letters::to_her_sister(case).await?;
        case.step(CSP_CHAIR, "tell_family").await?;
        letters::of_the_refusal(case).await?;
        case.step(COORDINATOR, "tell_home_office").await?;
        let sent = [("status", "sent"), ("on", "2026-05-01"), ("note", "The decision record with its reasons.")];
        case.send(COORDINATOR, "/decision/scrutiny", &sent).await?;
        Ok(())
    })
}
