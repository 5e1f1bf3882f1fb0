//! What the process works out of each review, for a rival that has no table of steps and deadlines: it is given the results to keep in
//! tables of its own, and only reads and shows them. dardr works them out anew for every page.

use std::collections::BTreeMap;

use dardr::access::right::{Object, Verb};
use dardr::access::{may, people, roles_in};
use dardr::base::Email;
use dardr::base::calendar::Calendar;
use dardr::ids::{OrganisationId, ReviewId};
use dardr::parties::{Finding, Kind};
use dardr::process::{Due, DueState, Facts, HoldReason, Offer, Regime, Role, Stage, due, offers, table};
use dardr::reviews;
use dardr::store::{Tx, sql};
use serde_json::{Value, json};

use super::{Arguments, Outcome, app_of_today, say};

/// `speed given --database URL --data FOLDER --email ADDRESS`: the clocks and steps of every review, as that person sees them.
pub async fn given(arguments: &Arguments) -> Outcome<()> {
    let app = app_of_today(arguments).await?;
    let mut tx = app.store.read().await?;
    let email = Email::parse(arguments.get("email")?)?;
    let person = people::by_email(&mut tx, &email).await?.ok_or("nobody has that address")?.id;
    let today = tx.today();
    let actor = dardr::access::actor(&mut tx, person, today).await?.ok_or("that person is disabled")?;
    let ids: Vec<(ReviewId, OrganisationId)> = sql("SELECT id, partnership FROM review ORDER BY id").all(&mut tx).await?;
    let mut all = BTreeMap::new();
    for (id, partnership) in ids {
        if let Some((_, held)) = roles_in(&mut tx, &actor, id).await? {
            let roles: Vec<Role> = held.iter().map(|held| held.role).collect();
            all.insert(id.to_string(), one(&mut tx, id, partnership, &roles).await?);
        }
    }
    drop(tx);
    app.store.close().await;
    say(&json!({ "reviews": all, "words": words(), "rooms": rooms(), "kinds": kinds(), "holds": holds() }))
}

async fn one(tx: &mut Tx, id: ReviewId, partnership: OrganisationId, roles: &[Role]) -> Outcome<Value> {
    let facts = reviews::facts(tx, id).await?;
    let lengths = reviews::lengths(tx, partnership).await?;
    let mut dues: Vec<Due> = due(&facts, Calendar::england_and_wales(), &lengths)
        .into_iter()
        .filter(|due| matches!(due.state, DueState::Due | DueState::Overdue | DueState::Paused))
        .collect();
    dues.sort_by_key(Due::working_date);
    let running = dues.iter().map(|due| clock(due, &facts)).collect::<Vec<_>>();
    let mine = offers(&facts, roles);
    let shown = mine.iter().filter(|offer| offer.ready() || offer.step.to.is_some());
    Ok(json!({ "dues": running, "offers": shown.map(|offer| step(id, offer)).collect::<Vec<_>>() }))
}

fn clock(due: &Due, facts: &Facts) -> Value {
    let about = if due.about.is_empty() { String::new() } else { format!(" ({})", due.about) };
    json!({
        "label": due.clock.rule.label(),
        "name": format!("{}{about}", due.clock.rule.label()),
        "owner": due.clock.owner.label_in(facts.regime),
        "working": due.working_date(),
        "computed": due.computed_due,
        "act_by": due.act_by,
        "agreed_on": due.agreed.as_ref().map(|agreed| agreed.on),
        "sure": due.sure,
        "overdue": due.state == DueState::Overdue,
        "state": due.state.label(),
        "colour": match due.state {
            DueState::Overdue => "red",
            DueState::Paused => "purple",
            DueState::Due | DueState::Met | DueState::MetAsAgreed | DueState::MetLate | DueState::CutShort => "blue",
        },
    })
}

fn step(review: ReviewId, offer: &Offer) -> Value {
    json!({
        "code": offer.step.act.code(),
        "label": offer.step.act.label(),
        "place": reviews::place_of(review, offer.step.act),
        "ready": offer.ready(),
        "missing": offer.missing.iter().map(|need| json!({ "sentence": need.sentence(), "place": reviews::place_for(review, *need) })).collect::<Vec<_>>(),
    })
}

/// What stages, roles and legal bases are called.
fn words() -> Value {
    let of_regime = |regime: Regime| {
        let stages: BTreeMap<&str, &str> = Stage::ALL.iter().map(|stage| (stage.code(), stage.label_in(regime))).collect();
        let roles: BTreeMap<&str, &str> = Role::ALL.iter().map(|role| (role.code(), role.label_in(regime))).collect();
        let path: Vec<&str> = table::stages(regime).map(Stage::code).collect();
        let acts: BTreeMap<&str, &str> = table::steps(regime).map(|step| (step.act.code(), step.act.label())).collect();
        json!({ "label": regime.label(), "stages": stages, "roles": roles, "path": path, "acts": acts })
    };
    Regime::ALL.iter().map(|regime| (regime.code().to_owned(), of_regime(*regime))).collect::<serde_json::Map<_, _>>().into()
}

/// What somebody is called who has no pseudonym yet.
fn kinds() -> Value {
    json!(Kind::ALL.iter().map(|kind| (kind.as_str(), kind.stand_in(Finding::Alleged))).collect::<BTreeMap<_, _>>())
}

fn holds() -> Value {
    json!(HoldReason::ALL.iter().map(|reason| (reason.code(), reason.label())).collect::<BTreeMap<_, _>>())
}

/// How far each role sees into each part of a review: the permission matrix, as its print has it.
fn rooms() -> Value {
    let of_role = |role: Role| {
        let seen = Object::ALL
            .iter()
            .filter_map(|object| Some((format!("{object:?}"), format!("{:?}", may(role, *object, Verb::See)?))));
        seen.collect::<BTreeMap<_, _>>()
    };
    json!(Role::ALL.iter().map(|role| (role.code().to_owned(), of_role(*role))).collect::<BTreeMap<_, _>>())
}
