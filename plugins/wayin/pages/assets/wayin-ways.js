/* The ways to somebody, as in network/ways.py and network/companies.py: the same definitions, the same order.
 Costs are computed in Python and only added here. Everyone is a number, and numbers are in the order of ids. */
/** The data in `network.js`; see network_data.py.
 * @typedef {{digits: string, count: number, me: number, most: number, names: string[], ids: (string | 0)[], ending: string, urls: Record<number, string>,
 *  places: string, stubs: string, contacts: string, aliases: Record<number, string[]>, tags: string[], tagged: string, communities: string[], community: string,
 *  at: string, leaves: [number, number, number][], leaving: string, offers: string, asked: Record<string, number[]>,
 *  declined: Record<number, number[]>, notFor: Record<number, number[]>, never: number[], colleagues: number[], introduced: number[], spoke: string,
 *  left: number[], parent: number, sister: number, staff: string, parents: Record<number, number>, wanted: number[], another: number, limits: number[], about: number, tiers: string[],
 *  said: (string | [number, string])[][], first: Record<number, First>, day: number, phrases: string[], briefs: string[], when: string[], manners: [number, number, number, number, number, number][], kinds: string, ties: string}} Data */
/** @typedef {{cost: number, phrase: number, brief: number, strength: number, tier: number, inferred: boolean, assumed: boolean, when: number}} Kind */
/** @typedef {{atCapacity: boolean, cost: number, length: number, people: number[]}} Way */
/** @typedef {{person: number, current: boolean, company: number, known: number, best: Way | null, distance: number}} Reached
 *  `known` is a kind of tie, or 0; the cost of `best` includes `distance`. */
/** @typedef {{source?: number, most?: number, without?: Iterable<number>, company?: number,
 *  usable?: (kind: number) => boolean}} Question */
/** @typedef {{gone: Set<number>, asked: Map<number, number>}} Goal  Who not to ask, and the cost of an introduction by those asked already. */
/** @typedef {[number, number, number, number, ...number[]]} First  What to do first: a sentence, its kind (0 under way, 1 to leave alone, 2 from the ways
 *  with the initial options), the sentence from a day on (-1: none), that day (0: none), and the people named, in order. */
/** @typedef {{cost: number, who: number, state: number, next: Rest | null}} Rest
 *  The rest of a way, and who is on it; the state is 1 for an inferred tie, plus 2 for somebody at capacity. */
/** @typedef {ReturnType<typeof read>} Network */
/** @typedef {ReturnType<typeof search>} Search */

/** Unpacks integers (`pack` in network_data.py). @param {string} text @param {string} digits */
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

