//! Stories: chapters with a day each, told through the pages.

use std::collections::{BTreeMap, HashMap};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::browser::{Browser, Page, Stuck};
use super::shift::Shift;
use super::town::Town;
use crate::access::{people, sessions};
use crate::app::App;
use crate::base::{Clock as _, Email, FixedClock};
use crate::web::{self, Outer, routes};

/// What a telling takes until it is told.
pub type Telling<'a> = Pin<Box<dyn Future<Output = Result<(), Stuck>> + Send + 'a>>;

/// What happened on one day.
pub type Chapter = (NaiveDate, for<'a> fn(&'a mut Case) -> Telling<'a>);

/// One review from its first day on.
#[derive(Clone, Debug)]
pub struct Story {
    /// What it is called here.
    pub name: &'static str,
    /// What happened, by day.
    pub chapters: Vec<Chapter>,
    /// By how much it is told earlier or later than in its own time.
    pub shift: Shift,
}

impl Story {
    /// The story told so that the month of `stands` in it is the month of `until`.
    #[must_use]
    pub fn standing(self, stands: NaiveDate, until: NaiveDate) -> Story {
        Story { shift: Shift::between(stands, until), ..self }
    }
}

/// A day. One that does not exist is the earliest there is, so that its chapter comes first and is seen.
#[must_use]
pub const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// Where stories are told: the whole service, and a clock that is moved by hand.
pub struct Scene {
    /// The service's means.
    pub app: Arc<App>,
    /// The same clock that the means hold.
    pub clock: Arc<FixedClock>,
    /// Who and what there is.
    pub town: Town,
    endpoint: Arc<Outer>,
    browsers: Mutex<HashMap<String, (NaiveDate, Browser)>>,
}

impl Scene {
    /// A scene for a town that was raised.
    #[must_use]
    pub fn new(app: Arc<App>, clock: Arc<FixedClock>, town: Town) -> Scene {
        let endpoint = Arc::new(web::endpoint(Arc::clone(&app), None, routes::table(), Vec::new()));
        Scene { app, clock, town, endpoint, browsers: Mutex::default() }
    }

    /// A browser that nobody has signed in with.
    #[must_use]
    pub fn browser(&self) -> Browser {
        let clock = Arc::clone(&self.clock);
        Browser::new(Arc::clone(&self.endpoint), Arc::new(move || clock.advance(TimeDelta::seconds(7))))
    }

    /// The browser of somebody of the town, who has come in today.
    ///
    /// # Errors
    /// When there is nobody of that address, or the database refuses.
    pub async fn of(&self, email: &str) -> Result<Browser, Stuck> {
        let today = self.clock.today();
        let here = self.browsers.lock().unwrap_or_else(PoisonError::into_inner).get(email).cloned();
        if let Some((_, browser)) = here.filter(|(since, _)| *since == today) {
            return Ok(browser);
        }
        let stuck = |problem: &dyn std::fmt::Display| Stuck(format!("{email} cannot come in: {problem}"));
        let address = Email::parse(email).map_err(|problem| stuck(&problem))?;
        let mut tx = self.app.store.write().await.map_err(|problem| stuck(&problem))?;
        let found = people::by_email(&mut tx, &address).await.map_err(|problem| stuck(&problem))?;
        let person = found.ok_or_else(|| stuck(&"nobody has that address"))?.id;
        let word = sessions::begin(&mut tx, &self.app.keyring, person, true).await.map_err(|problem| stuck(&problem))?;
        tx.commit().await.map_err(|problem| stuck(&problem))?;
        let browser = self.browser();
        browser.carry("__Host-dardr", &word);
        let mut browsers = self.browsers.lock().unwrap_or_else(PoisonError::into_inner);
        browsers.insert(email.to_owned(), (today, browser.clone()));
        Ok(browser)
    }

    /// The day on which the scene stands.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// Signs everybody out: the sessions of a story were begun with chance that others can repeat.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn leave(&self) -> Result<(), Stuck> {
        let mut tx = self.app.store.write().await?;
        for person in self.town.people.values() {
            sessions::end_all(&mut tx, *person).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Sets the clock to nine o'clock on a day.
    pub fn wake(&self, on: NaiveDate) {
        if let Some(nine) = NaiveTime::from_hms_opt(9, 0, 0) {
            self.clock.set(on.and_time(nine).and_utc());
        }
    }
}

/// One review as it is carried through the pages.
#[derive(Clone)]
pub struct Case {
    /// Where.
    pub scene: Arc<Scene>,
    /// The review's id, once there is one.
    pub review: String,
    /// What a chapter leaves for later ones: ids and addresses by name.
    pub left: BTreeMap<String, String>,
    /// The day of the chapter that is told, in the story's own time.
    pub day: NaiveDate,
    shift: Shift,
}

impl Case {
    /// A case that nobody has heard of yet.
    #[must_use]
    pub fn new(scene: Arc<Scene>) -> Case {
        Case { scene, review: String::new(), left: BTreeMap::new(), day: NaiveDate::MIN, shift: Shift::default() }
    }

