//! What a notification asks, page by page. Answers that point to a person are marked sealed.

use crate::process::scope::{Manner, Nation};
use crate::ui::asked::Sort::{Day, Known, Line, Many, Number, One, PastDay, Pick, Prose, Time, YesNo};
use crate::ui::asked::{Asked, ask};

pub(crate) const CHANNELS: crate::ui::asked::Options = || {
    vec![
        ("email", "Email"),
        ("form", "Form"),
        ("letter", "Letter"),
        ("phone", "Phone"),
        ("meeting", "In a meeting"),
        ("other", "Another way"),
    ]
};

const SOURCES: crate::ui::asked::Options = || {
    vec![
        ("police", "Police"),
        ("adult_social_care", "Adult social care"),
        ("childrens", "Children’s social care"),
        ("health", "Health"),
        ("probation", "Probation"),
        ("coroner", "Coroner"),
        ("da_service", "Domestic abuse service"),
        ("family", "Family"),
        ("advocate", "Advocate"),
        ("media", "Media"),
        ("other_csp", "Another partnership"),
        ("home_office", "Home Office"),
        ("other", "Another source"),
    ]
};

pub(crate) const MANNERS: crate::ui::asked::Options = || Manner::ALL.iter().map(|one| (one.code(), one.label())).collect();

pub(crate) const SEXES: crate::ui::asked::Options =
    || vec![("female", "Female"), ("male", "Male"), ("unclear", "Unclear, unknown or not stated")];

const ETHNICITIES: crate::ui::asked::Options = || {
    vec![
        ("white_british", "White: English, Welsh, Scottish, Northern Irish or British"),
        ("white_irish", "White: Irish"),
        ("white_traveller", "White: Gypsy or Irish Traveller"),
        ("white_not_stated", "White: background not stated"),
        ("white_other", "White: any other White background"),
        ("mixed_caribbean", "Mixed: White and Black Caribbean"),
        ("mixed_african", "Mixed: White and Black African"),
        ("mixed_asian", "Mixed: White and Asian"),
        ("mixed_not_stated", "Mixed: background not stated"),
        ("mixed_other", "Mixed: any other"),
        ("asian_indian", "Asian: Indian"),
        ("asian_pakistani", "Asian: Pakistani"),
        ("asian_bangladeshi", "Asian: Bangladeshi"),
        ("asian_chinese", "Asian: Chinese"),
        ("asian_not_stated", "Asian: background not stated"),
        ("asian_other", "Asian: any other"),
        ("black_african", "Black: African"),
        ("black_caribbean", "Black: Caribbean"),
        ("black_not_stated", "Black: background not stated"),
        ("black_other", "Black: any other"),
        ("arab", "Arab"),
        ("other", "Any other ethnic group"),
        ("unclear", "Unclear, unknown or not stated"),
    ]
};

/// What the person who died was to the person alleged: the direction is in the words.
pub(crate) const RELATIONSHIPS: crate::ui::asked::Options = || {
    vec![
        ("spouse", "Spouse or civil partner"),
        ("common_law_spouse", "Common-law spouse"),
        ("partner", "Boyfriend or girlfriend"),
        ("ex_spouse", "Ex-spouse or former civil partner"),
        ("ex_common_law_spouse", "Ex-common-law spouse"),
        ("ex_partner", "Ex-boyfriend or ex-girlfriend"),
        ("casual_partner", "Casual sexual partner"),
        ("cohabitant", "Cohabitant"),
        ("parent", "Parent"),
        ("step_parent", "Step-parent"),
        ("grandparent", "Grandparent"),
        ("sibling", "Sibling"),
        ("child", "Son or daughter"),
        ("step_child", "Step-child"),
        ("other_relative", "Other relative"),
        ("cared_for", "Person they cared for"),
        ("carer", "Carer"),
        ("flatmate", "Flatmate or lodger"),
        ("non_relative", "Other, not a relative"),
        ("unknown", "Unclear, unknown or not stated"),
    ]
};

pub(crate) const CRIMINAL: crate::ui::asked::Options =
    || crate::process::scope::CriminalOutcome::ALL.iter().map(|one| (one.code(), one.label())).collect();

