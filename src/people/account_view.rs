//! One's own account as programs see it, and its page: who one is, from where one is signed in, and whether one is away. It
//! knows no words.

use super::Gap;
use super::Scene;
use super::being_away::last_day;
use super::departments::{self, Department};
use super::leading::{Person, named};
use super::own_sessions::{SessionView, own};
use super::sessions::Session;
use super::standing_in::gaps;
use super::view::MemberView;
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use serde::Serialize;
use utoipa::ToSchema;

/// One's own account: the public contract of `GET /me`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccountView {
    /// Who is signed in.
    #[serde(flatten)]
    pub member: MemberView,
    /// The departments they are in, by name.
    pub departments: Vec<Department>,
    /// Whether they are away.
    pub away: Option<AwayView>,
    /// Who stands in while they are.
    pub cover: Option<Person>,
    /// From where they are signed in, the last used first; at most 50.
    pub sessions: Vec<SessionView>,
}

/// An absence.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AwayView {
    /// When it ends.
    #[schema(value_type = String, format = DateTime)]
    pub until: Timestamp,
    /// Its last day, where they work, such as `2026-12-04`.
    pub last_day: String,
    /// What is escalated and nobody gets meanwhile.
    pub gaps: Vec<Gap>,
}

impl AccountView {
    /// The account whose session this is.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn load(scene: &Scene, session: &Session) -> Result<Self, Failure> {
        let (reads, now) = (scene.app.db.reads(), scene.reading.now);
        let sql = Sql::new("SELECT away_until, cover_id FROM users WHERE id = ?").bind(session.member.id);
        let row: Row = reads.one(sql).await?.ok_or_else(Refusal::sign_in_first)?;
        let until = row.away_until.filter(|until| *until > now);
        let away = match last_day(reads, session.member.call_centre, until).await?.zip(until) {
            Some((last_day, until)) => {
                Some(AwayView { until, last_day, gaps: gaps(reads, session.member.id, now).await? })
            }
            None => None,
        };
        Ok(Self {
            member: MemberView::of(session),
            departments: departments::of_user(reads, session.member.id).await?,
            away,
            cover: named(reads, row.cover_id).await?.pop(),
            sessions: own(reads, session, now).await?,
        })
    }
}

#[derive(FromRow)]
struct Row {
    away_until: Option<Timestamp>,
    cover_id: Option<i64>,
}
