//! One sound request for every route, so that each can be tried by everybody. Knows no right.

use crate::support::asking::Ask;
use axum::http::Method;

/// Method, path of the table, address, and form body. `{number}` becomes a fresh ticket, `{escalated}` one
/// that whoever asks has escalated if they could, `{party}` a distributor.
pub const SAMPLES: &[(&str, &str, &str, &str)] = &[
    ("GET", "/", "/", ""),
    ("GET", "/assets/{hash}/{*path}", "/assets/x/css/app.css", ""),
    ("PUT", "/drafts/{form}", "/drafts/new-ticket-1", r#"{"fields":{"what":"x"}}"#),
    ("GET", "/healthz", "/healthz", ""),
    ("GET", "/jump", "/jump?q=%23{number}", ""),
    ("GET", "/keys", "/keys", ""),
    ("GET", "/live", "/live?topics=tickets", ""),
    ("GET", "/me", "/me", ""),
    ("GET", "/openapi.json", "/openapi.json", ""),
    ("GET", "/parties", "/parties?name=oak", ""),
    ("GET", "/readyz", "/readyz", ""),
    ("GET", "/set-up", "/set-up", ""),
    ("POST", "/set-up", "/set-up", "code=x"),
    ("GET", "/sign-in", "/sign-in", ""),
    ("POST", "/sign-in", "/sign-in", "user_name=CA-nobody&password=x"),
    ("POST", "/sign-out", "/sign-out", ""),
    ("GET", "/tickets", "/tickets", ""),
    ("POST", "/tickets", "/tickets", "party={party}&type=3&what=x&due=1&escalate=no"),
    ("GET", "/tickets/new", "/tickets/new?party={party}", ""),
    ("GET", "/tickets/{number}", "/tickets/{number}", ""),
    ("POST", "/tickets/{number}/answer", "/tickets/{escalated}/answer", "version=1&comment=x"),
    ("POST", "/tickets/{number}/assignee", "/tickets/{number}/assignee", "version=1&assignee=UK-osmith"),
    ("POST", "/tickets/{number}/comments", "/tickets/{number}/comments", "comment=x"),
    ("POST", "/tickets/{number}/check", "/tickets/{number}/check", "request_key="),
    ("POST", "/tickets/{number}/comments/{comment}", "/tickets/{number}/comments/{comment}", "edits=0&words=y"),
    ("GET", "/tickets/{number}/deadline", "/tickets/{number}/deadline", ""),
    ("GET", "/tickets/{number}/due", "/tickets/{number}/due", ""),
    ("POST", "/tickets/{number}/due", "/tickets/{number}/due", "version=1&due=2&because=x"),
    ("GET", "/tickets/{number}/editor", "/tickets/{number}/editor", ""),
    ("POST", "/tickets/{number}/editor", "/tickets/{number}/editor", "version=1&status=in_progress"),
    ("POST", "/tickets/{number}/escalation", "/tickets/{number}/escalation", "version=1"),
    ("POST", "/tickets/{number}/escalation/end", "/tickets/{escalated}/escalation/end", "version=1"),
    ("POST", "/tickets/{number}/party", "/tickets/{number}/party", "version=1&party_number=4712"),
    ("GET", "/tickets/{number}/receipt", "/tickets/{number}/receipt", ""),
    ("POST", "/tickets/{number}/status", "/tickets/{number}/status", "version=1&status=in_progress"),
    ("POST", "/tickets/{number}/type", "/tickets/{number}/type", "version=1&type=5"),
];

/// Whether the sample of a route is about an escalated ticket.
pub fn is_about_escalated(method: &Method, path: &str) -> bool {
    SAMPLES.iter().any(|sample| sample.0 == method.as_str() && sample.1 == path && sample.2.contains("{escalated}"))
}

/// The sample of a route, for this ticket, this distributor and this part of the ticket.
pub fn sample(method: &Method, path: &str, number: i64, party: i64, part: i64) -> Ask {
    let found = SAMPLES.iter().find(|sample| sample.0 == method.as_str() && sample.1 == path);
    let (_, _, address, body) = found.unwrap_or_else(|| {
        panic!(
            "{method} {path} has no sample: add one line to SAMPLES in tests/it/doors/samples.rs, with an address and \
             a form that whoever may use it could send"
        )
    });
    let (number, party, part) = (number.to_string(), party.to_string(), part.to_string());
    let filled = |text: &str| {
        let text = text.replace("{number}", &number).replace("{escalated}", &number);
        text.replace("{party}", &party).replace("{comment}", &part)
    };
    let content_type = match *body {
        "" => "",
        body if body.starts_with('{') => "application/json",
        _ => "application/x-www-form-urlencoded",
    };
    Ask::of(method.clone(), &filled(address), content_type, filled(body))
}
