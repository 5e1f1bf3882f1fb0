//! Pages about recommendations and plans.

use chrono::NaiveDate;

use crate::access::Held;
use crate::base::{noun, within_a_sentence};
use crate::ids::OrganisationId;
use crate::redaction::Labels;
use crate::reviews::{Front, room};
use crate::ui::*;

use super::impact::Check;
use super::import::Oddity;
use super::kinds::{Level, Mechanism, Sector, Theme, Whose};
use super::links::{Links, Other};
use super::plans::{Brought, Plan, PlanRow};
use super::rights::Hands;
use super::state::{Hand, Move, State};
use super::store::Row;
use super::story::Entry;
use super::word_pages;
use super::words::Earlier;
use super::{Rag, Rating};

/// A colour with its word: nobody has to tell colours apart.
pub(crate) fn rag(rating: &Rating) -> Markup {
    let colour = |rag: Rag| match rag {
        Rag::Red => Colour::Red,
        Rag::Amber => Colour::Yellow,
        Rag::Green => Colour::Green,
        Rag::Grey => Colour::Grey,
        Rag::Blue => Colour::Blue,
    };
    html! { @if let Some(each) = rating.rag { (tag(each.label(), colour(each))) } @else { (rating.why) } }
}

fn rows(caption: &str, rows: &[Row], labels: &Labels, base: &str, today: NaiveDate) -> Table {
    let cells = rows.iter().map(|row| {
        let reference =
            if row.source_ref.is_empty() { row.reference.clone() } else { format!("{} ({})", row.reference, row.source_ref) };
        vec![
            link(&reference, &format!("{base}/{}", row.id)),
            html! { (row.body.show(labels)) },
            html! { (labels.show(&row.leads())) },
            html! { @match row.no_date_because() { Some(why) => { span class="d-quiet" { (why) } }, None => { (row.when_words) } } },
            html! { (row.state.label()) },
            rag(&row.rating(today)),
        ]
    });
    table(caption, &["Reference", "What", "Lead", "When", "State", "Colour"])
        .rows(cells)
        .quiet_caption()
        .small()
        .when_empty("There is nothing on the register yet.")
}

pub(super) fn list(front: &Front, held: &[Held], all: &[Row], labels: &Labels, edits: bool, today: NaiveDate) -> Page {
    let base = format!("/reviews/{}/recommendations", front.id);
    let body = html! {
        @if edits { (link_button("Add a recommendation", &format!("{base}/new"))) }
        (rows("Recommendations", all, labels, &base, today))
    };
    room(front, held, "/recommendations", "Recommendations", &body)
}

pub(super) fn new(seal: &Seal, front: &Front, bodies: &[(OrganisationId, String)], early_only: bool, f: &Filled) -> Page {
    let base = format!("/reviews/{}/recommendations", front.id);
    let leads = bodies.iter().map(|(id, name)| choice(id.to_string(), name)).collect();
    let body = html! {
        (heading_in(&front.reference, "Add a recommendation"))
        (form(seal, &format!("{base}/new"), &html! {
            (textarea(f, "body", "What is to be done?").rows(4).hint("One action, with a verb: who does what, so that it can be measured"))
            (textarea(f, "rationale", "Which learning does it rest on?").rows(4).optional())
            (radios(f, "level", "How far does it reach?", choices(Level::ALL, Level::as_str, Level::label)))
            (select(f, "mechanism", "What kind of change is it?", choices(Mechanism::ALL, Mechanism::as_str, Mechanism::label)).empty("Choose"))
            (select(f, "sector", "To whom is it made?", choices(Sector::ALL, Sector::as_str, Sector::label)).empty("Choose"))
            (select(f, "theme", "What is it about?", choices(Theme::ALL, Theme::as_str, Theme::label)).empty("Choose"))
            (select(f, "lead", "Who leads?", leads).empty("Somebody else, written below"))
            (text(f, "lead_other", "If it is somebody else, who leads?").optional())
            (text(f, "support", "Who supports?").optional())
            (text(f, "oversight", "Which board oversees it?").optional())
            (text(f, "when", "When?").hint("As a plan says it: “by October 2025”, “during 2025/26”, “once per annum”, “awaiting national guidance”. Once it is open the first date never changes. From a day, a month or a financial year it gets its due date; without one it is never late, and grey until somebody reports."))
            (textarea(f, "measure", "What will show the difference?").rows(4).optional())
            (text(f, "source_ref", "The reference that it came with").optional())
            (checkboxes(f, "early", "Early learning", vec![choice("yes", "It comes from an agency’s own review, and is open from the day below")]))
            (date(f, "added_on", "When was it written?").hint("Another day than today, where it is entered afterwards"))
            @if early_only { (inset(&html! { "Your agency adds its own early learning: tick the box, and choose your agency as lead." })) }
            (button_row(&html! { (button("Add")) (link("Cancel", &base)) }))
        }))
    };
    Page::new("Add a recommendation", body).about(&front.reference).back(base)
}

