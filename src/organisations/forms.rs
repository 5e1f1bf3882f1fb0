//! What people type about organisations.

use crate::ui::Filled;

use super::store::{Listed, New};
use super::{AgencyType, Kind, directory};

/// An organisation as it was typed. `kind` is given when it is changed, because it does not change.
pub(super) fn organisation(f: &mut Filled, kind: Option<Kind>, others: &[Listed]) -> Option<New> {
    let name = f.line("name", "the organisation’s name");
    let short_name = f.line("short-name", "a short name");
    let kind = kind.or_else(|| f.one_of("kind", "what it is", &Kind::IN_DIRECTORY, Kind::as_str));
    let agency_type = match kind {
        Some(Kind::Agency) => f.one_of("agency-type", "what kind of agency it is", AgencyType::ALL, AgencyType::as_str).map(Some),
        Some(Kind::Board | Kind::Regional | Kind::Partnership) | None => Some(None),
    };
    if let (Some(name), Some(short)) = (&name, &short_name)
        && let Some(there) = directory::namesake(name.as_str(), short.as_str(), others)
    {
        let sentence = format!("{} is in your directory already. Choose another name, or use the one that is there", there.name);
        f.wrong("name", sentence);
    }
    f.good()?;
    Some(New { kind: kind?, name: name?, short_name: short_name?, agency_type: agency_type? })
}
