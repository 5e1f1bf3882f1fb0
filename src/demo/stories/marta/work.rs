//! From the chair’s appointment to the terms: what runs beside, what must wait for it, and who sits on the panel.

use super::super::deeds::{Seat, add, appoint, meet, paper, relative, seat, seat_all};
use super::{CHAIR, COORDINATOR};
use crate::demo::story::{Case, Telling};

pub(super) fn chaired(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let chair = [
            (
                "independence",
                "I have never worked for an agency in Wyreham or Kelsall, nor for the partnership, and I know nobody who was involved \
                 in this case. I was a probation officer and then a regional manager elsewhere until 2014.",
            ),
            ("employment", "Probation, in another region, 1991 to 2014. Since then an independent chair of reviews."),
            ("training", "The Home Office’s course for chairs, the chairs’ course of AAFDA, and twelve reviews."),
            ("dbs", "Enhanced"),
            ("dbs_on", "2024-11-04"),
            ("procurement", "Three quotes from the regional pool"),
            ("fee", "A fixed fee, with a daily rate for work after an outcome letter that asks for more than corrections."),
        ];
        appoint(case, COORDINATOR, "Rosalind Keane", &chair).await?;
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
        let conduct = [
            ("kind", "IOPC"),
            ("led_by", "Independent Office for Police Conduct"),
            ("known_on", "2025-02-12"),
            ("began_on", "2025-02-10"),
            ("matter", "The visit in the week before her death, and the earlier call."),
            ("state", "active"),
            ("gate", "ask"),
        ];
        add(case, COORDINATOR, ("/proceedings", "/proceedings/", "iopc"), &conduct).await?;
        let inquest = [
            ("kind", "INQUEST"),
            ("led_by", "Coroner for Wyre and Kelsall"),
            ("known_on", "2025-02-14"),
            ("began_on", "2025-02-14"),
            ("state", "active"),
            ("matter", "Opened, and suspended for the criminal proceedings."),
        ];
        add(case, COORDINATOR, ("/proceedings", "/proceedings/", "inquest"), &inquest).await?;
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
        let sister = [
            ("relationship", "Older sister"),
            ("part", "sibling"),
            ("wishes", "contribute"),
            ("wishes", "meet_panel"),
            ("wishes", "read_draft"),
            ("wishes", "tribute"),
            ("wishes", "choose_pseudonym"),
            ("medium", "through_advocate"),
            ("needs", "Polish and English. Long documents on paper. Not in the school holidays."),
            ("dates_to_avoid", "The anniversary of the death, her sister’s birthday and the children’s birthdays"),
            ("witness", "yes"),
            ("advocate_kind", "aafda"),
            ("advocate", "Stella Quayle"),
        ];
        relative(case, COORDINATOR, ("sister", "F1", "Irena Wolska"), &sister).await
    })
}

/// The panel of this review. Those without an account are written down by their names.
const PANEL: &[Seat<'static>] = &[
    seat("Joan Tarrant", true, "lantern", "Service manager", "Domestic abuse, coercive control", true),
    seat("Marcus Bell", true, "council", "Principal social worker", "Adult safeguarding", false),
    seat("Helen Marsh", true, "police", "Assistant chief constable", "Policing", false),
    seat("Colin Dray", true, "hospital", "Chief nurse", "Acute health care", false),
    seat("Paula Winter", true, "children", "Director of children’s services", "Children’s safeguarding", false),
    seat("Ruksana Amin", false, "board of care", "Associate director of nursing", "Primary care", false),
    seat("David Osei", true, "homes", "Chief executive", "Housing", false),
    seat("Gethin Rowe", false, "probation", "Head of delivery unit", "Risk and those who use violence", false),
    seat("Hanna Zielna", false, "welcome", "Coordinator", "Polish and other European communities", false),
];

const FIRST_MINUTES: &str = "1. The chair set out the process, everybody’s part in it, and where members find support for what they will read.\n\n\
    2. Every member declared interests; none has a conflict. The confidentiality agreement was signed.\n\n\
    3. The police told the panel what is known. The trial is listed for 15 September 2025. Records may be searched; witnesses may not be asked.\n\n\
    4. The terms of reference were agreed, with two questions from the family.\n\n\
    5. The panel asked that somebody from the Polish community sit on it throughout, which the Welcome Centre agreed to.";

/// What the family asked, as the panel put it among its own lines of enquiry.
const OF_THE_FAMILY: &str = "What did the landlord know of damage to the door, and what was done?\n\n\
    What did the school know of how the children lived, whom did it tell, and what was it told?";

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
        case.of(CHAIR).await?.send(&format!("{sister}/contact"), &contact).await?;
        seat_all(case, COORDINATOR, PANEL).await?;
        let meeting = [
            ("place", "The Old Exchange"),
            ("agenda", "Process and roles; support; declarations; what is known; terms of reference; timetable"),
            ("decisions", "The terms were agreed. Drafting waits for the trial."),
            (
                "actions",
                "Coordinator: send the requests to agencies, by 12 May 2025. Chair: write to the family’s advocate, by 16 May 2025.",
            ),
        ];
        meet(case, (COORDINATOR, CHAIR), &meeting, &["Gethin Rowe"], FIRST_MINUTES).await?;
        let terms = [
            ("purpose", "To learn how agencies responded to domestic abuse and to coercive control before her death."),
            ("period_from", "2022-01-17"),
            ("period_to", "2025-02-08"),
            (
                "period_why",
                "It begins two months before the two met, in March 2022, so that her life before him can be seen beside her life with him.",
            ),
            ("bank", "risk"),
            ("bank", "sharing"),
            ("bank", "control"),
            ("bank", "separation"),
            ("bank", "children"),
            ("bank", "access"),
            ("bank", "network"),
            ("own", OF_THE_FAMILY),
            ("family_questions", "What did the landlord know? What did the school know? They are lines 8 and 9."),
            ("areas", "Wyreham and Kelsall"),
            (
                "equality",
                "Sex, race and language, and what it is to be a mother far from where she grew up, in each answer and not in a list.",
            ),
            ("experts", "The Lantern on coercive control; the Welcome Centre on the Polish community."),
            ("parallel", "The trial; the inquest, which is suspended; the Independent Office for Police Conduct."),
            (
                "contact_plan",
                "Her sister through her advocate. Friends, the employer and neighbours when the trial has ended. Whoever is charged is written to then too, by way of \
                 whoever holds or supervises him, and not before.",
            ),
            ("media", "The council’s press office answers for all, and only after the family were told."),
            ("timetable", "Reviews of agencies by 4 July 2025; the rest follows the trial."),
            ("panel_agreed_on", "2025-05-08"),
        ];
        case.send(CHAIR, "/terms/new", &terms).await?;
        case.send(CHAIR, "/terms", &[("issued_on", "2025-05-08")]).await?;
        paper(case, CHAIR, "terms_of_reference", "panel").await
    })
}
