//! Every address of this room.

use crate::app::App;
use crate::platform::web::Route;

/// The routes of this room.
#[must_use]
pub fn routes() -> Vec<Route<App>> {
    vec![]
}
