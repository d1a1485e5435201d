//! Guessing is slowed by account and by peer, with a clear word and the pause to keep.

use super::desk::{Desk, PASSWORD, Said, sign_in};
use crate::support::databases::on_both;

fn is_slowed(said: &Said) -> bool {
    if said.status != 429 {
        return false;
    }
    let pause: u64 = said.headers["retry-after"].to_str().expect("a pause").parse().expect("seconds");
    assert!((1..=900).contains(&pause), "{pause}");
    true
}

#[tokio::test]
async fn an_account_is_slowed_from_wherever_it_is_tried() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let peers = ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"];
        let mut tries = 0;
        while !is_slowed(&desk.ask(sign_in("CA-mchen", "wrong password").json().from(peers[tries % 4])).await) {
            tries += 1;
            assert!(tries < 30, "never slowed");
        }
        assert!(tries >= 5, "a person mistypes: {tries}");
        let said = desk.ask(sign_in("ca-MCHEN", PASSWORD).json().from("203.0.113.9")).await;
        assert_eq!((said.status.as_u16(), said.complaints()), (429, vec!["*=people-too-many".to_owned()]));
        let page = desk.ask(sign_in("CA-mchen", PASSWORD).from("203.0.113.9")).await;
        assert!(is_slowed(&page) && page.body.contains("too often"), "{}", page.body);
        assert_eq!(desk.ask(sign_in("CA-bdupont", PASSWORD).json().from("203.0.113.9")).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_peer_is_slowed_whatever_it_tries() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let mut tries = 0;
        while !is_slowed(&desk.ask(sign_in(&format!("CA-guess{tries}"), "wrong password").json()).await) {
            tries += 1;
            assert!(tries < 1000, "never slowed");
        }
        assert!(tries >= 30, "an office shares an address: {tries}");
        assert!(is_slowed(&desk.ask(sign_in("CA-mchen", PASSWORD).json()).await));
        assert_eq!(desk.ask(sign_in("CA-mchen", PASSWORD).json().from("198.51.100.7")).await.status, 200);
    })
    .await;
}
