//! Words of a text and of names, made comparable, and whether one of them can be a name where it stands.

use unicode_normalization::char::is_combining_mark;

use super::common::{is_a_word, is_mainly_a_name};
use super::marks::mark_of;
use super::normal::{Normal, beside, hidden};
use super::text::Part;

/// A word of a text, or of a name.
pub(super) struct Word {
    /// Where it begins, in bytes.
    pub from: usize,
    /// Where it ends, a possessive's ending left out.
    pub to: usize,
    /// Without accents, capitals and marks.
    pub folded: String,
    /// The same by the shapes of its letters, where that is another word.
    shape: Option<String>,
}

impl Word {
    /// The words that it may be.
    pub(super) fn readings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.folded.as_str()).chain(self.shape.as_deref())
    }

    /// Whether it may be this word.
    pub(super) fn is(&self, wanted: &str) -> bool {
        self.readings().any(|reading| reading == wanted)
    }
}

/// Words of letters, and of digits, with the apostrophes inside them and without a possessive's: a number glued to a name, as of a footnote,
/// is no part of it. References are stepped over.
pub(super) fn words_of(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if let Some(length) = reference_length(rest) {
            at += length;
            continue;
        }
        let length = word_length(rest);
        if length == 0 {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let word = &rest[..length];
        let own = ["'s", "’s", "'S", "’S"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
        words.push(Word {
            from: at,
            to: at + own.len(),
            folded: letters(Normal::of(own)),
            shape: Normal::by_shape(own).map(letters),
        });
        at += length;
    }
    words
}

/// The length of a reference such as `{{V1/F2:family}}` with which the text begins. Anything else in braces is text like any other.
fn reference_length(text: &str) -> Option<usize> {
    let inside = text.strip_prefix("{{")?;
    let inside = &inside[..inside.find("}}")?];
    let named = mark_of(inside).0;
    let codes = named.strip_suffix(":given").or_else(|| named.strip_suffix(":family")).unwrap_or(named);
    let is_code = |code: &str| {
        let number = code.strip_prefix(|c: char| c.is_ascii_uppercase());
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    };
    codes.split('/').all(is_code).then_some(inside.len() + 4)
}

/// What a word is made of throughout.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Made {
    Letters,
    Digits,
    Beside,
}

fn made_of(c: char) -> Made {
    if beside(c) {
        Made::Beside
    } else if c.is_numeric() {
        Made::Digits
    } else {
        Made::Letters
    }
}

fn word_length(text: &str) -> usize {
    let mut length = 0;
    let made = text.chars().next().map(made_of);
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let apostrophe = matches!(c, '\'' | '’')
            && at > 0
            && letters.peek().is_some_and(|(_, next)| next.is_alphabetic() && Some(made_of(*next)) == made);
        // What has no shape does not end a word: a name with a soft hyphen in it looks like the name.
        let unseen = at > 0 && hidden(c);
        if c.is_alphanumeric() && Some(made_of(c)) != made {
            break;
        }
        if !(c.is_alphanumeric() || is_combining_mark(c) || apostrophe || unseen) {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// As the search of finished papers folds it, so that what is tied and what is looked for are the same.
fn letters(word: Normal) -> String {
    word.characters.into_iter().filter(|c| c.is_alphanumeric()).collect()
}

/// What a word is several of, if it is several of anything, and where in the text that ends: English adds an "s", or "es" after a hiss.
pub(super) fn several_of<'a>(text: &'a str, word: &'a Word) -> impl Iterator<Item = (String, usize)> + 'a {
    let written = &text[word.from..word.to];
    let ends = |ending: &str| {
        written.len() > ending.len()
            && written.is_char_boundary(written.len() - ending.len())
            && written[written.len() - ending.len()..].eq_ignore_ascii_case(ending)
    };
    ["s", "es"].into_iter().filter_map(move |ending| {
        let one = word.folded.strip_suffix(ending).filter(|_| ends(ending))?;
        let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|hiss| one.ends_with(hiss));
        let long = one.chars().count() > 3 || one.chars().count() == 3 && is_capital(text, word);
        let a_name = long && (ending == "s" || hisses) && !is_a_word(one) && !is_a_word(&word.folded);
        a_name.then(|| (one.to_owned(), word.to - ending.len()))
    })
}

/// What may stand between two words of one name: a space, a line break, a hyphen, a full stop after an initial, a comma.
pub(super) fn joins(between: &str) -> bool {
    between.chars().count() <= 3 && between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '.' | ','))
}

/// Months after which people are called.
const MONTHS: [&str; 4] = ["april", "may", "june", "august"];

/// Words before a month: "in May", "by June".
const BEFORE_MONTH: &[&str] =
    &["in", "since", "by", "last", "until", "during", "early", "late", "mid", "next", "from", "of", "to"];

/// What stands before a name and after nothing else.
const BEFORE_NAME: &[&str] = &["mr", "mrs", "ms", "miss", "mx", "dr", "and", "prof", "rev", "sir"];

