//! Reading fields: each helper gives the parsed value, or records one sentence and gives `None`.
//!
//! `what` is how a sentence would name the thing, with its article and in lower case: "the date of death".

use std::ops::RangeInclusive;

use crate::base::capital;

use super::Filled;

/// An answer that may be that it is not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not known, which is an answer and not a gap.
    Unknown,
}

impl Known {
    /// All three, in the order they are shown.
    pub const ALL: [Known; 3] = [Known::Yes, Known::No, Known::Unknown];

    /// The posted code.
    pub fn code(self) -> &'static str {
        match self {
            Known::Yes => "yes",
            Known::No => "no",
            Known::Unknown => "unknown",
        }
    }
}

impl Filled {
    /// Text without the blanks at its ends, at least one and at most `most` characters.
    pub fn text(&mut self, name: &str, what: &str, most: usize) -> Option<String> {
        let found = self.optional_text(name, what, most)?;
        if found.is_none() {
            self.wrong(name, format!("Enter {what}"));
        }
        found
    }

    /// Text that may be left out: `Some(None)` if it was.
    pub fn optional_text(&mut self, name: &str, what: &str, most: usize) -> Option<Option<String>> {
        let value = self.get(name).trim();
        let length = value.chars().count();
        if length > most {
            let sentence = format!("{} must be {most} characters or fewer. It has {length}", capital(what));
            self.wrong(name, sentence);
            return None;
        }
        Some((!value.is_empty()).then(|| value.to_owned()))
    }

    /// A time of day that may be left out, on the clock of 24 hours: "14:30", "14.30" and "2:30pm" are all 14:30.
    pub fn optional_time(&mut self, name: &str, what: &str) -> Option<Option<String>> {
        let typed = self.get(name).trim().to_lowercase();
        if typed.is_empty() {
            return Some(None);
        }
        let found = time_of_day(&typed);
        if found.is_none() {
            self.wrong(name, format!("{} must be a time of day, like 14:30", capital(what)));
        }
        found.map(Some)
    }

    /// A whole number within a range.
    pub fn number(&mut self, name: &str, what: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let found = self.optional_number(name, what, range)?;
        if found.is_none() {
            self.wrong(name, format!("Enter {what}"));
        }
        found
    }

    /// A whole number within a range, or nothing.
    pub fn optional_number(&mut self, name: &str, what: &str, range: RangeInclusive<i64>) -> Option<Option<i64>> {
        let value: String = self.get(name).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
        if value.is_empty() {
            return Some(None);
        }
        match value.parse::<i64>() {
            Ok(number) if range.contains(&number) => Some(Some(number)),
            Ok(_) | Err(_) => {
                let sentence = format!("{} must be a number between {} and {}", capital(what), range.start(), range.end());
                self.wrong(name, sentence);
                None
            }
        }
    }

    /// One of a list of values, by its code.
    pub fn one_of<T: Copy>(&mut self, name: &str, what: &str, all: &[T], code: impl Fn(T) -> &'static str) -> Option<T> {
        let found = self.maybe_one_of(name, what, all, code)?;
        if found.is_none() {
            self.wrong(name, format!("Select {what}"));
        }
        found
    }

    /// One of a list of values, or none of them: `Some(None)` if nothing was chosen.
    pub fn maybe_one_of<T: Copy>(
        &mut self,
        name: &str,
        what: &str,
        all: &[T],
        code: impl Fn(T) -> &'static str,
    ) -> Option<Option<T>> {
        let value = self.get(name);
        if value.is_empty() {
            return Some(None);
        }
        let found = all.iter().copied().find(|each| code(*each) == value);
        if found.is_none() {
            self.wrong(name, format!("Select {what} from the list"));
            return None;
        }
        Some(found)
    }

    /// Any of a list of values, in the list's order; none is allowed.
    pub fn many_of<T: Copy>(&mut self, name: &str, what: &str, all: &[T], code: impl Fn(T) -> &'static str) -> Option<Vec<T>> {
        let known = |value: &str| all.iter().any(|each| code(*each) == value);
        if self.all(name).any(|value| !value.is_empty() && !known(value)) {
            self.wrong(name, format!("Select {what} from the list"));
            return None;
        }
        Some(all.iter().copied().filter(|each| self.has(name, code(*each))).collect())
    }

