//! Who lacks a permission meets a page that does not exist; who is not signed in is asked to.

use super::desk::{Ask, Desk};
use crate::support::databases::on_both;

#[tokio::test]
async fn a_permission_is_needed() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let place = "/tickets/new?party=1";
        let (csr, admin) = (desk.token("CA-mchen").await, desk.token("ingrid").await);
        let nowhere = desk.ask(Ask::get("/nowhere").json().bearer(&admin)).await;
        let said = desk.ask(Ask::get(place).json().bearer(&admin)).await;
        assert_eq!((said.status, said.complaints()), (nowhere.status, nowhere.complaints()));
        assert_eq!(nowhere.status, 404);
        let party = desk.party("4711", "Oak Trading").await;
        let form = Ask::get(&format!("/tickets/new?party={party}"));
        assert_eq!(desk.ask(form.json().bearer(&csr)).await.status, 200);
        assert_eq!(desk.ask(Ask::get(place).json()).await.status, 401);
        let page = desk.ask(Ask::get(place)).await;
        assert_eq!((page.status.as_u16(), page.place()), (303, "/sign-in?next=%2Ftickets%2Fnew%3Fparty%3D1"));
    })
    .await;
}

#[tokio::test]
async fn a_foreign_site_cannot_sign_anybody_in_or_out() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let token = desk.token("CA-mchen").await;
        let foreign = Ask::post("/sign-out", &[]).cookie(&token).header("sec-fetch-site", "cross-site");
        assert_eq!(desk.ask(foreign).await.status, 403);
        assert!(desk.me(&token).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn nonsense_is_nobody() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let long = "x".repeat(10_000);
        for token in ["", "x", "' OR 1=1 --", &"A".repeat(43), &long] {
            assert_eq!(desk.ask(Ask::get("/me").json().cookie(token)).await.status, 401, "{token}");
            assert_eq!(desk.ask(Ask::get("/me").json().bearer(token)).await.status, 401, "{token}");
        }
    })
    .await;
}
