//! The page of submission and publication.

use crate::access::Held;
use crate::process::{Act, Offer, QaOutcome};
use crate::redaction::Labels;
use crate::reports::spoken;
use crate::reviews::{Front, place_for, place_of, room};
use crate::ui::*;

use super::forms::version_of;
use super::kinds::{Answer, Mode, WithdrawalReason};
use super::letters::{LetterRow, PointRow};
use super::pack::{PackPart, Part};
use super::publish::PublicationRow;
use super::send::SubmissionRow;

pub(super) struct Shown {
    pub(super) front: Front,
    pub(super) labels: Labels,
    pub(super) pack: Vec<PackPart>,
    pub(super) submissions: Vec<SubmissionRow>,
    pub(super) letters: Vec<LetterRow>,
    pub(super) points: Vec<PointRow>,
    pub(super) publications: Vec<PublicationRow>,
    pub(super) offers: Vec<Offer>,
    pub(super) edits: bool,
    /// What a submission of today misses.
    pub(super) late: Option<String>,
    pub(super) held: Vec<Held>,
}

impl Shown {
    fn at(&self, room: &str) -> String {
        format!("/reviews/{}/submission{room}", self.front.id)
    }

    fn offer(&self, act: Act) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.step.act == act)
    }
}

pub(super) fn page(seal: &Seal, shown: &Shown, f: &Filled) -> Page {
    let front = &shown.front;
    let body = html! {
        (pack(seal, shown, f))
        @if shown.offer(Act::AgreeReport).is_some() {
            (section_heading("Agreement"))
            (act(seal, shown, Act::AgreeReport, "/agree", &date(f, "agreed_on", "When did the partnership agree the report?").render()))
        }
        (section_heading("Submissions"))
        (table("Submissions", &["Number", "Sent on", "To", "How", "Version", "Why late"]).quiet_caption().when_empty("It has not been submitted yet.").rows(shown.submissions.iter().map(|each| vec![
            html! { (each.n) }, html! { (day(each.sent_on)) }, html! { (each.body) }, html! { (each.how) }, html! { (spoken(&each.report_label)) }, html! { (each.lateness.show(&shown.labels)) },
        ])))
        @for send in [Act::Submit, Act::Resubmit] { (act(seal, shown, send, "/submit", &sending(f, shown.late.as_deref()))) }
        (letters(seal, shown, f))
        (publishing(seal, shown, f))
    };
    room(front, &shown.held, "/submission", "Submission and publication", &body)
}

/// The form of an act that is offered; what is missing instead, while something is.
fn act(seal: &Seal, shown: &Shown, act: Act, room: &str, fields: &Markup) -> Markup {
    let Some(offer) = shown.offer(act) else { return html! {} };
    html! {
        (small_heading(act.label()))
        @if offer.ready() {
            (form(seal, &shown.at(room), &html! { (fields) (hidden("version", shown.front.version)) (button(act.label())) }))
        } @else {
            (para("This cannot be done yet:"))
            (bullets(offer.missing.iter().map(|need| link(need.sentence(), &place_for(shown.front.id, *need)))))
        }
    }
}

