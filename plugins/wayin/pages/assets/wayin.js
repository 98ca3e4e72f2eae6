// Tables that sort and filter, and due dates that follow the reader's own clock. Without it every page still reads.
"use strict";
(() => {
  /** @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  // --- tables ---------------------------------------------------------------------------------------------------------

  /** What a cell sorts by: its own word for it, else its text. @param {HTMLTableRowElement} row @param {number} column */
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort ?? (cell.textContent ?? "").trim();
  };

  /** Numbers as numbers, words as words, nothing last either way. @param {string} a @param {string} b @param {1 | -1} way */
  const compare = (a, b, way) => {
    if (!a || !b) return Number(!a) - Number(!b);
    return way * a.localeCompare(b, undefined, { numeric: true, sensitivity: "base" });
  };

  /** @param {HTMLTableElement} table */
  const sortable = (table) => {
    const heads = Array.from(table.tHead?.rows[0].cells ?? []);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      head.dataset.sorts = "";
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        const rows = Array.from(body.rows);
        rows.sort((a, b) => compare(key(a, column), key(b, column), down ? -1 : 1));
        body.append(...rows);
      });
    });
  };

  /** @param {HTMLTableElement} table */
  const filterable = (table) => {
    const input = document.createElement("input");
    input.type = "search";
    input.className = "wayin-filter";
    input.placeholder = "Filter by any word";
    input.setAttribute("aria-label", "Filter the table");
    const count = document.createElement("p");
    count.className = "wayin-note";
    count.setAttribute("aria-live", "polite");
    const rows = Array.from(table.tBodies[0].rows);
    const texts = rows.map((row) => (row.textContent ?? "").toLocaleLowerCase());
    const apply = () => {
      const words = input.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !words.every((word) => texts[i].includes(word));
        shown += Number(!row.hidden);
      });
      count.textContent = words.length ? `${shown} of ${rows.length}` : "";
    };
    // The filter lives in the address, so that it can be kept and sent, and Back brings it again
    const fromAddress = () => {
      input.value = new URLSearchParams(location.hash.slice(1)).get("filter") ?? "";
      apply();
    };
    input.addEventListener("input", () => {
      apply();
      const hash = new URLSearchParams(input.value ? { filter: input.value } : {});
      history.replaceState(history.state, "", location.pathname + location.search + (input.value ? `#${hash}` : ""));
    });
    table.before(input, count);
    window.addEventListener("hashchange", fromAddress);
    fromAddress();
  };

  // --- what is due ----------------------------------------------------------------------------------------------------

  /** @typedef {{ day: string, wall: string, at: number }} Now The reader's day and time, as the notes write them; and ms. */

  /** A page whose day somebody chose follows the reader's clock for so many days; then it stays at its day, as a story
   * that has ended does. */
  const FOLLOWS = 30;

  /** @returns {Now} */
  const now = () => {
    const at = new Date();
    const wall = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
    return { day: wall.slice(0, 10), wall, at: at.getTime() };
  };

  /** @param {string} day @param {number} count */
  const later = (day, count) => {
    const date = new Date(`${day}T12:00:00Z`);
    date.setUTCDate(date.getUTCDate() + count);
    return date.toISOString().slice(0, 10);
  };

  /** The moment to reckon from; null where the page stays as it was made. @returns {Now | null} */
  const clock = () => {
    const made = /** @type {HTMLElement | null} */ (document.querySelector("[data-today]"));
    if (!made) return null;
    const day = made.dataset.today ?? "";
    const here = now();
    const ended = made.dataset.chosen !== undefined && (here.day < day || here.day > later(day, FOLLOWS));
    return ended ? null : here;
  };

  /** Whether a moment is over: a day once it is today, a time once it is past. @param {string} moment @param {Now} here */
  const begun = (moment, here) => {
    if (moment.length === 10) return moment <= here.day;
    return moment.endsWith("Z") ? Date.parse(moment) <= here.at : moment <= here.wall;
  };

  /** Shows the steps that count now, says which are overdue, and at home puts each where it belongs.
   * @param {HTMLElement} list @param {Now} here */
  const due = (list, here) => {
    const groups = all(list, "[data-due-group]");
    const items = all(list, "[data-due]");
    items.forEach((item, i) => (item.dataset.order ??= String(i)));
    items.sort((a, b) => Number(a.dataset.order) - Number(b.dataset.order));
    for (const item of items) {
      const { due: day = "", begins, ends } = item.dataset;
      item.hidden = (begins !== undefined && !begun(begins, here)) || (ends !== undefined && begun(ends, here));
      item.toggleAttribute("data-overdue", day < here.day);
      for (const on of all(item, "[data-due-on]")) on.hidden = day === here.day;
      for (const on of all(item, "[data-due-now]")) on.hidden = day !== here.day;
      const group = day < here.day ? 0 : day <= later(here.day, 7) ? 1 : 2;
      groups[group]?.querySelector("ul")?.append(item);
    }
    for (const group of groups) group.hidden = !all(group, "[data-due]:not([hidden])").length;
    const none = !items.some((item) => !item.hidden);
    if (list.matches("ul")) list.hidden = none;
    for (const note of all(list, "[data-due-none]")) note.hidden = !none;
  };

  /** The word for where a conversation stands, once its time has come. @param {HTMLElement} word */
  const stands = (word) => {
    const then = word.dataset.then ?? "";
    word.textContent = then;
    word.className = `wayin-status wayin-status--${then.replace(" ", "-")}`;
    delete word.dataset.then;
  };

  /** Moves a conversation to where it stands once its time has come. @param {HTMLElement} item */
  const move = (item) => {
    const from = /** @type {HTMLElement} */ (item.parentElement);
    const to = document.querySelector(`[data-pipeline="${item.dataset.then}"]`);
    delete item.dataset.then;
    to?.prepend(item);
    for (const list of [from, to]) {
      const count = list?.closest(".wayin-pipeline__status")?.querySelector("[data-count]");
      if (count) count.textContent = String(Number(count.textContent) + (list === from ? -1 : 1));
      list?.closest(".wayin-pipeline__status")?.toggleAttribute("hidden", count?.textContent === "0");
    }
  };

  const LONG = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });

  /** Says what day it is, and for which day the page was made where that is another. @param {HTMLElement} note @param {Now} here */
  const asOf = (note, here) => {
    const made = note.querySelector("time");
    if (!made) return;
    made.hidden = made.dateTime === here.day;
    if (made.hidden && document.querySelector("[data-chosen]")) made.hidden = false;
    else if (made.hidden) note.replaceChildren(`${LONG.format(here.at)}.`, made);
    else note.replaceChildren(`${LONG.format(here.at)}. Built on `, made, " – run mkdocs serve to refresh.");
  };

  /** Whatever depends on the day, by the reader's own clock. */
  const reckon = () => {
    const here = clock();
    if (!here) return;
    for (const list of all(document, ".wayin-duelist, .wayin-due--boxed")) due(list, here);
    for (const word of all(document, ".wayin-status[data-then]")) {
      if (begun(word.dataset.begins ?? "", here)) stands(word);
    }
    for (const step of all(document, "[data-step-begins]")) {
      step.classList.toggle("wayin-step--done", begun(step.dataset.stepBegins ?? "", here));
    }
    for (const item of all(document, "[data-pipeline] > [data-then]")) {
      if (begun(item.dataset.begins ?? "", here)) move(item);
    }
    for (const part of all(document, "[data-turn]")) {
      const { begins, ends } = part.dataset;
      part.hidden = (begins !== undefined && !begun(begins, here)) || (ends !== undefined && begun(ends, here));
    }
    for (const note of all(document, "[data-as-of]")) asOf(note, here);
  };

  // --- drafts ---------------------------------------------------------------------------------------------------------

  /** Puts a text on the clipboard; by way of a selection where a page may not, as some browsers have it under `file://`.
   * @param {string} text */
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "wayin-aside";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  };

  /** @param {HTMLElement} draft */
  const copyable = (draft) => {
    const button = /** @type {HTMLButtonElement} */ (draft.querySelector("[data-wayin-copy]"));
    const text = /** @type {HTMLElement} */ (draft.querySelector("[data-wayin-text]"));
    const told = /** @type {HTMLElement} */ (draft.querySelector("[data-wayin-copied]"));
    button.hidden = false;
    button.addEventListener("click", async () => {
      told.textContent = (await copied(text.textContent ?? "")) ? "Copied." : "Couldn’t copy automatically – select the text and press Ctrl+C.";
      button.focus();
    });
  };

  /** Opens the draft that the address names. */
  const opened = () => {
    const draft = location.hash.startsWith("#draft-") && document.getElementById(location.hash.slice(1));
    if (draft instanceof HTMLDetailsElement) {
      draft.open = true;
      draft.scrollIntoView();
    }
  };

  const start = () => {
    // A link may lead to a letter that is folded away
    const aim = document.querySelector("details :target");
    aim?.closest("details")?.setAttribute("open", "");
    aim?.scrollIntoView();
    for (const draft of all(document, "[data-wayin-draft]:not([data-wayin-ready])")) {
      draft.dataset.wayinReady = "";
      copyable(draft);
    }
    for (const table of all(document, "table[data-wayin-table]:not([data-wayin-ready])")) {
      table.dataset.wayinReady = "";
      sortable(/** @type {HTMLTableElement} */ (table));
      if (table.dataset.wayinTable !== "sort") filterable(/** @type {HTMLTableElement} */ (table));
    }
    reckon();
    opened();
  };

  // Material loads pages in place where instant navigation is on
  const pages = /** @type {{ document$?: { subscribe(f: () => void): void } }} */ (/** @type {unknown} */ (window));
  pages.document$?.subscribe(start);
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("visibilitychange", () => document.hidden || reckon());
  window.addEventListener("pageshow", reckon);
  window.addEventListener("hashchange", opened);
  setInterval(reckon, 60_000);
})();
