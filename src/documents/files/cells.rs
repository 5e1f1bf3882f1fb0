//! A file of values is text until a spreadsheet opens it: then a cell that begins like a formula is one, and may run a program or send what
//! stands beside it to another place.

use std::borrow::Cow;

use super::kinds::Refused;

/// Signs with which a formula begins; those of full width count where the letters of a country have it.
const FORMULA: [char; 4] = ['=', '@', '\u{ff1d}', '\u{ff20}'];
/// Signs with which a formula may begin, and a number, a telephone number or a dash too.
const SIGNS: [char; 4] = ['+', '-', '\u{ff0b}', '\u{ff0d}'];
/// What may stand beside the digits of a number, a sum of money, a date or a telephone number. None of it names a cell or a function.
const OF_NUMBERS: &str = " \u{a0}.,()/:%£€$-";

/// What a formula calls to reach another program or another place.
const ASKING: [&str; 6] = ["HYPERLINK(", "WEBSERVICE(", "RTD(", "IMPORTDATA(", "IMPORTHTML(", "IMPORTXML("];

/// Whether no cell acts when the file is opened.
///
/// # Errors
/// With the first cell that would.
pub(super) fn still(text: &str) -> Result<(), Refused> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.lines().next().unwrap_or_default();
    let said = first.to_ascii_lowercase().strip_prefix("sep=").and_then(|sign| sign.chars().next());
    let mut known = [',', ';', '\t'].map(|sign| (first.matches(sign).count(), sign));
    known.sort_by_key(|(count, _)| *count);
    // Commas are what a spreadsheet divides by in this country, whatever the file itself looks like.
    let own = said.unwrap_or(known[2].1);
    let divided = [',', own];
    let by = if own == ',' { &divided[..1] } else { &divided[..] };
    by.iter().try_for_each(|sign| divided_by(*sign, text, acts))?;
    // Another country, or whoever brings the rows into a sheet, divides by the others.
    let others = [';', '\t'].into_iter().filter(|sign| *sign != own);
    others.into_iter().try_for_each(|sign| divided_by(sign, text, acts_anywhere))
}

fn divided_by(sign: char, text: &str, acts: fn(&str) -> bool) -> Result<(), Refused> {
    let (mut row, mut column) = (1_usize, 1_usize);
    let mut rest = text;
    while !rest.is_empty() {
        let (cell, after) = cell(rest, sign);
        if acts(&cell) {
            return Err(Refused::Acts { row, column: letters(column), begins: beginning(&cell) });
        }
        rest = match after.strip_prefix(sign) {
            Some(next) => {
                column += 1;
                next
            }
            None => {
                (row, column) = (row + 1, 1);
                after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\r', '\n'])).unwrap_or(after)
            }
        };
    }
    Ok(())
}

/// The cell at the beginning of this text, as it is shown, and what follows it.
fn cell(text: &str, sign: char) -> (Cow<'_, str>, &str) {
    let ends = |c: char| c == sign || matches!(c, '\r' | '\n');
    let Some(quoted) = text.strip_prefix('"') else {
        let (cell, rest) = text.split_at(text.find(ends).unwrap_or(text.len()));
        return (Cow::Borrowed(cell), rest);
    };
    let (mut words, mut rest) = (String::new(), quoted);
    loop {
        let (before, after) = rest.split_once('"').unwrap_or((rest, ""));
        words.push_str(before);
        match after.strip_prefix('"') {
            Some(next) => {
                words.push('"');
                rest = next;
            }
            None => {
                let (tail, rest) = after.split_at(after.find(ends).unwrap_or(after.len()));
                words.push_str(tail);
                return (Cow::Owned(words), rest);
            }
        }
    }
}

/// Whether what stands between two signs by which the file is not divided itself would act. A line of a cell begins with a dash as a rule, and
/// with one it acts only where it asks something.
fn acts_anywhere(cell: &str) -> bool {
    let asks = || {
        let upper = cell.to_ascii_uppercase();
        upper.contains('|') && upper.contains('!') || ASKING.iter().any(|name| upper.contains(name))
    };
    cell.trim_start().starts_with(FORMULA) || cell.trim_start().starts_with(SIGNS) && asks()
}

fn acts(cell: &str) -> bool {
    if cell.trim_start().starts_with(FORMULA) {
        return true;
    }
    // A space before a sign makes a text of it; what else is white is taken away by some programs.
    let words = cell.trim_start_matches(['\t', '\r', '\n']);
    let Some(first) = words.chars().next() else { return false };
    let hidden = cell.starts_with(['\t', '\r']);
    if !SIGNS.contains(&first) {
        return hidden && !is_number(words);
    }
    let behind = words.trim_start_matches(SIGNS);
    !behind.trim().is_empty() && (words.len() - behind.len() > first.len_utf8() || !is_number(behind))
}

/// Whether this is a number, a date or a telephone number, without its sign.
fn is_number(words: &str) -> bool {
    let words = words.trim();
    words.parse::<f64>().is_ok() && words.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        || words.chars().all(|c| c.is_ascii_digit() || OF_NUMBERS.contains(c))
}

