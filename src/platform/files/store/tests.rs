//! The store against honest, oversized, broken-off and damaged content, on a real folder.

use std::{convert::Infallible, fs};

use futures_util::FutureExt;

use super::*;

fn pieces(all: &[&[u8]]) -> impl Stream<Item = Result<Bytes, Infallible>> + Send + use<> {
    let all: Vec<_> = all.iter().map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    stream::iter(all)
}

/// Every file below the folder, whatever the store thinks of it.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found.extend(files_below(&entry.path()));
        } else {
            found.push(entry.path());
        }
    }
    found
}

async fn read(files: &Files, hash: &ContentHash) -> io::Result<Vec<u8>> {
    let content = files.get(hash).await.unwrap().unwrap();
    let all: Vec<Bytes> = content.stream.try_collect().await?;
    Ok(all.concat())
}

#[tokio::test]
async fn content_comes_back_and_lies_there_once() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let first = files.put(pieces(&[b"hello ", b"world"]), 11).await.unwrap();
    assert_eq!(first.size, 11);
    assert_eq!(first.hash.to_string(), "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");
    assert_eq!(files.put(pieces(&[b"hello world"]), 100).await.unwrap(), first);
    assert_eq!(files_below(folder.path()).len(), 1);
    assert_eq!(read(&files, &first.hash).await.unwrap(), b"hello world");
    let empty = files.put(pieces(&[]), 0).await.unwrap();
    assert_eq!(read(&files, &empty.hash).await.unwrap(), b"");
    assert!(files.get(&ContentHash::from_bytes([1; 32])).await.unwrap().is_none());
}

#[tokio::test]
async fn large_content_goes_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let piece: Vec<u8> = (0..=255).cycle().take(3_000_001).collect();
    let stored = files.put(pieces(&[&piece, &piece, &piece, &piece]), 20_000_000).await.unwrap();
    assert_eq!(stored.size, 12_000_004);
    assert!(read(&files, &stored.hash).await.unwrap() == piece.repeat(4));
}

#[tokio::test]
async fn what_is_too_large_or_breaks_off_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let large = vec![0; 6_000_000];
    let error = files.put(pieces(&[&large, b"x"]), 6_000_000).await.unwrap_err();
    assert!(matches!(error, PutError::TooLarge { limit: 6_000_000 }));
    let broken = stream::iter([Ok(Bytes::from(large.clone())), Err("gone")]);
    assert!(matches!(files.put(broken, 10_000_000).await.unwrap_err(), PutError::BrokenOff(_)));
    assert_eq!(files_below(folder.path()), Vec::<PathBuf>::new());

    let endless = pieces(&[&large]).chain(stream::pending());
    assert!(tokio::time::timeout(Duration::from_millis(300), files.put(endless, 10_000_000)).await.is_err());
    // The store removes what a dropped upload had written in a thread of its own.
    for _ in 0..100 {
        if files_below(folder.path()).is_empty() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("a dropped upload left {:?}", files_below(folder.path()));
}

#[tokio::test]
async fn damage_is_noticed_before_the_last_piece() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let stored = files.put(pieces(&[b"precious"]), 100).await.unwrap();
    fs::write(&files_below(folder.path())[0], b"poisoned").unwrap();
    assert!(read(&files, &stored.hash).await.is_err());
}

/// A process died between taking it aside and putting it back.
#[tokio::test]
async fn the_sweep_puts_back_what_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let named = files.put(pieces(&[b"named"]), 100).await.unwrap().hash;
    fs::rename(&files_below(folder.path())[0], folder.path().join("incoming/aside")).unwrap();
    files.put(pieces(&[b"orphan"]), 100).await.unwrap();
    let is_kept = async |hash: ContentHash| Ok(hash == named);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(files.sweep(Duration::from_millis(10), is_kept).await.unwrap(), 1);
    assert_eq!(read(&files, &named).await.unwrap(), b"named");
}

#[tokio::test]
async fn the_sweep_takes_old_orphans_only() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(folder.path()).unwrap();
    let kept = files.put(pieces(&[b"kept"]), 100).await.unwrap().hash;
    let orphan = files.put(pieces(&[b"orphan"]), 100).await.unwrap().hash;
    fs::write(folder.path().join("incoming/half#1"), b"half").unwrap();
    let is_kept = async |hash: ContentHash| Ok(hash == kept);
    assert_eq!(files.sweep(Duration::from_secs(3600), is_kept).await.unwrap(), 0);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(files.sweep(Duration::from_millis(10), is_kept).await.unwrap(), 2);
    assert!(files.get(&kept).await.unwrap().is_some());
    assert!(files.get(&orphan).now_or_never().is_none_or(|found| found.unwrap().is_none()));
    assert_eq!(files_below(folder.path()).len(), 1);
}
