//! Proves the browser frame itself on a page of its own: what a story does must be what a person sees. Declared by
//! the browser stories, which alone need a browser.

use super::support::browser::{Browser, Look, story};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use thirtyfour::Key;

const PAGE: &str = "<!doctype html><meta charset=utf-8>
<style>p { color: rgb(1, 2, 3) } @media (prefers-color-scheme: dark) { p { color: rgb(9, 9, 9) } }</style>
<p>plain</p><form action=/done><input name=q><button>Go</button></form><a href=/asked>REQUEST</a>
<script>
  document.querySelector('p').textContent = `scripted ${innerWidth} ${navigator.language}`;
  addEventListener('keydown', pressed => document.title += pressed.key);
</script>";

/// A site of one page that shows the request it answers; it lives as long as the test process.
fn site() -> String {
    let door = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let address = format!("http://{}", door.local_addr().expect("an address"));
    std::thread::spawn(move || {
        for visitor in door.incoming().flatten() {
            // A browser opens connections ahead and leaves them idle.
            std::thread::spawn(move || answer(visitor));
        }
    });
    address
}

fn answer(mut visitor: TcpStream) {
    let mut request = [0; 4096];
    let length = visitor.read(&mut request).unwrap_or(0);
    let said = String::from_utf8_lossy(&request[..length]).lines().next().unwrap_or_default().to_owned();
    let page = PAGE.replace("REQUEST", &said);
    let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {}\r\n", page.len());
    // A visitor who has gone does not want it any more.
    let _ = visitor.write_all(format!("{head}Connection: close\r\n\r\n{page}").as_bytes());
}

#[tokio::test]
async fn a_phone_has_its_width_a_language_and_a_keyboard() {
    story("frame-phone", &site(), Look::phone(), async |browser| {
        browser.go("/").await?;
        browser.see("scripted 390 en").await?;
        browser.keys("jk").await?;
        assert_eq!(browser.evaluate("document.title").await?, "jk");
        browser.fill("input", "hello").await?;
        browser.keys(Key::Enter + "").await?;
        browser.see("GET /done?q=hello").await?;
        assert_eq!(browser.path().await?, "/done?q=hello");
        browser.resize(800, 600).await?;
        assert_eq!(browser.evaluate("innerWidth").await?, 800);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn the_dark_is_dark_and_scripts_can_be_off() {
    let look = Look { dark: true, ..Look::without_javascript() };
    story("frame-dark", &site(), look, async |browser| {
        browser.go("/").await?;
        assert_eq!(browser.text("p").await?, "plain");
        assert_eq!(browser.find("p").await?.css_value("color").await?, "rgba(9, 9, 9, 1)");
        browser.click("button").await?;
        browser.see("GET /done").await
    })
    .await;
}

#[tokio::test]
#[should_panic(expected = "waited in vain for what never comes")]
async fn a_story_that_waits_in_vain_fails_and_keeps_the_page() {
    story("frame-vain", &site(), Look::default(), async |browser: &Browser| {
        browser.go("/").await?;
        browser.wait_for("what never comes", async || None).await
    })
    .await;
}
