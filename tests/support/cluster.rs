//! A PostgreSQL cluster of the test run's own, thrown away with it. Knows how to start one, not what is stored in it.

use super::leash::{self, Leash, Leashed, free_port, is_root};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// What a commit means to the cluster.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// As an owner would run it: for tests that kill things and for figures.
    Synced,
    /// Nothing is synced: for every other test, which throws its database away.
    Forgetful,
}

/// A running server; ended when dropped, or by the death of the test process.
pub struct Cluster {
    /// `postgres://…/` without a database name.
    base: String,
    _server: Option<Leashed>,
}

const PREFIX: &str = "watchdesk-pg-";
const LOGS: usize = 30;

/// The cluster that all tests of this process share: the server that `WATCHDESK_TEST_POSTGRES` names (the URL of a
/// database whose user may create databases), or one started at the first call, in about a second.
pub fn shared() -> Result<&'static Cluster> {
    static SHARED: OnceLock<Result<Cluster, String>> = OnceLock::new();
    let made = SHARED.get_or_init(|| match std::env::var("WATCHDESK_TEST_POSTGRES") {
        Ok(url) => Cluster::existing(&url).map_err(|why| format!("{why:#}")),
        Err(_) => Cluster::start(Durability::Forgetful).map_err(|why| format!("{why:#}")),
    });
    made.as_ref().map_err(|why| anyhow::anyhow!("no PostgreSQL for the tests: {why}"))
}

impl Cluster {
    /// Starts a new cluster on a free port of 127.0.0.1.
    pub fn start(durability: Durability) -> Result<Self> {
        leash::sweep(PREFIX);
        let postgres = leash::program("postgres", &debian_folders(), "postgresql")?;
        let initdb = leash::program("initdb", &debian_folders(), "postgresql")?;
        let folder = new_folder();
        // The collation sorts as people do, so that a query which forgot its own byte order shows it here.
        let locale = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"];
        let init = Leash::of(initdb).args(["--no-sync", "--auth=trust", "--username=postgres"]).args(locale);
        as_server(init.arg("-D").arg(folder.to_string_lossy())).run()?;
        for _ in 0..3 {
            let port = free_port()?;
            let mut server = as_server(guard(&postgres, &folder, port, durability)).start()?;
            if is_ready(&mut server, &folder)? {
                return Ok(Self { base: format!("postgres://postgres@127.0.0.1:{port}/"), _server: Some(server) });
            }
        }
        bail!("PostgreSQL does not start:\n{}", log_end(&folder))
    }

    fn existing(url: &str) -> Result<Self> {
        let (base, _) = url.rsplit_once('/').filter(|(base, _)| base.contains("://")).context("not a database URL")?;
        Ok(Self { base: format!("{base}/"), _server: None })
    }

    /// The URL of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("{}{database}", self.base)
    }
}

/// A shell between the tests and the server: it removes the folder when the server is gone, whatever ended it.
fn guard(postgres: &Path, folder: &Path, port: u16, durability: Durability) -> Leash {
    let mut settings = vec![
        format!("port={port}"),
        "listen_addresses=127.0.0.1".into(),
        format!("unix_socket_directories={}", folder.display()),
        "max_connections=300".into(),
        "timezone=UTC".into(),
    ];
    if durability == Durability::Forgetful {
        let forgetful = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];
        settings.extend(forgetful.map(str::to_owned));
    }
    let script = "folder=$1; shift; trap 'kill -QUIT $server; gone=1' TERM; \"$@\" >\"$folder/server.log\" 2>&1 & \
                  server=$!; wait $server; [ -z \"$gone\" ] || { wait $server; rm -rf \"$folder\"; }";
    let shell = Leash::of("/bin/sh").farewell("TERM").args(["-c", script, "sh"]).arg(folder.to_string_lossy());
    let server = shell.arg(postgres.to_string_lossy()).arg("-D").arg(folder.to_string_lossy());
    server.args(settings.into_iter().flat_map(|setting| ["-c".to_owned(), setting]))
}

/// `initdb` and `postgres` refuse to run as root.
fn as_server(leash: Leash) -> Leash {
    if is_root() { leash.user("postgres") } else { leash }
}

fn debian_folders() -> Vec<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = versions.map(|version| version.path()).collect();
    folders.sort_by_key(|folder| folder.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
    folders.into_iter().rev().map(|folder| folder.join("bin")).collect()
}

fn new_folder() -> PathBuf {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    PathBuf::from(format!("/tmp/{PREFIX}{}-{number}", std::process::id()))
}

/// The server writes its state into the eighth line of `postmaster.pid`. An end before that is most often a port that
/// somebody else took.
fn is_ready(server: &mut Leashed, folder: &Path) -> Result<bool> {
    let deadline = Instant::now() + Duration::from_secs(60);
    while Instant::now() < deadline {
        let state = fs::read_to_string(folder.join("postmaster.pid")).unwrap_or_default();
        if state.lines().nth(7).is_some_and(|line| line.trim() == "ready") {
            return Ok(true);
        }
        if server.ended()?.is_some() {
            return Ok(false);
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    bail!("PostgreSQL is not ready after a minute:\n{}", log_end(folder))
}

fn log_end(folder: &Path) -> String {
    let log = fs::read_to_string(folder.join("server.log")).unwrap_or_default();
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(LOGS)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_synced_cluster_starts_and_leaves_nothing_behind() {
        let cluster = Cluster::start(Durability::Synced).expect("it starts");
        let port = cluster.base.trim_end_matches('/').rsplit(':').next().and_then(|port| port.parse::<u16>().ok());
        let listens = || std::net::TcpStream::connect(("127.0.0.1", port.expect("the URL names a port"))).is_ok();
        assert!(listens());
        drop(cluster);
        let deadline = Instant::now() + Duration::from_secs(10);
        while listens() {
            assert!(Instant::now() < deadline, "the server still listens");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}
