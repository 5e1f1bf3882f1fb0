//! Where the steps and clocks of the table come from.
//!
//! No paragraph number stands here that was not read in the source. Where only the document is known, the document stands, with
//! the mark `to confirm`. `S` numbers are those of `docs/sources.md`; `design` marks a choice of our own.

use crate::process::Level;

/// A source of a step or a clock under one regime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The statute's section, the guidance, the local practice, or that it is our default.
    pub source: &'static str,
    /// How binding it is.
    pub level: Level,
    /// How we know: the sources read, `to confirm`, `uncertain` or `design`.
    pub evidence: &'static str,
}

const fn cite(level: Level, source: &'static str, evidence: &'static str) -> Citation {
    Citation { source, level, evidence }
}

use Level::{D, L1, L2, L3};

// The statute.
pub(super) const S9_1: Citation = cite(L1, "Domestic Violence, Crime and Victims Act 2004, section 9(1)", "S1");
pub(super) const S9_2: Citation = cite(L1, "Domestic Violence, Crime and Victims Act 2004, section 9(2)", "S1");
pub(super) const S9_3B: Citation = cite(L1, "Domestic Violence, Crime and Victims Act 2004, section 9(3B) and (3C)", "S1");
pub(super) const S8A_1: Citation = cite(L1, "Domestic Violence, Crime and Victims Act 2004, section 8A(1), once in force", "S2");
pub(super) const S8A_2: Citation = cite(L1, "Domestic Violence, Crime and Victims Act 2004, section 8A(2), once in force", "S2");
pub(super) const S8A_4: Citation =
    cite(L1, "Domestic Violence, Crime and Victims Act 2004, section 8A(4) and (5), once in force", "S2");
pub(super) const DAA_S16: Citation = cite(L1, "Domestic Abuse Act 2021, section 16", "S3");
pub(super) const CORONERS_R29: Citation = cite(L1, "Coroners (Investigations) Regulations 2013, regulation 29", "to confirm");

// Guidance to which listed bodies must have regard.
pub(super) const GUIDE: Citation = cite(L2, "Home Office statutory guidance, December 2016", "to confirm");
pub(super) const GUIDE_WRITTEN: Citation = cite(L2, "Home Office guidance and online learning: written notice", "S19");
pub(super) const GUIDE_MONTH: Citation =
    cite(L2, "Home Office statutory guidance, December 2016: one month to decide", "S39, S10");
pub(super) const GUIDE_SIX: Citation =
    cite(L2, "Home Office statutory guidance, December 2016: six months to report", "S39, S26");
pub(super) const GUIDE_TELL: Citation = cite(L2, "Home Office statutory guidance, December 2016: tell the Home Office", "S18");
pub(super) const GUIDE_DELAY: Citation =
    cite(L2, "Home Office statutory guidance, December 2016, and practice in trial pauses", "S33, to confirm");
pub(super) const SCRUTINY: Citation = cite(L2, "Home Office scrutiny of decisions not to review", "S21");
pub(super) const ASSURANCE: Citation = cite(L2, "Home Office quality assurance", "S20, S27");
pub(super) const PUBLISH: Citation = cite(L2, "Home Office: publish unless there is a compelling reason", "S21");
pub(super) const HOLD_BACK: Citation = cite(L2, "Home Office: hold back only for a compelling reason", "S21, to confirm");
pub(super) const DRAFT: Citation =
    cite(L2, "Draft statutory guidance, May 2024, its text not read: the step of 2016 is kept", "S7, uncertain");
pub(super) const SUSR: Citation = cite(L2, "Single Unified Safeguarding Review statutory guidance (Wales)", "S31");
pub(super) const SUSR_TIME: Citation =
    cite(L2, "Single Unified Safeguarding Review statutory guidance (Wales), its times not read", "S31, uncertain");
pub(super) const SUSR_HO: Citation = cite(L2, "Home Office quality assurance still applies in Wales", "S31");
pub(super) const CHILD_REVIEW: Citation = cite(L2, "Guidance on rapid reviews under the Children Act 2004", "S37");
pub(super) const ADULTS_REVIEW: Citation =
    cite(L2, "Guidance on safeguarding adults reviews, Care Act 2014, section 44", "to confirm");

// Local practice and our defaults.
pub(super) const CONSIDER: Citation =
    cite(L3, "Local practice: published protocols with a panel that considers each death", "S11, S12");
pub(super) const LOCAL: Citation = cite(L3, "Local practice: learning reviews that follow the same steps", "S33");
pub(super) const PRACTICE: Citation = cite(L3, "Local practice", "design");
pub(super) const ONLINE: Citation = cite(L3, "Local practice: published local timetables of one year and of two years", "S18");
pub(super) const PAUSE: Citation =
    cite(L3, "Local practice: a published protocol with the first panel before a trial pause", "S33");
pub(super) const FAMILY: Citation = cite(L3, "AAFDA’s model of family involvement", "S34");
pub(super) const UNSETTLED: Citation = cite(D, "dardr’s default: only the report must be sent by statute", "uncertain");
pub(super) const CHASE: Citation = cite(D, "dardr’s default: no time is promised", "S20, design");
pub(super) const OWN: Citation = cite(D, "dardr’s default", "design");
