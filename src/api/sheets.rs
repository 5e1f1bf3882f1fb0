//! Forms that are lists of questions, as JSON: what is asked, what is answered, and answers to be kept.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use poem_openapi::Object;
use serde_json::Value;

use crate::redaction::Labels;
use crate::ui::Filled;
use crate::ui::asked::{Asked, Sheet, Sort};

use super::fault::Fault;

/// Answers by the name of their question: a text, a code, a day as 2026-03-06, a number, true or false for yes or no, or a list of codes.
pub(super) type Answers = BTreeMap<String, Value>;

/// What can be chosen as an answer.
#[derive(Debug, Object)]
struct AskedOption {
    /// What is sent.
    code: String,
    /// What people read.
    label: String,
}

/// A question of a form.
#[derive(Debug, Object)]
struct AskedQuestion {
    /// The name of its answer.
    name: String,
    /// What people read.
    label: String,
    /// What the answer is: line, prose, time, day, past_day, number, yes_no, known, one, pick (as one, of a long list) or many.
    sort: String,
    /// A sentence that helps to answer.
    hint: String,
    /// Whether it must be answered.
    required: bool,
    /// What can be chosen.
    options: Vec<AskedOption>,
    /// The least number.
    least: Option<i64>,
    /// The greatest number.
    most: Option<i64>,
    /// It is asked only when this other question …
    only_if: Option<String>,
    /// … has this answer.
    only_if_answer: Option<String>,
}

/// A form with its answers.
#[derive(Debug, Object)]
pub(super) struct AnsweredForm {
    /// What is asked, in order.
    questions: Vec<AskedQuestion>,
    /// The answers as they are kept and can be sent back. People are references in them, as {{V1}}.
    answers: BTreeMap<String, Vec<String>>,
    /// The same in the words that people read, with pseudonyms.
    shown: BTreeMap<String, String>,
}

impl From<&Asked> for AskedQuestion {
    fn from(asked: &Asked) -> Self {
        let (sort, range) = match asked.sort {
            Sort::Line => ("line", None),
            Sort::Time => ("time", None),
            Sort::Prose => ("prose", None),
            Sort::Day => ("day", None),
            Sort::PastDay => ("past_day", None),
            Sort::Number(least, most) => ("number", Some((least, most))),
            Sort::YesNo => ("yes_no", None),
            Sort::Known => ("known", None),
            Sort::One(_) => ("one", None),
            Sort::Pick(_) => ("pick", None),
            Sort::Many(_) => ("many", None),
        };
        Self {
            name: asked.name.into(),
            label: asked.label.into(),
            sort: sort.into(),
            hint: asked.hint.into(),
            required: asked.required,
            options: asked
                .options()
                .into_iter()
                .map(|(code, label)| AskedOption { code: code.into(), label: label.into() })
                .collect(),
            least: range.map(|(least, _)| least),
            most: range.map(|(_, most)| most),
            only_if: asked.only_if.map(|(name, _)| name.into()),
            only_if_answer: asked.only_if.map(|(_, value)| value.into()),
        }
    }
}

/// A form with its answers, in which people are called by `labels`; without them, the words stand as they were typed.
pub(super) fn form<'a>(questions: impl IntoIterator<Item = &'a Asked>, sheet: &Sheet, labels: Option<&Labels>) -> AnsweredForm {
    let mut found = AnsweredForm { questions: Vec::new(), answers: BTreeMap::new(), shown: BTreeMap::new() };
    for asked in questions {
        found.questions.push(asked.into());
        if sheet.all(asked.name).is_empty() {
            continue;
        }
        let words = sheet.words(asked);
        let words = labels.filter(|_| asked.is_words()).map_or(words.clone(), |labels| labels.show(&words));
        found.answers.insert(asked.name.into(), sheet.all(asked.name).to_vec());
        found.shown.insert(asked.name.into(), words);
    }
    found
}

/// The name itself is not repeated: it is what somebody sent.
const UNASKED: &str = "One of the answers has a name that is no question of this form. Its questions are listed where it is read";

/// Answers as the form would have sent them.
///
/// # Errors
/// 422 for an answer to no question, or one that is no text, number, yes or no, or list of them.
pub(super) fn sent(answers: &Answers, questions: &[Asked]) -> Result<Filled, Fault> {
    let mut f = Filled::new();
    for (name, value) in answers {
        let asked = questions.iter().find(|asked| asked.name == name);
        let asked = asked.ok_or_else(|| Fault::wrong("answers", UNASKED))?;
        let wrong = || Fault::wrong(name, "Send a text, a number, true or false, or a list of codes");
        let values = match value {
            Value::Array(all) => all.iter().map(word).collect::<Option<Vec<_>>>().ok_or_else(wrong)?,
            one => vec![word(one).ok_or_else(wrong)?],
        };
        for value in values {
            f = if asked.is_day() { with_day(f, name, &value) } else { f.with(name, value) };
        }
    }
    Ok(f)
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::Bool(yes) => Some(if *yes { "yes" } else { "no" }.into()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.clone()),
        Value::Array(_) | Value::Object(_) => None,
    }
}

/// A day in the three fields of a form. One that does not exist is kept in them, so that the form says what is wrong with it.
fn with_day(f: Filled, name: &str, value: &str) -> Filled {
    if value.parse::<NaiveDate>().is_ok() || value.is_empty() {
        return f.with_date(name, value.parse().ok());
    }
    let mut parts = value.splitn(3, '-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let part = |part: Option<&str>| part.unwrap_or("?").to_owned();
    f.with(&format!("{name}-day"), part(day))
        .with(&format!("{name}-month"), part(month))
        .with(&format!("{name}-year"), part(year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::asked::{ask, read};

    const QUESTIONS: &[Asked] = &[
        ask("died", "Date of death", "the date of death", Sort::PastDay).must(),
        ask("sure", "Sure?", "it is sure", Sort::YesNo).must(),
        ask("kinds", "Kinds", "the kinds", Sort::Many(|| vec![("a", "Apple"), ("b", "Bread")])),
    ];

    fn answers(value: serde_json::Value) -> Answers {
        value.as_object().cloned().unwrap_or_default().into_iter().collect()
    }

    #[test]
    fn answers_are_read_as_the_form_reads_them_and_given_back() {
        let today = "2026-03-06".parse().expect("a day");
        let sent_ones = answers(serde_json::json!({ "died": "2026-02-08", "sure": true, "kinds": ["a", "b"] }));
        let mut f = sent(&sent_ones, QUESTIONS).expect("good answers");
        let sheet = read(&mut f, QUESTIONS, today);
        assert!(f.is_good(), "{:?}", f.errors());
        let form = form(QUESTIONS, &sheet, None);
        assert_eq!(form.answers["kinds"], ["a", "b"]);
        assert_eq!(form.shown["died"], "8 February 2026");
    }

    #[test]
    fn a_day_that_does_not_exist_is_told_and_not_forgotten() {
        let mut f = sent(&answers(serde_json::json!({ "died": "2026-02-31", "sure": "no" })), QUESTIONS).expect("to be read");
        read(&mut f, QUESTIONS, "2026-03-06".parse().expect("a day"));
        assert!(f.error("died").is_some_and(|sentence| sentence.contains("real date") || sentence.contains("February")));
        assert!(sent(&answers(serde_json::json!({ "dyed": "2026-02-08" })), QUESTIONS).is_err());
        assert!(sent(&answers(serde_json::json!({ "died": { "day": 8 } })), QUESTIONS).is_err());
    }
}
