//! What a mail is about.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::UnknownCode;
use crate::process::{Notice, Rule};

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An account was made for a person, who sets it up by the link.
    Invitation,
    /// A person asked to choose a new password.
    ResetPassword,
    /// A password was changed, in case it was somebody else who did.
    PasswordChanged,
    /// A post was given that its reader holds too, or in the partnership that they chair.
    PostGiven,
    /// A post that a person held has ended.
    PostEnded,
    /// What waits for a person, once a day.
    Digest,
    /// A clock of a review runs out soon.
    Reminder(Rule),
    /// A clock of a review has run out.
    Overdue(Rule),
    /// A person is invited to the panel of a review.
    PanelInvitation,
    /// A person was given a role in a review.
    RoleGiven,
    /// A body is asked what it thinks of holding a review.
    ConsultationAsked,
    /// An agency is asked for a return.
    ReturnAsked,
    /// An agency's return is due soon, or late.
    ReturnDue,
    /// A return that agencies were asked for is late: for those who run the review.
    ReturnLate,
    /// A hold is to be looked at again.
    HoldToLookAt,
    /// What an agency promised is due soon, or late.
    ActionDue,
    /// A return was signed for its agency.
    ReturnSigned,
    /// A return was sent back with questions.
    ReturnSentBack,
    /// An agency is asked to check the facts about itself.
    FactsToCheck,
    /// A check found that what a recommendation changed does not hold: for the board and for whoever leads it.
    ImpactNotPassed,
    /// A document was kept from leaving because of what the scan found in it.
    DocumentStopped,
    /// The bank holidays that dardr knows end within a year.
    BankHolidaysRunOut,
    /// What a step of the process tells people.
    Notice(Notice),
}

impl Kind {
    /// The kinds without something of their own to name.
    const PLAIN: [Self; 20] = [
        Self::Invitation,
        Self::ResetPassword,
        Self::PasswordChanged,
        Self::PostGiven,
        Self::PostEnded,
        Self::Digest,
        Self::PanelInvitation,
        Self::RoleGiven,
        Self::ConsultationAsked,
        Self::ReturnAsked,
        Self::ReturnDue,
        Self::ReturnLate,
        Self::HoldToLookAt,
        Self::ActionDue,
        Self::ReturnSigned,
        Self::ReturnSentBack,
        Self::FactsToCheck,
        Self::ImpactNotPassed,
        Self::DocumentStopped,
        Self::BankHolidaysRunOut,
    ];

    /// Every kind of mail there is.
    pub fn all() -> impl Iterator<Item = Self> {
        let clocks = Rule::ALL.iter().flat_map(|rule| [Self::Reminder(*rule), Self::Overdue(*rule)]);
        Self::PLAIN.into_iter().chain(clocks).chain(Notice::ALL.iter().map(|notice| Self::Notice(*notice)))
    }

    /// Whether its link lets whoever holds it in: it is taken out of the row as soon as the mail has left.
    #[must_use]
    pub const fn carries_a_key(self) -> bool {
        matches!(self, Self::Invitation | Self::ResetPassword)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reminder(rule) => write!(out, "reminder:{rule}"),
            Self::Overdue(rule) => write!(out, "overdue:{rule}"),
            Self::Notice(notice) => write!(out, "notice:{notice}"),
            Self::Invitation => out.write_str("invitation"),
            Self::ResetPassword => out.write_str("reset_password"),
            Self::PasswordChanged => out.write_str("password_changed"),
            Self::PostGiven => out.write_str("post_given"),
            Self::PostEnded => out.write_str("post_ended"),
            Self::Digest => out.write_str("digest"),
            Self::PanelInvitation => out.write_str("panel_invitation"),
            Self::ReturnLate => out.write_str("return_late"),
            Self::HoldToLookAt => out.write_str("hold_to_look_at"),
            Self::ActionDue => out.write_str("action_due"),
            Self::ReturnSigned => out.write_str("return_signed"),
            Self::RoleGiven => out.write_str("role_given"),
            Self::ConsultationAsked => out.write_str("consultation_asked"),
            Self::ReturnAsked => out.write_str("return_asked"),
            Self::ReturnDue => out.write_str("return_due"),
            Self::ReturnSentBack => out.write_str("return_sent_back"),
            Self::FactsToCheck => out.write_str("facts_to_check"),
            Self::ImpactNotPassed => out.write_str("impact_not_passed"),
            Self::DocumentStopped => out.write_str("document_stopped"),
            Self::BankHolidaysRunOut => out.write_str("bank_holidays_run_out"),
        }
    }
}

impl FromStr for Kind {
    type Err = UnknownCode;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        let unknown = UnknownCode("Kind");
        match code.split_once(':') {
            Some(("reminder", rule)) => rule.parse().map(Self::Reminder).map_err(|_| unknown),
            Some(("overdue", rule)) => rule.parse().map(Self::Overdue).map_err(|_| unknown),
            Some(("notice", notice)) => notice.parse().map(Self::Notice).map_err(|_| unknown),
            Some(_) => Err(unknown),
            None => Self::PLAIN.into_iter().find(|kind| kind.to_string() == code).ok_or(unknown),
        }
    }
}

impl TryFrom<String> for Kind {
    type Error = UnknownCode;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        code.parse()
    }
}

impl Serialize for Kind {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_reads_back_what_it_wrote() {
        for kind in Kind::all() {
            assert!(!kind.to_string().is_empty(), "{kind:?} has no code");
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert!("notice:nothing".parse::<Kind>().is_err());
    }
}
