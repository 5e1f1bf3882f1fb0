//! Numbers of reviews as a board is told them: what is so small that somebody could be picked out is told no closer than "fewer than 5"
//! (domain section 3.2), and so is what would let it be worked out. Everything else is told.

use crate::base::{noun, within_a_sentence};
use crate::process::{Stage, draw};

/// From this number on nobody is picked out.
const ENOUGH: i64 = 5;

/// A number that may be too small to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// As it is.
    Known(i64),
    /// At least one and fewer than five.
    Few,
    /// Large enough, but with it and the others a small one could be worked out.
    Withheld,
}

impl Count {
    /// The number as this reader is told it.
    #[must_use]
    pub fn told(count: i64, suppressed: bool) -> Self {
        if suppressed && (1..ENOUGH).contains(&count) { Self::Few } else { Self::Known(count) }
    }

    /// What it counts, as it stands after the number.
    #[must_use]
    pub fn noun(self, one: &'static str, many: &'static str) -> &'static str {
        match self {
            Self::Known(count) => noun(&count, one, many),
            Self::Few | Self::Withheld => many,
        }
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Known(count) => write!(out, "{count}"),
            Self::Few => out.write_str("fewer than 5"),
            Self::Withheld => out.write_str("withheld"),
        }
    }
}

/// Whether small numbers, each from 1 to 4, can be worked out from what they make together.
fn gives_away(small: usize, together: i64) -> bool {
    let small = i64::try_from(small).unwrap_or(i64::MAX);
    small == 1 || (small > 1 && (together == small || together == small * (ENOUGH - 1)))
}

/// A line of the table by stage, as a reader is told it who is not told small numbers.
struct Line {
    name: String,
    count: i64,
    told: Count,
    /// Whether its reviews are without an agreed report.
    runs: bool,
}

/// The lines: those of one part of the work that are small stand together where that makes them large enough. What they make together is
/// withheld where it says what each of them is.
fn lines(counts: &[(Stage, i64)]) -> Vec<Line> {
    let mut lines = Vec::new();
    for part in counts.chunk_by(|one, next| draw::part(one.0) == draw::part(next.0)) {
        let (small, large): (Vec<_>, Vec<_>) = part.iter().partition(|(_, count)| *count < ENOUGH);
        let alone = |(stage, count): &(Stage, i64)| Line {
            name: stage.label().to_owned(),
            count: *count,
            told: Count::told(*count, true),
            runs: runs(*stage),
        };
        lines.extend(large.into_iter().map(alone));
        match small.as_slice() {
            [] => {}
            [one] => lines.push(alone(one)),
            [(first, _), ..] => {
                let names: Vec<String> = small.iter().map(|(stage, _)| within_a_sentence(stage.label())).collect();
                let count = small.iter().map(|(_, count)| count).sum();
                let told =
                    if count >= ENOUGH && gives_away(small.len(), count) { Count::Withheld } else { Count::told(count, true) };
                lines.push(Line {
                    name: format!("{}: {}", draw::part(*first), names.join(", ")),
                    count,
                    told,
                    runs: runs(*first),
                });
            }
        }
    }
    lines
}

/// Whether a reader who knows what these lines make together could work out one that is not told.
fn hides<'a>(lines: impl Iterator<Item = &'a Line>) -> bool {
    let hidden: Vec<&Line> = lines.filter(|line| !matches!(line.told, Count::Known(_))).collect();
    hidden.iter().any(|line| line.told == Count::Withheld) || gives_away(hidden.len(), hidden.iter().map(|line| line.count).sum())
}

/// How many there are in all, where that is told.
fn all_of(lines: &[Line]) -> Option<i64> {
    let all = lines.iter().map(|line| line.count).sum();
    (lines.len() > 1 && all >= ENOUGH && !hides(lines.iter())).then_some(all)
}

/// The reviews of each stage. For a reader who is not told small numbers those of one part of the work stand together where that makes them
/// large enough, and the last row says how many there are in all, unless that gives a small one away.
#[must_use]
pub fn by_stage(counts: &[(Stage, i64)], suppressed: bool) -> Vec<(String, Count)> {
    if !suppressed {
        return counts.iter().map(|(stage, count)| (stage.label().to_owned(), Count::Known(*count))).collect();
    }
    let lines = lines(counts);
    let all = all_of(&lines).map(|all| ("All stages".to_owned(), Count::Known(all)));
    lines.into_iter().map(|line| (line.name, line.told)).chain(all).collect()
}

