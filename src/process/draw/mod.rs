//! A drawing of the process under a regime, as SVG: the stages down the middle, ways back on the left, ways ahead past a stage and
//! the ends that a decision can lead to on the right. The same facts are in `print::moves`, for the table under the drawing.
//!
//! It has no style attributes, which the content security policy forbids: a page may restyle it by its classes.

mod canvas;

use std::collections::{BTreeMap, BTreeSet};

use super::print::{Move, moves};
use super::{Act, Regime, Role, Stage, table};
use crate::base::within_a_sentence;
use canvas::{Anchor, Canvas, INK, QUIET, Way, Weight, wrap};

const WIDTH: i32 = 1000;
/// Where the boxes of the stages begin and end.
const LEFT: i32 = 250;
const RIGHT: i32 = 470;
const BOX: i32 = 42;
/// From a stage to the next, at the least, and how much more where a new part of the work begins.
const PITCH: i32 = 94;
const NEW_PART: i32 = 18;
const TOP: i32 = 52;
/// From the top of a part's band to its first stage.
const HEAD: i32 = 42;
/// The lanes for ways back and for ways past a stage, and how far apart two lanes are.
const BACK: i32 = 222;
const PAST: i32 = 760;
const LANE: i32 = 14;
/// The lane for ways past a stage where the frame round the ends stands.
const PAST_THE_ENDS: i32 = ENDS_LEFT - 26;
/// The frame round the ends.
const ENDS_LEFT: i32 = 716;
const ENDS_WIDTH: i32 = 270;

/// Draws the process. `here` is the stage that a review stands at, to be marked.
#[must_use]
pub fn svg(regime: Regime, here: Option<Stage>) -> String {
    let plan = Plan::of(regime);
    let mut canvas = Canvas::new(WIDTH, plan.height());
    plan.bands(&mut canvas);
    plan.ways_on(&mut canvas);
    plan.lane(&mut canvas, Side::Back);
    plan.lane(&mut canvas, Side::Past);
    plan.ends(&mut canvas);
    plan.spine.iter().for_each(|stage| plan.stage(&mut canvas, *stage, here));
    let title = format!("The process: {}", regime.label());
    let stages: Vec<&str> = plan.spine.iter().map(|stage| stage.label_in(regime)).collect();
    let description = format!(
        "The stages of a review in their order: {}. Arrows show the steps between them and who takes each. The same steps are in a table below.",
        stages.join(", ")
    );
    canvas.finish(regime.code(), &title, &description)
}

/// Which part of the work a stage belongs to.
#[must_use]
pub const fn part(stage: Stage) -> &'static str {
    match stage {
        Stage::Notified | Stage::Triage | Stage::Consultation | Stage::Decision => "Deciding",
        Stage::Setup | Stage::Scoping | Stage::Gathering | Stage::Analysis => "Reviewing",
        Stage::Drafting | Stage::FamilyReading | Stage::CspSignoff => "Reporting",
        Stage::WithHo | Stage::Amending => "Quality assurance",
        Stage::Cleared | Stage::Published => "Publication",
        Stage::Monitoring | Stage::Closed => "Learning",
        Stage::NotDhrReferred | Stage::LocalLearning | Stage::NoReview | Stage::Transferred => "Other ends",
    }
}

fn is_other_end(stage: Stage) -> bool {
    stage.is_end() && stage != Stage::Closed
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Back,
    Past,
}

struct Plan {
    regime: Regime,
    spine: Vec<Stage>,
    ends: Vec<Stage>,
    moves: Vec<Move>,
    /// The middle of each stage's box.
    middles: Vec<i32>,
}

/// Some words and who: what stands beside a line.
struct Words {
    label: Vec<String>,
    who: Vec<String>,
}

impl Words {
    fn height(&self) -> i32 {
        count(self.label.len()) * 15 + count(self.who.len()) * 14 + 5
    }
}

impl Plan {
    fn of(regime: Regime) -> Self {
        let (ends, spine) = table::stages(regime).partition(|stage| is_other_end(*stage));
        let mut plan = Self { regime, spine, ends, moves: moves(regime), middles: Vec::new() };
        let mut middle = TOP + BOX / 2;
        for row in 0..plan.spine.len() {
            plan.middles.push(middle);
            middle += plan.pitch(row);
        }
        plan
    }

