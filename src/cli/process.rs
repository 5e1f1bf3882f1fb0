//! `dardr process`: the process as text.

use crate::process::{Regime, print};

/// The process of one kind of review, or of all of them one after another.
///
/// # Errors
/// A sentence when there is no such kind.
pub fn process(regime: Option<&str>) -> Result<String, String> {
    match regime {
        Some(code) => Ok(print::process(read_regime(code)?)),
        None => Ok(Regime::ALL.iter().map(|regime| print::process(*regime)).collect::<Vec<_>>().join("\n\n")),
    }
}

/// Reads the code of a kind of review, in small or capital letters.
pub(super) fn read_regime(code: &str) -> Result<Regime, String> {
    let known: Vec<&str> = Regime::ALL.iter().map(|regime| regime.code()).collect();
    let regime = code.trim().to_lowercase().parse();
    regime.map_err(|_| format!("There is no such kind of review. The kinds are {}.", known.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_prints_one_or_all() {
        let one = process(Some("DHR_S9")).unwrap();
        assert!(one.starts_with("Domestic homicide review (section 9)\n"));
        let all = process(None).unwrap();
        for regime in Regime::ALL {
            assert!(all.contains(regime.label()));
        }
        assert_eq!(
            process(Some("dhr")),
            Err("There is no such kind of review. The kinds are dhr_s9, dardr_s8a, susr_dhr, nonstat.".to_owned())
        );
    }
}
