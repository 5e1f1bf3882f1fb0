//! The words for the codes that a notification keeps.

use super::questions::SEXES;
use crate::ui::asked::Options;

fn of(options: Options, code: &str) -> &'static str {
    options().into_iter().find(|(each, _)| *each == code).map_or("", |(_, words)| words)
}

/// Somebody's sex; empty for a code that there is not.
#[must_use]
pub fn sex(code: &str) -> &'static str {
    of(SEXES, code)
}

/// Whether a relationship of the list is or was an intimate one.
pub(super) fn partners(relationship: &str) -> bool {
    matches!(
        relationship,
        "spouse" | "common_law_spouse" | "partner" | "ex_spouse" | "ex_common_law_spouse" | "ex_partner" | "casual_partner"
    )
}

#[cfg(test)]
/// The codes of what the person who died may have been to the person alleged.
#[must_use]
pub fn relationships() -> Vec<&'static str> {
    super::questions::RELATIONSHIPS().into_iter().map(|(code, _)| code).collect()
}
