//! The pages of notifications.

use chrono::NaiveDate;

use super::account::Account;
use super::draft::{Draft, Standing};
use super::drafts::{Held, Listed, mark};
use super::file_pages;
use super::files::Paper;
use super::opening::Twin;
use super::pages::Home;
use super::section::{Section, Whom};
use crate::access::right::{Object, Verb};
use crate::access::{self, Reach};
use crate::base::london_day;
use crate::parties::Person;
use crate::redaction::Labels;
use crate::reviews::{Front, room};
use crate::ui::asked::{self, draw};
use crate::ui::*;

pub(super) fn list(seal: &Seal, homes: &[Home], drafts: &[Listed]) -> Page {
    let begin = |home: &Home| {
        let label =
            if homes.len() == 1 { "Enter a notification".to_owned() } else { format!("Enter a notification for {}", home.name) };
        form(seal, "/notifications", &html! { (hidden("partnership", home.id)) (button(&label)) })
    };
    let row = |one: &Listed| {
        [
            html! { (link(&format!("Begun {}", day(london_day(one.begun_at))), &format!("/notifications/{}", one.review))) },
            html! { (one.begun_by) },
            html! { (day(london_day(one.changed_at))) },
            html! { (one.partnership_name) },
        ]
    };
    let mut waiting = table("Notifications that are not finished", &["Notification", "Begun by", "Last saved", "Partnership"])
        .when_empty("None is waiting.");
    for one in drafts {
        waiting = waiting.row(row(one));
    }
    Page::new(
        "Notifications",
        html! {
            (heading("Notifications"))
            (para("Enter a notification as soon as you hear of a death, from whatever source. You can stop after any page and come back. What you type is sealed and seen only by your partnership’s coordinators."))
            @for home in homes { (begin(home)) }
            (waiting)
        },
    )
}

pub(super) fn tasks((held, files): (&Held, usize), place: &str, today: NaiveDate) -> Page {
    let at = |section: Section| format!("/notifications/{}/{section}", held.review);
    let status = |section| match held.draft.standing(section, today) {
        Standing::Empty => Status::NotStarted,
        Standing::Begun => Status::InProgress,
        Standing::Complete => Status::Completed,
    };
    let list: Vec<Task> =
        held.draft.sections().into_iter().map(|section| task(section.title(), at(section), status(section))).collect();
    let add = |whom, words: &str| held.draft.next(whom).map(|section| link(words, &at(section)));
    let ready = held.draft.unfinished(today).is_empty();
    Page::new("Notification", html! {
        (heading_in(place, "Notification of a death"))
        @if held.transferred_from.is_some() {
            (inset(&para("This case comes from another partnership. Read each page, correct the days on which it came to you, and open the review.")))
        }
        (task_list("pages", &list))
        (section_heading("Add someone"))
        ul class="govuk-list" {
            @if let Some(add) = add(Whom::Alleged, "Add a person alleged to be responsible") { li { (add) } }
            @if let Some(add) = add(Whom::Child, "Add a child") { li { (add) } }
            @if let Some(add) = add(Whom::Deceased, "Add another person who died") { li { (add) } }
        }
        (section_heading("Files"))
        p class="govuk-body" {
            (link("Files that came with the notification", &format!("/notifications/{}/files", held.review))) " (" (files) ")"
        }
        @for sentence in held.draft.warnings(today) { (warning(&sentence)) }
        @if ready {
            (button_row(&html! { (link_button("Check your answers", &format!("/notifications/{}/check", held.review))) }))
        } @else {
            (para("When every page is completed you can check your answers and open the review."))
        }
        p class="govuk-body" { (link("Throw this draft away", &format!("/notifications/{}/discard", held.review))) }
    })
    .back("/notifications")
}

