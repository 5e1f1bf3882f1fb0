//! Every component, shown together: pages that a test reads for what a screen reader needs, and that a person looks at.
//!
//! `DARDR_GALLERY=folder cargo test --test all ui::` writes them into a folder, with the stylesheet, to be opened in a browser.

mod gallery;

use std::collections::HashSet;

use dardr::ui::assets;
use scraper::{ElementRef, Html, Selector};

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn every_component_is_named_and_described() {
    for (name, page) in gallery::pages() {
        let page = Html::parse_document(&page.into_string());
        assert_eq!(all(&page, "h1").len(), 1, "{name}: one first-level heading");
        assert_eq!(all(&page, "main").len(), 1, "{name}: one main landmark");
        let ids: Vec<&str> = all(&page, "[id]").iter().filter_map(|each| each.attr("id")).collect();
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{name}: ids are used once: {ids:?}");
        for each in all(&page, "[aria-describedby], [aria-labelledby], [aria-controls]") {
            for attribute in ["aria-describedby", "aria-labelledby", "aria-controls"] {
                for id in each.attr(attribute).unwrap_or_default().split_whitespace() {
                    assert!(known.contains(id), "{name}: {id} is pointed at and not there");
                }
            }
        }
        for field in all(&page, "input:not([type=hidden]), select, textarea") {
            let id = field.attr("id").unwrap();
            assert!(!all(&page, &format!("label[for='{id}']")).is_empty(), "{name}: {id} has a label");
        }
        for link in all(&page, ".govuk-error-summary a") {
            assert!(known.contains(&link.attr("href").unwrap()[1..]), "{name}: the error summary leads to a field");
        }
        for table in all(&page, "table") {
            assert_eq!(table.select(&Selector::parse("caption").unwrap()).count(), 1, "{name}: a table has a caption");
            assert!(
                table.select(&Selector::parse("th").unwrap()).all(|head| head.attr("scope").is_some()),
                "{name}: heads have a scope"
            );
        }
        assert!(
            all(&page, "[style], [onclick], style, script:not([nonce])").is_empty(),
            "{name}: nothing that the policy for content stops"
        );
    }
}

/// v5.0.0-1.2.1: what goes into a page is escaped.
#[test]
fn what_a_person_typed_is_text_and_never_markup() {
    for (name, page) in gallery::pages() {
        let page = Html::parse_document(&page.into_string());
        assert!(all(&page, "main img, main i").is_empty(), "{name}");
    }
}

#[test]
fn the_gallery_is_written_when_asked_for() {
    let Some(folder) = std::env::var_os("DARDR_GALLERY").map(std::path::PathBuf::from) else { return };
    std::fs::create_dir_all(folder.join("assets")).unwrap();
    for (name, page) in gallery::pages() {
        std::fs::write(folder.join(format!("{name}.html")), page.into_string()).unwrap();
    }
    let stylesheet = assets::file(assets::href("app.css").trim_start_matches("/assets/")).unwrap().0;
    assert!(!String::from_utf8_lossy(stylesheet).contains("GDS Transport"), "a typeface that only GOV.UK may use");
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/built/web")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), folder.join("assets").join(entry.file_name())).unwrap();
    }
}
