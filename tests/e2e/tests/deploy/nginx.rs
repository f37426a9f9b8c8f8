//! A private nginx: Debian's configuration with its default site, and that of the deployment with other paths, ports and
//! certificates.

use std::net::{Ipv4Addr, Ipv6Addr, TcpListener, TcpStream};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, iter};

use e2e::{eventually, site};
use sandbox::{Config, Sandbox};

use crate::http::{Request, Response};

const CONFIGURATION: &str = include_str!("../../../../deploy/nginx.conf");

const README: &str = include_str!("../../../../README.md");

/// The paths that the site is served at.
pub(crate) const BASE_PATHS: [&str; 2] = ["/", "/tools/archive/"];

/// The placeholder host name in the configuration.
pub(crate) const HOST: &str = "archive.example.com";

/// The site behind nginx, with a sandbox as the upstream. Both stop when this is dropped.
pub(crate) struct Deployment {
    /// The upstream.
    pub(crate) api: Sandbox,
    nginx: Nginx,
}

impl Deployment {
    /// Serves the built site at all base paths.
    pub(crate) fn start(test: &str) -> Self {
        let api = Sandbox::start(Config::default()).expect("the sandbox starts");
        // Like Tallyfy it has several addresses, so that nginx could try the next one.
        let nginx = Nginx::start(test, &Tallyfy::At(&[api.port(), api.port()]), Tls::InFront);
        Self { api, nginx }
    }
}

impl Deref for Deployment {
    type Target = Nginx;

    fn deref(&self) -> &Nginx {
        &self.nginx
    }
}

/// The upstream in place of Tallyfy.
pub(crate) enum Tallyfy<'a> {
    /// Servers at these ports, as several addresses of one host.
    At(&'a [u16]),
    /// This nginx itself, over TLS, with a certificate for `name`. It responds with the SNI and the `Host`.
    Certified { name: &'a str, is_trusted: bool },
}

/// Where TLS ends.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Tls {
    /// In front of nginx, in another server as in the README.
    InFront,
    /// In nginx: the configuration unchanged.
    Here,
}

/// The site behind nginx. It stops when this is dropped.
pub(crate) struct Nginx {
    ports: Ports,
    folder: PathBuf,
    process: Child,
}

/// The ports of nginx, which replace those of the configurations.
struct Ports {
    /// 80, of both sites.
    http: u16,
    /// 443.
    https: u16,
    /// 8080, if TLS ends in front.
    inner: u16,
}

