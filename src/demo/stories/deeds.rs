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
        let given = answers.iter().find(|(each, _)| *each == question).map_or(&[("known", "no")][..], |(_, given)| *given);
        let mut fields = vec![("source", "The notification and those who were asked")];
        fields.extend_from_slice(given);
        case.send(who, &room, &fields).await?;
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

/// A decision as it is put on record: its outcome with what that asks besides, and the reasons that differ from case to case.
pub(super) struct Decided<'a> {
    pub(super) chair: &'a str,
    pub(super) outcome: Answers<'a>,
    pub(super) facts: &'a str,
    pub(super) views: &'a str,
    pub(super) scope: &'a str,
    pub(super) concern: &'a str,
    pub(super) family: &'a str,
}

/// The coordinator prepares the record of a decision, and the partnership's chair signs it.
pub(super) async fn decide(case: &Case, coordinator: &str, chair: &str, made: &Decided<'_>) -> Result<(), Stuck> {
    let on = case.scene.clock_day();
    let meeting = [
        ("decided_on", on.as_str()),
        ("chair", made.chair),
        ("attendees", "Police, council, integrated care board, probation, domestic abuse service"),
        ("conflicts", "None was declared."),
    ];
    case.send(coordinator, "/decision/record/meeting", &meeting).await?;
    case.send(coordinator, "/decision/record/outcome", made.outcome).await?;
    let reasons = [
        ("facts", made.facts),
        ("views", made.views),
        ("scope", made.scope),
        ("concern", made.concern),
        ("learning", "How services shared what they knew, and what closing a case after unanswered calls does."),
        ("family", made.family),
        ("alternatives", "A safeguarding review and a local learning review were considered."),
    ];
    case.send(coordinator, "/decision/record/reasons", &reasons).await?;
    let telling = [
        ("equality", "Sex, race and the family's first language were considered."),
        ("publish", "no"),
        ("communications", "The family first, by the advocate; then the Home Office, agencies and the boards."),
    ];
    case.send(coordinator, "/decision/record/telling", &telling).await?;
    case.press(chair, "/decision/record", "Sign and decide", &[]).await?;
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

/// Where the links of a room lead that have `part` in their address.
pub(super) async fn links(case: &Case, who: &str, room: &str, part: &str) -> Result<Vec<String>, Stuck> {
    let page = case.look(who, room).await?;
    let mut found: Vec<String> = page.links().into_iter().map(|(to, _)| to).filter(|to| to.contains(part)).collect();
    found.dedup();
    Ok(found)
}

/// Sends a form that adds something to a room, and leaves the address of what was added under `name`.
pub(super) async fn add(
    case: &mut Case,
    who: &str,
    (room, part, name): (&str, &str, &str),
    fields: Answers<'_>,
) -> Result<String, Stuck> {
    let before = links(case, who, room, part).await?;
    case.send(who, &format!("{room}/new"), fields).await?;
    let after = links(case, who, room, part).await?;
    let new = after.into_iter().find(|to| !before.contains(to) && !to.ends_with("/new"));
    let new = new.ok_or_else(|| Stuck(format!("what was added to {room} has no link there")))?;
    case.left.insert(name.to_owned(), new.clone());
    Ok(new)
}

/// Puts somebody on the panel, who declares that they have no interest in it.
pub(super) async fn seat(case: &mut Case, who: &str, member: Answers<'_>) -> Result<(), Stuck> {
    let before = links(case, who, "/panel", "/panel/members/").await?;
    case.send(who, "/panel/members/new", member).await?;
    let after = links(case, who, "/panel", "/panel/members/").await?;
    let new = after.into_iter().find(|to| !before.contains(to));
    let link = new.ok_or_else(|| Stuck("the panel has no link to a member that was added".into()))?;
    let on = case.scene.clock_day();
    let fields = [("declared_on", on.as_str()), ("conflict", "no"), ("declaration", "I have had no part in this case.")];
    case.scene.of(who).await?.send(&link, &fields).await?;
    Ok(())
}

/// Chooses the pseudonyms of those in the register, by their codes.
pub(super) async fn name(case: &Case, who: &str, names: &[(&str, &str)]) -> Result<(), Stuck> {
    let browser = case.scene.of(who).await?;
    let links = browser.open(&case.at("/people")).await?.links();
    for (code, name) in names {
        let entry = links.iter().find(|(to, words)| to.ends_with("/pseudonym") && words.ends_with(code));
        let (entry, _) = entry.ok_or_else(|| Stuck(format!("the register has no {code}")))?;
        browser.send(entry, &[("pseudonym", name), ("chosen_by", "family")]).await?;
    }
    Ok(())
}

/// Puts a recommendation on the register and records that its addressee accepts it.
pub(super) async fn recommend(case: &mut Case, who: &str, lead: &str, fields: Answers<'_>) -> Result<String, Stuck> {
    let lead = case.scene.town.at(lead)?.to_string();
    let mut all = vec![("lead", lead.as_str())];
    all.extend_from_slice(fields);
    let name = format!("recommendation {}", case.left.len());
    let link = add(case, who, ("/recommendations", "/recommendations/", &name), &all).await?;
    Ok(link)
}

/// Takes a recommendation a step on.
pub(super) async fn carry_on(case: &Case, who: &str, link: &str, step: &str, words: &str) -> Result<(), Stuck> {
    let on = case.scene.clock_day();
    let fields = [("move", step), ("words", words), ("moved_on", on.as_str())];
    case.scene.of(who).await?.send(link, &fields).await?;
    Ok(())
}

/// Answers every point of an outcome letter that has no answer yet.
pub(super) async fn answer_points(case: &Case, who: &str, how: &str) -> Result<(), Stuck> {
    while let Some(field) = case.look(who, "/submission").await?.field_beginning("answer-") {
        let words = field.replacen("answer-", "how-", 1);
        case.send(who, "/submission", &[(&field, "done"), (&words, how)]).await?;
    }
    Ok(())
}

/// Sends each agency that contributed its passages of the draft, and keeps its answer: the facts are right.
pub(super) async fn check_facts(case: &Case, who: &str, places: &[&str]) -> Result<(), Stuck> {
    let (room, on) = ("/report/checks", case.scene.clock_day());
    for place in places {
        let id = case.scene.town.at(place)?.to_string();
        let before = checks(case, who).await?;
        let fields = [("agency", id.as_str()), ("sent_on", on.as_str()), ("passages", "The agency answered what it was asked.")];
        case.send(who, room, &fields).await?;
        let new = checks(case, who).await?.into_iter().find(|link| !before.contains(link));
        let link = new.ok_or_else(|| Stuck(format!("no check of the facts by {place}")))?;
        let fields = [("answer", "correct"), ("said", "By letter."), ("answered_on", on.as_str())];
        case.scene.of(who).await?.send(&link, &fields).await?;
    }
    Ok(())
}

async fn checks(case: &Case, who: &str) -> Result<Vec<String>, Stuck> {
    let page = case.look(who, "/report/checks").await?;
    Ok(page.links().into_iter().map(|(to, _)| to).filter(|to| to.contains("/report/checks/")).collect())
}

/// The sections without which a report is not complete.
pub(super) const SECTIONS: [&str; 19] = [
    "introduction",
    "timescales",
    "confidentiality",
    "methodology",
    "involvement",
    "equality",
    "dissemination",
    "background",
    "chronology",
    "overview",
    "analysis",
    "conclusions",
    "lessons",
    "s_process",
    "s_chronology",
    "s_issues",
    "s_conclusions",
    "s_lessons",
    "condolences",
];

/// Makes the overview report as it would be published: a name in it would stop it.
pub(super) async fn make_public(case: &Case, who: &str) -> Result<(), Stuck> {
    let page = case.send(who, "/papers/new/overview_report", &[("audience", "publication")]).await?;
    if page.path.ends_with("/papers") { Ok(()) } else { Err(Stuck(format!("the report was stopped: {}", page.complaint()))) }
}
