/* Everyone's distance from a person, and its picture: the person in the centre, a ring for each introduction away,
   a sector for each community, each wanted company just outside the ring of its nearest person, the others on the rim. The same data always gives the same picture. */
/** @typedef {ReturnType<typeof overview>} Seen */
/** @typedef {{nodes: number[], apart: number, inner: number, outer: number, text: string, wanted?: boolean}} Band  Without a text it isn't a separate ring. */

/** Computes everyone's distance from the source. `away`: the fewest introductions, 0 for contacts, -1 without a way.
 * `tier`: 0 (warm) to 3, 4 for none. `cost`: that of the tie or the best way. `parent`: the person before them on a shortest way.
 * @param {Network} net @param {Search} search @param {Asked} question */
function overview(net, search, question) {
  const { out, cost, inferred, kinds, count, data } = net, { source, most, without, usable } = question;
  const away = new Int8Array(net.size).fill(-1), tier = new Int8Array(net.size).fill(4);
  const total = new Int32Array(net.size).fill(1e9), parent = new Int32Array(net.size).fill(-1);
  // By state (1: an inferred tie, 2: somebody at capacity) and person: the best cost so far, and its weakest tie
  const fresh = () => ({ sum: new Int32Array(4 * count).fill(1e9), weakest: new Uint8Array(4 * count), parent: new Int32Array(4 * count) });
  let layer = fresh();
  for (let i = out.start[source]; i < out.start[source + 1]; i++) {
    const person = out.other[i], kind = out.kind[i];
    if (usable && !usable(kind)) continue;
    const at = (inferred[kind] ? count : 0) + person;
    layer.sum[at] = total[person] = cost[kind];
    layer.weakest[at] = tier[person] = kinds[kind].tier;
    away[person] = 0;
    parent[person] = source;
  }
  /** @type {Float64Array} */
  const best = new Float64Array(count).fill(1e12);
  for (let length = 1; length <= most; length++) {
    const next = fresh();
    for (let state = 0; state < 4; state++) {
      for (let person = 0; person < count; person++) {
        const sum = layer.sum[state * count + person];
        if (sum === 1e9 || without.has(person) || person === source) continue;
        for (let i = out.start[person]; i < out.start[person + 1]; i++) {
          const target = out.other[i], kind = out.kind[i];
          if (target === source || (state & 1 && inferred[kind]) || (usable && !usable(kind))) continue;
          const leave = net.leave(person, target);
          if (!leave) continue;
          const after = state | inferred[kind] | (leave.atCapacity ? 2 : 0), at = after * count + target;
          const offer = length === 1 && source === data.me && net.offers.get(person * net.size + target), lifted = offer && offer.cost < sum;
          const whole = (lifted ? offer.cost : sum) + cost[kind] + leave.cost + (length > 1 ? data.another : 0);
          if (whole < next.sum[at]) {
            next.sum[at] = whole;
            next.weakest[at] = Math.max(lifted ? offer.tier : layer.weakest[state * count + person], kinds[kind].tier);
            next.parent[at] = person;
          }
        }
      }
    }
    layer = next;
    for (let person = 0; person < count; person++) {
      if (away[person] === 0 || person === source) continue;
      const before = away[person] < 0 ? 1e12 : -1;
      for (let state = 0, least = before; state < 4; state++) {
        const at = state * count + person, sum = layer.sum[at], order = sum + (state > 1 ? 1e10 : 0);
        if (sum === 1e9) continue;
        if (order < least) { least = order; away[person] = length; parent[person] = layer.parent[at]; }
        if (order < best[person]) { best[person] = order; total[person] = sum; tier[person] = Math.max(net.tier(sum), layer.weakest[at]); }
      }
    }
  }
  // Targets with refusals, requests or exclusions have costs of their own
  for (const target of new Set([data.declined, data.notFor, data.asked].flatMap(Object.keys).map(Number))) {
    if (!(away[target] > 0)) continue;
    away[target] = -1;
    tier[target] = 4;
    total[target] = 1e9;
    for (let length = 1; length <= most; length++) {
      const way = search.best(target, { ...question, most: length });
      if (!way) continue;
      if (away[target] < 0) { away[target] = length; parent[target] = way.people[length]; }
      total[target] = way.cost;
      tier[target] = search.tier(way);
    }
  }
  away[source] = 0;
  return { source, most, away, tier, cost: total, parent };
}

/** Returns everyone's position on the rings, and the rings.
 * @param {Network} net @param {Search} search @param {Seen} seen @param {number[]} community @param {boolean} hidden whether contacts get no room */
