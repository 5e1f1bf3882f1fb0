//! Files that people hand in, over HTTP: what acts, leads elsewhere or hides another file is refused with what to do.

use http::Method;

use crate::parties::case::Case;

both!(
    async fn a_file_that_acts_in_another_program_is_refused_with_what_to_do(world: World) {
        let case = Case::begin(world).await;
        let coordinator = case.world.visit(case.coordinator).await;
        let at = format!("/reviews/{}/notification/files", case.review);
        let sent = async |name: &str, bytes: &[u8]| {
            let form = coordinator.fill(&at, None, &[("part", "report"), ("file", "WHAT-IS-SENT")]).await.unwrap();
            let (kind, body) = form.body();
            let body = String::from_utf8(body).unwrap().replace("return.txt", name);
            let (before, after) = body.split_once("WHAT-IS-SENT").unwrap();
            let body = [before.as_bytes(), bytes, after.as_bytes()].concat();
            coordinator.ask(Method::POST, &at, Some((kind, body))).await.0
        };
        let pdf = sample();
        let refused = sent("report.pdf", &[pdf.as_slice(), b"<html><script>a()</script>"].concat()).await;
        assert!(refused.says("The PDF goes on after its own end, so another file may be hidden in it."), "{}", refused.words());
        assert!(sent("report.pdf", &pdf).await.status.is_redirection());
        let refused = sent("rows.csv", b"Agency,Told\nPolice,=HYPERLINK(1)\n").await;
        assert!(refused.says("Row 2, column B of the CSV file begins with “=”"), "{}", refused.words());
        let plan = std::fs::read(crate::support::project().join("tests/fixtures/st-helens-action-plan-2025-28.csv")).unwrap();
        assert!(sent("plan.csv", &plan).await.status.is_redirection(), "the published plan comes in");
    }
);

/// The least that is a PDF.
fn sample() -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for object in [
        "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n",
        "2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n",
        "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>\nendobj\n",
    ] {
        places.push(out.len());
        out.extend_from_slice(object.as_bytes());
    }
    let table = out.len();
    out.extend_from_slice(b"xref\n0 4\n0000000000 65535 f \n");
    places.iter().for_each(|at| out.extend_from_slice(format!("{at:010} 00000 n \n").as_bytes()));
    out.extend_from_slice(format!("trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").as_bytes());
    out
}