/** Unpacks the data of `network.js`. @param {Data} data */
function read(data) {
  const numbers = (/** @type {string} */ text) => unpack(text, data.digits);
  const { count, names } = data, size = names.length;
  const ids = data.ids.map((id, i) => id ||
    (i < count ? "people/" : "companies/") + names[i].toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, ""));
  const packed = numbers(data.kinds), kinds = /** @type {Kind[]} */ ([{ cost: 0, phrase: 0, brief: 0, strength: 0, tier: 3, inferred: false, assumed: false, when: 0 }]);
  for (let i = 0; i < packed.length; i += 3) {
    const [phrase, brief, strength, tier, inferred, assumed] = data.manners[packed[i + 1]];
    kinds.push({ cost: packed[i], phrase, brief, strength, tier, inferred: !!inferred, assumed: !!assumed, when: packed[i + 2] });
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
  const leaving = numbers(data.leaving), offers = /** @type {Map<number, {cost: number, tier: number}>} */ (new Map()), offered = numbers(data.offers), silent = new Set();
  for (let i = 0; i < offered.length; i += 4) offers.set(offered[i] * size + offered[i + 1], { cost: offered[i + 2], tier: offered[i + 3] });
  for (const node of Object.keys(data.notFor).map(Number)) for (const person of data.notFor[node]) silent.add(person * size + node);
  /** @type {{person: number, current: boolean, left: number}[][]} */
  const staff = [], places = numbers(data.staff);
  for (let at = 0; at < places.length;) {
    const there = [];
    for (let more = places[at++], person = 0; more > 0; more--, at += 2) {
      person += places[at];
      there.push({ person, current: !places[at + 1], left: data.left[places[at + 1]] });
    }
    staff.push(there);
  }
  /** Returns 1 for each node of a packed list. @param {string} list */
  const marked = (list) => {
    const found = new Uint8Array(size);
    numbers(list).reduce((at, gap) => { found[at + gap] = 1; return at + gap; }, 0);
    return found;
  };
  const talked = numbers(data.spoke);
  return {
    data, count, size, ids, names, kinds, cost, inferred, staff, offers, numbers,
    stubs: marked(data.stubs),
    /** People only in exported files, who have no page. */
    contacts: marked(data.contacts),
    /** Each person's company, or 0. */
    at: numbers(data.at).map((company) => company && company + count - 1),
    /** How often you talked with somebody. */
    spoke: new Map(talked.flatMap((person, i) => (i % 2 ? [] : [/** @type {[number, number]} */ ([person, talked[i + 1]])]))),
    index: new Map(ids.map((id, i) => [id, i])),
    out: rows(from, to, kind, size), into: rows(to, from, kind, size),
    /** The tier of a cost: 0 for the warmest. @param {number} cost */
    tier: (cost) => data.limits.filter((most) => cost > most).length,
    /** Lists the ties of somebody or to a company's people, each with its kind. @param {number} node */
    around(node) {
      const found = new Map(node < count ? [] : staff[node - count].map(({ person }) => [person, 0]));
      for (const rows of [this.into, this.out]) for (let i = rows.start[node]; i < rows.start[node + 1]; i++) found.set(rows.other[i], rows.kind[i]);
      return found;
    },
    /** Returns the cost of an introduction by one person to another; null if they don't introduce. @param {number} a @param {number} b @param {Map<number, number>} [asked] */
    leave(a, b, asked) {
      const key = a * size + b, leave = leaving[a] && !silent.has(key) ? data.leaves[((asked && asked.get(a)) || leaving[a]) - 1] : null;
      return leave && { cost: leave[+offers.has(key)], atCapacity: leave[2] === 1 };
    },
    /** Returns the cost and tier of the tie to the first intermediary: better for you if they offered the next step.
     * @param {number} source @param {number} kind @param {number} first @param {number} next @returns {{cost: number, tier: number}} */
    first(source, kind, first, next) {
      const tie = kinds[kind], offer = source === data.me && offers.get(first * size + next);
      return offer && offer.cost < tie.cost ? offer : tie;
    },
  };
}

/** Indexes ties by one end: those of node `i` are from `start[i]` to `start[i + 1]`.
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

/** Compares rests of the same length. @param {Rest} a @param {Rest} b */
function nearer(a, b) {
  let first = a.cost - b.cost;
  for (let one = /** @type {Rest | null} */ (a), other = /** @type {Rest | null} */ (b); !first && one && other; one = one.next, other = other.next) first = one.who - other.who;
  return first;
}

/** Returns whether somebody is on a rest. @param {Rest | null} rest @param {number} who */
function isOn(rest, who) {
  while (rest && rest.who !== who) rest = rest.next;
  return !!rest;
}

/** @param {Rest | null} rest @param {number[]} before */
function people(rest, ...before) {
  for (; rest; rest = rest.next) before.push(rest.who);
  return before;
}

