/* The picture as a list of shapes, and two ways to draw it: on a canvas, and as an SVG file. */
/** @typedef {{shape: "lines" | "discs" | "squares" | "rings", at: number[], fill?: string, stroke?: string,
 *  width?: number, dash?: number[], alpha?: number}} Shapes  Lines: x, y, x, y. All others: x, y, radius. */
/** @typedef {{shape: "texts", texts: {x: number, y: number, text: string, align: "left" | "right"}[], fill: string,
 *  halo: string, font: string, alpha?: number}} Texts */
/** @typedef {Shapes | Texts} Item */
/** @typedef {{a: number, b: number, kind: number}} Drawn */
/** @typedef {{nodes: Set<number>, named: number[], must: Set<number>, ties: Drawn[], marked: number[],
 *  ways: {people: number[], tiers: number[], pinned: boolean, words: string[]}[]}} Lit  What an answer highlights, and how. */
/** @typedef {{net: Network, ties: {a: number, b: number, bucket: number}[], places: Float64Array, bands: Band[], view: {scale: number, x: number, y: number},
 *  size: Float32Array, seen: Seen, order: number[], shown: Uint8Array, hidden: boolean, focus: number, lit: Lit, wanted: Set<number>, groups: Group[]}} Scene
 *  `hidden`: whether contacts are hidden; `groups`: the communities of a map. */
/** @typedef {{width: number, height: number, colours: Colours, family: string, measure: (text: string, font: string) => number}} Ground */
/** @typedef {{me: string, node: string, line: string, faint: string, text: string, soft: string, paper: string, tiers: string[]}} Colours */

const DASHES = [[], [], [7, 4], [2, 4]], WIDTHS = [4, 3.2, 2.6, 2.2];
const SMALL = "12px ", LARGE = "600 13px ";
const BUDGET = 60000, MOST_NAMED = 240;
/** The names placed before all others; the most circles that names avoid completely; the number from which they avoid none. */
const FOREMOST = 24, FEW = 60, CROWD = 500;
/** Ties of people with more than this many aren't drawn in the background, because they would cover the others. */
const HUB = 150;
/** The least length in pixels of a line of the chosen way with an arrowhead. */
const ARROWED = 40;

/** Returns the shapes of a scene, from back to front.
 * @param {Scene} scene @param {Ground} on
 * @returns {Item[]} */
