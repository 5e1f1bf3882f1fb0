//! Two shorter stories: a death that was notified last week, and a case that ended in local learning.

use chrono::Days;

use super::deeds::{Answers, Consulted, Decided, KILLED, add, ask_everybody, decide, hear_everybody, leave_out, notify};
use crate::base::calendar::Calendar;
use crate::demo::Shift;
use crate::demo::browser::Stuck;
use crate::demo::story::{Case, Story, Telling, day};

const AMINA: &str = "amina.holt@wyreham.example";
const BETHAN: &str = "bethan.cole@stourbourne.example";
const MARTIN: &str = "martin.sayle@stourbourne.example";

/// A father killed by his adult son, or so it appears: notified nine days before `until`, and not yet through its triage.
#[must_use]
pub fn gerald(until: chrono::NaiveDate) -> Story {
    // Notices come and triages begin on working days.
    let works = |day: &chrono::NaiveDate| Calendar::england_and_wales().is_working_day(*day).unwrap_or(true);
    let before = |days| until.checked_sub_days(Days::new(days)).unwrap_or(until);
    let working = |days| (days..days + 7).map(before).find(works).unwrap_or_else(|| before(days));
    Story { name: "Gerald", chapters: vec![(working(9), heard_of), (working(6), begun)], shift: Shift::default() }
}

/// A death by suicide of 2023, where the partnership chose local learning and finished it.
#[must_use]
pub fn tamsin() -> Story {
    let chapters: Vec<crate::demo::Chapter> = vec![
        (day(2023, 5, 10), told_of),
        (day(2023, 5, 15), weighed),
        (day(2023, 6, 5), learnt_locally),
        (day(2023, 6, 9), families_told),
        (day(2024, 1, 15), finished),
    ];
    Story { name: "Tamsin", chapters, shift: Shift::default() }
}

/// What differs between these two notifications.
struct Death<'a> {
    home: &'a str,
    who: &'a str,
    source: &'a str,
    deceased: (&'a str, &'a str, &'a str, &'a str),
    alleged: (&'a str, &'a str, &'a str, &'a str, &'a str),
    days_ago: u64,
    manner: &'a str,
    facts: &'a str,
}

async fn report(case: &mut Case, death: &Death<'_>) -> Result<(), Stuck> {
    let on = case.today();
    let died = case.day.checked_sub_days(Days::new(death.days_ago)).unwrap_or(case.day).to_string();
    let (given, family, age, sex) = death.deceased;
    let (his, name, relationship, criminal, custody) = death.alleged;
    let area = if death.home == "WYK" { "Wyreham" } else { "Stourbourne" };
    let told = [
        ("received", on.as_str()),
        ("attention", on.as_str()),
        ("channel", "email"),
        ("source", death.source),
        ("handling", "official_sensitive"),
    ];
    let deceased = [("given", given), ("family", family), ("age", age), ("sex", sex), ("residence", area), ("nation", "england")];
    let alleged = [
        ("given", his),
        ("family", name),
        ("sex", "male"),
        ("relationship", relationship),
        ("criminal", criminal),
        ("custody", custody),
    ];
    let happened = [
        ("died", died.as_str()),
        ("died_sure", "yes"),
        ("place_kind", "residential"),
        ("abroad", "no"),
        ("manner", death.manner),
        ("facts", death.facts),
    ];
    let pages: [(&str, Answers<'_>); 9] = [
        ("told", &told),
        ("contacts", &[("notifier_name", "Ralph Emmott"), ("notifier_role", "Domestic abuse lead")]),
        ("deceased-1", &deceased),
        ("alleged-1", &alleged),
        ("death", &happened),
        ("risk", &[("at_risk", "no")]),
        ("history", &[("abuse_recent", "unknown"), ("abuse_ever", "yes"), ("marac", "no"), ("grade", "none")]),
        ("next", &[("coroner_opened", "yes"), ("press", "no")]),
        ("lead", &[("basis", "normal"), ("rationale", "The council’s records."), ("others", "no"), ("dispute", "no")]),
    ];
    notify(case, death.who, death.home, &pages).await?;
    case.step_noted(death.who, "record_secure_records", "The letters went by secure mail, on the council’s own paper.").await?;
    Ok(())
}

fn heard_of(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let death = Death {
            home: "WYK",
            who: AMINA,
            source: "police",
            deceased: ("Gerald", "Voyle", "71", "male"),
            alleged: ("Simon", "Voyle", "parent", "charged", "custody"),
            days_ago: 3,
            manner: "killed",
            facts: "Found at home by a neighbour. His adult son, who lived with him, is charged.",
        };
        report(case, &death).await
    })
}

fn begun(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(AMINA, "record_secured").await?;
        case.step(AMINA, "begin_triage").await?;
        let answer = [KILLED, &[("source", "Police notice")]].concat();
        case.send(AMINA, "/triage/T1", &answer).await?;
        Ok(())
    })
}