    /// How far it is from a stage to the next: room for the words of the steps between them, and for those of the ways back.
    fn pitch(&self, row: usize) -> i32 {
        let (Some(stage), Some(next)) = (self.spine.get(row), self.spine.get(row + 1)) else { return PITCH };
        let on = self.moves.iter().filter(|it| it.from == *stage && it.to == *next).count();
        let here = self.row(*stage);
        let back = self.moves.iter().filter(|it| it.from == *stage && self.row(it.to).is_some() && self.row(it.to) < here);
        let words = back.map(|it| self.words(it).height()).sum::<i32>();
        let new_part = if part(*stage) == part(*next) { 0 } else { NEW_PART };
        (PITCH + count(on.saturating_sub(1)) * 34).max(words + 14) + new_part
    }

    fn words(&self, it: &Move) -> Words {
        Words { label: wrap(it.step.act.label(), 27), who: wrap(&self.who(it.step.by), 30) }
    }

    fn height(&self) -> i32 {
        self.middles.last().map_or(TOP, |middle| middle + BOX)
    }

    /// The place of a stage in the order of the spine; none for another end.
    fn row(&self, stage: Stage) -> Option<usize> {
        self.spine.iter().position(|it| *it == stage)
    }

    fn middle(&self, row: usize) -> i32 {
        self.middles.get(row).copied().unwrap_or_default()
    }

    fn who(&self, by: &[Role]) -> String {
        let who: Vec<&str> = by.iter().map(|role| role.label_in(self.regime)).collect();
        who.join(" or ")
    }

    fn bands(&self, canvas: &mut Canvas) {
        let mut first = 0;
        for (index, stages) in self.spine.chunk_by(|a, b| part(*a) == part(*b)).enumerate() {
            let next = first + stages.len();
            let top = self.middle(first) - BOX / 2 - HEAD;
            let bottom = if next < self.spine.len() { self.middle(next) - BOX / 2 - HEAD } else { self.height() };
            if index % 2 == 0 {
                canvas.band(top, bottom - top);
            }
            if let Some(stage) = stages.first() {
                canvas.text(16, top + 26, &[part(*stage).to_owned()], (Anchor::Start, 15, Weight::Bold, QUIET));
            }
            first = next;
        }
    }

    fn stage(&self, canvas: &mut Canvas, stage: Stage, here: Option<Stage>) {
        let Some(row) = self.row(stage) else { return };
        let top = self.middle(row) - BOX / 2;
        canvas.stage((LEFT, top, RIGHT - LEFT, BOX), stage.label_in(self.regime), stage.code(), here == Some(stage));
    }

    /// The arrows from a stage to the next.
    fn ways_on(&self, canvas: &mut Canvas) {
        for (row, pair) in self.spine.windows(2).enumerate() {
            let [from, to] = pair else { continue };
            let steps: Vec<&Move> = self.moves.iter().filter(|it| it.from == *from && it.to == *to).collect();
            if steps.is_empty() {
                continue;
            }
            let middle = i32::midpoint(LEFT, RIGHT);
            let (top, bottom) = (self.middle(row) + BOX / 2, self.middle(row + 1) - BOX / 2);
            canvas.arrow(&[(middle, top), (middle, bottom)], Way::On);
            let mut y = i32::midpoint(top, bottom) - (count(steps.len()) * 34 - 4) / 2 + 11;
            for it in steps {
                canvas.text(middle + 14, y, &[it.step.act.label().to_owned()], (Anchor::Start, 14, Weight::Bold, INK));
                canvas.text(middle + 14, y + 15, &[self.who(it.step.by)], (Anchor::Start, 12, Weight::Plain, QUIET));
                y += 34;
            }
        }
    }

    /// The ways back, or past a stage: one line into each stage that they lead to, joined by all that lead there.
    fn lane(&self, canvas: &mut Canvas, side: Side) {
        let mut into: BTreeMap<Stage, Vec<(usize, &Move)>> = BTreeMap::new();
        for it in &self.moves {
            let (Some(from), Some(to)) = (self.row(it.from), self.row(it.to)) else { continue };
            let on_this_side = match side {
                Side::Back => to < from,
                Side::Past => to > from + 1,
            };
            if on_this_side {
                into.entry(it.to).or_default().push((from, it));
            }
        }
        let mut ends_of_lanes: Vec<usize> = Vec::new();
        let mut buses = Vec::new();
        for (to, sources) in into {
            let Some(target) = self.row(to) else { continue };
            let rows = sources.iter().map(|(row, _)| *row).chain([target]);
            let (first, last) = rows.fold((target, target), |(first, last), row| (first.min(row), last.max(row)));
            let lane = ends_of_lanes.iter().position(|end| *end <= first).unwrap_or(ends_of_lanes.len());
            match ends_of_lanes.get_mut(lane) {
                Some(end) => *end = last,
                None => ends_of_lanes.push(last),
            }
            buses.push((target, count(lane), sources));
        }
        // Words stand beyond the last lane, so that no line crosses them.
        let aside = (count(ends_of_lanes.len()) - 1) * LANE + 10;
        for (target, lane, sources) in buses {
            self.bus(canvas, side, (target, lane, aside), &sources);
        }
    }

