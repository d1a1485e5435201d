//! This test program started a second time for one of its tests: a process of its own, to be raced with or killed.
//! Knows nothing of what the twin does.

use serde::{Serialize, de::DeserializeOwned};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdout, Command, Stdio};

/// A running twin; killed when dropped.
pub struct Twin {
    child: Child,
    said: BufReader<ChildStdout>,
}

const ORDERS: &str = "WATCHDESK_TEST_TWIN";
/// Marks what a twin says among the words of the test harness.
const MARK: &str = "twin: ";

/// What this process was started for, if it is a twin: a test for twins returns at once where this is `None`.
pub fn orders<T: DeserializeOwned>() -> Option<T> {
    let orders = std::env::var(ORDERS).ok()?;
    Some(serde_json::from_str(&orders).expect("orders that fit the test"))
}

/// Tells the parent; a parent that is gone ends the twin.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n{MARK}{line}").and_then(|()| out.flush()).expect("a parent that listens");
}

impl Twin {
    /// Starts the test `name` (its full path, such as `platform::crash::writes`) with these orders.
    pub fn start(name: &str, orders: &impl Serialize) -> Self {
        let orders = serde_json::to_string(orders).expect("orders as JSON");
        let mut twin = Command::new(std::env::current_exe().expect("this program"));
        twin.args([name, "--exact", "--nocapture", "--test-threads=1"]).env(ORDERS, orders);
        let mut child = twin.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("a twin");
        let said = BufReader::new(child.stdout.take().expect("what it says"));
        Self { child, said }
    }

    /// The next thing that it says; `None` when it has ended.
    pub fn hear(&mut self) -> Option<String> {
        let mut line = String::new();
        loop {
            line.clear();
            // Half a line is what a killed twin left; it said nothing.
            if self.said.read_line(&mut line).unwrap_or(0) == 0 || !line.ends_with('\n') {
                return None;
            }
            if let Some(said) = line.strip_prefix(MARK) {
                return Some(said.trim_end().to_owned());
            }
        }
    }

    /// Waits until it ends well; answers everything that it said.
    pub fn finish(mut self) -> Vec<String> {
        let said = std::iter::from_fn(|| self.hear()).collect();
        let status = self.child.wait().expect("an end");
        assert!(status.success(), "the twin failed ({status}): {said:?}");
        said
    }

    /// SIGKILL; answers what it had still said before.
    pub fn kill(mut self) -> Vec<String> {
        self.child.kill().expect("a signal");
        self.child.wait().expect("an end");
        std::iter::from_fn(|| self.hear()).collect()
    }
}

impl Drop for Twin {
    fn drop(&mut self) {
        // Ended already, most often.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
