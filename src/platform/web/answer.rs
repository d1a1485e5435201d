//! One answer for a page, a part of it, and JSON: a handler makes its screen and says what happened, and the
//! request's `Accept` decides which of the three goes out. It must not know what a screen shows.

use askama::Template;
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;

use super::{
    cookies::Cookies,
    failure::status_of,
    frame::Frame,
    wants::{FRAGMENT, Wants},
};
use crate::platform::{
    failure::Failure,
    refusal::Refusal,
    text::{Arg, Texts},
};

/// A page struct: a frame, and a view that is also its JSON. See [`crate::screen`].
pub trait Screen: Template {
    /// The public contract: what JSON clients get.
    type View: Serialize;

    fn view(&self) -> &Self::View;

    /// What stands around it.
    fn frame(&mut self) -> &mut Frame;

    /// The part that a fetch replaces: one block of the page.
    ///
    /// # Errors
    /// Those of the template.
    fn fragment(&self) -> askama::Result<String>;
}

/// Makes a page struct with the fields `frame` and `view` a [`Screen`] whose fragment is one block of its template. The block
/// also stands in the template attribute: `blocks = ["rows"]`.
#[macro_export]
macro_rules! screen {
    ($page:ty, $view:ty, $as_block:ident) => {
        impl $crate::platform::web::Screen for $page {
            type View = $view;

            fn view(&self) -> &$view {
                &self.view
            }

            fn frame(&mut self) -> &mut $crate::platform::web::Frame {
                &mut self.frame
            }

            fn fragment(&self) -> askama::Result<String> {
                askama::Template::render(&self.$as_block())
            }
        }
    };
}

/// What a deed led to, in a sentence for those who hear the page; percent-encoded.
pub const SAID: &str = "watchdesk-said";

/// Makes answers to one request.
#[derive(Clone, Copy, Debug)]
pub struct Answer {
    wants: Wants,
    cookies: Cookies,
}

impl Answer {
    /// 200: this is how it stands.
    ///
    /// # Errors
    /// The template failed.
    pub fn shows(self, screen: &impl Screen) -> Result<Response, Failure> {
        Ok(match self.wants {
            Wants::Page => Html(self.html(screen)?).into_response(),
            Wants::Fragment => fragment(StatusCode::OK, self.html(screen)?),
            Wants::Json => Json(screen.view()).into_response(),
        })
    }

    /// 200: `view` as it is for a program, which pays for no page; for people the screen that `draw` makes of it.
    ///
    /// # Errors
    /// Those of `draw`; the template failed.
    pub async fn draws<S: Screen>(
        self,
        view: S::View,
        draw: impl AsyncFnOnce(S::View) -> Result<S, Failure>,
    ) -> Result<Response, Failure> {
        match self.wants {
            Wants::Json => Ok(Json(view).into_response()),
            Wants::Page | Wants::Fragment => self.shows(&draw(view).await?),
        }
    }

    /// It is done, and `place` is where its result stands: JSON gets 200 with the view, a fetch the changed
    /// fragment, a plain form 303 to `place`, which then says `flash`.
    ///
    /// # Errors
    /// The template failed.
    pub fn did(self, place: &str, flash: Flash, screen: &impl Screen) -> Result<Response, Failure> {
        match self.wants {
            Wants::Page => Ok(self.sends_to(place, flash)),
            Wants::Fragment | Wants::Json => self.shows(screen),
        }
    }

    /// 200: it is done, and this is how it stands now. A fetch gets with it what `flash` says, to be read aloud.
    ///
    /// # Errors
    /// The template failed.
    pub fn has_done(self, flash: &Flash, texts: &Texts, screen: &impl Screen) -> Result<Response, Failure> {
        let mut response = self.shows(screen)?;
        if self.wants == Wants::Fragment {
            let said = url::form_urlencoded::byte_serialize(flash.said(texts).as_bytes()).collect::<String>();
            if let Ok(said) = HeaderValue::from_str(&said.replace('+', "%20")) {
                response.headers_mut().insert(SAID, said);
            }
        }
        Ok(response)
    }

    /// Something new stands at `place`: JSON gets 201 with its view and `Location`; a page is sent there, by 303 or
    /// by the script.
    pub fn made(self, place: &str, flash: Flash, view: &impl Serialize) -> Response {
        match self.wants {
            Wants::Page | Wants::Fragment => self.sends_to(place, flash),
            Wants::Json => (StatusCode::CREATED, [(header::LOCATION, in_header(place))], Json(view)).into_response(),
        }
    }

    /// The person goes on at `place`, where `flash` is said: 303 for a plain form; for the script 204 with `Location`,
    /// since a fetch would follow a redirect itself and use the flash up. JSON gets 204.
    pub fn sends_to(self, place: &str, flash: Flash) -> Response {
        let mut response = match self.wants {
            Wants::Page => (StatusCode::SEE_OTHER, [(header::LOCATION, in_header(place))]).into_response(),
            Wants::Fragment => (StatusCode::NO_CONTENT, [(header::LOCATION, in_header(place))]).into_response(),
            Wants::Json => return StatusCode::NO_CONTENT.into_response(),
        };
        if let Some(value) = flash.into_cookie() {
            response.headers_mut().append(header::SET_COOKIE, self.cookies.set(Flash::COOKIE, &value, Some(60)));
        }
        response
    }

