//! When a report that is cleared can come out, for the sake of the family: after the time that they are given since they were told, and not
//! about the anniversary of the death, unless they agreed to the day.

use chrono::{Datelike, Days, NaiveDate};

use super::{Event, Facts};

/// Days before and after the anniversary of a death on which nothing is published: our default (field notes, section 12, scenario A).
const ABOUT: Days = Days::new(7);

/// The first day on which the report could come out, where on this day it would come before the family have had their time.
#[must_use]
pub fn before_their_time(facts: &Facts, on: NaiveDate) -> Option<NaiveDate> {
    facts.family_time_until.filter(|until| on < *until && !agreed(facts, on))
}

/// The first day after the anniversary of the death, where this day lies about it.
#[must_use]
pub fn about_the_anniversary(facts: &Facts, on: NaiveDate) -> Option<NaiveDate> {
    let died = facts.died_on.filter(|_| !agreed(facts, on))?;
    let years = (on.year() - 1..=on.year() + 1).filter(|year| *year > died.year());
    // Of a death on 29 February it is the day before in a common year.
    let anniversary = |year| died.with_year(year).or_else(|| died.pred_opt()?.with_year(year));
    let about = years.filter_map(anniversary).find(|day| (*day - ABOUT..=*day + ABOUT).contains(&on))?;
    (about + ABOUT).succ_opt()
}

/// Whether the family have had their time by today, or agreed to a day that has come: a publication is recorded when it has happened, and the
/// day that is given is judged then.
#[must_use]
pub fn had_their_time(facts: &Facts) -> bool {
    up_to_today(facts).any(|day| before_their_time(facts, day).is_none())
}

/// A day up to today on which the report could have come out and that does not lie about the anniversary; as in [`had_their_time`].
#[must_use]
pub fn outside_the_anniversary(facts: &Facts) -> Option<NaiveDate> {
    up_to_today(facts).find(|day| about_the_anniversary(facts, *day).is_none())
}

/// The days on which it may have come out: those to which the family agreed, and those since they have had their time.
fn up_to_today(facts: &Facts) -> impl Iterator<Item = NaiveDate> {
    let begins = facts.family_time_until.map_or(facts.today, |until| until.min(facts.today));
    agreements(facts)
        .map(|(day, _)| day)
        .filter(|day| *day <= facts.today)
        .chain(begins.iter_days().take_while(|day| *day <= facts.today))
}

/// Every day to which the family agreed, with the day on which they did.
fn agreements(facts: &Facts) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
    let standing = |about| Some((str::parse(about).ok()?, facts.dates.standing(Event::PublicationDayAgreed, about)?));
    facts.dates.abouts(Event::PublicationDayAgreed).filter_map(standing)
}

/// Whether this is the day to which the family agreed, the last that they named, and they did so by then.
fn agreed(facts: &Facts, on: NaiveDate) -> bool {
    let last = agreements(facts).map(|(_, made)| made).max();
    facts.nobody_to_tell || agreements(facts).any(|(day, made)| day == on && made <= on && Some(made) == last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn nothing_comes_out_about_an_anniversary_unless_the_family_agree() {
        let mut marta = Facts { died_on: Some(day("2025-02-08")), ..Facts::default() };
        let about = |facts: &Facts, on: &str| about_the_anniversary(facts, day(on));
        for on in ["2027-01-31", "2027-02-16", "2025-02-09"] {
            assert_eq!(about(&marta, on), None, "{on}");
        }
        for on in ["2027-02-01", "2027-02-08", "2027-02-15"] {
            assert_eq!(about(&marta, on), Some(day("2027-02-16")), "{on}");
        }
        marta.dates.record(Event::PublicationDayAgreed, day("2027-01-27"), "2027-02-08");
        assert_eq!(about(&marta, "2027-02-08"), None);
        assert_eq!(about(&marta, "2027-02-09"), Some(day("2027-02-16")), "they agreed to another day");
        marta.dates.record(Event::PublicationDayAgreed, day("2027-01-29"), "2027-02-04");
        assert_eq!(about(&marta, "2027-02-08"), Some(day("2027-02-16")), "they named another since");
        assert_eq!(about(&marta, "2027-02-04"), None);
        marta.dates.record(Event::Withdrawn, day("2027-02-08"), "");
        assert_eq!(about(&marta, "2027-02-04"), Some(day("2027-02-16")), "who withdraws a report asks the family anew");
        let leap = Facts { died_on: Some(day("2024-02-29")), ..Facts::default() };
        assert_eq!(about(&leap, "2027-02-22"), Some(day("2027-03-08")));
        let told = |today: &str| Facts { today: day(today), family_time_until: Some(day("2027-01-28")), ..leap.clone() };
        let leap_died = told("2027-03-01");
        assert_eq!(
            outside_the_anniversary(&leap_died),
            Some(day("2027-01-28")),
            "it may have come out before the anniversary was near"
        );
        let mut late = Facts { family_time_until: Some(day("2027-02-26")), ..leap_died };
        assert_eq!(outside_the_anniversary(&late), None);
        late.dates.record(Event::PublicationDayAgreed, day("2027-02-20"), "2027-02-24");
        assert_eq!(outside_the_anniversary(&late), Some(day("2027-02-24")), "the day to which they agreed");
        let early = |today: &str| Facts { today: day(today), ..late.clone() };
        assert_eq!([early("2027-02-23"), early("2027-02-25")].map(|facts| had_their_time(&facts)), [false, true]);
        let new_year = Facts { died_on: Some(day("2024-12-30")), ..Facts::default() };
        assert_eq!(about(&new_year, "2027-01-05"), Some(day("2027-01-07")));
    }
}