const GRADES: crate::ui::asked::Options = || {
    vec![
        ("high", "High risk or Gold"),
        ("medium", "Medium risk or Silver"),
        ("standard", "Standard risk or Bronze"),
        ("none", "None on record"),
        ("unknown", "Not known"),
    ]
};

const HANDLING: crate::ui::asked::Options = || {
    vec![
        ("official_sensitive", "OFFICIAL-SENSITIVE"),
        ("police_only", "OFFICIAL-SENSITIVE: police information, ask before sharing"),
        ("media_sensitive", "OFFICIAL-SENSITIVE: press interest, ask before sharing"),
    ]
};

const SUICIDE_SIGNS: crate::ui::asked::Options = || {
    vec![
        ("note", "A note or messages"),
        ("disclosures", "Disclosures to a GP, a mental health service or a crisis line"),
        ("attempts", "Earlier attempts or self-harm"),
        ("recent_incident", "A recent incident of abuse"),
        ("separation", "A recent separation"),
        ("court", "A court or child-contact event"),
        ("stalking", "Stalking"),
        ("debt", "Debt or economic abuse"),
    ]
};

const RESIDENCE: crate::ui::asked::Options = || {
    vec![
        ("normal", "They were normally resident in our area"),
        ("last_known", "They had no normal residence; ours is the last area known"),
        ("agreed", "Neither is clear; the partnerships concerned agreed on ours"),
    ]
};

const NATIONS: crate::ui::asked::Options = || Nation::ALL.iter().map(|one| (one.code(), one.label())).collect();

pub(super) const TOLD: &[Asked] = &[
    ask("received", "When were you notified?", "the day you were notified", PastDay).must(),
    ask("attention", "When did the death come to the partnership’s attention?", "the day it came to attention", PastDay)
        .must()
        .hint("From any source, the press included. The month for the decision counts from this day."),
    ask("attention_why", "How did it come to attention before the notification?", "how it came to attention earlier", Prose)
        .hint("Needed when that day is before the notification."),
    ask("channel", "How were you notified?", "how you were notified", One(CHANNELS)).must(),
    ask("written_on", "Written confirmation received on", "the day the written confirmation came", PastDay)
        .when("channel", "phone")
        .hint("Leave it empty while you wait for it. Triage begins when it is here."),
    ask("source", "Who notified you?", "who notified you", Pick(SOURCES)).must(),
    ask(
        "police_identified",
        "When did the police recognise a death that may qualify?",
        "the day the police recognised it",
        PastDay,
    )
    .hint("Their time to write to you counts from this day. If they notified you and you leave it empty, it counts from the day you were notified."),
    ask("police_reference", "Police reference", "the police reference", Line).seal(),
    ask("operation", "Operation name", "the operation name", Line).seal(),
    ask("handling", "Handling", "the handling", One(HANDLING)).must(),
];

pub(super) const CONTACTS: &[Asked] = &[
    ask("notifier_name", "Name of the person who notified you", "the name of the person who notified you", Line).must().seal(),
    ask("notifier_role", "Their role", "their role", Line).seal(),
    ask("notifier_contact", "How to reach them", "how to reach them", Line).seal(),
    ask("sio_name", "Senior investigating officer", "the senior investigating officer", Line).seal(),
    ask("sio_contact", "How to reach the senior investigating officer", "how to reach them", Line).seal(),
    ask("flo_name", "Family liaison officer", "the family liaison officer", Line).seal(),
    ask("flo_contact", "How to reach the family liaison officer", "how to reach them", Line).seal(),
    ask("disclosure_name", "Disclosure officer", "the disclosure officer", Line).seal(),
    ask("disclosure_contact", "How to reach the disclosure officer", "how to reach them", Line).seal(),
    ask("coroner_name", "Coroner’s officer", "the coroner’s officer", Line).seal(),
    ask("coroner_contact", "How to reach the coroner’s officer", "how to reach them", Line).seal(),
];

/// The officers of [`CONTACTS`], by the beginning of their fields, with the words for their part.
pub(super) const OFFICERS: &[(&str, &str)] = &[
    ("notifier", "Notifier"),
    ("sio", "Senior investigating officer"),
    ("flo", "Family liaison officer"),
    ("disclosure", "Disclosure officer"),
    ("coroner", "Coroner’s officer"),
];

