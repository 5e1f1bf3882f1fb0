//! What a partnership does apart from any review: its letterhead, and the plan of its strategy.

use super::deeds::{Answers, carry_on, tell_progress};
use crate::demo::Shift;
use crate::demo::browser::Stuck;
use crate::demo::story::{Case, Story, Telling, day};

const SAM: &str = "sam.ellery@wyreham.example";
const ELLIS: &str = "ellis.norring@stourbourne.example";
const AMINA: &str = "amina.holt@wyreham.example";
const YUSUF: &str = "yusuf.adeyemi@wyreham.example";

/// The plan of an invented strategy, with what real plans have: a reference left out, a cell for when that repeats who, a time that
/// is no date, a body that nobody knows, a word to be filled in later.
const PLAN: &str = include_str!("office/wyreham-strategy-plan.csv");

/// The story, which belongs to no review.
#[must_use]
pub fn office() -> Story {
    let chapters: Vec<crate::demo::Chapter> = vec![
        (day(2023, 4, 3), letterheads),
        (day(2026, 4, 14), brought_in),
        (day(2026, 5, 12), begun),
        (day(2026, 7, 9), reported),
        (day(2026, 10, 8), judged),
    ];
    Story { name: "The office", chapters, shift: Shift::default() }
}

fn letterheads(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let wyreham = [
            ("host", "Hosted by Wyreham Council"),
            ("address", "Community safety\nThe Old Exchange\nMarket Square\nWyreham ZZ1 1AA"),
            ("telephone", "01632 960140"),
            ("letter-email", "community.safety@wyreham.example"),
            ("website", "wyreham.example/safety"),
        ];
        head(case, SAM, "WYK", &wyreham).await?;
        let stourbourne = [
            ("host", "Hosted by Stourbourne Council"),
            ("address", "Community safety\nQuay House\nStourbourne ZZ6 1AA"),
            ("telephone", "01632 960310"),
            ("letter-email", "partnership@stourbourne.example"),
            ("website", "stourbourne.example/safe"),
        ];
        head(case, ELLIS, "STB", &stourbourne).await
    })
}

async fn head(case: &Case, who: &str, home: &str, fields: Answers<'_>) -> Result<(), Stuck> {
    let home = case.scene.town.at(home)?;
    case.of(who).await?.send(&format!("/partnership/{home}/settings"), fields).await?;
    Ok(())
}

fn brought_in(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let home = case.scene.town.at("WYK")?.to_string();
        let browser = case.of(AMINA).await?;
        let fields = [
            ("partnership", home.as_str()),
            ("title", "Safer at home: domestic abuse strategy, action plan"),
            ("code", "SAFER"),
            ("file", PLAN),
        ];
        let looked = browser.send("/plans/new", &fields).await?;
        let entered = browser.press(&looked.path, "Enter the plan", &[]).await?;
        for (to, _) in entered.links().into_iter().filter(|(to, _)| to.starts_with(&format!("{}/", entered.path))) {
            let page = browser.open(&to).await?;
            if let Some(reference) =
                REFERENCES.iter().find(|reference| page.says(&format!("Came with the reference {reference}")))
            {
                case.left.insert((*reference).to_owned(), to);
            }
        }
        Ok(())
    })
}

/// The actions that are spoken of again.
const REFERENCES: [&str; 5] = ["HE1", "HE2", "YP1", "HM1", "WT2"];

async fn carry(case: &Case, who: &str, reference: &str, step: &str, words: &str) -> Result<(), Stuck> {
    carry_on(case, who, &case.left(reference)?, step, words).await
}

fn begun(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        for reference in ["HE1", "YP1", "HM1"] {
            carry(case, AMINA, reference, "start", "").await?;
        }
        Ok(())
    })
}

fn reported(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        let bus =
            "The film was on 60 buses for six weeks. The advice line had 212 calls, twice as many as in the quarter before.";
        carry(case, AMINA, "HE1", "claim", bus).await?;
        tell_progress(case, AMINA, &case.left("YP1")?, "Eleven of 19 schools have had the sessions.", None).await?;
        tell_progress(case, AMINA, &case.left("HM1")?, "Four flats are furnished. The fifth waits for its boiler.", None).await
    })
}

fn judged(case: &mut Case) -> Telling<'_> {
    Box::pin(async move {
        carry(
            case,
            YUSUF,
            "HE1",
            "accept_evidence",
            "The figures of the advice line, by week, at the meeting of 8 October 2026.",
        )
        .await?;
        tell_progress(case, AMINA, &case.left("YP1")?, "Sixteen of 19. Three have asked for it in the new year.", None).await
    })
}
