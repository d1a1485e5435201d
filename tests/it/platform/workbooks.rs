//! A long list as a workbook needs no more memory than a short one: each is written and taken in a process of its own.

use crate::support::twin::{self, Twin};
use futures_util::stream;
use http_body_util::BodyExt;
use watchdesk::platform::sheets::{Column, Format, Gates, Table};

const COLUMNS: usize = 9;

/// The most memory that a twin needed for so many rows, in KiB, and how long its file was.
fn needed(rows: usize) -> (u64, usize) {
    let said = Twin::start("platform::workbooks::twin_writes", &rows).finish();
    serde_json::from_str(&said[0]).expect("two figures")
}

#[test]
fn a_hundred_thousand_rows_need_no_more_memory_than_a_thousand() {
    let ((short, _), (long, bytes)) = (needed(1_000), needed(100_000));
    assert!(bytes > 3_000_000, "{bytes}");
    assert!(long < short + 24 * 1024, "{short} KiB for a thousand rows, {long} KiB for a hundred thousand");
}

#[tokio::test]
async fn twin_writes() {
    let Some(rows) = twin::orders::<usize>() else { return };
    let row =
        |at: usize| (0..COLUMNS).map(move |column| format!("cell {column} of row {at}, as long as an address").into());
    let table = Table {
        name: "a".to_owned(),
        columns: (0..COLUMNS).map(|at| Column::new(at.to_string(), 20)).collect(),
        rows: stream::iter((0..rows).map(move |at| Ok(row(at).collect()))),
    };
    let turn = Gates::default().sending(1).expect("a turn");
    let mut body = table.download(Format::Xlsx, turn).await.expect("a workbook").into_body();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        length += frame.expect("a piece").data_ref().map_or(0, bytes::Bytes::len);
    }
    let status = std::fs::read_to_string("/proc/self/status").expect("what the system knows of this process");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"));
    let peak: u64 = peak.and_then(|peak| peak.parse().ok()).expect("a figure");
    twin::say(&serde_json::to_string(&(peak, length)).expect("JSON"));
}
