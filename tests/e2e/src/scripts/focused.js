const focused = document.querySelector(arguments[0])?.shadowRoot?.activeElement;
if (!focused) return "nothing";
if (focused.localName === "input") return `field ${focused.labels[0].textContent.trim()}`;
if (focused.matches("button, summary")) return `button ${focused.textContent.trim()}`;
if (focused.localName === "a") return `link ${focused.textContent.trim()}`;
return focused.classList[0] ?? focused.localName;
