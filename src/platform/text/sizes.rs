//! How large a file is, in words: powers of ten, as the limits are. It knows no file.

use super::{Arg, Texts};

impl Texts {
    /// So many bytes, as people read it: 812 bytes, 45 KB, 1.2 MB, 24 MB.
    #[must_use]
    pub fn size(&self, bytes: i64) -> String {
        let count = |key, count: i64| self.with(key, &[("count", Arg::from(count))]);
        match bytes {
            ..1_000 => count("size-bytes", bytes),
            1_000..999_500 => count("size-kilobytes", (bytes + 500) / 1_000),
            999_500..9_950_000 => {
                let tenths = (bytes + 50_000) / 100_000;
                let args = [("whole", Arg::from(tenths / 10)), ("tenths", Arg::from(tenths % 10))];
                self.with("size-megabytes-exact", &args)
            }
            _ => count("size-megabytes", (bytes + 500_000) / 1_000_000),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::platform::text::Catalogue;

    #[test]
    fn sizes_are_rounded_as_people_say_them() {
        let texts = Catalogue::load().unwrap().texts("en");
        for (bytes, words) in [
            (1, "1 byte"),
            (999, "999 bytes"),
            (1_499, "1 KB"),
            (999_499, "999 KB"),
            (999_500, "1.0 MB"),
            (1_250_000, "1.3 MB"),
            (9_949_999, "9.9 MB"),
            (9_950_000, "10 MB"),
            (25_000_000, "25 MB"),
        ] {
            assert_eq!(texts.size(bytes), words);
        }
        let french = Catalogue::load().unwrap().texts("fr-CA");
        let sizes = [0, 1, 2, 45_000, 1_250_000].map(|bytes| french.size(bytes).replace('\u{a0}', " "));
        assert_eq!(sizes, ["0 octet", "1 octet", "2 octets", "45 ko", "1,3 Mo"]);
    }
}
