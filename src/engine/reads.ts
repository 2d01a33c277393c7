/** What a flow takes from the client's file when it begins, fixed for the whole run. */
import { holds } from '../language/expression.ts'
import type { Flow } from '../language/compile.ts'
import type { Read } from '../language/reads.ts'
import type { Scope } from '../language/words.ts'
import { recordKinds } from '../records/index.ts'
import type { Kept } from '../records/kind.ts'
import { NeedsRecords, type Draft } from './draft.ts'
import { watchingWords } from './watching.ts'

export function resolveReads(draft: Draft, flow: Flow): Record<string, unknown> {
  needAll(draft, [flow])
  return Object.fromEntries([...flow.reads].map(([name, read]) => [name, resolve(draft, read)]))
}

/** Asks for everything that is missing at once, so that the turn is taken again once and not once a kind. */
function needAll(draft: Draft, flows: readonly Flow[]): void {
  const kinds = new Set(flows.flatMap((flow) => [...flow.reads.values()].flatMap((read) => kindsOf(read, draft))))
  const missing = [...kinds].filter((kind) => !isLoaded(draft, kind))
  if (missing.length > 0) throw new NeedsRecords(missing)
}

function isLoaded({ world: { file } }: Draft, kind: string): boolean {
  return (kind === 'rewards' || kind === 'watched' ? file[kind] : file.records(kind)) !== undefined
}

function kindsOf(read: Read, draft: Draft): string[] {
  if (read.of === 'record') return [read.kind]
  switch (read.what) {
    case 'file.summary':
      return Object.keys(recordKinds)
    case 'rewards.count':
      return ['rewards']
    case 'program.watched':
    case 'program.watching_words':
      return ['watched']
    case 'help.lines':
      return ['profile']
    case 'flows.fitting':
      return draft.world.flows.flatMap((flow) =>
        [...flow.reads.values()].flatMap((own) => (own.of === 'record' ? [own.kind] : [])),
      )
    case 'flows.all':
    case 'flows.unfinished':
    case 'languages.all':
      return []
  }
}

function resolve(draft: Draft, read: Read): unknown {
  if (read.of === 'record') {
    const records = draft.records(read.kind)
    if (read.select === 'all') return records.map(asValue)
    const latest = newest(records)
    if (!latest) return undefined
    return read.field === undefined ? asValue(latest) : latest.data[read.field]
  }
  const { world, session } = draft
  switch (read.what) {
    case 'flows.all':
      return offered(draft).map((flow) => option(draft, flow))
    case 'flows.fitting':
      return offered(draft)
        .filter((flow) => flow.fits !== undefined && holds(flow.fits, readScope(draft, flow)))
        .map((flow) => option(draft, flow))
    case 'flows.unfinished': {
      const names = new Set(session.runs.filter(({ flow }) => !world.flow(flow)?.safety).map(({ flow }) => flow))
      return offered(draft)
        .filter(({ name }) => names.has(name))
        .map((flow) => option(draft, flow))
    }
    case 'file.summary':
      return Object.values(recordKinds).flatMap((own) =>
        draft.records(own.kind).flatMap(({ data }) => own.summary(data) ?? []),
      )
    case 'rewards.count':
      return world.file.rewards
    case 'languages.all':
      return world.languages
    case 'program.watched':
      return world.file.watched
    case 'program.watching_words':
      return watchingWords(world, session.language)
    case 'help.lines':
      return world.helplines(newest(draft.records('profile'))?.data['country'] as string | undefined, session.language)
  }
}

/** Flows a menu may offer, by group and title. */
function offered(draft: Draft): Flow[] {
  return draft.world.flows.filter(({ head }) => head.menu !== false)
}

function option(draft: Draft, flow: Flow): { value: string; label: string } {
  const nothing: Scope = { value: () => undefined, shown: () => undefined }
  return { value: flow.name, label: flow.speaker.say(flow.title, draft.session.language, nothing) ?? flow.head.title }
}

/** What a flow would read if it began now, for its `fits`. */
function readScope(draft: Draft, flow: Flow): Scope {
  const value = (name: string) => {
    const read = flow.reads.get(name)
    return read?.of === 'record' ? resolve(draft, read) : undefined
  }
  return { value, shown: () => undefined }
}

function newest(records: readonly Kept[]): Kept | undefined {
  return records.reduce<Kept | undefined>((best, record) => (best && best.at > record.at ? best : record), undefined)
}

/** A record as flows see it: its fields, and what it is revised by. */
function asValue({ id, at, data }: Kept): Record<string, unknown> {
  return { ...data, id, at }
}
