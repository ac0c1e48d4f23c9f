//! `upfront serve`: the site on this machine, built in memory, rebuilt when a file changes.
//!
//! It looks for changes by reading the files' times twice a second, because network shares and editors that save by
//! renaming tell nobody. The output folder is never touched. While the rules hold errors the last good pages stay,
//! with the findings on top of every page and in the terminal.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, SystemTime},
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, Uri, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use jiff::civil::Date;
use tokio::{net::TcpListener, sync::watch};
use walkdir::WalkDir;

use super::{CouldNotRun, build::built};
use crate::{
    diagnostics::{fault::plain_words, text::render},
    folder::Folder,
    pipeline::{BuiltSite, Sink},
    source::{SITE_FILE, SITE_FOLDERS},
};

/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// How long a page waits to be told of a change before it asks again.
const WAIT_AT_MOST: Duration = Duration::from_secs(25);

/// How long a browser may take to ask, from when it is connected or was answered last. One that has gone without a word
/// holds a connection no longer than that.
const ASK_WITHIN: Duration = Duration::from_secs(10);

/// What scripts, styles and connections a served page may have: those of the site, and the reload script.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
     font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; \
     object-src 'none'; frame-ancestors 'none'";

/// Reloads the page when the server says that the site has changed.
const RELOAD: &str = "\
const wait = async (from) => {
  try {
    const answer = await fetch('/__upfront/changed?from=' + from);
    const now = await answer.text();
    if (from && now !== from) location.reload();
    else wait(now);
  } catch {
    setTimeout(() => wait(from), 1000);
  }
};
wait('');
";

/// The page while no site has been built without an error since the server was started.
const NOTHING_YET: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Nothing to show yet</title></head>\
     <body><h1>There is nothing to show yet</h1><p>When the errors are mended, the site comes by itself.</p><main></main></body></html>";

/// What is served at the moment.
#[derive(Debug, Default)]
struct Served {
    /// The last site that was built without an error.
    site: BuiltSite,
    /// Its files that were made together, by what tells all that they were made from.
    sections: BTreeMap<String, Vec<String>>,
    /// The findings of the last build as text, where it had errors.
    faults: Option<String>,
}

#[derive(Clone)]
struct Server {
    served: Arc<Mutex<Served>>,
    changes: watch::Receiver<u64>,
}

/// Serves a site until it is stopped. `say` is given each line for the terminal.
pub(super) fn serve(
    root: &Path,
    port: u16,
    as_of: Option<Date>,
    say: fn(&str),
) -> Result<(), CouldNotRun> {
    // With faulty rules there are findings to show, and here there is nothing.
    if root.is_dir() && !root.join("site.yaml").exists() {
        return Err(CouldNotRun(format!(
            "There is no site in `{}` to show: it has no `site.yaml`. Give the folder of a site: `upfront serve FOLDER`.",
            root.display()
        )));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|fault| {
            CouldNotRun(format!(
                "The server could not be started: {}.",
                plain_words(&fault)
            ))
        })?;
    let address = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port);
    let (changed, changes) = watch::channel(0);
    let served = Arc::new(Mutex::new(Served::default()));
    rebuild(root, as_of, &served, say)?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await.map_err(|fault| {
            CouldNotRun(format!(
                "Port {port} could not be opened: {}. Try another with --port.",
                plain_words(&fault)
            ))
        })?;
        let address = listener.local_addr().unwrap_or(address);
        say(&format!(
            "Serving http://{address}/ - press Ctrl-C to stop."
        ));
        if served.lock().unwrap_or_else(PoisonError::into_inner).site.is_empty() {
            say("There is nothing to show yet. When what is told above is mended, the pages come by themselves.");
        }
        let watched = Watch {
            root: root.to_owned(),
            as_of,
            served: Arc::clone(&served),
            changed,
            say,
        };
        thread::spawn(move || watched.run());
        answer(listener, router(Server { served, changes }), ASK_WITHIN).await;
        Ok(())
    })
}

/// Answers each connection until it is closed; one that does not ask in time is.
async fn answer(listener: TcpListener, router: Router, ask_within: Duration) {
    let mut connections = http1::Builder::new();
    connections
        .timer(TokioTimer::new())
        .header_read_timeout(ask_within);
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let service = TowerToHyperService::new(router.clone());
                let connection = connections.serve_connection(TokioIo::new(stream), service);
                // What goes wrong with one connection is between it and its browser.
                tokio::spawn(async move { connection.await.ok() });
            }
            // Too many are open: some close in time.
            Err(_) => tokio::time::sleep(LOOK_EVERY).await,
        }
    }
}

/// A site that is being built in memory. What has not changed is taken from the last.
struct Rebuilt<'a> {
    last: &'a Mutex<Served>,
    new: Mutex<Served>,
}

impl Sink for Rebuilt<'_> {
    fn put(&self, key: &str, path: String, bytes: Vec<u8>) {
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        let section = new.sections.entry(key.to_owned()).or_default();
        section.push(path.clone());
        new.site.insert(path, bytes);
    }

    fn earlier(&self, key: &str) -> Option<Vec<(String, Vec<u8>)>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let paths = last.sections.get(key)?.iter();
        paths
            .map(|path| Some((path.clone(), last.site.get(path)?.clone())))
            .collect()
    }
}

