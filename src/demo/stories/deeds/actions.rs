//! Recommendations: how they come on the register and are carried on.

use super::{Answers, add};
use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// Puts a recommendation on the register; without a lead of the directory, `fields` say who leads.
pub(in crate::demo::stories) async fn recommend(
    case: &mut Case,
    who: &str,
    lead: Option<&str>,
    fields: Answers<'_>,
) -> Result<String, Stuck> {
    let lead = lead.map(|lead| case.scene.town.at(lead)).transpose()?.map(|id| id.to_string());
    let mut all: Vec<(&str, &str)> = lead.iter().map(|lead| ("lead", lead.as_str())).collect();
    all.extend_from_slice(fields);
    let name = format!("recommendation {}", case.left.len());
    let link = add(case, who, ("/recommendations", "/recommendations/", &name), &all).await?;
    Ok(link)
}

/// Takes a recommendation a step on.
pub(in crate::demo::stories) async fn carry_on(case: &Case, who: &str, link: &str, step: &str, words: &str) -> Result<(), Stuck> {
    let on = case.today();
    let fields = [("move", step), ("words", words), ("moved_on", on.as_str())];
    case.of(who).await?.send(link, &fields).await?;
    Ok(())
}

/// Writes down what whoever leads reports on a recommendation, with a new date if it needs one.
pub(in crate::demo::stories) async fn tell_progress(
    case: &Case,
    who: &str,
    link: &str,
    said: &str,
    new_due: Option<&str>,
) -> Result<(), Stuck> {
    let mut fields = vec![("said", said), ("whose", "lead")];
    fields.extend(new_due.map(|due| ("new_due", due)));
    case.of(who).await?.send(&format!("{link}/report"), &fields).await?;
    Ok(())
}

/// Writes down what was asked of whoever leads, and what came of it.
pub(in crate::demo::stories) async fn asked_of_the_lead(case: &Case, who: &str, link: &str, said: &str) -> Result<(), Stuck> {
    case.of(who).await?.send(&format!("{link}/report"), &[("said", said), ("whose", "asked")]).await?;
    Ok(())
}

/// Writes a note of the partnership's own on a recommendation.
pub(in crate::demo::stories) async fn note_on(case: &Case, who: &str, link: &str, said: &str) -> Result<(), Stuck> {
    case.of(who).await?.send(&format!("{link}/report"), &[("said", said), ("whose", "own")]).await?;
    Ok(())
}
