/** Golden talks: conversations a clinician can read, beside the flows they belong to, run as tests. */
import type { Rehearsal, Rehearsed } from '../../src/engine/rehearsal.ts'

export interface Talk {
  readonly about: string
  readonly flow: string
  readonly language: string
  readonly given: readonly { kind: string; data: Record<string, unknown> }[]
  readonly moves: readonly Move[]
}

export type Move = { readonly line: number } & (
  | { readonly kind: 'client'; readonly texts: readonly string[] }
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'wait' }
  | { readonly kind: 'keeps'; readonly record: string; readonly data: Record<string, unknown> }
  | { readonly kind: 'earned'; readonly for: string }
  | { readonly kind: 'alerts'; readonly danger: string }
  | { readonly kind: 'ends' }
)

/** Throws with the line when a talk can't be read. */
export function parseTalk(source: string): Talk {
  const moves: Move[] = []
  const given: Talk['given'][number][] = []
  let about = ''
  let flow = ''
  let language = 'en'
  for (const [index, raw] of source.split('\n').entries()) {
    const line = index + 1
    const text = raw.trim()
    const rest = (prefix: string) => text.slice(prefix.length).trim()
    const previous = moves.at(-1)
    if (text === '') continue
    else if (text.startsWith('#')) about ||= rest('#')
    else if (text.startsWith('flow:')) flow = rest('flow:')
    else if (text.startsWith('language:')) language = rest('language:')
    else if (text.startsWith('given:')) {
      const [, kind = '', json = ''] = /^(\S+)\s+(.*)$/.exec(rest('given:')) ?? []
      given.push({ kind, data: JSON.parse(json) as Record<string, unknown> })
    } else if (text.startsWith('| ') && previous?.kind === 'client') {
      moves[moves.length - 1] = { ...previous, texts: [[...previous.texts, rest('|')].join('\n')] }
    } else if (text.startsWith('>')) moves.push({ line, kind: 'client', texts: [rest('>')] })
    else if (text.startsWith('<')) moves.push({ line, kind: 'said', text: rest('<') })
    else if (text === '…') moves.push({ line, kind: 'any' })
    else if (text === 'wait') moves.push({ line, kind: 'wait' })
    else if (text === 'ends') moves.push({ line, kind: 'ends' })
    else if (text.startsWith('earned:')) moves.push({ line, kind: 'earned', for: rest('earned:') })
    else if (text.startsWith('alerts:')) moves.push({ line, kind: 'alerts', danger: rest('alerts:') })
    else if (text.startsWith('keeps:')) {
      const [, record = '', json = '{}'] = /^(\S+)\s*(.*)$/.exec(rest('keeps:')) ?? []
      moves.push({
        line,
        kind: 'keeps',
        record,
        data: JSON.parse(json === '' ? '{}' : json) as Record<string, unknown>,
      })
    } else throw new Error(`line ${line}: "${text}" is no line of a talk`)
  }
  if (flow === '') throw new Error('a talk needs a line `flow: name`')
  return { about, flow, language, given, moves }
}

/** Gives what does not go as written, or nothing. `between` runs after every turn, such as a reload. */
export function runTalk(talk: Talk, rehearsal: Rehearsal, between: () => void = () => {}): string | undefined {
  for (const { kind, data } of talk.given) rehearsal.given(kind, data)
  const alerts: string[] = []
  const hear = ({ lines, effects }: Rehearsed): string[] => {
    between()
    for (const effect of effects) if (effect.type === 'alert') alerts.push(effect.kind)
    return lines
      .flatMap((line) =>
        line.kind === 'text'
          ? line.text.split('\n')
          : line.kind === 'picture'
            ? [`[${line.alt}]`]
            : line.beats.map(({ text }) => text),
      )
      .map(squeeze)
      .filter(Boolean)
  }
  let said = hear(rehearsal.begin(talk.flow))
  let any = false
  for (const move of talk.moves) {
    const fail = (what: string) => `line ${move.line}: ${what}`
    switch (move.kind) {
      case 'client':
      case 'wait': {
        if (!any && said.length > 0) return fail(`before this, “${said[0]}” was said as well`)
        any = false
        if (move.kind === 'client') said = hear(rehearsal.say(...move.texts))
        else {
          const elapsed = rehearsal.elapse()
          if (!elapsed) return fail('nothing is to come by itself')
          said = hear(elapsed)
        }
        break
      }
      case 'any':
        any = true
        break
      case 'said': {
        const at = any ? said.findIndex((line) => matches(line, move.text)) : matches(said[0], move.text) ? 0 : -1
        if (at === -1)
          return fail(
            `expected “${move.text}”, but this was said: ${said.length === 0 ? 'nothing' : said.map((line) => `“${line}”`).join(' ')}`,
          )
        said = said.slice(at + 1)
        any = false
        break
      }
      case 'keeps': {
        const kept = rehearsal.records(move.record)
        if (!kept.some(({ data }) => contains(data, move.data)))
          return fail(`no such ${move.record} was kept; there is ${JSON.stringify(kept.map(({ data }) => data))}`)
        break
      }
      case 'earned':
        if (![...rehearsal.earned].some((earned) => earned.startsWith(`${move.for} `)))
          return fail(`nothing was earned for ${move.for}`)
        break
      case 'alerts':
        if (!alerts.includes(move.danger)) return fail(`there was no alert of ${move.danger}`)
        break
      case 'ends':
        if (rehearsal.session.runs.length > 0)
          return fail(`still open: ${rehearsal.session.runs.map(({ flow, at }) => `${flow} at ${at}`).join(', ')}`)
        break
    }
  }
  return undefined
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

function matches(line: string | undefined, wanted: string): boolean {
  const want = squeeze(wanted)
  return line !== undefined && (want.endsWith('…') ? line.startsWith(want.slice(0, -1).trim()) : line === want)
}

function contains(data: unknown, part: unknown): boolean {
  if (Array.isArray(part))
    return (
      Array.isArray(data) && data.length === part.length && part.every((item, index) => contains(data[index], item))
    )
  if (typeof part === 'object' && part !== null) {
    return (
      typeof data === 'object' &&
      data !== null &&
      Object.entries(part).every(([key, value]) => contains((data as Record<string, unknown>)[key], value))
    )
  }
  return data === part
}