function rings(net, search, seen, community, hidden) {
  const { count, size } = net, { most, source } = seen, at = net.at, groups = net.data.communities.length + 1, nearest = near(net, search, seen);
  const places = new Float64Array(2 * size), angles = new Float64Array(size);
  /** @type {Band[]} */
  const bands = [];
  // For each distance its people, then the wanted companies they lead to; then unreached people; then all other companies
  const unreached = 2 * most + 2, rim = unreached + 1;
  for (let k = 0; k <= rim; k++) bands.push({ nodes: [], apart: k === rim || (k < unreached && k % 2) ? 44 : k === unreached ? 28 : 36, inner: 0, outer: 0, text: "", wanted: k < unreached && k % 2 === 1 });
  const ring = (/** @type {number} */ node) => {
    const person = node < count ? node : nearest.get(node), away = person === undefined || person < 0 ? -1 : seen.away[person];
    return person === undefined ? rim : away < 0 ? unreached : 2 * away + +(node >= count);
  };
  for (let node = 0; node < size; node++) {
    if (node !== source && !(hidden && net.contacts[node])) bands[ring(node)].nodes.push(node);
  }
  // The larger the picture, the more room for contacts: their names matter most
  const whole = Math.sqrt(bands.reduce((sum, band) => sum + band.nodes.length * band.apart ** 2, 0) / 3);
  bands[0].apart = Math.max(46, Math.min(0.14 * whole, whole / Math.sqrt(bands[0].nodes.length + 1)));
  const cells = bands.map((band) => {
    /** @type {number[][]} */
    const row = Array.from({ length: groups }, () => []);
    for (const node of band.nodes) row[community[node]].push(node);
    return row;
  });

  // The width of each sector: what its most crowded ring needs if evenly spread
  const wide = new Float64Array(groups);
  bands.reduce((inner, band, k) => {
    if (!band.nodes.length) return inner;
    const outer = Math.sqrt((inner + 40) ** 2 + (band.nodes.length * band.apart ** 2) / 2.6), area = outer ** 2 - inner ** 2;
    cells[k].forEach((cell, group) => { wide[group] = Math.max(wide[group], (cell.length * band.apart ** 2) / area); });
    return outer + 30;
  }, 50);
  const used = wide.map((width) => (width ? width + 0.01 : 0)), all = used.reduce((sum, width) => sum + width, 0) || 1;
  /** @type {number[]} */
  const start = [-Math.PI / 2];
  used.forEach((width, group) => start.push(start[group] + (width / all) * 2 * Math.PI));

  /** @param {number} node @param {number} angle @param {number} r */
  const put = (node, angle, r) => {
    angles[node] = angle;
    places[2 * node] = r * Math.cos(angle);
    places[2 * node + 1] = r * Math.sin(angle);
  };
  let radius = Math.max(34, 0.1 * whole);
  bands.forEach((band, k) => {
    if (!band.nodes.length) return;
    band.inner = radius;
    // Each of your contacts has a name; a few of them need little room
    const few = k > 0 && band.nodes.length < 6, first = radius + (band.wanted ? 14 : Math.max(few ? 24 : k ? 40 : 72, 0.06 * whole));
    let last = first;
    if (band.wanted) {
      beside(band.nodes, (node) => angles[nearest.get(node) ?? 0], band.apart / first).forEach((angle, i) => put(band.nodes[i], angle, first));
      band.outer = radius = first + 14;
      return;
    }
    cells[k].forEach((cell, group) => {
      const from = start[group], span = start[group + 1] - from;
      // The closest are inside, the others in further rows
      cell.sort((a, b) => seen.cost[a] - seen.cost[b] || a - b);
      for (let row = 0, done = 0; done < cell.length; row++) {
        const r = first + row * band.apart, room = Math.max(1, Math.floor((span * r) / band.apart));
        const there = cell.slice(done, done + room);
        done += room;
        // Next to the person who leads to them, and with their company
        const toward = (/** @type {number} */ node) => (node >= count ? middle(net.staff[node - count], angles, from + span / 2)
          : seen.parent[node] >= 0 && k > 0 ? angles[seen.parent[node]] : 0);
        const key = new Map(there.map((node) => [node, [toward(node), at[node] || 0, node]]));
        there.sort((a, b) => {
          const one = /** @type {number[]} */ (key.get(a)), other = /** @type {number[]} */ (key.get(b));
          return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
        });
        there.forEach((node, i) => {
          put(node, from + (span * (i + 0.5)) / there.length, r);
        });
        last = Math.max(last, r);
      }
    });
    radius = band.outer = last + Math.max(few ? 16 : 26, 0.03 * whole);
    const away = k / 2;
    band.text = k === rim ? "" : k === unreached ? "not reachable yet" : k === 0 ? (source === net.data.me ? "you know them" : "known to them")
      : away === 1 ? "1 introduction away" : away + " introductions away";
  });
  // People without room are only seen on a way, on the edge of their ring
  for (let node = 0; hidden && node < count; node++) {
    if (!net.contacts[node] || node === source) continue;
    const angle = node * 2.399963, r = bands[ring(node)].outer || radius;
    places[2 * node] = r * Math.cos(angle);
    places[2 * node + 1] = r * Math.sin(angle);
  }
  return { places, bands: bands.filter((band) => band.nodes.length) };
}

/** Returns the nearest person at each wanted company or its subsidiaries; -1 if nobody is reached.
 * @param {Network} net @param {Search} search @param {Seen} seen */
function near(net, search, { away, cost, source }) {
  return new Map(net.data.wanted.map((company) => {
    const [best] = [company, ...search.subsidiaries(company)].flatMap((place) => net.staff[place - net.count]).filter(({ person }) => person !== source && away[person] >= 0)
      .sort((a, b) => away[a.person] - away[b.person] || +b.current - +a.current || cost[a.person] - cost[b.person]);
    return [company, best ? best.person : -1];
  }));
}

/** Returns an angle for each node: close to the ideal one, but apart from the others. Sorts the nodes by it.
 * @param {number[]} nodes @param {(node: number) => number} wanted @param {number} apart */
function beside(nodes, wanted, apart) {
  let last = -Infinity;
  return nodes.sort((a, b) => wanted(a) - wanted(b) || a - b).map((node) => (last = Math.max(wanted(node), last + apart)));
}

/** Returns the angle at which most of a company's people are.
 * @param {{person: number}[]} staff @param {Float64Array} angles @param {number} otherwise */
function middle(staff, angles, otherwise) {
  const known = staff.filter(({ person }) => angles[person]);
  return known.length ? known.reduce((sum, { person }) => sum + angles[person], 0) / known.length : otherwise;
}
