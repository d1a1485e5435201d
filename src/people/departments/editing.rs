//! Adding a department, giving it another name, retiring it and bringing it back. A name means one department only, whatever
//! its case and accents. It knows no page.

use super::storing::{self, Stored};
use crate::people::{Actor, Permission};
use crate::platform::db::{Happening, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Complaints, Kind, Refusal};
use crate::platform::text::{clean, name_key};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The longest name, in characters.
pub const MOST_NAME: usize = 60;
/// Departments that are offered at most: each is a box on the form of every user.
const MOST: usize = 60;

/// What is asked of one department, new or there already.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct DepartmentAsk {
    /// The version that the form was drawn from; none for a new one.
    pub version: Option<i64>,
    /// Its name.
    #[serde(default)]
    pub name: String,
}

/// What is asked of a department as it was seen.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct RetireDepartment {
    /// The version that the form was drawn from.
    pub version: i64,
    /// Bring it back instead.
    #[serde(default)]
    pub back: bool,
}

/// The verb: adds a department; answers its id.
///
/// # Errors
/// Not seen by those who may not administer people; a name that cannot be or is taken; too many departments.
pub async fn add(tx: &mut Tx, by: Actor<'_>, _: (), ask: &DepartmentAsk, now: Timestamp) -> Result<i64, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let there = storing::all(tx).await?;
    let name = ask.judged(&there, None)?;
    check_few(&there)?;
    let id = storing::insert(tx, &name).await?;
    record(tx, by, id, "department.added", serde_json::json!({ "name": name }), now);
    Ok(id)
}

/// The verb: gives a department another name; answers its id. Who changes nothing makes no event.
///
/// # Errors
/// Not seen; stale; a name that cannot be or is taken.
pub async fn rename(tx: &mut Tx, by: Actor<'_>, id: i64, ask: &DepartmentAsk, now: Timestamp) -> Result<i64, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let before = storing::find_fresh(tx, id, ask.version).await?;
    let name = ask.judged(&storing::all(tx).await?, Some(id))?;
    if name != before.of.name {
        storing::rename(tx, id, &name).await?;
        let body = serde_json::json!({ "from": before.of.name, "to": name });
        record(tx, by, id, "department.renamed", body, now);
    }
    Ok(id)
}

/// The verb: retires a department or brings it back; answers its id. What is so already stays so.
///
/// # Errors
/// Not seen; stale; too many departments.
pub async fn retire(
    tx: &mut Tx,
    by: Actor<'_>,
    id: i64,
    ask: &RetireDepartment,
    now: Timestamp,
) -> Result<i64, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let before = storing::find_fresh(tx, id, Some(ask.version)).await?;
    if before.of.retired_at.is_none() == ask.back {
        return Ok(id);
    }
    if ask.back {
        check_few(&storing::all(tx).await?)?;
    }
    storing::set_retired(tx, id, (!ask.back).then_some(now)).await?;
    let kind = if ask.back { "department.restored" } else { "department.retired" };
    record(tx, by, id, kind, serde_json::json!({}), now);
    Ok(id)
}

impl DepartmentAsk {
    fn judged(&self, there: &[Stored], own: Option<i64>) -> Result<String, Refusal> {
        let mut complaints = Complaints::default();
        let name = complaints.keep("name", clean::line(&self.name, MOST_NAME));
        complaints.into_result()?;
        let key = name_key(&name);
        match there.iter().find(|of| of.name_key == key && Some(of.of.id) != own) {
            Some(taken) => {
                let says =
                    if taken.of.retired_at.is_none() { "departments-taken" } else { "departments-taken-retired" };
                Err(Refusal::new(Kind::Invalid, Complaint::at("name", says).with("name", &taken.of.name)))
            }
            None => Ok(name),
        }
    }
}

fn check_few(there: &[Stored]) -> Result<(), Refusal> {
    let offered = there.iter().filter(|of| of.of.retired_at.is_none()).count();
    if offered < MOST { Ok(()) } else { Err(Refusal::conflict("departments-too-many").with("most", MOST)) }
}

fn record(tx: &mut Tx, by: Actor<'_>, id: i64, kind: &'static str, body: serde_json::Value, at: Timestamp) {
    tx.record(Happening { at, actor: by.id(), subject: Subject::new("department", id), kind, body });
}
