//! A notification while it is written: the words of each page exactly as they were typed, sealed from the first.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::check;
use super::section::{MOST, Section, Whom};
use crate::ui::Filled;
use crate::ui::asked::{Sheet, read};

/// What was typed, page by page. `Debug` shows none of it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Draft(BTreeMap<String, Vec<(String, String)>>);

impl std::fmt::Debug for Draft {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Draft({} pages)", self.0.len())
    }
}

/// How far a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was typed.
    Empty,
    /// Something is missing or does not fit.
    Begun,
    /// All that must be there is there, and fits.
    Complete,
}

impl Draft {
    /// Keeps what was typed on a page, whatever it is.
    pub fn keep(&mut self, section: Section, f: &Filled) {
        let own = |name: &str| {
            section.questions().iter().any(|asked| name == asked.name || name.starts_with(&format!("{}-", asked.name)))
        };
        let typed: Vec<_> = f
            .pairs()
            .filter(|(name, value)| own(name) && !value.trim().is_empty())
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .collect();
        if typed.is_empty() {
            self.0.remove(&section.to_string());
        } else {
            self.0.insert(section.to_string(), typed);
        }
    }

    /// Takes a person's page out, and moves those after it up.
    pub fn remove(&mut self, whom: Whom, n: u8) {
        for at in n..=MOST {
            self.0.remove(&Section::Person(whom, at).to_string());
            if let Some(next) = self.0.remove(&Section::Person(whom, at + 1).to_string()) {
                self.0.insert(Section::Person(whom, at).to_string(), next);
            }
        }
    }

    /// The page as it was typed.
    #[must_use]
    pub fn filled(&self, section: Section) -> Filled {
        let pairs = self.0.get(&section.to_string()).into_iter().flatten();
        pairs.fold(Filled::new(), |f, (name, value)| f.with(name, value.clone()))
    }

    /// Whether anything was typed on a page.
    #[must_use]
    pub fn has(&self, section: Section) -> bool {
        self.0.contains_key(&section.to_string())
    }

    /// The right answers of a page, whatever else is wrong on it.
    #[must_use]
    pub fn sheet(&self, section: Section, today: NaiveDate) -> Sheet {
        read(&mut self.filled(section), section.questions(), today)
    }

    pub(super) fn day(&self, section: Section, name: &str, today: NaiveDate) -> Option<NaiveDate> {
        self.sheet(section, today).day(name)
    }

    /// The people of one kind, with their pages.
    #[must_use]
    pub fn people(&self, whom: Whom, today: NaiveDate) -> Vec<(Section, Sheet)> {
        let pages = (1..=MOST).map(|n| Section::Person(whom, n)).filter(|section| self.has(*section));
        pages.map(|section| (section, self.sheet(section, today))).collect()
    }

    /// How many people of a kind there are.
    #[must_use]
    pub fn count(&self, whom: Whom) -> u8 {
        (1..=MOST).filter(|n| self.has(Section::Person(whom, *n))).fold(0, |count, _| count + 1)
    }

    /// The page for one more person of a kind; none when there are as many as a notification takes.
    #[must_use]
    pub fn next(&self, whom: Whom) -> Option<Section> {
        (1..=MOST).map(|n| Section::Person(whom, n)).find(|section| !self.has(*section))
    }

    /// Every page that this draft has, in the order of the task list.
    #[must_use]
    pub fn sections(&self) -> Vec<Section> {
        let more = |whom| (1..=MOST).map(move |n| Section::Person(whom, n)).filter(|section| self.has(*section));
        let [told, contacts, first, rest @ ..] = Section::FIXED;
        let mut all = vec![told, contacts, first];
        all.extend(more(Whom::Deceased).filter(|section| *section != first));
        all.extend(more(Whom::Alleged));
        all.extend(more(Whom::Child));
        all.extend(rest);
        all
    }

    /// How far a page is.
    #[must_use]
    pub fn standing(&self, section: Section, today: NaiveDate) -> Standing {
        if !self.has(section) {
            return Standing::Empty;
        }
        let mut f = self.filled(section);
        check::page(self, section, &mut f, today);
        if f.is_good() { Standing::Complete } else { Standing::Begun }
    }

    /// Pages on which something is missing or does not fit.
    #[must_use]
    pub fn unfinished(&self, today: NaiveDate) -> Vec<Section> {
        self.sections().into_iter().filter(|section| self.standing(*section, today) != Standing::Complete).collect()
    }

