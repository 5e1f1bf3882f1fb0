//! The items of OWASP ASVS 5.0.0 on authorisation, workflow, injection, sessions and the browser that dardr keeps, each with the test that
//! would fail if it did not. The numbers are those of the standard, cited as `v5.0.0-x.y.z`.

use std::fs;

/// An item, where its test stands, and the name of the test.
type Item = (&'static str, &'static str, &'static str);

#[rustfmt::skip] // A table: one line an item.
const AUTHORISATION: &[Item] = &[
    ("8.1.1", "src/access/tests.rs", "the_matrix_is_the_one_checked_in"),
    ("8.1.2", "tests/rights/words.rs", "an_agency_does_not_take_a_report_before_it_is_published"),
    ("8.2.1", "tests/web/routes.rs", "a_route_is_open_to_those_it_is_meant_for_and_to_no_others"),
    ("8.2.1", "tests/web/insiders.rs", "inside_a_review_each_role_comes_as_far_as_the_matrix_says"),
    ("8.2.2", "tests/web/insiders.rs", "a_stranger_and_an_administrator_leave_no_trace_in_a_review"),
    ("8.2.2", "tests/reviews/mod.rs", "nobody_sees_a_review_that_is_not_theirs_and_the_administrator_sees_none"),
    ("8.2.3", "tests/imr/mod.rs", "what_one_agency_writes_no_other_reads_before_release"),
    ("8.3.1", "tests/web/routes.rs", "a_route_is_open_to_those_it_is_meant_for_and_to_no_others"),
    ("8.3.2", "tests/panel/mod.rs", "a_conflict_takes_access_away_at_once_and_the_chair_gives_it_back"),
    ("8.4.1", "tests/rights/partnership.rs", "asvs_8_4_1_no_list_names_another_partnerships_people_or_organisations"),
];

#[rustfmt::skip]
const WORKFLOW: &[Item] = &[
    ("2.3.1", "tests/reviews/mod.rs", "a_step_that_is_not_ready_says_why_and_writes_nothing"),
    ("2.3.2", "tests/journeys/luck.rs", "nobody_decides_before_anybody_was_consulted"),
    ("2.3.3", "tests/store/concurrency.rs", "what_is_not_committed_never_was"),
    ("2.3.4", "tests/journeys/luck.rs", "two_at_once_and_one_of_them_is_told"),
    ("2.3.5", "tests/imr/mod.rs", "the_author_declares_and_somebody_else_signs_and_then_it_is_locked"),
    ("15.4.2", "tests/store/concurrency.rs", "who_holds_it_is_alone_with_it"),
];

#[rustfmt::skip]
const INJECTION: &[Item] = &[
    ("1.2.1", "tests/ui/mod.rs", "what_a_person_typed_is_text_and_never_markup"),
    ("1.2.2", "tests/rights/sessions.rs", "asvs_1_2_2_a_sign_in_leads_to_a_page_of_ours_and_nowhere_else"),
    ("1.2.3", "tests/web/door.rs", "what_people_write_never_becomes_part_of_a_script"),
    ("1.2.4", "tests/store/values.rs", "every_kind_comes_back_as_it_went_in"),
    ("1.2.5", "tests/documents/child.rs", "a_child_that_sees_nothing_of_the_servers_surroundings"),
    ("1.2.8", "tests/documents/samples.rs", "what_people_write_is_never_read_as_markup"),
    ("1.2.9", "tests/documents/canaries.rs", "a_term_with_the_marks_of_a_pattern_is_read_as_it_stands"),
    ("1.2.9", "tests/house/asvs.rs", "no_pattern_is_put_together"),
];

#[rustfmt::skip]
const SESSIONS: &[Item] = &[
    ("6.2.1", "src/access/strength.rs", "asvs_6_2_1_and_6_2_9_length_is_the_only_rule_about_form"),
    ("6.2.9", "src/access/strength.rs", "asvs_6_2_1_and_6_2_9_length_is_the_only_rule_about_form"),
    ("6.2.12", "src/access/strength.rs", "asvs_6_2_12_common_passwords_are_refused"),
    ("6.3.1", "tests/access/mod.rs", "asvs_6_3_1_guessing_waits_longer_and_longer_and_the_sentence_tells_until_when"),
    ("6.3.3", "tests/rights/account.rs", "asvs_6_3_3_a_required_second_factor_comes_before_everything_else"),
    ("7.2.3", "tests/access/mod.rs", "asvs_7_2_3_and_7_2_4_each_sign_in_gives_a_new_random_word"),
    ("7.2.4", "tests/rights/account.rs", "asvs_7_2_4_and_7_4_1_a_session_begins_with_a_new_word_and_ends_with_the_sign_out"),
    ("7.3.1", "tests/access/mod.rs", "asvs_7_3_1_and_7_3_2_sessions_end_when_idle_and_after_a_day_of_work"),
    ("7.3.2", "tests/access/mod.rs", "asvs_7_3_1_and_7_3_2_sessions_end_when_idle_and_after_a_day_of_work"),
    ("7.4.1", "tests/access/mod.rs", "asvs_7_4_1_to_7_4_3_signing_out_a_new_password_and_disabling_end_sessions"),
    ("7.4.2", "tests/access/mod.rs", "asvs_7_4_1_to_7_4_3_signing_out_a_new_password_and_disabling_end_sessions"),
    ("7.4.3", "tests/rights/account.rs", "asvs_7_4_3_and_7_5_1_a_new_password_asks_for_the_old_one_and_signs_out_elsewhere"),
    ("7.4.4", "tests/rights/sessions.rs", "asvs_7_4_4_and_7_5_2_every_page_has_the_way_out_and_one_way_out_ends_them_all"),
    ("7.4.5", "tests/access/mod.rs", "asvs_7_4_1_to_7_4_3_signing_out_a_new_password_and_disabling_end_sessions"),
    ("7.5.2", "tests/rights/sessions.rs", "asvs_7_4_4_and_7_5_2_every_page_has_the_way_out_and_one_way_out_ends_them_all"),
    ("7.5.3", "tests/journeys/luck.rs", "asvs_7_5_3_publishing_asks_for_the_password_again"),
    ("7.5.3", "tests/rights/account.rs", "asvs_7_5_3_a_token_is_made_with_the_password_and_guessing_it_is_slow"),
];

#[rustfmt::skip]
const BROWSER: &[Item] = &[
    ("3.3.1", "src/web/cookies.rs", "a_cookie_is_found_among_others_and_set_for_this_host_alone"),
    ("3.3.2", "src/web/cookies.rs", "a_cookie_is_found_among_others_and_set_for_this_host_alone"),
    ("3.3.3", "src/web/cookies.rs", "a_cookie_is_found_among_others_and_set_for_this_host_alone"),
    ("3.3.4", "src/web/cookies.rs", "a_cookie_is_found_among_others_and_set_for_this_host_alone"),
    ("3.4.1", "tests/web/door.rs", "every_answer_carries_its_headers"),
    ("3.4.2", "tests/web/door.rs", "no_other_site_may_read_an_answer"),
    ("3.4.3", "tests/web/door.rs", "every_answer_carries_its_headers"),
    ("3.4.4", "tests/web/door.rs", "every_answer_carries_its_headers"),
    ("3.4.5", "tests/web/door.rs", "every_answer_carries_its_headers"),
    ("3.4.6", "tests/web/door.rs", "every_answer_carries_its_headers"),
    ("3.4.8", "tests/web/door.rs", "every_answer_carries_its_headers"),
    ("3.5.1", "tests/web/door.rs", "a_form_without_the_word_of_the_session_is_refused"),
    ("3.5.3", "src/web/origin.rs", "another_site_may_link_here_and_no_more"),
];

/// Items that ask nothing of dardr as it is, and why.
const NOT_ASKED: &[(&str, &str)] =
    &[("1.2.10", "nothing goes out as a spreadsheet: the only tables that leave are in typeset documents")];

/// A test as it is written: the comments and attributes over it, its name and its body.
fn written(text: &str, name: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let at = lines.iter().position(|line| line.contains(&format!("fn {name}(")))?;
    let over = |line: &&str| ["//", "#[", "both!("].iter().any(|start| line.trim_start().starts_with(start));
    let begins = at - lines[..at].iter().rev().take_while(|line| over(line)).count();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let body = lines[at + 1..].iter().position(|line| line.trim() == "}" && depth(line) == depth(lines[at]))?;
    Some(lines[begins..=at + 1 + body].join("\n"))
}

/// Whether a test says that it is about an item: `7.3.2` in its words, or `7_3_2` in its name, and not as a part of another number.
fn names_item(test: &str, item: &str) -> bool {
    [item.to_owned(), item.replace('.', "_")].iter().any(|number| {
        test.match_indices(number.as_str()).any(|(at, found)| {
            let before = test[..at].chars().next_back();
            let mut after = test[at + found.len()..].chars();
            let goes_on = match after.next() {
                Some('.') => after.next().is_some_and(|next| next.is_ascii_digit()),
                Some(next) => next.is_ascii_digit(),
                None => false,
            };
            !goes_on && !before.is_some_and(|before| before.is_ascii_digit() || before == '.')
        })
    })
}

#[test]
fn every_item_of_the_standard_has_a_test_of_its_own() {
    let mut silent = Vec::new();
    for (item, file, name) in [AUTHORISATION, WORKFLOW, INJECTION, SESSIONS, BROWSER].into_iter().flatten() {
        let text = fs::read_to_string(file).unwrap_or_else(|_| panic!("v5.0.0-{item}: {file} is not there"));
        let test = written(&text, name).unwrap_or_else(|| panic!("v5.0.0-{item}: {file} has no test {name}"));
        if !names_item(&test, item) {
            silent.push(format!("v5.0.0-{item}: {file}: {name} does not say that it keeps it"));
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn a_number_is_found_whole_and_in_the_test_that_is_meant() {
    let text = "/// v5.0.0-7.3.1\nfn one() {\n    inner();\n}\n\n/// 1.2.10, 17.3.1.\nfn two() {\n}\n";
    let (one, two) = (written(text, "one").unwrap(), written(text, "two").unwrap());
    assert!(names_item(&one, "7.3.1") && !names_item(&two, "7.3.1") && !names_item(&two, "1.2.1") && names_item(&two, "1.2.10"));
    assert!(names_item("fn asvs_6_2_9_length()", "6.2.9") && !names_item("fn asvs_6_2_12_common()", "6.2.1"));
}

#[test]
fn what_asks_nothing_still_asks_nothing() {
    assert_eq!(NOT_ASKED.len(), 1);
    let spreadsheets = ["text/csv", "spreadsheetml"];
    for file in super::sources() {
        let text = fs::read_to_string(&file.path).unwrap();
        let sends = text.contains("Download {") && spreadsheets.iter().any(|kind| text.contains(kind));
        assert!(!sends, "{}: v5.0.0-1.2.10 asks that no cell begins as a formula", file.path.display());
    }
}

/// v5.0.0-1.2.9: every pattern is written out in the source, so nothing that people enter needs to be escaped for one.
#[test]
fn no_pattern_is_put_together() {
    let mut patterns = 0;
    for file in super::sources() {
        let text = fs::read_to_string(&file.path).unwrap();
        for rest in ["Regex::new(", "RegexBuilder::new(", "RegexSet::new("].iter().flat_map(|new| text.split(new).skip(1)) {
            let rest = rest.trim_start();
            assert!(
                rest.starts_with("r\"") || rest.starts_with('"'),
                "{}: a pattern that is not written out",
                file.path.display()
            );
            patterns += 1;
        }
    }
    assert!(patterns > 0);
}
