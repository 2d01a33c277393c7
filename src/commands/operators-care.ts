/** `gradual alerts …` and `gradual oncall …`: for operators, and for staff whose links don't reach them. */
import { DateTime } from 'luxon'
import type { Command } from 'commander'
import { shiftAt, type Shift } from '../care/hours.ts'
import type { Program } from '../care/program.ts'
import { readPrograms } from '../care/read-program.ts'
import { readEnvironment, readSettings } from '../settings.ts'
import type { Alert } from '../store/alert-port.ts'
import { readKey } from '../store/key-file.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/port.ts'
import { OperatorError } from './operator-error.ts'

/** As many alerts as anyone reads. */
const mostListed = 200
/** Nobody is on call for longer without saying so again, in hours. */
const longestDuty = 24

export function addCareCommands(program: Command): void {
  const alerts = program.command('alerts').description('calls for a person: no client’s words, only kind and time')
  alerts
    .command('list')
    .description('shows the newest alerts and who has them')
    .option('--all', 'those that are acknowledged too')
    .action(({ all }: { all?: boolean }) => withStore((store) => listAlerts(store, all === true)))
  alerts
    .command('acknowledge <id>')
    .description('says that someone has an alert: nobody else is told')
    .requiredOption('--by <name>', 'the contact who has it, as named in the program’s file')
    .action((id: string, { by }: { by: string }) => withStore((store) => acknowledgeAlert(store, id, by)))

  program
    .command('oncall')
    .description('who is on call')
    .command('acknowledge <name>')
    .description('says that a contact is on call from now on; only then are clients told that someone is')
    .option(
      '--until <time>',
      'until when, such as 21:30 or 2026-11-24T08:00 by the program’s clocks; else their shift’s end',
    )
    .option('--program <name>', 'the program, where the contact is in several')
    .action((name: string, options: { until?: string; program?: string }) =>
      withStore((store) => acknowledgeDuty(store, name, options)),
    )
}

/** Beside the process that serves: it sees what was said here at once. */
async function withStore(work: (store: Store) => Promise<string[]>): Promise<void> {
  const settings = readSettings()
  const key = readKey({ given: settings.GRADUAL_KEY, file: settings.GRADUAL_KEY_FILE, folder: settings.GRADUAL_DATA })
  const store = await openStore({ folder: settings.GRADUAL_DATA, key, beside: true })
  try {
    for (const line of await work(store)) process.stdout.write(`${line}\n`)
  } finally {
    await store.close()
  }
}

function programs(): Program[] {
  const { GRADUAL_PROGRAMS: folder } = readSettings()
  if (folder === undefined)
    throw new OperatorError(
      'There are no programs: the demonstration watches nobody. Set GRADUAL_PROGRAMS to have one.',
    )
  return readPrograms(folder, readEnvironment())
}

async function listAlerts(store: Store, all: boolean): Promise<string[]> {
  const alerts = (await store.alerts.list(mostListed)).filter(({ state }) => all || state !== 'acknowledged')
  if (alerts.length === 0)
    return [all ? 'There are no alerts.' : 'Nobody is waiting. (--all shows what was acknowledged.)']
  return alerts.map(lineOf)
}

function lineOf({ id, state, at, kind, who, program, channel, count, acknowledged }: Alert): string {
  const times = count > 1 ? `, told ${count} times` : ''
  const by = acknowledged ? ` by ${acknowledged.by} at ${new Date(acknowledged.at).toISOString()}` : ''
  return `${id}  ${new Date(at).toISOString()}  ${kind}  ${who} on ${channel} (${program})${times}: ${state}${by}`
}

async function acknowledgeAlert(store: Store, id: string, by: string): Promise<string[]> {
  const alert = await store.alerts.find(id)
  if (!alert) throw new OperatorError(`There is no alert ${id}. \`gradual alerts list\` shows those there are.`)
  const names =
    programs()
      .find(({ program }) => program === alert.program)
      ?.contacts.map(({ name }) => name) ?? []
  if (!names.includes(by))
    throw new OperatorError(`"${by}" is no contact of ${alert.program}. There are: ${names.join(', ') || 'none'}`)
  const first = await store.alerts.acknowledge(id, by, Date.now())
  if (!first) return [`It was acknowledged before. ${lineOf((await store.alerts.find(id)) ?? alert)}`]
  return [`${by} has it: nobody else is told.`]
}

async function acknowledgeDuty(
  store: Store,
  name: string,
  { until, program: wanted }: { until?: string; program?: string },
): Promise<string[]> {
  const program = programWith(name, wanted)
  const now = Date.now()
  const shift = program.onCall
    .filter(({ contact }) => contact === name)
    .map(({ when }) => shiftAt(when, program, now))
    .find((each) => each !== undefined)
  const duty = dutyOf(name, program, shift, until, now)
  await store.alerts.acknowledgeDuty({ program: program.program, contact: name, ...duty }, now)
  const end = DateTime.fromMillis(duty.until, { zone: program.zone }).toFormat('yyyy-MM-dd HH:mm ZZZZ')
  return [`${name} is on call for ${program.name} until ${end}. Clients are told so from now on.`]
}

function programWith(name: string, wanted: string | undefined): Program {
  const all = programs().filter(({ program }) => wanted === undefined || program === wanted)
  const [found, ...others] = all.filter(({ contacts }) => contacts.some((contact) => contact.name === name))
  if (!found) {
    const names = [...new Set(all.flatMap(({ contacts }) => contacts.map((contact) => contact.name)))]
    throw new OperatorError(`"${name}" is no contact. There are: ${names.join(', ') || 'none'}`)
  }
  if (others.length > 0)
    throw new OperatorError(
      `"${name}" is a contact of ${[found, ...others].map(({ program }) => program).join(' and ')}: say which with --program`,
    )
  return found
}

function dutyOf(
  name: string,
  { name: program, zone }: Program,
  running: Shift | undefined,
  until: string | undefined,
  now: number,
): { shift: number; until: number } {
  if (until === undefined) {
    if (running) return { shift: running.from, until: running.until }
    throw new OperatorError(`${name} has no shift at ${program} now: say how long with --until`)
  }
  const time = DateTime.fromISO(until, { zone })
  // A clock time alone is its next occurrence.
  const end = /^\d{2}:\d{2}$/.test(until) && time.toMillis() <= now ? time.plus({ days: 1 }) : time
  if (!end.isValid || end.toMillis() <= now || end.toMillis() > now + longestDuty * 3_600_000)
    throw new OperatorError(
      `--until ${until} is not allowed: a time within the next ${longestDuty} hours, such as 21:30 or 2026-11-24T08:00`,
    )
  return { shift: running?.from ?? now, until: end.toMillis() }
}
