//! What the notification already says to the questions of the triage.

use crate::notification::{Account, MOST, Section, Whom};
use crate::redaction::Labels;
use crate::ui::Filled;
use crate::ui::asked::Sheet;

use super::questions::Question;

/// What the notification already says to a question: the form begins with it, and a person confirms it. A yes or a no that it gives has it for
/// its source.
#[must_use]
pub fn suggestion(account: &Account, question: Question) -> Filled {
    let f = answered(account, question);
    if matches!(f.get("known"), "yes" | "no") { f.with("source", "The notification") } else { f }
}

/// Who is at risk now, and from what, and what was done about it, as the notification tells it to whoever reads with these labels.
pub(super) fn at_risk(account: &Account, labels: &Labels) -> Option<(String, String)> {
    let risk = account.sheet(Section::Risk);
    risk.is("at_risk", "yes").then(|| (labels.show(risk.get("at_risk_who")), labels.show(risk.get("safeguarding"))))
}

fn answered(account: &Account, question: Question) -> Filled {
    let f = Filled::new();
    match question {
        Question::T1 | Question::T2 | Question::T3 => of_the_deceased(account, question),
        Question::T4 | Question::T5 | Question::T9 => of_the_alleged(account, question),
        Question::T7 => {
            let history = account.sheet(Section::History);
            let said = history.is("abuse_recent", "yes") || history.is("abuse_ever", "yes");
            known(f, if said { "yes" } else { "" })
        }
        Question::T8 => {
            let signs = links(&account.sheet(Section::History));
            let f = known(f, if signs.is_empty() { "" } else { "yes" });
            signs.into_iter().fold(f, |f, link| f.with("links", link))
        }
        Question::T10 => {
            let next = account.sheet(Section::Next);
            known(f, next.get("coroner_opened"))
                .with("coroner_area", next.get("coroner_area"))
                .with_date("inquest_on", next.day("coroner_next"))
        }
        Question::T19 => known(f, account.sheet(Section::Risk).get("at_risk")),
        Question::T17 if account.sheet(Section::Death).is("abroad", "yes") => f.with("known", "yes").with("elsewhere", "abroad"),
        Question::T11 => of_the_children(account),
        Question::T6
        | Question::T12
        | Question::T13
        | Question::T14
        | Question::T15
        | Question::T16
        | Question::T17
        | Question::T18
        | Question::T20 => f,
    }
}

fn known(f: Filled, answer: &str) -> Filled {
    if answer.is_empty() { f } else { f.with("known", answer) }
}

/// How many died and how, how old they were and where they lived.
fn of_the_deceased(account: &Account, question: Question) -> Filled {
    let first = account.sheet(Section::Person(Whom::Deceased, 1));
    let f = Filled::new();
    match question {
        Question::T1 => {
            let count = account.pages.keys().filter(|page| page.starts_with("notification/deceased-")).count();
            let death = account.sheet(Section::Death);
            let dated = match death.get("died_sure") {
                "yes" => "fact",
                "no" => "suspected",
                _ => "",
            };
            let f = f.with("manner", account.manner.clone()).with("count", count.to_string()).with("known", "yes");
            let f = if dated.is_empty() { f } else { f.with("died_basis", dated) };
            if death.is("place_kind", "unknown") { f.with("place_basis", "unknown") } else { f }
        }
        Question::T2 => {
            let age: Option<u8> = first.parsed("age");
            known(f, age.map_or("", |age| if age >= 16 { "yes" } else { "no" })).with("deceased_age", first.get("age"))
        }
        Question::T3 => {
            let lead = account.sheet(Section::Lead);
            let others = [lead.get("other_1"), lead.get("other_2")].map(str::trim);
            let others: Vec<&str> = others.into_iter().filter(|other| !other.is_empty()).collect();
            known(f, if lead.is("basis", "normal") { "yes" } else { "" })
                .with("nation", first.get("nation"))
                .with("bodies", first.get("residence"))
                .with("other_areas", others.join("\n"))
        }
        _ => f,
    }
}

