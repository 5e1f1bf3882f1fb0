//! The forms in which a day is looked for.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::spellings::{Spelling, asked, loose, typed_first};

const MONTHS: [[&str; 3]; 12] = [
    ["January", "Jan", "Ionawr"],
    ["February", "Feb", "Chwefror"],
    ["March", "Mar", "Mawrth"],
    ["April", "Apr", "Ebrill"],
    ["May", "May", "Mai"],
    ["June", "Jun", "Mehefin"],
    ["July", "Jul", "Gorffennaf"],
    ["August", "Aug", "Awst"],
    ["September", "Sept", "Medi"],
    ["October", "Oct", "Hydref"],
    ["November", "Nov", "Tachwedd"],
    ["December", "Dec", "Rhagfyr"],
];

/// The months in Welsh, as they stand alone and behind "o".
const WELSH: [(&str, &str); 12] = [
    ("Ionawr", "Ionawr"),
    ("Chwefror", "Chwefror"),
    ("Mawrth", "Fawrth"),
    ("Ebrill", "Ebrill"),
    ("Mai", "Fai"),
    ("Mehefin", "Fehefin"),
    ("Gorffennaf", "Orffennaf"),
    ("Awst", "Awst"),
    ("Medi", "Fedi"),
    ("Hydref", "Hydref"),
    ("Tachwedd", "Dachwedd"),
    ("Rhagfyr", "Ragfyr"),
];

/// The months in French, German and Polish.
const OTHERS: [&str; 12] = [
    "janvier Januar stycznia",
    "février Februar lutego",
    "mars März marca",
    "avril April kwietnia",
    "mai Mai maja",
    "juin Juni czerwca",
    "juillet Juli lipca",
    "août August sierpnia",
    "septembre September września",
    "octobre Oktober października",
    "novembre November listopada",
    "décembre Dezember grudnia",
];

const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

const ORDINALS: [&str; 31] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty first",
    "twenty second",
    "twenty third",
    "twenty fourth",
    "twenty fifth",
    "twenty sixth",
    "twenty seventh",
    "twenty eighth",
    "twenty ninth",
    "thirtieth",
    "thirty first",
];

const COUNT: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// What shows that a day without its year is somebody's: a report says of no other day that somebody died on it.
const SOMEBODYS: [&str; 5] = ["born on", "died on", "dead on", "death on", "killed on"];

/// What shows that a day and a month are those of a birth.
const BIRTHS: [&str; 6] = ["birthday is", "birthday was", "birthday on", "birthday", "born", "born on"];

/// A day as it is written in one language of figures and words.
struct Day {
    year: i32,
    month: usize,
    day: usize,
}

/// A day in the forms in which people and systems write it, with the year. Day and month alone are too many other things: they ask a person
/// beside their day of the week, and where somebody was born or died on them.
pub(super) fn days(text: &str) -> Vec<Spelling> {
    let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") else { return vec![loose(text)] };
    let day = Day { year: date.year(), month: date.month() as usize, day: date.day() as usize };
    let forms = day.in_figures().into_iter().chain(day.with_a_month()).chain(day.in_words());
    let forms = typed_first(text, forms.chain(day.with_the_year_apart()).chain(day.in_other_languages()));
    let weekday = date.format("%A").to_string();
    let asks = day.by_its_number().into_iter().chain(day.without_a_year(&weekday)).chain(day.of_a_birth());
    let mut seen: BTreeSet<String> = forms.iter().cloned().collect();
    let asks = asks.chain(day.in_other_orders()).filter(|form| seen.insert(form.clone())).collect::<Vec<_>>();
    let sure = forms.into_iter().map(|text| Spelling { loose: false, ..loose(&text) });
    sure.chain(asks.into_iter().map(|text| Spelling { loose: false, ..asked(&text) })).collect()
}

impl Day {
    fn short(&self) -> i32 {
        self.year.rem_euclid(100)
    }

