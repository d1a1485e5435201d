//! The server over real sockets: dawdlers, shutdown with an open stream, and requests that do not end.

use std::time::Instant;

use axum::routing;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    task::JoinHandle,
};

use super::*;
use crate::platform::{
    live::Live,
    web::{Closing, event_stream},
};

struct House {
    address: SocketAddr,
    closing: CancellationToken,
    live: Live,
    task: JoinHandle<()>,
}

async fn house(patience: Patience) -> House {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (closing, live) = (CancellationToken::new(), Live::new());
    let (heard, token) = (live.clone(), closing.clone());
    let router = Router::new()
        .route(
            "/",
            routing::get(async |request: Request| request.extensions().get::<Connected>().unwrap().0.ip().to_string()),
        )
        .route("/slow", routing::get(async || tokio::time::sleep(Duration::from_millis(400)).await))
        .route("/never", routing::get(async || std::future::pending::<()>().await))
        .route(
            "/live",
            routing::get(async move || event_stream(heard.subscribe(|_| true), Closing(token.child_token()))),
        );
    let task = tokio::spawn(serve(listener, router, closing.clone(), patience));
    House { address, closing, live, task }
}

fn patience(headers: u64, drain: u64) -> Patience {
    Patience { headers: Duration::from_millis(headers), drain: Duration::from_millis(drain) }
}

async fn open(house: &House, sent: &str) -> TcpStream {
    let mut stream = TcpStream::connect(house.address).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    stream
}

async fn read_until(stream: &mut TcpStream, wanted: &str) -> String {
    let mut read = Vec::new();
    let mut piece = [0; 4096];
    while !String::from_utf8_lossy(&read).contains(wanted) {
        let read_now = tokio::time::timeout(Duration::from_secs(5), stream.read(&mut piece)).await;
        let count = read_now.unwrap_or_else(|_| panic!("no {wanted:?} in {}", String::from_utf8_lossy(&read))).unwrap();
        assert!(count > 0, "the end came before {wanted:?}: {}", String::from_utf8_lossy(&read));
        read.extend_from_slice(&piece[..count]);
    }
    String::from_utf8(read).unwrap()
}

async fn read_to_end(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    // A cut connection may end in a reset.
    let _ = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut read))
        .await
        .expect("the connection stayed open");
    String::from_utf8(read).unwrap()
}

#[tokio::test]
async fn it_serves_and_names_the_peer() {
    let house = house(Patience::default()).await;
    let mut stream = open(&house, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(read_until(&mut stream, "127.0.0.1").await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn dawdlers_and_idlers_are_cut_off() {
    let house = house(patience(300, 1000)).await;
    let began = Instant::now();
    let mut dawdler = open(&house, "GET / HTTP/1.1\r\nHo").await;
    let mut idler = open(&house, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(!read_to_end(&mut dawdler).await.contains("200 OK"));
    assert!(read_to_end(&mut idler).await.contains("200 OK"));
    assert!(began.elapsed() >= Duration::from_millis(250) && began.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn a_shutdown_ends_streams_and_lets_requests_finish() {
    let house = house(Patience::default()).await;
    let mut events = open(&house, "GET /live HTTP/1.1\r\nHost: x\r\n\r\n").await;
    let head = read_until(&mut events, "retry: 3000").await.to_ascii_lowercase();
    assert!(head.contains("content-type: text/event-stream") && head.contains("x-accel-buffering: no"), "{head}");
    house.live.publish_by("CA-mchen", ["tickets"]);
    let news = read_until(&mut events, "}\n\n").await;
    assert!(news.contains(r#""topics":["tickets"]"#) && news.contains(r#""by":"CA-mchen""#), "{news}");
    let mut slow = open(&house, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    let mut idle = open(&house, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
    read_until(&mut idle, "127.0.0.1").await;
    tokio::time::sleep(Duration::from_millis(50)).await;

    let began = Instant::now();
    house.closing.cancel();
    assert!(read_to_end(&mut slow).await.contains("200 OK"));
    assert!(read_to_end(&mut events).await.ends_with("0\r\n\r\n"));
    read_to_end(&mut idle).await;
    house.task.await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    assert!(TcpStream::connect(house.address).await.is_err());
}

#[tokio::test]
async fn a_request_without_end_does_not_hold_the_house() {
    let house = house(patience(10_000, 300)).await;
    let mut never = open(&house, "GET /never HTTP/1.1\r\nHost: x\r\n\r\n").await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    let began = Instant::now();
    house.closing.cancel();
    house.task.await.unwrap();
    assert!(began.elapsed() < Duration::from_secs(2));
    read_to_end(&mut never).await;
}
