//! Importing a file that was looked at: it is begun in the request and done by a job, so that nobody has to wait for
//! it and a program that is killed goes on with it at its next start.

use super::comparing::compare;
use super::previewing::understand;
use super::uploaded;
use crate::app::App;
use crate::parties::applying;
use crate::parties::columns::Column;
use crate::parties::failing::{self, FailedWhy, give_up};
use crate::parties::lines::Line;
use crate::parties::staging;
use crate::people::kept_files::KeptFile;
use crate::people::{Actor, Member, Permission};
use crate::platform::db::{Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::files::ContentHash;
use crate::platform::jobs::{self, Job, Lease};
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Kind, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: to import the file at this address.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct StartImport {
    /// What each column of the file says, in its order: `number`, `name`, `region`, `contact`, `email`, `phone`, `language`,
    /// `status`, `warning`, or nothing where it is not used. Left out, the headers decide.
    #[serde(default)]
    pub column: Vec<String>,
    /// What its preview said would come of it, the `seen` of it: where something else would by now, nothing is imported.
    pub seen: Option<String>,
}

/// A file that was judged once more, just before it is imported.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    rows: usize,
    seen: Option<String>,
    is_stale: bool,
}

/// Writes a file down row by row and applies it, beginning anew if an attempt was cut off before it was whole.
#[derive(Debug, Serialize, Deserialize)]
pub struct StageImport {
    import: i64,
    hash: ContentHash,
    name: String,
    columns: Vec<Option<Column>>,
    #[serde(default)]
    seen: Option<String>,
    /// Who has seen it.
    #[serde(default)]
    by: Option<i64>,
}

impl Job for StageImport {
    type Context = App;
    const KIND: &'static str = "parties.stage_import";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        let import = self.import;
        let done = match stage(self, app).await {
            // Tried again, it would be refused again: whoever waits for it is told at once.
            Err(Failure::Refused(refusal)) => give_up(&app.db, import, why(&refusal), app.now()).await,
            done => done,
        };
        done.map_err(Failure::into_anyhow)
    }
}

/// The verb: begins the import of so many rows; answers its id.
///
/// # Errors
/// Not seen by those who may not import; stale, where not that would come of it which was seen.
pub(super) async fn start(
    tx: &mut Tx,
    by: Actor<'_>,
    (file, columns): (&KeptFile, &[Option<Column>]),
    judged: &Judged,
    now: Timestamp,
) -> Result<i64, Failure> {
    by.check_may(Permission::ImportParties)?;
    if judged.is_stale {
        return Err(Refusal::stale("imports-stale").into());
    }
    let import = staging::begin(tx, &file.name, by.id(), judged.rows, now).await?;
    let (hash, name, columns, seen) = (file.hash, file.name.clone(), columns.to_vec(), judged.seen.clone());
    let job = StageImport { import, hash, name, columns, seen, by: by.id() };
    jobs::enqueue_once(tx, &job, now, failing::key(import))?;
    tx.wake("imports");
    Ok(import)
}

/// Judges the file once more.
///
/// # Errors
/// Everything that is wrong with the file.
pub(super) async fn judged(
    app: &App,
    by: &Member,
    (file, columns): (&KeptFile, &[Option<Column>]),
    ask: &StartImport,
) -> Result<Judged, Failure> {
    let columns = columns.to_vec();
    let lines = file.read(app, move |sheet| understand(&sheet, &columns).lines).await??;
    let seen = ask.seen.clone().filter(|seen| !seen.is_empty());
    let is_stale = is_stale(app, (Some(by.id), &file.hash), &lines, seen.as_deref()).await?;
    Ok(Judged { rows: lines.len(), seen, is_stale })
}

async fn is_stale(
    app: &App,
    (by, hash): (Option<i64>, &ContentHash),
    lines: &[Line],
    seen: Option<&str>,
) -> Result<bool, Failure> {
    let Some(seen) = seen else { return Ok(false) };
    // What nobody has seen cannot be what it was.
    let Some(by) = by else { return Ok(true) };
    let secret = uploaded::secret(app, by, hash).await?;
    Ok(compare(app.db.reads(), &secret, lines).await?.mark.text() != seen)
}

fn why(refusal: &Refusal) -> FailedWhy {
    let is_gone = refusal.complaints.iter().any(|complaint| complaint.key == "imports-file-gone");
    match refusal.kind {
        Kind::Stale => FailedWhy::Stale,
        _ if is_gone => FailedWhy::Gone,
        _ => FailedWhy::Refused,
    }
}

async fn stage(job: StageImport, app: &App) -> Result<(), Failure> {
    let StageImport { import, hash, name, columns, seen, by } = job;
    let state = Sql::new("SELECT state FROM party_imports WHERE failed_at IS NULL AND id = ?").bind(import);
    let Some(state) = app.db.reads().value::<String>(state).await? else { return Ok(()) };
    if state == "staging" {
        let lines =
            KeptFile { name, hash }.read_in_time(app, move |sheet| understand(&sheet, &columns).lines).await??;
        if seen.is_some() {
            // Those begun before it change what it is compared with.
            applying::apply_all(&app.db, &|| app.now()).await?;
        }
        if is_stale(app, (by, &hash), &lines, seen.as_deref()).await? {
            return Err(Refusal::stale("imports-stale").into());
        }
        staging::stage_anew(&app.db, import, lines, app.now()).await?;
    }
    applying::apply(&app.db, import, &|| app.now(), &|_| {}).await.map(drop)
}
