//! Which of the steps on offer lead on, and which lie beside: back, aside, or out of the partnership's hands.

use super::engine::holds;
use super::{Facts, Need, Offer, Stage, Step, table};

/// Whether a step leads on from where the review stands, or brings about what such a step still waits for.
///
/// A step whose own form must first justify it, such as a direction, a transfer or a deferral, is a way aside.
#[must_use]
pub fn leads_on(offer: &Offer, facts: &Facts) -> bool {
    !offer.asks.iter().any(|need| need.justifies()) && (ahead(offer.step, facts.stage) || serves(offer.step, facts))
}

fn ahead(step: &Step, here: Stage) -> bool {
    let on_the_path = |stage: Stage| !stage.is_end() || stage == Stage::Closed;
    match step.to {
        // From the decision every outcome leads on, whether a review follows or not.
        Some(to) if here == Stage::Decision => to > here,
        Some(to) if here.is_end() => here != Stage::Closed && on_the_path(to),
        Some(to) => on_the_path(to) && to > here,
        None => false,
    }
}

fn serves(step: &Step, facts: &Facts) -> bool {
    let here = |other: &&Step| other.from.contains(&facts.stage) && ahead(other, facts.stage);
    let waits = |need: &Need| need.event() == Some(step.records) && !holds(*need, facts);
    step.to.is_none() && table::steps(facts.regime).filter(here).any(|other| other.needs.iter().any(waits))
}

#[cfg(test)]
mod tests {
    use super::leads_on;
    use crate::process::{Act, Event, Facts, Regime, Role, Stage, engine::offers_to_all, take};

    fn on(facts: &Facts) -> Vec<Act> {
        offers_to_all(facts).iter().filter(|offer| leads_on(offer, facts)).map(|offer| offer.step.act).collect()
    }

    fn at(stage: Stage) -> Facts {
        Facts { stage, regime: Regime::DhrS9, today: "2026-07-01".parse().unwrap(), ..Facts::default() }
    }

    #[test]
    fn a_direction_a_transfer_and_a_deferral_lie_beside() {
        assert_eq!(on(&at(Stage::Decision)), [Act::DecideToReview, Act::DecideLocalLearning, Act::DecideNoReview]);
    }

    #[test]
    fn what_a_step_waits_for_leads_on_until_it_has_happened() {
        let mut facts = at(Stage::CspSignoff);
        assert_eq!(on(&facts), [Act::AgreeReport, Act::Submit]);
        facts.dates.record(Event::ReportCompleted, facts.today, "");
        assert_eq!(on(&facts), [Act::Submit]);
        assert_eq!(on(&at(Stage::Scoping)), [Act::AgreeTerms, Act::HoldFirstPanel]);
        assert_eq!(on(&at(Stage::Cleared)), [Act::Publish, Act::SendReportToCommissioner, Act::TellFamilyOfPublication]);
    }

    #[test]
    fn a_chair_is_appointed_on_a_form_of_its_own_and_the_step_leads_on_before_it_is_filled() {
        let facts = at(Stage::Setup);
        let ready: Vec<Act> = offers_to_all(&facts)
            .iter()
            .filter(|offer| offer.ready() && leads_on(offer, &facts))
            .map(|offer| offer.step.act)
            .collect();
        assert_eq!(ready, [Act::AppointChair]);
        assert!(take(&facts, Act::AppointChair, &[Role::Coordinator]).is_err(), "not without the statement");
    }

    #[test]
    fn ways_back_do_not_lead_on() {
        assert_eq!(on(&at(Stage::Amending)), [Act::ConfirmAmended]);
        assert_eq!(on(&at(Stage::Monitoring)), [Act::Close, Act::TellFamilyWhatChanged]);
        assert_eq!(on(&at(Stage::Closed)), []);
    }
}
