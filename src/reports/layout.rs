//! What the author marks by the beginning of a line: where a key line of enquiry is answered, and which term is explained.

/// A text divided by the key lines of enquiry that it answers: what stands before the first, and the answer to each by its number.
/// An answer begins after a line of its own that says “Line 1”, or “Key line of enquiry 1”.
#[must_use]
pub fn by_line(text: &str) -> (String, Vec<(u32, String)>) {
    let (mut before, mut answers) = (String::new(), Vec::<(u32, String)>::new());
    for line in text.lines() {
        if let Some(number) = number(line) {
            answers.push((number, String::new()));
            continue;
        }
        let into = answers.last_mut().map_or(&mut before, |(_, answer)| answer);
        into.push_str(line);
        into.push('\n');
    }
    let trimmed = answers.into_iter().map(|(number, answer)| (number, answer.trim().to_owned()));
    (before.trim().to_owned(), trimmed.collect())
}

fn number(line: &str) -> Option<u32> {
    let line = line.trim().trim_end_matches(['.', ':']);
    ["Key line of enquiry ", "Line of enquiry ", "Line "].iter().find_map(|begin| line.strip_prefix(begin)?.parse().ok())
}

/// The terms that a glossary explains, each on a line of its own: the term, a colon, what it means.
#[must_use]
pub fn terms_explained(text: &str) -> Vec<(String, String)> {
    let pairs = text.lines().filter_map(|line| line.split_once(": "));
    pairs.map(|(term, meaning)| (term.trim().to_owned(), meaning.trim().to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_divided_where_it_names_a_line() {
        let text =
            "Before.\n\nLine 1\nFirst answer.\n\nStill the first. Line 2 is named here only.\n\nKey line of enquiry 2:\nSecond.";
        let (before, answers) = by_line(text);
        assert_eq!(before, "Before.");
        let first = "First answer.\n\nStill the first. Line 2 is named here only.";
        assert_eq!(answers, [(1, first.to_owned()), (2, "Second.".to_owned())]);
        assert_eq!(by_line("One text.\nOf two lines."), ("One text.\nOf two lines.".to_owned(), Vec::new()));
    }

    #[test]
    fn a_glossary_is_read_line_by_line() {
        let text = "MARAC: A meeting.\n\nNot a term\nIOPC: The Office: in full.";
        assert_eq!(
            terms_explained(text),
            [("MARAC".to_owned(), "A meeting.".to_owned()), ("IOPC".to_owned(), "The Office: in full.".to_owned())]
        );
    }
}
