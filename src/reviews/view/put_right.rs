//! The page on which a step is given the day on which it happened.

use maud::html;

use crate::reviews::Front;
use crate::reviews::put_right::TakenOnce;
use crate::ui::{
    Filled, Page, Seal, button, button_row, date, day, form, heading_in, hidden, para, second_link_button, textarea,
};

pub(in crate::reviews) fn page(seal: &Seal, front: &Front, one: &TakenOnce, f: &Filled) -> Page {
    let back = format!("/reviews/{}/timeline", front.id);
    Page::new(
        "Put the day right",
        html! {
            (heading_in(&front.reference, "Put the day right"))
            (para(&format!("“{}” is recorded for {}.", one.act.done(), day(one.on_date))))
            (para("The clocks will count from the day that you enter. The timeline keeps both days and your reason."))
            (form(seal, &format!("/reviews/{}/timeline/{}/day", front.id, one.seq), &html! {
                (date(f, "on", "When did it happen?"))
                (textarea(f, "reason", "Why was another day recorded?").hint("People’s names become their pseudonyms when this is saved."))
                (hidden("version", f.version_seen(front.version)))
                (button_row(&html! { (button("Put the day right")) (second_link_button("Cancel", &back)) }))
            }))
        },
    )
    .about(&front.reference)
    .back(back)
}
