//! Standing in for somebody who is away: who can, and what is left open all the same. It writes nothing.

use super::leading::away_until;
use super::users::by_name;
use super::{Gap, Member, Permission};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};

/// Whoever is named as the cover of `user`, who may be new: somebody else, who can. Who is theirs `already` stays so.
///
/// # Errors
/// When the database fails; why it cannot be them is the complaint.
pub(super) async fn able_cover(
    reads: &impl Reads,
    user: Option<i64>,
    name: &str,
    already: Option<i64>,
) -> Result<Result<i64, Complaint>, Failure> {
    let unknown = || Complaint::whole("people-colleague-unknown");
    let Some(id) = by_name(reads, name).await? else { return Ok(Err(unknown())) };
    if user == Some(id) {
        return Ok(Err(Complaint::whole("people-cover-oneself")));
    }
    if already == Some(id) {
        return Ok(Ok(id));
    }
    let Some(cover) = Member::load(reads, id).await? else { return Ok(Err(unknown())) };
    let able = cover.may(Permission::WorkInquiries);
    Ok(if able { Ok(id) } else { Err(Complaint::whole("people-cover-cannot").with("name", cover.user_name)) })
}

/// Whoever is named to stand in for `user` from now on: somebody else, who can, and is here.
///
/// # Errors
/// At the field `cover`, why it cannot be them.
pub(super) async fn standing_in(reads: &impl Reads, user: i64, name: &str, now: Timestamp) -> Result<i64, Failure> {
    let refused = |complaint| Refusal::new(Kind::Invalid, complaint).at("cover");
    let id = able_cover(reads, Some(user), name, None).await?.map_err(refused)?;
    if away_until(reads, id, now).await?.is_some() {
        let name = Member::load(reads, id).await?.map(|cover| cover.user_name).unwrap_or_default();
        return Err(refused(Complaint::whole("people-cover-away").with("name", name)).into());
    }
    Ok(id)
}

/// What is left open while `user` is away; nothing while they are here. Nothing is escalated to whoever leads nobody.
///
/// # Errors
/// When the database fails.
pub async fn gaps(reads: &impl Reads, user: i64, now: Timestamp) -> Result<Vec<Gap>, Failure> {
    let (Some(_), Some(member)) = (away_until(reads, user, now).await?, Member::load(reads, user).await?) else {
        return Ok(Vec::new());
    };
    let mut gaps = Vec::new();
    if member.leads() {
        gaps.extend(own_gap(reads, user, now).await?);
    }
    let left: Vec<Name> = reads.all(left_by(user, now)).await?;
    gaps.extend(left.into_iter().map(|lead| Gap::Leaves(lead.user_name)));
    Ok(gaps)
}

/// The leads who are not there, and for whom `user` stands in.
#[must_use]
pub fn left_by(user: i64, now: Timestamp) -> Sql {
    let sql = Sql::new("SELECT user_name FROM users WHERE cover_id = ?").bind(user);
    let sql = sql.push(" AND (away_until > ? OR disabled_at IS NOT NULL)").bind(now);
    sql.push(" AND id IN (SELECT lead_id FROM users WHERE lead_id IS NOT NULL) ORDER BY user_name_key LIMIT 20")
}

async fn own_gap(reads: &impl Reads, user: i64, now: Timestamp) -> Result<Option<Gap>, Failure> {
    let cover = reads.value::<i64>(Sql::new("SELECT cover_id FROM users WHERE id = ?").bind(user)).await?;
    let cover = match cover {
        Some(cover) => Member::load(reads, cover).await?,
        None => None,
    };
    let Some(cover) = cover.filter(|cover| cover.may(Permission::WorkInquiries)) else { return Ok(Some(Gap::Nobody)) };
    if away_until(reads, cover.id, now).await?.is_some() {
        return Ok(Some(Gap::Away(cover.user_name)));
    }
    let lead = reads.value::<i64>(Sql::new("SELECT lead_id FROM users WHERE id = ?").bind(cover.id)).await?;
    Ok((lead == Some(user)).then_some(Gap::Own(cover.user_name)))
}

#[derive(FromRow)]
struct Name {
    user_name: String,
}
