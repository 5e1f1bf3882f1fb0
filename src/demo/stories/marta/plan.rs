//! The recommendations of this review.

use super::super::deeds::{carry_on, recommend};
use super::COORDINATOR;
use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// A recommendation: a short name of our own, who leads, and how it stands on the register.
struct Put {
    name: &'static str,
    lead: &'static str,
    body: &'static str,
    why: &'static str,
    /// Level, kind of change, to whom, about what.
    sorted: [&'static str; 4],
    support: &'static str,
    when: &'static str,
    measure: &'static str,
}

const ALL: &[Put] = &[
    Put {
        name: "calls",
        lead: "police",
        body: "Show call handlers and attending officers every earlier call from an address or about a person, whichever system holds it.",
        why: "Two calls in ten months were kept under different headings, and nobody saw both.",
        sorted: ["single_agency", "tool", "police", "technology"],
        support: "",
        when: "by September 2027",
        measure: "Of 40 repeat calls a quarter, the share in which the earlier call is named in the officer’s record: from 35% to 95%.",
    },
    Put {
        name: "ending",
        lead: "police",
        body: "Put the question whether a relationship is ending, and who has a key, on the form that officers fill in, and have a supervisor ring the caller back after a second call.",
        why: "Separation was told to officers and had no place on the form.",
        sorted: ["single_agency", "process", "police", "risk"],
        support: "The Lantern domestic abuse service",
        when: "by June 2027",
        measure: "Dip sample of 50 forms twice a year: the question is answered in nine of ten; grades are raised where it is answered with yes.",
    },
    Put {
        name: "doors",
        lead: "homes",
        body: "Ask about safety when a door or lock is mended a second time within two years, and change a lock within 24 hours when somebody has a key who should not.",
        why: "A broken door was mended twice, and nobody asked how it broke.",
        sorted: ["single_agency", "process", "housing", "risk"],
        support: "The repairs contractor",
        when: "by April 2027",
        measure: "Every second repair is followed by a call on the same day; audit of all such repairs each half year.",
    },
    Put {
        name: "closing",
        lead: "lantern",
        body: "Try three ways of contact at different hours, and ask whoever referred, before a referral is closed; tell them when it is.",
        why: "A referral was closed after three calls in working hours to somebody who was at work.",
        sorted: ["single_agency", "process", "da_service", "policy"],
        support: "Wyre Valley Police",
        when: "by March 2027",
        measure: "Share of referrals closed without contact: from 31% to below 15% within a year.",
    },
    Put {
        name: "hospital",
        lead: "hospital",
        body: "See everybody with an injury of the hand, the wrist or the face alone at triage, and ask them about safety at home.",
        why: "She was treated twice for her wrist; once he answered for her.",
        sorted: ["single_agency", "process", "health", "risk"],
        support: "",
        when: "by June 2027",
        measure: "Audit of 60 records a quarter: the question is asked in private in eight of ten; it was one in seven.",
    },
    Put {
        name: "practices",
        lead: "board of care",
        body: "Bring every general practice in the area into the training and referral programme on domestic abuse.",
        why: "A nurse asked and was told. Nothing behind her was ready for the answer.",
        sorted: ["single_agency", "training", "health", "training"],
        support: "The Lantern domestic abuse service",
        when: "during 2027/28",
        measure: "All 23 practices trained; referrals from practices counted each quarter, with what became of them.",
    },
    Put {
        name: "school",
        lead: "children",
        body: "Tell a school or whoever else rang what became of their call, and why, within three working days.",
        why: "The school rang, and was never told that the call had been closed.",
        sorted: ["single_agency", "process", "social_services", "multi_agency"],
        support: "Schools of Wyreham and Kelsall",
        when: "by December 2027",
        measure: "Share of callers told in time, each month; a yearly question to designated leads.",
    },
    Put {
        name: "audit",
        lead: "board",
        body: "Hold one audit a year, by all agencies together, of cases that were closed without anybody having spoken with the person.",
        why: "Four agencies closed their part. None asked what it meant that the others had.",
        sorted: ["multi_agency_local", "assurance", "partnership", "multi_agency"],
        support: "All agencies of the partnership",
        when: "every year",
        measure: "The audit is reported to the partnership, for the first time by September 2027, with what was changed after the last one.",
    },
    Put {
        name: "friends",
        lead: "WYK",
        body: "Tell friends, employers and neighbours, in the languages that people speak here, what coercive control looks like and whom they can ring without giving a name.",
        why: "A colleague, a friend and a neighbour saw, and acted. Each believed that they were the only one.",
        sorted: ["multi_agency_local", "awareness", "partnership", "awareness"],
        support: "The Welcome Centre; the Lantern domestic abuse service",
        when: "by December 2027",
        measure: "Calls to the advice line by those who are worried for somebody else; ten employers a year who train a contact.",
    },
    Put {
        name: "college",
        lead: "College of Policing",
        body: "Say in the national practice for control rooms how earlier calls under another name or another number are found.",
        why: "The gap between two systems is not one force’s alone.",
        sorted: ["national", "policy", "police", "technology"],
        support: "",
        when: "when the College of Policing next revises its national practice for control rooms",
        measure: "The College has published it, and the police tell the partnership’s board how their control room works by it.",
    },
];

/// What agencies had seen for themselves when they wrote their returns, and would not wait for the report to change.
const EARLY: &[&str] = &["closing", "doors", "ending"];

/// Puts what an agency has already begun to change on the register, where it is worked on from today.
pub(super) async fn begun(case: &mut Case, names: &[&str]) -> Result<(), Stuck> {
    put(case, |one| names.contains(&one.name)).await?;
    for name in names {
        let link = case.left(&format!("action {name}"))?;
        carry_on(case, COORDINATOR, &link, "open", "").await?;
        carry_on(case, COORDINATOR, &link, "start", "").await?;
    }
    Ok(())
}

/// Puts the recommendations on the register that are not there yet.
pub(super) async fn put_the_rest(case: &mut Case) -> Result<(), Stuck> {
    put(case, |one| !EARLY.contains(&one.name)).await
}

/// Nobody oversees what they lead themselves.
fn overseer(one: &Put) -> &'static str {
    if one.lead == "board" { "Wyreham and Kelsall Community Safety Partnership" } else { "Domestic Abuse Partnership Board" }
}

/// Puts recommendations on the register, each accepted by whoever of the area leads it.
async fn put(case: &mut Case, which: impl Fn(&Put) -> bool) -> Result<(), Stuck> {
    for one in ALL.iter().filter(|one| which(one)) {
        let [level, mechanism, sector, theme] = one.sorted;
        let known = case.scene.town.at(one.lead).is_ok();
        let mut fields = vec![
            ("body", one.body),
            ("rationale", one.why),
            ("level", level),
            ("mechanism", mechanism),
            ("sector", sector),
            ("theme", theme),
            ("support", one.support),
            ("oversight", overseer(one)),
            ("when", one.when),
            ("measure", one.measure),
        ];
        if !known {
            fields.push(("lead_other", one.lead));
        }
        let link = recommend(case, COORDINATOR, known.then_some(one.lead), &fields).await?;
        // Nobody can accept for a national body before the report reaches it.
        let (step, words) = if known {
            ("agree", "Accepted by letter.")
        } else {
            ("open", "The College is asked for it with the report, and to say by when.")
        };
        carry_on(case, COORDINATOR, &link, step, words).await?;
        case.left.insert(format!("action {}", one.name), link);
    }
    Ok(())
}
