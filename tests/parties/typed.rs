//! Who types names that they may not see asks the register nothing: they read back marks, a list of names is refused, and it is on record.

use dardr::ids::PersonId;
use dardr::imr::{self, Asked, Level as Asks};
use dardr::parties::{self, Kind};
use dardr::process::{Role, Stage};
use dardr::redaction::CaseText;
use dardr::store::{StoreError, Tx, sql};

use super::case::{Case, prose};

const TYPED: &str = "Irena rang. Then Beata, Irena and Danuta Wolska met Mr Tuddle.";

/// What this person's register makes of a text that they save, and how they read it.
async fn saved(case: &Case, tx: &mut Tx, person: PersonId, text: &str) -> (CaseText, String) {
    let actor = case.world.actor(person).await;
    let register = parties::register_for_tying(tx, &case.app.keyring, &actor, case.review).await.unwrap();
    let kept = register.tie(&prose(text));
    let labels = parties::labels_for(tx, &actor, case.review).await.unwrap();
    let shown = kept.show(&labels);
    (kept, shown)
}

async fn on_record(case: &Case) -> Vec<String> {
    let mut tx = case.world.store.read().await.unwrap();
    let rows: Vec<(String,)> =
        sql("SELECT CAST(detail AS TEXT) FROM audit WHERE deed = 'names_typed' AND review = $1 ORDER BY seq")
            .bind(case.review)
            .all(&mut tx)
            .await
            .unwrap();
    rows.into_iter().map(|(detail,)| detail).collect()
}

async fn family(case: &Case) {
    let mut tx = case.write().await;
    for (kind, name) in [(Kind::Deceased, "Danuta Wolska"), (Kind::Relative, "Irena Lis"), (Kind::Relative, "Beata Lis")] {
        case.entry(&mut tx, kind, name).await;
    }
    tx.commit().await.unwrap();
}

