//! The built program as a process: started, asked, killed, and what it said. Knows its commands and addresses, none
//! of its code.

use super::leash::{Leash, Leashed, free_port};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;
use std::process::{ExitStatus, Output};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How to start the program; see [`Desk::start`].
pub struct Plan {
    command: Vec<String>,
    env: Vec<(String, String)>,
    data: PathBuf,
    port: u16,
}

/// A running `watchdesk serve`; killed when dropped.
pub struct Desk {
    /// `http://127.0.0.1:<port>`
    pub address: String,
    process: Leashed,
    log: PathBuf,
    _logs: TempDir,
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_watchdesk");
/// A debug build on a busy machine migrates in this time.
const PATIENCE: Duration = Duration::from_secs(60);

impl Plan {
    /// `watchdesk serve` on a free port, with its data in `data`: keep that folder for as long as it is needed.
    pub fn serve(data: impl Into<PathBuf>) -> Result<Self> {
        Ok(Self { command: vec!["serve".into()], env: Vec::new(), data: data.into(), port: free_port()? })
    }

    /// The same where the operator says nothing but where to listen: everywhere.
    pub fn everywhere(self) -> Self {
        let listen = format!("0.0.0.0:{}", self.port);
        self.env("WATCHDESK_LISTEN", listen)
    }

    pub fn arg(mut self, arg: impl Into<String>) -> Self {
        self.command.push(arg.into());
        self
    }

    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    /// Another database than the embedded one.
    pub fn database(self, url: &str) -> Self {
        self.env("WATCHDESK_DATABASE_URL", url)
    }
}

impl Desk {
    /// Starts it and waits until it is ready to serve.
    pub async fn start(plan: Plan) -> Result<Self> {
        let mut desk = Self::launch(plan)?;
        desk.until_ready().await?;
        Ok(desk)
    }

    /// Starts it and waits for nothing: for tests in which it refuses, races or is killed early.
    pub fn launch(plan: Plan) -> Result<Self> {
        let logs = tempfile::tempdir()?;
        let log = logs.path().join("output.log");
        let address = format!("http://127.0.0.1:{}", plan.port);
        let mut leash = Leash::of(PROGRAM).args(plan.command).output(&log);
        leash = leash.env("WATCHDESK_LISTEN", format!("127.0.0.1:{}", plan.port));
        leash = leash.env("WATCHDESK_DATA", plan.data.to_string_lossy());
        if plan.env.iter().all(|(name, _)| name != "WATCHDESK_LISTEN") {
            leash = leash.env("WATCHDESK_PUBLIC_URL", &address);
        }
        for (name, value) in plan.env {
            leash = leash.env(name, value);
        }
        Ok(Self { address, process: leash.start()?, log, _logs: logs })
    }

    /// Polls `/readyz` until it says yes; an end before that is an error that quotes what the program said.
    pub async fn until_ready(&mut self) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        let url = format!("{}/readyz", self.address);
        loop {
            if reqwest::get(&url).await.is_ok_and(|answer| answer.status().is_success()) {
                return Ok(());
            }
            if let Some(status) = self.process.ended()? {
                bail!("watchdesk ended ({status}) before it was ready:\n{}", self.output());
            }
            if Instant::now() > deadline {
                bail!("watchdesk is not ready after {PATIENCE:?}:\n{}", self.output());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What it has said so far, on both outputs.
    pub fn output(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    pub fn pid(&self) -> u32 {
        self.process.pid()
    }

    /// SIGKILL: no time for anything.
    pub fn kill(&mut self) -> Result<()> {
        self.process.kill()
    }

    /// SIGTERM: please end. See [`Desk::end`] for waiting.
    pub fn terminate(&self) -> Result<()> {
        self.process.signal("TERM")
    }

    /// Waits for its end.
    pub fn end(&mut self, patience: Duration) -> Result<ExitStatus> {
        let ended = self.process.wait(patience);
        ended.with_context(|| format!("it said:\n{}", self.output()))
    }
}

/// Runs another command of the program (`["migrate"]`, `["audit", "verify"]`) to its end.
pub fn run(data: impl Into<PathBuf>, args: &[&str], env: &[(&str, &str)]) -> Result<Output> {
    let mut command = std::process::Command::new(PROGRAM);
    command.args(args).env("WATCHDESK_DATA", data.into()).envs(env.iter().copied());
    Ok(command.stdin(std::process::Stdio::null()).output()?)
}
