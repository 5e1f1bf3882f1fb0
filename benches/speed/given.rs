//! What the process works out of each review, for a rival that has no table of deadlines: it is given the results to keep in tables of its
//! own, and only reads and shows them. dardr works them out anew for every page. (What is to be done next it is given by `measure/todo.py`.)

use std::collections::BTreeMap;

use dardr::access::right::{Object, Verb};
use dardr::access::{may, people, roles_in};
use dardr::base::Email;
use dardr::base::calendar::Calendar;
use dardr::ids::{OrganisationId, ReviewId};
use dardr::parties::{Finding, Kind};
use dardr::process::{Due, DueState, Facts, HoldReason, Level, Regime, Role, Stage, due, table};
use dardr::reviews;
use dardr::store::{Tx, sql};
use serde_json::{Value, json};

use super::{Arguments, Outcome, app_of_today, say};

/// `speed given --database URL --data FOLDER --email ADDRESS`: the clocks of every review that this person sees.
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
        if roles_in(&mut tx, &actor, id).await?.is_some() {
            all.insert(id.to_string(), json!({ "dues": running(&mut tx, id, partnership).await? }));
        }
    }
    let editions: Vec<(String,)> = sql("SELECT DISTINCT edition FROM review").all(&mut tx).await?;
    let editions: BTreeMap<&str, &str> =
        editions.iter().map(|(edition,)| (edition.as_str(), reviews::edition_in_words(edition))).collect();
    drop(tx);
    app.store.close().await;
    let (words, rooms, kinds, holds, levels) = (words(), rooms(), kinds(), holds(), levels());
    say(&json!({
        "reviews": all, "words": words, "rooms": rooms, "kinds": kinds, "holds": holds, "levels": levels, "editions": editions,
    }))
}

async fn running(tx: &mut Tx, id: ReviewId, partnership: OrganisationId) -> Outcome<Vec<Value>> {
    let facts = reviews::facts(tx, id).await?;
    let lengths = reviews::lengths(tx, partnership).await?;
    let all = due(&facts, Calendar::england_and_wales(), &lengths);
    let mut running: Vec<&Due> = all
        .iter()
        .filter(|due| matches!(due.state, DueState::Due | DueState::Overdue | DueState::Paused | DueState::Embargoed))
        .collect();
    running.sort_by_key(|due| due.working_date());
    Ok(running.into_iter().map(|due| clock(due, &all, &facts)).collect())
}

fn clock(due: &Due, all: &[Due], facts: &Facts) -> Value {
    let alone = due.about.is_empty() || all.iter().filter(|one| one.clock.rule == due.clock.rule).count() < 2;
    let about = if alone { String::new() } else { format!(" ({})", due.about) };
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
            DueState::Paused | DueState::Embargoed => "purple",
            DueState::Due | DueState::Unasked | DueState::ToAgree | DueState::Met | DueState::MetAsAgreed | DueState::MetLate | DueState::CutShort | DueState::Given | DueState::Lapsed | DueState::Ended | DueState::NotNeeded => "blue",
        },
    })
}

/// What stages, roles and legal bases are called.
fn words() -> Value {
    let of_regime = |regime: Regime| {
        let stages: BTreeMap<&str, &str> = Stage::ALL.iter().map(|stage| (stage.code(), stage.label_in(regime))).collect();
        let roles: BTreeMap<&str, &str> = Role::ALL.iter().map(|role| (role.code(), role.label_in(regime))).collect();
        let path: Vec<&str> = table::stages(regime).map(Stage::code).collect();
        let acts: BTreeMap<&str, &str> = table::steps(regime).map(|step| (step.act.code(), step.act.done())).collect();
        json!({ "label": regime.label(), "stages": stages, "roles": roles, "path": path, "acts": acts })
    };
    Regime::ALL.iter().map(|regime| (regime.code().to_owned(), of_regime(*regime))).collect::<serde_json::Map<_, _>>().into()
}

/// How binding a source is.
fn levels() -> Value {
    json!(Level::ALL.iter().map(|level| (level.code(), level.label())).collect::<BTreeMap<_, _>>())
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
