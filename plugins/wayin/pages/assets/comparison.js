// The comparison of columns and rows. The selection is in the address, so it can be kept and shared.
"use strict";
(() => {
  /** @typedef {{ kind: string, of: string[], rows: string[] }} Choice */
  const form = /** @type {HTMLFormElement | null} */ (document.getElementById("wayin-choose"));
  const table = /** @type {HTMLTableElement | null} */ (document.getElementById("wayin-compared"));
  if (!form || !table || form.dataset.wayinReady) return;
  form.dataset.wayinReady = "";
  form.hidden = false;

  /** @param {string} id @param {string} selector @returns {HTMLElement[]} */
  const kept = (id, selector) =>
    Array.from(/** @type {HTMLTemplateElement} */ (document.getElementById(id)).content.querySelectorAll(selector));
  const columns = new Map(kept("wayin-columns", "[data-column]").map((one) => [one.dataset.column ?? "", one]));
  const rows = new Map(kept("wayin-rows", "[data-row]").map((one) => [one.dataset.row ?? "", one]));
  /** @type {Map<string, HTMLElement[]>} Every point, by its column and row. */
  const cells = new Map();
  for (const entry of kept("wayin-entries", "li")) {
    for (const of of (entry.dataset.of ?? "").split("|")) {
      for (const row of (entry.dataset.rows ?? "").split("|")) {
        const key = `${of}\n${row}`;
        cells.set(key, [...(cells.get(key) ?? []), entry]);
      }
    }
  }
  const inputs = Array.from(form.querySelectorAll("input"));
  const FIRST = { columns: 4, rows: 6 };

  /** @param {string} kind */
  const firstOf = (kind) =>
    [...columns.keys()].map((id) => id.split(":")).filter(([its]) => its === kind).map(([, id]) => id)
      .filter((id, i) => i < FIRST.columns || id === "-");
  const firstRows = () => [...rows.keys()].filter((id) => id.startsWith("topic:")).slice(0, FIRST.rows);

  /** The selection in the address, or the default. @returns {Choice} */
  const asked = () => {
    const said = new URLSearchParams(location.hash.slice(1));
    const wish = said.get("kind") ?? "";
    const kind = firstOf(wish).length ? wish : "companies";
    const of = said.get("of")?.split(",").filter((id) => columns.has(`${kind}:${id}`));
    const wanted = said.get("rows")?.split(",").filter((id) => rows.has(id));
    return { kind, of: of?.length ? of : firstOf(kind), rows: wanted?.length ? wanted : firstRows() };
  };

  /** @param {string} tag @param {Node[]} content */
  const made = (tag, ...content) => {
    const element = document.createElement(tag);
    element.append(...content);
    return element;
  };
  /** @param {Element | null | undefined} one @returns {Node[]} */
  const copied = (one) => Array.from(one?.childNodes ?? [], (node) => node.cloneNode(true));

  /** @param {Choice} choice */
  const draw = (choice) => {
    const head = made("tr", document.createElement("td"));
    for (const of of choice.of) {
      const cell = made("th", ...copied(columns.get(`${choice.kind}:${of}`)?.firstElementChild));
      cell.setAttribute("scope", "col");
      head.append(cell);
    }
    table.tHead?.replaceChildren(head);
    const lines = choice.rows.map((row) => {
      const name = made("th", ...copied(rows.get(row)));
      name.setAttribute("scope", "row");
      const line = made("tr", name);
      for (const of of choice.of) {
        const found = cells.get(`${choice.kind}:${of}\n${row}`);
        const list = made("ul", ...(found ?? []).map((one) => one.cloneNode(true)));
        list.className = "wayin-learned";
        const gap = columns.get(`${choice.kind}:${of}`)?.lastElementChild;
        line.append(made("td", found ? list : /** @type {Node} */ (gap?.cloneNode(true) ?? "")));
      }
      return line;
    });
    table.tBodies[0].replaceChildren(...lines);
    for (const input of inputs) {
      if (input.name === "kind") input.checked = input.value === choice.kind;
      if (input.name === "row") input.checked = choice.rows.includes(input.value);
      if (input.name === "of") input.checked = kindOf(input) === choice.kind && choice.of.includes(input.value);
    }
    for (const one of form.querySelectorAll("details[data-kind]")) {
      /** @type {HTMLElement} */ (one).hidden = /** @type {HTMLElement} */ (one).dataset.kind !== choice.kind;
    }
  };

  /** @param {HTMLInputElement} input */
  const kindOf = (input) => /** @type {HTMLElement | null} */ (input.closest("[data-kind]"))?.dataset.kind;

  form.addEventListener("change", (event) => {
    const changed = /** @type {HTMLInputElement} */ (event.target);
    const before = asked();
    const kind = inputs.find((one) => one.name === "kind" && one.checked)?.value ?? "companies";
    const on = (/** @type {string} */ name) => inputs.filter((one) => one.name === name && one.checked);
    const of = changed.name === "kind" ? [] : on("of").filter((one) => kindOf(one) === kind).map((one) => one.value);
    const said = new URLSearchParams({ kind });
    if (of.length) said.set("of", of.join(","));
    const wanted = on("row").map((one) => one.value);
    if (wanted.length && (changed.name === "row" || before.rows.join() !== firstRows().join())) said.set("rows", wanted.join(","));
    location.hash = said.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
  });
  addEventListener("hashchange", () => {
    if (table.isConnected) draw(asked());
  });

  form.querySelector("[data-wayin-copy-table]")?.addEventListener("click", () => {
    // Copying a selection keeps the table when pasted into a document or spreadsheet, also under file://
    const selection = getSelection();
    selection?.removeAllRanges();
    const range = document.createRange();
    range.selectNode(table);
    selection?.addRange(range);
    const done = document.execCommand("copy");
    selection?.removeAllRanges();
    const told = /** @type {HTMLElement} */ (form.querySelector("[data-wayin-copied]"));
    told.textContent = done ? "Copied: paste it into a document." : "Couldn’t copy automatically – select the table and press Ctrl+C.";
  });
  draw(asked());
})();
