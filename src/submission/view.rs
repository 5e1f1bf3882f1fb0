//! The page of submission and publication.

use chrono::NaiveDate;

use crate::access::Held;
use crate::base::counted;
use crate::documents::papers::{PaperKind, Standing};
use crate::proceedings;
use crate::process::{Act, Need, Offer};
use crate::redaction::Labels;
use crate::reports::spoken;
use crate::reviews::{Front, place_for, place_of, room};
use crate::ui::*;

use super::form_view::Form;
use super::letter_words;
use super::letters::{LetterRow, PointRow};
use super::pack::{PackPart, Part};
use super::publish::PublicationRow;
use super::send::SubmissionRow;

pub(super) struct Shown {
    pub(super) front: Front,
    pub(super) labels: Labels,
    pub(super) pack: Vec<PackPart>,
    /// How the papers of it that are made in dardr stand, while they are still to leave.
    pub(super) papers: Vec<(PaperKind, Standing)>,
    pub(super) submissions: Vec<SubmissionRow>,
    pub(super) letters: Vec<LetterRow>,
    pub(super) points: Vec<PointRow>,
    pub(super) publications: Vec<PublicationRow>,
    pub(super) offers: Vec<Offer>,
    pub(super) edits: bool,
    /// Whether the reader changes the report, and the letter asks for that now.
    pub(super) changes: bool,
    /// Until when the family have their time before publication, and the anniversary of the death is near.
    pub(super) until: [(Need, Option<NaiveDate>); 2],
    /// The days that the family ask to avoid.
    pub(super) avoid: Vec<String>,
    /// What runs beside and wants to be asked before the report is published, with who leads it.
    pub(super) ask_first: Vec<(proceedings::Kind, String)>,
    /// The day of the death, for who reads the case.
    pub(super) died_on: Option<NaiveDate>,
    /// What a submission of today misses.
    pub(super) late: Option<String>,
    pub(super) held: Vec<Held>,
}

impl Shown {
    pub(super) fn at(&self, room: &str) -> String {
        format!("/reviews/{}/submission{room}", self.front.id)
    }

    pub(super) fn offer(&self, act: Act) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.step.act == act)
    }

    /// Whether a letter of the Home Office is waited for.
    pub(super) fn waits(&self) -> bool {
        [Act::RecordClear, Act::RecordClearSubject, Act::RecordReturned].iter().any(|act| self.offer(*act).is_some())
    }
}

pub(super) fn page(shown: &Shown) -> Page {
    let front = &shown.front;
    let body = html! {
        (pack(shown))
        @if shown.offer(Act::AgreeReport).is_some() {
            (section_heading("Agreement"))
            (act(shown, Act::AgreeReport, Form::Agree))
        }
        (section_heading("Submissions"))
        (table("Submissions", &["Number", "Sent on", "To", "How", "Version", "Why late"]).quiet_caption().when_empty("It has not been submitted yet.").rows(shown.submissions.iter().map(|each| vec![
            html! { (each.n) }, html! { (day(each.sent_on)) }, html! { (each.body) }, html! { (each.how) }, html! { (spoken(&each.report_label)) }, html! { (each.lateness.show(&shown.labels)) },
        ])))
        @for send in [Act::Submit, Act::Resubmit] { (act(shown, send, Form::Submit)) }
        (letters(shown))
        (publishing(shown))
    };
    room(front, &shown.held, "/submission", "Submission and publication", &body)
}

/// The way to the form of an act that is offered, under its name alone; what is missing instead, while something is.
fn act(shown: &Shown, act: Act, form: Form) -> Markup {
    let Some(offer) = shown.offer(act) else { return html! {} };
    html! {
        @if offer.ready() {
            (button_row(&link_button(act.label(), &shown.at(form.room()))))
        } @else {
            (small_heading(act.label()))
            (para("This cannot be done yet:"))
            (bullets(offer.missing.iter().map(|need| missing(shown, *need))))
        }
    }
}

/// What is missing, as a link where the reader can go and mend it: not to this page, and not to a step that others take.
pub(super) fn missing(shown: &Shown, need: Need) -> Markup {
    let bare = shown.letters.iter().find(|letter| need == Need::LetterWithReport && shown.edits && letter.words.is_empty());
    let place = match bare {
        Some(letter) => shown.at(&format!("/letters/{}/words", letter.id)),
        None => place_for(shown.front.id, need),
    };
    let theirs = need.event().is_none() || shown.offers.iter().any(|own| Some(own.step.records) == need.event());
    let until = shown.until.iter().find(|(other, _)| *other == need).and_then(|(_, until)| *until);
    let sentence =
        until.map_or_else(|| need.sentence().to_owned(), |until| format!("{} (until {})", need.sentence(), day(until)));
    if theirs && place != shown.at("") {
        link(&sentence, &place)
    } else {
        html! { (sentence) }
    }
}

