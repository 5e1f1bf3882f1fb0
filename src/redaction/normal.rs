//! Text made comparable: case, accents, look-alike letters, marks and spaces folded, with the way back to the text as written.

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;

use crate::base::shapeless;

/// How letters are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// By what they are: a raised letter is that letter, and a Greek capital is of one kind with its small one.
    Letters,
    /// By what they look like: a letter or number that is raised or lowered is a mark beside the word, as of a footnote, and a letter of
    /// another alphabet is the Latin one of its shape.
    Shapes,
}

/// Folded text, and for each of its characters where it came from.
#[derive(Clone, Default)]
pub struct Normal {
    /// The folded characters.
    pub characters: Vec<char>,
    /// For each, the first byte of the character in the original that it stands for.
    pub from: Vec<usize>,
    /// The length of the original, in bytes.
    length: usize,
}

impl Normal {
    /// Folds `text`. Runs of spaces become one; a run with a line break becomes one `\n`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::read(text, Reading::Letters)
    }

    /// As [`Normal::of`], by what the letters look like; none where that is no different.
    #[must_use]
    pub fn by_shape(text: &str) -> Option<Self> {
        let differs = |c: char| beside(c) || shape(c).is_some();
        text.contains(differs).then(|| Self::read(text, Reading::Shapes))
    }

    /// As [`Normal::of`], with the letters that figures and signs inside a word look like: "D4nuta W0lska". A figure may look like either of
    /// two letters, so these are two readings; none where no word has such figures.
    pub fn by_figures(text: &str) -> impl Iterator<Item = Self> {
        let swapped = |first: bool| {
            let figures = in_words(text, first);
            (!figures.is_empty()).then(|| Self::with(text, Reading::Letters, &figures))
        };
        swapped(true).into_iter().chain(swapped(false))
    }

    /// As [`Normal::of`], with the figures that letters within a number look like, and without a word in brackets between its figures:
    /// "O7700 9OOl23", "07700 (mobile) 900123"; none where no number has any.
    pub fn by_numbers(text: &str) -> Option<Self> {
        let instead = in_numbers(text);
        (!instead.is_empty()).then(|| Self::with(text, Reading::Letters, &instead))
    }

    fn read(text: &str, reading: Reading) -> Self {
        Self::with(text, reading, &[])
    }

    /// As it is read, but for the characters at these bytes, which are in their order: another in their place, or none.
    fn with(text: &str, reading: Reading, instead: &[(usize, Option<char>)]) -> Self {
        let mut normal = Self { length: text.len(), ..Self::default() };
        let mut instead = instead.iter().peekable();
        for (at, character) in text.char_indices() {
            if let Some((_, other)) = instead.next_if(|(place, _)| *place == at) {
                if let Some(other) = other {
                    normal.put(*other, at);
                }
                continue;
            }
            if reading == Reading::Shapes {
                if beside(character) {
                    normal.put('¹', at);
                    continue;
                }
                if let Some(latin) = shape(character) {
                    normal.put(latin, at);
                    continue;
                }
            }
            for part in std::iter::once(character).nfkd() {
                normal.push(part, at);
            }
        }
        normal
    }

    /// The bytes of the original that the folded characters `start..end` stand for.
    #[must_use]
    pub fn original(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.from.get(start).copied().unwrap_or(self.length);
        let last = self.from.get(end).copied().unwrap_or(self.length);
        first..last
    }

    fn push(&mut self, part: char, at: usize) {
        if hidden(part) {
            return;
        }
        if part.is_whitespace() {
            let breaks = matches!(part, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
            return match self.characters.last_mut() {
                Some(last @ (' ' | '\n')) => {
                    if breaks {
                        *last = '\n';
                    }
                }
                Some(_) | None => self.put(if breaks { '\n' } else { ' ' }, at),
            };
        }
        let part = enclosed(part).or_else(|| figure_of(part)).unwrap_or(part);
        // First without capitals: each letter below stands in one case only.
        for small in part.to_lowercase() {
            match spelled_out(small) {
                Some(letters) => letters.chars().for_each(|letter| self.put(letter, at)),
                None => self.put(look_alike(small), at),
            }
        }
    }

    fn put(&mut self, character: char, at: usize) {
        self.characters.push(character);
        self.from.push(at);
    }
}

