/* A large map, zoomed out: a disc for each community, with its name and best-known members. */
/** @typedef {{name: string, x: number, y: number, r: number, people: number[], ties: {x: number, y: number, count: number}[]}} Group */
const MOST_PEOPLE = 3, MOST_TIES = 3, MOST_JOINED = 24;

/** Returns the communities of a map: position, best-known members, and the communities with most ties.
 * @param {Scene} scene @param {number[]} community @param {Seen} seen @returns {Group[]} */
function groups({ net, places, shown, ties }, community, seen) {
  const { count, size, out } = net, names = net.data.communities, members = /** @type {number[][]} */ (names.map(() => []));
  for (let node = 0; node < size; node++) if (shown[node] && community[node]) members[community[node] - 1].push(node);
  const between = names.map(() => new Map());
  for (const { a, b } of ties) {
    const one = community[a] - 1, other = community[b] - 1;
    if (one >= 0 && other >= 0 && one !== other) for (const [from, to] of [[one, other], [other, one]]) between[from].set(to, (between[from].get(to) || 0) + 1);
  }
  const degree = (/** @type {number} */ node) => out.start[node + 1] - out.start[node], isKnown = (/** @type {number} */ node) => +(seen.away[node] === 0);
  const made = members.map((nodes, i) => {
    const sum = (/** @type {(node: number) => number} */ of) => nodes.reduce((all, node) => all + of(node), 0) / (nodes.length || 1);
    const x = sum((node) => places[2 * node]), y = sum((node) => places[2 * node + 1]);
    const people = nodes.filter((node) => node < count).sort((a, b) => isKnown(b) - isKnown(a) || degree(b) - degree(a) || a - b).slice(0, MOST_PEOPLE);
    return { name: names[i], x, y, r: Math.sqrt(sum((node) => (places[2 * node] - x) ** 2 + (places[2 * node + 1] - y) ** 2)), people, size: nodes.length };
  });
  return made.map(({ size: many, ...group }, i) => ({ ...group, many, ties: [...between[i]].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_TIES)
    .filter(([other]) => made[other].size > 2).map(([other, count]) => ({ x: made[other].x, y: made[other].y, count })) }))
    .filter(({ many }) => many > 2).sort((a, b) => b.many - a.many);
}

/** Returns the shapes of communities: discs, and lines to those with most ties. @param {Scene} scene @param {Colours} colours @returns {Shapes[]} */
function discs({ groups, view: { scale, x, y } }, colours) {
  const most = Math.max(1, ...groups.flatMap(({ ties }) => ties.map(({ count }) => count)));
  const joined = groups.flatMap((group) => group.ties.map((tie) => ({ group, tie }))).sort((a, b) => b.tie.count - a.tie.count).slice(0, MOST_JOINED);
  const lines = joined.map(({ group, tie }) => /** @type {Shapes} */ ({
    shape: "lines", at: [group.x * scale + x, group.y * scale + y, tie.x * scale + x, tie.y * scale + y], stroke: colours.line, width: 1 + (6 * tie.count) / most, alpha: 0.12 }));
  const at = groups.flatMap((group) => [group.x * scale + x, group.y * scale + y, group.r * scale]);
  return [...lines, { shape: "rings", at, fill: colours.text, alpha: 0.04 }, { shape: "rings", at, stroke: colours.faint, width: 1, alpha: 0.8 }];
}
