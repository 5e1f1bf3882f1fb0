//! The process of every regime as text, checked in: a change of law or of the table is a diff that people can read.
//! `UPDATE_EXPECT=1` writes the files anew.

use dardr::process::{Act, Regime, print, table};
use expect_test::expect_file;

#[test]
fn the_printed_process_is_the_one_checked_in() {
    expect_file!["../golden/process-dhr_s9.txt"].assert_eq(&print::process(Regime::DhrS9));
    expect_file!["../golden/process-dardr_s8a.txt"].assert_eq(&print::process(Regime::DardrS8a));
    expect_file!["../golden/process-susr_dhr.txt"].assert_eq(&print::process(Regime::SusrDhr));
    expect_file!["../golden/process-nonstat.txt"].assert_eq(&print::process(Regime::Nonstat));
}

/// Every act as it is asked for and as the story of a review tells it.
#[test]
fn the_words_of_every_act_are_those_checked_in() {
    let lines: Vec<String> = Act::ALL.iter().map(|act| format!("{:<32}{:<62}{}", act.code(), act.label(), act.done())).collect();
    expect_file!["../golden/acts.txt"].assert_eq(&(lines.join("\n") + "\n"));
}

/// The numbers in the square brackets of the printed process are explained to whoever reads it.
#[test]
fn every_source_is_in_the_list_of_sources() {
    let list = include_str!("../../docs/sources.md");
    for regime in Regime::ALL {
        let cited = table::steps(*regime).filter_map(|step| step.cited(*regime));
        let cited = cited.chain(table::deadlines(*regime).filter_map(|clock| clock.cited(*regime))).map(|source| source.evidence);
        for evidence in cited.chain(table::deadlines(*regime).map(|clock| clock.length_evidence)) {
            for mark in evidence.split(", ") {
                let known = ["to confirm", "uncertain", "design"].contains(&mark) || list.contains(&format!("| {mark} |"));
                assert!(known, "{mark} is not in docs/sources.md");
            }
        }
    }
}
