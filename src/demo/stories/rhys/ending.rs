//! From the draft that his sister read to the day on which the review is closed.

use super::super::deeds::{carry_on, changed_in, in_touch, letter_words, write_all};
use super::written::{ACTIONS, Action, SECTIONS};
use super::{BOARD, CHAIR, COORDINATOR, CSP_CHAIR};
use crate::demo::PASSWORD;
use crate::demo::browser::Stuck;
use crate::demo::story::{Case, Telling};

pub(super) fn shared(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(CHAIR, "share_with_family").await?;
        let sister = case.left("sister")?;
        let fields = [
            ("opens_on", "2024-06-10"),
            ("closes_on", "2024-07-08"),
            ("place", "At her home"),
            ("support", "Her homicide service worker"),
            ("draft", "F1"),
        ];
        let page = case.of(CHAIR).await?.send(&format!("{sister}/reading"), &fields).await?;
        case.left.insert("reading".into(), page.path);
        Ok(())
    })
}

pub(super) fn read(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let reading = case.left("reading")?;
        let browser = case.of(CHAIR).await?;
        let comment = "Please say that he rang me every Sunday. It is how I knew.";
        browser.send(&format!("{reading}/comments"), &[("kind", "fact"), ("comment", comment)]).await?;
        let comment = browser.open(&reading).await?.link("Answer")?;
        browser.send(&comment, &[("answer", "accepted"), ("reason", "")]).await?;
        browser.send(&format!("{reading}/told"), &[("told_on", "2024-06-24")]).await?;
        let background: Vec<_> = SECTIONS.iter().filter(|(name, _)| *name == "background").copied().collect();
        write_all(case, CHAIR, "done", &background).await?;
        changed_in(case, CHAIR, &reading, &["background"]).await?;
        browser.send(&format!("{reading}/finish"), &[("how", "read"), ("ended_on", "2024-06-24")]).await?;
        case.step(CHAIR, "send_for_sign_off").await?;
        Ok(())
    })
}

/// Takes every recommendation a step on, each in its own words.
async fn all(case: &Case, who: &str, step: &str, words: impl Fn(&Action) -> &'static str) -> Result<(), Stuck> {
    for one in ACTIONS {
        carry_on(case, who, &case.left(&format!("action of {}", one.lead))?, step, words(one)).await?;
    }
    Ok(())
}

pub(super) fn agreed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.send(CSP_CHAIR, "/submission/agree", &[("agreed_on", "2024-07-09")]).await?;
        case.press(COORDINATOR, "/papers", "Make what is missing and search it", &[]).await?;
        for (part, words) in [
            ("data_form", "Filled in from the register."),
            ("cover", "The report is on time."),
            ("parallel", "The criminal proceedings, which have ended. The inquest was not resumed after them."),
        ] {
            case.send(COORDINATOR, "/submission/pack", &[("part", part), ("part_words", words)]).await?;
        }
        Ok(())
    })
}

pub(super) fn submitted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "send_report_to_commissioner").await?;
        let fields = [
            ("body", "Home Office Quality Assurance Board"),
            ("sent_on", "2024-07-12"),
            ("how", "By secure mail; the password by telephone"),
        ];
        case.send(COORDINATOR, "/submission/submit", &fields).await?;
        Ok(())
    })
}

pub(super) fn cleared(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let letter = [
            ("met_on", "2024-09-18"),
            ("letter_on", "2024-10-16"),
            ("received_on", "2024-10-16"),
            ("outcome", "clear"),
            ("positives", "It says plainly what was not asked, and of whom it was.\nThe tribute."),
        ];
        case.send(COORDINATOR, "/submission/letter", &letter).await?;
        letter_words(case, COORDINATOR, super::written::LETTER).await?;
        case.press(COORDINATOR, "/papers", "Make what is missing and search it", &[]).await?;
        case.step(CHAIR, "tell_family_of_publication").await?;
        let agreed = "6 November 2024 was proposed, and she agrees. She would like to have a copy on paper on the day before.";
        in_touch(case, CHAIR, "sister", ["visit", "publication", "accepted", agreed]).await
    })
}

pub(super) fn published(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let fields = [
            ("mode", "full"),
            ("published_on", "2024-11-06"),
            ("address", "https://wyreham.example/safety/reviews/rhys"),
            ("password", PASSWORD),
        ];
        case.send(CSP_CHAIR, "/submission/publish", &fields).await?;
        Ok(())
    })
}

pub(super) fn begun(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "send_final_copies").await?;
        case.step(COORDINATOR, "begin_monitoring").await?;
        all(case, COORDINATOR, "start", |_| "").await
    })
}

pub(super) fn done(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "report_progress").await?;
        all(case, COORDINATOR, "claim", |one| one.done).await
    })
}

pub(super) fn seen(case: &mut Case) -> Telling<'_> {
    Box::pin(async move { all(case, BOARD, "accept_evidence", |one| one.evidence).await })
}

/// The report is still where it was put, and still right.
pub(super) fn looked_at(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(COORDINATOR, "review_online_copy").await?;
        Ok(())
    })
}

pub(super) fn what_changed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        case.step(CHAIR, "tell_family_what_changed").await?;
        let told = "The three things that changed, and how many men have been asked since. She read the letter twice.";
        in_touch(case, CHAIR, "sister", ["visit", "what_changed", "spoke", told]).await
    })
}

pub(super) fn checked(case: &mut Case) -> Telling<'_> {
    Box::pin(async move { all(case, BOARD, "pass_check", |one| one.impact).await })
}

pub(super) fn closed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        all(case, CSP_CHAIR, "close", |one| one.different).await?;
        case.step(COORDINATOR, "close").await?;
        Ok(())
    })
}
