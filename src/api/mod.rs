//! The API: thin. The same functions and the same grants as the pages, with tokens that a person makes and revokes.
//!
//! Every change carries the version that its sender saw; a stale one is refused and told. Faults are problem details (RFC 9457).

mod body;
mod caller;
mod checks;
mod clock;
mod clocks;
mod code;
mod consultation;
mod decision;
mod decision_shapes;
mod docs;
mod drafts;
mod family;
mod family_comments;
mod family_shapes;
mod fault;
mod files;
mod interviews;
mod lists;
mod meetings;
mod notification;
mod notification_files;
mod panel;
mod panel_shapes;
mod papers;
mod papers_shapes;
mod people;
mod press;
mod proceedings;
mod proceedings_shapes;
mod recommendations;
mod recommendations_shapes;
mod record;
mod replan;
mod report;
mod returns;
mod returns_shapes;
mod reviews;
mod secured;
mod sheets;
mod standing;
mod submission;
mod submission_shapes;
mod tags;
mod terms;
mod triage;

use std::sync::Arc;

use poem::endpoint::BoxEndpoint;
use poem::{EndpointExt as _, Route};
use poem_openapi::OpenApiService;

use crate::app::App;
use crate::ui::Route as Page;

use press::Desk;

/// The path under which the API stands.
pub const PATH: &str = "/api";

/// Every operation, a room a line: what stands on its own, up to a decision, and the work on a case.
type Operations = (reviews::Reviews, Planning, terms::TermsOfReference, Deciding, Standing, Casework);

/// Clocks, holds and reasons to plan again.
type Planning = (clocks::Clocks, replan::PlanAgain);

/// The rooms up to a decision.
type Deciding = (
    drafts::Drafts,
    notification::Notification,
    notification_files::NotificationFiles,
    triage::Triage,
    consultation::Consultation,
    decision::Decision,
);

/// What a review stands on, and who.
type Standing = (record::Record, standing::Standing, people::People, panel::Panel, meetings::Meetings, proceedings::Proceedings);

/// The rooms of the work on a case.
type Casework = (
    family::Family,
    interviews::Interviews,
    returns::Returns,
    secured::SecuredRecords,
    report::Report,
    checks::Checks,
    papers::Papers,
    submission::Submission,
    recommendations::Recommendations,
);

fn operations(app: &Arc<App>, pages: &[Page]) -> OpenApiService<Operations, ()> {
    let desk = Arc::new(Desk::new(app, pages));
    let deciding = (
        drafts::Drafts(Arc::clone(&desk)),
        notification::Notification(Arc::clone(&desk)),
        notification_files::NotificationFiles(Arc::clone(&desk)),
        triage::Triage(Arc::clone(&desk)),
        consultation::Consultation(Arc::clone(&desk)),
        decision::Decision(Arc::clone(&desk)),
    );
    let standing = (
        record::Record(Arc::clone(&desk)),
        standing::Standing(Arc::clone(&desk)),
        people::People(Arc::clone(&desk)),
        panel::Panel(Arc::clone(&desk)),
        meetings::Meetings(Arc::clone(&desk)),
        proceedings::Proceedings(Arc::clone(&desk)),
    );
    let casework = (
        family::Family(Arc::clone(&desk)),
        interviews::Interviews(Arc::clone(&desk)),
        returns::Returns(Arc::clone(&desk)),
        secured::SecuredRecords(Arc::clone(&desk)),
        report::Report(Arc::clone(&desk)),
        checks::Checks(Arc::clone(&desk)),
        papers::Papers(Arc::clone(&desk)),
        submission::Submission(Arc::clone(&desk)),
        recommendations::Recommendations(Arc::clone(&desk)),
    );
    let all = (
        reviews::Reviews(Arc::clone(&desk)),
        (clocks::Clocks(Arc::clone(&desk)), replan::PlanAgain(Arc::clone(&desk))),
        terms::TermsOfReference(Arc::clone(&desk)),
        deciding,
        standing,
        casework,
    );
    OpenApiService::new(all, "dardr", env!("CARGO_PKG_VERSION"))
        .description(
            "Reviews of domestic abuse related deaths. Sign requests with a token made on your account page: \
             Authorization: Bearer …. Text is shown with pseudonyms. Dates are days in London.",
        )
        .url_prefix(PATH)
}

/// The API as an endpoint, to be nested at [`PATH`]. Its changes go through what answers the forms of `pages`.
#[must_use]
pub fn service(app: &Arc<App>, pages: &[Page]) -> BoxEndpoint<'static> {
    let operations = operations(app, pages);
    let document = tags::tagged(&operations.spec());
    Route::new()
        .at("/openapi.json", docs::Json(document.to_string()))
        .at("/docs", docs::Viewer::new(&document))
        .nest("/", operations.data(Arc::clone(app)))
        .catch_all_error(fault::outside)
        .map_to_response()
        .boxed()
}

/// The OpenAPI document, for the golden file.
#[must_use]
pub fn spec(app: &Arc<App>, pages: &[Page]) -> serde_json::Value {
    tags::tagged(&operations(app, pages).spec())
}
