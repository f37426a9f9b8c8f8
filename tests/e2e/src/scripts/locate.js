const [selector, role, name] = arguments;
const selectors = { field: "input", button: "button, summary", link: "a" };
const named = (element) => (role === "field" ? element.labels[0] : element).textContent.trim() === name;
const isVisible = (element) => element.getClientRects().length > 0;
const all = document.querySelector(selector)?.shadowRoot?.querySelectorAll(selectors[role]) ?? [];
return [...all].find((element) => isVisible(element) && named(element)) ?? null;
