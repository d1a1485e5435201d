//! Door 2: every address of the desk, in one table. From it come the router, the OpenAPI document, the rights matrix
//! and the navigation, so a route cannot exist without its description and its permission.

use crate::app::App;
use crate::platform::web::{Door, Route, Table, assets, dress, get, health, openapi};
use crate::{home, people, tickets};
use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::{Json, extract::State};

/// The table of the whole desk: each room lists its own addresses, in the order of the navigation.
///
/// # Errors
/// A mistake in the table.
pub fn table(app: &App) -> anyhow::Result<Table<App>> {
    let of_platform = health::routes(checks(app)).into_iter().chain([assets::route(), description()]);
    let of_rooms = [home::routes(), tickets::routes(), people::routes()];
    Ok(Table::new(of_rooms.into_iter().flatten().chain(of_platform))?)
}

/// The table behind the guard and inside the layers.
///
/// # Errors
/// A mistake in the table, or a public address that is no origin.
pub fn router(app: &App) -> anyhow::Result<Router> {
    let table = table(app)?;
    let inside = table.router(&people::guard(app.clone(), &table)).with_state(app.clone());
    let door = Door {
        catalogue: app.catalogue.clone(),
        public_url: app.config.public_url.clone(),
        trusted_proxies: app.config.trusted_proxies.clone(),
        sign_in: Some("/sign-in"),
        closing: app.closing.clone(),
    };
    dress(inside, door)
}

fn checks(app: &App) -> Vec<health::Check> {
    let (database, schema) = (app.db.clone(), app.db.clone());
    vec![
        health::Check::new("database", move || {
            let db = database.clone();
            async move { Ok(crate::platform::events::last_seq(db.reads()).await.map(drop)?) }
        }),
        health::Check::new("schema", move || {
            let db = schema.clone();
            async move {
                let schema = db.schema().await?;
                anyhow::ensure!(schema.found == schema.known, "{schema:?}");
                Ok(())
            }
        }),
    ]
}

fn description() -> Route<App> {
    get("/openapi.json", describe).public().says("This description, as OpenAPI 3.1.").into()
}

async fn describe(State(app): State<App>) -> Result<Response, crate::platform::failure::Failure> {
    let document = openapi::openapi(&table(&app)?, "Watchdesk", env!("CARGO_PKG_VERSION"));
    Ok(Json(document).into_response())
}
