//! Who a CSR's escalations go to: their lead, or the lead's cover while the lead is away. It knows nothing of
//! what is escalated.

use super::{Member, Permission, users};
use crate::platform::db::{DbErr, FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Complaint;
use serde::Serialize;
use utoipa::ToSchema;

/// A user as others see them: enough to name and to choose one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize, ToSchema, FromRow)]
pub struct Person {
    /// The user's id.
    pub id: i64,
    /// Such as `CA-mchen`.
    pub user_name: String,
    /// The name that people read.
    pub display_name: String,
}

impl From<&Member> for Person {
    fn from(member: &Member) -> Self {
        Self { id: member.id, user_name: member.user_name.clone(), display_name: member.display_name.clone() }
    }
}

/// Whom an escalation by `user` reaches at `now`: the lead; the cover if the lead is away or cannot; nobody if
/// neither can. Nobody escalates to themself, or to somebody who may not see inquiries.
///
/// # Errors
/// When the database fails.
pub async fn escalates_to(reads: &impl Reads, user: i64, now: Timestamp) -> Result<Option<Person>, DbErr> {
    let sql = Sql::new(
        "SELECT l.id, l.user_name, l.display_name, l.away_until, l.disabled_at, l.cover_id
         FROM users u JOIN users l ON l.id = u.lead_id WHERE u.id = ?",
    );
    match reads.one(sql.bind(user)).await? {
        Some(lead) => reached(reads, lead, Some(user), now).await,
        None => Ok(None),
    }
}

/// Whom an escalation to `lead`, by `by` or by the desk itself, reaches at `now`: as [`escalates_to`] says.
///
/// # Errors
/// When the database fails.
pub async fn stands_for(
    reads: &impl Reads,
    lead: i64,
    by: Option<i64>,
    now: Timestamp,
) -> Result<Option<Person>, DbErr> {
    let sql = Sql::new("SELECT id, user_name, display_name, away_until, disabled_at, cover_id FROM users WHERE id = ?");
    match reads.one(sql.bind(lead)).await? {
        Some(lead) => reached(reads, lead, by, now).await,
        None => Ok(None),
    }
}

/// Whoever is named as the lead of `user`, who may be new: somebody else, who leads and sees inquiries. Who is theirs
/// `already` stays so, whatever became of them.
///
/// # Errors
/// When the database fails; why it cannot be them is the complaint.
pub(super) async fn able_lead(
    reads: &impl Reads,
    user: Option<i64>,
    name: &str,
    already: Option<i64>,
) -> Result<Result<i64, Complaint>, Failure> {
    let unknown = || Complaint::whole("people-colleague-unknown");
    let Some(id) = users::by_name(reads, name).await? else { return Ok(Err(unknown())) };
    if user == Some(id) {
        return Ok(Err(Complaint::whole("people-lead-oneself")));
    }
    if already == Some(id) {
        return Ok(Ok(id));
    }
    let Some(lead) = Member::load(reads, id).await? else { return Ok(Err(unknown())) };
    let able = lead.leads() && lead.may(Permission::WorkInquiries);
    Ok(if able { Ok(id) } else { Err(Complaint::whole("people-lead-cannot").with("name", lead.user_name)) })
}

/// Who escalates to `lead` and reaches nobody if `lead` cannot be reached, because nobody covers; at most 50.
///
/// # Errors
/// When the database fails.
pub(super) async fn alone_without(reads: &impl Reads, lead: i64) -> Result<Vec<Person>, Failure> {
    let led: Vec<Person> = reads.all(led_by(lead)).await?;
    let cover = match reads.value::<i64>(Sql::new("SELECT cover_id FROM users WHERE id = ?").bind(lead)).await? {
        Some(cover) if !led.is_empty() => Member::load(reads, cover).await?,
        _ => None,
    };
    let cover = cover.filter(|cover| cover.may(Permission::WorkInquiries)).map(|cover| cover.id);
    Ok(led.into_iter().filter(|led| cover.is_none() || cover == Some(led.id)).collect())
}

/// As [`alone_without`], where `lead` can be reached no more, away or not; else nobody.
///
/// # Errors
/// When the database fails.
pub(super) async fn left_alone(reads: &impl Reads, lead: i64) -> Result<Vec<Person>, Failure> {
    if takes_escalations(reads, lead, None).await? { Ok(Vec::new()) } else { alone_without(reads, lead).await }
}

/// Who escalates to `lead`, by user name; at most 50.
#[must_use]
pub fn led_by(lead: i64) -> Sql {
    let sql = Sql::new("SELECT id, user_name, display_name FROM users WHERE lead_id = ?").bind(lead);
    sql.push(" AND disabled_at IS NULL ORDER BY user_name_key LIMIT 50")
}

/// Until when this user is away, if they are at `now`.
///
/// # Errors
/// When the database fails.
pub async fn away_until(reads: &impl Reads, user: i64, now: Timestamp) -> Result<Option<Timestamp>, DbErr> {
    let sql = Sql::new("SELECT away_until FROM users WHERE id = ? AND away_until > ?");
    reads.value(sql.bind(user).bind(now)).await
}

async fn reached(reads: &impl Reads, lead: Lead, by: Option<i64>, now: Timestamp) -> Result<Option<Person>, DbErr> {
    let able = lead.disabled_at.is_none() && takes_escalations(reads, lead.id, by).await?;
    if able && lead.is_here(now) {
        return Ok(Some(lead.person()));
    }
    if let Some(cover) = lead.cover_id
        && takes_escalations(reads, cover, by).await?
        && let Some(cover) = active(reads, cover).await?
    {
        return Ok(Some(cover));
    }
    // A lead who is merely away, with no cover, still finds it on their return.
    Ok(able.then(|| lead.person()))
}

async fn takes_escalations(reads: &impl Reads, id: i64, by: Option<i64>) -> Result<bool, DbErr> {
    if by == Some(id) {
        return Ok(false);
    }
    let member = Member::load(reads, id).await?;
    Ok(member.is_some_and(|member| member.may(Permission::WorkInquiries)))
}

/// A user who can be given work: one who is not disabled.
///
/// # Errors
/// When the database fails.
async fn active(reads: &impl Reads, id: i64) -> Result<Option<Person>, DbErr> {
    let sql = Sql::new("SELECT id, user_name, display_name FROM users WHERE disabled_at IS NULL AND id = ?");
    reads.one(sql.bind(id)).await
}

/// The users with these ids, disabled or not, in no order: to put names to a list.
///
/// # Errors
/// When the database fails.
pub async fn named(reads: &impl Reads, ids: impl IntoIterator<Item = i64>) -> Result<Vec<Person>, DbErr> {
    let sql = Sql::new("SELECT id, user_name, display_name FROM users WHERE id IN ").list(ids);
    reads.all(sql).await
}

#[derive(FromRow)]
struct Lead {
    id: i64,
    user_name: String,
    display_name: String,
    away_until: Option<Timestamp>,
    disabled_at: Option<Timestamp>,
    cover_id: Option<i64>,
}

impl Lead {
    fn is_here(&self, now: Timestamp) -> bool {
        self.disabled_at.is_none() && self.away_until.is_none_or(|until| until <= now)
    }

    fn person(&self) -> Person {
        Person { id: self.id, user_name: self.user_name.clone(), display_name: self.display_name.clone() }
    }
}
