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

/// A section, its words as they stand in the end, and as they stood before.
type PutRight = (&'static str, &'static str, &'static str);

/// What agencies put right when they had checked the facts about themselves.
const BY_AGENCIES: &[PutRight] = &[
    ("chronology", "The next evening a sergeant", "The same evening a sergeant"),
    ("analysis", "among 64 calls", "among 46 calls"),
];

/// What her sister put right when she had read the draft.
const BY_HER_SISTER: &[PutRight] = &[
    ("background", "for six years in a shop", "for four years in a shop"),
    ("conclusions", "Danuta did that herself. She asked", "Danuta had failed to engage with what she was referred to. She asked"),
];

/// Every section as it was first drafted.
pub(super) fn first_draft() -> Vec<(&'static str, String)> {
    as_before(SECTIONS.iter().copied(), &[BY_AGENCIES, BY_HER_SISTER])
}

/// What was written again when the agencies had checked the facts about themselves.
pub(super) fn after_the_checks() -> Vec<(&'static str, String)> {
    as_before(sections(BY_AGENCIES), &[BY_HER_SISTER])
}

/// What was put right when her sister had read the draft.
pub(super) fn after_her_comments() -> Vec<(&'static str, String)> {
    as_before(sections(BY_HER_SISTER), &[])
}

fn sections(all: &[PutRight]) -> impl Iterator<Item = (&'static str, &'static str)> {
    SECTIONS.iter().copied().filter(|(name, _)| all.iter().any(|(section, ..)| section == name))
}

fn as_before(
    sections: impl Iterator<Item = (&'static str, &'static str)>,
    to_come: &[&[PutRight]],
) -> Vec<(&'static str, String)> {
    let before = |name: &str, text: &str| {
        let of_it = to_come.iter().copied().flatten().filter(|(section, ..)| *section == name);
        of_it.fold(text.to_owned(), |text, (_, right, before)| text.replace(right, before))
    };
    sections.map(|(name, text)| (name, before(name, text))).collect()
}

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
