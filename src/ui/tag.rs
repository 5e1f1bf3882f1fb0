//! Tags: a word or two on the state of something. The words carry the meaning, the colour only repeats it.

use maud::{Markup, html};

/// The colour behind a tag.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Colour {
    /// At rest: not active, not applicable.
    Grey,
    /// New, to be done.
    Blue,
    /// Under way.
    Teal,
    /// Done, agreed.
    Green,
    /// Wants attention soon.
    Yellow,
    /// Held or paused.
    Purple,
    /// Late or stopped.
    Red,
}

/// A tag.
pub fn tag(words: &str, colour: Colour) -> Markup {
    let class = match colour {
        Colour::Grey => "govuk-tag--grey",
        Colour::Blue => "govuk-tag--blue",
        Colour::Teal => "govuk-tag--teal",
        Colour::Green => "govuk-tag--green",
        Colour::Yellow => "govuk-tag--yellow",
        Colour::Purple => "govuk-tag--purple",
        Colour::Red => "govuk-tag--red",
    };
    html! { strong class={ "govuk-tag " (class) } { (words) } }
}
