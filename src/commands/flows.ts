/** Author's tools: `gradual flows …`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { dotOf, mermaidOf } from '../language/graph.ts'
import { flowJsonSchema } from '../language/json-schema.ts'
import { languagePages } from '../language/pages.ts'
import { formatProblem } from '../language/problem.ts'
import { showFlow } from '../language/show.ts'
import { compileScript, readLibrary, scriptOf, type Library } from '../library/library.ts'
import { flowTranslations } from '../library/locales.ts'
import { proveFlow } from '../library/prove.ts'
import { loadReading } from '../library/reading.ts'
import { readSources } from '../library/sources.ts'
import { rehearsalStage } from '../library/stage.ts'
import { createReader } from '../reading/read.ts'
import { readSettings } from '../settings.ts'
import { flowNamed } from './flow-named.ts'
import { moveFlow } from './move-flow.ts'
import { OperatorError } from './operator-error.ts'
import { localeProblems, translateFlows } from './translate.ts'
import { tryFlow } from './try-flow.ts'

interface FlowsOption {
  flows: string
}

export function addFlowCommands(program: Command): void {
  const flows = program.command('flows').description('tools for those who write flows')
  const command = (name: string, description: string) =>
    flows.command(name).description(description).option('--flows <folder>', 'where the flows are', 'flows')

  command('check', 'checks every flow, phrase and translation, and lists each fault with its line').action(
    async ({ flows: folder }: FlowsOption) => {
      const sources = readSources(folder)
      const library = readLibrary(sources)
      const problems = [...library.problems, ...localeProblems(sources), ...(await proofs(library, folder))]
      for (const problem of problems) process.stdout.write(`${formatProblem(problem)}\n`)
      if (problems.length > 0) throw new OperatorError(`${problems.length} faults in ${folder}`)
      process.stdout.write(`${library.good.size} flows, no faults\n`)
    },
  )

  command('show <name>', 'prints a flow as a person reads it')
    .option('--lang <language>', 'in which language', 'en')
    .action((name: string, { flows: folder, lang }: FlowsOption & { lang: string }) => {
      const library = readLibrary(readSources(folder))
      const known = library.languages.map(({ value }) => value)
      if (!known.includes(lang))
        throw new OperatorError(`there is no language "${lang}". There are: ${known.join(', ')}`)
      process.stdout.write(showFlow(flowNamed(library, name), lang, flowTranslations(library.locales, name)))
    })

  command('graph <name>', 'draws a flow: Mermaid on the screen, or SVG into a file')
    .option('--svg <file>', 'writes an SVG there')
    .action(async (name: string, { flows: folder, svg }: FlowsOption & { svg?: string }) => {
      const library = readLibrary(readSources(folder))
      const flow = compileScript(scriptOf(library, flowNamed(library, name)), 1)
      if (svg === undefined) process.stdout.write(mermaidOf(flow))
      else {
        // Graphviz is 1 MB of WebAssembly: loaded only when something is drawn.
        const { instance } = await import('@viz-js/viz')
        writeFileSync(svg, (await instance()).renderString(dotOf(flow), { format: 'svg' }))
      }
    })

  command('try <name>', 'walks a flow in the terminal, with records and effects beside it')
    .option('--watch', 'begins again with the same answers when a file changes')
    .option('--lang <language>', 'in which language', 'en')
    .action((name: string, options: FlowsOption & { watch?: boolean; lang: string }) =>
      tryFlow(name, { folder: options.flows, watch: options.watch === true, language: options.lang }),
    )

  command('move <name>', 'takes clients who are in the middle of a flow to its newest revision')
    .option('--yes', 'moves them; without it, says who could and who could not follow')
    .action((name: string, { yes }: FlowsOption & { yes?: boolean }) => moveFlow(name, readSettings(), yes === true))

  command(
    'translate',
    'makes a language’s file in locales/ or brings it up to date, and lists what is missing or fuzzy',
  )
    .option('--lang <language>', 'which language; every one that has a file when left out')
    .option('--report', 'only lists; writes nothing')
    .action(translateFlows)

  command('schema', 'writes the JSON Schema that gives completion in an editor')
    .option('--to <file>', 'where to', join('docs', 'schema', 'flow.schema.json'))
    .action(({ to }: { to: string }) => {
      mkdirSync(join(to, '..'), { recursive: true })
      writeFileSync(to, `${JSON.stringify(flowJsonSchema(), undefined, 2)}\n`)
    })

  command('pages', 'writes the page of each step kind')
    .option('--to <folder>', 'where to', join('docs', 'flow-language'))
    .action(({ to }: { to: string }) => {
      mkdirSync(to, { recursive: true })
      for (const [file, text] of languagePages()) writeFileSync(join(to, file), text)
    })
}

/** What can only be shown by walking: danger is heard everywhere, and every flow ends with everything skipped. */
async function proofs(library: Library, folder: string) {
  const reader = createReader(loadReading(folder))
  const stage = await rehearsalStage(library, reader, { zone: 'UTC', today: new Date().toISOString().slice(0, 10) })
  return [...library.good].flatMap(([name, source]) => proveFlow(stage.flow(name)!, source, stage))
}
