use super::*;

#[test]
fn the_matrix_is_the_one_checked_in() {
    expect_test::expect_file!["../../tests/golden/permissions.txt"].assert_eq(&print_matrix());
}
