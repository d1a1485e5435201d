//! Programs that a test starts and that must not outlive it, however it ends. Knows no program in particular.

use anyhow::{Context, Result, bail};
use std::env;
use std::fs::{self, File};
use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A running program, ended when dropped, and by the kernel when the test process dies first.
pub struct Leashed {
    child: Child,
    name: String,
    farewell: &'static str,
}

/// How to start a program; see [`Leash::start`].
pub struct Leash {
    program: PathBuf,
    args: Vec<String>,
    env: Vec<(String, String)>,
    user: Option<String>,
    farewell: &'static str,
    output: Option<PathBuf>,
}

impl Leash {
    pub fn of(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), args: Vec::new(), env: Vec::new(), user: None, farewell: "KILL", output: None }
    }

    pub fn arg(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }

    pub fn args<S: Into<String>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.env.push((name.into(), value.into()));
        self
    }

    /// Runs the program as another user of the machine; only root may.
    pub fn user(mut self, user: &str) -> Self {
        self.user = Some(user.into());
        self
    }

    /// The signal that ends it when it is dropped or the test process dies (`KILL` unless told otherwise).
    pub fn farewell(mut self, signal: &'static str) -> Self {
        self.farewell = signal;
        self
    }

    /// The file that takes what the program says on both its outputs; without it nobody listens.
    pub fn output(mut self, file: &Path) -> Self {
        self.output = Some(file.into());
        self
    }

    /// Starts it, and leaves it running.
    pub fn start(self) -> Result<Leashed> {
        let name = self.program.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let command = self.command(&["--pdeathsig", self.farewell])?;
        let (answer, child) = channel();
        let sent = KEEPER.lock().unwrap_or_else(PoisonError::into_inner).send((command, answer));
        if sent.is_err() {
            bail!("the thread that starts programs is gone");
        }
        let child = child.recv()?.with_context(|| format!("cannot start {name}"))?;
        Ok(Leashed { child, name, farewell: self.farewell })
    }

    /// Runs it to its end; anything but success is an error that quotes what it said.
    pub fn run(self) -> Result<()> {
        let mut command = self.command(&[])?;
        let done = command.stdout(Stdio::piped()).stderr(Stdio::piped()).output()?;
        if !done.status.success() {
            let said = [done.stdout, done.stderr].concat();
            bail!("{} failed ({}):\n{}", self.program.display(), done.status, String::from_utf8_lossy(&said));
        }
        Ok(())
    }

    fn command(&self, how: &[&str]) -> Result<Command> {
        let mut command = Command::new(program("setpriv", &[], "util-linux")?);
        command.args(how);
        if let Some(user) = &self.user {
            command.args([format!("--reuid={user}"), format!("--regid={user}"), "--clear-groups".into()]);
        }
        command.arg("--").arg(&self.program).args(&self.args).envs(self.env.iter().map(|(name, value)| (name, value)));
        // Another user may not look into the folder the tests run in.
        command.current_dir(if self.user.is_some() { "/tmp" } else { env!("CARGO_MANIFEST_DIR") });
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if let Some(path) = &self.output {
            let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            command.stdout(file.try_clone()?).stderr(file);
        }
        Ok(command)
    }
}

impl Leashed {
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    pub fn signal(&self, signal: &str) -> Result<()> {
        send_signal(signal, self.pid())
    }

    /// `None` while it runs.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// How it ended; an error if it has not by then.
    pub fn wait(&mut self, patience: Duration) -> Result<ExitStatus> {
        let deadline = Instant::now() + patience;
        loop {
            if let Some(status) = self.ended()? {
                return Ok(status);
            }
            if Instant::now() > deadline {
                bail!("{} still runs after {patience:?}", self.name);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// SIGKILL, and gone when this returns.
    pub fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Leashed {
    fn drop(&mut self) {
        // Gone already, or nobody is left to tell.
        if self.farewell != "KILL" && self.signal(self.farewell).is_ok() {
            let _ = self.wait(Duration::from_secs(10));
        }
        let _ = self.kill();
    }
}

type Order = (Command, Sender<io::Result<Child>>);

/// The kernel ties "parent death" to the *thread* that started a program, and test threads end early: so one thread
/// that lives as long as the process starts them all.
static KEEPER: LazyLock<Mutex<Sender<Order>>> = LazyLock::new(|| {
    let (sender, orders) = channel::<Order>();
    std::thread::spawn(move || {
        for (mut command, answer) in orders {
            // A caller that has given up drops the receiver, and with it the child is killed by its own leash.
            let _ = answer.send(command.spawn());
        }
    });
    Mutex::new(sender)
});

/// Where a program is: in `folders`, then on the PATH. An absent one is an error that names its Debian package.
pub fn program(name: &str, folders: &[PathBuf], package: &str) -> Result<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let places = folders.iter().cloned().chain(env::split_paths(&path));
    let found = places.map(|folder| folder.join(name)).find(|file| file.is_file());
    found.with_context(|| {
        format!("`{name}` is not installed: `apt-get install {package}` (or let `cargo xtask test` do it as root)")
    })
}

pub fn send_signal(signal: &str, pid: u32) -> Result<()> {
    Leash::of("/bin/sh").args(["-c", &format!("kill -{signal} {pid}")]).run()
}

/// A port that nobody listened on a moment ago.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

pub fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

pub fn is_alive(pid: u32) -> bool {
    Path::new(&format!("/proc/{pid}")).exists()
}

/// Ends what dead test processes left running and removes their folders: `/tmp/<prefix><pid>-<number>`.
pub fn sweep(prefix: &str) {
    for entry in fs::read_dir("/tmp").into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(rest) = name.strip_prefix(prefix) else { continue };
        let owner = rest.split('-').next().and_then(|pid| pid.parse().ok());
        if owner.is_some_and(|pid| !is_alive(pid)) {
            let folder = entry.path();
            // A second test process may be sweeping too: what does not work now is done or comes next time.
            let _ = clear(&folder);
        }
    }
}

/// Kills every process that was started with this folder among its arguments, and removes the folder.
pub fn clear(folder: &Path) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(5);
    loop {
        let pids: Vec<String> = processes_of(folder).iter().map(u32::to_string).collect();
        if !pids.is_empty() {
            Leash::of("/bin/sh").args(["-c", &format!("kill -KILL {} || true", pids.join(" "))]).run()?;
        }
        match fs::remove_dir_all(folder) {
            // What is being killed may still write as it goes.
            Err(_) if folder.exists() && Instant::now() < deadline => std::thread::sleep(Duration::from_millis(10)),
            removed => return Ok(removed?),
        }
    }
}

fn processes_of(folder: &Path) -> Vec<u32> {
    let wanted = folder.to_string_lossy();
    let names = |arg: &str| arg.split_once(&*wanted).is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with('/'));
    let named = |args: &[u8]| String::from_utf8_lossy(args).split('\0').any(names);
    let pids = fs::read_dir("/proc").into_iter().flatten().flatten();
    let pids = pids.filter_map(|entry| entry.file_name().to_string_lossy().parse::<u32>().ok());
    pids.filter(|pid| fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|args| named(&args))).collect()
}
