use super::*;

/// v5.0.0-8.1.1: the rules of who may do what are written down, for people to read.
#[test]
fn the_matrix_is_the_one_checked_in() {
    expect_test::expect_file!["../../tests/golden/permissions.txt"].assert_eq(&print_matrix());
}
