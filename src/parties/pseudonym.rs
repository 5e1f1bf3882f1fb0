//! What makes a pseudonym safe: it is nobody's real name here, it gives no clue by initials, and no other review uses it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::entry::Details;
use crate::redaction::squeezed as as_letters;

/// Letters and digits in lower case, without accents, hyphens and apostrophes; words apart.
pub(super) fn folded(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let plain: String = plain.chars().filter(|c| !matches!(c, '\'' | '’' | '.')).collect();
    plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A name that says only what somebody is, with a letter or a number: every review may have its Child A.
pub(super) fn is_neutral(pseudonym: &str) -> bool {
    const WORDS: [&str; 21] = [
        "adult",
        "aunt",
        "brother",
        "child",
        "colleague",
        "doctor",
        "employer",
        "father",
        "friend",
        "mother",
        "neighbour",
        "nurse",
        "officer",
        "person",
        "police officer",
        "relative",
        "sibling",
        "sister",
        "social worker",
        "teacher",
        "worker",
    ];
    let words = folded(pseudonym);
    let Some((what, mark)) = words.rsplit_once(' ') else { return WORDS.contains(&words.as_str()) };
    WORDS.contains(&what) && mark.chars().count() <= 2
}

/// Whether the pseudonym is a reference of texts, a code of the register, or holds a sign of one.
pub(super) fn is_a_reference(pseudonym: &str) -> bool {
    let signs = pseudonym.contains(['{', '}', '[', ']', '<', '>', '|', '/', '\\', '_', '#', '@', '*', '=', '~', '^']);
    let code = folded(pseudonym).replace(' ', "");
    let number = code.strip_prefix(|c: char| c.is_ascii_lowercase());
    signs || number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Letters of a real name that no other name holds by chance: Brian is no Ian.
const HELD: usize = 5;

/// Whether the pseudonym is a real name of this person: any form of it, or a word of one, whatever stands between its letters.
pub(super) fn is_a_name_of(pseudonym: &str, details: &Details) -> bool {
    let wanted = folded(pseudonym);
    if is_neutral(pseudonym) {
        return false;
    }
    let squeezed = as_letters(pseudonym);
    let held = |name: &str| {
        let letters = name.chars().count();
        squeezed.iter().any(|own| own == name && letters > 1 || letters >= HELD && own.contains(name))
    };
    let ways = details.named_as("").ways();
    let whole = details.names().map(|name| name.as_str().to_owned());
    if ways.into_iter().chain(whole).any(|name| as_letters(&name).first().is_some_and(|name| held(name))) {
        return true;
    }
    details.names().map(|name| folded(name.as_str())).any(|name| {
        name == wanted || wanted.split(' ').any(|word| word.chars().count() > 1 && name.split(' ').any(|part| part == word))
    })
}

/// Whether the pseudonym is made of the person's initials.
pub(super) fn is_initials_of(pseudonym: &str, details: &Details) -> bool {
    let initials: String = folded(details.full.as_str()).split(' ').filter_map(|word| word.chars().next()).collect();
    folded(pseudonym).replace(' ', "") == initials
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Line;

    fn person(full: &str) -> Details {
        Details::named(Line::parse(full).unwrap())
    }

    #[test]
    fn a_real_name_is_known_in_every_form() {
        let mut someone = person("Zoë O'Dell-Marsh");
        someone.nicknames.push(Line::parse("Zizi").unwrap());
        for name in ["Zoe", "ZOË", "odell", "Marsh", "zizi", "Anna Marsh"] {
            assert!(is_a_name_of(name, &someone), "{name}");
        }
        for name in ["Marta", "Anna", "Dell"] {
            assert!(!is_a_name_of(name, &someone), "{name}");
        }
    }

    #[test]
    fn a_real_name_is_known_whatever_stands_between_its_letters() {
        let someone = person("Danuta Wolska");
        for name in
            ["Dan uta", "D a n u t a", "Dan-uta", "Da.nuta", "D4nuta", "Danutaland", "MsWolska", "Wol ska", "Dаnuta", "Danʋta"]
        {
            assert!(is_a_name_of(name, &someone), "{name}");
        }
        assert!(is_a_name_of("I an", &person("Ian Marsh")) && !is_a_name_of("Brian", &person("Ian Marsh")));
        for name in ["Marta", "Dan", "Child A", "Uta"] {
            assert!(!is_a_name_of(name, &someone), "{name}");
        }
    }

    #[test]
    fn a_code_or_a_sign_of_one_is_no_pseudonym() {
        for name in ["{{P1}}", "V1", "v 1", "P 12", "{Marta", "Marta}", "[family name]"] {
            assert!(is_a_reference(name), "{name}");
        }
        for name in ["Marta", "Child A", "Child 2", "Anne-Marie", "O’Dell", "A"] {
            assert!(!is_a_reference(name), "{name}");
        }
    }

    #[test]
    fn initials_give_a_person_away() {
        assert!(is_initials_of("D.W.", &person("Danuta Wilk")));
        assert!(is_initials_of("dw", &person("Danuta Wilk")));
        assert!(!is_initials_of("Marta", &person("Danuta Wilk")));
    }

    #[test]
    fn neutral_names_may_be_used_in_every_review() {
        for name in ["Child A", "child 2", "Friend", "Neighbour B", "Officer A", "Social worker B"] {
            assert!(is_neutral(name), "{name}");
        }
        for name in ["Marta", "Child Anna", "A"] {
            assert!(!is_neutral(name), "{name}");
        }
    }
}
