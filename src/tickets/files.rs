//! The rows of files: which content stands where under which name, and what of it programs are shown. It attaches
//! nothing and takes nothing away.

use super::seeing::find;
use super::ticket::Ticket;
use super::view::Names;
use crate::people::{Actor, Member, Person};
use crate::platform::db::{FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::files::{ContentHash, Raster};
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::text_enum;
use serde::Serialize;
use utoipa::ToSchema;

/// Files on one ticket.
pub const MOST_ON_TICKET: i64 = 100;

/// A file as its row says.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct TicketFile {
    /// The key.
    pub id: i64,
    /// The ticket; none while it waits.
    pub ticket_id: Option<i64>,
    /// Without folders and whatever else could harm.
    pub name: String,
    /// In bytes.
    pub size: i64,
    /// Under which its content lies.
    pub hash: String,
    /// What its first bytes announce, if a browser may show it.
    pub raster: Option<Raster>,
    /// Under which its small picture lies.
    pub thumbnail: Option<String>,
    /// Nobody where the desk itself did it.
    pub uploaded_by: Option<i64>,
    /// When.
    pub uploaded_at: Timestamp,
    /// When it was taken off its ticket.
    pub removed_at: Option<Timestamp>,
}

text_enum! {
    /// Why a file is no picture to look at, though its name says so.
    pub enum Unlike {
        /// It is something else, or damaged.
        NoPicture = "no_picture",
        /// It is of a kind that can carry programs.
        CanRun = "can_run",
    }
}

impl Unlike {
    fn of(name: &str, raster: Option<Raster>) -> Option<Self> {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref().filter(|_| raster.is_none())? {
            "svg" | "svgz" => Some(Self::CanRun),
            "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" => Some(Self::NoPicture),
            _ => None,
        }
    }

    /// The catalogue key of the sentence that says it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoPicture => "file-no-picture",
            Self::CanRun => "file-can-run",
        }
    }
}

/// A file as programs see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FileView {
    /// The key: its content is at `/tickets/{number}/files/{id}`, or at `/uploads/{id}` while it waits.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// In bytes.
    pub size: i64,
    /// The sort of image, if a browser may show it.
    #[schema(value_type = Option<String>)]
    pub raster: Option<Raster>,
    /// Why it is only ever saved, where its name says that it is a picture.
    pub unlike: Option<Unlike>,
    /// Whether there is a small picture at `…/thumbnail`.
    pub thumbnail: bool,
    /// Who added it; nobody where the desk itself did.
    pub uploaded_by: Option<Person>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub uploaded_at: Timestamp,
    /// When it was taken away, if it was.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub removed_at: Option<Timestamp>,
}

impl TicketFile {
    const COLUMNS: &'static str =
        "id, ticket_id, name, size, hash, raster, thumbnail, uploaded_by, uploaded_at, removed_at";

    /// The rule: who added it may take it away, and who has the ticket.
    ///
    /// # Errors
    /// Forbidden for everybody else, with the way to it.
    pub fn check_removable(&self, ticket: &Ticket, by: Actor<'_>) -> Result<(), Refusal> {
        let Some(id) = by.id() else { return Ok(()) };
        let concerned = [self.uploaded_by, ticket.assignee];
        if concerned.contains(&Some(id)) {
            return Ok(());
        }
        Err(Refusal::new(Kind::Forbidden, Complaint::whole("ticket-file-of-others")))
    }

    /// The same with the name of who added it.
    pub(super) fn named(&self, names: &Names) -> FileView {
        FileView {
            id: self.id,
            name: self.name.clone(),
            size: self.size,
            raster: self.raster,
            unlike: Unlike::of(&self.name, self.raster),
            thumbnail: self.thumbnail.is_some(),
            uploaded_by: self.uploaded_by.and_then(|id| names.get(&id).cloned()),
            uploaded_at: self.uploaded_at,
            removed_at: self.removed_at,
        }
    }
}

/// A file on a ticket that `by` may see.
///
/// # Errors
/// Not seen, whether the ticket or the file is not there, or was taken away.
pub async fn find_file(
    reads: &impl Reads,
    by: impl Into<Actor<'_>>,
    number: i64,
    file: i64,
) -> Result<(Ticket, TicketFile), Failure> {
    let ticket = find(reads, by, number).await?;
    let which = Sql::new("id = ? AND ticket_id = ? AND removed_at IS NULL").bind(file).bind(number);
    let found = one(reads, which).await?;
    Ok((ticket, found.ok_or_else(Refusal::not_seen)?))
}

