//! `watchdesk user code`, `disable`, `enable` and `lead`: what can be done about an account where no administrator can sign
//! in. The rules are those of the people room.

use super::{Ended, open_migrated, reaching};
use crate::people::letting_in::{GOOD_FOR, give_code};
use crate::people::{Actor, Code, accounts, changing_user, users};
use crate::platform::config::Config;
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;

/// Makes a one-time code and prints it.
///
/// # Errors
/// Nobody of this name; a disabled account.
pub async fn code(user_name: &str, config: &Config) -> anyhow::Result<Ended> {
    let code = Code::random();
    let hash = code.hash();
    run(user_name, config, async move |tx: &mut Tx, user, now| give_code(tx, Actor::System, user, &hash, now).await)
        .await?;
    let config = reaching::settled(config.clone(), config.listen);
    let place = config.address();
    println!("Code: {}", code.reveal());
    // A desk that listens elsewhere than this command was told is not asked: it may not run.
    println!("Good once, for {} hours, at {place}/sign-in/code, where a new password is chosen.", GOOD_FOR / 3_600_000);
    Ok(Ended::Well)
}

/// Disables an account.
///
/// # Errors
/// Nobody of this name; the only administrator.
pub async fn disable(user_name: &str, config: &Config) -> anyhow::Result<Ended> {
    run(user_name, config, async |tx: &mut Tx, user, now| accounts::disable(tx, Actor::System, user, now).await)
        .await?;
    println!("{user_name} is disabled. Open tickets go to their lead or the lead's cover as soon as the desk runs.");
    Ok(Ended::Well)
}

/// Enables an account again.
///
/// # Errors
/// Nobody of this name.
pub async fn enable(user_name: &str, config: &Config) -> anyhow::Result<Ended> {
    run(user_name, config, async |tx: &mut Tx, user, now| accounts::enable(tx, Actor::System, user, now).await).await?;
    println!("{user_name} can sign in again.");
    Ok(Ended::Well)
}

/// Names the lead of a user; nobody, if left out.
///
/// # Errors
/// Nobody of these names; somebody who cannot lead them.
pub async fn lead(user_name: String, lead: Option<String>, config: &Config) -> anyhow::Result<Ended> {
    let db = open_migrated(config).await?;
    let (name, to, now) = (user_name.clone(), lead.clone(), Timestamp::now());
    let verb = async move |tx: &mut Tx| changing_user::set_lead(tx, Actor::System, &name, to.as_deref(), now).await;
    let done = db.write(None, verb).await;
    db.close().await;
    done.map_err(Failure::into_anyhow)?;
    match lead {
        Some(lead) => println!("{user_name} escalates to {lead}."),
        None => println!("{user_name} has no lead."),
    }
    Ok(Ended::Well)
}

async fn run<T>(
    user_name: &str,
    config: &Config,
    deed: impl AsyncFn(&mut Tx, i64, Timestamp) -> Result<T, Failure> + Send + 'static,
) -> anyhow::Result<T>
where
    T: serde::Serialize + serde::de::DeserializeOwned + Send + 'static,
{
    let db = open_migrated(config).await?;
    let (name, now) = (user_name.to_owned(), Timestamp::now());
    let verb = async move |tx: &mut Tx| {
        let user = users::by_name(tx, &name).await?;
        deed(tx, user.ok_or_else(|| Refusal::invalid("user_name", "people-colleague-unknown"))?, now).await
    };
    let done = db.write(None, verb).await;
    db.close().await;
    done.map_err(Failure::into_anyhow)
}