const GIVEN: Asked = ask("given", "First names", "their first names", Line).must().seal();
const FAMILY: Asked = ask("family", "Last name", "their last name", Line).must().seal();
const ALIASES: Asked =
    ask("aliases", "Other names they were known by", "the other names", Line).seal().hint("Separate them with commas.");
const BORN: Asked = ask("born", "Date of birth", "the date of birth", PastDay).seal();
const EITHER: &str = "Give a date of birth or an age.";
const KNOWN_BORN: &str = "Give a date of birth or an age, if either is known.";
const ADDRESS: Asked = ask("address", "Address", "the address", Prose).seal();
const SEX: Asked = ask("sex", "Sex", "their sex", One(SEXES)).must();
const GP: Asked = ask("gp", "GP practice", "the GP practice", Line).seal();
const NHS: Asked = ask("nhs", "NHS number", "the NHS number", Line).seal();
const AREA: Asked = ask("residence", "Area of normal residence", "the area of normal residence", Line)
    .hint("District or borough, without the address.");
const NATION: Asked = ask("nation", "Nation of normal residence", "the nation of normal residence", One(NATIONS));
const ETHNICITY: Asked = ask("ethnicity", "Ethnicity", "their ethnicity", Pick(ETHNICITIES));

pub(super) const DECEASED: &[Asked] = &[
    GIVEN,
    FAMILY,
    ALIASES,
    BORN.or_else(EITHER),
    ask("age", "Age at death", "the age at death", Number(0, 120)).or_else("Leave it empty if you gave the date of birth."),
    SEX,
    ETHNICITY,
    ADDRESS,
    AREA.must(),
    NATION.must(),
    GP,
    NHS,
];

pub(super) const ALLEGED: &[Asked] = &[
    GIVEN,
    FAMILY,
    ALIASES,
    BORN.or_else(KNOWN_BORN),
    ask("age", "Age at the time", "the age at the time", Number(0, 120)).or_else("Leave it empty if you gave the date of birth."),
    SEX,
    ETHNICITY,
    ADDRESS,
    AREA,
    NATION,
    GP,
    NHS,
    ask("relationship", "The person who died was their", "what the person who died was to them", Pick(RELATIONSHIPS)).must(),
    ask(
        "young",
        "If somebody was under 16",
        "that it was checked",
        Many(|| vec![("checked", "The ages and the relationship were checked")]),
    )
    .hint("Section 8A asks that both people were 16 or over, section 9 that the person who died was."),
    ask("criminal", "Criminal status", "the criminal status", Pick(CRIMINAL)).must(),
    ask(
        "custody",
        "Where are they now?",
        "where they are now",
        One(|| {
            vec![
                ("custody", "In custody"),
                ("bail", "On bail or under investigation"),
                ("hospital", "In hospital"),
                ("at_liberty", "At liberty"),
                ("died", "They have died"),
                ("unknown", "Not known"),
            ]
        }),
    )
    .must(),
];

pub(super) const CHILD: &[Asked] = &[
    GIVEN,
    ask("family", "Last name", "their last name", Line).seal(),
    BORN.or_else(KNOWN_BORN),
    ask("age", "Age", "their age", Number(0, 30)).or_else("Leave it empty if you gave the date of birth."),
    SEX,
    ask(
        "child_of",
        "Whose child?",
        "whose child they are",
        Many(|| {
            vec![("deceased", "Of the person who died"), ("alleged", "Of the person alleged"), ("household", "Of the household")]
        }),
    ),
    ask("present", "Were they there when it happened?", "they were there", Known),
    ask("where_now", "Where are they now, and who looks after them?", "where they are now", Prose).seal(),
];

