//! Which room an operation belongs to, told from its path: the document groups operations by it.

use serde_json::{Value, json};

/// The rooms, in the order of the work, by the part of the path that leads to each.
const ROOMS: &[(&str, &[&str])] = &[
    ("Reviews", &["reviews", "timeline", "steps", "audit"]),
    ("Clocks and holds", &["clocks", "holds", "overlays"]),
    ("Notifications", &["notifications", "notification"]),
    ("Triage", &["triage"]),
    ("Consultation", &["consultation"]),
    ("Decision", &["decision"]),
    ("Partnerships and legal basis", &["joint", "transfer", "legal-basis"]),
    ("Identity register", &["people"]),
    ("Panel", &["panel"]),
    ("Terms of reference", &["terms"]),
    ("Family", &["family"]),
    ("Interviews", &["interviews"]),
    ("Returns", &["returns", "secure-records"]),
    ("Proceedings", &["proceedings"]),
    ("Report", &["report"]),
    ("Submission", &["submission"]),
    ("Recommendations", &["recommendations", "plans"]),
    ("Papers", &["papers"]),
];

/// The last of the rooms, for what leads to none of those.
const ELSE: &str = "Everything else";

/// The room of a path: told by the first part after the review's id, or by the first part where there is none.
fn room(path: &str) -> &'static str {
    let parts: Vec<&str> = path.strip_prefix(super::PATH).unwrap_or(path).split('/').filter(|part| !part.is_empty()).collect();
    let part = match parts.as_slice() {
        ["reviews", _, part, ..] => part,
        [part, ..] => part,
        [] => "",
    };
    ROOMS.iter().find(|(_, ways)| ways.contains(&part)).map_or(ELSE, |(room, _)| room)
}

/// The document with every operation tagged by its room, and the rooms in the order of the work.
pub(super) fn tagged(document: &str) -> Value {
    let mut document: Value = serde_json::from_str(document).unwrap_or_default();
    let mut used = Vec::new();
    for (path, operations) in document["paths"].as_object_mut().into_iter().flatten() {
        let room = room(path);
        used.push(room);
        for (_, operation) in operations.as_object_mut().into_iter().flatten().filter(|(_, operation)| operation.is_object()) {
            operation["tags"] = json!([room]);
        }
    }
    let all = ROOMS.iter().map(|(room, _)| *room).chain([ELSE]);
    document["tags"] = all.filter(|room| used.contains(room)).map(|room| json!({ "name": room })).collect();
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_belongs_to_the_room_that_its_path_leads_to() {
        for (path, expected) in [
            ("/reviews", "Reviews"),
            ("/reviews/{review}", "Reviews"),
            ("/reviews/{review}/panel/members", "Panel"),
            ("/notifications/{draft}/check", "Notifications"),
            ("/reviews/{review}/notification", "Notifications"),
            ("/api/reviews/{review}/clocks", "Clocks and holds"),
            ("/weather", ELSE),
        ] {
            assert_eq!(room(path), expected, "{path}");
        }
    }
}
