//! Family and friends: how they are asked, what silence means, how they read; and what runs beside.

mod readings;
mod truth;

use chrono::NaiveDate;
use dardr::access::right::{EditFamily, EditProceedings, SeeFamily, SeeInterviews, SeeProceedings};
use dardr::access::{Denied, Grant};
use dardr::audit;
use dardr::family::{
    self, About, CommentAnswer, CommentId, CommentKind, Medium, NewComment, NewContact, NewFamily, NewReading, Outcome, Part,
    ReadingEnd, Time, Wish,
};
use dardr::parties::{self, ChosenBy, KeepProblem, Kind};
use dardr::proceedings::{self, NewProceeding, State};
use dardr::process::{Act, Event, HoldReason, HoldScope, Role, Stage, TaskKind};
use dardr::reports::{self, Made, Section};
use dardr::reviews;
use dardr::store::{StoreError, Tx};

use http::StatusCode;

use crate::parties::case::{Case, line, prose};
use crate::support::sent_again_and_again;

async fn sister(case: &Case, tx: &mut Tx, wishes: Vec<Wish>) -> family::FamilyId {
    let entry = case.entry(tx, Kind::Relative, "Barnaby Quillfeather").await;
    let edit = case.grant::<EditFamily>(tx, case.coordinator).await;
    let new = NewFamily {
        wishes,
        safe_contact: Some(prose("Only by day")),
        ..NewFamily::new(entry.id, line("brother"), Part::Sibling)
    };
    family::add_person(tx, &case.app.keyring, &edit, &new).await.unwrap()
}

fn contact(tx: &Tx, medium: Medium, about: About, outcome: Outcome) -> NewContact {
    NewContact { on: tx.today(), medium, about, outcome, note: None, next: None, next_on: None }
}

fn time(opens_on: NaiveDate, closes_on: NaiveDate, short: Option<&str>) -> Time {
    Time { opens_on, closes_on, short_why: short.map(prose), avoid_why: None }
}

both!(
    async fn silence_is_an_answer_after_three_attempts_in_more_than_one_way(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let person = sister(&case, &mut tx, vec![]).await;
        let edit = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
        assert!(!reviews::facts(&mut tx, case.review).await.unwrap().family_asked_about_terms);
        for (medium, asked) in [(Medium::Letter, false), (Medium::Letter, false), (Medium::Telephone, true)] {
            let new = contact(&tx, medium, About::Terms, Outcome::NoReply);
            family::log_contact(&mut tx, &case.app.keyring, &edit, person, &new).await.unwrap();
            assert_eq!(reviews::facts(&mut tx, case.review).await.unwrap().family_asked_about_terms, asked);
        }
        let nobody = family::record_nobody(&mut tx, &case.app.keyring, &edit, &prose("None found.")).await;
        assert!(matches!(nobody, Err(KeepProblem::Rule(_))), "there is a brother");
        tx.commit().await.unwrap();
        let page = case.world.visit(case.coordinator).await.visit(&format!("/reviews/{}/family", case.review)).await;
        assert!(page.says("Brother (F1)") && !page.says("Relative F1"), "{}", page.words());
    }
);

both!(
    async fn who_said_yes_is_tried_again_before_silence_counts(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let person = sister(&case, &mut tx, vec![]).await;
        let edit = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
        let (no, yes) = (Outcome::NoReply, Outcome::Accepted);
        for (medium, outcome, settled) in [
            (Medium::Letter, no, false),
            (Medium::Letter, no, false),
            (Medium::Telephone, yes, false),
            (Medium::Telephone, no, false),
            (Medium::Letter, no, false),
            (Medium::Letter, no, true),
        ] {
            let new = contact(&tx, medium, About::Draft, outcome);
            family::log_contact(&mut tx, &case.app.keyring, &edit, person, &new).await.unwrap();
            let facts = reviews::facts(&mut tx, case.review).await.unwrap();
            assert_eq!(facts.family_read_or_declined, settled, "{medium:?} {outcome:?}");
        }
    }
);

