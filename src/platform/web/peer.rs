//! Who is at the other end of the line, and whether the line is safe, behind proxies too. It must not know who
//! is signed in.

use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

use axum::{
    extract::FromRequestParts,
    http::{Extensions, HeaderMap, request::Parts},
};

use crate::platform::config::Cidr;

/// The other end of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The person's address: past every trusted proxy.
    pub address: IpAddr,
    /// Whether the person's own connection is over TLS.
    pub is_secure: bool,
    /// Whether the last hop is a trusted proxy, whose headers may be believed.
    pub through_proxy: bool,
}

/// The address of the TCP connection, put into each request by the server.
#[derive(Clone, Copy, Debug)]
pub struct Connected(pub SocketAddr);

impl Peer {
    /// Reads the connection and, if it comes from a trusted proxy, the headers that this proxy sets. In a chain
    /// the last address that is no trusted proxy counts: everything before it can be made up.
    pub fn of(extensions: &Extensions, headers: &HeaderMap, trusted: &[Cidr]) -> Self {
        let hop =
            extensions.get::<Connected>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Connected(address)| address.ip());
        let is_trusted = |address: IpAddr| trusted.iter().any(|range| range.contains(address));
        let hop = hop.to_canonical();
        if !is_trusted(hop) {
            return Self { address: hop, is_secure: false, through_proxy: false };
        }
        let mut address = hop;
        for claimed in forwarded(headers, "x-forwarded-for").iter().rev() {
            // What is no address was not written by a proxy we trust.
            let Some(claimed) = parse_address(claimed) else { break };
            address = claimed;
            if !is_trusted(address) {
                break;
            }
        }
        let is_secure =
            forwarded(headers, "x-forwarded-proto").last().is_some_and(|scheme| scheme.eq_ignore_ascii_case("https"));
        Self { address, is_secure, through_proxy: true }
    }
}

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Self>().copied();
        Ok(known.unwrap_or_else(|| Self::of(&parts.extensions, &HeaderMap::new(), &[])))
    }
}

/// The members of a header that every hop appends to, over several lines too.
fn forwarded<'h>(headers: &'h HeaderMap, name: &str) -> Vec<&'h str> {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .collect()
}

/// Some proxies append the port.
fn parse_address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    let address = bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|both| both.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(hop: &str, forwarded_for: &[&'static str], scheme: &'static str) -> Peer {
        let mut extensions = Extensions::new();
        extensions.insert(Connected(SocketAddr::new(hop.parse().unwrap(), 4711)));
        let mut headers = HeaderMap::new();
        for line in forwarded_for {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        headers.insert("x-forwarded-proto", scheme.parse().unwrap());
        let trusted = ["127.0.0.1", "10.0.0.0/8"].map(|range| range.parse().unwrap());
        Peer::of(&extensions, &headers, &trusted)
    }

    #[test]
    fn strangers_are_not_believed() {
        let stranger = peer("203.0.113.9", &["1.2.3.4"], "https");
        assert_eq!(stranger.address.to_string(), "203.0.113.9");
        assert!(!stranger.is_secure && !stranger.through_proxy);
    }

    #[test]
    fn the_last_address_that_is_no_proxy_counts() {
        let address = |lines: &[&'static str]| peer("127.0.0.1", lines, "https").address.to_string();
        assert_eq!(address(&["198.51.100.7"]), "198.51.100.7");
        assert_eq!(address(&["6.6.6.6, 198.51.100.7, 10.0.0.2"]), "198.51.100.7");
        assert_eq!(address(&["6.6.6.6", "198.51.100.7:5150"]), "198.51.100.7");
        assert_eq!(address(&["nonsense"]), "127.0.0.1");
        assert_eq!(address(&[]), "127.0.0.1");
        assert_eq!(address(&["[2001:db8::1]:99"]), "2001:db8::1");
        assert!(peer("::ffff:10.1.1.1", &[], "https").is_secure);
        assert!(!peer("10.1.1.1", &[], "http").is_secure);
    }
}
