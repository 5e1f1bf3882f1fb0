//! Questions that many reviews must ask, to begin from. Each is offered, none is put in by itself.

/// A suggested key line of enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its code, kept with the question that began as it.
    pub code: &'static str,
    /// What it is about.
    pub theme: &'static str,
    /// The question.
    pub question: &'static str,
}

const fn ask(code: &'static str, theme: &'static str, question: &'static str) -> Suggestion {
    Suggestion { code, theme, question }
}

/// The suggestions, in our own words.
#[rustfmt::skip] // A list: one line a question.
pub const BANK: &[Suggestion] = &[
    ask("recognition", "Recognising domestic abuse", "Did those who met the person who died recognise domestic abuse for what it was, and what helped or hindered them?"),
    ask("risk", "Risk assessment and MARAC", "How was risk assessed, by whom and how often, and was the case referred to and acted on by a multi-agency risk assessment conference?"),
    ask("sharing", "Information sharing", "What did each agency know, with whom did it share that and when, and what would a full picture have shown?"),
    ask("control", "Coercive, controlling and economic abuse", "Was coercive, controlling or economic abuse looked for and understood, including debt, work, housing and immigration used as control?"),
    ask("stalking", "Stalking and technology", "Was stalking, monitoring or abuse by telephone and online recognised, recorded as such and acted on?"),
    ask("separation", "Separation and child contact", "How did agencies respond to the danger of separation, and were arrangements for contact with children used to go on with the abuse?"),
    ask("children", "The children’s experience", "What was daily life like for the children, who asked them, and what was done for their safety and recovery?"),
    ask("response", "The response to the person causing harm", "What was done to see, stop and change the behaviour of the person causing harm, and were powers and programmes used?"),
    ask("mental_health", "Mental health, suicide and self-harm", "How were mental health, suicidal thoughts and self-harm understood in the light of abuse, and was the risk of suicide as a result of abuse considered?"),
    ask("substances", "Alcohol and drugs", "How did services respond to the use of alcohol or drugs, by whom, and did it hide or explain away the abuse?"),
    ask("care", "Care, carers and capacity", "Were needs for care and support, the position of carers and mental capacity assessed with abuse in mind?"),
    ask("housing", "Housing and homelessness", "What part did housing play, and was safe accommodation offered that could be taken up?"),
    ask("immigration", "Immigration, language and interpreters", "How did immigration status, no recourse to public funds, language and the use of interpreters affect safety and access to help?"),
    ask("honour", "So-called honour-based abuse and forced marriage", "Was so-called honour-based abuse or forced marriage considered, and were specialist services brought in?"),
    ask("curiosity", "Professional curiosity", "Did professionals ask, ask safely and ask again, and did they hear what was said in other ways than by words?"),
    ask("counter", "Counter-allegations", "Where both were named as causing harm, how did agencies find out who was doing what to whom?"),
    ask("thresholds", "Thresholds and escalation", "Did thresholds keep help away, and were differences between professionals raised and settled?"),
    ask("policy", "Policy, training and workload", "Were policies, training, supervision and workload such that staff could do what was asked of them?"),
    ask("access", "Access and barriers", "What stood in the way of services reaching the person who died, seen through each protected characteristic and through poverty and place?"),
    ask("network", "Employer and informal network", "What did family, friends, neighbours and the employer know, and what would have helped them to act?"),
    ask("covid", "Restrictions during the pandemic", "How did restrictions during the pandemic affect the abuse and the help that could be had?"),
    ask("good_practice", "Good practice", "What was done well that others should know of?"),
];

/// The suggestion behind a code.
#[must_use]
pub fn suggestion(code: &str) -> Option<&'static Suggestion> {
    BANK.iter().find(|one| one.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_suggestion_is_one_question_and_has_a_code_of_its_own() {
        let mut codes: Vec<_> = BANK.iter().map(|one| one.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), BANK.len());
        for one in BANK {
            assert!(one.question.ends_with('?') && one.question.matches('?').count() == 1, "{}", one.code);
        }
    }
}