both!(
    async fn nobody_is_asked_what_they_saw_while_a_hold_pauses_it_or_before_the_police_agreed(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let person = sister(&case, &mut tx, vec![]).await;
        let (edit, clocks) =
            (case.grant::<EditFamily>(&mut tx, case.coordinator).await, case.grant(&mut tx, case.coordinator).await);
        let on = tx.today();
        let hold = reviews::NewHold {
            reason: HoldReason::Criminal,
            scope: HoldScope::Partial(vec![TaskKind::FamilyInterviews]),
            requested_by: "Senior investigating officer".to_owned().into(),
            advice: "Nobody of the family is asked yet.".to_owned().into(),
            starts: on,
            expected_end: None,
        };
        reviews::set_hold(&mut tx, &clocks, hold).await.unwrap();
        let spoke = contact(&tx, Medium::Visit, About::Contribute, Outcome::Spoke);
        let refused = family::log_contact(&mut tx, &case.app.keyring, &edit, person, &spoke).await;
        assert!(matches!(&refused, Err(KeepProblem::Rule(said)) if said.contains("hold")), "{refused:?}");
        let before = NewContact { on: on.pred_opt().unwrap(), ..spoke.clone() };
        family::log_contact(&mut tx, &case.app.keyring, &edit, person, &before).await.unwrap();
        let waits = NewContact { outcome: Outcome::HeldBack, ..spoke };
        family::log_contact(&mut tx, &case.app.keyring, &edit, person, &waits).await.unwrap();
    }
);

both!(
    async fn a_contact_is_kept_once_however_often_its_form_comes(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let person = sister(&case, &mut tx, vec![]).await;
        tx.commit().await.unwrap();
        let coordinator = case.world.visit(case.coordinator).await;
        let at = format!("/reviews/{}/family/{person}/contact", case.review);
        let fields = [("held_on", "2026-03-05"), ("by", "letter"), ("about", "terms"), ("outcome", "no_reply")];
        assert_eq!(sent_again_and_again(&case.world, &coordinator, (&at, &fields), "family_contact").await, [0, 0, 1]);
    }
);

both!(
    async fn a_wish_that_cannot_be_read_is_not_passed_over(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        sister(&case, &mut tx, vec![Wish::NoContact]).await;
        tx.commit().await.unwrap();
        case.changed("UPDATE family_person SET wishes = 'leave_in_peace'").await;
        let mut tx = case.write().await;
        let grant = case.grant::<SeeFamily>(&mut tx, case.coordinator).await;
        assert!(matches!(family::people(&mut tx, &grant).await, Err(StoreError::Unreadable(_))));
    }
);

both!(
    async fn family_are_offered_from_the_register_and_drafts_from_the_report(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let mut ids = Vec::new();
        for (kind, name) in [
            (Kind::Deceased, "Zenobia Quillfeather"),
            (Kind::AllegedPerpetrator, "Callum Ferns"),
            (Kind::Professional, "Bo Tarn"),
            (Kind::Relative, "Barnaby Quillfeather"),
        ] {
            ids.push(case.entry(&mut tx, kind, name).await.id);
        }
        let edit = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
        let officer = NewFamily::new(ids[2], line("officer"), Part::Friend);
        let refused = family::add_person(&mut tx, &case.app.keyring, &edit, &officer).await;
        assert!(matches!(refused, Err(KeepProblem::Rule(_))), "{refused:?}");
        let brother = NewFamily::new(ids[3], line("brother"), Part::Sibling);
        let person = family::add_person(&mut tx, &case.app.keyring, &edit, &brother).await.unwrap();
        let on = tx.today();
        reports::mark(&mut tx, &edit.doer(), case.review, Act::ShareWithFamily, on).await.unwrap();
        tx.commit().await.unwrap();
        let browser = case.world.visit(case.coordinator).await;
        let room = format!("/reviews/{}", case.review);
        let page = browser.open(&format!("{room}/family/new")).await.unwrap();
        assert!(page.html.contains(&ids[3].to_string()) && !ids[..3].iter().any(|id| page.html.contains(&id.to_string())));
        assert!(page.links().iter().any(|(to, _)| *to == format!("{room}/people/new")), "{}", page.words());
        let form = format!("{room}/family/{person}/reading");
        let page = browser.open(&form).await.unwrap();
        assert!(page.says("Family version 1, 6 March 2026"), "{}", page.words());
        let offered = |last: &'static str| [("opens_on", "2026-03-06"), ("closes_on", last), ("draft", "F1")];
        let short = browser.send_filled(&browser.fill(&form, None, &offered("2026-03-19")).await.unwrap()).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            short.says("Give them at least 10 working days: the last day is then 20 March 2026 or later."),
            "{}",
            short.words()
        );
        browser.send(&form, &offered("2026-03-20")).await.unwrap();
        let page = browser.open(&format!("{room}/family")).await.unwrap();
        assert!(
            page.says("until 20 March 2026") && page.html.matches("To ask").count() == 1,
            "the terms alone: {}",
            page.words()
        );
    }
);

