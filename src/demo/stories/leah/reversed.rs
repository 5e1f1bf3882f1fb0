//! From the Home Office's letter to the coroner's request.

use super::super::deeds::{
    Answers, Decided, Seat, among_the_family, appoint, ask_agency, decide, in_touch, meet, paper, relative, seat, seat_all, tell,
};
use super::{CHAIR, COORDINATOR, CSP_CHAIR, letters};
use crate::demo::story::{Case, Telling};

pub(super) fn asked_to_reconsider(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let said = [
            ("status", "asked_to_reconsider"),
            ("on", "2026-07-03"),
            ("note", "The board considered it on 17 June 2026. The trust’s notes and the referrals point to abuse."),
        ];
        case.send(COORDINATOR, "/decision/scrutiny", &said).await?;
        let why = [("why", "ho_asked_to_reconsider"), ("on", "2026-07-03"), ("note", "Letter of 3 July 2026.")];
        case.send(CSP_CHAIR, "/decision/reopen", &why).await?;
        Ok(())
    })
}

/// What is known of the abuse when the decision is made again: her death appears to have resulted from it.
const ABUSE: Answers<'static> = &[
    ("known", "yes"),
    ("abuse", "controlling_or_coercive"),
    ("abuse", "economic"),
    ("who_says", "family"),
    ("resulted", "yes"),
    ("evidence", "Her sister’s letter. The trust’s notes of monitoring and of debt, and the two referrals to Harbour Light."),
    ("source", "The replies of the trust and of Harbour Light"),
];

pub(super) fn decided_again(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        // What the trust and Harbour Light told is taken up before it is decided again.
        case.send(COORDINATOR, "/triage/T7", ABUSE).await?;
        let made = Decided {
            chair: "Martin Sayle",
            outcome: &[("outcome", "review")],
            facts: "Notes of the trust tell of monitoring and debt. Two referrals were closed without contact.",
            views: "The partnership follows those who would review, and records that the police still see no link.",
            scope: "The death appears to have resulted from abuse: coercive control and economic abuse, which are alleged of a former partner.",
            concern: "Signs were there, and nobody put them together.",
            learning: "How it is heard when somebody tells of being watched and of debt, and what closing a referral after two calls does.",
            equality: "Sex; disability: low mood that lasts can be one in law; and whether she had money of her own.",
            family: "Her sister has asked for this since March 2026.",
        };
        decide(case, COORDINATOR, CSP_CHAIR, &made).await
    })
}

pub(super) fn told(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        letters::of_the_review(case).await?;
        tell(case, CSP_CHAIR, COORDINATOR).await
    })
}

pub(super) fn chaired(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let chair = [
            (
                "independence",
                "I have never worked for an agency in Stourbourne, and I know nobody who was involved in this case.",
            ),
            (
                "training",
                "The Home Office’s course for chairs, the chairs’ course of AAFDA, and thirteen reviews, four of them after a suicide.",
            ),
            ("procurement", "Two quotes; the third chair had no time before the next year"),
        ];
        appoint(case, COORDINATOR, "Rosalind Keane", &chair).await?;
        let sister = [
            ("relationship", "Sister"),
            ("part", "sibling"),
            ("wishes", "contribute"),
            ("wishes", "meet_panel"),
            ("wishes", "read_draft"),
            ("medium", "through_advocate"),
            ("needs", "No telephone calls before noon, and a day’s notice of everything"),
            ("dates_to_avoid", "The children’s birthdays, the anniversary, and the week of the inquest"),
            ("advocate_kind", "aafda"),
            ("advocate", "Stella Quayle"),
        ];
        among_the_family(case, COORDINATOR, ("sister", "F1"), &sister).await?;
        let grandmother = [
            ("relationship", "Mother; the children live with her"),
            ("part", "parent"),
            ("wishes", "read_draft"),
            ("medium", "through_advocate"),
            ("needs", "Short letters in large print. She asks to be told of each step, and to be asked for little"),
            ("dates_to_avoid", "The children’s birthdays, the anniversary, and the week of the inquest"),
            ("advocate_kind", "aafda"),
            ("advocate", "Stella Quayle"),
        ];
        relative(case, COORDINATOR, ("grandmother", "F2", "Judith Thorne"), &grandmother).await?;
        let child = [
            ("relationship", "Older child"),
            ("part", "child_minor"),
            ("wishes", "contribute"),
            ("medium", "through_advocate"),
            ("needs", "To be asked by one person only, not at school, and to stop whenever that is wished"),
            ("advocate_kind", "other"),
            ("advocate", "An advocate for children, whom no adult in the family instructs"),
        ];
        among_the_family(case, COORDINATOR, ("child", "C1"), &child).await
    })
}

