/** The results of a benchmark as lines of JSON, for people and programs to compare with earlier ones. */
import { median } from './measure.ts'

export interface Result {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** `value` divided by the value of `to`. */
  readonly ratio?: number
  /** The name of the result that this one is set against. */
  readonly to?: string
}

/** Sets one contestant against another, under a name of its own. */
export interface Comparison {
  readonly name: string
  readonly of: string
  readonly to: string
}

/** The median of each contestant, then each comparison by the median of its rounds, each round set against its own. */
export function results(
  rates: ReadonlyMap<string, readonly number[]>,
  comparisons: readonly Comparison[],
): readonly Result[] {
  const of = (name: string): readonly number[] => {
    const found = rates.get(name)
    if (!found) throw new Error(`results: no contestant "${name}". Measured: ${[...rates.keys()].join(', ')}`)
    return found
  }
  return [
    ...rates.entries().map(([name, rounds]) => ({ name, value: Math.round(median(rounds)), unit: 'turns/s' })),
    ...comparisons.map((comparison) => {
      const ours = of(comparison.of)
      const theirs = of(comparison.to)
      const ratio = median(ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN)))
      return {
        name: comparison.name,
        value: Math.round(median(ours)),
        unit: 'turns/s',
        ratio: Number(ratio.toFixed(2)),
        to: comparison.to,
      }
    }),
  ]
}

export function print(result: Result): void {
  process.stdout.write(`${JSON.stringify(result)}\n`)
}
