/* Names and texts in the picture, each where it covers no other. */
const CIRCLE = 0, NAME = 1, ARROW = 2;
/** How hard to place a name: beside its circle or not at all; also further away or over a circle; also over another name. */
const ONCE = 1, OFTEN = 4, ALWAYS = 6;
/** @typedef {{taken: (box: number[], ease: number) => boolean, take: (box: number[]) => void}} Room */

/** Tracks the occupied parts of a picture. A box is left, top, right, bottom, and its kind; with more ease fewer kinds count: at 1 no
 * circles and lines, at 2 no names either; arrowheads always do. @param {Ground} on @returns {Room} */
function room(on) {
  const cells = /** @type {Map<number, number[][]>} */ (new Map());
  /** @param {number[]} box @param {(key: number) => boolean | void} visit */
  const around = (box, visit) => {
    for (let i = Math.floor(box[0] / 64); i <= Math.floor(box[2] / 64); i++) {
      for (let j = Math.floor(box[1] / 32); j <= Math.floor(box[3] / 32); j++) if (visit(i * 4096 + j)) return true;
    }
    return false;
  };
  return {
    taken: (box, ease) => box[0] < 2 || box[1] < 2 || box[2] > on.width - 2 || box[3] > on.height - 2 || around(box, (key) => (cells.get(key) || []).some((other) => other[4] >= ease &&
      box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])),
    take(box) { around(box, (key) => { const cell = cells.get(key); if (cell) cell.push(box); else cells.set(key, [box]); }); },
  };
}

/** Places names by importance, the texts on a chosen way, and labels of rings.
 * @param {Item[]} list @param {Scene} scene @param {Ground} on @param {Float32Array} x @param {Float32Array} y
 * @param {Uint8Array} inside @param {(node: number) => number} radius @param {boolean} crowded */
