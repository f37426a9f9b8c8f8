//! A mounted component as a person meets it: labels, buttons, texts.

use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Function, Reflect};
use tallyfy_archive::{ArchiveTask, ArchiveTaskProps};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement, ShadowRoot};

/// A component on the page.
pub(crate) struct Screen(Element);

/// A request that the component sent.
pub(crate) struct Sent {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: Vec<String>,
}

impl Screen {
    pub(crate) async fn show(props: ArchiveTaskProps) -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let root = document.create_element("div").unwrap();
        document.body().unwrap().append_child(&root).unwrap();
        yew::Renderer::<ArchiveTask>::with_root_and_props(root.clone(), props).render();
        let screen = Self(root);
        let is_drawn = |shadow: ShadowRoot| shadow.query_selector(".card").unwrap().is_some();
        while !screen.shadow().is_some_and(is_drawn) {
            screen.settle().await;
        }
        screen
    }

    /// What the component drew. It is in a shadow root of its own.
    fn drawn(&self) -> Element {
        self.shadow().unwrap().first_element_child().unwrap()
    }

    fn shadow(&self) -> Option<ShadowRoot> {
        self.0.first_element_child()?.shadow_root()
    }

    /// Until Yew has drawn what is due.
    async fn settle(&self) {
        TimeoutFuture::new(20).await;
    }

    /// Waits until a text is on the screen.
    pub(crate) async fn sees(&self, text: &str) {
        for _ in 0..500 {
            if self.drawn().text_content().unwrap().contains(text) {
                return;
            }
            TimeoutFuture::new(10).await;
        }
        panic!("{text:?} is not in {:?}", self.drawn().text_content().unwrap());
    }

    pub(crate) fn labels(&self) -> Vec<String> {
        self.all("label")
            .iter()
            .map(|label| label.text_content().unwrap())
            .collect()
    }

    pub(crate) fn buttons(&self) -> Vec<String> {
        self.all("button")
            .iter()
            .map(|button| button.text_content().unwrap())
            .collect()
    }

    pub(crate) async fn click(&self, name: &str) {
        self.button(name).click();
        self.settle().await;
    }

    pub(crate) async fn click_twice(&self, name: &str) {
        let button = self.button(name);
        button.click();
        button.click();
        self.settle().await;
    }

    pub(crate) async fn enter(&self, label: &str, text: &str) {
        let input = self.input(label);
        input.set_value(text);
        let init = web_sys::InputEventInit::new();
        init.set_bubbles(true);
        let event = web_sys::InputEvent::new_with_event_init_dict("input", &init).unwrap();
        input.dispatch_event(&event).unwrap();
        self.settle().await;
    }

    pub(crate) fn value(&self, label: &str) -> String {
        self.input(label).value()
    }

    /// The name of the field that has the focus.
    pub(crate) fn focused(&self) -> String {
        let active = self.shadow().unwrap().active_element();
        active
            .and_then(|element| element.get_attribute("name"))
            .unwrap_or_default()
    }

    fn button(&self, name: &str) -> HtmlElement {
        let button = self
            .all("button")
            .into_iter()
            .find(|button| button.text_content().as_deref() == Some(name));
        button
            .unwrap_or_else(|| panic!("no button {name:?} among {:?}", self.buttons()))
            .unchecked_into()
    }

    fn input(&self, label: &str) -> HtmlInputElement {
        let label = self
            .all("label")
            .into_iter()
            .find(|element| element.text_content().as_deref() == Some(label));
        let id = label.unwrap().get_attribute("for").unwrap();
        self.drawn()
            .query_selector(&format!("#{id}"))
            .unwrap()
            .unwrap()
            .unchecked_into()
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.drawn().query_selector_all(selector).unwrap();
        (0..found.length())
            .map(|index| found.get(index).unwrap().unchecked_into())
            .collect()
    }
}

/// Replaces the page's `fetch` by one that gives these answers, one after the other, and remembers what was asked.
pub(crate) fn answers(answers: &[(u16, &str)]) {
    let list = Array::new();
    for (status, body) in answers {
        list.push(&Array::of2(&JsValue::from(*status), &JsValue::from(*body)));
    }
    let install = Function::new_with_args(
        "answers",
        "window.sent = [];
         window.fetch = async (request) => {
             window.sent.push(request);
             const [status, body] = answers[window.sent.length - 1];
             return new Response(status === 204 ? null : body, { status });
         };",
    );
    install.call1(&JsValue::NULL, &list).unwrap();
}

/// What was asked since [`answers`].
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