fn told_of(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let death = Death {
            home: "STB",
            who: BETHAN,
            source: "health",
            deceased: ("Tamsin", "Orrell", "44", "female"),
            alleged: ("Keith", "Lomax", "ex_partner", "no_charge", "at_liberty"),
            days_ago: 40,
            manner: "suicide",
            facts: "Appears to have died by suicide. Her GP had notes of a former partner’s abuse many years before.",
        };
        report(case, &death).await
    })
}

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
    ("T2", &[("known", "yes"), ("deceased_age", "44")]),
    ("T3", &[("known", "yes"), ("nation", "england")]),
    ("T4", &[("known", "yes"), ("alleged_age", "50"), ("alleged_alive", "yes"), ("died_alone", "no")]),
    ("T5", &[("known", "yes"), ("relationship", "ex_partner")]),
    ("T7", &[("known", "yes"), ("abuse", "psychological"), ("who_says", "gp"), ("resulted", "no")]),
    ("T9", &[("known", "no"), ("criminal", "no_charge")]),
    ("T10", &[("known", "yes"), ("coroner_area", "Stour")]),
    ("T11", &[("known", "no"), ("child_harmed", "no")]),
    ("T12", &[("known", "no"), ("learning", "no")]),
    ("T15", &[("known", "no"), ("iopc", "no")]),
];

const POLICE_VIEW: Answers<'static> = &[
    ("known", "no"),
    ("indicator", "no"),
    ("view", "other"),
    (
        "view_why",
        "We hold no report by her or about her former partner. We will bring to local learning how old reports are kept.",
    ),
];
const COUNCIL_VIEW: Answers<'static> = &[
    ("known", "no"),
    ("indicator", "no"),
    ("view", "other"),
    ("view_why", "Not known to us. Our staff too hear of abuse that is long past, and would learn from this."),
];
const HEALTH_VIEW: Answers<'static> = &[
    ("known", "yes"),
    ("indicator", "no"),
    ("view", "other"),
    (
        "view_why",
        "Her doctor noted the abuse when she told of it. We find no note that she was asked again, and want to know why.",
    ),
];
const HARBOUR_VIEW: Answers<'static> = &[
    ("known", "no"),
    ("indicator", "no"),
    ("view", "other"),
    ("view_why", "Not referred to us. We help people with abuse that is long past, and few who could send them know it."),
];

const CONSULTED: &[Consulted<'static>] = &[
    ("police", "stour police", POLICE_VIEW),
    ("adult_social_care", "stour council", COUNCIL_VIEW),
    ("health", "stour trust", HEALTH_VIEW),
    ("da_service", "harbour", HARBOUR_VIEW),
];

fn weighed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        ask_everybody(case, BETHAN, ANSWERS, CONSULTED).await?;
        let inquest = [
            ("kind", "INQUEST"),
            ("led_by", "Coroner for Stour"),
            ("known_on", "2023-05-10"),
            ("began_on", "2023-04-06"),
            ("state", "active"),
        ];
        add(case, BETHAN, ("/proceedings", "/proceedings/", "inquest"), &inquest).await?;
        leave_out(case, BETHAN, &["childrens", "probation", "suicide_lead"], "They had no part in this case.").await
    })
}

fn learnt_locally(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        hear_everybody(case, BETHAN, CONSULTED).await?;
        let made = Decided {
            chair: "Martin Sayle",
            outcome: &[("outcome", "local_learning"), ("local_kind", "tabletop")],
            facts: "The abuse that is known of was many years before, and nothing links it with the death.",
            views: "All who were consulted ask for local learning.",
            scope: "On what is known her death did not result, and does not appear to have resulted, from abuse by her former partner or by anybody else \
                    who was close to her. The test for a domestic homicide review is not met.",
            concern: "None. Nothing tells of abuse by him since they parted, and nobody else is known to be in danger.",
            learning: "Whether somebody who told of abuse many years ago is asked again, and by whom.",
            equality: "Age, sex and disability. Nothing suggests that they bore on the care that she had.",
            family: "Her brother was rung on 24 May 2023 and agrees that the agencies should look at it together. He is told of the decision and its reasons, and \
                     of how to challenge it, on 9 June 2023, by a call and a letter on the same day.",
        };
        decide(case, BETHAN, MARTIN, &made).await
    })
}

fn families_told(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let told = "Her brother, by a call and a letter: that no domestic homicide review is held, why, what the local learning review looks at in its place, and how \
                    to challenge it.";
        case.step_noted(MARTIN, "tell_family", told).await?;
        case.step(BETHAN, "tell_home_office").await?;
        case.step(BETHAN, "tell_commissioner").await?;
        Ok(())
    })
}

fn finished(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let inquest = [("state", "concluded"), ("concluded_on", "2023-11-07"), ("outcome", "Suicide.")];
        case.of(BETHAN).await?.send(&case.left("inquest")?, &inquest).await?;
        case.step(BETHAN, "close_local_learning").await?;
        Ok(())
    })
}
