/* The picture as a list of shapes, and two ways to draw it: on a canvas, and as an SVG file. */
/** @typedef {{shape: "lines" | "discs" | "squares" | "rings", at: number[], fill?: string, stroke?: string,
 *  width?: number, dash?: number[], alpha?: number}} Shapes  Lines: x, y, x, y. All others: x, y, radius. */
/** @typedef {{shape: "texts", texts: {x: number, y: number, text: string, align: "left" | "right"}[], fill: string,
 *  halo: string, font: string, alpha?: number}} Texts */
/** @typedef {Shapes | Texts} Item */
/** @typedef {{a: number, b: number, kind: number}} Drawn */
/** @typedef {{nodes: Set<number>, named: number[], must: Set<number>, ties: Drawn[], marked: number[],
 *  ways: {people: number[], tier: number, pinned: boolean, words: string[]}[]}} Lit  What an answer highlights, and how. */
/** @typedef {{net: Network, ties: {a: number, b: number, bucket: number}[], places: Float64Array, bands: Band[], view: {scale: number, x: number, y: number},
 *  size: Float32Array, seen: Seen, order: number[], shown: Uint8Array, hidden: boolean, focus: number, lit: Lit}} Scene  `hidden`: whether contacts are hidden. */
/** @typedef {{width: number, height: number, colours: Colours, family: string, measure: (text: string, font: string) => number}} Ground */
/** @typedef {{me: string, node: string, line: string, faint: string, text: string, soft: string, paper: string, tiers: string[]}} Colours */

const DASHES = [[], [], [7, 4], [2, 4]], WIDTHS = [4, 3.2, 2.6, 2.2];
const SMALL = "12px ", LARGE = "600 13px ";
const BUDGET = 60000, MOST_NAMED = 240;
/** The names placed before all others; the most circles that names avoid completely; the number from which they avoid none. */
const FOREMOST = 24, FEW = 60, CROWD = 500;
/** Ties of people with more than this many aren't drawn in the background, because they would cover the others. */
const HUB = 150;

