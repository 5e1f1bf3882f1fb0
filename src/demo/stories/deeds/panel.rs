//! The chair, the panel, its meetings, and the family's place beside it.

use super::{Answers, links};
use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// Appoints somebody as chair and author from today.
pub(in crate::demo::stories) async fn appoint(case: &Case, who: &str, person: &str, more: Answers<'_>) -> Result<(), Stuck> {
    let on = case.today();
    let mut fields = vec![("person", person), ("post", "chair_author"), ("begins", on.as_str())];
    fields.extend_from_slice(more);
    case.send(who, "/panel/chair", &fields).await?;
    Ok(())
}

/// Somebody on a panel: name, agency, job title, and what they bring.
pub(in crate::demo::stories) struct Seat<'a> {
    pub(in crate::demo::stories) person: &'a str,
    /// Whether they sign in here: else the name is written.
    pub(in crate::demo::stories) signs_in: bool,
    pub(in crate::demo::stories) agency: &'a str,
    pub(in crate::demo::stories) title: &'a str,
    pub(in crate::demo::stories) brings: &'a str,
    pub(in crate::demo::stories) specialist: bool,
}

/// A seat, in a table of those who sit on a panel.
pub(in crate::demo::stories) const fn seat(
    person: &'static str,
    signs_in: bool,
    agency: &'static str,
    title: &'static str,
    brings: &'static str,
    specialist: bool,
) -> Seat<'static> {
    Seat { person, signs_in, agency, title, brings, specialist }
}

/// Puts people on the panel, who declare that they have no interest in the case and sign the confidentiality agreement.
pub(in crate::demo::stories) async fn seat_all(case: &Case, who: &str, seats: &[Seat<'_>]) -> Result<(), Stuck> {
    let on = case.today();
    for one in seats {
        let agency = case.scene.town.at(one.agency)?.to_string();
        let by = if one.signs_in { "person" } else { "name" };
        let mut fields = vec![
            (by, one.person),
            ("organisation", agency.as_str()),
            ("job_title", one.title),
            ("expertise", one.brings),
            ("begins", on.as_str()),
        ];
        if one.specialist {
            fields.push(("da_specialist", "yes"));
        }
        let before = links(case, who, "/panel", "/panel/members/").await?;
        case.send(who, "/panel/members/new", &fields).await?;
        let after = links(case, who, "/panel", "/panel/members/").await?;
        let new = after.into_iter().find(|to| !before.contains(to) && !to.ends_with("/new"));
        let link = new.ok_or_else(|| Stuck("the panel has no link to a member that was added".into()))?;
        let browser = case.of(who).await?;
        let declared = [("declared_on", on.as_str()), ("conflict", "no"), ("declaration", "I have had no part in this case.")];
        browser.send(&format!("{link}/declare"), &declared).await?;
        browser.send(&format!("{link}/confidentiality"), &[("signed_on", on.as_str())]).await?;
    }
    Ok(())
}

/// A meeting of the panel today, to which everybody comes but those named as away; with its minutes, which the chair approves.
pub(in crate::demo::stories) async fn meet(
    case: &Case,
    (coordinator, chair): (&str, &str),
    fields: Answers<'_>,
    away: &[&str],
    minutes: &str,
) -> Result<(), Stuck> {
    let on = case.today();
    let form = case.look(coordinator, "/panel/meetings/new").await?;
    let members = case.look(coordinator, "/panel").await?.links();
    let is_away = |field: &str| {
        let id = field.trim_start_matches("came-");
        members.iter().any(|(to, name)| to.ends_with(id) && away.contains(&name.as_str()))
    };
    let fields_of_members = form.fields_beginning("came-").into_iter();
    let came: Vec<(String, &str)> = fields_of_members
        .map(|field| {
            let how = if is_away(&field) { "apologies" } else { "present" };
            (field, how)
        })
        .collect();
    let mut all = vec![("held_on", on.as_str())];
    all.extend_from_slice(fields);
    all.extend(came.iter().map(|(field, how)| (field.as_str(), *how)));
    let page = case.send(coordinator, "/panel/meetings/new", &all).await?;
    case.of(coordinator).await?.send(&format!("{}/minutes", page.path), &[("body", minutes)]).await?;
    case.of(chair).await?.press(&page.path, "Approve these minutes for the panel", &[]).await?;
    Ok(())
}

/// Puts a relative on the register and among the family, and leaves their page under `name`.
pub(in crate::demo::stories) async fn relative(
    case: &mut Case,
    who: &str,
    (name, code, full): (&str, &str, &str),
    more: Answers<'_>,
) -> Result<(), Stuck> {
    enter_relative(case, who, full).await?;
    among_the_family(case, who, (name, code), more).await
}

/// Puts a relative on the register.
pub(in crate::demo::stories) async fn enter_relative(case: &Case, who: &str, full: &str) -> Result<(), Stuck> {
    case.send(who, "/people/new?kind=relative", &[("kind", "relative"), ("full", full), ("seen_by", "panel")]).await?;
    Ok(())
}

/// Puts a relative of the register among the family, and leaves their page under `name`.
pub(in crate::demo::stories) async fn among_the_family(
    case: &mut Case,
    who: &str,
    (name, code): (&str, &str),
    more: Answers<'_>,
) -> Result<(), Stuck> {
    let mut fields = vec![("entry", code)];
    fields.extend_from_slice(more);
    let page = case.send(who, "/family/new", &fields).await?;
    case.left.insert(name.to_owned(), page.path);
    Ok(())
}

/// A contact with a relative today is logged: how, about what, what came of it, and what was said.
pub(in crate::demo::stories) async fn in_touch(
    case: &Case,
    who: &str,
    relative: &str,
    [by, about, outcome, note]: [&str; 4],
) -> Result<(), Stuck> {
    let on = case.today();
    let fields = [("held_on", on.as_str()), ("by", by), ("about", about), ("outcome", outcome), ("note", note)];
    case.of(who).await?.send(&format!("{}/contact", case.left(relative)?), &fields).await?;
    Ok(())
}

/// The register says of somebody, by their code, that a court has found them guilty.
pub(in crate::demo::stories) async fn found_guilty(case: &Case, who: &str, code: &str) -> Result<(), Stuck> {
    let entries = links(case, who, "/people", "/people/").await?;
    let browser = case.of(who).await?;
    for entry in entries.iter().filter(|to| !to.ends_with("/pseudonym") && !to.ends_with("/new")) {
        if browser.open(entry).await?.says(code) {
            browser.send(entry, &[("finding", "convicted")]).await?;
        }
    }
    Ok(())
}
