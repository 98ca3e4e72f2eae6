/* The ways to somebody, as network/ways.py and network/companies.py find them: the same definitions, the same order.
 Costs are made in Python; here they are only added. Everyone is a number, and numbers are ordered as ids are. */
/** What `network.js` holds; network_data.py says more.
 * @typedef {{digits: string, count: number, me: number, most: number, names: string[], ids: (string | 0)[], ending: string, urls: Record<number, string>,
 *  places: string, stubs: string, aliases: Record<number, string[]>, tags: string[], tagged: string, communities: string[], community: string,
 *  at: string, leaves: [number, number, number][], leaving: string, offers: string, declined: Record<number, number[]>, spoke: string,
 *  former: number, staff: string, parents: Record<number, number>, wanted: number[], another: number, limits: number[], tiers: string[],
 *  said: string[], first: Record<number, First[]>, phrases: string[], short: string[], when: string[], manners: [number, number, number, number, number][], kinds: string, ties: string}} Data */
/** @typedef {{cost: number, phrase: number, strength: number, tier: number, inferred: boolean, assumed: boolean, when: number}} Kind */
/** @typedef {{atCapacity: boolean, cost: number, length: number, people: number[]}} Way */
/** @typedef {{person: number, current: boolean, company: number, known: number, best: Way | null}} Reached
 *  `known` is a kind of tie, or 0. */
/** @typedef {{source?: number, most?: number, without?: Iterable<number>, declinedFor?: number,
 *  usable?: (kind: number) => boolean}} Question */
/** @typedef {[number, number, ...number[]]} First  What is on its way already: a sentence, whether they were asked, and who `{0}`, `{1}` … in it are. */
/** @typedef {{cost: number, who: number, next: Rest | null}} Rest  What is left to go, and who is on it. */
/** @typedef {ReturnType<typeof read>} Network */
/** @typedef {ReturnType<typeof search>} Search */

/** Packed whole numbers (`pack` in network_data.py). @param {string} text @param {string} digits */
function unpack(text, digits) {
  const half = digits.length / 2, value = new Int32Array(128), numbers = [];
  for (let i = 0; i < digits.length; i++) value[digits.charCodeAt(i)] = i;
  for (let i = 0, number = 0, factor = 1; i < text.length; i++) {
    const digit = value[text.charCodeAt(i)];
    number += (digit % half) * factor;
    factor *= half;
    if (digit < half) { numbers.push(number); number = 0; factor = 1; }
  }
  return numbers;
}

/** The data of `network.js`, unpacked. @param {Data} data */
function read(data) {
  const numbers = (/** @type {string} */ text) => unpack(text, data.digits);
  const { count, names } = data, size = names.length;
  const ids = data.ids.map((id, i) => id ||
    (i < count ? "people/" : "companies/") + names[i].toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""));
  const packed = numbers(data.kinds), kinds = /** @type {Kind[]} */ ([{ cost: 0, phrase: 0, strength: 0, tier: 3, inferred: false, assumed: false, when: 0 }]);
  for (let i = 0; i < packed.length; i += 3) {
    const [phrase, strength, tier, inferred, assumed] = data.manners[packed[i + 1]];
    kinds.push({ cost: packed[i], phrase, strength, tier, inferred: !!inferred, assumed: !!assumed, when: packed[i + 2] });
  }
  const cost = Int32Array.from(kinds, (kind) => kind.cost), inferred = Uint8Array.from(kinds, (kind) => +kind.inferred);
  const from = [], to = [], kind = [], ties = numbers(data.ties);
  for (let low = 0, at = 0; at < ties.length; low++) {
    for (let left = ties[at++], high = 0; left > 0; left--, at += 3) {
      high += ties[at];
      if (ties[at + 1]) { from.push(low); to.push(high); kind.push(ties[at + 1]); }
      if (ties[at + 2]) { from.push(high); to.push(low); kind.push(ties[at + 2]); }
    }
  }
  const leaving = numbers(data.leaving), offers = new Set(), offered = numbers(data.offers);
  for (let i = 0; i < offered.length; i += 2) offers.add(offered[i] * size + offered[i + 1]);
  /** @type {{person: number, current: boolean}[][]} */
  const staff = [], places = numbers(data.staff);
  for (let at = 0; at < places.length;) {
    const there = [];
    for (let left = places[at++], person = 0; left > 0; left--, at++) {
      person += places[at] >> 1;
      there.push({ person, current: places[at] % 2 === 1 });
    }
    staff.push(there);
  }
  const stubs = new Uint8Array(size), talked = numbers(data.spoke);
  numbers(data.stubs).reduce((at, gap) => { stubs[at + gap] = 1; return at + gap; }, 0);
  return {
    data, count, size, ids, names, kinds, cost, inferred, staff, stubs, numbers,
    /** The company where somebody is, or 0. */
    at: numbers(data.at).map((company) => company && company + count - 1),
    /** How often I spoke with somebody. */
    spoke: new Map(talked.flatMap((person, i) => (i % 2 ? [] : [/** @type {[number, number]} */ ([person, talked[i + 1]])]))),
    index: new Map(ids.map((id, i) => [id, i])),
    out: rows(from, to, kind, size), into: rows(to, from, kind, size),
    /** The tier of a cost: 0 for the warmest. @param {number} cost */
    tier: (cost) => data.limits.filter((most) => cost > most).length,
    /** The kind of the tie to each whom somebody is tied to, or who is or was at a company. @param {number} node */
    around(node) {
      const found = new Map(node < count ? [] : staff[node - count].map(({ person }) => [person, 0]));
      for (const rows of [this.into, this.out]) for (let i = rows.start[node]; i < rows.start[node + 1]; i++) found.set(rows.other[i], rows.kind[i]);
      return found;
    },
    /** What it costs that somebody introduces somebody; null if they do not. @param {number} a @param {number} b */
    leave(a, b) {
      const leave = leaving[a] ? data.leaves[leaving[a] - 1] : null;
      return leave && { cost: offers.has(a * size + b) ? leave[1] : leave[0], atCapacity: leave[2] === 1 };
    },
  };
}