pub(super) const DEATH: &[Asked] = &[
    ask("died", "Date of death", "the date of death", PastDay)
        .must()
        .hint("If the day is not certain, the day that is most likely."),
    ask("died_sure", "Is that day certain?", "the day is certain", YesNo).must(),
    ask("incident", "Date of the incident", "the date of the incident", PastDay).hint("If it was not the day of death."),
    ask("incident_time", "Time of the incident", "the time of the incident", Time).hint("For example, 14:30 or 10:40pm."),
    ask(
        "place_kind",
        "Where did it happen?",
        "where it happened",
        One(|| {
            vec![
                ("residential", "Residential location"),
                ("public", "Public place"),
                ("other", "Other"),
                ("unknown", "Not known"),
            ]
        }),
    )
    .must(),
    ask("place", "Address or place", "the address or place", Prose).seal(),
    ask("abroad", "Did they die outside England and Wales?", "they died outside England and Wales", Known).must(),
    ask("manner", "How did they die, as far as is known?", "how they died", One(MANNERS)).must(),
    ask("facts", "Brief facts", "the brief facts", Prose)
        .must()
        .hint("What is known and who says so. Names are replaced by references when the review opens."),
];

pub(super) const RISK: &[Asked] = &[
    ask("at_risk", "Is anyone at risk now?", "anyone is at risk now", Known).must(),
    ask("at_risk_who", "Who, and from what?", "who is at risk", Prose).must().when("at_risk", "yes"),
    ask("safeguarding", "Safeguarding already done", "the safeguarding done", Prose),
    ask("referrals", "Other referrals made", "the referrals made", Prose)
        .hint("IOPC, children’s or adults’ safeguarding, other reviews."),
];

pub(super) const HISTORY: &[Asked] = &[
    ask("agencies", "Agencies known to have been in contact", "the agencies", Prose),
    ask("abuse_recent", "Domestic abuse known in the last 12 months?", "abuse was known in the last 12 months", Known).must(),
    ask("abuse_ever", "Domestic abuse known at any time?", "abuse was known at any time", Known).must(),
    ask("marac", "Heard at MARAC?", "it was heard at MARAC", Known).must(),
    ask("marac_dates", "MARAC dates", "the MARAC dates", Line).when("marac", "yes"),
    ask("grade", "Latest DASH or MERIT grade", "the grade", One(GRADES)).must(),
    ask("signs", "If they may have died by suicide, what is known?", "what is known", Many(SUICIDE_SIGNS)),
    ask("signs_more", "More about that", "more about that", Prose),
];

pub(super) const NEXT: &[Asked] = &[
    ask("coroner_opened", "Has the coroner opened an investigation or inquest?", "the coroner has opened one", Known).must(),
    ask("coroner_area", "Coroner’s area", "the coroner’s area", Line).when("coroner_opened", "yes"),
    ask("coroner_next", "Next inquest date", "the next inquest date", Day).when("coroner_opened", "yes"),
    ask("court_next", "Next court date", "the next court date", Day),
    ask("court", "Court and hearing", "the court and hearing", Line),
    ask("press", "Is there press interest?", "there is press interest", Known).must(),
    ask("press_more", "What has been reported or asked?", "what was reported", Prose).when("press", "yes"),
    ask("papers", "Papers that came with the notification", "the papers", Prose)
        .hint("Say what they are. The files themselves are added to the notification."),
];

pub(super) const LEAD: &[Asked] = &[
    ask("basis", "Why does your partnership lead?", "why your partnership leads", One(RESIDENCE)).must(),
    ask("rationale", "How do you know?", "how you know", Prose).must(),
    ask("others", "Are other partnerships concerned?", "other partnerships are concerned", YesNo).must(),
    ask("other_1", "Partnership", "the partnership", Line).must().when("others", "yes"),
    ask("other_1_by", "Agreed for them by", "who agreed for them", Line).when("others", "yes"),
    ask("other_1_on", "Agreed on", "the day they agreed", PastDay).when("others", "yes"),
    ask("other_2", "A second partnership", "the second partnership", Line).when("others", "yes"),
    ask("other_2_by", "Agreed for the second by", "who agreed for the second", Line).when("others", "yes"),
    ask("other_2_on", "The second agreed on", "the day the second agreed", PastDay).when("others", "yes"),
    ask("dispute", "Is the lead disputed?", "the lead is disputed", YesNo).must(),
    ask("dispute_more", "Who disputes it, and what happens next?", "who disputes it", Prose).must().when("dispute", "yes"),
];
