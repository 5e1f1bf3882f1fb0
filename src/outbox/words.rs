//! The words of every mail. What is asked, in which review, by when, and where: never what the review is about.

use chrono::NaiveDate;

use crate::base::within_a_sentence;
use crate::process::Notice;
use crate::settings::PublicAddress;

use super::{Facts, Kind, Thing, listed, notices};

/// A mail in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

const WHY_SO_SHORT: &str = "This mail says no more on purpose. What a review is about can be read only after you sign in.";

/// The words for a kind of mail that was written on this day.
#[must_use]
pub fn letter(kind: Kind, facts: &Facts, things: &[Thing], public: &PublicAddress, written: NaiveDate) -> Letter {
    let Say { subject, says, asks } = say(kind, facts);
    let subject =
        if facts.reference.is_empty() { subject } else { format!("{}: {}", facts.reference, within_a_sentence(&subject)) };
    let mut parts = vec!["Hello".to_owned(), says];
    parts.extend(asks.map(|asks| format!("What to do: {asks}.")));
    parts.extend(
        facts
            .due
            .filter(|_| has_a_date(kind))
            .map(|due| format!("{}: {}", if due < written { "Was due" } else { "By" }, day(due))),
    );
    parts.extend(listed::parts(things, public, written));
    if !facts.path.is_empty() {
        parts.push(public.link(&facts.path));
    }
    parts.push(if kind.carries_a_key() { NOT_ASKED_FOR.to_owned() } else { WHY_SO_SHORT.to_owned() });
    Letter { subject, text: parts.join("\n\n") + "\n" }
}

const NOT_ASKED_FOR: &str = "If you did not expect this, do nothing: the link works only for you and stops working by itself.";

/// A date as people in England and Wales write it, with its weekday.
pub(super) fn day(date: NaiveDate) -> String {
    date.format("%A %-d %B %Y").to_string()
}

/// Whether the date in the facts is a day by which something is asked. In the others it is part of a sentence.
const fn has_a_date(kind: Kind) -> bool {
    match kind {
        Kind::Invitation
        | Kind::ResetPassword
        | Kind::PasswordChanged
        | Kind::PostGiven
        | Kind::PostEnded
        | Kind::Digest
        | Kind::Overdue(_)
        | Kind::ReturnLate
        | Kind::ImpactNotPassed
        | Kind::BankHolidaysRunOut => false,
        Kind::Reminder(_)
        | Kind::PanelInvitation
        | Kind::RoleGiven
        | Kind::ConsultationAsked
        | Kind::ReturnAsked
        | Kind::ReturnDue
        | Kind::HoldToLookAt
        | Kind::ActionDue
        | Kind::ReturnSigned
        | Kind::ReturnSentBack
        | Kind::FactsToCheck
        | Kind::DocumentStopped
        | Kind::Notice(_) => true,
    }
}

/// What a mail says, in its parts.
pub(super) struct Say {
    pub(super) subject: String,
    pub(super) says: String,
    pub(super) asks: Option<String>,
}

fn told(subject: impl Into<String>, says: impl Into<String>) -> Say {
    Say { subject: subject.into(), says: says.into(), asks: None }
}

fn asked(subject: impl Into<String>, says: impl Into<String>, asks: impl Into<String>) -> Say {
    Say { asks: Some(asks.into()), ..told(subject, says) }
}

