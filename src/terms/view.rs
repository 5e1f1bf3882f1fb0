//! How the terms of reference look.

use crate::access::right::{Object, Right, Verb};
use crate::base::within_a_sentence;
use crate::parties::Desk;
use crate::process::table::{self, can_happen};
use crate::process::{Act, Offer, Stage};
use crate::reviews::place_for;
use crate::ui::{
    Colour, Filled, Markup, Page, Seal, bullets, button, button_row, checkboxes, choice, date, day, details, fieldset, form,
    hidden, html, inset, link, link_button, para, prose, prose_row, row, second_link_button, section_heading, summary_list,
    table, tag, textarea,
};

use super::forms::texts;
use super::{BANK, KeyLine, Terms};

/// How a page names the fields of many lines, in the order of [`super::forms::FIELDS`].
const LABELS: [(&str, &str, &str); 13] = [
    ("areas", "Areas and partnerships", ""),
    ("agencies", "Agencies and what is asked of each", "IMR, short report, summary of engagement, information only, or nothing"),
    ("family_questions", "Questions of the family", ""),
    ("equality", "Equality and diversity", "Each protected characteristic, and immigration status, poverty and place"),
    ("experts", "Experts and research", ""),
    ("parallel", "Reviews and proceedings beside", ""),
    ("contact_plan", "Contact with family, friends, the employer and the person alleged or found to be responsible", ""),
    ("media", "Media and communications", ""),
    ("legal", "Legal advice", ""),
    ("disclosure", "Disclosure", ""),
    ("timetable", "Timetable", ""),
    ("dissent", "Who disagrees, and why", "A different view is kept in the words of whoever holds it"),
    ("changes", "What is different from the version before, and why", ""),
];

/// Everything that the page of the terms shows.
pub(super) struct Sight<'a> {
    pub(super) versions: &'a [Terms],
    /// The version that is looked at, with its questions.
    pub(super) one: Option<(&'a Terms, &'a [KeyLine])>,
    /// The step that issues terms where the review stands, if it is the reader's to take.
    pub(super) offer: Option<&'a Offer>,
}

pub(super) fn list<R: Right>(desk: &Desk<R>, seal: &Seal, sight: &Sight<'_>, f: &Filled) -> Page {
    // Where no step issues terms any more, a draft of them would be one that nobody can agree.
    let issued = table::steps(desk.front.regime).any(|step| {
        matches!(step.act, Act::AgreeTerms | Act::ReviseTerms) && can_happen(step.records, desk.front.regime, desk.front.stage)
    });
    let edits = desk.may(Object::Terms, Verb::Edit) && issued;
    let now = [Act::AgreeTerms, Act::ReviseTerms]
        .iter()
        .any(|act| table::steps(desk.front.regime).any(|step| step.act == *act && step.from.contains(&desk.front.stage)));
    let newest = sight.versions.first().map_or(0, |one| one.number);
    let body = html! {
        @if desk.front.stage == Stage::Closed { (para("The review is closed: its terms of reference stay as they were issued.")) }
        @match sight.one {
            Some((one, lines)) => {
                (version(desk, sight.versions, one, lines))
                @if edits && now && one.issued_on.is_none() && one.number == newest { (issuing(desk, seal, (one, sight.offer), f)) }
            }
            None => { (para("No terms of reference have been drafted yet.")) }
        }
        @if edits { (link_button(if newest == 0 { "Draft the terms of reference" } else { "Draft a new version" }, &desk.at("/terms/new"))) }
        (table("Versions", &["Version", "Drafted by", "Issued", "What is different"]).when_empty("There is none yet.").rows(sight.versions.iter().map(|one| vec![
            html! { (link(&format!("Version {}", one.number), &desk.at(&format!("/terms?version={}", one.number)))) },
            html! { (one.drafted_by) ", " (day(crate::base::london_day(one.drafted_at))) },
            html! { @match one.issued_on { Some(on) => (day(on)), None => (tag("Draft", Colour::Grey)) } },
            html! { (desk.labels.show(&one.changes)) },
        ])))
    };
    desk.room("/terms", "Terms of reference", &body)
}

/// When the panel agreed this version; where it has not, which earlier one it agreed, for that stays true.
fn agreed(versions: &[Terms], one: &Terms) -> String {
    let earlier = versions.iter().filter(|other| other.number < one.number).max_by_key(|other| match other.panel_agreed_on {
        Some(_) => other.number,
        None => 0,
    });
    match (one.panel_agreed_on, earlier.and_then(|other| Some((other.number, other.panel_agreed_on?)))) {
        (Some(on), _) => day(on),
        (None, Some((number, on))) => format!("Not recorded for this version. Version {number}: {}", day(on)),
        (None, None) => String::new(),
    }
}

