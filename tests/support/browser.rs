//! A headless browser for stories told as a person would live them. Knows pages by what they show, not the program
//! behind them.

use super::leash::{self, Leash, Leashed, free_port, is_root};
use anyhow::{Context, Result, bail};
use futures_util::FutureExt;
use serde_json::{Value, json};
use std::fs;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use thirtyfour::error::WebDriverErrorInner;
use thirtyfour::prelude::*;
use thirtyfour::{ChromeCapabilities, ChromiumLikeCapabilities};

/// What a person looks through.
#[derive(Clone, Debug)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    pub dark: bool,
    pub javascript: bool,
    /// As in `Accept-Language`.
    pub language: &'static str,
}

impl Default for Look {
    fn default() -> Self {
        Self { width: 1280, height: 900, dark: false, javascript: true, language: "en" }
    }
}

impl Look {
    /// 390 px wide, the narrowest that everything must work at.
    pub fn phone() -> Self {
        Self { width: 390, height: 844, ..Self::default() }
    }

    pub fn dark() -> Self {
        Self { dark: true, ..Self::default() }
    }

    pub fn without_javascript() -> Self {
        Self { javascript: false, ..Self::default() }
    }
}

/// One browser with a profile of its own; it and its driver end when this is dropped.
pub struct Browser {
    /// For what the helpers below do not cover.
    pub driver: WebDriver,
    base: String,
    endpoint: String,
    // The driver goes before the profile, whose end kills what the driver left.
    _chromedriver: Leashed,
    _profile: Profile,
}

/// How long a page may take to show what a story waits for.
const PATIENCE: Duration = Duration::from_secs(15);
const PREFIX: &str = "watchdesk-browser-";

/// Tells a story in a browser: when it fails, the page as it was is kept as `target/stories/<name>.png` and `.html`.
pub async fn story(name: &str, base: &str, look: Look, tell: impl AsyncFnOnce(&Browser) -> Result<()>) {
    let browser = Browser::open(base, look).await.unwrap_or_else(|why| panic!("{name}: no browser: {why:#}"));
    let told = AssertUnwindSafe(tell(&browser)).catch_unwind().await;
    if !matches!(told, Ok(Ok(()))) {
        let kept = browser.keep(name).await;
        eprintln!("{name}: the page is kept: {kept:?}");
    }
    match told {
        Ok(Ok(())) => {}
        Ok(Err(why)) => panic!("{name}: {why:#}"),
        Err(panic) => resume_unwind(panic),
    }
}

impl Browser {
    /// Opens an empty window on the site at `base` (`http://127.0.0.1:4000`).
    pub async fn open(base: &str, look: Look) -> Result<Self> {
        leash::sweep(PREFIX);
        let chromedriver = leash::program("chromedriver", &[], "chromium-driver")?;
        leash::program("chromium", &[], "chromium")?;
        let profile = Profile::new()?;
        let port = free_port()?;
        let log = profile.0.join("chromedriver.log");
        let driver = Leash::of(chromedriver).arg(format!("--port={port}")).output(&log);
        let mut chromedriver = driver.env("HOME", profile.0.to_string_lossy()).start()?;
        let endpoint = format!("http://127.0.0.1:{port}");
        until_ready(&mut chromedriver, &endpoint, &log).await?;
        let driver = WebDriver::new(&endpoint, capabilities(&look, &profile.0)?).await.context("no browser session")?;
        // A polite end takes the driver two minutes when a page is still loading; the profile's end takes it all at once.
        driver.clone().leak()?;
        let base = base.trim_end_matches('/').to_owned();
        let browser = Self { driver, base, endpoint, _chromedriver: chromedriver, _profile: profile };
        browser.resize(look.width, look.height).await?;
        let scheme = if look.dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        browser.tell("Emulation.setEmulatedMedia", json!({ "features": features })).await?;
        Ok(browser)
    }

    /// Goes to a path of the site.
    pub async fn go(&self, path: &str) -> Result<()> {
        Ok(self.driver.goto(format!("{}{path}", self.base)).await?)
    }

