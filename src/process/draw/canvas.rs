//! Shapes and words as SVG.

/// The colours of the GOV.UK Design System; every text on its ground has a contrast above 4.5 to 1.
pub(super) const INK: &str = "#0b0c0c";
pub(super) const QUIET: &str = "#484949";
const LINE: &str = "#1d70b8";
const BACK_LINE: &str = "#912b88";
const BAND: &str = "#f4f8fb";
const BORDER: &str = "#8eb8dc";
const FRAME: &str = "#b1b4b6";

#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

#[derive(Clone, Copy)]
pub(super) enum Weight {
    Plain,
    Bold,
}

/// Whether a line leads on or back. A way back is dashed too, for those who do not see its colour.
#[derive(Clone, Copy)]
pub(super) enum Way {
    On,
    Back,
}

impl Way {
    const fn look(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::On => ("process-way-on", LINE, ""),
            Self::Back => ("process-way-back", BACK_LINE, " stroke-dasharray=\"5 4\""),
        }
    }
}

/// Left, top, width, height.
type Area = (i32, i32, i32, i32);
/// Where a text hangs, its size, weight and colour.
type Look<'a> = (Anchor, i32, Weight, &'a str);

pub(super) struct Canvas {
    width: i32,
    height: i32,
    body: String,
}

impl Canvas {
    pub(super) fn new(width: i32, height: i32) -> Self {
        Self { width, height, body: String::new() }
    }

    pub(super) fn band(&mut self, top: i32, height: i32) {
        let width = self.width;
        self.add(&format!(
            "<rect class=\"process-band\" x=\"0\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{BAND}\"/>"
        ));
    }

    pub(super) fn stage(&mut self, area: Area, label: &str, code: &str, here: bool) {
        let (left, top, width, height) = area;
        let (fill, ink, words) =
            if here { (LINE, "#ffffff", format!("{label} (now)")) } else { ("#ffffff", INK, label.to_owned()) };
        self.add(&format!(
            "<rect class=\"process-stage\" data-stage=\"{code}\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{fill}\" stroke=\"{LINE}\" stroke-width=\"2\"/>"
        ));
        self.text(left + width / 2, top + height / 2 + 5, &[words], (Anchor::Middle, 16, Weight::Bold, ink));
    }

    pub(super) fn frame(&mut self, area: Area, label: &str) {
        let (left, top, width, height) = area;
        self.add(&format!(
            "<rect class=\"process-ends\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#ffffff\" stroke=\"{FRAME}\" stroke-width=\"1.5\"/>"
        ));
        self.text(left + 16, top + 22, &[label.to_owned()], (Anchor::Start, 14, Weight::Bold, QUIET));
    }

    pub(super) fn end(&mut self, area: Area, label: &str, code: &str) {
        let (left, top, width, height) = area;
        self.add(&format!(
            "<rect class=\"process-end\" data-stage=\"{code}\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"#ffffff\" stroke=\"{BORDER}\" stroke-width=\"1.5\"/>"
        ));
        self.text(left + 12, top + 20, &[label.to_owned()], (Anchor::Start, 13, Weight::Bold, INK));
    }

    /// A line through these points.
    pub(super) fn line(&mut self, points: &[(i32, i32)], way: Way) {
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x} {y}")).collect();
        let (class, colour, dashes) = way.look();
        self.add(&format!(
            "<path class=\"{class}\" d=\"M{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" stroke-linejoin=\"round\"{dashes}/>",
            path.join(" L")
        ));
    }

    /// A line through these points with a head at its end.
    pub(super) fn arrow(&mut self, points: &[(i32, i32)], way: Way) {
        self.line(points, way);
        if let [.., (fx, fy), (x, y)] = points {
            let (_, colour, _) = way.look();
            let (dx, dy) = ((x - fx).signum(), (y - fy).signum());
            let corner = |along: i32, aside: i32| format!("{},{}", x - dx * along + dy * aside, y - dy * along + dx * aside);
            self.add(&format!("<polygon points=\"{x},{y} {} {}\" fill=\"{colour}\"/>", corner(9, 5), corner(9, -5)));
        }
    }

    /// Lines of text, the first with its foot at `y`.
    pub(super) fn text(&mut self, x: i32, y: i32, lines: &[String], (anchor, size, weight, colour): Look<'_>) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = match weight {
            Weight::Plain => "400",
            Weight::Bold => "700",
        };
        let step = size + 2;
        let spans: String = lines
            .iter()
            .enumerate()
            .map(|(n, line)| {
                let down = if n == 0 { 0 } else { step };
                format!("<tspan x=\"{x}\" dy=\"{down}\">{}</tspan>", escape(line))
            })
            .collect();
        self.add(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{spans}</text>"
        ));
    }

    fn add(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }

    /// The whole drawing, with its title and description for those who cannot see it.
    pub(super) fn finish(self, code: &str, title: &str, description: &str) -> String {
        let Self { width, height, body } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"process-drawing\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"process-title-{code} process-text-{code}\" font-family=\"Inter, Arial, Helvetica, sans-serif\">\n<title id=\"process-title-{code}\">{}</title>\n<desc id=\"process-text-{code}\">{}</desc>\n{body}</svg>\n",
            escape(title),
            escape(description)
        )
    }
}

/// Breaks a text into lines of at most so many characters, between words.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