    /// What to bear in mind before the review is opened.
    #[must_use]
    pub fn warnings(&self, today: NaiveDate) -> Vec<String> {
        check::warnings(self, today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-03-06".parse().expect("a day")
    }

    fn day(text: &str) -> Option<NaiveDate> {
        text.parse().ok()
    }

    fn with(draft: &mut Draft, section: Section, f: Filled) -> Vec<String> {
        draft.keep(section, &f);
        let mut f = draft.filled(section);
        check::page(draft, section, &mut f, today());
        f.errors().iter().map(|error| error.sentence.clone()).collect()
    }

    fn death(died: &str) -> Filled {
        let f = Filled::new().with_date("died", day(died)).with("died_sure", "yes").with("place_kind", "residential");
        f.with("abroad", "no").with("manner", "killed").with("facts", "Found at home.")
    }

    fn deceased(born: &str) -> Filled {
        let f = Filled::new().with("given", "Ines").with("family", "Quill").with_date("born", day(born)).with("sex", "female");
        f.with("residence", "Marshgate").with("nation", "england")
    }

    fn told(received: &str, attention: &str) -> Filled {
        let f = Filled::new().with_date("received", day(received)).with_date("attention", day(attention));
        f.with("channel", "email").with("source", "police").with("handling", "official_sensitive")
    }

    #[test]
    fn a_death_after_its_notification_is_refused_from_either_page() {
        let mut draft = Draft::default();
        assert!(with(&mut draft, Section::Told, told("2026-02-12", "2026-02-12")).is_empty());
        let said = with(&mut draft, Section::Death, death("2026-02-13"));
        assert_eq!(said, ["The date of death must not be after the day it came to attention, 12 February 2026"]);
        let mut draft = Draft::default();
        with(&mut draft, Section::Death, death("2026-02-13"));
        let said = with(&mut draft, Section::Told, told("2026-02-12", "2026-02-12"));
        assert!(said[0].contains("must not be before the death, 13 February 2026"), "{said:?}");
    }

    #[test]
    fn coming_to_attention_earlier_needs_a_reason_and_later_is_refused() {
        let mut draft = Draft::default();
        let said = with(&mut draft, Section::Told, told("2026-02-12", "2026-02-09"));
        assert_eq!(said, ["Enter how it came to attention before the notification"]);
        let said = with(&mut draft, Section::Told, told("2026-02-12", "2026-02-09").with("attention_why", "A press report"));
        assert!(said.is_empty());
        let said = with(&mut draft, Section::Told, told("2026-02-12", "2026-02-13"));
        assert_eq!(said, ["The day it came to attention must not be after the notification, 12 February 2026"]);
        let said = with(&mut draft, Section::Told, told("2026-03-07", "2026-03-07"));
        assert_eq!(said.len(), 2, "both lie ahead: {said:?}");
    }

    #[test]
    fn an_age_fits_the_date_of_birth_and_a_birth_comes_before_the_death() {
        let mut draft = Draft::default();
        with(&mut draft, Section::Death, death("2026-02-01"));
        let person = Section::Person(Whom::Deceased, 1);
        assert!(with(&mut draft, person, deceased("1991-02-02").with("age", "34")).is_empty());
        let said = with(&mut draft, person, deceased("1991-02-02").with("age", "35"));
        assert_eq!(said, ["The age does not fit the date of birth: on the day of death it was 34. Check both"]);
        let said = with(&mut draft, person, deceased("2026-02-02"));
        assert_eq!(said, ["The date of birth must not be after the date of death, 1 February 2026"]);
        with(&mut draft, person, deceased("1991-02-02"));
        let said = with(&mut draft, Section::Death, death("1991-01-01"));
        assert_eq!(said, ["The date of death must not be before the date of birth of the person who died"]);
    }

    #[test]
    fn somebody_under_sixteen_is_told_of_and_not_refused() {
        let mut draft = Draft::default();
        with(&mut draft, Section::Death, death("2026-02-01"));
        with(&mut draft, Section::Person(Whom::Deceased, 1), deceased("2010-03-01"));
        assert!(draft.warnings(today())[0].contains("under 16"));
    }

    #[test]
    fn everybody_is_born_before_the_death_and_a_child_after_it_is_told_of() {
        let alleged = |born: &str| {
            let f = Filled::new().with("given", "Cal").with("family", "Ferns").with_date("born", day(born)).with("sex", "male");
            f.with("relationship", "spouse").with("criminal", "charged").with("custody", "custody")
        };
        let mut draft = Draft::default();
        with(&mut draft, Section::Death, death("2026-02-01"));
        with(&mut draft, Section::Person(Whom::Deceased, 1), deceased("1991-02-02"));
        let person = Section::Person(Whom::Alleged, 1);
        let said = with(&mut draft, person, alleged("2026-02-02"));
        assert_eq!(said, ["The date of birth must not be after the date of death, 1 February 2026"]);
        let said = with(&mut draft, Section::Death, death("2026-02-01"));
        assert_eq!(said, ["The date of death must not be before the date of birth of the person alleged to be responsible"]);
        let said = with(&mut draft, person, alleged("2022-06-01"));
        let sentence = "The person alleged to be responsible was 3 and in a relationship with the person who died. Put the age right, \
                        or confirm that it was checked";
        assert_eq!(said, [sentence]);
        assert_eq!(draft.standing(person, today()), Standing::Begun);
        assert!(with(&mut draft, person, alleged("2022-06-01").with("young", "checked")).is_empty());
        assert!(draft.warnings(today()).iter().any(|one| one.starts_with("A person alleged to be responsible was under 16.")));
        with(&mut draft, Section::Person(Whom::Deceased, 1), deceased("2013-02-02"));
        let said = with(&mut draft, person, alleged("1990-06-01"));
        assert!(said[0].starts_with("The person who died was 12 and in a relationship"), "{said:?}");
        let child = Filled::new().with("given", "Bo").with_date("born", day("2026-02-20")).with("sex", "unclear");
        assert!(with(&mut draft, Section::Person(Whom::Child, 1), child).is_empty());
        let told = "A child: born on 20 February 2026, after the death on 1 February 2026. Check both days.";
        assert!(draft.warnings(today()).iter().any(|one| one == told), "{:?}", draft.warnings(today()));
    }

    #[test]
    fn the_time_of_the_incident_is_a_time_of_day() {
        let mut draft = Draft::default();
        let said = with(&mut draft, Section::Death, death("2026-02-01").with("incident_time", "99:99pm nonsense"));
        assert_eq!(said, ["The time of the incident must be a time of day, like 14:30"]);
        assert!(with(&mut draft, Section::Death, death("2026-02-01").with("incident_time", "10:40pm")).is_empty());
        assert_eq!(draft.sheet(Section::Death, today()).get("incident_time"), "22:40");
    }

    #[test]
    fn an_incident_comes_before_the_death() {
        let mut draft = Draft::default();
        let said = with(&mut draft, Section::Death, death("2026-02-01").with_date("incident", day("2026-02-02")));
        assert_eq!(said, ["The date of the incident must not be after the date of death, 1 February 2026"]);
    }

    #[test]
    fn what_is_wrong_is_kept_as_it_was_typed() {
        let mut draft = Draft::default();
        draft.keep(
            Section::Death,
            &Filled::new().with("died-day", "31").with("died-month", "Feb").with("died-year", "26").with("_token", "x"),
        );
        assert_eq!(draft.filled(Section::Death).get("died-month"), "Feb");
        assert_eq!(draft.filled(Section::Death).get("_token"), "");
        assert_eq!(draft.standing(Section::Death, today()), Standing::Begun);
    }

    #[test]
    fn taking_a_person_out_moves_the_next_one_up() {
        let mut draft = Draft::default();
        for (n, name) in [(1, "Ada"), (2, "Bo"), (3, "Cy")] {
            draft.keep(Section::Person(Whom::Child, n), &Filled::new().with("given", name));
        }
        draft.remove(Whom::Child, 1);
        let names: Vec<_> =
            draft.people(Whom::Child, today()).into_iter().map(|(_, sheet)| sheet.get("given").to_owned()).collect();
        assert_eq!(names, ["Bo", "Cy"]);
        assert_eq!(draft.next(Whom::Child), Some(Section::Person(Whom::Child, 3)));
    }

    #[test]
    fn a_call_is_confirmed_in_writing_and_a_lead_agreed_by_all() {
        let sheet = |pairs: &[(&str, &str)]| {
            let mut sheet = Sheet::default();
            pairs.iter().for_each(|(name, value)| sheet.set(name, vec![(*value).to_owned()]));
            sheet
        };
        assert!(check::in_writing(&sheet(&[("channel", "email")])));
        assert!(!check::in_writing(&sheet(&[("channel", "phone")])));
        assert!(check::in_writing(&sheet(&[("channel", "phone"), ("written_on", "2026-02-12")])));
        assert!(check::lead_settled(&sheet(&[("dispute", "no"), ("others", "no")])));
        assert!(!check::lead_settled(&sheet(&[("dispute", "yes"), ("others", "no")])));
        assert!(!check::lead_settled(&sheet(&[("dispute", "no"), ("others", "yes"), ("other_1", "Kelsall")])));
        let agreed = [("dispute", "no"), ("others", "yes"), ("other_1", "Kelsall"), ("other_1_on", "2026-02-12")];
        assert!(check::lead_settled(&sheet(&agreed)));
    }
}
