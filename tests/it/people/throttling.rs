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

#[tokio::test]
async fn the_right_password_is_never_too_often() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        for time in 0..20 {
            let said = desk.ask(sign_in("CA-mchen", PASSWORD).json()).await;
            assert_eq!(said.status, 200, "sign-in {time}: {}", said.body);
        }
        // Nor does it wash away the guesses between.
        let mut guesses = 0;
        while !is_slowed(&desk.ask(sign_in("CA-mchen", "wrong password").json()).await) {
            guesses += 1;
            assert!(guesses < 30, "never slowed");
            if guesses < 5 {
                desk.token("CA-mchen").await;
            }
        }
        assert!((5..=9).contains(&guesses), "{guesses}");
    })
    .await;
}

#[tokio::test]
async fn guesses_at_the_same_time_are_counted_too() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let guess = |at: usize| desk.ask(sign_in("CA-mchen", &format!("wrong password {at}")).json());
        let said = futures_util::future::join_all((0..40).map(guess)).await;
        assert!(said.iter().filter(|said| said.status == 401).count() <= 8, "guesses beyond the limit were judged");
        assert!(is_slowed(said.last().expect("an answer")));
    })
    .await;
}

#[tokio::test]
async fn what_verifying_costs_is_bounded_for_those_who_are_right_too() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let peer = "198.51.100.7".parse().expect("an address");
        let others = (0..2_000).take_while(|_| desk.app.peer_checks.check(&peer).is_ok()).count();
        assert!((500..2_000).contains(&others), "a large office shares an address: {others}");
        assert!(is_slowed(&desk.ask(sign_in("CA-mchen", PASSWORD).json().from("198.51.100.7")).await));
        assert_eq!(desk.ask(sign_in("CA-mchen", PASSWORD).json()).await.status, 200);
    })
    .await;
}