    fn months(&self) -> &'static [&'static str] {
        MONTHS.get(self.month - 1).map_or(&[], |names| names.as_slice())
    }

    fn end(&self) -> &'static str {
        match self.day {
            1 | 21 | 31 => "st",
            2 | 22 => "nd",
            3 | 23 => "rd",
            _ => "th",
        }
    }

    fn ordinal(&self) -> &'static str {
        ORDINALS.get(self.day - 1).copied().unwrap_or_default()
    }

    fn in_figures(&self) -> Vec<String> {
        let Self { year, month, day } = *self;
        let short = self.short();
        let mut forms = vec![
            format!("{year}-{month:02}-{day:02}"),
            format!("{year}-{month}-{day}"),
            format!("{year}{month:02}{day:02}"),
            format!("{day:02}{month:02}{year}"),
        ];
        for d in padded(day) {
            for m in padded(month) {
                forms.extend([format!("{d}/{m}/{year}"), format!("{d}/{m}/{short:02}"), format!("{year}-{m}-{d}")]);
            }
        }
        let roman = ROMAN.get(self.month - 1).copied().unwrap_or_default();
        for d in [format!("{day}"), format!("{day:02}"), in_rome(day)] {
            forms.extend([format!("{d}.{roman}.{year}"), format!("{d}.{roman}.{short:02}")]);
        }
        forms
    }

    /// In figures that may be another day or another number: in the order of others, or without a mark between them.
    fn in_other_orders(&self) -> BTreeSet<String> {
        let Self { year, month, day } = *self;
        let short = self.short();
        let mut forms = BTreeSet::from([format!("{day:02}{month:02}{short:02}"), format!("{short:02}{month:02}{day:02}")]);
        for d in padded(day) {
            for m in padded(month) {
                forms.extend([format!("{m}/{d}/{year}"), format!("{m}/{d}/{short:02}"), format!("{short:02}-{m}-{d}")]);
            }
        }
        forms
    }

    /// In Welsh, and in the months of other languages.
    fn in_other_languages(&self) -> Vec<String> {
        let (year, day) = (self.year, self.day);
        let (welsh, soft) = WELSH.get(self.month - 1).copied().unwrap_or_default();
        let days = [format!("{day}"), format!("{day}{}", welsh_ending(day))];
        let of = |d: &String| [format!("{d} {welsh} {year}"), format!("{d} o {soft} {year}"), format!("{d} o {welsh} {year}")];
        let mut forms: Vec<String> = days.iter().flat_map(of).collect();
        for name in OTHERS.get(self.month - 1).copied().unwrap_or_default().split(' ') {
            forms.extend(padded(day).map(|d| format!("{d} {name} {year}")));
        }
        forms
    }

    /// With the year before the day, or by a word behind the month: "in 1996 on 14 July", "July of ’96, the 14th", "14th day of July in 1996".
    fn with_the_year_apart(&self) -> Vec<String> {
        let (year, day, end, word) = (self.year, self.day, self.end(), self.ordinal());
        let short = format!("{:02}", self.short());
        let name = self.months().first().copied().unwrap_or_default();
        let mut forms = Vec::new();
        let days =
            [format!("{day} {name}"), format!("{day}{end} {name}"), format!("{day}{end} of {name}"), format!("{word} of {name}")];
        for d in &days {
            forms.extend([format!("{d} in {year}"), format!("{d} of {year}")]);
            forms.extend(["on", "on the", "the"].map(|on| format!("{year} {on} {d}")));
        }
        for d in [format!("{day}{end}"), word.to_owned()] {
            forms.extend(["", "of ", "in "].map(|by| format!("{d} day of {name} {by}{year}")));
            for year in [year.to_string(), short.clone()] {
                forms.extend(["", "of "].map(|of| format!("{name} {of}{year} the {d}")));
                forms.extend(["", "of "].map(|of| format!("{name} {of}{year} on the {d}")));
            }
        }
        forms
    }

    fn with_a_month(&self) -> Vec<String> {
        let (year, short, day, end, word) = (self.year, self.short(), self.day, self.end(), self.ordinal());
        let figures = [format!("{day}"), format!("{day:02}"), format!("{day}{end}")];
        let mut days = figures.to_vec();
        days.extend([format!("{day}{end} of"), format!("{word} of"), format!("the {word} of"), word.to_owned()]);
        let mut forms = Vec::new();
        for name in self.months() {
            for d in &days {
                forms.extend([format!("{d} {name} {year}"), format!("{d} {name} {short:02}")]);
            }
            for d in &figures {
                forms.extend([format!("{name} {d} {year}"), format!("{year} {d} {name}"), format!("{year} {name} {d}")]);
            }
        }
        if self.month == 9 {
            forms.extend([format!("{day} Sep {year}"), format!("{day:02} Sep {year}"), format!("{day:02} Sep {short:02}")]);
        }
        forms
    }

    /// "the nineteenth of October, in the year nineteen eighty-nine".
    fn in_words(&self) -> Vec<String> {
        let (name, day, end, word) = (self.months().first().copied().unwrap_or_default(), self.day, self.end(), self.ordinal());
        let days = [format!("{word} of"), word.to_owned(), format!("{day}{end} of"), format!("{day}{end}"), format!("{day}")];
        let years = spoken(self.year);
        let spelt = years.iter().flat_map(|year| [year.clone(), format!("in the year {year}")]);
        let years: Vec<String> = spelt.chain([format!("in the year {}", self.year)]).collect();
        days.iter().flat_map(|day| years.iter().map(move |year| format!("{day} {name} {year}"))).collect()
    }

    /// "the 19th day of the tenth month of 1989".
    fn by_its_number(&self) -> Vec<String> {
        let days = [format!("{}{}", self.day, self.end()), self.ordinal().to_owned()];
        let month = ORDINALS.get(self.month - 1).copied().unwrap_or_default();
        let mut years = spoken(self.year);
        years.push(self.year.to_string());
        let linked = |year: &String| [format!("of {year}"), format!("of the year {year}"), format!("in the year {year}")];
        let years: Vec<String> = years.iter().flat_map(linked).collect();
        let of = |day: &String| [format!("{day} day of the {month} month"), format!("{day} of the {month} month")];
        days.iter()
            .flat_map(of)
            .flat_map(|day| years.iter().map(move |year| format!("{day} {year}")).collect::<Vec<_>>())
            .collect()
    }

    /// A day and a month beside the word for a birth: "her birthday is 14/7".
    fn of_a_birth(&self) -> BTreeSet<String> {
        let (day, end, month) = (self.day, self.end(), self.month);
        let mut days: BTreeSet<String> =
            padded(day).into_iter().flat_map(|d| padded(month).map(|m| format!("{d}/{m}"))).collect();
        for name in self.months() {
            days.extend([format!("{day} {name}"), format!("{day}{end} {name}"), format!("{day}{end} of {name}")]);
            days.extend([format!("{name} {day}"), format!("{name} {day}{end}")]);
        }
        BIRTHS.into_iter().flat_map(|birth| days.iter().map(move |day| format!("{birth} {day}"))).collect()
    }

    fn without_a_year(&self, weekday: &str) -> BTreeSet<String> {
        let (day, end, word) = (self.day, self.end(), self.ordinal());
        let figures = |name: &str| vec![format!("{day} {name}"), format!("{day}{end} {name}"), format!("{day}{end} of {name}")];
        let words = |name: &str| ["", "the "].map(|the| format!("{the}{word} of {name}"));
        let months = self.months();
        let (long, short) = (months.first().copied().unwrap_or_default(), months.get(1).copied().unwrap_or_default());
        let whole: Vec<String> =
            figures(long).into_iter().chain(words(long)).chain([format!("the {day}{end} of {long}")]).collect();
        let mut forms: BTreeSet<String> = BTreeSet::new();
        for before in SOMEBODYS.into_iter().chain([weekday]) {
            forms.extend(whole.iter().map(|day| format!("{before} {day}")));
        }
        for before in [weekday, weekday.get(..3).unwrap_or(weekday)] {
            forms.extend(figures(short).into_iter().chain(figures(long)).map(|day| format!("{before} {day}")));
        }
        forms
    }
}

