//! The handlers of files: onto a ticket, into a form that will open one, back out, and away. They ask verbs and draw;
//! what may be done, `attaching.rs` decides.

use super::attaching::{self, AttachFiles, RemoveFile, unkept};
use super::bringing::{Naming, brought, keep, take};
use super::file_words::FileWords;
use super::files::{self, FileView, TicketFile};
use super::find;
use super::ticket_page::{Typed, settle};
use super::view::Names;
use crate::people::{Doing, Member, Person, Scene};
use crate::platform::failure::Failure;
use crate::platform::files::{ContentHash, Outgoing, Raster};
use crate::platform::refusal::Refusal;
use crate::platform::web::answer::Flash;
use crate::platform::web::form::request_key;
use crate::platform::web::{Answer, Frame, Named, Sought, Wants};
use crate::screen;
use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, Method};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// How a file is looked at.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
pub struct Look {
    /// Whether to show it in the browser, if it is an image; everything else is saved.
    #[serde(default)]
    pub show: bool,
}

/// Files that wait for a ticket: what `POST /uploads` answers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UploadsView {
    /// Name them by id when the ticket is opened.
    pub files: Vec<FileView>,
}

/// The files just uploaded, for the form that they are in.
#[derive(Template)]
#[template(path = "tickets/uploaded.html", blocks = ["uploaded"])]
pub struct UploadedPage {
    frame: Frame,
    view: UploadsView,
    waiting: Vec<FileWords>,
}

screen!(UploadedPage, UploadsView, as_uploaded);

/// `POST /tickets/{number}/files`.
pub async fn attach(scene: Scene, Named(number): Named<i64>, request: Request) -> Result<Response, Failure> {
    // Nothing is taken in from who cannot see what it is for.
    find(scene.app.db.reads(), &scene.member, number).await?;
    let (doing, refusal) = brought::<AttachFiles>(&scene, request, true).await?;
    let done = match refusal {
        Some(refusal) => Err(refusal.into()),
        None => doing.run("ticket.attach", number, None, attaching::attach).await,
    };
    let waiting = match done {
        Ok(_) => Vec::new(),
        Err(_) => waiting(&scene, &doing.ask.files).await?,
    };
    settle(doing, number, done, "ticket-files-added", |_| Typed { waiting, ..Typed::default() }).await
}

/// `POST /tickets/{number}/files/{file}/removal`.
pub async fn remove(Named(which): Named<(i64, i64)>, doing: Doing<RemoveFile>) -> Result<Response, Failure> {
    let done = doing.run("ticket.remove_file", which, None, attaching::remove).await;
    settle(doing, which.0, done, "ticket-file-removed", |_| Typed::default()).await
}

/// `GET /tickets/{number}/files/{file}`.
pub async fn save(
    scene: Scene,
    Named((number, file)): Named<(i64, i64)>,
    Sought(look): Sought<Look>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (_, found) = files::find_file(scene.app.db.reads(), &scene.member, number, file).await?;
    content(&scene, &found, look.show, (&method, &headers)).await
}

/// `GET /tickets/{number}/files/{file}/thumbnail`.
pub async fn picture(
    scene: Scene,
    Named((number, file)): Named<(i64, i64)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (_, found) = files::find_file(scene.app.db.reads(), &scene.member, number, file).await?;
    thumbnail(&scene, &found, (&method, &headers)).await
}

/// `POST /uploads`.
pub async fn upload(
    scene: Scene,
    answer: Answer,
    wants: Wants,
    Sought(naming): Sought<Naming>,
    request: Request,
) -> Result<Response, Failure> {
    let key = request_key(request.headers(), None)?;
    let taken = take(&scene, request, &naming).await?;
    if let Some(refusal) = unkept(&taken.refused) {
        return Err(refusal.into());
    }
    let ids = keep(&scene, naming.form, key, (taken.files, 0)).await?;
    let first = *ids.first().ok_or_else(|| Refusal::invalid("files", "ticket-files-choose"))?;
    let view = UploadsView { files: waiting(&scene, &ids).await? };
    if wants != Wants::Fragment {
        return Ok(answer.made(&format!("/uploads/{first}"), Flash::none(), &view));
    }
    let waiting = view.files.iter().map(|file| FileWords::waiting(file, &scene.reading)).collect();
    answer.shows(&UploadedPage { frame: scene.frame, view, waiting })
}

/// `GET /uploads/{file}`.
pub async fn save_upload(
    scene: Scene,
    Named(file): Named<i64>,
    Sought(look): Sought<Look>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = files::find_waiting(scene.app.db.reads(), &scene.member, file).await?;
    content(&scene, &found, look.show, (&method, &headers)).await
}

/// `GET /uploads/{file}/thumbnail`.
pub async fn upload_picture(
    scene: Scene,
    Named(file): Named<i64>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let found = files::find_waiting(scene.app.db.reads(), &scene.member, file).await?;
    thumbnail(&scene, &found, (&method, &headers)).await
}

/// `POST /uploads/{file}/removal`.
pub async fn drop_upload(Named(file): Named<i64>, doing: Doing<RemoveFile>) -> Result<Response, Failure> {
    doing.run("upload.drop", file, None, attaching::drop_waiting).await?;
    Ok(doing.answer.sends_to("/", Flash::none()))
}

/// Those of these files that wait for whoever asks.
pub(super) async fn waiting(scene: &Scene, ids: &[i64]) -> Result<Vec<FileView>, Failure> {
    let found = files::waiting(scene.app.db.reads(), &scene.member, ids).await?;
    Ok(own(&found, &scene.member))
}

/// Files of one's own, with one's name.
pub(super) fn own(files: &[TicketFile], member: &Member) -> Vec<FileView> {
    let names = Names::from([(member.id, Person::from(member))]);
    files.iter().map(|file| file.named(&names)).collect()
}

/// Method and headers of a request.
type Asking<'a> = (&'a Method, &'a HeaderMap);

async fn content(scene: &Scene, file: &TicketFile, shown: bool, asked: Asking<'_>) -> Result<Response, Failure> {
    let hash: ContentHash = file.hash.parse().map_err(anyhow::Error::from)?;
    let outgoing = Outgoing { name: &file.name, hash: &hash, raster: file.raster, shown };
    Ok(outgoing.answer(&scene.app.files, asked.0, asked.1).await?)
}

async fn thumbnail(scene: &Scene, file: &TicketFile, asked: Asking<'_>) -> Result<Response, Failure> {
    let hash = file.thumbnail.as_deref().ok_or_else(Refusal::not_seen)?;
    let hash: ContentHash = hash.parse().map_err(anyhow::Error::from)?;
    let outgoing = Outgoing { name: &file.name, hash: &hash, raster: Some(Raster::Jpeg), shown: true };
    Ok(outgoing.answer(&scene.app.files, asked.0, asked.1).await?)
}