fn pack(seal: &Seal, shown: &Shown, f: &Filled) -> Markup {
    let rows = shown.pack.iter().map(|part| {
        let state = if part.there { tag("There", Colour::Green) } else { tag("Missing", Colour::Red) };
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
        @if shown.edits {
            (details("Declare a part that is made outside dardr", &form(seal, &shown.at("/pack"), &html! {
                (radios(f, "part", "Which part is ready?", choices(&Part::DECLARED, Part::as_str, Part::label)))
                (textarea(f, "part_words", "A word on it").rows(3).optional())
                @for part in shown.pack.iter().filter(|each| Part::DECLARED.contains(&each.part)) {
                    (hidden(&version_of(part.part.as_str()), part.version))
                }
                (button("Declare"))
            })))
        }
    }
}

/// Where a part of the pack comes to be there: nothing for those that are declared on this page, or for who cannot go there.
fn mended(shown: &Shown, part: Part) -> Option<String> {
    let room = match part {
        Part::Overview | Part::Summary | Part::Family => "/report",
        Part::Plan => "/recommendations",
        Part::Commissioner => {
            let act = Act::SendReportToCommissioner;
            return shown.offer(act).map(|_| place_of(shown.front.id, act));
        }
        Part::DataForm | Part::Cover | Part::Parallel => return None,
    };
    shown.edits.then(|| format!("/reviews/{}{room}", shown.front.id))
}

fn sending(f: &Filled, late: Option<&str>) -> Markup {
    let why = textarea(f, "lateness", if late.is_some() { "Why is it late?" } else { "If it is late, why?" }).rows(4);
    html! {
        (text(f, "body", "Sent to").hint("The body that judges it, by its name of the day"))
        (date(f, "sent_on", "Sent on"))
        (text(f, "how", "How was it sent?").hint("For instance by secure mail, with the password sent separately"))
        @if let Some(missed) = late { (why.hint(missed)) } @else { (why.optional()) }
    }
}

fn letters(seal: &Seal, shown: &Shown, f: &Filled) -> Markup {
    let waits = [Act::RecordClear, Act::RecordClearSubject, Act::RecordReturned].iter().any(|act| shown.offer(*act).is_some());
    html! {
        @if !shown.letters.is_empty() || waits { (section_heading("Outcome letters")) }
        @for letter in &shown.letters {
            (summary_card(letter.outcome.label(), &[], &[
                row("Board met on", letter.met_on.map(day).unwrap_or_default()),
                row("Letter of", day(letter.letter_on)),
                row("Came on", day(letter.received_on)),
                row("Apologises for delay", if letter.apologises { "Yes" } else { "No" }),
                prose_row("Praises", &letter.positives.show(&shown.labels)),
            ]))
            @let own: Vec<&PointRow> = shown.points.iter().filter(|point| point.letter == letter.id).collect();
            @for point in &own { (one_point(seal, shown, point, f)) }
        }
        @if waits && shown.edits {
            (details("Record an outcome letter", &form(seal, &shown.at("/letter"), &html! {
                (date(f, "met_on", "When did the board meet?").optional())
                (date(f, "letter_on", "Date of the letter"))
                (date(f, "received_on", "When did it come?"))
                (radios(f, "outcome", "What does it say?", choices(QaOutcome::ALL, QaOutcome::code, QaOutcome::label)))
                (checkboxes(f, "apologises", "Delay", vec![choice("yes", "It apologises for delay")]))
                (textarea(f, "positives", "What does it praise?").rows(4).optional())
                (textarea(f, "points", "What does it ask?").rows(8).hint("Each point on a line of its own").optional())
                (hidden("version", shown.front.version))
                (button("Record the letter"))
            })))
        }
        (act(seal, shown, Act::ConfirmAmended, "/amended", &date(f, "amended_on", "When were the changes made?").render()))
    }
}

fn one_point(seal: &Seal, shown: &Shown, point: &PointRow, f: &Filled) -> Markup {
    let (answer, how) = (format!("answer-{}", point.id), format!("how-{}", point.id));
    let title = format!("Point {}", point.n);
    html! {
        (small_heading(&title))
        (prose(&point.words.show(&shown.labels)))
        @match point.answer {
            Some(given) => (inset(&html! { strong { (given.label()) } ". " (point.answer_words.show(&shown.labels)) })),
            None => @if shown.edits {
                (form(seal, &shown.at(&format!("/points/{}", point.id)), &html! {
                    (radios(f, &answer, "What was done?", choices(Answer::ALL, Answer::as_str, Answer::label)).inline())
                    (textarea(f, &how, "How, and where in the report?").rows(3))
                    (hidden("version", point.version))
                    (button("Save the answer"))
                }))
            } @else { p class="govuk-body d-quiet" { "Not answered yet." } }
        }
    }
}

fn publishing(seal: &Seal, shown: &Shown, f: &Filled) -> Markup {
    let rows = shown.publications.iter().map(|each| {
        vec![
            html! { (each.mode.label()) @if !each.reason.is_empty() { ": " (each.reason.show(&shown.labels)) } },
            html! { (each.published_on.map(day).unwrap_or_default()) },
            html! { (each.address) },
            html! { (each.report_label) },
            html! { @if let Some(on) = each.withdrawn_on { (day(on)) @if let Some(why) = each.withdrawn_why { ": " (why.label()) ". " (each.withdrawn_words.show(&shown.labels)) } } },
        ]
    });
    html! {
        (section_heading("Publication"))
        (table("Publication", &["What", "On", "Where", "Version", "Withdrawn"]).quiet_caption().when_empty("It is not published.").rows(rows))
        (act(seal, shown, Act::Publish, "/publish", &html! {
            (radios(f, "mode", "What is published?", choices(&Mode::PUBLISHED, Mode::as_str, Mode::label)))
            (date(f, "published_on", "Published on"))
            (text(f, "address", "Address of the page").hint("Beginning with https://"))
            (textarea(f, "publish_reason", "If not in full, why?").rows(4).optional())
            (password(f, "password", "Your password", "current-password").hint("What is published cannot be taken back, so you are asked again"))
        }))
        (act(seal, shown, Act::HoldBackReport, "/hold-back", &html! {
            (date(f, "held_on", "Decided on"))
            (textarea(f, "held_reason", "What is the compelling reason?").rows(4).hint("For instance the welfare of children"))
            (text(f, "agreement", "Date and reference of the Home Office's agreement"))
        }))
        (act(seal, shown, Act::Withdraw, "/withdraw", &html! {
            (date(f, "withdrawn_on", "Withdrawn on"))
            (radios(f, "withdrawn_why", "Why?", choices(WithdrawalReason::ALL, WithdrawalReason::as_str, WithdrawalReason::label)))
            (textarea(f, "withdrawn_words", "What happened?").rows(4))
        }))
    }
}