fn version<R: Right>(desk: &Desk<R>, versions: &[Terms], one: &Terms, lines: &[KeyLine]) -> Markup {
    let shown = |text: &str| desk.labels.show(text);
    let mut rows = vec![
        row("Issued", one.issued_on.map_or_else(|| "Not yet: this is a draft".into(), day)),
        prose_row("What the review is for", &shown(&one.purpose)),
        row("Period", format!("{} to {}, and any earlier event of significance", day(one.period_from), day(one.period_to))),
        prose_row("Why this period", &shown(&one.period_why)),
    ];
    for ((name, text), (_, label, _)) in texts(one).into_iter().zip(LABELS) {
        if !text.is_empty() && name != "changes" {
            rows.push(prose_row(desk.as_found(label), &shown(text)));
        }
    }
    rows.push(row("Agreed by the panel", agreed(versions, one)));
    html! {
        (section_heading(&format!("Version {}", one.number)))
        (summary_list(&rows))
        (section_heading("Key lines of enquiry"))
        @if lines.is_empty() { (para("None yet: the terms cannot be agreed without them.")) }
        ol class="govuk-list govuk-list--number govuk-list--spaced" { @for line in lines { li { (prose(&shown(&line.question))) } } }
    }
}

/// The form that issues a version; what is still missing for it, with the way there, while something is; and whose it is to issue.
fn issuing<R: Right>(desk: &Desk<R>, seal: &Seal, (one, offer): (&Terms, Option<&Offer>), f: &Filled) -> Markup {
    let act = if desk.front.stage == Stage::Scoping { Act::AgreeTerms } else { Act::ReviseTerms };
    match offer {
        Some(offer) if offer.ready() => issue(desk, seal, one, f),
        Some(offer) => html! {
            (section_heading(act.label()))
            (para("This cannot be done yet:"))
            (bullets(offer.missing.iter().map(|need| link(need.sentence(), &place_for(desk.front.id, *need)))))
        },
        None => html! {
            @if let Some(step) = table::step_at(act, desk.front.regime, desk.front.stage) {
                @let whose: Vec<String> = step.by.iter().map(|role| within_a_sentence(role.label_in(desk.front.regime))).collect();
                (para(&format!("It is for the {} to agree and issue this version.", whose.join(" or the "))))
            }
        },
    }
}

fn issue<R: Right>(desk: &Desk<R>, seal: &Seal, one: &Terms, f: &Filled) -> Markup {
    let later = desk.front.stage != Stage::Scoping;
    form(
        seal,
        &desk.at("/terms/issue"),
        &fieldset(
            if later { "Issue this version" } else { "Agree these terms" },
            &html! {
                (hidden("version", desk.front.version))
                (hidden("seen", one.number))
                @if later { (textarea(f, "why", "Why do the terms change?").rows(3)) }
                @else { (para("The panel agrees them. Agencies are then asked for their reports, and the family are told.")) }
                (date(f, "issued_on", "Day"))
                (button(if later { "Issue this version" } else { "Agree and issue" }))
            },
        ),
    )
}

pub(super) fn new<R: Right>(desk: &Desk<R>, seal: &Seal, seen: i64, f: &Filled) -> Page {
    let bank = BANK.iter().map(|one| choice(one.code, one.theme).hint(one.question)).collect();
    let body = html! {
        (inset(&html! { "Real names become codes when you save. Do not write dates of birth or addresses here: the terms are printed early in the report." }))
        (form(seal, &desk.at("/terms/new"), &html! {
            (hidden("seen", if f.get("seen").is_empty() { seen.to_string() } else { f.get("seen").to_owned() }))
            (textarea(f, "purpose", "What is the review for?").rows(5).hint("Name suicide and coercive control where they matter"))
            (fieldset("Period", &html! {
                (date(f, "period_from", "From"))
                (date(f, "period_to", "To"))
                (textarea(f, "period_why", "Why this period?").rows(3).hint("Any earlier event of significance is always within the terms"))
            }))
            (checkboxes(f, "bank", "Key lines of enquiry to begin from", bank).small().optional())
            (textarea(f, "own", "Key lines of this review’s own").rows(8).hint("One a paragraph, with an empty line between them").optional())
            @for (name, label, hint) in LABELS {
                @if name != "changes" || seen > 0 {
                    @if hint.is_empty() { (textarea(f, name, label).rows(3).optional()) }
                    @else { (textarea(f, name, label).rows(3).hint(hint).optional()) }
                }
            }
            (date(f, "panel_agreed_on", "Agreed by the panel on").optional())
            (button_row(&html! { (button("Keep this version")) (second_link_button("Cancel", &desk.at("/terms"))) }))
        }))
        (details("Why versions?", &para("A version that was kept is never changed. Whoever worked from an earlier one can see what it said.")))
    };
    desk.inner("/terms", "Draft terms of reference", &body)
}
