//! Typesets in this process: the child's work, and the tests'.
//!
//! The world a template sees is a map of files and a date. There is no file system, no network, no package and no clock.

use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate};
use include_dir::{Dir, include_dir};
use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::clean;
use super::fonts::SHELF;
use super::{Template, TypesetError, papers};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates-typst");

/// Typst's layout recurses deeply in unoptimised builds.
const STACK: usize = 64 << 20;

/// A document as it came off the press.
#[derive(Debug)]
pub struct Sheet {
    /// PDF/UA-1 with PDF/A-2a. The same input gives the same bytes.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters that no built-in font covers, each replaced by a note such as `[U+6C49]`.
    pub replaced: BTreeSet<char>,
    /// What the typesetter found odd: none is expected, and tests fail on any.
    pub warnings: Vec<String>,
}

/// The templates by path, such as `common.typ`.
pub struct Templates(HashMap<String, String>);

impl Templates {
    /// Those built into the program.
    #[must_use]
    pub fn built_in() -> Self {
        let text = |file: &include_dir::File<'_>| Some((file.path().to_str()?.to_owned(), file.contents_utf8()?.to_owned()));
        Self(TEMPLATES.files().filter_map(text).filter(|(path, _)| path.ends_with(".typ")).collect())
    }

    /// Other templates than the built-in ones, by path.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(files.into_iter().collect())
    }
}

/// Typesets `data` with `template`, dated `date`.
///
/// # Errors
/// [`TypesetError::Template`] when the template and the data do not fit, [`TypesetError::NoFonts`] in a build without fonts.
/// There is no limit on time or memory here: the server uses [`super::Typesetter`].
pub fn press(templates: &Templates, template: Template, data: Value, date: NaiveDate) -> Result<Sheet, TypesetError> {
    if SHELF.fonts.is_empty() {
        return Err(TypesetError::NoFonts);
    }
    let misfit = |fault: serde_json::Error| TypesetError::Template {
        place: format!("the data of {}", template.name()),
        detail: fault.to_string(),
    };
    let mut data = papers::complete(template, data).map_err(misfit)?;
    let replaced = clean::fit(&mut data, &|character| SHELF.covers(character));
    let desk = Desk::new(templates, template, &data, date)?;
    let made = std::thread::scope(|scope| {
        let work = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || print(&desk));
        work.map_err(TypesetError::Child)?.join().map_err(|_| TypesetError::Stopped)?
    });
    typst::comemo::evict(0);
    let (pdf, pages, warnings) = made?;
    Ok(Sheet { pdf, pages, replaced, warnings })
}

fn print(desk: &Desk) -> Result<(Vec<u8>, usize, Vec<String>), TypesetError> {
    let Warned { output, warnings } = typst::compile::<PagedDocument>(desk);
    let document = output.map_err(|faults| desk.fault(&faults))?;
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|fault| desk.plain_fault(fault.message()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("dardr".to_owned())),
        timestamp: Some(Timestamp::new_utc(desk.midnight)),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(&document, &options).map_err(|faults| desk.fault(&faults))?;
    let warnings = warnings.iter().map(|warning| format!("{}: {}", desk.place(warning), warning.message)).collect();
    Ok((pdf, document.pages().len(), warnings))
}

struct Desk {
    library: LazyHash<Library>,
    main: FileId,
    sources: HashMap<FileId, Source>,
    data: (FileId, Bytes),
    today: Datetime,
    midnight: Datetime,
}

impl Desk {
    fn new(templates: &Templates, template: Template, data: &Value, date: NaiveDate) -> Result<Self, TypesetError> {
        let broken = |detail: String| TypesetError::Template { place: template.name().to_owned(), detail };
        let (month, day) = (u8::try_from(date.month()).unwrap_or(1), u8::try_from(date.day()).unwrap_or(1));
        let today = Datetime::from_ymd(date.year(), month, day).ok_or_else(|| broken("no such date".to_owned()))?;
        let midnight =
            Datetime::from_ymd_hms(date.year(), month, day, 0, 0, 0).ok_or_else(|| broken("no such date".to_owned()))?;
        let mut sources = HashMap::new();
        for (path, text) in &templates.0 {
            let id = file_id(path).map_err(broken)?;
            sources.insert(id, Source::new(id, text.clone()));
        }
        let bytes = serde_json::to_vec(data).map_err(|fault| broken(fault.to_string()))?;
        let features = [Feature::A11yExtras].into_iter().collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            main: file_id(&format!("{}.typ", template.name())).map_err(broken)?,
            sources,
            data: (file_id("data.json").map_err(broken)?, Bytes::new(bytes)),
            today,
            midnight,
        })
    }

    fn fault(&self, faults: &[SourceDiagnostic]) -> TypesetError {
        let place = faults.first().map_or_else(String::new, |fault| self.place(fault));
        let detail = faults
            .iter()
            .map(|fault| format!("{}: {} {}", self.place(fault), fault.message, hints(fault)))
            .collect::<Vec<_>>()
            .join("\n");
        TypesetError::Template { place, detail }
    }

    fn plain_fault(&self, detail: &str) -> TypesetError {
        TypesetError::Template { place: "the PDF standards".to_owned(), detail: detail.to_owned() }
    }

    fn place(&self, of: &SourceDiagnostic) -> String {
        let spot = of.span.id().and_then(|id| Some((id, self.sources.get(&id)?)));
        let Some((id, source)) = spot else { return "the document".to_owned() };
        let line = typst::WorldExt::range(self, of.span)
            .and_then(|range| source.lines().byte_to_line(range.start))
            .map_or(0, |line| line + 1);
        format!("{}:{line}", id.vpath().get_without_slash())
    }
}

fn hints(of: &SourceDiagnostic) -> String {
    of.hints.iter().map(|hint| format!("({})", hint.v)).collect::<Vec<_>>().join(" ")
}

fn file_id(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(format!("/{path}")).map_err(|_| "no such path".to_owned())?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHELF.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHELF.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_of_hundreds_of_long_words_is_typeset() {
        let sheet = report(&vec!["Donaudampfschifffahrtsgesellschaft"; 2_000].join(" "));
        assert!(sheet.pages > 10 && sheet.warnings.is_empty(), "{} {:?}", sheet.pages, sheet.warnings);
    }

    #[test]
    fn a_section_of_one_endless_word_is_typeset() {
        let sheet = report(&"x".repeat(40_000));
        assert!(sheet.pages > 10 && sheet.warnings.is_empty(), "{} {:?}", sheet.pages, sheet.warnings);
    }

    /// A report whose chronology is this.
    fn report(chronology: &str) -> Sheet {
        let mut data: Value =
            serde_json::from_str(include_str!("../../templates-typst/samples/overview-report.bare.json")).unwrap();
        data["sections"]["chronology"]["text"] = chronology.into();
        let date = NaiveDate::from_ymd_opt(2026, 7, 17).unwrap();
        let made = press(&Templates::built_in(), Template::OverviewReport, data, date);
        made.map_err(|fault| format!("{fault} {}", fault.detail().unwrap_or_default())).unwrap()
    }
}