/// Rebuilds the site and keeps it if it has no error, and its findings if it has.
fn rebuild(
    root: &Path,
    as_of: Option<Date>,
    served: &Mutex<Served>,
    say: fn(&str),
) -> Result<(), CouldNotRun> {
    let rebuilt = Rebuilt {
        last: served,
        new: Mutex::default(),
    };
    let loaded = built(&Folder::at(root), as_of, &rebuilt)?;
    let report = render(&loaded.files, &loaded.findings, false);
    say(report.trim_end());
    let new = rebuilt.new.into_inner();
    let mut served = served.lock().unwrap_or_else(PoisonError::into_inner);
    if loaded.findings.has_errors() {
        served.faults = Some(report);
    } else {
        *served = new.unwrap_or_else(PoisonError::into_inner);
    }
    Ok(())
}

/// The thread that looks for changes.
struct Watch {
    root: PathBuf,
    as_of: Option<Date>,
    served: Arc<Mutex<Served>>,
    changed: watch::Sender<u64>,
    say: fn(&str),
}

impl Watch {
    fn run(&self) {
        let mut seen = times(&self.root);
        loop {
            thread::sleep(LOOK_EVERY);
            let now = times(&self.root);
            if now == seen {
                continue;
            }
            seen = now;
            if let Err(CouldNotRun(sentence)) =
                rebuild(&self.root, self.as_of, &self.served, self.say)
            {
                (self.say)(&sentence);
                self.served
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .faults = Some(sentence);
            }
            self.changed.send_modify(|change| *change += 1);
        }
    }
}

/// When each file that a site is made from was written last, and how long it is.
fn times(root: &Path) -> BTreeMap<PathBuf, (Option<SystemTime>, u64)> {
    [SITE_FILE]
        .iter()
        .chain(&SITE_FOLDERS)
        .flat_map(|part| {
            WalkDir::new(root.join(part))
                .follow_root_links(false)
                .into_iter()
        })
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            let about = entry.metadata().ok()?;
            Some((entry.into_path(), (about.modified().ok(), about.len())))
        })
        .collect()
}

fn router(server: Server) -> Router {
    Router::new()
        .route(
            "/__upfront/reload.js",
            get(|| async { file("reload.js", RELOAD) }),
        )
        .route("/__upfront/changed", get(changed))
        .fallback(get(page))
        .layer(middleware::from_fn(only_this_machine))
        .with_state(server)
}

/// Answers only to names of this machine, so that no page from elsewhere can read the site through this server.
async fn only_this_machine(request: Request, next: Next) -> Response {
    if is_local(request.headers()) {
        return next.run(request).await;
    }
    (
        StatusCode::FORBIDDEN,
        "This server answers only to localhost.\n",
    )
        .into_response()
}

fn is_local(headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("");
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

/// Waits until the site is another than the one the page came from, and says which it is now.
async fn changed(State(server): State<Server>, uri: Uri) -> Response {
    let from = uri
        .query()
        .and_then(|query| query.strip_prefix("from="))
        .and_then(|from| from.parse::<u64>().ok());
    let mut changes = server.changes;
    if let Some(from) = from {
        // A time-out only means that the page asks again.
        let _ = tokio::time::timeout(WAIT_AT_MOST, changes.wait_for(|now| *now != from)).await;
    }
    let now = *changes.borrow();
    ([(header::CACHE_CONTROL, "no-store")], now.to_string()).into_response()
}

async fn page(State(server): State<Server>, uri: Uri) -> Response {
    let served = server.served.lock().unwrap_or_else(PoisonError::into_inner);
    if served.site.is_empty() {
        let page = with_faults(
            "index.html",
            NOTHING_YET.as_bytes(),
            served.faults.as_deref(),
        );
        return (StatusCode::SERVICE_UNAVAILABLE, page).into_response();
    }
    let path = uri.path().trim_start_matches('/');
    let index = || {
        if path.is_empty() {
            "index.html".to_owned()
        } else {
            format!("{}/index.html", path.trim_end_matches('/'))
        }
    };
    if let Some(bytes) = served.site.get(path) {
        return with_faults(path, bytes, served.faults.as_deref()).into_response();
    }
    match served.site.get(&index()) {
        // Relative links need the slash.
        Some(_) if !path.is_empty() && !path.ends_with('/') => (
            StatusCode::MOVED_PERMANENTLY,
            [(header::LOCATION, format!("/{path}/"))],
        )
            .into_response(),
        Some(bytes) => with_faults("index.html", bytes, served.faults.as_deref()).into_response(),
        None => {
            let missing = served.site.get("404.html").map_or(
                &b"<!doctype html><title>Not found</title>"[..],
                Vec::as_slice,
            );
            (
                StatusCode::NOT_FOUND,
                with_faults("404.html", missing, served.faults.as_deref()),
            )
                .into_response()
        }
    }
}

/// A file of the site; a page also gets the reload script, and the findings where there are errors.
fn with_faults(path: &str, bytes: &[u8], faults: Option<&str>) -> Response {
    if !has_ending(path, "html") {
        return file(path, bytes.to_vec());
    }
    let page = String::from_utf8_lossy(bytes);
    // The page's own policy allows no reload script; the header that is sent with it does.
    let page = match (
        page.find("<meta http-equiv=\"Content-Security-Policy\""),
        faults,
    ) {
        (Some(start), _) => {
            let end = page
                .get(start..)
                .and_then(|rest| rest.find('>'))
                .map_or(start, |end| start + end + 1);
            format!(
                "{}{}",
                page.get(..start).unwrap_or(""),
                page.get(end..).unwrap_or("")
            )
        }
        (None, _) => page.into_owned(),
    };
    let script = "<script src=\"/__upfront/reload.js\" defer></script></head>";
    let mut page = page.replacen("</head>", script, 1);
    if !page.contains(script) {
        page.push_str(script);
    }
    if let Some(faults) = faults {
        let pages = if bytes == NOTHING_YET.as_bytes() {
            ""
        } else {
            " These are the last good pages."
        };
        let notice = format!(
            "<section role=\"alert\" aria-label=\"Findings\"><h2>The rules have errors.{pages}</h2><pre tabindex=\"0\">{}</pre></section>",
            escaped(faults)
        );
        page = match page.find("<main") {
            Some(at) => format!(
                "{}{notice}{}",
                page.get(..at).unwrap_or(""),
                page.get(at..).unwrap_or("")
            ),
            None => format!("{page}{notice}"),
        };
    }
    file(path, page)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|found| found.eq_ignore_ascii_case(ending))
}

