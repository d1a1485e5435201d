//! The points of a new desk, how each is told to be done, and what whoever administers said of it. It knows no page.

use crate::people::{Member, Permission, Role};
use crate::platform::db::{DbErr, FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::text_enum;
use crate::tickets::visible_to;

text_enum! {
    /// What is to be done. A new point is a word here, its question in [`points`], and its words in the catalogue.
    pub enum Point {
        /// Look at the call centre: its hours and holidays.
        CallCentre = "call_centre",
        /// Look at the types of inquiries.
        Types = "types",
        /// Look at the departments.
        Departments = "departments",
        /// Let others in who answer customers.
        People = "people",
        /// Bring distributors in.
        Parties = "parties",
        /// Write down the first inquiry.
        Ticket = "ticket",
    }
}

text_enum! {
    /// What is said of a point that nothing was done about.
    pub enum Word {
        /// It is right as it is.
        Right = "right",
        /// This desk goes without, for now.
        Skipped = "skipped",
    }
}

/// How a point stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    pub(super) point: Point,
    /// Something shows that it is done.
    pub(super) is_fact: bool,
    pub(super) said: Option<Word>,
}

impl Standing {
    /// Done, or right as it is.
    pub(super) fn is_done(self) -> bool {
        self.is_fact || self.said == Some(Word::Right)
    }

    /// Nothing is left to do about it.
    pub(super) fn is_settled(self) -> bool {
        self.is_fact || self.said.is_some()
    }
}

/// How each stands.
///
/// # Errors
/// When the database fails.
pub(super) async fn points(reads: &impl Reads, member: &Member) -> Result<Vec<Standing>, Failure> {
    let said: Vec<Said> = reads.all(Sql::new("SELECT point, said FROM first_steps")).await?;
    let mut points = Vec::new();
    for point in Point::ALL.iter().copied() {
        // Whoever sees no inquiry can write none down.
        if point == Point::Ticket && !member.may(Permission::WorkInquiries) {
            continue;
        }
        let said = said.iter().find(|row| row.point == point.as_str()).map(|row| row.said);
        points.push(Standing { point, is_fact: any(reads, point.shown_by(member)).await?, said });
    }
    Ok(points)
}

async fn any(reads: &impl Reads, sql: Sql) -> Result<bool, DbErr> {
    // A literal is 4 bytes on one engine and 8 on the other; that there is a row is all that counts.
    Ok(!reads.all::<Anything>(sql).await?.is_empty())
}

impl Point {
    /// The query that finds something where it is done.
    fn shown_by(self, member: &Member) -> Sql {
        match self {
            Self::CallCentre => Sql::new("SELECT 1 FROM call_centres WHERE version > 1 LIMIT 1"),
            Self::Types => {
                Sql::new("SELECT 1 FROM inquiry_type_list WHERE version > 1 OR reviewed_at IS NOT NULL LIMIT 1")
            }
            // Those that come with the desk have the first ids.
            Self::Departments => Sql::new("SELECT 1 FROM departments WHERE version > 1 OR id > 6 LIMIT 1"),
            Self::People => Sql::new(
                "SELECT 1 FROM user_roles r JOIN users u ON u.id = r.user_id
                 WHERE r.role IN (?, ?) AND u.disabled_at IS NULL AND u.id <> ? LIMIT 1",
            )
            .bind(Role::Csr)
            .bind(Role::CsrLead)
            .bind(member.id),
            Self::Parties => Sql::new("SELECT 1 FROM parties WHERE number IS NOT NULL LIMIT 1"),
            Self::Ticket => Sql::new("SELECT 1 FROM tickets WHERE ").append(visible_to(member)).push(" LIMIT 1"),
        }
    }

    /// Whether it can be right without anything being done.
    pub(super) const fn can_be_right(self) -> bool {
        matches!(self, Self::CallCentre | Self::Types | Self::Departments)
    }

    /// The catalogue key of what is to be done.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::CallCentre => "steps-centre",
            Self::Types => "steps-types",
            Self::Departments => "steps-departments",
            Self::People => "steps-people",
            Self::Parties => "steps-parties",
            Self::Ticket => "steps-ticket",
        }
    }

    /// Where it is done, each with the catalogue key of its words.
    pub(super) const fn places(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::CallCentre => &[("/call-centres", "steps-to-centres")],
            Self::Types => &[("/types", "steps-to-types"), ("/reasons", "steps-to-reasons")],
            Self::Departments => &[("/departments", "steps-to-departments")],
            Self::People => &[("/users", "steps-to-users")],
            Self::Parties => &[("/parties/imports", "steps-to-imports")],
            Self::Ticket => &[("/parties", "steps-to-parties"), ("/tickets", "steps-to-worklist")],
        }
    }
}

#[derive(FromRow)]
struct Anything {}

#[derive(FromRow)]
struct Said {
    point: String,
    said: Word,
}
