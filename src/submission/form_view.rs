//! The forms of submission and publication, each on a page of its own: what is typed in one is not lost by doing something else.

use crate::process::{Act, QaOutcome, Refusal, Stage};
use crate::ui::*;

use super::forms::version_of;
use super::kinds::{Answer, Mode, WithdrawalReason};
use super::letters::PointRow;
use super::pack::Part;
use super::send::act_at;
use super::view::{Shown, missing};

/// What is recorded in this room, but for the answers to the points of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Pack,
    Agree,
    Submit,
    Letter,
    Amended,
    Publish,
    HoldBack,
    Withdraw,
}

impl Form {
    /// Its place in the room.
    pub(super) const fn room(self) -> &'static str {
        match self {
            Self::Pack => "/pack",
            Self::Agree => "/agree",
            Self::Submit => "/submit",
            Self::Letter => "/letter",
            Self::Amended => "/amended",
            Self::Publish => "/publish",
            Self::HoldBack => "/hold-back",
            Self::Withdraw => "/withdraw",
        }
    }

    /// The step that it takes, if it takes one.
    pub(super) fn act(self, shown: &Shown) -> Option<Act> {
        match self {
            Self::Pack | Self::Letter => None,
            Self::Agree => Some(Act::AgreeReport),
            Self::Submit => Some(act_at(shown.front.stage)),
            Self::Amended => Some(Act::ConfirmAmended),
            Self::Publish => Some(Act::Publish),
            Self::HoldBack => Some(Act::HoldBackReport),
            Self::Withdraw => Some(Act::Withdraw),
        }
    }

    /// Whether it can be filled in now.
    pub(super) fn is_open(self, shown: &Shown) -> bool {
        match self.act(shown) {
            Some(act) => shown.offer(act).is_some_and(crate::process::Offer::ready),
            None if self == Self::Letter => shown.edits && shown.waits(),
            None => shown.edits && shown.front.stage != Stage::Closed,
        }
    }

    /// What it is called: as the step is.
    pub(super) fn title(self, shown: &Shown) -> &'static str {
        match (self.act(shown), self) {
            (Some(act), _) => act.label(),
            (None, Self::Letter) => "Record an outcome letter",
            (None, _) => "Declare a part that is made outside dardr",
        }
    }

    fn button(self, shown: &Shown) -> &'static str {
        match (self.act(shown), self) {
            (Some(act), _) => act.label(),
            (None, Self::Letter) => "Record the letter",
            (None, _) => "Declare",
        }
    }

    fn fields(self, shown: &Shown, f: &Filled) -> Markup {
        match self {
            Self::Pack => pack(shown, f),
            Self::Agree => html! {
                (para("With the report the partnership approves the recommendations that those who are to carry them out have accepted."))
                (date(f, "agreed_on", "When did the partnership agree the report?"))
            },
            Self::Submit => sending(f, shown.late.as_deref()),
            Self::Letter => letter(f),
            Self::Amended => html! { (date(f, "amended_on", "When were the changes made?")) },
            Self::Publish => publish(shown, f),
            Self::HoldBack => html! {
                (date(f, "held_on", "Decided on"))
                (textarea(f, "held_reason", "What is the compelling reason?").rows(4).hint("For instance the welfare of children"))
                (text(f, "agreement", "Date and reference of the Home Office’s agreement"))
            },
            Self::Withdraw => html! {
                (date(f, "withdrawn_on", "Withdrawn on"))
                (radios(f, "withdrawn_why", "Why?", choices(WithdrawalReason::ALL, WithdrawalReason::as_str, WithdrawalReason::label)))
                (textarea(f, "withdrawn_words", "What happened?").rows(4))
            },
        }
    }
}

pub(super) fn page(seal: &Seal, shown: &Shown, which: Form, f: &Filled) -> Page {
    let fields = html! {
        (which.fields(shown, f))
        (hidden("version", f.version_seen(shown.front.version)))
    };
    asked(seal, shown, (which.title(shown), which.button(shown)), which.room(), &fields)
}

