import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';

/** The graph of Groetzsch: no three of its 11 vertices meet, four colours are needed, and fractional ones need 2.9. */
export function groetzsch(): FoldProblem {
  const edges: [number, number][] = [];
  for (let v = 0; v < 5; v++) {
    edges.push([v, (v + 1) % 5], [5 + v, (v + 1) % 5], [5 + v, (v + 4) % 5], [5 + v, 10]);
  }
  const of = Array.from({ length: 11 }, (_, v) => edges.flatMap((edge, e) => (edge.includes(v) ? [e] : [])));
  const apartStart = new Int32Array(12);
  of.forEach((list, v) => (apartStart[v + 1] = apartStart[v] + list.length));
  return {
    ...staticProblem(new Int32Array(11).fill(1), Int32Array.of(100)),
    apartGroups: edges.length,
    apartStart,
    apartId: Int32Array.from(of.flat()),
  };
}
