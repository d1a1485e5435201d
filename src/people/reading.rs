//! Who reads a page: their words, the zone of their clock and the moment. It knows no page.

use super::sessions::Session;
use crate::app::App;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text::Texts;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use jiff::tz::TimeZone;

/// What it takes to put moments into a reader's words. An extractor.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The words of their language.
    pub texts: Texts,
    /// The zone of their call centre; UTC for who works in none.
    pub zone: TimeZone,
    /// The present moment.
    pub now: Timestamp,
}

impl Reading {
    /// When the reader's day began, and when it will be over.
    #[must_use]
    pub fn day(&self) -> (Timestamp, Timestamp) {
        let local = jiff::Timestamp::from(self.now).to_zoned(self.zone.clone());
        let midnight = |date: jiff::civil::Date| date.to_zoned(self.zone.clone()).ok().map(|at| at.timestamp().into());
        let began = midnight(local.date()).unwrap_or(self.now);
        let over = local.date().tomorrow().ok().and_then(midnight).unwrap_or(Timestamp::MAX);
        (began, over)
    }
}

impl FromRequestParts<App> for Reading {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let session = Session::from_request_parts(parts, app).await?;
        let place = session.workplace.as_ref();
        let zone = place.and_then(|place| TimeZone::get(&place.zone).ok());
        Ok(Self { texts: app.texts(&session.member.language), zone: zone.unwrap_or(TimeZone::UTC), now: app.now() })
    }
}
