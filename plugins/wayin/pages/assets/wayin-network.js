/* The network page: the address holds the question; the answer in words and the picture follow from it. */
/** @typedef {{to: string, from: string, without: string[], most: number, ties: string, company: string, tag: string,
 *  community: string, known: string, contacts: string, view: string, way: string, all: string}} State */
const ASKED = /** @type {const} */ (["to", "from", "ties", "company", "tag", "community", "known", "contacts", "view", "way", "all"]);
/** @typedef {{source: number, most: number, without: Set<number>, usable?: (kind: number) => boolean}} Asked */
/** @typedef {{target: number, known: number, ways: Way[], without: Map<number, Way | null>, reached?: Reached[], listed: Reached[]}} Found */

/** Parses an address. @param {string} hash @param {number} most @returns {State} */
function parse(hash, most) {
  const asked = new URLSearchParams(hash.slice(1).replace(/\+/g, "%2B")), state = /** @type {State} */ ({});
  for (const key of ASKED) state[key] = asked.get(key) || "";
  state.without = asked.getAll("without");
  state.most = Math.min(3, Math.max(1, Number(asked.get("most")) || most));
  return state;
}

/** Returns the address of a state. @param {State} state @param {number} most */
function format(state, most) {
  return "#" + Object.entries(state).flatMap(([key, value]) => [value].flat().flatMap((one) =>
    (one && (key !== "most" || one !== most) ? [`${key}=${encodeURIComponent(one).replace(/%2F/g, "/")}`] : []))).join("&");
}