/** Ties by the end they are looked up at: of node `i` those from `start[i]` to `start[i + 1]`.
 * @param {number[]} keys @param {number[]} others @param {number[]} kinds @param {number} size */
function rows(keys, others, kinds, size) {
  const start = new Int32Array(size + 1), other = new Int32Array(keys.length), kind = new Int32Array(keys.length);
  for (const key of keys) start[key + 1]++;
  for (let i = 0; i < size; i++) start[i + 1] += start[i];
  const at = start.slice();
  keys.forEach((key, i) => { other[at[key]] = others[i]; kind[at[key]++] = kinds[i]; });
  return { start, other, kind };
}

/** @param {Way} a @param {Way} b */
function compare(a, b) {
  const first = +a.atCapacity - +b.atCapacity || a.cost - b.cost || a.length - b.length;
  for (let i = 0; !first && i < a.people.length; i++) if (a.people[i] !== b.people[i]) return a.people[i] - b.people[i];
  return first;
}

/** Whether a rest is better than another of the same length. @param {Rest} a @param {Rest} b */
function better(a, b) {
  if (a.cost !== b.cost) return a.cost < b.cost;
  for (let one = /** @type {Rest | null} */ (a), other = /** @type {Rest | null} */ (b); one && other; one = one.next, other = other.next) {
    if (one.who !== other.who) return one.who < other.who;
  }
  return false;
}

/** @param {Rest | null} rest @param {number} source */
function people(rest, source) {
  const list = [source];
  for (; rest; rest = rest.next) list.push(rest.who);
  return list;
}