both!(
    async fn less_time_to_read_is_given_only_for_a_reason_that_is_kept(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let person = sister(&case, &mut tx, vec![Wish::ReadDraft]).await;
        let edit = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
        let on = tx.today();
        reports::mark(&mut tx, &edit.doer(), case.review, Act::ShareWithFamily, on).await.unwrap();
        let today = tx.today();
        let two_days = NewReading { time: time(today, today, None), place: None, support: None, draft: line("F1") };
        let refused = family::offer_reading(&mut tx, &case.app.keyring, &edit, (person, 2), &two_days).await;
        assert!(matches!(refused, Err(KeepProblem::Rule(sentence)) if sentence.contains("10 working days")));
        tx.commit().await.unwrap();
        let browser = case.world.visit(case.coordinator).await;
        let form = format!("/reviews/{}/family/{person}/reading", case.review);
        let why = "She leaves on Monday and asked to read it before.";
        let fields = [("opens_on", "2026-03-06"), ("closes_on", "2026-03-08"), ("draft", "F1"), ("short_why", why)];
        let page = browser.send(&form, &fields).await.unwrap();
        assert!(page.says("Why the time is shorter") && page.says(why), "{}", page.words());
    }
);

both!(
    async fn a_witness_is_not_asked_what_they_saw_before_the_police_agree(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let entry = case.entry(&mut tx, Kind::Relative, "Barnaby Quillfeather").await;
        let edit = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
        let mut new = NewFamily { witness: true, ..NewFamily::new(entry.id, line("brother"), Part::Sibling) };
        let person = family::add_person(&mut tx, &case.app.keyring, &edit, &new).await.unwrap();
        let evidence = contact(&tx, Medium::Visit, About::Contribute, Outcome::Spoke);
        let refused = family::log_contact(&mut tx, &case.app.keyring, &edit, person, &evidence).await;
        assert!(matches!(refused, Err(KeepProblem::Rule(_))));
        new.sio_agreed_on = Some(tx.today());
        let stale = family::change_person(&mut tx, &case.app.keyring, &edit, (person, 1), &new).await;
        assert!(matches!(stale, Err(KeepProblem::Stale)));
        family::change_person(&mut tx, &case.app.keyring, &edit, (person, 2), &new).await.unwrap();
        family::log_contact(&mut tx, &case.app.keyring, &edit, person, &evidence).await.unwrap();
        tx.commit().await.unwrap();
    }
);

