//! What would come of a file of users: it is imported and taken back, so that what a preview says is what an import does. It
//! knows no page.

use super::importing_users::{UsersImported, tried};
use super::user_lines::{Bad, Lines};
use super::users_known::{known, marks};
use super::{Actor, Scene};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use std::sync::Arc;

/// What would come of it, which rows cannot be, and what that was compared with.
///
/// # Errors
/// Not seen by those who may not administer people; when the database fails.
pub(super) async fn would(scene: &Scene, file: &Arc<Lines>) -> Result<(UsersImported, Vec<Bad>, String), Failure> {
    // First, so that what changes between the two looks is found out by the import.
    let seen = marks(&known(scene.app.db.reads(), file.lines.iter().map(|line| line.key.clone())).await?);
    let (file, member, texts, now) =
        (Arc::clone(file), scene.member.clone(), scene.reading.texts.clone(), scene.reading.now);
    let verb = async move |tx: &mut Tx| -> Result<(), Failure> {
        let (done, bad) = tried(tx, Actor::from(&member), (&file, None), &texts, now).await?;
        Err(anyhow::Error::new(TakenBack { done, bad }).into())
    };
    match scene.app.db.write(None, verb).await {
        Err(Failure::Broken(error)) => match error.downcast::<TakenBack>() {
            Ok(TakenBack { done, bad }) => Ok((done, bad, seen)),
            Err(error) => Err(error.into()),
        },
        Err(failure) => Err(failure),
        Ok(()) => Err(anyhow::anyhow!("what was only tried was done").into()),
    }
}

/// What would have been: an error, so that nothing of it stays.
#[derive(Debug, thiserror::Error)]
#[error("this was only tried")]
struct TakenBack {
    done: UsersImported,
    bad: Vec<Bad>,
}
