//! The running desk: how it greets, and how it ends.

use super::{furnish, said};
use crate::support::process::{Desk, Plan};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_new_desk_says_where_and_with_which_code() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::start(Plan::serve(folder.path()).unwrap()).await.unwrap();
    let said = desk.output();
    assert!(said.contains(&format!("{}/set-up", desk.address)), "{said}");
    let code = said.lines().find(|line| line.trim().len() == 14 && line.matches('-').count() == 2);
    assert!(code.is_some(), "{said}");
    desk.terminate().unwrap();
    assert!(desk.end(Duration::from_secs(20)).unwrap().success());
}

/// The address beside a code is one that people reach, whatever the request calls the desk.
#[tokio::test]
async fn codes_are_printed_with_an_address_that_is_reached() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    furnish(&data);
    let desk = Desk::start(Plan::serve(&data).unwrap().everywhere()).await.unwrap();
    let client = reqwest::Client::new();
    let ask = serde_json::json!({ "user_name": "admin", "password": "watchdesk-demo" });
    let ask = client.post(format!("{}/sign-in", desk.address)).header("accept", "application/json").json(&ask);
    let token = ask.send().await.unwrap().json::<serde_json::Value>().await.unwrap();
    let token = token["token"].as_str().expect("a token").to_owned();
    let ask =
        client.post(format!("{}/codes", desk.address)).header("host", "evil.example").header("accept", "text/html");
    let ask = ask.bearer_auth(&token).form(&[("user", "CA-mchen")]);
    let page = ask.send().await.unwrap().text().await.unwrap();
    let at = page.find("/sign-in/code").unwrap_or_else(|| panic!("an address: {page}"));
    let (before, _) = page.split_at(at);
    let place = &before[before.rfind("http://").expect("an address")..];
    assert!(place.ends_with(desk.address.rsplit(':').next().expect("a port")), "{place}");
    assert!(!place.contains("0.0.0.0") && !page.contains("evil.example"), "{place}");
    assert_eq!(client.get(format!("{place}/healthz")).send().await.expect("it is there").status(), 200, "{place}");
}

#[tokio::test]
async fn it_ends_in_order_with_a_stream_and_a_request_open() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    furnish(&data);
    let mut desk = Desk::start(Plan::serve(&data).unwrap()).await.unwrap();
    let client = reqwest::Client::new();
    let signed_in = sign_in(&client, &desk).send().await.unwrap().json::<serde_json::Value>().await.unwrap();
    let token = signed_in["token"].as_str().expect("a token").to_owned();

    let stream = client.get(format!("{}/live", desk.address)).bearer_auth(&token).send().await.unwrap();
    assert_eq!(stream.status(), 200);
    // Verifying a password takes a while: it is under way when the signal comes.
    let slow = tokio::spawn(sign_in(&client, &desk).send());
    tokio::time::sleep(Duration::from_millis(15)).await;
    let asked = Instant::now();
    desk.terminate().unwrap();
    assert_eq!(slow.await.unwrap().expect("an answer").status(), 200);
    // The stream ends by itself, well before the patience with it is over.
    let ended = tokio::time::timeout(Duration::from_secs(8), stream.bytes()).await;
    assert!(ended.expect("an end").is_ok());
    let status = tokio::task::spawn_blocking(move || desk.end(Duration::from_secs(20))).await.unwrap().unwrap();
    assert!(status.success());
    assert!(asked.elapsed() < Duration::from_secs(9), "{:?}", asked.elapsed());
}

#[tokio::test]
async fn who_is_disabled_by_another_process_is_out_within_five_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    furnish(&data);
    let mut desk = Desk::start(Plan::serve(&data).unwrap()).await.unwrap();
    let client = reqwest::Client::new();
    let signed_in = sign_in(&client, &desk).send().await.unwrap().json::<serde_json::Value>().await.unwrap();
    let token = signed_in["token"].as_str().expect("a token").to_owned();
    let stream = client.get(format!("{}/live", desk.address)).bearer_auth(&token).send().await.unwrap();
    assert_eq!(stream.status(), 200);
    let place = data.clone();
    let disable = move || said(&place, &["user", "disable", "CA-mchen"], true);
    tokio::task::spawn_blocking(disable).await.unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(5), stream.bytes()).await;
    assert!(ended.expect("the open stream ends too").is_ok());
    let me = client.get(format!("{}/me", desk.address)).header("accept", "application/json").bearer_auth(&token);
    assert_eq!(me.send().await.unwrap().status(), 401);
    desk.terminate().unwrap();
    assert!(tokio::task::spawn_blocking(move || desk.end(Duration::from_secs(20))).await.unwrap().unwrap().success());
}

/// A CSR's request to sign in, as a program sends it.
fn sign_in(client: &reqwest::Client, desk: &Desk) -> reqwest::RequestBuilder {
    let ask = serde_json::json!({ "user_name": "CA-mchen", "password": "watchdesk-demo" });
    client.post(format!("{}/sign-in", desk.address)).header("accept", "application/json").json(&ask)
}
