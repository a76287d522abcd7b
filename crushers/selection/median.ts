/**
 * Middle of an array as it would stand in sorted order. Reorders the array. Linear: where partitions go wrong, as a
 * hostile order can make them, the rest is sorted.
 */
export function middle(values: Float64Array): number {
  const wanted = values.length >> 1
  let from = 0
  let to = values.length - 1
  let patience = 2 * Math.ceil(Math.log2(values.length + 1))
  while (to - from > SMALL) {
    if (patience-- === 0) break
    const pivot = medianOfThree(values, from, to)
    let left = from
    let right = to
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left++
      while ((values[right] ?? 0) > pivot) right--
      if (left > right) break
      const swapped = values[left] ?? 0
      values[left++] = values[right] ?? 0
      values[right--] = swapped
    }
    // Between the two sides there is at most one value, the pivot.
    if (wanted <= right) to = right
    else if (wanted >= left) from = left
    else return pivot
  }
  values.subarray(from, to + 1).sort()
  return values[wanted] ?? Number.NaN
}

const SMALL = 24

function medianOfThree(values: Float64Array, from: number, to: number): number {
  const first = values[from] ?? 0
  const half = values[(from + to) >> 1] ?? 0
  const last = values[to] ?? 0
  return first < half
    ? half < last
      ? half
      : Math.max(first, last)
    : first < last
      ? first
      : Math.max(half, last)
}