/** Creates a search over a network. @param {Network} net */
function search(net) {
  const { out, into, cost, inferred, data } = net;
  const contacts = new Int32Array(net.size);
  let whose = -1;

  /** Returns the kinds of somebody's ties, by target. @param {number} source */
  function known(source) {
    if (whose !== source) {
      if (whose >= 0) for (let i = out.start[whose]; i < out.start[whose + 1]; i++) contacts[out.other[i]] = 0;
      for (let i = out.start[source]; i < out.start[source + 1]; i++) contacts[out.other[i]] = out.kind[i];
      whose = source;
    }
    return contacts;
  }

  /** Returns the kind of the tie between two people, or 0. @param {number} a @param {number} b */
  function tie(a, b) {
    for (let i = out.start[a]; i < out.start[a + 1]; i++) if (out.other[i] === b) return out.kind[i];
    return 0;
  }

  /** Returns who may be asked for a target and the company to reach them at. @param {number} target @param {Question} question @returns {Goal} */
  function goal(target, question) {
    const gone = new Set(question.without), asked = new Map(), { company } = question;
    for (const key of company ? [target, company, company + "." + target] : [target]) {
      for (const group of [data.declined, data.notFor]) for (const person of group[+key] || []) gone.add(person);
      const found = data.asked[key] || [];
      for (let i = 0; i < found.length; i += 2) asked.set(found[i], found[i + 1]);
    }
    return { gone, asked };
  }

  /** Returns the best way for each first intermediary, best first, without detours.
   * @param {number} target @param {Question} question @param {Goal} goal */
  function bestByFirst(target, question, { gone, asked }) {
    const { source = data.me, most = 2, usable } = question;
    if (source === target) return [];
    const mine = known(source);
    /** @type {Map<number, Way>} */
    const best = new Map();
    /** @type {Map<number, Rest[]>} */
    let rests = new Map([[target, [{ cost: 0, who: target, state: 0, next: null }]]]);
    for (let length = 1; length <= most; length++) {
      /** @type {Map<number, Rest[]>} */
      const longer = new Map();
      for (const [person, all] of rests) {
        for (let i = into.start[person]; i < into.start[person + 1]; i++) {
          const before = into.other[i], kind = into.kind[i], own = mine[before], begins = own && (!usable || usable(own));
          if (before === target || before === source || before === data.me || gone.has(before) || (usable && !usable(kind)) || (length === most && !begins)) continue;
          const leave = net.leave(before, person, asked);
          if (!leave) continue;
          for (const left of all) {
            if ((left.state & inferred[kind]) || isOn(left, before)) continue;
            const state = left.state | inferred[kind] | (leave.atCapacity ? 2 : 0), rest = cost[kind] + leave.cost + left.cost;
            if (begins && !(state & inferred[own])) {
              const way = { atCapacity: state > 1, cost: net.first(source, own, before, person).cost + rest, length, people: people(left, source, before) };
              const other = best.get(before);
              if ((!other || compare(way, other) < 0) && !detour(source, way.cost, left)) best.set(before, way);
            }
            if (length === most) continue;
            const there = longer.get(before), next = { cost: rest + data.another, who: before, state, next: left };
            if (there) there.push(next);
            else longer.set(before, [next]);
          }
        }
      }
      for (const [person, all] of longer) longer.set(person, worthKeeping(all, mine));
      rests = longer;
    }
    return [...best.values()].sort(compare);
  }

  /** Returns whether the source knows somebody later on at no higher cost than the way up to them. @param {number} source @param {number} whole @param {Rest} left */
  function detour(source, whole, left) {
    for (let at = left; at.next; at = at.next) {
      const kind = contacts[at.who];
      if (kind && !(inferred[kind] & at.state) && net.first(source, kind, at.who, at.next.who).cost <= whole - at.cost) return true;
    }
    return false;
  }

  /** Returns the ways to a person: the best, its alternatives, and what remains if somebody on it says no.
   * @param {number} target @param {Question} [question] */
  function ways(target, question = {}) {
    const goals = goal(target, question), found = alternatives(bestByFirst(target, question, goals));
    /** @type {Map<number, Way | null>} */
    const without = new Map();
    for (const person of found.length ? found[0].people.slice(1, -1) : []) {
      without.set(person, bestByFirst(target, question, { ...goals, gone: new Set(goals.gone).add(person) })[0] || null);
    }
    return { target, known: tie(question.source ?? data.me, target), ways: found, without };
  }

  /** Returns the best way to a person, or null. @param {number} target @param {Question} [question] @returns {Way | null} */
  function best(target, question = {}) {
    return bestByFirst(target, question, goal(target, question))[0] || null;
  }

  /** Returns everyone through whom a company can be reached, in one list, the readiest first.
   * @param {number} company @param {Question} [question] */
  function reach(company, question = {}) {
    /** @type {Map<number, Reached>} */
    const found = new Map(), source = question.source ?? data.me;
    const avoided = new Set(source === data.me ? [...data.never, ...(data.notFor[company] || [])] : []).add(source);
    for (const [place, apart] of family(company)) {
      for (const { person, current, left } of net.staff[place - net.count]) {
        const distance = apart + left, earlier = found.get(person);
        if (!avoided.has(person) && !(earlier && earlier.distance <= distance)) found.set(person, { person, current, company: place, known: tie(source, person), best: null, distance });
      }
    }
    for (const one of found.values()) {
      one.best = best(one.person, { ...question, company });
      if (one.best) one.best.cost += one.distance;
    }
    return [...found.values()].filter((one) => one.known || one.best).sort((a, b) => compare(standing(a), standing(b)));
  }

  /** Returns the better of the own tie to somebody at a company, as a way without intermediaries, and the best way. @param {Reached} one @returns {Way} */
  function standing({ person, known, best, distance }) {
    const own = { atCapacity: false, cost: known ? cost[known] + distance : 1e9, length: 0, people: [person] };
    return best && (!known || compare(best, own) < 0) ? best : own;
  }

  /** Returns a company and its related ones, with the cost each adds for its people. @param {number} company */
  function family(company) {
    const near = new Map([company, ...subsidiaries(company)].map((place) => [place, 0])), shift = net.count - 1, parent = data.parents[company - shift];
    if (parent) near.set(parent + shift, data.parent);
    for (const child of Object.keys(data.parents).map(Number)) if (parent && data.parents[child] === parent && !near.has(child + shift)) near.set(child + shift, data.sister);
    return near;
  }

  /** Returns a company's direct and indirect subsidiaries. @param {number} company */
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

  /** Returns the tier of a way, 0 for the warmest; never better than its weakest tie. @param {Way} way */
  function tier(way) {
    const [source, first, next] = way.people, [own, ...others] = kindsOf(way);
    return Math.max(net.tier(way.cost), net.first(source, own, first, next).tier, ...others.map((kind) => net.kinds[kind].tier));
  }

  /** Returns the tier of each way, and whether it is about as good as the one before and so has the same tier.
   * @param {Way[]} ways */
  function grades(ways) {
    const found = /** @type {{tier: number, about: boolean}[]} */ ([]);
    ways.forEach((way, i) => {
      const about = i > 0 && Math.abs(way.cost - ways[i - 1].cost) <= data.about;
      found.push({ tier: about ? found[i - 1].tier : tier(way), about });
    });
    return found;
  }

  /** Returns the kinds of the ties along a way. @param {Way} way */
  const kindsOf = (way) => way.people.slice(1).map((person, i) => tie(way.people[i], person));

  /** Returns whether to write to somebody at a company directly, instead of asking for an introduction. @param {Reached} one */
  const isMine = (one) => !one.best || standing(one) !== one.best || (!!one.known && data.introduced.includes(one.person));

  return { ways, best, reach, isMine, subsidiaries, tie, tier, grades, kindsOf };
}

/** Returns the rests from a person that may still be part of a best way: of equal ones the best that can't be a detour, and all before it.
 * @param {Rest[]} rests @param {Int32Array} contacts */
function worthKeeping(rests, contacts) {
  const settled = new Set();
  return rests.sort(nearer).filter((rest) => {
    const keep = !settled.has(rest.state);
    if (rest.next && !contacts[rest.next.who]) settled.add(rest.state);
    return keep;
  });
}

/** Returns up to `most` different ways: at most two share their last intermediary, any two at most half of all.
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
