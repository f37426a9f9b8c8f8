//! The interface to the element or application, which may provide a token before each request.

use core::future::Future;
use core::pin::Pin;

use wasm_bindgen::JsValue;

/// A token, or the reason why there is none: a string or a JavaScript `Error`. The message of the reason is shown in
/// the widget, and its text is logged to the console.
///
/// ```
/// use tallyfy_archive::TokenAnswer;
///
/// fn get_token(_: ()) -> TokenAnswer {
///     Box::pin(async { Err("Your session has ended.".into()) })
/// }
/// ```
pub type TokenAnswer = Pin<Box<dyn Future<Output = Result<String, JsValue>>>>;

/// A source of tokens.
pub(crate) trait TokenProvider {
    /// The token for the next request, to this origin; `None` if the provider has none. `refresh`: the last one was
    /// rejected with a 401.
    fn token(&self, refresh: bool, origin: &str) -> Option<TokenAnswer>;

    /// Whether [`token`](Self::token) returns a token.
    fn provides_token(&self) -> bool;

    /// What the page calls the source of its tokens.
    fn source_name(&self) -> &'static str {
        "getToken"
    }
}
