//! From the chair's appointment to the analysis, with the trial between.

use super::super::deeds::{
    Seat, add, appoint, ask_agency, delay, found_guilty, in_touch, judge_return, meet, paper, relative, release_return, seat,
    seat_all, sign_return, write_return,
};
use super::{CHAIR, COORDINATOR, letters, plan};
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
            ("period_why", "The relationship began in March 2022."),
            ("bank", "risk"),
            ("bank", "sharing"),
            ("bank", "control"),
            ("bank", "separation"),
            ("bank", "children"),
            ("bank", "access"),
            ("bank", "network"),
            ("own", "What did the landlord know of damage to the door, and what was done?"),
            ("family_questions", "What did the school and the landlord know?"),
            ("areas", "Wyreham and Kelsall"),
            (
                "equality",
                "Sex, race and language, and what it is to be a mother alone far from her family, in each answer and not in a list.",
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

pub(super) fn asked(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        for (place, level, asks) in [
            ("police", "imr", "The visit of 3 February 2025 and the grading before it."),
            ("homes", "imr", "Repairs and reports of noise since 2022."),
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

pub(super) fn delayed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let why = "The trial is listed for 15 September 2025. Until it has ended nobody who may give evidence can be asked anything: not her sister, not \
                   her friends, not the professionals who met her. The report cannot be written without them.";
        delay(case, COORDINATOR, "2026-01-31", why).await?;
        letters::of_the_delay(case).await?;
        let told = "Told that the report will be late, because the trial is listed for 15 September 2025. She asked to hear from us even \
                    when there is no news.";
        in_touch(case, CHAIR, "sister", ["through_advocate", "general", "spoke", told]).await
    })
}

pub(super) fn adjourned(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let trial = case.left("trial")?;
        case.of(COORDINATOR)
            .await?
            .send(&trial, &[("next_on", "2026-01-12"), ("next_what", "Trial, adjourned from September")])
            .await?;
        let why = "The trial is adjourned to 12 January 2026, and those who may give evidence still cannot be asked.";
        delay(case, COORDINATOR, "2026-05-29", why).await?;
        letters::of_the_adjournment(case).await?;
        let told = "Told that the trial has been adjourned to 12 January 2026, and that the report waits for it.";
        in_touch(case, CHAIR, "sister", ["through_advocate", "general", "spoke", told]).await
    })
}

pub(super) fn conduct_reported(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let iopc = case.left("iopc")?;
        let ended = [
            ("state", "concluded"),
            ("concluded_on", "2025-11-20"),
            (
                "outcome",
                "No case to answer for misconduct. Learning for the force on repeat calls, which it accepts. Not published before the verdict.",
            ),
        ];
        case.of(COORDINATOR).await?.send(&iopc, &ended).await?;
        let told = "A letter to say that there is no news, and that nobody has forgotten. She answered that it helped.";
        in_touch(case, CHAIR, "sister", ["letter", "general", "spoke", told]).await
    })
}

pub(super) fn convicted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        found_guilty(case, COORDINATOR, "P1").await?;
        let told = "The verdict. She does not wish to speak of it yet, and the chair will ask again after the sentence.";
        in_touch(case, CHAIR, "sister", ["through_advocate", "general", "spoke", told]).await
    })
}

pub(super) fn sentenced(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let trial = case.left("trial")?;
        let ended = [
            ("state", "concluded"),
            ("concluded_on", "2026-02-13"),
            (
                "outcome",
                "Convicted of murder on 30 January 2026. Sentenced on 13 February 2026 to life imprisonment, with a minimum term of 22 years.",
            ),
            ("appeal_until", "2026-03-13"),
            ("next_on-day", ""),
            ("next_on-month", ""),
            ("next_on-year", ""),
            ("next_what", ""),
        ];
        let browser = case.of(COORDINATOR).await?;
        browser.send(&trial, &ended).await?;
        let inquest = [
            ("state", "not_resumed"),
            ("concluded_on", "2026-02-13"),
            ("outcome", "The trial has answered its questions, and the coroner does not resume it."),
        ];
        browser.send(&case.left("inquest")?, &inquest).await?;
        Ok(())
    })
}

pub(super) fn resumed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let lift = case.of(COORDINATOR).await?.open(&case.at("/holds")).await?.link("Lift this hold")?;
        case.of(COORDINATOR).await?.press(&lift, "Lift the hold", &[]).await?;
        let why = "The trial ended on 13 February 2026. It had held the drafting back for ten months, and the talks that waited for it begin now.";
        delay(case, COORDINATOR, "2026-06-30", why).await?;
        letters::of_the_last_delay(case).await?;
        let told = "Told that the report is expected by the end of June 2026, now that the trial has ended, and that the chair would like to meet her.";
        in_touch(case, CHAIR, "sister", ["through_advocate", "general", "spoke", told]).await
    })
}

const SECOND_MINUTES: &str = "1. The trial has ended, and what was held back may now be asked.\n\n\
    2. The panel read the combined chronology. Six agencies each held a part; it asked where any two could have met.\n\n\
    3. The chair will meet the sister with her advocate, the friend and the employer, and will offer the perpetrator a meeting.\n\n\
    4. Each agency reported what it has changed already.";

pub(super) fn analysed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(CHAIR, "begin_analysis").await?;
        let meeting = [
            ("place", "The Old Exchange"),
            ("agenda", "The combined chronology; the key lines of enquiry; whom to speak with now"),
            ("decisions", "Interviews may begin. Drafting begins."),
        ];
        meet(case, (COORDINATOR, CHAIR), &meeting, &[], SECOND_MINUTES).await?;
        case.step(CHAIR, "begin_drafting").await?;
        Ok(())
    })
}

pub(super) fn family_spoke(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let sister = case.left("sister")?;
        // The trial has ended, and with it what kept a witness from being asked.
        case.of(COORDINATOR).await?.send(&format!("{sister}/change"), &[("sio_agreed_on", "2026-02-16")]).await?;
        let contact = [
            ("held_on", "2026-04-02"),
            ("by", "visit"),
            ("about", "contribute"),
            ("outcome", "spoke"),
            (
                "note",
                "Two hours, with her advocate; an interpreter was there in case. She brought photographs. She wants it said that Danuta asked for help. \
                 Their mother does not wish to take part, and asks to have the report in Polish before it is published.",
            ),
            ("next", "The chair sends the notes for her to correct"),
        ];
        case.of(CHAIR).await?.send(&format!("{sister}/contact"), &contact).await?;
        case.send(COORDINATOR, "/people/new?kind=friend", &[("kind", "friend"), ("full", "Beata Lis"), ("seen_by", "panel")])
            .await?;
        let offered = [
            ("entry", "P1"),
            ("kind", "perpetrator"),
            ("state", "refused"),
            ("held_on", "2026-04-02"),
            ("note", "Offered twice in writing, by the offender manager at the prison. He declined."),
        ];
        case.send(CHAIR, "/interviews/new", &offered).await?;
        Ok(())
    })
}
