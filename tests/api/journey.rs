//! From the notification of a death to the chair, by programs alone, each with the token of somebody else.

use http::StatusCode;
use serde_json::{Value, json};

use super::Program;
use crate::casework::story::Cast;

fn pages() -> Vec<(&'static str, Value)> {
    vec![
        (
            "told",
            json!({ "received": "2026-02-12", "attention": "2026-02-12", "channel": "email", "source": "police",
                    "handling": "official_sensitive", "police_reference": "WYK/4471/26" }),
        ),
        ("contacts", json!({ "notifier_name": "Ines Okoro", "notifier_contact": "ines.okoro@police.example" })),
        (
            "deceased-1",
            json!({ "given": "Danuta", "family": "Wilk", "born": "1991-04-02", "sex": "female", "residence": "Wyreham",
                    "nation": "england" }),
        ),
        (
            "alleged-1",
            json!({ "given": "Callum", "family": "Ferns", "age": 37, "sex": "male", "relationship": "ex_partner",
                    "criminal": "charged", "custody": "custody" }),
        ),
        (
            "death",
            json!({ "died": "2026-02-08", "died_sure": true, "place_kind": "residential", "abroad": "no", "manner": "killed",
                    "facts": "Danuta Wilk was found by Callum's neighbour." }),
        ),
        ("risk", json!({ "at_risk": "no" })),
        ("history", json!({ "abuse_recent": "yes", "abuse_ever": "yes", "marac": "no", "grade": "medium" })),
        ("next", json!({ "coroner_opened": "yes", "press": "no" })),
        ("lead", json!({ "basis": "normal", "rationale": "Her tenancy was here.", "others": false, "dispute": false })),
    ]
}

/// Enters a notification and opens its review.
pub async fn notify(coordinator: &Program, partnership: &str) -> String {
    let begun = coordinator.act("/notifications", json!({ "partnership": partnership })).await;
    let draft = format!("/notifications/{}", begun["id"].as_str().unwrap());
    assert_eq!(coordinator.see("/notifications").await["total"], 1);
    let seen = json!({ "version": coordinator.see(&draft).await["version"] });
    let (status, problem) = coordinator.send(&format!("{draft}/check"), seen.clone()).await;
    assert_eq!(status, StatusCode::CONFLICT, "nothing is written yet: {problem}");
    for (page, answers) in pages() {
        let at = format!("{draft}/{page}");
        let version = coordinator.see(&at).await["version"].clone();
        coordinator.act(&at, json!({ "answers": answers, "version": version })).await;
        let kept = coordinator.see(&at).await;
        assert_eq!(kept["standing"], "complete", "{kept}");
    }
    assert_eq!(coordinator.see(&draft).await["ready"], true);
    let (status, problem) = coordinator.send(&format!("{draft}/check"), seen).await;
    assert_eq!(status, StatusCode::CONFLICT, "what was seen is not what is written: {problem}");
    let seen = json!({ "version": coordinator.see(&draft).await["version"] });
    coordinator.act(&format!("{draft}/check"), seen).await;
    begun["id"].as_str().unwrap().to_owned()
}

/// Takes a step that needs no more than a day.
pub async fn step(who: &Program, review: &str, act: &str) {
    let version = who.see(&format!("/reviews/{review}")).await["version"].clone();
    who.act(&format!("/reviews/{review}/steps/{act}"), json!({ "on": "2026-03-06", "version": version })).await;
}

async fn answer(coordinator: &Program, review: &str) {
    for number in 1..=20 {
        let at = format!("/reviews/{review}/triage/T{number}");
        let page = coordinator.see(&at).await;
        let rest = json!({ "died_basis": "fact", "place_basis": "fact", "manner_basis": "fact", "body": "yes", "nation": "england", "alleged_alive": "yes", "died_alone": "no",
            "connection": "former_partner", "abuse": ["controlling_or_coercive"], "resulted": "yes", "criminal": "charged",
            "child_harmed": "no", "learning": "no", "iopc": "no", "supervised": ["probation"], "elsewhere": ["forces"],
            "other_reviews": "A review of the patient’s safety", "source": "Police log" });
        let asked = page["questions"].as_array().unwrap();
        let mut answers = page["suggested"].as_object().unwrap().clone();
        let known = answers.remove("known").unwrap_or_else(|| "yes".into());
        for question in asked {
            let name = question["name"].as_str().unwrap();
            let asked = question["only_if"].is_null() || (question["only_if"] == "known" && known == "yes");
            if !answers.contains_key(name) && !rest[name].is_null() && asked {
                answers.insert(name.to_owned(), rest[name].clone());
            }
        }
        coordinator.act(&at, json!({ "known": known, "answers": answers, "version": page["version"] })).await;
    }
    let triage = coordinator.see(&format!("/reviews/{review}/triage")).await;
    assert_eq!(triage["tests"]["s9"]["outcome"], "yes", "{triage}");
    let basis = json!({ "regime": triage["basis"]["suggested"], "reason": "By date", "display_term": "DHR",
        "version": triage["basis"]["version"] });
    coordinator.act(&format!("/reviews/{review}/triage/regime"), basis).await;
}

