//! The table of routes as a router, a document and a matrix.

use std::time::Duration;

use axum::http::Request as HttpRequest;
use http_body_util::BodyExt;
use serde::{Deserialize, Serialize};
use tower::ServiceExt;
use utoipa::{IntoParams, ToSchema};

use super::*;
use crate::platform::web::{
    Asked, Named, delete, get,
    health::{self, Check},
    openapi::openapi,
    post,
};

#[derive(Deserialize, Serialize, ToSchema)]
struct Note {
    text: String,
    due: Option<Due>,
}

#[derive(Deserialize, Serialize, ToSchema)]
struct Due {
    days: u8,
}

#[derive(Deserialize, IntoParams)]
struct Filter {
    /// Matches from the beginning.
    #[expect(dead_code, reason = "only described")]
    prefix: Option<String>,
}

async fn make(Asked { ask, .. }: Asked<Note>) -> String {
    ask.text
}

fn table() -> Table<()> {
    let checks = [Check::new("good", async || Ok(())), Check::new("bad", async || anyhow::bail!("no secret"))];
    let routes = [
        get("/notes", async || "all")
            .needs("notes.read")
            .says("All notes.")
            .answers::<Note>()
            .query::<Filter>()
            .in_nav("web-nav"),
        post("/notes", make).needs("notes.write").says("Writes a note.").asks::<Note>().answers::<Note>(),
        get("/notes/{number}", async |Named(number): Named<u64>| number.to_string()).signed_in().says("One note."),
        delete("/notes/{number}", async || "").needs("notes.write").says("Away with it."),
        post("/files", async |body: bytes::Bytes| body.len().to_string())
            .public()
            .says("Takes a file.")
            .takes_file(3_000_000),
        get("/healthz", health::alive).public().says("Says that the process is alive."),
        get("/readyz", async move || health::ready(&checks).await).public().says("Says whether it can work."),
    ];
    Table::new(routes).unwrap()
}

/// Lets in whoever names the permission in a header.
fn guard() -> Guard {
    Arc::new(|access, request: Request| {
        Box::pin(async move {
            let has = request.headers().get("x-has").and_then(|value| value.to_str().ok());
            match access {
                Access::Public => Ok(request),
                _ if has.is_none() => Err(Failure::from(Refusal::sign_in_first()).into_response()),
                Access::Needs(permission) if has != Some(permission) => {
                    Err(Failure::from(Refusal::forbidden()).into_response())
                }
                Access::SignedIn | Access::Needs(_) => Ok(request),
            }
        })
    })
}

async fn ask(method: &str, path: &str, has: Option<&str>, body: Body) -> (u16, String) {
    let mut request =
        HttpRequest::builder().method(method).uri(path).header("content-type", "application/x-www-form-urlencoded");
    if let Some(has) = has {
        request = request.header("x-has", has);
    }
    let response = table().router(&guard()).oneshot(request.body(body).unwrap()).await.unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn the_guard_stands_before_every_route() {
    assert_eq!(ask("GET", "/notes", None, Body::empty()).await.0, 401);
    assert_eq!(ask("GET", "/notes", Some("notes.write"), Body::empty()).await.0, 403);
    assert_eq!(ask("GET", "/notes", Some("notes.read"), Body::empty()).await, (200, "all".to_owned()));
    assert_eq!(ask("POST", "/notes", Some("notes.read"), Body::from("text=a")).await.0, 403);
    assert_eq!(ask("POST", "/notes", Some("notes.write"), Body::from("text=a")).await, (200, "a".to_owned()));
    assert_eq!(ask("GET", "/notes/7", Some("x"), Body::empty()).await, (200, "7".to_owned()));
    assert_eq!(ask("HEAD", "/notes", Some("notes.read"), Body::empty()).await.0, 200);
}

#[tokio::test]
async fn bodies_are_bounded_by_route() {
    let large = || vec![b'a'; 2_000_000];
    assert_eq!(ask("POST", "/notes", Some("notes.write"), Body::from(large())).await.0, 413);
    let unannounced = Body::from_stream(futures_util::stream::iter([Ok::<_, std::io::Error>(large())]));
    assert_eq!(ask("POST", "/notes", Some("notes.write"), unannounced).await.0, 413);
    assert_eq!(ask("POST", "/files", None, Body::from(large())).await, (200, "2000000".to_owned()));
    assert_eq!(ask("POST", "/files", None, Body::from(large().repeat(2))).await.0, 413);
}

#[tokio::test]
async fn health_is_told_without_secrets() {
    assert_eq!(ask("GET", "/healthz", None, Body::empty()).await, (200, "ok\n".to_owned()));
    assert_eq!(ask("GET", "/readyz", None, Body::empty()).await, (503, "good ok\nbad failed\n".to_owned()));
}

#[tokio::test]
async fn what_hangs_is_given_up() {
    let mut route: Route<()> = get("/hang", async || std::future::pending::<()>().await).public().says("Hangs.").into();
    route.time_limit = Duration::from_millis(50);
    let router = Table::new([route]).unwrap().router(&guard());
    let response = router.oneshot(HttpRequest::get("/hang").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), 503);
}

