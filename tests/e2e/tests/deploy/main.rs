//! The site as it is deployed: `deploy/nginx.conf` in Debian's nginx, with the sandbox in Tallyfy's place.

mod browsing;
mod nginx;
mod proxying;
mod serving;
mod wire;
