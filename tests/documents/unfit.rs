//! What a paper cannot say is asked of the review as it is when the paper is made, whatever stood on the page.

use dardr::documents::papers::{Added, Audience, Made, PaperKind, Wanted, make};
use dardr::ids::OrganisationId;
use dardr::process::{Event, Stage};
use dardr::reviews;
use dardr::store::sql;
use dardr::typeset::papers::Layout;

use crate::parties::case::Case;

fn letter(agency: OrganisationId) -> Wanted {
    let (kind, audience, layout) = (PaperKind::SecureRecords, Audience::Named, Layout::HomeOffice);
    Wanted { kind, audience, layout, agency: Some(agency), added: Added::default() }
}

both!(
    async fn a_letter_that_no_longer_fits_is_not_made(world: World) {
        let case = Case::begin(world).await;
        let coordinator = case.world.actor(case.coordinator).await;
        let stranger = case.world.organisation("agency", "Another Trust").await;
        let unfit = async |agency: OrganisationId| match make(&case.app, &coordinator, case.review, &letter(agency)).await {
            Ok(Made::Unfit(wrong)) => wrong.into_iter().map(|(field, _)| field).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        };
        assert_eq!(unfit(stranger).await, ["agency"], "it is not of the directory");
        case.stands_at(Stage::NoReview).await;
        assert_eq!(unfit(case.trust).await, ["audience"], "there are no records to ask for");
        let kept: i64 = sql("SELECT COUNT(*) FROM document").scalar(&mut case.write().await).await.unwrap();
        assert_eq!(kept, 0);
    }
);

both!(
    async fn of_a_closed_local_learning_review_nothing_is_announced_as_new(world: World) {
        let case = Case::begin(world).await;
        let coordinator = case.world.actor(case.coordinator).await;
        case.stands_at(Stage::LocalLearning).await;
        let mut tx = case.write().await;
        let today = tx.today();
        reviews::record(&mut tx, case.review, Event::LocalLearningClosed, today, "").await.unwrap();
        tx.commit().await.unwrap();
        for kind in [PaperKind::FamilyLetter, PaperKind::DecisionNotice, PaperKind::SecureRecords] {
            let wanted = Wanted { kind, ..letter(case.trust) };
            match make(&case.app, &coordinator, case.review, &wanted).await {
                Ok(Made::Unfit(wrong)) => {
                    assert!(wrong.iter().any(|(_, why)| why.contains("This local learning review is closed")), "{wrong:?}");
                }
                other => panic!("{kind:?}: {other:?}"),
            }
        }
    }
);
