//! One person: what they wish, the contact log, and how they are asked.

use crate::access::Reach;
use crate::access::right::{Object, Right, Verb};
use crate::family::{About, AdvocateKind, Contact, FamilyPerson, Medium, Outcome, Part, Wish};
use crate::panel::Colleague;
use crate::parties::{Desk, Person};
use crate::ui::{
    Filled, Markup, Page, Seal, bullets, button, button_row, checkboxes, choice, choices, date, day, fieldset, form, hidden,
    html, inset, link, link_aside, link_button, para, prose_row, radios, row, second_link_button, section_heading, select,
    summary_list, table, text, textarea, warning,
};

use super::{called, relation};

/// What the page of one person shows.
pub(in crate::family) struct Sight<'a> {
    pub(in crate::family) one: &'a FamilyPerson,
    pub(in crate::family) contacts: &'a [Contact],
    /// How they can be reached, when it was asked for.
    pub(in crate::family) safe: Option<&'a str>,
}

pub(in crate::family) fn one<R: Right>(desk: &Desk<R>, sight: &Sight<'_>) -> Page {
    let (one, edits) = (sight.one, desk.may(Object::Family, Verb::Edit));
    let at = |what: &str| desk.at(&format!("/family/{}{what}", one.id));
    let body = html! {
        @if one.is_held_back() { (warning("This person is a witness. Nobody asks them what they saw before the senior investigating officer agrees.")) }
        @if !one.dates_to_avoid.is_empty() { (inset(&html! { strong { "Days to avoid: " } (desk.labels.show(&one.dates_to_avoid)) })) }
        (facts(desk, sight, &at("")))
        @if edits { (button_row(&html! {
            (link_button("Log a contact or an attempt", &at("/contact")))
            (second_link_button("Offer a reading of the draft", &at("/reading")))
            (second_link_button("Change", &at("/change")))
        })) }
        (section_heading("Contacts"))
        (table("Contacts", &["Day", "About", "How", "What came of it", "By"]).quiet_caption().when_empty("No contact is logged yet.")
            .rows(sight.contacts.iter().map(|contact| contact_row(desk, contact))))
    };
    desk.inner_of("/family", ("A family member or friend", &called(desk, one)), &body)
}

fn facts<R: Right>(desk: &Desk<R>, sight: &Sight<'_>, at: &str) -> Markup {
    let (one, shown) = (sight.one, |text: &str| desk.labels.show(text));
    let safe = match sight.safe {
        Some("") => html! { "Not recorded" },
        Some(words) => html! { (words) },
        None if desk.grant.reach() != Reach::All => html! { "For the chair and the coordinator" },
        None => html! { (link("Show how to reach them safely", &format!("{at}?safe=shown"))) },
    };
    summary_list(&[
        row("To the person who died", relation(desk, one)),
        row("Wishes", html! { (bullets(one.wishes.iter().map(|wish| wish.label()))) }),
        row("Who stands by them", format!("{} {}", one.advocate_kind.label(), shown(&one.advocate))),
        row("Family liaison officer", shown(&one.liaison)),
        row("Safe contact", safe),
        row("Prefers", one.medium.label()),
        prose_row("Needs", &shown(&one.needs)),
        row("To be met apart", shown(&one.apart)),
        row("Witness", if one.witness { "Yes" } else { "No" }),
        row("Police agreed to contact on", one.sio_agreed_on.map(day).unwrap_or_default()),
        row("Lawful basis", shown(&one.lawful_basis)),
    ])
}

fn contact_row<R: Right>(desk: &Desk<R>, one: &Contact) -> Vec<Markup> {
    vec![
        html! { (day(one.held_on)) },
        html! { (one.about.label()) },
        html! { (one.medium.label()) },
        html! {
            strong { (one.outcome.label()) }
            @if one.withheld { br; span class="d-quiet" { "What was said is for the chair and those who read with the chair." } }
            @if !one.note.is_empty() { br; (desk.labels.show(&one.note)) }
            @if !one.next.is_empty() { br; span class="d-quiet" { "Next: " (desk.labels.show(&one.next)) @if let Some(on) = one.next_on { ", " (day(on)) } } }
        },
        html! { (one.by_name) },
    ]
}