async fn consult(coordinator: &Program, agency: &Program, review: &str, cast: &Cast) {
    let room = format!("/reviews/{review}/consultation");
    let bodies = coordinator.see(&room).await["bodies"].clone();
    assert_eq!(bodies[0]["id"], cast.housing.to_string());
    for kind in coordinator.see(&room).await["not_asked"].as_array().unwrap() {
        if kind == "probation" {
            let why = json!({ "silence": "Nobody was on probation.", "version": coordinator.see(&room).await["version"] });
            coordinator.act(&format!("{room}/not-asked/probation"), why).await;
            continue;
        }
        let asked = json!({ "kind": kind, "body": format!("Body for {kind}"), "way": "letter", "asked_on": "2026-03-02" });
        coordinator.act(&format!("{room}/ask"), asked).await;
    }
    let mail = json!({ "kind": "other", "organisation": bodies[0]["id"], "way": "mail" });
    coordinator.act(&format!("{room}/ask"), mail).await;

    let answers = json!({ "known": "yes", "indicator": "no", "view": "review", "view_why": "Danuta Wilk asked us for help." });
    let own = agency.see(&room).await;
    assert_eq!(own["consultees"].as_array().unwrap().len(), 1, "an agency sees its own part: {own}");
    let (id, version) = (own["consultees"][0]["id"].as_str().unwrap(), &own["consultees"][0]["version"]);
    agency.act(&format!("{room}/{id}/reply"), json!({ "answers": answers, "version": version })).await;

    for one in coordinator.see(&room).await["consultees"].as_array().unwrap() {
        if one["asked_on"].is_null() || !one["replied_on"].is_null() {
            continue;
        }
        let at = format!("{room}/{}", one["id"].as_str().unwrap());
        if one["kind"] == "health" {
            let why = json!({ "silence": "Rang twice; no record found", "version": one["version"] });
            coordinator.act(&format!("{at}/explain"), why).await;
            continue;
        }
        let reply =
            json!({ "replied_on": "2026-03-06", "replied_by": "Duty manager", "answers": answers, "version": one["version"] });
        coordinator.act(&format!("{at}/reply"), reply).await;
    }
    let room = coordinator.see(&room).await;
    assert_eq!((&room["outstanding"], &room["not_asked"]), (&json!(0), &json!([])), "{room}");
    assert!(!room.to_string().contains("Danuta"), "a name lies open");
}

async fn decide(coordinator: &Program, chair: &Program, review: &str) {
    let room = format!("/reviews/{review}/decision");
    let parts = [
        ("meeting", json!({ "decided_on": "2026-03-06", "chair": "Gwen Pryor", "attendees": "All", "conflicts": "None" })),
        ("outcome", json!({ "outcome": "review" })),
        (
            "reasons",
            json!({ "facts": "As told", "views": "All for it", "scope": "Both tests are met", "concerns": ["known_risk"],
                    "concern": "Agencies knew", "learning": "Much", "family": "For it", "alternatives": "None" }),
        ),
        ("telling", json!({ "equality": "Considered", "publish": false, "communications": "Family first" })),
    ];
    for (part, answers) in parts {
        let record = coordinator.see(&format!("{room}/record")).await["record"].clone();
        coordinator.act(&format!("{room}/record/{part}"), json!({ "answers": answers, "version": record })).await;
    }
    let open = chair.see(&format!("{room}/record")).await;
    assert_eq!(open["ready"], true, "{open}");
    let signature = json!({ "record": open["record"], "version": open["version"] });
    let (status, _) = coordinator.send(&format!("{room}/sign"), signature.clone()).await;
    assert_eq!(status, StatusCode::FORBIDDEN, "who prepares a decision does not make it");
    chair.act(&format!("{room}/sign"), signature).await;
    assert_eq!(chair.see(&room).await["records"][0]["outcome"], "review");
}

both!(
    async fn a_review_goes_from_the_notification_to_its_chair_by_programs_alone(world: World) {
        let cast = Cast::new(&world).await;
        let independent = world.independent("Ruth Adeyemi", cast.home).await;
        let coordinator = Program::of(&world, cast.coordinator).await;
        let (chair, agency) = (Program::of(&world, cast.chair).await, Program::of(&world, cast.spoc).await);
        let review = notify(&coordinator, &cast.home.to_string()).await;
        let story = coordinator.see(&format!("/reviews/{review}/notification")).await;
        assert!(!story.to_string().contains("Wilk") && story["pages"].to_string().contains("Person who died V1"), "{story}");
        let people = coordinator.see(&format!("/reviews/{review}/people")).await;
        assert!(people["people"].as_array().unwrap().iter().any(|one| one["full"] == "Danuta Wilk"), "{people}");

        step(&coordinator, &review, "begin_triage").await;
        answer(&coordinator, &review).await;
        step(&coordinator, &review, "consult").await;
        consult(&coordinator, &agency, &review, &cast).await;
        step(&coordinator, &review, "prepare_decision").await;
        decide(&coordinator, &chair, &review).await;

        let panel = format!("/reviews/{review}/panel");
        let version = coordinator.see(&panel).await["version"].clone();
        let appointment = json!({ "person": independent.to_string(), "post": "chair_author", "begins": "2026-03-06",
            "independence": "I have no tie to any agency concerned.", "version": version });
        coordinator.act(&format!("{panel}/chair"), appointment).await;
        let review = Program::of(&world, independent).await.see(&format!("/reviews/{review}")).await;
        assert_eq!(review["stage"], "scoping");
    }
);