#[test]
fn mistakes_are_found_at_start() {
    let route = |path| -> Route<()> { get(path, async || "").public().says("x").into() };
    assert_eq!(Table::new([route("/a"), route("/a")]).unwrap_err(), TableFault::Twice(Method::GET, "/a"));
    let silent: Route<()> = get("/a", async || "").public().says(" ").into();
    assert_eq!(Table::new([silent]).unwrap_err(), TableFault::Silent(Method::GET, "/a"));
    let nameless: Route<()> = get("/a", async || "").needs("").says("x").into();
    assert_eq!(Table::new([nameless]).unwrap_err(), TableFault::Silent(Method::GET, "/a"));
    let nav: Route<()> = post("/a", async || "").public().says("x").in_nav("web-nav").into();
    assert_eq!(Table::new([nav]).unwrap_err(), TableFault::NotForNavigation(Method::POST, "/a"));
    for wrong in ["a", "", "/{}", "/{a", "/a}b", "/x*", "/{*rest}/more", "/{*}"] {
        assert_eq!(Table::new([route(wrong)]).unwrap_err(), TableFault::Unroutable(Method::GET, wrong), "{wrong}");
    }
    assert!(Table::new([route("/a/{one}"), route("/a/{two}/b")]).is_err());
    assert!(Table::new([route("/a/{one}"), route("/a/{*rest}")]).is_err());
    let fine =
        Table::new([route("/"), route("/a/{one}"), route("/a/new"), route("/a/{one}/b"), route("/b/{*rest}")]).unwrap();
    let _: Router = fine.router(&guard());
}

#[test]
fn the_document_is_complete_and_settled() {
    let document = serde_json::to_value(openapi(&table(), "Desk", "1")).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    assert_eq!(document, serde_json::to_value(openapi(&table(), "Desk", "1")).unwrap());
    let post = &document["paths"]["/notes"]["post"];
    assert_eq!(post["requestBody"]["content"]["application/json"]["schema"]["$ref"], "#/components/schemas/Note");
    assert!(post["requestBody"]["content"]["application/x-www-form-urlencoded"].is_object());
    assert_eq!(post["description"], "Needs the permission `notes.write`.");
    assert_eq!(
        post["responses"]["default"]["content"]["application/json"]["schema"]["$ref"],
        "#/components/schemas/Error"
    );
    assert_eq!(document["paths"]["/notes"]["get"]["parameters"][0]["name"], "prefix");
    assert_eq!(document["paths"]["/notes/{number}"]["get"]["parameters"][0]["in"], "path");
    assert!(document["paths"]["/files"]["post"]["requestBody"]["content"]["multipart/form-data"].is_object());
    for name in ["Note", "Due", "Error"] {
        assert!(document["components"]["schemas"][name].is_object(), "{name}");
    }
}

#[test]
fn the_matrix_and_the_navigation_come_from_the_table() {
    let rights = table().rights();
    assert_eq!(rights.len(), 7);
    assert!(rights.is_sorted_by_key(|right| right.path));
    let may = |access| matches!(access, Access::Public | Access::Needs("notes.read"));
    assert_eq!(table().nav(may), [NavItem { href: "/notes", key: "web-nav" }]);
    assert_eq!(table().nav(|access| access == Access::Public), []);
}

#[test]
fn a_route_is_found_by_what_a_request_says() {
    let table = table();
    let found = |method: Method, path: &str| table.find(&method, path).map(|route| route.path);
    assert_eq!(found(Method::POST, "/notes"), Some("/notes"));
    assert_eq!(found(Method::DELETE, "/notes/7"), Some("/notes/{number}"));
    for nowhere in ["", "/", "notes", "/notes/", "/notes/7/8", "//notes", "https://x/notes"] {
        assert_eq!(found(Method::DELETE, nowhere), None, "{nowhere}");
    }
    assert_eq!(found(Method::PUT, "/notes"), None);
}