/// What a column is called in a spreadsheet: A to Z, AA and on.
fn letters(column: usize) -> String {
    let (mut left, mut name) = (column, Vec::new());
    while left > 0 {
        left -= 1;
        name.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or_default()));
        left /= 26;
    }
    name.iter().rev().collect()
}

fn beginning(cell: &str) -> &'static str {
    match cell.trim_start().chars().next() {
        _ if cell.starts_with(['\t', '\r']) => "with a tab or a line end",
        Some('+' | '\u{ff0b}') => "with “+”",
        Some('-' | '\u{ff0d}') => "with “-”",
        Some('@' | '\u{ff20}') => "with “@”",
        _ => "with “=”",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{FileType, recognise};
    use super::*;

    fn at(text: &str) -> Option<(usize, String)> {
        match recognise("rows.csv", text.as_bytes()) {
            Ok(FileType::Csv) => None,
            Err(Refused::Acts { row, column, .. }) => Some((row, column)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_first_cell_that_acts_is_named() {
        for (text, row, column) in [
            ("=1+1", 1, "A"),
            ("a,b\n1,=cmd|'/c calc'!A0\n=2,", 2, "B"),
            ("a,b\r\n\"one\r\ntwo, three\",\"=HYPERLINK(\"\"http://a.example\"\")\"\r\n", 2, "B"),
            ("a,@SUM(A1)", 1, "B"),
            ("a,+A1", 1, "B"),
            ("a,-A1", 1, "B"),
            ("a,-1+1", 1, "B"),
            ("a,--A1", 1, "B"),
            ("a,+-1", 1, "B"),
            ("a,- she rang", 1, "B"),
            ("a, =1", 1, "B"),
            ("a,\t=1", 1, "B"),
            ("a,\tshe rang", 1, "B"),
            ("a,\"\r=1\"", 1, "B"),
            ("a,\"\"=1", 1, "B"),
            ("a;b\nc;=1", 2, "B"),
            ("a;b\nc,=1", 2, "B"),
            ("a\tb\nc\t=1", 2, "B"),
            ("sep=|\na|=1", 2, "B"),
            ("a,b\nx;=cmd|'/c calc'!A0,c", 2, "B"),
            ("a,b\nx\t=cmd|'/c calc'!A0,c", 2, "B"),
            ("a,b\n1,x;@SUM(A1)", 2, "B"),
            ("a,b\n1,x;-2+3+cmd|'/c calc'!A0", 2, "B"),
            ("a,b\n1,x\t+HYPERLINK(A1)", 2, "B"),
            ("a;b\nx\t=1;c", 2, "B"),
            ("a\tb\nx;=1\tc", 2, "B"),
            ("a,\u{ff1d}1", 1, "B"),
            ("\u{feff}=1", 1, "A"),
        ] {
            assert_eq!(at(text), Some((row, column.to_owned())), "{text:?}");
        }
        let wide: String = format!("{}=1", ",".repeat(27));
        assert_eq!(at(&wide), Some((1, "AB".to_owned())));
        let said = recognise("rows.csv", b"a,b\nc,=1").unwrap_err().to_string();
        assert_eq!(
            said,
            "Row 2, column B of the CSV file begins with “=”, and a spreadsheet may take such a cell for a formula and run it. \
             Begin the cell with a word or an apostrophe, look at the cells after it too, save the file and send it again"
        );
        let sixteen: Vec<u8> = "\u{feff}a,=1".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(matches!(recognise("rows.csv", &sixteen), Err(Refused::Acts { .. })));
        assert!(matches!(recognise("rows.csv", b"caf\xe9,=1"), Err(Refused::Acts { row: 1, .. })));
        assert_eq!(recognise("rows.txt", b"=1"), Ok(FileType::Txt), "no spreadsheet opens a text by itself");
    }

    #[test]
    fn numbers_dates_telephones_and_dashes_are_no_formulas() {
        let honest = "a,-5,+5,-1.5,\"-1,250.00\",-£20,-3%,-1.5E+10,+44 (0)151 496 0000,+44-151-496-0000,-12/03/2025,-,--,+, - ,\t5,'=1,a=b,a@b";
        assert_eq!(at(honest), None);
        assert_eq!(
            at("\"• one\n- two\n- three\",\"a \"\"=\"\" b\",\n,,\r\n\r\nlast"),
            None,
            "a list in a cell begins with no sign"
        );
        assert_eq!(at("when;what\n1;\"two, -three\"\n"), None);
        let lines = "what,by\n1,\"one; two;\n- three (see 4)\n-five;-6;- seven\n+44 151 496 0000\"\n";
        assert_eq!(at(lines), None, "lines of one cell");
    }

    #[test]
    fn the_published_plan_comes_in() {
        let plan = include_str!("../../../tests/fixtures/st-helens-action-plan-2025-28.csv");
        assert_eq!(at(plan), None);
    }
}
