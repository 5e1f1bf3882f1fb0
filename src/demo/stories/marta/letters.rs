//! The letters of this review, as far as they leave the record with a signature.

use super::super::deeds::letter;
use super::COORDINATOR;
use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// The coordinator makes the letters that the partnership's chair signs.
const GWEN: &[(&str, &str)] =
    &[("signed", "Gwen Pryor"), ("post", "Chair of the Wyreham and Kelsall Community Safety Partnership")];

const HER_SISTER: &str = "her sister, through her advocate";

pub(super) async fn secure_records(case: &Case) -> Result<(), Stuck> {
    let police = case.scene.town.at("police")?.to_string();
    let fields = [
        ("agency", police.as_str()),
        ("to", "The Chief Constable"),
        ("lines", "Wyre Valley Police\nHeadquarters\nMarket Square\nWyreham"),
        ("salutation", "Chief Constable"),
        ("period_from", "2022-01-17"),
        ("period_to", "2025-02-08"),
    ];
    letter(case, COORDINATOR, "secure_records", &fields).await
}

pub(super) async fn of_the_decision(case: &Case) -> Result<(), Stuck> {
    let family = [
        ("to", "Irena Wolska"),
        ("lines", "By hand, by your family liaison officer"),
        ("salutation", "Ms Wolska"),
        ("method", "By your family liaison officer"),
        ("personal", "Nothing in this letter needs an answer today, or at any time that is hard for you."),
        (
            "proceedings",
            "There will be a criminal trial. Until it has ended we will not ask you about anything on which you may have to give \
             evidence, and we will publish nothing. We will write to you whenever a date changes.",
        ),
    ];
    letter(case, COORDINATOR, "family_letter", &[&family[..], GWEN].concat()).await?;
    letter(case, COORDINATOR, "decision_notice", GWEN).await
}

pub(super) async fn of_the_delay(case: &Case) -> Result<(), Stuck> {
    let fields = [
        (
            "work_done",
            "The panel has met and agreed its terms of reference. All six agencies have sent their reviews, and the chair has accepted them.",
        ),
        (
            "interim_learning",
            "Kelsall Homes now asks about safety when a door or a lock is mended for the second time. The Lantern no longer closes \
             a referral by telephone alone.",
        ),
        ("family_told", "2025-08-01"),
        ("family_who", HER_SISTER),
        ("next_update", "2025-10-01"),
    ];
    letter(case, COORDINATOR, "delay_notice", &[&fields[..], GWEN].concat()).await
}

pub(super) async fn of_the_adjournment(case: &Case) -> Result<(), Stuck> {
    let fields = [
        (
            "work_done",
            "What could be done from records is done: six agencies’ reviews are accepted, and the combined chronology is being written.",
        ),
        ("interim_learning", "Kelsall Homes, the Lantern and Wyre Valley Police have begun to change how they work."),
        ("family_told", "2025-09-15"),
        ("family_who", HER_SISTER),
        ("next_update", "2026-02-16"),
    ];
    letter(case, COORDINATOR, "delay_notice", &[&fields[..], GWEN].concat()).await
}

pub(super) async fn of_the_last_delay(case: &Case) -> Result<(), Stuck> {
    let fields = [
        (
            "work_done",
            "The combined chronology is written. The panel reads it in March 2026; the chair meets the family and others in April; the draft follows in May.",
        ),
        (
            "interim_learning",
            "Three agencies have changed how they work since July 2025. What the Independent Office for Police Conduct recommended on repeat calls has been accepted.",
        ),
        ("family_told", "2026-02-16"),
        ("family_who", HER_SISTER),
        ("next_update", "2026-07-17"),
    ];
    letter(case, COORDINATOR, "delay_notice", &[&fields[..], GWEN].concat()).await
}

pub(super) async fn of_the_submission(case: &Case) -> Result<(), Stuck> {
    let fields = [
        (
            "lateness",
            "The analysis, and every conversation about what people had seen, waited for a trial that was listed for \
             15 September 2025 and adjourned to 12 January 2026. Records, the agencies’ reviews and the chronology were done meanwhile. You were \
             told in August 2025, in September 2025 and in February 2026. The date that was agreed then, 30 June 2026, was missed by two weeks, and neither you nor the family were told before it had passed. The \
             family returned the draft before its date; the partnership did not meet to agree it until 14 July 2026.",
        ),
        (
            "family_involvement",
            "Her sister took part throughout, with an advocate from Advocacy After Fatal Domestic Abuse: she was consulted on the terms, met two members of the panel, chose the \
             pseudonyms, wrote the tribute and read the draft over two weeks. Of her three comments two were accepted; she was told why the third was not.",
        ),
        (
            "anonymity",
            "The public version was built with pseudonyms from the start. The finished file was searched for every name, date, address and \
             number of the identity register, and none stands in it. What the register does not hold no search can find; the chair read the file for that.",
        ),
    ];
    letter(case, COORDINATOR, "submission_cover", &[&fields[..], GWEN].concat()).await
}
