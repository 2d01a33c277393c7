import { didYouMean, formatProblem } from '../language/problem.ts'
import type { Library } from '../library/library.ts'
import { OperatorError } from './operator-error.ts'

/** The flow of a name, or one clear line: its fault, or the name that was meant. */
export function flowNamed(library: Library, name: string) {
  const flow = library.good.get(name)
  if (flow) return flow
  const fault = library.problems.find(({ file }) => file.endsWith(`${name}.yaml`))
  if (fault) throw new OperatorError(formatProblem(fault))
  throw new OperatorError(`there is no flow "${name}".${didYouMean(name, library.good.keys())}`)
}
