//! One connection: HTTP/1.1 until an answer cuts it.

use std::convert::Infallible;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};
use tower::ServiceExt;

use super::Cut;
use super::cut::PartialResponse;

/// Serves until the client goes, an answer cuts the connection, or `stop` changes.
pub(crate) async fn serve(stream: TcpStream, router: Router, mut stop: watch::Receiver<()>) {
    let (cutter, mut cuts) = mpsc::channel::<PartialResponse>(1);
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (router, cutter) = (router.clone(), cutter.clone());
        async move {
            let response = match router.oneshot(request.map(Body::new)).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            let Some(cut) = response.extensions().get::<Cut>().copied() else {
                return Ok::<_, Infallible>(response);
            };
            let _ = cutter.send(PartialResponse::new(cut, response).await).await;
            std::future::pending().await
        }
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .serve_connection(TokioIo::new(stream), service);
    let partial = tokio::select! {
        _ = &mut connection => return,
        _ = stop.changed() => return,
        Some(partial) = cuts.recv() => partial,
    };
    let stream = connection.into_parts().io.into_inner();
    tokio::select! {
        () = partial.write(stream) => {}
        _ = stop.changed() => {}
    }
}
