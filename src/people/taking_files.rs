//! Takes in a file of rows, as a form or a program sends it, to be looked at before anything is imported. It knows no row.

use super::Scene;
use super::kept_files::{KeptFile, Sort};
use crate::platform::failure::Failure;
use crate::platform::files::{Bounds, Taken, Unkept, Upload, Why};
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::sheets::{Limits, Sheet};
use crate::platform::web::form::media_type;
use axum::extract::Request;
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

/// Takes the file in, and answers what `understand` makes of it. What is no table at all goes no further.
///
/// # Errors
/// At the field `file`: none, an empty one, one too many or too large, no table.
pub async fn take<T: Send + 'static>(
    scene: &Scene,
    (sort, naming): (Sort, &Naming),
    request: Request,
    understand: impl FnOnce(Sheet) -> T + Send + 'static,
) -> Result<(KeptFile, T), Failure> {
    let upload = taken(scene, naming, request).await?;
    KeptFile::note(&scene.app, &scene.member, (sort, upload), understand).await
}

async fn taken(scene: &Scene, naming: &Naming, request: Request) -> Result<Upload, Failure> {
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
    files.into_iter().next().ok_or_else(|| Refusal::invalid("file", "imports-file-choose").into())
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
