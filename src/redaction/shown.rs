//! What a form showed of a text that is kept, so that it is kept as it was where nobody changed it.

use super::{Labels, Register};

impl Register {
    /// This register for the change of texts that were read by what these labels call people. A text, or a sentence of one, that comes back
    /// as it was shown is kept as it was: nobody can see in a pseudonym which part of a name it stands for, and one that is a word like any
    /// other is not known where a sentence begins with it.
    #[must_use]
    pub fn remembering<T: AsRef<str>>(mut self, labels: &Labels, kept: impl IntoIterator<Item = T>) -> Self {
        for text in kept {
            let text = text.as_ref();
            self.marks.recall(text);
            for piece in std::iter::once(text).chain(sentences(text)).map(str::trim).filter(|piece| piece.contains("{{")) {
                self.shown.entry(labels.show(piece)).or_insert_with(|| piece.to_owned());
            }
        }
        self
    }

    /// The text with what was shown and not changed as it is kept. Of two texts that read the same the whole is known, and not only its
    /// sentences.
    pub(super) fn as_kept(&self, text: &str) -> String {
        let kept = |piece: &str| {
            let bare = piece.trim();
            self.shown.get(bare).map(|kept| piece.replacen(bare, kept, 1))
        };
        kept(text).unwrap_or_else(|| sentences(text).map(|piece| kept(piece).unwrap_or_else(|| piece.to_owned())).collect())
    }
}

/// The sentences and lines of a text, each with the space behind it.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    let ends = text.char_indices().filter(|(at, c)| *c == '\n' || *c == ' ' && text[..*at].ends_with(['.', '!', '?', ':']));
    let ends: Vec<usize> = ends.map(|(at, _)| at + 1).chain([text.len()]).collect();
    ends.into_iter().map(move |end| &text[std::mem::replace(&mut from, end)..end])
}

#[cfg(test)]
mod tests {
    use super::super::text::Named;
    use super::*;

    fn one(code: &str, given: &str, family: &str, called: &str) -> Named {
        Named {
            code: code.into(),
            full: format!("{given} {family}"),
            given: given.into(),
            family: Some(family.into()),
            called: vec![called.into()],
            ..Named::default()
        }
    }

    #[test]
    fn what_comes_back_as_it_was_shown_is_kept_as_it_was() {
        let people = vec![one("V1", "Danuta", "Wilk", "Hope"), one("F1", "Zoë", "Ferns", "Marta")];
        let labels = Labels::pseudonyms([("V1", "Hope"), ("F1", "Marta")].map(|(code, name)| (code.into(), name.into())));
        let kept = "{{V1}} rang. {{F1:given}} was not in.\n\n{{V1:given}}’s mother knew {{F1:family}}. She wrote.";
        let shown = labels.show(kept);
        assert_eq!(shown, "Hope rang. Marta was not in.\n\nHope’s mother knew Marta. She wrote.");
        let register = |texts: &[&str]| Register::new(people.clone()).remembering(&labels, texts);
        assert_ne!(register(&[]).tie_str(&shown), kept);
        assert_eq!(register(&[kept]).tie_str(&shown), kept);
        assert_eq!(register(&[kept]).tie_str(&format!("  {shown}\n")), format!("  {kept}\n"));
        // What was changed is tied as it is typed, and the sentences beside it stay as they were.
        let changed = shown.replace("She wrote.", "Zoë wrote.").replace("was not in", "was out");
        let tied = "{{V1}} rang. {{F1}} was out.\n\n{{V1:given}}’s mother knew {{F1:family}}. {{F1:given}} wrote.";
        assert_eq!(register(&[kept]).tie_str(&changed), tied);
        // Two texts that read the same in a sentence, and not as a whole.
        let other = "{{V1:given}} rang. {{F1}} was not in.";
        assert_eq!(register(&[kept, other]).tie_str(&labels.show(other)), other);
        assert_eq!(register(&[other, kept]).tie_str(&shown), kept);
    }
}
