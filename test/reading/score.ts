/**
 * How well reading hears: `node test/reading/score.ts [seen|scored] [en|es] [misses]`. Prints shares with Wilson 95 %
 * intervals and the size of each set. `misses` lists what was missed, on the seen lines only: nobody looks at the scored ones.
 */

import { fileURLToPath } from 'node:url'
import { loadReading } from '../../src/library/reading.ts'
import type { Ears } from '../../src/reading/danger.ts'
import { hearDanger } from '../../src/reading/danger.ts'
import type { AnswerReaders } from '../../src/reading/answers.ts'
import { decide } from '../../src/reading/decide.ts'
import type { Language, Message } from '../../src/reading/reading.ts'
import { dangerKinds } from '../../src/reading/reading.ts'
import { hearTalk } from '../../src/reading/talk.ts'
import { talkEars } from './load.ts'
import { macroF1, share } from './measure.ts'
import type { Line, SetName } from './sets.ts'
import { readLines } from './sets.ts'

const [which = 'seen', only, misses] = process.argv.slice(2)
if (which !== 'seen' && which !== 'scored') throw new Error(`no set "${which}": seen or scored`)
const set: SetName = which
const { ears, answers } = loadReading(fileURLToPath(new URL('../../flows', import.meta.url)))
const talkers = talkEars()
const tell = (what: string): void => {
  if (misses === 'misses' && set === 'seen') console.log(`    ${what}`)
}

function scoreDanger(language: Language, ears: Ears): void {
  const lines = readLines(set, language, 'danger').map(({ label, text }) => {
    const [kind, sure] = label.split(' ')
    return { kind: kind!, sure, text, danger: hearDanger(text, language, ears) }
  })
  const real = lines.filter(({ kind }) => kind !== 'none')
  const none = lines.filter(({ kind }) => kind === 'none')
  const caught = real.filter(({ danger }) => danger)
  console.log(`  danger heard       ${share(caught.length, real.length)}`)
  console.log(`  false alarms       ${share(none.filter(({ danger }) => danger).length, none.length)}`)
  console.log(
    `  right kind         ${share(caught.filter(({ kind, danger }) => danger!.kind === kind).length, caught.length)}`,
  )
  console.log(
    `  right sureness     ${share(caught.filter(({ sure, danger }) => danger!.sure === (sure === 'sure')).length, caught.length)}`,
  )
  const everyday = readLines(set, language, 'everyday')
  if (everyday.length > 0)
    console.log(
      `  everyday alarms    ${share(everyday.filter(({ text }) => hearDanger(text, language, ears)).length, everyday.length)}`,
    )
  const columns = [...dangerKinds, 'none']
  console.log(`  meant \\ heard      ${columns.map((one) => one.slice(0, 9).padStart(10)).join('')}`)
  for (const row of columns) {
    const meant = lines.filter(({ kind }) => kind === row)
    const counts = columns.map((one) => meant.filter(({ danger }) => (danger?.kind ?? 'none') === one).length)
    console.log(`  ${row.padEnd(19)}${counts.map((count) => String(count || '·').padStart(10)).join('')}`)
  }
  for (const { kind, text, danger } of lines)
    if ((danger?.kind ?? 'none') !== kind) tell(`${kind} → ${danger?.kind ?? 'none'}: ${text} [${danger?.words ?? ''}]`)
}

function scoreTalk(language: Language): void {
  const lines = readLines(set, language, 'talk')
  const pairs = lines.map(({ label, text }) => [label, hearTalk(text, language, talkers)] as const)
  console.log(`  talk macro-F1      ${macroF1(pairs, ['change', 'sustain', 'neutral'])}`)
  console.log(`  talk right         ${share(pairs.filter(([meant, heard]) => meant === heard).length, pairs.length)}`)
  for (const [index, [meant, heard]] of pairs.entries())
    if (meant !== heard) tell(`${meant} → ${heard}: ${lines[index]!.text}`)
}

/** Fields of an answer line: options, now, zone, text, what is meant; `-` for none. */
function answerOf({ label, text }: Line, language: Language): { message: Message; meant: string } {
  const [options, now, zone, said, meant] = text.split('\t') as [string, string, string, string, string]
  const question =
    label === 'choose'
      ? { type: label, options: options.split(' | ') }
      : { type: label as 'confirm' | 'rate' | 'count' | 'time' | 'list' }
  const message = { text: said, language, question, ...(now === '-' ? {} : { now }), ...(zone === '-' ? {} : { zone }) }
  return { message: message as Message, meant }
}

function scoreAnswers(language: Language, readers: AnswerReaders): void {
  const rights = new Map<string, boolean[]>()
  const note = (name: string, isRight: boolean, what: string): void => {
    rights.set(name, [...(rights.get(name) ?? []), isRight])
    if (!isRight) tell(what)
  }
  for (const line of readLines(set, language, 'answer')) {
    const { message, meant } = answerOf(line, language)
    const { answer } = decide(readers, readers.hear(message.text), message)
    const heard = answer !== null && typeof answer === 'object' ? Object.keys(answer)[0]! : String(answer)
    note(line.label, heard === meant, `${line.label}: ${message.text} → ${heard}, meant ${meant}`)
  }
  const all = [...rights.values()].flat()
  console.log(`  answers            ${share(all.filter(Boolean).length, all.length)}`)
  for (const [name, some] of rights)
    console.log(`    ${name.padEnd(17)}${share(some.filter(Boolean).length, some.length)}`)
  for (const name of ['command', 'log'] as const) {
    const lines = readLines(set, language, name)
    const right = lines.filter(({ label, text }) => {
      const said = readers.hear(text)
      const heard = (name === 'command' ? readers.command(said)?.command : readers.log(said)?.kind) ?? 'none'
      if (heard !== label) tell(`${name}: ${text} → ${heard}, meant ${label}`)
      return heard === label
    })
    console.log(`  ${name.padEnd(19)}${share(right.length, lines.length)}`)
  }
}

for (const language of ['en', 'es'] as const) {
  if (only && only !== language) continue
  console.log(`${language}, ${set} lines`)
  scoreDanger(language, ears)
  scoreTalk(language)
  scoreAnswers(language, answers[language])
}
