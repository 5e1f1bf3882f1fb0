//! From the notification to what is told of the decision.

use super::Answers;
use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// Enters a notification page by page, opens the review from it, and begins to work on it.
pub(in crate::demo::stories) async fn notify(
    case: &mut Case,
    who: &str,
    home: &str,
    pages: &[(&str, Answers<'_>)],
) -> Result<(), Stuck> {
    let browser = case.of(who).await?;
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
async fn triage(case: &Case, who: &str, answers: &[(&str, Answers<'_>)]) -> Result<(), Stuck> {
    for number in 1..=20 {
        let question = format!("T{number}");
        let room = format!("/triage/{question}");
        let given = answers.iter().find(|(each, _)| *each == question).map_or(&[("known", "no")][..], |(_, given)| *given);
        // The triage comes before the replies of those who are consulted, so it rests on what was notified.
        let mut fields = vec![("source", "The notification")];
        fields.extend_from_slice(given);
        case.send(who, &room, &fields).await?;
    }
    case.send(who, "/triage/regime", &[("reason", "By the dates of death and of notice, and where the person who died lived.")])
        .await?;
    Ok(())
}

/// Somebody who is consulted: their part, the body in the directory, and the answers of their reply.
pub(in crate::demo::stories) type Consulted<'a> = (&'a str, &'a str, Answers<'a>);

/// Asks everybody for their view by a letter.
async fn consult(case: &mut Case, who: &str, all: &[Consulted<'_>]) -> Result<(), Stuck> {
    let on = case.today();
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
async fn hear(case: &Case, who: &str, all: &[Consulted<'_>]) -> Result<(), Stuck> {
    let on = case.today();
    for (kind, _, reply) in all {
        let link = case.left(&format!("reply of {kind}"))?;
        let mut fields = vec![("replied_on", on.as_str()), ("replied_by", "Its single point of contact")];
        fields.extend_from_slice(reply);
        case.of(who).await?.send(&link, &fields).await?;
    }
    Ok(())
}

/// Says of everybody who might have been consulted and was not, why.
pub(in crate::demo::stories) async fn leave_out(case: &Case, who: &str, kinds: &[&str], why: &str) -> Result<(), Stuck> {
    for kind in kinds {
        case.send(who, &format!("/consultation/not-asked/{kind}"), &[("silence", why)]).await?;
    }
    Ok(())
}

/// A decision as it is put on record: its outcome with what that asks besides, and the reasons that differ from case to case.
pub(in crate::demo::stories) struct Decided<'a> {
    pub(in crate::demo::stories) chair: &'a str,
    pub(in crate::demo::stories) outcome: Answers<'a>,
    pub(in crate::demo::stories) facts: &'a str,
    pub(in crate::demo::stories) views: &'a str,
    pub(in crate::demo::stories) scope: &'a str,
    pub(in crate::demo::stories) concern: &'a str,
    /// What a review could teach here.
    pub(in crate::demo::stories) learning: &'a str,
    /// Which characteristics bore on the case, as far as is known.
    pub(in crate::demo::stories) equality: &'a str,
    pub(in crate::demo::stories) family: &'a str,
}

/// The coordinator prepares the record of a decision, and the partnership's chair signs it.
pub(in crate::demo::stories) async fn decide(
    case: &Case,
    coordinator: &str,
    chair: &str,
    made: &Decided<'_>,
) -> Result<(), Stuck> {
    let on = case.today();
    let meeting = [
        ("decided_on", on.as_str()),
        ("chair", made.chair),
        ("attendees", "Police, council, integrated care board, probation, domestic abuse service"),
        ("conflicts", "None was declared."),
    ];
    case.send(coordinator, "/decision/record/meeting", &meeting).await?;
    case.send(coordinator, "/decision/record/outcome", made.outcome).await?;
    let alternatives = if made.outcome.contains(&("outcome", "local_learning")) {
        "A safeguarding review was considered."
    } else {
        "A safeguarding review and a local learning review were considered."
    };
    let reasons = [
        ("facts", made.facts),
        ("views", made.views),
        ("scope", made.scope),
        ("concern", made.concern),
        ("learning", made.learning),
        ("family", made.family),
        ("alternatives", alternatives),
    ];
    case.send(coordinator, "/decision/record/reasons", &reasons).await?;
    let telling = [
        ("equality", made.equality),
        ("publish", "no"),
        ("communications", "The family first, by whoever stands by them; then the Home Office, agencies and the boards."),
    ];
    case.send(coordinator, "/decision/record/telling", &telling).await?;
    case.press(chair, "/decision/record", "Sign and decide", &[]).await?;
    Ok(())
}

/// Weighs the case: answers the triage and asks everybody for their view.
pub(in crate::demo::stories) async fn ask_everybody(
    case: &mut Case,
    who: &str,
    answers: &[(&str, Answers<'_>)],
    all: &[Consulted<'_>],
) -> Result<(), Stuck> {
    case.step(who, "begin_triage").await?;
    triage(case, who, answers).await?;
    case.step(who, "consult").await?;
    consult(case, who, all).await
}

/// Records the replies, says why others were not asked, and prepares the decision.
pub(in crate::demo::stories) async fn hear_everybody(case: &Case, who: &str, all: &[Consulted<'_>]) -> Result<(), Stuck> {
    hear(case, who, all).await?;
    let boards = ["adults_board", "children_partnership", "da_board_chair"];
    leave_out(case, who, &boards, "Their members were asked one by one.").await?;
    case.step(who, "prepare_decision").await?;
    Ok(())
}

/// Tells the family, the Home Office and the Commissioner of the decision.
pub(in crate::demo::stories) async fn tell(case: &Case, chair: &str, coordinator: &str) -> Result<(), Stuck> {
    case.step(chair, "tell_family").await?;
    case.step(coordinator, "tell_home_office").await?;
    case.step(coordinator, "tell_commissioner").await?;
    Ok(())
}
