//! Migrations, templates and built assets are embedded: without this, cargo would not notice a new file among them.

use std::path::Path;

fn main() -> std::io::Result<()> {
    // The folders exist so that a tree without assets compiles; the program says at its start what is missing.
    for embedded in ["assets/built/web", "assets/built/fonts"] {
        std::fs::create_dir_all(embedded)?;
        println!("cargo:rerun-if-changed={embedded}");
    }
    if !Path::new("assets/built/web/names.json").exists() {
        println!(
            "cargo:warning=the pages have no stylesheet or scripts yet: run ./scripts/run, or scripts/build-assets, and build again"
        );
    }
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=templates-typst");
    Ok(())
}
