//! Distributors as a file, which brings them in again without a change: all of them by name, or every one that the page's
//! fields find. Whoever is not in the system has no number, and so no row. It knows no page.

use super::columns::Column as Of;
use super::searching::Seek;
use super::{Party, Standing};
use crate::app::App;
use crate::people::sending_out::{AsFile, Batch, List, TOGETHER, send_out};
use crate::people::{Permission, Scene};
use crate::platform::db::keyset::{Cursor, Key, Kind, SortKey};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::sheets::{Cell, Column};
use crate::platform::text::Texts;
use crate::platform::web::Sought;
use axum::response::Response;
use std::collections::HashMap;
use std::sync::Arc;

const ORDER: SortKey = SortKey { columns: &[("name_sort", Kind::Text), ("id", Kind::Integer)], descending: false };

/// `GET /parties/export`.
pub async fn export(
    scene: Scene,
    Sought(seek): Sought<Seek>,
    Sought(asked): Sought<AsFile>,
) -> Result<Response, Failure> {
    let texts = scene.reading.texts.clone();
    let list = List {
        name: "parties",
        needs: Permission::ReadParties,
        is_whole: seek.asks_nothing(),
        file: "export-parties",
        columns: Of::ALL.iter().map(|of| Column::new(texts.say(of.key()), of.width())).collect(),
    };
    let sought = Arc::new((seek, texts));
    send_out(&scene, (list, asked), None, move |app, _, after| batch(app, Arc::clone(&sought), after)).await
}

async fn batch(app: App, sought: Arc<(Seek, Texts)>, after: Option<Cursor>) -> Result<Batch<Option<Cursor>>, Failure> {
    let reads = app.db.reads();
    let (seek, texts) = &*sought;
    let places: Vec<Place> = reads.all(places(after)).await?;
    let last = places.last().filter(|_| places.len() == TOGETHER).map(Place::cursor);
    let sql = found(seek, places.iter().map(|place| place.id));
    let mut parties: HashMap<i64, Party> =
        reads.all::<Party>(sql).await?.into_iter().map(|party| (party.id, party)).collect();
    let rows = places.iter().filter_map(|place| parties.remove(&place.id)).map(|party| cells(&party, texts));
    Ok((rows.collect(), last.map(Some)))
}

/// The query of the next distributors by name. Public for the test that has it explained.
#[must_use]
pub fn places(after: Option<Cursor>) -> Sql {
    let sql = Sql::new("SELECT id, name_sort FROM parties WHERE number IS NOT NULL");
    ORDER.page(ORDER.after(sql, after), i64::try_from(TOGETHER).unwrap_or(i64::MAX))
}

/// The query of those among these whom `seek` means. Public for the test that has it explained.
#[must_use]
pub fn found(seek: &Seek, ids: impl Iterator<Item = i64>) -> Sql {
    let sql = Sql::new("SELECT ").push(Party::COLUMNS).push(" FROM parties d WHERE d.id IN ").list(ids);
    sql.push(" AND ").append(seek.holds())
}

#[derive(FromRow)]
struct Place {
    id: i64,
    name_sort: String,
}

impl Place {
    fn cursor(&self) -> Cursor {
        Cursor::new(vec![Key::Text(self.name_sort.clone()), Key::Integer(self.id)])
    }
}

fn cells(party: &Party, texts: &Texts) -> Vec<Cell> {
    let cell = |of: &Of| match of {
        Of::Number => party.number.clone(),
        Of::Name => Some(party.name.clone()),
        Of::Region => party.region.clone(),
        Of::Contact => party.contact.clone(),
        Of::Email => party.email.clone(),
        Of::Phone => party.phone.clone(),
        Of::Language => party.language.clone(),
        Of::Status => Some(texts.say(party.status.key())),
        Of::Warning => party.warning.clone(),
    };
    Of::ALL.iter().map(|of| cell(of).into()).collect()
}

impl Standing {
    /// The catalogue key of its word, which an import understands.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Active => "export-active",
            Self::Inactive => "export-inactive",
        }
    }
}
