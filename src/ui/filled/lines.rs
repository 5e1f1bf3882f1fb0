//! Reading text into the types that are safe to keep.

use crate::base::{Email, Line, Prose, capital, within_a_sentence};

use super::Filled;

impl Filled {
    /// One line, 1 to 200 characters.
    pub fn line(&mut self, name: &str, what: &str) -> Option<Line> {
        let found = self.optional_line(name, what)?;
        self.required(name, what, found)
    }

    /// One line that may be left empty: `Some(None)` if it was.
    pub fn optional_line(&mut self, name: &str, what: &str) -> Option<Option<Line>> {
        let read = Line::parse_optional(self.get(name));
        self.kept(name, what, read)
    }

    /// Text of many lines, 1 to 200,000 characters.
    pub fn prose(&mut self, name: &str, what: &str) -> Option<Prose> {
        let found = self.optional_prose(name, what)?;
        self.required(name, what, found)
    }

    /// Text of many lines that may be left empty: `Some(None)` if it was.
    pub fn optional_prose(&mut self, name: &str, what: &str) -> Option<Option<Prose>> {
        let read = Prose::parse_optional(self.get(name));
        self.kept(name, what, read)
    }

    /// An e-mail address.
    pub fn email(&mut self, name: &str) -> Option<Email> {
        let read = Email::parse(self.get(name));
        read.map_err(|sentence| self.wrong(name, sentence)).ok()
    }

    /// An e-mail address that may be left empty: `Some(None)` if it was.
    pub fn optional_email(&mut self, name: &str) -> Option<Option<Email>> {
        let read = Email::parse_optional(self.get(name));
        read.map_err(|sentence| self.wrong(name, sentence)).ok()
    }

    fn required<T>(&mut self, name: &str, what: &str, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.wrong(name, format!("Enter {what}"));
        }
        found
    }

    /// The sentence of the type, with what it is about: "The reason: use 200 characters or fewer".
    fn kept<T>(&mut self, name: &str, what: &str, read: Result<T, &'static str>) -> Option<T> {
        read.map_err(|sentence| self.wrong(name, format!("{}: {}", capital(what), within_a_sentence(sentence)))).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_parsed_at_the_door_and_shown_again_as_typed() {
        let typed = format!(" {}", "x".repeat(201));
        let mut f = Filled::new().with("a", " Marsh\u{202e}gate ").with("b", typed.clone()).with("c", "who@where");
        assert_eq!(f.line("a", "the place").as_ref().map(Line::as_str), Some("Marshgate"));
        assert_eq!(f.line("b", "the reason"), None);
        assert_eq!(f.error("b"), Some("The reason: use 200 characters or fewer"));
        assert_eq!(f.get("b"), typed);
        assert_eq!(f.prose("none", "an account"), None);
        assert_eq!(f.error("none"), Some("Enter an account"));
        assert_eq!(f.email("c"), None);
        assert_eq!(f.optional_email("none2"), Some(None));
    }
}