    /// The browser of somebody who lives in the story's time: the dates that they type are those of the story.
    ///
    /// # Errors
    /// As [`Scene::of`].
    pub async fn of(&self, email: &str) -> Result<Browser, Stuck> {
        Ok(self.scene.of(email).await?.shifted(self.shift))
    }

    /// The day of the chapter that is told, as a form is given it.
    #[must_use]
    pub fn today(&self) -> String {
        self.day.to_string()
    }

    /// The address of a room of the review, such as `/panel`.
    #[must_use]
    pub fn at(&self, room: &str) -> String {
        format!("/reviews/{}{room}", self.review)
    }

    /// What an earlier chapter left under this name.
    ///
    /// # Errors
    /// When none did.
    pub fn left(&self, name: &str) -> Result<String, Stuck> {
        self.left.get(name).cloned().ok_or_else(|| Stuck(format!("no earlier chapter left {name}")))
    }

    /// Somebody looks at a room.
    ///
    /// # Errors
    /// When they may not, or it is not there.
    pub async fn look(&self, who: &str, room: &str) -> Result<Page, Stuck> {
        self.of(who).await?.open(&self.at(room)).await
    }

    /// Somebody fills in the form of a room that has these fields, and sends it.
    ///
    /// # Errors
    /// When there is no such form, or what was sent is refused.
    pub async fn send(&self, who: &str, room: &str, fields: &[(&str, &str)]) -> Result<Page, Stuck> {
        self.of(who).await?.send(&self.at(room), fields).await
    }

    /// As [`Self::send`], by the button with these words.
    ///
    /// # Errors
    /// As [`Self::send`].
    pub async fn press(&self, who: &str, room: &str, words: &str, fields: &[(&str, &str)]) -> Result<Page, Stuck> {
        self.of(who).await?.press(&self.at(room), words, fields).await
    }

    /// Somebody takes a plain step of the process today.
    ///
    /// # Errors
    /// When the process refuses it.
    pub async fn step(&self, who: &str, act: &str) -> Result<Page, Stuck> {
        let on = self.today();
        self.send(who, &format!("/steps/{act}"), &[("on", &on)]).await
    }

    /// As [`Self::step`], with a word on it.
    ///
    /// # Errors
    /// As [`Self::step`].
    pub async fn step_noted(&self, who: &str, act: &str, note: &str) -> Result<Page, Stuck> {
        let on = self.today();
        self.send(who, &format!("/steps/{act}"), &[("on", &on), ("note", note)]).await
    }
}

/// A story that could not be told to its end.
#[derive(Debug)]
pub struct Broken {
    /// Which.
    pub story: &'static str,
    /// On which day, as it was told.
    pub on: NaiveDate,
    /// Why.
    pub why: Stuck,
}

/// Tells stories side by side, in the order of their days whatever story they belong to, so that the record runs as time does.
pub struct Teller {
    scene: Arc<Scene>,
    under_way: Vec<(Story, usize, Case)>,
    /// The stories that got stuck. They are told no further.
    pub broken: Vec<Broken>,
}

impl Teller {
    /// A teller who has told nothing yet.
    #[must_use]
    pub fn new(scene: &Arc<Scene>, stories: Vec<Story>) -> Teller {
        let under_way = stories.into_iter().map(|story| {
            let case = Case { shift: story.shift, ..Case::new(Arc::clone(scene)) };
            (story, 0, case)
        });
        let under_way = under_way.collect();
        Teller { scene: Arc::clone(scene), under_way, broken: Vec::new() }
    }

    /// Tells every chapter of before `until` that is not told yet, and leaves the clock at nine o'clock of that day.
    pub async fn tell(&mut self, until: NaiveDate) {
        while let Some((on, at)) = self.next(until) {
            let (story, chapter, case) = &mut self.under_way[at];
            if self.scene.clock.today() != on {
                self.scene.wake(on);
            }
            let (day, happens) = story.chapters[*chapter];
            case.day = day;
            match happens(case).await {
                Ok(()) => *chapter += 1,
                Err(why) => {
                    self.broken.push(Broken { story: story.name, on, why });
                    *chapter = usize::MAX;
                }
            }
        }
        self.scene.wake(until);
    }

    /// The case of a story.
    #[must_use]
    pub fn case(&self, story: &str) -> Option<&Case> {
        self.under_way.iter().find(|(each, _, _)| each.name == story).map(|(_, _, case)| case)
    }

    fn next(&self, until: NaiveDate) -> Option<(NaiveDate, usize)> {
        let days = self.under_way.iter().enumerate();
        let days = days.filter_map(|(at, (story, chapter, _))| Some((story.shift.day(story.chapters.get(*chapter)?.0), at)));
        days.filter(|(on, _)| *on < until).min()
    }
}