/// The letters and figures of a text without what stands between them, in each way in which they can be read.
#[must_use]
pub fn squeezed(text: &str) -> Vec<String> {
    let readings = std::iter::once(Normal::of(text)).chain(Normal::by_shape(text)).chain(Normal::by_figures(text));
    readings.map(|one| one.characters.into_iter().filter(|c| c.is_alphanumeric()).collect()).collect()
}

/// Accents and vowel points above or below a letter, and what has no shape at all.
pub(super) fn hidden(part: char) -> bool {
    let code = u32::from(part);
    let mark = matches!(code, 0x300..=0x36F | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6ED | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F);
    // The stretch of Arabic, and the signs of notes between lines and of music: they are seen, and part no name.
    let stretch = matches!(code, 0x640 | 0xFFF9..=0xFFFB | 0x1D173..=0x1D17A);
    mark || stretch || shapeless(part) || (part.is_control() && !part.is_whitespace())
}

/// White letters in black circles and squares, and those of which flags are made: no decomposition takes them out.
fn enclosed(part: char) -> Option<char> {
    let code = u32::from(part);
    let first = [0x1F150..=0x1F169, 0x1F170..=0x1F189, 0x1F1E6..=0x1F1FF].into_iter().find(|letters| letters.contains(&code))?;
    char::from_u32(u32::from('a') + code - first.start())
}

/// The figure that one of another script is.
fn figure_of(part: char) -> Option<char> {
    let other = !part.is_ascii() && part.is_numeric();
    other
        .then(|| any_ascii_char(part).chars())
        .and_then(|mut all| all.next().filter(|one| one.is_ascii_digit() && all.next().is_none()))
}

/// Letters that no decomposition takes apart.
pub(super) fn spelled_out(part: char) -> Option<&'static str> {
    Some(match part {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ð' | 'đ' => "d",
        'ø' | 'ɵ' => "o",
        'ł' => "l",
        'ħ' => "h",
        'ı' | 'ɪ' | 'ɩ' => "i",
        'ᴀ' | 'ɑ' => "a",
        'ʙ' => "b",
        'ᴄ' => "c",
        'ᴅ' | 'ԁ' => "d",
        'ᴇ' | 'ɛ' => "e",
        'ꜰ' => "f",
        'ɢ' | 'ɡ' => "g",
        'ʜ' => "h",
        'ᴊ' => "j",
        'ᴋ' => "k",
        'ʟ' => "l",
        'ᴍ' => "m",
        'ɴ' => "n",
        'ᴏ' => "o",
        'ᴘ' => "p",
        'ʀ' => "r",
        'ꜱ' => "s",
        'ᴛ' => "t",
        'ᴜ' => "u",
        'ᴠ' => "v",
        'ᴡ' | 'ԝ' => "w",
        'ʏ' => "y",
        'ᴢ' => "z",
        _ => return None,
    })
}

/// Letters and numbers that are raised or lowered.
pub(super) fn beside(character: char) -> bool {
    matches!(u32::from(character), 0xAA | 0xB2 | 0xB3 | 0xB9 | 0xBA | 0x2B0..=0x2B8 | 0x2E0..=0x2E4 | 0x1D2C..=0x1D6A | 0x1D78 | 0x1D9B..=0x1DBF | 0x2070..=0x209C)
}

/// Letters of other alphabets that look like a Latin one and are another: capitals whose small letter looks otherwise, and small letters that
/// begin a name in their own alphabet as often.
fn shape(character: char) -> Option<char> {
    Some(match character {
        'В' | 'Β' => 'b',
        'Ζ' => 'z',
        'Η' => 'h',
        'Μ' => 'm',
        'Ν' | 'п' | 'η' => 'n',
        'г' => 'r',
        'ω' => 'w',
        'γ' => 'y',
        'ӏ' | 'Ӏ' => 'l',
        'ԛ' => 'q',
        'б' => '6',
        _ => return None,
    })
}

