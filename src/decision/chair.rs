//! Who chairs the partnership, where somebody here does: the record begins with them.

use crate::access::Grant;
use crate::access::holders_at;
use crate::access::right::EditCase;
use crate::process::Role;
use crate::store::{Stored, Tx, sql};
use crate::ui::Filled;

use super::questions::Part;

/// The name of the one person who chairs the partnership today; nothing where nobody does here, or several.
async fn on_record(tx: &mut Tx, grant: &Grant<EditCase>) -> Stored<Option<String>> {
    let chairs = holders_at(tx, grant.review(), &[Role::CspChair], grant.partnership()).await?;
    let [chair] = chairs.as_slice() else { return Ok(None) };
    sql("SELECT name FROM person WHERE id = $1").bind(*chair).scalar(tx).await.map(Some)
}

/// The page of the record with its chair filled in, where nobody has written another.
pub(super) async fn filled_in(tx: &mut Tx, grant: &Grant<EditCase>, part: Part, f: Filled) -> Stored<Filled> {
    if part != Part::Meeting || !f.get("chair").trim().is_empty() {
        return Ok(f);
    }
    let Some(name) = on_record(tx, grant).await? else { return Ok(f) };
    let rest = f.pairs().filter(|(field, _)| *field != "chair");
    Ok(rest.fold(Filled::new(), |rest, (field, value)| rest.with(field, value)).with("chair", name))
}
