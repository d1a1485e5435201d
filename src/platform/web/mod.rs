//! The web as every room uses it: what a request asks and who sends it, one answer for page, fragment and JSON,
//! the table of routes, the layers around them, and the server. It must not know any business noun.

pub mod answer;
pub mod assets;
mod body;
pub mod cookies;
pub mod events;
pub mod failure;
mod fields;
pub mod form;
pub mod frame;
pub mod health;
pub mod layers;
pub mod multipart;
pub mod openapi;
mod opened;
mod pacing;
pub mod peer;
pub mod reader;
pub mod route;
pub mod server;
pub mod table;
mod unknown;
pub mod wants;

pub use answer::{Answer, Screen};
pub use assets::asset;
pub use cookies::Cookies;
pub use events::{Closing, event_stream};
pub use failure::status_of;
pub use form::{Asked, Named, Sought, query};
pub use frame::{Frame, NavItem, Who};
pub use layers::{Door, dress};
pub use opened::Opened;
pub use peer::Peer;
pub use reader::{Reader, RequestId};
pub use route::{Access, Route, Said, delete, get, patch, post, put};
pub use table::{Guard, Table};
pub use wants::Wants;
