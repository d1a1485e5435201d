//! Makes text of bytes in whatever encoding a spreadsheet program saved it. It knows nothing of rows.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::fault::SheetFault;

/// UTF-8 or UTF-16 by its mark, UTF-16 by its pattern of zero bytes, UTF-8 if it is valid, else Windows-1252, in which
/// Western Excel saves "CSV" to this day.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, SheetFault> {
    let text = match Encoding::for_bom(&bytes) {
        Some((encoding, mark)) if encoding == UTF_16LE || encoding == UTF_16BE => strictly(encoding, &bytes[mark..])?,
        Some((_, mark)) => std::str::from_utf8(&bytes[mark..]).map_err(|_| SheetFault::Encoding)?.to_owned(),
        None => match utf16_without_mark(&bytes) {
            Some(encoding) => strictly(encoding, &bytes)?,
            // Takes over the bytes: the usual case copies nothing.
            None => String::from_utf8(bytes)
                .unwrap_or_else(|error| WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned()),
        },
    };
    // No table has control characters; a program, a database or a music file has many.
    let is_binary = text.bytes().any(|byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1A));
    if is_binary { Err(SheetFault::NotATable) } else { Ok(text) }
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, SheetFault> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(SheetFault::Encoding)?;
    Ok(text.into_owned())
}

/// Text of Western letters in UTF-16 has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1024))?;
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 5;
    match (even, odd) {
        _ if head.len() < 4 => None,
        (0, odd) if odd > many => Some(UTF_16LE),
        (even, 0) if even > many => Some(UTF_16BE),
        _ => None,
    }
}