/// Why a form cannot be filled in now.
pub(super) fn closed(shown: &Shown, which: Form) -> Page {
    let (title, home) = (which.title(shown), shown.at(""));
    let body = html! {
        (heading_in(&shown.front.reference, title))
        @match which.act(shown).and_then(|act| shown.offer(act)) {
            Some(offer) => {
                (para("This cannot be done yet:"))
                (bullets(offer.missing.iter().map(|need| missing(shown, *need))))
            }
            None => (para(&not_here(shown, which))),
        }
        p class="govuk-body" { (link("Back to submission and publication", &home)) }
    };
    Page::new(title, body).about(&shown.front.reference).back(home)
}

/// The process has no such step here.
fn not_here(shown: &Shown, which: Form) -> String {
    let (stage, regime) = (shown.front.stage, shown.front.regime);
    let Some(act) = which.act(shown) else {
        return format!("Nothing of this kind is recorded now: the review is at the stage “{}”.", stage.label_in(regime));
    };
    Refusal::NotAStepHere { act, stage, regime }.to_string()
}

fn asked(seal: &Seal, shown: &Shown, (title, act): (&str, &str), room: &str, fields: &Markup) -> Page {
    let home = shown.at("");
    let body = html! {
        (heading_in(&shown.front.reference, title))
        (form(seal, &shown.at(room), &html! { (fields) (button_row(&html! { (button(act)) (link("Cancel", &home)) })) }))
    };
    Page::new(title, body).about(&shown.front.reference).back(home)
}

/// The answer to a point of a letter.
pub(super) fn point(seal: &Seal, shown: &Shown, point: &PointRow, f: &Filled) -> Page {
    let fields = html! {
        (prose(&point.words.show(&shown.labels)))
        (radios(f, "answer", "What was done?", choices(Answer::ALL, Answer::as_str, Answer::label)).inline())
        (textarea(f, "how", "How, and where in the report?").rows(3))
        (hidden("version", f.version_seen(point.version)))
    };
    let title = format!("Answer point {}", point.n);
    asked(seal, shown, (&title, "Save the answer"), &format!("/points/{}", point.id), &fields)
}

fn pack(shown: &Shown, f: &Filled) -> Markup {
    html! {
        (radios(f, "part", "Which part is ready?", choices(&Part::DECLARED, Part::as_str, Part::label)))
        (textarea(f, "part_words", "A word on it").rows(3).optional())
        @for part in shown.pack.iter().filter(|each| Part::DECLARED.contains(&each.part)) {
            (hidden(&version_of(part.part.as_str()), part.version))
        }
    }
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

fn letter(f: &Filled) -> Markup {
    html! {
        (date(f, "met_on", "When did the board meet?").optional())
        (date(f, "letter_on", "Date of the letter"))
        (date(f, "received_on", "When did it come?"))
        (radios(f, "outcome", "What does it say?", choices(QaOutcome::ALL, QaOutcome::code, QaOutcome::label)))
        (checkboxes(f, "apologises", "Delay", vec![choice("yes", "It apologises for delay")]))
        (textarea(f, "positives", "What does it praise?").rows(4).optional())
        (textarea(f, "points", "What does it ask?").rows(8).hint("Each point on a line of its own. Needed when the report is clear subject to changes"))
    }
}

fn publish(shown: &Shown, f: &Filled) -> Markup {
    html! {
        @if !shown.ask_first.is_empty() {
            (warning("Ask before the report is published: what runs beside it is not over. Keep what they answered under Parallel reviews and proceedings."))
            (bullets(shown.ask_first.iter().map(|(kind, led_by)| match shown.labels.show(led_by) {
                words if words.is_empty() => kind.label().to_owned(),
                words => format!("{}: {words}", kind.label()),
            })))
            p class="govuk-body" { (link("Parallel reviews and proceedings", &format!("/reviews/{}/proceedings", shown.front.id))) }
        }
        @if !shown.avoid.is_empty() {
            (small_heading("Days that the family ask to avoid"))
            (bullets(shown.avoid.iter().map(|words| shown.labels.show(words))))
        }
        (radios(f, "mode", "What is published?", choices(&Mode::PUBLISHED, Mode::as_str, Mode::label)))
        (date(f, "published_on", "Published on"))
        (text(f, "address", "Address of the page").hint("Beginning with https://"))
        (textarea(f, "publish_reason", "If not in full, why?").rows(4))
        (password(f, "password", "Your password", "current-password").hint("What is published is read and copied at once. It can be withdrawn later, and that takes no copy back. So you are asked again"))
    }
}
