//! What a name sounds like, near enough, in whatever alphabet it is written: "Торн" and "Thorne".

use any_ascii::any_ascii;

/// Spellings of one sound, the longer before what they hold.
const SOUNDS: [(&str, &str); 17] = [
    ("shch", "sh"),
    ("sch", "sh"),
    ("dzh", "i"),
    ("kh", "h"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("ch", "c"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
    ("w", "v"),
    ("x", "ks"),
    ("q", "k"),
    ("j", "i"),
    ("y", "i"),
    ("z", "s"),
];

/// Alphabets whose letters are sounds, vowels among them: Greek, Cyrillic, Armenian and Georgian.
pub(super) fn is_spelt(character: char) -> bool {
    matches!(u32::from(character), 0x370..=0x52F | 0x531..=0x58F | 0x10A0..=0x10FF | 0x1C80..=0x1CBF | 0x1F00..=0x1FFF | 0x2D00..=0x2D2F)
}

/// What a word sounds like in Latin letters. Letters that are often silent or written twice stand for nothing.
pub(super) fn of(word: &str) -> String {
    let mut spelt: String = any_ascii(word).chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase();
    // A hard c is a k; the others are left as they are.
    let letters: Vec<char> = spelt.chars().collect();
    let hard = |at: usize| letters[at] == 'c' && !matches!(letters.get(at + 1), Some('e' | 'i' | 'y' | 'h' | 'k'));
    spelt = (0..letters.len()).map(|at| if hard(at) { 'k' } else { letters[at] }).collect();
    for (written, sound) in SOUNDS {
        if spelt.contains(written) {
            spelt = spelt.replace(written, sound);
        }
    }
    let mut once: Vec<char> = spelt.chars().collect();
    once.dedup();
    while once.len() > 3 && matches!(once.last(), Some('e' | 'h')) {
        once.pop();
    }
    once.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_sounds_the_same_in_other_letters() {
        for (latin, other) in [
            ("Thorne", "Торн"),
            ("Judith", "Джудит"),
            ("Danuta", "Данута"),
            ("Wolska", "Вольска"),
            ("Stella", "Στέλλα"),
            ("Naomi", "Наоми"),
            ("Callum", "Каллум"),
            ("Isla", "Ісла"),
        ] {
            assert_eq!(of(latin), of(other), "{other}");
        }
        assert_ne!(of("Thorne"), of("Таран"));
    }
}
