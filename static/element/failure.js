/** What is shown where the widget itself cannot show anything. */

const ENGLISH = {
  tryAgain: "Try again",
  notLoaded:
    "This widget could not be loaded: a file of it is missing, was changed, or is blocked by this page's security policy. Nothing was sent.",
  broken: "This widget broke and has to start again. Nothing was under way.",
  brokenUnderWay:
    "This widget broke while it was at work. The task may or may not have been changed; start again to see how it is.",
};

export function textOf(key, messages) {
  return messages?.[key] ?? ENGLISH[key];
}

/** A message with a button, in the widget's own clothes. */
export function failure(key, messages, again) {
  const problem = document.createElement("div");
  problem.className = "problem";
  problem.part = "problem";
  problem.setAttribute("role", "alert");
  problem.append(textOf(key, messages));

  const button = document.createElement("button");
  button.className = "primary";
  button.part = "button";
  button.type = "button";
  button.append(textOf("tryAgain", messages));
  button.addEventListener("click", again, { once: true });

  const actions = document.createElement("div");
  actions.className = "actions";
  actions.append(button);

  const card = document.createElement("div");
  card.className = "card";
  card.append(problem, actions);
  return card;
}
