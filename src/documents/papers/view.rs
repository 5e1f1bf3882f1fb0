//! How the papers look.

use chrono::{DateTime, Utc};
use maud::{Markup, html};

use crate::access::Held;
use crate::base::within_a_sentence;
use crate::ids::{EntryId, OrganisationId};
use crate::reviews::{Front, sub_nav};
use crate::store::{Stored, Tx};
use crate::typeset::papers::Layout;
use crate::ui::{
    Colour, Filled, Page, Seal, bullets, button, button_form, button_row, choice, choices, date, email, fieldset, form,
    heading_in, inset, link, link_about, para, radios, second_link_button, section_heading, select, table, tag, text, textarea,
    warning,
};

use super::fields::{Field, FieldKind, fields};
use super::gather::Gathered;
use super::kinds::{Audience, PaperKind};
use super::publication::Standing;
use super::read::{PaperRow, agencies};

pub(super) const LAYOUTS: [Layout; 3] = [Layout::HomeOffice, Layout::StHelens, Layout::Boards];

pub(super) fn layout_code(layout: Layout) -> &'static str {
    match layout {
        Layout::HomeOffice => "home_office",
        Layout::StHelens => "priorities",
        Layout::Boards => "boards",
    }
}

fn layout_label(layout: Layout) -> &'static str {
    match layout {
        Layout::HomeOffice => "Home Office model",
        Layout::StHelens => "Strategy, by priority with reference codes",
        Layout::Boards => "Safeguarding boards",
    }
}

/// What the form of a paper offers.
pub(super) struct Choices {
    /// Agencies of the directory.
    pub(super) agencies: Vec<(OrganisationId, String)>,
    /// People of the register to whom a letter may go, without their names.
    pub(super) recipients: Vec<(EntryId, String)>,
    /// Whether the decision was not to hold a review.
    pub(super) no_review: bool,
    /// Why what is made is not to be published yet.
    pub(super) notes: Vec<String>,
}

impl Choices {
    /// What the form offers in this review.
    pub(super) async fn of(tx: &mut Tx, front: &Front, of: &Gathered, kind: PaperKind) -> Stored<Self> {
        let (recipients, no_review) = (of.recipients(), of.is_no_review());
        Ok(Self { agencies: agencies(tx, front).await?, recipients, no_review, notes: of.to_read_first(kind) })
    }
}

pub(super) fn base(front: &Front) -> String {
    format!("/reviews/{}/papers", front.id)
}

fn kind_label(code: &str) -> String {
    code.parse::<PaperKind>().map_or_else(|_| code.replace('_', " "), |kind| kind.label().to_owned())
}

/// What a paper is called among the others: a letter with the agency that it goes to, a plan with its layout.
fn called(row: &PaperRow) -> String {
    let layout = LAYOUTS
        .into_iter()
        .find(|layout| row.kind == PaperKind::ActionPlan.as_str() && row.title.ends_with(&laid_out(row, *layout)));
    match (&row.agency, layout) {
        (Some(agency), _) => format!("{} to {agency}", kind_label(&row.kind)),
        (None, Some(layout)) => format!("{} ({})", kind_label(&row.kind), within_a_sentence(layout_label(layout))),
        (None, None) => kind_label(&row.kind),
    }
}

/// How the title of a plan in this layout ends: behind its audience, one of which has the name of a layout.
fn laid_out(row: &PaperRow, layout: Layout) -> String {
    format!("-{}-{}", row.audience, layout_code(layout))
}

fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&chrono_tz::Europe::London).format("%-d %B %Y, %H:%M").to_string()
}

