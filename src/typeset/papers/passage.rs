//! Text that people wrote, as plain paragraphs or as a small tree. Never markup.

use serde::{Deserialize, Serialize};

/// Text that people wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Passage {
    /// Plain text: an empty line between paragraphs; lines that begin with `- ` make a list, with `1. ` a numbered one,
    /// with `> ` a quotation.
    Plain(String),
    /// A tree, from an editor.
    Blocks(Vec<Block>),
}

impl Default for Passage {
    fn default() -> Self {
        Self::Plain(String::new())
    }
}

impl From<&str> for Passage {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

impl From<String> for Passage {
    fn from(text: String) -> Self {
        Self::Plain(text)
    }
}

impl Passage {
    /// Is there nothing to print?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Plain(text) => text.trim().is_empty(),
            Self::Blocks(blocks) => blocks.is_empty(),
        }
    }
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case", deny_unknown_fields)]
pub enum Block {
    /// A paragraph.
    P {
        /// Its words.
        c: Vec<Inline>,
    },
    /// A list with bullets.
    Ul {
        /// Its items.
        c: Vec<Vec<Inline>>,
    },
    /// A numbered list.
    Ol {
        /// Its items.
        c: Vec<Vec<Inline>>,
    },
    /// A quotation.
    Quote {
        /// Its words.
        c: Vec<Inline>,
    },
    /// A heading below those of the template, which sets its level.
    H {
        /// Its words.
        c: Vec<Inline>,
    },
    /// A table with a heading row.
    Table {
        /// What the table shows.
        caption: String,
        /// The heads of the columns.
        head: Vec<String>,
        /// The rows, as many cells in each as there are heads. The first cell heads its row.
        rows: Vec<Vec<String>>,
    },
}

/// A stretch of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// Words with a mark.
    Marked(Marked),
}

/// Words with a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case", deny_unknown_fields)]
pub enum Marked {
    /// Strong words.
    Strong {
        /// The words.
        c: Vec<Inline>,
    },
    /// Stressed words.
    Em {
        /// The words.
        c: Vec<Inline>,
    },
    /// A link; anything but `https:`, `http:` and `mailto:` is printed without one.
    A {
        /// Where it leads.
        href: String,
        /// The words.
        c: Vec<Inline>,
    },
    /// A passage that was taken out: a fixed label, so that neither letters nor length can be told.
    Redacted {
        /// Why, such as "third party".
        reason: String,
    },
    /// A note at the foot of the page.
    Note {
        /// The note.
        c: Vec<Inline>,
    },
}
