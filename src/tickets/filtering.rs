//! What a worklist shows: a status, whose tickets, and who created them, read from the query and written back into
//! every address of the page. It knows neither rows nor counts.

use super::Status;
use crate::people::{Member, call_centres, finding};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use crate::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Users that one creator filter stands for at most.
pub const MOST_CREATORS: usize = 50;
/// Characters of a creator filter that are looked at: a user name has no more.
const MOST_TYPED: usize = 40;

text_enum! {
    /// Whose tickets.
    pub enum Scope {
        /// Those under escalation.
        Escalated = "escalated",
        /// Those, and the member's own records.
        Mine = "mine",
        /// Those, and everybody's records.
        All = "all",
    }
}

/// The query of a worklist. A word that is none of its enums is refused; a cursor that is not one is the beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
pub struct Filter {
    /// Which tab; open if left out.
    pub status: Option<Status>,
    /// Whose tickets; the escalated if left out.
    pub scope: Option<Scope>,
    /// Who created them: `CA-` is everybody of a call centre, `CA-m` whose user names begin so.
    pub creator: Option<String>,
    /// Where the page before ended: the `next` of its answer.
    pub after: Option<String>,
}

/// Who is meant by a creator filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Creators {
    /// No filter.
    Everyone,
    /// Everybody of these call centres.
    Prefixes(Vec<String>),
    /// These users.
    Users(Vec<i64>),
}

/// One half of a worklist, which is one range of an index: all that is escalated, or all that is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Which half.
    pub escalated: bool,
    /// By whom.
    pub creators: Creators,
}

/// Where a page begins: behind a row of one of the sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The section of that row.
    pub escalated: bool,
    /// How many rows stood before, as far as the pages counted: said to people, and nothing else.
    pub seen: u32,
    /// By what that row is sorted: when it is due, in milliseconds, or later than anything.
    pub due_key: i64,
    /// Its number.
    pub id: i64,
}

impl Filter {
    /// Which tab.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status.unwrap_or(Status::Open)
    }

    /// Whose tickets.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope.unwrap_or(Scope::Escalated)
    }

    /// The creator filter as it is shown again: never longer than a user name.
    #[must_use]
    pub fn typed(&self) -> String {
        let typed = self.creator.as_deref().unwrap_or_default().trim();
        typed.chars().take(MOST_TYPED + 1).collect()
    }

    /// Where the page begins, if not at the top.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        Place::decode(self.after.as_deref()?)
    }

    /// The same filter on another tab, from its top.
    #[must_use]
    pub fn on(&self, status: Status) -> Self {
        Self { status: Some(status), after: None, ..self.clone() }
    }

    /// The same tab with another scope, from its top.
    #[must_use]
    pub fn among(&self, scope: Scope) -> Self {
        Self { scope: Some(scope), after: None, ..self.clone() }
    }

    /// The same without its creators, from its top.
    #[must_use]
    pub fn by_anybody(&self) -> Self {
        Self { creator: None, after: None, ..self.clone() }
    }

    /// From its top, or behind `after`.
    #[must_use]
    pub fn from(&self, after: Option<String>) -> Self {
        Self { after, ..self.clone() }
    }

    /// The address of the list.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/tickets?{}", self.query())
    }

    /// The query that means this filter.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("status", self.status().as_str());
        if self.scope() != Scope::Escalated {
            query.append_pair("scope", self.scope().as_str());
        }
        let typed = self.typed();
        if !typed.is_empty() {
            query.append_pair("creator", &typed);
        }
        if let Some(after) = self.after.as_deref().filter(|_| self.place().is_some()) {
            query.append_pair("after", after);
        }
        query.finish()
    }

    /// Who is meant, and whether more were meant than can be listed at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn creators(&self, reads: &impl Reads) -> Result<(Creators, bool), Failure> {
        let typed = self.typed();
        if typed.is_empty() {
            return Ok((Creators::Everyone, false));
        }
        // What no user name can hold names nobody; neither engine is asked about it.
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
        if typed.len() > MOST_TYPED || !typed.bytes().all(is_name) {
            return Ok((Creators::Users(Vec::new()), false));
        }
        match typed.split_once('-') {
            Some((prefix, "")) if !prefix.is_empty() => {
                Ok((Creators::Prefixes(vec![prefix.to_ascii_uppercase()]), false))
            }
            Some(_) => {
                let mut users = finding::by_beginning(reads, &typed, MOST_CREATORS + 1).await?;
                let is_cut = users.len() > MOST_CREATORS;
                users.truncate(MOST_CREATORS);
                Ok((Creators::Users(users), is_cut))
            }
            None => {
                let begins = typed.to_ascii_uppercase();
                let codes = call_centres::all(reads).await?.into_iter().map(|centre| centre.code);
                Ok((Creators::Prefixes(codes.filter(|code| code.starts_with(&begins)).collect()), false))
            }
        }
    }

    /// The sections of the list in their order: escalated first.
    #[must_use]
    pub fn sections(&self, member: &Member, creators: &Creators) -> Vec<Section> {
        let escalated = Section { escalated: true, creators: creators.clone() };
        let records = match self.scope() {
            Scope::Escalated => return vec![escalated],
            Scope::All => creators.clone(),
            Scope::Mine if creators.includes(member) => Creators::Users(vec![member.id]),
            Scope::Mine => Creators::Users(Vec::new()),
        };
        vec![escalated, Section { escalated: false, creators: records }]
    }
}

