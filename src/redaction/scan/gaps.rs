//! What may stand between the letters of a term.

/// What may stand between the parts of a term without a thought: a space, or a line's end.
pub(super) fn near(gap: &str) -> bool {
    matches!(gap, " " | "\n" | "-" | "'" | "/" | "." | ", " | "@" | ". ")
}

/// A sign that stands in no word: "Dor(e)en" as a proof-reader writes it.
pub(super) fn one_sign(gap: &str) -> bool {
    matches!(gap, "(" | ")" | "[" | "]" | "~" | "*" | "_" | "^" | "|" | "=" | "+" | "·" | "•" | "¦" | "¬" | "\\")
}

/// What breaks a word of an address or a place: a hyphen, a line's end, or both; or a sign.
pub(super) fn broken(gap: &str) -> bool {
    one_sign(gap) || gap.contains(['-', '\n']) && gap.chars().all(|c| matches!(c, '-' | '\n' | ' '))
}

/// A raised mark stands in a text that is read by shape, and is no part of a word there.
pub(super) fn part_of_word(character: char) -> bool {
    character.is_alphanumeric() && character != '¹'
}

/// Scripts written without spaces, where a word's edge cannot be seen.
pub(super) fn unspaced(character: char) -> bool {
    matches!(u32::from(character), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF)
}
