use proptest::prelude::*;

use super::*;
use crate::process::{Event, Hold, HoldReason, HoldScope};

fn at(stage: Stage) -> Facts {
    Facts { stage, today: "2025-06-01".parse().unwrap(), ..Facts::default() }
}

/// Everything done that a slice can do.
fn all_done(regime: Regime) -> Facts {
    let mut facts = Facts {
        regime,
        today: "2025-06-01".parse().unwrap(),
        given: Need::ALL.to_vec(),
        notification_complete: true,
        lead_partnership_settled: true,
        triage_answered: true,
        scope_tested: true,
        regime_confirmed: true,
        consultees_asked: true,
        da_specialist_consulted: true,
        decision_reasoned: true,
        direction_recorded: true,
        chair_independent: true,
        panel_members: 5,
        panel_da_specialists: 1,
        key_lines: 3,
        family_asked_about_terms: true,
        agencies_asked: 4,
        sections_written: true,
        pseudonyms_chosen: true,
        family_read_or_declined: true,
        pack_complete: true,
        scan_clean: true,
        outcome: Some(QaOutcome::Clear),
        nobody_to_tell: true,
        ..Facts::default()
    };
    facts.dates.record(Event::LearningEventHeld, facts.today, "");
    facts
}

/// Takes a step as `reviews::advance` does.
fn go(facts: &mut Facts, act: Act, role: Role) {
    let step = take(facts, act, &[role]).unwrap_or_else(|refusal| panic!("{refusal}"));
    facts.stage = step.leads_to(facts.stage);
    let today = facts.today;
    facts.dates.record(step.records, today, "");
}

#[test]
fn a_step_is_refused_in_plain_words() {
    let refusal = |facts: &Facts, act, role| take(facts, act, &[role]).unwrap_err().to_string();
    assert_eq!(
        refusal(&at(Stage::Drafting), Act::Publish, Role::CspChair),
        "You cannot publish now: the review is at the stage “Drafting”."
    );
    assert_eq!(
        refusal(&Facts { regime: Regime::Nonstat, ..at(Stage::Cleared) }, Act::Publish, Role::CspChair),
        "You cannot publish: that is no part of a review of this kind: Local learning review (not statutory)."
    );
    assert_eq!(
        refusal(&at(Stage::Gathering), Act::BeginAnalysis, Role::AgencySpoc),
        "You cannot begin the analysis. It is for the independent chair or the coordinator."
    );
    assert_eq!(
        refusal(&Facts { regime: Regime::SusrDhr, ..at(Stage::Decision) }, Act::DecideToReview, Role::Coordinator),
        "You cannot decide to hold a review. It is for the board chair."
    );
    assert_eq!(
        refusal(&at(Stage::Drafting), Act::ShareWithFamily, Role::IndepChair),
        "You cannot share the draft with the family yet: a required section of the report is not written, or a section has two texts to join; not everyone in the report has a pseudonym."
    );
}

#[test]
fn an_offer_tells_what_is_missing_and_what_its_form_asks() {
    let offered = offers(&at(Stage::Decision), &[Role::CspChair]);
    let of = |act| offered.iter().find(|offer| offer.step.act == act).unwrap();
    assert_eq!(of(Act::DecideNoReview).missing, [Need::DecisionReasoned]);
    assert!(of(Act::DeferDecision).ready());
    assert_eq!(of(Act::DeferDecision).asks, [Need::DeferralReasoned]);
    assert!(!offered.iter().any(|offer| offer.step.act == Act::RequestScoping), "that is the coordinator’s");
    assert!(take(&at(Stage::Decision), Act::DeferDecision, &[Role::CspChair]).is_err(), "without its form");
    assert!(offers(&at(Stage::Decision), &[]).is_empty());
    assert!(offers_to_all(&at(Stage::Decision)).len() > offered.len());
}