impl Nginx {
    /// Serves the built site at all base paths.
    pub(crate) fn start(test: &str, tallyfy: &Tallyfy, tls: Tls) -> Self {
        let folder = make_folder(test);
        let ports = Ports {
            http: free_port(),
            https: free_port(),
            inner: free_port(),
        };
        let site = configuration(&folder, &ports, tallyfy, tls);
        fs::write(folder.join("site.conf"), site).expect("the folder is there");
        let process = start(&folder, &ports);
        let mut nginx = Self { ports, folder, process };
        nginx.wait(tls);
        nginx
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.ports.inner)
    }

    /// The same if TLS ends in nginx.
    pub(crate) fn secure_url(&self) -> String {
        format!("https://127.0.0.1:{}", self.ports.https)
    }

    /// The served folder.
    pub(crate) fn www(&self) -> PathBuf {
        self.folder.join("www")
    }

    /// Sends a request as from a server in front that terminates TLS.
    pub(crate) fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        let request = Request { method, path, headers };
        let answer = request.send(self.ports.inner);
        answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// Sends a request to the port of all sites, without TLS.
    pub(crate) fn request_without_tls(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
        let request = Request { method, path, headers };
        let answer = request.send(self.ports.http);
        answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// Sends a request over TLS to `host`.
    pub(crate) fn request_over_tls(&self, method: &str, path: &str, headers: &[(&str, &str)], host: &str) -> Response {
        let request = Request { method, path, headers };
        let answer = request.send_over_tls(self.ports.https, host);
        answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// All logs of nginx, including those of the default site.
    pub(crate) fn logs(&self) -> String {
        let files = fs::read_dir(&self.folder).expect("the folder is there");
        let logs = files
            .filter_map(|file| Some(file.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|it| it == "log"));
        logs.map(|log| fs::read_to_string(log).expect("logs are text"))
            .collect()
    }

    fn wait(&mut self, tls: Tls) {
        let port = if tls == Tls::Here {
            self.ports.https
        } else {
            self.ports.inner
        };
        eventually(|| {
            let ended = self.process.try_wait().expect("it is our process");
            assert_eq!(ended, None, "{}", self.logs());
            TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()
        })
        .expect("nginx listens");
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn make_folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deploy").join(test);
    let _ = fs::remove_dir_all(&folder);
    for base in BASE_PATHS {
        copy(&site::dist(), &folder.join(format!("www{base}")));
    }
    folder
}

/// A free port below the ephemeral range: the system could assign an ephemeral one before nginx listens on it.
pub(crate) fn free_port() -> u16 {
    static GIVEN: AtomicU32 = AtomicU32::new(0);
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let ports = iter::repeat_with(|| {
        let base = process::id()
            .wrapping_mul(101)
            .wrapping_add(GIVEN.fetch_add(1, Ordering::Relaxed))
            % 20_000;
        10_000 + u16::try_from(base).expect("it is less than 20,000")
    });
    ports.take(20_000).find(is_free).expect("there are free ports")
}

/// Replaces a text that must occur exactly once.
fn replace(text: &str, theirs: &str, ours: &str) -> String {
    assert_eq!(text.matches(theirs).count(), 1, "{theirs}");
    text.replace(theirs, ours)
}

/// Changes the port of a site, and restricts it to loopback, with IPv6 if available. `options` follow the port.
fn listen(text: &str, port: u16, options: &str, ours: u16) -> String {
    let to = format!("listen 127.0.0.1:{ours}{options}");
    let text = replace(text, &format!("listen {port}{options}"), &to);
    let to = match TcpListener::bind((Ipv6Addr::LOCALHOST, 0)) {
        Ok(_) => format!("listen [::1]:{ours}{options}"),
        Err(_) => String::new(),
    };
    replace(&text, &format!("listen [::]:{port}{options}"), &to)
}

fn configuration(folder: &Path, ports: &Ports, tallyfy: &Tallyfy, tls: Tls) -> String {
    let base = folder.display();
    let certificate = make_certificate(folder, HOST);
    let key = certificate.with_extension("key");
    let text = replace(CONFIGURATION, "/var/www/tallyfy-archive;", &format!("{base}/www;"));
    let mut text = text.replace("/var/log/nginx/", &format!("{base}/"));
    if tls == Tls::InFront {
        // As the comment in the configuration says.
        let (before, paragraph) = text
            .split_once("    # If a server in front terminates TLS")
            .expect("it is there");
        let (paragraph, after) = paragraph.split_once("\n\n").expect("it ends");
        let comment = paragraph.lines().next().expect("it is there");
        let (_, listen) = comment.split_once('`').expect("it has the directive");
        let (listen, _) = listen.split_once('`').expect("it has the directive");
        let listen = replace(listen, "127.0.0.1:8080", &format!("127.0.0.1:{}", ports.inner));
        let (_, front) = README.split_once("```nginx\n").expect("README has it");
        let (front, _) = front.split_once("```").expect("it ends");
        let front = replace(front, "127.0.0.1:8080", &format!("127.0.0.1:{}", ports.inner));
        let front = replace(&front, "listen 443 ", &format!("listen 127.0.0.1:{} ", ports.https));
        text = format!("{before}{listen}\n\n{after}{front}");
    } else {
        text = listen(&text, 80, ";", ports.http);
        text = listen(&text, 443, " ssl http2;", ports.https);
    }
    let there = "/etc/ssl/certs/archive.example.com.pem";
    text = replace(&text, there, &certificate.display().to_string());
    let there = "/etc/ssl/private/archive.example.com.key";
    text = replace(&text, there, &key.display().to_string());
    with_upstream(&text, folder, tallyfy)
}

fn with_upstream(text: &str, folder: &Path, tallyfy: &Tallyfy) -> String {
    let address = "go.tallyfy.com:443";
    match tallyfy {
        Tallyfy::At(addresses) => {
            let text = replace(text, "https://go.tallyfy.com;", "http://go.tallyfy.com;");
            let server = text.lines().find(|line| line.contains(address)).expect("it is there");
            let servers = addresses
                .iter()
                .map(|port| server.replace(address, &format!("127.0.0.1:{port}")));
            replace(&text, server, &servers.collect::<Vec<_>>().join("\n"))
        }
        Tallyfy::Certified { name, is_trusted } => {
            let port = free_port();
            let certificate = make_certificate(folder, name);
            let key = certificate.with_extension("key");
            let (certificate, key) = (certificate.display(), key.display());
            let mut text = replace(text, address, &format!("127.0.0.1:{port}"));
            if *is_trusted {
                text = replace(&text, "/etc/ssl/certs/ca-certificates.crt", &certificate.to_string());
            }
            text + &format!(
                "server {{
                     listen 127.0.0.1:{port} ssl;
                     ssl_certificate {certificate};
                     ssl_certificate_key {key};
                     location / {{ return 200 \"$ssl_server_name $http_host\"; }}
                 }}"
            )
        }
    }
}

/// Makes a self-signed certificate and its key.
fn make_certificate(folder: &Path, name: &str) -> PathBuf {
    let certificate = folder.join(format!("{name}.pem"));
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-nodes", "-days", "2", "-newkey", "ec"]);
    openssl.args(["-pkeyopt", "ec_paramgen_curve:prime256v1"]);
    openssl.args(["-subj", &format!("/CN={name}")]);
    openssl.args(["-addext", &format!("subjectAltName=DNS:{name}")]);
    openssl.arg("-keyout").arg(certificate.with_extension("key"));
    openssl.arg("-out").arg(&certificate);
    let made = openssl.stderr(Stdio::null()).status();
    assert!(made.is_ok_and(|status| status.success()), "openssl makes a certificate");
    certificate
}

/// Starts nginx with Debian's configuration, but not as a daemon and with other folders. The packages are installed, or
/// unpacked into a folder.
fn start(folder: &Path, ports: &Ports) -> Child {
    let program = env::var_os("NGINX_BIN").map_or_else(|| PathBuf::from("/usr/sbin/nginx"), PathBuf::from);
    let root = program.ancestors().nth(3).expect("nginx is in usr/sbin of some folder");
    // Debian's modules are loaded by relative paths.
    let prefix = root.join("usr/share/nginx");
    let (base, etc) = (folder.display(), root.join("etc/nginx"));
    let read = |file: &str| fs::read_to_string(etc.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    let default = read("sites-available/default");
    let default = listen(&default, 80, " default_server;", ports.http);
    fs::write(folder.join("default"), default).expect("the folder is there");
    let main = read("nginx.conf").replace("/var/log/nginx/", &format!("{base}/"));
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let temporary = temporary.map(|kind| format!("{kind}_temp_path {base}/{kind};"));
    let sites = format!("{base}/default; {}", temporary.concat());
    let main = replace(&main, "/etc/nginx/sites-enabled/*;", &sites);
    let main = replace(&main, "/etc/nginx/conf.d/*.conf", &format!("{base}/site.conf"));
    let main = replace(&main, "pid /run/nginx.pid", &format!("pid {base}/nginx.pid"));
    // Modules are enabled only when their package is installed.
    let module = prefix.join("modules-available/*brotli-static.conf");
    let main = replace(
        &main,
        "/etc/nginx/modules-enabled/*.conf",
        &module.display().to_string(),
    );
    let main = main.replace("/etc/nginx/", &format!("{}/", etc.display()));
    let file = folder.join("nginx.conf");
    fs::write(&file, format!("daemon off; master_process off;\n{main}")).expect("the folder is there");
    let mut nginx = Command::new(&program);
    nginx.arg("-p").arg(prefix).arg("-e").arg(folder.join("main.log"));
    nginx.arg("-c").arg(file);
    let nginx = nginx.stdin(Stdio::null()).spawn();
    nginx.unwrap_or_else(|error| panic!("nginx does not start: {error}"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for file in fs::read_dir(from).expect("the site is built").flatten() {
        let base = to.join(file.file_name());
        if file.path().is_dir() {
            copy(&file.path(), &base);
        } else {
            fs::copy(file.path(), base).expect("a file can be copied");
        }
    }
}
