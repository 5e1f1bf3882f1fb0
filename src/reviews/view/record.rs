//! The audit record of a review, in words.

use maud::{Markup, html};

use crate::access::Held;
use crate::audit::Recorded;
use crate::base::capital;
use crate::process::{Act, Regime, Stage};
use crate::reviews::{Front, sub_nav};
use crate::ui::{Page, heading_in, link, para, table};

use super::timeline::role;

pub(in crate::reviews) fn record(front: &Front, held: &[Held], rows: &[Recorded], size: usize) -> Page {
    let shown = &rows[..rows.len().min(size)];
    let more = (rows.len() > size).then(|| shown.last().map(|one| one.seq)).flatten();
    let cells = shown.iter().map(|one| {
        vec![
            html! { span class="d-nowrap" { (one.at.with_timezone(&chrono_tz::Europe::London).format("%-d %b %Y %H:%M:%S")) } },
            html! { (one.person_name) },
            html! { (role(&one.acting_as, front.regime)) },
            html! { (deed(&one.deed)) },
            detail(&one.detail, front.regime),
        ]
    });
    Page::new(
        "Audit record",
        html! {
            (heading_in(&front.reference, "Audit record"))
            (sub_nav(front.id, held, "/audit"))
            p class="govuk-body" { (link("Back to the timeline", &format!("/reviews/{}/timeline", front.id))) }
            (para("Who did and saw what. Each row carries the digest of the one before it; to look at this page is on the record too."))
            (table("Audit record", &["When", "Who", "As", "What", "Details"]).quiet_caption().rows(cells).small())
            @if let Some(seq) = more { p class="govuk-body" { (link("Earlier", &format!("/reviews/{}/audit?before={seq}", front.id))) } }
        },
    )
    .about(&front.reference)
    .crumb("Reviews", "/reviews")
    .crumb(&front.reference, format!("/reviews/{}", front.id))
    .wide()
}

/// A code as words: its lines are spaces, and it begins with a capital.
fn spaced(code: &str) -> String {
    capital(&code.replace('_', " "))
}

/// What was done. The words of the field stand where the code has others.
fn deed(code: &str) -> String {
    match code {
        "regime_confirmed" => "Legal basis confirmed".to_owned(),
        "overlay_set" => "Embargo, restriction or legal hold set".to_owned(),
        "overlay_ended" => "Embargo, restriction or legal hold ended".to_owned(),
        other => spaced(other),
    }
}

/// The codes and counts that were kept with it, a line each. An act, a stage and a legal basis read as people know them.
fn detail(kept: &str, regime: Regime) -> Markup {
    let parsed: serde_json::Value = serde_json::from_str(kept).unwrap_or_default();
    let Some(parts) = parsed.as_object() else { return html! { (kept) } };
    html! {
        @for (name, value) in parts {
            @let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            div { span class="d-quiet" { (spaced(name)) ": " } (in_words(name, &text, regime)) }
        }
    }
}

fn in_words(name: &str, text: &str, regime: Regime) -> String {
    let stage = |text: &str| text.parse::<Stage>().map(|stage| stage.label_in(regime).to_owned());
    let known = match name {
        "act" => text.parse::<Act>().map(|act| act.done().to_owned()).ok(),
        "from" | "to" => stage(text).ok(),
        "regime" => text.parse::<Regime>().map(|regime| regime.label().to_owned()).ok(),
        _ => None,
    };
    known.unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{deed, detail};
    use crate::process::Regime;

    #[test]
    fn the_record_reads_as_words() {
        assert_eq!(deed("family_notes_seen"), "Family notes seen");
        let shown = detail(r#"{"act":"agree_terms","to":"gathering","seq":4}"#, Regime::DhrS9).into_string();
        assert!(
            shown.contains("Terms of reference agreed") && shown.contains("Gathering information") && shown.contains('4'),
            "{shown}"
        );
        assert_eq!(detail("{}", Regime::DhrS9).into_string(), "");
    }
}
