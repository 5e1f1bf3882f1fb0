//! What the notification, the consultation and the decision say of a case, in the words that letters use. Nothing here names anybody.

use crate::access::Grant;
use crate::access::right::SeeCase;
use crate::consultation::{self, Consultee, View};
use crate::decision::{self, Part, Record};
use crate::notification::{self, Account, Section, Whom, wording};
use crate::process::scope::CriminalOutcome;
use crate::redaction::Labels;
use crate::store::Tx;
use crate::typeset::papers::{ConsulteeView, PersonBand};
use crate::ui::Problem;
use crate::ui::asked::Sheet;

/// The case as it came and as it was decided. Empty for somebody who may not read it.
#[derive(Default)]
pub(super) struct Case {
    account: Option<Account>,
    record: Option<Record>,
    consulted: Vec<Consultee>,
}

/// How a letter speaks of somebody.
pub(super) struct Pronouns {
    pub(super) subject: &'static str,
    pub(super) possessive: &'static str,
}

impl Case {
    pub(super) async fn read(tx: &mut Tx, see: &Grant<SeeCase>) -> Result<Self, Problem> {
        Ok(Self {
            account: notification::account(tx, see).await.ok(),
            record: decision::record(tx, see).await?,
            consulted: consultation::consultees(tx, see).await?,
        })
    }

    pub(super) fn died(&self) -> Option<chrono::NaiveDate> {
        self.account.as_ref().map(|account| account.died)
    }

    fn sheet(&self, section: Section) -> Sheet {
        self.account.as_ref().map(|account| account.sheet(section)).unwrap_or_default()
    }

    fn decided(&self, part: Part) -> Sheet {
        self.record.as_ref().map(|record| record.sheet(part)).unwrap_or_default()
    }

    /// The people of one part, each with the answers of their page.
    fn people(&self, whom: Whom) -> Vec<Sheet> {
        let sections = self.account.as_ref().map(Account::sections).unwrap_or_default();
        let theirs = sections.into_iter().filter(|section| matches!(section, Section::Person(part, _) if *part == whom));
        theirs.map(|section| self.sheet(section)).collect()
    }

    pub(super) fn manner(&self) -> String {
        let code = self.account.as_ref().map(|account| account.manner.clone()).unwrap_or_default();
        wording::manner(&code).to_owned()
    }

    /// The area in which the person who died lived.
    pub(super) fn area(&self, labels: &Labels) -> String {
        self.people(Whom::Deceased).first().map(|sheet| labels.show(sheet.get("residence"))).unwrap_or_default()
    }

    /// Age and sex. Nobody outside knows the codes of a register: where there are several, they are counted.
    pub(super) fn bands(&self, whom: Whom) -> Vec<PersonBand> {
        let people = self.people(whom);
        let several = people.len() > 1;
        let each = people.iter().enumerate();
        each.map(|(at, sheet)| PersonBand {
            code: if several { first_up(nth(at)) } else { String::new() },
            age: sheet.parsed::<u8>("age").map(band).unwrap_or_default().to_owned(),
            sex: wording::sex(sheet.get("sex")).to_owned(),
        })
        .collect()
    }

    pub(super) fn relationship(&self) -> String {
        let people = self.people(Whom::Alleged);
        let several = people.len() > 1;
        let said = people.iter().enumerate().map(|(at, sheet)| {
            let of = if several { format!("the {} person alleged", nth(at)) } else { "the person alleged".into() };
            was(sheet.get("relationship"), &of)
        });
        said.collect::<Vec<_>>().join("\n")
    }

    pub(super) fn criminal(&self) -> String {
        let people = self.people(Whom::Alleged);
        let several = people.len() > 1;
        let said = people.iter().enumerate().filter_map(|(at, sheet)| {
            let outcome: CriminalOutcome = sheet.get("criminal").parse().ok()?;
            Some(if several {
                format!("{}: {}", first_up(nth(at)), outcome.label().to_lowercase())
            } else {
                outcome.label().into()
            })
        });
        said.collect::<Vec<_>>().join("\n")
    }