/// What the page of one recommendation shows.
pub(super) struct One<'a> {
    pub(super) row: &'a Row,
    pub(super) entries: &'a [Entry],
    pub(super) hands: &'a Hands,
    pub(super) labels: &'a Labels,
    pub(super) earlier: &'a [Earlier],
    /// Whether the reader may change its words.
    pub(super) rewords: bool,
    pub(super) links: &'a Links,
    /// Those that could take its place, where the reader may say so.
    pub(super) others: &'a [Other],
    /// The check of its impact that comes next.
    pub(super) check: Option<Check>,
    /// The moves that the reader can make now.
    pub(super) moves: &'a [Move],
    /// Whether papers that print where it stands are made and wait to leave.
    pub(super) printed: bool,
    pub(super) base: String,
    pub(super) today: NaiveDate,
}

impl One<'_> {
    /// Whether the reader answers for it and may say how far it is.
    fn reports(&self) -> bool {
        self.hands.has(Hand::Owner) && !self.row.state.finished()
    }
}

/// How far it is, on a page of its own: what is typed here is not lost by taking it a step on.
pub(super) fn report(seal: &Seal, base: &str, (recommendation, hands): (&Row, &Hands), f: &Filled) -> Page {
    let at = format!("{base}/{}", recommendation.id);
    let body = html! {
        (heading_in(&recommendation.reference, "Report progress"))
        (form(seal, &format!("{at}/report"), &html! {
            (textarea(f, "said", "What has been done?").rows(4))
            @if !hands.leads() {
                (radios(f, "whose", "Whose words are these?", choices(Whose::ALL, Whose::as_str, Whose::label)).hint("A plan prints what the lead said and what was asked of it. A note of our own is shown here only. Neither of ours is an update by the lead"))
            }
            (date(f, "new_due", "If it takes longer, when is it expected now?").hint("The first date stays on record beside it").optional())
            (hidden("version", f.version_seen(recommendation.version)))
            (button_row(&html! { (button("Report")) (link("Cancel", &at)) }))
        }))
    };
    Page::new(format!("Report progress: {}", recommendation.reference), body).back(at)
}

