//! How many questions a page and a step ask the database. Each is a wait for PostgreSQL's answer or for the thread that holds the SQLite
//! file, and one more is to be a choice: when something asks more for a reason, change the number here.

use dardr::access::permit;
use dardr::access::right::TakeStep;
use dardr::demo::{day, marta};
use dardr::process::Act;
use dardr::reviews::{self, Taking};
use dardr::store::sql;

use super::Telling;

const COORDINATOR: &str = "amina.holt@wyreham.example";

both!(
    async fn a_page_and_a_step_ask_few_questions(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2025, 8, 1)).await;
        let case = story.teller.case(story.story).unwrap();
        let store = &story.scene.app.store;
        // Signs in, and writes that the session is in use.
        case.look(COORDINATOR, "").await.unwrap();
        let before = store.asked();
        case.look(COORDINATOR, "").await.unwrap();
        let front = store.asked() - before;

        let mut tx = store.write().await.unwrap();
        let amina = sql("SELECT id FROM person WHERE email = $1").bind(COORDINATOR).scalar(&mut tx).await.unwrap();
        let mails = async |tx: &mut _| sql("SELECT COUNT(*) FROM outbox").scalar::<i64>(tx).await.unwrap();
        let (asked, queued) = (store.asked() + 1, mails(&mut tx).await);
        let today = tx.today();
        let actor = dardr::access::actor(&mut tx, amina, today).await.unwrap().unwrap();
        let grant = permit::<TakeStep>(&mut tx, &actor, story.review()).await.unwrap();
        let version = reviews::front(&mut tx, &grant).await.unwrap().version;
        reviews::advance(&mut tx, &grant, Taking::new(Act::SendDelayNotice, today, version)).await.unwrap();
        let step = store.asked() - asked;
        assert!(mails(&mut tx).await - queued > 5, "everybody in the review is told");
        assert_eq!((front, step), (10, 16));
    }
);
