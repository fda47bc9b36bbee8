/**
 * The packing kernel's preparation, first-fit, best-fit and host-centred constructions once more in plain TypeScript
 * on typed arrays, step by step the same algorithm, for one kind of host and no rules: what a page without
 * WebAssembly would run.
 */
import { BLOCK, layoutOf } from '../../src/engine/packing/layout';
import type { FoldProblem } from '../../src/engine/packing/problem';

const WITNESSES = 4;
const ENDLESS = 2 ** 30;
const f = Math.fround;

/** A problem made ready, as `prepare` of the kernel does. */
export class Twin {
  private readonly n: number;
  private readonly rows: number;
  private readonly blocks: number;
  private readonly points: number;
  private readonly need: Int32Array;
  private readonly blockMax: Int32Array;
  private readonly shape: Float32Array;
  private readonly scale: Float32Array;
  private readonly weight: Float32Array;
  private readonly empty: Int32Array;
  private readonly size: Float64Array;
  // The hosts of the construction under way.
  private hosts = 0;
  private readonly at: Int32Array[] = [];
  private readonly blockMin: Int32Array;
  private readonly roomShape: Float32Array;
  private readonly witnessRow: Int32Array;
  private readonly witnessRoom: Int32Array;

  constructor(problem: FoldProblem) {
    const layout = layoutOf(problem);
    const { items: n, resources, rowStart, capacity } = problem;
    const { rows, blocks, rowBegin, rowEnd } = layout;
    const total = rowStart[resources];
    this.n = n;
    this.rows = rows;
    this.blocks = blocks;
    this.points = blocks || rows;
    this.need = new Int32Array(n * rows);
    this.blockMax = new Int32Array(n * blocks);
    this.shape = new Float32Array(n * this.points);
    this.scale = new Float32Array(this.points);
    this.weight = new Float32Array(this.points);
    this.empty = new Int32Array(rows).fill(ENDLESS);
    this.size = new Float64Array(n);
    this.blockMin = new Int32Array(n * blocks);
    this.roomShape = new Float32Array(n * this.points);
    this.witnessRow = new Int32Array(n * WITNESSES);
    this.witnessRoom = new Int32Array(n * WITNESSES);
    const per = blocks ? BLOCK : 1;
    const peak = new Float64Array(n * resources);
    const sum = new Float64Array(rows);
    for (let d = 0; d < resources; d++) {
      this.empty.fill(capacity[d], rowBegin[d], rowEnd[d]);
      this.scale.fill(f(1 / (per * capacity[d])), rowBegin[d] / per, rowEnd[d] / per);
    }
    for (let i = 0; i < n; i++) {
      const base = i * rows;
      for (let d = 0; d < resources; d++) {
        const from = i * total + rowStart[d];
        const count = rowStart[d + 1] - rowStart[d];
        this.need.set(problem.demand.subarray(from, from + count), base + rowBegin[d]);
        if (blocks)
          this.need.fill(problem.demand[from + count - 1], base + rowBegin[d] + count, base + rowEnd[d]);
        let most = 0;
        for (let r = rowBegin[d]; r < rowEnd[d]; r++) {
          const v = this.need[base + r];
          if (v > most) most = v;
          sum[r] += v;
        }
        peak[i * resources + d] = most;
      }
      for (let b = 0; b < blocks; b++) {
        let most = 0;
        for (let r = base + b * BLOCK; r < base + b * BLOCK + BLOCK; r++)
          if (this.need[r] > most) most = this.need[r];
        this.blockMax[i * blocks + b] = most;
      }
      this.writeShape(this.need, base, this.shape, i * this.points);
    }
    const scarcity = Array.from({ length: resources }, (_, d) => {
      let worst = 0;
      for (let r = rowBegin[d]; r < rowEnd[d]; r++) if (sum[r] > worst) worst = sum[r];
      return worst / capacity[d];
    });
    const most = Math.max(...scarcity);
    for (let d = 0; d < resources; d++) {
      scarcity[d] /= most;
      const points = (rowEnd[d] - rowBegin[d]) / per;
      this.weight.fill(f(scarcity[d] / points), rowBegin[d] / per, rowEnd[d] / per);
    }
    for (let i = 0; i < n; i++) {
      for (let d = 0; d < resources; d++)
        this.size[i] += (peak[i * resources + d] / capacity[d]) * scarcity[d];
    }
  }

  private writeShape(from: Int32Array, at: number, to: Float32Array, out: number): void {
    const { blocks, rows, scale } = this;
    if (blocks === 0) {
      for (let r = 0; r < rows; r++) to[out + r] = from[at + r] * scale[r];
      return;
    }
    for (let b = 0; b < blocks; b++) {
      let sum = 0;
      for (let r = at + b * BLOCK; r < at + b * BLOCK + BLOCK; r++) sum = (sum + from[r]) | 0;
      to[out + b] = sum * scale[b];
    }
  }

  private open(): number {
    const h = this.hosts++;
    this.at[h] = this.empty.slice();
    this.witnessRow.fill(0, h * WITNESSES, (h + 1) * WITNESSES);
    this.summarise(h);
    return h;
  }

