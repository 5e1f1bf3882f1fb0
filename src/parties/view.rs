//! How the register looks.

use crate::access::Reach;
use crate::access::right::{Object, Right, Verb};
use crate::ui::{
    Colour, Filled, Markup, Page, Seal, bullets, button, button_row, checkboxes, choice, choices, date, details, fieldset, form,
    hidden, html, inset, link, link_about, link_button, para, radios, second_button, second_link_button, select, table, tag,
    text, textarea,
};

use super::desk::Desk;
use super::entry::{Audience, ChosenBy, Entry, Finding, Kind};

/// The columns of the register. The last is for those who may change it, the one before it for those who write or read the report.
const COLUMNS: [&str; 6] = ["Code", "Name", "To the review", "Finding", "Pseudonym", "Change"];

pub(super) fn list<R: Right>(desk: &Desk<R>, entries: &[Entry]) -> Page {
    let can = Can {
        edit: desk.may(Object::Identity, Verb::Edit),
        choose: desk.may(Object::Pseudonyms, Verb::Edit),
        search: matches!(desk.grant.reach(), Reach::Own | Reach::Status),
    };
    let columns = if can.any() {
        6
    } else if can.search {
        4
    } else {
        5
    };
    let rows = entries.iter().map(|one| row(desk, one, can));
    let body = html! {
        (inset(&html! { "This is the one place where real names are kept. Everywhere else people are called by pseudonym. That you opened this page is on the audit record." }))
        @if can.search { (para("You see the names of those for whom your agency searches its records: until the analysis is done, or what your agency was asked for is returned.")) }
        (table("People in this review", &COLUMNS[..columns])
            .quiet_caption().when_empty("Nobody is in the register yet, or nobody whose name you may see.").rows(rows))
        @if !can.edit { (para("The coordinator adds people and changes what is known of them. Ask them if somebody is missing.")) }
        @if !can.choose && !can.search { (para("The independent chair, the author or the coordinator chooses pseudonyms, with the family.")) }
        @if can.edit { (link_button("Add somebody", &desk.at("/people/new"))) }
        (details("What the codes are for", &html! {
            (para("When you type a name that is in the register, the text keeps the code instead. One text then serves everybody: with the pseudonym for most readers, and with the name only for those who may see it."))
            (para("Add everybody whose name could come up, also the staff of agencies, and every form of their names. What the register does not know, it cannot keep safe."))
        }))
    };
    desk.room("/people", "Identity register", &body)
}

/// What the reader may do with the register.
#[derive(Clone, Copy)]
struct Can {
    edit: bool,
    choose: bool,
    /// They are here for an agency, to know whom to search for.
    search: bool,
}

impl Can {
    fn any(self) -> bool {
        self.edit || self.choose
    }
}

fn row<R: Right>(desk: &Desk<R>, one: &Entry, can: Can) -> Vec<Markup> {
    let at = desk.at(&format!("/people/{}", one.id));
    let name = one.details.full.as_str();
    let mut cells = vec![
        html! { (one.code) },
        html! {
            (name)
            @for other in one.details.aliases.iter().chain(&one.details.nicknames) { br; span class="d-quiet" { "also " (other) } }
        },
        html! { (one.kind.part(one.finding)) },
        html! { @if one.finding == Finding::NotApplicable { span class="d-quiet" { "–" } } @else { (one.finding.label()) } },
    ];
    if !can.search {
        cells.push(html! {
            @match &one.pseudonym {
                Some(pseudonym) => { (pseudonym) @if one.pseudonym_clash { br; (tag("Is a real name here: choose another", Colour::Red)) } }
                None if one.kind.needs_pseudonym() => { (tag("Not chosen yet", Colour::Yellow)) }
                None => { span class="d-quiet" { "Named by role only" } }
            }
        });
    }
    if can.any() {
        cells.push(html! {
            @if can.edit { (link_about("Change", &at, &format!("the entry {}", one.code))) br; }
            @if can.choose { (link_about("Pseudonym", &format!("{at}/pseudonym"), &format!("for {}", one.code))) }
        });
    }
    cells
}

pub(super) fn choose_kind<R: Right>(desk: &Desk<R>) -> Page {
    let to = |kind: &Kind| link(kind.label(), &desk.at(&format!("/people/new?kind={kind}")));
    let body = html! {
        (para("What is this person to the review? Their code, and who may see their name, follow from it."))
        (bullets(Kind::ALL.iter().map(to)))
        (second_link_button("Cancel", &desk.at("/people")))
    };
    desk.inner("/people", "Add somebody to the identity register", &body)
}

pub(super) fn new<R: Right>(desk: &Desk<R>, seal: &Seal, f: &Filled) -> Page {
    let kind = f.get("kind").parse::<Kind>().ok();
    let body = form(
        seal,
        &desk.at("/people/new"),
        &html! {
            @match kind {
                Some(kind) => {
                    (hidden("kind", kind))
                    p class="govuk-body" { "To the review: " (kind.label().to_lowercase()) ". " (link("Somebody else?", &desk.at("/people/new"))) }
                }
                None => (radios(f, "kind", "What is this person to the review?", choices(Kind::ALL, Kind::as_str, Kind::label))),
            }
            (fields(f, true, kind.is_none_or(Kind::may_be_found)))
            (button_row(&html! { (button("Add to the register")) (second_link_button("Cancel", &desk.at("/people"))) }))
        },
    );
    desk.inner("/people", "Add somebody to the identity register", &body)
}

