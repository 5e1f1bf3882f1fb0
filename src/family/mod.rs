//! Family and friends: who they are to the person who died, what they wish, every contact with them, and what they said of the
//! draft. Silence is no answer before it has been asked for three times in more than one way, and a "no" is asked about again.

mod avoid;
mod comments;
mod contacts;
mod forms;
mod interviews;
mod pages;
mod people;
mod reading_pages;
mod reading_times;
mod readings;
mod view;

use chrono::NaiveDate;

use crate::base::{Line, Prose, id};
use crate::ids::{EntryId, OrganisationId, PersonId};
use crate::store::worded_enum;

pub(crate) use comments::comment_open;
pub use comments::{Comment, add_comment, answer_comment, comment_made, comments, told_of_answer};
pub use contacts::{Contact, contacts, log_contact, read_anew};
pub use interviews::{Interview, interviews, record_interview, release_interview};
pub use pages::routes;
pub use people::{FamilyPerson, add_person, change_person, nobody, people, record_nobody, safe_contact};
pub(crate) use people::{Relation, relations};
pub use reading_times::{Was, change_times, earlier_times, take_back};
pub use readings::{Reading, finish_reading, offer_reading, readings, time_to_read};

id!(FamilyId, "somebody of the family or a friend");
id!(ContactId, "a contact");
id!(ReadingId, "a reading of the draft");
id!(CommentId, "a comment on the draft");
id!(InterviewId, "notes of an interview");
id!(RoleId, "a role in a review");

worded_enum! {
    /// What somebody is to the person who died.
    pub enum Part {
        NextOfKin = "next_of_kin", "Next of kin";
        Parent = "parent", "Parent";
        ChildAdult = "child_adult", "Child, now grown up";
        ChildMinor = "child_minor", "Child under 18";
        Sibling = "sibling", "Brother or sister";
        Friend = "friend", "Friend";
        Neighbour = "neighbour", "Neighbour";
        Colleague = "colleague", "Colleague";
        Employer = "employer", "Employer";
        Faith = "faith", "From a faith community";
        PerpFamily = "perp_family", "Family of the person alleged or found to be responsible";
        ExPartner = "ex_partner", "Former partner";
    }
}

impl Part {
    /// Whether the person is of the close family, who are asked at each stage.
    #[must_use]
    pub const fn is_close(self) -> bool {
        match self {
            Self::NextOfKin | Self::Parent | Self::ChildAdult | Self::Sibling => true,
            Self::ChildMinor
            | Self::Friend
            | Self::Neighbour
            | Self::Colleague
            | Self::Employer
            | Self::Faith
            | Self::PerpFamily
            | Self::ExPartner => false,
        }
    }
}

worded_enum! {
    /// Who stands by somebody.
    pub enum AdvocateKind {
        None = "none", "Nobody yet";
        Aafda = "aafda", "Advocacy After Fatal Domestic Abuse (AAFDA)";
        VsHomicide = "vs_homicide", "Victim Support homicide service";
        Samm = "samm", "Support After Murder and Manslaughter (SAMM)";
        SuicideBereavement = "suicide_bereavement", "Suicide bereavement service";
        Legal = "legal", "Solicitor";
        Other = "other", "Somebody else";
    }
}

worded_enum! {
    /// What somebody wishes.
    pub enum Wish {
        Contribute = "contribute", "To contribute to the review";
        ReadDraft = "read_draft", "To read the draft report";
        MeetPanel = "meet_panel", "To meet the panel";
        Tribute = "tribute", "To write a tribute";
        Photo = "photo", "To have a photograph in the report";
        ChoosePseudonym = "choose_pseudonym", "To choose the pseudonym";
        RealName = "real_name", "To have the real name used";
        OnlyPublished = "only_published", "To have only the published report";
        NoContact = "no_contact", "Not to be contacted";
    }
}

worded_enum! {
    /// How people were in touch.
    pub enum Medium {
        Letter = "letter", "Letter";
        Telephone = "telephone", "Telephone";
        Visit = "visit", "In person";
        Email = "email", "Email";
        Message = "message", "Text message";
        Video = "video", "Video call";
        ThroughAdvocate = "through_advocate", "Through the advocate";
        ThroughLiaison = "through_liaison", "Through the family liaison officer";
    }
}

