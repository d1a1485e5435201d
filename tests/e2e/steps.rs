//! A person's hands: the same story is told by keys alone or by mouse, with script and without, on a desk and on a
//! telephone. Knows how to reach what is on a page, and what every page owes whoever reaches it; no page.

use crate::support::browser::{Browser, Look};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::time::Duration;
use thirtyfour::action_chain::ActionChain;
use thirtyfour::{By, Key};

/// Stops of the Tab key on the longest way of a page.
const MOST_STOPS: usize = 150;

/// What somebody works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hands {
    Keys,
    Mouse,
}

/// Somebody at a browser.
pub struct Walker<'b> {
    pub browser: &'b Browser,
    pub hands: Hands,
    pub look: Look,
}

impl Walker<'_> {
    pub fn has_script(&self) -> bool {
        self.look.javascript
    }

    /// A page has come that shows this: nothing of it lies beside the screen, and every button can be hit.
    pub async fn arrives(&self, css: &str) -> Result<()> {
        self.browser.find(css).await?;
        let faults = self.browser.evaluate(FAULTS).await?;
        let place = self.browser.path().await?;
        ensure!(faults == json!([]), "{place}: {faults}");
        Ok(())
    }

    /// Presses a button, a link or the summary of something that opens.
    pub async fn press(&self, css: &str) -> Result<()> {
        if self.hands == Hands::Mouse {
            return self.browser.click(css).await.with_context(|| format!("to press {css}"));
        }
        self.reach(css).await?;
        self.enter().await
    }

    /// After a deed the hand is still where it was: the page was drawn anew around it. A whole new page begins at its top.
    pub async fn holds(&self, css: &str) -> Result<()> {
        if self.has_script() {
            self.browser
                .find(&format!("{css}:focus, {css} :focus"))
                .await
                .with_context(|| format!("to stay at {css}"))?;
        }
        Ok(())
    }

    /// Presses what opens, unless it is open.
    pub async fn open(&self, details: &str) -> Result<()> {
        if self.browser.evaluate(&format!("document.querySelector({details:?}).open")).await? == true {
            return Ok(());
        }
        self.press(&format!("{details} > summary")).await
    }

    /// Writes into a field, over what stands there.
    pub async fn write(&self, css: &str, text: &str) -> Result<()> {
        if self.hands == Hands::Mouse {
            return self.browser.fill(css, text).await.with_context(|| format!("to write into {css}"));
        }
        self.reach(css).await?;
        self.held(Key::Control, 'a').await?;
        self.types(text).await
    }

    /// Chooses an option of a select by its value.
    pub async fn choose(&self, css: &str, value: &str) -> Result<()> {
        let option = format!("{css} option[value='{value}']");
        if self.hands == Hands::Mouse {
            return self.browser.click(&option).await.with_context(|| format!("to choose {option}"));
        }
        let text = self.browser.evaluate(&format!("document.querySelector({option:?}).text")).await?;
        self.reach(css).await?;
        self.types(text.as_str().context("an option without words")?).await?;
        let chosen = self.browser.evaluate(&format!("document.querySelector({css:?}).value")).await?;
        ensure!(chosen == value, "{css} has {chosen} and not {value}");
        Ok(())
    }

    /// Chooses one of several buttons of which one is always down.
    pub async fn tick(&self, css: &str) -> Result<()> {
        if self.hands == Hands::Mouse {
            // The button itself lies unseen in its words.
            let label = By::XPath("./ancestor::label");
            return Ok(self.browser.driver.find(By::Css(css)).await?.find(label).await?.click().await?);
        }
        self.reach(css).await?;
        let is_here = format!("document.activeElement.matches({css:?})");
        for _ in 0..10 {
            if self.browser.evaluate(&is_here).await? == true {
                // One of which none was down is not chosen by getting there.
                return self.types(" ").await;
            }
            self.key(Key::Down).await?;
        }
        anyhow::bail!("no arrow leads to {css}")
    }

    /// Types wherever the focus is, as fingers do: not into an element, and no faster than it is heard.
    async fn types(&self, text: &str) -> Result<()> {
        Ok(self.fingers().send_keys(text).perform().await?)
    }

    /// Presses Enter where the focus is. Keys that no element is named for would be pressed again by the driver, on the
    /// page that comes, when a new page interrupts them.
    pub async fn enter(&self) -> Result<()> {
        self.browser.keys(Key::Enter + "").await
    }

    /// Presses a key that leads to no other page.
    async fn key(&self, key: Key) -> Result<()> {
        let key = char::from(key);
        Ok(self.fingers().key_down(key).key_up(key).perform().await?)
    }

    async fn held(&self, hold: Key, key: impl Into<char>) -> Result<()> {
        let (hold, key) = (char::from(hold), key.into());
        Ok(self.fingers().key_down(hold).key_down(key).key_up(key).key_up(hold).perform().await?)
    }

    fn fingers(&self) -> ActionChain {
        self.browser.driver.action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO))
    }

    /// Goes by Tab, or back where it stands before, and sees at every stop where it is.
    async fn reach(&self, css: &str) -> Result<()> {
        let stop = STOP.replace("CSS", &format!("{css:?}"));
        self.browser.wait_for(css, async || self.stop(&stop).await).await?;
        let mut way = Vec::new();
        for _ in 0..MOST_STOPS {
            let Value::Array(at) = self.browser.evaluate(&stop).await? else { continue };
            let [what, is_here, is_behind, is_lit] = at.as_slice() else { anyhow::bail!("no stop: {at:?}") };
            ensure!(is_lit == true, "{what} has the focus at {} and does not show it", self.browser.path().await?);
            if is_here == true {
                return Ok(());
            }
            way.push(what.to_string());
            match is_behind == true {
                true => self.held(Key::Shift, Key::Tab).await?,
                false => self.key(Key::Tab).await?,
            }
        }
        anyhow::bail!("no key leads to {css} at {}: {}", self.browser.path().await?, way.join(" "))
    }

    async fn stop(&self, script: &str) -> Option<()> {
        self.browser.evaluate(script).await.ok()?.is_array().then_some(())
    }
}

