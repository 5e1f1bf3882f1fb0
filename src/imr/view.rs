//! Pages about returns.

use chrono::NaiveDate;

use crate::access::Held;
use crate::ids::OrganisationId;
use crate::redaction::{Hit, Labels, Rule};
use crate::reviews::{Front, room};
use crate::ui::*;

use super::kinds::{Excuse, Level, ReturnReason, State, Verdict};
use super::read::{Request, Return, Secured, Secures};
use super::rights::{May, Sight};

/// Where the page of a review's returns is.
fn home(front: &Front) -> String {
    format!("/reviews/{}/returns", front.id)
}

fn of(request: &Request) -> String {
    format!("/reviews/{}/returns/{}", request.review, request.id)
}

fn state_tag(state: State, due: NaiveDate, today: NaiveDate) -> Markup {
    let colour = match state {
        State::Asked => Colour::Grey,
        State::Writing | State::SentBack => Colour::Yellow,
        State::Signed => Colour::Blue,
        State::Accepted | State::AcceptedWithQueries => Colour::Green,
        State::Excused => Colour::Purple,
    };
    html! {
        (tag(state.label(), colour))
        @if state.outstanding() && due < today { " " (tag("Late", Colour::Red)) }
    }
}

pub(super) fn list(front: &Front, held: &[Held], all: &[(Request, Sight)], (asks, own): (bool, bool), today: NaiveDate) -> Page {
    let rows = all.iter().map(|(request, _)| {
        vec![
            link_about(&request.agency, &of(request), request.level.label()),
            html! { (request.level.label()) },
            html! { (day(request.due)) },
            state_tag(request.state, request.due, today),
        ]
    });
    let body = html! {
        @if asks { (link_button("Ask an agency", &format!("{}/new", home(front)))) }
        (table("What agencies were asked for", &["Agency", "What", "Due", "State"]).rows(rows).quiet_caption().when_empty("No agency has been asked yet."))
        (section_heading("Records secured"))
        (para("Agencies confirm here that nothing about the people in this review is destroyed or changed."))
        p class="govuk-body" { (link("See or confirm that records are secured", &format!("/reviews/{}/secure-records", front.id))) }
        @if own { (inset(&html! { "You see only what your own agency was asked for. Other agencies do not see your answer before the chair releases it." })) }
    };
    room(front, held, "/returns", "Returns of agencies", &body)
}

pub(super) fn ask(seal: &Seal, front: &Front, agencies: &[(OrganisationId, String)], f: &Filled) -> Page {
    let choose = agencies.iter().map(|(id, name)| choice(id.to_string(), name)).collect();
    Page::new("Ask an agency", html! {
        (heading_in(&front.reference, "Ask an agency"))
        (para("Its people are told by mail, without any detail of the case, and get in to answer. The date follows from the process."))
        (form(seal, &format!("{}/new", home(front)), &html! {
            (select(f, "agency", "Agency", choose).empty("Choose an agency"))
            (radios(f, "level", "What do you ask for?", choices(Level::ALL, Level::as_str, Level::label)))
            (textarea(f, "asks", "What in particular?").hint("For instance which key lines of enquiry matter most for this agency").optional())
            (date(f, "asked_on", "When are they asked?").hint("Today, unless you asked them on an earlier day in another way"))
            (button_row(&html! { (button("Ask")) (link("Cancel", &home(front))) }))
        }))
    })
    .about(&front.reference)
    .back(home(front))
}

pub(super) fn one(seal: &Seal, front: &Front, seen: &Secures, labels: &Labels, may: &May, today: NaiveDate) -> Page {
    let request = &seen.request;
    let latest = seen.rounds.first();
    let body = html! {
        (heading_in(&front.reference, &request.agency))
        (summary_list(&[
            row("Asked for", request.level.label()),
            row("Asked on", day(request.asked_on)),
            row("Due", day(request.due)),
            row("State", state_tag(request.state, request.due, today)),
            prose_row("In particular", &request.asks.show(labels)),
        ]))
        @if let Some(why) = request.excused_why {
            (inset(&html! { "Excused: " (why.label()) ". " (request.excused_words.show(labels)) }))
        }
        @if seen.sight == Sight::Status {
            (inset(&html! { @if seen.theirs { "This return is being written by its author." } @else { "You see how far this is. You can read it when it is signed, and a panel member when the chair has released it." } }))
        }
        @for round in &seen.rounds { (one_round(round, labels, seen, seen.rounds.len() > 1)) }
        (actions(seal, request, latest, may))
    };
    Page::new(format!("{}: {}", request.agency, request.level.label()), body).about(&front.reference).back(home(front))
}