#[test]
fn holds_restrictions_and_embargoes_keep_steps_back() {
    let hold = |scope| Hold { reason: HoldReason::Criminal, scope, start: at(Stage::Analysis).today, lifted: None };
    let ready = all_done(Regime::DhrS9);
    let with = |stage, holds| Facts { stage, holds, ..ready.clone() };
    let full = || vec![hold(HoldScope::Full)];
    let partial = |kind| vec![hold(HoldScope::Partial(vec![kind]))];
    let why = |facts: &Facts, act, role| match take(facts, act, &[role]) {
        Err(Refusal::NotYet { missing, .. }) => missing,
        Ok(_) => vec![],
        Err(other) => panic!("{other}"),
    };
    let begin = |holds| why(&with(Stage::Analysis, holds), Act::BeginDrafting, Role::Author);
    assert_eq!(begin(vec![]), []);
    assert_eq!(begin(full()), [Need::DraftingNotPaused]);
    assert_eq!(begin(partial(TaskKind::Drafting)), [Need::DraftingNotPaused]);
    assert_eq!(begin(partial(TaskKind::Publication)), []);
    assert_eq!(why(&with(Stage::Scoping, full()), Act::AgreeTerms, Role::IndepChair), [Need::NotOnHold, Need::PanelMet]);
    assert_eq!(why(&with(Stage::Scoping, full()), Act::HoldFirstPanel, Role::IndepChair), [], "the first panel need not wait");
    assert_eq!(why(&with(Stage::Drafting, full()), Act::SendDelayNotice, Role::Coordinator), [], "nor does a notice");
    let restricted = Facts { stage: Stage::Drafting, disclosure_restrictions: 1, ..ready.clone() };
    assert_eq!(why(&restricted, Act::ShareWithFamily, Role::IndepChair), [Need::NotRestricted]);
    let mut cleared = Facts { stage: Stage::Cleared, embargoes: 1, active_proceedings: 1, ..ready };
    cleared.dates.record(Event::ReportSentToCommissioner, cleared.today, "");
    assert_eq!(why(&cleared, Act::Publish, Role::CspChair), [Need::NoActiveProceedings, Need::NoEmbargo]);
}

/// From notification to closure by the straight way.
fn straight(regime: Regime) -> Facts {
    use Role::{Coordinator, CspChair, IndepChair};
    let mut facts = all_done(regime);
    for (act, role) in [
        (Act::BeginTriage, Coordinator),
        (Act::Consult, Coordinator),
        (Act::PrepareDecision, Coordinator),
        (Act::DecideToReview, CspChair),
        (Act::AppointChair, Coordinator),
        (Act::HoldFirstPanel, IndepChair),
        (Act::AgreeTerms, IndepChair),
        (Act::BeginAnalysis, IndepChair),
        (Act::BeginDrafting, IndepChair),
        (Act::ShareWithFamily, IndepChair),
        (Act::SendForSignOff, IndepChair),
        (Act::AgreeReport, CspChair),
    ] {
        go(&mut facts, act, role);
    }
    facts
}

#[test]
fn statutory_reviews_go_from_notification_to_closure() {
    for regime in [Regime::DhrS9, Regime::DardrS8a, Regime::SusrDhr] {
        let mut facts = straight(regime);
        go(&mut facts, Act::Submit, Role::Coordinator);
        go(&mut facts, Act::RecordClear, Role::Coordinator);
        assert!(take(&facts, Act::Publish, &[Role::CspChair]).is_err(), "the Commissioner comes first");
        go(&mut facts, Act::SendReportToCommissioner, Role::Coordinator);
        go(&mut facts, Act::Publish, Role::CspChair);
        go(&mut facts, Act::BeginMonitoring, Role::Coordinator);
        go(&mut facts, Act::Close, Role::Coordinator);
        assert_eq!(facts.stage, Stage::Closed);
    }
}

#[test]
fn a_local_review_goes_to_closure_without_the_home_office() {
    let mut facts = straight(Regime::Nonstat);
    assert!(matches!(take(&facts, Act::Submit, &[Role::Coordinator]), Err(Refusal::NotAStepHere { .. })));
    go(&mut facts, Act::BeginMonitoring, Role::Coordinator);
    go(&mut facts, Act::Close, Role::Coordinator);
    assert_eq!(facts.stage, Stage::Closed);
}

#[test]
fn a_returned_report_must_be_agreed_and_sent_again() {
    let mut facts = straight(Regime::DhrS9);
    go(&mut facts, Act::SendReportToCommissioner, Role::Coordinator);
    go(&mut facts, Act::Submit, Role::Coordinator);
    facts.outcome = Some(QaOutcome::ReturnForResubmission);
    assert!(take(&facts, Act::RecordClear, &[Role::Coordinator]).is_err());
    go(&mut facts, Act::RecordReturned, Role::Coordinator);
    go(&mut facts, Act::ShareWithFamily, Role::IndepChair);
    go(&mut facts, Act::SendForSignOff, Role::IndepChair);
    assert!(!holds(Need::ReportAgreed, &facts));
    go(&mut facts, Act::AgreeReport, Role::CspChair);
    assert!(!holds(Need::CommissionerSent, &facts), "this version was not sent");
}

#[test]
fn changes_that_were_asked_for_are_answered_before_the_report_is_clear() {
    let mut facts = straight(Regime::DhrS9);
    go(&mut facts, Act::Submit, Role::Coordinator);
    facts.outcome = Some(QaOutcome::ClearSubjectToChanges);
    assert!(take(&facts, Act::RecordClear, &[Role::Coordinator]).is_err());
    facts.outcome_points_unanswered = 4;
    go(&mut facts, Act::RecordClearSubject, Role::Coordinator);
    assert!(take(&facts, Act::ConfirmAmended, &[Role::Coordinator]).is_err());
    facts.outcome_points_unanswered = 0;
    go(&mut facts, Act::ConfirmAmended, Role::Coordinator);
    assert!(holds(Need::HoLetterClear, &facts));
}

