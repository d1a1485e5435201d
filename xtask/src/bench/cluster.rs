//! A PostgreSQL cluster of the bench's own, durable and otherwise as PostgreSQL comes. Knows databases, not what is
//! in them.

use super::processes;
use super::programs::{Running, leashed, output};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A running cluster; ended when dropped. Its folder stays.
pub struct Cluster {
    server: Running,
    port: u16,
}

const USER: &str = "postgres";

impl Cluster {
    /// Starts the cluster in `folder`, which is made if it is not there.
    pub fn start(folder: &Path) -> Result<Self, String> {
        if !folder.join("PG_VERSION").exists() {
            make(folder)?;
        }
        let port = free_port()?;
        let log = fs::File::create(folder.with_extension("log")).map_err(|why| format!("the cluster's log: {why}"))?;
        let mut command = leashed(&program("postgres")?, Some(USER), "INT");
        command.arg("-D").arg(folder).args(["-c", &format!("port={port}")]);
        // Sockets of the network only: the path of a folder may be too long for the other kind.
        let settings =
            ["listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "max_connections=200"];
        command.args(settings.iter().flat_map(|setting| ["-c", setting]));
        command.stdout(Stdio::null()).stderr(log);
        let server = Running::start(&mut command, "INT")?;
        let mut cluster = Self { server, port };
        cluster.wait_until_ready(folder)?;
        Ok(cluster)
    }

    /// The URL of one of its databases.
    pub fn url(&self, database: &str) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/{database}", self.port)
    }

    /// CPU time of all of its processes so far, in milliseconds.
    pub fn cpu(&self) -> Result<f64, String> {
        processes::family_cpu(self.server.pid())
    }

    /// Whether there is such a database.
    pub fn has(&self, database: &str) -> Result<bool, String> {
        let said = self.tell("postgres", &format!("select 1 from pg_database where datname = '{database}'"))?;
        Ok(said.trim() == "1")
    }

    /// An empty database in place of any of that name, in byte order as it was made.
    pub fn create(&self, database: &str) -> Result<(), String> {
        self.copy("template0", database)
    }

    /// A copy of a database in place of any of that name.
    pub fn copy(&self, from: &str, to: &str) -> Result<(), String> {
        self.remove(to)?;
        self.tell("postgres", &format!("create database {to} template {from} strategy file_copy"))?;
        // What the copy left to be written must not be written while something is measured.
        self.tell("postgres", "checkpoint").map(drop)
    }

    /// Takes a database away, if it is there.
    pub fn remove(&self, database: &str) -> Result<(), String> {
        self.tell("postgres", &format!("drop database if exists {database} with (force)")).map(drop)
    }

    /// What autovacuum does sooner or later, now and not while something is measured.
    pub fn tidy(&self, database: &str) -> Result<(), String> {
        self.tell(database, "vacuum analyze").map(drop)
    }

    fn tell(&self, database: &str, sql: &str) -> Result<String, String> {
        let mut psql = Command::new(program("psql")?);
        psql.args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", &self.url(database), "-c", sql]);
        output(&mut psql)
    }

    /// The server writes its state into the eighth line of `postmaster.pid`.
    fn wait_until_ready(&mut self, folder: &Path) -> Result<(), String> {
        let deadline = Instant::now() + Duration::from_secs(120);
        while Instant::now() < deadline {
            let state = fs::read_to_string(folder.join("postmaster.pid")).unwrap_or_default();
            if state.lines().nth(7).is_some_and(|line| line.trim() == "ready") {
                return Ok(());
            }
            if self.server.ended().is_some() {
                break;
            }
            thread::sleep(Duration::from_millis(10));
        }
        let log = fs::read_to_string(folder.with_extension("log")).unwrap_or_default();
        Err(format!("PostgreSQL does not start in {}:\n{log}", folder.display()))
    }
}

/// `initdb` refuses root, and the server its folder if it is not its own.
fn make(folder: &Path) -> Result<(), String> {
    if super::programs::is_root() {
        output(Command::new("install").args(["-d", "-o", USER, "-g", USER, "-m", "700"]).arg(folder))?;
    }
    let mut initdb = leashed(&program("initdb")?, Some(USER), "KILL");
    initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "-D"]).arg(folder);
    output(&mut initdb).map(drop)
}

/// Debian keeps the server's programs off the PATH, in a folder for each version: the newest is taken.
fn program(name: &str) -> Result<PathBuf, String> {
    let mut versions: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    versions.sort_by_key(|folder| folder.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = versions.into_iter().rev().map(|version| version.join("bin")).chain(std::env::split_paths(&path));
    let found = folders.map(|folder| folder.join(name)).find(|file| file.is_file());
    found.ok_or_else(|| format!("`{name}` is not installed: it comes with the package postgresql"))
}

fn free_port() -> Result<u16, String> {
    let drawn = TcpListener::bind(("127.0.0.1", 0)).and_then(|socket| socket.local_addr());
    drawn.map(|address| address.port()).map_err(|why| format!("no free port: {why}"))
}
