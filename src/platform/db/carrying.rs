//! Every row of one database into another with the same schema, whatever their engines: for a backup of a server, and for a
//! desk that moves to one or back. It knows no table; the embedded engine, which one of the two is, is asked for them.

use super::connection::Connection;
use super::engine::Engine;
use super::rows::Row;
use super::{CopyFault, DbErr, FromRow, Sql, Value};

/// Rows of one statement.
const ROWS: i64 = 200;

impl super::Db {
    /// Puts every row of this database, as of one moment, into `other`, in the place of all that it holds, in one
    /// transaction.
    ///
    /// # Errors
    /// See [`CopyFault`]; `other` is then as it was.
    pub async fn carry_to(&self, other: &Self) -> Result<(), CopyFault> {
        let fault = |fault: super::OpenFault| CopyFault::Failed(fault.to_string());
        let mut from = self.inner.migrator().await.map_err(fault)?;
        let mut to = other.inner.migrator().await.map_err(fault)?;
        let carried = carry(&mut from, &mut to).await;
        // One that was not committed is taken back with its connection.
        drop((from.close().await, to.close().await));
        carried.map_err(|error| CopyFault::Failed(error.to_string()))
    }
}

async fn carry(from: &mut Connection, to: &mut Connection) -> Result<(), DbErr> {
    from.run(from.engine().begin_snapshot()).await?;
    to.begin().await?;
    let tables = tables(if from.engine() == Engine::Sqlite { from } else { to }).await?;
    if let Some(lock) = to.engine().writers_lock() {
        to.run(lock).await?;
    }
    let (loosen, tighten) = to.engine().around_carrying();
    to.run(loosen).await?;
    for table in &tables {
        to.run(&format!("DELETE FROM {}", table.name)).await?;
    }
    for table in &tables {
        carry_table(table, from, to).await?;
    }
    to.run(tighten).await?;
    if let Some(sql) = to.engine().broken_references()
        && !to.fetch::<Anything>(Sql::new(sql), 1).await?.is_empty()
    {
        return Err(DbErr::Custom("a row refers to one that is not there".to_owned()));
    }
    to.commit().await
}

async fn carry_table(table: &Table, from: &mut Connection, to: &mut Connection) -> Result<(), DbErr> {
    let columns = table.columns.join(", ");
    let into = format!("INSERT INTO {} ({columns}) VALUES ", table.name);
    let engine = from.engine();
    if let Some(cursor) = engine.cursor(&table.name, &columns) {
        from.run(&cursor).await?;
    }
    let mut last = 0;
    loop {
        let next = Sql::of_schema(engine.next_rows(&table.name, &columns, ROWS));
        let next = if engine == Engine::Sqlite { next.bind(last) } else { next };
        let mut rows: Vec<Cells> = from.fetch(next, usize::MAX).await?;
        let count = rows.len();
        if engine == Engine::Sqlite {
            // The first column is the row's place.
            for row in &mut rows {
                if let Value::Integer(Some(place)) = row.0.remove(0) {
                    last = place;
                }
            }
        }
        if count == 0 {
            return Ok(());
        }
        let values = rows.into_iter().flat_map(|row| table.typed(row));
        let sql = Sql::of_schema(into.clone()).rows(table.columns.len(), count);
        to.execute(values.fold(sql, Sql::bind)).await?;
    }
}

/// A table and its columns, without those that the engine works out.
struct Table {
    name: String,
    columns: Vec<String>,
    nulls: Vec<Value>,
}

impl Table {
    /// NULL has a type, which its row does not tell.
    fn typed(&self, row: Cells) -> impl Iterator<Item = Value> {
        let typed = |(value, null): (Value, &Value)| if value == Value::Text(None) { null.clone() } else { value };
        row.0.into_iter().zip(&self.nulls).map(typed)
    }
}

async fn tables(embedded: &mut Connection) -> Result<Vec<Table>, DbErr> {
    let sql = Sql::new(
        "SELECT m.name AS of_table, x.name AS name, lower(x.type) AS kind
         FROM sqlite_master AS m JOIN pragma_table_xinfo(m.name) AS x
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'schema_migrations' AND x.hidden = 0
         ORDER BY m.name, x.cid",
    );
    let mut tables: Vec<Table> = Vec::new();
    for Column { of_table, name, kind } in embedded.fetch(sql, usize::MAX).await? {
        let null = match kind.as_str() {
            "integer" | "bigint" => Value::Integer(None),
            "blob" => Value::Bytes(None),
            _ => Value::Text(None),
        };
        if tables.last().is_none_or(|table| table.name != of_table) {
            tables.push(Table { name: of_table, columns: Vec::new(), nulls: Vec::new() });
        }
        if let Some(table) = tables.last_mut() {
            table.columns.push(name);
            table.nulls.push(null);
        }
    }
    Ok(tables)
}

#[derive(FromRow)]
struct Column {
    of_table: String,
    name: String,
    kind: String,
}

/// A row as it is; NULL is that of a text.
struct Cells(Vec<Value>);

impl FromRow for Cells {
    fn from_row(row: &mut Row<'_>) -> Result<Self, DbErr> {
        row.values().map(Self)
    }
}

struct Anything;

impl FromRow for Anything {
    fn from_row(_: &mut Row<'_>) -> Result<Self, DbErr> {
        Ok(Self)
    }
}
