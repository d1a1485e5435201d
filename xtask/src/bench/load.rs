//! Clients that ask one after the other for as long as they are told, each on a connection of its own. Knows no
//! request in particular.

use super::http::{Client, Request};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Milliseconds of each request, ascending.
    pub latencies: Vec<f64>,
    /// From the first request to the last answer.
    pub took: Duration,
}

/// Connected clients, so that connecting is not measured.
pub struct Crowd {
    clients: Vec<Client>,
}

impl Crowd {
    /// Connects so many clients.
    pub fn connect(address: SocketAddr, clients: usize) -> Result<Self, String> {
        Ok(Self { clients: (0..clients).map(|_| Client::connect(address)).collect::<Result<_, _>>()? })
    }

    /// Lets them ask for `time`. `ask` makes the request of each number, counted over all clients. The first answer
    /// that is not 2xx ends it all.
    pub fn run(&mut self, time: Duration, ask: &(dyn Fn(usize) -> Request + Sync)) -> Result<Sample, String> {
        let next = AtomicUsize::new(0);
        let failed = AtomicBool::new(false);
        let began = Instant::now();
        let one = |client: &mut Client| {
            let mut latencies = Vec::new();
            while began.elapsed() < time && !failed.load(Ordering::Relaxed) {
                let request = ask(next.fetch_add(1, Ordering::Relaxed));
                let sent = Instant::now();
                if let Err(why) = client.send(&request) {
                    failed.store(true, Ordering::Relaxed);
                    return Err(why);
                }
                latencies.push(sent.elapsed().as_secs_f64() * 1000.0);
            }
            Ok(latencies)
        };
        let results: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = self.clients.iter_mut().map(|client| scope.spawn(|| one(client))).collect();
            let ended = threads.into_iter().map(thread::ScopedJoinHandle::join);
            ended.map(|result| result.unwrap_or_else(|_| Err("a client of the bench panicked".into()))).collect()
        });
        let took = began.elapsed();
        let mut latencies = results.into_iter().collect::<Result<Vec<_>, _>>()?.concat();
        latencies.sort_by(f64::total_cmp);
        Ok(Sample { latencies, took })
    }
}

#[cfg(test)]
mod tests {
    use super::super::http::tests::serve;
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn every_client_asks_and_no_number_comes_twice() {
        let address = serve("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
        let seen = Mutex::new(Vec::new());
        let ask = |number| {
            seen.lock().unwrap().push(number);
            Request::plain("/healthz")
        };
        let sample = Crowd::connect(address, 4).unwrap().run(Duration::from_millis(50), &ask).unwrap();
        let mut seen = seen.into_inner().unwrap();
        seen.sort_unstable();
        assert_eq!(seen, (0..sample.latencies.len()).collect::<Vec<_>>());
        assert!(seen.len() >= 4 && sample.took >= Duration::from_millis(50));
        assert!(sample.latencies.is_sorted());
    }

    #[test]
    fn a_wrong_answer_ends_it_at_once() {
        let address = serve("HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n");
        let began = Instant::now();
        let sample = Crowd::connect(address, 3).unwrap().run(Duration::from_secs(30), &|_| Request::plain("/x"));
        assert!(sample.unwrap_err().contains("GET /x was answered 500"));
        assert!(began.elapsed() < Duration::from_secs(10));
    }
}
