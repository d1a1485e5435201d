//! Programs that the bench starts and that must not outlive it, however it ends. Knows no program in particular.

use std::ffi::OsStr;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A running program, ended when dropped, and by the kernel when the bench dies first.
pub struct Running {
    child: Child,
    name: String,
    farewell: &'static str,
}

/// What takes longer to end than this has hung.
const PATIENCE: Duration = Duration::from_secs(60);

/// A command that runs as `user` (the bench's own if `None`; only root may choose) and dies with the thread that
/// starts it.
pub fn leashed(program: &Path, user: Option<&str>, farewell: &'static str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", farewell]);
    if let Some(user) = user.filter(|_| is_root()) {
        command.args([&format!("--reuid={user}"), &format!("--regid={user}"), "--clear-groups"]);
        // Another user may not look into the folder the bench runs in.
        command.current_dir("/");
    }
    command.arg("--").arg(program).stdin(Stdio::null());
    // A desk of the developer's own must not be mixed up with this one.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("WATCHDESK_") || name.to_string_lossy().starts_with("PG") {
            command.env_remove(&name);
        }
    }
    command
}

/// Runs a command to its end and answers what it wrote to stdout; anything but success is an error with its stderr.
pub fn output(command: &mut Command) -> Result<String, String> {
    let name = name_of(command);
    let done = command.output().map_err(|why| format!("{name} cannot be run: {why}"))?;
    if done.status.success() {
        return Ok(String::from_utf8_lossy(&done.stdout).into_owned());
    }
    Err(format!("{name} failed ({}): {}", done.status, String::from_utf8_lossy(&done.stderr)))
}

/// Whether the bench runs as root.
pub fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

impl Running {
    /// Starts a command made by [`leashed`] with the same farewell.
    pub fn start(command: &mut Command, farewell: &'static str) -> Result<Self, String> {
        let name = name_of(command);
        let child = command.spawn().map_err(|why| format!("{name} cannot be started: {why}"))?;
        Ok(Self { child, name, farewell })
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it says on stdout, if that was piped; once.
    pub fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.child.stdout.take()
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Asks it to end and waits until it has; what does not, or fails at it, is an error.
    pub fn stop(mut self) -> Result<(), String> {
        match self.finish() {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(format!("{} did not end well: {status}", self.name)),
            None => Err(format!("{} still ran {PATIENCE:?} after SIG{}", self.name, self.farewell)),
        }
    }

    fn finish(&mut self) -> Option<ExitStatus> {
        if let Some(status) = self.ended() {
            return Some(status);
        }
        let kill = format!("kill -{} {}", self.farewell, self.pid());
        Command::new("/bin/sh").args(["-c", &kill]).status().ok()?;
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.ended() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(5));
        }
        None
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.finish().is_none() {
            // It had its chance; nobody is left to tell.
            drop(self.child.kill());
            drop(self.child.wait());
        }
    }
}

/// The program behind the leash.
fn name_of(command: &Command) -> String {
    let mut args = command.get_args();
    let leashed = args.find(|arg| *arg == "--").and_then(|_| args.next());
    let path: &OsStr = leashed.unwrap_or_else(|| command.get_program());
    Path::new(path).file_name().unwrap_or(path).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_ends_when_it_is_told_and_when_it_is_dropped() {
        let script = ["-c", "trap 'exit 0' TERM; while :; do sleep 0.01; done"];
        let start = || Running::start(leashed(Path::new("/bin/sh"), None, "TERM").args(script), "TERM").unwrap();
        let running = start();
        let pid = running.pid();
        // The trap must stand before the signal comes.
        thread::sleep(Duration::from_millis(200));
        running.stop().unwrap();
        assert!(!Path::new(&format!("/proc/{pid}")).exists());
        let pid = start().pid();
        assert!(!Path::new(&format!("/proc/{pid}")).exists());
    }

    #[test]
    fn failures_carry_what_was_said() {
        let mut failing = leashed(Path::new("/bin/sh"), None, "KILL");
        let why = output(failing.args(["-c", "echo no such desk >&2; exit 3"])).unwrap_err();
        assert!(why.starts_with("sh failed") && why.contains("no such desk"), "{why}");
        assert_eq!(output(leashed(Path::new("/bin/echo"), None, "KILL").arg("x")).unwrap(), "x\n");
    }
}
