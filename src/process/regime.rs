//! Which law, guidance or local practice a review is held under.

use super::coded::coded;

coded! {
    /// The legal basis of a review. What a partnership calls its reviews ("DHR", "DARDR") is a separate setting: many say
    /// DARDR while section 9 is still the law.
    Regime;
    DhrS9 = "dhr_s9", "Domestic homicide review (section 9)";
    DardrS8a = "dardr_s8a", "Domestic abuse related death review (section 8A)";
    SusrDhr = "susr_dhr", "Single Unified Safeguarding Review (Wales)";
    Nonstat = "nonstat", "Local learning review (not statutory)";
}

impl Regime {
    /// The Act or the agreement that a review stands on, whole, for a reader outside who knows no section by its number.
    #[must_use]
    pub const fn basis(self) -> &'static str {
        match self {
            Self::DhrS9 => "Domestic homicide review, section 9 of the Domestic Violence, Crime and Victims Act 2004",
            Self::DardrS8a => {
                "Domestic abuse related death review, section 8A of the Domestic Violence, Crime and Victims Act 2004"
            }
            Self::SusrDhr => {
                "Single Unified Safeguarding Review (Wales), which is also a review under section 9 of the Domestic Violence, Crime and Victims Act 2004"
            }
            Self::Nonstat => "Local learning review, held by agreement: no Act asks for it",
        }
    }
}

impl Default for Regime {
    /// Section 9 is the law in force until a commencement date for section 8A is set.
    fn default() -> Self {
        Self::DhrS9
    }
}