/// How many reviews are without an agreed report, and how many of these are late. Either is withheld where it gives away a small number: of
/// those that are not late, or of a line of the table by stage of `counts`, with how many there are in all or without.
#[must_use]
pub fn running(running: i64, late: i64, counts: &[(Stage, i64)], suppressed: bool) -> (Count, Count) {
    let (mut all, mut of_them) = (Count::told(running, suppressed), Count::told(late, suppressed));
    if !suppressed {
        return (all, of_them);
    }
    let lines = lines(counts);
    let the_rest = all_of(&lines).is_some() && hides(lines.iter().filter(|line| !line.runs));
    if matches!(all, Count::Known(_)) && (the_rest || hides(lines.iter().filter(|line| line.runs))) {
        all = Count::Withheld;
    }
    if matches!((all, of_them), (Count::Known(_), Count::Known(_))) && (1..ENOUGH).contains(&(running - late)) {
        of_them = Count::Withheld;
    }
    (all, of_them)
}

/// Whether a review at this stage is without an agreed report.
const fn runs(stage: Stage) -> bool {
    matches!(
        stage,
        Stage::Setup
            | Stage::Scoping
            | Stage::Gathering
            | Stage::Analysis
            | Stage::Drafting
            | Stage::FamilyReading
            | Stage::CspSignoff
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(counts: &[(Stage, i64)]) -> Vec<String> {
        by_stage(counts, true).into_iter().map(|(name, count)| format!("{name} {count}")).collect()
    }

    #[test]
    fn small_numbers_are_withheld_and_none_is_told_as_none() {
        assert_eq!(Count::told(0, true), Count::Known(0));
        assert_eq!(Count::told(1, true), Count::Few);
        assert_eq!(Count::told(4, true).to_string(), "fewer than 5");
        assert_eq!(Count::told(5, true), Count::Known(5));
        assert_eq!(Count::told(1, false), Count::Known(1));
    }

    #[test]
    fn one_small_number_hides_no_other() {
        assert_eq!(
            said(&[(Stage::Triage, 2), (Stage::Drafting, 7), (Stage::Monitoring, 12)]),
            ["Triage fewer than 5", "Drafting 7", "Monitoring actions 12"]
        );
    }

    #[test]
    fn stages_of_one_part_of_the_work_stand_together_where_each_is_small() {
        let rows = [(Stage::Setup, 2), (Stage::Scoping, 1), (Stage::Gathering, 6), (Stage::Analysis, 3), (Stage::Closed, 9)];
        assert_eq!(
            said(&rows),
            ["Gathering information 6", "Reviewing: setting up, scoping, analysis 6", "Closed 9", "All stages 21"]
        );
    }

    #[test]
    fn the_whole_is_told_unless_it_gives_a_small_number_away() {
        let three = [(Stage::Triage, 1), (Stage::Setup, 3), (Stage::Drafting, 2)];
        assert_eq!(said(&three).last().map(String::as_str), Some("All stages 6"));
        // Five rows that make five are one each; two that make eight are four each.
        let ones = [Stage::Triage, Stage::Setup, Stage::Drafting, Stage::WithHo, Stage::Published].map(|stage| (stage, 1));
        assert!(said(&ones).iter().all(|row| row.ends_with("fewer than 5")), "{:?}", said(&ones));
        assert_eq!(said(&[(Stage::Triage, 4), (Stage::Drafting, 4)]).len(), 2);
    }

    #[test]
    fn what_would_let_a_small_number_be_worked_out_is_withheld() {
        assert_eq!(running(8, 6, &[], true), (Count::Known(8), Count::Withheld), "two are not late");
        assert_eq!(running(12, 6, &[], true), (Count::Known(12), Count::Known(6)));
        assert_eq!(running(12, 3, &[], true), (Count::Known(12), Count::Few));
        let rows = [(Stage::Setup, 2), (Stage::Drafting, 7), (Stage::Monitoring, 3)];
        assert_eq!(running(9, 3, &rows, true), (Count::Withheld, Count::Few), "without it the two could be worked out");
        assert_eq!(running(9, 3, &rows, false), (Count::Known(9), Count::Known(3)));
    }

    #[test]
    fn what_stages_make_together_says_nothing_of_each() {
        let fours = [(Stage::Setup, 4), (Stage::Scoping, 4), (Stage::Drafting, 7)];
        assert_eq!(said(&fours), ["Reviewing: setting up, scoping withheld", "Drafting 7"], "eight of two are four and four");
        assert_eq!(running(15, 6, &fours, true).0, Count::Withheld);
        let together = [(Stage::Setup, 2), (Stage::Scoping, 3), (Stage::Drafting, 2)];
        assert_eq!(said(&together), ["Reviewing: setting up, scoping 5", "Drafting fewer than 5"]);
        assert_eq!(running(7, 6, &together, true).0, Count::Withheld, "seven without the five are two");
        let beside = [(Stage::Triage, 3), (Stage::Setup, 2), (Stage::Gathering, 7), (Stage::Drafting, 3)];
        assert_eq!(said(&beside).last().map(String::as_str), Some("All stages 15"));
        assert_eq!(running(12, 6, &beside, true).0, Count::Withheld, "all without the twelve are three");
    }
}
