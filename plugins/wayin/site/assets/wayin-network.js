/* The network page: what was asked stands in the address; from it follow the answer in words and the picture. */
(function () {
  "use strict";

  const Wayin = /** @type {any} */ (window).Wayin;
  const { make, button } = Wayin.panel;

  /** @typedef {{to: string, from: string, without: string[], most: number, ties: string, company: string, tag: string,
   *  community: string, known: boolean, view: string, way: string, all: boolean}} State */

  /** What an address asks for. @param {string} hash @param {number} most @returns {State} */
  function parse(hash, most) {
    const asked = new URLSearchParams(hash.replace(/^#/, "").replace(/\+/g, "%2B")), get = (/** @type {string} */ key) => asked.get(key) || "";
    return {
      to: get("to"), from: get("from"), without: asked.getAll("without"), most: Math.min(3, Math.max(1, Number(get("most")) || most)), ties: get("ties"),
      company: get("company"), tag: get("tag"), community: get("community"), known: !!get("known"), view: get("view"), way: get("way"), all: !!get("all"),
    };
  }

  /** The address that asks for it. @param {State} state @param {number} most */
  function format(state, most) {
    const parts = [];
    for (const [key, value] of Object.entries(state)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one && !(key === "most" && one === most)) parts.push(`${key}=${encodeURIComponent(one === true ? 1 : one).replace(/%2F/g, "/")}`);
      }
    }
    return "#" + parts.join("&");
  }

  /** Brings the page to life; returns what ends it. @param {HTMLElement} root */
  function start(root) {
    const net = Wayin.ways.read(/** @type {any} */ (window).WAYIN_NETWORK), search = Wayin.ways.search(net);
    const { data, count, size, names, ids, index, kinds, out, into } = net;
    const $ = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById("wayin-" + id));
    const ending = new AbortController(), { signal } = ending;
    const answer = /** @type {HTMLElement} */ (document.getElementById("ways"));
    const say = (/** @type {string} */ text) => { $("say").textContent = text; };

    // What the whole page needs of the data, beyond the ways
    net.at = net.numbers(data.at).map((/** @type {number} */ company) => company && company + count - 1);
    net.stubs = new Uint8Array(size);
    net.numbers(data.stubs).reduce((/** @type {number} */ at, /** @type {number} */ gap) => { net.stubs[at + gap] = 1; return at + gap; }, 0);
    const pairs = (/** @type {number[]} */ flat) => flat.flatMap((value, i) => (i % 2 ? [] : [/** @type {[number, number]} */ ([value, flat[i + 1]])]));
    net.spoke = new Map(pairs(net.numbers(data.spoke)));
    (data.aliases[data.me] ||= []).push(names[data.me]);
    names[data.me] = "You";
    /** @type {Map<number, number[]>} */
    const tags = new Map(), tagged = net.numbers(data.tagged);
    for (let i = 0; i < tagged.length; i += 2 + tagged[i + 1]) tags.set(tagged[i], tagged.slice(i + 2, i + 2 + tagged[i + 1]));
    const community = net.numbers(data.community), map = Float64Array.from(net.numbers(data.places));

    let state = parse(location.hash, data.most);
    /** @type {any} */
    let found = null;
    let pinned = /** @type {any} */ (null), hovered = /** @type {any} */ (null), question = /** @type {any} */ ({}), base = /** @type {any} */ (null);
    let entries = /** @type {any[]} */ ([]);
    const shown = new Uint8Array(size).fill(1);

    const panel = Wayin.panel.panel(net, search, {
      base: root.dataset.base || "", draft: root.dataset.draft || "", hover, pin,
      change: (/** @type {any} */ what) => change(what.addWithout === undefined ? what : { without: [...new Set([...state.without, ids[what.addWithout]])], way: "" }, "h2"),
    });
    const picture = Wayin.picture.picture(root, net, { choose: (/** @type {number} */ node) => change({ to: ids[node], way: "", all: false }), look, signal, community, map, search });

    // --- asking -------------------------------------------------------------------------------------------------------

    /** Asks something else. @param {Partial<State>} what @param {string} [focus] where the focus goes, in the answer */
    function change(what, focus) {
      const hash = format({ ...state, ...what }, data.most);
      if (hash !== (location.hash || "#")) history.pushState(history.state, "", hash === "#" ? location.pathname + location.search : hash);
      update();
      const heading = focus ? /** @type {HTMLElement | null} */ (answer.querySelector(focus)) : null;
      if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
    }

    /** @param {any} way */
    function pin(way) {
      change({ way: way === pinned && state.way ? "" : way.people.slice(1, -1).map((/** @type {number} */ i) => ids[i]).join(" ") });
      const pressed = /** @type {HTMLElement | null} */ (answer.querySelector(".wn-way--pinned .wn-way__pin"));
      if (pressed) pressed.focus({ preventScroll: true });
    }

    /** @param {any} way */
    function hover(way) {
      hovered = way;
      light();
    }

    /** Brings everything in line with the address. */
    function update() {
      state = parse(location.hash, data.most);
      const target = index.get(state.to) ?? -1, source = index.get(state.from) ?? data.me;
      const usable = state.ties === "warm" ? (/** @type {number} */ kind) => kinds[kind].tier === 0 && !kinds[kind].inferred
        : state.ties === "said" ? (/** @type {number} */ kind) => !kinds[kind].inferred : undefined;
      question = { source: source < count ? source : data.me, most: state.most, without: new Set(state.without.map((id) => index.get(id)).filter((i) => i < count)), usable };
      if (!base || base.source !== question.source || base.most !== question.most) {
        base = Wayin.rings.overview(net, search, { source: question.source, most: question.most, without: new Set() });
      }
      const plain = !question.without.size && !usable, seen = plain ? base : Wayin.rings.overview(net, search, question);
      const order = ordered(seen);
      entries = Wayin.find.entries(net, order);
      filter(seen);

      found = null;
      pinned = null;
      if (target >= count) {
        const reached = search.reach(target, question).filter((/** @type {any} */ one) => !usable || !one.known || usable(one.known) || one.best);
        const listed = state.all ? reached : reached.slice(0, 5);
        found = { target, reached, listed, ways: listed.filter((/** @type {any} */ one) => !one.known).map((/** @type {any} */ one) => one.best) };
      } else if (target >= 0) found = { target, ...search.ways(target, question) };
      if (found) {
        pinned = found.ways.find((/** @type {any} */ way) => state.way && way.people.slice(1, -1).map((/** @type {number} */ i) => ids[i]).join(" ") === state.way) || found.ways[0] || null;
        answer.replaceChildren(...(found.reached ? panel.place(target, found.reached, pinned, found.listed, question) : panel.person(target, found, pinned, question)));
      } else answer.replaceChildren(...welcome());
      hovered = null;
      controls(target);
      picture.show({ seen, base, order, shown, view: state.view === "map" ? "map" : "rings" });
      light();
      look(target >= 0 ? target : question.source, true);
      say(summary(target));
    }

    /** Everyone by importance: who is near first, companies by how wanted and how large they are. @param {any} seen */
    function ordered(seen) {
      const weight = new Float64Array(size), wanted = new Set(data.wanted);
      for (let node = 0; node < size; node++) {
        weight[node] = node < count ? (seen.away[node] < 0 ? 1e6 : seen.away[node] * 1500 + Math.min(seen.cost[node], 9000)) - Math.min(900, into.start[node + 1] - into.start[node])
          : wanted.has(node) ? -1 : 1600 - 120 * net.staff[node - count].length;
      }
      return Array.from(weight, (__, i) => i).sort((a, b) => weight[a] - weight[b] || a - b);
    }

    /** Who is shown, in the picture and in the table. @param {any} seen */
    function filter(seen) {
      const company = index.get(state.company) ?? -1, tag = data.tags.indexOf(state.tag), group = data.communities.indexOf(state.community) + 1;
      const there = company >= 0 ? new Set(net.staff[company - count].map((/** @type {any} */ one) => one.person)) : null;
      const fits = (/** @type {number} */ node) => (tag < 0 || (tags.get(node) || []).includes(tag)) && (!group || community[node] === group);
      const any = there || tag >= 0 || group || state.known;
      for (let node = 0; node < count; node++) {
        shown[node] = +(node === question.source || (fits(node) && (!there || there.has(node)) && (!state.known || seen.away[node] === 0)));
      }
      for (let node = count; node < size; node++) {
        shown[node] = +(!any || node === company || (!there && !state.known && fits(node)) || net.staff[node - count].some((/** @type {any} */ one) => one.current && shown[one.person] && one.person !== question.source && tag < 0 && !there));
      }
      if (question.source !== data.me) shown[data.me] = 0;
      for (const row of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#everyone tbody tr"))) row.hidden = !!any && !shown[index.get(row.dataset.id)];
    }

    /** Lights what the answer names. */
    function light() {
      /** @type {any} */
      const lit = { nodes: new Set(), named: [], must: new Set(), ties: [], ways: [], marked: [] };
      if (found) {
        const { target } = found, top = hovered || pinned;
        lit.named.push(target);
        lit.marked.push(target);
        lit.nodes.add(target).add(question.source);
        /** @param {any} way @param {number} tier @param {boolean} first */
        const add = (way, tier, first) => {
          lit.ways.push({ people: way.people, tier, pinned: first, words: first ? search.kindsOf(way).map(panel.short) : null });
          for (const person of way.people) lit.nodes.add(person);
        };
        for (const way of [...found.ways].reverse()) if (way !== top) add(way, search.tier(way), false);
        for (const one of found.listed || []) {
          lit.ties.push({ a: one.person, b: target, kind: 0 });
          if (one.known) add({ people: [question.source, one.person] }, kinds[one.known].tier, !top && one === found.listed[0]);
        }
        if (found.known) add({ people: [question.source, target] }, kinds[found.known].tier, !top);
        if (top) add(top, search.tier(top), true);
        lit.named.push(...(top ? top.people : []), ...lit.nodes);
        lit.named = [...new Set(lit.named)];
        lit.must = new Set([target, ...(top ? top.people : [])]);
      }
      picture.light(lit);
    }

    // --- the words around the answer ------------------------------------------------------------------------------------

    function welcome() {
      const list = make("ul", { class: "wn-wanted" }, ...data.wanted.slice(0, 8).map((/** @type {number} */ node) =>
        make("li", null, button(names[node], () => change({ to: ids[node] })))));
      return [make("h2", null, "Who can introduce you?"), make("p", null, "Ask above for a person or a company, or choose one in the picture."),
        ...(data.wanted.length ? [make("h3", null, "Companies you want"), list] : [])];
    }

    /** @param {number} target */
    function summary(target) {
      if (target < 0) return "";
      const n = (found.reached || found.ways).length, best = found.ways[0];
      if (found.reached) return `${names[target]}: ${n === 1 ? "1 person" : n + " people"} within reach.`;
      const through = best ? ", the best through " + best.people.slice(1, -1).map((/** @type {number} */ i) => names[i]).join(" and ") + ", " + data.tiers[search.tier(best)] : "";
      return `${names[target]}: ${found.known ? "You know them. " : ""}${n === 1 ? "1 way" : n + " ways"}${through}.`;
    }

    /** Sets every control to what the address says. @param {number} target */
    function controls(target) {
      $("to").value = target >= 0 ? names[target] : "";
      $("from").value = question.source === data.me ? "" : names[question.source];
      for (const radio of root.querySelectorAll("[type=radio]")) /** @type {any} */ (radio).checked = [String(state.most), state.view || "rings"].includes(/** @type {any} */ (radio).value);
      $("said").checked = !!state.ties;
      $("warm").checked = state.ties === "warm";
      $("known").checked = state.known;
      const chip = (/** @type {string} */ text, /** @type {string} */ label, /** @type {Partial<State>} */ what) =>
        make("li", null, button(text + " ×", () => change(what), { title: label, class: "wn-button wn-chip" }));
      $("chips").replaceChildren(
        ...(state.from && question.source !== data.me ? [chip(`from ${names[question.source]}`, "Start from yourself again", { from: "" })] : []),
        ...[...question.without].map((person) => chip(`without ${names[person]}`, `Ask ${names[person]} again`, { without: state.without.filter((id) => id !== ids[person]), way: "" })),
        ...(index.has(state.company) ? [chip(`only ${names[index.get(state.company)]}`, "Show every company", { company: "" })] : []),
        ...(state.tag ? [chip(`only #${state.tag}`, "Show every tag", { tag: "" })] : []),
        ...(state.community ? [chip(`only ${state.community}`, "Show every community", { community: "" })] : []));
    }

    /** Lists who is tied to somebody. @param {number} node @param {boolean} [quiet] */
    function look(node, quiet) {
      /** @type {Map<number, number>} */
      const near = new Map();
      if (node >= count) for (const { person, current } of net.staff[node - count]) near.set(person, current ? 0 : 1);
      else {
        for (let i = into.start[node]; i < into.start[node + 1]; i++) near.set(into.other[i], 5000 + net.cost[into.kind[i]]);
        for (let i = out.start[node]; i < out.start[node + 1]; i++) near.set(out.other[i], net.cost[out.kind[i]]);
      }
      const sorted = [...near].sort((a, b) => a[1] - b[1] || a[0] - b[0]).map(([other]) => other);
      $("near-title").textContent = node === data.me ? "You know" : node >= count ? `At ${names[node]}, now or before` : `${names[node]} and who is tied to them`;
      $("near").replaceChildren(...sorted.slice(0, 60).map((other, i) => make("li", null, button(names[other], () => change({ to: ids[other], way: "" }), { tabindex: i ? "-1" : "0" }))));
      $("near").dataset.more = sorted.length > 60 ? `and ${sorted.length - 60} more` : "";
      const company = node < count && net.at[node] ? ", " + names[net.at[node]] : "";
      const away = base.away[node], far = node >= count || node === question.source ? "" : away < 0 ? ", no way yet" : away === 0 ? ", known directly" : `, ${away} introduction${away > 1 ? "s" : ""} away`;
      if (!quiet) say(`${names[node]}${company}${far}, ${sorted.length} ${node >= count ? "people" : "ties"}.`);
    }

    // --- hands ----------------------------------------------------------------------------------------------------------

    const about = (/** @type {any} */ entry) => {
      if (entry.kind === "company") return `${net.staff[entry.number - count].length} people`;
      if (entry.kind !== "person" || entry.number === question.source) return "";
      const away = base.away[entry.number];
      return away < 0 ? "no way yet" : away === 0 ? "you know them" : `${away} introduction${away > 1 ? "s" : ""} away`;
    };
    const only = (/** @type {any} */ entry) => change(entry.kind === "tag" ? { tag: data.tags[entry.number] } : entry.kind === "community" ? { community: data.communities[entry.number - 1] } : { company: ids[entry.number] });
    const people = () => entries.filter((entry) => entry.kind === "person");
    const wanted = () => entries.filter((entry) => data.wanted.includes(entry.number) && entry.kind === "company").slice(0, 8);
    Wayin.find.box($("to"), { all: () => entries, empty: wanted, say, about,
      choose: (/** @type {any} */ entry) => (entry.kind === "person" || entry.kind === "company" ? change({ to: ids[entry.number], way: "", all: false }) : only(entry)) });
    Wayin.find.box($("from"), { all: people, say, about, choose: (/** @type {any} */ entry) => change({ from: entry.number === data.me ? "" : ids[entry.number], way: "" }) });
    Wayin.find.box($("without"), { all: people, say, choose: (/** @type {any} */ entry) => {
      $("without").value = "";
      change({ without: [...new Set([...state.without, ids[entry.number]])], way: "" });
    } });
    Wayin.find.box($("only"), { all: () => entries.filter((entry) => entry.kind !== "person"), say, about, choose: (/** @type {any} */ entry) => { $("only").value = ""; only(entry); } });

    root.addEventListener("change", (event) => {
      const { name, value, id, checked } = /** @type {HTMLInputElement} */ (event.target);
      if (name === "wayin-most") change({ most: Number(value), way: "" });
      else if (name === "wayin-view") change({ view: value === "map" ? "map" : "" });
      else if (id === "wayin-said") change({ ties: checked ? "said" : "", way: "" });
      else if (id === "wayin-warm") change({ ties: checked ? "warm" : $("said").checked ? "said" : "", way: "" });
      else if (id === "wayin-known") change({ known: checked });
    }, { signal });
    $("clear").addEventListener("click", () => { change({ to: "", way: "", all: false }); $("to").focus(); }, { signal });
    $("ask").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault(), { signal });
    // One stop for the tabulator; the arrows go from neighbour to neighbour
    $("near").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const all = [...$("near").querySelectorAll("button")], at = all.indexOf(document.activeElement);
      const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
      if (to === undefined || !all[to]) return;
      event.preventDefault();
      all.forEach((one, i) => { one.tabIndex = i === to ? 0 : -1; });
      all[to].focus();
    }, { signal });
    const again = () => { if (format(state, data.most) !== (location.hash || "#")) update(); };
    addEventListener("popstate", again, { signal });
    addEventListener("hashchange", again, { signal });

    root.classList.add("wayin-network--live");
    update();
    return () => { ending.abort(); picture.end(); };
  }

  // Once for each visit of the page, also where the theme swaps pages without loading them
  function visit() {
    const root = document.getElementById("wayin-network");
    if (Wayin.visit && Wayin.visit.root === root) return;
    if (Wayin.visit) Wayin.visit.end();
    Wayin.visit = root && /** @type {any} */ (window).WAYIN_NETWORK ? { root, end: start(root) } : null;
  }
  visit();
  if (!Wayin.watching && /** @type {any} */ (window).document$) {
    Wayin.watching = true;
    /** @type {any} */ (window).document$.subscribe(visit);
  }
})();
