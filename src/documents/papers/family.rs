//! The first letter to a family, and who can stand beside them after a death such as this one.

use crate::process::Regime;
use crate::process::scope::Manner;
use crate::typeset::papers::{FamilyDecision, FamilyLetter, Support};

use super::gather::Gathered;
use super::kinds::Audience;
use super::letters::{Added, in_words};

/// Where families find help that does not depend on the partnership: national services, by their public websites. Whoever
/// supports after a killing is not offered to a family of somebody who died by suicide (domain sections 2.12 and 8).
fn support(manner: Option<Manner>) -> Vec<Support> {
    const ADVOCATES: &str = "Advocacy After Fatal Domestic Abuse";
    let own: [(&str, &str, &str); 2] = match manner {
        Some(Manner::Killed) => [
            (ADVOCATES, "Specialist advocates for families through a review, an inquest and a trial", "aafda.org.uk"),
            ("Victim Support Homicide Service", "Practical and emotional support after a killing", "victimsupport.org.uk"),
        ],
        Some(Manner::Suicide) => [
            (ADVOCATES, "Specialist advocates for families through a review and an inquest, after a suicide too", "aafda.org.uk"),
            (
                "Survivors of Bereavement by Suicide",
                "A helpline and groups, run by people who have been bereaved by suicide themselves",
                "uksobs.com",
            ),
        ],
        Some(Manner::Neglected | Manner::Unexplained | Manner::Other) | None => [
            (ADVOCATES, "Specialist advocates for families through a review and an inquest", "aafda.org.uk"),
            ("Cruse Bereavement Support", "Support for everybody who grieves", "cruse.org.uk"),
        ],
    };
    let each = own.into_iter().chain([("Samaritans", "Somebody to talk to at any hour", "116 123")]);
    each.map(|(name, what, contact)| Support { name: name.into(), what: what.into(), contact: contact.into() }).collect()
}

/// Why a review after a suicide has "homicide" in its name; empty where the name needs no such word.
fn about_the_name(regime: Regime, manner: Option<Manner>) -> String {
    match (regime, manner) {
        (Regime::DhrS9, Some(Manner::Suicide)) => {
            "“Domestic homicide review” is the name that the law gives to every review of a death in which domestic abuse may have \
             played a part, and the law uses that name after a death by suicide too."
                .into()
        }
        _ => String::new(),
    }
}

impl Gathered {
    /// None before there is a decision. `person` is the name by which the family's letter speaks of the person who died.
    pub(super) fn family_letter(&self, person: &str, added: &Added) -> Option<FamilyLetter> {
        let decided = self.decided()?;
        let decision = if self.is_no_review() {
            FamilyDecision::NoReview {
                reasons: added.passage("reasons"),
                instead: added.passage("instead"),
                home_office: vec![
                    "Home Office, Interpersonal Abuse Unit".into(),
                    "2 Marsham Street".into(),
                    "London SW1P 4DF".into(),
                ],
            }
        } else {
            FamilyDecision::Review { report_due: self.expected(), proceedings: added.passage("proceedings") }
        };
        let manner = self.case.died_by();
        Some(FamilyLetter {
            frame: self.frame(Audience::Named, None),
            to: added.addressee(&added.text("method")),
            chair: self.chair(),
            person: person.to_owned(),
            pronoun: added.text("pronoun"),
            possessive: added.text("possessive"),
            review_name: in_words(self.front.regime).to_owned(),
            about_the_name: about_the_name(self.front.regime, manner),
            decided,
            personal: added.passage("personal"),
            decision,
            support: support(manner),
            contact: added.signatory(),
            signed: added.signatory(),
            enclosures: vec!["Home Office leaflet for families".into()],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_family_is_told_of_a_killing_that_nobody_speaks_of() {
        for manner in [Manner::Suicide, Manner::Neglected, Manner::Unexplained, Manner::Other] {
            let said: String = support(Some(manner)).into_iter().map(|one| one.name + " " + &one.what).collect();
            assert!(!said.contains("killing") && !said.contains("Homicide"), "{said}");
        }
        assert!(support(Some(Manner::Killed)).iter().any(|one| one.name == "Victim Support Homicide Service"));
    }

    #[test]
    fn the_name_is_explained_where_it_says_what_did_not_happen() {
        assert!(about_the_name(Regime::DhrS9, Some(Manner::Suicide)).contains("after a death by suicide too"));
        assert_eq!(about_the_name(Regime::DhrS9, Some(Manner::Killed)), "");
        assert_eq!(about_the_name(Regime::DardrS8a, Some(Manner::Suicide)), "");
    }
}