#[expect(clippy::too_many_lines, reason = "the words of every kind in one exhaustive match, an arm a kind")]
pub(super) fn say(kind: Kind, facts: &Facts) -> Say {
    let until = facts.due.map(|due| format!(" until the end of {}", day(due))).unwrap_or_default();
    let on = facts.due.map(|due| format!(" on {}", day(due))).unwrap_or_default();
    match kind {
        Kind::Invitation => asked(
            "Set up your account",
            format!("An account has been made for you, so that you can take part in reviews. The link below works once{until}."),
            "follow the link and choose a password",
        ),
        Kind::ResetPassword => asked(
            "Choose a new password",
            format!("You asked to choose a new password. The link below works once{until}."),
            "follow the link and choose a password",
        ),
        Kind::PasswordChanged => told(
            "Your password was changed",
            "The password of your account was changed. If it was not you who changed it, tell the administrator of your partnership now.",
        ),
        Kind::PostGiven => asked(
            "A post was given to somebody",
            "Somebody was given a post that you hold too, or a post in the partnership that you chair or in one of its agencies.",
            "see that it is who you expected. If it is not, tell the partnership’s chair or whoever runs dardr now",
        ),
        Kind::PostEnded => asked(
            "A post that you held has ended",
            "A post that you held with a partnership was ended by somebody who runs it.",
            "nothing, if you expected it. If you did not, tell the partnership’s chair or whoever runs dardr now",
        ),
        Kind::Digest => told(things(facts.count), format!("{} in the reviews that you take part in.", things(facts.count))),
        Kind::Reminder(rule) => asked(
            format!("Due soon: {}", within_a_sentence(rule.label())),
            format!("This is due soon in a review that you take part in: {}.", within_a_sentence(rule.label())),
            "see to it and record it, or agree a new date and say why",
        ),
        Kind::Overdue(rule) => asked(
            format!("Overdue: {}", within_a_sentence(rule.label())),
            format!(
                "This was due{on} in a review that you take part in, and is not recorded as done: {}.",
                within_a_sentence(rule.label())
            ),
            "record when it was done, or see to it, or agree a new date and say why",
        ),
        Kind::PanelInvitation => asked(
            "You are invited to the panel of a review",
            "You are invited to sit on the panel of a review, for your organisation.",
            "sign in, declare your interests and agree to keep what you read confidential, before the panel meets",
        ),
        Kind::RoleGiven => asked(
            "You have been given a role in a review",
            "You have been given a role in a review.",
            "sign in to see your role and what is asked of you",
        ),
        Kind::ConsultationAsked => asked(
            "Your view on holding a review is asked for",
            "A partnership is deciding whether to hold a review and asks what your organisation thinks.",
            "read what is asked and reply, also if you have no comment",
        ),
        Kind::ReturnAsked => asked(
            "Your organisation is asked for a return",
            "Your organisation is asked to contribute to a review.",
            "read the request, and keep every record that may matter safe from now on",
        ),
        Kind::ReturnDue => asked(
            "A return is waited for",
            "A return that your organisation was asked for has not been sent yet.",
            "send it, or tell the coordinator of the review when it will come and why",
        ),
        Kind::ReturnLate => asked(
            "A return is late",
            format!("A return that an organisation was asked for was due{on}, and has not come."),
            "see what holds it up, and ask for it or excuse it",
        ),
        Kind::HoldToLookAt => asked(
            "A hold is to be looked at again",
            "A hold on a review is to be looked at again: does the work still have to wait?",
            "record why the hold goes on and when it is looked at next, or lift it",
        ),
        Kind::ActionDue => asked(
            "Something that your organisation promised is waited for",
            "A recommendation that your organisation carries out has not been reported as done.",
            "report how far it is, and say that it is done when it is",
        ),
        Kind::ReturnSigned => asked(
            "A return has been signed",
            "A return that an organisation was asked for has been signed and has come in.",
            "read it, and accept it or send it back with questions",
        ),
        Kind::ReturnSentBack => asked(
            "A return has come back to you",
            "A return that your organisation sent has come back with questions.",
            "read them, answer and send it again",
        ),
        Kind::FactsToCheck => asked(
            "Facts about your organisation are to be checked",
            "A report says something about your organisation, and you are asked whether its facts are right.",
            "read the passages and say that they are right, or what must be corrected",
        ),
        Kind::ImpactNotPassed => asked(
            "A check of a recommendation was not passed",
            "The check of what a recommendation has changed was not passed. It is in progress again.",
            "read what the check found, and see what is done about it",
        ),
        Kind::DocumentStopped => asked(
            "A document was stopped before it left",
            "A document was stopped before it left, because something was found in it that may say who a person is.",
            "look at the places that were found, and mend them",
        ),
        Kind::BankHolidaysRunOut => asked(
            "The list of bank holidays ends within a year",
            format!(
                "The list of bank holidays that dates are worked out with ends{on}. Dates after it would count bank holidays as working days."
            ),
            "install a newer release of dardr, which brings the next years",
        ),
        Kind::Notice(notice) => notice_says(notice),
    }
}

/// The words for several things of a kind in one review; none for a kind of which no digest holds several.
pub(super) fn several(kind: Kind, count: usize) -> Option<Say> {
    let says = String::new();
    let (subject, asks) = match kind {
        Kind::Reminder(rule) => (
            format!("Due soon, {count} times: {}", within_a_sentence(rule.label())),
            "see to each and record it, or agree new dates and say why",
        ),
        Kind::Overdue(rule) => (
            format!("Overdue, {count} times: {}", within_a_sentence(rule.label())),
            "record when each was done, or see to it, or agree new dates and say why",
        ),
        Kind::ReturnDue => (format!("{count} returns are waited for"), "send them, or say when they will come and why"),
        Kind::ReturnLate => (format!("{count} returns are late"), "see what holds them up, and ask for them or excuse them"),
        Kind::HoldToLookAt => (
            format!("{count} holds are to be looked at again"),
            "record why each goes on and when it is looked at next, or lift it",
        ),
        Kind::ActionDue => (
            format!("{count} things that your organisation promised are waited for"),
            "report how far each is, and say that it is done when it is",
        ),
        Kind::Invitation
        | Kind::ResetPassword
        | Kind::PasswordChanged
        | Kind::PostGiven
        | Kind::PostEnded
        | Kind::Digest
        | Kind::PanelInvitation
        | Kind::RoleGiven
        | Kind::ConsultationAsked
        | Kind::ReturnAsked
        | Kind::ReturnSigned
        | Kind::ReturnSentBack
        | Kind::FactsToCheck
        | Kind::ImpactNotPassed
        | Kind::DocumentStopped
        | Kind::BankHolidaysRunOut
        | Kind::Notice(_) => return None,
    };
    Some(Say { subject, says, asks: Some(asks.to_owned()) })
}

fn things(count: i64) -> String {
    match count {
        1 => "One thing waits for you".to_owned(),
        many => format!("{many} things wait for you"),
    }
}

fn notice_says(notice: Notice) -> Say {
    let (says, asks) = notices::says(notice);
    Say { subject: notice.label().to_owned(), says: says.to_owned(), asks: asks.map(str::to_owned) }
}
