//! T1 to T20, as section 1.3 of the field notes lists them. What the scope tests need is structured; the rest is in words.

use crate::notification::{MANNERS, RELATIONSHIPS};
use crate::process::scope::{AbuseKind, Answer, Connection, CriminalOutcome, Nation};
use crate::store::text_enum;
use crate::ui::asked::Sort::{Day, Known, Line, Many, Number, One, Pick, Prose};
use crate::ui::asked::{Asked, Options, Sheet, ask};

text_enum! {
    /// A question of the triage.
    pub enum Question {
        /// Date, place, manner of death.
        T1 = "T1",
        /// Age at death.
        T2 = "T2",
        /// Normal residence.
        T3 = "T3",
        /// Persons alleged to be responsible.
        T4 = "T4",
        /// Relationship.
        T5 = "T5",
        /// Household.
        T6 = "T6",
        /// Abuse.
        T7 = "T7",
        /// What links death and abuse, when nobody is known to have killed.
        T8 = "T8",
        /// Criminal status.
        T9 = "T9",
        /// Coroner.
        T10 = "T10",
        /// Children.
        T11 = "T11",
        /// Care and support needs.
        T12 = "T12",
        /// Mental health care.
        T13 = "T13",
        /// Probation, MAPPA, prison.
        T14 = "T14",
        /// Police contact.
        T15 = "T15",
        /// Weapon.
        T16 = "T16",
        /// Armed forces, immigration, abroad.
        T17 = "T17",
        /// Other reviews.
        T18 = "T18",
        /// Risk to others now.
        T19 = "T19",
        /// Family and safe contact.
        T20 = "T20",
    }
}

const CONNECTIONS: Options = || Connection::ALL.iter().map(|one| (one.code(), one.label())).collect();
const ABUSE: Options = || AbuseKind::ALL.iter().map(|one| (one.code(), one.label())).collect();
const CRIMINAL: Options = || CriminalOutcome::ALL.iter().map(|one| (one.code(), one.label())).collect();
const NATIONS: Options = || Nation::ALL.iter().map(|one| (one.code(), one.label())).collect();
const BASIS: Options = || vec![("fact", "Fact"), ("suspected", "Suspected"), ("unknown", "Not known")];
const ANSWERS: Options = || Answer::ALL.iter().map(|one| (one.code(), one.label())).collect();
const BANDS: Options =
    || vec![("adult", "18 or over"), ("16_17", "16 or 17"), ("under_16", "Under 16"), ("unknown", "Not known")];
const HONOUR: Options = || vec![("honour", "Honour-based abuse"), ("forced_marriage", "Forced marriage")];
const WHO_SAYS: Options = || {
    vec![
        ("police", "Police"),
        ("marac", "MARAC"),
        ("gp", "GP or health"),
        ("family", "Family"),
        ("friend", "Friend"),
        ("employer", "Employer"),
        ("digital", "Digital material"),
        ("other", "Others"),
    ]
};
const LINKS: Options = || {
    vec![
        ("history", "A history of domestic abuse, from any source"),
        ("coercive", "Controlling or coercive behaviour"),
        ("economic", "Economic abuse or debt"),
        ("tech", "Abuse by technology, monitoring"),
        ("post_separation", "Abuse after separation"),
        ("stalking", "Stalking"),
        ("incident", "A recent incident"),
        ("separation", "A recent separation"),
        ("court", "A court or child-contact event"),
        ("disclosures", "Disclosures to a GP, a mental health service or a crisis line"),
        ("attempts", "Earlier attempts"),
        ("note", "A note or messages"),
        ("statements", "What the person alleged said"),
        ("family_view", "The view of the family"),
    ]
};
const SUPERVISED: Options =
    || vec![("probation", "Probation"), ("mappa", "MAPPA"), ("custody", "Prison, approved premises or soon after release")];
const ELSEWHERE: Options =
    || vec![("forces", "Armed forces"), ("immigration", "Immigration"), ("abroad", "Died outside England and Wales")];

/// A question in full.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// Which.
    pub question: Question,
    /// Its heading.
    pub title: &'static str,
    /// What yes means.
    pub ask: &'static str,
    /// Its structured part.
    pub parts: &'static [Asked],
}

const fn spec(question: Question, title: &'static str, ask: &'static str, parts: &'static [Asked]) -> Spec {
    Spec { question, title, ask, parts }
}

