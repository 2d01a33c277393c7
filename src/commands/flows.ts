/** Author's tools: `gradual flows …`. */
import type { Command } from 'commander'
import { readLibrary } from '../library/library.ts'
import { readSources } from '../library/sources.ts'
import { formatProblem } from '../language/problem.ts'
import { OperatorError } from './operator-error.ts'

const flowsFolder = 'flows'

export function addFlowCommands(program: Command): void {
  const flows = program.command('flows').description('tools for those who write flows')

  flows
    .command('check')
    .description('checks every flow, phrase and translation; lists each fault with its line')
    .option('--flows <folder>', 'where the flows are', flowsFolder)
    .action(({ flows: folder }: { flows: string }) => {
      const library = readLibrary(readSources(folder))
      for (const problem of library.problems) process.stdout.write(`${formatProblem(problem)}\n`)
      if (library.problems.length > 0) throw new OperatorError(`${library.problems.length} faults in ${folder}`)
      process.stdout.write(`${library.good.size} flows, no faults\n`)
    })
}