pub(super) fn one(seal: &Seal, one: &One, f: &Filled) -> Page {
    let (row_, labels) = (one.row, one.labels);
    let mut rows = standing(one);
    rows.extend([
        prose_row("The learning behind it", &row_.rationale.show(labels)),
        row("Level", row_.level.label()),
        row("Kind of change", row_.mechanism.map(Mechanism::label).unwrap_or_default()),
        row("Made to", row_.sector.map(Sector::label).unwrap_or_default()),
        row("About", row_.theme.map(Theme::label).unwrap_or_default()),
        row("Lead", labels.show(&row_.leads())),
        row("Support", labels.show(&row_.support)),
        row("Overseen by", labels.show(&row_.oversight)),
        row("When", html! { (row_.when_words) @if let Some(read) = row_.no_date_because().or_else(|| row_.when_kind.read_as()) { " (" (within_a_sentence(read)) ")" } }),
        row("First promised for", row_.first_due.map(day).unwrap_or_default()),
        row("Now expected", row_.new_due.map(day).unwrap_or_default()),
        prose_row("What will show the difference", &row_.measure.show(labels)),
        row("Came with the reference", &row_.source_ref),
        prose_row("Evidence", &row_.evidence.show(labels)),
        prose_row("What is different for victims", &row_.outcome.show(labels)),
        prose_row("Why it ended", &row_.ended_words.show(labels)),
    ]);
    let body = html! {
        (heading_in(&row_.reference, "Recommendation"))
        (prose(&row_.body.show(labels)))
        (summary_list(&rows))
        (places(one))
        @if one.reports() || one.rewords { (button_row(&html! {
            @if one.reports() { (link_button("Report progress", &format!("{}/{}/report", one.base, row_.id))) }
            @if one.rewords { (second_link_button("Change the words", &format!("{}/{}/words", one.base, row_.id))) }
        })) }
        (act(seal, one, f))
        (section_heading("What was said and done"))
        (para("By its day, the latest first."))
        // The last of them put it on the register: nothing is dated before it.
        ol class="d-timeline" {
            @for (at, entry) in one.entries.iter().enumerate() {
                li class="d-timeline__item" {
                    p class="d-timeline__when" { (day(entry.on_date)) }
                    p class="d-timeline__what" { (entry.moved.map_or(if at + 1 == one.entries.len() { "Added" } else { entry.whose.told() }, Move::told)) ", " (entry.by_name) }
                    @if !entry.said.is_empty() { (prose(&entry.said.show(labels))) }
                    @if !entry.early_why.is_empty() { p class="govuk-body d-quiet" { "Checked before its time: " (entry.early_why.show(labels)) } }
                    @if let Some(due) = entry.new_due { p class="govuk-body" { "Now expected " (day(due)) } }
                }
            }
        }
    };
    let body = html! { (body) (word_pages::earlier(one.earlier, labels)) };
    Page::new(format!("Recommendation {}", row_.reference), body).back(one.base.clone())
}

/// Where it stands: its state, its check where there is something to say of it, and its colour.
fn standing(one: &One) -> Vec<crate::ui::Row> {
    let rating = one.row.rating(one.today);
    let mut rows = vec![row("State", html! { (one.row.state.label()) ", since " (day(one.row.state_since)) })];
    if one.row.waits_for_its_first_round() {
        rows.push(row("Last held", "Not yet"));
    }
    if one.row.not_passed_on.is_some() || one.check.is_some() {
        rows.push(row("Check of its impact", checked(one)));
    }
    if rating.rag.is_some() {
        rows.push(row("Colour", html! { (rag(&rating)) " " (rating.why) }));
    }
    rows
}

/// How the check of its impact stands.
fn checked(one: &One) -> Markup {
    html! {
        @if let Some(on) = one.row.not_passed_on { "Not passed on " (day(on)) ". The work goes on, and the board asks for evidence again." }
        @if let Some(check) = one.check { (if one.row.state == State::Embedded { "The second is due from " } else { "Due from " }) (day(check.from)) }
    }
}

/// What took its place, and of what it took the place.
fn places(one: &One) -> Markup {
    let by = if one.row.state == State::Merged { "Merged into" } else { "Its place was taken by" };
    html! {
        @if let Some(other) = &one.links.replaced_by {
            (inset(&html! { (by) " " (link(&other.label, &other.address)) }))
        } @else if one.links.hidden {
            (inset(&html! { (by) " another recommendation, which you cannot see here." }))
        }
        @if !one.links.replaces.is_empty() {
            (section_heading("It takes the place of"))
            (bullets(one.links.replaces.iter().map(|other| link(&other.label, &other.address))))
        }
    }
}

