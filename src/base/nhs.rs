//! NHS numbers.

/// What to say of a number that cannot be right, after what it is.
pub const NOT_AN_NHS_NUMBER: &str =
    "It has ten digits, and the last follows from the others. Leave it out if you cannot check it";

/// Whether ten digits can be an NHS number: the last is the check digit, by modulus 11 over the first nine (NHS Data Dictionary, "NHS NUMBER").
/// Spaces and hyphens between them count for nothing.
#[must_use]
pub fn is_nhs_number(typed: &str) -> bool {
    let digits: Option<Vec<u32>> =
        typed.trim().chars().filter(|one| !matches!(one, ' ' | '\u{a0}' | '-')).map(|one| one.to_digit(10)).collect();
    let Some([first @ .., check]) = digits.as_deref() else { return false };
    if first.len() != 9 {
        return false;
    }
    let sum: u32 = first.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    // A remainder of 10 belongs to no number that was ever given out.
    (11 - sum % 11) % 11 == *check
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_by_its_last_digit() {
        for right in ["999 000 0018", "9990000018", " 999-000-0026 ", "943\u{a0}476\u{a0}5919"] {
            assert!(is_nhs_number(right), "{right}");
        }
        for wrong in ["999 000 0019", "999 000 001", "99900000188", "", "not known", "943 476 5918", "٩٩٩٠٠٠٠٠١٨"] {
            assert!(!is_nhs_number(wrong), "{wrong}");
        }
    }
}
