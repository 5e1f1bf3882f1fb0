//! The process as text: for `dardr process`, for the help page, and for the golden files that show a change of it.

use super::table::{self, Citation, Deadline, Measure, Owner, Pick};
use super::{Act, Event, Overlay, Regime, Role, Stage, Step};

/// A step from one stage to another, or back to itself.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// The stage it is taken from.
    pub from: Stage,
    /// The stage it leads to.
    pub to: Stage,
    /// The row of the table.
    pub step: &'static Step,
}

/// Every step that leads to another stage, from each stage that a review under this regime can be at.
#[must_use]
pub fn moves(regime: Regime) -> Vec<Move> {
    let from_here = |from: Stage| {
        let steps = table::steps(regime).filter(move |step| step.from.contains(&from));
        steps.map(move |step| Move { from, to: step.leads_to(from), step })
    };
    table::stages(regime).flat_map(from_here).filter(|it| it.to != it.from).collect()
}

/// The whole process under a regime.
#[must_use]
pub fn process(regime: Regime) -> String {
    let mut page = Page::default();
    page.line(regime.label());
    page.line(&"=".repeat(regime.label().chars().count()));
    page.line(&format!("Code: {}", regime.code()));
    stages(&mut page, regime);
    page.heading("Steps");
    table::steps(regime).for_each(|step| print_step(&mut page, step, regime));
    page.heading("Deadlines");
    table::deadlines(regime).for_each(|clock| print_clock(&mut page, clock, regime));
    page.heading("What lies over a stage");
    for overlay in Overlay::ALL {
        page.line(&format!("{}: {}", overlay.label(), overlay.effect()));
    }
    permissions(&mut page, regime);
    page.0
}

fn stages(page: &mut Page, regime: Regime) {
    page.heading("Stages");
    for stage in table::stages(regime) {
        let here = table::steps(regime).filter(|step| step.from.contains(&stage));
        let (out, stays): (Vec<&Step>, Vec<&Step>) = here.partition(|step| step.leads_to(stage) != stage);
        let end = if stage.is_end() { ", an end" } else { "" };
        page.line(&format!("{} ({stage}){end}", stage.label_in(regime)));
        let to = |step: &&Step| format!("{}: {}", step.leads_to(stage).label_in(regime), step.act.label());
        page.list("leads to", out.iter().map(to));
        page.list("records", stays.iter().map(|step| step.act.label().to_owned()));
    }
}

fn print_step(page: &mut Page, step: &Step, regime: Regime) {
    let here = |stage: &&Stage| table::stages(regime).any(|at| at == **stage);
    page.line(&format!("{} ({})", step.act.label(), step.act));
    page.list("at", [names(step.from.iter().filter(here).map(|stage| stage.label_in(regime)))]);
    page.list("leads to", [step.to.map_or("no other stage", |to| to.label_in(regime)).to_owned()]);
    page.list("by", [names(step.by.iter().map(|role| role.label_in(regime)))]);
    page.list("needs", step.needs.iter().map(|need| need.label().to_owned()));
    page.list("records", [step.records.label().to_owned()]);
    page.list("not before", step.after.iter().map(|event| event.label().to_owned()));
    page.list(
        "tells",
        step.tells
            .iter()
            .map(|notice| format!("{}: {}", names(notice.to().iter().map(|role| role.label_in(regime))), notice.label())),
    );
    page.list("source", step.cited(regime).map(source));
    page.line("");
}

fn print_clock(page: &mut Page, clock: &Deadline, regime: Regime) {
    page.line(&format!("{} {}", clock.rule, clock.rule.label()));
    let limit = match clock.measure {
        Measure::NoLaterThan => "within",
        Measure::NoSoonerThan => "at least",
    };
    let adjustable = if clock.adjustable(regime) { "; a partnership may set its own" } else { "" };
    let length = format!("{} ({}){adjustable}", clock.length.in_words(), clock.length);
    let basis = format!("this length: {} [{}]", clock.length_level.label().to_lowercase(), clock.length_evidence);
    if clock.promised {
        page.list(limit, ["the day that was promised".to_owned()]);
    } else if clock.by_agreement {
        page.list(limit, ["a date that the partnership agrees for the review".to_owned()]);
        page.list("agreed in", [length, basis]);
    } else {
        page.list(limit, [length, basis]);
    }
    let starts = match clock.pick {
        Pick::First => "from first",
        Pick::Latest => "from",
    };
    page.list(starts, happening(clock.starts, regime));
    let asked = [
        (clock.from_the_first, "counts from the first request, where that is later"),
        (clock.asked_of_agencies, "waits while no agency was asked"),
    ];
    page.list("besides", asked.iter().filter(|(does, _)| *does).map(|(_, what)| (*what).to_owned()));
    page.list("while", clock.while_it_stands.then(|| "what started it stands".to_owned()));
    page.list("met by", happening(clock.met_by, regime));
    page.list("ended by", happening(clock.ended_by, regime));
    page.list("not needed", clock.spared_by.map(|rule| format!("where “{}” is met by its computed date", rule.label())));
    page.list("once met", clock.once.then(|| "it stays met".to_owned()));
    let whose = match clock.owner {
        Owner::Within(role) => role.label_in(regime).to_owned(),
        Owner::Outside(who) => format!("{who} (outside the review)"),
    };
    page.list("whose", [whose]);
    page.list("waits for", clock.waits_for.iter().map(|kind| kind.label().to_owned()));
    page.list("source", clock.cited(regime).map(source));
    page.list("note", (!clock.note.is_empty()).then(|| clock.note.to_owned()));
    page.line("");
}

/// The events of a clock that can happen under the regime.
fn happening(events: &[Event], regime: Regime) -> impl Iterator<Item = String> {
    let recorded: Vec<Event> = table::steps(regime).map(|step| step.records).collect();
    events
        .iter()
        .filter(move |event| event.origin() != super::Origin::Step || recorded.contains(event))
        .map(|event| event.label().to_owned())
}

fn permissions(page: &mut Page, regime: Regime) {
    page.heading("Who may take which steps");
    for role in Role::ALL {
        let mut acts: Vec<Act> = Vec::new();
        for step in table::steps(regime).filter(|step| step.by.contains(role)) {
            if !acts.contains(&step.act) {
                acts.push(step.act);
            }
        }
        let none = if acts.is_empty() { ": none" } else { "" };
        page.line(&format!("{} ({role}){none}", role.label_in(regime)));
        page.list("", acts.iter().map(|act| act.label().to_owned()));
    }
}

/// A source as people read it: what it is, how binding, and how we know.
#[must_use]
pub fn source(source: &Citation) -> String {
    format!("{} [{}, {}; {}]", source.source, source.level, source.level.label().to_lowercase(), source.evidence)
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.line("");
        self.line(text);
        self.line(&"-".repeat(text.chars().count()));
    }

    /// A term with each of its values on a line; nothing when there are none.
    fn list(&mut self, term: &str, values: impl IntoIterator<Item = String>) {
        let mut term = term;
        for value in values {
            self.line(format!("    {term:<10} {value}").trim_end());
            term = "";
        }
    }
}
