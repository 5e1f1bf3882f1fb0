//! What the report says, section by section, as its author typed it: with names, which the register ties to their codes.

/// Every section and its text.
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
    ("research", include_str!("report/research.txt")),
    ("glossary", include_str!("report/glossary.txt")),
    ("s_process", include_str!("report/s_process.txt")),
    ("s_terms", include_str!("report/s_terms.txt")),
    ("s_chronology", include_str!("report/s_chronology.txt")),
    ("s_issues", include_str!("report/s_issues.txt")),
    ("s_conclusions", include_str!("report/s_conclusions.txt")),
    ("s_lessons", include_str!("report/s_lessons.txt")),
];

/// What was written again when her sister had read the draft.
pub(super) const AFTER_THE_READING: &[(&str, &str)] = &[
    ("timescales", include_str!("report/timescales-read.txt")),
    ("involvement", include_str!("report/involvement-read.txt")),
    ("s_process", include_str!("report/s_process-read.txt")),
];

/// What was written again after the letter of the Home Office, in the order of its points.
pub(super) const AFTER_THE_LETTER: &[(&str, &str)] = &[
    ("terms", include_str!("report/terms-revised.txt")),
    ("panel", include_str!("report/panel-revised.txt")),
    ("recommendations", include_str!("report/recommendations-revised.txt")),
    ("s_process", include_str!("report/s_process-revised.txt")),
];