/// A number as it is, and with the zero that may lead it.
fn padded(number: usize) -> [String; 2] {
    [format!("{number}"), format!("{number:02}")]
}

/// A day of a month in Roman figures.
fn in_rome(day: usize) -> String {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    format!("{}{}", "X".repeat(day / 10), ones.get(day % 10).copied().unwrap_or_default())
}

/// How Welsh ends the number of a day: "1af", "14eg".
fn welsh_ending(day: usize) -> &'static str {
    match day {
        1 => "af",
        2 => "il",
        3 | 4 => "ydd",
        5 | 6 => "ed",
        7..=10 | 12 | 15 | 18 | 20 => "fed",
        11 | 13 | 14 | 16 | 17 | 19 => "eg",
        _ => "ain",
    }
}

/// A year as it is said: "nineteen eighty nine", "two thousand and seven", "twenty twelve".
fn spoken(year: i32) -> Vec<String> {
    let below = |number: i32| {
        let number = usize::try_from(number).unwrap_or_default();
        let word = |words: &[&str], at: usize| words.get(at).copied().unwrap_or_default().to_owned();
        match number {
            0..20 => word(&COUNT, number),
            _ => format!("{} {}", word(&TENS, number / 10), word(&COUNT, number % 10)).trim_end().to_owned(),
        }
    };
    let (hundreds, rest) = (year / 100, year % 100);
    match (hundreds, rest) {
        (20, 0) => vec!["two thousand".to_owned()],
        (20, 1..) => {
            let mut all = vec![format!("two thousand and {}", below(rest)), format!("two thousand {}", below(rest))];
            all.push(if rest < 10 { format!("twenty oh {}", below(rest)) } else { format!("twenty {}", below(rest)) });
            all
        }
        (10..20, 0) => vec![format!("{} hundred", below(hundreds))],
        (10..20, 1..) => {
            let century = below(hundreds);
            let oh = if rest < 10 { "oh " } else { "" };
            vec![format!("{century} {oh}{}", below(rest)), format!("{century} hundred and {}", below(rest))]
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_said_as_people_say_it() {
        assert_eq!(spoken(1989), ["nineteen eighty nine", "nineteen hundred and eighty nine"]);
        assert_eq!(spoken(1940), ["nineteen forty", "nineteen hundred and forty"]);
        assert_eq!(spoken(1905), ["nineteen oh five", "nineteen hundred and five"]);
        assert_eq!(spoken(2007), ["two thousand and seven", "two thousand seven", "twenty oh seven"]);
        assert_eq!(spoken(2012), ["two thousand and twelve", "two thousand twelve", "twenty twelve"]);
        assert_eq!(spoken(2000), ["two thousand"]);
        assert_eq!(spoken(900), Vec::<String>::new());
    }

    #[test]
    fn a_day_has_no_more_forms_than_a_search_bears() {
        let forms = days("1989-10-19");
        assert!(forms.len() < 420, "{}", forms.len());
        assert!(forms.iter().any(|form| form.text == "Thursday the nineteenth of October" && !form.sure));
        assert_eq!(days("about 1989").len(), 1);
    }
}
