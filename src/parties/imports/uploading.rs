//! `POST /parties/imports`: a file is taken in to be looked at before anything is imported. It knows no row.

use super::last_imports::ImportsPage;
use super::preview_page::seen;
use super::uploaded::Uploaded;
use crate::people::Scene;
use crate::platform::failure::Failure;
use crate::platform::files::{Bounds, Taken, Unkept, Why};
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::sheets::Limits;
use crate::platform::web::answer::Flash;
use crate::platform::web::form::media_type;
use crate::platform::web::{Answer, Sought, Wants};
use axum::extract::Request;
use axum::response::Response;
use futures_util::FutureExt;
use serde::Deserialize;
use utoipa::IntoParams;

/// What is said of a file beside its content.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Naming {
    /// The file's name, where the body is the file itself.
    pub name: Option<String>,
}

/// The largest body, in bytes: one file and what a form puts around it.
#[must_use]
pub fn most_bytes() -> usize {
    usize::try_from(Limits::default().file_bytes).unwrap_or(usize::MAX).saturating_add(64 * 1024)
}

/// `POST /parties/imports`.
pub async fn create(
    scene: Scene,
    answer: Answer,
    wants: Wants,
    Sought(naming): Sought<Naming>,
    request: Request,
) -> Result<Response, Failure> {
    match taken(&scene, &naming, request).await {
        Ok(uploaded) if wants == Wants::Json => {
            let view = seen(&scene, &uploaded, &[]).await?;
            Ok(answer.made(&uploaded.address(), Flash::none(), &view))
        }
        Ok(uploaded) => Ok(answer.sends_to(&uploaded.address(), Flash::none())),
        Err(Failure::Refused(refusal)) if wants != Wants::Json => {
            let page = ImportsPage::load(scene, Some(&refusal)).await?;
            answer.refuses(refusal, page)
        }
        Err(failure) => Err(failure),
    }
}

/// Takes the file in. What is no table at all goes no further.
async fn taken(scene: &Scene, naming: &Naming, request: Request) -> Result<Uploaded, Failure> {
    let bounds = Bounds { file: Limits::default().file_bytes, files: 1 };
    let files = &scene.app.files;
    let Taken { files, refused, .. } = if media_type(request.headers()) == "multipart/form-data" {
        files.take_form(request, |_| async move { Ok(bounds) }.boxed()).await?
    } else {
        files.take_body(naming.name.as_deref().unwrap_or_default(), request, bounds).await?
    };
    if let Some(refusal) = refused.first().map(unkept) {
        return Err(refusal.into());
    }
    let upload = files.into_iter().next().ok_or_else(|| Refusal::invalid("file", "imports-file-choose"))?;
    Uploaded::note(&scene.app, &scene.member, upload).await
}

fn unkept(file: &Unkept) -> Refusal {
    match file.why {
        Why::Empty => Refusal::invalid("file", "imports-file-empty"),
        Why::TooLarge { limit } => {
            let complaint = Complaint::at("file", "imports-file-too-large").with("megabytes", limit >> 20);
            Refusal::new(Kind::TooLarge, complaint)
        }
        Why::TooMany { .. } => Refusal::invalid("file", "imports-file-one"),
    }
}
