#!/usr/bin/env node
/** The `gradual` command: author's and operator's tools. */
import './node-version.ts'
import { Command, CommanderError } from 'commander'
import { addFlowCommands } from './commands/flows.ts'
import { addCareCommands } from './commands/operators-care.ts'
import { addOperatorCommands } from './commands/operator.ts'
import { OperatorError } from './commands/operator-error.ts'
import { ProgramError } from './care/program.ts'
import { FlowError } from './language/problem.ts'
import { StartError } from './app.ts'
import { SettingsError } from './settings.ts'
import { KeyFileError } from './store/key-file.ts'
import { LockError } from './store/sqlite/lock.ts'

const program = new Command('gradual')
  .description('A guided-reflection companion. Author’s and operator’s tools.')
  .showHelpAfterError('(add --help for what is allowed)')
  .exitOverride()

program
  .command('chat')
  .description('talk in the terminal')
  .option('--as <name>', 'who is talking; each name is a client of its own', 'me')
  .option('--data <folder>', 'another data folder than the settings say')
  .action(async (options: { as: string; data?: string }) => (await import('./commands/chat.ts')).chat(options))

addFlowCommands(program)
addOperatorCommands(program)
addCareCommands(program)

/** Mistakes an author or operator can mend, told in one line. */
const mendable = [OperatorError, SettingsError, StartError, ProgramError, KeyFileError, LockError, FlowError]

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode
  else if (mendable.some((kind) => error instanceof kind)) {
    process.stderr.write(`gradual: ${(error as Error).message}\n`)
    process.exitCode = 1
  } else throw error
}
