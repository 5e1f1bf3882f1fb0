//! Whom to consult and what they are asked: a small scoping return.

use crate::store::worded_enum;
use crate::ui::asked::Sort::{Known, Line, One, PastDay, Prose};
use crate::ui::asked::{Asked, Options, ask};

worded_enum! {
    /// A part that somebody consulted plays.
    pub enum Kind {
        Police = "police", "Police";
        AdultSocialCare = "adult_social_care", "Adult social care";
        Childrens = "childrens", "Children’s social care";
        Health = "health", "ICB and health";
        Probation = "probation", "Probation";
        DaService = "da_service", "Local specialist domestic abuse service";
        AdultsBoard = "adults_board", "Safeguarding adults board";
        ChildrenPartnership = "children_partnership", "Safeguarding children partnership";
        DaBoardChair = "da_board_chair", "Domestic abuse partnership board chair";
        SuicideLead = "suicide_lead", "Public health suicide prevention lead";
        Other = "other", "Another body";
    }
}

worded_enum! {
    /// What somebody consulted thinks should be done.
    pub enum View {
        Review = "review", "Hold a review";
        NotReview = "not_review", "Do not hold a review";
        Other = "other", "Something else";
    }
}

const VIEWS: Options = || View::ALL.iter().map(|one| (one.as_str(), one.label())).collect();

pub(crate) const REPLY: &[Asked] = &[
    ask("known", "Did you know the person who died, the person alleged, or their children?", "you knew them", Known).must(),
    ask("first_contact", "First contact", "the date of the first contact", PastDay).when("known", "yes"),
    ask("last_contact", "Last contact before the death", "the date of the last contact", PastDay).when("known", "yes"),
    ask("indicator", "Was there any sign of domestic abuse?", "there was a sign of domestic abuse", Known).must(),
    ask("indicator_more", "What sign?", "what sign there was", Prose).must().when("indicator", "yes"),
    ask("learning", "Is there anything to learn at once, and was it acted on?", "what there is to learn", Prose),
    ask("view", "What should be done?", "what should be done", One(VIEWS)).must(),
    ask("view_why", "Why?", "why", Prose).must(),
];

/// Beside the reply of an agency that gives it here itself.
pub(super) const OWN: &[Asked] = &[ask("replied_on", "Date of the reply", "the date of the reply", PastDay)
    .or_else("Today, unless your agency gave this reply earlier in another way, for example at a meeting.")];

/// Beside a reply that somebody else writes down.
pub(super) const RECORDED: &[Asked] = &[
    ask("replied_on", "Date of the reply", "the date of the reply", PastDay).must(),
    ask("replied_by", "Who replied, and in what post?", "who replied", Line).must(),
];

pub(crate) const SILENCE: &[Asked] = &[ask("silence", "Why is there no reply?", "why there is no reply", Prose)
    .must()
    .hint("Say what was tried and when. The decision briefing shows this.")];

/// The same field, where nobody was asked at all.
pub(super) const NOT_ASKED: &[Asked] = &[ask("silence", "Why are they not asked?", "why they are not asked", Prose)
    .must()
    .hint("For example: the case has nothing to do with their work. The decision briefing shows this.")];
