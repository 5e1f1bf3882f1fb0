//! The routes table: every page of every slice.

use crate::ui::Route;

/// Every route, in the order of the slices.
pub fn table() -> Vec<Route> {
    let slices: Vec<Vec<Route>> = vec![
        crate::reviews::routes(),
        crate::help::routes(),
        crate::documents::papers::routes(),
        crate::documents::boards::routes(),
        crate::notification::routes(),
        crate::duties::routes(),
        crate::imr::routes(),
        crate::reports::routes(),
        crate::submission::routes(),
        crate::triage::routes(),
        crate::people::routes(),
        crate::organisations::routes(),
        crate::parties::routes(),
        crate::panel::routes(),
        crate::terms::routes(),
        crate::proceedings::routes(),
        crate::recommendations::routes(),
        crate::overview::routes(),
        crate::family::routes(),
        crate::consultation::routes(),
        crate::decision::routes(),
    ];
    slices.into_iter().flatten().collect()
}

/// The table as text, sorted by path, a route a line: what is checked in and reviewed.
pub fn print(routes: &[Route]) -> String {
    let mut lines: Vec<String> =
        routes.iter().map(|route| format!("{:<80} {:<4} {}", route.path, route.method, route.guard)).collect();
    lines.sort();
    lines.join("\n") + "\n"
}
