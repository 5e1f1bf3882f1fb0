//! Offering a reading, and what was said of the draft.

use crate::access::right::{Object, Right, Verb};
use crate::base::calendar::Length;
use crate::family::{Comment, CommentAnswer, CommentKind, FamilyPerson, Reading, ReadingEnd, ReadingId};
use crate::parties::Desk;
use crate::reports::{VersionRow, changes, spoken};
use crate::ui::{
    Filled, Markup, Page, Seal, button, button_row, choice, choices, date, day, form, hidden, html, link_button, para, prose,
    prose_row, radios, row, second_link_button, section_heading, select, summary_card, summary_list, text, textarea, warning,
};

use super::called;

pub(in crate::family) fn offer<R: Right>(
    desk: &Desk<R>,
    seal: &Seal,
    person: &FamilyPerson,
    (drafts, length): (&[VersionRow], Length),
    f: &Filled,
) -> Page {
    let at = desk.at(&format!("/family/{}", person.id));
    let seen = f.version_seen(person.version);
    let body = html! {
        (para(&format!("Reading it is hard. Give them time, at least {}, a private place of their choice, and somebody to be with them. No day that they wish to avoid lies within the time.", length.in_words())))
        (form(seal, &format!("{at}/reading"), &html! {
            (date(f, "opens_on", "First day"))
            (date(f, "closes_on", "Last day"))
            (textarea(f, "short_why", "If the time is shorter, why was that agreed with them?").hint("It is kept with the reading").rows(2).optional())
            (text(f, "place", "Where").optional())
            (text(f, "support", "Who is with them").optional())
            @if drafts.is_empty() {
                (warning("There is no version of the report yet. Sharing the draft with the family makes one; the author can also make one under Report."))
            }
            (select(f, "draft", "Which draft", drafts.iter().map(|one| choice(&one.label, version(one))).collect())
                .hint("The versions of the report, the latest first"))
            (hidden("version", seen))
            (button_row(&html! { (button("Offer the reading")) (second_link_button("Cancel", &at)) }))
        }))
    };
    desk.inner_of("/family", ("A reading of the draft", &format!("A reading of the draft for {}", called(desk, person))), &body)
}

fn version(one: &VersionRow) -> String {
    format!("{}, {}", spoken(&one.label), day(one.day()))
}

pub(in crate::family) fn one<R: Right>(desk: &Desk<R>, reading: &Reading, comments: &[Comment]) -> Page {
    let at = |what: &str| desk.at(&format!("/family/readings/{}{what}", reading.id));
    let edits = desk.may(Object::Family, Verb::Edit);
    let mut rows = vec![
        row("Draft", spoken(&desk.labels.show(&reading.draft))),
        row("Time", format!("{} to {}", day(reading.opens_on), day(reading.closes_on))),
    ];
    if !reading.short_why.is_empty() {
        rows.push(prose_row("Why the time is shorter", &desk.labels.show(&reading.short_why)));
    }
    rows.extend([
        row("Where", desk.labels.show(&reading.place)),
        row("With them", desk.labels.show(&reading.support)),
        row("Ended", reading.ended_on.map(day).unwrap_or_default()),
        row("How", reading.ended_how.map(ReadingEnd::label).unwrap_or_default()),
    ]);
    let untold = comments.iter().any(|one| one.answer.is_some() && one.told_on.is_none());
    let body = html! {
        (summary_list(&rows))
        @if edits { (button_row(&html! {
            (link_button("Write down a comment", &at("/comments")))
            @if untold { (second_link_button("Record that they were told", &at("/told"))) }
            @if reading.ended_on.is_none() { (second_link_button("End the reading", &at("/finish"))) }
        })) }
        (section_heading("What they said of the draft"))
        @if comments.is_empty() { (para("No comment is written down yet.")) }
        @for comment in comments { (comment_card(desk, comment, edits)) }
    };
    desk.inner("/family", "A reading of the draft", &body)
}