/// Who is alleged to be responsible, what they were to the deceased, and how criminal justice stands.
fn of_the_alleged(account: &Account, question: Question) -> Filled {
    let alleged = account.sheet(Section::Person(Whom::Alleged, 1));
    let f = Filled::new();
    match question {
        Question::T4 => {
            // Whoever is in custody, on bail, in hospital or at liberty is alive; "not known" says nothing.
            let alive = match alleged.get("custody") {
                "died" => "no",
                "custody" | "bail" | "hospital" | "at_liberty" => "yes",
                _ => "",
            };
            known(f, if alleged.is_empty() { "" } else { "yes" })
                .with("alleged_age", alleged.get("age"))
                .with("alleged_alive", alive)
        }
        Question::T5 => {
            let relationship = alleged.get("relationship");
            let answer = match connection(relationship) {
                "" => "",
                "acquaintance" => "no",
                _ => "yes",
            };
            known(f, answer).with("relationship", relationship)
        }
        Question::T9 => {
            let next = account.sheet(Section::Next);
            // Whoever was charged or tried was investigated; that somebody was not charged does not say that nobody looked.
            let was = ["investigation", "charged", "no_further_action", "acquitted", "convicted"]
                .iter()
                .any(|code| alleged.is("criminal", code));
            known(f, if was { "yes" } else { "" })
                .with("criminal", alleged.get("criminal"))
                .with_date("trial_on", next.day("court_next"))
        }
        _ => f,
    }
}

/// The children that the notification tells of, with their ages. Where they live stays sealed there.
fn of_the_children(account: &Account) -> Filled {
    let f = Filled::new();
    let children = (1..=MOST).map(|n| account.sheet(Section::Person(Whom::Child, n))).take_while(|child| !child.is_empty());
    let told: Vec<String> = children
        .map(|child| match child.get("age") {
            "" => "A child whose age is not known".to_owned(),
            age => format!("A child aged {age}"),
        })
        .collect();
    if told.is_empty() { f } else { f.with("known", "yes").with("children_ages", told.join("\n")) }
}

/// What links death and abuse, as the notification tells it of somebody who may have died by suicide.
fn links(history: &Sheet) -> Vec<&'static str> {
    let link = |sign: &String| match sign.as_str() {
        "note" => Some("note"),
        "disclosures" => Some("disclosures"),
        "attempts" => Some("attempts"),
        "recent_incident" => Some("incident"),
        "separation" => Some("separation"),
        "court" => Some("court"),
        "stalking" => Some("stalking"),
        "debt" => Some("economic"),
        _ => None,
    };
    history.all("signs").iter().filter_map(link).collect()
}

/// The connection that a relationship of the notification amounts to; empty where it does not say.
pub(super) fn connection(relationship: &str) -> &'static str {
    match relationship {
        "spouse" | "common_law_spouse" | "partner" | "casual_partner" => "partner",
        "ex_spouse" | "ex_common_law_spouse" | "ex_partner" => "former_partner",
        "parent" | "step_parent" | "grandparent" | "sibling" | "child" | "step_child" | "other_relative" => "relative",
        "flatmate" | "non_relative" => "acquaintance",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::asked::{Asked, Sort};

    #[test]
    fn every_sign_of_the_notification_is_a_link_that_the_triage_knows() {
        let signs = Section::History.questions().iter().find(|asked| asked.name == "signs").map(Asked::options);
        let mut history = Sheet::default();
        let codes: Vec<String> = signs.unwrap_or_default().iter().map(|(code, _)| (*code).to_owned()).collect();
        history.set("signs", codes.clone());
        let found = links(&history);
        assert!(found.len() == codes.len() && found.contains(&"separation") && found.contains(&"stalking"), "{found:?}");
        let asked = Question::T8.spec().parts.iter().find(|asked| asked.name == "links").copied();
        let asked = asked.filter(|asked| matches!(asked.sort, Sort::Many(_))).map(|asked| asked.options()).unwrap_or_default();
        assert!(found.iter().all(|link| asked.iter().any(|(code, _)| code == link)));
    }
}
