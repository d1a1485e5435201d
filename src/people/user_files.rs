//! Users from a file, in the browser or as a program: it is chosen, looked at as what would come of it, and imported whole. It
//! judges nothing.

use super::importing_users::{UsersImported, import, refused};
use super::kept_files::{KeptFile, Sort};
use super::sending_out::AsFile;
use super::taking_files::{Naming, take};
use super::trying_users::would;
use super::user_lines::{self, Lines};
use super::users_preview::{ChoosePage, PreviewPage, UsersPreview};
use super::{Actor, Doing, Scene};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::files::ContentHash;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Kind, Refusal};
use crate::platform::sheets::{Format, Table, refused_rows};
use crate::platform::text::Arg;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Named, Sought, Wants};
use axum::Json;
use axum::extract::Request;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;

const SORT: Sort = Sort { key: "user_import", deed: "user_import.upload" };

/// What is asked: to import the file at this address.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct ImportUsers {
    /// What its preview was compared with, the `seen` of it: where somebody has changed these users since, nothing is done.
    pub seen: Option<String>,
}

/// `GET /users/files/new`.
pub async fn choose(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    answer.shows(&ChoosePage::new(scene.frame))
}

/// `POST /users/files/new`.
pub async fn create(
    scene: Scene,
    answer: Answer,
    wants: Wants,
    Sought(naming): Sought<Naming>,
    request: Request,
) -> Result<Response, Failure> {
    match take(&scene, (SORT, &naming), request, |sheet| user_lines::read(&sheet)).await {
        Ok((file, lines)) if wants == Wants::Json => {
            let view = seen(&scene, &file, lines).await?;
            Ok(answer.made(&view.address.clone(), Flash::none(), &view))
        }
        Ok((file, _)) => Ok(answer.sends_to(&address(&file), Flash::none())),
        Err(Failure::Refused(refusal)) if wants != Wants::Json => {
            let page = ChoosePage::new(scene.frame.refused(&refusal));
            answer.refuses(refusal, page)
        }
        Err(failure) => Err(failure),
    }
}

/// `GET /users/files/{hash}`.
pub async fn show(Named(hash): Named<String>, scene: Scene, answer: Answer) -> Result<Response, Failure> {
    let file = KeptFile::find(&scene.app, &scene.member, SORT, &hash).await?;
    let view = preview(&scene, &file).await?;
    answer.shows(&PreviewPage::new(scene.frame, view))
}

/// `POST /users/files/{hash}`.
pub async fn start(Named(hash): Named<String>, doing: Doing<ImportUsers>) -> Result<Response, Failure> {
    let file = KeptFile::find(&doing.scene.app, &doing.scene.member, SORT, &hash).await?;
    match imported(&file, &doing).await {
        Ok(done) if doing.wants == Wants::Json => Ok(Json(done).into_response()),
        Ok(done) => {
            if done.takes_own_rights {
                // They took it from themselves, as on a page of a user: the lists are there for others only.
                return Ok(doing.answer.sends_to("/", Flash::say("users-no-admin")));
            }
            let place = if done.added.is_empty() { "/users" } else { "/codes" };
            let said = done.said(&doing.scene.reading.texts);
            Ok(doing.answer.sends_to(place, Flash::name("users-imported", said)))
        }
        Err(Failure::Refused(refusal)) if refusal.kind != Kind::NotSeen && doing.wants != Wants::Json => {
            let Doing { scene, answer, .. } = doing;
            let view = preview(&scene, &file).await?;
            if refusal.kind == Kind::Invalid && !view.refused.is_empty() {
                // The page says what is wrong with the rows where it lists them.
                return answer.refuses(refusal, PreviewPage::new(scene.frame, view));
            }
            let frame = scene.frame.clone().refused(&refusal.clone().aside());
            answer.refuses(refusal.aside(), PreviewPage::new(frame, view))
        }
        Err(failure) => Err(failure),
    }
}

/// `GET /users/files/{hash}/refused`.
pub async fn refused_file(
    Named(hash): Named<String>,
    scene: Scene,
    Sought(asked): Sought<AsFile>,
) -> Result<Response, Failure> {
    let file = KeptFile::find(&scene.app, &scene.member, SORT, &hash).await?;
    let turn = scene.app.sheets.sending(scene.member.id)?;
    let (sheet, lines) = file.read(&scene.app, |sheet| (user_lines::read(&sheet), sheet)).await.map(|(a, b)| (b, a))?;
    let lines = Arc::new(lines?);
    let (_, bad, _) = would(&scene, &lines).await?;
    let texts = &scene.reading.texts;
    let mut reasons: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for bad in &bad {
        reasons.entry(bad.line).or_default().push(texts.complaint(&bad.complaint(&lines.columns, texts)));
    }
    let headers = ["imports-refused-line", "imports-refused-reason"].map(|key| texts.say(key));
    let (columns, rows) = refused_rows(&sheet, &reasons, headers);
    let stem = file.name.rsplit_once('.').map_or(file.name.as_str(), |(stem, _)| stem);
    let name = texts.with("imports-refused-file", &[("file", Arg::from(stem))]);
    let rows = stream::iter(rows.into_iter().map(Ok));
    Table { name, columns, rows }.download(asked.format.unwrap_or(Format::Xlsx), turn).await
}

async fn imported(file: &KeptFile, doing: &Doing<ImportUsers>) -> Result<UsersImported, Failure> {
    let lines = Arc::new(file.read(&doing.scene.app, |sheet| user_lines::read(&sheet)).await??);
    let texts = doing.scene.reading.texts.clone();
    let verb = async move |tx: &mut Tx, by: Actor<'_>, _: ContentHash, ask: &ImportUsers, now: Timestamp| {
        import(tx, by, (&lines, ask.seen.as_deref().filter(|seen| !seen.is_empty())), &texts, now).await
    };
    doing.run("users.import", file.hash, None, verb).await
}

async fn preview(scene: &Scene, file: &KeptFile) -> Result<UsersPreview, Failure> {
    let lines = file.read(&scene.app, |sheet| user_lines::read(&sheet)).await?;
    seen(scene, file, lines).await
}

async fn seen(scene: &Scene, file: &KeptFile, lines: Result<Lines, Refusal>) -> Result<UsersPreview, Failure> {
    let texts = &scene.reading.texts;
    let blank = UsersPreview { file: file.name.clone(), address: address(file), ..UsersPreview::default() };
    let said = |refusal: &Refusal| refusal.complaints.iter().map(|complaint| texts.complaint(complaint)).collect();
    let lines = match lines {
        Ok(lines) => Arc::new(lines),
        Err(refusal) => return Ok(UsersPreview { refused: said(&refusal), ..blank }),
    };
    let (would, bad, seen) = would(scene, &lines).await?;
    let refusal = refused(&lines, bad, texts).err();
    Ok(UsersPreview {
        would,
        seen,
        ignored: lines.columns.ignored.clone(),
        has_refused_rows: refusal.is_some(),
        refused: refusal.as_ref().map(said).unwrap_or_default(),
        ..blank
    })
}

fn address(file: &KeptFile) -> String {
    format!("/users/files/{}", file.hash)
}