/// Why a check of the impact was made before its time, under the choice that records it.
fn early(f: &Filled, check: Check) -> Markup {
    let asks = format!("If it was checked before {}, why?", day(check.from));
    html! { (textarea(f, "early_why", &asks).hint("The question is whether the change still holds. The reason is shown with the check").rows(2).optional()) }
}

/// When it can be closed, with the first day on which its check can be recorded.
fn after_the_check(check: Option<Check>) -> String {
    let Some(check) = check else { return "It can be closed once the check of its impact has passed.".into() };
    let (first, from) = (day(check.first()), day(check.from));
    format!(
        "It can be closed once the check of its impact has passed. The check asks whether the change still holds: it can be made from \
         {first}, and before {from} with the reason why so early."
    )
}

fn act(seal: &Seal, one: &One, f: &Filled) -> Markup {
    let at = format!("{}/{}", one.base, one.row.id);
    let moves = one.moves;
    let pick = moves.iter().map(|each| {
        let each_one = choice(each.as_str(), each.label());
        let hinted = match each.asks() {
            Some(asks) => each_one.hint(format!("Say {asks}")),
            None => each_one,
        };
        match one.check.filter(|_| matches!(each, Move::PassCheck | Move::CheckAgain)) {
            Some(check) => hinted.reveals(early(f, check)),
            None => hinted,
        }
    });
    let (asked, bare): (Vec<&Move>, Vec<&Move>) = moves.iter().partition(|each| each.asks().is_some());
    let words = textarea(f, "words", "The reason or the evidence").rows(4);
    let words = match (asked.is_empty(), bare.is_empty()) {
        (true, _) => words.optional(),
        (false, true) => words,
        (false, false) => words.hint("Only for a choice above that says what to say"),
    };
    html! {
        @if !moves.is_empty() {
            (section_heading("Move it on"))
            @if one.hands.has(Hand::Board) {
                @if one.row.state == State::Evidenced { (para(&after_the_check(one.check))) }
                @else if let Some(check) = one.check.filter(|check| check.first() > one.today) {
                    (para(&format!("The second check of its impact can be recorded from {}.", day(check.first()))))
                }
            }
            @if one.printed {
                (para("The papers for publication are made, and print where each recommendation stands. Once it is moved on, they have to be made again before they are sent."))
            }
            (form(seal, &format!("{at}/move"), &html! {
                (radios(f, "move", "What happens?", pick.collect()))
                (words)
                @if moves.iter().any(|each| each.has_another()) && !one.others.is_empty() {
                    (select(f, "replaced_by", "Which recommendation takes its place?", one.others.iter().map(|other| choice(other.id.to_string(), &other.label)).collect())
                        .empty("None that is in dardr").hint("Only where it is superseded or merged. For what is not in dardr, say above what it is").optional())
                }
                (date(f, "moved_on", "When did it happen?"))
                (hidden("version", one.row.version))
                (button("Save"))
            }))
        }
    }
}

pub(super) fn plans(all: &[PlanRow], brings: bool) -> Page {
    let cells = all.iter().map(|plan| {
        vec![link(&plan.title, &format!("/plans/{}", plan.id)), html! { (plan.partnership_name) }, html! { (plan.actions) }]
    });
    let body = html! {
        (heading("Plans"))
        (para("A partnership’s own strategy and action plans. Their actions stand in one register with the recommendations of reviews."))
        @if brings { (link_button("Bring in a plan", "/plans/new")) }
        (table("Plans", &["Plan", "Partnership", "Actions#"]).rows(cells).quiet_caption().when_empty("No plan has been brought in yet."))
    };
    Page::new("Plans", body)
}

