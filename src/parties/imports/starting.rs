//! Importing a file that was looked at: it is begun in the request and done by a job, so that nobody has to wait for
//! it and a program that is killed goes on with it at its next start.

use super::previewing::understand;
use crate::app::App;
use crate::parties::applying;
use crate::parties::columns::Column;
use crate::parties::failing::{self, FailedWhy, give_up};
use crate::parties::staging;
use crate::people::kept_files::KeptFile;
use crate::people::{Actor, Permission};
use crate::platform::db::{Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::files::ContentHash;
use crate::platform::jobs::{self, Job, Lease};
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: to import the file at this address.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct StartImport {
    /// What each column of the file says, in its order: `number`, `name`, `region`, `contact`, `email`, `phone`, `language`,
    /// `status`, `warning`, or nothing where it is not used. Left out, the headers decide.
    #[serde(default)]
    pub column: Vec<String>,
}

/// Writes a file down row by row and applies it, beginning anew if an attempt was cut off before it was whole.
#[derive(Debug, Serialize, Deserialize)]
pub struct StageImport {
    import: i64,
    hash: ContentHash,
    name: String,
    columns: Vec<Option<Column>>,
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
/// Not seen by those who may not import.
pub(super) async fn start(
    tx: &mut Tx,
    by: Actor<'_>,
    (file, columns): (&KeptFile, &[Option<Column>]),
    rows: usize,
    now: Timestamp,
) -> Result<i64, Failure> {
    by.check_may(Permission::ImportParties)?;
    let import = staging::begin(tx, &file.name, by.id(), rows, now).await?;
    let job = StageImport { import, hash: file.hash, name: file.name.clone(), columns: columns.to_vec() };
    jobs::enqueue_once(tx, &job, now, failing::key(import))?;
    tx.wake("imports");
    Ok(import)
}

/// Judges the file once more; answers how many rows it has.
///
/// # Errors
/// Everything that is wrong with the file.
pub(super) async fn judged(app: &App, file: &KeptFile, columns: &[Option<Column>]) -> Result<usize, Failure> {
    let columns = columns.to_vec();
    Ok(file.read(app, move |sheet| understand(&sheet, &columns).lines.map(|lines| lines.len())).await??)
}

fn why(refusal: &Refusal) -> FailedWhy {
    let is_gone = refusal.complaints.iter().any(|complaint| complaint.key == "imports-file-gone");
    if is_gone { FailedWhy::Gone } else { FailedWhy::Refused }
}

async fn stage(job: StageImport, app: &App) -> Result<(), Failure> {
    let StageImport { import, hash, name, columns } = job;
    let state = Sql::new("SELECT state FROM party_imports WHERE failed_at IS NULL AND id = ?").bind(import);
    let Some(state) = app.db.reads().value::<String>(state).await? else { return Ok(()) };
    if state == "staging" {
        let lines =
            KeptFile { name, hash }.read_in_time(app, move |sheet| understand(&sheet, &columns).lines).await??;
        staging::stage_anew(&app.db, import, lines, app.now()).await?;
    }
    applying::apply(&app.db, import, &|| app.now(), &|_| {}).await.map(drop)
}