/** Starts the page; returns a function that ends it. @param {HTMLElement} root @param {Data} data */
function start(root, data) {
  const net = read(data), searching = search(net), { count, size, names, ids, index, kinds, into } = net;
  const $ = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById("wayin-" + id));
  const ending = new AbortController(), { signal } = ending, answer = /** @type {HTMLElement} */ (document.getElementById("ways"));
  const say = (/** @type {string} */ text) => { $("say").textContent = text; };

  (data.aliases[data.me] ||= []).push(names[data.me]);
  names[data.me] = "You";
  /** @type {Map<number, number[]>} */
  const tags = new Map(), tagged = net.numbers(data.tagged);
  for (let i = 0; i < tagged.length; i += 2 + tagged[i + 1]) tags.set(tagged[i], tagged.slice(i + 2, i + 2 + tagged[i + 1]));
  const community = net.numbers(data.community), nobodyLeftOut = /** @type {Set<number>} */ (new Set());

  let state = parse(location.hash, data.most);
  let found = /** @type {Found | null} */ (null), pinned = /** @type {Way | null} */ (null), hovered = /** @type {Way | null} */ (null);
  let question = /** @type {Asked} */ ({ source: -1, most: 0, without: nobodyLeftOut }), base = /** @type {Seen | null} */ (null), seen = /** @type {Seen | null} */ (null);
  let order = /** @type {number[]} */ ([]);
  const shown = new Uint8Array(size), finding = find(net), entries = () => finding(order);

  const words = panel(net, searching, {
    base: root.dataset.base || "", draft: (node) => document.querySelector(`#everyone tr[data-id="${CSS.escape(ids[node])}"]`)?.getAttribute("data-draft") ?? "", pin, change: (what) => change(what, "h2"),
    hover(way) { hovered = way; light(); }, leaveOut: (person) => change({ without: [...new Set([...state.without, ids[person]])], way: "" }, "h2"),
  });
  const drawn = picture(root, net, searching, { choose: (node) => ask(node), look, signal, community, map: Float64Array.from(net.numbers(data.places)) });

  // --- questions ----------------------------------------------------------------------------------------------------

  /** Changes the question. @param {Partial<State>} what @param {string} [focus] what gets the focus in the answer */
  function change(what, focus) {
    const hash = format({ ...state, ...what }, data.most);
    if (hash !== (location.hash || "#")) history.pushState(history.state, "", hash === "#" ? location.pathname + location.search : hash);
    update();
    const heading = focus && /** @type {HTMLElement | null} */ (answer.querySelector(focus));
    if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
  }

  /** Asks about a person or a company, and scrolls to the answer. @param {number} node @param {string} [focus] */
  function ask(node, focus) {
    change({ to: ids[node], way: "", all: "" }, focus);
    const below = answer.getBoundingClientRect().top - innerHeight * 0.6;
    if (below > 0) scrollBy(0, below);
  }

  /** Identifies a way in the address. @param {Way} way */
  const signOf = (way) => way.people.slice(1, -1).map((person) => ids[person]).join(" ");

  /** @param {Way} way */
  function pin(way) {
    change({ way: way === pinned && state.way ? "" : signOf(way) }, ".wn-way--pinned .wn-way__pin");
  }

  /** Updates the page to match the address. */
  function update() {
    state = parse(location.hash, data.most);
    const asked = index.get(state.to) ?? -1, source = index.get(state.from) ?? data.me;
    const usable = state.ties === "warm" ? (/** @type {number} */ kind) => kinds[kind].tier === 0 && !kinds[kind].inferred
      : state.ties ? (/** @type {number} */ kind) => !kinds[kind].inferred : undefined;
    question = { source: source < count ? source : data.me, most: state.most, without: new Set(state.without.map((id) => index.get(id) ?? size).filter((i) => i < count)), usable };
    if (!base || base.source !== question.source || base.most !== question.most) {
      base = overview(net, searching, { source: question.source, most: question.most, without: nobodyLeftOut });
    }
    seen = question.without.size || usable ? overview(net, searching, question) : base;
    order = ordered(seen);
    filter(seen);

    // Without a question, the most wanted company is the target
    const plain = ![state.to, state.from, state.company, state.tag, state.community, state.known].some(Boolean);
    const target = plain ? data.wanted.find((node) => searching.reach(node, question).length) ?? -1 : asked;
    found = null;
    if (target >= count) {
      const reached = searching.reach(target, question).filter((one) => !usable || !one.known || usable(one.known) || one.best);
      const listed = state.all ? reached : reached.slice(0, 5);
      found = { target, reached, listed, known: 0, without: new Map(), ways: listed.flatMap((one) => (one.best && !searching.isMine(one) ? [one.best] : [])) };
    } else if (target >= 0) found = { ...searching.ways(target, question), listed: [] };
    // Somebody known needs no introduction, so none is highlighted
    const mine = found && (found.known || (found.listed.length > 0 && searching.isMine(found.listed[0])));
    pinned = found && (found.ways.find((way) => state.way && signOf(way) === state.way) || (!mine && found.ways[0]) || null);
    answered();
    hovered = null;
    controls(asked);
    drawn.show({ seen, base, order, shown, hidden: state.contacts === "off", view: state.view === "map" ? "map" : "rings" });
    light(true);
    look(asked >= 0 ? asked : question.source, true);
    say(found && asked >= 0 ? [...answer.querySelectorAll("h2, .wn-known, .wn-first, .wn-way--pinned .wn-way__head")].map((part) => part.textContent).join(". ") : "");
  }

  /** Sorts everyone by importance: close people first, companies by interest and size. @param {Seen} seen */
  function ordered(seen) {
    const wanted = new Set(data.wanted);
    // The weight and the number in one, because sorting numbers is fastest
    return Array.from(Float64Array.from(names, (_, node) => {
      const weight = node < count ? (seen.away[node] < 0 ? 1e6 : seen.away[node] * 1500 + Math.min(seen.cost[node], 9000)) - Math.min(900, into.start[node + 1] - into.start[node])
        : wanted.has(node) ? -1 : 1600 - 120 * net.staff[node - count].length;
      return (weight + 1e6) * size + node;
    }).sort(), (key) => key % size);
  }

  /** Determines who is shown, in the picture and in the table. @param {Seen} seen */
  function filter(seen) {
    const company = index.get(state.company) ?? -1, tag = data.tags.indexOf(state.tag), group = data.communities.indexOf(state.community) + 1, { source } = question;
    const there = company >= count ? new Set(net.staff[company - count].map((one) => one.person)) : null;
    const fits = (/** @type {number} */ node) => (tag < 0 || (tags.get(node) || []).includes(tag)) && (!group || community[node] === group);
    const any = there || tag >= 0 || group || state.known;
    for (let node = 0; node < size; node++) {
      shown[node] = +(node < count ? node === source || (fits(node) && (!there || there.has(node)) && (!state.known || seen.away[node] === 0))
        : !any || node === company || (!there && !state.known && fits(node)) || net.staff[node - count].some((one) => one.current && shown[one.person] && one.person !== source));
    }
    if (source !== data.me) shown[data.me] = 0;
    if (state.contacts === "off") for (let node = 0; node < count; node++) if (net.contacts[node] && node !== source) shown[node] = 0;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#everyone tbody tr"))) row.hidden = !!any && !shown[index.get(String(row.dataset.id)) ?? 0];
  }

  /** Highlights the people of the answer. @param {boolean} [come] whether to zoom in */
  function light(come) {
    /** @type {Lit} */
    const lit = { nodes: new Set(), named: [], must: new Set(), ties: [], ways: [], marked: [] };
    if (found) {
      const { target } = found, { source } = question, top = hovered || pinned;
      lit.marked.push(target);
      lit.nodes.add(target).add(source);
      const add = (/** @type {number[]} */ people, /** @type {number[]} */ ties, /** @type {boolean} */ first) => {
        lit.ways.push({ people, tiers: ties.map((kind) => kinds[kind].tier), pinned: first, words: first ? ties.map(words.brief) : [] });
        for (const person of people) lit.nodes.add(person);
      };
      for (const way of [...found.ways].reverse()) if (way !== top) add(way.people, searching.kindsOf(way), false);
      for (const one of found.listed) {
        lit.ties.push({ a: one.person, b: target, kind: 0 });
        if (one.known) add([source, one.person], [one.known], !top && one === found.listed[0]);
      }
      if (found.known) add([source, target], [found.known], !top);
      if (top) add(top.people, searching.kindsOf(top), true);
      lit.must = new Set([target, ...lit.ways.flatMap(({ people, pinned }) => (pinned ? people : []))]);
      lit.named = [...new Set([...lit.must, ...lit.nodes])];
    }
    drawn.light(lit, come);
    legend();
  }

  /** Shows the parts of the legend that occur. */
  function legend() {
    const { tier = [] } = seen || {}, wanted = new Set(data.wanted), there = new Set();
    for (let node = 0; node < size; node++) {
      if (!shown[node] || node === question.source) continue;
      there.add(node >= count ? (wanted.has(node) ? "wanted" : "company") : net.contacts[node] ? "contact" : net.stubs[node] ? "stub" : "person");
      if (node < count) there.add(String(tier[node]));
    }
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-legend]"))) item.hidden = !there.has(item.dataset.legend);
  }

  // --- the text around the answer -------------------------------------------------------------------------------------

  /** Shows the answer; without a question, also the other companies you want. */
  function answered() {
    const others = state.to ? [] : data.wanted.filter((node) => node !== found?.target).slice(0, 8);
    answer.replaceChildren(...(found ? words.answer(found, pinned, question) : [make("h2", null, "Who can introduce you?"), make("p", null, "Type a name, or pick someone in the picture.")]),
      ...(others.length ? [make("h3", null, found ? "Other companies you want" : "Companies you want"), make("ul", { class: "wn-wanted" }, ...others.map(wanted))] : []));
  }

  /** Shows a company and its closest person. @param {number} node */
  function wanted(node) {
    const link = make("a", { href: format({ ...state, to: ids[node] }, data.most) }, bdi(names[node]));
    link.addEventListener("click", (event) => { event.preventDefault(); ask(node, "h2"); });
    const best = near(net, searching, /** @type {Seen} */ (base)).get(node) ?? -1;
    return make("li", null, link, make("span", { class: "wn-note" }, ...(best < 0 ? [" not reachable yet"] : [" ", bdi(names[best]), `, ${far(best)}`])));
  }

  /** Sets every control to match the address. @param {number} target */
  function controls(target) {
    const { source, without } = question, from = source === data.me ? "" : names[source];
    $("to").value = target >= 0 ? names[target] : "";
    $("from").value = from;
    for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll("[type=radio]"))) radio.checked = [String(state.most), state.view || "rings"].includes(radio.value);
    $("said").checked = !!state.ties;
    $("warm").checked = state.ties === "warm";
    $("known").checked = !!state.known;
    if ($("contacts")) $("contacts").checked = state.contacts !== "off";
    const chip = (/** @type {unknown} */ there, /** @type {string} */ text, /** @type {string} */ label, /** @type {Partial<State>} */ what) =>
      there ? [make("li", null, button(text + " ×", () => change(what), { title: label, class: "wn-button wn-chip" }))] : [];
    const company = index.get(state.company);
    $("chips").replaceChildren(...chip(from, `from ${from}`, "Start from yourself again", { from: "" }),
      ...[...without].flatMap((person) => chip(1, `skip ${names[person]}`, `Include ${names[person]} again`, { without: state.without.filter((id) => id !== ids[person]), way: "" })),
      ...chip(company, `only ${names[company || 0]}`, "Show all again", { company: "" }),
      ...chip(state.tag, `only #${state.tag}`, "Show all again", { tag: "" }),
      ...chip(state.community, `only ${state.community}`, "Show all again", { community: "" }));
  }

  /** Returns a number of people or connections. @param {number} many @param {boolean} isCompany */
  const counted = (many, isCompany) => `${many} ${isCompany ? (many === 1 ? "person" : "people") : many === 1 ? "connection" : "connections"}`;

  /** Returns how far somebody is, in words. @param {number} node */
  function far(node) {
    const away = node < count && node !== question.source && base ? base.away[node] : -2;
    return away < -1 ? "" : away < 0 ? "not reachable yet" : away ? `${away} introduction${away > 1 ? "s" : ""} away` : question.source === data.me ? "you know them" : "known directly";
  }

  /** Lists somebody's connections. @param {number} node @param {boolean} [quiet] */
  function look(node, quiet) {
    const sorted = [...net.around(node)].sort((a, b) => net.cost[a[1]] - net.cost[b[1]] || a[0] - b[0]), more = sorted.length - MOST_NEAR;
    $("near-title").replaceChildren(...(node === data.me ? ["You know"] : node >= count ? ["At ", bdi(names[node]), ", now or before"] : [bdi(names[node]), "’s connections"]));
    $("near").replaceChildren(...sorted.slice(0, MOST_NEAR).map(([other], i) => make("li", null, button([bdi(names[other])], () => ask(other, "h2"), { tabindex: i ? "-1" : "0" }))));
    $("near-more").textContent = more > 0 ? `and ${more} more` : "";
    if (!quiet) say([names[node], names[net.at[node] || size], far(node), counted(sorted.length, node >= count)].filter(Boolean).join(", ") + ".");
  }

  // --- events ---------------------------------------------------------------------------------------------------------

  const about = (/** @type {Entry} */ { kind, number }) => (kind === "company" ? counted(net.staff[number - count].length, true) : kind === "person" ? far(number) : "");
  /** @param {Entry} entry */
  function only({ kind, number, text }) {
    change(kind === "tag" ? { tag: data.tags[number] } : kind === "community" ? { community: text } : { company: ids[number] });
  }
  const people = () => entries().filter(({ kind }) => kind === "person");
  box($("to"), { all: entries, say, about,
    choose: (entry) => (entry.kind === "person" || entry.kind === "company" ? ask(entry.number) : only(entry)) });
  box($("from"), { all: people, say, about, choose: ({ number }) => change({ from: number === data.me ? "" : ids[number], way: "" }) });
  box($("without"), { all: people, say, about, choose({ number }) {
    $("without").value = "";
    change({ without: [...new Set([...state.without, ids[number]])], way: "" });
  } });
  box($("only"), { all: () => entries().filter(({ kind }) => kind !== "person"), say, about, choose(entry) { $("only").value = ""; only(entry); } });

  root.addEventListener("change", ({ target }) => {
    const { name, value, id, checked } = /** @type {HTMLInputElement} */ (target);
    if (name === "wayin-most") change({ most: Number(value), way: "" });
    else if (name === "wayin-view") change({ view: value === "map" ? "map" : "" });
    else if (id === "wayin-said") change({ ties: checked ? "said" : "", way: "" });
    else if (id === "wayin-warm") change({ ties: checked ? "warm" : $("said").checked ? "said" : "", way: "" });
    else if (id === "wayin-known") change({ known: checked ? "1" : "" });
    else if (id === "wayin-contacts") change({ contacts: checked ? "" : "off" });
  }, { signal });
  $("clear").addEventListener("click", () => { change({ to: "", way: "", all: "" }); $("to").focus(); }, { signal });
  $("ask").addEventListener("submit", (event) => event.preventDefault(), { signal });
  // One tab stop; the arrow keys move between neighbours
  $("near").addEventListener("keydown", (event) => {
    const all = [...$("near").querySelectorAll("button")], at = all.findIndex((one) => one === document.activeElement);
    const to = /** @type {Record<string, number>} */ ({ ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 })[event.key];
    if (!all[to]) return;
    event.preventDefault();
    all.forEach((one, i) => { one.tabIndex = i === to ? 0 : -1; });
    all[to].focus();
  }, { signal });
  addEventListener("popstate", () => { if (format(state, data.most) !== (location.hash || "#")) update(); }, { signal });
  // The table comes after this script, so that the picture needn't wait for it
  document.addEventListener("DOMContentLoaded", () => {
    if (seen) filter(seen);
    if (found) answered();
  }, { signal });

  root.classList.add("wayin-network--live");
  update();
  return () => { ending.abort(); drawn.end(); };
}

const MOST_NEAR = 30;
/** @typedef {{WAYIN_NETWORK?: Data, document$?: {subscribe: (act: () => void) => void}, Wayin?: Ours}} Shared */
/** @typedef {{read: typeof read, search: typeof search, overview: typeof overview, rings: typeof rings, visit?: {root: Element, end: () => void} | null, watching?: boolean}} Ours */
const shared = /** @type {Shared} */ (/** @type {unknown} */ (window)), Wayin = (shared.Wayin ||= { read, search, overview, rings });

/** Runs once per visit of the page, also with the theme's instant navigation. */
function visit() {
  const root = document.getElementById("wayin-network"), data = shared.WAYIN_NETWORK;
  if (Wayin.visit && Wayin.visit.root === root) return;
  if (Wayin.visit) Wayin.visit.end();
  Wayin.visit = root && data ? { root, end: start(root, data) } : null;
}
/** Listens for instant navigation, once the theme's script has run. */
function watch() {
  if (Wayin.watching || !shared.document$) return;
  Wayin.watching = true;
  shared.document$.subscribe(visit);
}
visit();
watch();
document.addEventListener("DOMContentLoaded", watch);