fn pack(shown: &Shown) -> Markup {
    let rows = shown.pack.iter().map(|part| {
        if let Some((state, more)) = paper(shown, part) {
            return vec![html! { (part.part.label()) }, state, more];
        }
        // Before the report is with the partnership nobody has missed anything.
        let state = match (part.there, shown.papers.is_empty()) {
            (true, _) => tag("Ready", Colour::Green),
            (false, true) => tag("Not yet", Colour::Grey),
            (false, false) => tag("Missing", Colour::Red),
        };
        let more = shown.labels.show(&part.words);
        let more = match mended(shown, part.part).filter(|_| !part.there) {
            Some(place) => link(&more, &place),
            None => html! { (more) },
        };
        vec![html! { (part.part.label()) }, state, more]
    });
    html! {
        (section_heading("The pack"))
        (table("What a submission must hold", &["Part", "State", "More"]).quiet_caption().rows(rows))
        @if Form::Pack.is_open(shown) {
            (button_row(&second_link_button(Form::Pack.title(shown), &shown.at(Form::Pack.room()))))
        }
    }
}

/// How the paper of a part stands, where it leaves as one.
fn paper(shown: &Shown, part: &PackPart) -> Option<(Markup, Markup)> {
    let papers = format!("/reviews/{}/papers", shown.front.id);
    Some(match part.standing(&shown.papers)? {
        Standing::Clean(_) => (tag("Ready", Colour::Green), html! { "Made from the present text and searched" }),
        Standing::Waits { .. } => (tag("Not ready", Colour::Yellow), link("Made; a word in it waits for an answer", &papers)),
        Standing::NotMade => (tag("Not ready", Colour::Yellow), link("Written; its paper is not made yet", &papers)),
        Standing::Old(..) => {
            (tag("Not ready", Colour::Yellow), link("Written; its paper is not made from the present text", &papers))
        }
    })
}

/// Where a part of the pack comes to be there: nothing for those that are declared on this page, or for who cannot go there.
fn mended(shown: &Shown, part: Part) -> Option<String> {
    let room = match part {
        Part::Overview | Part::Summary | Part::Family => "/report",
        Part::Plan => "/recommendations",
        Part::Anonymity => "/papers",
        Part::Commissioner => {
            let act = Act::SendReportToCommissioner;
            return shown.offer(act).map(|_| place_of(shown.front.id, act));
        }
        Part::DataForm | Part::Cover | Part::Parallel => return None,
    };
    shown.edits.then(|| format!("/reviews/{}{room}", shown.front.id))
}

fn letters(shown: &Shown) -> Markup {
    let front = &shown.front;
    let waits = shown.waits();
    html! {
        @if !shown.letters.is_empty() || waits { (section_heading("Outcome letters")) }
        @if shown.changes && !shown.letters.is_empty() {
            p class="govuk-body" { "Change the text as the letter asks in its sections, under " (link("Report", &format!("/reviews/{}/report", front.id))) ". What the letter asks stands below." }
        }
        @for letter in &shown.letters {
            (summary_card(letter.outcome.label(), &[], &[
                row("Board met on", letter.met_on.map(day).unwrap_or_default()),
                row("Letter of", day(letter.letter_on)),
                row("Came on", day(letter.received_on)),
                row("Apologises for delay", if letter.apologises { "Yes" } else { "No" }),
                prose_row("Praises", &letter.positives.show(&shown.labels)),
            ]))
            @if letter_words::are_open(front.stage) || !letter.words.is_empty() {
                (letter_words::standing(letter, &shown.labels, &shown.at(&format!("/letters/{}/words", letter.id)), shown.edits && letter_words::are_open(front.stage)))
            }
            @let own: Vec<&PointRow> = shown.points.iter().filter(|point| point.letter == letter.id).collect();
            @for point in &own { (one_point(shown, point)) }
        }
        @if waits && shown.edits {
            (button_row(&link_button(Form::Letter.title(shown), &shown.at(Form::Letter.room()))))
        }
        (act(shown, Act::ConfirmAmended, Form::Amended))
    }
}

fn one_point(shown: &Shown, point: &PointRow) -> Markup {
    let title = format!("Point {}", point.n);
    html! {
        (small_heading(&title))
        (prose(&point.words.show(&shown.labels)))
        @match point.answer {
            Some(given) => (inset(&html! { strong { (given.label()) } ". " (point.answer_words.show(&shown.labels)) })),
            None => @if shown.edits {
                p class="govuk-body" { (link(&format!("Answer point {}", point.n), &shown.at(&format!("/points/{}", point.id)))) }
            } @else { p class="govuk-body d-quiet" { "Not answered yet." } }
        }
    }
}

fn publishing(shown: &Shown) -> Markup {
    let rows = shown.publications.iter().map(|each| {
        vec![
            html! { (each.mode.label()) @if !each.reason.is_empty() { ": " (each.reason.show(&shown.labels)) } },
            html! {
                (each.published_on.map(day).unwrap_or_default())
                @if let (Some(on), Some(died)) = (each.published_on, shown.died_on) {
                    br; span class="d-quiet" { (counted((on - died).num_days(), "day", "days")) " after the death" }
                }
            },
            html! { (each.address) },
            html! { (spoken(&each.report_label)) },
            html! { @if let Some(on) = each.withdrawn_on { (day(on)) @if let Some(why) = each.withdrawn_why { ": " (why.label()) ". " (each.withdrawn_words.show(&shown.labels)) } } },
        ]
    });
    html! {
        (section_heading("Publication"))
        (table("Publication", &["What", "On", "Where", "Version", "Withdrawn"]).quiet_caption().when_empty("It is not published.").rows(rows))
        (act(shown, Act::Publish, Form::Publish))
        (act(shown, Act::HoldBackReport, Form::HoldBack))
        (act(shown, Act::Withdraw, Form::Withdraw))
    }
}
