//! Names in scripts whose letters are drawn in several strokes.
//!
//! A PDF may give a letter of Arabic, Bengali or Devanagari once for each stroke, so that "ফল" reads as "ফফল". Such a text
//! is the name with letters said again, and that is what is looked for here.

use std::ops::Range;

/// How far back a letter may come from that is said again: a letter and its signs.
const REACH: usize = 4;
/// How many marks and spaces may stand between two letters.
const BETWEEN: usize = 3;

/// Is this a script whose letters may be drawn in several strokes?
pub(super) fn in_strokes(letter: char) -> bool {
    u32::from(letter) >= 0x0590
}

/// Where `name` stands in `letters`, whose places in the text are `places`; `edge(place)` tells whether a word may begin or end
/// before that place.
pub(super) fn find(name: &[char], letters: &[char], places: &[usize], edge: &dyn Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (start, letter) in letters.iter().enumerate() {
        let begins = name.first() == Some(letter) && places.get(start).is_some_and(|place| edge(*place));
        if begins && let Some(end) = reach(name, &letters[start..], &places[start..], edge) {
            found.push(start..start + end);
        }
    }
    found
}

/// How many letters, from the first, say the whole name.
fn reach(name: &[char], letters: &[char], places: &[usize], edge: &dyn Fn(usize) -> bool) -> Option<usize> {
    // For each count of letters of the name: can what was read so far be that beginning of it, with letters said again?
    let mut read = vec![false; name.len() + 1];
    read[0] = true;
    for (at, letter) in letters.iter().enumerate().take(name.len() * 3 + REACH) {
        if at > 0 && places[at] - places[at - 1] > BETWEEN + 1 {
            return None;
        }
        let next: Vec<bool> = (0..=name.len())
            .map(|count| {
                let said = count > 0 && read[count - 1] && name[count - 1] == *letter;
                let again = read[count] && name[count.saturating_sub(REACH)..count].contains(letter);
                said || again
            })
            .collect();
        read = next;
        if read[name.len()] && edge(places[at] + 1) {
            return Some(at + 1);
        }
        if !read.contains(&true) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stands(name: &str, text: &str) -> bool {
        let characters: Vec<char> = text.chars().collect();
        let places: Vec<usize> = (0..characters.len()).filter(|at| characters[*at] != ' ').collect();
        let letters: Vec<char> = places.iter().map(|at| characters[*at]).collect();
        let edge = |at: usize| {
            let letter = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| *c != ' ');
            !(letter(at.checked_sub(1)) && letter(Some(at)))
        };
        let name: Vec<char> = name.chars().filter(|c| *c != ' ').collect();
        !find(&name, &letters, &places, &edge).is_empty()
    }

    #[test]
    fn letters_said_again_are_the_name_and_other_letters_are_not() {
        assert!(stands("فاطمة", "هي ففاطممةة هنا"));
        assert!(stands("শিউলি আক্তার", "তার শিউলি আক্তা তার ছিল"));
        assert!(!stands("فاطمة", "هي فاطرمة هنا"));
        assert!(!stands("فاطمة", "هي فاطمةق هنا"));
        assert!(!stands("فاطمة", "هي فاط"));
    }
}