pub(super) fn bring(seal: &Seal, partnerships: &[(OrganisationId, String)], f: &Filled) -> Page {
    let choose = partnerships.iter().map(|(id, name)| choice(id.to_string(), name)).collect();
    let body = html! {
        (heading("Bring in a plan"))
        (para("Send the plan as CSV with the columns Priority, Ref, Action, Rationale, Who, When and Measurable Impact, in any order. You see everything odd in it before anything enters."))
        (upload_form(seal, "/plans/new", &html! {
            (select(f, "partnership", "Partnership", choose).never_empty())
            (text(f, "title", "Title of the plan"))
            (text(f, "code", "Short code").hint("For our references, such as PLAN25").width(10))
            (file(f, "file", "The plan").accept(".csv"))
            (button("Look at it"))
        }))
    };
    Page::new("Bring in a plan", body).back("/plans")
}

pub(super) fn look(seal: &Seal, brought: &Brought) -> Page {
    let cells = brought.findings.iter().map(|finding| {
        let name = if finding.reference.is_empty() { "none".to_owned() } else { finding.reference.clone() };
        vec![
            html! { (finding.row) },
            html! { (name) },
            html! { (finding.oddity.label()) @if finding.oddity.stops() { " " (tag("Keeps it out", Colour::Red)) } },
            html! { (finding.sentence) },
        ]
    });
    let stops = brought.findings.iter().filter(|finding| finding.oddity.stops()).count();
    let counted = [Oddity::ReferenceMissing, Oddity::WhenRepeatsWho, Oddity::UnknownOrganisation, Oddity::WhenWithoutDate];
    let body = html! {
        (heading_in(&brought.title, "What is in the plan"))
        ul class="d-figures" {
            li { strong { (brought.sheet.entries.len()) } " " (noun(&brought.sheet.entries.len(), "action", "actions")) }
            @for oddity in counted { li { strong { (brought.findings.iter().filter(|each| each.oddity == oddity).count()) } " " (oddity.label()) } }
        }
        (section_heading("What is odd in it, row by row"))
        (table("What is odd", &["Row", "Reference", "What", "More"]).rows(cells).quiet_caption().small().when_empty("Nothing odd was found."))
        @if let Some(plan) = brought.entered_as {
            (inset(&html! { "This file has entered. " (link("Open the plan", &format!("/plans/{plan}"))) }))
        } @else if stops > 0 {
            (warning("Mend what keeps the plan out and send the file again. Nothing has entered."))
            (link_button("Send the file again", "/plans/new"))
        } @else {
            (para("Nothing has entered yet. If you enter it, every row enters, with its own words."))
            (button_form(seal, &format!("/plans/files/{}", brought.id), &button("Enter the plan")))
        }
    };
    Page::new("What is in the plan", body).about(&brought.title).back("/plans").wide()
}

pub(super) fn plan(plan: &Plan, today: NaiveDate) -> Page {
    let labels = Labels::default();
    let base = format!("/plans/{}", plan.head.id);
    let open = plan.left_open();
    let body = html! {
        (heading_in(&plan.head.partnership_name, &plan.head.title))
        p class="govuk-body" {
            "As a paper: " (link("as in a strategy, by priority", &format!("/papers/plans/{}/priorities", plan.head.id)))
            ", " (link("in the Home Office model", &format!("/papers/plans/{}/home-office", plan.head.id)))
            ", " (link("for safeguarding boards", &format!("/papers/plans/{}/boards", plan.head.id))) "."
        }
        @if !open.is_empty() {
            (warning("The plan has places that were left open. A paper of it prints them as they stand, and lists them at its end:"))
            (bullets(open.iter().map(|one| html! { (one) })))
        }
        @for (priority, actions) in &plan.priorities {
            (section_heading(if priority.is_empty() { "Actions" } else { priority }))
            (rows(if priority.is_empty() { "Actions" } else { priority }, actions, &labels, &base, today))
        }
    };
    Page::new(&plan.head.title, body).back("/plans").wide()
}