/// When a signature was entered, where that was not on its day.
fn entered_later(round: &Return) -> String {
    let entered = round.signed_at.map(crate::base::london_day).filter(|entered| Some(*entered) != round.signed_on);
    entered.map(|entered| format!(" (entered on {})", day(entered))).unwrap_or_default()
}

fn one_round(round: &Return, labels: &Labels, seen: &Secures, several: bool) -> Markup {
    let base = of(&seen.request);
    let is_latest = seen.rounds.first().is_some_and(|first| first.id == round.id);
    html! {
        @if several { (section_heading(&format!("Round {}", round.round))) } @else { (section_heading("The return")) }
        @if round.nil_return { (inset(&html! { "No record of any person in the review was found in any system searched." })) }
        @if round.body.is_empty() { p class="govuk-body d-quiet" { "Nothing is written here yet." } } @else { (prose(&round.body.show(labels))) }
        (summary_list(&[
            prose_row("Systems searched", &round.systems.show(labels)),
            prose_row("Searched for", &round.identifiers.show(labels)),
            row("Author", html! { (round.author_name) @if !round.author_post.is_empty() { ", " (round.author_post) } }),
            row("Independence", if round.declared_at.is_some() { "Declared: no involvement, no line management" } else { "Not declared yet" }),
            row("Signed for the agency", html! { @if let Some(on) = round.signed_on { (round.signatory_name) @if !round.signatory_post.is_empty() { ", " (round.signatory_post) } ", " (day(on)) (entered_later(round)) } @else { "Not signed yet" } }),
            prose_row("Reservations", &round.reservations.show(labels)),
            row("Released to the panel", html! { @if let Some(at) = round.released_at { (day(crate::base::london_day(at))) } @else { "Not released" } }),
        ]))
        @if let Some(verdict) = round.verdict {
            (inset(&html! {
                strong { (verdict.leads_to().label()) }
                @if !round.verdict_reasons.is_empty() { (bullets(round.verdict_reasons.iter().map(|reason| reason.label()))) }
                @if !round.verdict_words.is_empty() { (prose(&round.verdict_words.show(labels))) }
            }))
        }
        @if is_latest {
            @for file in &seen.files {
                p class="govuk-body" { (link(&file.title.show(labels), &format!("{base}/files/{}", file.document))) " (" ((file.bytes + 1023) / 1024) " kB, " (day(crate::base::london_day(file.made_at))) ")" }
            }
        }
    }
}

fn actions(seal: &Seal, request: &Request, latest: Option<&Return>, may: &May) -> Markup {
    let base = of(request);
    let version = latest.map_or(-1, |round| round.version);
    let open = latest.is_none_or(|round| round.signed_at.is_none()) && request.state != State::Excused;
    html! {
        @if may.write && open { (button_row(&html! {
            (link_button("Write the return", &format!("{base}/write")))
            (second_link_button("Add a file", &format!("{base}/file")))
            (second_link_button("Declare independence", &format!("{base}/declare")))
        })) }
        @if may.sign && open && version >= 0 { (link_button("Sign for the agency", &format!("{base}/sign"))) }
        @if may.judge && matches!(request.state, State::Signed | State::AcceptedWithQueries) { (link_button("Accept or send back", &format!("{base}/judge"))) }
        @if may.judge && matches!(request.state, State::Accepted | State::AcceptedWithQueries) && latest.is_some_and(|round| round.released_at.is_none()) {
            (button_form(seal, &format!("{base}/release"), &html! { (hidden("version", version)) (button("Release to the panel")) }))
        }
        @if may.ask && request.state.outstanding() { p class="govuk-body" { (link("Excuse the agency", &format!("{base}/excuse"))) } }
    }
}

