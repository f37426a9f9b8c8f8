const [selector, role, name] = arguments;
const kinds = { field: "input", button: "button, summary", link: "a" };
const named = (element) => (role === "field" ? element.labels[0] : element).textContent.trim() === name;
const seen = (element) => element.getClientRects().length > 0;
const host = document.querySelector(selector);
const all = (host?.shadowRoot ?? host)?.querySelectorAll(kinds[role]) ?? [];
return [...all].find((element) => seen(element) && named(element)) ?? null;
