/** Logistic regression, one class against the rest, by AdaGrad over sparse parts. Deterministic: its own seeded shuffle. */

export interface Example {
  /** Parts of the message, without repeats. */
  readonly parts: readonly string[]
  /** What every part counts in this message. */
  readonly scale: number
  /** For each class: 1, 0, or null where the line says nothing about the class. */
  readonly is: readonly (0 | 1 | null)[]
  readonly weight: number
}

export interface Learnt {
  readonly bias: Float64Array
  readonly parts: Map<string, Float64Array>
}

export interface Settings {
  readonly classes: number
  readonly rounds: number
  readonly step: number
  /** Pull towards zero. */
  readonly shrink: number
  /** Parts in fewer examples are left out. */
  readonly least: number
}

export function learn(examples: readonly Example[], settings: Settings): Learnt {
  const { classes, rounds, step, shrink, least } = settings
  const counts = new Map<string, number>()
  for (const { parts } of examples) for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1)
  const numbers = new Map<string, number>()
  for (const [part, count] of counts) if (count >= least) numbers.set(part, numbers.size)
  const rows = examples.map(({ parts }) => Int32Array.from(parts.flatMap((part) => numbers.get(part) ?? [])))
  const weights = new Float64Array(numbers.size * classes)
  const steps = new Float64Array(numbers.size * classes).fill(1e-4)
  const bias = new Float64Array(classes)
  const biasSteps = new Float64Array(classes).fill(1e-4)
  const order = examples.map((_, index) => index)
  let seed = 20_260_306
  const random = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  for (let round = 0; round < rounds; round++) {
    for (let at = order.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1))
      const held = order[at]!
      order[at] = order[other]!
      order[other] = held
    }
    for (const index of order) {
      const { scale, is, weight } = examples[index]!
      const row = rows[index]!
      for (let one = 0; one < classes; one++) {
        const target = is[one]
        if (target === null || target === undefined) continue
        let sum = bias[one]!
        for (const part of row) sum += weights[part * classes + one]! * scale
        const miss = (1 / (1 + Math.exp(-sum)) - target) * weight
        biasSteps[one]! += miss * miss
        bias[one]! -= (step * miss) / Math.sqrt(biasSteps[one]!)
        for (const part of row) {
          const place = part * classes + one
          const slope = miss * scale + shrink * weights[place]!
          steps[place]! += slope * slope
          weights[place]! -= (step * slope) / Math.sqrt(steps[place]!)
        }
      }
    }
  }
  const parts = new Map<string, Float64Array>()
  for (const [part, number] of numbers) parts.set(part, weights.slice(number * classes, (number + 1) * classes))
  return { bias, parts }
}

/** As `modelSchema` wants it: hundredths, the weightiest parts first, none that weighs nothing. */
export function written(learnt: Learnt, classes: readonly string[], most: number): unknown {
  const hundredths = (values: Float64Array): number[] => Array.from(values, (value) => Math.round(value * 100))
  const parts = [...learnt.parts]
    .map(([part, values]) => ({ part, values, weighs: Math.max(...values.map(Math.abs)) }))
    .filter(({ weighs }) => weighs >= 0.05)
    .toSorted((a, b) => b.weighs - a.weighs || (a.part < b.part ? -1 : 1))
    .slice(0, most)
  return {
    classes,
    bias: hundredths(learnt.bias),
    parts: Object.fromEntries(parts.map(({ part, values }) => [part, hundredths(values)])),
  }
}
