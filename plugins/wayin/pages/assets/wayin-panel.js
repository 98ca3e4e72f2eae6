/* The answers in words: ways to somebody, people who reach a company, and connections. */

/** Creates an element with attributes and content; texts are escaped.
 * @param {string} tag @param {Record<string, string> | null} [values] @param {...(Node | string | null | false)} inside */
function make(tag, values, ...inside) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(values || {})) element.setAttribute(key, value);
  element.append(...inside.filter((one) => one !== null && one !== false));
  return element;
}

/** @param {string} text @param {() => void} act @param {Record<string, string>} [values] */
function button(text, act, values) {
  const element = make("button", { type: "button", class: "wn-button", ...values }, text);
  element.addEventListener("click", act);
  return element;
}

/** @param {Network} net @param {Search} searching
 * @param {{base: string, draft: (node: number) => string, change: (what: Partial<State>) => void, leaveOut: (person: number) => void, hover: (way: Way | null) => void, pin: (way: Way) => void}} how */
function panel(net, searching, how) {
  const { data, names, kinds } = net;

  const address = (/** @type {number} */ node) => {
    const url = data.urls[node] ?? net.ids[node] + data.ending;
    return url && node !== data.me && !net.contacts[node] ? how.base + url : "";
  };
  const link = (/** @type {number} */ node, name = names[node]) => (address(node) ? make("a", { href: address(node) }, name) : make("span", null, name));
  const badge = (/** @type {number} */ tier) => make("span", { class: "wayin-tier wayin-tier--" + data.tiers[tier].replace(" ", "-") }, data.tiers[tier]);
  const note = (/** @type {(Node | string | null | false)[]} */ ...inside) => make("p", { class: "wn-note" }, ...inside);

  /** Returns the names of the people asked on a way. @param {Way} way */
  const through = (way) => way.people.slice(1, -1).map((person) => names[person]).join(" and ");

  /** Returns the reason for a tie. @param {number} kind @param {number} a @param {number} b */
  function sentence(kind, a, b) {
    const tie = kinds[kind], spoke = a === data.me && net.spoke.get(b);
    return [
      data.phrases[tie.phrase].replace(/\{([ab])\}/g, (_, end) => names[end === "a" ? a : b]),
      data.colleagues.includes(b) && "works with you now",
      spoke && `you spoke ${spoke === 1 ? "once" : spoke === 2 ? "twice" : spoke + " times"}`,
      data.when[tie.when],
      tie.inferred && "inferred",
    ].filter(Boolean).join(", ") + ".";
  }
  /** The same in up to three words, for the picture. @param {number} kind */
  const short = (kind) => (kinds[kind].inferred ? "probably" : kinds[kind].assumed ? "assumed" : data.short[kinds[kind].strength]);

  const today = () => data.day || Math.floor((Date.now() - new Date().getTimezoneOffset() * 60_000) / 86_400_000);

  /** Returns what to do first about somebody, and who it is about: with other options, maybe somebody in between.
   * @param {number} target @param {Way | null | undefined} best @param {Asked} question @returns {[First | undefined, number]} */
  function advised(target, best, { most, without, usable }) {
    const own = data.first[target], asAtFirst = most === data.most && !without.size && !usable;
    const between = asAtFirst || !best ? [] : best.people.slice(2, -1).reverse();
    const to = own && (own[1] < 2 || asAtFirst) ? target : between.find((node) => data.first[node]?.[1] === 0) ?? -1, first = data.first[to];
    return [first && (first[2] >= 0 || !first[3] || today() < first[3]) ? first : undefined, to];
  }

  /** Returns a link to the draft that asks for a way: on the page of the target, if it has that draft. @param {Way} way @param {Asked} question */
  function draft(way, { source }) {
    const [, first] = way.people, last = way.people[way.length + 1], anchor = "drafts-" + net.ids[first].replace("/", "-");
    if (source !== data.me || !address(last) || how.draft(last) !== anchor) return null;
    return make("a", { class: "wn-button", href: `${address(last)}#${anchor}` }, `Open the draft to ${names[first]}`);
  }

  /** Shows a way in full. @param {Way} way @param {Way | null} pinned @param {Asked} question @param {Map<number, Way | null> | null} without @param {Node} [about] */
  function item(way, pinned, question, without, about) {
    const ties = searching.kindsOf(way), costs = ties.map((kind) => kinds[kind].cost), weakest = costs.indexOf(Math.max(...costs));
    const chain = way.people.flatMap((person, i) => (i ? [make("span", { "aria-hidden": "true" }, " → "), make("span", { class: "wn-unseen" }, " then "), link(person)] : [link(person)]));
    const element = make("li", { class: "wn-way" + (way === pinned ? " wn-way--pinned" : "") },
      make("div", { class: "wn-way__head" }, badge(searching.tier(way)), " ", button("via " + through(way), () => how.pin(way), { class: "wn-button wn-way__pin", "aria-pressed": String(way === pinned) })),
      about || null,
      make("p", { class: "wn-chain" }, ...chain),
      way.atCapacity && note("Someone here already has three open requests from you."),
      make("ul", { class: "wn-reasons" }, ...ties.map((kind, i) => make("li", null, sentence(kind, way.people[i], way.people[i + 1]),
        i === weakest && ties.length > 1 && make("em", null, " The weakest connection on this path.")))),
      ...[...(without || [])].map(([person, other]) => note(`If ${names[person]} says no: `, ...(other ? [`via ${through(other)}, `, badge(searching.tier(other)), "."] : ["no other way yet."]))),
      make("p", { class: "wn-actions" }, draft(way, question), ...way.people.slice(1, -1).map((person) => button(`Skip ${names[person]}`, () => how.leaveOut(person)))),
      make("details", null, make("summary", null, "Show the numbers"), make("p", null,
        `Score ${Math.exp(-way.cost / 1000).toFixed(2)}. Connections: ${costs.map((cost) => Math.exp(-cost / 1000).toFixed(2)).join(", ")}.`)));
    for (const on of ["mouseenter", "focusin"]) element.addEventListener(on, () => how.hover(way));
    for (const on of ["mouseleave", "focusout"]) element.addEventListener(on, () => how.hover(null));
    return element;
  }

  /** Shows the answer for a person or a company. @param {Found} found @param {Way | null} pinned @param {Asked} question */
  function answer({ target, known, ways, without, reached, listed }, pinned, question) {
    const mine = question.source === data.me, who = mine ? "You know" : names[question.source] + " knows";
    const parts = [make("h2", null, "To ", link(target))];
    if (net.at[target]) parts.push(note("At ", link(net.at[target]), net.stubs[target] ? " · no note yet" : ""));
    const nearest = reached && reached[0], best = nearest ? nearest.best : ways[0], direct = nearest ? searching.isMine(nearest) : known;
    const [under, to] = mine ? advised(target, direct ? null : best, question) : [undefined, 0], first = under && !under.slice(4).some((who) => who !== target && question.without.has(who)) && under;
    // What is under way comes first, so that nobody asks two people at once
    if (first) {
      const [now, , later, turns, ...who] = first, said = turns && today() >= turns ? later : now;
      parts.push(make("p", { class: "wn-first" }, ...data.said[said].map((part) => (typeof part === "string" ? part : who[part[0]] === target ? part[1] : link(who[part[0]], part[1]))),
        ...(to === target ? [] : [" ", link(to), ` can introduce you to ${names[target]}.`])));
    }
    if (known) {
      parts.push(make("p", { class: "wn-known" }, badge(kinds[known].tier), " ", make("strong", null, who + " them. "), sentence(known, question.source, target)));
      if (how.draft(target) && mine && address(target)) parts.push(make("p", { class: "wn-actions" }, make("a", { class: "wn-button", href: `${address(target)}#${how.draft(target)}` }, first ? "Open the draft" : `Open the draft to ${names[target]}`)));
    }
    if (first && ways.length && !direct) parts.push(make("h3", null, "If that falls through"));
    if (!(reached || ways).length && target !== question.source) {
      const { most } = question, within = `within ${["one introduction", "two introductions", "three introductions"][most - 1]}`;
      parts.push(make("p", null, known ? `No other way ${within}.` : `No way ${within}.`));
      if (most < 3) parts.push(make("p", null, button(`Try ${most === 1 ? "two" : "three"} introductions`, () => how.change({ most: most + 1 }))));
    }
    parts.push(make("ol", { class: "wn-ways" }, ...(!reached ? ways.map((way, i) => item(way, pinned, question, i ? null : without)) : listed.map((one) => {
      const about = note(link(one.person), one.current ? " works here" : " used to work here", one.company !== target && ` (${names[one.company]})`);
      if (one.best && !searching.isMine(one)) return item(one.best, pinned, question, null, about);
      return make("li", { class: "wn-way" }, make("div", { class: "wn-way__head" }, badge(kinds[one.known].tier), make("strong", null, `${who} ${names[one.person]}`)),
        about, make("ul", { class: "wn-reasons" }, make("li", null, sentence(one.known, question.source, one.person))));
    }))));
    if (reached && reached.length > listed.length) parts.push(make("p", null, button(`Show all ${reached.length}`, () => how.change({ all: "1" }))));
    return parts;
  }

  return { answer, short };
}
