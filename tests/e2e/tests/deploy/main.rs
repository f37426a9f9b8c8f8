//! The deployed site: `deploy/nginx.conf` in Debian's nginx, with the sandbox as the upstream.

mod browser;
mod http;
mod install;
mod nginx;
mod observatory;
mod proxy;
mod response_headers;
mod static_files;
mod upstream;
