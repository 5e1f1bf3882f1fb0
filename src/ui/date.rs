//! A date as day, month and year.

use maud::{Markup, Render, html};

use super::Filled;
use super::field::{Words, words};

/// A date in three fields, posted as `name-day`, `name-month` and `name-year`. Made by [`date`].
#[derive(Debug)]
pub struct DateInput {
    words: Words,
    parts: [(&'static str, &'static str, String, u8, bool); 3],
}
words!(DateInput);

/// Fields for a date.
pub fn date(f: &Filled, name: &str, label: &str) -> DateInput {
    let whole = f.error(name).is_some() && !f.names_a_part(name);
    let part = |part: &'static str, label, width| {
        (part, label, f.get(&format!("{name}-{part}")).to_owned(), width, whole || f.part_is_wrong(name, part))
    };
    let mut words = Words::new(f, name, label);
    words.hint = Some("For example, 27 3 2026".to_owned());
    DateInput { words, parts: [part("day", "Day", 2), part("month", "Month", 2), part("year", "Year", 4)] }
}

impl Render for DateInput {
    fn render(&self) -> Markup {
        let w = &self.words;
        w.group(&html! {
            fieldset class="govuk-fieldset" role="group" aria-describedby=[w.described_by()] {
                (w.legend()) (w.hint_and_error())
                div class="govuk-date-input" id=(w.name) {
                    @for (part, label, value, width, wrong) in &self.parts {
                        @let id = format!("{}-{part}", w.name);
                        div class="govuk-date-input__item" { div class="govuk-form-group" {
                            label class="govuk-label govuk-date-input__label" for=(id) { (label) }
                            input id=(id) name=(id) type="text" inputmode="numeric" value=(value)
                                class={ "govuk-input govuk-date-input__input govuk-input--width-" (width) @if *wrong { " govuk-input--error" } };
                        } }
                    }
                }
            }
        })
    }
}