pub(super) fn write(seal: &Seal, front: &Front, request: &Request, f: &Filled) -> Page {
    let body = html! {
        (heading_in(&front.reference, &format!("Write the return: {}", request.level.label())))
        (para("Write about roles and not about named staff. A name that the identity register knows is replaced when you save: by what the person is to the review, or by “[name 1]” where you may not see whose it is. You can save and come back."))
        (form(seal, &format!("{}/write", of(request)), &html! {
            (textarea(f, "body", if request.level.reviews() { "Text of your agency’s review" } else { "Summary of engagement" }).rows(25)
                .hint("Write it here, or leave this empty and add it as a file after you save").optional())
            (checkboxes(f, "nil", "Nil return", vec![choice("yes", "We found no record of any person in any system searched")]))
            (textarea(f, "systems", "Systems searched").hint("A nil return must name them"))
            (textarea(f, "identifiers", "Searched for").hint("Names, dates of birth, addresses, numbers. Needed where nothing was found"))
            (hidden("version", f.get("version")))
            (button_row(&html! { (button("Save")) (link("Cancel", &of(request))) }))
        }))
    };
    Page::new("Write the return", body).about(&front.reference).back(of(request))
}

pub(super) fn add_file(seal: &Seal, front: &Front, request: &Request, f: &Filled) -> Page {
    let parts = vec![choice("report", "The return itself"), choice("chronology", "The chronology")];
    let body = html! {
        (heading_in(&front.reference, "Add a file to the return"))
        (upload_form(seal, &format!("{}/file", of(request)), &html! {
            (radios(f, "part", "What is it?", parts))
            (file(f, "file", "Choose the file").hint("PDF, Word, Excel, CSV, text or a picture, up to 25 MB"))
            (button_row(&html! { (button("Add the file")) (link("Cancel", &of(request))) }))
        }))
    };
    Page::new("Add a file to the return", body).about(&front.reference).back(of(request))
}

pub(super) fn declare(seal: &Seal, front: &Front, request: &Request, f: &Filled) -> Page {
    let both = vec![
        choice("involvement", "I have had no involvement with anybody in this review"),
        choice("management", "I do not manage anybody who had"),
    ];
    let body = html! {
        (heading_in(&front.reference, "Declare your independence"))
        (form(seal, &format!("{}/declare", of(request)), &html! {
            (checkboxes(f, "declared", "As the author of this return I declare", both).hint("Tick both. If you cannot, ask your agency to name another author"))
            (hidden("version", f.get("version")))
            (button_row(&html! { (button("Declare")) (link("Cancel", &of(request))) }))
        }))
    };
    Page::new("Declare your independence", body).about(&front.reference).back(of(request))
}

pub(super) fn sign(seal: &Seal, front: &Front, request: &Request, missing: &[&str], f: &Filled) -> Page {
    let body = html! {
        (heading_in(&front.reference, "Sign for your agency"))
        @if missing.is_empty() {
            (para("You confirm that your agency accepts what this return finds and recommends. It is locked when you sign."))
            (form(seal, &format!("{}/sign", of(request)), &html! {
                (date(f, "signed_on", "When was it signed?").hint("Today, unless it was signed on an earlier day in another way"))
                (textarea(f, "reservations", "Reservations").hint("Anything that your agency does not accept, and why").optional())
                (hidden("version", f.get("version")))
                (button_row(&html! { (button("Sign")) (link("Cancel", &of(request))) }))
            }))
        } @else {
            (para("It cannot be signed yet:"))
            (bullets(missing.iter().copied()))
        }
    };
    Page::new("Sign for your agency", body).about(&front.reference).back(of(request))
}

/// What stands in clear, each with the words around it, and the question why it may stand.
fn in_clear(front: &Front, (found, labels): (&[Hit], &Labels), f: &Filled) -> Markup {
    html! {
        @if !found.is_empty() {
            (section_heading("Names and details that stand in clear"))
            (para("Some stand behind a title, as names do, and nobody in the identity register has them: the report names staff by their role alone. Others are in the register, or may be: an address, a day, a number, or a name that the text is not tied to. Enter in the register who is not in it, so that papers do without the name; or send the return back and ask for other words; or accept it as it is, with the reason."))
            (bullets(found.iter().map(|hit| html! { "“" (labels.show(&hit.passage)) "”: " (what(hit)) })))
            p class="govuk-body" { (link_aside("The identity register", &format!("/reviews/{}/people", front.id))) }
            (textarea(f, "names_why", "If you accept it with these words: why may they stand?").hint("For example: the doctor is named in the published judgment. Kept with your name and the day. The same words ask nobody again"))
        }
    }
}

fn what(hit: &Hit) -> String {
    match hit.rule {
        Rule::Titled => format!("{} (nobody in the identity register)", hit.found),
        _ if hit.is_alike() => hit.why(),
        _ => format!("“{}” {}", hit.found, hit.why()),
    }
}