pub(super) fn change<R: Right>(desk: &Desk<R>, seal: &Seal, entry: &Entry, f: &Filled) -> Page {
    let at = desk.at(&format!("/people/{}", entry.id));
    let shown = f.has("safe", "shown");
    let body = html! {
        @if !shown && entry.safe_addresses > 0 {
            (inset(&html! {
                "Addresses that could put somebody in danger are kept for this person and not shown. You can ask for them at the foot of this page; that you did is on the audit record."
            }))
        }
        (form(seal, &at, &html! {
            (hidden("version", f.version_seen(entry.version)))
            @if shown { (hidden("safe", "shown")) }
            (fields(f, shown || entry.safe_addresses == 0, entry.kind.may_be_found() || entry.finding != Finding::NotApplicable))
            (button_row(&html! {
                (button("Save"))
                // It sends what is typed with it, so that nothing of it is lost.
                @if !shown && entry.safe_addresses > 0 { (second_button("Show and change the addresses kept safe", "safe", "asked")) }
                (second_link_button("Cancel", &desk.at("/people")))
            }))
        }))
    };
    let heading = format!("Change the entry {} ({})", entry.code, entry.kind.part(entry.finding).to_lowercase());
    desk.inner_of("/people", ("Change an entry", &heading), &body)
}

/// `found`: whether a court may have found something about the person.
fn fields(f: &Filled, safe: bool, found: bool) -> Markup {
    let several = |name, label, hint: &str| textarea(f, name, label).rows(2).hint(hint).optional();
    html! {
        (fieldset("Names", &html! {
            (text(f, "full", "Full name").not_spelled())
            (text(f, "given", "Given names").not_spelled().hint("If they are more than all words but the last").optional())
            (text(f, "family", "Family name").not_spelled().hint("If it is more than the last word").optional())
            (several("aliases", "Other names", "Maiden names, aliases, spellings in records. One a line"))
            (several("nicknames", "Nicknames and short forms", "One a line"))
        }))
        (fieldset("Dates", &html! { (date(f, "born", "Date of birth").optional()) (date(f, "died", "Date of death").optional()) }))
        @if found {
            (select(f, "finding", "What a court found", choices(Finding::ALL, Finding::as_str, Finding::label))
                .hint("Decides whether a text says that somebody did something or is alleged to have done it").optional())
        }
        (fieldset("What else would point to them", &html! {
            (several("addresses", "Addresses", "One a line"))
            @if safe { (several("safe_addresses", "Addresses to keep safe", "A refuge or a new home. Shown only to those who ask for them, on the record. One a line")) }
            (several("phones", "Telephone numbers", "One a line"))
            (several("mail", "Mail addresses and names online", "One a line"))
            (several("nhs", "NHS numbers", "One a line"))
            (several("pnc", "PNC numbers", "One a line"))
            (several("crime", "Crime and incident numbers", "One a line"))
            (several("vehicles", "Vehicle registrations", "One a line"))
            (several("places", "Schools, employers, practices and other places", "One a line"))
        }))
        (checkboxes(f, "seen_by", "Who besides may see this name?", choices(Audience::ALL, Audience::as_str, Audience::label))
            .hint("The partnership, the chair and the author, and information governance see every name. Agencies need the names of those for whom they search their records, and see them until the analysis is done: the person who died, whoever is alleged to be responsible, the children").optional())
    }
}

/// `shared`: another review uses the pseudonym that the family chose, so it is asked whether they still wish it.
pub(super) fn pseudonym<R: Right>(desk: &Desk<R>, seal: &Seal, entry: &Entry, (shared, f): (bool, &Filled)) -> Page {
    let at = desk.at(&format!("/people/{}/pseudonym", entry.id));
    let body = html! {
        (para("A pseudonym is best chosen by the family, with their advocate, and for the person who died before anybody else."))
        (bullets([
            "It is nobody’s real name in this review, and no other review uses it, unless the family wish it all the same",
            "It fits the person’s background, and gives no clue by its initials",
            "Children have neutral names, such as Child A, which say neither sex nor age",
            "A person who caused harm is better not given a friendly name",
            "A professional is called by the role, such as Officer A, and needs it only where the report speaks of them",
        ]))
        (form(seal, &at, &html! {
            (hidden("version", f.version_seen(entry.version)))
            (text(f, "pseudonym", "Pseudonym").width(20).not_spelled())
            (radios(f, "chosen_by", "How was it chosen?", choices(ChosenBy::ALL, ChosenBy::as_str, ChosenBy::label)))
            @if shared { (checkboxes(f, "shared", "Another review uses it", vec![choice("yes", "The family were told so, and still wish it")])) }
            (button_row(&html! { (button("Save the pseudonym")) (second_link_button("Cancel", &desk.at("/people"))) }))
        }))
    };
    desk.inner_of("/people", ("Choose a pseudonym", &format!("Pseudonym for {}", entry.code)), &body)
}
