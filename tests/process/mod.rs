//! The process of every regime as text, checked in: a change of law or of the table is a diff that people can read.
//! `UPDATE_EXPECT=1` writes the files anew.

use dardr::process::{Regime, print};
use expect_test::expect_file;

#[test]
fn the_printed_process_is_the_one_checked_in() {
    expect_file!["../golden/process-dhr_s9.txt"].assert_eq(&print::process(Regime::DhrS9));
    expect_file!["../golden/process-dardr_s8a.txt"].assert_eq(&print::process(Regime::DardrS8a));
    expect_file!["../golden/process-susr_dhr.txt"].assert_eq(&print::process(Regime::SusrDhr));
    expect_file!["../golden/process-nonstat.txt"].assert_eq(&print::process(Regime::Nonstat));
}
