//! Documents: what each looks like in words, that two validators pass them, that nothing leaves in them unseen.

mod alarms;
mod canaries;
mod child;
mod samples;
mod unfit;
mod uploads;
mod validators;

use std::path::PathBuf;

use chrono::NaiveDate;
use dardr::typeset::Template;
use dardr::typeset::press::{Sheet, Templates, press};
use serde_json::Value;

use crate::support::project;

/// A sample of a template: what a designer sees, and what these tests typeset.
struct Sample {
    name: String,
    template: Template,
    path: PathBuf,
    data: Value,
}

/// All samples, `template.json` and `template.variant.json`.
fn samples() -> Vec<Sample> {
    let mut samples: Vec<Sample> = std::fs::read_dir(project().join("templates-typst/samples"))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let stem = name.split('.').next().unwrap();
            let template = Template::ALL.into_iter().find(|template| template.name() == stem);
            let template = template.unwrap_or_else(|| panic!("{name}: no such template"));
            let data = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
            Sample { name, template, path, data }
        })
        .collect();
    samples.sort_by(|a, b| a.name.cmp(&b.name));
    samples
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 17).unwrap()
}

fn set(template: Template, data: &Value) -> Sheet {
    match press(&Templates::built_in(), template, data.clone(), day()) {
        Ok(sheet) => sheet,
        Err(fault) => panic!("{}: {fault} {}", template.name(), fault.detail().unwrap_or_default()),
    }
}
