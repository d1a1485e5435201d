//! Bringing users in from a file: each added or changed by the rules for one user, all of them or nobody. Leads and whoever
//! stands in may be in the same file, in any order. Who is missing in it stays as they are. It knows no page and no file.

use super::changing_user::change_to;
use super::departments::naming::Names;
use super::differing::{ChangedUserField, differing};
use super::leading::{able_lead, left_alone};
use super::standing_in::able_cover;
use super::user_lines::{self, Bad, Line, Lines};
use super::users::{self, NewUser, key};
use super::users_known::{Known, known, marks};
use super::{Actor, Member, Permission, Role, call_centres, user_rows};
use crate::platform::db::{Db, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::sheets::{self, Limits};
use crate::platform::text::Texts;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use utoipa::ToSchema;

/// Complaints that are listed; of the others only the count is said.
const MOST_LISTED: usize = 200;

/// What came of a file of users, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UsersImported {
    /// Who is new, by user name.
    pub added: Vec<String>,
    /// Who says something else.
    pub changed: Vec<ChangedUser>,
    /// How many are as they were.
    pub unchanged: i64,
    /// Whether whoever imports administers this desk no more.
    #[serde(default)]
    pub takes_own_rights: bool,
    /// Whose lead can be reached no more, with nobody who covers, by user name: what they escalate reaches nobody.
    #[serde(default)]
    pub alone: Vec<String>,
}

/// A user who says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangedUser {
    /// The user name.
    pub user_name: String,
    /// The fields that do, with what they said and what they say then.
    pub fields: Vec<ChangedUserField>,
}

/// Imports the users of a CSV file or an Excel workbook. A second run with the same file changes nothing.
///
/// # Errors
/// Not seen by those who may not administer people; everything that is wrong with the file, at the field `file`.
pub async fn import_file(
    db: &Db,
    by: Actor<'static>,
    file: &Path,
    texts: &Texts,
    now: Timestamp,
) -> Result<UsersImported, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let path = file.to_owned();
    let read = move || {
        let sheet = sheets::read_path(&path, &Limits::default()).map_err(|fault| fault.at("file"))?;
        user_lines::read(&sheet)
    };
    let lines = tokio::task::spawn_blocking(read).await.map_err(anyhow::Error::from)??;
    let texts = texts.clone();
    db.write(None, async move |tx: &mut Tx| import(tx, by, (&lines, None), &texts, now).await).await
}

/// The verb. `seen` is what a preview was drawn from, if there was one.
///
/// # Errors
/// Not seen by those who may not administer people; stale, where somebody has changed one of them since; every row that
/// cannot be, with its line.
pub(super) async fn import(
    tx: &mut Tx,
    by: Actor<'_>,
    (file, seen): (&Lines, Option<&str>),
    texts: &Texts,
    now: Timestamp,
) -> Result<UsersImported, Failure> {
    let (done, bad) = tried(tx, by, (file, seen), texts, now).await?;
    refused(file, bad, texts)?;
    Ok(done)
}

/// What can be done of it is done, and what cannot is told: for who takes it back.
///
/// # Errors
/// Not seen; stale.
pub(super) async fn tried(
    tx: &mut Tx,
    by: Actor<'_>,
    (file, seen): (&Lines, Option<&str>),
    texts: &Texts,
    now: Timestamp,
) -> Result<(UsersImported, Vec<Bad>), Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let known = known(tx, file.lines.iter().map(|line| line.key.clone())).await?;
    if seen.is_some_and(|seen| seen != marks(&known)) {
        return Err(Refusal::stale("users-import-stale").into());
    }
    let names = Names::load(tx).await?;
    let (in_file, refused, done, bad) = (HashSet::new(), HashSet::new(), BTreeMap::new(), Vec::new());
    let mut work = Work { by, texts, now, names, known, in_file, refused, done, bad };
    work.in_file = file.lines.iter().map(|line| line.key.as_str()).collect();
    let mut later = Vec::new();
    for line in in_turn(&file.lines) {
        later.extend(work.first(tx, line).await?);
    }
    for line in later {
        work.then(tx, line).await?;
    }
    let done = work.summed(tx).await?;
    let mut all = file.bad.clone();
    all.extend(work.bad);
    all.sort_by_key(|bad| bad.line);
    Ok((done, all))
}

/// Every row that cannot be, as one refusal.
///
/// # Errors
/// There is one.
pub(super) fn refused(file: &Lines, bad: Vec<Bad>, texts: &Texts) -> Result<(), Refusal> {
    if bad.is_empty() {
        return Ok(());
    }
    let listed = bad.iter().take(MOST_LISTED).map(|bad| bad.complaint(&file.columns, texts));
    let mut complaints: Vec<Complaint> = listed.collect();
    if let Some(rest) = bad.len().checked_sub(MOST_LISTED).filter(|rest| *rest > 0) {
        complaints.push(Complaint::at("file", "users-import-rest").with("count", rest));
    }
    Err(Refusal { kind: Kind::Invalid, complaints })
}

/// Who administers comes first, so that there always is one; then leads.
fn in_turn(lines: &[Line]) -> Vec<&Line> {
    let mut lines: Vec<&Line> = lines.iter().collect();
    lines.sort_by_key(|line| (!line.has(Role::Admin), !line.has(Role::CsrLead)));
    lines
}

/// What became of a user.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Added,
    Changed,
    Unchanged,
}

struct Work<'a> {
    by: Actor<'a>,
    texts: &'a Texts,
    now: Timestamp,
    names: Names,
    known: HashMap<String, Known>,
    in_file: HashSet<&'a str>,
    refused: HashSet<&'a str>,
    /// By line: who it is, as accounts are told apart.
    done: BTreeMap<u32, (&'a str, Done)>,
    bad: Vec<Bad>,
}

