//! How the papers look.

use maud::{Markup, html};

use crate::access::Held;
use crate::ids::OrganisationId;
use crate::redaction::Hit;
use crate::reviews::{Front, sub_nav};
use crate::typeset::papers::Layout;
use crate::ui::{
    Filled, Page, Seal, bullets, button, button_row, choice, choices, date, email, fieldset, form, heading_in, inset, link,
    link_about, para, radios, second_link_button, section_heading, select, table, text, textarea, warning,
};

use super::kinds::{Audience, PaperKind};
use super::pages::PaperRow;

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

/// How a field of a letter is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    Line,
    Prose,
    Date,
}

/// A field that one kind of letter has beside what all have.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) label: &'static str,
    pub(super) kind: FieldKind,
}

const fn line(name: &'static str, label: &'static str) -> Field {
    Field { name, label, kind: FieldKind::Line }
}

const fn prose(name: &'static str, label: &'static str) -> Field {
    Field { name, label, kind: FieldKind::Prose }
}

const fn on(name: &'static str, label: &'static str) -> Field {
    Field { name, label, kind: FieldKind::Date }
}

/// The fields of a letter of this kind.
pub(super) fn fields(kind: PaperKind) -> &'static [Field] {
    const NOTICE: &[Field] = &[
        line("deceased_age", "Age of the person who died, as a band"),
        line("deceased_sex", "Sex of the person who died"),
        line("responsible_age", "Age of the person alleged to be responsible, as a band"),
        line("responsible_sex", "Sex of the person alleged to be responsible"),
        line("relationship", "Relationship between them"),
        line("criminal", "Criminal proceedings"),
        line("coroner", "Coroner"),
        prose("reasons", "Reasons, where there is to be no review"),
        prose("other_learning", "What is done instead"),
        prose("family", "What the family say"),
    ];
    const FAMILY: &[Field] = &[
        line("method", "By whose hand"),
        line("pronoun", "Pronoun of the person who died"),
        line("possessive", "Possessive"),
        prose("personal", "Personal words"),
        prose("proceedings", "What the family should know of a trial or an inquest"),
        prose("reasons", "Reasons, where there is to be no review"),
        prose("instead", "What is done instead"),
    ];
    const SECURE: &[Field] = &[line("period_from", "Records from"), line("period_to", "Records to")];
    const DELAY: &[Field] = &[
        prose("work_done", "Work done so far"),
        prose("interim_learning", "What has been learned and changed already"),
        on("family_told", "When the family were told"),
        on("next_update", "When you write next"),
    ];
    const COVER: &[Field] = &[
        prose("lateness", "Reasons for lateness"),
        prose("family_involvement", "How the family were involved"),
        prose("anonymity", "How anonymity was checked"),
    ];
    match kind {
        PaperKind::OverviewReport | PaperKind::ExecutiveSummary | PaperKind::ActionPlan | PaperKind::TermsOfReference => &[],
        PaperKind::DecisionNotice => NOTICE,
        PaperKind::FamilyLetter => FAMILY,
        PaperKind::SecureRecords => SECURE,
        PaperKind::DelayNotice => DELAY,
        PaperKind::SubmissionCover => COVER,
    }
}

fn base(front: &Front) -> String {
    format!("/reviews/{}/papers", front.id)
}

fn kind_label(code: &str) -> String {
    code.parse::<PaperKind>().map_or_else(|_| code.replace('_', " "), |kind| kind.label().to_owned())
}

