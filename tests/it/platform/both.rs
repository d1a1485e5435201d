//! One empty, migrated database on either engine, so that a test is written once and run on both. It knows nothing of
//! what is stored.

use crate::support::databases::{self, Engine, Place};
use watchdesk::platform::db::Db;

/// A database of one test's own, and a handle to it.
pub struct Desk {
    pub db: Db,
    /// For further handles and other processes.
    pub place: Place,
}

impl Desk {
    pub async fn on(engine: Engine) -> Self {
        let place = databases::migrated(engine).await;
        Self { db: place.open().await, place }
    }
}

/// Makes two tests of each function: one on each engine.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        $(mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name($crate::platform::both::Desk::on($crate::support::databases::Engine::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name($crate::platform::both::Desk::on($crate::support::databases::Engine::Postgres).await).await;
            }
        })+
    };
}
pub(crate) use on_both_engines;
