/**
 * What translators work on: every text Gradual says, gathered from its files and merged into `flows/locales/<language>.po`.
 *
 * A translation that exists is kept. A text that was changed keeps the old translation, marked fuzzy, with the text it was made
 * for as `#| msgid`; one that is gone is taken out. The same files always give the same bytes.
 */
import { po, type GetTextTranslation, type GetTextTranslations } from 'gettext-parser'
import { eachStep } from '../language/names.ts'
import { parseFlow, type FlowSource } from '../language/parse.ts'
import { stepKindByName } from '../language/steps/index.ts'
import type { At } from '../language/kind.ts'
import type { Path } from '../language/words.ts'
import { isFuzzy, phraseContext } from './locales.ts'
import { parsePhrases } from './phrases.ts'
import type { Sources } from './sources.ts'

/** One text of one flow, as it is looked up when it is said: context and words. It may stand in several places. */
export interface Said {
  /** The flow's name, or `phrases`. */
  readonly context: string
  readonly text: string
  readonly places: readonly Place[]
}

interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  /** What kind of text it is, such as `list likes: more`. */
  readonly what: string
}

export interface Texts {
  /** In the order of files, then lines. */
  readonly said: readonly Said[]
  /** Contexts whose file can't be read at present: nothing is known of their texts, so their translations stay. */
  readonly unread: ReadonlySet<string>
}

