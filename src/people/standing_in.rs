//! Standing in for somebody who is away: who can, and where nobody does. It writes nothing.

use super::leading::away_until;
use super::users::by_name;
use super::{Member, Permission};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// Why nobody stands in for a lead who is away. Whoever falls ill must be noted all the same, so it is said and not
/// refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gap {
    /// Nobody was ever named, or can do it any more.
    Nobody,
    /// Whoever does is away too: their user name.
    Away(String),
}

/// Whoever is named to stand in for `user`: somebody else, who can, and is here.
///
/// # Errors
/// At the field `cover`, why it cannot be them.
pub(super) async fn standing_in(reads: &impl Reads, user: i64, name: &str, now: Timestamp) -> Result<i64, Failure> {
    let refused = |key| Refusal::invalid("cover", key);
    let id = by_name(reads, name).await?.ok_or_else(|| refused("people-colleague-unknown"))?;
    if id == user {
        return Err(refused("people-cover-oneself").into());
    }
    let cover = Member::load(reads, id).await?.ok_or_else(|| refused("people-colleague-unknown"))?;
    let key = match cover.may(Permission::WorkInquiries) {
        false => "people-cover-cannot",
        true if away_until(reads, id, now).await?.is_some() => "people-cover-away",
        true => return Ok(id),
    };
    Err(refused(key).with("name", cover.user_name).into())
}

/// Whether `cover` leaves a gap while `user` is away. Nothing is escalated to whoever leads nobody.
///
/// # Errors
/// When the database fails.
pub(super) async fn gap(
    reads: &impl Reads,
    user: i64,
    cover: Option<i64>,
    now: Timestamp,
) -> Result<Option<Gap>, Failure> {
    if !Member::load(reads, user).await?.is_some_and(|member| member.leads()) {
        return Ok(None);
    }
    let cover = match cover {
        Some(cover) => Member::load(reads, cover).await?,
        None => None,
    };
    let Some(cover) = cover.filter(|cover| cover.may(Permission::WorkInquiries)) else { return Ok(Some(Gap::Nobody)) };
    Ok(away_until(reads, cover.id, now).await?.map(|_| Gap::Away(cover.user_name)))
}