    /// Where the first lane past a stage runs for ways from this row.
    fn past(&self, first: usize) -> i32 {
        if self.row(Stage::Decision).is_some_and(|decision| first <= decision) { PAST_THE_ENDS } else { PAST }
    }

    /// A line from each source along the lane into the target, with the step's words beside its source.
    fn bus(&self, canvas: &mut Canvas, side: Side, (target, lane, aside): (usize, i32, i32), sources: &[(usize, &Move)]) {
        let first = sources.iter().map(|(row, _)| *row).min().unwrap_or(target);
        // A line leaves a box on the side that it goes towards and comes in on the other, so that two lines at one box never touch.
        let (edge, x, words_at, anchor, way, leaves) = match side {
            Side::Back => (LEFT, BACK - lane * LANE, BACK - aside, Anchor::End, Way::Back, -8),
            Side::Past => {
                let lanes = self.past(first);
                (RIGHT, lanes + lane * LANE, lanes + aside, Anchor::Start, Way::On, 8)
            }
        };
        let mut by_row: BTreeMap<usize, Vec<&Move>> = BTreeMap::new();
        for (row, it) in sources {
            by_row.entry(*row).or_default().push(it);
        }
        let furthest = match side {
            Side::Back => by_row.keys().max().copied(),
            Side::Past => by_row.keys().min().copied(),
        };
        for (row, steps) in by_row {
            let y = self.middle(row) + leaves;
            if Some(row) == furthest {
                let comes_in = self.middle(target) - leaves;
                canvas.arrow(&[(edge, y), (x, y), (x, comes_in), (edge, comes_in)], way);
            } else {
                canvas.line(&[(edge, y), (x, y)], way);
            }
            // What leads past from several stages in a row is said at the first.
            let said = |it: &Move| {
                side == Side::Past && sources.iter().any(|(before, one)| *before < row && one.step.act == it.step.act)
            };
            let mut foot = y + 4;
            for it in steps.into_iter().filter(|it| !said(it)) {
                let words = self.words(it);
                canvas.text(words_at, foot, &words.label, (anchor, 13, Weight::Bold, INK));
                canvas.text(words_at, foot + count(words.label.len()) * 15, &words.who, (anchor, 12, Weight::Plain, QUIET));
                foot += words.height();
            }
        }
    }

    /// The ends beside the way: a frame with a box each, and what leads out of it again.
    fn ends(&self, canvas: &mut Canvas) {
        let Some(decision) = self.row(Stage::Decision) else { return };
        let boxes: Vec<(Stage, Vec<String>)> = self.ends.iter().map(|end| (*end, self.how_it_comes(*end))).collect();
        let ways_out = self.ways_out();
        let of_box = |lines: &[String]| 34 + count(lines.len()) * 15;
        let of_way = |lines: &[String]| count(lines.len()) * 15 + 6;
        let height = boxes.iter().map(|(_, lines)| of_box(lines) + 10).sum::<i32>()
            + ways_out.iter().map(|(_, lines)| of_way(lines)).sum::<i32>()
            + 50;
        let top = self.middle(decision) - 72;
        let frame = (ENDS_LEFT, top, ENDS_WIDTH, height);
        canvas.frame(frame, "Other ends");
        let mut y = top + 34;
        for (end, lines) in &boxes {
            canvas.end((ENDS_LEFT + 12, y, ENDS_WIDTH - 24, of_box(lines)), end.label_in(self.regime), end.code());
            canvas.text(ENDS_LEFT + 24, y + 38, lines, (Anchor::Start, 12, Weight::Plain, QUIET));
            y += of_box(lines) + 10;
        }
        for (_, lines) in &ways_out {
            canvas.text(ENDS_LEFT + 16, y + 14, lines, (Anchor::Start, 12, Weight::Plain, INK));
            y += of_way(lines);
        }
        self.lines_to_ends(canvas, frame, &ways_out);
    }

