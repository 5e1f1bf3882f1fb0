//! The fields of an object, told from its schema.

use std::collections::BTreeSet;

use maud::{Markup, html};
use serde_json::{Value, json};

use super::text;

const SCHEMAS: &str = "#/components/schemas/";

/// A field of an object.
struct Field<'a> {
    name: &'a str,
    of: &'a Value,
    required: bool,
}

/// The schema that stands under a name.
pub(super) fn named(name: &str) -> Value {
    json!({ "$ref": format!("{SCHEMAS}{name}") })
}

fn name_of(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix(SCHEMAS)
}

/// The schema itself, where another only names it.
fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
    name_of(schema).map_or(schema, |name| &document["components"]["schemas"][name])
}

/// The one schema that stands with a description beside it.
fn sole(schema: &Value) -> &Value {
    match schema["allOf"].as_array().map(Vec::as_slice) {
        Some([first, rest @ ..]) if rest.iter().all(|each| each["properties"].is_null() && each["$ref"].is_null()) => first,
        Some(_) | None => schema,
    }
}

/// The fields of an object, with those of the objects that are laid into it.
fn fields<'a>(document: &'a Value, schema: &'a Value) -> Vec<Field<'a>> {
    let schema = resolved(document, schema);
    let within = schema["allOf"].as_array().into_iter().flatten().flat_map(|each| fields(document, each));
    let required = |name: &str| schema["required"].as_array().into_iter().flatten().any(|each| each == name);
    let own = schema["properties"].as_object().into_iter().flatten();
    within.chain(own.map(|(name, of)| Field { name, of, required: required(name) })).collect()
}

/// What a value is, in words; an object leads to its own fields.
fn sort(schema: &Value) -> Markup {
    let schema = sole(schema);
    if let Some(name) = name_of(schema) {
        return html! { a class="govuk-link" href={ "#object-" (name) } { (name) } };
    }
    if let Some(codes) = schema["enum"].as_array() {
        return html! { "one of " @for (n, code) in codes.iter().enumerate() { @if n > 0 { ", " } code { (text(code)) } } };
    }
    match (text(&schema["type"]), text(&schema["format"])) {
        ("array", _) => html! { "list of " (sort(&schema["items"])) },
        ("object", _) if !schema["additionalProperties"].is_null() => {
            html! { "by name: " (sort(&schema["additionalProperties"])) }
        }
        ("boolean", _) => html! { "true or false" },
        ("integer" | "number", _) => html! { "number" },
        ("string", "date") => html! { "day" },
        ("string", "date-time") => html! { "time" },
        ("string", "binary") => html! { "file" },
        ("string", _) => html! { "text" },
        (_, _) => html! { "any value" },
    }
}

/// The objects of which a list or a value consists, for one that is no object itself.
fn inner(schema: &Value) -> &Value {
    if schema["type"] == "array" { &schema["items"] } else { schema }
}

/// The fields as a table; for what has none, what it is.
pub(super) fn table(document: &Value, schema: &Value) -> Markup {
    let fields = fields(document, inner(schema));
    if fields.is_empty() {
        return html! { p class="govuk-body" { (sort(schema)) } };
    }
    html! {
        @if schema["type"] == "array" { p class="govuk-body" { "A list, each with:" } }
        div class="d-table" tabindex="0" role="region" aria-label="Fields" {
            table class="govuk-table" {
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        @for head in ["Field", "What it is", "Meaning"] { th class="govuk-table__header" scope="col" { (head) } }
                    }
                }
                tbody class="govuk-table__body" {
                    @for field in &fields {
                        tr class="govuk-table__row" {
                            th class="govuk-table__header" scope="row" { code { (field.name) } }
                            td class="govuk-table__cell" { (sort(field.of)) @if !field.required { ", may be left out" } }
                            td class="govuk-table__cell" { (meaning(field.of)) }
                        }
                    }
                }
            }
        }
    }
}

/// What a field means: where it is an object, its description stands beside the name of that.
fn meaning(schema: &Value) -> &str {
    let beside = schema["allOf"].as_array().into_iter().flatten().find_map(|each| each["description"].as_str());
    schema["description"].as_str().or(beside).unwrap_or_default()
}

/// The names of objects that a field of another consists of, so that they are drawn once.
pub(super) fn parts(document: &Value) -> BTreeSet<&str> {
    let schemas = document["components"]["schemas"].as_object().into_iter().flatten();
    let all = schemas.flat_map(|(_, schema)| fields(document, schema));
    all.filter_map(|field| {
        let sort = sole(field.of);
        name_of(sort).or_else(|| name_of(&sort["items"])).or_else(|| name_of(&sort["additionalProperties"]))
    })
    .collect()
}