fn file(path: &str, bytes: impl Into<Body>) -> Response {
    let kinds = [
        ("html", "text/html; charset=utf-8"),
        ("css", "text/css; charset=utf-8"),
        ("js", "text/javascript; charset=utf-8"),
        ("json", "application/json"),
        ("wasm", "application/wasm"),
        ("svg", "image/svg+xml"),
        ("csv", "text/csv; charset=utf-8"),
        ("xml", "application/xml"),
        ("png", "image/png"),
    ];
    let kind = kinds
        .iter()
        .find(|(ending, _)| has_ending(path, ending))
        .map_or("text/plain; charset=utf-8", |kind| kind.1);
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, bytes.into()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn host(name: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::HOST, name.parse().unwrap())])
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for name in ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000"] {
            assert!(is_local(&host(name)), "{name}");
        }
        for name in [
            "example.org",
            "localhost.example.org:8000",
            "127.0.0.1.example.org",
            "",
        ] {
            assert!(!is_local(&host(name)), "{name}");
        }
    }

    #[test]
    fn a_connection_that_does_not_ask_is_closed_and_one_that_asks_is_answered() {
        use std::{
            io::{Read, Write},
            net::TcpStream,
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        let listener = runtime
            .block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .unwrap();
        let address = listener.local_addr().unwrap();
        let server = Server {
            served: Arc::default(),
            changes: watch::channel(0).1,
        };
        let ask_within = Duration::from_millis(200);
        thread::spawn(move || runtime.block_on(answer(listener, router(server), ask_within)));
        let request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
        for (said, is_answered) in [
            ("", false),
            ("GET / HTTP/1.1\r\nHost: local", false),
            // And then nothing more.
            (request, true),
        ] {
            let mut stream = TcpStream::connect(address).unwrap();
            // Where it is not closed, this is told before the test is held up.
            stream
                .set_read_timeout(Some(Duration::from_secs(20)))
                .unwrap();
            stream.write_all(said.as_bytes()).unwrap();
            let mut told = Vec::new();
            stream.read_to_end(&mut told).unwrap();
            let told = String::from_utf8_lossy(&told);
            assert_eq!(
                told.contains("There is nothing to show yet"),
                is_answered,
                "{said}: {told}"
            );
        }
    }

    #[test]
    fn a_folder_without_a_site_is_not_served() {
        let folder = tempfile::tempdir().unwrap();
        let CouldNotRun(words) =
            serve(folder.path(), 0, None, |line| panic!("{line}")).unwrap_err();
        assert!(words.contains("it has no `site.yaml`"), "{words}");
    }

    #[test]
    fn a_site_that_was_never_good_shows_its_findings_on_every_page() {
        let served = Served {
            faults: Some("error[missing-key]: there are no <rules>".to_owned()),
            ..Served::default()
        };
        let server = Server {
            served: Arc::new(Mutex::new(served)),
            changes: watch::channel(0).1,
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        for path in ["/", "/town/2026-27/"] {
            let answer = runtime.block_on(page(State(server.clone()), path.parse().unwrap()));
            assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
            let body = axum::body::to_bytes(answer.into_body(), usize::MAX);
            let shown = String::from_utf8(runtime.block_on(body).unwrap().to_vec()).unwrap();
            for part in [
                "There is nothing to show yet",
                "there are no &lt;rules&gt;",
                "reload.js",
            ] {
                assert!(shown.contains(part), "{part}: {shown}");
            }
            assert!(!shown.contains("last good pages"), "{shown}");
        }
    }
}