both!(
    async fn what_a_form_showed_and_nobody_changed_is_kept_as_it_was(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let keyring = &case.app.keyring;
        let died = case.entry(&mut tx, Kind::Deceased, "Zenobia Quillfeather").await;
        let chooses = case.grant(&mut tx, case.coordinator).await;
        parties::choose_pseudonym(&mut tx, keyring, &chooses, (died.id, 1), line("Hope"), ChosenBy::Family).await.unwrap();
        let entry = case.entry(&mut tx, Kind::Relative, "Barnaby Quillfeather").await;
        let edit = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
        let new = NewFamily {
            needs: Some(prose("Zenobia Quillfeather rang him daily. He reads slowly.")),
            ..NewFamily::new(entry.id, line("Zenobia’s brother"), Part::Sibling)
        };
        let person = family::add_person(&mut tx, keyring, &edit, &new).await.unwrap();
        let see = case.grant::<SeeFamily>(&mut tx, case.coordinator).await;
        let kept = family::people(&mut tx, &see).await.unwrap().remove(0);
        assert_eq!((&*kept.relationship, &*kept.needs), ("{{V1:given}}’s brother", "{{V1}} rang him daily. He reads slowly."));
        let labels = parties::labels_to(&mut tx, see.held(), case.review).await.unwrap();
        let shown = [&kept.relationship, &kept.needs].map(|text| labels.show(text));
        assert_eq!(shown, ["Hope’s brother", "Hope rang him daily. He reads slowly."]);
        let again = NewFamily {
            needs: Some(prose(&shown[1].replace("slowly", "with help"))),
            ..NewFamily::new(entry.id, line(&shown[0]), Part::Sibling)
        };
        family::change_person(&mut tx, keyring, &edit, (person, kept.version), &again).await.unwrap();
        let saved = family::people(&mut tx, &see).await.unwrap().remove(0);
        assert_eq!((saved.relationship, &*saved.needs), (kept.relationship, "{{V1}} rang him daily. He reads with help."));
    }
);

async fn nobody_has_read_what_is_shared_again(case: &Case, mut tx: Tx) {
    family::read_anew(&mut tx, case.review).await.unwrap();
    assert!(!reviews::facts(&mut tx, case.review).await.unwrap().family_read_or_declined);
    tx.commit().await.unwrap();
}

/// The comment was accepted and they were told: what is left is to change the draft.
async fn what_was_accepted_is_put_into_the_draft(tx: &mut Tx, edit: &Grant<EditFamily>, comment: CommentId) {
    let unanswered = async |tx: &mut Tx| reviews::facts(tx, edit.review()).await.unwrap().family_comments_open;
    assert_eq!(unanswered(tx).await, 1, "it is a promise");
    let made = Made { section: Section::Background, on: tx.today() };
    family::comment_made(tx, edit, (comment, 3), made).await.unwrap();
    let again = family::comment_made(tx, edit, (comment, 4), made).await;
    assert!(matches!(again, Err(KeepProblem::Stale)), "once");
    assert_eq!(unanswered(tx).await, 0);
}

