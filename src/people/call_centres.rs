//! Call centres: the code that begins the user names of those who work there, and the calendar that counts for
//! them. It knows no user.

use super::carrying::{IsCarried, Prefix};
use super::{Actor, Permission, calendars};
use crate::clock::CalendarDraft;
use crate::platform::db::{DbErr, FromRow, Happening, Reads, Sql, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Complaints, Refusal};
use crate::platform::text::{Texts, clean};
use crate::text_enum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A call centre.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, FromRow)]
pub struct CallCentre {
    /// Its id.
    pub id: i64,
    /// Such as `CA`: its users are called `CA-…`.
    pub code: String,
    /// The name that people read.
    pub name: String,
    /// The calendar whose newest version counts.
    pub calendar_id: i64,
}

text_enum! {
    /// The call centres that can be made without typing in a calendar.
    pub enum Preset {
        /// Toronto.
        Ca = "CA",
        /// New York.
        Us = "US",
        /// London.
        Uk = "UK",
        /// Sydney.
        Au = "AU",
    }
}

impl Preset {
    /// The key of its country's name, which the call centre and its calendar get.
    #[must_use]
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Ca => "people-centre-ca",
            Self::Us => "people-centre-us",
            Self::Uk => "people-centre-uk",
            Self::Au => "people-centre-au",
        }
    }

    /// Its hours and holidays.
    #[must_use]
    pub fn calendar(self) -> CalendarDraft {
        match self {
            Self::Ca => CalendarDraft::toronto(),
            Self::Us => CalendarDraft::new_york(),
            Self::Uk => CalendarDraft::london(),
            Self::Au => CalendarDraft::sydney(),
        }
    }
}

/// The call centre with this code, however it is written.
///
/// # Errors
/// When the database fails.
pub async fn by_code(reads: &impl Reads, code: &str) -> Result<Option<CallCentre>, DbErr> {
    let sql = Sql::new("SELECT id, code, name, calendar_id FROM call_centres WHERE code = ?");
    reads.one(sql.bind(code.trim().to_ascii_uppercase())).await
}

/// The call centre with this id.
///
/// # Errors
/// When the database fails.
pub async fn by_id(reads: &impl Reads, id: i64) -> Result<Option<CallCentre>, DbErr> {
    reads.one(Sql::new("SELECT id, code, name, calendar_id FROM call_centres WHERE id = ?").bind(id)).await
}

/// Every call centre, by code.
///
/// # Errors
/// When the database fails.
pub async fn all(reads: &impl Reads) -> Result<Vec<CallCentre>, DbErr> {
    reads.all(Sql::new("SELECT id, code, name, calendar_id FROM call_centres ORDER BY code")).await
}

/// The codes that can be named: those there are, and those that are made when they are first named; by code.
///
/// # Errors
/// When the database fails.
pub async fn codes(reads: &impl Reads) -> Result<Vec<String>, DbErr> {
    let there = all(reads).await?.into_iter().map(|centre| centre.code);
    let shipped = Preset::ALL.iter().map(|preset| preset.as_str().to_owned());
    Ok(there.chain(shipped).collect::<BTreeSet<_>>().into_iter().collect())
}

/// Makes a call centre that this program ships hours for, unless it is there. Others, and mistakes, are left to the rules
/// for users.
///
/// # Errors
/// Not seen by those who may not.
pub async fn make_if_shipped(
    tx: &mut Tx,
    by: Actor<'_>,
    code: &str,
    texts: &Texts,
    now: Timestamp,
) -> Result<(), Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let Ok(preset) = code.trim().to_ascii_uppercase().parse::<Preset>() else { return Ok(()) };
    if by_code(tx, preset.as_str()).await?.is_none() {
        if Prefix(preset.as_str()).is_carried(tx).await? {
            return Err(Refusal::invalid("call_centre", "centres-code-was").with("code", preset.as_str()).into());
        }
        add(tx, by, preset.as_str(), &texts.say(preset.name_key()), preset.calendar(), now).await?;
    }
    Ok(())
}

/// Makes a call centre, with its calendar under the same name.
///
/// # Errors
/// Not seen by those who may not; a code that is no code or taken, an empty name, a calendar with a fault in it.
pub async fn add(
    tx: &mut Tx,
    by: Actor<'_>,
    code: &str,
    name: &str,
    calendar: CalendarDraft,
    now: Timestamp,
) -> Result<CallCentre, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let mut complaints = Complaints::default();
    let judged = code_of(code);
    let name = complaints.keep("name", clean::line(name, 100));
    let code = complaints.keep("code", judged);
    if calendar.clone().check().is_err() {
        complaints.add("calendar", "people-centre-calendar");
    }
    complaints.into_result()?;
    let calendar_name = calendars::free_name(tx, &name, &code).await?;
    let calendar_id = calendars::publish(tx, by, &calendar_name, &calendar, now).await?;
    let id = tx.next_id("call_centres").await?;
    let sql = Sql::new(
        "INSERT INTO call_centres (id, code, name, calendar_id) VALUES (?, ?, ?, ?) ON CONFLICT (code) DO NOTHING",
    );
    let sql = sql.bind(id).bind(code.clone()).bind(name.clone()).bind(calendar_id);
    if tx.execute(sql).await? == 0 {
        return Err(Refusal::invalid("code", "people-centre-taken").with("code", code).into());
    }
    tx.record(Happening {
        at: now,
        actor: by.id(),
        subject: Subject::new("call_centre", id),
        kind: "call_centre.added",
        body: serde_json::json!({ "code": code, "name": name }),
    });
    Ok(CallCentre { id, code, name, calendar_id })
}

/// The code as it is written.
///
/// # Errors
/// A complaint of what can be none.
pub(super) fn code_of(typed: &str) -> Result<String, Complaint> {
    let code = clean::line(typed, LONGEST_CODE)?.to_ascii_uppercase();
    if is_code(&code) { Ok(code) } else { Err(Complaint::whole("people-centre-code")) }
}

const LONGEST_CODE: usize = 8;

/// No hyphen, which ends the prefix in a user name, and upper case, in which `CA-` and `ca-` are one.
fn is_code(code: &str) -> bool {
    code.starts_with(|first: char| first.is_ascii_uppercase())
        && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_has_a_code_and_a_calendar() {
        for preset in Preset::ALL {
            assert!(is_code(preset.as_str()));
            assert_eq!(CalendarDraft::shipped(preset.as_str()), Some(preset.calendar()));
            assert!(preset.calendar().check().is_ok());
        }
        for code in ["", "ca", "C-A", "1A", "É", "CA "] {
            assert!(!is_code(code), "{code}");
        }
    }
}