pub(super) fn is_capital(text: &str, word: &Word) -> bool {
    text[word.from..word.to].chars().next().is_some_and(|c| !c.is_lowercase())
}

/// Whether a sentence or a line begins with the word.
fn begins(text: &str, word: &Word) -> bool {
    let before = text[..word.from].trim_end().chars().next_back();
    before.is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | '\n')) || text[..word.from].trim_end_matches(' ').ends_with('\n')
}

/// What follows a person at the beginning of a sentence, and hardly a thing.
const AFTER_PERSON: &str = "agreed asked attended came cried described died disclosed drank felt heard knew left lived lives married met \
    moved phoned ran rang refused reported said saw says slept stayed texted thought told tried visited walked \
    wanted went worked works wrote";

/// What follows a given name there, and a thing as well.
const AFTER_GIVEN: &str = "had has is was";

/// Whether somebody is told of by the word with which a sentence begins: "Grace told her teacher", "Grace and Danuta", and of a given name "Grace was at
/// school".
fn does_something(text: &str, words: &[Word], at: usize, part: Part) -> bool {
    let Some(next) = words.get(at + 1).filter(|next| joins(&text[words[at].to..next.from])) else { return false };
    let is = |list: &str| list.split(' ').any(|word| word == next.folded);
    // "Mark and April were arrested", and not "May and June".
    let month = |one: &Word| MONTHS.contains(&one.folded.as_str());
    let named = |one: &Word| is_capital(text, one) && !(month(one) && month(&words[at]));
    let another = || text[next.to..].starts_with(" {{") || words.get(at + 2).is_some_and(named);
    is(AFTER_PERSON) || (part == Part::Given && is(AFTER_GIVEN)) || (next.folded == "and" && another())
}

pub(super) fn can_be_a_name(text: &str, words: &[Word], at: usize, part: Part) -> bool {
    let word = &words[at];
    let capital = is_capital(text, word);
    if !is_a_word(&word.folded) {
        // A name of three letters is too many other things to be known without its capital.
        return capital || word.folded.chars().count() > 3;
    }
    let number = |near: &&Word| near.folded.starts_with(|c: char| c.is_ascii_digit());
    let previous = at.checked_sub(1).and_then(|one| words.get(one));
    let month = MONTHS.contains(&word.folded.as_str());
    // "5 May"; "On 3 April 2024 Hope told", "on 3 April. Hope told" and "in 2024, May told" are of somebody.
    let dated = (month && previous.filter(number).is_some_and(|near| text[near.to..word.from].chars().all(char::is_whitespace)))
        // "May 5" and "Ward 3"; "Ivy, 9," says how old she is.
        || words.get(at + 1).filter(number).is_some_and(|near| !text[word.to..near.from].contains(','))
        || (month && previous.is_some_and(|one| BEFORE_MONTH.contains(&one.folded.as_str())));
    let possessive = text[word.to..].starts_with(['\'', '’']);
    let begun = || possessive || is_mainly_a_name(&word.folded) || does_something(text, words, at, part);
    capital && !dated && !is_called_so(text, words, at) && (!begins(text, word) || begun())
}

/// Whether a word with a capital is part of what something else is called: "the House", "House of Lords", "Larch Street", "North Kelsall".
fn is_called_so(text: &str, words: &[Word], at: usize) -> bool {
    let touches = |one: usize, other: usize| text[words[one].to..words[other].from].chars().all(|c| matches!(c, ' ' | '-'));
    let own = |near: usize| {
        let near = &words[near];
        near.folded.chars().count() > 1 && is_capital(text, near) && !near.folded.starts_with(|c: char| c.is_ascii_digit())
    };
    let before = at.checked_sub(1).filter(|before| touches(*before, at)).is_some_and(|before| {
        let word = &words[before];
        matches!(word.folded.as_str(), "the" | "a" | "an")
            || own(before) && !begins(text, word) && !BEFORE_NAME.contains(&word.folded.as_str())
    });
    let after = Some(at + 1).filter(|after| *after < words.len() && touches(at, *after));
    before || after.is_some_and(|after| words[after].folded == "of" || own(after))
}

/// Whether words in a row that are words like any other, or an initial with one, can be a name: "May Hope" and "I. Hope" can, "she may hope
/// so" and "I hope so" cannot.
pub(super) fn can_be_a_whole_name(text: &str, met: &[Word]) -> bool {
    let initial = |word: &Word| word.folded.chars().count() == 1;
    let digits = |word: &Word| word.folded.starts_with(|c: char| c.is_ascii_digit());
    // A number stands only in what somebody is called in place of a name: "Child C1".
    if met.iter().any(|word| !is_a_word(&word.folded) || digits(word)) {
        return true;
    }
    let begun_by_a_word = |pair: &[Word]| {
        initial(&pair[0]) && matches!(pair[0].folded.as_str(), "a" | "i") && !text[pair[0].to..pair[1].from].contains('.')
    };
    met.iter().all(|word| is_capital(text, word)) && !met.windows(2).next().is_some_and(begun_by_a_word)
}
