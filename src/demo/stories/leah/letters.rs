//! The letters of this review: a no, a yes, and a delay.

use super::super::deeds::letter;
use super::COORDINATOR;
use crate::demo::browser::Stuck;
use crate::demo::story::Case;

/// The coordinator makes the letters that the partnership's chair signs.
const MARTIN: &[(&str, &str)] = &[("signed", "Martin Sayle"), ("post", "Chair of the Stourbourne Community Safety Partnership")];

const SISTER: &[(&str, &str)] = &[("to", "Miriam Thorne"), ("salutation", "Ms Thorne"), ("method", "By your advocate")];

/// Why no review was to be held: what each of those who were consulted said, what the law asks, and what could not be said.
const TO_THE_HOME_OFFICE: &str = "Seven organisations were asked. The mental health trust, Harbour Light and public health ask for a review: the trust holds \
    notes in which she spoke of being watched and of debt, and Harbour Light was twice asked to help her. The police, the council’s adult social care and \
    probation do not ask for one; the police hold no report of abuse, and the other two had not known her. Children’s services say that \
    the family court’s file should be asked for first.\n\n\
    We do not doubt that she was afraid. The question that the Act puts is whether her death has, or appears to have, resulted from violence, \
    abuse or neglect. On what we hold we could not say that it does; the inquest may show more.";

const TO_HER_SISTER: &str = "You told us that Naomi was followed, that her money was not her own, and how long it went on. We do not doubt that she was \
    afraid, or that you were afraid for her.\n\n\
    We asked seven organisations what they know. Three of them, the mental health trust, Harbour Light and public health, ask for a review, as \
    you do. The trust has notes in which Naomi spoke of being watched and of debt, and Harbour Light was twice asked to help her. The police, the council’s adult \
    social care and probation do not ask for one: the police have no report of abuse, and the other two had not known Naomi. Children’s \
    services say that the family court’s file should be asked for first.\n\n\
    The law asks us whether a death has, or appears to have, resulted from violence, abuse or neglect. On what we have been told so far we could \
    not say that it does. That is a judgement about what we know, and not about what Naomi went through or about what you told us. It \
    can be wrong, and you can ask for it to be looked at again.";

pub(super) async fn to_her_sister(case: &Case) -> Result<(), Stuck> {
    let family = [
        (
            "personal",
            "Your letter of March 2026 told us things that no agency had told us. I know that this answer will be hard to read, and I am \
             sorry for that.",
        ),
        ("reasons", TO_HER_SISTER),
        (
            "instead",
            "The mental health trust holds a patient safety review of the care that it gave Naomi. It will write to you by your advocate and ask \
             what you want it to look at. We will read what it finds. If it or the inquest shows us something that we did not know, we will \
             look at this decision again without being asked.",
        ),
    ];
    letter(case, COORDINATOR, "family_letter", &[SISTER, &family, MARTIN].concat()).await
}

pub(super) async fn of_the_refusal(case: &Case) -> Result<(), Stuck> {
    let notice = [
        ("reasons", TO_THE_HOME_OFFICE),
        (
            "other_learning",
            "The mental health trust holds a patient safety review of the care that it gave. Her sister is asked what she wants it to look at. \
             We will read what it finds, and look at this decision again if it or the inquest shows what we did not know.",
        ),
        (
            "family",
            "Her sister asks for a review. Our letter with the decision, its reasons and how to challenge it went to her today by her advocate.",
        ),
    ];
    letter(case, COORDINATOR, "decision_notice", &[&notice[..], MARTIN].concat()).await
}

pub(super) async fn of_the_review(case: &Case) -> Result<(), Stuck> {
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
    letter(case, COORDINATOR, "family_letter", &[SISTER, &family, MARTIN].concat()).await?;
    let change = [(
        "change",
        "Your letter of 3 July 2026 asked us to look again. The trust’s notes tell of monitoring and of debt, and two referrals to Harbour Light were closed without \
         contact. Taken together, her death appears to have resulted from abuse, and the test of the Act is met. The letter that tells her sister of \
         it, and that we were wrong the first time, goes to her today by her advocate.",
    )];
    letter(case, COORDINATOR, "decision_notice", &[&change[..], MARTIN].concat()).await
}

pub(super) async fn of_the_delay(case: &Case) -> Result<(), Stuck> {
    let fields = [
        (
            "work_done",
            "Three agencies have sent what they were asked for. The panel has met twice. The first sections of the report are drafted.",
        ),
        (
            "interim_learning",
            "Harbour Light tries in three ways before it closes a referral. The trust asks about money when somebody says that they are watched.",
        ),
        ("family_told", "2027-01-08"),
        ("family_who", "her sister and her mother, through their advocate"),
        ("next_update", "2027-03-01"),
    ];
    letter(case, COORDINATOR, "delay_notice", &[&fields[..], MARTIN].concat()).await
}
