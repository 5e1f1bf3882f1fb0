//! The report: its sections, its pseudonyms, and the points of the outcome letter.

use super::links;
use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// Writes sections of the report and says how far each is.
pub(in crate::demo::stories) async fn write_all(
    case: &Case,
    who: &str,
    state: &str,
    sections: &[(&str, impl AsRef<str>)],
) -> Result<(), Stuck> {
    for (section, body) in sections {
        case.press(who, &format!("/report/{section}"), "Save", &[("body", body.as_ref()), ("state", state)]).await?;
    }
    Ok(())
}

/// Chooses the pseudonyms of those in the register, by their codes.
pub(in crate::demo::stories) async fn name(case: &Case, who: &str, names: &[(&str, &str)]) -> Result<(), Stuck> {
    let browser = case.of(who).await?;
    let links = browser.open(&case.at("/people")).await?.links();
    for (code, name) in names {
        let entry = links.iter().find(|(to, words)| to.ends_with("/pseudonym") && words.ends_with(code));
        let (entry, _) = entry.ok_or_else(|| Stuck(format!("the register has no {code}")))?;
        browser.send(entry, &[("pseudonym", name), ("chosen_by", "family")]).await?;
    }
    Ok(())
}

/// Answers the points of an outcome letter that have no answer yet, each in its own words and in their order.
pub(in crate::demo::stories) async fn answer_points(case: &Case, who: &str, answers: &[&str]) -> Result<(), Stuck> {
    for how in answers {
        let point = case.look(who, "/submission").await?.link("Answer point")?;
        case.of(who).await?.send(&point, &[("answer", "done"), ("how", how)]).await?;
    }
    Ok(())
}

/// Adds the words of the letter that came last, to be bound into the report.
pub(in crate::demo::stories) async fn letter_words(case: &Case, who: &str, words: &str) -> Result<(), Stuck> {
    let letter = case.look(who, "/submission").await?.link("Add the words of the letter")?;
    case.of(who).await?.send(&letter, &[("letter_words", words)]).await?;
    Ok(())
}

/// Records where in the draft what an agency or the family asked for was changed: on the pages, in the order in which they show it.
pub(in crate::demo::stories) async fn changed_in(case: &Case, who: &str, at: &str, sections: &[&str]) -> Result<(), Stuck> {
    let (browser, on) = (case.of(who).await?, case.today());
    for section in sections {
        let made = browser.open(at).await?.link("Record where it was changed")?;
        browser.send(&made, &[("section", section), ("made_on", on.as_str())]).await?;
    }
    Ok(())
}

/// Records where in the draft each correction that was accepted was made, in the order in which the page shows the checks.
pub(in crate::demo::stories) async fn corrected_in(case: &Case, who: &str, sections: &[&str]) -> Result<(), Stuck> {
    let (browser, on) = (case.of(who).await?, case.today());
    let mut sections = sections.iter();
    for link in checks(case, who).await? {
        if browser.open(&link).await?.says("not in the draft yet") {
            let section = sections.next().ok_or_else(|| Stuck(format!("no section for the correction at {link}")))?;
            browser.send(&link, &[("section", section), ("made_on", on.as_str())]).await?;
        }
    }
    Ok(())
}

/// An agency's check of the facts about it: who, its passages, what it answers, and in what words.
pub(in crate::demo::stories) type Checked<'a> = (&'a str, &'a str, &'a str, &'a str);

/// Sends each agency that contributed its passages of the draft.
pub(in crate::demo::stories) async fn send_facts(case: &mut Case, who: &str, all: &[Checked<'_>]) -> Result<(), Stuck> {
    let (room, on) = ("/report/checks", case.today());
    for (place, passages, ..) in all {
        let id = case.scene.town.at(place)?.to_string();
        let before = checks(case, who).await?;
        case.send(who, room, &[("agency", id.as_str()), ("sent_on", on.as_str()), ("passages", passages)]).await?;
        let new = checks(case, who).await?.into_iter().find(|link| !before.contains(link));
        let link = new.ok_or_else(|| Stuck(format!("no check of the facts by {place}")))?;
        case.left.insert(format!("check of {place}"), link);
    }
    Ok(())
}

/// Keeps what each agency answered that was sent its passages. Corrections are taken over.
pub(in crate::demo::stories) async fn facts_answered(case: &Case, who: &str, all: &[Checked<'_>]) -> Result<(), Stuck> {
    let on = case.today();
    for (place, _, answer, said) in all {
        let link = case.left(&format!("check of {place}"))?;
        let fields = [("answer", *answer), ("said", *said), ("answered_on", on.as_str())];
        let browser = case.of(who).await?;
        browser.send(&link, &fields).await?;
        if *answer == "corrections" {
            browser.send(&link, &[("decision", "accepted")]).await?;
        }
    }
    Ok(())
}

async fn checks(case: &Case, who: &str) -> Result<Vec<String>, Stuck> {
    links(case, who, "/report/checks", "/report/checks/").await
}
