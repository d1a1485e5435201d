//! A stream of nudges to one open page, which looks for itself at what changed. It must not know what a topic
//! means; it ends when the server shuts down.

use std::{convert::Infallible, future::ready, time::Duration};

use axum::{
    extract::FromRequestParts,
    http::{HeaderName, HeaderValue, header, request::Parts},
    response::{IntoResponse, Response, Sse, sse},
};
use futures_util::{StreamExt, stream};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use crate::platform::live::{Nudge, Subscription};

/// Often enough that no proxy takes the silence for the end.
const HEARTBEAT: Duration = Duration::from_secs(20);
/// How long a browser waits before it comes back.
const COME_BACK: Duration = Duration::from_secs(3);

/// Cancelled when the server shuts down. An extractor.
#[derive(Clone, Debug)]
pub struct Closing(pub CancellationToken);

/// Server-sent events for the desk's own script: `{"topics":["tickets"],"by":"CA-mchen"}`, with the topic `*` after
/// the listener fell behind and anything may have changed.
pub fn event_stream(heard: Subscription, closing: Closing) -> Response {
    let greeting = stream::once(ready(sse::Event::default().retry(COME_BACK).comment("open")));
    let nudges = heard.map(|nudge| {
        let news = match nudge {
            Nudge::Changed { topics, by: Some(by) } => json!({ "topics": topics, "by": by }),
            Nudge::Changed { topics, by: None } => json!({ "topics": topics }),
            Nudge::Everything => json!({ "topics": ["*"] }),
        };
        sse::Event::default().data(news.to_string())
    });
    let events = greeting.chain(nudges).map(Ok::<_, Infallible>).take_until(closing.0.cancelled_owned());
    let mut response = Sse::new(events).keep_alive(sse::KeepAlive::new().interval(HEARTBEAT)).into_response();
    // Who changed what is as private as any page.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // nginx would hold the events back until a buffer is full.
    response.headers_mut().insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

impl<S: Sync> FromRequestParts<S> for Closing {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_else(|| Self(CancellationToken::new())))
    }
}