  private summarise(h: number): void {
    const { blocks, blockMin, witnessRow, witnessRoom } = this;
    const room = this.at[h];
    for (let b = 0; b < blocks; b++) {
      let least = room[b * BLOCK];
      for (let r = b * BLOCK + 1; r < b * BLOCK + BLOCK; r++) if (room[r] < least) least = room[r];
      blockMin[h * blocks + b] = least;
    }
    this.writeShape(room, 0, this.roomShape, h * this.points);
    for (let k = h * WITNESSES; k < (h + 1) * WITNESSES; k++) witnessRoom[k] = room[witnessRow[k]];
  }

  private place(i: number, h: number): void {
    const { rows, need } = this;
    const room = this.at[h];
    for (let r = 0, k = i * rows; r < rows; r++, k++) room[r] -= need[k];
    this.summarise(h);
  }

  private mayFit(i: number, h: number): boolean {
    const { rows, need, witnessRow, witnessRoom } = this;
    const base = i * rows;
    if (this.blocks === 0) {
      const room = this.at[h];
      for (let r = 0; r < rows; r++) if (need[base + r] > room[r]) return false;
      return true;
    }
    for (let k = h * WITNESSES; k < (h + 1) * WITNESSES; k++) {
      if (need[base + witnessRow[k]] > witnessRoom[k]) return false;
    }
    return true;
  }

  private fitsRest(i: number, h: number): boolean {
    const { rows, blocks, need, blockMax, blockMin } = this;
    const room = this.at[h];
    for (let b = 0; b < blocks; b++) {
      if (blockMax[i * blocks + b] <= blockMin[h * blocks + b]) continue;
      for (let r = b * BLOCK; r < b * BLOCK + BLOCK; r++) {
        if (need[i * rows + r] <= room[r]) continue;
        this.witness(h, r);
        return false;
      }
    }
    return true;
  }

  private witness(h: number, row: number): void {
    const { witnessRow, witnessRoom } = this;
    const first = h * WITNESSES;
    for (let k = first + WITNESSES - 1; k > first; k--) {
      witnessRow[k] = witnessRow[k - 1];
      witnessRoom[k] = witnessRoom[k - 1];
    }
    witnessRow[first] = row;
    witnessRoom[first] = this.at[h][row];
  }

  private order(): number[] {
    return Array.from(this.size, (_, i) => i).sort((a, b) => this.size[b] - this.size[a] || a - b);
  }

  private dot(a: Float32Array, b: Float32Array, at: number): number {
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let p = 0; p < this.points; p += 4) {
      s0 = f(s0 + f(a[p] * b[at + p]));
      s1 = f(s1 + f(a[p + 1] * b[at + p + 1]));
      s2 = f(s2 + f(a[p + 2] * b[at + p + 2]));
      s3 = f(s3 + f(a[p + 3] * b[at + p + 3]));
    }
    return f(f(s0 + s1) + f(s2 + s3));
  }

  firstFit(): number {
    this.hosts = 0;
    for (const i of this.order()) {
      let h = 0;
      while (h < this.hosts && !(this.mayFit(i, h) && this.fitsRest(i, h))) h++;
      this.place(i, h < this.hosts ? h : this.open());
    }
    return this.hosts;
  }

  bestFit(): number {
    this.hosts = 0;
    const { points, weight, roomShape } = this;
    const stay = new Float32Array(points);
    const squares = new Float32Array(points);
    const factor = new Float32Array(this.n);
    for (const i of this.order()) {
      for (let p = 0; p < points; p++) stay[p] = this.shape[i * points + p] * weight[p];
      let best = -1;
      let most = -Infinity;
      for (let h = 0; h < this.hosts; h++) {
        if (!this.mayFit(i, h)) continue;
        const s = f(factor[h] * this.dot(stay, roomShape, h * points));
        if (s > most && this.fitsRest(i, h)) [most, best] = [s, h];
      }
      if (best < 0) best = this.open();
      this.place(i, best);
      for (let p = 0; p < points; p++)
        squares[p] = f(roomShape[best * points + p] * roomShape[best * points + p]);
      factor[best] = 1 / f(f(Math.sqrt(this.dot(squares, weight, 0))) + f(0.001));
    }
    return this.hosts;
  }

  hostCentred(): number {
    this.hosts = 0;
    const { points, weight, roomShape, shape } = this;
    const stay = new Float32Array(points);
    const done = new Uint8Array(this.n);
    const atMost = new Float32Array(this.n);
    const atMostEmpty = new Float32Array(this.n).fill(Infinity);
    let waiting = Int32Array.from({ length: this.n }, (_, i) => i);
    while (waiting.length > 0) {
      const h = this.open();
      for (let k = 0; k < waiting.length; k++) atMost[k] = atMostEmpty[waiting[k]];
      for (let empty = true; ; empty = false) {
        for (let p = 0; p < points; p++) stay[p] = roomShape[h * points + p] * weight[p];
        let best = -1;
        let most = -Infinity;
        for (let k = 0; k < waiting.length; k++) {
          if (atMost[k] <= most) continue;
          const i = waiting[k];
          let s = -Infinity;
          if (this.mayFit(i, h)) {
            s = this.dot(stay, shape, i * points);
            if (s > most) {
              if (this.fitsRest(i, h)) [most, best] = [s, k];
              else s = -Infinity;
            }
          }
          atMost[k] = s;
          if (empty) atMostEmpty[i] = s;
        }
        if (best < 0) break;
        atMost[best] = -Infinity;
        this.place(waiting[best], h);
        done[waiting[best]] = 1;
      }
      waiting = waiting.filter((i) => !done[i]);
    }
    return this.hosts;
  }
}
