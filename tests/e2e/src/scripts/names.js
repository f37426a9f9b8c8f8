const [selector, role] = arguments;
const kinds = { field: "input", button: "button, summary", link: "a" };
const nameOf = (element) => (role === "field" ? element.labels[0] : element).textContent.trim();
const seen = (element) => element.getClientRects().length > 0;
const all = document.querySelector(selector)?.shadowRoot?.querySelectorAll(kinds[role]) ?? [];
return [...all].filter(seen).map(nameOf);
