//! The users as a file, which brings them in again without a change: all of them by user name, or those whom the page finds.
//! Neither passwords nor codes are in it. It knows no page.

use super::colleagues::sought;
use super::departments::{self, naming::Names};
use super::leading::Person;
use super::list_view::Seek;
use super::sending_out::{AsFile, Batch, List, TOGETHER, send_out};
use super::user_columns::Column as Of;
use super::user_rows::roles_of_all;
use super::{Permission, Role, Scene};
use crate::app::App;
use crate::platform::db::keyset::{Cursor, Key, Kind, SortKey};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::sheets::{Cell, Column};
use crate::platform::text::Texts;
use crate::platform::web::Sought;
use axum::response::Response;
use std::collections::BTreeSet;
use std::sync::Arc;

const ORDER: SortKey = SortKey { columns: &[("u.user_name_key", Kind::Text)], descending: false };

/// `GET /users/files/export`.
pub async fn export(
    scene: Scene,
    Sought(seek): Sought<Seek>,
    Sought(asked): Sought<AsFile>,
) -> Result<Response, Failure> {
    let texts = scene.reading.texts.clone();
    let typed = seek.q.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let columns = Of::ALL.iter().map(|of| Column::new(texts.say(of.key()), of.width()));
    let list = List {
        name: "users",
        needs: Permission::AdministerPeople,
        is_whole: typed.is_empty(),
        file: "export-users",
        columns: columns.collect(),
    };
    let sought = Arc::new((typed, texts));
    send_out(&scene, (list, asked), None, move |app, _, after| batch(app, Arc::clone(&sought), after)).await
}

async fn batch(app: App, asked: Arc<(String, Texts)>, after: Option<Cursor>) -> Result<Batch<Option<Cursor>>, Failure> {
    let reads = app.db.reads();
    let (typed, texts) = &*asked;
    let rows: Vec<Row> = reads.all(page(after)).await?;
    let last = rows.last().filter(|_| rows.len() == TOGETHER).map(Row::cursor);
    let mut roles = roles_of_all(reads, rows.iter().map(|row| row.id)).await?;
    let mut held = departments::of_users(reads, rows.iter().map(|row| row.id)).await?;
    let names = Names::load(reads).await?;
    let rows = rows.into_iter().filter(|row| typed.is_empty() || sought(&row.person(), typed));
    let rows = rows.map(|row| {
        let (roles, held) = (roles.remove(&row.id).unwrap_or_default(), held.remove(&row.id).unwrap_or_default());
        row.cells(&roles, &names.cell(&held, texts), texts)
    });
    Ok((rows.collect(), last.map(Some)))
}

/// The query of a part of the list. Public for the test that has it explained.
#[must_use]
pub fn page(after: Option<Cursor>) -> Sql {
    let sql = Sql::new(
        "SELECT u.id, u.user_name, u.user_name_key, u.display_name, u.email, u.language, u.disabled_at,
         c.code AS call_centre, l.user_name AS lead, s.user_name AS cover
         FROM users u LEFT JOIN call_centres c ON c.id = u.call_centre_id LEFT JOIN users l ON l.id = u.lead_id
         LEFT JOIN users s ON s.id = u.cover_id WHERE u.user_name_key > ''",
    );
    ORDER.page(ORDER.after(sql, after), i64::try_from(TOGETHER).unwrap_or(i64::MAX))
}

#[derive(FromRow)]
struct Row {
    id: i64,
    user_name: String,
    user_name_key: String,
    display_name: String,
    email: Option<String>,
    language: String,
    disabled_at: Option<Timestamp>,
    call_centre: Option<String>,
    lead: Option<String>,
    cover: Option<String>,
}

impl Row {
    fn person(&self) -> Person {
        Person { id: self.id, user_name: self.user_name.clone(), display_name: self.display_name.clone() }
    }

    fn cursor(&self) -> Cursor {
        Cursor::new(vec![Key::Text(self.user_name_key.clone())])
    }

    fn cells(self, roles: &BTreeSet<Role>, departments: &str, texts: &Texts) -> Vec<Cell> {
        let state = if self.disabled_at.is_some() { "users-disabled-chip" } else { "export-active" };
        let cell = |of: &Of| match of {
            Of::UserName => Some(self.user_name.clone()),
            Of::Name => Some(self.display_name.clone()),
            Of::Email => self.email.clone(),
            Of::CallCentre => self.call_centre.clone(),
            Of::Roles => Some(roles.iter().map(|role| texts.say(role.name_key())).collect::<Vec<_>>().join(", ")),
            Of::Lead => self.lead.clone(),
            Of::Cover => self.cover.clone(),
            Of::Departments => Some(departments.to_owned()),
            Of::Language => Some(self.language.clone()),
            Of::Account => Some(texts.say(state)),
        };
        Of::ALL.iter().map(|of| cell(of).into()).collect()
    }
}
