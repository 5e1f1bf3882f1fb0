//! The list of reviews.

use chrono::NaiveDate;
use maud::{Markup, html};

use crate::base::{counted, noun};
use crate::process::DueState;
use crate::reviews::front::{called, standing_in_words};
use crate::reviews::list::{Listed, Listing, PAGE, Wanted};
use crate::ui::{Colour, Page, day, heading, lead, link, link_about, link_button, pagination, table, tag};

pub(in crate::reviews) fn page(listing: &Listing, wanted: &Wanted, page: usize, may_notify: bool, today: NaiveDate) -> Page {
    let size = usize::try_from(PAGE).unwrap_or(1);
    let total = usize::try_from(listing.total).unwrap_or(0);
    let pages = total.div_ceil(size).max(1);
    let ended = if wanted.ended { "&ended=yes" } else { "" };
    let of = wanted.partnership.map(|id| format!("&partnership={id}")).unwrap_or_default();
    let heads = ["Reference", "Partnership", "Stage", "Next due", "Overdue#"];
    let rows = listing.reviews.iter().map(|one| row(one, today));
    let open = if wanted.ended { "" } else { "open " };
    let reviews = noun(&total, "review", "reviews");
    Page::new(
        "Reviews",
        html! {
            (heading("Reviews"))
            @if total > 0 { (lead(&format!("{total} {open}{reviews} in which you have a part."))) }
            @if may_notify { (link_button("Enter a notification", "/notifications")) }
            (table("Reviews", &heads).quiet_caption().rows(rows).when_empty("There is no open review that you have a part in."))
            (pagination(page, pages, |n| format!("/reviews?page={n}{ended}{of}")))
            p class="govuk-body" {
                @if wanted.ended { (link("Show only reviews that are open", "/reviews")) }
                @else { (link("Show closed reviews too", "/reviews?ended=yes")) }
            }
        },
    )
    .wide()
}

fn row(one: &Listed, today: NaiveDate) -> Vec<Markup> {
    vec![
        html! {
            @let called = called(one.stage, &one.display_term);
            (link_about(&one.reference, &format!("/reviews/{}", one.id), &format!(", {called}")))
            br; span class="d-quiet" { (called) }
        },
        html! { (one.partnership) },
        html! {
            (standing_in_words(one.stage, one.regime, one.learning_closed_on))
            br; span class="d-quiet" { "since " (day(one.stage_since)) }
            @if one.held { " " (tag("On hold", Colour::Purple)) }
        },
        html! {
            @match &one.next {
                Some(due) => {
                    (due.clock.rule.label()) br;
                    span class="d-quiet" { @if due.to_agree() { "agree a date by " } (day(due.working_date())) }
                    @if due.state == DueState::Overdue { " " (tag(&late(due.working_date(), today), Colour::Red)) }
                }
                None => { span class="d-quiet" { "No clock is running" } }
            }
        },
        html! { (one.overdue) },
    ]
}

fn late(due: NaiveDate, today: NaiveDate) -> String {
    format!("{} late", counted((today - due).num_days(), "day", "days"))
}
