//! `/parties/imports/files/{hash}`: what would come of an uploaded file, which column says what, and the button that
//! imports it.

use super::import_page;
use super::previewing::{ColumnView, PreviewView, understand};
use super::starting::{self, StartImport, judged};
use super::uploaded::SORT;
use crate::parties::columns::Column;
use crate::people::kept_files::KeptFile;
use crate::people::{Actor, Doing, Scene};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::files::ContentHash;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named, Sought, Wants};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

/// What somebody has chosen.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Choice {
    /// What each column says, in the order of the file; its headers decide where this is left out.
    #[serde(default)]
    pub column: Vec<String>,
}

/// The page.
#[derive(Template)]
#[template(path = "parties/imports/preview.html", blocks = ["preview"])]
pub struct PreviewPage {
    frame: Frame,
    view: PreviewView,
}

screen!(PreviewPage, PreviewView, as_preview);

/// `GET /parties/imports/files/{hash}`.
pub async fn show(
    scene: Scene,
    answer: Answer,
    Named(hash): Named<String>,
    Sought(choice): Sought<Choice>,
) -> Result<Response, Failure> {
    let file = KeptFile::find(&scene.app, &scene.member, SORT, &hash).await?;
    let view = seen(&scene, &file, &columns(&choice.column)?).await?;
    answer.draws(view, async |view| Ok(PreviewPage::new(scene, view))).await
}

/// `POST /parties/imports/files/{hash}`.
pub async fn start(Named(hash): Named<String>, doing: Doing<StartImport>) -> Result<Response, Failure> {
    let file = KeptFile::find(&doing.scene.app, &doing.scene.member, SORT, &hash).await?;
    let chosen = columns(&doing.ask.column)?;
    let done = match judged(&doing.scene.app, &doing.scene.member, (&file, &chosen), &doing.ask).await {
        Ok(judged) => {
            let (content, file, chosen) = (file.hash, file.clone(), chosen.clone());
            let verb = async move |tx: &mut Tx, by: Actor<'_>, _: ContentHash, _: &StartImport, now: Timestamp| {
                starting::start(tx, by, (&file, &chosen), &judged, now).await
            };
            doing.run("parties.import", content, None, verb).await
        }
        Err(failure) => Err(failure),
    };
    let Doing { scene, answer, wants, .. } = doing;
    match done {
        Ok(import) => {
            let place = format!("/parties/imports/{import}");
            let view = import_page::load(scene.app.db.reads(), &scene.member, import).await?;
            Ok(answer.made(&place, Flash::none(), &view))
        }
        // The page says what is wrong with the rows where it lists them.
        Err(Failure::Refused(refusal)) if refusal.kind == Kind::Invalid && wants != Wants::Json => {
            let view = seen(&scene, &file, &chosen).await?;
            answer.refuses(refusal, PreviewPage::new(scene, view))
        }
        Err(Failure::Refused(refusal)) if refusal.kind == Kind::Stale && wants != Wants::Json => {
            let view = seen(&scene, &file, &chosen).await?;
            let frame = scene.frame.clone().refused(&refusal);
            answer.refuses(refusal, PreviewPage::new(Scene { frame, ..scene }, view))
        }
        Err(failure) => Err(failure),
    }
}

/// What would come of a file, with its columns as chosen.
pub(super) async fn seen(scene: &Scene, file: &KeptFile, chosen: &[Option<Column>]) -> Result<PreviewView, Failure> {
    let chosen = chosen.to_vec();
    let understood = file.read(&scene.app, move |sheet| understand(&sheet, &chosen)).await?;
    understood.view((&scene.app, &scene.member), file, &scene.reading.texts).await
}

/// The columns as words name them.
pub(super) fn columns(words: &[String]) -> Result<Vec<Option<Column>>, Refusal> {
    let column = |word: &String| match word.trim() {
        "" => Ok(None),
        word => word.parse().map(Some).map_err(|_| {
            Refusal::new(Kind::Invalid, Complaint::at("column", "imports-column-unknown").with("word", word))
        }),
    };
    words.iter().map(column).collect()
}

impl PreviewPage {
    fn new(scene: Scene, view: PreviewView) -> Self {
        Self { frame: scene.frame.under("/parties/imports").titled("imports-preview-title"), view }
    }

    /// The address of what is refused as a file, behind which stands the kind of file.
    fn refused_file(&self) -> String {
        let said = |column: &ColumnView| ("column", column.says.map_or("", Column::as_str));
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(self.view.columns.iter().map(said));
        format!("{}/refused?{}", self.view.address, query.append_pair("format", "").finish())
    }

    fn sentence(&self) -> String {
        self.view.sentence(&self.frame.texts)
    }
}
