//! How something of the register is found, and what follows from it.

/// How something was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// As it stands in the register, but for case and accents.
    Exact,
    /// With the ending of a possessive.
    Possessive,
    /// Broken by a hyphen or at a line's end.
    Split,
    /// With other marks or spaces between its parts.
    Spacing,
    /// A number in another grouping.
    Number,
    /// A date in another form.
    Date,
    /// In letters or signs that look like its own: "IsIa", "Naorni".
    Shape,
    /// One word of a name within the name of somebody or something that the paper names on purpose, such as a member of the panel: a person
    /// has to say that it is not the one of the register.
    Namesake,
    /// A name that is a common word too, found with a capital letter, or in lower case where it is more often a name: a person has to say
    /// which it is.
    CommonWord,
    /// What may be the name or other words by chance: a long name with a space in it, glued to another word, or in another ending. A person has
    /// to say which it is.
    Chance,
    /// By chance, or in letters that look like its own: a short name, or one that another name looks like.
    Looks,
    /// By chance, or with one letter more, less, changed or in its neighbour's place.
    OneLetter,
    /// By chance, or in another alphabet.
    Alphabet,
    /// By chance, or backwards.
    Backwards,
    /// By chance, or an address, a place, a day or a number in short or in other words.
    InShort,
    /// A street of the register but for one letter.
    Street,
    /// In letters that the search does not read, of several alphabets, or that the typesetter could not print: who can read them says that it
    /// is nobody's name.
    Letters,
    /// Of nobody in the register, and behind a title, so that it is somebody's: a person says that it may stand there.
    Titled,
}

impl Rule {
    /// Does it stop the file by itself? Otherwise a person answers.
    #[must_use]
    pub fn stops(self) -> bool {
        match self {
            Self::Exact | Self::Possessive | Self::Split | Self::Spacing | Self::Number | Self::Date | Self::Shape => true,
            Self::Namesake | Self::CommonWord => false,
            Self::Chance | Self::Looks | Self::OneLetter | Self::Alphabet | Self::Backwards | Self::InShort => false,
            Self::Street | Self::Letters | Self::Titled => false,
        }
    }

    /// Is what was found written otherwise than the register has it, so that it says little by itself?
    pub(super) fn is_alike(self) -> bool {
        match self {
            Self::Shape | Self::Looks | Self::OneLetter | Self::Alphabet | Self::Backwards | Self::InShort => true,
            Self::Street | Self::Letters => true,
            Self::Exact | Self::Possessive | Self::Split | Self::Spacing | Self::Number | Self::Date => false,
            Self::Namesake | Self::CommonWord | Self::Chance | Self::Titled => false,
        }
    }
}