function labels(list, scene, on, x, y, inside, radius, crowded) {
  const { net, lit, shown, view, seen } = scene, { colours, measure, family } = on, { taken, take } = room(on);
  const seenInside = inside.reduce((sum, one) => sum + one, 0), rim = scene.bands[scene.bands.length - 1];
  const keep = (/** @type {number} */ px, /** @type {number} */ py, /** @type {number} */ r, what = CIRCLE) => take([px - r, py - r, px + r, py + r, what]);
  /** Keeps names clear of these circles. @param {Iterable<number>} nodes */
  const circles = (nodes) => { for (const i of nodes) if (inside[i]) keep(x[i], y[i], radius(i) * 0.8); };
  circles([seen.source, ...lit.nodes]);
  /** @param {string} fill @param {string} size @returns {Texts} */
  const texts = (fill, size) => ({ shape: "texts", texts: [], fill, halo: colours.paper, font: size + family });
  const large = texts(colours.text, LARGE), small = texts(colours.text, SMALL), soft = texts(colours.soft, SMALL);

  /** Places a text if there is room. @param {Texts} to @param {string} text @param {number} left @param {number} middle @param {number} ease @param {number} pad @param {boolean} [byRight] */
  const put = (to, text, left, middle, ease, pad, byRight) => {
    const width = measure(text, to.font), box = [left - pad, middle - 6 - pad, left + width + pad, middle + 6 + pad, NAME];
    if (taken(box, ease)) return false;
    take(box);
    to.texts.push(byRight ? { x: left + width, y: middle, text, align: "right" } : { x: left, y: middle, text, align: "left" });
    return true;
  };

  /** @param {Texts} to @param {string} text @param {number} px @param {number} py @param {number} r @param {number} [tries] how hard to find room @param {boolean} [outward] */
  const place = (to, text, px, py, r, tries = ONCE, outward = false) => {
    const width = measure(text, to.font), dx = px - view.x + 1, dy = py - view.y, beyond = outward && seenInside > FEW, pad = seenInside > CROWD ? 5 : 2;
    const side = +(dx < 0), upright = dy > 0 ? 2 : 3;
    let order = !outward ? [side, 1 - side, 2, 3] : Math.abs(dx) < Math.abs(dy) ? [upright, side, 1 - side] : [side, 2, 3, 1 - side];
    if (beyond) {
      // In a ring of many, a name is outside or not shown: with its nearest edge or corner towards the centre
      const far = Math.hypot(dx, dy), out = (/** @type {number} */ by) => Math.max(-1, Math.min(1, (1.5 * by) / far)), by = ((rim.outer - 16) * view.scale) / far;
      put(to, text, view.x + dx * by + (width / 2) * (out(dx) - 1), view.y + dy * by + 8 * out(dy), 0, pad);
      return;
    }
    // A required name may be further away, or cover a line or a circle, and if need be another name
    for (const [ease, away] of [[0, r], [0, r + 16], [1, r], [1, r + 16], [2, r], [2, r + 16]].slice(0, tries)) {
      const lefts = [px + away + 4, px - away - 4 - width, px - width / 2, px - width / 2], heights = [py, py, py + away + 11, py - away - 11];
      for (const i of order) {
        // Above and below a name may give way to the picture's edge
        const left = i > 1 ? Math.max(8, Math.min(on.width - width - 8, lefts[i])) : lefts[i];
        if (put(to, text, left, heights[i], ease, pad, i === 1)) return;
      }
    }
  };
  const shorten = (/** @type {string} */ name) => (name.length > 30 ? name.slice(0, 28) + "…" : name);

  /** Places a text beside the line between two people, preferably at its middle. @param {string} text @param {number} a @param {number} b */
  const beside = (text, a, b) => {
    const dx = x[b] - x[a], dy = y[b] - y[a], length = Math.hypot(dx, dy) || 1, width = measure(text, soft.font);
    const nx = -dy / length, ny = dx / length, off = (Math.abs(nx) * width) / 2 + Math.abs(ny) * 6 + 9;
    for (const ease of [0, 1, 2]) for (const further of [0, 14, 30]) for (const at of [0.5, 0.35, 0.65, 0.2, 0.8]) for (const by of [-1, 1]) {
      const px = x[a] + dx * at + by * nx * (off + further), py = y[a] + dy * at + by * ny * (off + further);
      if (put(soft, text, px - width / 2, py, ease, 1)) return;
    }
  };

  /** Labels a ring at its rim, if there is room. @param {Band} band */
  const ringed = (band) => {
    const r = band.outer * view.scale - 9, width = measure(band.text, soft.font);
    for (let turn = 0; turn <= 180; turn += 6) for (const by of turn % 180 ? [1, -1] : [1]) {
      const angle = ((by * turn - 90) * Math.PI) / 180;
      // A name at the side crosses the rim, so that only its end touches it
      if (put(soft, band.text, view.x + r * Math.cos(angle) - (width / 2) * (1 + Math.cos(angle)), view.y + r * Math.sin(angle), 0, 3)) return;
    }
  };

  // Names avoid the chosen way and its arrowheads
  const chosen = lit.ways.filter(({ pinned }) => pinned);
  for (const { people } of chosen) for (let i = 1; i < people.length; i++) {
    const a = people[i - 1], b = people[i], length = Math.hypot(x[b] - x[a], y[b] - y[a]);
    for (let step = 1; step < length / 8; step++) keep(x[a] + ((x[b] - x[a]) * step * 8) / length, y[a] + ((y[b] - y[a]) * step * 8) / length, 2);
    if (length >= ARROWED) keep((x[a] + x[b]) / 2, (y[a] + y[b]) / 2, 7, ARROW);
  }
  const name = (/** @type {number} */ i) => {
    if (inside[i]) place(i === lit.named[0] ? large : small, shorten(net.names[i]), x[i], y[i], radius(i) + (lit.marked.includes(i) ? 5 : 0), lit.must.has(i) ? ALWAYS : ONCE);
  };
  for (const i of lit.named) if (lit.must.has(i)) name(i);
  for (const { people, words } of chosen) words.forEach((text, i) => beside(text, people[i], people[i + 1]));
  for (const i of lit.named) if (!lit.must.has(i)) name(i);
  for (const band of scene.bands) if (band.text) ringed(band);

  const named = new Set(lit.named);
  let tries = 1500, foremost = FOREMOST;
  if (crowded) {
    if (!named.has(seen.source)) place(small, net.names[seen.source], x[seen.source], y[seen.source], radius(seen.source), ALWAYS);
    for (const { name, x: gx, y: gy, r } of scene.groups) {
      const width = measure(shorten(name), large.font), px = gx * view.scale + view.x, top = (gy - r) * view.scale + view.y;
      for (const down of [0, 0.5, 1, 1.5, 2]) if (put(large, shorten(name), px - width / 2, top + down * r * view.scale, 0, 4)) break;
    }
    // One name in each before any gets a second
    const most = Math.max(...scene.groups.map(({ people }) => people.length));
    for (let k = 0; k < most; k++) for (const { people } of scene.groups) {
      const i = people[k];
      if (i !== undefined && inside[i] && !named.has(i)) place(small, shorten(net.names[i]), x[i], y[i], radius(i), k ? ONCE : OFTEN);
    }
  } else if (!lit.nodes.size) {
    if (seenInside < FEW) circles(inside.keys());
    if (inside[seen.source]) place(large, net.names[seen.source], x[seen.source], y[seen.source], radius(seen.source), ALWAYS);
    for (const i of scene.order) {
      if (!inside[i] || !shown[i] || named.has(i) || i === seen.source) continue;
      if (--tries < 0 || small.texts.length + soft.texts.length > MOST_NAMED) break;
      const outward = rim && i >= net.count && !scene.wanted.has(i);
      // The closest people's names may cover circles further out
      if (!foremost) { foremost = -1; if (seenInside < CROWD) circles(inside.keys()); }
      else if (foremost > 0 && !outward) { foremost--; circles([i]); }
      // When zoomed out in a crowd only companies are named, on the rim; others if there is room around them
      if (rim && i < net.count && seen.away[i] !== 0 && view.scale < 0.35) continue;
      place(i >= net.count ? soft : small, shorten(net.names[i]), x[i], y[i], radius(i), ONCE, !!outward);
    }
  } else {
    for (const i of lit.nodes) if (inside[i] && !named.has(i) && --tries > 0) place(small, shorten(net.names[i]), x[i], y[i], radius(i));
  }
  list.push(soft, small, large);
}
