//! The clocks of the deadline catalogue, by their numbers, and how binding a thing is.

use super::coded::coded;

coded! {
    /// A clock. The number is that of the catalogue; `.2` and `.3` are further clocks under the same number.
    Rule;
    Dl01 = "DL-01", "Police give written notice";
    Dl02 = "DL-02", "Decide whether to review";
    Dl03 = "DL-03", "Write to agencies to secure records";
    Dl03Secured = "DL-03.2", "Agencies confirm that records are secured";
    Dl04 = "DL-04", "Tell the Home Office the decision";
    Dl05 = "DL-05", "Tell the family the decision in writing";
    Dl06 = "DL-06", "Tell the Commissioner the decision";
    Dl07 = "DL-07", "Appoint the chair";
    Dl08 = "DL-08", "Hold the first panel meeting";
    Dl09 = "DL-09", "Scoping returns";
    Dl10 = "DL-10", "Agency chronologies";
    Dl11 = "DL-11", "Management reviews and short reports";
    Dl12 = "DL-12", "Complete the overview report";
    Dl13 = "DL-13", "Give notice if the report will be late";
    Dl14 = "DL-14", "Time for the family to read the draft";
    Dl15 = "DL-15", "Sign off the report";
    Dl16 = "DL-16", "Submit the report to the Home Office";
    Dl17 = "DL-17", "Send the report to the Commissioner";
    Dl18 = "DL-18", "Send the report to the Secretary of State";
    Dl19 = "DL-19", "Ask after the outcome letter";
    Dl19Second = "DL-19.2", "Ask after the outcome letter a second time";
    Dl19Third = "DL-19.3", "Ask after the outcome letter a third time";
    Dl20 = "DL-20", "Make the changes asked for";
    Dl21 = "DL-21", "Publish the report";
    Dl22 = "DL-22", "Send final copies";
    Dl23 = "DL-23", "Review the report’s place online";
    Dl24 = "DL-24", "Report progress on actions";
    Dl25 = "DL-25", "Check the impact of an action";
    Dl25Second = "DL-25.2", "Check the impact of an action a second time";
    Dl26 = "DL-26", "Answer the coroner’s report to prevent future deaths";
    Dl27 = "DL-27", "Answer a report by the Commissioner";
    Dl28 = "DL-28", "Notify the national child safeguarding panel";
    Dl28Review = "DL-28.2", "Finish the rapid review";
    Dl29 = "DL-29", "Finish the safeguarding adults review";
    Dl30 = "DL-30", "Tell the family what changed";
    Dl31 = "DL-31", "Time for the family before publication";
    Dl32 = "DL-32", "Publish the withdrawn report again, or decide not to";
    Dl33 = "DL-33", "Write again, as the last notice of delay promised";
}

coded! {
    /// How binding something is.
    Level;
    L1 = "L1", "Statute";
    L2 = "L2", "Statutory guidance";
    L3 = "L3", "Local practice";
    D = "D", "dardr’s default";
}

impl Rule {
    /// What its clock is called, and after that what it is about, where it is about something.
    #[must_use]
    pub fn about(self, about: &str) -> String {
        if about.is_empty() { self.label().to_owned() } else { format!("{} ({about})", self.label()) }
    }
}
