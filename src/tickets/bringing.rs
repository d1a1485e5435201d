//! A deed that may bring files: a form with files becomes the same form with the ids of files that wait, so that
//! everything behind it is asked one way, with files and without. It knows no verb but the one that writes them down.

use super::attaching::{self, MOST_AT_ONCE, unkept};
use crate::people::{Actor, Doing, Scene};
use crate::platform::db::{Key, Once, Tx, first_answer};
use crate::platform::failure::Failure;
use crate::platform::files::{Bounds, Taken, Upload};
use crate::platform::refusal::Refusal;
use crate::platform::web::Sought;
use crate::platform::web::form::{media_type, request_key};
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, HeaderValue, header};
use futures_util::FutureExt;
use http_body_util::Limited;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use url::form_urlencoded::Serializer;
use utoipa::IntoParams;
use uuid::Uuid;

/// The largest body of words alone, in bytes.
const MOST_WORDS: usize = 1024 * 1024;
const FORM: &str = "application/x-www-form-urlencoded";

/// What is said of a file beside its content.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
pub struct Naming {
    /// The file's name, where the body is the file itself.
    pub name: Option<String>,
    /// The form that it was uploaded in: it waits there for its uploader.
    pub form: Option<String>,
}

/// The deed, with the files that it brought waiting under the ids that it names, and what is to be said of those that
/// were not kept. Where it `may_be_file`, the body may also be the file itself.
///
/// # Errors
/// A body that cannot be read, a broken store, a fault in the deed itself. What was refused is for the form.
pub async fn brought<A: DeserializeOwned + Send>(
    scene: &Scene,
    request: Request,
    may_be_file: bool,
) -> Result<(Doing<A>, Option<Refusal>), Failure> {
    if !brings_files(&request, may_be_file) {
        // Room for words only, as on every other route.
        let request = request.map(|body| Body::new(Limited::new(body, MOST_WORDS)));
        return Ok((Doing::from_request(request, &scene.app).await?, None));
    }
    let (mut parts, body) = request.into_parts();
    let Sought(naming) = Sought::<Naming>::from_request_parts(&mut parts, &scene.app).await?;
    let taken = take(scene, Request::from_parts(parts.clone(), body), &naming).await?;
    let refusal = unkept(&taken.refused);
    let key = key(&parts.headers, &taken.fields)?;
    let form = naming.form.as_deref().or_else(|| typed(&taken.fields, "form")).map(str::to_owned);
    let (ids, refusal) = match keep(scene, form, key, (taken.files, taken.refused.len())).await {
        Ok(ids) => (ids, refusal),
        // Said with the form drawn again: its words are worth more than its files.
        Err(Failure::Refused(other)) => {
            (Vec::new(), Some(refusal.map_or_else(|| other.clone(), |refusal| refusal.and(other.clone()))))
        }
        Err(broken) => return Err(broken),
    };
    let words = encoded(&taken.fields, &ids);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(FORM));
    parts.headers.remove(header::CONTENT_LENGTH);
    let request = Request::from_parts(parts, Body::from(words));
    Ok((Doing::from_request(request, &scene.app).await?, refusal))
}

/// Takes in the files of a form, or the one file that is the body.
pub(super) async fn take(scene: &Scene, request: Request, naming: &Naming) -> Result<Taken, Failure> {
    let headers = request.headers().clone();
    if media_type(&headers) == "multipart/form-data" {
        let bounds = |fields: &[(String, String)]| {
            let key = key(&headers, fields);
            async move { bounds(scene, key?).await }.boxed()
        };
        return scene.app.files.take_form(request, bounds).await;
    }
    let name = naming.name.as_deref().unwrap_or_default();
    let bounds = bounds(scene, key(&headers, &[])?).await?;
    scene.app.files.take_body(name, request, bounds).await
}

/// What was kept of a request that brought files.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// The rows of the files.
    ids: Vec<i64>,
    /// How many of those that came there was room for: no more are let in when it comes again.
    room: usize,
}

/// What is accepted of a request with this key: as much as may wait; or, where it comes again, as much as the first time,
/// so that whatever was refused then is refused for the same reason.
async fn bounds(scene: &Scene, key: Option<Uuid>) -> Result<Bounds, Failure> {
    let reads = scene.app.db.reads();
    let before: Option<Kept> = match key {
        Some(key) => first_answer(reads, scene.member.id, for_files(key)).await?,
        None => None,
    };
    let room = match before {
        Some(kept) => kept.room,
        None => attaching::room(reads, Actor::from(&scene.member)).await?,
    };
    Ok(Bounds { file: scene.app.config.max_upload_bytes(), files: room.min(MOST_AT_ONCE) })
}

fn key(headers: &HeaderMap, fields: &[(String, String)]) -> Result<Option<Uuid>, Refusal> {
    request_key(headers, typed(fields, "request_key"))
}

fn typed<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    fields.iter().find_map(|(field, value)| (field == name).then_some(value.as_str()))
}

/// Writes down what was taken in, of a request in which so many more files were refused; answers the ids. A request that
/// comes again gets those of the first time.
pub(super) async fn keep(
    scene: &Scene,
    form: Option<String>,
    key: Option<Uuid>,
    (files, refused): (Vec<Upload>, usize),
) -> Result<Vec<i64>, Failure> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    if form.as_ref().is_some_and(|form| form.len() > crate::platform::drafts::LONGEST_FORM || form.contains('\0')) {
        return Err(Refusal::invalid("form", "draft-form-wrong").into());
    }
    let (by, now) = (scene.member.clone(), scene.reading.now);
    let contents: Vec<_> = files.iter().map(|file| (file.name.clone(), file.hash)).collect();
    let once = key.map(|key| Once::new(by.id, for_files(key), &("file.keep", contents))).transpose()?;
    let verb = async move |tx: &mut Tx| {
        let room = attaching::room(tx, Actor::from(&by)).await?.min(files.len() + refused);
        Ok(Kept { ids: attaching::keep(tx, Actor::from(&by), form.as_deref(), &files, now).await?, room })
    };
    Ok(scene.app.db.write(once, verb).await?.ids)
}

/// The form without its files.
fn encoded(fields: &[(String, String)], ids: &[i64]) -> String {
    let mut words = Serializer::new(String::new());
    words.extend_pairs(fields.iter());
    words.extend_pairs(ids.iter().map(|id| ("files", id.to_string())));
    words.finish()
}

/// The request's key stands for the deed itself; this one for the files that came with it.
fn for_files(key: Uuid) -> Key {
    Key::of("files", key.as_bytes())
}

/// Whether the body is a form with files in it, or may be a file, and not words alone.
fn brings_files(request: &Request, may_be_file: bool) -> bool {
    match media_type(request.headers()).as_str() {
        "multipart/form-data" => true,
        "" | FORM | "application/json" => false,
        _ => may_be_file,
    }
}
