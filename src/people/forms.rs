//! What people type about people and partnerships.

use crate::access::people::NewPerson;
use crate::base::calendar::Length;
use crate::base::{Line, Prose};
use crate::process::scope::Nation;
use crate::typeset::papers::Letterhead;
use crate::ui::Filled;

use super::store::Settings;

pub(super) fn own_name(f: &mut Filled) -> Option<(Line, Option<Line>)> {
    let name = f.line("name", "your full name");
    let title = f.optional_line("job-title", "your job title");
    f.good()?;
    Some((name?, title?))
}

pub(super) fn new_person(f: &mut Filled) -> Option<NewPerson> {
    let name = f.line("name", "the person’s full name");
    let email = f.email("email");
    let job_title = f.optional_line("job-title", "their job title");
    f.good()?;
    Some(NewPerson { name: name?, email: email?, job_title: job_title? })
}

/// The nations that this law is for.
pub(super) const NATIONS: [Nation; 2] = [Nation::England, Nation::Wales];

pub(super) fn settings(f: &mut Filled) -> Option<Settings> {
    let name = f.line("name", "the partnership’s name");
    let short_name = f.line("short-name", "a short name");
    let nation = f.one_of("nation", "where the partnership is", &NATIONS, Nation::code);
    let display_term = f.line("display-term", "what you call a review");
    let code = f.line("code", "what references begin with");
    let fits =
        |typed: &str| (2..=8).contains(&typed.len()) && typed.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if code.as_ref().is_some_and(|typed| !fits(typed.as_str())) {
        f.wrong("code", "What references begin with must be 2 to 8 capital letters or figures, such as WYK");
    }
    let host = f.optional_line("host", "the host");
    let address = f.optional_prose("address", "the postal address");
    let telephone = f.optional_line("telephone", "the telephone number");
    let email = f.optional_email("letter-email");
    let website = f.optional_line("website", "the web address");
    let second_factor_required = f.yes_no("second-factor", "whether everybody needs a second factor");
    f.good()?;
    let text = |line: Option<Line>| line.map(Line::into_string).unwrap_or_default();
    let letterhead = Letterhead {
        partnership: name.clone()?.into_string(),
        host: text(host?),
        address: address?.map(|lines| lines.as_str().lines().map(str::to_owned).collect()).unwrap_or_default(),
        telephone: text(telephone?),
        email: email?.map(|email| email.as_str().to_owned()).unwrap_or_default(),
        website: text(website?),
    };
    Some(Settings {
        name: name?,
        short_name: short_name?,
        code: code?.into_string(),
        nation: nation?,
        display_term: display_term?,
        letterhead,
        second_factor_required: second_factor_required?,
    })
}

/// The units in which a partnership may set a length.
pub(super) const UNITS: [&str; 4] = ["WD", "CD", "CDB", "CM"];

pub(super) fn unit_label(unit: &str) -> &'static str {
    match unit {
        "WD" => "Working days",
        "CDB" => "Days, beginning with the day it starts",
        "CM" => "Calendar months",
        _ => "Days",
    }
}

pub(super) fn length(f: &mut Filled) -> Option<(Length, Prose)> {
    let number = f.number("number", "how long", 1..=999);
    let unit = f.one_of("unit", "the unit", &UNITS, |unit| unit);
    let reason = f.prose("reason", "why the partnership sets its own length");
    f.good()?;
    let length = format!("{} {}", unit?, number?).parse().ok()?;
    Some((length, reason?))
}
