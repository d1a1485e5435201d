//! Cookies as this desk sets them: out of reach of scripts and other sites, and bound to the host behind TLS. It
//! must not know what a cookie means.

use axum::http::{HeaderMap, HeaderValue, header};

/// How this desk writes cookies; settled once by its public address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cookies {
    /// Whether people reach the desk over TLS.
    pub is_tls: bool,
}

impl Cookies {
    /// A `Set-Cookie` line that lasts until the browser closes, or for so many seconds. The value must be made of
    /// letters, digits and `-_.~%`; anything else is dropped from it.
    pub fn set(self, name: &str, value: &str, max_age: Option<u64>) -> HeaderValue {
        let value: String =
            value.chars().filter(|letter| letter.is_ascii_alphanumeric() || "-_.~%".contains(*letter)).collect();
        let life = max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let secure = if self.is_tls { "; Secure" } else { "" };
        let line = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{life}{secure}", self.full_name(name));
        HeaderValue::from_str(&line).unwrap_or_else(|_| HeaderValue::from_static(""))
    }

    /// A `Set-Cookie` line that makes the browser forget.
    pub fn clear(self, name: &str) -> HeaderValue {
        self.set(name, "", Some(0))
    }

    /// The cookie that the browser sent. If it sent several by this name, none: one of them is not ours.
    pub fn get<'h>(self, headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
        let full_name = self.full_name(name);
        let mut found = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(name, _)| *name == full_name)
            .map(|(_, value)| value);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The prefix makes browsers refuse the cookie from anywhere but this host over TLS.
    fn full_name(self, name: &str) -> String {
        format!("{}{name}", if self.is_tls { "__Host-" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_tls_cookies_are_bound_to_the_host() {
        let cookies = Cookies { is_tls: true };
        assert_eq!(
            cookies.set("session", "abc-123", Some(60)),
            "__Host-session=abc-123; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure"
        );
        assert_eq!(
            Cookies { is_tls: false }.set("session", "abc", None),
            "session=abc; Path=/; HttpOnly; SameSite=Lax"
        );
        assert_eq!(cookies.clear("session"), "__Host-session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
    }

    #[test]
    fn values_cannot_break_out() {
        let line = Cookies { is_tls: false }.set("flash", "a; Domain=evil\r\nX: y", None);
        assert_eq!(line, "flash=aDomainevilXy; Path=/; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn a_planted_second_cookie_is_not_taken() {
        let cookies = Cookies { is_tls: false };
        let sent = |line: &'static str| HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(line))]);
        assert_eq!(cookies.get(&sent("a=1; session=x; b=2"), "session"), Some("x"));
        assert_eq!(cookies.get(&sent("session=x; session=y"), "session"), None);
        assert_eq!(cookies.get(&sent("xsession=x"), "session"), None);
        assert_eq!(Cookies { is_tls: true }.get(&sent("session=x"), "session"), None);
    }
}
