/**
 * The n:1 folding problem in integers: vector bin packing over time, with what a fold of servers needs besides.
 *
 * A *row* is one (resource, slot) pair; rows run resource by resource. A resource that is a level (memory, disk
 * space) has one row, a resource that is summed over time has one row for each slot. An *item* is what is placed as
 * one: a guest, or a keep-together group of guests. A *kind* is a kind of host.
 *
 * On a host of kind j that carries the set of items A, for each row r of resource d:
 *
 *   sum over A of (demand[i, r] + guestCount[i] * perGuest[j, d] + coreCount[i] * perCore[j, d])
 *     + (d == sharedResource ? sum over images of the largest imageSize among A : 0)   <=   capacity[j, d]
 *
 * and no two items of A belong to the same apart-group. All numbers are integers in [0, 2^30], so that sums of two
 * never overflow 32 bits; demand was rounded up and capacity down once, before this.
 */
export interface FoldProblem {
  readonly items: number;
  readonly resources: number;
  /** Length resources + 1: resource d owns rows rowStart[d] .. rowStart[d + 1] - 1. */
  readonly rowStart: Int32Array;
  /** items x rows, row-major: what adds up. Of shared memory only the private part is here. */
  readonly demand: Int32Array;
  /** Per item: how many guests it holds (1, or more for a keep-together group). */
  readonly guestCount: Int32Array;
  /** Per item: whole processors taken out of the fold (dedicated), else 0. */
  readonly coreCount: Int32Array;
  /** Per item: the only kind of host allowed, or -1 for any. */
  readonly onlyKind: Int32Array;

  readonly kinds: number;
  /** kinds x resources: room left after ceilings and fixed overheads. */
  readonly capacity: Int32Array;
  /** kinds x resources: added in every row of the resource for each guest on the host. */
  readonly perGuest: Int32Array;
  /** kinds x resources: added in every row of the resource for each dedicated processor. */
  readonly perCore: Int32Array;
  /** Per kind: how many hosts there are, or -1 for as many as needed. */
  readonly kindCount: Int32Array;
  /** Per kind: what one host costs, in whole units; all 1 when the number of hosts is what counts. */
  readonly kindPrice: Int32Array;

  /** The resource whose pages guests of one image share, or -1. */
  readonly sharedResource: number;
  /** Number of images; image ids run from 0. */
  readonly images: number;
  /** Length items + 1: item i has entries imageStart[i] .. imageStart[i + 1] - 1, at most one for each image. */
  readonly imageStart: Int32Array;
  readonly imageId: Int32Array;
  /** Pages that the item could share with others of that image: a host holds the largest of them once. */
  readonly imageSize: Int32Array;

  /** Number of apart-groups; ids run from 0. */
  readonly apartGroups: number;
  /** Length items + 1: item i belongs to groups apartId[apartStart[i] .. apartStart[i + 1] - 1]. */
  readonly apartStart: Int32Array;
  readonly apartId: Int32Array;
}

/** Where everything goes. */
export interface FoldPlan {
  /** Kind of each host used, length = number of hosts. */
  readonly hostKind: Int32Array;
  /** Per item: index into hostKind, or -1 where an inventory had no room left. */
  readonly hostOf: Int32Array;
}

/** The largest number that a problem may hold. */
export const LARGEST = 2 ** 30;

/** A problem of equal-sized static items: one row for each resource, one kind, as many hosts as needed. */
export function staticProblem(demand: Int32Array, capacity: Int32Array): FoldProblem {
  const resources = capacity.length;
  const items = demand.length / resources;
  return {
    items,
    resources,
    rowStart: Int32Array.from({ length: resources + 1 }, (_, d) => d),
    demand,
    guestCount: new Int32Array(items).fill(1),
    coreCount: new Int32Array(items),
    onlyKind: new Int32Array(items).fill(-1),
    kinds: 1,
    capacity,
    perGuest: new Int32Array(resources),
    perCore: new Int32Array(resources),
    kindCount: Int32Array.of(-1),
    kindPrice: Int32Array.of(1),
    sharedResource: -1,
    images: 0,
    imageStart: new Int32Array(items + 1),
    imageId: new Int32Array(0),
    imageSize: new Int32Array(0),
    apartGroups: 0,
    apartStart: new Int32Array(items + 1),
    apartId: new Int32Array(0),
  };
}
