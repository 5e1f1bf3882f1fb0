//! Words that people type where something is unknown: "Not known", "None", "At home". They point to nobody, and looked for as they stand they
//! would stop every paper that says them.

/// What is typed in place of a name.
const NO_NAMES: &str = "none|no name|not applicable|n a|not known|not yet known|not provided|not recorded|tba|tbc|to be confirmed|unidentified|\
    unknown|unknown unknown|unnamed";

/// What says that something is not known or no matter, and where somebody is without a name for it.
const VAGUE: &str = "a about above abroad address advised agency agreed alone already also an and any applicable apply as asked at available \
    await awaited awaiting be been being below but by care case check checked checking city confirm confirmed confirming contact could county crime \
    current currently custody date deceased declined detail details did different disclosed do does done due during enquiries enter entered \
    established far fixed following for force former formerly from further given go had has have he her here hers him his home homeless if in \
    incident information is issued it known last late later left listed lived lives living local location log longer moved n na name named never \
    new nil no nobody none nor not nothing number of off officer on only op operation or other our out outside own partner pending permanent place \
    police possible possibly previous previously probably property provided public received record recorded records reference refused register \
    registered relevant residence same scene see seen separate settled she shown since so somewhere still supplied tba tbc temporarily temporary \
    that the their theirs them then there they this to town unallocated unavailable uncertain unclear unconfirmed undisclosed unemployed unknown \
    unlisted unregistered unspecified unsure until update updated us various victim victims was we were when where which who will with withheld \
    work working yes yet";

/// What schools, surgeries, employers and other places are, as each of them is called by everybody.
const KINDS: &str = "academy bar bedsit care cafe centre chapel charity childminder church clinic club college council court doctor doctors factory \
    farm flat gallery garden garage gp gps grandparents gym health high home hospital hostel hotel house infant infants job junior kindergarten library \
    market medical mosque neighbour neighbours nursery nurseries office park parents playgroup practice preschool primary prison pub refuge restaurant \
    retired room school secondary shed shelter shop shops station store street student supermarket surgery synagogue temple university village \
    warehouse woods workplace";

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

fn is_in(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|one| one == word)
}

/// Whether a text says that something is not known, or where somebody is without a name for it.
pub(super) fn says_nothing(text: &str) -> bool {
    words(text).all(|word| is_in(VAGUE, &word))
}

/// Whether what stands for a name says that there is none.
pub(super) fn is_no_name(text: &str) -> bool {
    let all = words(text).collect::<Vec<_>>().join(" ");
    NO_NAMES.split('|').any(|one| one == all)
}

/// How well a text names a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// Not at all: "At home", "Nursery".
    Nothing,
    /// By words that are every such place's, and may be its name: "High School", "Park House".
    Perhaps,
    /// By a name.
    Name,
}

/// How well a text names a place.
#[must_use]
pub fn naming(text: &str) -> Naming {
    let own: Vec<String> = words(text).filter(|word| !is_in(VAGUE, word)).collect();
    let kinds = own.iter().all(|word| is_in(KINDS, word));
    match own.len() {
        0 | 1 if kinds => Naming::Nothing,
        _ if kinds => Naming::Perhaps,
        _ => Naming::Name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_what_is_unknown_say_nothing() {
        for text in [
            "Not known",
            "None",
            "N/A",
            "n.a.",
            "Unknown",
            "Not yet known",
            "To be confirmed",
            "TBC",
            "At home",
            "At her home address",
            "Nil",
            "Awaiting from force",
            "-",
            "Operation not known",
            "See above",
            "Still to be advised",
            "Not registered with any",
        ] {
            assert!(says_nothing(text) && naming(text) == Naming::Nothing, "{text}");
        }
        for text in ["Saltmarsh", "Operation Saltmarsh", "WV/25/00417", "At home, 14 Larch Street", "Not 9"] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn a_place_is_named_by_more_than_what_it_is() {
        for text in ["Nursery", "The hospital", "Local GP", "Her own flat", "The park", "the Surgery in town"] {
            assert_eq!(naming(text), Naming::Nothing, "{text}");
        }
        for text in ["High School", "Park House", "The Medical Centre", "Church House Surgery"] {
            assert_eq!(naming(text), Naming::Perhaps, "{text}");
        }
        for text in ["Millpond Surgery", "Larkfield Primary School", "Kelsall", "14 Larch Street", "St Mary’s"] {
            assert_eq!(naming(text), Naming::Name, "{text}");
        }
    }

    #[test]
    fn what_stands_for_no_name_is_none() {
        for text in ["Unknown", "Not known", "N/A", "not yet known"] {
            assert!(is_no_name(text), "{text}");
        }
        for text in ["Na", "Nil Kaya", "Home", "Unknown Soldier", "Danuta"] {
            assert!(!is_no_name(text), "{text}");
        }
    }
}