/// Where the focus is: its name, whether that is the wanted place (or its group of radio buttons), whether the place is
/// behind it, and whether a ring around it can be seen on the screen.
const STOP: &str = "(() => {
  const wanted = document.querySelector(CSS), at = document.activeElement ?? document.body;
  if (!wanted || wanted.closest('[hidden]')) return null;
  const group = at.type === 'radio' && wanted.type === 'radio' && at.name === wanted.name && at.form === wanted.form;
  const behind = Boolean(at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING);
  const whole = at === document.body || at.matches('main, #ticket');
  // Around the small button within a field for a time the browser draws its own.
  const within = at.matches('[type=time], [type=date]') && !at.matches(':focus');
  const ring = [at, at.closest('label'), at.closest('.pick-file')?.querySelector('.button')].some((element) => {
    const style = element && getComputedStyle(element);
    const box = element?.getBoundingClientRect();
    return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 && box.width > 0
      && box.bottom > 0 && box.top < innerHeight;
  });
  const name = `${at.localName}#${at.id}.${at.className}`;
  return [name, at === wanted || group, behind, whole || within || ring];
})()";

/// What is wrong with the page for any hand: it scrolls sideways, or a button is smaller than 24 px.
const FAULTS: &str = "(() => {
  const wider = document.documentElement.scrollWidth - innerWidth;
  const small = [...document.querySelectorAll('button, .button, .icon-button, summary, select, .segments label, .choice')]
    .filter((button) => button.checkVisibility() && !button.closest('.unseen'))
    .map((button) => [button, button.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.width < 23.9 || box.height < 23.9))
    .map(([button, box]) => `${button.localName}.${button.className} ${button.textContent.trim().slice(0, 30)} ${box.width}x${box.height}`);
  return wider > 0 ? [`wider by ${wider}`, ...small] : small;
})()";