/// The letter that a figure or a sign looks like, or the other one.
pub(super) fn figure(character: char, first: bool) -> Option<char> {
    Some(match character {
        '0' => 'o',
        '1' | '!' | '|' | '¦' => {
            if first {
                'i'
            } else {
                'l'
            }
        }
        '2' => 'z',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '6' => {
            if first {
                'g'
            } else {
                'b'
            }
        }
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        '£' => 'l',
        _ => return None,
    })
}

/// Signs that are the first or last letter of a word as often as one inside: "$tella", "Naom|". A "!" behind a word is none of its letters.
fn stands_at_an_edge(sign: char) -> bool {
    matches!(sign, '$' | '|' | '¦')
}

/// Fewer letters are a number with its unit: "5am" is no Sam.
const LETTERS: usize = 3;

/// The figures in words that have more letters than figures, and the signs inside them, with the letters that they look like.
fn in_words(text: &str, first: bool) -> Vec<(usize, Option<char>)> {
    let mut found = Vec::new();
    let mut word: Vec<(usize, char)> = Vec::new();
    let mut take = |word: &mut Vec<(usize, char)>| {
        let letters = word.iter().filter(|(_, c)| c.is_alphabetic()).count();
        let inner = 1..word.len().saturating_sub(1);
        let own = |(at, (byte, c)): (usize, &(usize, char))| {
            let letter = figure(*c, first).filter(|_| c.is_ascii_digit() || inner.contains(&at) || stands_at_an_edge(*c))?;
            Some((*byte, Some(letter)))
        };
        if letters >= LETTERS && letters < word.len() {
            let figures: Vec<_> = word.iter().enumerate().filter_map(own).collect();
            if figures.len() < letters {
                found.extend(figures);
            }
        }
        word.clear();
    };
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() || figure(c, first).is_some() {
            word.push((at, c));
        } else if !hidden(c) {
            take(&mut word);
        }
    }
    take(&mut word);
    found
}

/// Figures of a number in which letters are taken for figures.
const FIGURES: usize = 2;
/// Letters of a word in brackets between the figures of a number.
const ASIDE: usize = 20;

