//! The list of users, by user name, a page at a time; whoever is looked for by as much of a name as is known. It knows no page
//! of the screen.

use super::being_away::last_day;
use super::colleagues::sought;
use super::departments;
use super::leading::{Person, named};
use super::list_view::{Seek, UserRow, UsersView};
use super::user_rows::roles_of_all;
use super::user_view::lacks_lead;
use crate::platform::db::keyset::{Cursor, Key, Kind, SortKey};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;

/// Users on one page.
pub const PAGE: usize = 50;
/// Users that are read at a time, and at most, while those whose names do not fit are passed over.
const SOME: i64 = 500;
const MOST_READ: usize = 10_000;
const ORDER: SortKey = SortKey { columns: &[("user_name_key", Kind::Text)], descending: false };

/// The users whom `seek` describes.
///
/// # Errors
/// When the database fails.
pub async fn list(reads: &impl Reads, seek: &Seek, now: Timestamp) -> Result<UsersView, Failure> {
    let typed = seek.q.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let mut after = seek.after.as_deref().and_then(|text| Cursor::decode(text, ORDER));
    let (mut found, mut read): (Vec<Row>, usize) = (Vec::new(), 0);
    while found.len() <= PAGE && read < MOST_READ {
        let rows: Vec<Row> = reads.all(page(after.take())).await?;
        let Some(last) = rows.last() else { break };
        after = Some(last.cursor());
        read += rows.len();
        let is_last = i64::try_from(rows.len()).unwrap_or(i64::MAX) < SOME;
        found.extend(rows.into_iter().filter(|row| typed.is_none_or(|typed| sought(&row.person(), typed))));
        if is_last {
            break;
        }
    }
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(|row| row.cursor().encode());
    Ok(UsersView { users: dressed(reads, found, now).await?, next })
}

/// The query of a part of the list.
#[must_use]
pub fn page(after: Option<Cursor>) -> Sql {
    let sql = Sql::new(
        "SELECT id, user_name, user_name_key, display_name, call_centre_id, lead_id, away_until, disabled_at
         FROM users WHERE user_name_key > ''",
    );
    ORDER.page(ORDER.after(sql, after), SOME)
}

async fn dressed(reads: &impl Reads, rows: Vec<Row>, now: Timestamp) -> Result<Vec<UserRow>, Failure> {
    let leads = named(reads, rows.iter().filter_map(|row| row.lead_id)).await?;
    let sql = Sql::new("SELECT id, code FROM call_centres WHERE id IN ");
    let centres: Vec<Centre> = reads.all(sql.list(rows.iter().filter_map(|row| row.call_centre_id))).await?;
    let mut roles = roles_of_all(reads, rows.iter().map(|row| row.id)).await?;
    let mut held = departments::of_users(reads, rows.iter().map(|row| row.id)).await?;
    let mut users = Vec::new();
    for row in rows {
        let roles = roles.remove(&row.id).unwrap_or_default();
        let centre = centres.iter().find(|centre| Some(centre.id) == row.call_centre_id);
        let away_until = row.away_until.filter(|until| *until > now);
        users.push(UserRow {
            id: row.id,
            user_name: row.user_name,
            display_name: row.display_name,
            lacks_lead: row.disabled_at.is_none() && lacks_lead(&roles, row.lead_id.is_some()),
            roles,
            call_centre: centre.map(|centre| centre.code.clone()),
            departments: held.remove(&row.id).unwrap_or_default(),
            lead: leads.iter().find(|lead| Some(lead.id) == row.lead_id).cloned(),
            away_until,
            away_last_day: last_day(reads, row.call_centre_id, away_until).await?,
            disabled_at: row.disabled_at,
        });
    }
    Ok(users)
}

#[derive(FromRow)]
struct Row {
    id: i64,
    user_name: String,
    user_name_key: String,
    display_name: String,
    call_centre_id: Option<i64>,
    lead_id: Option<i64>,
    away_until: Option<Timestamp>,
    disabled_at: Option<Timestamp>,
}

impl Row {
    fn person(&self) -> Person {
        Person { id: self.id, user_name: self.user_name.clone(), display_name: self.display_name.clone() }
    }

    fn cursor(&self) -> Cursor {
        Cursor::new(vec![Key::Text(self.user_name_key.clone())])
    }
}

#[derive(FromRow)]
struct Centre {
    id: i64,
    code: String,
}