    /// Other reviews as the notification speaks of them, which may be all that is known yet.
    pub(super) fn referrals(&self, labels: &Labels) -> Vec<String> {
        let said = labels.show(self.sheet(Section::Risk).get("referrals"));
        said.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    pub(super) fn coroner(&self, labels: &Labels) -> String {
        let sheet = self.sheet(Section::Next);
        let area = labels.show(sheet.get("coroner_area"));
        match (sheet.get("coroner_opened"), area.is_empty()) {
            ("yes", false) => format!("An investigation or inquest is open ({area})"),
            ("yes", true) => "An investigation or inquest is open".into(),
            ("no", _) => "No investigation or inquest was open when we were notified".into(),
            _ => String::new(),
        }
    }

    /// The pronouns of the person who died; "they" where the sex is not recorded or several died.
    pub(super) fn pronouns(&self) -> Pronouns {
        let people = self.people(Whom::Deceased);
        match people.as_slice() {
            [only] if only.is("sex", "female") => Pronouns { subject: "she", possessive: "her" },
            [only] if only.is("sex", "male") => Pronouns { subject: "he", possessive: "his" },
            _ => Pronouns { subject: "they", possessive: "their" },
        }
    }

    /// The reasons of the decision, as the record has them, an empty line between them.
    pub(super) fn reasons(&self, labels: &Labels) -> String {
        let sheet = self.decided(Part::Reasons);
        let each = ["scope", "concern", "learning"].map(|name| labels.show(sheet.get(name)));
        each.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    pub(super) fn alternatives(&self, labels: &Labels) -> String {
        labels.show(self.decided(Part::Reasons).get("alternatives"))
    }

    pub(super) fn family_view(&self, labels: &Labels) -> String {
        labels.show(self.decided(Part::Reasons).get("family"))
    }

    pub(super) fn immediate_learning(&self, labels: &Labels) -> String {
        labels.show(self.decided(Part::Telling).get("immediate"))
    }

    /// What those consulted said, dissent among it.
    pub(super) fn views(&self, labels: &Labels) -> Vec<ConsulteeView> {
        let replied = self.consulted.iter().filter(|one| one.view.is_some());
        replied
            .map(|one| ConsulteeView {
                agency: one.body.clone(),
                view: one.view.map(View::label).unwrap_or_default().to_owned(),
                reason: labels.show(one.sheet.get("view_why")),
            })
            .collect()
    }
}

/// Which of several.
const fn nth(at: usize) -> &'static str {
    match at {
        0 => "first",
        1 => "second",
        2 => "third",
        3 => "fourth",
        _ => "next",
    }
}

fn first_up(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// What the person who died was to somebody, as a sentence. The codes are those of the notification's question.
fn was(code: &str, of: &str) -> String {
    let what = match code {
        "spouse" => "the spouse or civil partner",
        "common_law_spouse" => "the common-law spouse",
        "partner" => "the girlfriend or boyfriend",
        "ex_spouse" => "the former spouse or civil partner",
        "ex_common_law_spouse" => "the former common-law spouse",
        "ex_partner" => "the former partner",
        "casual_partner" => "a casual partner",
        "cohabitant" => "a cohabitant",
        "parent" => "a parent",
        "step_parent" => "a step-parent",
        "grandparent" => "a grandparent",
        "sibling" => "a brother or sister",
        "child" => "the son or daughter",
        "step_child" => "a step-child",
        "other_relative" => "a relative",
        "cared_for" => return format!("The person who died was cared for by {of}"),
        "carer" => "the carer",
        "flatmate" => "a flatmate or lodger",
        "non_relative" => return format!("The person who died was not related to {of}"),
        _ => return format!("How the person who died was related to {of} is not known"),
    };
    format!("The person who died was {what} of {of}")
}

/// The bands of the Home Office's data form (domain section 6.3).
fn band(age: u8) -> &'static str {
    match age {
        0..=15 => "under 16",
        16..=19 => "16 to 19",
        20..=24 => "20 to 24",
        25..=34 => "25 to 34",
        35..=44 => "35 to 44",
        45..=54 => "45 to 54",
        55..=64 => "55 to 64",
        65..=u8::MAX => "65 or over",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relationship_is_a_sentence_without_codes() {
        assert_eq!(was("ex_partner", "the person alleged"), "The person who died was the former partner of the person alleged");
        let known: Vec<_> = crate::notification::wording::relationships().into_iter().filter(|code| *code != "unknown").collect();
        for code in known {
            assert!(!was(code, "the person alleged").ends_with("is not known"), "{code} has no words");
        }
    }

    #[test]
    fn an_age_falls_in_one_band_of_the_data_form() {
        let bands: Vec<_> = [15, 16, 19, 20, 24, 25, 34, 35, 64, 65, 120].map(band).to_vec();
        assert_eq!(bands[..3], ["under 16", "16 to 19", "16 to 19"]);
        assert_eq!(
            bands[3..],
            ["20 to 24", "20 to 24", "25 to 34", "25 to 34", "35 to 44", "55 to 64", "65 or over", "65 or over"]
        );
    }
}