/** Answers questions about one network. @param {Network} net */
function search(net) {
  const { out, into, cost, inferred, data } = net;
  const contacts = new Int32Array(net.size);
  let whose = -1;

  /** The kinds of the ties that leave somebody, by whom they reach. @param {number} source */
  function known(source) {
    if (whose !== source) {
      if (whose >= 0) for (let i = out.start[whose]; i < out.start[whose + 1]; i++) contacts[out.other[i]] = 0;
      for (let i = out.start[source]; i < out.start[source + 1]; i++) contacts[out.other[i]] = out.kind[i];
      whose = source;
    }
    return contacts;
  }

  /** The kind of the tie between two, or 0. @param {number} a @param {number} b */
  function tie(a, b) {
    for (let i = out.start[a]; i < out.start[a + 1]; i++) if (out.other[i] === b) return out.kind[i];
    return 0;
  }

  /** Whom not to ask. @param {number} target @param {Question} question */
  function excluded(target, question) {
    const declined = data.declined, company = question.declinedFor;
    return new Set([...(question.without || []), ...(declined[target] || []), ...((company && declined[company]) || [])]);
  }

  /** The best way for each first intermediary, best first.
   * @param {number} target @param {Question} question @param {Set<number>} gone */
  function bestByFirst(target, question, gone) {
    const { source = data.me, most = 2, usable } = question;
    if (source === target) return [];
    const mine = known(source);
    /** @type {Map<number, Way>} */
    const best = new Map();
    /** @type {Map<number, (Rest | undefined)[]>} */
    let rests = new Map([[target, [{ cost: 0, who: target, next: null }]]]);
    for (let layer = 1; layer <= most; layer++) {
      rests = oneMore(rests, source, target, gone, layer === most ? mine : null, usable);
      for (const [first, states] of rests) {
        const kind = mine[first];
        if (!kind || (usable && !usable(kind))) continue;
        states.forEach((rest, state) => {
          if (!rest || (state & 1 && inferred[kind])) return;
          const way = { atCapacity: state > 1, cost: cost[kind] + rest.cost - data.another, length: layer, people: people(rest, source) };
          const other = best.get(first);
          if (!other || compare(way, other) < 0) best.set(first, way);
        });
      }
    }
    return [...best.values()].sort(compare);
  }

  /** The best rests with one intermediary more in front; a state is 1 for an inferred tie, plus 2 for capacity.
   * @param {Map<number, (Rest | undefined)[]>} rests @param {number} source @param {number} target
   * @param {Set<number>} gone @param {Int32Array | null} only @param {((kind: number) => boolean) | undefined} usable */
  function oneMore(rests, source, target, gone, only, usable) {
    /** @type {Map<number, (Rest | undefined)[]>} */
    const longer = new Map();
    for (const [person, states] of rests) {
      for (let i = into.start[person]; i < into.start[person + 1]; i++) {
        const before = into.other[i], kind = into.kind[i];
        if (before === target || before === source || before === data.me || gone.has(before)) continue;
        if ((only && !only[before]) || (usable && !usable(kind))) continue;
        const leave = net.leave(before, person);
        if (!leave) continue;
        for (let state = 0; state < 4; state++) {
          const rest = states[state];
          if (!rest || (state & 1 && inferred[kind])) continue;
          const next = { cost: rest.cost + cost[kind] + leave.cost + data.another, who: before, next: rest };
          let there = longer.get(before);
          if (!there) longer.set(before, (there = []));
          const key = state | inferred[kind] | (leave.atCapacity ? 2 : 0), other = there[key];
          if (!other || better(next, other)) there[key] = next;
        }
      }
    }
    return longer;
  }

  /** The ways to a person: the best, its alternatives, and what remains if somebody on it says no.
   * @param {number} target @param {Question} [question] */
  function ways(target, question = {}) {
    const gone = excluded(target, question), found = alternatives(bestByFirst(target, question, gone));
    /** @type {Map<number, Way | null>} */
    const without = new Map();
    for (const person of found.length ? found[0].people.slice(1, -1) : []) {
      without.set(person, bestByFirst(target, question, new Set(gone).add(person))[0] || null);
    }
    return { target, known: tie(question.source ?? data.me, target), ways: found, without };
  }

  /** The best way to a person, or null. @param {number} target @param {Question} [question] @returns {Way | null} */
  function best(target, question = {}) {
    return bestByFirst(target, question, excluded(target, question))[0] || null;
  }

  /** Everyone through whom a company can be reached: those known directly first, then by their best way.
   * @param {number} company @param {Question} [question] */
  function reach(company, question = {}) {
    /** @type {Map<number, Reached>} */
    const found = new Map(), source = question.source ?? data.me;
    for (const place of [company, ...subsidiaries(company)]) {
      for (const { person, current } of net.staff[place - net.count]) {
        const earlier = found.get(person);
        if (person === source || (earlier && (earlier.current || !current))) continue;
        const way = best(person, { ...question, declinedFor: company }), kind = tie(source, person);
        if (way && !current) way.cost += data.former;
        if (way || kind) found.set(person, { person, current, company: place, known: kind, best: way });
      }
    }
    return [...found.values()].sort((a, b) => +!a.known - +!b.known || (a.known
      ? +!a.current - +!b.current || cost[a.known] - cost[b.known] || a.person - b.person
      : compare(/** @type {Way} */ (a.best), /** @type {Way} */ (b.best))));
  }

  /** The companies that belong to one, directly or further down. @param {number} company */
  function subsidiaries(company) {
    const found = new Set(), frontier = [company - net.count + 1];
    while (frontier.length) {
      const parent = frontier.pop();
      for (const child of Object.keys(data.parents).map(Number)) {
        const node = child + net.count - 1;
        if (data.parents[child] === parent && node !== company && !found.has(node)) { found.add(node); frontier.push(child); }
      }
    }
    return [...found].sort((a, b) => a - b);
  }

  /** The tier of a way, 0 for the warmest; never better than its weakest tie. @param {Way} way */
  function tier(way) {
    return Math.max(net.tier(way.cost), ...kindsOf(way).map((kind) => net.kinds[kind].tier));
  }

  /** The kinds of the ties along a way. @param {Way} way */
  const kindsOf = (way) => way.people.slice(1).map((person, i) => tie(way.people[i], person));

  return { ways, best, reach, subsidiaries, tie, tier, kindsOf };
}

/** Up to `most` ways that differ: at most two share their last intermediary, any two at most half of all.
 * @param {Way[]} firsts */
function alternatives(firsts, most = 5) {
  /** @type {Way[]} */
  const kept = [];
  for (const way of firsts) {
    const last = way.people[way.length], these = way.people.slice(1, -1);
    if (kept.filter((other) => other.people[other.length] === last).length < 2 && kept.every((other) => {
      const common = these.filter((person) => other.people.includes(person)).length;
      return common / (these.length + other.length - common) <= 0.5;
    })) kept.push(way);
    if (kept.length === most) break;
  }
  return kept;
}
