/* The answers in words: ways to somebody, people who reach a company, and connections. */

/** Creates an element with attributes and content; texts are escaped.
 * @param {string} tag @param {Record<string, string> | null} [values] @param {...(Node | string | null | false)} inside */
function make(tag, values, ...inside) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(values || {})) element.setAttribute(key, value);
  element.append(...inside.filter((one) => one !== null && one !== false));
  return element;
}

/** @param {(Node | string)[] | string} inside @param {() => void} act @param {Record<string, string>} [values] */
function button(inside, act, values) {
  const element = make("button", { type: "button", class: "wn-button", ...values }, ...[inside].flat());
  element.addEventListener("click", act);
  return element;
}

/** Isolates the direction of a name's script. @param {string} name */
const bdi = (name) => make("bdi", null, name);

/** @param {Network} net @param {Search} searching
 * @param {{base: string, draft: (node: number) => string, change: (what: Partial<State>) => void, leaveOut: (person: number) => void, hover: (way: Way | null) => void, pin: (way: Way) => void}} how */
function panel(net, searching, how) {
  const { data, names, kinds } = net;

  const address = (/** @type {number} */ node) => {
    const url = data.urls[node] ?? net.ids[node] + data.ending;
    return url && node !== data.me && !net.contacts[node] ? how.base + url : "";
  };
  const link = (/** @type {number} */ node, name = names[node]) => (address(node) ? make("a", { href: address(node) }, bdi(name)) : bdi(name));
  const badge = (/** @type {number} */ tier) => make("span", { class: "wayin-tier wayin-tier--" + data.tiers[tier].replace(" ", "-") }, data.tiers[tier]);
  const note = (/** @type {(Node | string | null | false)[]} */ ...inside) => make("p", { class: "wn-note" }, ...inside);

  /** Returns the names of the people asked on a way. @param {Way} way */
  const through = (way) => way.people.slice(1, -1).flatMap((person, i) => (i ? [" and ", bdi(names[person])] : [bdi(names[person])]));

  /** Returns how well somebody knows another, with their names. @param {number} kind @param {number} a @param {number} b @returns {(Node | string)[]} */
  const known = (kind, a, b) => data.phrases[kinds[kind].phrase].split(/\{([ab])\}/).map((part, i) => (i % 2 ? bdi(names[part === "a" ? a : b]) : part));

  /** Returns the reason for a tie. @param {number} kind @param {number} a @param {number} b @returns {(Node | string)[]} */
  function sentence(kind, a, b) {
    const tie = kinds[kind], spoke = a === data.me && net.spoke.get(b);
    const more = [
      data.colleagues.includes(b) && "works with you now",
      spoke && `you spoke ${spoke === 1 ? "once" : spoke === 2 ? "twice" : spoke + " times"}`,
      data.when[tie.when],
      tie.inferred && "inferred",
    ];
    return [...known(kind, a, b), ["", ...more.filter(Boolean)].join(", ") + "."];
  }
  /** Returns the reason for a tie in at most four words. @param {number} kind */
  const brief = (kind) => data.briefs[kinds[kind].brief];

  /** Creates the strip of a way from the same parts as on other pages. @param {number[]} people @param {number[]} ties @param {number} weakest */
  function strip(people, ties, weakest) {
    const parts = /** @type {HTMLTemplateElement} */ (document.getElementById("wayin-strip")).content, list = /** @type {Element} */ (parts.firstElementChild).cloneNode();
    const spoken = ties.map((kind, i) => make("span", null, ...known(kind, people[i], people[i + 1])).textContent + (kinds[kind].inferred ? " (probably)" : ""));
    /** @type {Element} */ (list).setAttribute("aria-label", spoken.join("; "));
    people.forEach((person, i) => {
      const item = /** @type {Element} */ (parts.querySelector("li")).cloneNode(true), who = /** @type {Element} */ (item.lastChild), avatar = /** @type {HTMLElement} */ (who.firstChild), joint = /** @type {Element} */ (item.firstChild);
      const mine = searching.tie(data.me, person), ring = mine && person !== data.me ? " wayin-tier--" + data.tiers[kinds[mine].tier].replace(" ", "-") : "";
      avatar.className += ` wayin-avatar--${person === data.me ? "me" : "person"}${net.stubs[person] ? " wayin-avatar--stub" : ""}${ring}`;
      avatar.dataset.initials = initials(person);
      who.append(link(person));
      if (!i) joint.remove();
      else {
        const { tier, inferred, assumed } = kinds[ties[i - 1]];
        joint.className = `wayin-path__tie wayin-path__tie--${data.tiers[tier].replace(" ", "-")}${assumed ? " wayin-path__tie--assumed" : inferred ? " wayin-path__tie--probable" : ""}`;
        /** @type {Element} */ (joint.firstChild).append(brief(ties[i - 1]));
        if (assumed || inferred) /** @type {Element} */ (joint.firstChild).after(assumed ? " (assumed mutual)" : " (probably)");
        if (i - 1 !== weakest) /** @type {Element} */ (joint.lastChild).remove();
      }
      list.appendChild(item);
    });
    return list;
  }

  /** Returns the initials of an avatar, from the first and the last word of a name. @param {number} person */
  function initials(person) {
    if (person === data.me) return "You";
    const all = names[person].split(/\s+/), words = all.filter((word) => /^[\p{L}\p{N}]/u.test(word)), parts = words.length ? words : all;
    return [...new Set([parts[0], parts[parts.length - 1]])].map((word) => [...word][0]).join("").toUpperCase();
  }

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
    return make("a", { class: "wayin-button", href: `${address(last)}#${anchor}` }, "Open the draft to ", bdi(names[first]));
  }

  /** Shows a way in full. @param {Way} way @param {{tier: number, about: boolean}} grade @param {Way | null} pinned @param {Asked} question @param {Map<number, Way | null> | null} without @param {Node} [about] */
  function item(way, grade, pinned, question, without, about) {
    const ties = searching.kindsOf(way), costs = ties.map((kind) => kinds[kind].cost), weakest = costs.indexOf(Math.max(...costs));
    const element = make("li", { class: "wn-way" + (way === pinned ? " wn-way--pinned" : "") },
      make("div", { class: "wn-way__head" }, badge(grade.tier), " ", button(["via ", ...through(way)], () => how.pin(way), { class: "wn-button wn-way__pin", "aria-pressed": String(way === pinned) }),
        grade.about && make("span", { class: "wn-note" }, "about as good")),
      about || null,
      strip(way.people, ties, ties.length > 1 ? weakest : -1),
      way.atCapacity && note("Someone here already has three open requests from you."),
      ...[...(without || [])].map(([person, other]) => note("If ", bdi(names[person]), " says no: ", ...(other ? ["via ", ...through(other), ", ", badge(searching.tier(other)), "."] : ["no other way yet."]))),
      make("p", { class: "wn-actions" }, draft(way, question), ...way.people.slice(1, -1).map((person) => button(["Skip ", bdi(names[person])], () => how.leaveOut(person)))),
      make("details", null, make("summary", null, "Why"),
        make("ul", { class: "wn-reasons" }, ...ties.map((kind, i) => make("li", null, ...sentence(kind, way.people[i], way.people[i + 1])))),
        make("p", null, `Score ${Math.exp(-way.cost / 1000).toFixed(2)}. Connections: ${costs.map((cost) => Math.exp(-cost / 1000).toFixed(2)).join(", ")}.`)));
    for (const on of ["mouseenter", "focusin"]) element.addEventListener(on, () => how.hover(way));
    for (const on of ["mouseleave", "focusout"]) element.addEventListener(on, () => how.hover(null));
    return element;
  }

  /** Shows a contact at a company. @param {Reached} one @param {string} who @param {Asked} question @param {Node} about */
  function direct({ person, known: kind }, who, { source }, about) {
    return make("li", { class: "wn-way" }, make("div", { class: "wn-way__head" }, badge(kinds[kind].tier), make("strong", null, `${who} `, bdi(names[person]))),
      about, strip([source, person], [kind], -1), make("details", null, make("summary", null, "Why"), make("ul", { class: "wn-reasons" }, make("li", null, ...sentence(kind, source, person)))));
  }

  /** Shows the answer for a person or a company. @param {Found} found @param {Way | null} pinned @param {Asked} question */
  function answer({ target, known, ways, without, reached, listed }, pinned, question) {
    const mine = question.source === data.me, who = mine ? "You know" : names[question.source] + " knows";
    const parts = [make("h2", null, "To ", link(target))];
    if (net.at[target]) parts.push(note("At ", link(net.at[target]), net.stubs[target] ? " · no note yet" : ""));
    const nearest = reached && reached[0], best = nearest ? nearest.best : ways[0], isDirect = nearest ? searching.isMine(nearest) : known;
    const [under, to] = mine ? advised(target, isDirect ? null : best, question) : [undefined, 0], first = under && !under.slice(4).some((who) => who !== target && question.without.has(who)) && under;
    // What is under way comes first, so that nobody asks two people at once
    if (first) {
      const [now, , later, turns, ...who] = first, said = turns && today() >= turns ? later : now;
      parts.push(make("p", { class: "wn-first" }, ...data.said[said].map((part) => (typeof part === "string" ? part : who[part[0]] === target ? bdi(part[1]) : link(who[part[0]], part[1]))),
        ...(to === target ? [] : [" ", link(to), " can introduce you to ", bdi(names[target]), "."])));
    }
    if (known) {
      parts.push(make("p", { class: "wn-known" }, badge(kinds[known].tier), " ", make("strong", null, who + " them. "), ...sentence(known, question.source, target)));
      if (how.draft(target) && mine && address(target)) parts.push(make("p", { class: "wn-actions" }, make("a", { class: "wayin-button", href: `${address(target)}#${how.draft(target)}` }, ...(first ? ["Open the draft"] : ["Open the draft to ", bdi(names[target])]))));
      if (ways.length) parts.push(make("h3", null, "Other ways in"));
    } else if (first && ways.length && !isDirect) parts.push(make("h3", null, "If that falls through"));
    if (!(reached || ways).length && target !== question.source) {
      const { most } = question, within = `within ${["one introduction", "two introductions", "three introductions"][most - 1]}`;
      parts.push(make("p", null, known ? `No other way ${within}.` : `No way ${within}.`));
      if (most < 3) parts.push(make("p", null, button(`Try ${most === 1 ? "two" : "three"} introductions`, () => how.change({ most: most + 1 }))));
    }
    const graded = searching.grades(ways);
    parts.push(make("ol", { class: "wn-ways" }, ...(!reached ? ways.map((way, i) => item(way, graded[i], pinned, question, i ? null : without)) : listed.map((one) => {
      const about = note(link(one.person), one.current ? " works here" : " used to work here", ...(one.company !== target ? [" (", bdi(names[one.company]), ")"] : []));
      if (one.best && !searching.isMine(one)) return item(one.best, { tier: searching.tier(one.best), about: false }, pinned, question, null, about);
      return direct(one, who, question, about);
    }))));
    if (reached && reached.length > listed.length) parts.push(make("p", null, button(`Show all ${reached.length}`, () => how.change({ all: "1" }))));
    return parts;
  }

  return { answer, brief };
}