both!(
    async fn the_draft_is_read_in_its_time_and_every_comment_answered(world: World) {
        let case = Case::begin(world).await;
        case.stands_at(Stage::FamilyReading).await;
        let mut tx = case.write().await;
        let keyring = &case.app.keyring;
        let person = sister(&case, &mut tx, vec![Wish::ReadDraft]).await;
        let edit = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
        let today = tx.today();
        let day_before = today.pred_opt().unwrap();
        let evening = time(day_before, today, Some("They asked for one evening."));
        let new = NewReading { time: evening, place: None, support: None, draft: line("F1") };
        let reading = family::offer_reading(&mut tx, keyring, &edit, (person, 2), &new).await.unwrap();
        let stale = family::offer_reading(&mut tx, keyring, &edit, (person, 2), &new).await;
        assert!(matches!(stale, Err(KeepProblem::Stale)));
        assert!(
            matches!(family::offer_reading(&mut tx, keyring, &edit, (person, 3), &new).await, Err(KeepProblem::Rule(_))),
            "twice"
        );
        let said = NewComment { passage: None, kind: CommentKind::Tone, comment: prose("Barnaby was never estranged.") };
        let comment = family::add_comment(&mut tx, keyring, &edit, reading, &said).await.unwrap();
        assert_eq!(reviews::facts(&mut tx, case.review).await.unwrap().family_comments_open, 1);
        let bare = family::answer_comment(&mut tx, keyring, &edit, (comment, 1), CommentAnswer::Rejected, None).await;
        assert!(matches!(bare, Err(KeepProblem::Rule(_))));
        family::answer_comment(&mut tx, keyring, &edit, (comment, 1), CommentAnswer::Accepted, None).await.unwrap();
        let open = reviews::facts(&mut tx, case.review).await.unwrap().family_comments_open;
        assert_eq!(open, 1, "an answer that nobody heard is none");
        let stale = family::told_of_answer(&mut tx, &edit, (reading, 1), today).await;
        assert!(matches!(stale, Err(KeepProblem::Stale)), "an answer came since");
        let long_before = day_before.pred_opt().unwrap();
        let early = family::told_of_answer(&mut tx, &edit, (reading, 2), long_before).await.unwrap_err().to_string();
        assert!(early.contains("on that day the reading began"), "{early}");
        for (how, why) in [(ReadingEnd::Read, "the reading began."), (ReadingEnd::Declined, "the notification was received.")] {
            let early = family::finish_reading(&mut tx, &edit, (reading, 2), how, "1999-01-01".parse().unwrap()).await;
            assert!(matches!(&early, Err(KeepProblem::Rule(sentence)) if sentence.ends_with(why)), "{early:?}");
        }
        // They were told on the spot; the answer was entered the day after.
        assert_eq!(family::told_of_answer(&mut tx, &edit, (reading, 2), day_before).await.unwrap(), 1);
        let early = family::finish_reading(&mut tx, &edit, (reading, 3), ReadingEnd::Lapsed, today).await;
        assert!(matches!(early, Err(KeepProblem::Rule(_))));
        family::finish_reading(&mut tx, &edit, (reading, 3), ReadingEnd::Read, today).await.unwrap();
        assert!(matches!(
            family::finish_reading(&mut tx, &edit, (reading, 3), ReadingEnd::Read, today).await,
            Err(KeepProblem::Stale)
        ));
        let facts = reviews::facts(&mut tx, case.review).await.unwrap();
        assert!(facts.family_read_or_declined);
        what_was_accepted_is_put_into_the_draft(&mut tx, &edit, comment).await;
        assert!(facts.dates.stands(Event::FamilyReadingFinished));
        let see = case.grant::<SeeFamily>(&mut tx, case.coordinator).await;
        let kept = family::comments(&mut tx, &see, reading).await.unwrap();
        assert_eq!(kept[0].comment, "{{F1:given}} was never estranged.");
        nobody_has_read_what_is_shared_again(&case, tx).await;
    }
);

both!(
    async fn family_notes_are_seen_by_few_and_on_record(world: World) {
        let case = Case::begin(world).await;
        let board = case.world.person("Bea Frost", Role::BoardMember, case.wyk).await;
        let csp_chair = case.world.person("Grace Odell", Role::CspChair, case.wyk).await;
        let mut tx = case.write().await;
        let person = sister(&case, &mut tx, vec![]).await;
        assert!(matches!(case.try_grant::<SeeFamily>(&mut tx, board).await, Err(Denied::NotYours(_))));
        assert!(matches!(case.try_grant::<EditFamily>(&mut tx, csp_chair).await, Err(Denied::NotYours(_))));
        assert!(matches!(case.try_grant::<SeeInterviews>(&mut tx, csp_chair).await, Err(Denied::NotYours(_))));
        assert!(matches!(case.try_grant::<SeeFamily>(&mut tx, case.member).await, Err(Denied::NotThere)));
        let see = case.grant::<SeeFamily>(&mut tx, csp_chair).await;
        assert_eq!(family::people(&mut tx, &see).await.unwrap().len(), 1);
        assert_eq!(family::safe_contact(&mut tx, &case.app.keyring, &see, person).await.unwrap(), "Only by day");
        let record = audit::of_review(&mut tx, case.review, i64::MAX, 2).await.unwrap();
        assert!(record.iter().all(|row| row.deed == "family_notes_seen"));
        tx.commit().await.unwrap();
    }
);

