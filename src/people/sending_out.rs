//! A list on its way out to a member: who had which one is kept, and every part of it is read with the rights that they have
//! by then, a batch at a time, so that nobody else waits for a long one. It knows neither list nor row.

use super::{Member, Permission, Scene, users};
use crate::app::App;
use crate::platform::db::{Happening, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::sheets::{Cell, Column, Format, Table, Turn};
use crate::platform::text::Arg;
use axum::response::Response;
use futures_util::{Stream, TryStreamExt, stream};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::Deserialize;
use utoipa::IntoParams;

/// Rows that are read at a time, at most.
pub const TOGETHER: usize = 500;

/// How the file is wanted.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AsFile {
    /// Which kind of file; an Excel workbook where nothing is said.
    #[param(inline)]
    pub format: Option<Format>,
}

/// A list that is asked for.
#[derive(Clone, Debug)]
pub struct List {
    /// By which name the event remembers it.
    pub name: &'static str,
    /// What whoever reads it must be allowed.
    pub needs: Permission,
    /// All of it, or what filters leave.
    pub is_whole: bool,
    /// The catalogue key of what the file is called.
    pub file: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// Rows, and where the next ones begin, if more follow or may.
pub type Batch<C> = (Vec<Vec<Cell>>, Option<C>);

/// Answers with the list: `batch` reads the rows from a place on, for the member as they are by then.
///
/// # Errors
/// So many lists go out already; what `batch` cannot read, for a workbook. A CSV file breaks off there.
pub async fn send_out<C, F>(
    scene: &Scene,
    (list, asked): (List, AsFile),
    first: C,
    batch: impl Fn(App, Member, C) -> F + Send + 'static,
) -> Result<Response, Failure>
where
    C: Send + 'static,
    F: Future<Output = Result<Batch<C>, Failure>> + Send,
{
    let format = asked.format.unwrap_or(Format::Xlsx);
    let turn = leave(scene, list.name, format, list.is_whole).await?;
    let texts = &scene.reading.texts;
    let date = texts.day(scene.reading.now, &scene.reading.zone);
    let rows = rows(scene.app.clone(), (scene.member.id, list.needs), first, batch);
    let table = Table { name: texts.with(list.file, &[("date", Arg::from(date))]), columns: list.columns, rows };
    table.download(format, turn).await
}

/// Leave to send a list out, which is noted: what left the desk is a matter of record.
///
/// # Errors
/// So many go out already.
pub async fn leave(scene: &Scene, list: &'static str, format: Format, is_whole: bool) -> Result<Turn, Failure> {
    let turn = scene.app.sheets.sending(scene.member.id)?;
    let (member, at) = (scene.member.id, scene.reading.now);
    let note = async move |tx: &mut Tx| {
        let body = serde_json::json!({ "list": list, "format": format, "whole": is_whole });
        let (subject, kind) = (users::subject(member), "user.exported");
        tx.record(Happening { at, actor: Some(member), subject, kind, body });
        Ok(())
    };
    scene.app.db.write(None, note).await?;
    tracing::info!(list, format = format.as_str(), is_whole, "a list goes out");
    Ok(turn)
}

fn rows<C, F>(
    app: App,
    (user, needs): (i64, Permission),
    first: C,
    batch: impl Fn(App, Member, C) -> F + Send + 'static,
) -> impl Stream<Item = Result<Vec<Cell>, Failure>> + Send + 'static
where
    C: Send + 'static,
    F: Future<Output = Result<Batch<C>, Failure>> + Send,
{
    let batches = stream::try_unfold((Some(first), batch), move |(place, batch)| {
        let app = app.clone();
        async move {
            let Some(place) = place else { return Ok::<_, Failure>(None) };
            let member = Member::load(app.db.reads(), user).await?.filter(|member| member.may(needs));
            let member = member.ok_or_else(Refusal::not_seen)?;
            let (rows, next) = batch(app, member, place).await?;
            // A long list is many lookups, each of which holds the thread that it is asked on.
            tokio::task::yield_now().await;
            Ok(Some((stream::iter(rows.into_iter().map(Ok)), (next, batch))))
        }
    });
    batches.try_flatten()
}

/// A moment by the clocks of this zone, for a cell.
#[must_use]
pub fn clock(at: Timestamp, zone: &TimeZone) -> DateTime {
    jiff::Timestamp::from(at).to_zoned(zone.clone()).datetime()
}