/// The letters that stand for figures in numbers, with those, and the words in brackets between figures.
fn in_numbers(text: &str) -> Vec<(usize, Option<char>)> {
    let mut found = Vec::new();
    let mut from = 0;
    let part = |c: char| c.is_alphanumeric() || c == '|';
    while let Some(begins) = text.get(from..).and_then(|rest| rest.find(part)).map(|at| from + at) {
        let rest = text.get(begins..).unwrap_or_default();
        let word = rest.get(..rest.find(|c| !part(c)).unwrap_or(rest.len())).unwrap_or_default();
        let figures = word.chars().filter(|c| c.is_numeric()).count();
        let like = |c: char| match c {
            'O' | 'o' => Some('0'),
            'l' | 'I' | 'i' | '|' => Some('1'),
            _ => None,
        };
        if figures >= FIGURES && word.chars().all(|c| c.is_numeric() || like(c).is_some()) {
            found.extend(word.char_indices().filter_map(|(at, c)| Some((begins + at, Some(like(c)?)))));
        }
        from = begins + word.len();
    }
    for (open, _) in text.match_indices('(') {
        let (before, after) = text.split_at(open);
        let Some(close) = after.char_indices().take(ASIDE).find(|(_, c)| *c == ')').map(|(at, _)| at) else { continue };
        let figure = |c: Option<char>| c.is_some_and(char::is_numeric);
        let letters = after.get(1..close).is_some_and(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.')));
        let behind = after.get(close + 1..).unwrap_or_default();
        if letters && figure(before.trim_end().chars().next_back()) && figure(behind.trim_start().chars().next()) {
            found.extend(after.char_indices().take_while(|(at, _)| *at <= close).map(|(at, _)| (open + at, None)));
        }
    }
    found.sort_unstable();
    found
}

/// Marks and letters of other alphabets that look like a Latin one.
pub(super) fn look_alike(letter: char) -> char {
    match letter {
        '’' | '‘' | 'ʼ' | 'ʹ' | '´' | '`' | '′' | 'ʻ' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => '-',
        'а' | 'α' | 'ɐ' | 'ⱥ' => 'a',
        'ɓ' | 'ƃ' | 'ƅ' | 'ƀ' => 'b',
        'с' | 'ϲ' | 'ƈ' | 'ȼ' | 'ɕ' => 'c',
        'ɖ' | 'ɗ' | 'ƌ' => 'd',
        'е' | 'ε' | 'ə' | 'ǝ' | 'ɘ' | 'ɜ' | 'ɇ' => 'e',
        'ƒ' => 'f',
        'ɠ' | 'ǥ' => 'g',
        'һ' | 'н' | 'հ' | 'ɦ' | 'ⱨ' => 'h',
        'і' | 'ι' | 'ɨ' => 'i',
        'ј' | 'ȷ' | 'ɉ' | 'ʝ' => 'j',
        'к' | 'κ' | 'ƙ' | 'ⱪ' => 'k',
        'ƚ' | 'ɫ' | 'ɬ' | 'ɭ' => 'l',
        'м' | 'ɱ' | 'ɯ' => 'm',
        'ո' | 'ɲ' | 'ɳ' | 'ƞ' | 'ŋ' => 'n',
        'о' | 'ο' | 'օ' | 'ɔ' => 'o',
        'р' | 'ρ' | 'ƥ' => 'p',
        'ɋ' => 'q',
        'ɍ' | 'ɹ' | 'ɼ' | 'ɽ' | 'ɾ' => 'r',
        'ѕ' | 'ʂ' | 'ȿ' => 's',
        'т' | 'τ' | 'ŧ' | 'ƭ' | 'ƫ' | 'ʈ' | 'ⱦ' => 't',
        'ս' | 'ʉ' | 'ʊ' | 'ʋ' => 'u',
        'ν' | 'ʌ' | 'ⱱ' => 'v',
        'ʍ' | 'ⱳ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'υ' | 'ƴ' | 'ɏ' | 'ʎ' => 'y',
        'ƶ' | 'ȥ' | 'ʐ' | 'ʒ' | 'ɀ' | 'ⱬ' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Normal::of(text).characters.into_iter().collect()
    }

    #[test]
    fn case_accents_marks_and_look_alikes_are_folded() {
        assert_eq!(folded("JOSÉ O’Brien–Łęcka"), "jose o'brien-lecka");
        assert_eq!(folded("Mаrtа"), "marta", "Cyrillic letters among the Latin ones");
        assert_eq!(folded("Da\u{AD}nu\u{200B}ta"), "danuta");
        assert_eq!(folded("فَاطِمَة"), folded("فاطمة"));
    }

    #[test]
    fn letters_in_signs_and_figures_of_other_scripts_are_folded() {
        assert_eq!(folded("🅝🅐🅞🅜🅘 🅽🅰🅾🅼🅸 🇳🇦🇴🇲🇮"), "naomi naomi naomi");
        assert_eq!(folded("٠٧٧٠٠ ९००१२३ ۱۲"), "07700 900123 12");
    }

    #[test]
    fn numbers_are_read_by_what_their_letters_look_like() {
        let read = |text: &str| Normal::by_numbers(text).map(|normal| normal.characters.into_iter().collect::<String>());
        assert_eq!(read("O77OO 9OOl23").as_deref(), Some("07700 900123"));
        assert_eq!(read("07700 (mobile) 900123, B12").as_deref(), Some("07700 900123, b12"));
        for other in ["at 10 o’clock", "Isla", "07700 900123", "12 (twelve)", "1l of it", "in 1996 (see 12) 13"] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn spaces_run_together_and_line_breaks_are_kept_apart() {
        assert_eq!(folded("a \u{A0}\t b  \n c"), "a b\nc");
    }

    #[test]
    fn the_way_back_leads_to_the_words_as_written() {
        let text = "Für Łęcka!";
        let normal = Normal::of(text);
        assert_eq!(&text[normal.original(4, 9)], "Łęcka");
    }
}
