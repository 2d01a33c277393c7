#!/usr/bin/env node
/** The `gradual` command: author's and operator's tools. */
import './node-version.ts'
import { Command, CommanderError } from 'commander'
import { addFlowCommands } from './commands/flows.ts'
import { OperatorError } from './commands/operator-error.ts'

const program = new Command('gradual')
  .description('A guided-reflection companion. Author’s and operator’s tools.')
  .showHelpAfterError('(add --help for what is allowed)')
  .exitOverride()

addFlowCommands(program)

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode
  else if (error instanceof OperatorError) {
    process.stderr.write(`gradual: ${error.message}\n`)
    process.exitCode = 1
  } else throw error
}
