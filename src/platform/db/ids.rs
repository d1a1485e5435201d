//! Integer ids without a database sequence, which the two engines do not share: one row for each name. It knows no
//! table.

use super::sql::Sql;
use super::{DbErr, Reads, Tx};

/// The ids that this process holds, by table.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids(Vec<Block>);

#[derive(Clone, Debug)]
struct Block {
    name: &'static str,
    next: i64,
    end: i64,
}

/// Small, as a person who reads the numbers would wonder at a large gap after a restart.
const BLOCK: i64 = 16;

impl Tx {
    /// The next id of `name`: unique for ever, and larger than every id of `name` that was given before, by any
    /// process, as long as nobody takes ids of this name by [`Tx::id_from_block`]. Costs a statement each.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_id(&mut self, name: &'static str) -> Result<i64, DbErr> {
        self.reserve(name, 1).await
    }

    /// An id of `name` from a block that this process reserved in one statement: unique for ever, ascending within
    /// one process, and **in no order between processes**. What is sorted by such an id is not sorted by time. A block
    /// that was not used up when the process ended leaves a gap.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn id_from_block(&mut self, name: &'static str) -> Result<i64, DbErr> {
        if let Some(block) = self.ids.0.iter_mut().find(|block| block.name == name)
            && block.next < block.end
        {
            block.next += 1;
            return Ok(block.next - 1);
        }
        let first = self.reserve(name, BLOCK).await?;
        self.ids.0.retain(|block| block.name != name);
        self.ids.0.push(Block { name, next: first + 1, end: first + BLOCK });
        Ok(first)
    }

    /// Answers the first of `count` ids. The writers' lock is held, so what is reserved later is larger.
    async fn reserve(&mut self, name: &'static str, count: i64) -> Result<i64, DbErr> {
        let sql = Sql::new(
            "INSERT INTO id_blocks (name, next) VALUES (?, ?)
             ON CONFLICT (name) DO UPDATE SET next = id_blocks.next + ? RETURNING next",
        )
        .bind(name)
        .bind(1 + count)
        .bind(count);
        let end = self.value::<i64>(sql).await?.ok_or_else(|| DbErr::Custom(format!("no id of {name}")))?;
        Ok(end - count)
    }
}
