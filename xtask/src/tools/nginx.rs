//! nginx, which the site is served with in the tests of its deployment.

use std::path::PathBuf;
use std::{env, fs};

use anyhow::{Context, Result, bail};

use super::{apt, on_path};
use crate::step::Step;
use crate::workspace::Workspace;

const PACKAGES: [&str; 4] = [
    "nginx",
    "libnginx-mod-http-brotli-static",
    "ca-certificates",
    // Makes a certificate that nobody vouches for.
    "openssl",
];

const BY_HAND: &str = "install nginx with its module for files compressed by Brotli, or name it in NGINX_BIN \
                       (on Debian: apt-get install nginx libnginx-mod-http-brotli-static)";

/// Finds or installs it.
pub(crate) fn ensure(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(nginx) = find() {
        return Ok(nginx);
    }
    if !apt::present() {
        bail!("no nginx with that module: {BY_HAND}");
    }
    let step = Step {
        name: "nginx",
        what: "installing Debian's, which also starts it on port 80: the deployment is tested with it",
        by_hand: BY_HAND,
    };
    step.run(&workspace.cache_dir(), |log| {
        apt::install(log, &PACKAGES)?;
        find().context("installed, but not found")
    })
}

fn find() -> Option<PathBuf> {
    if let Some(nginx) = env::var_os("NGINX_BIN") {
        return Some(nginx.into());
    }
    // Not everybody's PATH has the programs of administrators.
    let nginx = on_path::find("nginx").or_else(|| Some(PathBuf::from("/usr/sbin/nginx")).filter(|it| it.is_file()))?;
    let modules = fs::read_dir("/usr/share/nginx/modules-available").ok()?;
    let mut modules = modules.filter_map(|module| module.ok()?.file_name().into_string().ok());
    modules.any(|module| module.contains("brotli-static")).then_some(nginx)
}
