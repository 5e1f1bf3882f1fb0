//! The trial and what it held up: the dates that moved, the verdict, and the day on which the work went on.

use super::super::deeds::{delay, found_guilty, in_touch};
use super::{CHAIR, COORDINATOR, letters};
use crate::demo::story::{Case, Telling};

pub(super) fn delayed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let why = "The trial is listed for 15 September 2025. Until it has ended nobody who may give evidence can be asked anything: not her sister, not \
                   her friends, not the professionals who met her. The report cannot be written without them.";
        delay(case, COORDINATOR, "2026-01-31", why).await?;
        letters::of_the_delay(case).await?;
        let told = "Told that the report will be late, because the trial is listed for 15 September 2025. She asked to hear from us even \
                    when there is no news.";
        in_touch(case, CHAIR, "sister", ["through_advocate", "general", "spoke", told]).await
    })
}

pub(super) fn adjourned(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let trial = case.left("trial")?;
        case.of(COORDINATOR)
            .await?
            .send(&trial, &[("next_on", "2026-01-12"), ("next_what", "Trial, adjourned from September")])
            .await?;
        let why = "The trial is adjourned to 12 January 2026, and those who may give evidence still cannot be asked.";
        delay(case, COORDINATOR, "2026-05-29", why).await?;
        letters::of_the_adjournment(case).await?;
        let told = "Told that the trial has been adjourned to 12 January 2026, and that the report waits for it.";
        in_touch(case, CHAIR, "sister", ["through_advocate", "general", "spoke", told]).await
    })
}

pub(super) fn conduct_reported(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let iopc = case.left("iopc")?;
        let ended = [
            ("state", "concluded"),
            ("concluded_on", "2025-11-20"),
            (
                "outcome",
                "No case to answer for misconduct. Learning for the force on repeat calls, which it accepts. Not published before the verdict.",
            ),
        ];
        case.of(COORDINATOR).await?.send(&iopc, &ended).await?;
        let told = "A letter to say that there is no news, and that nobody has forgotten. She answered that it helped.";
        in_touch(case, CHAIR, "sister", ["letter", "general", "spoke", told]).await
    })
}

pub(super) fn convicted(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        found_guilty(case, COORDINATOR, "P1").await?;
        let told = "The verdict. She does not wish to speak of it yet, and the chair will ask again after the sentence.";
        in_touch(case, CHAIR, "sister", ["through_advocate", "general", "spoke", told]).await
    })
}

pub(super) fn sentenced(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let trial = case.left("trial")?;
        let ended = [
            ("state", "concluded"),
            ("concluded_on", "2026-02-13"),
            (
                "outcome",
                "Convicted of murder on 30 January 2026. Sentenced on 13 February 2026 to life imprisonment, with a minimum term of 22 years.",
            ),
            ("appeal_until", "2026-03-13"),
            ("next_on-day", ""),
            ("next_on-month", ""),
            ("next_on-year", ""),
            ("next_what", ""),
        ];
        let browser = case.of(COORDINATOR).await?;
        browser.send(&trial, &ended).await?;
        let inquest = [
            ("state", "not_resumed"),
            ("concluded_on", "2026-02-13"),
            ("outcome", "The trial has answered its questions, and the coroner does not resume it."),
        ];
        browser.send(&case.left("inquest")?, &inquest).await?;
        Ok(())
    })
}

pub(super) fn resumed(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let lift = case.of(COORDINATOR).await?.open(&case.at("/holds")).await?.link("Lift this hold")?;
        case.of(COORDINATOR).await?.press(&lift, "Lift the hold", &[]).await?;
        let why = "Sentence was passed on 13 February 2026. The trial had held the drafting back for ten months, and the conversations that waited for it begin now.";
        delay(case, COORDINATOR, "2026-06-30", why).await?;
        letters::of_the_last_delay(case).await?;
        let told = "Told that the report is expected by the end of June 2026, now that the trial has ended, and that the chair would like to meet her.";
        in_touch(case, CHAIR, "sister", ["through_advocate", "general", "spoke", told]).await
    })
}
