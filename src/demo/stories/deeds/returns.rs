//! What agencies are asked for, and what they send.

use super::Answers;
use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// One agency's return from request to acceptance: asks, writes, declares, signs.
pub(in crate::demo::stories) async fn ask_agency(
    case: &mut Case,
    who: &str,
    place: &str,
    level: &str,
    asks: &str,
) -> Result<(), Stuck> {
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
pub(in crate::demo::stories) async fn write_return(case: &Case, author: &str, place: &str, body: &str) -> Result<(), Stuck> {
    let link = case.left(&format!("return of {place}"))?;
    let browser = case.of(author).await?;
    let fields = [("body", body), ("systems", "Case management and archive"), ("identifiers", "Names and dates of birth")];
    browser.send(&format!("{link}/write"), &fields).await?;
    browser.send(&format!("{link}/file"), &[("part", "report"), ("file", body)]).await?;
    browser.send(&format!("{link}/declare"), &[("declared", "involvement"), ("declared", "management")]).await?;
    Ok(())
}

/// An agency's signatory signs its return.
pub(in crate::demo::stories) async fn sign_return(case: &Case, signatory: &str, place: &str) -> Result<(), Stuck> {
    let link = case.left(&format!("return of {place}"))?;
    case.of(signatory).await?.send(&format!("{link}/sign"), &[("reservations", "")]).await?;
    Ok(())
}

/// The chair answers an agency’s return.
pub(in crate::demo::stories) async fn judge_return(
    case: &Case,
    chair: &str,
    place: &str,
    answers: Answers<'_>,
) -> Result<(), Stuck> {
    let link = case.left(&format!("return of {place}"))?;
    case.of(chair).await?.send(&format!("{link}/judge"), answers).await?;
    Ok(())
}

/// The chair releases an accepted return, so that the panel may read it.
pub(in crate::demo::stories) async fn release_return(case: &Case, chair: &str, place: &str) -> Result<(), Stuck> {
    let link = case.left(&format!("return of {place}"))?;
    case.of(chair).await?.press(&link, "Release to the panel", &[]).await?;
    Ok(())
}

/// Somebody confirms for their agency that its records are secured.
pub(in crate::demo::stories) async fn confirm_secured(case: &Case, who: &str, place: &str, systems: &str) -> Result<(), Stuck> {
    let (agency, on) = (case.scene.town.at(place)?.to_string(), case.today());
    let fields = [
        ("agency", agency.as_str()),
        ("systems", systems),
        ("identifiers", "Names, dates of birth and addresses"),
        ("electronic", "yes"),
        ("destruction", "yes"),
        ("on", on.as_str()),
    ];
    case.send(who, "/secure-records", &fields).await?;
    Ok(())
}

/// An agency's author has begun to write, and has not signed.
pub(in crate::demo::stories) async fn begin_return(case: &Case, author: &str, place: &str, body: &str) -> Result<(), Stuck> {
    let link = case.left(&format!("return of {place}"))?;
    let fields = [("body", body), ("systems", "Case management and archive"), ("identifiers", "Names and dates of birth")];
    case.of(author).await?.send(&format!("{link}/write"), &fields).await?;
    Ok(())
}
