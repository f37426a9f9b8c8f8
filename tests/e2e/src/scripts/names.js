const [selector, role] = arguments;
const selectors = { field: "input", button: "button, summary", link: "a" };
const nameOf = (element) => (role === "field" ? element.labels[0] : element).textContent.trim();
const isVisible = (element) => element.getClientRects().length > 0;
const all = document.querySelector(selector)?.shadowRoot?.querySelectorAll(selectors[role]) ?? [];
return [...all].filter(isVisible).map(nameOf);
