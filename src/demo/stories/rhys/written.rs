//! What was written: the report, section by section, and the recommendations with what became of each.

use super::super::deeds::Answers;

/// A recommendation from its words to its end.
pub(super) struct Action {
    pub(super) lead: &'static str,
    pub(super) fields: Answers<'static>,
    /// What its lead said when it was done.
    pub(super) done: &'static str,
    /// What the board was shown.
    pub(super) evidence: &'static str,
    /// What the check of its impact found.
    pub(super) impact: &'static str,
    /// What is different for those who are abused.
    pub(super) different: &'static str,
}

pub(super) const ACTIONS: &[Action] = &[
    Action {
        lead: "police",
        fields: &[
            (
                "body",
                "Speak with each person alone at every call about a couple, whoever they are, and make the risk assessment with each.",
            ),
            ("rationale", "Two men were spoken with in one room, and what Craig did was taken for a quarrel between equals."),
            ("level", "single_agency"),
            ("mechanism", "process"),
            ("sector", "police"),
            ("theme", "risk"),
            ("oversight", "Domestic Abuse Partnership Board"),
            ("when", "by June 2025"),
            ("measure", "Body-worn video of 40 calls a quarter: each person is spoken with alone in nine of ten."),
        ],
        done: "Told to all shifts, and put on the form. Body-worn video of 40 calls was watched: in 37 each was spoken with alone.",
        evidence: "The sheet of the 40 calls, and four of them watched at the meeting.",
        impact: "Six months on: 38 of 40. Risk assessments with men as those abused went from 3 to 29 in the half year.",
        different: "A man who is abused is asked on the doorstep, out of hearing, whether he is afraid.",
    },
    Action {
        lead: "board of care",
        fields: &[
            (
                "body",
                "Put the question about safety at home to everybody with an injury that could be an assault, and put it to them alone.",
            ),
            ("rationale", "The practice had the question, and put it to women."),
            ("level", "single_agency"),
            ("mechanism", "process"),
            ("sector", "health"),
            ("theme", "training"),
            ("oversight", "Domestic Abuse Partnership Board"),
            ("when", "by June 2025"),
            ("measure", "Audit of 60 records in ten practices: the question is asked of men as often as of women."),
        ],
        done: "The template was changed in all practices. Audit of 60 records: asked of 24 of 30 men and of 25 of 30 women.",
        evidence: "The audit, with how the 60 records were drawn.",
        impact: "A second audit of 60 by another practice: 26 of 30 men, 26 of 30 women. Eleven men were referred.",
        different: "Men with an injury are asked in private, and there is somewhere to send them.",
    },
    Action {
        lead: "lantern",
        fields: &[
            (
                "body",
                "Say in every leaflet and at every first call that the service is for men too, and ring back whoever is given another number.",
            ),
            ("rationale", "He rang once, asked whether the service was for him, and was given another number."),
            ("level", "single_agency"),
            ("mechanism", "awareness"),
            ("sector", "da_service"),
            ("theme", "awareness"),
            ("oversight", "Domestic Abuse Partnership Board"),
            ("when", "by June 2025"),
            ("measure", "Calls by men, and how many were rung back within two days, each quarter."),
        ],
        done: "Leaflets and the website are changed. 41 men rang in two quarters; 40 were rung back within two days.",
        evidence: "The call log of two quarters, and the leaflet, which two men who had used the service helped to write.",
        impact: "63 men in the next half year, all rung back. A worker for gay and bisexual men has been appointed.",
        different: "A man who rings once is rung back.",
    },
];

