//! A form that is sent once more, as after the browser's *Back*: one form opens one ticket, and who sends it again is told
//! which. A program has no form, only its key, and is never second-guessed. It knows no field.

use super::attaching;
use super::opening::{NewInquiry, open};
use super::unsent;
use crate::people::{Actor, Member};
use crate::platform::db::{Db, Key, Once, Reads, Sql, Tx, first_answer};
use crate::platform::drafts;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Kind, Refusal};
use uuid::Uuid;

/// What is said of a form that was sent before, with something else in it.
const SENT: &str = "new-ticket-sent";
/// What is said of a request key that was used before, with something else.
const REUSED: &str = "request-key-reused";

/// The verb of a form: opens the inquiry, unless one was opened from this form before with the same words and no other
/// files; answers its number.
///
/// # Errors
/// Those of opening; conflict, where the form was sent before with something else in it.
pub async fn open_from(
    tx: &mut Tx,
    by: Actor<'_>,
    (form, ask): (&str, &NewInquiry),
    now: Timestamp,
) -> Result<i64, Failure> {
    let (Some(key), Some(member)) = (key_of(form), by.id()) else { return open(tx, by, ask, now).await };
    let words = NewInquiry { form: None, resumed: None, files: Vec::new(), shown: Vec::new(), ..ask.clone() };
    let once = Once::new(member, key, &("ticket.open_from", words))?;
    let Some(number) = opened_from(tx, member, form).await? else {
        let number = open(tx, by, ask, now).await?;
        once.keep(tx, &number).await?;
        return Ok(number);
    };
    match once.answered::<i64>(tx).await {
        Ok(_) if !brings_more(tx, member, number, &ask.files).await? => {
            // The browser has brought the same files once more.
            attaching::drop_unticked(tx, by, form, &ask.files).await?;
            Ok(number)
        }
        Ok(_) | Err(Failure::Refused(_)) => Err(sent(number).into()),
        Err(broken) => Err(broken),
    }
}

/// The number of the ticket that `by` opened from this form, as long as request keys are remembered.
///
/// # Errors
/// When the database fails.
pub async fn opened_from(reads: &impl Reads, by: i64, form: &str) -> Result<Option<i64>, Failure> {
    match key_of(form) {
        Some(key) => Ok(first_answer(reads, by, key).await?),
        None => Ok(None),
    }
}

/// Of a form that has opened a ticket already, whether it was refused because it is no longer as it was then.
#[must_use]
pub fn is_changed(refusal: &Refusal) -> bool {
    refusal.complaints.iter().any(|complaint| [SENT, REUSED].contains(&complaint.key))
}

/// The name of a new form in the place of one that was refused like that, with what waited in the old one, so that sending
/// it again opens another ticket. What another page of the old one has kept since stays there. The same page gets the same
/// form each time.
///
/// # Errors
/// When the database fails.
pub async fn begun_anew(
    db: &Db,
    by: &Member,
    (form, base): (&str, &str),
    (key, ask): (Option<Uuid>, &NewInquiry),
) -> Result<String, Failure> {
    let (by, from, base, seen) = (by.id, form.to_owned(), base.to_owned(), ask.resumed);
    let (to, files) = (unsent::after(form, &base, key), [&ask.files[..], &ask.shown].concat());
    let verb = async move |tx: &mut Tx| {
        let draft = drafts::load(tx, by, &from).await?;
        let goes_along = draft.is_some_and(|draft| draft.was_in(key, seen));
        // Somebody came *Back* twice, and wrote both times.
        let is_taken = goes_along && drafts::load(tx, by, &to).await?.is_some();
        let to = if is_taken { unsent::fresh(&base) } else { to.clone() };
        if goes_along {
            drafts::rename(tx, by, &from, &to).await?;
        }
        attaching::move_waiting(tx, by, (&from, &to), &files).await?;
        Ok(to)
    };
    db.write(None, verb).await
}

/// A refusal of that sort, in the words for a form that has opened this ticket.
#[must_use]
pub fn of_sent(mut refusal: Refusal, number: i64) -> Refusal {
    refusal.complaints.retain(|complaint| ![SENT, REUSED].contains(&complaint.key));
    refusal.complaints.extend(sent(number).complaints);
    Refusal { kind: Kind::Conflict, ..refusal }
}

/// That this form has opened a ticket already.
fn sent(number: i64) -> Refusal {
    // A number is read digit by digit.
    Refusal::conflict(SENT).with("number", number.to_string())
}

/// Whether any of these files, which wait for `by`, has a content that is not on the ticket.
async fn brings_more(tx: &mut Tx, by: i64, number: i64, files: &[i64]) -> Result<bool, Failure> {
    if files.is_empty() {
        return Ok(false);
    }
    // What waits for somebody else must not be told from what does not exist.
    let sql = Sql::new("SELECT id FROM files WHERE ticket_id IS NULL AND uploaded_by = ?").bind(by);
    let sql = sql.push(" AND id IN ").list(attaching::that_can_wait(files));
    let sql = sql.push(" AND hash NOT IN (SELECT hash FROM files WHERE ticket_id = ? AND removed_at IS NULL) LIMIT 1");
    Ok(tx.value::<i64>(sql.bind(number)).await?.is_some())
}

/// The key under which a form's ticket is remembered. A form without a name of its own has none: it is every form of its
/// base, and may open as many tickets as it likes.
fn key_of(form: &str) -> Option<Key> {
    form.contains('.').then(|| Key::of("form", form.as_bytes()))
}
