//! The description of the desk for programs: well formed, complete, and the same as the one that is kept.

use super::papers::kept;
use crate::support::asking::Ask;
use crate::support::databases::{Engine, migrated};
use crate::support::desk::Desk;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

#[tokio::test]
async fn it_is_whole_and_kept() {
    let place = migrated(Engine::Sqlite).await;
    let desk = Desk::new(place.open().await);
    let document = desk.ask(Ask::get("/openapi.json")).await.with_status(200).json();
    shape(&document);
    operations(&document);
    references(&document, &document);
    let described: BTreeSet<_> = described(&document).map(|(method, path, _)| (method, path)).collect();
    let table = watchdesk::routes::table(&desk.app).expect("a table");
    let routes = table.routes().iter();
    let routes: BTreeSet<_> =
        routes.map(|route| (route.method.as_str().to_lowercase(), route.path.replace("{*", "{"))).collect();
    assert_eq!(described, routes);
    let mut text = serde_json::to_string_pretty(&sorted(&document)).expect("JSON");
    text.push('\n');
    kept("docs/openapi.json", &text);
    desk.app.db.close().await;
}

fn shape(document: &Value) {
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1.")), "{}", document["openapi"]);
    for word in ["title", "version"] {
        assert!(document["info"][word].as_str().is_some_and(|text| !text.is_empty()), "{word}");
    }
    let known = ["openapi", "info", "paths", "components", "servers", "security", "tags"];
    let strange = document.as_object().expect("an object").keys().find(|key| !known.contains(&key.as_str()));
    assert_eq!(strange, None);
}

fn operations(document: &Value) {
    let mut ids = BTreeSet::new();
    for (method, path, operation) in described(document) {
        let place = format!("{method} {path}");
        assert!(path.starts_with('/'), "{place}");
        let id = operation["operationId"].as_str().unwrap_or_else(|| panic!("{place} has no id"));
        assert!(ids.insert(id.to_owned()), "{id} stands twice");
        assert!(operation["summary"].as_str().is_some_and(|words| words.ends_with('.')), "{place}");
        let none = Vec::new();
        let parameters = operation["parameters"].as_array().unwrap_or(&none).iter();
        let mut in_path = BTreeSet::new();
        for parameter in parameters {
            assert!(parameter["schema"].is_object(), "{place}: {parameter}");
            match parameter["in"].as_str() {
                Some("path") => {
                    assert_eq!(parameter["required"], true, "{place}: {parameter}");
                    in_path.insert(parameter["name"].as_str().expect("a name").to_owned());
                }
                other => assert_eq!(other, Some("query"), "{place}: {parameter}"),
            }
        }
        let named = path.split('{').skip(1).filter_map(|rest| rest.split('}').next());
        assert_eq!(in_path, named.map(str::to_owned).collect(), "{place}");
        let responses = operation["responses"].as_object().unwrap_or_else(|| panic!("{place} answers nothing"));
        assert!(responses.contains_key("default") && responses.len() > 1, "{place}");
        assert!(responses.values().all(|response| response["description"].is_string()), "{place}");
        if let Some(body) = operation.get("requestBody") {
            assert!(body["content"].as_object().is_some_and(|content| !content.is_empty()), "{place}");
        }
    }
}

/// Every `$ref` leads to something.
fn references(document: &Value, within: &Value) {
    match within {
        Value::Object(members) => {
            if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
                let pointer = reference.strip_prefix('#').unwrap_or_else(|| panic!("{reference} leads elsewhere"));
                assert!(document.pointer(pointer).is_some_and(Value::is_object), "{reference} leads nowhere");
            }
            members.values().for_each(|member| references(document, member));
        }
        Value::Array(members) => members.iter().for_each(|member| references(document, member)),
        _ => {}
    }
}

fn described(document: &Value) -> impl Iterator<Item = (String, String, &Value)> {
    let paths = document["paths"].as_object().expect("paths").iter();
    paths.flat_map(|(path, item)| {
        let operations = item.as_object().expect("operations").iter();
        operations.map(|(method, operation)| (method.clone(), path.clone(), operation))
    })
}

/// The same with every object's members in order, so that the text depends on nothing else.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().map(|(name, value)| (name.clone(), sorted(value))).collect();
            members.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(Map::from_iter(members))
        }
        Value::Array(values) => Value::Array(values.iter().map(sorted).collect()),
        other => other.clone(),
    }
}
