//! Where people reach a desk whose operator has chosen no public address: where it listens. It asks no request: what that
//! calls the desk is the word of whoever sends it.

use crate::platform::config::Config;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

/// The settings, with the address that is printed on pages and sheets: the one that was chosen, or where the desk listens.
pub(super) fn settled(config: Config, listening: SocketAddr) -> Config {
    let address = SocketAddr::new(reachable(listening.ip()), listening.port());
    let public_url = config.public_url.or_else(|| format!("http://{address}").parse().ok());
    Config { public_url, ..config }
}

/// Nobody reaches “everywhere”: there, it is the address by which this machine speaks to others, or itself where it speaks to none.
fn reachable(ip: IpAddr) -> IpAddr {
    let (from, to): (IpAddr, IpAddr) = match ip {
        IpAddr::V4(ip) if ip.is_unspecified() => (ip.into(), Ipv4Addr::new(192, 0, 2, 1).into()),
        // Listens on IPv4 too, as most people do.
        IpAddr::V6(ip) if ip.is_unspecified() => (Ipv4Addr::UNSPECIFIED.into(), Ipv4Addr::new(192, 0, 2, 1).into()),
        ip => return ip,
    };
    let documented = Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1);
    let own = own(from, to).or_else(|| own(Ipv6Addr::UNSPECIFIED.into(), documented.into()).filter(|_| ip.is_ipv6()));
    own.unwrap_or(if ip.is_ipv6() { Ipv6Addr::LOCALHOST.into() } else { Ipv4Addr::LOCALHOST.into() })
}

/// The address from which this machine would send there. Nothing is sent: the target is one of documentation, RFC 5737 and 3849.
fn own(from: IpAddr, to: IpAddr) -> Option<IpAddr> {
    let socket = UdpSocket::bind((from, 0)).ok()?;
    socket.connect((to, 9)).ok()?;
    socket.local_addr().ok().map(|own| own.ip()).filter(|own| !own.is_unspecified())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        config: Config,
    }

    fn said(public: Option<&str>, listening: &str) -> String {
        let public = public.map(|url| format!("--public-url={url}"));
        let line = Line::parse_from(["watchdesk".to_owned()].into_iter().chain(public));
        settled(line.config, listening.parse().unwrap()).address()
    }

    #[test]
    fn it_is_what_was_chosen_or_where_it_listens() {
        assert_eq!(said(None, "127.0.0.1:4711"), "http://127.0.0.1:4711");
        assert_eq!(said(None, "10.1.2.3:80"), "http://10.1.2.3");
        assert_eq!(said(None, "[::1]:8080"), "http://[::1]:8080");
        assert_eq!(said(Some("https://desk.example.com"), "0.0.0.0:8080"), "https://desk.example.com");
        assert_eq!(said(Some("http://127.0.0.1:8080"), "0.0.0.0:8080"), "http://127.0.0.1:8080", "chosen is chosen");
    }

    #[test]
    fn nobody_is_sent_to_everywhere() {
        for everywhere in ["0.0.0.0:8080", "[::]:8080"] {
            let said = said(None, everywhere);
            let url: url::Url = said.parse().unwrap();
            let ip: IpAddr = url.host_str().unwrap().trim_matches(['[', ']']).parse().unwrap();
            assert!(!ip.is_unspecified() && url.port() == Some(8080), "{said}");
        }
    }
}
