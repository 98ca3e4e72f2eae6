// Sortable and filterable tables, and due dates by the user's own clock. Pages are readable without it.
"use strict";
(() => {
  /** @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
  const all = (root, selector) => Array.from(root.querySelectorAll(selector));

  // --- tables ---------------------------------------------------------------------------------------------------------

  /** Returns what a cell sorts by: its own key, else its text. @param {HTMLTableRowElement} row @param {number} column */
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sort ?? (cell.textContent ?? "").trim();
  };

  /** Compares numbers as numbers, texts as texts, empty values last in either direction. @param {string} a @param {string} b @param {1 | -1} way */
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

  /**
   * Folds a text for comparison: without diacritics, except in scripts where they count as letters.
   *
   * @param {string} text
   */
  const folded = (text) =>
    text
      .normalize("NFKD")
      .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*)\p{M}/gu, "")
      .normalize("NFC")
      .toLocaleLowerCase();

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
    const texts = rows.map((row) => folded(row.textContent ?? ""));
    const apply = () => {
      const words = folded(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        row.hidden = !words.every((word) => texts[i].includes(word));
        shown += Number(!row.hidden);
      });
      count.textContent = words.length ? `${shown} of ${rows.length}` : "";
    };
    // The filter is in the address, so that it can be kept and shared, and Back restores it
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

  // --- due steps ------------------------------------------------------------------------------------------------------

  /** @typedef {{ day: string, wall: string, at: number }} Now The user's day and time as in notes, and in ms. */

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

  /** Returns the current moment; null if the page has none, or is fixed by `today`. @returns {Now | null} */
  const clock = () => {
    const made = /** @type {HTMLElement | null} */ (document.querySelector("[data-today]"));
    return made && made.dataset.chosen === undefined ? now() : null;
  };

  /** Returns whether a moment is over: a day from its start, a time once it is past. @param {string} moment @param {Now} here */
  const begun = (moment, here) => {
    if (moment.length === 10) return moment <= here.day;
    return moment.endsWith("Z") ? Date.parse(moment) <= here.at : moment <= here.wall;
  };

  /** Shows the steps that count now, marks overdue ones, and groups them on the first page.
   * @param {HTMLElement} list @param {Now} here */
  const due = (list, here) => {
    const items = all(list, "[data-due]");
    for (const item of items) {
      // A standing step is due on any day it is viewed
      if (item.dataset.standing !== undefined) item.dataset.due = here.day;
      const { due: day = "", begins, ends } = item.dataset;
      item.hidden = (begins !== undefined && !begun(begins, here)) || (ends !== undefined && begun(ends, here));
      item.toggleAttribute("data-overdue", day < here.day);
      for (const on of all(item, "[data-due-on]")) on.hidden = day <= here.day;
      for (const on of all(item, "[data-due-now]")) {
        on.hidden = day > here.day;
        on.textContent = lateness(Math.round((Date.parse(here.day) - Date.parse(day)) / 86_400_000));
      }
    }
    const shown = items.filter((item) => !item.hidden);
    if (list.matches("ul")) list.hidden = !shown.length;
    else grouped(list, items, here);
    for (const note of all(list, "[data-due-none]")) note.hidden = shown.length > 0;
    return shown.filter((item) => (item.dataset.due ?? "") <= here.day).length;
  };

  /** @type {[number, number, string][]} The least number of days for each unit, its length in days, and its name. */
  const LATENESS = [[730, 365, "year"], [60, 30, "month"], [21, 7, "week"], [0, 1, "day"]];

  /** Returns how late something is, like the templates. @param {number} days */
  const lateness = (days) => {
    if (days <= 0) return "Due today";
    const [, length, noun] = LATENESS.find(([from]) => days >= from) ?? LATENESS[3];
    const count = Math.floor(days / length);
    return `${count} ${noun}${count === 1 ? "" : "s"} late`;
  };

  /** Groups the steps: due ones by what is lost by waiting, with only the first few expanded.
   * @param {HTMLElement} list @param {HTMLElement[]} items @param {Now} here */
  const grouped = (list, items, here) => {
    const groups = all(list, "[data-due-group]");
    const more = /** @type {HTMLElement | null} */ (list.querySelector("[data-due-more]"));
    /** @param {HTMLElement} item */
    const group = ({ dataset: { due: day = "" } }) => (day <= here.day ? 0 : day <= later(here.day, 7) ? 1 : 2);
    /** @param {HTMLElement} item */
    const rank = (item) => (group(item) ? 0 : Number(item.dataset.rank));
    items.sort((a, b) => rank(a) - rank(b) || (a.dataset.due ?? "").localeCompare(b.dataset.due ?? ""));
    let open = Number(list.dataset.dueMost);
    for (const item of items) {
      const first = group(item) === 0 && !item.hidden && open-- > 0;
      const place = group(item) === 0 && !first ? more : groups[group(item)];
      place?.querySelector("ul")?.append(item);
    }
    for (const part of more ? [...groups, more] : groups) {
      const count = all(part, "[data-due]:not([hidden])").length;
      part.hidden = !count;
      for (const place of all(part, "[data-count]")) place.textContent = String(count);
    }
  };

  const WORDS = "No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split(" ");

  /** Returns the heading with the number of things to do. @param {number} count */
  const things = (count) =>
    count ? `${WORDS[count] ?? count} thing${count === 1 ? "" : "s"} to do today` : "Nothing due today";

  /** Updates the status of an interview once its time has come. @param {HTMLElement} word */
  const stands = (word) => {
    const then = word.dataset.then ?? "";
    word.textContent = then;
    word.className = `wayin-status wayin-status--${then.replace(" ", "-")}`;
    delete word.dataset.then;
  };

  const LONG = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
  const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" });

  /** Shows the current day, and the day of the build if it differs. @param {HTMLElement} note @param {Now} here */
  const asOf = (note, here) => {
    const made = note.querySelector("time");
    if (!made) return;
    const old = made.dateTime !== here.day;
    made.hidden = true;
    note.replaceChildren(`${LONG.format(here.at)}${old ? ` · built ${SHORT.format(new Date(made.dateTime))}, run mkdocs serve to refresh` : ""}`, made);
  };

  /** Shows the seven days from today, as far as the page has them. @param {HTMLElement} strip @param {Now} here */
  const week = (strip, here) => {
    for (const item of all(strip, "[data-day]")) {
      const { day = "" } = item.dataset;
      item.hidden = day < here.day || day > later(here.day, 6);
      if (day === here.day) item.setAttribute("aria-current", "date");
      else item.removeAttribute("aria-current");
    }
    strip.parentElement?.toggleAttribute("hidden", !all(strip, "[data-day]:not([hidden])").length);
  };

  /** Updates everything that depends on the day, by the user's own clock. */
  const reckon = () => {
    const here = clock();
    if (!here) return;
    for (const list of all(document, ".wayin-duelist, ul.wayin-due--alone")) {
      const count = due(list, here);
      const replies = all(document, ".wayin-due--replies > li").length;
      for (const title of list.matches("ul") ? [] : all(document, "[data-due-title]")) title.textContent = things(count + replies);
    }
    for (const word of all(document, ".wayin-status[data-then]")) {
      if (begun(word.dataset.begins ?? "", here)) stands(word);
    }
    for (const step of all(document, "[data-step-begins]")) {
      step.classList.toggle("wayin-step--done", begun(step.dataset.stepBegins ?? "", here));
    }
    for (const part of all(document, "[data-turn]")) {
      const { begins, ends } = part.dataset;
      part.hidden = (begins !== undefined && !begun(begins, here)) || (ends !== undefined && begun(ends, here));
    }
    for (const note of all(document, "[data-as-of]")) asOf(note, here);
    for (const strip of all(document, "[data-week]")) week(strip, here);
  };

  // --- drafts ---------------------------------------------------------------------------------------------------------

  /** Copies a text to the clipboard, through a selection if the browser doesn't allow it, as some under `file://`.
   * @param {string} text */
  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "wayin-hidden";
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
    const text = /** @type {HTMLElement} */ (draft.querySelector("[data-wayin-text], code"));
    const told = /** @type {HTMLElement} */ (draft.querySelector("[data-wayin-copied]"));
    button.hidden = false;
    button.addEventListener("click", async () => {
      told.textContent = (await copied(text.textContent ?? "")) ? "Copied." : "Couldn’t copy automatically – select the text and press Ctrl+C.";
      button.focus();
    });
  };

  /** Expands the draft in the address. */
  const opened = () => {
    const draft = location.hash.startsWith("#draft-") && document.getElementById(location.hash.slice(1));
    if (draft instanceof HTMLDetailsElement) {
      draft.open = true;
      draft.scrollIntoView();
    }
  };

  /** Shows the welcome note until it is closed for good. @param {HTMLElement} note */
  const closable = (note) => {
    const button = /** @type {HTMLButtonElement} */ (note.querySelector("[data-wayin-close]"));
    try {
      note.hidden = localStorage.getItem("wayin-welcome") === "closed";
      button.hidden = false;
    } catch {
      return; // nothing can be stored, so nothing is closed
    }
    button.addEventListener("click", () => {
      localStorage.setItem("wayin-welcome", "closed");
      note.hidden = true;
    });
  };

  const start = () => {
    // The link's target may be in a collapsed draft
    const aim = document.querySelector("details :target");
    aim?.closest("details")?.setAttribute("open", "");
    aim?.scrollIntoView();
    for (const draft of all(document, "[data-wayin-draft]:not([data-wayin-ready]), [data-wayin-line]:not([data-wayin-ready])")) {
      draft.dataset.wayinReady = "";
      copyable(draft);
    }
    for (const table of all(document, "table[data-wayin-table]:not([data-wayin-ready])")) {
      table.dataset.wayinReady = "";
      sortable(/** @type {HTMLTableElement} */ (table));
      if (table.dataset.wayinTable !== "sort") filterable(/** @type {HTMLTableElement} */ (table));
    }
    for (const note of all(document, "[data-wayin-welcome]:not([data-wayin-ready])")) {
      note.dataset.wayinReady = "";
      closable(note);
    }
    reckon();
    opened();
  };

  // Material replaces the page's content with instant navigation
  const pages = /** @type {{ document$?: { subscribe(f: () => void): void } }} */ (/** @type {unknown} */ (window));
  pages.document$?.subscribe(start);
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("visibilitychange", () => document.hidden || reckon());
  window.addEventListener("pageshow", reckon);
  window.addEventListener("hashchange", opened);
  setInterval(reckon, 60_000);
})();