pub(super) fn section(seal: &Seal, held: &Held, section: Section, f: &Filled) -> Page {
    let at = format!("/notifications/{}/{section}", held.review);
    let title = section.title();
    Page::new(
        title.clone(),
        html! {
            (heading_in("Notification of a death", &title))
            (form(seal, &at, &html! {
                (hidden("version", f.version()))
                (draw(f, section.questions()))
                (button_row(&html! {
                    (button("Save and continue"))
                    (second_button("Save and come back later", "then", "later"))
                }))
            }))
            @if let Section::Person(whom, n) = section {
                @if held.draft.has(section) && (whom != Whom::Deceased || n > 1) {
                    (button_form(seal, &format!("{at}/remove"), &html! {
                        (hidden("version", mark(&held.draft, section)))
                        (warning_button("Take this person out"))
                    }))
                }
            }
        },
    )
    .back(format!("/notifications/{}", held.review))
}

pub(super) fn check(
    seal: &Seal,
    (held, papers): (&Held, &[Paper]),
    place: &str,
    twins: &[Twin],
    year: Option<i32>,
    today: NaiveDate,
) -> Page {
    let at = |section: Section| format!("/notifications/{}/{section}", held.review);
    Page::new("Check your answers", html! {
        (heading_in(place, "Check your answers before you open the review"))
        @for twin in twins {
            (banner("This death may be known already", &html! {
                p class="govuk-body" {
                    "Review " (link(&twin.reference, &format!("/reviews/{}", twin.review)))
                    " has a death in the same month and a matching name. If it is the same death, throw this draft away and correct that review instead. If not, go on."
                }
            }))
        }
        @for sentence in held.draft.warnings(today) { (warning(&sentence)) }
        @for section in held.draft.sections() {
            (summary_card(&section.title(), &[("Change", at(section))], &asked::rows(&held.draft.sheet(section, today), section.questions(), str::to_owned)))
        }
        (file_pages::list(papers, &format!("/notifications/{}/files", held.review), true))
        p class="govuk-body" { (link("Add a file", &format!("/notifications/{}/files", held.review))) }
        (section_heading("What opening the review does"))
        (bullets([
            format!("It gets a reference of the year {}, which no other review will ever have.", year.unwrap_or_default()),
            "The month for the decision counts from the day the death came to attention.".to_owned(),
            "Names, dates of birth, addresses and numbers go into the sealed identity register. Names are replaced where they are written; one that is a word as well, such as Hope or Mark, may stay in a sentence, and the page of the notification then shows it to you. Leave addresses and numbers out of what you write. Every paper is searched for all of them.".to_owned(),
            "Its front page says what to do first: begin triage, and ask agencies today to secure their records.".to_owned(),
        ]))
        (form(seal, &format!("/notifications/{}/check", held.review), &html! {
            (hidden("version", held.version))
            (button_row(&button("Open the review")))
        }))
    })
    .back(format!("/notifications/{}", held.review))
}

pub(super) fn discard(seal: &Seal, held: &Held) -> Page {
    let at = format!("/notifications/{}", held.review);
    Page::new(
        "Throw this draft away",
        html! {
            (heading("Throw this draft away?"))
            (warning("What was typed in it cannot be brought back."))
            (form(seal, &format!("{at}/discard"), &html! {
                (hidden("version", held.version))
                (button_row(&html! { (warning_button("Throw away")) (link("Keep it", &at)) }))
            }))
        },
    )
    .back(at)
}

/// The titles of an account's pages: a person by what they are called here.
fn title(account: &Account, section: Section, labels: &Labels) -> String {
    let sheet = account.sheet(section);
    let code = sheet.get("code");
    // Who has no pseudonym yet is called by what they are, which the title says already.
    let called = labels.of(code).filter(|called| !called.ends_with(code)).map(str::to_owned);
    match (section, called) {
        (Section::Person(..), Some(called)) => format!("{}: {called}", section.title()),
        (_, Some(_) | None) => section.title(),
    }
}

