//! The OpenAPI document, and a viewer of our own: plain HTML without scripts, under the same policy as every page.

mod fields;

use maud::{DOCTYPE, Markup, html};
use poem::{Endpoint, Request, Response};
use serde_json::Value;

use crate::ui::assets;

use fields::{named, table};

/// The document as JSON.
pub(super) struct Json(pub(super) String);

impl Endpoint for Json {
    type Output = Response;

    async fn call(&self, _request: Request) -> poem::Result<Response> {
        Ok(Response::builder().content_type("application/json").body(self.0.clone()))
    }
}

/// The document as a page, drawn once.
pub(super) struct Viewer(String);

impl Viewer {
    pub(super) fn new(document: &Value) -> Self {
        Self(page(document).into_string())
    }
}

impl Endpoint for Viewer {
    type Output = Response;

    async fn call(&self, _request: Request) -> poem::Result<Response> {
        Ok(Response::builder().content_type("text/html; charset=utf-8").body(self.0.clone()))
    }
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// An operation with where it stands.
struct Operation<'a> {
    path: &'a str,
    method: &'static str,
    of: &'a Value,
}

/// The operations of a room.
fn operations<'a>(document: &'a Value, room: &str) -> Vec<Operation<'a>> {
    let paths = document["paths"].as_object().into_iter().flatten();
    let all = paths.flat_map(|(path, operations)| {
        METHODS.into_iter().filter_map(move |method| Some(Operation { path: path.as_str(), method, of: operations.get(method)? }))
    });
    all.filter(|operation| operation.of["tags"][0] == room).collect()
}

fn page(document: &Value) -> Markup {
    let tags = document["tags"].as_array().into_iter().flatten();
    let rooms: Vec<&str> = tags.filter_map(|tag| tag["name"].as_str()).collect();
    html! {
        (DOCTYPE)
        html lang="en-GB" class="govuk-template" {
            head {
                meta charset="utf-8";
                title { "API – dardr" }
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="stylesheet" href=(assets::href("app.css"));
            }
            body class="govuk-template__body" {
                div class="govuk-width-container" {
                    main class="govuk-main-wrapper" id="main-content" {
                        h1 class="govuk-heading-l" { "The API" }
                        p class="govuk-body" { (text(&document["info"]["description"])) }
                        p class="govuk-body" { a class="govuk-link" href={ (super::PATH) "/openapi.json" } { "The OpenAPI document" } }
                        (faults(document))
                        h2 class="govuk-heading-m" { "Rooms" }
                        ul class="govuk-list" {
                            @for room in &rooms { li { a class="govuk-link" href={ "#" (anchor(room)) } { (room) } } }
                            li { a class="govuk-link" href="#objects" { "Objects that are part of others" } }
                        }
                        @for room in &rooms {
                            h2 class="govuk-heading-l" id=(anchor(room)) { (room) }
                            @for operation in operations(document, room) { (one(document, &operation)) }
                        }
                        h2 class="govuk-heading-l" id="objects" { "Objects that are part of others" }
                        @for name in fields::parts(document) {
                            h3 class="govuk-heading-s" id={ "object-" (name) } { code { (name) } }
                            (table(document, &named(name)))
                        }
                    }
                }
            }
        }
    }
}

/// The statuses of faults with their meaning, said once: every operation has the same.
fn faults(document: &Value) -> Markup {
    let first = document["paths"].as_object().into_iter().flatten().find_map(|(_, operations)| operations.get("get"));
    let all = first.and_then(|operation| operation["responses"].as_object()).into_iter().flatten();
    html! {
        h2 class="govuk-heading-m" { "When something is wrong" }
        p class="govuk-body" {
            "The answer is then application/problem+json, with type, title, status and detail, and for 422 with each field and what to do about it."
        }
        ul class="govuk-list govuk-list--bullet" {
            @for (status, fault) in all.filter(|(status, _)| status.starts_with(['4', '5'])) {
                li { code { (status) } " " (text(&fault["description"])) }
            }
        }
    }
}

fn one(document: &Value, operation: &Operation<'_>) -> Markup {
    let Operation { path, method, of } = operation;
    let parameters = of["parameters"].as_array().cloned().unwrap_or_default();
    let content =
        |body: &Value| body["content"].as_object().and_then(|content| content.values().next()).map(|one| one["schema"].clone());
    html! {
        h3 class="govuk-heading-m" { code { (method.to_uppercase()) " " (super::PATH) (path) } }
        p class="govuk-body" { (text(&of["summary"])) " " (text(&of["description"])) }
        @if !parameters.is_empty() {
            ul class="govuk-list govuk-list--bullet" {
                @for parameter in &parameters {
                    li { code { (text(&parameter["name"])) } " (" (text(&parameter["in"])) ") " (text(&parameter["description"])) }
                }
            }
        }
        @if let Some(schema) = content(&of["requestBody"]) { (part(document, "What to send", &schema)) }
        @if let Some(schema) = content(&of["responses"]["200"]) { (part(document, "What comes back", &schema)) }
    }
}

fn part(document: &Value, title: &str, schema: &Value) -> Markup {
    html! {
        details class="govuk-details" {
            summary class="govuk-details__summary" { span class="govuk-details__summary-text" { (title) } }
            div class="govuk-details__text" { (table(document, schema)) }
        }
    }
}

fn anchor(room: &str) -> String {
    room.to_lowercase().replace(' ', "-")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
