//! Words of a text with the signs that stand for letters in them, and whole where a line breaks them.

use super::shape::is_sign;
use crate::redaction::normal::hidden;

/// A word as it is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its first byte.
    pub from: usize,
    /// The byte behind it, a possessive's ending left out.
    pub to: usize,
    /// Its letters, numbers and signs: no apostrophe, no hyphen at a line's end.
    pub letters: String,
}

/// What stands behind the last letter of a word that may go on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Behind {
    Letter,
    Apostrophe,
    Hyphen,
    SoftHyphen,
    BrokenLine,
}

/// The words of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::new();
    let mut open: Option<(Token, Behind)> = None;
    let mut end = |open: &mut Option<(Token, Behind)>| all.extend(open.take().map(|(token, _)| token));
    for (at, c) in text.char_indices() {
        let to = at + c.len_utf8();
        if !(c.is_alphanumeric() || is_sign(c)) {
            if let Some((_, behind)) = &mut open {
                match goes_on(*behind, c) {
                    Some(now) => *behind = now,
                    None => end(&mut open),
                }
            }
            continue;
        }
        match &mut open {
            Some((_, Behind::Apostrophe)) if matches!(c, 's' | 'S') && !text[to..].starts_with(char::is_alphanumeric) => {
                end(&mut open);
            }
            Some((token, behind)) if *behind != Behind::Hyphen && (*behind != Behind::BrokenLine || c.is_lowercase()) => {
                token.letters.push(c);
                token.to = to;
                *behind = Behind::Letter;
            }
            Some(_) | None => {
                end(&mut open);
                open = Some((Token { from: at, to, letters: c.to_string() }, Behind::Letter));
            }
        }
    }
    end(&mut open);
    all
}

/// What stands behind a word now that this follows, if it may go on.
fn goes_on(behind: Behind, next: char) -> Option<Behind> {
    match (next, behind) {
        ('\u{AD}', _) => Some(Behind::SoftHyphen),
        ('-' | '‐', Behind::Letter) => Some(Behind::Hyphen),
        ('\'' | '’' | 'ʼ', Behind::Letter) => Some(Behind::Apostrophe),
        ('\n', Behind::Hyphen | Behind::SoftHyphen) => Some(Behind::BrokenLine),
        (' ', Behind::BrokenLine) => Some(behind),
        (unseen, _) => hidden(unseen).then_some(behind),
    }
}

impl Token {
    /// The word as it is, and without the signs at its edges, which may be its letters or marks beside it.
    pub fn readings(&self) -> Vec<&str> {
        let word = self.letters.as_str();
        let mut all = vec![word];
        for other in [word.trim_end_matches(is_sign), word.trim_start_matches(is_sign), word.trim_matches(is_sign)] {
            if !all.contains(&other) {
                all.push(other);
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_with_their_signs_and_over_the_ends_of_lines() {
        let words = |text: &str| tokens(text).into_iter().map(|token| token.letters).collect::<Vec<_>>();
        assert_eq!(words("“|sla’s” Ste||a, O’Brien!"), ["|sla", "Ste||a", "OBrien!"]);
        assert_eq!(words("Nao-\nmmi, Tor\u{AD}ne and Tor\u{AD}\nne"), ["Naommi", "Torne", "and", "Torne"]);
        assert_eq!(words("Quill-Feather, mid-\nMay"), ["Quill", "Feather", "mid", "May"]);
        let text = "to Torne’s house";
        let one = &tokens(text)[1];
        assert_eq!(&text[one.from..one.to], "Torne");
        assert_eq!(tokens("OBrien!")[0].readings(), ["OBrien!", "OBrien"]);
    }
}