#[test]
fn a_withdrawn_report_is_published_again_after_the_family_are_told_again() {
    let mut facts = straight(Regime::DhrS9);
    facts.nobody_to_tell = false;
    go(&mut facts, Act::Submit, Role::Coordinator);
    go(&mut facts, Act::RecordClear, Role::Coordinator);
    go(&mut facts, Act::SendReportToCommissioner, Role::Coordinator);
    go(&mut facts, Act::TellFamilyOfPublication, Role::IndepChair);
    go(&mut facts, Act::Publish, Role::CspChair);
    go(&mut facts, Act::Withdraw, Role::CspChair);
    assert_eq!(facts.stage, Stage::Cleared);
    assert!(!holds(Need::FamilyTold, &facts));
    assert!(!holds(Need::ReportPublished, &facts));
}

/// What the Home Office cleared is what is published: another text is agreed, sent and submitted as the first one was.
#[test]
fn a_report_that_was_cleared_is_changed_by_way_of_drafting() {
    let mut facts = straight(Regime::DhrS9);
    facts.nobody_to_tell = false;
    go(&mut facts, Act::Submit, Role::Coordinator);
    go(&mut facts, Act::RecordClear, Role::Coordinator);
    go(&mut facts, Act::SendReportToCommissioner, Role::Coordinator);
    go(&mut facts, Act::TellFamilyOfPublication, Role::IndepChair);
    go(&mut facts, Act::ReturnToDrafting, Role::Coordinator);
    assert_eq!(facts.stage, Stage::Drafting);
    assert!(!holds(Need::ReportAgreed, &facts) && !holds(Need::FamilyTold, &facts));
    facts.dates.record(Event::ReportCompleted, facts.today, "");
    assert!(!holds(Need::CommissionerSent, &facts), "what was sent was another text");
}

#[test]
fn local_learning_can_become_a_local_review() {
    let mut facts = Facts { stage: Stage::Decision, ..all_done(Regime::DhrS9) };
    go(&mut facts, Act::DecideLocalLearning, Role::CspChair);
    assert!(matches!(take(&facts, Act::BeginLocalReview, &[Role::Coordinator]), Err(Refusal::NotAStepHere { .. })));
    go(&mut facts, Act::Rebase, Role::CspChair);
    facts.regime = Regime::Nonstat;
    go(&mut facts, Act::BeginLocalReview, Role::Coordinator);
    assert_eq!(facts.stage, Stage::Setup);
}

fn any_of<T: Copy + fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

#[test]
fn what_asks_for_nothing_holds_and_does_not_apply() {
    let none = at(Stage::Drafting);
    let some = Facts { fact_checks: 2, family_comments: 1, joint_partners: 1, criminal_proceedings: 1, ..at(Stage::Drafting) };
    for need in [Need::FactsChecked, Need::FamilyCommentsAnswered, Need::JointPartnersAgreed, Need::CourtFindingsKept] {
        assert!(holds(need, &none) && !applies(need, &none), "{need:?}");
        assert!(holds(need, &some) && applies(need, &some), "{need:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(8), ..ProptestConfig::default() })]

    /// Whatever anybody tries, a review is at a stage that the table names under its regime, and what was offered as ready is what is granted.
    #[test]
    fn random_acts_never_leave_the_table(
        regime in any_of(Regime::ALL),
        outcome in any_of(QaOutcome::ALL),
        tries in prop::collection::vec((any_of(Act::ALL), any_of(Role::ALL), any::<bool>()), 0..400),
    ) {
        let mut facts = Facts { outcome: Some(outcome), ..all_done(regime) };
        let stages: Vec<Stage> = table::stages(regime).collect();
        for (act, role, done) in tries {
            let tried = if done { facts.clone() } else { Facts { stage: facts.stage, regime, today: facts.today, ..Facts::default() } };
            let offered = offers(&tried, &[role]).into_iter().find(|offer| offer.step.act == act);
            match take(&tried, act, &[role]) {
                Ok(step) => {
                    prop_assert!(offered.is_some_and(|offer| offer.ready()));
                    facts.stage = step.leads_to(facts.stage);
                    facts.dates.record(step.records, tried.today, "");
                }
                Err(refusal) => {
                    prop_assert!(!offered.is_some_and(|offer| offer.ready() && offer.asks.is_empty()));
                    prop_assert!(refusal.to_string().starts_with("You cannot "));
                    prop_assert!(refusal.to_string().ends_with('.'));
                }
            }
            prop_assert!(stages.contains(&facts.stage));
        }
    }
}
