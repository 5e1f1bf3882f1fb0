//! Offering a reading, and what was said of the draft.

use crate::access::right::{Object, Right, Verb};
use crate::base::calendar::Length;
use crate::base::london_day;
use crate::family::{Comment, CommentAnswer, CommentKind, FamilyPerson, Reading, ReadingEnd};
use crate::parties::Desk;
use crate::reports::{VersionRow, spoken};
use crate::ui::{
    Filled, Markup, Page, Seal, button, button_row, choice, choices, date, day, fieldset, form, hidden, html, para, prose_row,
    radios, row, second_link_button, section_heading, select, summary_card, summary_list, text, textarea, warning,
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
    desk.inner("/family", &format!("A reading of the draft for {}", called(desk, person)), &body)
}

fn version(one: &VersionRow) -> String {
    format!("{}, {}", spoken(&one.label), day(london_day(one.made_at)))
}

pub(in crate::family) fn one<R: Right>(desk: &Desk<R>, seal: &Seal, reading: &Reading, comments: &[Comment], f: &Filled) -> Page {
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
        (section_heading("What they said of the draft"))
        @if comments.is_empty() { (para("No comment is written down yet.")) }
        @for comment in comments { (comment_card(desk, seal, comment, edits, f)) }
        @if edits {
            @if untold { (told(seal, &at("/told"), reading, f)) }
            (write_down(seal, &at("/comments"), f))
            @if reading.ended_on.is_none() { (finish(seal, &at("/finish"), reading, f)) }
        }
    };
    desk.inner("/family", "A reading of the draft", &body)
}

fn comment_card<R: Right>(desk: &Desk<R>, seal: &Seal, one: &Comment, edits: bool, f: &Filled) -> Markup {
    let answered = one.answered_on.map(|on| format!("{} by {}", day(on), one.answered_by)).unwrap_or_default();
    html! {
        (summary_card(&format!("Comment {}", one.number), &[], &[
            row("About", one.kind.label()),
            row("Where", desk.labels.show(&one.passage)),
            prose_row("Comment", &desk.labels.show(&one.comment)),
            row("Answer", one.answer.map(CommentAnswer::label).unwrap_or_default()),
            prose_row("Why", &desk.labels.show(&one.reason)),
            row("Answered", answered),
            row("They were told", one.told_on.map(day).unwrap_or_default()),
        ]))
        @if edits && one.answer.is_none() {
            (form(seal, &desk.at(&format!("/family/comments/{}", one.id)), &html! {
                (hidden("version", one.version))
                (select(f, &format!("answer-{}", one.number), "Answer", choices(CommentAnswer::ALL, CommentAnswer::as_str, CommentAnswer::label)))
                (textarea(f, &format!("reason-{}", one.number), "Why").hint("Needed unless the comment is accepted whole: they will be told").rows(3).optional())
                (hidden("number", one.number))
                (button("Answer this comment"))
            }))
        }
    }
}

fn told(seal: &Seal, to: &str, reading: &Reading, f: &Filled) -> Markup {
    form(
        seal,
        to,
        &fieldset(
            "Tell them what became of their comments",
            &html! {
                (hidden("version", reading.version))
                (date(f, "told_on", "They were told on"))
                (button("Record that they were told"))
            },
        ),
    )
}

fn write_down(seal: &Seal, to: &str, f: &Filled) -> Markup {
    form(
        seal,
        to,
        &fieldset(
            "Write down a comment",
            &html! {
                (text(f, "passage", "Where in the draft").optional())
                (select(f, "kind", "What is it about?", choices(CommentKind::ALL, CommentKind::as_str, CommentKind::label)))
                (textarea(f, "comment", "The comment, in their words").rows(4))
                (button("Write it down"))
            },
        ),
    )
}

fn finish(seal: &Seal, to: &str, reading: &Reading, f: &Filled) -> Markup {
    form(
        seal,
        to,
        &fieldset(
            "End the reading",
            &html! {
                (hidden("version", reading.version))
                (radios(f, "how", "How did it end?", choices(ReadingEnd::ALL, ReadingEnd::as_str, ReadingEnd::label)))
                (date(f, "ended_on", "Day"))
                (button("End the reading"))
            },
        ),
    )
}
