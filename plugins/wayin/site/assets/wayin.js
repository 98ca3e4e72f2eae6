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

  // --- due ------------------------------------------------------------------------------------------------------------

  /** The reader's own day, as the dates in the page are written. */
  const today = () => {
    const now = new Date();
    const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };

  /** @param {string} day @param {number} count */
  const later = (day, count) => {
    const date = new Date(`${day}T12:00:00Z`);
    date.setUTCDate(date.getUTCDate() + count);
    return date.toISOString().slice(0, 10);
  };

  /** Marks what is overdue, and at home puts each step where it belongs today. */
  const due = () => {
    for (const list of all(document, "[data-today]")) {
      const now = list.dataset.fixed === undefined ? today() : (list.dataset.today ?? today());
      const groups = all(list, "[data-due-group]");
      for (const item of all(list, "[data-due]")) {
        const day = item.dataset.due ?? "";
        item.toggleAttribute("data-overdue", day < now);
        if (groups.length) {
          const group = day < now ? 0 : day <= later(now, 7) ? 1 : 2;
          const home = groups[group].querySelector("ul");
          if (home && item.parentElement !== home) home.append(item);
        }
      }
      for (const group of groups) {
        const items = all(group, "[data-due]");
        items.sort((a, b) => (a.dataset.due ?? "").localeCompare(b.dataset.due ?? ""));
        group.querySelector("ul")?.append(...items);
        group.hidden = !items.length;
      }
    }
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
      told.textContent = (await copied(text.textContent ?? "")) ? "Copied." : "Select the text and copy it.";
      button.focus();
    });
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
    due();
  };

  // Material loads pages in place where instant navigation is on
  const pages = /** @type {{ document$?: { subscribe(f: () => void): void } }} */ (/** @type {unknown} */ (window));
  pages.document$?.subscribe(start);
  document.addEventListener("DOMContentLoaded", start);
  document.addEventListener("visibilitychange", () => document.hidden || due());
  setInterval(due, 60_000);
})();
