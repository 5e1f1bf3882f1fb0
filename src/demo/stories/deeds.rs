//! What people do in every story: the same pages, filled in with each story's answers.

use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// Answers to a page, by the names of its fields.
pub(super) type Answers<'a> = &'a [(&'a str, &'a str)];

/// Enters a notification page by page, opens the review from it, and begins to work on it.
pub(super) async fn notify(case: &mut Case, who: &str, home: &str, pages: &[(&str, Answers<'_>)]) -> Result<(), Stuck> {
    let browser = case.scene.of(who).await?;
    let home = case.scene.town.at(home)?.to_string();
    let page = browser.send("/notifications", &[("partnership", &home)]).await?;
    let draft = page.path.trim_end_matches("/told").to_owned();
    for (section, answers) in pages {
        browser.send(&format!("{draft}/{section}"), answers).await?;
    }
    let page = browser.send(&format!("{draft}/check"), &[]).await?;
    page.path.trim_start_matches("/reviews/").clone_into(&mut case.review);
    case.look(who, "").await?;
    Ok(())
}

/// Answers the twenty questions of the triage. A question that is not among `answers` is answered with no.
pub(super) async fn triage(case: &Case, who: &str, answers: &[(&str, Answers<'_>)]) -> Result<(), Stuck> {
    for number in 1..=20 {
        let question = format!("T{number}");
        let room = format!("/triage/{question}");
        match answers.iter().find(|(each, _)| *each == question) {
            Some((_, given)) => case.send(who, &room, given).await?,
            None => case.send(who, &room, &[("known", "no")]).await?,
        };
    }
    case.send(who, "/triage/regime", &[("reason", "By the dates of death and of notice, and where she lived.")]).await?;
    Ok(())
}

/// Somebody who is consulted: their part, the body in the directory, and the answers of their reply.
pub(super) type Consulted<'a> = (&'a str, &'a str, Answers<'a>);

/// Asks everybody for their view by a letter.
pub(super) async fn consult(case: &mut Case, who: &str, all: &[Consulted<'_>]) -> Result<(), Stuck> {
    let on = case.scene.clock_day();
    for (kind, place, _) in all {
        let before = replies(case, who).await?;
        let body = case.scene.town.at(place).map(|id| id.to_string());
        let named = match &body {
            Ok(id) => ("organisation", id.as_str()),
            Err(_) => ("body", *place),
        };
        case.send(who, "/consultation/ask", &[("kind", kind), named, ("way", "letter"), ("asked_on", &on)]).await?;
        let after = replies(case, who).await?;
        let new = after.into_iter().find(|link| !before.contains(link));
        let link = new.ok_or_else(|| Stuck(format!("no place to record the reply of {kind}")))?;
        case.left.insert(format!("reply of {kind}"), link);
    }
    Ok(())
}

async fn replies(case: &Case, who: &str) -> Result<Vec<String>, Stuck> {
    let page = case.look(who, "/consultation").await?;
    Ok(page.links().into_iter().map(|(to, _)| to).filter(|to| to.ends_with("/reply")).collect())
}

/// Records the replies that have come.
pub(super) async fn hear(case: &Case, who: &str, all: &[Consulted<'_>]) -> Result<(), Stuck> {
    let on = case.scene.clock_day();
    for (kind, place, reply) in all {
        let link = case.left(&format!("reply of {kind}"))?;
        let by = format!("The contact at {place}");
        let mut fields = vec![("replied_on", on.as_str()), ("replied_by", by.as_str())];
        fields.extend_from_slice(reply);
        case.scene.of(who).await?.send(&link, &fields).await?;
    }
    Ok(())
}

/// Says of everybody who might have been consulted and was not, why.
pub(super) async fn leave_out(case: &Case, who: &str, kinds: &[&str], why: &str) -> Result<(), Stuck> {
    for kind in kinds {
        case.send(who, &format!("/consultation/not-asked/{kind}"), &[("silence", why)]).await?;
    }
    Ok(())
}

/// Agrees a later date for a clock beside the computed one.
pub(super) async fn agree_date(case: &Case, who: &str, rule: &str, due: &str, reason: &str) -> Result<(), Stuck> {
    let on = case.scene.clock_day();
    let fields = [("due", due), ("by", "The partnership's chair"), ("on", on.as_str()), ("reason", reason)];
    case.send(who, &format!("/clocks/{rule}"), &fields).await?;
    Ok(())
}

/// Writes a section of the report and says that it is done.
pub(super) async fn write(case: &Case, who: &str, section: &str, body: &str) -> Result<(), Stuck> {
    case.press(who, &format!("/report/{section}"), "Save", &[("body", body), ("state", "done")]).await?;
    Ok(())
}

/// One agency's return from request to acceptance: asks, writes, declares, signs.
pub(super) async fn ask_agency(case: &mut Case, who: &str, place: &str, level: &str, asks: &str) -> Result<(), Stuck> {
    let agency = case.scene.town.at(place)?.to_string();
    case.send(who, "/returns/new", &[("agency", &agency), ("level", level), ("asks", asks)]).await?;
    let page = case.look(who, "/returns").await?;
    let known: Vec<String> = case.left.values().cloned().collect();
    let is_one = |to: &String| to.contains("/returns/") && !to.ends_with("/new") && !known.contains(to);
    let link = page.links().into_iter().map(|(to, _)| to).find(is_one);
    let link = link.ok_or_else(|| Stuck(format!("the request to {place} is not among the returns")))?;
    case.left.insert(format!("return of {place}"), link);
    Ok(())
}

/// An agency's author writes its return and adds a file.
pub(super) async fn write_return(case: &Case, author: &str, place: &str, body: &str) -> Result<(), Stuck> {
    let link = case.left(&format!("return of {place}"))?;
    let browser = case.scene.of(author).await?;
    let fields = [("body", body), ("systems", "Case management and archive"), ("identifiers", "Names and dates of birth")];
    browser.send(&format!("{link}/write"), &fields).await?;
    browser.send(&format!("{link}/file"), &[("part", "report"), ("file", body)]).await?;
    browser.send(&format!("{link}/declare"), &[("declared", "involvement"), ("declared", "management")]).await?;
    Ok(())
}

/// An agency's signatory signs its return.
pub(super) async fn sign_return(case: &Case, signatory: &str, place: &str) -> Result<(), Stuck> {
    let link = case.left(&format!("return of {place}"))?;
    case.scene.of(signatory).await?.send(&format!("{link}/sign"), &[("reservations", "")]).await?;
    Ok(())
}

/// The chair answers an agency's return.
pub(super) async fn judge_return(case: &Case, chair: &str, place: &str, answers: Answers<'_>) -> Result<(), Stuck> {
    let link = case.left(&format!("return of {place}"))?;
    case.scene.of(chair).await?.send(&format!("{link}/judge"), answers).await?;
    Ok(())
}
