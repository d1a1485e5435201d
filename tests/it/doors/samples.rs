//! One sound request for every route, so that each can be tried by everybody. Knows no right.

use crate::support::asking::Ask;
use axum::http::Method;

/// Method, path of the table, address, and form body. `{number}` becomes a fresh ticket, `{escalated}` one
/// that whoever asks has escalated if they could, `{party}` a distributor, `{file}` a file that whoever asks has put on
/// that ticket if they could, `{upload}` one of theirs that waits, `{type}` a new type, `{list}` the version of their list.
pub const SAMPLES: &[(&str, &str, &str, &str)] = &[
    ("GET", "/", "/", ""),
    ("GET", "/assets/{hash}/{*path}", "/assets/x/css/app.css", ""),
    ("GET", "/call-centres", "/call-centres", ""),
    ("POST", "/call-centres", "/call-centres", "code=N{number}&name=Centre+{number}&region=CA-QC&mon=08:30&mon=17:00"),
    ("GET", "/call-centres/new", "/call-centres/new", ""),
    ("GET", "/call-centres/{code}", "/call-centres/UK", ""),
    (
        "POST",
        "/call-centres/{code}",
        "/call-centres/UK",
        "look=yes&name=people-centre-uk&region=GB-EAW&mon=08:30&mon=17:00",
    ),
    ("GET", "/codes", "/codes", ""),
    ("POST", "/codes", "/codes", "user=UK-spare"),
    ("GET", "/colleagues", "/colleagues?q=m", ""),
    ("GET", "/departments", "/departments", ""),
    ("POST", "/departments", "/departments", "name=Department+{number}"),
    ("GET", "/departments/{department}", "/departments/6", ""),
    ("POST", "/departments/{department}", "/departments/6", "version=1&name=Finance"),
    ("POST", "/departments/{department}/retirement", "/departments/6/retirement", "version=1&back=yes"),
    ("PUT", "/drafts/{form}", "/drafts/new-ticket-1", r#"{"fields":{"what":"x"}}"#),
    ("GET", "/first-steps", "/first-steps", ""),
    ("POST", "/first-steps", "/first-steps", "away=yes"),
    ("POST", "/first-steps/{point}", "/first-steps/types", "say=right"),
    ("GET", "/healthz", "/healthz", ""),
    ("GET", "/jump", "/jump?q=%23{number}", ""),
    ("GET", "/keys", "/keys", ""),
    ("GET", "/live", "/live", ""),
    ("GET", "/me", "/me", ""),
    ("POST", "/me/away", "/me/away", "until=2026-12-04"),
    ("POST", "/me/language", "/me/language", "language=en"),
    ("POST", "/me/password", "/me/password", "password=correct+horse+battery&new_password=correct+horse+battery"),
    ("POST", "/me/sessions/end", "/me/sessions/end", "request_key="),
    ("POST", "/me/sessions/{session}/end", "/me/sessions/0123456789abcdef/end", "request_key="),
    ("GET", "/openapi.json", "/openapi.json", ""),
    ("GET", "/parties", "/parties?name=oak", ""),
    ("GET", "/parties/export", "/parties/export?format=csv", ""),
    ("GET", "/parties/imports", "/parties/imports", ""),
    ("POST", "/parties/imports", "/parties/imports", SHEET),
    ("GET", "/parties/imports/files/{hash}", OF_SHEET, ""),
    ("POST", "/parties/imports/files/{hash}", OF_SHEET, "column=number&column=name"),
    ("GET", "/parties/imports/files/{hash}/refused", REFUSED_OF_SHEET, ""),
    ("GET", "/parties/imports/{import}", "/parties/imports/{import}", ""),
    ("GET", "/readyz", "/readyz", ""),
    ("GET", "/rights", "/rights", ""),
    ("GET", "/set-up", "/set-up", ""),
    ("POST", "/set-up", "/set-up", "code=x"),
    ("GET", "/sign-in", "/sign-in", ""),
    ("POST", "/sign-in", "/sign-in", "user_name=CA-nobody&password=x"),
    ("GET", "/sign-in/code", "/sign-in/code", ""),
    ("POST", "/sign-in/code", "/sign-in/code", "user_name=CA-nobody&code=x&new_password=correct+horse"),
    ("POST", "/sign-out", "/sign-out", ""),
    ("GET", "/tickets", "/tickets", ""),
    ("POST", "/tickets", "/tickets", "party={party}&type=3&what=x&due=1&escalate=no"),
    ("GET", "/tickets/export", "/tickets/export?format=csv", ""),
    ("GET", "/tickets/new", "/tickets/new?party={party}", ""),
    ("GET", "/tickets/promises", "/tickets/promises?hour=15:30", ""),
    ("GET", "/tickets/{number}", "/tickets/{number}", ""),
    ("POST", "/tickets/{number}/answer", "/tickets/{escalated}/answer", "version=2&comment=x"),
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
    ("POST", "/tickets/{number}/escalation/end", "/tickets/{escalated}/escalation/end", "version=2"),
    ("POST", "/tickets/{number}/files", "/tickets/{number}/files", FILES),
    ("GET", "/tickets/{number}/files/{file}", "/tickets/{number}/files/{file}", ""),
    ("POST", "/tickets/{number}/files/{file}/removal", "/tickets/{number}/files/{file}/removal", "sure=yes"),
    ("GET", "/tickets/{number}/files/{file}/thumbnail", "/tickets/{number}/files/{file}/thumbnail", ""),
    ("POST", "/tickets/{number}/party", "/tickets/{number}/party", "version=1&party_number=4712"),
    ("GET", "/tickets/{number}/receipt", "/tickets/{number}/receipt", ""),
    ("POST", "/tickets/{number}/status", "/tickets/{number}/status", "version=1&status=in_progress"),
    ("POST", "/tickets/{number}/type", "/tickets/{number}/type", "version=1&type=5"),
    ("GET", "/reasons", "/reasons", ""),
    ("POST", "/reasons", "/reasons", "status=pending&name=Waiting+{number}"),
    ("GET", "/reasons/{reason}", "/reasons/4", ""),
    ("POST", "/reasons/{reason}", "/reasons/4", "version=1&name="),
    ("POST", "/reasons/{reason}/place", "/reasons/4/place", "way=up"),
    ("POST", "/reasons/{reason}/retirement", "/reasons/4/retirement", "version=1&back=yes"),
    ("GET", "/types", "/types", ""),
    ("POST", "/types", "/types", "name=Type+{number}&due_days=1"),
    ("GET", "/types/export", "/types/export?format=csv", ""),
    ("POST", "/types/import", "/types/import", "list={list}&rows=[%7B%22line%22:2,%22name%22:%22Complaint%22%7D]"),
    ("GET", "/types/new", "/types/new", ""),
    ("POST", "/types/preview", "/types/preview", TYPES),
    ("POST", "/types/promotion", "/types/promotion", "said=x&name=Type+{number}&due_days=1"),
    ("GET", "/types/review", "/types/review", ""),
    ("POST", "/types/review", "/types/review", "request_key="),
    ("GET", "/types/{type}", "/types/3", ""),
    ("POST", "/types/{type}", "/types/{type}", "version=1&name=Type+{number}&due_days=2"),
    ("POST", "/types/{type}/place", "/types/14/place", "way=up"),
    ("POST", "/types/{type}/retirement", "/types/{type}/retirement", "version=1"),
    ("POST", "/uploads", "/uploads?form=new-ticket-1", FILES),
    ("GET", "/uploads/{file}", "/uploads/{upload}", ""),
    ("POST", "/uploads/{file}/removal", "/uploads/{upload}/removal", "sure=yes"),
    ("GET", "/uploads/{file}/thumbnail", "/uploads/{upload}/thumbnail", ""),
    ("GET", "/users", "/users?q=ca", ""),
    ("POST", "/users", "/users", "user_name=n{number}&display_name=x&roles=admin"),
    ("GET", "/users/files/export", "/users/files/export?format=csv", ""),
    ("GET", "/users/files/new", "/users/files/new", ""),
    ("POST", "/users/files/new", "/users/files/new", USERS),
    ("GET", "/users/files/{hash}", OF_USERS, ""),
    ("POST", "/users/files/{hash}", OF_USERS, "seen="),
    ("GET", "/users/files/{hash}/refused", REFUSED_OF_USERS, ""),
    ("GET", "/users/{name}", "/users/UK-osmith", ""),
    (
        "POST",
        "/users/{name}",
        "/users/UK-spare",
        "version=1&display_name=Name+of+UK-spare&roles=csr&call_centre=UK&language=en",
    ),
    ("POST", "/users/{name}/away", "/users/UK-left/away", "until=2026-12-04"),
    ("POST", "/users/{name}/code", "/users/UK-spare/code", "request_key="),
    ("POST", "/users/{name}/disabling", "/users/UK-left/disabling", "request_key="),
    ("POST", "/users/{name}/enabling", "/users/UK-left/enabling", "request_key="),
];

const FILES: &str =
    "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.txt\"\r\n\r\nx\r\n--edge--\r\n";

/// A file of distributors in a form, and where it is looked at: its content names it.
pub const SHEET: &str = concat!(
    "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n",
    "number,name\n77,Oak\n\r\n--edge--\r\n"
);
pub const OF_SHEET: &str = "/parties/imports/files/de2ca40a2386405e223cb9fb9c127a301f025eda8a22a9a8f033cd0b46ccb610";
pub const REFUSED_OF_SHEET: &str =
    "/parties/imports/files/de2ca40a2386405e223cb9fb9c127a301f025eda8a22a9a8f033cd0b46ccb610/refused?format=csv";

/// A file of users who are there already, and where it is looked at.
pub const USERS: &str = concat!(
    "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n",
    "User name\nUK-spare\n\r\n--edge--\r\n"
);
pub const OF_USERS: &str = "/users/files/a551a1d93248b25ac1c627944c029c12b551a495471ce9673ee6b19a4f855841";
pub const REFUSED_OF_USERS: &str =
    "/users/files/a551a1d93248b25ac1c627944c029c12b551a495471ce9673ee6b19a4f855841/refused?format=csv";
const TYPES: &str = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nName\r\nComplaint\r\n--edge--\r\n";

/// Whether the sample of a route is about an escalated ticket.
pub fn is_about_escalated(method: &Method, path: &str) -> bool {
    SAMPLES.iter().any(|sample| sample.0 == method.as_str() && sample.1 == path && sample.2.contains("{escalated}"))
}

/// What the sample of a route asks for beside a ticket: `{file}`, `{upload}`, `{comment}`, `{import}`, `{type}`, `{list}` or nothing.
pub fn needs_part(method: &Method, path: &str) -> Option<&'static str> {
    let found = SAMPLES.iter().find(|sample| sample.0 == method.as_str() && sample.1 == path)?;
    let marks = ["{file}", "{upload}", "{comment}", "{import}", "{type}", "{list}"];
    marks.into_iter().find(|mark| found.2.contains(mark) || found.3.contains(mark))
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
        let text = text.replace("{number}", &number).replace("{escalated}", &number).replace("{party}", &party);
        let text = text.replace("{file}", &part).replace("{upload}", &part).replace("{comment}", &part);
        text.replace("{import}", &part).replace("{type}", &part).replace("{list}", &part)
    };
    let content_type = match *body {
        "" => "",
        body if body.starts_with('{') => "application/json",
        body if body.starts_with("--edge") => "multipart/form-data; boundary=edge",
        _ => "application/x-www-form-urlencoded",
    };
    Ask::of(method.clone(), &filled(address), content_type, filled(body))
}
