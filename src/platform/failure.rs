//! The two ways in which work fails: a refusal that the user can act on, and a breakage that somebody
//! must mend. It knows neither HTTP nor SQL.

use super::db::DbErr;
use super::refusal::Refusal;

/// Why a verb or a handler did not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// The user can act: said in their language, at the field.
    Refused(Refusal),
    /// Something is broken: logged once with an id, shown as a plain page.
    Broken(anyhow::Error),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Broken(error)
    }
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Self {
        match error {
            // Only what somebody typed has one: each field says so itself, and this catches the field that forgot.
            DbErr::Nul => Self::Refused(Refusal::invalid_whole("web-body-nul")),
            other => Self::Broken(other.into()),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Broken(error.into())
    }
}

impl Failure {
    /// The same failure for a command or a job, where nobody fills in a form.
    #[must_use]
    pub fn into_anyhow(self) -> anyhow::Error {
        match self {
            Self::Refused(refusal) => anyhow::Error::new(refusal),
            Self::Broken(error) => error,
        }
    }
}
