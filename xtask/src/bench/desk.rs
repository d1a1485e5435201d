//! A running desk, spoken to as any program would. Knows its commands and how one signs in, no more of it.

use super::http::{Client, JSON, Request};
use super::json::Json;
use super::processes::{self, Memory};
use super::programs::{Running, leashed};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Where a desk has its data.
#[derive(Clone, Debug)]
pub struct Place {
    /// The data folder.
    pub data: PathBuf,
    /// The database, where it is not in the data folder.
    pub url: Option<String>,
}

impl Place {
    /// The flags that name it.
    pub fn flags(&self) -> Vec<String> {
        let mut flags = vec!["--data".to_owned(), self.data.to_string_lossy().into_owned()];
        flags.extend(self.url.iter().flat_map(|url| ["--database-url".to_owned(), url.clone()]));
        flags
    }
}

/// `watchdesk serve`, ended when dropped.
pub struct Desk {
    server: Running,
    /// Kept open: a server whose words nobody takes would fail at its next one.
    _stdout: BufReader<ChildStdout>,
    pub address: SocketAddr,
    /// From before it was started to the first 200 of `/readyz`.
    pub start: Duration,
}

impl Desk {
    /// Starts it on a port of its own choosing. Its log goes to `<data>.log`.
    pub fn start(program: &Path, place: &Place) -> Result<Self, String> {
        let path = place.data.with_extension("log");
        let log = File::create(&path).map_err(|why| format!("{}: {why}", path.display()))?;
        let mut command = leashed(program, None, "TERM");
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(place.flags()).stdout(Stdio::piped()).stderr(log);
        let began = Instant::now();
        let mut server = Running::start(&mut command, "TERM")?;
        let silent = || {
            let log = fs::read_to_string(&path).unwrap_or_default();
            format!("the desk does not start; its log, {}, says:\n{log}", path.display())
        };
        let mut stdout = BufReader::new(server.stdout().ok_or_else(silent)?);
        let address = address(&mut stdout).ok_or_else(silent)?;
        wait_until_ready(address, began)?;
        Ok(Self { server, _stdout: stdout, address, start: began.elapsed() })
    }

    /// CPU time of its process so far, in milliseconds.
    pub fn cpu(&self) -> Result<f64, String> {
        processes::cpu(self.server.pid())
    }

    pub fn memory(&self) -> Result<Memory, String> {
        processes::memory(self.server.pid())
    }

    /// Asks it to end; not to end well is an error.
    pub fn stop(self) -> Result<(), String> {
        self.server.stop()
    }
}

/// A signed-in program.
pub struct Session {
    client: Client,
    pub token: String,
}

impl Session {
    /// Signs in as a CSR of the demo.
    pub fn begin(address: SocketAddr) -> Result<Self, String> {
        let mut client = Client::connect(address)?;
        let text = |text: &str| Json::Text(text.to_owned());
        let ask = [("user_name".to_owned(), text("CA-mchen")), ("password".to_owned(), text("watchdesk-demo"))];
        let said = Json::read(client.send(&Request::post("/sign-in", "", &Json::Object(ask.into()).line()))?)?;
        let token = said.at("token").text().ok_or("signing in gave no token")?.to_owned();
        Ok(Self { client, token })
    }

    /// What `path` answers as JSON; `None` where it is not there.
    pub fn find(&mut self, path: &str) -> Result<Option<Json>, String> {
        let request = Request::get(path, JSON, &self.token);
        if self.client.exchange(&request)?.0 == 404 {
            return Ok(None);
        }
        self.client.send(&request).and_then(Json::read).map(Some)
    }

    /// What `path` answers as JSON.
    pub fn get(&mut self, path: &str) -> Result<Json, String> {
        self.find(path)?.ok_or_else(|| format!("GET {path} was answered 404"))
    }

    /// Uploads a file, and answers what came back.
    pub fn upload(&mut self, path: &str, content: &[u8]) -> Result<Json, String> {
        let headers = format!("Authorization: Bearer {}\r\n", self.token);
        self.client.send(&Request::post_as("application/octet-stream", path, &headers, content)).and_then(Json::read)
    }

    /// Posts JSON, and answers the status and what came back.
    pub fn post(&mut self, path: &str, body: &str) -> Result<(u16, Json), String> {
        let request = Request::post(path, &format!("Authorization: Bearer {}\r\n", self.token), body);
        let (status, said) = self.client.exchange(&request)?;
        Ok((status, Json::read(said)?))
    }
}

/// The desk prints the address by which it is reached.
fn address(stdout: &mut BufReader<ChildStdout>) -> Option<SocketAddr> {
    stdout.lines().map_while(Result::ok).find_map(|line| {
        let (_, rest) = line.split_once("http://")?;
        rest.split(|letter: char| letter == '/' || letter.is_whitespace()).next()?.parse().ok()
    })
}

fn wait_until_ready(address: SocketAddr, began: Instant) -> Result<(), String> {
    const PATIENCE: Duration = Duration::from_secs(120);
    let ready = Request::plain("/readyz");
    let mut client = Client::connect(address)?;
    loop {
        let (status, body) = client.exchange(&ready)?;
        if status == 200 {
            return Ok(());
        }
        if began.elapsed() > PATIENCE {
            return Err(format!("the desk is not ready after {PATIENCE:?}: {}", String::from_utf8_lossy(body)));
        }
        thread::sleep(Duration::from_millis(1));
    }
}
