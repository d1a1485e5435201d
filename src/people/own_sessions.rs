//! One's own sessions: from where one is signed in, and how each is ended. It knows no token.

use super::account_page::{self, Typing};
use super::sessions::{Session, handle_of};
use super::users::subject;
use super::{Actor, Doing};
use crate::platform::db::{FromRow, Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::web::Named;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A session of one's own.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// What it is called; it opens nothing.
    pub id: String,
    /// The address that it was begun from.
    pub from: String,
    /// When it was begun.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// When it was last used, to five minutes.
    #[schema(value_type = String, format = DateTime)]
    pub seen: Timestamp,
    /// The one that asks.
    pub is_this: bool,
}

/// What is asked: that one's other sessions, or the one that the address names, be ended.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EndSessions {}

/// The sessions of whoever has this one, the last used first; at most 50.
///
/// # Errors
/// When the database fails.
pub(super) async fn own(reads: &impl Reads, session: &Session, now: Timestamp) -> Result<Vec<SessionView>, Failure> {
    let view = |row: Row| {
        let id = handle_of(&row.token_hash);
        SessionView { is_this: id == session.handle, id, from: row.peer, since: row.created_at, seen: row.seen_at }
    };
    let rows: Vec<Row> = reads.all(living(session.member.id, now)).await?;
    Ok(rows.into_iter().map(view).collect())
}

/// The query behind it.
#[must_use]
pub fn living(user: i64, now: Timestamp) -> Sql {
    let sql = Sql::new("SELECT token_hash, created_at, seen_at, peer FROM sessions WHERE user_id = ?").bind(user);
    sql.push(" AND expires_at > ? ORDER BY seen_at DESC, created_at DESC LIMIT 50").bind(now)
}

/// `POST /me/sessions/{session}/end`. One that is over already stays so.
pub async fn end(
    Named(handle): Named<String>,
    session: Session,
    doing: Doing<EndSessions>,
) -> Result<Response, Failure> {
    let verb = async move |tx: &mut Tx, by: Actor<'_>, user: i64, _: &EndSessions, now: Timestamp| {
        let sql = Sql::new("DELETE FROM sessions WHERE user_id = ? AND substr(token_hash, 1, 16) = ?").bind(user);
        // PostgreSQL cannot even be asked for a NUL.
        let ended = tx.execute(sql.bind(handle.replace('\0', ""))).await?;
        note(tx, by, user, ended, now);
        Ok(())
    };
    let done = doing.run("session.end", session.member.id, None, verb).await;
    account_page::settle(session, doing, done, "account-session-ended", |_| Typing::default()).await
}

/// `POST /me/sessions/end`: every one but this.
pub async fn end_others(session: Session, doing: Doing<EndSessions>) -> Result<Response, Failure> {
    let handle = session.handle.clone();
    let verb = async move |tx: &mut Tx, by: Actor<'_>, user: i64, _: &EndSessions, now: Timestamp| {
        let sql = Sql::new("DELETE FROM sessions WHERE user_id = ? AND substr(token_hash, 1, 16) <> ?").bind(user);
        let ended = tx.execute(sql.bind(handle.clone())).await?;
        note(tx, by, user, ended, now);
        Ok(())
    };
    let done = doing.run("session.end_others", session.member.id, None, verb).await;
    account_page::settle(session, doing, done, "account-sessions-ended", |_| Typing::default()).await
}

fn note(tx: &mut Tx, by: Actor<'_>, user: i64, ended: u64, now: Timestamp) {
    if ended > 0 {
        let (kind, body) = ("user.sessions_ended", serde_json::json!({ "count": ended }));
        tx.record(Happening { at: now, actor: by.id(), subject: subject(user), kind, body });
    }
}

#[derive(FromRow)]
struct Row {
    token_hash: String,
    created_at: Timestamp,
    seen_at: Timestamp,
    peer: String,
}
