//! A small HTTP/1.1 client that keeps its connection, so that the figures hold the server's work and little else.
//! Knows no address of the desk.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// The media types of a page, of what the desk's own script asks for, and of JSON.
pub const HTML: &str = "text/html";
pub const FRAGMENT: &str = "text/vnd.watchdesk.fragment+html";
pub const JSON: &str = "application/json";

/// A request, ready to be sent many times.
#[derive(Clone)]
pub struct Request {
    /// `GET /tickets`, for messages.
    pub line: String,
    bytes: Vec<u8>,
    /// The answer is to be 303, and nothing else.
    is_sent_on: bool,
}

impl Request {
    /// Asks for `path` as a signed-in reader.
    pub fn get(path: &str, accept: &str, token: &str) -> Self {
        Self::new("GET", path, &format!("Accept: {accept}\r\nAuthorization: Bearer {token}\r\n"), b"")
    }

    /// Asks for `path` as anybody.
    pub fn plain(path: &str) -> Self {
        Self::new("GET", path, "", b"")
    }

    /// Posts JSON. `headers` are whole lines with their ends.
    pub fn post(path: &str, headers: &str, body: &str) -> Self {
        Self::post_as(JSON, path, headers, body.as_bytes())
    }

    /// Posts a body of another type, and wants JSON.
    pub fn post_as(media_type: &str, path: &str, headers: &str, body: &[u8]) -> Self {
        let length = body.len();
        let own = format!("Accept: {JSON}\r\nContent-Type: {media_type}\r\nContent-Length: {length}\r\n{headers}");
        Self::new("POST", path, &own, body)
    }

    fn new(method: &str, path: &str, headers: &str, body: &[u8]) -> Self {
        let line = format!("{method} {path}");
        let head = format!("{line} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n");
        Self { line, bytes: [head.as_bytes(), body].concat(), is_sent_on: false }
    }

    /// The same, which is to be answered by a redirect; that is not followed.
    pub fn sent_on(self) -> Self {
        Self { is_sent_on: true, ..self }
    }
}

/// One kept connection.
pub struct Client {
    stream: BufReader<TcpStream>,
    line: String,
    body: Vec<u8>,
}

/// A server that says nothing for so long has hung.
const PATIENCE: Duration = Duration::from_secs(60);

impl Client {
    /// Connects.
    pub fn connect(address: SocketAddr) -> Result<Self, String> {
        let open = || {
            let stream = TcpStream::connect(address)?;
            stream.set_nodelay(true)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            std::io::Result::Ok(stream)
        };
        let stream = open().map_err(|why| format!("cannot connect to {address}: {why}"))?;
        let stream = BufReader::with_capacity(128 * 1024, stream);
        Ok(Self { stream, line: String::new(), body: Vec::new() })
    }

    /// Sends the request and answers the status and the whole body.
    pub fn exchange(&mut self, request: &Request) -> Result<(u16, &[u8]), String> {
        let told = |why: std::io::Error| format!("{}: {why}", request.line);
        self.stream.get_mut().write_all(&request.bytes).map_err(told)?;
        let status = self.answer().map_err(told)?;
        Ok((status, &self.body))
    }

    /// The same, where anything but 2xx, or but the redirect that is to come, is an error that quotes the answer.
    pub fn send(&mut self, request: &Request) -> Result<&[u8], String> {
        let (status, body) = self.exchange(request)?;
        let is_sound = if request.is_sent_on { status == 303 } else { (200..300).contains(&status) };
        if is_sound {
            return Ok(body);
        }
        let said: String = String::from_utf8_lossy(body).chars().take(600).collect();
        Err(format!("{} was answered {status}: {said}", request.line))
    }

