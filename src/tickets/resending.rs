//! A form that is sent once more, as after the browser's *Back*: one form opens one ticket, and who sends it again is told
//! which. A program has no form, only its key, and is never second-guessed. It knows no field.

use super::attaching;
use super::opening::{NewInquiry, open};
use super::unsent;
use crate::people::{Actor, Member};
use crate::platform::db::{Db, Once, Reads, Sql, Tx, first_answer};
use crate::platform::drafts;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use sha2::{Digest, Sha256};
use uuid::Uuid;

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
        Ok(_) if !brings_more(tx, number, &ask.files).await? => {
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
        Some(key) => first_answer(reads, by, key).await,
        None => Ok(None),
    }
}

/// Where the form that was just refused has opened a ticket already: that ticket's number, and the name of a new form with
/// what waited in the old one, so that sending it again opens another.
///
/// # Errors
/// When the database fails.
pub async fn begun_anew(db: &Db, by: &Member, form: &str, base: &str) -> Result<Option<(i64, String)>, Failure> {
    let Some(number) = opened_from(db.reads(), by.id, form).await? else { return Ok(None) };
    let (by, from, to) = (by.id, form.to_owned(), unsent::fresh(base));
    let verb = async move |tx: &mut Tx| {
        drafts::rename(tx, by, &from, &to).await?;
        attaching::move_waiting(tx, by, &from, &to).await?;
        Ok(to.clone())
    };
    Ok(Some((number, db.write(None, verb).await?)))
}

/// That this form has opened a ticket already.
pub fn sent(number: i64) -> Refusal {
    // A number is read digit by digit.
    Refusal::conflict("new-ticket-sent").with("number", number.to_string())
}

/// Whether any of these files, which wait, has a content that is not on the ticket.
async fn brings_more(tx: &mut Tx, number: i64, files: &[i64]) -> Result<bool, Failure> {
    if files.is_empty() {
        return Ok(false);
    }
    let sql = Sql::new("SELECT id FROM files WHERE ticket_id IS NULL AND id IN ").list(files.iter().copied().take(100));
    let sql = sql.push(" AND hash NOT IN (SELECT hash FROM files WHERE ticket_id = ?) LIMIT 1").bind(number);
    Ok(tx.value::<i64>(sql).await?.is_some())
}

/// The key under which a form's ticket is remembered. A form without a name of its own has none: it is every form of its
/// base, and may open as many tickets as it likes.
fn key_of(form: &str) -> Option<Uuid> {
    form.contains('.').then(|| {
        let digest = Sha256::new().chain_update("form").chain_update(form.as_bytes()).finalize();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest[..16]);
        Uuid::from_bytes(bytes)
    })
}