impl<'a> Work<'a> {
    /// Adds or changes a user. Answers the line if their lead or cover is in the file and cannot be named yet.
    async fn first(&mut self, tx: &mut Tx, line: &'a Line) -> Result<Option<&'a Line>, Failure> {
        let known = self.known.get(&line.key).cloned();
        let mut wanted = match line.over(known.as_ref().map(|known| &known.user), (&self.names, self.texts)) {
            Ok(wanted) => wanted,
            Err(bad) => {
                self.bad.push(bad);
                self.refused.insert(&line.key);
                return Ok(None);
            }
        };
        if known.as_ref().is_some_and(|known| known.says(&wanted)) {
            self.done.insert(line.line, (&line.key, Done::Unchanged));
            return Ok(None);
        }
        let id = known.as_ref().map(|known| known.id);
        let mut waits = false;
        if let Some(lead) = self.comes_later(wanted.lead.as_deref())
            && able_lead(tx, id, lead, None).await?.is_err()
        {
            wanted.lead = known.as_ref().and_then(|known| known.user.lead.clone());
            waits = true;
        }
        if let Some(cover) = self.comes_later(wanted.cover.as_deref())
            && able_cover(tx, id, cover, None).await?.is_err()
        {
            wanted.cover = known.as_ref().and_then(|known| known.user.cover.clone());
            waits = true;
        }
        let done = match id {
            Some(id) => self.change(tx, id, &wanted).await,
            None => self.add(tx, &wanted).await,
        };
        match done {
            Ok(done) => {
                self.done.insert(line.line, (&line.key, done));
                Ok(waits.then_some(line))
            }
            Err(failure) => self.refused(line, failure).map(|()| None),
        }
    }

    /// Names lead and cover, who are there by now if they can be.
    async fn then(&mut self, tx: &mut Tx, line: &'a Line) -> Result<(), Failure> {
        let known = self.known.get(&line.key).map(|known| &known.user);
        let Ok(wanted) = line.over(known, (&self.names, self.texts)) else { return Ok(()) };
        let is_refused =
            |name: &Option<String>| name.as_deref().is_some_and(|name| self.refused.contains(key(name).as_str()));
        // What is wrong with that one is said at their own line.
        if is_refused(&wanted.lead) || is_refused(&wanted.cover) {
            return Ok(());
        }
        let Some(id) = users::by_name(tx, &line.key).await? else { return Ok(()) };
        match self.change(tx, id, &wanted).await {
            Ok(Done::Changed) => {
                if let Some((_, done)) = self.done.get_mut(&line.line).filter(|(_, done)| *done == Done::Unchanged) {
                    *done = Done::Changed;
                }
                Ok(())
            }
            Ok(_) => Ok(()),
            Err(failure) => self.refused(line, failure),
        }
    }

    /// A row that cannot be is refused, and is nothing else.
    fn refused(&mut self, line: &'a Line, failure: Failure) -> Result<(), Failure> {
        match failure {
            Failure::Refused(refusal) if refusal.kind != Kind::NotSeen => {
                self.bad.extend(Bad::of(line.line, refusal));
                self.done.remove(&line.line);
                self.refused.insert(&line.key);
                Ok(())
            }
            failure => Err(failure),
        }
    }

    /// The name, if it is of somebody whom the file has too.
    fn comes_later<'n>(&self, name: Option<&'n str>) -> Option<&'n str> {
        name.filter(|name| self.in_file.contains(key(name).as_str()))
    }

    async fn add(&self, tx: &mut Tx, wanted: &NewUser) -> Result<Done, Failure> {
        self.make_centre(tx, wanted).await?;
        users::add(tx, self.by, wanted, self.now).await?;
        Ok(Done::Added)
    }

    async fn change(&self, tx: &mut Tx, id: i64, wanted: &NewUser) -> Result<Done, Failure> {
        self.make_centre(tx, wanted).await?;
        let before = user_rows::find(tx, id).await?;
        let (_, changed) = change_to(tx, self.by, &before, wanted, self.now).await?;
        Ok(if changed.is_empty() { Done::Unchanged } else { Done::Changed })
    }

    async fn make_centre(&self, tx: &mut Tx, wanted: &NewUser) -> Result<(), Failure> {
        match wanted.call_centre.as_deref() {
            Some(code) => call_centres::make_if_shipped(tx, self.by, code, self.texts, self.now).await,
            None => Ok(()),
        }
    }

    /// What was done, by line: those who changed as they were and as they are.
    async fn summed(&self, tx: &Tx) -> Result<UsersImported, Failure> {
        let touched = self.done.values().filter(|(_, done)| *done != Done::Unchanged).map(|(key, _)| (*key).to_owned());
        let after = known(tx, touched).await?;
        let mut sum = UsersImported::default();
        for (key, done) in self.done.values() {
            let (before, after) = (self.known.get(*key), after.get(*key).map(|known| &known.user));
            match (done, before.zip(after)) {
                (Done::Added, _) => sum.added.extend(after.map(|user| user.user_name.clone())),
                (Done::Changed, Some((before, after))) => {
                    let fields = differing(&before.user, after, &self.names);
                    sum.changed.push(ChangedUser { user_name: after.user_name.clone(), fields });
                    if before.user.roles != after.roles {
                        sum.alone.extend(left_alone(tx, before.id).await?.into_iter().map(|led| led.user_name));
                    }
                }
                _ => sum.unchanged += 1,
            }
        }
        sum.takes_own_rights = match self.by.id() {
            Some(id) => !Member::load(tx, id).await?.is_some_and(|member| member.may(Permission::AdministerPeople)),
            None => false,
        };
        Ok(sum)
    }
}