    fn answer(&mut self) -> std::io::Result<u16> {
        let status = self.next_line()?.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status: u16 = status.ok_or_else(|| wrong("no status line"))?;
        let mut length = None;
        let mut chunked = false;
        loop {
            let line = self.next_line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse::<usize>().ok();
            } else if name.eq_ignore_ascii_case("transfer-encoding") {
                chunked = value.trim().eq_ignore_ascii_case("chunked");
            }
        }
        self.body.clear();
        match length {
            _ if chunked => self.chunks()?,
            Some(length) => self.take(length)?,
            None if matches!(status, 204 | 304) => {}
            None => return Err(wrong("an answer without a length")),
        }
        Ok(status)
    }

    fn chunks(&mut self) -> std::io::Result<()> {
        loop {
            let line = self.next_line()?;
            let size = line.split(';').next().unwrap_or_default().trim();
            let size = usize::from_str_radix(size, 16).map_err(|_| wrong("a chunk without a size"))?;
            if size == 0 {
                // Trailers, if any, end with an empty line.
                while !self.next_line()?.is_empty() {}
                return Ok(());
            }
            self.take(size)?;
            self.next_line()?;
        }
    }

    fn take(&mut self, length: usize) -> std::io::Result<()> {
        let limit = u64::try_from(length).map_err(|_| wrong("an endless answer"))?;
        let read = self.stream.by_ref().take(limit).read_to_end(&mut self.body)?;
        if read == length { Ok(()) } else { Err(wrong("the answer broke off")) }
    }

    fn next_line(&mut self) -> std::io::Result<&str> {
        self.line.clear();
        if self.stream.read_line(&mut self.line)? == 0 {
            return Err(wrong("the server closed the connection"));
        }
        Ok(self.line.trim_end())
    }
}

fn wrong(why: &str) -> std::io::Error {
    std::io::Error::new(std::io::ErrorKind::InvalidData, why)
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use std::net::TcpListener;

    /// A server that gives each request on each connection the same answer.
    pub fn serve(answer: &'static str) -> SocketAddr {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                std::thread::spawn(move || answer_all(&stream, answer));
            }
        });
        address
    }

    fn answer_all(mut stream: &TcpStream, answer: &str) {
        let mut lines = BufReader::new(stream);
        let mut line = String::new();
        while lines.read_line(&mut line).is_ok_and(|length| length > 0) {
            if line.trim().is_empty() && stream.write_all(answer.as_bytes()).is_err() {
                return;
            }
            line.clear();
        }
    }

    #[test]
    fn a_kept_connection_reads_lengths_and_chunks() {
        let counted = serve("HTTP/1.1 200 OK\r\ncontent-length: 5\r\nx-y: z\r\n\r\nhello");
        let mut client = Client::connect(counted).unwrap();
        for _ in 0..3 {
            assert_eq!(client.send(&Request::plain("/x")).unwrap(), b"hello");
        }
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n";
        let mut client = Client::connect(serve(chunked)).unwrap();
        for _ in 0..3 {
            assert_eq!(client.send(&Request::get("/x", HTML, "t")).unwrap(), b"hello");
        }
        let mut client = Client::connect(serve("HTTP/1.1 204 No Content\r\n\r\n")).unwrap();
        assert_eq!(client.exchange(&Request::plain("/x")).unwrap(), (204, b"".as_slice()));
    }

    #[test]
    fn a_redirect_is_an_answer_to_whom_expects_it_only() {
        let mut client = Client::connect(serve("HTTP/1.1 303 See Other\r\ncontent-length: 0\r\n\r\n")).unwrap();
        assert_eq!(client.send(&Request::plain("/x").sent_on()).unwrap(), b"");
        assert_eq!(client.send(&Request::plain("/x")).unwrap_err(), "GET /x was answered 303: ");
        let mut client = Client::connect(serve("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok")).unwrap();
        assert_eq!(client.send(&Request::plain("/x").sent_on()).unwrap_err(), "GET /x was answered 200: ok");
    }

    #[test]
    fn a_refusal_is_quoted() {
        let address = serve("HTTP/1.1 422 Unprocessable\r\ncontent-length: 7\r\n\r\nno type");
        let why = Client::connect(address).unwrap().send(&Request::post("/tickets", "", "")).unwrap_err();
        assert_eq!(why, "POST /tickets was answered 422: no type");
    }
}
