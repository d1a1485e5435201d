//! A party: a distributor, customer or company with a number, or a prospect, who has none yet. How it is searched and imported stands in the
//! capability files.

use super::keys;
use crate::people::{Actor, Permission};
use crate::platform::db::{FromRow, Reads, Sql, Subject};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::text_enum;

text_enum! {
    /// Whether a party still trades with us.
    pub enum Standing {
        /// It does.
        Active = "active",
        /// It does not. Old tickets keep it, and new ones may be opened: whoever left still calls about money.
        Inactive = "inactive",
    }
}

/// A distributor, customer or company.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Party {
    /// The key.
    pub id: i64,
    /// The number that people say; a prospect has none.
    pub number: Option<String>,
    /// Its name.
    pub name: String,
    /// State, province or country part.
    pub region: Option<String>,
    /// Whom one speaks to.
    pub contact: Option<String>,
    /// Where one writes to.
    pub email: Option<String>,
    /// Where one calls, as written.
    pub phone: Option<String>,
    /// The language it prefers.
    pub language: Option<String>,
    /// Whether it still trades.
    pub status: Standing,
    /// What everybody must know before speaking to it.
    pub warning: Option<String>,
    /// When the row last changed.
    pub updated_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl Party {
    /// Every column of the type, in one place.
    pub const COLUMNS: &'static str = "id, number, name, region, contact, email, phone, language, status, \
         warning, updated_at, version";

    /// What events about it name.
    #[must_use]
    pub const fn subject_of(id: i64) -> Subject {
        Subject::new("party", id)
    }
}

/// The party with this id, or whom that one turned out to be, as `by` may see it.
///
/// # Errors
/// Not seen, whether it does not exist or is not theirs.
pub async fn find(reads: &impl Reads, by: impl Into<Actor<'_>>, id: i64) -> Result<Party, Failure> {
    by.into().check_may(Permission::ReadParties)?;
    let leads = " FROM parties WHERE id = (SELECT COALESCE(same_as, id) FROM parties WHERE id = ?)";
    let sql = Sql::new("SELECT ").push(Party::COLUMNS).push(leads).bind(id);
    let found = reads.one(sql).await?;
    found.ok_or_else(|| Refusal::not_seen().into())
}

/// The party of exactly this number, in whatever way it is written, as `by` may see it; nobody where nobody has it.
///
/// # Errors
/// Not seen, for who may see no party.
pub async fn by_number(reads: &impl Reads, by: impl Into<Actor<'_>>, number: &str) -> Result<Option<Party>, Failure> {
    by.into().check_may(Permission::ReadParties)?;
    let Some(key) = keys::number_key(number) else { return Ok(None) };
    let sql = Sql::new("SELECT ").push(Party::COLUMNS).push(" FROM parties WHERE number_key = ?").bind(key);
    Ok(reads.one(sql).await?)
}

/// Whether there is any party with a number: whoever is not in the system is none yet.
///
/// # Errors
/// When the database fails.
pub async fn any(reads: &impl Reads) -> Result<bool, Failure> {
    Ok(reads.value::<i64>(Sql::new("SELECT id FROM parties WHERE number IS NOT NULL LIMIT 1")).await?.is_some())
}
