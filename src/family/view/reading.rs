//! Offering a reading, and what was said of the draft.

use crate::access::right::{Object, Right, Verb};
use crate::base::calendar::Length;
use crate::base::london_day;
use crate::family::{Comment, CommentAnswer, CommentKind, FamilyPerson, Reading, ReadingEnd, ReadingId, Was, avoid};
use crate::parties::Desk;
use crate::reports::{VersionRow, changes, spoken};
use crate::ui::{
    Filled, Markup, Page, Seal, button, button_row, choice, choices, date, day, form, hidden, html, inset, link, link_button,
    para, prose, prose_row, radios, row, second_link_button, section_heading, select, summary_card, summary_list, table, text,
    textarea, warning,
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
        (para(&format!("Reading it is hard. Give them time, at least {}, a private place of their choice, and somebody to be with them. Choose a time in which no day lies that they wish to avoid.", length.in_words())))
        (to_avoid(desk, person))
        (form(seal, &format!("{at}/reading"), &html! {
            (time(person, f))
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

/// The days that they wish to avoid, in their own words, with what was read from them: what was not is for people to compare.
fn to_avoid<R: Right>(desk: &Desk<R>, person: &FamilyPerson) -> Markup {
    if person.dates_to_avoid.is_empty() {
        return para("No days to avoid are on record for them. Ask them before you choose the days.");
    }
    let read: Vec<String> = avoid::read(&person.dates_to_avoid).into_iter().map(avoid::Days::in_words).collect();
    inset(&html! {
        strong { "Days to avoid, in their words: " } (desk.labels.show(&person.dates_to_avoid))
        @if read.is_empty() { p class="govuk-body" { "No day could be read from these words, so nothing warns you of one: compare them with the days that you choose." } }
        @else { p class="govuk-body" { "Read as: " (read.join("; ")) ". Compare the words themselves as well: what they say in another way was not read." } }
    })
}

/// The days, with the reasons that some of them need.
fn time(person: &FamilyPerson, f: &Filled) -> Markup {
    html! {
        (date(f, "opens_on", "First day"))
        (date(f, "closes_on", "Last day"))
        (textarea(f, "short_why", "If the time is shorter, why was that agreed with them?").hint("It is kept with the reading").rows(2))
        @if !person.dates_to_avoid.is_empty() {
            (textarea(f, "avoid_why", "If a day lies within it that they wish to avoid, why was that agreed with them?").hint("It is kept with the reading").rows(2))
        }
    }
}

fn version(one: &VersionRow) -> String {
    format!("{}, {}", spoken(&one.label), day(one.day()))
}

pub(in crate::family) fn one<R: Right>(desk: &Desk<R>, reading: &Reading, comments: &[Comment], earlier: &[Was]) -> Page {
    let at = |what: &str| desk.at(&format!("/family/readings/{}{what}", reading.id));
    let edits = desk.may(Object::Family, Verb::Edit);
    let mut rows = vec![
        row("The draft that they read", the_draft(desk, reading)),
        row("Time", format!("{} to {}", day(reading.opens_on), day(reading.closes_on))),
    ];
    if !reading.short_why.is_empty() {
        rows.push(prose_row("Why the time is shorter", &desk.labels.show(&reading.short_why)));
    }
    if !reading.avoid_why.is_empty() {
        rows.push(prose_row("Why a day to avoid lies within it", &desk.labels.show(&reading.avoid_why)));
    }
    rows.extend([
        row("Where", desk.labels.show(&reading.place)),
        row("With them", desk.labels.show(&reading.support)),
        row("Ended", reading.ended_on.map(day).unwrap_or_default()),
        row("How", reading.ended_how.map(ReadingEnd::label).unwrap_or_default()),
    ]);
    if !reading.ended_why.is_empty() {
        rows.push(prose_row("Why it was taken back", &desk.labels.show(&reading.ended_why)));
    }
    let runs = reading.ended_on.is_none();
    let untold = comments.iter().any(|one| one.answer.is_some() && one.told_on.is_none());
    let body = html! {
        (summary_list(&rows))
        @if edits { (button_row(&html! {
            @if reading.ended_how != Some(ReadingEnd::TakenBack) { (link_button("Write down a comment", &at("/comments"))) }
            @if untold { (second_link_button("Record that they were told", &at("/told"))) }
            @if runs { (second_link_button("End the reading", &at("/finish"))) }
            @if runs { (second_link_button("Change the days", &at("/times"))) }
            @if runs && comments.is_empty() { (second_link_button("Take it back", &at("/take-back"))) }
        })) }
        @if !earlier.is_empty() {
            (table("Earlier days", &["Days before", "Why they were changed", "By", "On"]).rows(earlier.iter().map(|was| vec![
                html! { (day(was.opens_on)) " to " (day(was.closes_on)) },
                html! { (desk.labels.show(&was.why)) },
                html! { (was.changed_by_name) },
                html! { (day(london_day(was.changed_at))) },
            ])))
        }
        (section_heading("What they said of the draft"))
        @if comments.is_empty() { (para("No comment is written down yet.")) }
        @for comment in comments { (comment_card(desk, comment, edits)) }
    };
    desk.inner("/family", "A reading of the draft", &body)
}

/// The version that they read, to be looked at by whoever may read the whole draft.
fn the_draft<R: Right>(desk: &Desk<R>, reading: &Reading) -> Markup {
    let name = spoken(&desk.labels.show(&reading.draft));
    html! {
        @if desk.grant.sees_all(Object::Draft) { (link(&name, &desk.at(&format!("/report/versions/{}", reading.draft)))) } @else { (name) }
    }
}

/// The form for other days of a reading that runs.
pub(in crate::family) fn times<R: Right>(
    desk: &Desk<R>,
    seal: &Seal,
    (reading, person): (&Reading, &FamilyPerson),
    f: &Filled,
) -> Page {
    let fields = html! {
        (para("Tell them of the new days. Those before stay on record with the reason."))
        (to_avoid(desk, person))
        (hidden("version", f.version_seen(reading.version)))
        (time(person, f))
        (textarea(f, "why", "Why are the days changed?").rows(2))
    };
    let to = format!("/family/readings/{}/times", reading.id);
    asked(desk, seal, reading.id, ("Change the days of the reading", "Save the days"), &to, &fields)
}

/// The form as a reading begins it.
pub(in crate::family) fn begin_times<R: Right>(desk: &Desk<R>, reading: &Reading) -> Filled {
    Filled::new()
        .with_date("opens_on", Some(reading.opens_on))
        .with_date("closes_on", Some(reading.closes_on))
        .with("short_why", desk.labels.show(&reading.short_why))
        .with("avoid_why", desk.labels.show(&reading.avoid_why))
}

pub(in crate::family) fn take_back<R: Right>(desk: &Desk<R>, seal: &Seal, reading: &Reading, f: &Filled) -> Page {
    let fields = html! {
        (para("For a reading that was offered in error. It stays on record and counts as none. Tell them that it was an error. When they read the draft or chose not to, end the reading instead."))
        (hidden("version", f.version_seen(reading.version)))
        (textarea(f, "why", "Why is it taken back?").rows(2))
    };
    let to = format!("/family/readings/{}/take-back", reading.id);
    asked(desk, seal, reading.id, ("Take the reading back", "Take the reading back"), &to, &fields)
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
        (textarea(f, "reason", "Why").hint("Needed unless the comment is accepted whole: they will be told").rows(3))
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
        (radios(f, "how", "How did it end?", choices(ReadingEnd::OF_ITSELF, ReadingEnd::as_str, ReadingEnd::label)))
        (date(f, "ended_on", "Day"))
    };
    let to = format!("/family/readings/{}/finish", reading.id);
    asked(desk, seal, reading.id, ("End the reading", "End the reading"), &to, &fields)
}
