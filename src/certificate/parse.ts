import { InputError } from '../estate/finding';
import { shown } from '../estate/expected';
import { LARGEST, type FoldProblem } from '../engine/packing/problem';
import type { ProofTree } from '../engine/columns/proof-tree';
import type { CertificateDocument, ProblemDocument } from './document';

/** Branches within branches beyond this are taken for damage. */
const DEEPEST = 500;

/**
 * A certificate, every part of it looked at; what is not as docs/certificate.md says is refused with its path.
 * @param file its name, for messages
 * @throws InputError
 */
export function parseCertificate(value: unknown, file: string): CertificateDocument {
  const read = new Reader(file);
  const of = read.object(value, '');
  if (of.format !== 'hostfold-certificate') read.refuse('format', of.format, '"hostfold-certificate"');
  if (of.version !== 1) read.refuse('version', of.version, '1, the version known here');
  if (of.from !== 'pack' && of.from !== 'fold') read.refuse('from', of.from, '"pack" or "fold"');
  const problem = problemIn(read, of.problem);
  const { items, kinds } = problem;
  const least = of.least === null ? null : read.whole(of.least, 'least', Number.MAX_SAFE_INTEGER);
  const plan = of.plan === null ? null : read.object(of.plan, 'plan');
  if (plan) {
    const hosts = read.list(plan.kinds, 'plan.kinds');
    hosts.forEach((kind, h) => read.whole(kind, `plan.kinds[${h}]`, kinds.length - 1));
    read.wholes(plan.hosts, 'plan.hosts', items.length, hosts.length - 1);
  }
  proofIn(read, of.proof, 'proof', items.length, kinds.length, 0);
  return { ...(of as unknown as CertificateDocument), problem, least };
}

function problemIn(read: Reader, value: unknown): ProblemDocument {
  const of = read.object(value, 'problem');
  const resources = read.list(of.resources, 'problem.resources').map((each, d) => {
    const path = `problem.resources[${d}]`;
    return read.whole(read.object(each, path).rows, `${path}.rows`);
  });
  if (of.shared !== null) read.whole(of.shared, 'problem.shared', resources.length - 1);
  const kinds = read.list(of.kinds, 'problem.kinds');
  kinds.forEach((each, j) => {
    const path = `problem.kinds[${j}]`;
    const kind = read.object(each, path);
    read.whole(kind.price, `${path}.price`);
    if (kind.count !== null) read.whole(kind.count, `${path}.count`);
    for (const part of ['capacity', 'perGuest', 'perCore'] as const)
      read.wholes(kind[part], `${path}.${part}`, resources.length);
  });
  read.list(of.items, 'problem.items').forEach((each, i) => {
    const path = `problem.items[${i}]`;
    const item = read.object(each, path);
    read.whole(item.guests, `${path}.guests`);
    read.whole(item.cores, `${path}.cores`);
    if (item.kind !== null) read.whole(item.kind, `${path}.kind`, kinds.length - 1);
    read.wholes(item.apart, `${path}.apart`);
    const images = read.list(item.images, `${path}.images`);
    images.forEach((image, e) => read.wholes(image, `${path}.images[${e}]`, 2));
    if (images.length > 0 && of.shared === null)
      read.refuse('problem.shared', null, 'the resource of images');
    read
      .list(item.demand, `${path}.demand`, resources.length)
      .forEach((rows, d) => read.wholes(rows, `${path}.demand[${d}]`, resources[d]));
  });
  return of as unknown as ProblemDocument;
}