const PANEL: &[Seat<'static>] = &[
    seat("Orla Benting", false, "larkfield", "Chief executive", "Domestic abuse, economic abuse", true),
    seat("Ruth Calder", true, "stour police", "Deputy chief constable", "Policing", false),
    seat("Grace Tamm", true, "stour trust", "Medical director", "Mental health", false),
    seat("Leonard Foss", false, "stour council", "Consultant in public health", "Suicide prevention", false),
    seat("Adaeze Okoro", false, "stour health", "Named doctor", "Primary care", false),
];

const FIRST_MINUTES: &str = "1. The chair thanked the partnership for having decided again, and said that the family know how hard that is.\n\n\
    2. Every member declared interests; none has a conflict. Harbour Light knew her and is asked for a return, so the specialist in domestic \
    abuse comes from Larkfield, which works in another county. The confidentiality agreement was signed.\n\n\
    3. The period was argued. The police ask for two years, her sister for eight. The chair decided: from January 2019, and what matters before. \
    Both views stand in the terms.\n\n\
    4. Until the coroner has concluded, the panel will say that she appears to have died by suicide. It will say it in no other words, and will not \
    describe how.";

/// The terms for a period that begins on this day, and why it does.
fn terms(from: &'static str, why: &'static str) -> [(&'static str, &'static str); 16] {
    [
        ("areas", "Stourbourne"),
        ("family_questions", "Why were two referrals closed? Who knew of the debts? What did the court know?"),
        (
            "equality",
            "Sex. Disability: low mood that lasts can be one in law. Poverty: whether she had money of her own, and whether, as is alleged, somebody else \
             held it.",
        ),
        ("experts", "A specialist in economic abuse; the suicide prevention lead."),
        ("parallel", "The inquest. The trust’s patient safety review. The family court, within what it permits."),
        (
            "contact_plan",
            "Her sister, and her mother, who is the children’s grandmother, through the advocate. The children through an advocate of their own. The \
             former partner, who is their father, is offered a meeting.",
        ),
        ("dissent", "The police ask that the review look at the last two years of her life and no further back."),
        (
            "purpose",
            "To learn from her death, which appears to have been by suicide: what was seen that may have been coercive control and economic abuse, and \
             what was done about it.",
        ),
        ("period_from", from),
        ("period_to", "2026-01-19"),
        ("period_why", why),
        ("bank", "mental_health"),
        ("bank", "control"),
        ("bank", "separation"),
        ("bank", "thresholds"),
        ("own", "What did each service do when she did not come or did not answer, and who read what she had said before?"),
    ]
}

/// What her sister was answered to what she asked of the terms.
const ANSWERED: &str = "Told by her advocate what the panel decided, and why. The period begins in January 2019; her eight years stand in the terms, and what is \
    known of the years before is read as what led up to it. His new partner is not somebody whom the review is about, and nobody looks for her records: \
    whether she is safe is asked of the police and of children’s services today and does not wait for a report. She would have liked more, and \
    thanks the chair for the answer.";

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
        case.of(CHAIR).await?.send(&format!("{sister}/contact"), &contact).await?;
        let read = "Told of the review and of the terms. She agrees with them, and asks that the children are not asked at home.";
        in_touch(case, CHAIR, "grandmother", ["through_advocate", "terms", "accepted", read]).await?;
        seat_all(case, COORDINATOR, PANEL).await?;
        case.send(CHAIR, "/terms/new", &terms("2024-01-15", "The police ask for two years.")).await?;
        case.send(
            CHAIR,
            "/terms/new",
            &terms("2018-01-15", "Her sister asks for eight years: from when they began to live together."),
        )
        .await?;
        let third = terms(
            "2019-01-14",
            "From January 2019, shortly before her younger child was born, and significant events before it. Her sister asks for eight years, from when they began to live together: what is known of the years before is read as what led up to it. The panel did not agree on where it should begin; the views are on record.",
        );
        let third = [&third[..], &[("panel_agreed_on", "2026-09-03")]].concat();
        case.send(CHAIR, "/terms/new", &third).await?;
        let meeting = [
            ("place", "By video"),
            ("agenda", "Process and support; declarations; the terms and their period; language"),
            ("decisions", "The third version of the terms is issued, with the dissent in it."),
            ("actions", "Coordinator: requests to agencies, by 10 September 2026."),
        ];
        meet(case, (COORDINATOR, CHAIR), &meeting, &["Leonard Foss"], FIRST_MINUTES).await?;
        case.send(CHAIR, "/terms", &[("issued_on", "2026-09-03")]).await?;
        in_touch(case, CHAIR, "sister", ["through_advocate", "terms", "spoke", ANSWERED]).await?;
        ask_agency(case, COORDINATOR, "stour trust", "imr", "What she disclosed, and with whom it was shared.").await?;
        ask_agency(case, COORDINATOR, "stour police", "short_report", "Any contact since January 2019.").await?;
        let closed = "The two referrals: what was tried, why each was closed, and who was told.";
        ask_agency(case, COORDINATOR, "harbour", "short_report", closed).await?;
        paper(case, CHAIR, "terms_of_reference", "panel").await
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
