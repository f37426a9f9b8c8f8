//! The site as it is deployed: `deploy/nginx.conf` in Debian's nginx, with the sandbox in Tallyfy's base.

mod browser;
mod http;
mod install;
mod nginx;
mod observatory;
mod proxy;
mod response_headers;
mod static_files;
mod upstream;