worded_enum! {
    /// What a contact was about.
    pub enum About {
        General = "general", "Staying in touch";
        Decision = "decision", "The decision";
        Terms = "terms", "The terms of reference";
        Contribute = "contribute", "What they saw and knew";
        Panel = "panel", "Meeting the panel";
        Draft = "draft", "Reading the draft";
        Publication = "publication", "Publication";
        MoreTime = "more_time", "More time, which they ask for";
        WhatChanged = "what_changed", "What has changed since";
    }
}

worded_enum! {
    /// What came of it.
    pub enum Outcome {
        Spoke = "spoke", "In touch";
        Accepted = "accepted", "They said yes";
        Declined = "declined", "They said no";
        Undecided = "undecided", "They wish to think about it";
        NoReply = "no_reply", "No reply";
        HeldBack = "held_back", "Not asked yet: the police asked us to wait";
    }
}

impl Outcome {
    /// Whether the person answered.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        match self {
            Self::Spoke | Self::Accepted | Self::Declined | Self::Undecided => true,
            Self::NoReply | Self::HeldBack => false,
        }
    }
}

/// How many attempts, in at least two ways, before silence is taken for an answer.
pub const ATTEMPTS: usize = 3;

/// Whether silence counts as an answer after these attempts.
#[must_use]
pub fn silence_counts(attempts: &[Medium]) -> bool {
    attempts.len() >= ATTEMPTS && attempts.iter().any(|one| *one != attempts[0])
}

worded_enum! {
    /// How a reading ended.
    pub enum ReadingEnd {
        Read = "read", "They read it";
        Declined = "declined", "They chose not to read it";
        Lapsed = "lapsed", "The time passed without word, after reminders";
        TakenBack = "taken_back", "Taken back: it was offered in error";
    }
}

impl ReadingEnd {
    /// How a reading can end that was rightly offered.
    pub const OF_ITSELF: &[Self] = &[Self::Read, Self::Declined, Self::Lapsed];
}

worded_enum! {
    /// What a comment is about.
    pub enum CommentKind {
        Fact = "fact", "A fact";
        Analysis = "analysis", "What the report makes of it";
        Tone = "tone", "How it is said";
        Anonymity = "anonymity", "Something that could give somebody away";
        Recommendation = "recommendation", "A recommendation";
    }
}

worded_enum! {
    /// What became of a comment.
    pub enum CommentAnswer {
        Accepted = "accepted", "Accepted";
        Partly = "partly", "Accepted in part";
        Rejected = "rejected", "Not accepted";
    }
}

impl CommentAnswer {
    /// Whether something is to be changed in the draft.
    #[must_use]
    pub const fn is_accepted(self) -> bool {
        matches!(self, Self::Accepted | Self::Partly)
    }
}

worded_enum! {
    /// With whom an interview was.
    pub enum InterviewKind {
        Perpetrator = "perpetrator", "The person alleged or found to be responsible";
        Staff = "staff", "A member of staff";
    }
}

worded_enum! {
    /// What came of asking for an interview.
    pub enum InterviewState {
        Held = "held", "It was held";
        Offered = "offered", "Offered, no answer yet";
        Refused = "refused", "Offered and refused";
        Waiting = "waiting", "Held back until the police agree";
    }
}

