//! The words of the story: what happened, and on what authority.

use crate::base::{capital, within_a_sentence};
use crate::process::{Act, Level};
use crate::reviews::Happening;

/// Codes that would not read well as words.
const SAID: [(&str, &str); 28] = [
    ("consultee_asked", "Asked for a view"),
    ("consultee_not_asked", "Not asked for a view, explained"),
    ("consultee_replied", "View given"),
    ("consultee_silent", "No view given, explained"),
    ("contact_with_family_or_friends", "Contact with family or friends"),
    ("directed_body_takes_part", "Body that was directed takes part"),
    ("directed_to_take_part", "Directed to take part in a review"),
    ("hold_looked_at", "Hold looked at again, and goes on"),
    ("interview_offered", "Interview offered"),
    ("interview_recorded", "Interview recorded"),
    ("interview_refused", "Interview offered and refused"),
    ("interview_waiting", "Interview held back until the police agree"),
    ("disclosure_restriction_ended", "Disclosure restriction ended"),
    ("disclosure_restriction_set", "Disclosure restriction set"),
    ("legal_hold_ended", "Legal hold ended"),
    ("legal_hold_set", "Legal hold set"),
    ("overlay_ended", "Embargo, restriction or legal hold ended"),
    ("overlay_set", "Embargo, restriction or legal hold set"),
    ("publication_embargo_ended", "Publication embargo ended"),
    ("publication_embargo_set", "Publication embargo set"),
    ("reading_of_the_draft_changed", "Days of a reading of the draft changed"),
    ("regime_confirmed", "Legal basis confirmed"),
    ("return_asked", "Return asked for"),
    ("runs_beside_this_review", "Review or proceeding beside this one recorded"),
    ("taken_over", "Case taken over from another partnership"),
    ("scrutiny_sent", "Decision sent to the Home Office for scrutiny"),
    ("terms_changed", "Terms of reference changed"),
    ("the_coroner_asked_for_papers", "Papers asked for by the coroner"),
];

/// What older notes end with. The front page says now that a new plan is asked for, until there is one.
const OLD: &str = "_look_at_the_plan_again";

/// What happened. A slice's own code reads as words once its lines are spaces: `panel_met` is "Panel met".
pub(super) fn words(one: &Happening) -> String {
    match one.act {
        // What the partnership agrees once more is not the report that it agreed before: it was written again in between.
        Some(Act::AgreeReport) if one.again => "Revised report agreed".into(),
        Some(act) => act.done().to_owned(),
        None => noted(&one.what),
    }
}

fn noted(what: &str) -> String {
    match what.strip_suffix(OLD) {
        Some(what) => format!("{}: look at the plan again", said(what)),
        None => said(what),
    }
}

fn said(what: &str) -> String {
    if let Some((_, said)) = SAID.iter().find(|(code, _)| *code == what) {
        return (*said).to_owned();
    }
    capital(&what.replace('_', " "))
}

/// A step keeps its source with how binding it is and how that is known, as codes in brackets. People read the source, what of it is
/// meant, and how binding it is where the source does not say so itself; the record keeps the rest.
pub(super) fn source(kept: &str) -> String {
    let Some((source, codes)) = kept.rsplit_once(" (") else { return kept.to_owned() };
    let Some(level) = codes.split([',', ')']).next().and_then(|code| code.parse::<Level>().ok()) else { return kept.to_owned() };
    let (named, meant) = source.split_once(": ").map_or((source, None), |(named, meant)| (named, Some(meant.to_owned())));
    let said = source.to_lowercase().contains(&level.label().to_lowercase());
    let more: Vec<String> = meant.into_iter().chain((!said).then(|| within_a_sentence(level.label()))).collect();
    let named = if matches!(level, Level::L3 | Level::D) && said { within_a_sentence(named) } else { named.to_owned() };
    if more.is_empty() { named } else { format!("{named} ({})", more.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::{OLD, SAID, noted, source};

    #[test]
    fn a_source_is_read_without_its_codes() {
        assert_eq!(source("dardr’s default (D, design)"), "dardr’s default");
        assert_eq!(source("dardr’s default: no time is promised (D, S20)"), "dardr’s default (no time is promised)");
        assert_eq!(
            source("Home Office: publish unless there is a compelling reason (L2, S21)"),
            "Home Office (publish unless there is a compelling reason; statutory guidance)"
        );
        assert_eq!(
            source("Home Office statutory guidance, December 2016 (L2, to confirm)"),
            "Home Office statutory guidance, December 2016"
        );
        assert_eq!(source("Domestic Abuse Act 2021, section 16 (L1, S3)"), "Domestic Abuse Act 2021, section 16 (statute)");
        assert_eq!(source("A letter (of the day)"), "A letter (of the day)");
    }

    #[test]
    fn notes_read_as_words_the_older_ones_too() {
        assert_eq!(noted("concluded"), "Concluded");
        assert_eq!(noted("concluded_look_at_the_plan_again"), "Concluded: look at the plan again");
        assert_eq!(noted("terms_changed_look_at_the_plan_again"), "Terms of reference changed: look at the plan again");
        assert_eq!(noted("next_date_moved"), "Next date moved");
    }

    /// What people are asked to do is not part of what happened, and words for what nothing notes are dead.
    #[test]
    fn words_are_kept_for_what_is_noted() {
        let mut source = String::new();
        let mut folders = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("reviews/view/happened.rs") {
                    source.push_str(&std::fs::read_to_string(path).unwrap());
                }
            }
        }
        assert!(!source.contains(OLD));
        for (code, _) in SAID {
            assert!(source.contains(&format!("\"{code}\"")), "{code}");
        }
    }
}
