const [selector, role] = arguments;
const kinds = { field: "input", button: "button, summary", link: "a" };
const nameOf = (element) => (role === "field" ? element.labels[0] : element).textContent.trim();
const seen = (element) => element.getClientRects().length > 0;
const host = document.querySelector(selector);
const all = (host?.shadowRoot ?? host)?.querySelectorAll(kinds[role]) ?? [];
return [...all].filter(seen).map(nameOf);
