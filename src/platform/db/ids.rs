//! Integer ids handed out in blocks: one statement for many ids, and no database sequence, which the two
//! engines do not share. A block that was not used up when the process ended leaves a gap.

use super::sql::Sql;
use super::{Reads, Tx};
use sea_orm::DbErr;

/// The ids that this process holds, by table.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids(Vec<Block>);

#[derive(Clone, Debug)]
struct Block {
    name: &'static str,
    next: i64,
    end: i64,
}

/// Small where a person reads the number (a gap after a restart looks odd), large where nobody does.
fn block_size(name: &str) -> i64 {
    match name {
        "events" => 512,
        _ => 16,
    }
}

impl Tx {
    /// The next id of `name`: unique for ever, ascending within one process.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_id(&mut self, name: &'static str) -> Result<i64, DbErr> {
        if let Some(block) = self.ids.0.iter_mut().find(|block| block.name == name)
            && block.next < block.end
        {
            block.next += 1;
            return Ok(block.next - 1);
        }
        let size = block_size(name);
        let sql = Sql::new(
            "INSERT INTO id_blocks (name, next) VALUES (?, ?)
             ON CONFLICT (name) DO UPDATE SET next = id_blocks.next + ? RETURNING next",
        )
        .bind(name)
        .bind(1 + size)
        .bind(size);
        let end = self.value::<i64>(sql).await?.ok_or_else(|| DbErr::Custom(format!("no id block for {name}")))?;
        self.ids.0.retain(|block| block.name != name);
        self.ids.0.push(Block { name, next: end - size + 1, end });
        Ok(end - size)
    }
}