    /// Yes or no. `question` follows "Select yes if".
    pub fn yes_no(&mut self, name: &str, question: &str) -> Option<bool> {
        match self.get(name) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => {
                self.wrong(name, format!("Select yes if {question}"));
                None
            }
        }
    }

    /// Yes, no or not known. `question` follows "Select whether".
    pub fn known(&mut self, name: &str, question: &str) -> Option<Known> {
        let found = Known::ALL.into_iter().find(|each| each.code() == self.get(name));
        if found.is_none() {
            self.wrong(name, format!("Select whether {question}, or that it is not known"));
        }
        found
    }

    /// Whether a single box is ticked. A program that fills the form in says "no" for one that is not.
    pub fn ticked(&self, name: &str) -> bool {
        !matches!(self.get(name), "" | "no")
    }

    /// An id chosen from a list, or posted in a hidden field.
    pub fn id<T: std::str::FromStr>(&mut self, name: &str, what: &str) -> Option<T> {
        let found = self.get(name).parse().ok();
        if found.is_none() {
            self.wrong(name, format!("Select {what}"));
        }
        found
    }

    /// The version of what is changed, from the hidden field of the form. One that is missing or garbled is older than any.
    pub fn version(&self) -> i64 {
        self.get("version").parse().unwrap_or(-1)
    }

    /// The version that the person saw: `now`, or the one that a form which is shown again was first drawn with.
    pub fn version_seen(&self, now: i64) -> i64 {
        match self.version() {
            seen if seen >= 0 => seen,
            _ => now,
        }
    }
}

/// Hours and minutes, from what was typed in lower case.
fn time_of_day(typed: &str) -> Option<String> {
    let (clock, half) = match (typed.strip_suffix("am"), typed.strip_suffix("pm")) {
        (Some(clock), _) => (clock.trim_end(), Some(0)),
        (_, Some(clock)) => (clock.trim_end(), Some(12)),
        (None, None) => (typed, None),
    };
    let (hour, minute) = match clock.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        None if half.is_some() => (clock, "00"),
        Some(_) | None => return None,
    };
    let digits = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half {
        None => (hour < 24).then_some(hour)?,
        Some(half) => (1..=12).contains(&hour).then_some(hour % 12 + half)?,
    };
    (minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_asked_for_and_what_is_there_is_kept() {
        let mut f = Filled::new().with("note", "  a  ").with("age", "1,0 4").with("kind", "b").with("kind", "z");
        assert_eq!(f.text("note", "a note", 5).as_deref(), Some("a"));
        assert_eq!(f.text("title", "the title", 5), None);
        assert_eq!(f.error("title"), Some("Enter the title"));
        assert_eq!(f.number("age", "the age", 0..=120), Some(104));
        assert_eq!(f.one_of("kind", "the kind", &["a", "b"], |x| x), Some("b"));
        assert_eq!(f.many_of("kind", "the kinds", &["a", "b"], |x| x), None);
        assert_eq!(f.get("note"), "  a  ");
        assert!(!f.is_good());
    }

    #[test]
    fn too_much_text_is_counted_in_characters_and_not_cut() {
        let mut f = Filled::new().with("note", "äöü😀");
        assert_eq!(f.text("note", "the note", 3), None);
        assert_eq!(f.error("note"), Some("The note must be 3 characters or fewer. It has 4"));
        assert_eq!(f.get("note"), "äöü😀");
    }

    #[test]
    fn a_time_is_a_time_of_day_and_no_sentence() {
        let read = |typed: &str| {
            let mut f = Filled::new().with("at", typed);
            let found = f.optional_time("at", "the time");
            (found, f.error("at").map(str::to_owned))
        };
        for (typed, time) in [("14:30", "14:30"), (" 9.05 ", "09:05"), ("2:30 PM", "14:30"), ("12am", "00:00"), ("12pm", "12:00")]
        {
            assert_eq!(read(typed), (Some(Some(time.to_owned())), None), "{typed}");
        }
        assert_eq!(read(""), (Some(None), None));
        for typed in ["after lunch", "24:00", "14:60", "13pm", "14", "1430", "2:3", ":30"] {
            assert_eq!(read(typed), (None, Some("The time must be a time of day, like 14:30".to_owned())), "{typed}");
        }
    }

    #[test]
    fn not_known_is_an_answer_and_no_answer_is_not() {
        let mut f = Filled::new().with("a", "unknown");
        assert_eq!(f.known("a", "they lived together"), Some(Known::Unknown));
        assert_eq!(f.known("b", "they lived together"), None);
        assert_eq!(f.error("b"), Some("Select whether they lived together, or that it is not known"));
        assert_eq!(f.yes_no("c", "the family was told"), None);
    }
}