    fn lines_to_ends(&self, canvas: &mut Canvas, (left, top, width, _): (i32, i32, i32, i32), ways_out: &[(Stage, Vec<String>)]) {
        let rows: BTreeSet<usize> =
            self.moves.iter().filter(|it| is_other_end(it.to)).filter_map(|it| self.row(it.from)).collect();
        let x = left + width - 30;
        let (above, beside): (Vec<i32>, Vec<i32>) = rows.iter().map(|row| self.middle(*row) - 8).partition(|y| *y < top);
        for (n, y) in above.iter().enumerate() {
            if n == 0 {
                canvas.arrow(&[(RIGHT, *y), (x, *y), (x, top)], Way::On);
            } else {
                canvas.line(&[(RIGHT, *y), (x, *y)], Way::On);
            }
        }
        for y in beside {
            canvas.arrow(&[(RIGHT, y), (left, y)], Way::On);
        }
        let targets: BTreeSet<usize> = ways_out.iter().filter_map(|(to, _)| self.row(*to)).collect();
        for row in targets {
            let y = self.middle(row) + 8;
            canvas.arrow(&[(left, y), (RIGHT, y)], Way::Back);
        }
    }

    /// How a review comes to an end: the act, who, and from where when that is not the decision.
    fn how_it_comes(&self, end: Stage) -> Vec<String> {
        let into: Vec<&Move> = self.moves.iter().filter(|it| it.to == end).collect();
        let mut acts: Vec<Act> = into.iter().map(|it| it.step.act).collect();
        acts.dedup();
        let mut lines = Vec::new();
        for act in acts {
            let of_act: Vec<&&Move> = into.iter().filter(|it| it.step.act == act).collect();
            lines.extend(wrap(act.label(), 38));
            let by = of_act.first().map_or(&[] as &[Role], |it| it.step.by);
            let from = match of_act.as_slice() {
                [first, .., last] => {
                    format!(", from “{}” to “{}”", first.from.label_in(self.regime), last.from.label_in(self.regime))
                }
                [_] | [] => String::new(),
            };
            lines.extend(wrap(&format!("{}{from}", self.who(by)), 38));
        }
        lines
    }

    /// What leads out of the ends: where to, and words.
    fn ways_out(&self) -> Vec<(Stage, Vec<String>)> {
        let mut seen: Vec<(Act, Stage, &[Role], Vec<Stage>)> = Vec::new();
        for it in self.moves.iter().filter(|it| is_other_end(it.from)) {
            match seen.iter_mut().find(|(act, ..)| *act == it.step.act) {
                Some((.., from)) => from.push(it.from),
                None => seen.push((it.step.act, it.to, it.step.by, vec![it.from])),
            }
        }
        let words = |(act, to, by, from): &(Act, Stage, &[Role], Vec<Stage>)| {
            let from = match from.as_slice() {
                [only] => format!(" from {}", within_a_sentence(only.label_in(self.regime))),
                _ => String::new(),
            };
            wrap(&format!("{}{from} ({})", act.label(), self.who(by)), 42)
                .into_iter()
                .chain([format!("→ {}", to.label_in(self.regime))])
                .collect()
        };
        seen.iter().map(|way| (way.1, words(way))).collect()
    }
}

/// A number of rows or lines. The table has fewer than a hundred of anything.
fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_and_step_is_in_the_drawing() {
        for regime in Regime::ALL {
            let drawing = svg(*regime, Some(Stage::Drafting));
            assert!(!drawing.contains("style="), "the content security policy forbids it");
            for stage in table::stages(*regime) {
                assert_eq!(drawing.matches(&format!("data-stage=\"{stage}\"")).count(), 1, "{stage} under {regime}");
            }
            let words = drawing.replace('\n', "");
            let words: String =
                words.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| format!("{text} ")).collect();
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            for it in moves(*regime) {
                assert!(words.contains(it.step.act.label()), "{} under {regime}", it.step.act.label());
            }
            assert_eq!(drawing, svg(*regime, Some(Stage::Drafting)), "the same every time");
        }
    }

    #[test]
    fn the_stage_a_review_is_at_is_marked_in_words_too() {
        assert_eq!(svg(Regime::DhrS9, Some(Stage::Drafting)).matches("(now)").count(), 1);
        assert!(!svg(Regime::DhrS9, None).contains("(now)"));
    }
}
