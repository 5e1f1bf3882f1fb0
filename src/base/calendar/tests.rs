use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn due(start: &str, length: &str) -> NaiveDate {
    Calendar::england_and_wales().due(day(start), length.parse().unwrap()).unwrap()
}

/// Dates worked out by hand from the published bank holidays; A and B are two whole reviews.
const FIXTURES: &[(&str, &str, &str, &str)] = &[
    ("A1", "CM1", "2025-02-12", "2025-03-12"),
    ("A2", "CM6", "2025-03-06", "2025-09-06"),
    ("A3", "WD5", "2025-03-06", "2025-03-13"),
    ("A4", "WD10", "2025-03-06", "2025-03-20"),
    ("A5", "WD20", "2025-05-08", "2025-06-06"),
    ("A6", "WD40", "2025-05-08", "2025-07-04"),
    ("A8", "WD20", "2026-12-09", "2027-01-11"),
    ("A9", "WD20", "2027-01-22", "2027-02-19"),
    ("B1", "CM1", "2026-03-30", "2026-04-30"),
    ("B2", "WD5", "2026-04-28", "2026-05-06"),
    ("B3", "CM6", "2026-07-15", "2027-01-15"),
    ("B4", "CD56", "2027-03-12", "2027-05-07"),
    ("B5", "CDB56", "2027-03-12", "2027-05-06"),
    ("E1", "CM1", "2026-01-31", "2026-02-28"),
];

#[test]
fn dates_worked_out_by_hand_hold() {
    for (name, length, start, expected) in FIXTURES {
        assert_eq!(due(start, length), day(expected), "{name}");
    }
    assert_eq!(Calendar::england_and_wales().act_by(day("2025-09-06")), Ok(day("2025-09-05")), "A2 act by");
}

#[test]
fn a_month_from_a_long_month_ends_with_the_shorter_one() {
    assert_eq!(due("2028-01-31", "CM 1"), day("2028-02-29"));
    assert_eq!(due("2025-08-31", "CM 6"), day("2026-02-28"));
    assert_eq!(due("2025-12-31", "CM 6"), day("2026-06-30"));
}

#[test]
fn beginning_with_counts_the_first_day() {
    assert_eq!(due("2027-03-12", "CDB 1"), day("2027-03-12"));
    assert_eq!(due("2027-03-12", "CD 1"), day("2027-03-13"));
}

#[test]
fn working_days_count_from_the_next_working_day_when_started_at_a_weekend() {
    assert_eq!(due("2025-03-08", "WD 1"), day("2025-03-10"));
    assert_eq!(due("2024-12-24", "WD 1"), day("2024-12-27"));
}

#[test]
fn a_warning_is_counted_back_over_bank_holidays() {
    assert_eq!(due("2025-03-06", "CM 6 - WD 20"), day("2025-08-08"), "25 August is a bank holiday");
}

#[test]
fn act_by_is_the_working_day_before() {
    let calendar = Calendar::england_and_wales();
    assert_eq!(calendar.act_by(day("2026-04-06")), Ok(day("2026-04-02")), "Easter Monday back to Maundy Thursday");
    assert_eq!(calendar.act_by(day("2026-04-07")), Ok(day("2026-04-07")));
}

#[test]
fn beyond_the_known_years_it_says_so() {
    let calendar = Calendar::england_and_wales();
    assert!(calendar.due(day("2028-12-20"), Length::WorkingDays(20)).is_err());
    assert!(calendar.act_by(day("2029-01-02")).is_err());
    assert!(calendar.due(day("2018-12-31"), Length::WorkingDays(1)).is_err());
    assert_eq!(calendar.due(day("2028-12-20"), Length::Months(1)), Ok(day("2029-01-20")), "months need no bank holidays");
    assert!(calendar.due(NaiveDate::MAX, Length::Days(1)).is_err());
    let counted = calendar.count(day("2028-12-20"), Length::WorkingDays(20));
    assert!(!counted.sure);
    assert_eq!(counted.due, day("2029-01-19"), "two bank holidays known, New Year's Day of 2029 not");
    assert!(!calendar.count(day("2028-12-20"), Length::Months(1)).sure, "the day to act by needs them");
}

#[test]
fn it_warns_a_year_ahead() {
    let calendar = Calendar::england_and_wales();
    assert_eq!(calendar.runs_out(), 2028);
    assert_eq!(calendar.warning(day("2027-12-31")), None);
    assert!(calendar.warning(day("2028-01-01")).is_some());
}

#[test]
fn lateness_is_told_in_working_days() {
    let calendar = Calendar::england_and_wales();
    assert_eq!(calendar.working_days_late(day("2025-07-04"), day("2025-07-18")), 10);
    assert_eq!(calendar.working_days_late(day("2025-07-04"), day("2025-07-05")), 0);
    assert_eq!(calendar.working_days_late(day("2025-07-04"), day("2025-07-01")), 0);
}

#[test]
fn lengths_read_back_what_they_write() {
    for text in ["SAME DAY", "CM 6", "CD 56", "CDB 56", "WD 20", "CM 6 - WD 20"] {
        assert_eq!(text.parse::<Length>().unwrap().to_string(), text);
    }
    assert_eq!("cm6".parse(), Ok(Length::Months(6)));
    for text in
        ["", "6", "CM", "CM 0", "CM 10000", "CM 99999999999", "CM -6", "CM +6", "CM 6 WD", "WD 5 - CM 1", "QM 6", "CM ６", "6 CM"]
    {
        assert_eq!(text.parse::<Length>(), Err(NotALength), "{text}");
    }
}

/// Easter Sunday by the Gregorian reckoning (Meeus, "Astronomical algorithms", chapter 8).
fn easter(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let n = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
    NaiveDate::from_ymd_opt(year, (n / 31) as u32, (n % 31 + 1) as u32).unwrap()
}

fn first_monday(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 1).unwrap()
}

fn last_monday(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 5)
        .or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 4))
        .unwrap()
}

/// The next weekday that is not taken: how the substitute of a bank holiday at a weekend is found.
fn substitute(year: i32, month: u32, date: u32, taken: &[NaiveDate]) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, date)
        .unwrap()
        .iter_days()
        .find(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !taken.contains(day))
        .unwrap()
}

#[test]
fn the_bank_holidays_are_the_usual_ones_and_the_special_ones() {
    let calendar = Calendar::england_and_wales();
    assert_eq!(calendar.holidays.len(), BANK_HOLIDAYS.lines().count() - 1, "every row is a date and a title");
    assert!(calendar.holidays.is_sorted());
    let moved = ["2020-05-04", "2022-05-30"].map(day);
    let special = ["2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08"].map(day);
    let mut expected = special.to_vec();
    for year in 2019..=2028 {
        let boxing = NaiveDate::from_ymd_opt(year, 12, 26).unwrap();
        // When Christmas Day is a Sunday, Boxing Day keeps its Monday and the substitute comes after it.
        let christmas = substitute(year, 12, 25, &[boxing]);
        expected.extend([
            substitute(year, 1, 1, &[]),
            easter(year) - Days::new(2),
            easter(year) + Days::new(1),
            first_monday(year, 5),
            last_monday(year, 5),
            last_monday(year, 8),
            christmas,
            substitute(year, 12, 26, &[christmas]),
        ]);
    }
    expected.retain(|day| !moved.contains(day));
    expected.sort();
    let held: Vec<NaiveDate> = calendar.holidays.iter().map(|(day, _)| *day).collect();
    assert_eq!(held, expected);
}
