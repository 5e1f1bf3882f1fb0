//! The built assets that are embedded in the program. The folder is made by `scripts/build-assets` and is not in the repository.

use std::collections::HashMap;
use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

static WEB: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/built/web");

/// What each name stands for: `app.css` for `app-<digest>.css`. Empty when the assets were not built.
static NAMES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let names = WEB.get_file("names.json").map(include_dir::File::contents).unwrap_or_default();
    serde_json::from_slice(names).unwrap_or_default()
});

/// What is said when the program was built without its assets.
pub const MISSING: &str = "This dardr was built without its stylesheet and scripts. Start it with ./scripts/run, or run scripts/build-assets and build it again.";

/// Whether the assets were built before the program was.
pub fn are_built() -> bool {
    ["app.css", "app.js", "favicon.svg"].iter().all(|name| NAMES.contains_key(*name))
}

/// The address of an asset, with the digest of its content in it.
pub fn href(name: &str) -> String {
    format!("/assets/{}", NAMES.get(name).map_or(name, String::as_str))
}

/// The bytes of an asset by its full name, and its media type.
pub fn file(full_name: &str) -> Option<(&'static [u8], &'static str)> {
    let media = match full_name.rsplit('.').next()? {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => return None,
    };
    Some((WEB.get_file(full_name)?.contents(), media))
}
