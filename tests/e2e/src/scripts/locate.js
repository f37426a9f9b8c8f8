const [selector, role, name] = arguments;
const kinds = { field: "input", button: "button, summary", link: "a" };
const named = (element) => (role === "field" ? element.labels[0] : element).textContent.trim() === name;
const seen = (element) => element.getClientRects().length > 0;
const all = document.querySelector(selector)?.shadowRoot?.querySelectorAll(kinds[role]) ?? [];
return [...all].find((element) => seen(element) && named(element)) ?? null;
