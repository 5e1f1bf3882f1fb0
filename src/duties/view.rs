//! What waits for a person, in words.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{Duty, Kind};
use crate::imr::Level;
use crate::process::{Due, Role};
use crate::reviews::{Next, Waiting};
use crate::ui::{Colour, Page, Status, Task, day, heading, link_about, para, section_heading, table, tag, task};

/// What is to be done, for a list in which the review is known.
fn what(duty: &Duty) -> String {
    let agency = &duty.agency;
    let level = || duty.detail.parse::<Level>().map_or_else(|_| "return".to_owned(), |level| level.in_a_sentence().to_owned());
    let contact = duty.role == Role::AgencySpoc;
    let reviews = duty.detail.parse().is_ok_and(Level::reviews);
    match duty.kind {
        Kind::Risk => "Somebody is at risk now: act first, then record what was done".into(),
        Kind::Reply => format!("Answer the consultation for {agency}"),
        Kind::Declaration => "Declare your interests as a panel member".into(),
        Kind::Conflict => format!("Judge the conflict of interest that {} declared ({agency})", duty.detail),
        Kind::Direction => format!("See that {agency} takes part, as the Secretary of State directs"),
        Kind::Records => format!("Confirm that the records of {agency} are secured"),
        Kind::Return if contact && reviews => format!("See that the {} of {agency} is written", level()),
        Kind::Return => format!("Write the {} of {agency}", level()),
        Kind::Signature if contact => format!("See that the {} of {agency} is signed", level()),
        Kind::Signature => format!("Sign the {} for {agency}", level()),
        Kind::Chase => format!("Remind {agency} of its {}", level()),
        Kind::Reading => format!("Read the {} of {agency} and accept it or send it back", level()),
        Kind::HoldLook => "Look at a hold again: does it go on, or is it lifted?".into(),
        Kind::Check => format!("Check what the draft says of {agency}"),
        Kind::Corrections => format!("Decide on the corrections by {agency}, or make those that were accepted"),
        Kind::Changes => "Change the report as the Home Office’s letter asks".into(),
        Kind::Points => "Answer each point of the Home Office’s letter".into(),
        Kind::Answer => format!("Accept recommendation {}, or say why not", duty.detail),
        Kind::Judgement => format!("Judge whether recommendation {} is done, as {agency} says", duty.detail),
        Kind::Approval => format!("Approve recommendation {}, which {agency} accepted after the report was agreed", duty.detail),
        Kind::Comments => "Answer the family’s comments on the draft, tell them, and change what was accepted".into(),
        Kind::Action => format!("Carry out recommendation {} and report on it", duty.detail),
    }
}

/// As tasks for the front page of a review.
pub(crate) fn tasks(duties: &[Duty], today: NaiveDate) -> Vec<Task> {
    let one = |duty: &Duty| {
        let status = match duty.due {
            Some(due) if duty.late(today) => Status::Overdue(format!("Due {}", day(due))),
            Some(_) | None => Status::Ready,
        };
        let asked = task(what(duty), duty.place(), status);
        match duty.due {
            Some(due) if !duty.late(today) => asked.hint(format!("By {}", day(due))),
            Some(_) | None => asked,
        }
    };
    duties.iter().map(one).collect()
}

/// What a clock is about, after its name.
fn named(due: &Due) -> String {
    let label = due.clock.rule.label();
    if due.about.is_empty() { label.to_owned() } else { format!("{label} ({})", due.about) }
}

fn by(due: Option<NaiveDate>, today: NaiveDate) -> Markup {
    html! {
        @match due {
            Some(due) => { (day(due)) @if due < today { " " (tag("Late", Colour::Red)) } }
            None => "As soon as you can",
        }
    }
}

/// A line of the page: what, where, in which review, of which partnership, by when.
struct Line<'a> {
    what: String,
    place: String,
    reference: &'a str,
    partnership: &'a str,
    due: Option<NaiveDate>,
}

impl Line<'_> {
    fn cells(&self, today: NaiveDate) -> Vec<Markup> {
        vec![
            link_about(&self.what, &self.place, self.reference),
            html! { (self.reference) },
            html! { (self.partnership) },
            by(self.due, today),
        ]
    }
}

impl<'a> From<&'a Duty> for Line<'a> {
    fn from(duty: &'a Duty) -> Self {
        let Duty { reference, partnership, due, .. } = duty;
        Line { what: what(duty), place: duty.place(), reference, partnership, due: *due }
    }
}

impl<'a> From<&'a Next> for Line<'a> {
    fn from(next: &'a Next) -> Self {
        let Next { what, place, reference, partnership, due } = next;
        Line { what: what.clone(), place: place.clone(), reference, partnership, due: *due }
    }
}

impl<'a> From<&'a Waiting> for Line<'a> {
    fn from(one: &'a Waiting) -> Self {
        let Waiting { review, reference, partnership, due } = one;
        Line { what: named(due), place: format!("/reviews/{review}"), reference, partnership, due: Some(due.act_date()) }
    }
}

/// The page with all of it: what is asked of the person, the steps that wait for them, and the clocks that the daily mail reminds them of.
pub(super) fn my_work(duties: &[Duty], next: &[Next], clocks: &[Waiting], today: NaiveDate) -> Page {
    let mut asked: Vec<Line<'_>> = duties.iter().map(Line::from).chain(next.iter().map(Line::from)).collect();
    // Each list has its order already; what has a day comes first in both.
    asked.sort_by_key(|line| (line.due.is_none(), line.due));
    let rows = asked.iter().map(|line| line.cells(today));
    let running = clocks.iter().map(|one| Line::from(one).cells(today));
    let body = html! {
        (heading("My work"))
        (para("What is asked of you, or of an agency that you act for, in every review of every partnership. The most pressing comes first."))
        @if !asked.is_empty() || clocks.is_empty() {
            (table("My work", &["What", "Review", "Asked by", "By when"]).rows(rows).quiet_caption().when_empty("Nothing waits for you at the moment."))
        }
        @if !clocks.is_empty() {
            (section_heading("Clocks that run out soon, or have"))
            (para("You answer for these, or see to it that somebody does. The daily mail names the same."))
            (table("Clocks", &["What", "Review", "Partnership", "By when"]).rows(running).quiet_caption())
        }
    };
    Page::new("My work", body).wide()
}
