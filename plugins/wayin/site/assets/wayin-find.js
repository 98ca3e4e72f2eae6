/* A box to find people, companies, tags and communities in, by the pattern of an editable combobox with a list. */
(function () {
  "use strict";

  /** @typedef {{kind: "person" | "company" | "tag" | "community", number: number, text: string, note: string, words: string[], rank: number}} Entry */

  const MOST = 12;
  /** As words are compared: without accents and case. @param {string} text */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  /** Everything that can be found. @param {any} net @param {number[]} order the nodes, the most important first */
  function entries(net, order) {
    const { data, names, count } = net;
    /** @type {Entry[]} */
    const found = order.map((number, rank) => ({
      kind: number < count ? "person" : "company", number, rank, text: names[number], note: number < count && net.at[number] ? names[net.at[number]] : "",
      words: [names[number], ...(data.aliases[number] || [])].map(fold),
    }));
    data.tags.forEach((/** @type {string} */ tag, /** @type {number} */ number) =>
      found.push({ kind: "tag", number, rank: 1e6 + number, text: "#" + tag, note: "tag", words: [fold(tag), "#" + fold(tag)] }));
    data.communities.forEach((/** @type {string} */ name, /** @type {number} */ number) =>
      found.push({ kind: "community", number: number + 1, rank: 2e6 + number, text: name, note: "community", words: [fold(name)] }));
    return found;
  }

  /** The entries that fit best. @param {Entry[]} all @param {string} query */
  function matching(all, query) {
    const wanted = fold(query.trim()), found = [];
    for (const entry of all) {
      let best = 9;
      for (const word of entry.words) {
        const at = word.indexOf(wanted);
        if (at >= 0) best = Math.min(best, word === wanted ? 0 : at === 0 ? 1 : /[\s\-.#(]/.test(word[at - 1]) ? 2 : 3);
      }
      if (best < 9) found.push({ entry, best });
    }
    return found.sort((a, b) => a.best - b.best || a.entry.rank - b.entry.rank).slice(0, MOST).map(({ entry }) => entry);
  }

  /** Makes a combobox of an input and the list after it. Returns what ends it.
   * @param {HTMLInputElement} input @param {{all: () => Entry[], empty?: () => Entry[], choose: (entry: Entry) => void, say: (text: string) => void, about?: (entry: Entry) => string}} how */
  function box(input, how) {
    const list = /** @type {HTMLElement} */ (document.getElementById(String(input.getAttribute("aria-controls"))));
    /** @type {Entry[]} */
    let shown = [];
    let at = -1;

    /** @param {Entry[]} found */
    function show(found) {
      shown = found;
      list.replaceChildren(...found.map((entry, i) => {
        const option = document.createElement("li"), name = document.createElement("span"), note = document.createElement("small");
        option.setAttribute("role", "option");
        option.id = `${list.id}-${i}`;
        option.className = `wn-option wn-option--${entry.kind}`;
        name.textContent = entry.text;
        note.textContent = [entry.note, how.about ? how.about(entry) : ""].filter(Boolean).join(" · ");
        option.append(name, note);
        option.addEventListener("click", () => choose(i));
        return option;
      }));
      list.hidden = !found.length;
      input.setAttribute("aria-expanded", String(!!found.length));
      move(found.length && input.value.trim() ? 0 : -1);
    }

    /** @param {number} to */
    function move(to) {
      at = to;
      [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
      if (at < 0) return input.removeAttribute("aria-activedescendant");
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }

    /** @param {number} i */
    function choose(i) {
      const entry = shown[i];
      show([]);
      if (entry) how.choose(entry);
    }

    const look = () => {
      const found = input.value.trim() ? matching(how.all(), input.value) : how.empty ? how.empty() : [];
      show(found);
      if (input.value.trim()) how.say(found.length ? `${found.length === MOST ? "The first " + MOST : found.length} found` : "Nobody found");
    };
    input.addEventListener("input", look);
    input.addEventListener("focus", () => { input.select(); if (!input.value) look(); });
    input.addEventListener("blur", () => show([]));
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    input.addEventListener("keydown", (event) => {
      const { key } = event, open = !list.hidden;
      if (key === "ArrowDown" || key === "ArrowUp") {
        if (!open) look();
        if (shown.length) move((at + (key === "ArrowDown" ? 1 : shown.length - (at < 0 ? 0 : 1))) % shown.length);
      } else if (key === "Enter") { if (open) choose(at); }
      else if (key === "Escape") { if (open) show([]); else input.value = ""; }
      else return;
      event.preventDefault();
    });
  }

  const Wayin = /** @type {any} */ (window).Wayin || (/** @type {any} */ (window).Wayin = {});
  Wayin.find = { entries, matching, box, fold };
})();
