//! Requests to the desk and what comes back, in process. Knows how to ask, not what is right.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use futures_util::stream;
use serde_json::Value;
use std::convert::Infallible;
use url::form_urlencoded::Serializer;
use watchdesk::platform::web::wants::FRAGMENT;

/// A request on its way.
#[derive(Debug)]
pub struct Ask {
    pub(super) request: Request<Body>,
    pub(super) from: &'static str,
    fields: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Said {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

/// The sign-in form, filled in.
pub fn sign_in(user_name: &str, password: &str) -> Ask {
    Ask::post("/sign-in", &[("user_name", user_name), ("password", password)])
}

impl Ask {
    pub fn get(path: &str) -> Self {
        Self::of(Method::GET, path, "", Body::empty())
    }

    /// A plain form, as a browser without script sends it.
    pub fn post(path: &str, fields: &[(&str, &str)]) -> Self {
        let encoded = Serializer::new(String::new()).extend_pairs(fields).finish();
        let ask = Self::of(Method::POST, path, "application/x-www-form-urlencoded", Body::from(encoded));
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { fields, ..ask }
    }

    /// JSON that wants JSON.
    pub fn send(method: Method, path: &str, body: &Value) -> Self {
        let ask = Self::of(method, path, "application/json", Body::from(body.to_string()));
        ask.header("accept", "application/json")
    }

    /// Any body under any content type.
    pub fn of(method: Method, path: &str, content_type: &str, body: impl Into<Body>) -> Self {
        let mut request = Request::builder().method(method).uri(path);
        if !content_type.is_empty() {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let request = request.body(body.into()).expect("a request");
        Self { request, from: "203.0.113.1", fields: Vec::new() }
    }

    /// A form with files, as a browser without script sends it.
    pub fn form(path: &str, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Self {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        for (name, content) in files {
            // As browsers write a name that could end its own quotes.
            let name = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
            let head = format!("--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(b"Content-Type: image/png\r\n\r\n");
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--edge--\r\n");
        Self::of(Method::POST, path, "multipart/form-data; boundary=edge", body).header("accept", "text/html")
    }

    /// The same with a body that comes bit by bit.
    pub async fn in_pieces(mut self, size: usize) -> Self {
        let whole = std::mem::take(self.request.body_mut());
        let whole = axum::body::to_bytes(whole, usize::MAX).await.expect("a body");
        let pieces: Vec<_> = whole.chunks(size).map(|piece| Ok::<_, Infallible>(piece.to_vec())).collect();
        *self.request.body_mut() = Body::from_stream(stream::iter(pieces));
        self
    }

    /// One file as the whole body, as the desk's script and programs send it.
    pub fn file(path: &str, name: &str, content: impl Into<Body>) -> Self {
        let query = Serializer::new(String::new()).append_pair("name", name).finish();
        let mark = if path.contains('?') { '&' } else { '?' };
        let ask = Self::of(Method::POST, &format!("{path}{mark}{query}"), "application/octet-stream", content);
        ask.header("accept", "application/json")
    }

    /// Sends and wants JSON: the fields as texts.
    pub fn json(self) -> Self {
        let mut ask = self.header("accept", "application/json");
        if ask.request.method() == "POST" {
            let body: serde_json::Map<String, Value> =
                std::mem::take(&mut ask.fields).into_iter().map(|(name, value)| (name, value.into())).collect();
            *ask.request.body_mut() = Body::from(Value::Object(body).to_string());
            ask = ask.header("content-type", "application/json");
        }
        ask
    }

    /// As the desk's own script asks.
    pub fn fragment(self) -> Self {
        self.header("accept", FRAGMENT)
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.request.headers_mut().insert(name, value.parse().expect("a header"));
        self
    }

    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    pub fn cookie(self, token: &str) -> Self {
        self.header("cookie", &format!("session={token}"))
    }

    pub fn from(mut self, address: &'static str) -> Self {
        self.from = address;
        self
    }
}

impl Said {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.body))
    }

    /// The same answer, which must have this status.
    #[track_caller]
    pub fn with_status(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a header"))
    }

    /// Where the browser is sent.
    pub fn place(&self) -> &str {
        self.header("location")
    }

    /// The line that sets the session cookie.
    pub fn cookie_line(&self) -> Option<&str> {
        let lines = self.headers.get_all(header::SET_COOKIE).iter().map(|line| line.to_str().expect("a line"));
        lines.into_iter().find(|line| line.starts_with("session="))
    }

    /// The token in it.
    pub fn cookie(&self) -> &str {
        let line = self.cookie_line().unwrap_or_else(|| panic!("no cookie: {self:?}"));
        line.split(['=', ';']).nth(1).expect("a value")
    }

    /// `field=key` of every complaint.
    #[track_caller]
    pub fn complaints(&self) -> Vec<String> {
        let body = self.json();
        let messages = body["messages"].as_array().unwrap_or_else(|| panic!("no refusal: {body}"));
        let key = |message: &Value| {
            format!("{}={}", message["field"].as_str().unwrap_or("*"), message["key"].as_str().expect("a key"))
        };
        for message in messages {
            assert_ne!(message["text"], message["key"], "a key that the catalogue lacks");
        }
        messages.iter().map(key).collect()
    }

    /// What a hidden field of a page holds.
    pub fn hidden(&self, name: &str) -> &str {
        let mark = format!("name=\"{name}\" value=\"");
        let (_, rest) = self.body.split_once(&mark).unwrap_or_else(|| panic!("no field {name}: {}", self.body));
        rest.split('"').next().expect("a value")
    }
}

/// The text with every id that is new for each request (of forms, of the request itself) blotted out.
pub fn without_ids(text: &str) -> String {
    let is_part = |letter: char| letter.is_ascii_hexdigit() || letter == '-';
    let is_id = |word: &str| word.chars().filter(char::is_ascii_hexdigit).count() == 32;
    let mut blotted = String::with_capacity(text.len());
    for word in text.split_inclusive(|letter| !is_part(letter)) {
        let end = word.trim_end_matches(|letter| !is_part(letter)).len();
        blotted.push_str(if is_id(&word[..end]) { "ID" } else { &word[..end] });
        blotted.push_str(&word[end..]);
    }
    blotted
}
