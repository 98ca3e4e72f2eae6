/* Interaction with the picture: viewing, moving, walking from person to person, saving. */
const FORCED = matchMedia("(forced-colors: active)");

/** @param {HTMLElement} root @param {Network} net @param {Search} searching
 * @param {{choose: (node: number) => void, look: (node: number) => void, signal: AbortSignal, community: number[], map: Float64Array}} how */
function picture(root, net, searching, how) {
  const { count, size, out, kinds } = net, { signal } = how;
  const canvas = /** @type {HTMLCanvasElement} */ (root.querySelector("canvas")), sheet = /** @type {HTMLElement} */ (canvas.parentElement), brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
  const family = getComputedStyle(root).fontFamily;
  /** @type {Map<string, number>} */
  const widths = new Map();
  const measure = (/** @type {string} */ text, /** @type {string} */ font) => {
    const key = font + text, known = widths.get(key);
    if (known !== undefined) return known;
    brush.font = font;
    const { width } = brush.measureText(text);
    widths.set(key, width);
    return width;
  };

  /** Lists each pair of people once, the strongest tie first, with its style. */
  function ties() {
    const found = [], hub = (/** @type {number} */ node) => out.start[node + 1] - out.start[node] > HUB;
    for (let a = 0; a < count; a++) {
      for (let i = out.start[a]; i < out.start[a + 1]; i++) {
        const b = out.other[i], kind = kinds[out.kind[i]];
        if ((a < b || !searching.tie(b, a)) && !hub(a) && !hub(b)) found.push({ a, b, bucket: kind.strength * 2 + +kind.inferred, cost: kind.cost });
      }
    }
    return found.sort((one, other) => one.cost - other.cost || one.a - other.a || one.b - other.b);
  }
  /** @type {Scene} */
  const scene = {
    net, ties: [], places: new Float64Array(2 * size), bands: [], view: { scale: 1, x: 0, y: 0 }, size: new Float32Array(size),
    seen: /** @type {Seen} */ (/** @type {unknown} */ (null)), order: [], shown: new Uint8Array(size), hidden: false, focus: -1,
    lit: { nodes: new Set(), named: [], must: new Set(), ties: [], ways: [], marked: [] }, wanted: new Set(net.data.wanted), groups: [],
  };
  let answer = scene.lit, asked = "", under = -1, mode = "", ringsFor = /** @type {Seen | null} */ (null);
  let width = 0, height = 0, frame = 0, settle = 0, following = false, touched = false;
  let colours = read();
  const large = size + out.other.length > 6000;
  /** The view drawn last. */
  let drawn = scene.view;

  // --- drawing --------------------------------------------------------------------------------------------------------

  /** Reads the current colours of the page. */
  function read() {
    const probe = document.createElement("span"), dot = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    probe.className = "wn-probe";
    root.append(probe);
    const colour = (/** @type {string} */ name) => {
      probe.style.color = `var(--wn-${name})`;
      if (!dot) return "#000";
      // Read back from a pixel, so that a saved picture has colours that every program knows
      dot.fillStyle = getComputedStyle(probe).color;
      dot.fillRect(0, 0, 1, 1);
      return "#" + [...dot.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((part) => part.toString(16).padStart(2, "0")).join("");
    };
    const found = { me: colour("me"), node: colour("node"), line: colour("line"), faint: colour("faint"), text: colour("text"), soft: colour("soft"), paper: colour("paper"),
      tiers: [0, 1, 2, 3].map((tier) => colour("tier-" + tier)) };
    probe.remove();
    return found;
  }

  const list = () => compose(scene, { width, height, colours, family, measure });

  /** Draws in the next frame. @param {boolean} [follow] move a large picture as it is, and redraw it when the pointer rests */
  function draw(follow) {
    following = large && !!follow && (following || !frame);
    if (!frame) frame = requestAnimationFrame(paint);
  }

  function paint() {
    frame = 0;
    clearTimeout(settle);
    if (!scene.seen || !width) return;
    const { scale, x, y } = scene.view, by = scale / drawn.scale;
    canvas.style.transform = following ? `translate(${x - drawn.x * by}px,${y - drawn.y * by}px) scale(${by})` : "";
    if (following) { settle = window.setTimeout(draw, 120); return; }
    const sharp = devicePixelRatio || 1;
    if (canvas.width !== Math.round(width * sharp) || canvas.height !== Math.round(height * sharp)) {
      canvas.width = Math.round(width * sharp);
      canvas.height = Math.round(height * sharp);
    }
    brush.setTransform(sharp, 0, 0, sharp, 0, 0);
    brush.fillStyle = colours.paper;
    brush.fillRect(0, 0, width, height);
    paintList(brush, list());
    drawn = { scale, x, y };
  }

  /** Goes to a view, without animation. @param {number[]} view */
  function go([scale, x, y]) {
    scene.view = { scale, x, y };
    draw();
  }

  /** Returns the view that fits some nodes. @param {Iterable<number>} nodes @param {number} [most] */
  function fitting(nodes, most = 2.2) {
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (const node of nodes) {
      const x = scene.places[2 * node], y = scene.places[2 * node + 1];
      left = Math.min(left, x); right = Math.max(right, x); top = Math.min(top, y); bottom = Math.max(bottom, y);
    }
    if (left > right) return [1, width / 2, height / 2];
    // Leave room for the names in a small answer
    const beside = Math.min(most < 2 ? 110 : 90, width * width * (most < 2 ? 3e-4 : 1e-4)), above = most < 2 ? 96 : 56;
    const scale = Math.min(most, (width - 2 * beside) / (right - left + 1), (height - above) / (bottom - top + 1));
    return [scale, width / 2 - (scale * (left + right)) / 2, height / 2 - (scale * (top + bottom)) / 2];
  }

  const everybody = () => fitting(Array.from({ length: size }, (_, i) => i).filter((i) => scene.shown[i] || i === scene.seen.source));

  // --- content --------------------------------------------------------------------------------------------------------

  /** @param {{seen: Seen, base: Seen, order: number[], shown: Uint8Array, hidden: boolean, view: string}} what */
  function show(what) {
    const asBefore = scene.hidden === what.hidden;
    Object.assign(scene, { seen: what.seen, order: what.order, shown: what.shown, hidden: what.hidden });
    for (let node = 0; node < size; node++) {
      const degree = node < count ? out.start[node + 1] - out.start[node] : net.staff[node - count].length;
      scene.size[node] = node === what.seen.source ? 10 : node >= count ? 5.5 + Math.min(5, Math.sqrt(degree)) : (what.base.away[node] === 0 ? 5.5 : 4) + Math.min(3.5, Math.sqrt(degree) / 2.4);
      if (net.contacts[node] && node !== what.seen.source) scene.size[node] = 2.4;
    }
    if (mode === what.view && mode === "map") scene.groups = groups(scene, how.community, what.base);
    if (asBefore && mode === what.view && (mode === "map" || ringsFor === what.base)) return draw();
    if (what.view === "rings") {
      const made = rings(net, searching, what.base, how.community, what.hidden);
      scene.places = made.places;
      scene.bands = made.bands;
      scene.groups = [];
      ringsFor = what.base;
    } else {
      scene.places = how.map;
      scene.bands = [];
      if (!scene.ties.length) scene.ties = ties();
      scene.groups = groups(scene, how.community, what.base);
    }
    mode = what.view;
    if (width) go(everybody());
  }

  /** @param {Lit} lit @param {boolean} [come] whether to zoom in */
  function light(lit, come) {
    answer = lit;
    if (scene.focus >= 0 && !lit.nodes.size) point(scene.focus);
    else refresh();
    // A new answer is zoomed in until readable; without one everybody is shown again
    const key = [...lit.must].join();
    if (!width || !come || key === asked) return;
    asked = key;
    near();
  }

  /** Goes to the chosen way; without one, to everybody. */
  function near() {
    go(answer.must.size ? fitting(answer.must, 1.4) : everybody());
  }

  /** Returns somebody's position in the picture. @param {number} node */
  function spot(node) {
    const { scale, x, y } = scene.view;
    return [scene.places[2 * node] * scale + x, scene.places[2 * node + 1] * scale + y];
  }

  /** @param {number} node */
  function visible(node) {
    const [px, py] = spot(node);
    return px > 10 && py > 10 && px < width - 10 && py < height - 10;
  }

  /** Updates the highlight: the answer; without one, the person pointed at with all their ties. */
  function refresh() {
    const node = under >= 0 ? under : scene.focus;
    if (node < 0) scene.lit = answer;
    else if (answer.nodes.size) scene.lit = { ...answer, nodes: new Set(answer.nodes).add(node), named: [...new Set([node, ...answer.named])], marked: [...answer.marked, node] };
    else {
      const near = neighbours(node);
      scene.lit = { nodes: new Set([node, ...near.map(({ b }) => b)]), named: [node], must: new Set([node]), ties: near, ways: [], marked: [node] };
    }
    draw();
  }

  /** Returns who is connected with somebody, or works at a company. @param {number} node */
  function neighbours(node) {
    const found = net.around(node);
    if (net.at[node]) found.set(net.at[node], 0);
    return [...found].filter(([b]) => scene.shown[b] || b === scene.seen.source).map(([b, kind]) => ({ a: node, b, kind }));
  }

  /** Moves the keyboard cursor to somebody. @param {number} node */
  function point(node) {
    scene.focus = node;
    refresh();
    if (node >= 0 && !visible(node)) {
      const [x, y] = spot(node);
      pan(width / 2 - x, height / 2 - y);
    }
  }

  // --- events ---------------------------------------------------------------------------------------------------------

  /** Returns who is at a point. @param {number} px @param {number} py @param {number} reach */
  function at(px, py, reach) {
    let best = -1, least = reach;
    for (let node = 0; node < size; node++) {
      if (!scene.shown[node] && !scene.lit.nodes.has(node)) continue;
      const [x, y] = spot(node), away = Math.hypot(x - px, y - py) - scene.size[node] * Math.min(1, scene.view.scale);
      if (away < least) { least = away; best = node; }
    }
    return best;
  }

  /** @param {number} factor @param {number} px @param {number} py */
  function zoom(factor, px = width / 2, py = height / 2) {
    const { view } = scene, scale = Math.min(6, Math.max(0.02, view.scale * factor)), by = scale / view.scale;
    touched = true;
    Object.assign(view, { scale, x: px - (px - view.x) * by, y: py - (py - view.y) * by });
    draw(true);
  }

  /** @param {number} dx @param {number} dy */
  function pan(dx, dy) {
    touched = true;
    scene.view.x += dx;
    scene.view.y += dy;
    draw(true);
  }

  /** @type {Map<number, {x: number, y: number}>} */
  const fingers = new Map();
  let travelled = 0;
  const local = (/** @type {MouseEvent} */ event) => ({ x: event.offsetX, y: event.offsetY });
  /** @template {keyof HTMLElementEventMap} T @param {T} type @param {(event: HTMLElementEventMap[T]) => void} act */
  const on = (type, act) => sheet.addEventListener(type, act, { signal, passive: false });

  on("pointerdown", (event) => {
    if (event.button) return;
    sheet.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, local(event));
    if (fingers.size === 1) travelled = 0;
  });
  on("pointermove", (event) => {
    const now = local(event), before = fingers.get(event.pointerId);
    if (!before) {
      const node = at(now.x, now.y, 8);
      if (node !== under) { under = node; sheet.style.cursor = node >= 0 ? "pointer" : ""; refresh(); }
      return;
    }
    const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    fingers.set(event.pointerId, now);
    if (others.length) {
      const [other] = others, was = Math.hypot(before.x - other.x, before.y - other.y), is = Math.hypot(now.x - other.x, now.y - other.y);
      travelled = 99;
      zoom(is / (was || 1), (now.x + other.x) / 2, (now.y + other.y) / 2);
      pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    } else if (travelled > 4) pan(now.x - before.x, now.y - before.y);
  });
  on("pointerup", (event) => {
    if (fingers.delete(event.pointerId) && !fingers.size && travelled <= 4) {
      const node = at(event.offsetX, event.offsetY, event.pointerType === "touch" ? 22 : 8);
      touched = true;
      if (event.pointerType === "touch") under = -1;
      if (node >= 0 && node !== scene.seen.source) { scene.focus = node; how.choose(node); }
    }
  });
  on("pointercancel", (event) => fingers.delete(event.pointerId));
  on("pointerleave", () => { if (under >= 0) { under = -1; refresh(); } });
  // A wheel gesture that started to scroll the page keeps scrolling it
  let scrolled = 0;
  addEventListener("scroll", () => { scrolled = performance.now(); }, { signal, passive: true });
  on("wheel", (event) => {
    if (performance.now() - scrolled < 250 && !event.ctrlKey) return;
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016) * (event.ctrlKey ? 4 : 1)), event.offsetX, event.offsetY);
  });
  on("keydown", (event) => {
    const ways = /** @type {Record<string, [number, number]>} */ ({ ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }), way = ways[event.key];
    touched = true;
    if (way && event.shiftKey) pan(-60 * way[0], -60 * way[1]);
    else if (way) walk(way);
    else if (event.key === "Enter" && scene.focus >= 0) how.choose(scene.focus);
    else if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") go(everybody());
    else if (event.key === "Escape" && scene.focus >= 0) point(-1);
    else return;
    event.preventDefault();
  });
  on("blur", () => { if (scene.focus >= 0) point(-1); });

  /** Goes to the neighbour closest to a direction. @param {[number, number]} way */
  function walk([dx, dy]) {
    const from = scene.focus >= 0 ? scene.focus : answer.named.length ? answer.named[0] : scene.seen.source;
    if (scene.focus < 0) { point(from); how.look(from); return; }
    let best = -1, least = Infinity;
    for (const { b } of neighbours(from)) {
      const [bx, by] = spot(b), [ax, ay] = spot(from), x = bx - ax, y = by - ay, length = Math.hypot(x, y) || 1, turn = (x * dx + y * dy) / length;
      if (turn > 0.25 && length / turn ** 2 < least) { least = length / turn ** 2; best = b; }
    }
    if (best >= 0) { point(best); how.look(best); }
  }

  /** @param {string} name @param {Blob} blob */
  function save(name, blob) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  const acts = /** @type {Record<string, () => void>} */ ({
    in: () => zoom(1.4), out: () => zoom(1 / 1.4), all: () => { touched = true; go(everybody()); },
    svg: () => save("network.svg", new Blob([svg(list(), width, height, colours.paper)], { type: "image/svg+xml" })),
    png: () => canvas.toBlob((blob) => blob && save("network.png", blob)),
  });
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-act]"))) {
    element.addEventListener("click", () => acts[String(element.dataset.act)](), { signal });
  }

  // --- the page around it ---------------------------------------------------------------------------------------------

  const resized = new ResizeObserver(() => {
    const { clientWidth, clientHeight } = sheet;
    if (clientWidth === width && clientHeight === height) return;
    const first = !width;
    scene.view.x += (clientWidth - width) / 2;
    scene.view.y += (clientHeight - height) / 2;
    width = clientWidth;
    height = clientHeight;
    if (!scene.seen || !width) return;
    if (first || !touched) near();
    else draw();
  });
  resized.observe(sheet);
  const recolour = () => { colours = read(); draw(); };
  const themed = new MutationObserver(recolour);
  for (const element of [document.body, document.documentElement]) themed.observe(element, { attributes: true });
  FORCED.addEventListener("change", recolour, { signal });

  return {
    show, light,
    end() {
      resized.disconnect();
      themed.disconnect();
      cancelAnimationFrame(frame);
      clearTimeout(settle);
    },
  };
}
