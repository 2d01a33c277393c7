/**
 * Trains the models beside the signs and the cues of client talk, on the seen lines and our own variations, and says by
 * cross-validation what they add: `node test/reading/train.ts [en|es]` writes `flows/safety/model.*.json`. It never reads the
 * scored lines, and gives the same files every time.
 */

import { writeFileSync } from 'node:fs'
import type { Evidence } from '../../src/reading/model.ts'
import { isLongEnough } from '../../src/reading/danger.ts'
import { compileModel, partsOf, scaleOf, weigh, weighStretch } from '../../src/reading/model.ts'
import type { Language } from '../../src/reading/reading.ts'
import { dangerKinds } from '../../src/reading/reading.ts'
import type { Heard } from '../../src/reading/signs.ts'
import { hearSigns } from '../../src/reading/signs.ts'
import { talkEvidence } from '../../src/reading/talk.ts'
import { takeApart } from '../../src/reading/text.ts'
import type { Example, Settings } from './learn.ts'
import { learn, written } from './learn.ts'
import { safety, signsOf, talkCuesOf } from './load.ts'
import { percent } from './measure.ts'
import { readLines, variations } from './sets.ts'

const folds = 5
const common = { rounds: 15, step: 0.3, shrink: 0.002, least: 2 }

interface Row<Seen extends Evidence> extends Example {
  readonly evidence: Seen
  readonly label: string
  /** Lines of one heading, or of one stretch of a file, are held out together: a new line is never so like its neighbour. */
  readonly fold: number
  /** Which set a line is scored with; lines that are only learnt from have none. */
  readonly set: 'seen' | 'own' | 'everyday' | undefined
}

/** Twice around the folds, so that each holds lines from two places of the file. */
const foldOf = (at: number, count: number): number => Math.floor((at * folds * 2) / count) % folds

/** By heading, as the headings come. */
function byHeading(lines: readonly { readonly heading: string }[]): number[] {
  const headings = [...new Set(lines.map(({ heading }) => heading))]
  return lines.map(({ heading }) => headings.indexOf(heading) % folds)
}

function rowOf<Seen extends Evidence>(
  label: string,
  evidence: Seen,
  is: Example['is'],
  { weight, set, fold }: Place,
): Row<Seen> {
  return { evidence, label, fold, set, parts: partsOf(evidence), scale: scaleOf(evidence.said.words.length), is, weight }
}

type Place = Pick<Row<Evidence>, 'weight' | 'set' | 'fold'>

/** Scores each scored line by a model that has not learnt from its fold. */
function crossValidate<Seen extends Evidence>(
  rows: readonly Row<Seen>[],
  classes: readonly string[],
  settings: Settings,
  score: (model: ReturnType<typeof compileModel>, evidence: Seen) => readonly number[],
): { row: Row<Seen>; scores: readonly number[] }[] {
  return Array.from({ length: folds }).flatMap((_, fold) => {
    const others = rows.filter((row) => row.set === undefined || row.fold !== fold)
    const model = compileModel(written(learn(others, settings), classes, Number.POSITIVE_INFINITY))
    return rows
      .filter((row) => row.set !== undefined && row.fold === fold)
      .map((row) => ({ row, scores: score(model, row.evidence) }))
  })
}

function save(file: string, model: unknown): void {
  const json = JSON.stringify(model)
  writeFileSync(new URL(file, safety), `${json}\n`)
  console.log(`  ${file}: ${Object.keys((model as { parts: object }).parts).length} parts, ${json.length} bytes`)
}

