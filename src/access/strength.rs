//! Which passwords are too easily guessed: short ones, common ones in any of their usual disguises, and ones made of the
//! names of things that everybody here knows. There is no rule about kinds of character, and no limit that people meet.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Fewest characters. NIST SP 800-63B asks for 8 with a second factor and 15 without; 12 with the checks below.
const SHORTEST: usize = 12;
/// Most characters: far beyond what anybody types, and short enough that hashing one costs nothing.
const LONGEST: usize = 200;
/// What a password must still hold once the words that everybody here knows are taken out.
const LEFT_OVER: usize = 8;

/// Common passwords and the words that they are made of, one a line, in order: the most used of the list that comes with
/// zxcvbn (Copyright (c) 2016 Daniel Wolf, MIT licence) that are long enough, or that are words once figures are stripped,
/// and words of this field and its places.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| include_str!("common-passwords.txt").lines().collect());

/// Words that everybody who uses this service knows.
const OURS: [&str; 8] = ["dardr", "domestic", "homicide", "partnership", "community", "safety", "review", "council"];

/// Rows of the keyboard and of the alphabet, for passwords that run along them.
const RUNS: [&str; 6] =
    ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm"];

/// What is wrong with a password, as a sentence for the person who typed it; nothing when it will do. `about` holds what
/// others know of them: their name, their address, the names of the organisations they work for.
#[must_use]
pub fn weakness(password: &str, about: &[String]) -> Option<&'static str> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some(
            "Your password must have 12 characters or more. Three or four words that do not belong together are easy to remember",
        );
    }
    if length > LONGEST {
        return Some("Your password must have 200 characters or fewer");
    }
    let lower = password.to_lowercase();
    if COMMON.contains(lower.as_str()) || made_of_common_words(&plain(&lower)) {
        return Some("This password is one that many people use, or nearly. Choose one that is harder to guess");
    }
    if is_monotonous(&lower) {
        return Some("This password repeats itself or runs along the keyboard. Choose one that is harder to guess");
    }
    if left_over(&lower, about) < LEFT_OVER {
        return Some("This password is mostly a name that others know, such as yours or your organisation’s. Choose other words");
    }
    None
}

/// Without its disguise: figures and signs that stand for letters turned back, and what is not a letter taken off both ends.
fn plain(lower: &str) -> String {
    let bare = lower.trim_matches(|c: char| !c.is_alphabetic());
    bare.chars()
        .map(|c| match c {
            '@' | '4' => 'a',
            '0' => 'o',
            '1' => 'l',
            '!' => 'i',
            '3' => 'e',
            '5' | '$' => 's',
            '7' => 't',
            other => other,
        })
        .filter(|c| c.is_alphabetic())
        .collect()
}

/// One common word, or two in a row.
fn made_of_common_words(word: &str) -> bool {
    let common = |part: &str| COMMON.contains(part);
    word.is_empty() || common(word) || word.char_indices().skip(1).any(|(at, _)| common(&word[..at]) && common(&word[at..]))
}

/// Fewer than five different characters, one short piece over and over, or mostly a run along the keyboard.
fn is_monotonous(lower: &str) -> bool {
    let letters: Vec<char> = lower.chars().collect();
    let different: HashSet<char> = letters.iter().copied().collect();
    let repeats = (1..=letters.len() / 2).any(|size| letters.iter().zip(letters.iter().skip(size)).all(|(a, b)| a == b));
    different.len() < 5 || repeats || steps_along_a_row(&letters) * 3 >= letters.len() * 2
}

/// How many neighbours in the password are neighbours on a keyboard row or in the alphabet too, or are the same.
fn steps_along_a_row(letters: &[char]) -> usize {
    let neighbours = |a: char, b: char| {
        a == b
            || RUNS.iter().any(|run| {
                let row: Vec<char> = run.chars().collect();
                row.windows(2).any(|pair| pair == [a, b] || pair == [b, a])
            })
    };
    letters.windows(2).filter(|pair| neighbours(pair[0], pair[1])).count()
}

/// How many characters are left when what others know is taken out.
fn left_over(lower: &str, about: &[String]) -> usize {
    let words = about.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric())).map(str::to_lowercase);
    let mut words: Vec<String> =
        words.chain(OURS.iter().map(|word| (*word).to_owned())).filter(|word| word.chars().count() >= 3).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = words.iter().fold(lower.to_owned(), |rest, word| rest.replace(word.as_str(), ""));
    rest.chars().filter(|c| c.is_alphanumeric()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weak(password: &str) -> bool {
        let about = ["Ines Okoro", "ines.okoro@council.example", "Wyreham Community Safety Partnership"].map(str::to_owned);
        weakness(password, &about).is_some()
    }

    /// v5.0.0-6.2.1: long enough; v5.0.0-6.2.9: as long as people like, in any script.
    #[test]
    fn asvs_6_2_1_and_6_2_9_length_is_the_only_rule_about_form() {
        assert!(weak("plumk7!vexo"), "eleven characters");
        assert!(!weak("plumk7!vexot"));
        assert!(!weak("lantern copper walrus bread"));
        assert!(!weak("чайник велосипед гроза"));
        assert!(!weak(&"walrus copper lantern ".repeat(9).replacen("copper", "bread", 3)[..190]));
        assert!(weak(&"walrus copper ".repeat(40)));
    }

    /// v5.0.0-6.2.12: common passwords, as they are and in their usual disguises.
    #[test]
    fn asvs_6_2_12_common_passwords_are_refused() {
        assert!(COMMON.len() > 4_000, "{}", COMMON.len());
        for common in [
            "Password2026!",
            "P@ssw0rd2026",
            "123456789012",
            "qwertyuiop12",
            "Liverpool1892",
            "letmeinplease!!",
            "iloveyou12345",
            "1q2w3e4r5t6y",
            "footballmonkey1",
            "November2025!",
            "sunshine!!2024",
        ] {
            assert!(weak(common), "{common}");
        }
    }

    /// v5.0.0-6.2.11: words of the place and of the person.
    #[test]
    fn asvs_6_2_11_words_of_the_place_are_refused() {
        for known in ["Wyreham2026!!", "InesOkoro1984", "okoro.ines!26", "DardrReview26", "wyrehamsafety1"] {
            assert!(weak(known), "{known}");
        }
    }

    #[test]
    fn repetition_is_refused() {
        for dull in ["aaaaaaaaaaaaaa", "xkxkxkxkxkxkxk", "abcdefghijkl", "zyxwvutsrqponm", "poiuytrewq98", "k3vk3vk3vk3vk3v"] {
            assert!(weak(dull), "{dull}");
        }
    }
}