pub(in crate::family) fn contact<R: Right>(desk: &Desk<R>, seal: &Seal, one: &FamilyPerson, f: &Filled) -> Page {
    let at = desk.at(&format!("/family/{}", one.id));
    let body = html! {
        (para("Silence is taken for an answer only after three attempts in more than one way. A “no” is asked about again at each stage."))
        (form(seal, &format!("{at}/contact"), &html! {
            (date(f, "held_on", "Day"))
            (select(f, "by", "How?", choices(Medium::ALL, Medium::as_str, Medium::label)))
            (select(f, "about", "About what?", choices(About::ALL, About::as_str, About::label)))
            (radios(f, "outcome", "What came of it?", choices(Outcome::ALL, Outcome::as_str, Outcome::label)))
            (textarea(f, "note", "What was said").hint("In words that they could read one day").rows(4).optional())
            (text(f, "next", "What was promised next?").optional())
            (date(f, "next_on", "By when?").optional())
            (button_row(&html! { (button("Log it")) (second_link_button("Cancel", &at)) }))
        }))
    };
    let heading = format!("Log a contact or an attempt: {}", called(desk, one));
    desk.inner_of(&format!("/family/{}", one.id), ("Log a contact or an attempt", &heading), &body)
}

/// Whom the form of one person is for.
pub(in crate::family) struct Choose<'a> {
    /// The person, when they are changed.
    pub(in crate::family) one: Option<&'a FamilyPerson>,
    pub(in crate::family) register: &'a [Person],
    /// Those who can stand by them.
    pub(in crate::family) advocates: &'a [Colleague],
}

pub(in crate::family) fn edit<R: Right>(desk: &Desk<R>, seal: &Seal, choose: &Choose<'_>, f: &Filled) -> Page {
    let to = choose.one.map_or_else(|| desk.at("/family/new"), |one| desk.at(&format!("/family/{}/change", one.id)));
    let version = f.version_seen(choose.one.map_or(0, |one| one.version));
    let body = form(
        seal,
        &to,
        &html! {
            (hidden("version", version))
            @if choose.one.is_none() {
                (select(f, "entry", "Who?", choose.register.iter().map(|one| choice(one.id.to_string(), one.described())).collect())
                    .hint("Children, relatives, friends and others of the identity register"))
                @if desk.may(Object::Identity, Verb::Edit) {
                    p class="govuk-body" { (link_aside("Add a person to the register first", &desk.at("/people/new"))) ", if they are not in the list." }
                } @else { (para("If they are not in the list, ask the coordinator to add them to the identity register first.")) }
            }
            (text(f, "relationship", "Relationship").hint("For example: older sister"))
            (select(f, "part", "What are they to the person who died?", Part::ALL.iter().map(|part| choice(part.as_str(), desk.as_found(part.label()))).collect()))
            (checkboxes(f, "wishes", "What do they wish?", choices(Wish::ALL, Wish::as_str, Wish::label)).optional())
            (radios(f, "medium", "How do they prefer to be in touch?", choices(Medium::ALL, Medium::as_str, Medium::label)))
            (textarea(f, "safe_contact", "How can they be reached safely?").rows(3).optional()
                .hint(if choose.one.is_some() { "Leave empty to keep what is recorded. It is kept sealed" } else { "And in which language. It is kept sealed" }))
            (textarea(f, "needs", "What do they need?").rows(3).optional())
            (textarea(f, "dates_to_avoid", "Days to avoid").hint("Birthdays, anniversaries, hearings").rows(2).optional())
            (text(f, "apart", "A rift in the family, or whom to meet apart").optional())
            (support(f, choose.advocates))
            (fieldset("If they are a witness", &html! {
                (checkboxes(f, "witness", "Criminal proceedings", vec![choice("yes", "They are a witness")]).optional())
                (date(f, "sio_agreed_on", "When did the senior investigating officer agree that they may be asked what they saw?").optional())
            }))
            (text(f, "lawful_basis", "Consent, or another lawful basis for keeping what they say").optional())
            (button_row(&html! { (button("Save")) (second_link_button("Cancel", &desk.at("/family"))) }))
        },
    );
    desk.inner("/family", if choose.one.is_some() { "Change what is known of them" } else { "Add family or a friend" }, &body)
}

/// Somebody by name and what they do.
fn described(one: &Colleague) -> String {
    if one.job_title.is_empty() { one.name.clone() } else { format!("{}, {}", one.name, one.job_title) }
}

fn support(f: &Filled, advocates: &[Colleague]) -> Markup {
    fieldset(
        "Who stands by them",
        &html! {
            (select(f, "advocate_kind", "Advocate", choices(AdvocateKind::ALL, AdvocateKind::as_str, AdvocateKind::label)).optional())
            (text(f, "advocate", "The advocate and how to reach them").optional())
            (select(f, "advocate_account", "The advocate’s account", advocates.iter().map(|one| choice(one.id.to_string(), described(one))).collect())
                .empty("They do not sign in").hint("Those without a post in the partnership, a board, a public body or an agency that is asked, and without another part in this review. With an account, the advocate sees this person’s own part and the draft while it is shared").optional())
            (text(f, "liaison", "Family liaison officer").optional())
        },
    )
}
