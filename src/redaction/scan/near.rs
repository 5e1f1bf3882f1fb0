//! Words that are one letter apart: one more, one less, another, or two in the other's place.
//!
//! Two such words have one of their shortenings in common, so each name is kept under its own, and a word is looked up under each of its.

/// A word, and the word without each of its letters.
pub(super) fn shortenings(word: &str) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    let mut before = None;
    for (at, letter) in word.char_indices() {
        // Of a letter that stands twice either can go.
        if before != Some(letter) {
            all.push([&word[..at], &word[at + letter.len_utf8()..]].concat());
        }
        before = Some(letter);
    }
    all
}

/// Whether two words are one letter apart.
pub(super) fn one_apart(one: &str, other: &str) -> bool {
    let (mut one, mut other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    one.drain(..same);
    other.drain(..same);
    while one.last().is_some() && one.last() == other.last() {
        one.pop();
        other.pop();
    }
    match (&one[..], &other[..]) {
        ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_one_letter_apart_meet_and_others_do_not() {
        let meet = |one: &str, other: &str| shortenings(one).iter().any(|short| shortenings(other).contains(short));
        for (one, other) in
            [("naommi", "naomi"), ("torne", "thorne"), ("rueben", "reuben"), ("marta", "maria"), ("judit", "judith")]
        {
            assert!(meet(one, other) && one_apart(one, other) && one_apart(other, one), "{one}");
        }
        for (one, other) in [("naomi", "naomi"), ("tone", "thorne"), ("rubene", "reuben"), ("marat", "maria")] {
            assert!(!one_apart(one, other), "{one}");
        }
    }
}
