//! Everything the operator can set, as flags and `WATCHDESK_…` environment variables. It only describes and
//! checks values; it opens nothing and must not know what uses them.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    str::FromStr,
};

use clap::{Args, ValueEnum};
use url::Url;

/// The settings of a running desk. `--help` states each default.
#[derive(Clone, Debug, Args)]
pub struct Config {
    /// Address to listen on
    #[arg(long, env = "WATCHDESK_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Address by which people reach the desk, printed with every one-time code. With https, cookies are sent over TLS only [default: where the desk listens]
    #[arg(long, env = "WATCHDESK_PUBLIC_URL", value_parser = public_url)]
    pub public_url: Option<Url>,

    /// Folder for the embedded database and uploaded files; its `files` are one folder for all nodes of a desk
    #[arg(long = "data", env = "WATCHDESK_DATA", default_value = "./watchdesk-data")]
    pub data: PathBuf,

    /// Database URL, for a server of your own [default: watchdesk.db in the data folder]
    #[arg(long, env = "WATCHDESK_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<Secret>,

    /// Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, such as 127.0.0.1,10.0.0.0/8 [default: none]
    #[arg(long, env = "WATCHDESK_TRUSTED_PROXIES", value_delimiter = ',')]
    pub trusted_proxies: Vec<Cidr>,

    /// Largest file that may be uploaded, in MB (1 MB = 1,000,000 bytes)
    #[arg(long, env = "WATCHDESK_MAX_UPLOAD", default_value_t = 25, value_parser = clap::value_parser!(u64).range(1..=10_000))]
    pub max_upload: u64,

    /// How log lines are written
    #[arg(long, env = "WATCHDESK_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

/// How log lines are written: for people or for machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Text,
    Json,
}

impl Config {
    /// The folder that holds uploaded files.
    pub fn files_folder(&self) -> PathBuf {
        Path::new(&self.data).join("files")
    }

    /// The largest upload, in bytes.
    pub fn max_upload_bytes(&self) -> u64 {
        self.max_upload.saturating_mul(1_000_000)
    }

    /// Whether people reach the desk over TLS.
    pub fn is_tls(&self) -> bool {
        self.public_url.as_ref().is_some_and(|url| url.scheme() == "https")
    }

    /// The address by which people reach the desk, without a slash at its end: the one that was chosen, else where it listens.
    pub fn address(&self) -> String {
        let chosen = self.public_url.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned());
        chosen.unwrap_or_else(|| format!("http://{}", self.listen))
    }
}

/// A text that must not be logged. `Debug` and `Display` redact it: a URL keeps all but its password and query.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for Secret {
    type Err = std::convert::Infallible;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is no URL cannot be told apart from a bare password, so none of it is shown.
        let Ok(mut url) = Url::parse(&self.0) else {
            return f.write_str("[redacted]");
        };
        // A password may stand among the parameters too.
        if url.query().is_some() {
            url.set_query(Some("redacted"));
        }
        if url.password().is_some() && url.set_password(Some("redacted")).is_err() {
            return f.write_str("[redacted]");
        }
        f.write_str(url.as_str())
    }
}

/// A range of addresses such as `10.0.0.0/8`; one address stands for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cidr {
    network: IpAddr,
    bits: u8,
}

impl Cidr {
    /// Whether the address lies in the range. An IPv4 address in IPv6 clothing counts as IPv4.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.network, address.to_canonical()) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                same_prefix(u128::from(network.to_bits()) << 96, u128::from(address.to_bits()) << 96, self.bits)
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => same_prefix(network.to_bits(), address.to_bits(), self.bits),
            _ => false,
        }
    }
}

impl FromStr for Cidr {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is neither an address nor a range such as 10.0.0.0/8");
        let (address, bits) = match text.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text.trim(), None),
        };
        let network: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if network.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits.parse().map_err(|_| wrong())?,
            None => most,
        };
        if bits > most {
            return Err(wrong());
        }
        Ok(Self { network, bits })
    }
}

fn same_prefix(a: u128, b: u128, bits: u8) -> bool {
    bits == 0 || (a ^ b) >> (128 - u32::from(bits)) == 0
}

fn public_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("{error}; write it like https://desk.example.com"))?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.host().is_some()
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if plain { Ok(url) } else { Err("write scheme and host only, like https://desk.example.com".to_owned()) }
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory, FromArgMatches, Parser};

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        config: Config,
    }

    fn parse(args: &[&str]) -> Result<Config, clap::Error> {
        let args = std::iter::once("watchdesk").chain(args.iter().copied());
        Line::command()
            .try_get_matches_from(args)
            .and_then(|matches| Line::from_arg_matches(&matches))
            .map(|line| line.config)
    }

    #[test]
    fn defaults_stand_in_the_help() {
        let help = Line::command().render_long_help().to_string();
        for word in [
            "127.0.0.1:8080",
            "./watchdesk-data",
            "25",
            "[default: text]",
            "watchdesk.db in the data folder",
            "[default: none]",
        ] {
            assert!(help.contains(word), "{word} is missing in:\n{help}");
        }
        let config = parse(&[]).unwrap();
        assert_eq!(config.database_url, None);
        assert_eq!(config.max_upload_bytes(), 25_000_000);
        assert!(!config.is_tls());
    }

    #[test]
    fn passwords_do_not_reach_the_log() {
        for url in ["server://desk:s3cret@db/desk", "server://db/desk?password=s3cret", "s3cret"] {
            let config = parse(&["--database-url", url]).unwrap();
            let secret = config.database_url.clone().unwrap();
            assert_eq!(secret.reveal(), url);
            let shown = format!("{config:?} {secret}");
            assert!(!shown.contains("s3cret"), "{shown}");
        }
    }

    #[test]
    fn ranges() {
        let range: Cidr = "10.0.0.0/8".parse().unwrap();
        assert!(range.contains("10.255.1.2".parse().unwrap()));
        assert!(range.contains("::ffff:10.1.1.1".parse().unwrap()));
        assert!(!range.contains("11.0.0.1".parse().unwrap()));
        assert!(!range.contains("::1".parse().unwrap()));
        let one: Cidr = "::1".parse().unwrap();
        assert!(one.contains("::1".parse().unwrap()) && !one.contains("::2".parse().unwrap()));
        assert!("0.0.0.0/0".parse::<Cidr>().unwrap().contains("8.8.8.8".parse().unwrap()));
        for bad in ["", "10.0.0.0/33", "10.0.0.0/-1", "desk/8", "10.0.0.0/8/8"] {
            assert!(bad.parse::<Cidr>().is_err(), "{bad}");
        }
        assert_eq!(parse(&["--trusted-proxies", "127.0.0.1,10.0.0.0/8"]).unwrap().trusted_proxies.len(), 2);
    }

    #[test]
    fn a_public_address_is_scheme_and_host() {
        assert!(parse(&["--public-url", "https://desk.example.com"]).unwrap().is_tls());
        for bad in ["desk.example.com", "ftp://desk", "https://desk/path", "https://a:b@desk", "javascript:alert(1)"] {
            assert!(parse(&["--public-url", bad]).is_err(), "{bad}");
        }
        assert!(parse(&["--max-upload", "0"]).is_err());
    }
}
