//! Writes the OpenAPI 3.1 document of a table of routes, the same text for the same table. It must not know any
//! particular route.

use axum::http::Method;
use utoipa::openapi::{
    ComponentsBuilder, ContentBuilder, HttpMethod, InfoBuilder, ObjectBuilder, OpenApi, OpenApiBuilder, PathsBuilder,
    RefOr, Required,
    path::{Operation, OperationBuilder, ParameterBuilder, ParameterIn},
    request_body::RequestBodyBuilder,
    response::{ResponseBuilder, ResponsesBuilder},
    schema::{ArrayBuilder, Schema, Type},
};

use super::{
    route::{Access, Route},
    table::Table,
};

/// Every named schema that the routes speak of.
type Schemas = Vec<(String, RefOr<Schema>)>;

/// The document of these routes. What nobody reads as JSON (assets, pages without a view) is in it too, without
/// a schema.
pub fn openapi<S: Clone + Send + Sync + 'static>(table: &Table<S>, title: &str, version: &str) -> OpenApi {
    let mut schemas = vec![("Error".to_owned(), error_schema())];
    let paths = table.routes().iter().fold(PathsBuilder::new(), |paths, route| {
        // OpenAPI has no sign for "the rest of the path".
        let path = route.path.replace("{*", "{");
        let item = utoipa::openapi::PathItem::new(method_of(&route.method), operation(route, &mut schemas));
        paths.path(path, item)
    });
    let components = ComponentsBuilder::new().schemas_from_iter(schemas).build();
    OpenApiBuilder::new()
        .info(InfoBuilder::new().title(title).version(version).build())
        .paths(paths)
        .components(Some(components))
        .build()
}

fn operation<S>(route: &Route<S>, schemas: &mut Schemas) -> Operation {
    let mut operation = OperationBuilder::new()
        .operation_id(Some(operation_id(route)))
        .summary(Some(route.summary))
        .description(Some(match route.access {
            Access::Public => "For anybody.".to_owned(),
            Access::SignedIn => "For whoever is signed in.".to_owned(),
            Access::Needs(permission) => format!("Needs the permission `{permission}`."),
        }));
    for name in path_parameters(route.path) {
        let text = ObjectBuilder::new().schema_type(Type::String).build();
        let parameter = ParameterBuilder::new().name(name).parameter_in(ParameterIn::Path).required(Required::True);
        operation = operation.parameter(parameter.schema(Some(text)));
    }
    for parameter in route.query.iter().flat_map(|query| query()) {
        operation = operation.parameter(parameter);
    }
    if let Some(body) = request_body(route, schemas) {
        operation = operation.request_body(Some(body));
    }
    operation.responses(responses(route, schemas)).build()
}

fn request_body<S>(route: &Route<S>, schemas: &mut Schemas) -> Option<utoipa::openapi::request_body::RequestBody> {
    let content = route.asks.map(|asks| ContentBuilder::new().schema(Some(asks(schemas))).build());
    let mut body = RequestBodyBuilder::new().required(Some(Required::True));
    if route.takes_file {
        body = body.content("multipart/form-data", content.clone().unwrap_or_default());
    }
    if route.takes_body {
        body = body.content("application/octet-stream", utoipa::openapi::Content::default());
    }
    let Some(content) = content else { return route.takes_file.then(|| body.build()) };
    body = body.content("application/json", content.clone());
    Some(body.content("application/x-www-form-urlencoded", content).build())
}

fn responses<S>(route: &Route<S>, schemas: &mut Schemas) -> ResponsesBuilder {
    let mut done = ResponseBuilder::new().description("Done, or as it stands.");
    if let Some(answers) = route.answers {
        done = done.content("application/json", ContentBuilder::new().schema(Some(answers(schemas))).build());
    }
    let error = utoipa::openapi::Ref::from_schema_name("Error");
    let refused = ResponseBuilder::new()
        .description("Refused, or broken on our side.")
        .content("application/json", ContentBuilder::new().schema(Some(error)).build());
    let status = if route.method == Method::POST && route.answers.is_some() { "2XX" } else { "200" };
    ResponsesBuilder::new().response(status, done).response("default", refused)
}

fn operation_id<S>(route: &Route<S>) -> String {
    let words = route.path.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let method = route.method.as_str().to_ascii_lowercase();
    words.fold(method, |id, word| format!("{id}_{word}"))
}

fn path_parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| name.trim_start_matches('*'))
}

fn method_of(method: &Method) -> HttpMethod {
    match *method {
        Method::POST => HttpMethod::Post,
        Method::PUT => HttpMethod::Put,
        Method::PATCH => HttpMethod::Patch,
        Method::DELETE => HttpMethod::Delete,
        _ => HttpMethod::Get,
    }
}

/// What [`super::failure`] answers to those who want JSON.
fn error_schema() -> RefOr<Schema> {
    let text = || ObjectBuilder::new().schema_type(Type::String).build();
    let message = ObjectBuilder::new()
        .property(
            "field",
            ObjectBuilder::new()
                .schema_type(utoipa::openapi::schema::SchemaType::from_iter([Type::String, Type::Null])),
        )
        .property("key", text())
        .property("text", text())
        .required("key")
        .required("text");
    let error = ObjectBuilder::new()
        .property("error", text())
        .property("messages", ArrayBuilder::new().items(message))
        .property("request", text())
        .required("error")
        .required("messages")
        .required("request");
    RefOr::T(Schema::Object(error.build()))
}
