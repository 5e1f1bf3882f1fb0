//! The API: thin. The same functions and the same grants as the pages, with tokens that a person makes and revokes.
//!
//! Every change carries the version that its sender saw; a stale one is refused and told. Faults are problem details (RFC 9457).

mod caller;
mod clocks;
mod docs;
mod fault;
mod reviews;

use std::sync::Arc;

use poem::endpoint::BoxEndpoint;
use poem::{EndpointExt as _, Route};
use poem_openapi::OpenApiService;

use crate::app::App;

/// The path under which the API stands.
pub const PATH: &str = "/api";

/// Every operation.
fn operations(app: &Arc<App>) -> OpenApiService<(reviews::Reviews, clocks::Clocks), ()> {
    let all = (reviews::Reviews(Arc::clone(app)), clocks::Clocks(Arc::clone(app)));
    OpenApiService::new(all, "dardr", env!("CARGO_PKG_VERSION"))
        .description(
            "Reviews of domestic abuse related deaths. Sign requests with a token made on your account page: \
             Authorization: Bearer …. Text is shown with pseudonyms. Dates are days in London.",
        )
        .url_prefix(PATH)
}

/// The API as an endpoint, to be nested at [`PATH`].
#[must_use]
pub fn service(app: &Arc<App>) -> BoxEndpoint<'static> {
    let operations = operations(app);
    let spec = operations.spec();
    Route::new()
        .at("/openapi.json", docs::Json(spec.clone()))
        .at("/docs", docs::Viewer::new(&spec))
        .nest("/", operations)
        .catch_all_error(fault::outside)
        .map_to_response()
        .boxed()
}

/// The OpenAPI document, for the golden file.
#[must_use]
pub fn spec(app: &Arc<App>) -> String {
    operations(app).spec()
}
