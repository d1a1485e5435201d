//! Furnished desks: made once by `watchdesk demo`, kept as they are, and copied for each measuring. Knows where they
//! lie, not what is in them.

use super::args::Engine;
use super::cluster::Cluster;
use super::desk::Place;
use super::json::Json;
use super::programs::{leashed, output};
use crate::run::say;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The folder with all desks of this run.
pub struct House {
    folder: PathBuf,
    is_kept: bool,
}

/// The copy: its folder, and its database.
const MEASURED: &str = "measured";

/// A furnished desk, which nothing writes to any more.
pub struct Furnished {
    engine: Engine,
    name: String,
    place: Place,
    /// How long the demo took to make it.
    pub seconds: f64,
}

impl House {
    /// The folder to keep, or one that goes with this value.
    pub fn open(keep: Option<&Path>) -> Result<Self, String> {
        // Not /tmp: where that is memory, a durable commit would cost nothing.
        let own = || PathBuf::from(format!("/var/tmp/watchdesk-bench-{}", std::process::id()));
        let folder = keep.map_or_else(own, Path::to_path_buf);
        fs::create_dir_all(&folder).map_err(|why| told(&folder, &why))?;
        let folder = folder.canonicalize().map_err(|why| told(&folder, &why))?;
        Ok(Self { folder, is_kept: keep.is_some() })
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// PostgreSQL's own folder.
    pub fn cluster(&self) -> Result<Cluster, String> {
        Cluster::start(&self.folder.join("postgres"))
    }

    /// The desk of that size: the one that is there, or a new one.
    pub fn furnish(&self, program: &Path, tickets: u64, cluster: Option<&Cluster>) -> Result<Furnished, String> {
        let engine = if cluster.is_some() { Engine::Postgres } else { Engine::Sqlite };
        let name = format!("{}_{tickets}", engine.title().to_lowercase());
        let place = Place { data: self.folder.join(&name), url: cluster.map(|cluster| cluster.url(&name)) };
        let note = self.folder.join(format!("{name}.json"));
        let known = fs::read(&note).ok().and_then(|bytes| Json::read(&bytes).ok());
        let is_there = cluster.map_or(Ok(true), |cluster| cluster.has(&name))? && place.data.is_dir();
        if let Some(known) = known.filter(|_| is_there) {
            return Ok(Furnished { engine, name, place, seconds: known.at("seconds").float() });
        }
        say(&format!("furnishing {} with {tickets} tickets", engine.title()));
        remove(&place.data)?;
        if let Some(cluster) = cluster {
            cluster.create(&name)?;
        }
        let began = Instant::now();
        let mut demo = leashed(program, None, "TERM");
        demo.args(["demo", "--no-serve", "--listen", "127.0.0.1:0", "--distributors", "100000"]);
        output(demo.args(["--tickets", &tickets.to_string()]).args(place.flags()).stderr(Stdio::inherit()))?;
        let seconds = began.elapsed().as_secs_f64();
        if let Some(cluster) = cluster {
            cluster.tidy(&name)?;
        }
        let known = Json::Object(vec![("seconds".to_owned(), Json::Number(seconds))]);
        fs::write(&note, known.line()).map_err(|why| told(&note, &why))?;
        Ok(Furnished { engine, name, place, seconds })
    }

    /// A copy to be measured, in place of the one before. With a cluster it is for [`House::clear`] to take it away.
    pub fn copy(&self, furnished: &Furnished, cluster: Option<&Cluster>) -> Result<Place, String> {
        let data = self.folder.join(MEASURED);
        remove(&data)?;
        output(Command::new("cp").args(["-a", "--reflink=auto"]).arg(&furnished.place.data).arg(&data))?;
        let url = match cluster.filter(|_| furnished.engine == Engine::Postgres) {
            Some(cluster) => {
                cluster.copy(&furnished.name, MEASURED)?;
                Some(cluster.url(MEASURED))
            }
            None => None,
        };
        // Else the system writes the copy to the disk while the desk waits for its own commits.
        output(&mut Command::new("sync"))?;
        Ok(Place { data, url })
    }

    /// Takes the copy away.
    pub fn clear(&self, cluster: Option<&Cluster>) -> Result<(), String> {
        remove(&self.folder.join(MEASURED))?;
        cluster.map_or(Ok(()), |cluster| cluster.remove(MEASURED))
    }
}

impl Drop for House {
    fn drop(&mut self) {
        // What cannot be removed is in a folder for such things.
        drop(remove(&self.folder.join(MEASURED)));
        if !self.is_kept {
            drop(remove(&self.folder));
        }
    }
}

fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(why) if folder.exists() => Err(told(folder, &why)),
        _ => Ok(()),
    }
}

fn told(path: &Path, why: &std::io::Error) -> String {
    format!("{}: {why}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_that_is_not_kept_goes_and_a_kept_one_stays() {
        let house = House::open(None).unwrap();
        let own = house.folder().to_path_buf();
        let kept = own.join("kept");
        drop(House::open(Some(&kept)).unwrap());
        assert!(kept.is_dir());
        drop(house);
        assert!(!own.exists());
    }

    /// The program stands for the demo: a script that writes a file into the folder it was given.
    #[test]
    fn a_desk_is_furnished_once_and_copied_each_time() {
        use std::os::unix::fs::PermissionsExt;
        let house = House::open(Some(&std::env::temp_dir().join(format!("house-{}", std::process::id())))).unwrap();
        let demo = house.folder().join("demo.sh");
        fs::write(&demo, "#!/bin/sh\nmkdir \"${10}\" && echo $8 > \"${10}/desk\"\n").unwrap();
        fs::set_permissions(&demo, fs::Permissions::from_mode(0o755)).unwrap();
        let first = house.furnish(&demo, 7, None).unwrap();
        assert!(first.seconds > 0.0);
        let place = house.copy(&first, None).unwrap();
        fs::write(place.data.join("desk"), "written to").unwrap();
        let again = house.furnish(&demo, 7, None).unwrap();
        let place = house.copy(&again, None).unwrap();
        assert_eq!(fs::read_to_string(place.data.join("desk")).unwrap(), "7\n");
        fs::remove_dir_all(house.folder()).unwrap();
    }
}
