//! The words of the story: what happened, and on what authority.

use crate::process::Level;
use crate::reviews::Happening;

/// Codes that would not read well as words.
const SAID: [(&str, &str); 17] = [
    ("consultee_asked", "Asked for a view"),
    ("consultee_not_asked", "Not asked for a view, explained"),
    ("consultee_replied", "View given"),
    ("consultee_silent", "No view given, explained"),
    ("contact_with_family_or_friends", "Contact with family or friends"),
    ("directed_to_take_part", "Directed to take part in a review"),
    ("interview_recorded", "Talk recorded"),
    ("joint_review_joined_look_at_the_plan_again", "Joint review joined: look at the plan again"),
    ("joint_review_left_look_at_the_plan_again", "Joint review left: look at the plan again"),
    ("overlay_ended", "Embargo, restriction or legal hold ended"),
    ("overlay_set", "Embargo, restriction or legal hold set"),
    ("regime_confirmed", "Legal basis confirmed"),
    ("return_asked", "Return asked for"),
    ("runs_beside_this_review", "Review or proceeding beside this one recorded"),
    ("scrutiny_sent", "Decision sent to the Home Office for scrutiny"),
    ("terms_changed_look_at_the_plan_again", "Terms of reference changed: look at the plan again"),
    ("the_coroner_asked_for_papers", "Papers asked for by the coroner"),
];

/// What happened. A slice's own code reads as words once its lines are spaces: `panel_met` is "Panel met".
pub(super) fn words(one: &Happening) -> String {
    if let Some(act) = one.act {
        return act.done().to_owned();
    }
    if let Some((_, said)) = SAID.iter().find(|(code, _)| *code == one.what) {
        return (*said).to_owned();
    }
    let spaced = one.what.replace('_', " ");
    let mut letters = spaced.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A step keeps its source with how binding it is and how that is known, as codes in brackets. People read the source, and how
/// binding it is where the source does not say so itself; the record keeps the rest.
pub(super) fn source(kept: &str) -> String {
    let Some((source, codes)) = kept.rsplit_once(" (") else { return kept.to_owned() };
    let level = codes.split([',', ')']).next().and_then(|code| code.parse::<Level>().ok());
    match level {
        Some(level) if !source.to_lowercase().contains(&level.label().to_lowercase()) => {
            format!("{source} ({})", level.label().to_lowercase())
        }
        Some(_) => source.to_owned(),
        None => kept.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn a_source_is_read_without_its_codes() {
        assert_eq!(source("Our default (D, design)"), "Our default");
        assert_eq!(
            source("Home Office statutory guidance, December 2016 (L2, to confirm)"),
            "Home Office statutory guidance, December 2016"
        );
        assert_eq!(source("Domestic Abuse Act 2021, section 16 (L1, S3)"), "Domestic Abuse Act 2021, section 16 (statute)");
        assert_eq!(source("A letter (of the day)"), "A letter (of the day)");
    }
}
