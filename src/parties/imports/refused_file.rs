//! `GET /parties/imports/files/{hash}/refused`: the rows of a file that stand in the way, as a file to mend them in. It judges
//! nothing itself.

use super::listed::line;
use super::preview_page::{self, Choice};
use super::uploaded::SORT;
use crate::parties::columns::{self, Column as Of};
use crate::parties::lines::refusals;
use crate::people::Scene;
use crate::people::kept_files::KeptFile;
use crate::people::sending_out::AsFile;
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::sheets::{Cell, Column, Format, Sheet, Table, refused_rows};
use crate::platform::text::{Arg, Texts};
use crate::platform::web::{Named, Sought};
use axum::response::Response;
use futures_util::stream;
use std::collections::BTreeMap;

/// `GET /parties/imports/files/{hash}/refused`.
pub async fn show(
    scene: Scene,
    Named(hash): Named<String>,
    Sought(choice): Sought<Choice>,
    Sought(asked): Sought<AsFile>,
) -> Result<Response, Failure> {
    let file = KeptFile::find(&scene.app, &scene.member, SORT, &hash).await?;
    let turn = scene.app.sheets.sending(scene.member.id)?;
    let (chosen, texts) = (preview_page::columns(&choice.column)?, scene.reading.texts.clone());
    let (columns, rows) = file.read(&scene.app, move |sheet| refused(&sheet, &chosen, &texts)).await??;
    let rows = stream::iter(rows.into_iter().map(Ok));
    let name = scene.reading.texts.with("imports-refused-file", &[("file", Arg::from(stem(&file.name)))]);
    Table { name, columns, rows }.download(asked.format.unwrap_or(Format::Xlsx), turn).await
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn refused(sheet: &Sheet, chosen: &[Option<Of>], texts: &Texts) -> Result<(Vec<Column>, Vec<Vec<Cell>>), Refusal> {
    let columns = columns::of(sheet, chosen)?;
    let mut reasons: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for complaint in refusals(sheet, &columns) {
        if let Some(line) = line(&complaint) {
            reasons.entry(line).or_default().push(texts.complaint(&complaint));
        }
    }
    Ok(refused_rows(sheet, &reasons, ["imports-refused-line", "imports-refused-reason"].map(|key| texts.say(key))))
}
