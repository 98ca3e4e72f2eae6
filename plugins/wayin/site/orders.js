// Buttons that complete, drop or postpone a step, and a field for the log. Only loaded by pages of `wayin serve`.
"use strict";
(() => {
  /** @typedef {Record<string, string>} Order */
  const head = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="wayin-orders"]'));
  const KEPT = "wayin-told";
  const KEPT_FOR = 20_000;
  /** @type {[string, string][]} Answers to a request for an introduction. */
  const ANSWERS = [["Reminded", "reminded"], ["Agreed", "agreed"], ["Introduced", "made"], ["Declined", "declined"]];
  /** @type {[string, string][]} */
  const TIMES = [["3 days", "3d"], ["1 week", "1w"], ["2 weeks", "2w"], ["1 month", "1m"]];

  /** The place for messages on the page. */
  const board = () => {
    const there = /** @type {HTMLElement | null} */ (document.querySelector(".wayin-told"));
    if (there) return there;
    const made = document.createElement("div");
    made.className = "wayin-told";
    made.setAttribute("role", "status");
    made.tabIndex = -1;
    (document.querySelector("article.wayin") ?? document.body).prepend(made);
    return made;
  };

  /** @param {string} text @param {string} label @param {() => void} act */
  const button = (text, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "wayin-button";
    made.textContent = text;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };

  /** Shows what happened, and offers to undo it. @param {string} said @param {string} mark */
  const tell = (said, mark) => {
    const place = board();
    const words = document.createElement("span");
    words.textContent = said;
    place.replaceChildren(words);
    if (mark) place.append(button("Undo", `Undo: ${said}`, () => send({ action: "undo", mark }, place)));
    place.focus({ preventScroll: true });
  };

  let sending = false;

  /** Sends an order; the controls around its button are disabled until the answer.
   * @param {Order} order @param {HTMLElement} around */
  const send = async (order, around) => {
    if (sending || !head) return;
    sending = true;
    around.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(head.dataset.address ?? "", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Wayin-Token": head.content },
        body: JSON.stringify(order),
      });
      const { said, mark = "" } = /** @type {Order} */ (await answer.json());
      // The page reloads as soon as the notes are read
      if (answer.ok) sessionStorage.setItem(KEPT, JSON.stringify({ said, mark, at: Date.now() }));
      tell(said, mark);
    } catch {
      tell("Wayin doesn’t answer. Is `wayin serve` still running?", "");
    }
    around.removeAttribute("aria-busy");
    sending = false;
  };

  /** A button that opens a list of options. @param {string} text @param {string} about @param {[string, string][]} options
   * @param {(value: string) => void} act */
  const choice = (text, about, options, act) => {
    const list = document.createElement("span");
    list.className = "wayin-orders__choice";
    list.hidden = true;
    for (const [name, value] of options) list.append(button(name, `${name}: ${about}`, () => act(value)));
    const opener = button(`${text}…`, `${text}: ${about}`, () => {
      list.hidden = !list.hidden;
      opener.setAttribute("aria-expanded", String(!list.hidden));
      if (!list.hidden) /** @type {HTMLElement} */ (list.firstElementChild).focus();
    });
    opener.setAttribute("aria-expanded", "false");
    list.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      list.hidden = true;
      opener.setAttribute("aria-expanded", "false");
      opener.focus();
    });
    return [opener, list];
  };

  /** Gives a step its buttons, instead of the instructions for doing it by hand. @param {HTMLElement} row */
  const orders = (row) => {
    const { kind = "", id = "", part = "" } = row.dataset;
    const about = row.querySelector(".wayin-do")?.textContent ?? "";
    const group = document.createElement("div");
    group.className = "wayin-orders";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", about);
    /** @param {string} action @param {Order} [more] */
    const order = (action, more) => send({ action, kind, id, part, ...more }, group);
    if (kind === "ask" || kind === "introduction") {
      const answers = ANSWERS.filter(([, answer]) => kind === "ask" || answer !== "agreed");
      group.append(...choice("Done", about, answers, (answer) => order("done", { answer })));
    } else if (kind !== "prepare") {
      group.append(button("Done", `Done: ${about}`, () => order("done")));
    }
    if (kind !== "promise") group.append(button("Skip", `Skip: ${about}`, () => order("skip")));
    group.append(...choice("Snooze", about, TIMES, (time) => order("snooze", { time })));
    row.querySelector(".wayin-ends")?.remove();
    row.append(group);
  };

  /** Adds a field for the log to a person or a company. @param {HTMLElement} header */
  const logs = (header) => {
    const form = document.createElement("form");
    form.className = "wayin-orders";
    const field = document.createElement("input");
    field.className = "wayin-filter";
    field.placeholder = "What happened today?";
    field.setAttribute("aria-label", "What happened today");
    field.maxLength = 1000;
    const submit = button("Log", "Add to the log", () => {});
    submit.type = "submit";
    form.append(field, submit);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (field.value.trim()) void send({ action: "log", id: header.dataset.log ?? "", text: field.value }, form);
      else field.focus();
    });
    header.after(form);
  };

  const start = () => {
    if (!head) return;
    board();
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("li[data-kind]:not(:has(.wayin-orders))"))) orders(row);
    const header = /** @type {HTMLElement | null} */ (document.querySelector("header[data-log]"));
    if (header && !document.querySelector("form.wayin-orders")) logs(header);
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    if (kept && Date.now() - kept.at < KEPT_FOR) setTimeout(() => tell(kept.said, kept.mark), 100);
  };

  // Material replaces the page's content with instant navigation
  const pages = /** @type {{ document$?: { subscribe(f: () => void): void } }} */ (/** @type {unknown} */ (window));
  if (pages.document$) pages.document$.subscribe(start);
  else start();
})();