impl Creators {
    /// Whether nobody is meant.
    #[must_use]
    pub fn is_nobody(&self) -> bool {
        match self {
            Self::Everyone => false,
            Self::Prefixes(prefixes) => prefixes.is_empty(),
            Self::Users(users) => users.is_empty(),
        }
    }

    fn includes(&self, member: &Member) -> bool {
        match self {
            Self::Everyone => true,
            Self::Prefixes(prefixes) => prefixes.iter().any(|prefix| prefix == member.prefix()),
            Self::Users(users) => users.contains(&member.id),
        }
    }
}

impl Place {
    /// Behind the row with these sort values.
    #[must_use]
    pub fn behind(escalated: bool, seen: usize, due_key: i64, id: i64) -> Self {
        Self { escalated, seen: u32::try_from(seen).unwrap_or(u32::MAX), due_key, id }
    }

    /// Its form in a URL.
    #[must_use]
    pub fn encode(&self) -> String {
        let section = if self.escalated { 'e' } else { 'r' };
        format!("{section}{}.{}.{}", self.seen, self.due_key, self.id)
    }

    fn decode(text: &str) -> Option<Self> {
        let (escalated, rest) = match (text.strip_prefix('e'), text.strip_prefix('r')) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return None,
        };
        let mut numbers = rest.split('.');
        let seen = numbers.next()?.parse().ok()?;
        let (due_key, id) = (numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?);
        numbers.next().is_none().then_some(Self { escalated, seen, due_key, id })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_carries_the_filter_and_nothing_hostile() {
        let filter = Filter {
            status: Some(Status::Pending),
            scope: Some(Scope::Mine),
            creator: Some(" CA-m&x=\"><b>\0 ".into()),
            after: Some("e7.%%%".into()),
        };
        assert_eq!(filter.address(), "/tickets?status=pending&scope=mine&creator=CA-m%26x%3D%22%3E%3Cb%3E%00");
        assert_eq!(Filter::default().address(), "/tickets?status=open");
        let long = Filter { creator: Some("x".repeat(10_000)), ..Filter::default() };
        assert!(long.address().len() < 100);
    }

    #[test]
    fn a_place_survives_the_url_and_belongs_to_its_section() {
        let place = Place::behind(false, 50, i64::MAX, 10_482);
        assert_eq!(Place::decode(&place.encode()), Some(place.clone()));
        let filter = Filter::default().from(Some(place.encode()));
        assert_eq!(filter.place(), Some(place));
        for made_up in ["", "e", "e1", "e1.2", "x1.2.3", "e-1.2.3", "e1.2.3.4", "r99999999999.2.3", "e1.2.x", "é.é"] {
            assert_eq!(Filter::default().from(Some(made_up.into())).place(), None, "{made_up}");
        }
    }
}