function compose(scene, on) {
  const { net, places, view, lit, shown, seen } = scene, { width, height, colours } = on;
  const { scale } = view, { count, size } = net;
  /** @type {Item[]} */
  const list = [];
  const quiet = lit.nodes.size > 0, zoom = Math.min(1.7, Math.max(0.16, Math.pow(scale, 0.75)));
  const x = new Float32Array(size), y = new Float32Array(size), inside = new Uint8Array(size);
  for (let node = 0; node < size; node++) {
    x[node] = places[2 * node] * scale + view.x;
    y[node] = places[2 * node + 1] * scale + view.y;
    inside[node] = +(!(scene.hidden && net.contacts[node] && !lit.nodes.has(node)) && x[node] > -20 && y[node] > -20 && x[node] < width + 20 && y[node] < height + 20);
  }
  // Zoomed out, a large map shows its communities; the ties appear when zoomed in
  const crowded = scene.groups.length > 0 && inside.reduce((sum, one) => sum + one, 0) > CROWD;
  const radius = (/** @type {number} */ node) => Math.max(lit.ways.length && lit.nodes.has(node) ? 3.6 : 1.2, scene.size[node] * zoom);

  for (const band of [...scene.bands].reverse()) {
    if (!band.text) continue;
    list.push({ shape: "rings", at: [view.x, view.y, band.outer * scale], fill: colours.text, alpha: 0.018 });
    list.push({ shape: "rings", at: [view.x, view.y, band.outer * scale], stroke: colours.faint, width: 1 });
  }

  // Ties, one stroke for each style
  /** @type {number[][]} */
  const strokes = Array.from({ length: 24 }, () => []), far = Math.max(width, height) * 0.22;
  const add = (/** @type {number[]} */ to, /** @type {number} */ a, /** @type {number} */ b) => to.push(x[a], y[a], x[b], y[b]);
  if (scene.bands.length) {
    const many = shown.reduce((sum, one, node) => sum + +(one && seen.away[node] === 0), 0) > HUB;
    for (let node = 0; node < count; node++) {
      const before = seen.parent[node];
      if (before >= 0 && shown[node] && !(many && !seen.away[node]) && (inside[node] || inside[before])) add(strokes[seen.away[node] ? 1 : 2], before, node);
    }
  } else if (crowded) list.push(...discs(scene, colours));
  else {
    let budget = BUDGET;
    for (const tie of scene.ties) {
      if (budget < 0) break;
      if (!shown[tie.a] || !shown[tie.b] || !(inside[tie.a] || inside[tie.b])) continue;
      budget--;
      const long = Math.abs(x[tie.a] - x[tie.b]) + Math.abs(y[tie.a] - y[tie.b]) > far;
      add(strokes[tie.bucket + (long ? 12 : 0)], tie.a, tie.b);
    }
  }
  const drawn = strokes.reduce((sum, at) => sum + at.length / 4, 0);
  // In a crowd lines are fainter, above all long ones, so that communities stand out
  const crowd = Math.min(0.6, 14 / Math.sqrt(drawn + 1)), thin = Math.max(0.12, crowd) * (quiet ? 0.4 : 1);
  strokes.forEach((at, bucket) => {
    if (!at.length) return;
    const strength = (bucket % 12) >> 1, long = bucket > 11;
    list.push({ shape: "lines", at, stroke: colours.line, width: (0.4 + strength * 0.3) * Math.min(1.3, zoom + 0.25), dash: scene.bands.length || !(bucket & 1) ? [] : [4, 3],
      alpha: thin * (0.35 + strength * 0.12) * (long ? Math.max(0.15, crowd) : 1) });
  });

  // Everyone, by style
  /** @type {Map<number, Shapes>} */
  const looks = new Map();
  const node = (/** @type {number} */ i, /** @type {boolean} */ bright) => {
    const company = i >= count, stub = net.stubs[i] === 1, wanted = scene.wanted.has(i), tier = i === seen.source ? 5 : company ? 6 + +wanted : seen.tier[i];
    const key = tier * 4 + +stub * 2 + +bright;
    let look = looks.get(key);
    if (!look) {
      const colour = tier === 5 ? colours.me : company ? colours.soft : tier === 4 ? colours.node : colours.tiers[tier];
      look = { shape: company ? "squares" : "discs", at: [], fill: !wanted && (stub || company) ? colours.paper : colour, stroke: stub || company ? colour : colours.paper,
        width: stub || company ? 1.4 : 0.8, alpha: bright ? 1 : 0.22 };
      looks.set(key, look);
      list.push(look);
    }
    look.at.push(x[i], y[i], radius(i));
  };
  for (let i = size - 1; i >= 0; i--) if (inside[i] && i !== seen.source && !lit.nodes.has(i)) node(i, !quiet && shown[i] === 1);

  // The answer on top: the ties of the person in focus, then the ways, the chosen one last
  for (const { a, b, kind } of lit.ties) {
    const { strength, inferred } = net.kinds[kind];
    list.push({ shape: "lines", at: [x[a], y[a], x[b], y[b]], stroke: colours.soft, width: 0.7 + strength * 0.45, dash: inferred ? [4, 3] : [], alpha: 0.75 });
  }
  for (const { people, tiers, pinned } of lit.ways) tiers.forEach((tier, i) => {
    const at = /** @type {number[]} */ ([]);
    add(at, people[i], people[i + 1]);
    if (pinned) list.push({ shape: "lines", at, stroke: colours.tiers[tier], width: WIDTHS[tier] + 6, dash: [], alpha: 0.16 });
    list.push({ shape: "lines", at, stroke: colours.tiers[tier], width: pinned ? WIDTHS[tier] : 1.6, dash: DASHES[tier], alpha: pinned ? 1 : 0.65 });
    if (pinned) list.push({ shape: "lines", at: arrows(at), stroke: colours.tiers[tier], width: 2, dash: [], alpha: 1 });
  });
  looks.clear();
  for (const i of [...lit.nodes].sort((a, b) => a - b)) node(i, true);
  if (!lit.nodes.has(seen.source)) node(seen.source, true);
  for (const i of lit.marked) list.push({ shape: "rings", at: [x[i], y[i], radius(i) + 4], stroke: i === scene.focus ? colours.text : colours.soft, width: 2, alpha: 1 });

  labels(list, scene, on, x, y, inside, radius, crowded);
  return list;
}