/// The questions in their order.
#[rustfmt::skip] // This is a table: a question reads across.
pub const ALL: [Spec; 20] = [
    spec(Question::T1, "Date, place and manner of death", "Are date, place and manner of death known?", &[
        ask("died_basis", "Is the date fact or suspected?", "whether the date is fact", One(BASIS)).must(),
        ask("place_basis", "Is the place fact or suspected?", "whether the place is fact", One(BASIS)).must(),
        ask("manner", "How did they die?", "how they died", One(MANNERS)).must(),
        ask("manner_basis", "Is the manner fact or suspected?", "whether the manner is fact", One(BASIS)).must(),
        ask("body", "Has the body been found?", "the body has been found", Known).must(),
        ask("count", "How many people died?", "how many people died", Number(1, 20))
            .must()
            .hint("Those whose deaths the review is about. A person alleged to be responsible who has died too is spoken of in T4."),
    ]),
    spec(Question::T2, "Age at death", "Was the person who died 16 or over?", &[
        ask("age_band", "Age band at death", "the age band", One(BANDS)).or_else("Leave it empty if you give the age."),
        ask("deceased_age", "Age at death", "the age at death", Number(0, 120)).hint("On the day of death, not of the incident."),
    ]),
    spec(Question::T3, "Normal residence", "Was the person who died normally resident in our area?", &[
        ask("nation", "Nation of normal residence", "the nation", One(NATIONS)).must(),
        ask("bodies", "Local authority, police force and ICB of that area", "the bodies of that area", Line),
        ask("other_areas", "Other areas that knew them", "other areas that knew them", Prose),
    ]),
    spec(Question::T4, "The person alleged to be responsible", "Is it known or alleged who is responsible?", &[
        ask("alleged_age", "Their age at the time", "their age at the time", Number(0, 120)).when("known", "yes"),
        ask("alleged_alive", "Are they alive?", "they are alive", Known).must().when("known", "yes"),
        ask("died_alone", "Is the only person who died the one alleged to have used abuse?", "only the person alleged died", Known)
            .must()
            .when("known", "yes"),
        ask("was_victim", "Is there evidence that this person was subjected to abuse too?", "they were subjected to abuse too", Known)
            .must()
            .when("died_alone", "yes"),
    ]),
    spec(Question::T5, "Relationship", "Were the two related, or in an intimate personal relationship, now or before?", &[
        ask("relationship", "The person who died was their", "what the person who died was to them", Pick(RELATIONSHIPS))
            .hint("Of the person alleged to be responsible. Needed when the answer is yes."),
        ask("connection", "More exactly, as the scope tests tell it apart", "how they were connected", Pick(CONNECTIONS))
            .hint("Leave it empty where the relationship says it already."),
    ]),
    spec(Question::T6, "Household", "Were they members of the same household?", &[
        ask("household_kind", "In what way?", "in what way", Many(|| {
            vec![("lived", "Lived together"), ("visited", "Visited so often that it is reasonable to count them"), ("paid", "Live-in or paid carer")]
        })).when("known", "yes"),
    ]),
    spec(Question::T7, "Abuse and neglect", "Is abuse or neglect known or alleged?", &[
        ask("abuse", "Which kinds?", "the kinds", Many(ABUSE)).when("known", "yes"),
        ask("who_says", "Who says so?", "who says so", Many(WHO_SAYS)).when("known", "yes"),
        ask("honour", "Are there signs of either of these?", "the signs", Many(HONOUR)).when("known", "yes"),
        ask("resulted", "Does the death appear to have resulted from abuse or neglect?", "the death appears to have resulted from abuse or neglect", Known)
            .must()
            .when("known", "yes")
            .hint("“Appears” is enough. A charge or a police record is not needed."),
    ]),
    spec(Question::T8, "What links the death and the abuse", "For a suicide or an unexplained death, a fall, drugs or alcohol: does anything link the death and abuse? Answer no where the person was killed: T7 asks about that.", &[
        ask("links", "What is known?", "what is known", Many(LINKS)).when("known", "yes"),
        ask("asked_whom", "Who was asked, besides the police?", "who was asked", Line)
            .hint("GP, mental health, housing, domestic abuse service, family, employer."),
    ]),
    spec(Question::T9, "Criminal status", "Is there, or was there, a criminal investigation?", &[
        ask("criminal", "Where does it stand?", "where it stands", Pick(CRIMINAL)).must(),
        ask("trial_on", "Trial or next hearing", "the trial date", Day),
    ]),
    spec(Question::T10, "Coroner", "Has the coroner opened an investigation or inquest?", &[
        ask("coroner_area", "Area", "the area", Line).when("known", "yes"),
        ask("coroner_officer", "Coroner’s officer", "the coroner’s officer", Line)
            .when("known", "yes")
            .hint("A name that the identity register holds is replaced by a reference."),
        ask("inquest_on", "Next date", "the next date", Day).when("known", "yes"),
    ]),
    spec(Question::T11, "Children", "Are there children of the person who died, of the person alleged, or in the household?", &[
        ask("children_ages", "Ages, where they are now, and safeguarding done", "their ages", Prose).when("known", "yes"),
        ask("child_harmed", "Did a child die, or was a child seriously harmed?", "a child died or was seriously harmed", Known)
            .must()
            .when("known", "yes"),
    ]),
    spec(Question::T12, "Care and support needs", "Did the person who died or the person alleged have care and support needs?", &[
        ask("learning", "Did the person who died have a learning disability, or were they autistic?", "they had a learning disability", Known).must(),
    ]),
    spec(Question::T13, "Mental health care", "Was the person alleged in mental health care in the six months before?", &[]),
    spec(Question::T14, "Probation, MAPPA, prison", "Was anyone concerned under supervision or in custody?", &[
        ask("supervised", "Which?", "which it was", Many(SUPERVISED)).must().when("known", "yes"),
    ]),
    spec(Question::T15, "Police contact shortly before", "Had the police had contact with those concerned shortly before the death?", &[
        ask("iopc", "Has it been referred to the IOPC?", "it has been referred to the IOPC", Known).must(),
    ]),
    spec(Question::T16, "Offensive weapon", "Was an offensive weapon used?", &[]),
    spec(Question::T17, "Armed forces, immigration, overseas", "Is there an armed forces, immigration or overseas element?", &[
        ask("elsewhere", "Which?", "which it is", Many(ELSEWHERE)).must().when("known", "yes"),
    ]),
    spec(Question::T18, "Other reviews", "Have other reviews been notified or begun?", &[
        ask("other_reviews", "Which?", "which other reviews", Prose).must().when("known", "yes"),
    ]),
    spec(Question::T19, "Immediate risk to others", "Is anyone at immediate risk now?", &[
        ask("risk_done", "What was done about it, by whom and when?", "what was done", Prose).when("known", "yes"),
    ]),
    spec(Question::T20, "Family and safe contact", "Are the next of kin known, with a safe way to reach them?", &[
        ask("supported", "Who supports them?", "who supports them", Many(|| {
            vec![("flo", "Family liaison officer"), ("advocate", "Specialist advocate"), ("vs_homicide", "Victim Support homicide worker"), ("nobody", "Nobody yet")]
        })),
        ask("not_told", "Who must not be told what?", "who must not be told what", Prose),
    ]),
];

