//! The task list: what is to be done, how far it is, and why something cannot be done yet.

use maud::{Markup, html};

use super::tag::{Colour, tag};

/// How far a task is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing has been done.
    NotStarted,
    /// Something else waits for it.
    Needed,
    /// Nothing else waits for it, and nothing is in its way.
    Ready,
    /// Something has been done.
    InProgress,
    /// It is done; it may still be looked at and changed.
    Completed,
    /// It cannot be started, and the sentence says why: "because the panel has no domestic abuse specialist yet".
    CannotStartYet(String),
    /// It is done or awaited by somebody else; the words say whom: "With the Home Office".
    Waiting(String),
    /// It ought to have been done by now; the words say since when: "Due 12 March 2026".
    Overdue(String),
}

/// One task.
#[derive(Debug)]
pub struct Task {
    title: String,
    href: Option<String>,
    hint: Option<String>,
    status: Status,
}

/// A task with the address where it is done; a task that cannot be started is not a link.
pub fn task(title: impl Into<String>, href: impl Into<String>, status: Status) -> Task {
    let href = match status {
        Status::CannotStartYet(_) => None,
        Status::NotStarted
        | Status::Needed
        | Status::Ready
        | Status::InProgress
        | Status::Completed
        | Status::Waiting(_)
        | Status::Overdue(_) => Some(href.into()),
    };
    Task { title: title.into(), href, hint: None, status }
}

/// A task that is somebody else's to do: it is told and leads nowhere.
pub fn stated(title: impl Into<String>, status: Status) -> Task {
    Task { title: title.into(), href: None, hint: None, status }
}

impl Task {
    /// A line under the title: "Due 4 April 2026".
    pub fn hint(mut self, words: impl Into<String>) -> Task {
        self.hint = Some(words.into());
        self
    }
}

/// A task list. `name` sets its ids apart from those of another list on the page.
pub fn task_list(name: &str, tasks: &[Task]) -> Markup {
    html! {
        ul class="govuk-task-list" {
            @for (at, each) in tasks.iter().enumerate() { (item(&format!("{name}-{}", at + 1), each)) }
        }
    }
}

fn item(id: &str, each: &Task) -> Markup {
    let why = match &each.status {
        Status::CannotStartYet(why) => Some(why),
        Status::NotStarted
        | Status::Needed
        | Status::Ready
        | Status::InProgress
        | Status::Completed
        | Status::Waiting(_)
        | Status::Overdue(_) => None,
    };
    let hint = each.hint.is_some() || why.is_some();
    let described = if hint { format!("{id}-hint {id}-status") } else { format!("{id}-status") };
    html! {
        li class={ "govuk-task-list__item" @if each.href.is_some() { " govuk-task-list__item--with-link" } } {
            div class="govuk-task-list__name-and-hint" {
                @match &each.href {
                    Some(href) => a class="govuk-link govuk-task-list__link" href=(href) aria-describedby=(described) { (each.title) },
                    None => div { (each.title) },
                }
                @if hint {
                    div id={ (id) "-hint" } class="govuk-task-list__hint" {
                        @if let Some(words) = &each.hint { (words) }
                        @if let Some(why) = why { @if each.hint.is_some() { br; } (why) }
                    }
                }
            }
            div class="govuk-task-list__status" id={ (id) "-status" } { (mark(&each.status)) }
        }
    }
}

fn mark(status: &Status) -> Markup {
    match status {
        Status::NotStarted => tag("Not started", Colour::Blue),
        Status::Needed => tag("Still needed", Colour::Blue),
        Status::Ready => tag("Ready", Colour::Green),
        Status::InProgress => tag("In progress", Colour::Teal),
        Status::Completed => html! { span class="d-done" { "Completed" } },
        Status::CannotStartYet(_) => html! { span class="govuk-task-list__status--cannot-start-yet" { "Cannot start yet" } },
        Status::Waiting(whom) => tag(whom, Colour::Grey),
        Status::Overdue(since) => tag(since, Colour::Red),
    }
}
