//! The commands that the first page offers: as this desk runs, so that they can be pasted where it is installed. It
//! runs none.

use crate::people::Role;
use crate::platform::config::Config;
use crate::platform::db::{DbErr, Reads, Sql};
use crate::platform::shell::word;
use std::path::PathBuf;

/// Commands, each a line. Names that a person has to put their own in place of are those of nobody.
pub(super) struct Commands {
    /// Adds people who answer customers: a lead first, where there is none yet.
    pub(super) people: Vec<String>,
    /// Brings distributors in.
    pub(super) parties: String,
    /// The desk is in a database of its own, which the commands must be told of by its variable: an address may hold a
    /// password.
    pub(super) is_elsewhere: bool,
}

impl Commands {
    /// The commands for the desk that `config` describes, as it is furnished so far.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn of(reads: &impl Reads, config: &Config) -> Result<Self, DbErr> {
        let (program, data) = (word(&program()), std::path::absolute(&config.data));
        let data = word(&data.unwrap_or_else(|_| config.data.clone()));
        let lead: Option<String> = reads.value(Sql::new(LEAD).bind(Role::CsrLead)).await?;
        let code: Option<String> = reads.value(Sql::new("SELECT code FROM call_centres ORDER BY id LIMIT 1")).await?;
        let prefix = lead.as_deref().and_then(|lead| lead.split_once('-')).map(|(prefix, _)| prefix.to_owned());
        let code = prefix.or(code).unwrap_or_else(|| "CA".to_owned());
        let add = |who: String| format!("{program} user add {who} --data {data}");
        let mut people = Vec::new();
        let lead = lead.unwrap_or_else(|| {
            people.push(add(format!("{code}-jsmith --name \"Jo Smith\" --role csr_lead")));
            format!("{code}-jsmith")
        });
        people.push(add(format!("{code}-jdoe --name \"Jan Doe\" --role csr --lead {lead}")));
        let parties = format!("{program} import parties distributors.xlsx --data {data}");
        Ok(Self { people, parties, is_elsewhere: config.database_url.is_some() })
    }
}

/// This program. Linux says so of one that was replaced while it ran, as an upgrade does: the new one is in its place.
fn program() -> PathBuf {
    let path = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("watchdesk"));
    path.to_str().and_then(|path| path.strip_suffix(" (deleted)")).map(PathBuf::from).unwrap_or(path)
}

/// Whoever leads first.
const LEAD: &str = "SELECT u.user_name FROM user_roles r JOIN users u ON u.id = r.user_id
     WHERE r.role = ? AND u.disabled_at IS NULL ORDER BY u.id LIMIT 1";
