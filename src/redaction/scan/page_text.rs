//! The text of a page as it is drawn: glyphs turned into characters, with spaces and line breaks where there are gaps.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// How deep forms may be drawn inside forms.
const DEPTH: u8 = 8;

/// A stretch of drawn text.
pub(super) struct Span {
    /// Its text, with the space or line break that stands before it.
    pub text: String,
    /// The number by which the tags refer to it.
    pub mark: Option<i64>,
    /// Is it decoration: a header, a footer, a watermark?
    pub artifact: bool,
}

/// What is drawn on a page.
#[derive(Default)]
pub(super) struct Drawn {
    /// The spans in the order in which they are drawn, with replacement text where the file gives any.
    pub spans: Vec<Span>,
    /// The glyphs under replacement texts, which may say something else.
    pub covered: String,
}

/// Reads what page `id` draws. A content stream that cannot be read leaves its name in `unread`.
pub(super) fn drawn(document: &Document, id: ObjectId, unread: &mut Vec<&'static str>) -> Drawn {
    let mut reader =
        Reader { document, fonts: BTreeMap::new(), marks: Vec::new(), drawn: Drawn::default(), pen: Pen::default(), unread };
    let mut resources: Vec<&Dictionary> = Vec::new();
    match document.get_page_resources(id) {
        Ok((own, inherited)) => {
            resources.extend(own);
            resources.extend(inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok()));
        }
        Err(_) => reader.unread.push("The drawing of a page could not be read."),
    }
    match Content::decode(&document.get_page_content(id)) {
        Ok(content) => reader.run(&content.operations, &resources, DEPTH),
        Err(_) => reader.unread.push("The drawing of a page could not be read."),
    }
    reader.drawn
}

struct Reader<'a> {
    document: &'a Document,
    fonts: BTreeMap<Vec<u8>, Font<'a>>,
    marks: Vec<Mark>,
    drawn: Drawn,
    pen: Pen,
    unread: &'a mut Vec<&'static str>,
}

/// A marked stretch of content that is open.
#[derive(Default)]
struct Mark {
    number: Option<i64>,
    artifact: bool,
    /// Text that stands for the glyphs within.
    instead: bool,
}

struct Font<'a> {
    /// Whether the file tells which letters its glyphs are: the numbers of a large font say nothing by themselves.
    told: bool,
    encoding: Option<lopdf::Encoding<'a>>,
    wide: bool,
    widths: BTreeMap<u32, f32>,
    usual: f32,
}

/// Where the next glyph goes, in text space.
#[derive(Clone, Default)]
struct Pen {
    font: Vec<u8>,
    size: f32,
    leading: f32,
    /// Start of the line, and how far text is scaled.
    line: (f32, f32),
    scale: f32,
    x: f32,
    /// Where the last glyph ended, in page space.
    last: Option<(f32, f32, f32)>,
    /// Origin and scale of the surroundings: the product of all `cm`.
    around: (f32, f32, f32, f32),
    saved: Vec<(f32, f32, f32, f32)>,
}