impl Question {
    /// The question in full.
    #[must_use]
    pub fn spec(self) -> &'static Spec {
        let at = Self::ALL.iter().position(|each| *each == self).unwrap_or(0);
        &ALL[at]
    }

    /// Yes, no or not known: what belongs to a yes opens under it.
    #[must_use]
    pub fn known(self) -> Asked {
        ask("known", self.spec().ask, "yes, no or not known", One(ANSWERS)).must()
    }

    /// The question after this one.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let at = Self::ALL.iter().position(|each| *each == self)?;
        Self::ALL.get(at + 1).copied()
    }
}

/// The answer to a further question in the words that people read.
pub(super) fn words(question: Question, name: &str, sheet: &Sheet) -> String {
    question.spec().parts.iter().find(|asked| asked.name == name).map(|asked| sheet.words(asked)).unwrap_or_default()
}

/// What every question also asks.
pub const COMMON: &[Asked] = &[
    ask("evidence", "Evidence", "the evidence", Prose).hint("What is known, and how surely."),
    ask("source", "Source of a yes or a no", "the source", Line)
        .or_else("Who or what says so. Needed unless the answer is that it is not known."),
    ask("source_on", "Date of the source", "the date of the source", crate::ui::asked::Sort::PastDay),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_the_order_of_the_questions() {
        for (spec, question) in ALL.iter().zip(Question::ALL) {
            assert_eq!(spec.question, *question);
        }
        assert_eq!(Question::T1.next(), Some(Question::T2));
        assert_eq!(Question::T20.next(), None);
    }

    #[test]
    fn no_name_stands_for_two_things_in_the_triage() {
        let mut names: Vec<_> = ALL.iter().flat_map(|spec| spec.parts).chain(COMMON).map(|asked| asked.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
