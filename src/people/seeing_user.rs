//! What is known of a user, read from where it stands. It knows no password and no code.

use super::being_away::last_day;
use super::leading::{alone_without, escalates_to, led_by, left_alone, named};
use super::standing_in::gaps;
use super::user_view::{UserView, Warning, lacks_lead};
use super::{Role, call_centres, departments};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;

impl UserView {
    /// The user of this id.
    ///
    /// # Errors
    /// Not seen, where there is none.
    pub async fn load(reads: &impl Reads, id: i64, now: Timestamp) -> Result<Self, Failure> {
        let sql = Sql::new(
            "SELECT u.id, u.user_name, u.display_name, u.email, u.call_centre_id, u.lead_id, u.cover_id, u.language,
             u.away_until, u.disabled_at, u.version, c.expires_at AS code_until,
             CASE WHEN u.password_hash IS NULL THEN 0 ELSE 1 END AS has_password
             FROM users u LEFT JOIN sign_in_codes c ON c.user_id = u.id AND c.expires_at > ? WHERE u.id = ?",
        );
        let row: Row = reads.one(sql.bind(now).bind(id)).await?.ok_or_else(Refusal::not_seen)?;
        let call_centre = match row.call_centre_id {
            Some(centre) => call_centres::by_id(reads, centre).await?,
            None => None,
        };
        let people = named(reads, [row.lead_id, row.cover_id].into_iter().flatten()).await?;
        let person = |id: Option<i64>| people.iter().find(|person| Some(person.id) == id).cloned();
        let roles: Vec<Held> = reads.all(Sql::new("SELECT role FROM user_roles WHERE user_id = ?").bind(id)).await?;
        let away_until = row.away_until.filter(|until| *until > now);
        let mut view = Self {
            id,
            user_name: row.user_name,
            display_name: row.display_name,
            email: row.email,
            call_centre,
            roles: roles.into_iter().map(|row| row.role).collect(),
            lead: person(row.lead_id),
            cover: person(row.cover_id),
            led: reads.all(led_by(id)).await?,
            alone_without: alone_without(reads, id).await?,
            departments: departments::of_user(reads, id).await?,
            language: row.language,
            away_until,
            away_last_day: last_day(reads, row.call_centre_id, away_until).await?,
            gaps: gaps(reads, id, now).await?,
            disabled_at: row.disabled_at,
            code_until: row.code_until,
            warnings: Vec::new(),
            version: row.version,
            code: None,
        };
        view.warn(reads, row.has_password == 1, now).await?;
        Ok(view)
    }

    async fn warn(&mut self, reads: &impl Reads, has_password: bool, now: Timestamp) -> Result<(), Failure> {
        if !left_alone(reads, self.id).await?.is_empty() {
            self.warnings.push(Warning::LeavesAlone);
        }
        if self.disabled_at.is_some() {
            return Ok(());
        }
        if !self.led.is_empty() && !self.roles.contains(&Role::CsrLead) {
            self.warnings.push(Warning::LeadsNoMore);
        }
        if lacks_lead(&self.roles, self.lead.is_some()) {
            self.warnings.push(Warning::NoLead);
        } else if self.lead.is_some() && escalates_to(reads, self.id, now).await?.is_none() {
            self.warnings.push(Warning::LeadGone);
        }
        if !has_password && self.code_until.is_none() {
            self.warnings.push(Warning::NoWayIn);
        }
        Ok(())
    }
}

#[derive(FromRow)]
struct Row {
    user_name: String,
    display_name: String,
    email: Option<String>,
    call_centre_id: Option<i64>,
    lead_id: Option<i64>,
    cover_id: Option<i64>,
    language: String,
    away_until: Option<Timestamp>,
    disabled_at: Option<Timestamp>,
    version: i64,
    code_until: Option<Timestamp>,
    has_password: i32,
}

#[derive(FromRow)]
struct Held {
    role: Role,
}
