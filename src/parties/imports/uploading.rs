//! `POST /parties/imports`: a file is taken in to be looked at before anything is imported. It knows no row.

use super::last_imports::ImportsPage;
use super::previewing::{PreviewView, understand};
use super::uploaded::{SORT, address};
use crate::people::Scene;
use crate::people::taking_files::{Naming, take};
use crate::platform::failure::Failure;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Sought, Wants};
use axum::extract::Request;
use axum::response::Response;

/// `POST /parties/imports`.
pub async fn create(
    scene: Scene,
    answer: Answer,
    wants: Wants,
    Sought(naming): Sought<Naming>,
    request: Request,
) -> Result<Response, Failure> {
    if wants == Wants::Json {
        let (place, view) = seen_at_once(&scene, &naming, request).await?;
        return Ok(answer.made(&place, Flash::none(), &view));
    }
    match take(&scene, (SORT, &naming), request, drop).await {
        Ok((file, ())) => Ok(answer.sends_to(&address(&file), Flash::none())),
        Err(Failure::Refused(refusal)) => {
            let page = ImportsPage::load(scene, Some(&refusal)).await?;
            answer.refuses(refusal, page)
        }
        Err(failure) => Err(failure),
    }
}

/// A program is answered what would come of it, of the one reading.
async fn seen_at_once(scene: &Scene, naming: &Naming, request: Request) -> Result<(String, PreviewView), Failure> {
    let (file, understood) = take(scene, (SORT, naming), request, |sheet| understand(&sheet, &[])).await?;
    let view = understood.view((&scene.app, &scene.member), &file, &scene.reading.texts).await?;
    Ok((address(&file), view))
}
