//! The types as a file, which brings them in again without a change. It knows no page.

use super::columns::Column as Of;
use super::storing::{self, Stored};
use crate::people::Scene;
use crate::people::sending_out::{AsFile, leave};
use crate::platform::failure::Failure;
use crate::platform::sheets::{Cell, Column, Format, Table};
use crate::platform::text::Arg;
use crate::platform::web::Sought;
use axum::response::Response;
use futures_util::stream;

/// `GET /types/export`.
pub async fn export(scene: Scene, Sought(asked): Sought<AsFile>) -> Result<Response, Failure> {
    let types = storing::all(scene.app.db.reads()).await?;
    let texts = &scene.reading.texts;
    let date = texts.day(scene.reading.now, &scene.reading.zone);
    let rows = types.into_iter().filter(Stored::is_offered).map(|of| Ok(row(of)));
    let table = Table {
        name: texts.with("types-file-name", &[("date", Arg::from(date))]),
        columns: Of::ALL.iter().map(|of| Column::new(texts.say(of.header_key()), of.width())).collect(),
        rows: stream::iter(rows.collect::<Vec<_>>()),
    };
    let format = asked.format.unwrap_or(Format::Xlsx);
    let turn = leave(&scene, "inquiry_types", format, true).await?;
    table.download(format, turn).await
}

fn row(stored: Stored) -> Vec<Cell> {
    let of = stored.of;
    let due_days = Cell::from(i64::from(of.due_days));
    vec![of.name.into(), of.group_name.into(), of.description.into(), of.search_words.into(), due_days]
}
