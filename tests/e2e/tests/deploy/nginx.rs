//! An nginx of one's own, with the deployment's configuration as it is but for places and ports.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::{env, fs};

use e2e::{eventually, site};
use sandbox::{Config, Running, Sandbox};

use crate::wire::{Answer, Request};

const CONFIGURATION: &str = include_str!("../../../../deploy/nginx.conf");

/// The folders below nginx's that the site is put into.
pub(crate) const PLACES: [&str; 2] = ["/", "/tools/archive/"];

/// The site behind nginx. It ends when this is dropped.
pub(crate) struct Deployment {
    /// Stands in for Tallyfy.
    pub(crate) api: Running,
    port: u16,
    folder: PathBuf,
    process: Child,
}

impl Deployment {
    /// Serves the built site from all places.
    pub(crate) fn start(test: &str) -> Self {
        let (api, folder) = (start_sandbox(), make_folder(test));
        // Like Tallyfy it has more than one address: nginx could try the next.
        let server = format!("server 127.0.0.1:{};", api.port());
        let upstream = format!("upstream tallyfy {{ {server} {server} }}");
        Self::start_before(api, folder, "http://tallyfy", &upstream)
    }

    /// Somebody else answers in Tallyfy's place, with a certificate that nobody vouches for.
    pub(crate) fn start_before_an_impostor(test: &str) -> Self {
        let (api, folder) = (start_sandbox(), make_folder(test));
        let port = free_port();
        let place = folder.display();
        let mut openssl = Command::new("openssl");
        openssl.args([
            "req",
            "-x509",
            "-nodes",
            "-newkey",
            "rsa:2048",
            "-subj",
            "/CN=127.0.0.1",
            "-days",
            "2",
        ]);
        openssl
            .args(["-keyout", "key.pem", "-out", "certificate.pem"])
            .current_dir(&folder);
        let made = openssl.stderr(Stdio::null()).status();
        assert!(made.is_ok_and(|status| status.success()), "openssl makes a certificate");
        let server = format!(
            "server {{
                 listen 127.0.0.1:{port} ssl;
                 ssl_certificate {place}/certificate.pem;
                 ssl_certificate_key {place}/key.pem;
                 location / {{ return 204; }}
             }}"
        );
        Self::start_before(api, folder, &format!("https://127.0.0.1:{port}"), &server)
    }

    fn start_before(api: Running, folder: PathBuf, upstream: &str, more: &str) -> Self {
        let port = free_port();
        let site = configuration(&folder, port, upstream) + more;
        fs::write(folder.join("site.conf"), site).expect("the folder is there");
        let process = start(&folder);
        let mut deployment = Self {
            api,
            port,
            folder,
            process,
        };
        deployment.wait();
        deployment
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What is served, to be changed by a test.
    pub(crate) fn www(&self) -> PathBuf {
        self.folder.join("www")
    }

    /// Sends a request that no browser would.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request = Request { method, path, headers };
        request
            .send(self.port)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// All that nginx wrote down.
    pub(crate) fn logs(&self) -> String {
        let files = fs::read_dir(&self.folder).expect("the folder is there");
        let logs = files
            .filter_map(|file| Some(file.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|it| it == "log"));
        logs.map(|log| fs::read_to_string(log).expect("logs are text"))
            .collect()
    }

    fn wait(&mut self) {
        eventually(|| {
            let ended = self.process.try_wait().expect("it is our process");
            assert_eq!(ended, None, "{}", self.logs());
            TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).ok()
        })
        .expect("nginx listens");
    }
}

impl Drop for Deployment {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn start_sandbox() -> Running {
    Sandbox::start(Config::default()).expect("the sandbox starts")
}

fn make_folder(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("deploy").join(test);
    let _ = fs::remove_dir_all(&folder);
    for place in PLACES {
        copy(&site::dist(), &folder.join(format!("www{place}")));
    }
    folder
}

/// A port that nobody listens on. The next to ask for one gets another.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("there are free ports");
    listener.local_addr().expect("it has an address").port()
}

fn configuration(folder: &Path, port: u16, api: &str) -> String {
    let folder = folder.display();
    let changes = [
        ("listen 80;", format!("listen 127.0.0.1:{port};")),
        ("/var/www/tallyfy-archive;", format!("{folder}/www;")),
        ("access_log /var/log/nginx/", format!("access_log {folder}/")),
        ("error_log /var/log/nginx/", format!("error_log {folder}/")),
        ("https://go.tallyfy.com;", format!("{api};")),
    ];
    changes.iter().fold(CONFIGURATION.to_owned(), |text, (theirs, ours)| {
        assert_eq!(text.matches(theirs).count(), 1, "{theirs}");
        text.replace(theirs, ours)
    })
}

/// What Debian has around it, without its daemon and its folders. Its packages are installed, or unpacked into a folder.
fn start(folder: &Path) -> Child {
    let program = env::var_os("NGINX_BIN").map_or_else(|| PathBuf::from("/usr/sbin/nginx"), PathBuf::from);
    let root = program.ancestors().nth(3).expect("nginx is in usr/sbin of some folder");
    // Debian's modules are called by their paths from here.
    let prefix = root.join("usr/share/nginx");
    let (place, root) = (folder.display(), root.display());
    let main = format!(
        "daemon off; master_process off; pid {place}/nginx.pid; error_log {place}/main.log;
         include {prefix}/modules-available/*brotli-static.conf;
         events {{}}
         http {{
             include {root}/etc/nginx/mime.types;
             default_type application/octet-stream;
             client_body_temp_path {place}/body; proxy_temp_path {place}/proxy;
             fastcgi_temp_path {place}/fastcgi; uwsgi_temp_path {place}/uwsgi; scgi_temp_path {place}/scgi;
             include {place}/site.conf;
         }}",
        prefix = prefix.display()
    );
    let file = folder.join("nginx.conf");
    fs::write(&file, main).expect("the folder is there");
    let mut nginx = Command::new(&program);
    nginx.arg("-p").arg(prefix).arg("-e").arg(folder.join("main.log"));
    nginx.arg("-c").arg(file);
    let nginx = nginx.stdin(Stdio::null()).spawn();
    nginx.unwrap_or_else(|error| panic!("nginx does not start: {error}"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for file in fs::read_dir(from).expect("the site is built").flatten() {
        let place = to.join(file.file_name());
        if file.path().is_dir() {
            copy(&file.path(), &place);
        } else {
            fs::copy(file.path(), place).expect("a file can be copied");
        }
    }
}
