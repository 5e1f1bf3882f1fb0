//! The first letter to a family, and who can stand beside them after a death such as this one.

use crate::family::{AdvocateKind, FamilyPerson};
use crate::proceedings::{Kind, State};
use crate::process::Regime;
use crate::process::scope::Manner;
use crate::typeset::papers::{FamilyDecision, FamilyLetter};
use crate::ui::day;

use super::gather::Gathered;
use super::kinds::Audience;
use super::letters::{Added, in_words};
use super::support::support;
use super::who::lost;

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

/// Whether the letter is given by an advocate, as its method says: nobody is then told that they can have one.
fn is_given_by_an_advocate(method: &str) -> bool {
    method.to_lowercase().contains("advocate")
}

/// Who stands beside somebody and is no advocate, in the word that follows "your"; empty where nobody is known to. A letter speaks of
/// whoever is recorded, and offers an advocate besides.
fn worker(to: Option<&FamilyPerson>, method: &str) -> &'static str {
    match to.map(|to| to.advocate_kind) {
        Some(AdvocateKind::VsHomicide) => "homicide service worker",
        Some(AdvocateKind::Samm) => "supporter from Support After Murder and Manslaughter",
        Some(AdvocateKind::SuicideBereavement) => "worker of the suicide bereavement service",
        Some(AdvocateKind::Legal) => "solicitor",
        Some(AdvocateKind::Aafda | AdvocateKind::Other) => "",
        Some(AdvocateKind::None) | None if method.to_lowercase().contains("homicide service worker") => "homicide service worker",
        Some(AdvocateKind::None) | None => "",
    }
}

/// Whether an advocate stands beside somebody: one of the advocates' own service, or whom the record calls so.
fn has_advocate(to: Option<&FamilyPerson>, method: &str) -> bool {
    let recorded = to.is_some_and(|to| match to.advocate_kind {
        AdvocateKind::Aafda => true,
        AdvocateKind::Other => is_given_by_an_advocate(&to.advocate),
        AdvocateKind::None
        | AdvocateKind::VsHomicide
        | AdvocateKind::Samm
        | AdvocateKind::SuicideBereavement
        | AdvocateKind::Legal => false,
    });
    recorded || is_given_by_an_advocate(method)
}

/// Under what the Secretary of State can direct that a review is held.
const fn direction(regime: Regime) -> &'static str {
    match regime {
        Regime::DhrS9 | Regime::SusrDhr => "section 9(2)",
        Regime::DardrS8a => "section 8A(2)",
        Regime::Nonstat => "",
    }
}

/// What is said of an inquest that is not on record among the proceedings.
const OPENED: &str = "When we decided, the coroner had opened an investigation or an inquest. It is separate from our review, and decides \
                      other questions.";

impl Gathered {
    /// What a family should know of an inquest or a trial, from what is on record: a sentence or two each, an empty line between.
    pub(super) fn beside_for_family(&self) -> String {
        let open = self.proceedings.iter().filter(|one| matches!(one.state, State::Expected | State::Active));
        let each = open.filter_map(|one| {
            let next = one.next_on.filter(|on| *on >= self.today);
            match one.kind {
                kind if kind.is_criminal() => {
                    let heard = next.map(|on| format!(" The next date at court is {}.", day(on))).unwrap_or_default();
                    Some(format!(
                        "There are criminal proceedings.{heard} Until they have ended we will not ask you about anything on which you may have \
                         to give evidence, and we will publish nothing."
                    ))
                }
                Kind::Inquest => {
                    let heard = next.map(|on| format!(" The next date that we know of is {}.", day(on))).unwrap_or_default();
                    Some(format!("The coroner is holding an inquest.{heard} It is separate from our review, and decides other questions."))
                }
                _ => None,
            }
        });
        let on_record = each.collect::<Vec<_>>().join("\n\n");
        let opened = self.proceedings.iter().all(|one| one.kind != Kind::Inquest) && self.case.has_inquest();
        let inquest = if opened { OPENED } else { "" };
        [on_record.as_str(), inquest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// None before there is a decision; `to` is whoever of the family it is for, where the family's register has them. `person` is the name by which the family's letter speaks of the person who died.
    pub(super) fn family_letter(&self, person: &str, to: Option<&FamilyPerson>, added: &Added) -> Option<FamilyLetter> {
        let decided = self.decided()?;
        let decision = if self.is_no_review() {
            FamilyDecision::NoReview {
                reasons: added.passage("reasons"),
                instead: added.passage("instead"),
                hoped: added.text("hoped"),
                home_office: vec![
                    "Home Office, Interpersonal Abuse Unit".into(),
                    "2 Marsham Street".into(),
                    "London SW1P 4DF".into(),
                ],
                direction: direction(self.front.regime).to_owned(),
            }
        } else {
            FamilyDecision::Review {
                report_due: self.promised(),
                guidance_due: self.expected().filter(|_| self.promised().is_none()),
                replaces: self.replaced(decided).map(|earlier| earlier.decided),
                proceedings: added.passage("proceedings"),
            }
        };
        let (manner, method) = (self.case.died_by(), added.text("method"));
        Some(FamilyLetter {
            frame: self.frame(Audience::Named, None),
            to: added.addressee(&method),
            chair: self.chair(),
            person: person.to_owned(),
            kin: to
                .filter(|to| to.part.is_close())
                .and_then(|to| lost(&to.relationship, &added.text("pronoun")))
                .unwrap_or_default()
                .to_owned(),
            pronoun: added.text("pronoun"),
            possessive: added.text("possessive"),
            review_name: in_words(self.front.regime).to_owned(),
            about_the_name: about_the_name(self.front.regime, manner),
            decided,
            personal: added.passage("personal"),
            decision,
            has_advocate: has_advocate(to, &method),
            worker: worker(to, &method).to_owned(),
            knows_chair: to.is_some_and(|to| to.terms_settled_on.is_some()),
            support: support(manner, self.case.no_trial(), self.case.alleged_died_by_suicide()),
            contact: added.signatory(),
            signed: added.signatory(),
            // It tells of taking part in a review.
            enclosures: if self.is_no_review() { Vec::new() } else { vec!["Home Office leaflet for families".into()] },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_whose_letter_an_advocate_brings_has_one() {
        assert!(is_given_by_an_advocate("By your advocate") && is_given_by_an_advocate("Through her Advocate, by hand"));
        assert!(!is_given_by_an_advocate("By your family liaison officer") && !is_given_by_an_advocate(""));
    }

    #[test]
    fn a_worker_who_brings_a_letter_is_called_what_they_are() {
        assert_eq!(worker(None, "By your homicide service worker"), "homicide service worker");
        assert!(!has_advocate(None, "By your homicide service worker"), "an advocate is offered besides");
        assert_eq!(worker(None, "By your advocate"), "");
        assert!(has_advocate(None, "By your advocate"));
    }

    #[test]
    fn the_name_is_explained_where_it_says_what_did_not_happen() {
        assert!(about_the_name(Regime::DhrS9, Some(Manner::Suicide)).contains("after a death by suicide too"));
        assert_eq!(about_the_name(Regime::DhrS9, Some(Manner::Killed)), "");
        assert_eq!(about_the_name(Regime::DardrS8a, Some(Manner::Suicide)), "");
    }
}
