//! The distributor's dashboard: find who is calling, see how many of their inquiries are open, press **+**. Two nouns,
//! so it lives in the higher room; how a party is found stands in `parties`.

use super::{Kind, visible_to};
use crate::app::App;
use crate::parties::searching::{self, PAGE, Seek};
use crate::parties::{self, PartyCard};
use crate::people::{Member, Permission};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::web::{Answer, Frame, Sought};
use crate::screen;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// How an administrator brings distributors in; a command has no language.
pub const IMPORT_COMMAND: &str = "watchdesk import parties FILE";

/// Longest text of a field that is carried over to the form of a prospect, in bytes.
const MOST_KNOWN: usize = 400;

/// What was found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FoundView {
    /// Fifty at most: by number if one was asked for, the exact one first; else by name.
    pub parties: Vec<FoundParty>,
    /// There are others.
    pub more: bool,
}

/// One distributor with what is open about them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FoundParty {
    /// The distributor.
    #[serde(flatten)]
    pub party: PartyCard,
    /// Their inquiries that are not closed, as far as the asker may see them.
    pub open_tickets: i64,
}

impl FoundView {
    /// What `seek` describes, as `member` may see it.
    ///
    /// # Errors
    /// Not seen, for who may not look distributors up.
    pub async fn load(reads: &impl Reads, member: &Member, seek: &Seek) -> Result<Self, Failure> {
        let found = searching::search(reads, member, seek).await?;
        let open = open_tickets(reads, member, found.parties.iter().map(|party| party.id)).await?;
        let parties = found
            .parties
            .into_iter()
            .map(|party| FoundParty { open_tickets: open.get(&party.id).copied().unwrap_or(0), party: party.into() });
        Ok(Self { parties: parties.collect(), more: found.more })
    }
}

/// `GET /parties`.
pub async fn show(
    State(app): State<App>,
    member: Member,
    answer: Answer,
    frame: Frame,
    Sought(seek): Sought<Seek>,
) -> Result<Response, Failure> {
    let reads = app.db.reads();
    let view = FoundView::load(reads, &member, &seek).await?;
    let asked = Asked::of(&seek);
    // Only a page that shows nothing need know why.
    let is_empty = view.parties.is_empty() && !parties::any(reads).await?;
    let may_open = member.may(Permission::WorkInquiries);
    answer.shows(&DashboardPage { frame: frame.titled("parties-title"), asked, is_empty, may_open, view })
}

/// How many inquiries of each party are not closed; those with none are missing.
async fn open_tickets(
    reads: &impl Reads,
    member: &Member,
    parties: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, i64>, Failure> {
    let sql = Sql::new(
        "SELECT party_id, count(*) AS open FROM tickets WHERE status <> 'closed' AND kind = ? AND party_id IN ",
    )
    .bind(Kind::Inquiry)
    .list(parties)
    .push(" AND ")
    .append(visible_to(member))
    .push(" GROUP BY party_id");
    let counts: Vec<Count> = reads.all(sql).await?;
    Ok(counts.into_iter().map(|count| (count.party_id, count.open)).collect())
}

#[derive(FromRow)]
struct Count {
    party_id: i64,
    open: i64,
}

/// The fields as they were filled in.
struct Asked {
    number: String,
    name: String,
    phone: String,
}

impl Asked {
    fn of(seek: &Seek) -> Self {
        let field = |field: &Option<String>| field.clone().unwrap_or_default();
        Self { number: field(&seek.number), name: field(&seek.name), phone: field(&seek.phone) }
    }

    /// Whether anything was asked: then Enter goes on with what was found, and the fields wait no more.
    fn asks(&self) -> bool {
        [&self.number, &self.name, &self.phone].into_iter().any(|text| !text.trim().is_empty())
    }

    /// Where somebody who is not in the system is written down, with what was typed to find them.
    fn stranger(&self) -> String {
        // Fewer digits in the field of numbers are a distributor's number more often than a telephone.
        const PHONE_DIGITS: usize = 10;
        let digits = |text: &&str| text.chars().filter(char::is_ascii_digit).count();
        let typed = [self.phone.trim(), self.number.trim(), self.name.trim()];
        let phone = typed.iter().find(|text| digits(text) >= PHONE_DIGITS).copied().unwrap_or(typed[0]);
        let name =
            typed[1..].iter().rev().find(|text| !text.is_empty() && digits(text) == 0).copied().unwrap_or_default();
        let given = [("name", name), ("phone", phone)];
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("prospect", "yes");
        query.extend_pairs(given.into_iter().filter(|(_, text)| !text.is_empty() && text.len() <= MOST_KNOWN));
        format!("/tickets/new?{}", query.finish())
    }

    /// The address of everybody who is meant as a file, behind which stands the kind of file.
    fn export(&self) -> String {
        let fields = [("number", &self.number), ("name", &self.name), ("phone", &self.phone)];
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(fields.into_iter().filter(|(_, text)| !text.trim().is_empty()));
        format!("/parties/export?{}", query.append_pair("format", "").finish())
    }

    /// Both fields hold something, and nobody fits both.
    fn is_of_both(&self) -> bool {
        !self.number.trim().is_empty() && !self.name.trim().is_empty()
    }

    /// All of it as one sentence can name it.
    fn shown(&self) -> String {
        const MOST: usize = 60;
        let fields = [self.number.trim(), self.name.trim(), self.phone.trim()];
        let whole = fields.iter().filter(|field| !field.is_empty()).copied().collect::<Vec<_>>().join(" ");
        let short: String = whole.chars().filter(|letter| !letter.is_control()).take(MOST).collect();
        if whole.chars().count() > MOST { format!("{short}…") } else { short }
    }
}

#[derive(Template)]
#[template(path = "tickets/dashboard.html", blocks = ["found"])]
struct DashboardPage {
    frame: Frame,
    view: FoundView,
    asked: Asked,
    /// There is no distributor at all.
    is_empty: bool,
    may_open: bool,
}

screen!(DashboardPage, FoundView, as_found);

impl DashboardPage {
    /// What is said of the rows, and to those who hear the page.
    fn note(&self) -> String {
        match self.view.parties.len() {
            0 if self.is_empty => self.frame.say("parties-none"),
            0 => self.frame.with_one("parties-nothing", "asked", self.asked.shown()),
            _ if self.view.more => self.frame.with_one("parties-first", "count", PAGE),
            count => self.frame.with_one("parties-count", "count", count),
        }
    }

    /// What to do where nothing was found.
    fn advice(&self) -> String {
        self.frame.say(if self.asked.is_of_both() { "parties-nothing-for-both" } else { "parties-nothing-help" })
    }

    fn plus_label(&self, party: &PartyCard) -> String {
        let number = party.number.clone().unwrap_or_default();
        self.frame.with("parties-new-ticket-for", &[("number", number.into()), ("name", party.name.clone().into())])
    }
}