impl<'a> Reader<'a> {
    fn run(&mut self, operations: &[Operation], resources: &[&'a Dictionary], depth: u8) {
        if self.pen.around == (0.0, 0.0, 0.0, 0.0) {
            self.pen.around = (1.0, 1.0, 0.0, 0.0);
        }
        for operation in operations {
            let numbers: Vec<f32> = operation.operands.iter().filter_map(|operand| operand.as_float().ok()).collect();
            match operation.operator.as_str() {
                "q" => self.pen.saved.push(self.pen.around),
                "Q" => self.pen.around = self.pen.saved.pop().unwrap_or(self.pen.around),
                "cm" => self.pen.transform(&numbers),
                "BT" => self.pen.place(&[1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
                "Tm" => self.pen.place(&numbers),
                "Tf" => self.set_font(operation, resources),
                "TL" => self.pen.leading = numbers.first().copied().unwrap_or_default(),
                "Td" => self.pen.step(&numbers),
                "TD" => {
                    self.pen.leading = -numbers.get(1).copied().unwrap_or_default();
                    self.pen.step(&numbers);
                }
                "T*" => self.pen.next_line(),
                "Tj" => self.show(&operation.operands),
                "'" | "\"" => {
                    self.pen.next_line();
                    self.show(&operation.operands);
                }
                "TJ" => {
                    if let Some(Ok(parts)) = operation.operands.first().map(Object::as_array) {
                        self.show(parts);
                    }
                }
                "BDC" | "BMC" => self.open(operation, resources),
                "EMC" => {
                    self.marks.pop();
                }
                "Do" => self.form(operation, resources, depth),
                _ => {}
            }
        }
    }

    fn set_font(&mut self, operation: &Operation, resources: &[&'a Dictionary]) {
        let Some(Ok(name)) = operation.operands.first().map(Object::as_name) else { return };
        self.pen.size = operation.operands.get(1).and_then(|size| size.as_float().ok()).unwrap_or(1.0);
        self.pen.font = name.to_vec();
        let found = resource(self.document, resources, b"Font", name).and_then(|object| object.as_dict().ok());
        // A name means another font on each page and in each form, or none.
        self.fonts.remove(name);
        if let Some(dictionary) = found {
            self.fonts.insert(name.to_vec(), Font::read(self.document, dictionary));
        }
    }

    fn show(&mut self, parts: &[Object]) {
        for part in parts {
            match part {
                Object::String(bytes, _) => self.glyphs(bytes),
                other => {
                    if let Ok(back) = other.as_float() {
                        self.pen.x -= back / 1000.0 * self.pen.size * self.pen.scale;
                    }
                }
            }
        }
    }

    fn glyphs(&mut self, bytes: &[u8]) {
        let Some(font) = self.fonts.get(&self.pen.font).filter(|font| font.told) else {
            return self.unread.push("Letters of a font could not be read.");
        };
        let length = if font.wide { 2 } else { 1 };
        let mut text = String::new();
        for code in bytes.chunks(length) {
            let number = code.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
            let width = font.widths.get(&number).copied().unwrap_or(font.usual) / 1000.0 * self.pen.size * self.pen.scale;
            text.push_str(self.pen.gap());
            match font.encoding.as_ref().and_then(|encoding| encoding.bytes_to_string(code).ok()) {
                Some(characters) => text.push_str(&characters),
                None => self.unread.push("Letters of a font could not be read."),
            }
            self.pen.advance(width);
        }
        if self.marks.iter().any(|mark| mark.instead) {
            self.drawn.covered.push_str(&text);
        } else {
            self.put(text);
        }
    }

    fn put(&mut self, text: String) {
        let mark = self.marks.iter().rev().find_map(|mark| mark.number);
        let artifact = self.marks.iter().any(|mark| mark.artifact);
        match self.drawn.spans.last_mut() {
            Some(last) if last.mark == mark && last.artifact == artifact => last.text.push_str(&text),
            Some(_) | None => self.drawn.spans.push(Span { text, mark, artifact }),
        }
    }

    fn open(&mut self, operation: &Operation, resources: &[&'a Dictionary]) {
        let artifact = operation.operands.first().and_then(|tag| tag.as_name().ok()) == Some(b"Artifact");
        let properties = match operation.operands.get(1) {
            Some(Object::Dictionary(inline)) => Some(inline.clone()),
            Some(Object::Name(name)) => {
                resource(self.document, resources, b"Properties", name).and_then(|found| found.as_dict().ok()).cloned()
            }
            Some(_) | None => None,
        };
        let mut mark = Mark { artifact, ..Mark::default() };
        if let Some(properties) = properties {
            mark.number = properties.get(b"MCID").and_then(Object::as_i64).ok();
            if let Ok(Object::String(bytes, _)) = properties.get(b"ActualText") {
                let gap = self.pen.gap();
                self.put(format!("{gap}{}", super::places::pdf_string(bytes)));
                mark.instead = true;
            }
        }
        self.marks.push(mark);
    }

    fn form(&mut self, operation: &Operation, resources: &[&'a Dictionary], depth: u8) {
        let named = operation.operands.first().and_then(|name| name.as_name().ok());
        let found = named.and_then(|name| resource(self.document, resources, b"XObject", name));
        let Some(Object::Stream(stream)) = found else { return self.unread.push("The drawing of a page could not be read.") };
        let Some(depth) = depth.checked_sub(1) else {
            return self.unread.push("A page is drawn in more layers than are read.");
        };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Image") {
            self.unread.push("The file has a picture, and pictures are not read.");
            return;
        }
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        let Ok(content) = stream.get_plain_content().and_then(|bytes| Content::decode(&bytes)) else {
            return self.unread.push("The drawing of a page could not be read.");
        };
        let within: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        let pen = self.pen.clone();
        self.run(&content.operations, &within, depth);
        self.pen = Pen { last: self.pen.last, ..pen };
    }
}

/// Resource `name` of `kind`, from the nearest dictionary that has it.
fn resource<'a>(document: &'a Document, resources: &[&'a Dictionary], kind: &[u8], name: &[u8]) -> Option<&'a Object> {
    resources.iter().find_map(|dictionary| {
        let of_kind = dictionary.get_deref(kind, document).and_then(Object::as_dict).ok()?;
        of_kind.get_deref(name, document).ok()
    })
}

impl<'a> Font<'a> {
    fn read(document: &'a Document, dictionary: &'a Dictionary) -> Self {
        let wide = dictionary.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Type0");
        let encoding = dictionary.get_font_encoding(document).ok();
        let (mut widths, mut usual) = (BTreeMap::new(), 500.0);
        if wide {
            let below = dictionary.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
            let below = below
                .and_then(|fonts| fonts.first())
                .and_then(|font| document.dereference(font).ok())
                .and_then(|(_, font)| font.as_dict().ok());
            if let Some(below) = below {
                usual = below.get(b"DW").and_then(Object::as_float).unwrap_or(1000.0);
                if let Ok(list) = below.get_deref(b"W", document).and_then(Object::as_array) {
                    widths = wide_widths(document, list);
                }
            }
        } else {
            let first = dictionary
                .get(b"FirstChar")
                .and_then(Object::as_i64)
                .ok()
                .and_then(|first| u32::try_from(first).ok())
                .unwrap_or(0);
            if let Ok(list) = dictionary.get_deref(b"Widths", document).and_then(Object::as_array) {
                widths = (first..).zip(list.iter().filter_map(|width| width.as_float().ok())).collect();
            }
        }
        let told = !wide || dictionary.has(b"ToUnicode");
        Self { told, encoding, wide, widths, usual }
    }
}

/// `[c [w1 w2 …]]` and `[first last w]`, in any order.
fn wide_widths(document: &Document, list: &[Object]) -> BTreeMap<u32, f32> {
    let mut widths = BTreeMap::new();
    let number = |object: &Object| object.as_i64().ok().and_then(|number| u32::try_from(number).ok());
    let mut rest = list;
    while let [first, second, tail @ ..] = rest {
        let Some(from) = number(first) else { break };
        if let Ok((_, Object::Array(each))) = document.dereference(second) {
            widths.extend((from..).zip(each.iter().filter_map(|width| width.as_float().ok())));
            rest = tail;
        } else if let ([width, tail @ ..], Some(to)) = (tail, number(second)) {
            let width = width.as_float().unwrap_or_default();
            // A range is at most the two bytes of a code.
            widths.extend((from..=to.min(0xFFFF)).map(|code| (code, width)));
            rest = tail;
        } else {
            break;
        }
    }
    widths
}

impl Pen {
    fn transform(&mut self, m: &[f32]) {
        let [a, _, _, d, e, f] = *m else { return };
        let (sx, sy, x, y) = self.around;
        self.around = (a * sx, d * sy, e * sx + x, f * sy + y);
    }

    fn place(&mut self, m: &[f32]) {
        let [a, b, _, _, e, f] = *m else { return };
        self.scale = if a == 0.0 { b.abs().max(f32::EPSILON) } else { a.abs() };
        self.line = (e, f);
        self.x = e;
    }

    fn step(&mut self, by: &[f32]) {
        let [x, y] = *by else { return };
        self.line = (self.line.0 + x * self.scale, self.line.1 + y * self.scale);
        self.x = self.line.0;
    }

    fn next_line(&mut self) {
        self.step(&[0.0, -self.leading]);
    }

    fn here(&self) -> (f32, f32) {
        let (sx, sy, x, y) = self.around;
        (self.x * sx + x, self.line.1 * sy + y)
    }

    /// What stands between the last glyph and the next: nothing, a space, or a line break.
    fn gap(&self) -> &'static str {
        let Some((x, y, size)) = self.last else { return "" };
        let (now_x, now_y) = self.here();
        if (now_y - y).abs() > size * 0.4 || now_x < x - size {
            "\n"
        } else if now_x - x > size * 0.18 {
            " "
        } else {
            ""
        }
    }

    fn advance(&mut self, width: f32) {
        self.x += width;
        let (x, y) = self.here();
        self.last = Some((x, y, (self.size * self.scale * self.around.0).abs().max(1.0)));
    }
}
