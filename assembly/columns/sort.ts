import { at32, at64, put32 } from '../words';

/**
 * Sorts the indices i32[n] at `order` so that their keys (f64, by index) fall; equal keys by rising index, so that
 * the order never depends on what was there before. Shell sort with Ciura's gaps (2001).
 */
export function sortFalling(order: usize, n: i32, keys: usize): void {
  for (let g = 0; g < 9; g++) {
    const gap = gapAt(g);
    for (let i = gap; i < n; i++) {
      const index = at32(order, i);
      const key = at64(keys, index);
      let j = i;
      for (; j >= gap; j -= gap) {
        const other = at32(order, j - gap);
        const otherKey = at64(keys, other);
        if (otherKey > key || (otherKey == key && other < index)) break;
        put32(order, j, other);
      }
      put32(order, j, index);
    }
  }
}

function gapAt(g: i32): i32 {
  switch (g) {
    case 0:
      return 1577;
    case 1:
      return 701;
    case 2:
      return 301;
    case 3:
      return 132;
    case 4:
      return 57;
    case 5:
      return 23;
    case 6:
      return 10;
    case 7:
      return 4;
    default:
      return 1;
  }
}
