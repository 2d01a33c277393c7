/** Shares with their Wilson 95 % intervals, and macro-F1. */

export const percent = (part: number, whole: number): string =>
  whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} %`

export function share(part: number, whole: number): string {
  if (whole === 0) return 'none'
  const z = 1.96
  const p = part / whole
  const middle = (p + (z * z) / (2 * whole)) / (1 + (z * z) / whole)
  const half = (z * Math.sqrt((p * (1 - p)) / whole + (z * z) / (4 * whole * whole))) / (1 + (z * z) / whole)
  return `${percent(part, whole)} (${(100 * (middle - half)).toFixed(1)}–${(100 * (middle + half)).toFixed(1)}; ${part} of ${whole})`
}

/** The mean of each label's F1, in percent, from pairs of what was meant and what was heard. */
export function macroF1(
  pairs: readonly (readonly [meant: string, heard: string])[],
  labels: readonly string[],
): string {
  const scores = labels.map((label) => {
    const both = pairs.filter(([meant, heard]) => meant === label && heard === label).length
    const either =
      pairs.filter(([meant]) => meant === label).length + pairs.filter(([, heard]) => heard === label).length
    return either === 0 ? 0 : (2 * both) / either
  })
  return percent(
    scores.reduce((sum, score) => sum + score, 0),
    labels.length,
  )
}