function proofIn(
  read: Reader,
  value: unknown,
  path: string,
  items: number,
  kinds: number,
  depth: number,
): asserts value is ProofTree {
  const of = read.object(value, path);
  const branch = (part: 'together' | 'apart' | 'atMost' | 'more') => {
    if (depth >= DEEPEST) read.refuse(path, depth, `at most ${DEEPEST} branches within each other`);
    proofIn(read, of[part], `${path}.${part}`, items, kinds, depth + 1);
  };
  if (of.pair !== undefined) {
    const [a, b] = read.list(of.pair, `${path}.pair`, 2);
    read.whole(a, `${path}.pair[0]`, items - 1);
    read.whole(b, `${path}.pair[1]`, items - 1);
    if (a === b) read.refuse(`${path}.pair[1]`, b, 'another item than the first');
    branch('together');
    branch('apart');
  } else if (of.kind !== undefined) {
    read.whole(of.kind, `${path}.kind`, kinds - 1);
    read.whole(of.hosts, `${path}.hosts`);
    branch('atMost');
    branch('more');
  } else {
    read.wholes(of.weights, `${path}.weights`, items, Number.MAX_SAFE_INTEGER);
    read.wholes(of.most, `${path}.most`, kinds, Number.MAX_SAFE_INTEGER);
  }
}

/** Looks at parts of a document. */
class Reader {
  constructor(private readonly file: string) {}

  refuse(path: string, found: unknown, expected: string, said = shown(found)): never {
    throw new InputError(
      `${this.file}${path && `: ${path}`}`,
      `found ${said}; expected ${expected}.`,
      'Write the certificate again.',
      '--certificate FILE',
    );
  }

  object(value: unknown, path: string): Readonly<Record<string, unknown>> {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      this.refuse(path, value, 'an object');
    return value as Readonly<Record<string, unknown>>;
  }

  list(value: unknown, path: string, length?: number): readonly unknown[] {
    if (!Array.isArray(value)) return this.refuse(path, value, 'a list');
    if (length !== undefined && value.length !== length)
      this.refuse(path, value, `${length}`, `${value.length} entries`);
    return value;
  }

  whole(value: unknown, path: string, most = LARGEST): number {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most) return value;
    return this.refuse(path, value, `a whole number from 0 to ${most}`);
  }

  wholes(value: unknown, path: string, length?: number, most = LARGEST): void {
    this.list(value, path, length).forEach((each, i) => this.whole(each, `${path}[${i}]`, most));
  }
}

/** The problem of a document that `parseCertificate` has looked at. */
export function problemFrom({ resources, shared, kinds, items }: ProblemDocument): FoldProblem {
  const rowStart = new Int32Array(resources.length + 1);
  resources.forEach(({ rows }, d) => (rowStart[d + 1] = rowStart[d] + rows));
  const starts = (lists: readonly (readonly unknown[])[]) => {
    const start = new Int32Array(lists.length + 1);
    lists.forEach((list, i) => (start[i + 1] = start[i] + list.length));
    return start;
  };
  const images = items.flatMap((item) => item.images);
  const apart = items.flatMap((item) => item.apart);
  const numbers = (ids: readonly number[]) => ids.reduce((most, id) => Math.max(most, id + 1), 0);
  return {
    items: items.length,
    resources: resources.length,
    rowStart,
    demand: Int32Array.from(items.flatMap((item) => item.demand.flat())),
    guestCount: Int32Array.from(items, (item) => item.guests),
    coreCount: Int32Array.from(items, (item) => item.cores),
    onlyKind: Int32Array.from(items, (item) => item.kind ?? -1),
    kinds: kinds.length,
    capacity: Int32Array.from(kinds.flatMap((kind) => kind.capacity)),
    perGuest: Int32Array.from(kinds.flatMap((kind) => kind.perGuest)),
    perCore: Int32Array.from(kinds.flatMap((kind) => kind.perCore)),
    kindCount: Int32Array.from(kinds, (kind) => kind.count ?? -1),
    kindPrice: Int32Array.from(kinds, (kind) => kind.price),
    sharedResource: shared ?? -1,
    images: numbers(images.map(([image]) => image)),
    imageStart: starts(items.map((item) => item.images)),
    imageId: Int32Array.from(images, ([image]) => image),
    imageSize: Int32Array.from(images, ([, size]) => size),
    apartGroups: numbers(apart),
    apartStart: starts(items.map((item) => item.apart)),
    apartId: Int32Array.from(apart),
  };
}