pub(super) fn list(front: &Front, held: &[Held], rows: &[PaperRow], may_make: bool) -> Page {
    let cells = rows.iter().map(|row| {
        let audience = row.audience.parse::<Audience>().map_or_else(|_| row.audience.clone(), |one| one.label().to_owned());
        let made = row.made_at.with_timezone(&chrono_tz::Europe::London).format("%-d %B %Y, %H:%M").to_string();
        vec![
            html! { (link_about(&kind_label(&row.kind), &format!("{}/{}", base(front), row.id), &format!(", PDF, {made}"))) },
            html! { (audience) },
            html! { (made) br; span class="d-quiet" { (row.made_by) } },
            html! { (row.bytes / 1024) " KB" },
        ]
    });
    Page::new(
        "Papers",
        html! {
            (heading_in(&front.reference, "Papers"))
            (sub_nav(front.id, held, "/papers"))
            (para("Each paper is built from what is recorded, without what its audience may not see. What is made under pseudonyms is then searched for every name, date and number of the identity register, and is not kept if one is found."))
            (table("Papers made", &["Paper", "For", "Made", "Size#"]).quiet_caption().rows(cells).when_empty("No paper has been made yet."))
            @if may_make {
                (section_heading("Make a paper"))
                (bullets(PaperKind::ALL.iter().map(|kind| link(kind.label(), &format!("{}/new/{}", base(front), kind.as_str())))))
            }
        },
    )
    .about(&front.reference)
    .crumb("Reviews", "/reviews")
    .crumb(&front.reference, format!("/reviews/{}", front.id))
    .wide()
}

pub(super) fn new(seal: &Seal, front: &Front, kind: PaperKind, agencies: &[(OrganisationId, String)], f: &Filled) -> Page {
    let title = format!("Make: {}", kind.label().to_lowercase());
    let several = kind.audiences().len() > 1;
    Page::new(
        title.clone(),
        html! {
            (heading_in(&front.reference, &title))
            (form(seal, &format!("{}/new/{}", base(front), kind.as_str()), &html! {
                @if several { (radios(f, "audience", "Whom is it for?", choices(kind.audiences(), Audience::as_str, Audience::label))) }
                @else if let [only] = kind.audiences() {
                    div id="audience" { (inset(&html! { "For: " (only.label()) "." })) }
                    @if let Some(why) = f.error("audience") { (warning(why)) }
                }
                @if kind == PaperKind::ActionPlan { (radios(f, "layout", "Which layout?", choices(&LAYOUTS, layout_code, layout_label))) }
                @if kind == PaperKind::SecureRecords {
                    (select(f, "agency", "Which agency?", agencies.iter().map(|(id, name)| choice(id.to_string(), name)).collect()))
                }
                @if kind.is_letter() { (letter(kind, f)) }
                (button_row(&html! { (button("Make it")) (second_link_button("Cancel", &base(front))) }))
            }))
        },
    )
    .about(&front.reference)
    .back(base(front))
}

fn letter(kind: PaperKind, f: &Filled) -> Markup {
    html! {
        (fieldset("To whom", &html! {
            (text(f, "to", "Name or office"))
            (textarea(f, "lines", "Address").rows(4).optional())
            (text(f, "salutation", "Dear …").optional())
        }))
        @if !fields(kind).is_empty() {
            (fieldset("What the letter says besides", &html! {
                @for field in fields(kind) {
                    @match field.kind {
                        FieldKind::Line => (text(f, field.name, field.label).optional()),
                        FieldKind::Prose => (textarea(f, field.name, field.label).rows(4).optional()),
                        FieldKind::Date => (date(f, field.name, field.label).optional()),
                    }
                }
            }))
        }
        (fieldset("Signed by", &html! {
            (text(f, "signed", "Name"))
            (text(f, "post", "Post"))
            (text(f, "telephone", "Telephone").optional())
            (email(f, "email", "Email address").optional())
        }))
    }
}

/// What stopped it, with each place: nothing was kept.
pub(super) fn stopped(front: &Front, kind: PaperKind, hits: &[Hit], unread: &[&'static str]) -> Page {
    let rows = hits.iter().map(|hit| vec![html! { (hit.place) }, html! { (hit.entry) }, html! { (hit.passage) }]);
    Page::new(
        "Stopped: a name was found",
        html! {
            (heading_in(&front.reference, "Stopped: something from the identity register was found"))
            (warning("The paper was not kept. Nothing has left."))
            (para(&format!("The finished file ({}) was searched for every entry of the identity register. Change the text where it stands, then make the paper again.", kind.label().to_lowercase())))
            (table("What was found", &["Where", "Entry", "In these words"]).rows(rows))
            @if !unread.is_empty() { (bullets(unread.iter())) }
            p class="govuk-body" { (link("Back to the papers", &base(front))) " · " (link("The report", &format!("/reviews/{}/report", front.id))) }
        },
    )
    .about(&front.reference)
    .back(base(front))
}
