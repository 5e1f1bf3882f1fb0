//! Sentences and words for what the notification and the triage know by code.

use crate::process::scope::{Answer, Connection};

/// What is known of the coroner from what the triage and the notification were told.
pub(super) fn of_the_coroner((triaged, notified): (Option<Answer>, &str), area: &str, on_record: bool) -> String {
    // One that is on record stands among the proceedings, as it is now.
    if on_record {
        return String::new();
    }
    let when = match (triaged, notified) {
        (Some(Answer::Yes), _) => "we decided",
        (_, "yes") => "we were notified",
        // That there was none is said only where both who were asked said so.
        (Some(Answer::No), "no") => return "No investigation or inquest was open when we decided".into(),
        _ => return String::new(),
    };
    match area {
        "" => format!("An investigation or inquest was open when {when}"),
        area => format!("An investigation or inquest was open when {when} ({area})"),
    }
}

/// Which of several.
pub(super) const fn nth(at: usize) -> &'static str {
    match at {
        0 => "first",
        1 => "second",
        2 => "third",
        3 => "fourth",
        _ => "next",
    }
}

/// What the person who died was to somebody, as a sentence; nothing where the notification does not know it. The codes are those of its question.
pub(super) fn was(code: &str, of: &str) -> Option<String> {
    let what = match code {
        "spouse" => "the spouse or civil partner",
        "common_law_spouse" => "the common-law spouse",
        "partner" => "the partner",
        "ex_spouse" => "the former spouse or civil partner",
        "ex_common_law_spouse" => "the former common-law spouse",
        "ex_partner" => "the former partner",
        "casual_partner" => "a casual partner",
        "cohabitant" => "a cohabitant",
        "parent" => "a parent",
        "step_parent" => "a step-parent",
        "grandparent" => "a grandparent",
        "sibling" => "a brother or sister",
        "child" => "the son or daughter",
        "step_child" => "a step-child",
        "other_relative" => "a relative",
        "cared_for" => return Some(format!("The person who died was cared for by {of}")),
        "carer" => "the carer",
        "flatmate" => "a flatmate or lodger",
        "non_relative" => return Some(format!("The person who died was not related to {of}")),
        _ => return None,
    };
    Some(format!("The person who died was {what} of {of}"))
}

/// The same from the other side: what somebody was to the person who died, whose codes say what that person was to them.
pub(super) fn alleged_was(code: &str) -> Option<&'static str> {
    Some(match code {
        "spouse" => "spouse or civil partner",
        "common_law_spouse" => "common-law spouse",
        "partner" => "partner",
        "ex_spouse" => "former spouse or civil partner",
        "ex_common_law_spouse" => "former common-law spouse",
        "ex_partner" => "former partner",
        "casual_partner" => "casual partner",
        "cohabitant" => "cohabitant",
        "parent" => "son or daughter",
        "step_parent" => "step-child",
        "grandparent" => "grandchild",
        "sibling" => "brother or sister",
        "child" => "parent",
        "step_child" => "step-parent",
        "other_relative" => "relative",
        "cared_for" => "carer",
        "flatmate" => "flatmate or lodger",
        // "The person cared for" is no word of a table, and who was not related was nothing to them that has a name.
        _ => return None,
    })
}

/// How the person who died and the person alleged were connected, as a sentence.
pub(super) const fn connected(connection: Connection) -> &'static str {
    match connection {
        Connection::Partner => {
            "The person who died was the partner, spouse or civil partner of the person alleged to be responsible"
        }
        Connection::FormerPartner => {
            "The person who died was the former partner, spouse or civil partner of the person alleged to be responsible"
        }
        Connection::Engaged => {
            "The person who died and the person alleged to be responsible were engaged, or had agreed to enter a civil partnership"
        }
        Connection::ParentsOfSameChild => {
            "The person who died and the person alleged to be responsible were parents of the same child"
        }
        Connection::Relative => "The person who died was a relative of the person alleged to be responsible",
        Connection::PaidCarer => "One of the two was the paid carer of the other",
        Connection::ThroughAnother => {
            "The person who died and the person alleged to be responsible knew each other only through another person"
        }
        Connection::Acquaintance => {
            "The person who died and the person alleged to be responsible were not related: they knew each other as friends, neighbours, lodgers or colleagues"
        }
        Connection::Stranger => "The person who died and the person alleged to be responsible were strangers",
    }
}

/// The bands of the Home Office's data form (domain section 6.3).
pub(super) fn band(age: u8) -> &'static str {
    match age {
        0..=15 => "under 16",
        16..=19 => "16 to 19",
        20..=24 => "20 to 24",
        25..=34 => "25 to 34",
        35..=44 => "35 to 44",
        45..=54 => "45 to 54",
        55..=64 => "55 to 64",
        65..=u8::MAX => "65 or over",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relationship_is_a_sentence_without_codes() {
        let said = was("ex_partner", "the person alleged");
        assert_eq!(said.as_deref(), Some("The person who died was the former partner of the person alleged"));
        let known: Vec<_> = crate::notification::wording::relationships().into_iter().filter(|code| *code != "unknown").collect();
        for code in known {
            assert!(was(code, "the person alleged").is_some(), "{code} has no words");
        }
    }

    #[test]
    fn each_relationship_has_its_other_side() {
        for (code, other) in
            [("parent", "son or daughter"), ("child", "parent"), ("cared_for", "carer"), ("sibling", "brother or sister")]
        {
            assert_eq!(alleged_was(code), Some(other));
        }
        let nameless = crate::notification::wording::relationships().into_iter().filter(|code| alleged_was(code).is_none());
        assert_eq!(nameless.collect::<Vec<_>>(), ["carer", "non_relative", "unknown"]);
    }

    #[test]
    fn that_there_is_no_inquest_is_said_where_everybody_who_was_asked_says_so() {
        let none = "No investigation or inquest was open when we decided";
        assert_eq!(of_the_coroner((Some(Answer::No), "no"), "Stour", false), none);
        assert_eq!(of_the_coroner((Some(Answer::No), "no"), "", true), "", "one is on record since");
        assert_eq!(of_the_coroner((Some(Answer::No), "unknown"), "", false), "");
        assert_eq!(of_the_coroner((None, "no"), "", false), "");
        let notified = "An investigation or inquest was open when we were notified (Stour)";
        assert_eq!(of_the_coroner((Some(Answer::No), "yes"), "Stour", false), notified);
    }

    #[test]
    fn an_age_falls_in_one_band_of_the_data_form() {
        let bands: Vec<_> = [15, 16, 19, 20, 24, 25, 34, 35, 64, 65, 120].map(band).to_vec();
        assert_eq!(bands[..3], ["under 16", "16 to 19", "16 to 19"]);
        assert_eq!(
            bands[3..],
            ["20 to 24", "20 to 24", "25 to 34", "25 to 34", "35 to 44", "55 to 64", "65 or over", "65 or over"]
        );
    }
}
