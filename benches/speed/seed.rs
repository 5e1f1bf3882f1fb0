//! Reviews to measure with: the stories of the demonstration, each told as often as is asked for, through the pages.

use std::sync::Arc;

use chrono::NaiveTime;
use dardr::access::{people, sessions};
use dardr::base::{Clock as _, Email, FixedClock, SeededChance, SystemClock};
use dardr::demo::{self, Scene, Teller};
use dardr::store::sql;
use serde_json::json;

use super::{Arguments, Outcome, app, app_of_today, say};

/// `speed seed --database URL --data FOLDER --copies N`: the reviews of the demonstration, a copy each time, as they stand today.
pub async fn seed(arguments: &Arguments) -> Outcome<()> {
    let copies: usize = arguments.get("copies")?.parse()?;
    let clock = Arc::new(FixedClock::at(demo::day(2020, 1, 6).and_time(NaiveTime::MIN).and_utc()));
    let app = app(arguments, Arc::clone(&clock) as _, Arc::new(SeededChance::new(8_375))).await?;
    let town = demo::raise(&app).await?;
    let scene = Arc::new(Scene::new(Arc::clone(&app), clock, town));
    let today = SystemClock.today();
    let stories = (0..copies).flat_map(|_| demo::all(today)).collect();
    let mut teller = Teller::new(&scene, stories);
    teller.tell(today).await;
    scene.leave().await?;
    let reviews: i64 = sql("SELECT COUNT(*) FROM review").scalar(&mut app.store.read().await?).await?;
    app.store.close().await;
    let broken: Vec<String> = teller.broken.iter().map(|one| format!("{} on {}: {}", one.story, one.on, one.why)).collect();
    say(&json!({ "reviews": reviews, "broken": broken.len(), "first": broken.first() }))
}

/// `speed session --database URL --data FOLDER --email ADDRESS`: somebody signs in; the word for their cookie.
pub async fn session(arguments: &Arguments) -> Outcome<()> {
    let app = app_of_today(arguments).await?;
    let mut tx = app.store.write().await?;
    let email = Email::parse(arguments.get("email")?)?;
    let person = people::by_email(&mut tx, &email).await?.ok_or("nobody has that address")?.id;
    let word = sessions::begin(&mut tx, &app.keyring, person, true).await?;
    tx.commit().await?;
    app.store.close().await;
    say(&json!({ "cookie": format!("__Host-dardr={word}"), "person": person }))
}
