/**
 * Sorts the indices i32[n] at `order` so that their keys (f64, by index) fall; equal keys by rising index, so that
 * the order never depends on what was there before. Shell sort with Ciura's gaps (2001).
 */
export function sortFalling(order: usize, n: i32, keys: usize): void {
  for (let g = 0; g < 9; g++) {
    const gap = gapAt(g);
    for (let i = gap; i < n; i++) {
      const index = load<i32>(order + ((<usize>i) << 2));
      const key = load<f64>(keys + ((<usize>index) << 3));
      let j = i;
      for (; j >= gap; j -= gap) {
        const other = load<i32>(order + ((<usize>(j - gap)) << 2));
        const otherKey = load<f64>(keys + ((<usize>other) << 3));
        if (otherKey > key || (otherKey == key && other < index)) break;
        store<i32>(order + ((<usize>j) << 2), other);
      }
      store<i32>(order + ((<usize>j) << 2), index);
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