/// Every section that a report must have, and a few that it may. Typed with names, which the register ties to their codes.
pub(super) const SECTIONS: &[(&str, &str)] = &[
    (
        "tribute",
        "Aled was my little brother and the best cook in the family. He rang me every Sunday with the radio on too loud. He mended \
         things for neighbours who could not pay. We miss his voice.",
    ),
    ("condolences", "The panel offers its sincere condolences to his family and his friends."),
    (
        "introduction",
        "This review is about the death of Aled, who was 34 and was killed at his home in Wyreham in January 2024 by his partner, Craig. \
         Craig pleaded guilty to murder and is serving a life sentence. Responsibility for the death is his alone.",
    ),
    (
        "timescales",
        "The partnership decided on the review in February 2024, and it was finished within the six months that the guidance gives.",
    ),
    ("confidentiality", "Names were replaced by pseudonyms that his sister, who appears here as Cerys, chose."),
    (
        "methodology",
        "Three agencies had known him. One wrote a review of its own and two a short report. The panel read them together, and the chair met his sister twice.",
    ),
    (
        "involvement",
        "Cerys, his sister, met the chair, put a question to the review, chose the pseudonyms, wrote the tribute and read the draft. Two friends were \
         invited and did not wish to take part. Craig was written to in prison and did not answer.",
    ),
    (
        "author",
        "Rosalind Keane chaired the panel and wrote this report. She has never worked for an agency in Wyreham or Kelsall, nor for the \
         partnership. She has completed the Home Office’s course for chairs and the chairs’ course of Advocacy After Fatal Domestic Abuse, and \
         has chaired eleven reviews.",
    ),
    (
        "equality",
        "Sex and sexual orientation bore on how he was seen. Where services look for a woman who is afraid of a man, two men are taken for \
         equals. The panel considered all nine characteristics that the Equality Act 2010 protects. Of age, \
         disability, gender reassignment, marriage and civil partnership, pregnancy and maternity, race, and religion or belief it heard nothing that bore on the help \
         that he had. Agencies had recorded his age, his sex and his ethnicity, and had not asked him about the others.",
    ),
    (
        "parallel",
        "Craig was prosecuted, and was sentenced in April 2024. The coroner opened an inquest in January 2024, suspended it for the criminal proceedings and did not \
         resume it when they had ended.",
    ),
    (
        "dissemination",
        "His family, the agencies of the panel, the Home Office, the Commissioner and the Police and Crime Commissioner.",
    ),
    (
        "background",
        "Aled had lived in Wyreham for six years and worked in a workshop in the town. He and Craig had lived together for two of the three years in which they knew each other.",
    ),
    (
        "chronology",
        "November 2022: seen by a doctor for his ribs, with Craig beside him.\n\nAugust 2023: seen for his hand, with Craig beside him.\n\n\
         September 2023: a neighbour rang the police.\n\nOctober 2023: he rang the Lantern.\n\nJanuary 2024: Craig killed him at their home.",
    ),
    (
        "overview",
        "Each of three agencies met him once or twice, and each saw a part. His sister saw that he rang less often, and that Craig was in the room when he did.",
    ),
    (
        "analysis",
        "Line 1\nThe injuries and the call were signs of abuse. They were read as accidents and as a quarrel, because both were men.\n\n\
         Line 2\nHe looked for help once. The help that he found had no words for him.\n\n\
         Line 3\nHe was never seen alone by anybody who could have asked him.",
    ),
    ("conclusions", "He was in sight of three services. The question that might have reached him was asked of others."),
    (
        "lessons",
        "Men are abused too, by women and by men. See each person alone. Ring back.\n\n\
         Good practice. The neighbour rang, and gave her name.",
    ),
    (
        "s_process",
        "The Wyreham and Kelsall Community Safety Partnership decided in February 2024 to review the death of Aled, who was 34 and was killed \
         by his partner, Craig. The panel met once and worked by letter. His sister took part.",
    ),
    (
        "s_chronology",
        "Two visits to a doctor, a neighbour’s call and one call of his own, all in the fourteen months before Craig killed him.",
    ),
    ("s_issues", "A man who is abused by a man was not seen as one, and was never asked."),
    ("s_conclusions", "The question that might have reached him was asked of others."),
    ("s_lessons", "See each person alone, ask everybody, and ring back."),
];

/// The Home Office's letter, as it is bound into the report.
pub(super) const LETTER: &str = "Thank you for sending the report of this review, which the board considered on 18 September 2024.\n\n\
     It is a short report that says plainly what was not asked. The board was moved by the tribute, and thanks his sister for it.\n\n\
     The report can be published. Please publish this letter with it, and send us the address of the page.";
