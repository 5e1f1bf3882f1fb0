//! The letters of this review: a no, a yes, and a delay.

use super::super::deeds::letter;
use super::COORDINATOR;
use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// The coordinator makes the letters that the partnership's chair signs.
const MARTIN: &[(&str, &str)] = &[("signed", "Martin Sayle"), ("post", "Chair of the Stourbourne Community Safety Partnership")];

const SISTER: &[(&str, &str)] = &[("to", "Miriam Thorne"), ("salutation", "Ms Thorne"), ("method", "By your advocate")];

pub(super) async fn of_the_refusal(case: &Case) -> Result<(), Stuck> {
    let instead = "Nothing is held in its place. The trust looks at its own care; you are asked to be part of that.";
    let reasons = "The police have no record of abuse, and those who were consulted do not agree whether what was said to the trust shows \
                   that her death resulted from it. We decided that the test of the Act is not met on what is known.";
    let notice = [
        ("reasons", reasons),
        ("other_learning", "A patient safety review by the mental health trust."),
        ("family", "Her sister asks for a review and has been told how to challenge this decision."),
    ];
    letter(case, COORDINATOR, "decision_notice", &[&notice[..], MARTIN].concat()).await?;
    let family = [
        (
            "personal",
            "Your letter of March 2026 told us things that no agency had told us. I know that this answer will be hard to read.",
        ),
        ("reasons", reasons),
        ("instead", instead),
    ];
    letter(case, COORDINATOR, "family_letter", &[SISTER, &family, MARTIN].concat()).await
}

pub(super) async fn of_the_review(case: &Case) -> Result<(), Stuck> {
    letter(case, COORDINATOR, "decision_notice", MARTIN).await?;
    let family = [
        (
            "personal",
            "In April 2026 we said no. You asked us to think again, and you were right. I am sorry that you had to ask twice.",
        ),
        (
            "proceedings",
            "The inquest goes on. The coroner may ask us for what agencies write; we will tell you first if that happens.",
        ),
    ];
    letter(case, COORDINATOR, "family_letter", &[SISTER, &family, MARTIN].concat()).await
}

pub(super) async fn of_the_delay(case: &Case) -> Result<(), Stuck> {
    let fields = [
        (
            "work_done",
            "Two agencies have sent their reviews. The panel has met twice. The first sections of the report are drafted.",
        ),
        (
            "interim_learning",
            "Harbour Light tries in three ways before it closes a referral. The trust asks about money when somebody says that they are watched.",
        ),
        ("family_told", "2027-01-08"),
        ("next_update", "2027-03-01"),
    ];
    letter(case, COORDINATOR, "delay_notice", &[&fields[..], MARTIN].concat()).await
}
