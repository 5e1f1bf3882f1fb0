//! How recommendations are sorted: level, type, and the Home Office's own lists of sectors and themes.

use crate::store::text_enum;

/// A list of codes with the words that people read.
macro_rules! worded {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $code:literal, $label:literal;)+ }) => {
        text_enum!(
            $(#[$meta])*
            pub enum $name { $(#[doc = $label] $variant = $code),+ }
        );

        impl $name {
            /// In words.
            #[must_use]
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

worded! {
    /// How far it reaches (domain section 5.4).
    Level {
        SingleAgency = "single_agency", "Single agency";
        MultiAgency = "multi_agency_local", "Multi-agency, local";
        Regional = "regional", "Regional";
        National = "national", "National";
    }
}

worded! {
    /// What kind of change it asks for (domain section 5.4).
    Mechanism {
        Policy = "policy", "Policy";
        Process = "process", "Process";
        Training = "training", "Training";
        Tool = "tool", "Tool or technology";
        Commissioning = "commissioning", "Commissioning";
        Awareness = "awareness", "Awareness";
        Assurance = "assurance", "Audit or assurance";
        Research = "research", "Research";
        Legislation = "legislation", "Legislation";
    }
}

worded! {
    /// To whom it is made: the list of the Home Office's data form (domain section 6.10), which ends with what its list leaves out.
    Sector {
        Police = "police", "Police";
        SocialServices = "social_services", "Social services";
        Health = "health", "Health services";
        DaService = "da_service", "IDVA or other domestic abuse support service";
        Probation = "probation", "Probation";
        Housing = "housing", "Housing";
        School = "school", "School";
        Employer = "employer", "Employer";
        OtherEducation = "other_education", "Other educational institution";
        Religious = "religious", "Religious institution";
        Military = "military", "Military";
        Partnership = "partnership", "Community safety partnership";
        Other = "other", "Another body";
    }
}

worded! {
    /// What it is about: the list of the Home Office's data form (domain section 6.10).
    Theme {
        Technology = "technology", "Technology systems";
        Risk = "risk", "Identification of risk";
        Training = "training", "Training";
        Policy = "policy", "Policy";
        MultiAgency = "multi_agency", "Multi-agency working";
        Records = "records", "Record keeping";
        Awareness = "awareness", "Awareness raising";
        Other = "other", "Other";
    }
}

worded! {
    /// Whose words a report of progress is.
    Whose {
        Lead = "lead", "The lead’s, as they told us";
        Asked = "asked", "What we asked of the lead, and what came of it";
        Own = "own", "A note of our own";
    }
}

impl Whose {
    /// What a story calls it.
    #[must_use]
    pub const fn told(self) -> &'static str {
        match self {
            Self::Lead => "Reported",
            Self::Asked => "Asked of the lead",
            Self::Own => "Noted",
        }
    }
}
