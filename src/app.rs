//! The desk as one value: built once at start, passed first to whatever needs it. It holds the platform's
//! parts and knows no room.

use crate::platform::config::Config;
use crate::platform::db::{Db, OpenFault, Options};
use crate::platform::files::Files;
use crate::platform::live::Live;
use crate::platform::moment::Timestamp;
use crate::platform::sheets::Gates;
use crate::platform::text::{Catalogue, Texts};
use crate::platform::throttle::Throttle;
use anyhow::Context;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// Tries to sign in to one account, and from one address (a whole office behind it), in one period; those that were
/// right do not count.
const TRIES_PER_ACCOUNT: NonZeroU32 = NonZeroU32::new(8).unwrap();
const TRIES_PER_PEER: NonZeroU32 = NonZeroU32::new(200).unwrap();
/// Passwords that are verified for one address in one period, right or wrong: each costs a core for some 30 ms.
const CHECKS_PER_PEER: NonZeroU32 = NonZeroU32::new(1_000).unwrap();
const TRY_PERIOD: Duration = Duration::from_secs(15 * 60);
/// Accounts and addresses that a throttle remembers at most.
const REMEMBERED: NonZeroU32 = NonZeroU32::new(4_096).unwrap();

/// The running desk. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What an [`App`] holds.
pub struct Parts {
    /// What the operator set.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// Every language's words.
    pub catalogue: Catalogue,
    /// Uploaded content.
    pub files: Files,
    /// How many spreadsheets are read and written at once.
    pub sheets: Gates,
    /// What open pages listen to.
    pub live: Live,
    /// Tries to sign in, by account.
    pub account_tries: Throttle<str>,
    /// Tries to sign in, by address.
    pub peer_tries: Throttle<IpAddr>,
    /// Passwords verified, by address.
    pub peer_checks: Throttle<IpAddr>,
    /// Cancelled when the desk shuts down.
    pub closing: CancellationToken,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Opens the desk that `config` describes. Does not migrate.
    ///
    /// # Errors
    /// A data folder that cannot be made, a database that cannot be opened, a broken catalogue.
    pub async fn open(config: Config) -> anyhow::Result<Self> {
        let folder = config.data.display().to_string();
        std::fs::create_dir_all(&config.data).with_context(|| format!("the data folder {folder} cannot be made"))?;
        let db = Self::open_db(&config).await?;
        Self::assemble(config, db, Timestamp::now)
    }

    /// Opens only the database of `config`: for commands that show no page.
    ///
    /// # Errors
    /// See [`OpenFault`].
    pub async fn open_db(config: &Config) -> Result<Db, OpenFault> {
        Db::open(&Self::options(config)).await
    }

    /// Where the database of `config` is.
    #[must_use]
    pub fn options(config: &Config) -> Options {
        let url = config.database_url.as_ref();
        url.map_or_else(|| Options::embedded(&config.data), |url| Options::at(url.reveal()))
    }

    /// A desk over an open database and a clock of one's own: a test stops it at a working hour.
    ///
    /// # Errors
    /// A files folder that cannot be made, or a broken catalogue.
    pub fn assemble(
        config: Config,
        db: Db,
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
    ) -> anyhow::Result<Self> {
        let files = Files::open(&config.files_folder())?;
        Ok(Self(Arc::new(Parts {
            config,
            db,
            catalogue: Catalogue::load()?,
            files,
            sheets: Gates::default(),
            live: Live::new(),
            account_tries: Throttle::new(TRIES_PER_ACCOUNT, TRY_PERIOD, REMEMBERED),
            peer_tries: Throttle::new(TRIES_PER_PEER, TRY_PERIOD, REMEMBERED),
            peer_checks: Throttle::new(CHECKS_PER_PEER, TRY_PERIOD, REMEMBERED),
            closing: CancellationToken::new(),
            clock: Box::new(clock),
        })))
    }

    /// The present moment, by this desk's clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The words of a language, or English where there is none.
    #[must_use]
    pub fn texts(&self, language: &str) -> Texts {
        self.catalogue.texts(language)
    }
}