    /// Refused, with the form shown again as it was typed: its frame carries the complaints
    /// ([`super::Frame::refused`]), and one about a field that is not drawn stands above the form. JSON gets the refusal.
    ///
    /// # Errors
    /// The refusal itself for JSON and for a page that has no place for it; or the template failed.
    pub fn refuses(self, refusal: Refusal, mut screen: impl Screen) -> Result<Response, Failure> {
        let mut html = match self.wants {
            Wants::Json => return Err(refusal.into()),
            Wants::Page | Wants::Fragment => self.html(&screen)?,
        };
        if screen.frame().gathers_what_is_missing(&html) {
            html = self.html(&screen)?;
        }
        if !screen.frame().is_said_in(&html) {
            return Err(refusal.into());
        }
        let status = status_of(refusal.kind);
        Ok(if self.wants == Wants::Page { (status, Html(html)).into_response() } else { fragment(status, html) })
    }

    fn html(self, screen: &impl Screen) -> Result<String, Failure> {
        rendered(if self.wants == Wants::Page { screen.render() } else { screen.fragment() })
    }
}

impl<S: Sync> axum::extract::FromRequestParts<S> for Answer {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, _: &S) -> Result<Self, Failure> {
        let cookies = parts.extensions.get().copied();
        let cookies = cookies.ok_or_else(|| anyhow::anyhow!("an answer was asked for outside of `layers::dress`"))?;
        Ok(Self { wants: Wants::of(&parts.headers), cookies })
    }
}

/// A message that the next page shows once: a catalogue key, and what it names as `name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    key: String,
    name: Option<String>,
}

impl Flash {
    pub(super) const COOKIE: &str = "flash";

    /// Nothing to say.
    pub fn none() -> Self {
        Self::say("")
    }

    /// The words of this key.
    pub fn say(key: &str) -> Self {
        Self { key: key.to_owned(), name: None }
    }

    /// The words of this key, which name something as `$name`.
    pub fn name(key: &str, name: impl ToString) -> Self {
        Self { key: key.to_owned(), name: Some(name.to_string()) }
    }

    pub(super) fn said(&self, texts: &Texts) -> String {
        let name = self.name.as_deref().unwrap_or_default();
        texts.with(&self.key, &[("name", Arg::Text(name.to_owned()))])
    }

    fn into_cookie(self) -> Option<String> {
        let encode =
            |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
        let name = self.name.map(|name| format!("~{}", encode(&name).replace('~', "%7E"))).unwrap_or_default();
        (!self.key.is_empty()).then(|| format!("{}{name}", self.key))
    }

    /// The browser's word is only ever used to choose a sentence, and escaped like any text.
    pub(super) fn from_cookie(value: &str) -> Option<Self> {
        let (key, name) = value.split_once('~').map_or((value, None), |(key, name)| (key, Some(name)));
        let is_key = !key.is_empty()
            && key.len() < 80
            && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let decode = |name: &str| {
            let pair = format!("n={name}");
            url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, name)| name.into_owned())
        };
        is_key.then(|| Self { key: key.to_owned(), name: name.and_then(decode) })
    }
}

pub(super) fn fragment(status: StatusCode, html: String) -> Response {
    let media_type = HeaderValue::from_static(FRAGMENT);
    (status, [(header::CONTENT_TYPE, media_type)], html).into_response()
}

fn rendered(html: askama::Result<String>) -> Result<String, Failure> {
    html.map_err(|error| Failure::Broken(error.into()))
}

/// A place in a header: what may not stand there is percent-encoded, and another host is never a place.
fn in_header(place: &str) -> HeaderValue {
    let is_local = place.starts_with('/') && !place.starts_with("//") && !place.contains('\\');
    let place = if is_local { place } else { "/" };
    let mut encoded = String::with_capacity(place.len());
    for byte in place.bytes() {
        if byte.is_ascii_graphic() {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    HeaderValue::from_str(&encoded).unwrap_or_else(|_| HeaderValue::from_static("/"))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::*;

    #[test]
    fn a_flash_survives_its_cookie() {
        for flash in [Flash::say("saved"), Flash::name("ticket-made", "10482"), Flash::name("made", "Café ~ + <b>;")] {
            let value = flash.clone().into_cookie().unwrap();
            let line = Cookies { is_tls: false }.set(Flash::COOKIE, &value, None);
            let mut headers = HeaderMap::new();
            let pair = line.to_str().unwrap().split(';').next().unwrap().to_owned();
            headers.insert(header::COOKIE, pair.parse().unwrap());
            let back = Cookies { is_tls: false }.get(&headers, Flash::COOKIE).and_then(Flash::from_cookie);
            assert_eq!(back, Some(flash), "{value}");
        }
        assert_eq!(Flash::none().into_cookie(), None);
        for hostile in ["", "~x", "<script>", "a b", "A"] {
            assert_eq!(Flash::from_cookie(hostile), None, "{hostile}");
        }
    }

    #[test]
    fn nobody_is_sent_to_another_house() {
        assert_eq!(in_header("/tickets/10482#c1"), "/tickets/10482#c1");
        assert_eq!(in_header("/a b\r\nX: é"), "/a%20b%0D%0AX:%20%C3%A9");
        for foreign in ["https://evil.example", "//evil.example", "/\\evil.example", "", "javascript:alert(1)"] {
            assert_eq!(in_header(foreign), "/", "{foreign}");
        }
    }
}