/** Returns the shapes of a scene, back to front.
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
  const radius = (/** @type {number} */ node) => Math.max(lit.ways.length && lit.nodes.has(node) ? 3.6 : 1.2, scene.size[node] * zoom);

  for (const band of [...scene.bands].reverse()) {
    list.push({ shape: "rings", at: [view.x, view.y, band.outer * scale], fill: colours.text, alpha: 0.018 });
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
  } else {
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
    const company = i >= count, stub = net.stubs[i] === 1, tier = i === seen.source ? 5 : company ? 6 : seen.tier[i];
    const key = tier * 4 + +stub * 2 + +bright;
    let look = looks.get(key);
    if (!look) {
      const colour = tier === 5 ? colours.me : company ? colours.soft : tier === 4 ? colours.node : colours.tiers[tier];
      look = { shape: company ? "squares" : "discs", at: [], fill: stub || company ? colours.paper : colour, stroke: stub || company ? colour : colours.paper,
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
  for (const { people, tier, pinned } of lit.ways) {
    /** @type {number[]} */
    const at = [];
    for (let i = 1; i < people.length; i++) add(at, people[i - 1], people[i]);
    if (pinned) list.push({ shape: "lines", at, stroke: colours.tiers[tier], width: WIDTHS[tier] + 6, dash: [], alpha: 0.16 });
    list.push({ shape: "lines", at, stroke: colours.tiers[tier], width: pinned ? WIDTHS[tier] : 1.6, dash: DASHES[tier], alpha: pinned ? 1 : 0.65 });
    if (pinned) list.push({ shape: "lines", at: arrows(at), stroke: colours.tiers[tier], width: 2, dash: [], alpha: 1 });
  }
  looks.clear();
  for (const i of [...lit.nodes].sort((a, b) => a - b)) node(i, true);
  if (!lit.nodes.has(seen.source)) node(seen.source, true);
  for (const i of lit.marked) list.push({ shape: "rings", at: [x[i], y[i], radius(i) + 4], stroke: i === scene.focus ? colours.text : colours.soft, width: 2, alpha: 1 });

  labels(list, scene, on, x, y, inside, radius);
  return list;
}

/** Draws arrowheads in the middle of lines. @param {number[]} at */
function arrows(at) {
  const heads = [];
  for (let i = 0; i < at.length; i += 4) {
    const [x1, y1, x2, y2] = at.slice(i, i + 4), length = Math.hypot(x2 - x1, y2 - y1);
    if (length < 40) continue;
    const ux = (x2 - x1) / length, uy = (y2 - y1) / length, x = (x1 + x2) / 2 + ux * 5, y = (y1 + y2) / 2 + uy * 5;
    for (const side of [1, -1]) heads.push(x, y, x - 9 * ux + side * 5 * uy, y - 9 * uy - side * 5 * ux);
  }
  return heads;
}

/** Places names by importance, each where it covers no other; and the texts on a chosen way.
 * @param {Item[]} list @param {Scene} scene @param {Ground} on @param {Float32Array} x @param {Float32Array} y
 * @param {Uint8Array} inside @param {(node: number) => number} radius */
function labels(list, scene, on, x, y, inside, radius) {
  const { net, lit, shown, view, seen } = scene, { colours, measure, family } = on;
  /** @type {Map<number, number[][]>} */
  const cells = new Map();
  /** @param {number[]} box @param {(key: number) => boolean | void} visit */
  const around = (box, visit) => {
    for (let i = Math.floor(box[0] / 64); i <= Math.floor(box[2] / 64); i++) {
      for (let j = Math.floor(box[1] / 32); j <= Math.floor(box[3] / 32); j++) if (visit(i * 4096 + j)) return true;
    }
    return false;
  };
  /** @param {number[]} box @param {boolean} [byName] */
  const taken = (box, byName) => around(box, (key) => (cells.get(key) || []).some((other) => (!byName || other[4]) &&
    box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]));
  const take = (/** @type {number[]} */ box) => around(box, (key) => { const cell = cells.get(key); if (cell) cell.push(box); else cells.set(key, [box]); });
  const outside = (/** @type {number[]} */ box) => box[0] < 2 || box[1] < 2 || box[2] > on.width - 2 || box[3] > on.height - 2;

  const seenInside = inside.reduce((sum, one) => sum + one, 0), rim = scene.bands[scene.bands.length - 1];
  const keep = (/** @type {number} */ px, /** @type {number} */ py, /** @type {number} */ r) => take([px - r, py - r, px + r, py + r]);
  /** Keeps names clear of these circles. @param {Iterable<number>} nodes */
  const circles = (nodes) => { for (const i of nodes) if (inside[i]) keep(x[i], y[i], radius(i) * 0.8); };
  circles([seen.source, ...lit.nodes]);
  /** @param {string} fill @param {string} size @returns {Texts} */
  const texts = (fill, size) => ({ shape: "texts", texts: [], fill, halo: colours.paper, font: size + family });
  const large = texts(colours.text, LARGE), small = texts(colours.text, SMALL), soft = texts(colours.soft, SMALL);

  /** @param {Texts} to @param {string} text @param {number} px @param {number} py @param {number} r @param {boolean} [must] @param {boolean} [outward] */
  const place = (to, text, px, py, r, must, outward) => {
    const width = measure(text, to.font), dx = px - view.x + 1, dy = py - view.y, beyond = outward && seenInside > FEW, pad = seenInside > CROWD ? 5 : 2;
    const lefts = [px + r + 4, px - r - 4 - width, px - width / 2, px - width / 2], heights = [py, py, py + r + 11, py - r - 11];
    const side = +(dx < 0), upright = dy > 0 ? 2 : 3;
    let order = !outward ? [side, 1 - side, 2, 3] : Math.abs(dx) < Math.abs(dy) ? [upright, side, 1 - side] : [side, 2, 3, 1 - side];
    if (beyond) {
      // In a ring of many, a name is outside or not shown: with its nearest edge or corner towards the centre
      const far = Math.hypot(dx, dy), out = (/** @type {number} */ by) => Math.max(-1, Math.min(1, (1.5 * by) / far)), by = ((rim.outer - 16) * view.scale) / far;
      lefts[0] = view.x + dx * by + (width / 2) * (out(dx) - 1);
      heights[0] = view.y + dy * by + 8 * out(dy);
      order = [0];
    }
    // A required name may cover a line or a circle, and if need be another name
    for (const ease of must ? [0, 1, 2] : [0]) for (const i of order) {
      // Above and below, a name may shift away from the picture's edge
      const left = i > 1 ? Math.max(8, Math.min(on.width - width - 8, lefts[i])) : lefts[i], sy = heights[i];
      const box = [left - pad, sy - 6 - pad, left + width + pad, sy + 6 + pad, 1];
      if (outside(box) || (ease < 2 && taken(box, ease > 0))) continue;
      take(box);
      to.texts.push(i === 1 ? { x: left + width, y: sy, text, align: "right" } : { x: left, y: sy, text, align: "left" });
      return;
    }
  };
  const shorten = (/** @type {string} */ name) => (name.length > 30 ? name.slice(0, 28) + "…" : name);

  // Names avoid the chosen way, too
  for (const { people, pinned } of lit.ways) for (let i = 1; pinned && i < people.length; i++) {
    const a = people[i - 1], b = people[i], steps = Math.hypot(x[b] - x[a], y[b] - y[a]) / 8;
    for (let step = 1; step < steps; step++) keep(x[a] + ((x[b] - x[a]) * step) / steps, y[a] + ((y[b] - y[a]) * step) / steps, 2);
  }
  for (const i of lit.named) if (inside[i]) place(i === lit.named[0] ? large : small, shorten(net.names[i]), x[i], y[i], radius(i) + (lit.marked.includes(i) ? 5 : 0), lit.must.has(i));
  for (const { people, words } of lit.ways) {
    words.forEach((text, i) =>
      place(soft, text, (x[people[i]] + x[people[i + 1]]) / 2, (y[people[i]] + y[people[i + 1]]) / 2, 11));
  }
  const named = new Set(lit.named), others = () => {
    if (seenInside < CROWD) circles(inside.keys());
    for (const band of scene.bands) if (band.text) place(soft, band.text, view.x, view.y - (band.inner + 14) * view.scale, 0);
  };
  let tries = 1500, foremost = FOREMOST;
  if (!lit.nodes.size) {
    if (seenInside < FEW) circles(inside.keys());
    if (inside[seen.source]) place(large, net.names[seen.source], x[seen.source], y[seen.source], radius(seen.source), true);
    for (const i of scene.order) {
      if (!inside[i] || !shown[i] || named.has(i) || i === seen.source) continue;
      if (--tries < 0 || small.texts.length + soft.texts.length > MOST_NAMED) break;
      const outward = rim && i >= net.count;
      // The closest people's names may cover circles further out
      if (!foremost) { foremost = -1; others(); }
      else if (foremost > 0 && !outward) { foremost--; circles([i]); }
      // When zoomed out in a crowd only companies are named, on the rim; others if there is room around them
      if (rim && !outward && seen.away[i] !== 0 && view.scale < 0.35) continue;
      place(i >= net.count ? soft : small, shorten(net.names[i]), x[i], y[i], radius(i), false, outward);
    }
    if (foremost >= 0) others();
  } else {
    for (const i of lit.nodes) if (inside[i] && !named.has(i) && --tries > 0) place(small, shorten(net.names[i]), x[i], y[i], radius(i));
  }
  list.push(soft, small, large);
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