pub(super) fn judge(seal: &Seal, front: &Front, request: &Request, found: (&[Hit], &Labels), f: &Filled) -> Page {
    let verdicts = choices(Verdict::ALL, Verdict::as_str, Verdict::label);
    let body = html! {
        (heading_in(&front.reference, &format!("Accept or send back: {}", request.agency)))
        (form(seal, &format!("{}/judge", of(request)), &html! {
            (radios(f, "verdict", "What do you make of it?", verdicts))
            (checkboxes(f, "reasons", "If you send it back, why?", choices(ReturnReason::ALL, ReturnReason::as_str, ReturnReason::label)))
            (textarea(f, "words", "Your words to the agency").hint("Your queries, or what must change. Needed where you accept it with queries"))
            (date(f, "again_by", "If you send it back, by when do you want it again?"))
            (in_clear(front, found, f))
            (hidden("version", f.get("version")))
            (button_row(&html! { (button("Save")) (link("Cancel", &of(request))) }))
        }))
    };
    Page::new("Accept or send back", body).about(&front.reference).back(of(request))
}

pub(super) fn excuse(seal: &Seal, front: &Front, request: &Request, f: &Filled) -> Page {
    let body = html! {
        (heading_in(&front.reference, &format!("Excuse {}", request.agency)))
        (form(seal, &format!("{}/excuse", of(request)), &html! {
            (radios(f, "why", "Why?", choices(Excuse::ALL, Excuse::as_str, Excuse::label)))
            (textarea(f, "words", "More about it").hint("Needed where no reason of the list fits"))
            (hidden("version", f.get("version")))
            (button_row(&html! { (button("Excuse")) (link("Cancel", &of(request))) }))
        }))
    };
    Page::new("Excuse an agency", body).about(&front.reference).back(of(request))
}

/// What the page on the safety of records shows.
pub(super) struct Safety {
    pub(super) front: Front,
    /// What agencies said, as far as the reader may know of it.
    pub(super) all: Vec<Secured>,
    pub(super) labels: Labels,
    /// The reader's own agencies, for which they may confirm.
    pub(super) theirs: Vec<(OrganisationId, String)>,
    /// Which agencies were asked and have confirmed, for those who ask them.
    pub(super) told: Option<String>,
}

pub(super) fn secured(seal: &Seal, safety: &Safety, f: &Filled) -> Page {
    let Safety { front, all, labels, theirs, told } = safety;
    let body = html! {
        (heading_in(&front.reference, "Records secured"))
        @if let Some(told) = told { (para(told)) }
        @for each in all {
            (summary_card(&each.agency, &[], &[
                row("Secured on", html! { (day(each.secured_on)) ", says " (each.by_name) }),
                prose_row("Systems searched", &each.systems.show(labels)),
                prose_row("Searched for", &each.identifiers.show(labels)),
                prose_row("Paper files", &each.paper.show(labels)),
                row("Electronic records locked or logged", if each.electronic_locked { "Yes" } else { "No" }),
                row("Destruction suspended", if each.destruction_suspended { "Yes" } else { "No" }),
                prose_row("Systems of others, old systems", &each.other_systems.show(labels)),
            ]))
        }
        @if all.is_empty() && told.is_none() { (para("You see here what your own agency confirmed, and it has confirmed nothing yet. Its contact for this review confirms that its records are secured. Those who run the review see what every agency confirmed.")) }
        @if !theirs.is_empty() {
            (section_heading("Confirm for your agency"))
            (form(seal, &format!("/reviews/{}/secure-records", front.id), &html! {
                (select(f, "agency", "Agency", theirs.iter().map(|(id, name)| choice(id.to_string(), name)).collect()).never_empty())
                (textarea(f, "systems", "Which systems did you search?"))
                (textarea(f, "identifiers", "What did you search for?").hint("Names, dates of birth, addresses, NHS, police or case numbers"))
                (textarea(f, "paper", "Where are paper files, and who sealed them?").optional())
                (radios(f, "electronic", "Are electronic records locked, or is their use logged?", yes_no()).inline())
                (radios(f, "destruction", "Is destruction of records suspended?", yes_no()).inline())
                (textarea(f, "other", "Systems of others, and old systems").optional())
                (date(f, "on", "When were the records secured?"))
                (button("Confirm"))
            }))
        }
    };
    Page::new("Records secured", body).about(&front.reference).back(home(front))
}
