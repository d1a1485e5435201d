//! Looks through the XML of a workbook part, without parsing it, for what would make the parser behind it take more
//! memory than the part is long. It must not know zip, nor what a part means.

use super::fault::SheetFault;

/// The longest tag of a style sheet. Formats and fonts are copied once for every style that uses them, so a long one
/// multiplies; Excel's longest format has 255 characters.
const LONGEST_STYLE_TAG: usize = 1_024;
/// Excel writes 65,490 styles at most.
const MOST_STYLES: usize = 66_000;
/// The first tag must come this soon; see [`claimed_count`].
const HEAD: usize = 4_096;

/// What a part is, as far as its dangers go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// All its strings are kept, so their number counts, real and claimed.
    SharedStrings { most: usize },
    /// All its styles are kept.
    Styles,
    /// Read piece by piece, or not at all.
    Other,
}

/// Fed with a part, chunk by chunk.
pub(super) struct Scan {
    part: Part,
    head: Vec<u8>,
    elements: usize,
    tag_length: usize,
    in_tag: bool,
    /// The last three bytes, across chunks.
    last: [u8; 3],
}

impl Scan {
    pub(super) fn new(part: Part) -> Self {
        Self { part, head: Vec::new(), elements: 0, tag_length: 0, in_tag: false, last: [0; 3] }
    }

    pub(super) fn feed(&mut self, chunk: &[u8]) -> Result<(), SheetFault> {
        let (name, most, longest_tag) = match self.part {
            Part::SharedStrings { most } => (b"si", most, usize::MAX),
            Part::Styles => (b"xf", MOST_STYLES, LONGEST_STYLE_TAG),
            Part::Other => return Ok(()),
        };
        let wanted = HEAD.saturating_sub(self.head.len()).min(chunk.len());
        self.head.extend_from_slice(&chunk[..wanted]);
        for &byte in chunk {
            // UTF-16 would hide everything else from this scan, and no program writes it here.
            if byte == 0 {
                return Err(SheetFault::Damaged);
            }
            self.last = [self.last[1], self.last[2], byte];
            if matches!(self.last[0], b'<' | b':') && self.last[1..] == name[..] {
                self.elements += 1;
            }
            self.tag_length += 1;
            match byte {
                b'<' if !self.in_tag => (self.in_tag, self.tag_length) = (true, 0),
                b'>' => self.in_tag = false,
                _ => {}
            }
            if self.elements > most || (self.in_tag && self.tag_length > longest_tag) {
                return Err(SheetFault::Bomb);
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), SheetFault> {
        match self.part {
            Part::SharedStrings { most } if claimed_count(&self.head)? > most as u64 => Err(SheetFault::Bomb),
            _ => Ok(()),
        }
    }
}

/// The `uniqueCount` of the first tag. The parser reserves memory for as many strings as it claims, before it has
/// seen one: a claim of 2^40 would end the process. So the first tag must be found for certain, with nothing before
/// it but `<?…?>`, or the part is refused.
fn claimed_count(head: &[u8]) -> Result<u64, SheetFault> {
    let text = String::from_utf8_lossy(head);
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    while let Some(instruction) = rest.strip_prefix("<?") {
        rest = instruction.split_once("?>").ok_or(SheetFault::Damaged)?.1.trim_start();
    }
    let tag = rest.strip_prefix('<').ok_or(SheetFault::Damaged)?;
    let name_end =
        tag.find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/')).ok_or(SheetFault::Damaged)?;
    let (name, mut attributes) = tag.split_at(name_end);
    if name.rsplit(':').next() != Some("sst") {
        return Err(SheetFault::Damaged);
    }
    let mut claimed = 0;
    loop {
        attributes = attributes.trim_start();
        if attributes.starts_with(['>', '/']) {
            return Ok(claimed);
        }
        let (key, after) = attributes.split_once('=').ok_or(SheetFault::Damaged)?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\'')).ok_or(SheetFault::Damaged)?;
        let (value, after) = after[1..].split_once(quote).ok_or(SheetFault::Damaged)?;
        if key.trim_end() == "uniqueCount" {
            claimed = claimed.max(value.trim().parse().map_err(|_| SheetFault::Damaged)?);
        }
        attributes = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_claim_is_found_or_the_part_refused() {
        assert_eq!(claimed_count(b"<?xml version=\"1.0\"?>\n<sst count=\"9\" uniqueCount=\"3\">"), Ok(3));
        assert_eq!(claimed_count(b"<x:sst a='>' uniqueCount = '18446744073709551615'/>"), Ok(u64::MAX));
        assert_eq!(claimed_count(b"<sst>"), Ok(0));
        for hidden in [
            "<!-- <sst> --><sst uniqueCount='9'>",
            "<a><sst uniqueCount='9'>",
            "",
            "<sst",
            "<sst uniqueCount=9>",
            "<sst uniqueCount='-1'>",
            "<!DOCTYPE x>",
        ] {
            assert_eq!(claimed_count(hidden.as_bytes()), Err(SheetFault::Damaged), "{hidden}");
        }
    }

    #[test]
    fn names_are_counted_across_chunks() {
        let mut scan = Scan::new(Part::SharedStrings { most: 2 });
        for chunk in ["<sst><s", "i/><", "x:si/>", "<t>size</t>"] {
            scan.feed(chunk.as_bytes()).unwrap();
        }
        assert_eq!(scan.elements, 2);
        assert_eq!(scan.feed(b"<si>"), Err(SheetFault::Bomb));
    }
}
