//! The points of a new desk, and how each is told to be done. It knows no page.

use crate::people::{Member, Permission, Role};
use crate::platform::db::{DbErr, Reads, Sql};
use crate::platform::failure::Failure;
use crate::text_enum;
use crate::tickets::visible_to;

text_enum! {
    /// What is to be done. A new point is a word here, its question in [`points`], and its words in the catalogue.
    pub enum Point {
        /// Let others in who answer customers.
        People = "people",
        /// Bring distributors in.
        Parties = "parties",
        /// Write down the first inquiry.
        Ticket = "ticket",
    }
}

/// Whether each is done.
///
/// # Errors
/// When the database fails.
pub(super) async fn points(reads: &impl Reads, member: &Member) -> Result<Vec<(Point, bool)>, Failure> {
    let others = Sql::new(
        "SELECT 1 FROM user_roles r JOIN users u ON u.id = r.user_id
         WHERE r.role IN (?, ?) AND u.disabled_at IS NULL AND u.id <> ? LIMIT 1",
    );
    let others = others.bind(Role::Csr).bind(Role::CsrLead).bind(member.id);
    let parties = Sql::new("SELECT 1 FROM parties WHERE number IS NOT NULL LIMIT 1");
    let mut points = vec![(Point::People, any(reads, others).await?), (Point::Parties, any(reads, parties).await?)];
    // Whoever sees no inquiry can write none down.
    if member.may(Permission::WorkInquiries) {
        let tickets = Sql::new("SELECT 1 FROM tickets WHERE ").append(visible_to(member)).push(" LIMIT 1");
        points.push((Point::Ticket, any(reads, tickets).await?));
    }
    Ok(points)
}

async fn any(reads: &impl Reads, sql: Sql) -> Result<bool, DbErr> {
    // A literal is 4 bytes on one engine and 8 on the other; that there is a row is all that counts.
    Ok(!reads.all::<Anything>(sql).await?.is_empty())
}

#[derive(crate::platform::db::FromRow)]
struct Anything {}

impl Point {
    /// The catalogue key of what is to be done.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            Self::People => "steps-people",
            Self::Parties => "steps-parties",
            Self::Ticket => "steps-ticket",
        }
    }
}