pub(super) fn show(
    front: &Front,
    held: &[access::Held],
    (account, papers): (&Account, &[Paper]),
    labels: &Labels,
    (may_correct, left): (bool, &[String]),
) -> Page {
    let at = |section: Section| format!("/reviews/{}/notification/{section}", front.id);
    let whole = held.iter().any(|held| held.may(Object::Case, Verb::See) == Some(Reach::All));
    let card = |section: Section| {
        let open = may_correct && Section::OPEN.contains(&section);
        let actions = if open { vec![("Correct", at(section))] } else { Vec::new() };
        let questions: Vec<_> = section.questions().iter().filter(|asked| !asked.sealed).copied().collect();
        let rows = asked::rows(&account.sheet(section), &questions, |words| labels.show(words));
        summary_card(&title(account, section, labels), &actions, &rows)
    };
    let inside = html! {
        @if !account.complete {
            (warning("The notification came by phone and has not been confirmed in writing. Triage cannot begin until it is."))
        }
        @if !account.lead_settled {
            (warning("It is not settled which partnership leads. Triage cannot begin until it is."))
        }
        @if !left.is_empty() {
            (warning("What the identity register holds may still stand here: a name that is a word as well, an address, a number, a place. Correct the page before you release it to the panel: write what somebody is called in this review or what they are to the person who died, and leave addresses and numbers out."))
            (bullets(left.iter()))
        }
        @for section in account.sections() { (card(section)) }
        @if whole { (file_pages::list(papers, &format!("/reviews/{}/notification/files", front.id), may_correct)) }
        @if may_correct {
            (second_link_button("Add a file", &format!("/reviews/{}/notification/files", front.id)))
            p class="govuk-body" { (link("See the notification as it was received, with names", &format!("/reviews/{}/notification/received", front.id))) }
            (para("Looking at names goes on the record."))
        }
    };
    room(front, held, "/notification", "Notification", &inside)
}

pub(super) fn none(seal: &Seal, front: &Front, held: &[access::Held]) -> Page {
    let inside = html! {
            (para("This review is open and has no notification yet: it came from another partnership. No name came with it. Enter the notification from what they sent you by their own way."))
            (form(seal, &format!("/reviews/{}/notification", front.id), &button_row(&button("Enter the notification"))))
    };
    room(front, held, "/notification", "Notification", &inside)
}

pub(super) fn received(front: &Front, draft: &Draft, today: NaiveDate) -> Page {
    Page::new("Notification as received", html! {
        (heading_in(&front.reference, "Notification as received"))
        (warning("This page shows names. That you have seen it is on the record."))
        @for section in draft.sections() {
            (summary_card(&section.title(), &[], &asked::rows(&draft.sheet(section, today), section.questions(), str::to_owned)))
        }
    })
    .about(&front.reference)
    .back(format!("/reviews/{}/notification", front.id))
}

/// Which code stands for whom, where text with references is edited.
pub(crate) fn codes(people: &[Person]) -> Markup {
    html! {
        @if !people.is_empty() {
            (details("Who the codes stand for", &html! {
                (para("A code in double braces stands for a person. Leave it as it is; a name that you type becomes a code when you save."))
                (bullets(people.iter().map(|one| format!("{{{{{}}}}} {}", one.code, one.described()))))
            }))
        }
    }
}

pub(super) fn amend(seal: &Seal, front: &Front, section: Section, people: &[Person], f: &Filled) -> Page {
    let questions: Vec<_> = section.questions().iter().filter(|asked| !asked.sealed).copied().collect();
    let at = format!("/reviews/{}/notification", front.id);
    Page::new(
        format!("Correct: {}", section.title()),
        html! {
            (heading_in(&front.reference, &section.title()))
            (codes(people))
            (form(seal, &format!("{at}/{section}"), &html! {
                (hidden("version", f.version()))
                (draw(f, &questions))
                (button_row(&html! { (button("Save the correction")) (link("Cancel", &at)) }))
            }))
        },
    )
    .about(&front.reference)
    .back(at)
}