/// Somebody as they are added or changed.
#[derive(Clone, Debug)]
pub struct NewFamily {
    /// Their entry in the identity register, where their name is.
    pub entry: EntryId,
    /// The relationship in words: "older sister".
    pub relationship: Line,
    /// What they are to the person who died.
    pub part: Part,
    /// A rift in the family, or a side taken, so that people are met apart.
    pub apart: Option<Line>,
    /// Whether they are a witness in criminal proceedings.
    pub witness: bool,
    /// When the senior investigating officer agreed that they may be asked what they saw.
    pub sio_agreed_on: Option<NaiveDate>,
    /// Who stands by them.
    pub advocate_kind: AdvocateKind,
    /// The advocate and how to reach them.
    pub advocate: Option<Line>,
    /// The advocate's account, when they sign in.
    pub advocate_account: Option<PersonId>,
    /// The family liaison officer.
    pub liaison: Option<Line>,
    /// How they can be reached without danger, and in which language.
    pub safe_contact: Option<Prose>,
    /// What they need: language, access, times.
    pub needs: Option<Prose>,
    /// How they prefer to be in touch.
    pub medium: Medium,
    /// Days on which nobody should write or call: birthdays, anniversaries, hearings.
    pub dates_to_avoid: Option<Prose>,
    /// What they wish.
    pub wishes: Vec<Wish>,
    /// Consent, or another lawful basis for keeping what they say.
    pub lawful_basis: Option<Line>,
}

impl NewFamily {
    /// Somebody of whom only what must be known is known.
    #[must_use]
    pub fn new(entry: EntryId, relationship: Line, part: Part) -> Self {
        Self {
            entry,
            relationship,
            part,
            apart: None,
            witness: false,
            sio_agreed_on: None,
            advocate_kind: AdvocateKind::None,
            advocate: None,
            advocate_account: None,
            liaison: None,
            safe_contact: None,
            needs: None,
            medium: Medium::Letter,
            dates_to_avoid: None,
            wishes: Vec::new(),
            lawful_basis: None,
        }
    }

    /// Whether they wish to be left alone until the report is out, or altogether.
    #[must_use]
    pub fn leave_be(&self) -> bool {
        self.wishes.iter().any(|wish| matches!(wish, Wish::NoContact | Wish::OnlyPublished))
    }
}

/// A contact as it is logged.
#[derive(Clone, Debug)]
pub struct NewContact {
    /// The day.
    pub on: NaiveDate,
    /// How.
    pub medium: Medium,
    /// About what.
    pub about: About,
    /// What came of it.
    pub outcome: Outcome,
    /// What was said, in words that the person may read one day.
    pub note: Option<Prose>,
    /// What was promised next.
    pub next: Option<Line>,
    /// By when.
    pub next_on: Option<NaiveDate>,
}

/// The time of a reading.
#[derive(Clone, Debug)]
pub struct Time {
    /// The first day.
    pub opens_on: NaiveDate,
    /// The last day.
    pub closes_on: NaiveDate,
    /// Why less time than the partnership gives was agreed with the person.
    pub short_why: Option<Prose>,
    /// Why a day that they wish to avoid lies within it.
    pub avoid_why: Option<Prose>,
}

/// A reading as it is offered.
#[derive(Clone, Debug)]
pub struct NewReading {
    /// When.
    pub time: Time,
    /// Where, in private.
    pub place: Option<Line>,
    /// Who will be with them.
    pub support: Option<Line>,
    /// Which version of the draft.
    pub draft: Line,
}

/// A comment as it is written down.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// Where in the draft.
    pub passage: Option<Line>,
    /// What it is about.
    pub kind: CommentKind,
    /// The comment, in their words.
    pub comment: Prose,
}

/// Notes of an interview as they are recorded.
#[derive(Clone, Debug)]
pub struct NewInterview {
    /// With whom, by their entry in the register.
    pub entry: EntryId,
    /// As what.
    pub kind: InterviewKind,
    /// The agency of a member of staff.
    pub organisation: Option<OrganisationId>,
    /// What came of it.
    pub state: InterviewState,
    /// The day.
    pub held_on: NaiveDate,
    /// Who else was there.
    pub present: Option<Line>,
    /// When the senior investigating officer agreed.
    pub sio_agreed_on: Option<NaiveDate>,
    /// The notes, written as if they will be disclosed.
    pub note: Option<Prose>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_an_answer_only_after_three_attempts_in_more_than_one_way() {
        use Medium::{Letter, Telephone};
        assert!(!silence_counts(&[]));
        assert!(!silence_counts(&[Letter, Telephone]));
        assert!(!silence_counts(&[Letter, Letter, Letter, Letter]));
        assert!(silence_counts(&[Letter, Letter, Telephone]));
    }
}
