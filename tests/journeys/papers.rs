//! Every paper of a review is made as its form begins: whoever asks for it need type nothing that dardr knows.

use dardr::demo::{Page, day, marta};
use dardr::documents::papers::PaperKind;
use scraper::{Html, Selector};

use super::Telling;

const COORDINATOR: &str = "amina.holt@wyreham.example";

/// The first real choice of a list of the page.
fn first_choice(page: &Page, list: &str) -> Option<String> {
    let options = Selector::parse(&format!("select[name={list}] option")).unwrap();
    let html = Html::parse_document(&page.html);
    html.select(&options).filter_map(|option| option.attr("value")).find(|value| !value.is_empty()).map(str::to_owned)
}

both!(
    async fn every_paper_is_made_as_its_form_begins(world: World) {
        let mut story = Telling::of(&world, marta()).await;
        story.until(day(2026, 7, 18)).await;
        let case = story.teller.case(story.story).unwrap();
        for kind in PaperKind::ALL {
            for audience in kind.audiences() {
                let room = format!("/papers/new/{}", kind.as_str());
                let form = case.look(COORDINATOR, &room).await.unwrap();
                let chosen = ["agency", "recipient"].map(|list| (list, first_choice(&form, list)));
                let mut fields: Vec<_> = chosen.iter().filter_map(|(list, value)| Some((*list, value.as_deref()?))).collect();
                if kind.audiences().len() > 1 {
                    fields.push(("audience", audience.as_str()));
                }
                if *kind == PaperKind::ActionPlan {
                    fields.push(("layout", "home_office"));
                }
                let page = case
                    .send(COORDINATOR, &room, &fields)
                    .await
                    .unwrap_or_else(|stuck| panic!("{kind:?} for {audience:?}: {stuck}"));
                assert!(page.path.ends_with("/papers"), "{kind:?} for {audience:?}: {}", page.complaint());
            }
        }
    }
);