/** Draws arrowheads in the middle of lines. @param {number[]} at */
function arrows(at) {
  const heads = [];
  for (let i = 0; i < at.length; i += 4) {
    const [x1, y1, x2, y2] = at.slice(i, i + 4), length = Math.hypot(x2 - x1, y2 - y1);
    if (length < ARROWED) continue;
    const ux = (x2 - x1) / length, uy = (y2 - y1) / length, x = (x1 + x2) / 2 + ux * 5, y = (y1 + y2) / 2 + uy * 5;
    for (const side of [1, -1]) heads.push(x, y, x - 9 * ux + side * 5 * uy, y - 9 * uy - side * 5 * ux);
  }
  return heads;
}

/** Draws a list on a canvas. @param {CanvasRenderingContext2D} to @param {Item[]} list */
function paintList(to, list) {
  for (const item of list) {
    to.globalAlpha = item.alpha ?? 1;
    if (item.shape === "texts") {
      to.font = item.font;
      to.textBaseline = "middle";
      to.lineJoin = "round";
      to.lineWidth = 3.5;
      to.fillStyle = item.fill;
      to.strokeStyle = item.halo;
      for (const { x, y, text, align } of item.texts) {
        to.textAlign = align;
        to.strokeText(text, x, y);
        to.fillText(text, x, y);
      }
      continue;
    }
    const { at } = item;
    to.beginPath();
    if (item.shape === "lines") for (let i = 0; i < at.length; i += 4) { to.moveTo(at[i], at[i + 1]); to.lineTo(at[i + 2], at[i + 3]); }
    else for (let i = 0; i < at.length; i += 3) {
      const x = at[i], y = at[i + 1], r = at[i + 2];
      if (item.shape === "squares") to.roundRect(x - r, y - r, 2 * r, 2 * r, r * 0.45);
      else if (r < 1.7 && at.length > 4000) to.rect(x - r, y - r, 2 * r, 2 * r);
      else { to.moveTo(x + r, y); to.arc(x, y, r, 0, 7); }
    }
    if (item.fill) { to.fillStyle = item.fill; to.fill(); }
    if (item.stroke) {
      to.strokeStyle = item.stroke;
      to.lineWidth = item.width || 1;
      to.lineCap = item.dash && item.dash.length ? "butt" : "round";
      to.setLineDash(item.dash || []);
      to.stroke();
    }
  }
  to.globalAlpha = 1;
  to.setLineDash([]);
}

/** Returns the same list as an SVG file. @param {Item[]} list @param {number} width @param {number} height @param {string} paper */
function svg(list, width, height, paper) {
  /** @param {string} name @param {Record<string, string | number>} values @param {Element} [to] */
  const make = (name, values, to) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(values)) element.setAttribute(key, String(typeof value === "number" ? Math.round(value * 100) / 100 : value));
    if (to) to.append(element);
    return element;
  };
  const root = make("svg", { width, height, viewBox: `0 0 ${width} ${height}` });
  make("rect", { width, height, fill: paper }, root);
  for (const item of list) {
    if (item.shape === "texts") {
      const group = make("g", { fill: item.fill, stroke: item.halo, "stroke-width": 3, "paint-order": "stroke", "stroke-linejoin": "round", style: "font:" + item.font, "dominant-baseline": "central" }, root);
      for (const { x, y, text, align } of item.texts) make("text", { x, y, "text-anchor": align === "left" ? "start" : "end" }, group).textContent = text;
      continue;
    }
    const { at, shape, alpha = 1, fill = "none", stroke = "none", width = 1, dash = [] } = item;
    const group = make("g", { opacity: alpha, fill, stroke, "stroke-width": width, "stroke-dasharray": dash.join(" ") || "none" }, root);
    if (shape === "lines") for (let i = 0; i < at.length; i += 4) make("line", { x1: at[i], y1: at[i + 1], x2: at[i + 2], y2: at[i + 3] }, group);
    else for (let i = 0; i < at.length; i += 3) {
      const [x, y, r] = at.slice(i, i + 3);
      make("rect", { x: x - r, y: y - r, width: 2 * r, height: 2 * r, rx: shape === "squares" ? r * 0.45 : r }, group);
    }
  }
  return new XMLSerializer().serializeToString(root);
}
