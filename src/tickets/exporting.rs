//! The worklist as a file: every ticket of a tab, as its filters and its order say. What is walked, the list's own files
//! decide; what a ticket says of itself here stands in `exported_row.rs`.

use super::exported_row::{self, Words};
use super::filtering::{Filter, Place, Scope};
use super::naming::{self, Understood};
use super::narrowing::Narrowed;
use super::reasons::Reasons;
use super::walking::{Bounds, Walk};
use crate::app::App;
use crate::people::sending_out::{AsFile, Batch, List, TOGETHER, send_out};
use crate::people::{Member, Permission, Scene};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::web::Sought;
use axum::response::Response;
use std::sync::Arc;

/// Rows that one batch looks at, at most: nobody waits for the next, so it may be long.
const BOUNDS: Bounds = Bounds { few: 5_000, looked: 20_000, groups: TOGETHER };

/// A list that goes out: what it means was found out once, so that it does not change on the way.
struct Asked {
    filter: Filter,
    narrowed: Narrowed,
    words: Words,
}

/// `GET /tickets/export`.
pub async fn export(
    scene: Scene,
    Sought(filter): Sought<Filter>,
    Sought(asked): Sought<AsFile>,
) -> Result<Response, Failure> {
    let reads = scene.app.db.reads();
    let Understood { filter, refusal, .. } = naming::named(reads, &scene.member, filter.from(None)).await?;
    if let Some(refusal) = refusal {
        return Err(refusal.into());
    }
    let narrowed = Narrowed::new(reads, &scene.member, &scene.reading, &filter).await?;
    if narrowed.creators_cut {
        // A file does not say that something is missing in it.
        return Err(Refusal::invalid("creator", "export-creators-cut").into());
    }
    let words = Words::new(&scene.reading, Reasons::load(reads).await?);
    let list = List {
        name: "tickets",
        needs: Permission::WorkInquiries,
        is_whole: filter.is_bare() && filter.scope() == Scope::All,
        file: "export-tickets",
        columns: words.columns(),
    };
    let tab = Arc::new(Asked { filter, narrowed, words });
    // A walk is a large thing to carry about.
    let batch = move |app, member, place| Box::pin(batch(app, member, Arc::clone(&tab), place));
    send_out(&scene, (list, asked), None, batch).await
}

async fn batch(
    app: App,
    member: Member,
    asked: Arc<Asked>,
    place: Option<Place>,
) -> Result<Batch<Option<Place>>, Failure> {
    let reads = app.db.reads();
    let Asked { filter, narrowed, words } = &*asked;
    let walk = Walk { member: &member, status: filter.status(), order: filter.sorted(), narrowed, bounds: BOUNDS };
    let walked = walk.on(reads, place, TOGETHER).await?;
    let ids: Vec<i64> = walked.spots.iter().map(|spot| spot.id).collect();
    let last = if ids.len() < TOGETHER { walked.until } else { walked.spots.last().copied() };
    let rows = exported_row::rows(reads, &member, &ids, words).await?;
    Ok((rows, last.map(|spot| Some(spot.place(0)))))
}
