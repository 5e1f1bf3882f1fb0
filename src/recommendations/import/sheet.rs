//! Rows and columns of the file, as text.

use crate::recommendations::When;

/// A row of the plan, in the words of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The row in the file, counting the headings as row 1 as a spreadsheet does.
    pub row: usize,
    /// The priority under which it stands.
    pub priority: String,
    /// Its reference in the source.
    pub reference: String,
    /// What is to be done.
    pub action: String,
    /// Why.
    pub rationale: String,
    /// Who does it.
    pub who: String,
    /// When.
    pub when: String,
    /// What will show the difference.
    pub measure: String,
}

impl Entry {
    /// When it is to be done; nothing can be read from a cell that repeats who does it.
    #[must_use]
    pub fn time(&self) -> When {
        if self.when_repeats_who() { When::Unclear } else { When::read(&self.when) }
    }

    /// Whether the cell for when holds the words for who.
    #[must_use]
    pub fn when_repeats_who(&self) -> bool {
        !self.when.is_empty() && self.when.eq_ignore_ascii_case(&self.who)
    }
}

/// The plan as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its rows in order, without the empty ones.
    pub entries: Vec<Entry>,
}

/// Why a file is no plan. The sentence is for the person who sent it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Not text, or text in another encoding.
    #[error("This file is not text in UTF-8. Save it as “CSV UTF-8” and send it again")]
    NotText,
    /// Headings are missing.
    #[error("The first row must hold the headings. These are missing: {0}")]
    Headings(String),
    /// A row that does not hold together.
    #[error("Row {0} cannot be read: check its quotation marks, save it as “CSV UTF-8” and send it again")]
    Row(u64),
    /// Nothing under the headings.
    #[error("There are no rows under the headings")]
    Empty,
    /// More rows than any plan has.
    #[error("The file has more than {MOST} rows. Divide it and send the parts one after the other")]
    TooLong,
}

/// Most rows of one plan.
const MOST: usize = 5_000;

/// The headings that must be there, and other names that plans give them.
const HEADINGS: [(&str, &[&str]); 7] = [
    ("Priority", &["priority", "theme", "section"]),
    ("Ref", &["ref", "reference", "ref.", "no", "number"]),
    ("Action", &["action", "action to take", "recommendation"]),
    ("Rationale", &["rationale", "rationale/learning", "learning"]),
    ("Who", &["who", "lead", "lead agency", "owner"]),
    ("When", &["when", "target date", "timescale"]),
    ("Measurable Impact", &["measurable impact", "measure", "impact", "outcome measure"]),
];

impl Sheet {
    /// Reads a file with comma-separated values. Columns may stand in any order.
    ///
    /// # Errors
    /// When it is no plan, with a sentence that says what to do.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotText)?;
        if text.contains('\0') {
            return Err(Unreadable::NotText);
        }
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let columns = columns(reader.headers().map_err(|_| Unreadable::Row(1))?)?;
        let mut entries = Vec::new();
        for (at, record) in reader.records().enumerate() {
            let row = at + 2;
            let record = record.map_err(|_| Unreadable::Row(u64::try_from(row).unwrap_or(u64::MAX)))?;
            let cell = |n: usize| record.get(columns[n]).map(tidy).unwrap_or_default();
            let entry = Entry {
                row,
                priority: cell(0),
                reference: cell(1),
                action: cell(2),
                rationale: cell(3),
                who: cell(4),
                when: cell(5),
                measure: cell(6),
            };
            // Plans repeat their headings above each section.
            let heading_again = entry.action.eq_ignore_ascii_case("action") && entry.when.eq_ignore_ascii_case("when");
            if !heading_again && record.iter().any(|cell| !cell.trim().is_empty()) {
                entries.push(entry);
            }
            if entries.len() > MOST {
                return Err(Unreadable::TooLong);
            }
        }
        if entries.is_empty() { Err(Unreadable::Empty) } else { Ok(Self { entries }) }
    }
}

fn columns(headings: &csv::StringRecord) -> Result<[usize; 7], Unreadable> {
    let place = |names: &[&str]| headings.iter().position(|heading| names.contains(&heading.trim().to_lowercase().as_str()));
    let mut found = [0; 7];
    let mut missing = Vec::new();
    for (slot, (name, names)) in found.iter_mut().zip(HEADINGS) {
        match place(names) {
            Some(at) => *slot = at,
            None => missing.push(name),
        }
    }
    if missing.is_empty() { Ok(found) } else { Err(Unreadable::Headings(missing.join(", "))) }
}

/// A cell without blanks at the ends of its lines. What is odd in its words stays, to be reported.
fn tidy(cell: &str) -> String {
    cell.replace("\r\n", "\n").lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADS: &str = "Priority,Ref,Action,Rationale,Who,When,Measurable Impact\n";

    fn read(rows: &str) -> Result<Sheet, Unreadable> {
        Sheet::read(format!("{HEADS}{rows}").as_bytes())
    }

    #[test]
    fn columns_stand_in_any_order_and_headings_repeat() {
        let sheet = Sheet::read(
            "\u{feff}When,Who,Ref,Action,Rationale,Priority,Measurable Impact,Notes\nJune 2025,Police,CC1,Do,Why,P,M,n\n\
             When,Who,Ref,Action,Rationale,Priority,Measurable Impact,\n,,,,,,,\n"
                .as_bytes(),
        )
        .unwrap();
        assert_eq!(sheet.entries.len(), 1);
        assert_eq!((sheet.entries[0].row, sheet.entries[0].reference.as_str()), (2, "CC1"));
    }

    #[test]
    fn a_file_that_is_no_plan_gets_a_sentence() {
        assert_eq!(Sheet::read(b"a,b\n1,2\n").unwrap_err().to_string().lines().count(), 1);
        assert_eq!(
            Sheet::read(b"Ref,Action\n1,2\n"),
            Err(Unreadable::Headings("Priority, Rationale, Who, When, Measurable Impact".into()))
        );
        assert_eq!(Sheet::read(&[0xff, 0xfe, 0x41]), Err(Unreadable::NotText));
        assert_eq!(
            Sheet::read(b""),
            Err(Unreadable::Headings("Priority, Ref, Action, Rationale, Who, When, Measurable Impact".into()))
        );
        assert_eq!(read(""), Err(Unreadable::Empty));
        assert_eq!(read(&"P,1,A,B,C,D,E\n".repeat(5_001)), Err(Unreadable::TooLong));
        assert_eq!(read("P,CC1,\"cut in half").unwrap().entries[0].action, "cut in half");
    }
}