pub(super) fn list(
    seal: &Seal,
    front: &Front,
    held: &[Held],
    rows: &[PaperRow],
    offered: &[(PaperKind, Option<String>)],
    (sending, notes): (&[(PaperKind, Standing)], &[String]),
) -> Page {
    let cells = rows.iter().map(|row| {
        let audience = row.audience.parse::<Audience>().map_or_else(|_| row.audience.clone(), |one| one.label().to_owned());
        let made = moment(row.made_at);
        vec![
            html! { (link_about(&called(row), &format!("{}/{}", base(front), row.id), &format!(", PDF, {made}"))) },
            html! {
                (audience)
                @if row.old { br; (tag("The register has changed since", Colour::Yellow)) br; span class="d-quiet" { "Only those who make papers read it" } br; (search_again(seal, front, row)) }
                @if row.words > 0 {
                    br; (tag("Waits for an answer", Colour::Yellow)) br;
                    (link_about("Answer", &format!("{}/{}/words", base(front), row.id), &format!("for words in the {}", kind_label(&row.kind).to_lowercase())))
                }
            },
            html! { (made) br; span class="d-quiet" { (row.made_by) } },
            html! { (row.bytes / 1024) " KB" },
        ]
    });
    Page::new(
        "Papers",
        html! {
            (heading_in(&front.reference, "Papers"))
            (sub_nav(front.id, held, "/papers"))
            (para("Each paper is built from what is recorded, without what its audience may not see. What is made under pseudonyms is then searched for every name, date and number of the identity register, and is not kept if one is found. A word that may be a name and an ordinary word waits for somebody’s answer."))
            @if !sending.is_empty() { (for_publication(seal, front, sending, notes)) }
            (table("Papers made", &["Paper", "For", "Made", "Size#"]).quiet_caption().rows(cells).when_empty("No paper has been made yet."))
            @if !offered.is_empty() {
                (section_heading("Make a paper"))
                (bullets(offered.iter().map(|(kind, why)| html! {
                    @match why {
                        None => (link(kind.label(), &format!("{}/new/{}", base(front), kind.as_str()))),
                        Some(why) => { (kind.label()) br; span class="d-quiet" { (why) } }
                    }
                })))
            }
        },
    )
    .about(&front.reference)
    .crumb("Reviews", "/reviews")
    .crumb(&front.reference, format!("/reviews/{}", front.id))
    .wide()
}

/// The button that searches a kept paper for the identity register as it is now. Without it a paper that has left could only be made anew, and
/// what is made anew was not published.
fn search_again(seal: &Seal, front: &Front, row: &PaperRow) -> Markup {
    let inside = html! {
        button type="submit" class="d-link-button" {
            "Search it again " span class="govuk-visually-hidden" { "for the register of today: " (called(row)) ", " (moment(row.made_at)) }
        }
    };
    button_form(seal, &format!("{}/{}/search", base(front), row.id), &inside)
}

/// How many words wait, as the link to them.
fn waiting(words: usize) -> String {
    if words == 1 { "1 word may be a name".to_owned() } else { format!("{words} words may be a name") }
}

/// How what is published stands, and the button that makes what is missing.
fn for_publication(seal: &Seal, front: &Front, sending: &[(PaperKind, Standing)], notes: &[String]) -> Markup {
    let rows = sending.iter().map(|(kind, standing)| {
        let words = match standing {
            Standing::NotMade => html! { "Not made yet" },
            Standing::Old(at, what) if what.is_empty() => html! { "Made " (moment(*at)) "; something has changed since" },
            Standing::Old(at, what) => html! { "Made " (moment(*at)) "; changed since: " (what.join(", ")) },
            Standing::Waits { at, document, words } => html! {
                "Made " (moment(*at)) "; waits for an answer. "
                (link(&waiting(*words), &format!("{}/{document}/words", base(front))))
            },
            Standing::Clean(at) => html! { "Made and searched " (moment(*at)) "; no name was found" },
        };
        vec![html! { (kind.label()) }, words]
    });
    let whole = sending.iter().all(|(_, standing)| standing.is_made());
    html! {
        (section_heading("For publication"))
        (para("The Home Office, the Commissioner and the public read these three. None may leave before all were made from the review as it is now, and searched."))
        @for note in notes { (inset(&html! { (note) })) }
        (table("What is published", &["Paper", "How it stands"]).quiet_caption().rows(rows))
        @if !whole {
            (form(seal, &format!("{}/for-publication", base(front)), &html! { (button("Make what is missing and search it")) }))
        }
        (section_heading("All papers"))
    }
}

