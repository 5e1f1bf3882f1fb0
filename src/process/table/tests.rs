//! What must be true of the table under every regime.

use std::collections::BTreeSet;

use super::*;
use crate::process::{Origin, Overlay, Rule};

fn each_regime(check: impl Fn(Regime)) {
    Regime::ALL.iter().copied().for_each(check);
}

/// The stages that can be reached from `start`.
fn reached(regime: Regime, start: Stage) -> BTreeSet<Stage> {
    let mut seen = BTreeSet::from([start]);
    let mut next = vec![start];
    while let Some(stage) = next.pop() {
        for step in steps(regime).filter(|step| step.from.contains(&stage)) {
            let to = step.leads_to(stage);
            if seen.insert(to) {
                next.push(to);
            }
        }
    }
    seen
}

#[test]
fn every_stage_is_reachable() {
    each_regime(|regime| {
        assert_eq!(reached(regime, Stage::Notified), stages(regime).collect(), "{regime}");
    });
    for regime in [Regime::DhrS9, Regime::DardrS8a, Regime::SusrDhr] {
        assert_eq!(stages(regime).count(), Stage::ALL.len(), "{regime}");
    }
}

#[test]
fn every_stage_that_is_no_end_has_a_way_out_and_closing_can_be_reached() {
    each_regime(|regime| {
        for stage in stages(regime) {
            let out = steps(regime).any(|step| step.from.contains(&stage) && step.leads_to(stage) != stage);
            assert!(out || stage.is_end(), "no way out of {stage} under {regime}");
            let ends = reached(regime, stage);
            assert!(stage == Stage::Closed || Stage::ENDS.iter().any(|end| ends.contains(end)), "{stage} {regime}");
        }
    });
}

#[test]
fn a_stage_and_an_act_are_one_step() {
    each_regime(|regime| {
        let mut seen = BTreeSet::new();
        for step in steps(regime) {
            for stage in step.from {
                assert!(seen.insert((stage, step.act)), "{} twice from {stage} under {regime}", step.act);
            }
        }
    });
}

#[test]
fn every_step_has_somebody_to_take_it_and_starts_where_a_review_can_be() {
    for step in STEPS {
        assert!(!step.by.is_empty(), "{}", step.act);
        assert!(!step.by.contains(&Role::SysAdmin), "an administrator takes no step");
        assert!(Regime::ALL.iter().any(|regime| step.cited(*regime).is_some()), "{} cites nothing", step.act);
    }
    each_regime(|regime| {
        let stages: BTreeSet<Stage> = stages(regime).collect();
        for step in steps(regime) {
            assert!(step.from.iter().any(|stage| stages.contains(stage)), "{} under {regime}", step.act);
            assert!(step.cited(regime).is_some_and(|source| !source.source.is_empty() && !source.evidence.is_empty()));
        }
    });
}

#[test]
fn every_word_of_the_process_is_used() {
    let used = |what: fn(&Step) -> Vec<&'static str>| STEPS.iter().flat_map(what).collect::<BTreeSet<_>>();
    let acts = used(|step| vec![step.act.code()]);
    assert!(Act::ALL.iter().all(|act| acts.contains(act.code())));
    let needs = used(|step| step.needs.iter().map(|need| need.code()).collect());
    for need in Need::ALL {
        assert!(needs.contains(need.code()), "no step needs {need}");
    }
    let notices = used(|step| step.tells.iter().map(|notice| notice.code()).collect());
    for notice in Notice::ALL {
        assert!(notices.contains(notice.code()), "no step tells {notice}");
        assert!(!notice.to().is_empty(), "{notice} goes to nobody");
    }
    let recorded = used(|step| vec![step.records.code()]);
    for event in Event::ALL {
        assert_eq!(recorded.contains(event.code()), event.origin() == Origin::Step, "{event}");
    }
}

#[test]
fn every_clock_of_the_catalogue_is_there_once_with_its_events_and_source() {
    let rules: Vec<Rule> = DEADLINES.iter().map(|clock| clock.rule).collect();
    assert_eq!(rules, Rule::ALL, "in the order of their numbers");
    for number in 1..=33 {
        assert!(format!("DL-{number:02}").parse::<Rule>().is_ok());
    }
    for clock in DEADLINES {
        assert!(!clock.starts.is_empty() && (!clock.met_by.is_empty() || !clock.ended_by.is_empty()), "{}", clock.rule);
        assert!(Regime::ALL.iter().any(|regime| clock.cited(*regime).is_some()), "{}", clock.rule);
    }
    each_regime(|regime| {
        let recorded: BTreeSet<Event> = steps(regime).map(|step| step.records).collect();
        let happens = |event: &Event| recorded.contains(event) || event.origin() != Origin::Step;
        for clock in deadlines(regime) {
            assert!(clock.starts.iter().any(happens), "{} never starts under {regime}", clock.rule);
            assert!(clock.met_by.iter().chain(clock.ended_by).any(happens), "{} is never met under {regime}", clock.rule);
        }
    });
}

#[test]
fn where_the_law_differs_the_table_does() {
    let has = |regime, act| steps(regime).any(|step| step.act == act);
    let only = |act| Regime::ALL.iter().copied().filter(|regime| has(*regime, act)).collect::<Vec<_>>();
    assert_eq!(only(Act::SendReportToSecretaryOfState), [Regime::DardrS8a]);
    assert_eq!(only(Act::HoldLearningEvent), [Regime::SusrDhr]);
    assert_eq!(only(Act::BeginLocalReview), [Regime::Nonstat]);
    for act in [Act::Submit, Act::Publish, Act::TellHomeOffice, Act::SendReportToCommissioner, Act::RecordDirection] {
        assert!(!has(Regime::Nonstat, act), "{act}");
    }
    let susr = steps(Regime::SusrDhr).find(|step| step.act == Act::BeginDrafting);
    assert!(susr.is_some_and(|step| step.needs.contains(&Need::LearningEventHeld)), "the event comes before the report");
}

#[test]
fn statute_and_guidance_set_these_lengths_and_nobody_else() {
    let fixed: Vec<&str> =
        deadlines(Regime::DhrS9).filter(|clock| !clock.adjustable(Regime::DhrS9)).map(|clock| clock.rule.code()).collect();
    assert_eq!(fixed, ["DL-02", "DL-12", "DL-26", "DL-27", "DL-28", "DL-28.2", "DL-29", "DL-33"]);
}

#[test]
fn codes_read_back() {
    for overlay in Overlay::ALL {
        assert_eq!(overlay.code().parse(), Ok(*overlay));
        assert!(overlay.effect().ends_with('.'));
    }
    for need in Need::ALL {
        assert!(!need.sentence().ends_with('.'), "{need}");
    }
    assert!("no_such_act".parse::<Act>().is_err());
}