function trainDanger(language: Language): void {
  const signs = signsOf(language)
  const classes = ['danger', ...dangerKinds]
  const settings = { ...common, shrink: 0.005, classes: classes.length }
  const row = (text: string, label: string, place: Place): Row<Heard> => {
    const kind = label === 'none' ? undefined : label.split(' ')[0]
    const is = [kind ? 1 : 0, ...dangerKinds.map((one) => (kind ? (one === kind ? 1 : 0) : null))] as Example['is']
    return rowOf(kind ?? 'none', hearSigns(takeApart(text, signs.spelling), signs), is, place)
  }
  const seen = readLines('seen', language, 'danger')
  const headed = byHeading(seen)
  const own = variations(language, 'danger')
  const everyday = readLines('seen', language, 'everyday')
  const rows = [
    ...seen.map(({ text, label }, at) => row(text, label, { weight: 1, set: 'seen', fold: headed[at]! })),
    ...own.map(({ text, label, weight, isWritten }, at) =>
      row(text, label, { weight, set: isWritten ? 'own' : undefined, fold: foldOf(at, own.length) }),
    ),
    ...everyday.map(({ text, label }, at) =>
      row(text, label, { weight: 1, set: 'everyday', fold: foldOf(at, everyday.length) }),
    ),
    // Everyday talk about use, from the other sets; a call for help among the commands may be either.
    ...['talk', 'log', 'command'].flatMap((name) =>
      readLines('seen', language, name)
        .filter(({ label }) => !/urgent|human/.test(label))
        .map(({ text }) => row(text.split('\t')[0]!, 'none', { weight: 1, set: undefined, fold: -1 })),
    ),
  ]
  const told = crossValidate(rows, classes, settings, (model, heard) => weigh(model, heard).scores)
  showChoices(told)
  save(`model.danger.${language}.json`, written(learn(rows, settings), classes, 6000))
}

/** What each threshold of the model would cost, on lines of folds it has not learnt from. */
function showChoices(told: readonly { readonly row: Row<Heard>; readonly scores: readonly number[] }[]): void {
  const shareOf = (set: Row<Heard>['set'], isDanger: boolean, hears: (one: (typeof told)[number]) => boolean): string => {
    const among = told.filter(({ row }) => row.set === set && (row.label !== 'none') === isDanger)
    return percent(among.filter(hears).length, among.length)
  }
  const show = (name: string, hears: (one: (typeof told)[number]) => boolean): void =>
    console.log(
      `  ${name.padEnd(24)} heard: seen ${shareOf('seen', true, hears)}, own ${shareOf('own', true, hears)}; false: ` +
        `seen ${shareOf('seen', false, hears)}, own ${shareOf('own', false, hears)}, everyday ${shareOf('everyday', false, hears)}`,
    )
  const signed = ({ row }: (typeof told)[number]): boolean => row.evidence.signs.length > 0
  const sure = ({ row }: (typeof told)[number]): boolean => row.evidence.signs.some(({ sign }) => sign.sure)
  const above = (at: number) => (one: (typeof told)[number]) => one.scores[0]! > at && isLongEnough(one.row.evidence.said)
  show('signs alone', signed)
  for (let at = 0.5; at <= 2; at += 0.125) show(`model alone above ${at}`, above(at))
  for (const sureAt of [-5, -4, -3])
    for (const unsureAt of [-4, -3, -2])
      show(`signs above ${sureAt}, ${unsureAt}`, (one) => signed(one) && one.scores[0]! > (sure(one) ? sureAt : unsureAt))
}

function trainTalk(language: Language): void {
  const cues = talkCuesOf(language)
  const classes = ['change', 'sustain', 'neutral']
  const settings = { ...common, classes: classes.length }
  const row = (text: string, label: string, place: Place): Row<Evidence> => {
    const is = classes.map((one) => (one === label ? 1 : 0))
    return rowOf(label, talkEvidence(text, cues), is, place)
  }
  const seen = readLines('seen', language, 'talk')
  const rows = [
    ...seen.map(({ text, label }, at) => row(text, label, { weight: 1, set: 'seen', fold: foldOf(at, seen.length) })),
    ...variations(language, 'talk').map(({ text, label, weight }) =>
      row(text, label, { weight, set: undefined, fold: -1 }),
    ),
  ]
  const told = crossValidate(
    rows,
    classes,
    settings,
    (model, evidence) => weighStretch(model, evidence, 0, evidence.said.words.length).scores,
  )
  const right = told.filter(({ row, scores }) => classes[scores.indexOf(Math.max(...scores))] === row.label).length
  console.log(`  seen talk: right ${percent(right, told.length)}`)
  save(`model.talk.${language}.json`, written(learn(rows, settings), classes, 6000))
}

for (const language of ['en', 'es'] as const) {
  if (process.argv[2] && process.argv[2] !== language) continue
  console.log(language)
  trainDanger(language)
  trainTalk(language)
}