pub(super) fn new(seal: &Seal, front: &Front, kind: PaperKind, offered: &Choices, f: &Filled) -> Page {
    let title = format!("Make: {}", kind.in_a_sentence());
    let several = kind.audiences().len() > 1;
    Page::new(
        title.clone(),
        html! {
            (heading_in(&front.reference, &title))
            @for note in &offered.notes { (inset(&html! { (note) })) }
            (form(seal, &format!("{}/new/{}", base(front), kind.as_str()), &html! {
                @if several { (radios(f, "audience", "Whom is it for?", choices(kind.audiences(), Audience::as_str, Audience::label))) }
                @else if let [only] = kind.audiences() {
                    div id="audience" { (inset(&html! { "For: " (only.label()) "." })) }
                    @if let Some(why) = f.error("audience") { (warning(why)) }
                }
                @if kind == PaperKind::ActionPlan { (radios(f, "layout", "Which layout?", choices(&LAYOUTS, layout_code, layout_label))) }
                @if kind == PaperKind::SecureRecords {
                    (select(f, "agency", "Which agency?", offered.agencies.iter().map(|(id, name)| choice(id.to_string(), name)).collect()))
                }
                @if kind.is_letter() { (letter(kind, offered, f)) }
                (button_row(&html! { (button("Make it")) (second_link_button("Cancel", &base(front))) }))
            }))
        },
    )
    .about(&front.reference)
    .back(base(front))
}

/// In place of the form of a letter that has nothing to say where the review stands: nobody fills in what will be refused.
pub(super) fn past(front: &Front, kind: PaperKind, why: &str) -> Page {
    let title = format!("Make: {}", kind.in_a_sentence());
    Page::new(
        title.clone(),
        html! {
            (heading_in(&front.reference, &title))
            (warning(why))
            p class="govuk-body" { (link("Back to the papers", &base(front))) }
        },
    )
    .about(&front.reference)
    .back(base(front))
}

fn letter(kind: PaperKind, offered: &Choices, f: &Filled) -> Markup {
    let fields = fields(kind, offered.no_review);
    let to = text(f, "to", "Name or office");
    html! {
        (fieldset("To whom", &html! {
            @match kind {
                PaperKind::FamilyLetter => {
                    (select(f, "recipient", "Somebody in the identity register", offered.recipients.iter().map(|(id, who)| choice(id.to_string(), who)).collect())
                        .optional().hint("Their name and address are taken from the register when the letter is made"))
                    (to.optional().hint("Leave it empty to use the name in the register"))
                }
                PaperKind::SecureRecords => (to.optional().hint("Leave it empty to write to the agency")),
                _ => (to),
            }
            (textarea(f, "lines", "Address").rows(4).optional())
            @if kind == PaperKind::FamilyLetter {
                (text(f, "salutation", "Dear …").hint("As they wish to be called: ask them, or whoever stands by them. For example, Ms Thorne, or Miriam"))
            } @else {
                (text(f, "salutation", "Dear …").optional())
            }
        }))
        @if !fields.is_empty() {
            (fieldset("What the letter says besides", &html! { @for each in fields { (one(each, f)) } }))
        }
        (fieldset("Signed by", &html! {
            (text(f, "signed", "Name"))
            (text(f, "post", "Post"))
            (text(f, "telephone", "Telephone").optional())
            (email(f, "email", "Email address").optional())
        }))
    }
}

fn one(field: &Field, f: &Filled) -> Markup {
    let Field { name, label, hint, required, .. } = *field;
    match field.kind {
        FieldKind::Line => {
            let it = text(f, name, label).hint(hint);
            html! { @if required { (it) } @else { (it.optional()) } }
        }
        FieldKind::Prose => {
            let it = textarea(f, name, label).rows(5).hint(hint);
            html! { @if required { (it) } @else { (it.optional()) } }
        }
        FieldKind::Date => {
            let it = date(f, name, label).hint(hint);
            html! { @if required { (it) } @else { (it.optional()) } }
        }
    }
}
