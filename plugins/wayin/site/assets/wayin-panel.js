/* The answers in words: the ways to somebody, whom a company is reached by, and who knows whom. */
(function () {
  "use strict";

  /** An element with its attributes and what it holds; texts stay texts.
   * @param {string} tag @param {Record<string, string> | null} [values] @param {...(Node | string | null | false)} inside */
  function make(tag, values, ...inside) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(values || {})) element.setAttribute(key, value);
    element.append(.../** @type {(Node | string)[]} */ (inside.filter(Boolean)));
    return element;
  }

  /** @param {string} text @param {() => void} act @param {Record<string, string>} [values] */
  function button(text, act, values) {
    const element = make("button", { type: "button", class: "wn-button", ...values }, text);
    element.addEventListener("click", act);
    return element;
  }

  /** @param {any} net @param {any} search @param {{base: string, draft: string, change: (what: object) => void, hover: (way: any) => void, pin: (way: any) => void}} how */
  function panel(net, search, how) {
    const { data, names, count, kinds } = net;
    const month = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });

    const called = (/** @type {number} */ node) => (node === data.me ? "You" : names[node]);
    const address = (/** @type {number} */ node) => {
      const url = data.urls[node] ?? net.ids[node] + data.ending;
      return url && node !== data.me ? how.base + url : "";
    };
    const link = (/** @type {number} */ node) => (address(node) ? make("a", { href: address(node) }, called(node)) : make("span", null, called(node)));
    const badge = (/** @type {number} */ tier) => make("span", { class: "wayin-tier wayin-tier--" + data.tiers[tier].replace(" ", "-") }, data.tiers[tier]);
    const introductions = (/** @type {number} */ n) => (n === 1 ? "1 introduction" : `${n} introductions`);

    /** When the last contact on a tie was. @param {any} kind */
    const when = (kind) => {
      const at = data.month - kind.months + 1;
      return kind.months ? `last in ${month.format(Date.UTC(Math.floor(at / 12), at % 12))}` : "when last is unknown";
    };
    /** What is said of a tie. @param {number} kind @param {number} a @param {number} b */
    function sentence(kind, a, b) {
      const tie = kinds[kind], mine = a === data.me && net.spoke.get(b);
      const said = data.phrases[tie.phrase].replace(/\{([ab])\}/g, (/** @type {string} */ _, /** @type {string} */ end) => called(end === "a" ? a : b));
      return [said, mine ? `you spoke ${mine === 1 ? "once" : mine === 2 ? "twice" : mine + " times"}` : "", when(tie), tie.inferred ? "inferred" : ""].filter(Boolean).join(", ");
    }
    /** The same in three words, for the picture. @param {number} kind */
    const short = (kind) => (kinds[kind].inferred ? "perhaps" : kinds[kind].assumed ? "assumed" : data.short[kinds[kind].strength]);

    /** The people of a way, linked, with arrows. @param {any} way */
    function chain(way) {
      const line = make("p", { class: "wn-chain" });
      way.people.forEach((/** @type {number} */ person, /** @type {number} */ i) => {
        if (i) line.append(make("span", { "aria-hidden": "true" }, " → "), make("span", { class: "wn-unseen" }, " then "));
        line.append(link(person));
      });
      return line;
    }

    /** One way in full. @param {any} way @param {{pinned: boolean, without?: Map<number, any>}} about */
    function item(way, about) {
      const tier = search.tier(way), ties = search.kindsOf(way), between = way.people.slice(1, -1);
      const costs = ties.map((/** @type {number} */ kind) => kinds[kind].cost), weakest = costs.indexOf(Math.max(...costs));
      const name = "Through " + between.map((/** @type {number} */ i) => names[i]).join(" and ");
      const element = make("li", { class: "wn-way" + (about.pinned ? " wn-way--pinned" : "") },
        make("div", { class: "wn-way__head" }, badge(tier),
          button(name, () => how.pin(way), { class: "wn-way__pin", "aria-pressed": String(about.pinned) })),
        chain(way),
        way.atCapacity && make("p", { class: "wn-note" }, "At capacity: somebody here has three or more open requests from you."),
        make("ul", { class: "wn-reasons" }, ...ties.map((/** @type {number} */ kind, /** @type {number} */ i) =>
          make("li", null, sentence(kind, way.people[i], way.people[i + 1]) + ". ",
            ties.length > 1 && i === weakest && make("em", null, `The weakest tie: ${data.tiers[kinds[kind].tier]}.`)))));
      for (const [person, other] of about.without || []) {
        element.append(make("p", { class: "wn-note" }, `If ${names[person]} says no: `, ...(other
          ? ["through " + other.people.slice(1, -1).map((/** @type {number} */ i) => names[i]).join(" and ") + ", ", badge(search.tier(other)), "."] : ["this is the only way in."])));
      }
      element.append(make("p", { class: "wn-actions" },
        how.draft && address(way.people[way.length + 1]) ? make("a", { class: "wn-button", href: address(way.people[way.length + 1]) + how.draft }, "Draft the request") : null,
        ...between.map((/** @type {number} */ person) => button(`Without ${names[person]}`, () => how.change({ addWithout: person })))));
      element.append(make("details", null, make("summary", null, "Figures"), make("p", null,
        `Likelihood that it arrives: ${Math.exp(-way.cost / 1000).toFixed(3)}. Ties: ${costs.map((/** @type {number} */ c) => Math.exp(-c / 1000).toFixed(2)).join(", ")}.`)));
      for (const [on, what] of /** @type {[string, any][]} */ ([["mouseenter", way], ["mouseleave", null], ["focusin", way], ["focusout", null]])) {
        element.addEventListener(on, () => how.hover(what));
      }
      return element;
    }

    /** @param {string} who @param {{most: number}} question */
    const nobody = (who, { most }) => [make("p", null, `${who} leads there within ${introductions(most)}.`),
      ...(most < 3 ? [make("p", null, button("Look one introduction further", () => how.change({ most: most + 1 })))] : [])];

    /** The answer for one person. @param {number} target @param {any} found @param {any} pinned @param {{source: number, most: number}} question */
    function person(target, found, pinned, question) {
      const parts = [make("h2", null, `To `, link(target))];
      if (net.at[target]) parts.push(make("p", { class: "wn-note" }, "At ", link(net.at[target]), net.stubs[target] ? " · mentioned, no note yet" : ""));
      if (found.known) {
        parts.push(make("p", { class: "wn-known" }, badge(kinds[found.known].tier), " ",
          make("strong", null, question.source === data.me ? "You know them. " : `${called(question.source)} knows them. `), sentence(found.known, question.source, target) + "."));
      }
      if (!found.ways.length && target !== question.source) parts.push(...nobody(found.known ? "Nobody else" : "Nobody yet", question));
      parts.push(make("ol", { class: "wn-ways" }, ...found.ways.map((/** @type {any} */ way, /** @type {number} */ i) =>
        item(way, { pinned: way === pinned, without: i ? undefined : found.without }))));
      return parts;
    }

    /** The answer for a company. @param {number} company @param {any[]} reached @param {any} pinned @param {any[]} listed @param {{source: number, most: number}} question */
    function place(company, reached, pinned, listed, question) {
      const parts = [make("h2", null, "To ", link(company))];
      if (!reached.length) parts.push(...nobody("You know nobody there, and nobody", question));
      const list = make("ol", { class: "wn-ways" }, ...listed.map((one) => {
        const about = make("p", { class: "wn-note" }, link(one.person), one.current ? " is there now" : " was there, knows the place", one.company !== company && ` (${names[one.company]})`);
        if (one.known) {
          return make("li", { class: "wn-way" }, make("div", { class: "wn-way__head" }, badge(kinds[one.known].tier), make("strong", null, question.source === data.me ? "You know " : "Known: ", names[one.person])),
            about, make("ul", { class: "wn-reasons" }, make("li", null, sentence(one.known, question.source, one.person) + ".")));
        }
        const element = item(one.best, { pinned: one.best === pinned });
        element.insertBefore(about, element.children[1]);
        return element;
      }));
      parts.push(list);
      if (reached.length > listed.length) parts.push(make("p", null, button(`Show all ${reached.length}`, () => how.change({ all: true }))));
      return parts;
    }

    return { person, place, sentence, short, called, link, badge, address };
  }

  const Wayin = /** @type {any} */ (window).Wayin || (/** @type {any} */ (window).Wayin = {});
  Wayin.panel = { panel, make, button };
})();
