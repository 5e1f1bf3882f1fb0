//! Papers: each is made as a person makes it, and one that is stopped stops the story.

use super::Answers;
use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// Makes a paper for somebody.
pub(in crate::demo::stories) async fn paper(case: &Case, who: &str, kind: &str, audience: &str) -> Result<(), Stuck> {
    let mut fields = vec![("audience", audience)];
    if kind == "action_plan" {
        fields.push(("layout", "Home Office"));
    }
    make(case, who, kind, &fields).await
}

/// Makes a letter.
pub(in crate::demo::stories) async fn letter(case: &Case, who: &str, kind: &str, fields: Answers<'_>) -> Result<(), Stuck> {
    make(case, who, kind, fields).await
}

async fn make(case: &Case, who: &str, kind: &str, fields: Answers<'_>) -> Result<(), Stuck> {
    let page = case.send(who, &format!("/papers/new/{kind}"), fields).await?;
    if page.path.ends_with("/papers") { Ok(()) } else { Err(Stuck(format!("the {kind} was not made: {}", page.complaint()))) }
}
