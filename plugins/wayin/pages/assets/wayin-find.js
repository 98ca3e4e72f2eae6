/* A search box for people, companies, tags and communities: an editable combobox with a list. */
/** @typedef {{kind: "person" | "company" | "tag" | "community", number: number, text: string, note: string, words: string[]}} Entry */

const MOST_FOUND = 12;
/** Folds a text for comparison: without accents and case. @param {string} text */
const fold = (text) => 
  text
    .normalize("NFKD")
    .replace(/(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}]\p{M}*)\p{M}/gu, "")
    .normalize("NFC")
    .toLowerCase();

/** Lists everything that can be found, the most important first. @param {Network} net */
function find(net) {
  const { data, names, count } = net;
  const make = (/** @type {Entry["kind"]} */ kind, /** @type {number} */ number, /** @type {string} */ text, /** @type {string} */ note, /** @type {string[]} */ ...words) =>
    /** @type {Entry} */ ({ kind, number, text, note, words: words.map(fold) });
  /** @type {Entry[]} */
  let nodes, others;
  return (/** @type {number[]} */ order) => {
    nodes ||= names.map((name, i) => make(i < count ? "person" : "company", i, name, names[net.at[i]] || "", name, ...(data.aliases[i] || [])));
    others ||= [...data.tags.map((tag, i) => make("tag", i, "#" + tag, "tag", tag, "#" + tag)), ...data.communities.map((name, i) => make("community", i + 1, name, "community", name))];
    return [...order.map((i) => nodes[i]), ...others];
  };
}

/** Returns the best matches. @param {Entry[]} all @param {string} query */
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
  return found.sort((a, b) => a.best - b.best).slice(0, MOST_FOUND).map(({ entry }) => entry);
}

/** Turns an input and the list after it into a combobox.
 * @param {HTMLInputElement} input
 * @param {{all: () => Entry[], choose: (entry: Entry) => void, say: (text: string) => void, about: (entry: Entry) => string}} how */
function box(input, how) {
  const list = /** @type {HTMLElement} */ (document.getElementById(String(input.getAttribute("aria-controls"))));
  let shown = /** @type {Entry[]} */ ([]), at = -1;
  const asked = () => input.value.trim();

  /** @param {Entry[]} found @param {string} [otherwise] the text for an empty result */
  function show(found, otherwise) {
    shown = found;
    list.replaceChildren(...found.map((entry, i) => {
      const option = make("li", { role: "option", id: `${list.id}-${i}`, class: "wn-option wn-option--" + entry.kind },
        make("span", null, entry.text), make("small", null, [entry.note, how.about(entry)].filter(Boolean).join(" · ")));
      option.addEventListener("click", () => choose(i));
      return option;
    }), ...(otherwise ? [make("li", { role: "option", class: "wn-nobody", "aria-disabled": "true" }, otherwise)] : []));
    list.hidden = !found.length && !otherwise;
    input.setAttribute("aria-expanded", String(!list.hidden));
    move(found.length && asked() ? 0 : -1);
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

  function look() {
    const query = asked(), found = query ? matching(how.all(), query) : [], { length } = found;
    const nobody = query && !length ? `No match for “${query}”. Try part of the name or the company.` : "";
    show(found, nobody);
    if (query) how.say(nobody || `${length === MOST_FOUND ? "The first " + MOST_FOUND : length} found`);
  }
  input.addEventListener("input", look);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", () => show([]));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  input.addEventListener("keydown", (event) => {
    const { key } = event, down = key === "ArrowDown";
    if (down || key === "ArrowUp") {
      if (list.hidden) look();
      if (shown.length) move((at + (down ? 1 : shown.length - (at < 0 ? 0 : 1))) % shown.length);
    } else if (key === "Enter") {
      if (shown.length) choose(at);
      else if (asked()) look();
    } else if (key === "Escape") { if (list.hidden) input.value = ""; else show([]); }
    else return;
    event.preventDefault();
  });
}
