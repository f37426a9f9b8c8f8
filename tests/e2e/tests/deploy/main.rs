//! The site as it is deployed: `deploy/nginx.conf` in Debian's nginx, with the sandbox in Tallyfy's place.

mod browsing;
mod installing;
mod nginx;
mod observatory;
mod proxying;
mod serving;
mod speaking;
mod upstream;
mod wire;
