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
        done: "The template was changed in all practices. Audit of 60 records: asked of 25 of 30 men and of 25 of 30 women.",
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

/// Every section of the report, as its author typed it: with names, which the register ties to their codes.
pub(super) const SECTIONS: &[(&str, &str)] = &[
    ("tribute", include_str!("report/tribute.txt")),
    ("condolences", include_str!("report/condolences.txt")),
    ("introduction", include_str!("report/introduction.txt")),
    ("timescales", include_str!("report/timescales.txt")),
    ("confidentiality", include_str!("report/confidentiality.txt")),
    ("terms", include_str!("report/terms.txt")),
    ("methodology", include_str!("report/methodology.txt")),
    ("involvement", include_str!("report/involvement.txt")),
    ("contributors", include_str!("report/contributors.txt")),
    ("panel", include_str!("report/panel.txt")),
    ("author", include_str!("report/author.txt")),
    ("parallel", include_str!("report/parallel.txt")),
    ("equality", include_str!("report/equality.txt")),
    ("dissemination", include_str!("report/dissemination.txt")),
    ("background", include_str!("report/background.txt")),
    ("chronology", include_str!("report/chronology.txt")),
    ("overview", include_str!("report/overview.txt")),
    ("analysis", include_str!("report/analysis.txt")),
    ("conclusions", include_str!("report/conclusions.txt")),
    ("lessons", include_str!("report/lessons.txt")),
    ("recommendations", include_str!("report/recommendations.txt")),
    ("glossary", include_str!("report/glossary.txt")),
    ("research", include_str!("report/research.txt")),
    ("s_process", include_str!("report/s_process.txt")),
    ("s_terms", include_str!("report/s_terms.txt")),
    ("s_chronology", include_str!("report/s_chronology.txt")),
    ("s_issues", include_str!("report/s_issues.txt")),
    ("s_conclusions", include_str!("report/s_conclusions.txt")),
    ("s_lessons", include_str!("report/s_lessons.txt")),
];

/// The Home Office's letter, as it is bound into the report.
pub(super) const LETTER: &str = "Thank you for sending the report of this review, which the board considered on 18 September 2024.\n\n\
     The report says plainly what was not asked, and of whom it was. The board was moved by the tribute, and thanks his sister for it.\n\n\
     The report can be published. Please publish this letter with it, and send us the address of the page.";

/// What his sister missed in the draft, in the section on his background.
pub(super) const SHE_ADDED: &str = " He rang his sister every Sunday.";