    /// The path it is at, with its query.
    pub async fn path(&self) -> Result<String> {
        let url = self.driver.current_url().await?;
        Ok(url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path())))
    }

    /// Sets the size of the page itself, to the pixel.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.tell("Emulation.setDeviceMetricsOverride", size).await.map(drop)
    }

    /// The first element that fits the selector, as soon as it is shown.
    pub async fn find(&self, css: &str) -> Result<WebElement> {
        let shown = async || {
            let found = self.driver.find(By::Css(css)).await.ok()?;
            found.is_displayed().await.unwrap_or(false).then_some(found)
        };
        self.wait_for(&format!("{css} to be shown"), shown).await
    }

    /// The visible text of an element.
    pub async fn text(&self, css: &str) -> Result<String> {
        Ok(self.find(css).await?.text().await?)
    }

    /// Waits until the page shows the text somewhere.
    pub async fn see(&self, text: &str) -> Result<()> {
        let shows = async || {
            let body = self.driver.find(By::Css("body")).await.ok()?;
            body.text().await.unwrap_or_default().contains(text).then_some(())
        };
        self.wait_for(&format!("the words \"{text}\""), shows).await
    }

    /// Replaces what stands in a field.
    pub async fn fill(&self, css: &str, text: &str) -> Result<()> {
        let field = self.find(css).await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Clicks what fits the selector. A page that draws itself anew in that moment is clicked as it is then.
    pub async fn click(&self, css: &str) -> Result<()> {
        let mut clicked = self.find(css).await?.click().await;
        for _ in 0..3 {
            match &clicked {
                Err(why) if matches!(why.as_inner(), WebDriverErrorInner::StaleElementReference(_)) => {
                    clicked = self.find(css).await?.click().await;
                }
                _ => break,
            }
        }
        Ok(clicked?)
    }

    /// Types into whatever has the focus, as a keyboard does; `Key::Tab + Key::Enter` and the like work too.
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Result<()> {
        Ok(self.driver.active_element().await?.send_keys(keys).await?)
    }

    /// Waits until the condition yields something; a condition that never does is an error that names it.
    pub async fn wait_for<T>(&self, what: &str, mut condition: impl AsyncFnMut() -> Option<T>) -> Result<T> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(met) = condition().await {
                return Ok(met);
            }
            if Instant::now() > deadline {
                bail!("waited in vain for {what} at {}", self.path().await.unwrap_or_default());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The value of a script expression in the page (works without JavaScript in the page, too).
    pub async fn evaluate(&self, expression: &str) -> Result<Value> {
        let answer = self.tell("Runtime.evaluate", json!({ "expression": expression, "returnByValue": true })).await?;
        Ok(answer["result"]["value"].clone())
    }

    /// Signs in with a session that stands already: a cookie that scripts cannot read.
    pub async fn carry(&self, session: &str) -> Result<()> {
        let cookie =
            json!({ "name": "session", "value": session, "url": self.base, "httpOnly": true, "sameSite": "Lax" });
        self.tell("Network.setCookie", cookie).await.map(drop)
    }

    /// What the browser itself complained of since it was asked last: script errors, refused policies, lost files.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let url = format!("{}/session/{}/se/log", self.endpoint, self.driver.session_id());
        let sent = reqwest::Client::new().post(url).json(&json!({ "type": "browser" })).send();
        let answer: Value = sent.await?.json().await?;
        let entries = answer["value"].as_array().with_context(|| format!("no log: {answer}"))?;
        let grave = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        Ok(grave.map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect())
    }

    /// Keeps the page as a picture and as HTML below `target/stories/`.
    pub async fn keep(&self, name: &str) -> Result<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/stories");
        fs::create_dir_all(&folder)?;
        let picture = folder.join(format!("{name}.png"));
        fs::write(folder.join(format!("{name}.html")), self.driver.source().await?)?;
        self.driver.screenshot(&picture).await?;
        Ok(picture)
    }

    /// A command of the browser's own protocol, for what WebDriver has no word for.
    pub async fn tell(&self, command: &str, params: Value) -> Result<Value> {
        let url = format!("{}/session/{}/goog/cdp/execute", self.endpoint, self.driver.session_id());
        let sent = reqwest::Client::new().post(url).json(&json!({ "cmd": command, "params": params })).send();
        let answer: Value = sent.await?.json().await?;
        if let Some(why) = answer["value"]["error"].as_str() {
            bail!("{command}: {why}: {}", answer["value"]["message"]);
        }
        Ok(answer["value"].clone())
    }
}

fn capabilities(look: &Look, profile: &Path) -> Result<ChromeCapabilities> {
    let mut chrome = DesiredCapabilities::chrome();
    let quiet = ["--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"];
    let alone = ["--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"];
    for arg in quiet.iter().chain(&alone) {
        chrome.add_arg(arg)?;
    }
    if is_root() {
        chrome.add_arg("--no-sandbox")?;
    }
    chrome.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    chrome.add_arg(&format!("--lang={}", look.language))?;
    let mut preferences = json!({ "intl.accept_languages": look.language });
    if !look.javascript {
        preferences["profile.managed_default_content_settings.javascript"] = json!(2);
    }
    chrome.add_experimental_option("prefs", preferences)?;
    chrome.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
    Ok(chrome)
}

async fn until_ready(chromedriver: &mut Leashed, endpoint: &str, log: &Path) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while reqwest::get(format!("{endpoint}/status")).await.is_err() {
        if chromedriver.ended()?.is_some() || Instant::now() > deadline {
            bail!("chromedriver does not start:\n{}", fs::read_to_string(log).unwrap_or_default());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(())
}

/// The folder of one browser, removed when dropped.
struct Profile(PathBuf);

impl Profile {
    fn new() -> Result<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = PathBuf::from(format!("/tmp/{PREFIX}{}-{number}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        if leash::clear(&self.0).is_err() {
            eprintln!("{} is left behind", self.0.display());
        }
    }
}
