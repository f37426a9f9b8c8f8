//! A mounted component as the user sees it: labels, buttons, texts.

use crate::{ArchiveTask, ArchiveTaskProps};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, ShadowRoot};
use yew::BaseComponent;

/// What a component rendered.
pub(crate) struct Part(Element);

impl Part {
    /// Mounts a component into an element of its own.
    pub(crate) async fn mount<C: BaseComponent<Properties = ()>>() -> Self {
        let root = add_root();
        yew::Renderer::<C>::with_root(root.clone()).render();
        settle().await;
        Self(root)
    }

    pub(crate) fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.0.query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.get(index).unwrap().unchecked_into())
            .collect()
    }

    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector)
            .iter()
            .map(|element| element.text_content().unwrap())
            .collect()
    }

    /// Clicks the first element that matches.
    pub(crate) async fn click(&self, selector: &str) {
        self.all(selector)[0].unchecked_ref::<HtmlElement>().click();
        settle().await;
    }

    /// Types a text into the first field that matches.
    pub(crate) async fn enter(&self, selector: &str, text: &str) {
        let field = &self.all(selector)[0];
        Reflect::set(field, &"value".into(), &text.into()).unwrap();
        let init = web_sys::InputEventInit::new();
        init.set_bubbles(true);
        let event = web_sys::InputEvent::new_with_event_init_dict("input", &init).unwrap();
        field.dispatch_event(&event).unwrap();
        settle().await;
    }
}

/// A widget on the page.
pub(crate) struct Screen(Element);

/// A request that the component sent.
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: Vec<String>,
}

impl Screen {
    pub(crate) async fn show(props: ArchiveTaskProps) -> Self {
        Self::show_with(props, || JsValue::UNDEFINED).await
    }

    /// Calls `wait` again and again until the component is rendered.
    pub(crate) async fn show_with(props: ArchiveTaskProps, wait: impl Fn() -> JsValue) -> Self {
        let root = add_root();
        yew::Renderer::<ArchiveTask>::with_root_and_props(root.clone(), props).render();
        let screen = Self(root);
        let is_drawn = |shadow: ShadowRoot| shadow.query_selector(".card, .row").unwrap().is_some();
        while !screen.shadow().is_some_and(is_drawn) {
            wait();
            settle().await;
        }
        screen
    }

    /// The shadow root of the component.
    fn rendered(&self) -> Part {
        Part(self.shadow().unwrap().first_element_child().unwrap())
    }

    fn shadow(&self) -> Option<ShadowRoot> {
        self.0.first_element_child()?.shadow_root()
    }

    /// Waits until a text is on the screen.
    pub(crate) async fn sees(&self, text: &str) {
        for _ in 0..6_000 {
            if self.rendered().0.text_content().unwrap().contains(text) {
                return;
            }
            TimeoutFuture::new(10).await;
        }
        panic!("{text:?} is not in {:?}", self.rendered().0.text_content().unwrap());
    }

    pub(crate) fn labels(&self) -> Vec<String> {
        self.rendered().texts("label")
    }

    pub(crate) fn buttons(&self) -> Vec<String> {
        self.rendered().texts("button")
    }

    /// The text of one part.
    pub(crate) fn text(&self, selector: &str) -> String {
        self.rendered().texts(selector).concat()
    }

    /// Clicks a button as a user does: it gets the focus.
    pub(crate) async fn click(&self, name: &str) {
        let button = self.button(name);
        button.focus().unwrap();
        button.click();
        settle().await;
    }

    pub(crate) async fn click_twice(&self, name: &str) {
        let button = self.button(name);
        button.click();
        button.click();
        settle().await;
    }

    pub(crate) async fn enter(&self, label: &str, text: &str) {
        self.rendered().enter(&format!("#{}", self.field_id(label)), text).await;
    }

    pub(crate) fn value(&self, label: &str) -> String {
        let field = &self.rendered().all(&format!("#{}", self.field_id(label)))[0];
        field.unchecked_ref::<HtmlInputElement>().value()
    }

    /// Waits until the field of this name has the focus: it moves after the text is rendered.
    pub(crate) async fn focuses(&self, name: &str) {
        for _ in 0..6_000 {
            if self.focused() == name {
                return;
            }
            TimeoutFuture::new(10).await;
        }
        panic!("the focus is on {:?}, not on {name:?}", self.focused());
    }

    /// The name of the field that has the focus.
    fn focused(&self) -> String {
        let active = self.shadow().unwrap().active_element();
        active
            .and_then(|element| element.get_attribute("name"))
            .unwrap_or_default()
    }

    pub(crate) fn button(&self, name: &str) -> HtmlElement {
        let button = self
            .rendered()
            .all("button")
            .into_iter()
            .find(|button| button.text_content().as_deref() == Some(name));
        button
            .unwrap_or_else(|| panic!("no button {name:?} among {:?}", self.buttons()))
            .unchecked_into()
    }

    fn field_id(&self, label: &str) -> String {
        let label = self
            .rendered()
            .all("label")
            .into_iter()
            .find(|element| element.text_content().as_deref() == Some(label));
        label.unwrap().get_attribute("for").unwrap()
    }
}

/// An element on the page to mount something into.
fn add_root() -> Element {
    let document = web_sys::window().unwrap().document().unwrap();
    let root = document.create_element("div").unwrap();
    document.body().unwrap().append_child(&root).unwrap();
    root
}

/// Waits until Yew has rendered.
async fn settle() {
    TimeoutFuture::new(20).await;
}

/// Replaces the page's `fetch` by a mock that returns these responses in order, and records the requests.
pub(crate) fn answers(answers: &[(u16, &str)]) {
    let list = Array::new();
    for (status, body) in answers {
        list.push(&Array::of2(&JsValue::from(*status), &JsValue::from(*body)));
    }
    let install = Function::new_with_args(
        "answers",
        "window.sent = [];
         window.fetch = async (url, init) => {
             window.sent.push(new Request(url, init));
             const [status, body] = answers[window.sent.length - 1];
             return new Response(status === 204 ? null : body, { status });
         };",
    );
    install.call1(&JsValue::NULL, &list).unwrap();
}

/// The requests since [`answers`].
pub(crate) fn requests() -> Vec<Sent> {
    let sent: Array = Reflect::get(&web_sys::window().unwrap(), &"sent".into())
        .unwrap()
        .unchecked_into();
    sent.iter()
        .map(|request| {
            let request: web_sys::Request = request.unchecked_into();
            let url = web_sys::Url::new(&request.url()).unwrap();
            let headers = Array::from(&request.headers());
            let text = |value: JsValue| value.as_string().unwrap();
            Sent {
                method: request.method(),
                path: url.pathname(),
                headers: headers
                    .iter()
                    .map(|pair| pair.unchecked_into::<Array>())
                    .map(|pair: Array| format!("{}: {}", text(pair.get(0)), text(pair.get(1))))
                    .collect(),
            }
        })
        .collect()
}