fn comment_card<R: Right>(desk: &Desk<R>, one: &Comment, edits: bool) -> Markup {
    let answered = one.answered_on.map(|on| format!("{} by {}", day(on), one.answered_by)).unwrap_or_default();
    let at = |what: &str| desk.at(&format!("/family/comments/{}{what}", one.id));
    let actions = match one.answer {
        _ if !edits => None,
        None => Some(("Answer", at(""))),
        Some(_) if one.is_to_be_made() => Some(("Record where it was changed", at("/made"))),
        Some(_) => None,
    };
    let mut rows = vec![
        row("About", one.kind.label()),
        row("Where", desk.labels.show(&one.passage)),
        prose_row("Comment", &desk.labels.show(&one.comment)),
        row("Answer", one.answer.map(CommentAnswer::label).unwrap_or_default()),
        prose_row("Why", &desk.labels.show(&one.reason)),
        row("Answer written down", answered),
        row("They were told", one.told_on.map(day).unwrap_or_default()),
    ];
    rows.extend(one.change.standing(one.answer.is_some_and(CommentAnswer::is_accepted)));
    summary_card(&format!("Comment {}", one.number), actions.as_slice(), &rows)
}

/// A form about a reading, on a page of its own: what is typed in it is not lost by doing something else.
fn asked<R: Right>(
    desk: &Desk<R>,
    seal: &Seal,
    reading: ReadingId,
    (title, act): (&str, &str),
    to: &str,
    fields: &Markup,
) -> Page {
    let back = format!("/family/readings/{reading}");
    let buttons = button_row(&html! { (button(act)) (second_link_button("Cancel", &desk.at(&back))) });
    desk.inner(&back, title, &form(seal, &desk.at(to), &html! { (fields) (buttons) }))
}

pub(in crate::family) fn answer<R: Right>(desk: &Desk<R>, seal: &Seal, one: &Comment, f: &Filled) -> Page {
    let fields = html! {
        (prose(&desk.labels.show(&one.comment)))
        (hidden("version", f.version_seen(one.version)))
        (select(f, "answer", "Answer", choices(CommentAnswer::ALL, CommentAnswer::as_str, CommentAnswer::label)))
        (textarea(f, "reason", "Why").hint("Needed unless the comment is accepted whole: they will be told").rows(3).optional())
    };
    let title = format!("Answer comment {}", one.number);
    asked(desk, seal, one.reading, (&title, "Answer this comment"), &format!("/family/comments/{}", one.id), &fields)
}

pub(in crate::family) fn made<R: Right>(desk: &Desk<R>, seal: &Seal, one: &Comment, f: &Filled) -> Page {
    let fields = html! {
        (prose(&desk.labels.show(&one.comment)))
        (hidden("version", f.version_seen(one.version)))
        (changes::fields(f))
    };
    let title = format!("Where comment {} changed the draft", one.number);
    asked(
        desk,
        seal,
        one.reading,
        (&title, "Record that it is in the draft"),
        &format!("/family/comments/{}/made", one.id),
        &fields,
    )
}

pub(in crate::family) fn told<R: Right>(desk: &Desk<R>, seal: &Seal, reading: &Reading, f: &Filled) -> Page {
    let fields = html! {
        (hidden("version", f.version_seen(reading.version)))
        (date(f, "told_on", "They were told on"))
    };
    let to = format!("/family/readings/{}/told", reading.id);
    asked(desk, seal, reading.id, ("Tell them what became of their comments", "Record that they were told"), &to, &fields)
}

pub(in crate::family) fn write_down<R: Right>(desk: &Desk<R>, seal: &Seal, reading: &Reading, f: &Filled) -> Page {
    let fields = html! {
        (text(f, "passage", "Where in the draft").optional())
        (select(f, "kind", "What is it about?", choices(CommentKind::ALL, CommentKind::as_str, CommentKind::label)))
        (textarea(f, "comment", "The comment, in their words").rows(4))
    };
    let to = format!("/family/readings/{}/comments", reading.id);
    asked(desk, seal, reading.id, ("Write down a comment", "Write it down"), &to, &fields)
}

pub(in crate::family) fn finish<R: Right>(desk: &Desk<R>, seal: &Seal, reading: &Reading, f: &Filled) -> Page {
    let fields = html! {
        (hidden("version", f.version_seen(reading.version)))
        (radios(f, "how", "How did it end?", choices(ReadingEnd::ALL, ReadingEnd::as_str, ReadingEnd::label)))
        (date(f, "ended_on", "Day"))
    };
    let to = format!("/family/readings/{}/finish", reading.id);
    asked(desk, seal, reading.id, ("End the reading", "End the reading"), &to, &fields)
}
