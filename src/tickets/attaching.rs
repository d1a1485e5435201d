//! Files on a ticket: a file is taken in first and waits for its uploader, then it is attached, at once or together with
//! the ticket that its form opens. It knows rows and rules; content lies in the store.

use super::files::{MOST_ON_TICKET, find_file, one};
use super::happenings::TicketEvent;
use super::keeping::replace;
use super::seeing::find;
use super::ticket::Ticket;
use crate::people::Actor;
use crate::platform::db::{Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::files::{Unkept, Upload, Why};
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Files that come with one request.
pub const MOST_AT_ONCE: usize = 20;
/// Files of one person that wait for a ticket.
const MOST_WAITING: i64 = 100;

/// What is asked: to attach files that were taken in before.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct AttachFiles {
    /// Their ids, as `POST /uploads` answered them.
    #[serde(default)]
    pub files: Vec<i64>,
}

/// What is asked: to take a file away. Nothing more need be said.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct RemoveFile {}

/// The verb: writes down what was taken in, as waiting for its uploader in `form`; answers the ids.
///
/// # Errors
/// Too many wait already.
pub async fn keep(
    tx: &mut Tx,
    by: Actor<'_>,
    form: Option<&str>,
    uploads: &[Upload],
    now: Timestamp,
) -> Result<Vec<i64>, Failure> {
    if uploads.len() > room(tx, by).await? {
        return Err(Refusal::new(Kind::Invalid, no_room()).into());
    }
    let mut ids = Vec::with_capacity(uploads.len());
    for upload in uploads {
        let id = tx.next_id("files").await?;
        let sql = Sql::new(
            "INSERT INTO files (id, form, name, size, hash, raster, thumbnail, uploaded_by, uploaded_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        );
        let sql = sql
            .bind(id)
            .bind(form.map(str::to_owned))
            .bind(upload.name.clone())
            .bind(i64::try_from(upload.size).unwrap_or(i64::MAX));
        let thumbnail = upload.thumbnail.map(|hash| hash.to_string());
        let sql = sql.bind(upload.hash.to_string()).bind(upload.raster).bind(thumbnail);
        tx.execute(sql.bind(by.id()).bind(now)).await?;
        ids.push(id);
    }
    Ok(ids)
}

/// How many files more may wait for `by`.
///
/// # Errors
/// When the database fails.
pub async fn room(reads: &impl Reads, by: Actor<'_>) -> Result<usize, Failure> {
    let waiting = Sql::new("FROM files WHERE ticket_id IS NULL AND uploaded_by = ?").bind(by.id());
    let waiting = reads.count_up_to(MOST_WAITING, waiting).await?;
    Ok(usize::try_from(MOST_WAITING - waiting).unwrap_or_default())
}

fn no_room() -> Complaint {
    Complaint::at("files", "ticket-files-waiting").with("most", MOST_WAITING)
}

/// The verb: attaches files that wait; answers the ticket's number. It needs no version: nothing is overwritten.
///
/// # Errors
/// Not seen; no file named, one that is gone, or too many.
pub async fn attach(
    tx: &mut Tx,
    by: Actor<'_>,
    number: i64,
    ask: &AttachFiles,
    now: Timestamp,
) -> Result<i64, Failure> {
    let before = find(tx, by, number).await?;
    if ask.files.is_empty() {
        return Err(Refusal::invalid("files", "ticket-files-choose").into());
    }
    let after = before.changed(by, now);
    let happenings = claim(tx, &after, by, &ask.files, now).await?;
    replace(tx, &before, &after, happenings).await?;
    Ok(after.id)
}

/// Gives files that wait for `by` to a ticket; answers what happened, for the verb that writes the ticket.
///
/// # Errors
/// At the field `files`: one that is gone or not theirs, or too many.
pub(super) async fn claim(
    tx: &mut Tx,
    ticket: &Ticket,
    by: Actor<'_>,
    files: &[i64],
    now: Timestamp,
) -> Result<Vec<Happening>, Failure> {
    let mut ids = files.to_vec();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let attached = Sql::new("FROM files WHERE ticket_id = ? AND removed_at IS NULL").bind(ticket.id);
    let attached = tx.count_up_to(MOST_ON_TICKET, attached).await?;
    if attached.saturating_add(i64::try_from(ids.len()).unwrap_or(i64::MAX)) > MOST_ON_TICKET {
        return Err(Refusal::invalid("files", "ticket-files-full").with("most", MOST_ON_TICKET).into());
    }
    let mut happenings = Vec::with_capacity(ids.len());
    for id in ids {
        // Conditional: the sweep, another tab or another ticket may have been first.
        let sql = Sql::new("UPDATE files SET ticket_id = ?, form = NULL WHERE id = ? AND ticket_id IS NULL");
        let sql = sql.bind(ticket.id).bind(id).push(" AND uploaded_by IS NOT DISTINCT FROM ?").bind(by.id());
        if tx.execute(sql).await? == 0 {
            return Err(Refusal::invalid("files", "ticket-file-gone").into());
        }
        let file = one(tx, Sql::new("id = ?").bind(id)).await?.ok_or_else(Refusal::not_seen)?;
        let event = TicketEvent::FileAdded { file: id, size: file.size, hash: file.hash };
        happenings.push(event.happened(ticket, by, now));
    }
    Ok(happenings)
}

/// The verb: takes a file off its ticket; answers the ticket's number. Its name stays in the history, its content as
/// long as another row names it.
///
/// # Errors
/// Not seen; forbidden to who neither added it nor has the ticket.
pub async fn remove(
    tx: &mut Tx,
    by: Actor<'_>,
    (number, file): (i64, i64),
    _: &RemoveFile,
    now: Timestamp,
) -> Result<i64, Failure> {
    let (before, file) = find_file(tx, by, number, file).await?;
    file.check_removable(&before, by)?;
    let sql = Sql::new("UPDATE files SET removed_at = ? WHERE id = ? AND removed_at IS NULL");
    if tx.execute(sql.bind(now).bind(file.id)).await? == 0 {
        return Err(Refusal::not_seen().into());
    }
    let after = before.changed(by, now);
    let happening = TicketEvent::FileRemoved { file: file.id }.happened(&after, by, now);
    replace(tx, &before, &after, vec![happening]).await?;
    Ok(after.id)
}

/// The verb: drops a file that waits for `by`; answers its id.
///
/// # Errors
/// Not seen.
pub async fn drop_waiting(tx: &mut Tx, by: Actor<'_>, file: i64, _: &RemoveFile, _: Timestamp) -> Result<i64, Failure> {
    match tx.execute(dropping(by).push(" AND id = ?").bind(file)).await? {
        0 => Err(Refusal::not_seen().into()),
        _ => Ok(file),
    }
}

/// Drops the files that wait for `by` in a form which is done with.
pub(super) async fn drop_left(tx: &mut Tx, by: Actor<'_>, form: &str) -> Result<(), Failure> {
    tx.execute(dropping(by).push(" AND form = ?").bind(form.to_owned())).await?;
    Ok(())
}

/// Those of `files` that wait for the user `by` in one form wait in another.
pub(super) async fn move_waiting(tx: &mut Tx, by: i64, (from, to): (&str, &str), files: &[i64]) -> Result<(), Failure> {
    let sql = Sql::new("UPDATE files SET form = ? WHERE ticket_id IS NULL AND uploaded_by = ? AND form = ?");
    let sql = sql.bind(to.to_owned()).bind(by).bind(from.to_owned());
    let files = files.iter().take(2 * usize::try_from(MOST_WAITING).unwrap_or(0)).copied();
    tx.execute(sql.push(" AND id IN ").list(files)).await?;
    Ok(())
}

/// Drops those of `shown` that still wait for `by` in a form: it had them, and was sent without them. What came to the
/// same form from another page meanwhile goes on waiting.
pub(super) async fn drop_unticked(tx: &mut Tx, by: Actor<'_>, form: &str, shown: &[i64]) -> Result<(), Failure> {
    let sql = dropping(by).push(" AND form = ?").bind(form.to_owned()).push(" AND id IN ").list(that_can_wait(shown));
    tx.execute(sql).await?;
    Ok(())
}

/// As many of these as can wait for one person.
pub(super) fn that_can_wait(files: &[i64]) -> impl Iterator<Item = i64> {
    files.iter().take(usize::try_from(MOST_WAITING).unwrap_or(0)).copied()
}

/// Of the files that wait for `by` and for nobody else; which of them follows.
fn dropping(by: Actor<'_>) -> Sql {
    Sql::new("DELETE FROM files WHERE ticket_id IS NULL AND uploaded_by = ?").bind(by.id())
}

/// What is said of files that were not kept, at the field `files`; nothing if there are none.
#[must_use]
pub fn unkept(refused: &[Unkept]) -> Option<Refusal> {
    let complaint = |file: &Unkept| match file.why {
        Why::Empty => Complaint::at("files", "ticket-file-empty").with("name", &file.name),
        Why::TooLarge { limit } => {
            // Limits are set in whole megabytes.
            let megabytes = limit.div_ceil(1_000_000);
            Complaint::at("files", "ticket-file-too-large").with("name", &file.name).with("megabytes", megabytes)
        }
        // Fewer than at once were let in: so few may wait yet.
        Why::TooMany { most } if most < MOST_AT_ONCE => no_room(),
        Why::TooMany { most } => {
            Complaint::at("files", "ticket-file-too-many").with("name", &file.name).with("most", most)
        }
    };
    let is_large = refused.iter().any(|file| matches!(file.why, Why::TooLarge { .. }));
    let kind = if is_large { Kind::TooLarge } else { Kind::Invalid };
    let mut complaints: Vec<_> = refused.iter().map(complaint).collect();
    // That there is no room concerns all of them alike.
    complaints.dedup();
    (!complaints.is_empty()).then_some(Refusal { kind, complaints })
}
