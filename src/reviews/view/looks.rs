//! What becomes of a hold: it is looked at again and goes on, or it is lifted.

use maud::{Markup, html};

use crate::reviews::Front;
use crate::reviews::holds::HoldRow;
use crate::ui::{
    Filled, Page, Seal, button, button_row, date, day, form, heading_in, hidden, para, second_link_button, textarea,
};

fn about(hold: &HoldRow) -> Markup {
    para(&format!("{}, held since {}.", hold.kind.label(), day(hold.starts)))
}

pub(in crate::reviews) fn page(seal: &Seal, front: &Front, hold: &HoldRow, f: &Filled) -> Page {
    let home = format!("/reviews/{}/holds", front.id);
    let title = "Look at the hold again";
    Page::new(
        title,
        html! {
            (heading_in(&front.reference, title))
            (about(hold))
            (para("If nothing has to wait any more, lift the hold instead. Every look stays on record."))
            (form(seal, &format!("{home}/{}/look", hold.id), &html! {
                (hidden("version", f.version_seen(hold.version)))
                (date(f, "looked_on", "When was it looked at?"))
                (textarea(f, "why", "Why does the hold go on?").hint("Say what still has to wait, and on whose advice").rows(4))
                (date(f, "next_on", "When is it looked at next?").hint("Four weeks after the day of this look, if you leave it empty").optional())
                (button_row(&html! { (button("Record that it goes on")) (second_link_button("Cancel", &home)) }))
            }))
        },
    )
    .about(&front.reference)
    .back(home)
}

pub(in crate::reviews) fn lift(seal: &Seal, front: &Front, hold: &HoldRow, f: &Filled) -> Page {
    let home = format!("/reviews/{}/holds", front.id);
    Page::new(
        "Lift the hold",
        html! {
            (heading_in(&front.reference, "Lift the hold"))
            (about(hold))
            (form(seal, &format!("{home}/{}/lift", hold.id), &html! {
                (hidden("version", f.version_seen(hold.version)))
                (date(f, "lifted_on", "When was it lifted?").hint("Dates are suggested from this day on. It is not before the hold began or was last looked at"))
                (button_row(&html! { (button("Lift the hold")) (second_link_button("Cancel", &home)) }))
            }))
        },
    )
    .about(&front.reference)
    .back(home)
}