export function textsOf(sources: Sources): Texts {
  const unread = new Set<string>()
  const found = new Map<string, { context: string; text: string; places: Place[] }>()
  const add = (context: string, text: string, place: Place) => {
    const key = keyOf(context, text)
    const same = found.get(key)
    if (same) same.places.push(place)
    else found.set(key, { context, text, places: [place] })
  }
  for (const [file, source] of sources.flows) {
    const { flow } = parseFlow(file, source)
    if (flow)
      for (const { value, ...place } of placesOf(flow)) add(flow.head.flow, value, { ...place, file: flow.file })
    else unread.add(file.replace(/^.*\//, '').replace(/\.yaml$/, ''))
  }
  const lines = sources.phrases.split('\n')
  for (const [key, text] of parsePhrases('phrases.yaml', sources.phrases).texts) {
    const line = lines.findIndex((each) => each.replaceAll(/["']/g, '').startsWith(`${key}:`)) + 1
    add(phraseContext, text, { file: 'phrases.yaml', line, column: 1, what: key })
  }
  const said = [...found.values()].map((each) => ({ ...each, places: each.places.toSorted(byPlace) }))
  return { said: said.toSorted((a, b) => byPlace(a.places[0]!, b.places[0]!)), unread }
}

function placesOf({ head, steps, locate }: FlowSource): (Omit<Place, 'file'> & { value: string })[] {
  const found = [
    { value: head.title, what: 'title', ...locate(['title']) },
    { value: head.about, what: 'about', ...locate(['about']) },
  ]
  eachStep(steps, ({ kind, data, path }) => {
    const texts: readonly At<string>[] = stepKindByName.get(kind)!.texts(data as never)
    const name = typeof data['as'] === 'string' ? `${kind} ${data['as']}` : kind
    for (const text of texts)
      found.push({ value: text.value, what: whatOf(name, kind, text.path), ...locate([...path, ...text.path]) })
  })
  return found
}

function whatOf(name: string, kind: string, path: Path): string {
  const part = path[0] === kind ? path.slice(1) : path
  return part.length === 0 ? name : `${name}: ${part.join(' ')}`
}

function byPlace(a: Place, b: Place): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column
}

/** Gives the `.po` file as it is to be written. `old` is the file as it stands; throws `SyntaxError` when that is no `.po` file. */
export function mergePo(language: string, { said, unread }: Texts, old = ''): string {
  const before = po.parse(old)
  const kept = entriesOf(before).filter(({ msgctxt = '' }) => unread.has(msgctxt))
  const had = new Map(entriesOf(before).map((entry) => [keyOf(entry.msgctxt ?? '', entry.msgid), entry]))
  const origins = changed(said, had)
  const made = said.map((text): GetTextTranslation => {
    const origin = origins.get(text)
    const entry = origin ?? had.get(keyOf(text.context, text.text))
    const translator = entry?.comments?.translator
    const flag = origin ? 'fuzzy' : entry?.comments?.flag
    const previous = origin ? previousOf(origin) : isFuzzy(entry) ? entry?.comments?.previous : undefined
    return {
      msgctxt: text.context,
      msgid: text.text,
      msgstr: [entry?.msgstr[0] ?? ''],
      comments: {
        ...(translator && { translator }),
        reference: text.places.map(({ file, line }) => `${file}:${line}`).join('\n'),
        extracted: [...new Set(text.places.map(({ what }) => what))].join('\n'),
        ...(flag && { flag }),
        ...(previous && { previous }),
      },
    }
  })
  // They are written in the order of these keys; the contexts stand in the entries themselves.
  const inOrder = Object.fromEntries([...made, ...kept].map((entry) => [keyOf(entry.msgctxt!, entry.msgid), entry]))
  const headers = { ...before.headers, ...headersOf(language) }
  // One line a text, as it is in the flow: wrapped ones can't be searched.
  return po.compile({ charset: 'utf-8', headers, translations: { '': inOrder } }, { foldLength: 0 }).toString('utf8')
}

function headersOf(language: string): Record<string, string> {
  return {
    'Project-Id-Version': 'gradual',
    Language: language,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
  }
}

/** How alike two texts are at least, for one to have become the other without standing in the same place. */
const leastLikeness = 0.5

/**
 * For each new text the entry it most likely was before: of the same flow, translated, no longer said, and either the only text
 * in the same place or at least half the same words.
 */
function changed(said: readonly Said[], had: ReadonlyMap<string, GetTextTranslation>): Map<Said, GetTextTranslation> {
  const now = new Set(said.map(({ context, text }) => keyOf(context, text)))
  const gone = [...had].flatMap(([key, entry]) => (now.has(key) || entry.msgstr[0] === '' ? [] : [entry]))
  const fresh = said.filter(({ context, text }) => !had.get(keyOf(context, text))?.msgstr[0])
  const newPlaces = countPlaces(said.map(({ context, places }) => [context, places.map(({ what }) => what)]))
  const oldPlaces = countPlaces([...had.values()].map((entry) => [entry.msgctxt ?? '', placesIn(entry)]))
  const pairs = fresh.flatMap((text) =>
    gone
      .filter(({ msgctxt }) => msgctxt === text.context)
      .map((entry) => {
        const same = placesIn(entry).some((what) => {
          const key = keyOf(text.context, what)
          return (
            text.places.some((place) => place.what === what) && newPlaces.get(key) === 1 && oldPlaces.get(key) === 1
          )
        })
        return { text, entry, score: likeness(text.text, entry.msgid) + (same ? 1 : 0) }
      })
      .filter(({ score }) => score >= leastLikeness),
  )
  const origins = new Map<Said, GetTextTranslation>()
  const used = new Set<GetTextTranslation>()
  for (const { text, entry } of pairs.toSorted((a, b) => b.score - a.score)) {
    if (origins.has(text) || used.has(entry)) continue
    origins.set(text, entry)
    used.add(entry)
  }
  return origins
}

function countPlaces(texts: readonly (readonly [context: string, whats: readonly string[]])[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [context, whats] of texts) {
    for (const what of new Set(whats)) counts.set(keyOf(context, what), (counts.get(keyOf(context, what)) ?? 0) + 1)
  }
  return counts
}

function placesIn({ comments }: GetTextTranslation): string[] {
  return comments?.extracted?.split('\n') ?? []
}

/** The share of words two texts have in common (Dice's coefficient), from 0 to 1. */
function likeness(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)]
  const common = [...left].filter((word) => right.has(word)).length
  return left.size + right.size === 0 ? 0 : (2 * common) / (left.size + right.size)
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}’]+/gu))
}

/** A guess made of a guess still names the text that someone translated. */
function previousOf(entry: GetTextTranslation): string {
  if (isFuzzy(entry) && entry.comments?.previous) return entry.comments.previous
  return `msgid ${JSON.stringify(entry.msgid)}`
}

function entriesOf({ translations }: GetTextTranslations): GetTextTranslation[] {
  return Object.values(translations)
    .flatMap((entries) => Object.values(entries))
    .filter(({ msgid }) => msgid !== '')
}

/** Context and id as gettext itself joins them. */
function keyOf(context: string, text: string): string {
  return `${context}\u0004${text}`
}
