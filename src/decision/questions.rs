//! What a decision record asks.

use crate::process::scope::ParallelReview;
use crate::store::worded_enum;
use crate::ui::asked::Sort::{Day, Line, Many, One, PastDay, Pick, Prose, Time, YesNo};
use crate::ui::asked::{Asked, Options, ask};

worded_enum! {
    /// What was decided.
    pub enum Outcome {
        Review = "review", "Hold a review";
        JointReview = "joint_review", "Hold a joint review";
        OtherStatutory = "other_statutory", "Refer to another statutory review";
        LocalLearning = "local_learning", "Hold a local learning review";
        NoReview = "no_review", "Do not hold a review";
        Deferred = "deferred", "Defer: something is missing";
    }
}

worded_enum! {
    /// What the Home Office says to a decision not to review.
    pub enum Scrutiny {
        Sent = "sent", "Sent to the Home Office";
        Query = "query", "The Home Office has a query";
        Accepted = "accepted", "The Home Office accepts the decision";
        AskedToReconsider = "asked_to_reconsider", "The Home Office asks to reconsider";
        Directed = "directed", "The Secretary of State directs a review";
    }
}

worded_enum! {
    /// A page of the record.
    pub enum Part {
        Meeting = "meeting", "The meeting";
        Outcome = "outcome", "What was decided";
        Reasons = "reasons", "The reasons";
        Telling = "telling", "Equality, learning and who is told";
    }
}

impl Part {
    /// Its questions.
    #[must_use]
    pub fn questions(self) -> &'static [Asked] {
        match self {
            Self::Meeting => MEETING,
            Self::Outcome => OUTCOME,
            Self::Reasons => REASONS,
            Self::Telling => TELLING,
        }
    }
}

const OUTCOMES: Options = || Outcome::ALL.iter().map(|one| (one.as_str(), one.label())).collect();
const REVIEWS: Options =
    || ParallelReview::ALL.iter().filter(|one| one.is_review()).map(|one| (one.code(), one.label())).collect();
const JOINT: Options =
    || ParallelReview::ALL.iter().filter(|one| one.can_be_joint()).map(|one| (one.code(), one.label())).collect();
const LOCAL: Options = || {
    vec![
        ("malr", "Multi-agency learning review"),
        ("light_touch", "Light-touch review"),
        ("tabletop", "Table-top exercise"),
        ("sir", "Serious incident review"),
    ]
};
/// What a local learning review of this kind is called, within a sentence; nothing for a code that the question does not have.
#[must_use]
pub fn local_form(code: &str) -> Option<String> {
    LOCAL().into_iter().find(|(one, _)| *one == code).map(|(_, label)| crate::base::within_a_sentence(label))
}

const CONCERNS: Options = || {
    vec![
        ("known_risk", "Agencies knew of risk and did not recognise it, share it or act"),
        ("signs", "No agency knew, although there were signs"),
        ("process", "A safeguarding, MARAC or MAPPA process seems to have failed"),
        ("institution", "Abuse in a hospital, prison or care home"),
        ("needs", "The person who died was a child in need or at risk, or had care needs"),
        ("pattern", "A pattern with other local cases"),
    ]
};

const MEETING: &[Asked] = &[
    ask("decided_on", "Date of the decision", "the date of the decision", PastDay).must(),
    ask("decided_time", "Time", "the time", Time).hint("For example, 14:30"),
    ask("chair", "Chair of the partnership", "who chaired", Line).must().hint(
        "Whoever chairs the partnership here is filled in. Write another name only where somebody else chaired this meeting.",
    ),
    ask("attendees", "Who attended, for which body", "who attended", Prose).must(),
    ask("apologies", "Apologies", "the apologies", Prose),
    ask("conflicts", "Conflicts of interest declared", "the conflicts declared, or that there were none", Prose).must(),
];

const OUTCOME: &[Asked] = &[
    ask("outcome", "What was decided?", "what was decided", One(OUTCOMES)).must(),
    ask("joint_with", "With which reviews?", "which reviews", Many(JOINT)).must().when("outcome", "joint_review"),
    ask("other_type", "Which review?", "which review", Pick(REVIEWS)).must().when("outcome", "other_statutory"),
    ask("local_kind", "Of which kind?", "the kind", Pick(LOCAL)).must().when("outcome", "local_learning"),
    ask("missing", "What is missing?", "what is missing", Prose).must().when("outcome", "deferred"),
    ask("again_on", "When is it looked at again?", "when it is looked at again", Day).must().when("outcome", "deferred"),
];

const REASONS: &[Asked] = &[
    ask("facts", "Facts relied on", "the facts relied on", Prose).must(),
    ask("views", "How the views of those consulted were weighed, and any dissent", "how the views were weighed", Prose).must(),
    ask("scope", "1. The scope test", "the reasons on the scope test", Prose)
        .must()
        .hint("The test of the law that holds for this case, and why the answer is what it is."),
    ask("concerns", "2. Circumstances of particular concern", "the circumstances", Many(CONCERNS)),
    ask("concern", "What of each, and if none, why?", "the reasons on circumstances of concern", Prose).must(),
    ask("learning", "3. What could be learnt", "the reasons on learning", Prose).must(),
    ask("family", "4. The view of the family", "the view of the family, or why it is not known", Prose).must(),
    ask("alternatives", "5. The alternatives considered", "the alternatives", Prose).must(),
];

const TELLING: &[Asked] = &[
    ask("equality", "Equality considerations", "the equality considerations", Prose).must(),
    ask("immediate", "Immediate learning, and what was done about it", "the immediate learning", Prose),
    ask("publish", "Is the decision published?", "the decision is published", YesNo).must(),
    ask("communications", "Who is told, by whom, in what order", "who is told", Prose)
        .must()
        .hint("The family first, then the Home Office, the Commissioner, agencies, boards, the Police and Crime Commissioner."),
];

pub(super) const DIRECTION: &[Asked] = &[
    ask("letter_on", "Date of the letter", "the date of the letter", PastDay).must(),
    ask(
        "kind",
        "What does it direct?",
        "what it directs",
        One(|| vec![("establish", "To hold a review"), ("participate", "To take part in a review")]),
    )
    .must(),
    ask("body", "The body directed", "the body directed", Line)
        .must()
        .when("kind", "participate")
        .hint("As the directory of agencies names it: a task stands until it sits on the panel or has sent its return."),
    ask("said", "What the letter says", "what the letter says", Prose).must(),
    ask("deadline", "A deadline in it", "the deadline", Day),
];

pub(super) const TAKES_PART: &[Asked] = &[
    ask("on", "Since when?", "since when it takes part", PastDay).must(),
    ask("how", "How does it take part?", "how it takes part", Prose)
        .must()
        .hint("For example: it is called otherwise in the directory, or the direction was changed by a later letter."),
];

pub(super) const SCRUTINY: &[Asked] = &[
    ask(
        "status",
        "What happened?",
        "what happened",
        One(|| Scrutiny::ALL.iter().map(|one| (one.as_str(), one.label())).collect()),
    )
    .must(),
    ask("on", "When?", "the date", PastDay).must(),
    ask("note", "What the letter says, or what was sent", "what it says", Prose).must(),
];

pub(super) const REOPENING: &[Asked] = &[
    ask(
        "why",
        "Why is the decision reopened?",
        "why it is reopened",
        One(|| crate::process::ReopenReason::ALL.iter().map(|one| (one.code(), one.label())).collect()),
    )
    .must(),
    ask("on", "On which day?", "the day", PastDay).must(),
    ask("note", "What is new, and where it comes from", "what is new", Prose).must(),
];
