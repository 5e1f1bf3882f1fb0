//! What the plain page of a step says and asks: a step that is special there has its arms here, and nowhere else.

use chrono::NaiveDate;

use crate::base::Prose;
use crate::ids::ReviewId;
use crate::imr;
use crate::process::{Act, DueState};
use crate::store::{Stored, Tx};
use crate::ui::{Filled, day, too_early};

use super::Front;
use super::clocks::dues;

/// The questions of a step.
pub(super) struct Asks {
    /// For the day on which it happened.
    pub(super) on: &'static str,
    /// For a later day to which the step agrees.
    pub(super) agreed: Option<&'static str>,
    /// For the words on record.
    pub(super) note: &'static str,
    /// When the words may be left out.
    pub(super) without: Without,
}

/// When the words of a step may be left out.
pub(super) enum Without {
    /// Always.
    Always,
    /// Never: the sentence says what to enter.
    Never(&'static str),
    /// When every body concerned is known to have been reached: the sentence says what to enter otherwise.
    If(Reached, &'static str),
}

/// What makes words superfluous.
pub(super) enum Reached {
    /// A letter to secure records was made.
    ByLetter,
    /// Every agency that was written to has confirmed.
    AllConfirmed,
}

impl Asks {
    /// What is asked with `act`; `with_reason` when a condition of the step is met by its reason.
    pub(super) const fn of(act: Act, with_reason: bool) -> Self {
        const PLAIN: Asks = Asks { on: "When did it happen?", agreed: None, note: "Anything to add", without: Without::Always };
        match act {
            Act::RecordSecureRecords => Self {
                note: "How were the agencies written to, where no letter was made under Papers?",
                without: Without::If(
                    Reached::ByLetter,
                    "Say how the agencies were written to: no secure-records letter is made under Papers yet",
                ),
                ..PLAIN
            },
            Act::RecordSecured => Self {
                note: "How did those who have not confirmed here tell you?",
                without: Without::If(
                    Reached::AllConfirmed,
                    "Say how the others told you that their records are secured: not every agency has confirmed here",
                ),
                ..PLAIN
            },
            Act::AgreePublicationDay => Self {
                on: "When did they agree?",
                agreed: Some("To which day did they agree?"),
                note: "Who of the family agreed, and how?",
                without: Without::Never("Say who of the family agreed, and how"),
            },
            _ if with_reason => Self { note: "The reason, for the record", without: Without::Never("Enter the reason"), ..PLAIN },
            _ => PLAIN,
        }
    }

    /// Reads what was typed, and says at its place what is missing or cannot be.
    ///
    /// # Errors
    /// When the database refuses.
    pub(super) async fn read(&self, tx: &mut Tx, f: &mut Filled, review: ReviewId) -> Stored<Option<Told>> {
        let on = f.past_date("on", "the day on which it happened", tx.today());
        let note = f.optional_prose("note", "what you add");
        if note == Some(None)
            && let Some(sentence) = self.without.missing(tx, review).await?
        {
            f.wrong("note", sentence);
        }
        let agreed = self.agreed.and_then(|_| f.date("day", "the day to which they agreed"));
        if let Some(sentence) = agreed.zip(on).and_then(|(agreed, on)| too_early(agreed, on, "they agreed")) {
            f.wrong_at("day", "day-day", sentence);
        }
        Ok(on.zip(note).filter(|_| f.is_good()).map(|(on, note)| Told { on, agreed, note }))
    }
}

impl Without {
    async fn missing(&self, tx: &mut Tx, review: ReviewId) -> Stored<Option<&'static str>> {
        Ok(match self {
            Self::Always => None,
            Self::Never(sentence) => Some(sentence),
            Self::If(Reached::ByLetter, sentence) => (!imr::letters_made(tx, review).await?).then_some(*sentence),
            Self::If(Reached::AllConfirmed, sentence) => imr::some_have_not_secured(tx, review).await?.then_some(*sentence),
        })
    }
}

/// What was told of a step.
pub(super) struct Told {
    /// When it happened.
    pub(super) on: NaiveDate,
    /// The later day to which it agrees.
    pub(super) agreed: Option<NaiveDate>,
    /// Its words.
    pub(super) note: Option<Prose>,
}

/// What is known already of what the step is about: which agencies were asked to keep their records safe, and which have confirmed.
/// With the step that closes the review, the clocks that it would leave behind overdue.
pub(super) async fn beside(tx: &mut Tx, front: &Front, act: Act) -> Stored<Vec<String>> {
    let review = front.id;
    Ok(match act {
        Act::Close | Act::CloseLocalLearning => left_overdue(tx, front).await?,
        Act::RecordSecureRecords => vec![
            "Each agency that has a letter under Papers gets in by this step, and its contact is told by mail to confirm here: make the letters first. Where the agencies were written to in another way, say how.".into(),
        ],
        Act::BeginMonitoring => vec![
            "This opens for action every recommendation that its addressee has accepted or that is approved. One that nobody has accepted yet, or that is disputed, is not opened: see to it under Recommendations.".into(),
        ],
        Act::RecordSecured => vec![
            imr::told_of_records(tx, review).await?,
            "It is recorded by itself when the last of them confirms. Record it yourself if the others have told you in another way, and say how.".into(),
        ],
        _ => Vec::new(),
    })
}

async fn left_overdue(tx: &mut Tx, front: &Front) -> Stored<Vec<String>> {
    let (_, dues) = dues(tx, front).await?;
    let late: Vec<String> = dues
        .iter()
        .filter(|due| due.state == DueState::Overdue)
        .map(|due| format!("“{}” since {}", due.clock.rule.label(), day(due.working_date())))
        .collect();
    if late.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![format!(
        "Still overdue: {}. See to it first where you can: after the closing nobody is asked for what belongs to the review itself.",
        late.join("; ")
    )])
}
