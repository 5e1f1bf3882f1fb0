//! Who can stand beside a family: national services that do not depend on the partnership, each with how it is reached.

use crate::process::scope::Manner;
use crate::typeset::papers::Support;

/// The services. A wrong number costs somebody in grief a call to a stranger: none stands here that was not read on a page of the service's own,
/// which is named beside it with the day.
const SERVICES: &str = include_str!("support.csv");

/// The rows of the table: code, name, website, number, where the number was read, and when.
fn services() -> impl Iterator<Item = Vec<&'static str>> {
    SERVICES.lines().skip(1).map(|line| line.split(',').collect())
}

fn offered(code: &str, what: &str) -> Option<Support> {
    let row = services().find(|row| row.first() == Some(&code))?;
    let [_, name, website, telephone, ..] = row.as_slice() else { return None };
    let ways: Vec<&str> = [*telephone, *website].into_iter().filter(|way| !way.is_empty()).collect();
    Some(Support { name: (*name).into(), what: what.into(), contact: ways.join(" · ") })
}

const AFTER_SUICIDE: &str = "A helpline and groups, run by people who have been bereaved by suicide themselves";

/// Who is offered after such a death; `suicide_too` where somebody else of the case died by suicide. Whoever supports after a killing is not offered to a family of somebody who died by suicide (domain
/// sections 2.12 and 8); where nobody will be tried, the letter speaks of no trial.
pub(super) fn support(manner: Option<Manner>, no_trial: bool, suicide_too: bool) -> Vec<Support> {
    let own = match manner {
        Some(Manner::Killed) => [
            if no_trial {
                offered("advocates", "Specialist advocates for families through a review and an inquest")
            } else {
                offered("advocates", "Specialist advocates for families through a review, an inquest and a trial")
            },
            offered("homicide", "Practical and emotional support after a killing"),
        ],
        Some(Manner::Suicide) => [
            offered("advocates", "Specialist advocates for families through a review and an inquest, after a suicide too"),
            offered("after-suicide", AFTER_SUICIDE),
        ],
        Some(Manner::Neglected | Manner::Unexplained | Manner::Other) | None => [
            offered("advocates", "Specialist advocates for families through a review and an inquest"),
            offered("bereavement", "Support for everybody who grieves"),
        ],
    };
    let too = offered("after-suicide", AFTER_SUICIDE).filter(|_| suicide_too && manner != Some(Manner::Suicide));
    own.into_iter().chain([too, offered("listeners", "Somebody to talk to at any hour, free of charge")]).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_says_where_and_when_it_was_read() {
        assert_eq!(services().count(), 5);
        for row in services() {
            let [_, name, website, telephone, read_at, read_on] = row.as_slice() else { panic!("{row:?}") };
            assert!(website.contains('.') && !website.contains('/'), "{name}");
            if telephone.is_empty() {
                assert!(read_at.is_empty() && read_on.is_empty(), "{name}");
                continue;
            }
            let own = |host: &str| host.trim_start_matches("www.").starts_with(website);
            assert!(read_at.strip_prefix("https://").is_some_and(own), "{read_at} is no page of the service’s own");
            assert!(read_on.parse::<chrono::NaiveDate>().is_ok(), "{read_on}");
            assert!(telephone.chars().all(|c| c.is_ascii_digit() || c == ' '), "{telephone}");
        }
    }

    #[test]
    fn every_family_is_offered_three() {
        for manner in [Manner::Killed, Manner::Suicide, Manner::Neglected, Manner::Unexplained, Manner::Other] {
            assert_eq!(support(Some(manner), false, false).len(), 3, "{manner:?}");
        }
    }

    #[test]
    fn who_lost_somebody_by_suicide_too_is_offered_help_with_that_once() {
        for manner in [Manner::Killed, Manner::Suicide, Manner::Unexplained] {
            let offered = support(Some(manner), true, true);
            let own = offered.iter().filter(|one| one.name == "Survivors of Bereavement by Suicide").count();
            assert_eq!(own, 1, "{manner:?}");
        }
    }

    #[test]
    fn a_number_stands_before_the_website() {
        let offered = support(Some(Manner::Killed), false, false);
        let ways: Vec<&str> = offered.iter().map(|one| one.contact.as_str()).collect();
        assert_eq!(ways, ["aafda.org.uk", "08 08 16 89 111 · victimsupport.org.uk", "116 123 · samaritans.org"]);
    }

    #[test]
    fn no_family_is_told_of_a_killing_that_nobody_speaks_of() {
        for manner in [Manner::Suicide, Manner::Neglected, Manner::Unexplained, Manner::Other] {
            let said: String = support(Some(manner), false, false).into_iter().map(|one| one.name + " " + &one.what).collect();
            assert!(!said.contains("killing") && !said.contains("Homicide"), "{said}");
        }
        assert!(support(Some(Manner::Killed), false, false).iter().any(|one| one.name == "Victim Support Homicide Service"));
    }

    #[test]
    fn nobody_is_told_of_a_trial_that_cannot_be() {
        let said = |no_trial| support(Some(Manner::Killed), no_trial, false).into_iter().map(|one| one.what).collect::<String>();
        assert!(said(false).contains("trial") && !said(true).contains("trial"));
    }
}
