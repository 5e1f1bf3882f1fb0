//! The OpenAPI document, and a viewer of our own: plain HTML without scripts, under the same policy as every page.

use maud::{DOCTYPE, Markup, html};
use poem::{Endpoint, Request, Response};
use serde_json::Value;

use crate::ui::assets;

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
    pub(super) fn new(spec: &str) -> Self {
        let spec: Value = serde_json::from_str(spec).unwrap_or_default();
        Self(page(&spec).into_string())
    }
}

impl Endpoint for Viewer {
    type Output = Response;

    async fn call(&self, _request: Request) -> poem::Result<Response> {
        Ok(Response::builder().content_type("text/html; charset=utf-8").body(self.0.clone()))
    }
}

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

fn page(spec: &Value) -> Markup {
    let nothing = serde_json::Map::new();
    let paths = spec["paths"].as_object().unwrap_or(&nothing);
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
                        p class="govuk-body" { (text(&spec["info"]["description"])) }
                        p class="govuk-body" { a class="govuk-link" href={ (super::PATH) "/openapi.json" } { "The OpenAPI document" } }
                        @for (path, operations) in paths {
                            @for (method, operation) in METHODS.iter().filter_map(|method| Some((method, operations.get(*method)?))) {
                                (one(path, method, operation))
                            }
                        }
                    }
                }
            }
        }
    }
}

fn one(path: &str, method: &str, operation: &Value) -> Markup {
    let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    let body = operation["requestBody"]["content"].as_object().and_then(|content| content.values().next().cloned());
    html! {
        h2 class="govuk-heading-m" { code { (method.to_uppercase()) " " (super::PATH) (path) } }
        p class="govuk-body" { (text(&operation["summary"])) " " (text(&operation["description"])) }
        @if !parameters.is_empty() {
            ul class="govuk-list govuk-list--bullet" {
                @for parameter in &parameters {
                    li { code { (text(&parameter["name"])) } " (" (text(&parameter["in"])) ") " (text(&parameter["description"])) }
                }
            }
        }
        @if let Some(body) = body { p class="govuk-body" { "Send: " code { (name_of(&body["schema"])) } } }
    }
}

/// The last part of a reference to a schema.
fn name_of(schema: &Value) -> String {
    let reference = text(&schema["$ref"]);
    reference.rsplit('/').next().unwrap_or_default().to_owned()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
