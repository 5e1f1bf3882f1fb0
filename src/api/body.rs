//! The body of a request. What is wrong with it is told by its place and by what belongs there. What was sent is never repeated: it is
//! about a case, and an answer may be kept where the case may not.

use std::ops::Deref;

use chrono::{DateTime, NaiveDate};
use poem::{Request, RequestBody};
use poem_openapi::payload::Json;
use poem_openapi::registry::{MetaRequest, MetaSchema, MetaSchemaRef, Registry};
use poem_openapi::types::{ParseFromJSON, Type};
use poem_openapi::{ApiExtractor, ApiExtractorType, ExtractParamOptions};
use serde_json::Value;

use super::caller::may_know;
use super::fault::{Fault, Wrong};

/// How many faults are told: whoever mends ten sees what is wrong with the others, and an answer stays shorter than what was sent.
const TOLD: usize = 10;

/// What somebody sent as JSON, read.
#[derive(Debug)]
pub(super) struct Sent<T>(pub(super) T);

impl<T> Deref for Sent<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<'a, T: Type + ParseFromJSON> ApiExtractor<'a> for Sent<T> {
    const TYPES: &'static [ApiExtractorType] = &[ApiExtractorType::RequestObject];

    type ParamType = ();
    type ParamRawType = ();

    fn register(registry: &mut Registry) {
        <Json<T> as ApiExtractor<'a>>::register(registry);
    }

    fn request_meta() -> Option<MetaRequest> {
        <Json<T> as ApiExtractor<'a>>::request_meta()
    }

    async fn from_request(request: &'a Request, body: &mut RequestBody, options: ExtractParamOptions<()>) -> poem::Result<Self> {
        let fault = match <Json<Value> as ApiExtractor<'a>>::from_request(request, body, options).await {
            Ok(Json(value)) => match T::parse_from_json(Some(value.clone())) {
                Ok(read) => return Ok(Self(read)),
                Err(_) => Fault::malformed(faults::<T>(&value)).into(),
            },
            Err(fault) => fault,
        };
        // What is wrong with the body is told to nobody from whom it is kept that the thing is there.
        may_know(request).await?;
        Err(fault)
    }
}

/// What does not fit in `value`, each with its place, up to [`TOLD`].
fn faults<T: Type>(value: &Value) -> Vec<Wrong> {
    let mut registry = Registry::new();
    T::register(&mut registry);
    let mut found = Vec::new();
    Looking { registry: &registry, found: &mut found }.at(value, &T::schema_ref(), "");
    if found.len() > TOLD {
        found.truncate(TOLD);
        found.push(Wrong { field: String::new(), detail: "There is more that does not fit; mend these first".into() });
    }
    found
}

struct Looking<'a> {
    registry: &'a Registry,
    found: &'a mut Vec<Wrong>,
}

impl Looking<'_> {
    fn at(&mut self, value: &Value, schema: &MetaSchemaRef, place: &str) {
        let schema = match schema {
            MetaSchemaRef::Inline(schema) => schema.as_ref(),
            MetaSchemaRef::Reference(name) => match self.registry.schemas.get(name) {
                Some(schema) => schema,
                None => return,
            },
        };
        // A field that has a description of its own beside that of its kind is both.
        for part in &schema.all_of {
            self.at(value, part, place);
        }
        match (schema.ty, value) {
            ("object", Value::Object(fields)) => {
                for (name, of) in &schema.properties {
                    let within = if place.is_empty() { (*name).to_owned() } else { format!("{place}.{name}") };
                    match fields.get(*name).filter(|value| !value.is_null()) {
                        Some(value) => self.at(value, of, &within),
                        None if schema.required.contains(name) => self.wrong(&within, "Send this field: it is missing"),
                        None => {}
                    }
                }
            }
            ("array", Value::Array(all)) => {
                let of = schema.items.as_deref();
                for (n, value) in all.iter().enumerate() {
                    let Some(of) = of.filter(|_| self.found.len() <= TOLD) else { break };
                    self.at(value, of, &format!("{place}[{n}]"));
                }
            }
            _ if fits(schema, value) => {}
            _ => self.wrong(place, &expected(schema)),
        }
    }

    fn wrong(&mut self, place: &str, detail: &str) {
        self.found.push(Wrong { field: place.into(), detail: detail.into() });
    }
}

fn fits(schema: &MetaSchema, value: &Value) -> bool {
    let listed = schema.enum_items.is_empty() || schema.enum_items.contains(value);
    let kind = match (schema.ty, schema.format) {
        ("string", Some("naive-date")) => value.as_str().is_some_and(|text| text.parse::<NaiveDate>().is_ok()),
        ("string", Some("date-time")) => value.as_str().is_some_and(|text| DateTime::parse_from_rfc3339(text).is_ok()),
        ("string", _) => value.is_string(),
        ("integer", _) => value.is_i64() || value.is_u64(),
        ("number", _) => value.is_number(),
        ("boolean", _) => value.is_boolean(),
        ("object", _) => value.is_object(),
        ("array", _) => value.is_array(),
        _ => true,
    };
    listed && kind
}

fn expected(schema: &MetaSchema) -> String {
    if !schema.enum_items.is_empty() {
        let all: Vec<_> = schema.enum_items.iter().filter_map(Value::as_str).collect();
        return format!("Send one of: {}", all.join(", "));
    }
    match (schema.ty, schema.format) {
        ("string", Some("naive-date")) => "Send a date as 2026-03-06",
        ("string", Some("date-time")) => "Send an instant as 2026-03-06T09:30:00Z",
        ("string", _) => "Send a text",
        ("integer", _) => "Send a whole number",
        ("number", _) => "Send a number",
        ("boolean", _) => "Send true or false",
        ("object", _) => "Send an object",
        ("array", _) => "Send a list",
        _ => "Send what the document of the API names",
    }
    .into()
}

#[cfg(test)]
mod tests {
    use poem_openapi::Object;
    use serde_json::json;

    use super::*;

    #[derive(Object)]
    struct Seat {
        held: bool,
    }

    #[derive(Object)]
    struct Panel {
        name: String,
        on: NaiveDate,
        seats: Vec<Seat>,
        #[oai(default)]
        note: String,
        version: i64,
    }

    fn places(value: &Value) -> Vec<(String, String)> {
        faults::<Panel>(value).into_iter().map(|wrong| (wrong.field, wrong.detail)).collect()
    }

    #[test]
    fn each_fault_has_its_place_and_nothing_of_what_was_sent() {
        let sent = json!({ "name": 4471, "on": "Danuta", "seats": [{ "held": true }, { "held": "Wilk" }], "note": ["Ferns"] });
        let found = places(&sent);
        let of = |place: &str, detail: &str| (place.to_owned(), detail.to_owned());
        assert_eq!(
            found,
            [
                of("name", "Send a text"),
                of("on", "Send a date as 2026-03-06"),
                of("seats[1].held", "Send true or false"),
                of("note", "Send a text"),
                of("version", "Send this field: it is missing"),
            ]
        );
        assert_eq!(places(&json!("Danuta")), [of("", "Send an object")]);
        assert_eq!(places(&json!({ "name": "A", "on": "2026-03-06", "seats": [], "version": 1 })), []);
    }

    #[test]
    fn a_list_of_faults_ends() {
        let found = places(&json!({ "name": "A", "on": "2026-03-06", "seats": vec![1; 100_000], "version": 1 }));
        assert_eq!(found.len(), TOLD + 1);
        assert_eq!(found[TOLD], (String::new(), "There is more that does not fit; mend these first".into()));
    }
}
