//! The preview of a file of types: what it would add, change, rename, bring back and retire. Nothing is written; the sound
//! rows travel in the form that confirms it.

use super::importing::{self, ImportTypes};
use super::listing;
use super::planning::{Renames, plan};
use super::rows::{self, TypeRow};
use super::storing::{self, Stored};
use super::{columns, sketching};
use crate::people::taking_files::Naming;
use crate::people::{Doing, Scene};
use crate::platform::failure::Failure;
use crate::platform::refusal::{Kind, Refusal};
use crate::platform::sheets::{Limits, uploaded};
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Sought, Wants};
use crate::screen;
use askama::Template;
use axum::extract::Request;
use axum::response::Response;
use std::time::Duration;

pub use super::sketching::PreviewView;

/// The largest file, in bytes; a list that people read is far smaller.
pub const MOST_BYTES: usize = 4 * 1024 * 1024;
/// A form around it has a little more.
pub const MOST_FORM: usize = MOST_BYTES + 64 * 1024;

/// The page.
#[derive(Template)]
#[template(path = "tickets/types/preview.html", blocks = ["preview"])]
pub struct PreviewPage {
    frame: Frame,
    view: PreviewView,
    /// The sound rows, for the form.
    rows: String,
    /// What is missing is retired, unless who reads it says otherwise.
    retires: bool,
}

screen!(PreviewPage, PreviewView, as_preview);

/// `POST /types/preview`.
pub async fn preview(
    scene: Scene,
    answer: Answer,
    wants: Wants,
    Sought(called): Sought<Naming>,
    request: Request,
) -> Result<Response, Failure> {
    match read(&scene, &called.name.unwrap_or_default(), request).await {
        Ok(view) => answer.shows(&PreviewPage::new(scene, view, true)),
        Err(Failure::Refused(refusal)) if wants != Wants::Json => {
            let frame = scene.frame.clone().refused(&refusal).under(listing::PLACE);
            answer.refuses(refusal, listing::page(Scene { frame, ..scene }).await?)
        }
        Err(failure) => Err(failure),
    }
}

/// `POST /types/import`.
pub async fn import(doing: Doing<ImportTypes>) -> Result<Response, Failure> {
    match doing.run("types.import", (), None, importing::import).await {
        Ok(_) if doing.wants == Wants::Json => doing.answer.shows(&listing::page(doing.scene).await?),
        Ok(counts) => {
            let said = counts.said(&doing.scene.reading.texts);
            Ok(doing.answer.sends_to("/types", Flash::name("types-imported", said)))
        }
        Err(Failure::Refused(refusal)) if refusal.kind != Kind::NotSeen && doing.wants != Wants::Json => {
            let mut scene = doing.scene;
            let view = again(&scene, &doing.ask).await?;
            scene.frame = scene.frame.refused(&refusal);
            doing.answer.refuses(refusal, PreviewPage::new(scene, view, doing.ask.retire_missing))
        }
        Err(failure) => Err(failure),
    }
}

async fn read(scene: &Scene, name: &str, request: Request) -> Result<PreviewView, Failure> {
    let limits = Limits {
        file_bytes: MOST_BYTES as u64,
        inflated_bytes: 32 * 1024 * 1024,
        rows: 2_000,
        cells: 40_000,
        text_bytes: 8 * 1024 * 1024,
        time: Duration::from_secs(2),
        ..Limits::default()
    };
    let file = uploaded(request, name, limits, &scene.app.sheets).await?;
    let columns = columns::of(&file.sheet)?;
    if file.sheet.is_empty() {
        return Err(Refusal::invalid("file", "types-import-no-rows").into());
    }
    let (rows, wrong) = rows::read(&file.sheet, &columns);
    let view = sketched(scene, rows, None).await?;
    let texts = &scene.reading.texts;
    Ok(PreviewView {
        file: file.name,
        ignored: columns.ignored,
        bad: wrong.iter().map(|complaint| texts.complaint(complaint)).collect(),
        ..view
    })
}

/// The preview of rows that were sent already, against the list as it is now.
async fn again(scene: &Scene, ask: &ImportTypes) -> Result<PreviewView, Failure> {
    sketched(scene, ask.rows.clone(), Some(ask)).await
}

async fn sketched(scene: &Scene, rows: Vec<TypeRow>, said: Option<&ImportTypes>) -> Result<PreviewView, Failure> {
    let reads = scene.app.db.reads();
    // The version first: what changes between the two reads is found out when it is confirmed.
    let list = storing::list(reads).await?.version;
    let types: Vec<Stored> = storing::all(reads).await?;
    let renamed = said.and_then(|said| said.renamed().ok());
    let texts = scene.reading.texts.clone();
    let planned = move || {
        let planned = renamed.and_then(|renamed| plan(&types, &rows, Renames::Said(&renamed)).ok());
        let plan = match planned {
            Some(plan) => plan,
            None => plan(&types, &rows, Renames::Guessed)?,
        };
        Ok::<_, Refusal>(sketching::sketch(list, &types, rows, &plan, &texts))
    };
    // Every name is compared with every other: not on a thread that others wait for.
    Ok(tokio::task::spawn_blocking(planned).await.map_err(anyhow::Error::from)??)
}

impl PreviewPage {
    fn new(scene: Scene, view: PreviewView, retires: bool) -> Self {
        let rows = serde_json::to_string(&view.rows).unwrap_or_default();
        Self { frame: scene.frame.under(listing::PLACE).titled("types-preview-title"), view, rows, retires }
    }

    /// Whether there is anything to confirm.
    fn may_confirm(&self) -> bool {
        self.view.bad.is_empty() && !self.view.is_same
    }
}