both!(
    async fn what_somebody_saw_and_knew_is_not_the_coordinators_to_read(world: World) {
        let case = Case::begin(world).await;
        let chair = case.world.person("Ines Okoro", Role::IndepChair, case.wyk).await;
        let mut tx = case.write().await;
        let person = sister(&case, &mut tx, vec![]).await;
        let chairs = case.grant::<EditFamily>(&mut tx, chair).await;
        for about in [About::Contribute, About::General] {
            let new = NewContact {
                note: Some(prose("She told of the telephone.")),
                ..contact(&tx, Medium::Visit, about, Outcome::Spoke)
            };
            family::log_contact(&mut tx, &case.app.keyring, &chairs, person, &new).await.unwrap();
        }
        let own = case.grant::<EditFamily>(&mut tx, case.coordinator).await;
        let new = NewContact {
            note: Some(prose("She will write it down.")),
            ..contact(&tx, Medium::Telephone, About::Contribute, Outcome::Spoke)
        };
        family::log_contact(&mut tx, &case.app.keyring, &own, person, &new).await.unwrap();
        for (reader, withheld) in [(case.coordinator, 1), (chair, 0)] {
            let see = case.grant::<SeeFamily>(&mut tx, reader).await;
            let read = family::contacts(&mut tx, &see, Some(person)).await.unwrap();
            assert_eq!(read.len(), 3);
            assert_eq!(read.iter().filter(|one| one.withheld && one.note.is_empty()).count(), withheld);
            assert_eq!(
                read.iter().filter(|one| !one.note.is_empty()).count(),
                3 - withheld,
                "their own words, and those of staying in touch"
            );
        }
        tx.commit().await.unwrap();
    }
);

both!(
    async fn proceedings_stop_publication_until_no_appeal_is_possible(world: World) {
        let case = Case::begin(world).await;
        let mut tx = case.write().await;
        let keyring = &case.app.keyring;
        let edit = case.grant::<EditProceedings>(&mut tx, case.coordinator).await;
        let today = tx.today();
        let mut new = NewProceeding::new(proceedings::Kind::Crim, State::Active, today);
        let id = proceedings::add(&mut tx, keyring, &edit, &new).await.unwrap();
        assert_eq!(reviews::facts(&mut tx, case.review).await.unwrap().active_proceedings, 1);
        new.state = State::Concluded;
        assert!(matches!(proceedings::change(&mut tx, keyring, &edit, (id, 2), &new).await, Err(KeepProblem::Rule(_))));
        new.concluded_on = Some(today);
        new.outcome = Some(prose("Guilty of murder."));
        new.appeal_until = Some(today);
        assert!(matches!(proceedings::change(&mut tx, keyring, &edit, (id, 1), &new).await, Err(KeepProblem::Stale)));
        proceedings::change(&mut tx, keyring, &edit, (id, 2), &new).await.unwrap();
        assert_eq!(
            reviews::facts(&mut tx, case.review).await.unwrap().active_proceedings,
            1,
            "leave to appeal is possible today"
        );
        new.appeal_until = today.pred_opt();
        proceedings::change(&mut tx, keyring, &edit, (id, 3), &new).await.unwrap();
        assert_eq!(reviews::facts(&mut tx, case.review).await.unwrap().active_proceedings, 0);
        let sar = NewProceeding { began_on: Some(today), ..NewProceeding::new(proceedings::Kind::Sar, State::Active, today) };
        proceedings::add(&mut tx, keyring, &edit, &sar).await.unwrap();
        let see = case.grant::<SeeProceedings>(&mut tx, case.coordinator).await;
        assert_eq!(proceedings::proceedings(&mut tx, &see).await.unwrap()[1].reference, "SAR-1");
        tx.commit().await.unwrap();
    }
);
