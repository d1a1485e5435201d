//! The page of all call centres: where they are, when they are open, and when they are next closed. It judges nothing.

use super::centre_view::CentreView;
use super::{saying, seeing, storing};
use crate::clock::Region;
use crate::people::Scene;
use crate::platform::failure::Failure;
use crate::platform::text::Texts;
use crate::platform::web::{Answer, Frame};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// Where the list stands, and the page that it belongs to.
pub(super) const PLACE: &str = "/call-centres";
pub(super) const UNDER: &str = "/users";

/// The call centres: the public contract of `GET /call-centres`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CentresView {
    /// By code.
    pub call_centres: Vec<CentreView>,
}

/// `GET /call-centres`.
pub async fn show(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    let reads = scene.app.db.reads();
    let mut call_centres = Vec::new();
    for stored in storing::all(reads).await? {
        call_centres.push(seeing::seen(reads, stored, scene.reading.now).await?);
    }
    let view = CentresView { call_centres };
    answer.shows(&CentresPage { frame: scene.frame.titled("centres-title").under(UNDER), view })
}

/// The page.
#[derive(Template)]
#[template(path = "people/centres/list.html", blocks = ["centres"])]
struct CentresPage {
    frame: Frame,
    view: CentresView,
}

screen!(CentresPage, CentresView, as_centres);

impl CentresPage {
    fn hours(&self, centre: &CentreView) -> Vec<String> {
        saying::hours(&self.frame.texts, &centre.hours)
    }

    fn region(&self, of: &Region) -> String {
        region(&self.frame.texts, *of)
    }

    /// The day on which it is next closed.
    fn next(&self, centre: &CentreView) -> Option<String> {
        let texts = &self.frame.texts;
        let holidays = centre.holidays.iter().filter(|day| !day.worked);
        let holidays = holidays.filter_map(|day| Some((day.next.as_deref()?, texts.known("holiday-", &day.name))));
        let days = centre.days.iter().filter(|day| day.open.is_empty());
        let (date, name) = holidays.chain(days.map(|day| (day.date.as_str(), day.name.clone()))).min()?;
        let date = texts.date(date.parse().ok()?);
        Some(texts.with("centres-next", &[("date", date.into()), ("name", name.into())]))
    }
}

/// What a region is called.
pub(super) fn region(texts: &Texts, region: Region) -> String {
    texts.say(&format!("region-{}", region.as_str().to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::text::Catalogue;

    #[test]
    fn every_region_and_its_holidays_have_words_in_french() {
        let texts = Catalogue::load().unwrap().texts("fr-CA");
        for of in Region::ALL {
            assert!(!region(&texts, *of).contains("region-"), "{of}");
            for day in of.holidays() {
                assert_ne!(texts.known("holiday-", &day.name), day.name, "{of}");
            }
        }
    }
}
