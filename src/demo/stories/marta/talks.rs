//! What the panel read when the trial had ended, and whom the chair spoke with.

use super::super::deeds::{among_the_family, in_touch, meet, relative};
use super::{CHAIR, COORDINATOR};
use crate::demo::browser::Stuck;
use crate::demo::story::{Case, Telling};

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
        let friend = [
            ("relationship", "Friend, with whom she spent her Thursday evenings"),
            ("part", "friend"),
            ("wishes", "contribute"),
            ("medium", "visit"),
            ("sio_agreed_on", "2026-02-16"),
        ];
        among_the_family(case, COORDINATOR, ("friend", "W1"), &friend).await?;
        let told = "She told of the telephone, of the wrist and of what he said about the children. She had thought that she was the only one who saw.";
        in_touch(case, CHAIR, "friend", ["visit", "contribute", "spoke", told]).await?;
        let offered = [
            ("entry", "P1"),
            ("kind", "perpetrator"),
            ("state", "refused"),
            ("held_on", "2026-04-02"),
            ("note", "Offered twice in writing, by the offender manager at the prison. He declined."),
        ];
        case.send(CHAIR, "/interviews/new", &offered).await?;
        mother(case).await?;
        bystanders(case).await?;
        staff(case).await
    })
}

/// Her mother, who does not take part and is owed the report in her own language.
async fn mother(case: &mut Case) -> Result<(), Stuck> {
    let fields = [
        ("relationship", "Mother, who lives in Poland"),
        ("part", "parent"),
        ("wishes", "only_published"),
        ("medium", "letter"),
        ("needs", "Everything in Polish. She asked for the report in Polish before it is published, and was promised it"),
    ];
    relative(case, COORDINATOR, ("mother", "F2", "Jadwiga Wolska"), &fields).await
}

/// Those who saw, and did something: the owner of the shop and the neighbour.
async fn bystanders(case: &mut Case) -> Result<(), Stuck> {
    for (name, code, full, part, relationship, medium, said) in [
        (
            "employer",
            "W2",
            "Graham Tuddle",
            "employer",
            "Owner of the shop where she worked",
            "visit",
            "He told of the calls to the shop. He had let her use its telephone and had walked her to her bus, and asks whether he should have done more.",
        ),
        (
            "neighbour",
            "W3",
            "Winston Peake",
            "neighbour",
            "Neighbour, who rang the police",
            "letter",
            "Written to with the others of the street, and answered. He thought for a long time that he had done something wrong by ringing.",
        ),
    ] {
        case.send(COORDINATOR, "/people/new?kind=friend", &[("kind", "friend"), ("full", full), ("seen_by", "panel")]).await?;
        let fields = [
            ("relationship", relationship),
            ("part", part),
            ("wishes", "contribute"),
            ("medium", medium),
            ("sio_agreed_on", "2026-02-16"),
        ];
        among_the_family(case, COORDINATOR, (name, code), &fields).await?;
        in_touch(case, CHAIR, name, [medium, "contribute", "spoke", said]).await?;
    }
    Ok(())
}

/// Talks with staff, because records say what was written and seldom why: code, name, agency, day, notes.
const STAFF: &[(&str, &str, &str, &str, &str)] = &[
    (
        "N1",
        "Aaron Selwick",
        "police",
        "2026-03-18",
        "He went in February 2025. He saw nothing on the screen and thought that there was nothing. He knew that judgement can raise a grade, and had \
         not known anybody who had done so and been thanked for it.",
    ),
    (
        "N2",
        "Lorna Tebb",
        "police",
        "2026-03-18",
        "She went in February 2025, and told Danuta that she should not have to live like this. The form had no place for what she was told. Of raising \
         a grade she said the same as her colleague.",
    ),
    (
        "N3",
        "Barry Oldcorn",
        "homes",
        "2026-03-25",
        "He fitted the new panel in January 2025 and thought that somebody had kicked it. He had nobody to tell. He has thought of it every day.",
    ),
    (
        "N4",
        "Celia Ambrose",
        "children",
        "2026-03-26",
        "The school’s designated lead, by way of children’s services. She asked again after a week, and was not told that the call was closed. She would \
         have gone on asking.",
    ),
];

async fn staff(case: &mut Case) -> Result<(), Stuck> {
    for (code, full, place, held_on, note) in STAFF {
        let person = [("kind", "professional"), ("full", *full), ("seen_by", "panel")];
        case.send(COORDINATOR, "/people/new?kind=professional", &person).await?;
        let agency = case.scene.town.at(place)?.to_string();
        let talk = [
            ("entry", *code),
            ("kind", "staff"),
            ("organisation", agency.as_str()),
            ("state", "held"),
            ("held_on", *held_on),
            ("sio_agreed_on", "2026-02-16"),
            ("note", *note),
        ];
        case.send(CHAIR, "/interviews/new", &talk).await?;
    }
    Ok(())
}
