//! Bringing users in from a file: each added or changed by the rules for one user, all of them or nobody. Leads and whoever
//! stands in may be in the same file, in any order. Who is missing in it stays as they are. It knows no page and no file.

use super::changing_user::change_to;
use super::leading::able_lead;
use super::standing_in::able_cover;
use super::user_lines::{self, Bad, Line, Lines};
use super::users::{self, NewUser, key};
use super::users_known::{Known, known, marks};
use super::{Actor, Permission, Role, call_centres, user_rows};
use crate::platform::db::{Db, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::sheets::{self, Limits};
use crate::platform::text::Texts;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
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
}

/// A user who says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangedUser {
    /// The user name.
    pub user_name: String,
    /// The fields that do.
    pub fields: Vec<String>,
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
    let mut work = Work { by, texts, now, known, in_file: HashSet::new(), done: BTreeMap::new(), bad: Vec::new() };
    work.in_file = file.lines.iter().map(|line| line.key.as_str()).collect();
    let mut later = Vec::new();
    for line in in_turn(&file.lines) {
        later.extend(work.first(tx, line).await?);
    }
    for line in later {
        work.then(tx, line).await?;
    }
    let Work { done, bad, .. } = work;
    let mut all = file.bad.clone();
    all.extend(bad);
    all.sort_by_key(|bad| bad.line);
    Ok((summed(file, done), all))
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
enum Done {
    Added,
    Changed(BTreeSet<&'static str>),
    Unchanged,
}

struct Work<'a> {
    by: Actor<'a>,
    texts: &'a Texts,
    now: Timestamp,
    known: HashMap<String, Known>,
    in_file: HashSet<&'a str>,
    done: BTreeMap<u32, (String, Done)>,
    bad: Vec<Bad>,
}

impl<'a> Work<'a> {
    /// Adds or changes a user. Answers the line if their lead or cover is in the file and cannot be named yet.
    async fn first(&mut self, tx: &mut Tx, line: &'a Line) -> Result<Option<&'a Line>, Failure> {
        let known = self.known.get(&line.key).cloned();
        let mut wanted = line.over(known.as_ref().map(|known| &known.user), self.texts);
        if known.as_ref().is_some_and(|known| known.says(&wanted)) {
            self.done.insert(line.line, (wanted.user_name, Done::Unchanged));
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
                self.done.insert(line.line, (wanted.user_name, done));
                Ok(waits.then_some(line))
            }
            Err(Failure::Refused(refusal)) if refusal.kind != Kind::NotSeen => {
                self.bad.extend(Bad::of(line.line, refusal));
                Ok(None)
            }
            Err(failure) => Err(failure),
        }
    }

    /// Names lead and cover, who are there by now if they can be.
    async fn then(&mut self, tx: &mut Tx, line: &Line) -> Result<(), Failure> {
        let known = self.known.get(&line.key).map(|known| &known.user);
        let wanted = line.over(known, self.texts);
        let is_refused = |name: &Option<String>| {
            let Some(key) = name.as_deref().map(key) else { return false };
            self.in_file.contains(key.as_str()) && !self.done.values().any(|(name, _)| users::key(name) == key)
        };
        // What is wrong with that one is said at their own line.
        if is_refused(&wanted.lead) || is_refused(&wanted.cover) {
            return Ok(());
        }
        let Some(id) = users::by_name(tx, &line.key).await? else { return Ok(()) };
        match self.change(tx, id, &wanted).await {
            Ok(Done::Changed(fields)) => {
                if let Some((_, done)) = self.done.get_mut(&line.line) {
                    done.also(fields);
                }
                Ok(())
            }
            Ok(_) => Ok(()),
            Err(Failure::Refused(refusal)) if refusal.kind != Kind::NotSeen => {
                self.bad.extend(Bad::of(line.line, refusal));
                Ok(())
            }
            Err(failure) => Err(failure),
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
        let departments = user_rows::departments_of(tx, id).await?;
        let wanted = NewUser { departments, ..wanted.clone() };
        let (_, changed) = change_to(tx, self.by, &before, &wanted, self.now).await?;
        Ok(if changed.is_empty() { Done::Unchanged } else { Done::Changed(changed.into_iter().collect()) })
    }

    async fn make_centre(&self, tx: &mut Tx, wanted: &NewUser) -> Result<(), Failure> {
        match wanted.call_centre.as_deref() {
            Some(code) => call_centres::make_if_shipped(tx, self.by, code, self.texts, self.now).await,
            None => Ok(()),
        }
    }
}

impl Done {
    fn also(&mut self, fields: BTreeSet<&'static str>) {
        match self {
            Self::Added => {}
            Self::Changed(before) => before.extend(fields),
            Self::Unchanged => *self = Self::Changed(fields),
        }
    }
}

fn summed(file: &Lines, done: BTreeMap<u32, (String, Done)>) -> UsersImported {
    let mut sum = UsersImported::default();
    for (name, done) in done.into_values() {
        match done {
            Done::Added => sum.added.push(name),
            Done::Changed(fields) => {
                let fields = fields.into_iter().map(str::to_owned).collect();
                sum.changed.push(ChangedUser { user_name: name, fields });
            }
            Done::Unchanged => sum.unchanged += 1,
        }
    }
    debug_assert!(sum.added.len() + sum.changed.len() <= file.lines.len());
    sum
}