both!(
    async fn who_may_not_see_a_name_reads_back_a_mark_and_it_is_on_record(world: World) {
        let case = Case::begin(world).await;
        let spoc = case.world.person("Priya Nair", Role::AgencySpoc, case.trust).await;
        case.stands_at(Stage::Monitoring).await;
        family(&case).await;
        let mut tx = case.write().await;
        crate::support::let_in(&mut tx, case.review, case.trust).await;
        let (kept, shown) = saved(&case, &mut tx, spoc, TYPED).await;
        assert_eq!(kept.as_str(), "{{F1:given?1}} rang. Then {{F2:given?2}}, {{F1:given?1}} and {{V1?3}} met Mr Tuddle.");
        assert_eq!(shown, "[name 1] rang. Then [name 2], [name 1] and [name 3] met Mr Tuddle.");
        assert_eq!(kept.show(&parties::stand_ins(&mut tx, case.review).await.unwrap()), shown);
        // What they read they send back, and it refers to the same people.
        let actor = case.world.actor(spoc).await;
        let again = parties::register_for_tying(&mut tx, &case.app.keyring, &actor, case.review).await.unwrap();
        let again = again.remembering(&parties::labels_for(&mut tx, &actor, case.review).await.unwrap(), [kept.as_str()]);
        assert_eq!(again.tie(&prose(&shown)), kept);
        assert_eq!(again.tie(&prose(&format!("Beata: {shown}"))).as_str(), format!("{{{{F2:given?4}}}}: {}", kept.as_str()));
        // Whoever sees every name reads of whom it is, and so does a paper.
        let (_, theirs) = saved(&case, &mut tx, case.coordinator, TYPED).await;
        let papers = parties::labels_in_papers(&mut tx, case.review).await.unwrap();
        assert_eq!((kept.show(&papers), theirs.contains('[')), (theirs, false));
        tx.commit().await.unwrap();
        assert_eq!(on_record(&case).await, [r#"{"people":3,"places":4}"#, r#"{"people":1,"places":1}"#]);
        // A mark that stands nowhere in the text is nobody's: its number is not given, and nothing is saved.
        let mut tx = case.write().await;
        let register = parties::register_for_tying(&mut tx, &case.app.keyring, &actor, case.review).await.unwrap();
        assert_eq!(register.tie(&prose("Beata and [name 9]")).as_str(), "{{F2:given?10}} and [name 9]");
        assert!(matches!(tx.commit().await, Err(StoreError::Rule(sentence)) if sentence.contains("stands for nobody there")));
    }
);

both!(
    async fn an_agency_reads_of_whom_it_is_where_it_searches_for_them(world: World) {
        let case = Case::begin(world).await;
        let spoc = case.world.person("Priya Nair", Role::AgencySpoc, case.trust).await;
        case.stands_at(Stage::Gathering).await;
        family(&case).await;
        let coordinator = case.world.actor(case.coordinator).await;
        let mut tx = case.write().await;
        let asked = Asked { organisation: case.trust, level: Asks::Imr, asks: CaseText::default(), on: tx.today() };
        imr::ask(&mut tx, &coordinator, case.review, asked).await.unwrap();
        let (_, shown) = saved(&case, &mut tx, spoc, TYPED).await;
        assert_eq!(shown, "[name 1] rang. Then [name 2], [name 1] and Person who died V1 met Mr Tuddle.");
        let (_, shown) = saved(&case, &mut tx, spoc, "Person who died V1 and Relative F1 rang.").await;
        assert_eq!(shown, "Person who died V1 and Relative F1 rang.");
    }
);

both!(
    async fn a_list_of_names_is_refused_whether_or_not_it_has_one_of_the_register(world: World) {
        let case = Case::begin(world).await;
        let spoc = case.world.person("Priya Nair", Role::AgencySpoc, case.trust).await;
        case.stands_at(Stage::Monitoring).await;
        family(&case).await;
        let letters = |at: u8| format!("{}{}", char::from(b'a' + at / 26), char::from(b'a' + at % 26));
        let tried = (0..200_u8).map(|at| format!("n{at} Mr Given{}", letters(at))).collect::<Vec<_>>().join("; ");
        let halves = tried.split_at(tried.len() / 2);
        for texts in [vec![format!("{tried}; Mr Irena")], vec![tried.clone()], vec![halves.0.to_owned(), halves.1.to_owned()]] {
            let mut tx = case.write().await;
            crate::support::let_in(&mut tx, case.review, case.trust).await;
            let actor = case.world.actor(spoc).await;
            let register = parties::register_for_tying(&mut tx, &case.app.keyring, &actor, case.review).await.unwrap();
            texts.iter().for_each(|text| drop(register.tie(&prose(text))));
            let refused = tx.commit().await;
            assert!(matches!(refused, Err(StoreError::Rule(sentence)) if sentence.contains("list of names")));
        }
        // Whoever sees every name may write what they like, and so may anybody about a few people at any length.
        let mut tx = case.write().await;
        crate::support::let_in(&mut tx, case.review, case.trust).await;
        saved(&case, &mut tx, case.coordinator, &tried).await;
        let long = "On the next day Irena rang the surgery, and Danuta Wolska was told that nobody could come. ".repeat(600);
        saved(&case, &mut tx, spoc, &long).await;
        tx.commit().await.unwrap();
        assert_eq!(on_record(&case).await, [r#"{"people":2,"places":1200}"#]);
    }
);

both!(
    async fn a_name_that_comes_into_the_register_later_tells_who_wrote_it_nothing(world: World) {
        let case = Case::begin(world).await;
        let spoc = case.world.person("Priya Nair", Role::AgencySpoc, case.trust).await;
        case.stands_at(Stage::Monitoring).await;
        let mut tx = case.write().await;
        crate::support::let_in(&mut tx, case.review, case.trust).await;
        // A mark that stands in one text is not given again in another, which may be of the same form and is tied before it.
        case.entry(&mut tx, Kind::Relative, "Beata Lis").await;
        sql("UPDATE review SET regime_reason = $2 WHERE id = $1")
            .bind(case.review)
            .bind("Irena Lis rang {{F1?1}}.")
            .run(&mut tx)
            .await
            .unwrap();
        let noted =
            sql("UPDATE happening SET note = $2 WHERE review = $1").bind(case.review).bind("Irena Lis rang.").run(&mut tx).await;
        assert!(noted.unwrap() > 0);
        case.entry(&mut tx, Kind::Relative, "Irena Lis").await;
        let note: String =
            sql("SELECT DISTINCT note FROM happening WHERE review = $1").bind(case.review).scalar(&mut tx).await.unwrap();
        assert_eq!(note, "{{F2~2}} rang.");
        let kept: String = sql("SELECT regime_reason FROM review WHERE id = $1").bind(case.review).scalar(&mut tx).await.unwrap();
        assert_eq!(kept, "{{F2~2}} rang {{F1?1}}.");
        let read = async |tx: &mut Tx, person| {
            let actor = case.world.actor(person).await;
            CaseText::from(kept.clone()).show(&parties::labels_for(tx, &actor, case.review).await.unwrap())
        };
        assert_eq!(read(&mut tx, spoc).await, "[name 2] rang [name 1].");
        assert_eq!(read(&mut tx, case.coordinator).await, "Relative F2 rang Relative F1.");
    }
);

const ACCOUNT: &str = "Danuta Wolska came to us with her sister Irena Lis.\n\nIrena said that Callum Ferns would not let her in. Beata \
    Lis and Mr Tuddle heard it, and Irena wrote it down.";

both!(
    async fn an_author_writes_honestly_reads_it_changes_it_and_loses_nothing(world: World) {
        let case = Case::begin(world).await;
        let author = case.world.person("Priya Nair", Role::ImrAuthor, case.trust).await;
        case.stands_at(Stage::Gathering).await;
        family(&case).await;
        let coordinator = case.world.actor(case.coordinator).await;
        let mut tx = case.write().await;
        case.entry(&mut tx, Kind::AllegedPerpetrator, "Callum Ferns").await;
        let asked = Asked { organisation: case.trust, level: Asks::Imr, asks: CaseText::default(), on: tx.today() };
        let request = imr::ask(&mut tx, &coordinator, case.review, asked).await.unwrap();
        tx.commit().await.unwrap();
        let browser = case.world.visit(author).await;
        let one = format!("/reviews/{}/returns/{request}", case.review);
        let write = format!("{one}/write");
        let kept = async || -> String {
            let mut tx = case.world.store.read().await.unwrap();
            sql("SELECT body FROM agency_return WHERE request = $1").bind(request).scalar(&mut tx).await.unwrap()
        };
        browser.send(&write, &[("body", ACCOUNT)]).await.unwrap();
        let first = kept().await.replace("\r\n", "\n");
        assert_eq!(
            first,
            "{{V1}} came to us with her sister {{F1?1}}.\n\n{{F1:given?2}} said that {{P1}} would not let her in. {{F2?3}} and Mr Tuddle heard it, \
             and {{F1:given?2}} wrote it down."
        );
        let mut tx = case.world.store.read().await.unwrap();
        let labels = parties::labels_for(&mut tx, &case.world.actor(author).await, case.review).await.unwrap();
        let theirs = parties::labels_for(&mut tx, &coordinator, case.review).await.unwrap();
        drop(tx);
        let shown = labels.show(&first);
        assert!(shown.starts_with("Person who died V1 came to us with her sister [name 1].\n\n[name 2] said that "), "{shown}");
        for path in [&one, &write] {
            let page = browser.open(path).await.unwrap();
            let says = page.html.contains("and Mr Tuddle heard it, and [name 2] wrote it down.");
            assert!(says && page.html.contains("that you may not see") && !page.html.contains("{{"), "{}", page.html);
        }
        browser.send(&write, &[("body", &shown)]).await.unwrap();
        assert_eq!(kept().await.replace("\r\n", "\n"), first);
        let changed = shown.replace("[name 3] and Mr Tuddle heard", "[name 3], Beata and Mr Tuddle saw");
        browser.send(&write, &[("body", &changed)]).await.unwrap();
        let last = kept().await.replace("\r\n", "\n");
        assert_eq!(last, first.replace("{{F2?3}} and Mr Tuddle heard", "{{F2?3}}, {{F2:given?4}} and Mr Tuddle saw"));
        assert!(theirs.show(&last).ends_with("Relative F2, Relative F2 and Mr Tuddle saw it, and Relative F1 wrote it down."));
        assert_eq!(on_record(&case).await, [r#"{"people":2,"places":4}"#, r#"{"people":1,"places":1}"#]);

        let pasted = browser.fill(&write, None, &[("body", "Then [name 9] rang.")]).await.unwrap();
        let page = browser.send_filled(&pasted).await;
        assert_eq!(page.status, http::StatusCode::CONFLICT);
        assert!(page.html.contains("stands for nobody there") && page.html.contains("Then [name 9] rang."), "{}", page.html);
        assert_eq!(kept().await.replace("\r\n", "\n"), last);

        let list =
            (b'a'..=b'z').flat_map(|one| (b'a'..=b'z').map(move |two| format!("Zq{}{}", char::from(one), char::from(two))));
        let list = list.collect::<Vec<_>>().join(", ");
        let page = browser.send_filled(&browser.fill(&write, None, &[("body", &list)]).await.unwrap()).await;
        assert_eq!(page.status, http::StatusCode::CONFLICT);
        assert!(
            page.html.contains("reads like a list of names") && page.html.contains("Zqaa, Zqab"),
            "what was typed can be copied"
        );
        assert_eq!(kept().await.replace("\r\n", "\n"), last);
    }
);
