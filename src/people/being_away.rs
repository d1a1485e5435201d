//! Being away: until the end of a day, what would reach somebody reaches their cover. It knows no ticket.

use super::Gap;
use super::standing_in::{gaps, standing_in};
use super::users::{by_name, key, subject};
use super::{Actor, Permission, calendars};
use crate::platform::db::{FromRow, Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Who is away.
#[derive(Clone, Debug, Default)]
pub struct Away {
    /// Whose absence it is: a user name.
    pub user_name: String,
    /// The last day away, such as `2026-12-04`; nothing for who is back.
    pub until: Option<String>,
    /// The user name of whoever stands in; who did so far, if left out.
    pub cover: Option<String>,
}

/// What is asked on a page: an absence, or its end.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Absence {
    /// The last day away, such as `2026-12-04`.
    pub until: Option<String>,
    /// The user name of whoever stands in; who did so far, if left out.
    pub cover: Option<String>,
    /// They are here again.
    #[serde(default)]
    pub back: bool,
}

/// What was noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Until when they are away, if they are.
    pub until: Option<Timestamp>,
    /// What is escalated and nobody gets meanwhile.
    pub gaps: Vec<Gap>,
}

/// The verb: notes the absence of whoever is called so, or its end.
///
/// # Errors
/// As [`set_away`]; neither a day nor that they are back.
pub(super) async fn note(
    tx: &mut Tx,
    by: Actor<'_>,
    user_name: &str,
    ask: &Absence,
    now: Timestamp,
) -> Result<Noted, Failure> {
    let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty() && !ask.back);
    let until = given(&ask.until);
    if until.is_none() && !ask.back {
        return Err(Refusal::invalid("until", "people-away-day").into());
    }
    set_away(tx, by, &Away { user_name: user_name.to_owned(), until, cover: given(&ask.cover) }, now).await
}

/// The verb: notes the absence.
///
/// # Errors
/// Not seen by those who are neither the user nor administer people; nobody of these names; a day that is none, or over;
/// somebody named to stand in who cannot, or is away too.
pub async fn set_away(tx: &mut Tx, by: Actor<'_>, ask: &Away, now: Timestamp) -> Result<Noted, Failure> {
    let user = match by.member() {
        Some(member) if key(&member.user_name) == key(&ask.user_name) => member.id,
        _ => {
            by.check_may(Permission::AdministerPeople)?;
            named(tx, "user_name", &ask.user_name).await?
        }
    };
    let sql = Sql::new("SELECT call_centre_id, cover_id FROM users WHERE id = ?").bind(user);
    let before: Row = tx.one(sql).await?.ok_or_else(Refusal::not_seen)?;
    let until = match ask.until.as_deref() {
        Some(day) => Some(end_of(tx, before.call_centre_id, day, now).await?),
        None => None,
    };
    let cover = match ask.cover.as_deref() {
        Some(name) => Some(standing_in(tx, user, name, now).await?),
        None => before.cover_id,
    };
    // The page of a user shows the cover too: a form that was drawn before must not put the old one back.
    let sql = Sql::new("UPDATE users SET away_until = ?, cover_id = ?, version = version + 1 WHERE id = ?");
    tx.execute(sql.bind(until).bind(cover).bind(user)).await?;
    let body = serde_json::json!({ "until": until, "cover": cover });
    tx.record(Happening { at: now, actor: by.id(), subject: subject(user), kind: "user.away_set", body });
    Ok(Noted { until, gaps: gaps(tx, user, now).await? })
}

async fn named(reads: &impl Reads, field: &'static str, name: &str) -> Result<i64, Failure> {
    let found = by_name(reads, name).await?;
    found.ok_or_else(|| Refusal::invalid(field, "people-colleague-unknown").into())
}

/// The midnight that ends a day, where the call centre is.
async fn end_of(reads: &impl Reads, centre: Option<i64>, day: &str, now: Timestamp) -> Result<Timestamp, Failure> {
    let refused = |key| Failure::from(Refusal::invalid("until", key));
    let date: Date = day.trim().parse().map_err(|_| refused("people-away-unreadable"))?;
    let zone = zone_of(reads, centre).await?;
    let end = date.tomorrow().and_then(|next| next.to_zoned(zone)).map_err(|_| refused("people-away-unreadable"))?;
    let end = Timestamp::from_millis(end.timestamp().as_millisecond());
    if end <= now { Err(refused("people-away-past")) } else { Ok(end) }
}

/// The last day of somebody who works in this call centre and is away until then, such as `2026-12-04`.
///
/// # Errors
/// When the database fails or a stored calendar does not read.
pub(super) async fn last_day(
    reads: &impl Reads,
    centre: Option<i64>,
    until: Option<Timestamp>,
) -> Result<Option<String>, Failure> {
    let Some(until) = until else { return Ok(None) };
    let last = jiff::Timestamp::from(until.plus_millis(-1)).to_zoned(zone_of(reads, centre).await?);
    Ok(Some(last.date().to_string()))
}

async fn zone_of(reads: &impl Reads, centre: Option<i64>) -> Result<TimeZone, Failure> {
    let hours = match centre {
        Some(centre) => calendars::of_call_centre(reads, centre).await?,
        None => None,
    };
    Ok(hours.and_then(|hours| TimeZone::get(hours.calendar.zone_name()).ok()).unwrap_or(TimeZone::UTC))
}

#[derive(FromRow)]
struct Row {
    call_centre_id: Option<i64>,
    cover_id: Option<i64>,
}