/// A file that waits for `member`.
///
/// # Errors
/// Not seen, for everybody else too.
pub async fn find_waiting(reads: &impl Reads, member: &Member, file: i64) -> Result<TicketFile, Failure> {
    let which = Sql::new("id = ? AND uploaded_by = ? AND ticket_id IS NULL").bind(file).bind(member.id);
    one(reads, which).await?.ok_or_else(|| Refusal::not_seen().into())
}

/// Every file that was ever on a ticket, oldest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_ticket(reads: &impl Reads, number: i64) -> Result<Vec<TicketFile>, Failure> {
    let mut files = reads.all::<TicketFile>(on_ticket(number)).await?;
    files.reverse();
    Ok(files)
}

/// The query of a ticket's files. Taken away and added again, again and again: the newest of it is enough.
#[must_use]
pub fn on_ticket(number: i64) -> Sql {
    select(Sql::new("ticket_id = ? ORDER BY id DESC LIMIT 500").bind(number))
}

/// Those of `ids` that wait for `member`, oldest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn waiting(reads: &impl Reads, member: &Member, ids: &[i64]) -> Result<Vec<TicketFile>, Failure> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let which = Sql::new("ticket_id IS NULL AND uploaded_by = ? AND id IN ").bind(member.id);
    all(reads, which.list(ids.iter().copied().take(100)).push(" ORDER BY id")).await
}

/// Those that wait for `member` in a form, oldest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn waiting_in(reads: &impl Reads, member: &Member, form: &str) -> Result<Vec<TicketFile>, Failure> {
    Ok(reads.all(in_form(member.id, form)).await?)
}

/// The forms in which files wait for the user `by`, each with when the last came.
///
/// # Errors
/// When the database fails.
pub(super) async fn waiting_forms(reads: &impl Reads, by: i64) -> Result<Vec<(String, Timestamp)>, Failure> {
    let sql = Sql::new("SELECT form, max(uploaded_at) AS at FROM files WHERE ticket_id IS NULL AND uploaded_by = ?");
    let rows: Vec<InForm> = reads.all(sql.bind(by).push(" AND form IS NOT NULL GROUP BY form")).await?;
    Ok(rows.into_iter().map(|row| (row.form, row.at)).collect())
}

#[derive(FromRow)]
struct InForm {
    form: String,
    at: Timestamp,
}

/// The query of the files that wait in a form.
#[must_use]
pub fn in_form(member: i64, form: &str) -> Sql {
    let which = Sql::new("ticket_id IS NULL AND uploaded_by = ? AND form = ? ORDER BY id LIMIT 100");
    select(which.bind(member).bind(form))
}

/// Whether any row names this content: one on a ticket, one that waits, or one taken away after `since`.
///
/// # Errors
/// When the database fails.
pub async fn is_named(reads: &impl Reads, hash: &ContentHash, since: Timestamp) -> Result<bool, Failure> {
    for sql in naming(hash, since) {
        if reads.value::<i64>(sql).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The queries for a row that names this content: as itself, and as its small picture.
#[must_use]
pub fn naming(hash: &ContentHash, since: Timestamp) -> [Sql; 2] {
    ["hash = ?", "thumbnail = ?"].map(|which| {
        let sql = Sql::new("SELECT id FROM files WHERE ").push(which).bind(hash.to_string());
        sql.push(" AND (removed_at IS NULL OR removed_at > ?) LIMIT 1").bind(since)
    })
}

/// The next rows that must have content, in the order of their ids: for whoever looks at all of them.
///
/// # Errors
/// When the database fails.
pub async fn after(reads: &impl Reads, id: i64, most: i64) -> Result<Vec<TicketFile>, Failure> {
    let which = Sql::new("id > ? AND removed_at IS NULL ORDER BY id LIMIT ?");
    all(reads, which.bind(id).bind(most)).await
}

/// Forgets files that no ticket has taken, uploaded before this moment; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64, Failure> {
    let sql = Sql::new("DELETE FROM files WHERE ticket_id IS NULL AND uploaded_at < ?").bind(before);
    Ok(tx.execute(sql).await?)
}

pub(super) async fn one(reads: &impl Reads, which: Sql) -> Result<Option<TicketFile>, Failure> {
    Ok(all(reads, which).await?.pop())
}

async fn all(reads: &impl Reads, which: Sql) -> Result<Vec<TicketFile>, Failure> {
    Ok(reads.all(select(which)).await?)
}

fn select(which: Sql) -> Sql {
    Sql::new("SELECT ").push(TicketFile::COLUMNS).push(" FROM files WHERE ").append(which)
}
