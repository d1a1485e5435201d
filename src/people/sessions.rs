//! Sessions: random tokens of which the table keeps the hash alone, that rotate at sign-in and die at sign-out. It
//! knows neither cookies nor passwords.

use super::calendars;
use super::members::{Member, Row};
use crate::platform::db::{FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// A session that is not used for so long is over, in milliseconds: 12 hours, a working day.
pub const IDLE: i64 = 12 * 60 * 60 * 1000;
/// However much it is used, a session lasts no longer than this, in milliseconds: 7 days.
pub const LONGEST: i64 = 7 * 24 * 60 * 60 * 1000;
/// Use is written down at most so often, in milliseconds: 5 minutes. A session may end so much early.
pub const NOTED_EVERY: i64 = 5 * 60 * 1000;

/// What the browser or program keeps: 32 random bytes, base64url.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// A new one.
    #[must_use]
    pub fn random() -> Self {
        Self(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    /// What somebody sent as a token, if it could be one.
    #[must_use]
    pub fn read(sent: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(sent).ok()?;
        (bytes.len() == 32).then(|| Self(sent.to_owned()))
    }

    /// The token itself: to be given to its owner once, and never stored or logged.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Its SHA-256 in hexadecimal: what the table knows it by. A token is random throughout, so no salt is needed.
    #[must_use]
    pub fn hash(&self) -> String {
        Sha256::digest(self.0.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A living session and whose it is.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who is signed in.
    pub member: Member,
    /// Where they work, if in a call centre.
    pub workplace: Option<Workplace>,
    /// What it is called among the sessions of its user.
    pub handle: String,
    created_at: Timestamp,
    seen_at: Timestamp,
}

/// The call centre of whoever is signed in, as pages and programs are told it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Workplace {
    /// Such as `CA`.
    pub code: String,
    /// The name that people read.
    pub name: String,
    /// The IANA name of its time zone.
    pub zone: String,
}

impl Session {
    /// Whether its use should be written down again.
    #[must_use]
    pub fn is_to_be_noted(&self, now: Timestamp) -> bool {
        self.seen_at.plus_millis(NOTED_EVERY) <= now
    }
}

/// The session behind a token's hash, if it lives and its user is not disabled.
///
/// # Errors
/// When the database fails or a stored calendar does not read.
pub async fn find(reads: &impl Reads, token_hash: &str, now: Timestamp) -> Result<Option<Session>, Failure> {
    let sql = Sql::new(
        "SELECT s.created_at, s.seen_at, u.id, u.user_name, u.display_name, u.language, u.call_centre_id,
         c.code AS centre_code, c.name AS centre_name,
         (SELECT v.id FROM calendar_versions v WHERE v.calendar_id = c.calendar_id ORDER BY v.id DESC LIMIT 1)
         AS calendar
         FROM sessions s JOIN users u ON u.id = s.user_id LEFT JOIN call_centres c ON c.id = u.call_centre_id
         WHERE s.token_hash = ? AND s.expires_at > ? AND u.disabled_at IS NULL",
    );
    let Some(found) = reads.one::<Found>(sql.bind(token_hash).bind(now)).await? else {
        return Ok(None);
    };
    let (created_at, seen_at) = (found.created_at, found.seen_at);
    let workplace = found.workplace(reads).await?;
    let member = found.row.with_rights(reads).await?;
    let handle = handle_of(token_hash);
    Ok(Some(Session { member, workplace, handle, created_at, seen_at }))
}

/// Begins a session, and ends the `old` one of the same browser: a token that somebody planted before is worth
/// nothing after.
///
/// # Errors
/// When the database fails.
pub async fn begin(
    tx: &mut Tx,
    user: i64,
    token: &Token,
    old: Option<&Token>,
    peer: &str,
    now: Timestamp,
) -> Result<(), Failure> {
    if let Some(old) = old {
        end(tx, old).await?;
    }
    let sql = Sql::new(
        "INSERT INTO sessions (token_hash, user_id, created_at, seen_at, expires_at, peer) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(token.hash())
    .bind(user)
    .bind(now)
    .bind(now)
    .bind(expiry(now, now))
    .bind(peer);
    tx.execute(sql).await?;
    Ok(())
}

/// Writes down that the session is in use, which moves its end.
///
/// # Errors
/// When the database fails.
pub async fn note(tx: &mut Tx, token: &Token, session: &Session, now: Timestamp) -> Result<(), Failure> {
    // Of many requests at once, the first moves it; and one that has ended meanwhile stays ended.
    let sql = Sql::new("UPDATE sessions SET seen_at = ?, expires_at = ? WHERE token_hash = ? AND seen_at < ?")
        .bind(now)
        .bind(expiry(session.created_at, now))
        .bind(token.hash())
        .bind(now);
    tx.execute(sql).await?;
    Ok(())
}

/// Whether a session that was found before still lives: within a verb, after others may have ended it.
///
/// # Errors
/// When the database fails.
pub(super) async fn lives(reads: &impl Reads, session: &Session, now: Timestamp) -> Result<bool, Failure> {
    let sql = Sql::new("SELECT user_id FROM sessions WHERE user_id = ? AND substr(token_hash, 1, 16) = ?");
    let sql = sql.bind(session.member.id).bind(session.handle.clone()).push(" AND expires_at > ?").bind(now);
    Ok(reads.value::<i64>(sql).await?.is_some())
}

/// Ends a session; one that is over already stays so.
///
/// # Errors
/// When the database fails.
pub async fn end(tx: &mut Tx, token: &Token) -> Result<(), Failure> {
    tx.execute(Sql::new("DELETE FROM sessions WHERE token_hash = ?").bind(token.hash())).await?;
    Ok(())
}

/// Ends every session of a user.
///
/// # Errors
/// When the database fails.
pub async fn end_all(tx: &mut Tx, user: i64) -> Result<(), Failure> {
    tx.execute(Sql::new("DELETE FROM sessions WHERE user_id = ?").bind(user)).await?;
    Ok(())
}

/// Takes away the rows of sessions that are over; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn purge(tx: &mut Tx, now: Timestamp) -> Result<u64, Failure> {
    Ok(tx.execute(Sql::new("DELETE FROM sessions WHERE expires_at <= ?").bind(now)).await?)
}

/// What a session is called where its user sees it: enough of the hash to tell it from their others, and of no use to
/// whoever reads it.
pub(super) fn handle_of(token_hash: &str) -> String {
    token_hash.chars().take(16).collect()
}

fn expiry(created_at: Timestamp, seen_at: Timestamp) -> Timestamp {
    seen_at.plus_millis(IDLE).min(created_at.plus_millis(LONGEST))
}

#[derive(FromRow)]
struct Found {
    created_at: Timestamp,
    seen_at: Timestamp,
    centre_code: Option<String>,
    centre_name: Option<String>,
    calendar: Option<i64>,
    #[row(nested)]
    row: Row,
}

impl Found {
    async fn workplace(&self, reads: &impl Reads) -> Result<Option<Workplace>, Failure> {
        let (Some(code), Some(name), Some(version)) = (&self.centre_code, &self.centre_name, self.calendar) else {
            return Ok(None);
        };
        let found = calendars::version(reads, version).await?;
        Ok(found.map(|found| Workplace {
            code: code.clone(),
            name: name.clone(),
            zone: found.calendar.zone_name().to_owned(),
        }))
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_random_and_only_tokens_are_read() {
        let (one, two) = (Token::random(), Token::random());
        assert_ne!(one.reveal(), two.reveal());
        assert_eq!(one.reveal().len(), 43);
        assert_eq!(Token::read(one.reveal()).unwrap().hash(), one.hash());
        assert_eq!(one.hash().len(), 64);
        assert_eq!(format!("{one:?}"), "Token");
        for other in ["", "abc", &"a".repeat(44), "é", &format!("{}=", one.reveal())] {
            assert!(Token::read(other).is_none(), "{other}");
        }
    }

    #[test]
    fn a_session_ends_by_idleness_or_by_age() {
        let at = Timestamp::from_millis;
        assert_eq!(expiry(at(0), at(1000)), at(1000 + IDLE));
        assert_eq!(expiry(at(0), at(LONGEST - 5)), at(LONGEST));
    }
}
