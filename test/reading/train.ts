/**
 * Trains the models beside the signs and the cues of client talk, on the seen lines and our own variations, and says by
 * cross-validation what they add: `node test/reading/train.ts [en|es]` writes `flows/safety/model.*.json`. It never reads the
 * scored lines, and gives the same files every time.
 */

import { writeFileSync } from 'node:fs'
import type { Evidence } from '../../src/reading/model.ts'
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
  readonly fold: number
  /** Which set a line is scored with; lines that are only learnt from have none. */
  readonly set: 'seen' | 'own' | undefined
}

const hash = (text: string): number => {
  let sum = 7
  for (let at = 0; at < text.length; at++) sum = (Math.imul(sum, 31) + text.charCodeAt(at)) >>> 0
  return (sum ^ (sum >>> 13)) >>> 0
}

function rowOf<Seen extends Evidence>(
  text: string,
  label: string,
  evidence: Seen,
  is: Example['is'],
  weight: number,
  set: Row<Seen>['set'],
): Row<Seen> {
  const count = evidence.said.words.length
  return { evidence, label, fold: hash(text) % folds, set, parts: partsOf(evidence), scale: scaleOf(count), is, weight }
}

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
  const settings = { ...common, classes: classes.length }
  const row = (text: string, label: string, weight: number, set: Row<Heard>['set']): Row<Heard> => {
    const kind = label === 'none' ? undefined : label.split(' ')[0]
    const is = [kind ? 1 : 0, ...dangerKinds.map((one) => (kind ? (one === kind ? 1 : 0) : null))] as Example['is']
    return rowOf(text, kind ?? 'none', hearSigns(takeApart(text, signs.spelling), signs), is, weight, set)
  }
  const rows = [
    ...readLines('seen', language, 'danger').map((line) => row(line.text, line.label, 1, 'seen')),
    ...variations(language, 'danger').map(({ text, label, weight, isWritten }) =>
      row(text, label, weight, isWritten ? 'own' : undefined),
    ),
    // Everyday talk about use, from the other sets; a call for help among the commands may be either.
    ...['talk', 'log', 'command'].flatMap((name) =>
      readLines('seen', language, name)
        .filter(({ label }) => !/urgent|human/.test(label))
        .map(({ text }) => row(text.split('\t')[0]!, 'none', 1, undefined)),
    ),
  ]
  const told = crossValidate(rows, classes, settings, (model, heard) => weigh(model, heard).scores)
  for (const set of ['seen', 'own'] as const) {
    const danger = told.filter(({ row }) => row.set === set && row.label !== 'none')
    const none = told.filter(({ row }) => row.set === set && row.label === 'none')
    const show = (name: string, hears: (one: (typeof told)[number]) => boolean): void =>
      console.log(
        `  ${set} ${name.padEnd(30)} recall ${percent(danger.filter(hears).length, danger.length)}, false alarms ${percent(none.filter(hears).length, none.length)}`,
      )
    const signed = ({ row }: (typeof told)[number]): boolean => row.evidence.signs.length > 0
    show('signs alone', signed)
    for (const at of [0, 0.5, 1, 1.5, 2]) show(`model alone above ${at}`, ({ scores }) => scores[0]! > at)
    for (const at of [0, 0.5, 1, 1.5, 2])
      show(`signs or model above ${at}`, (one) => signed(one) || one.scores[0]! > at)
    const sure = ({ row }: (typeof told)[number]): boolean => row.evidence.signs.some(({ sign }) => sign.sure)
    for (const low of [-4, -3, -2.5, -2])
      for (const middle of [-3, -2, -1])
        show(
          `above 1, unsure ${middle}, sure ${low}`,
          (one) => one.scores[0]! > (sure(one) ? low : signed(one) ? middle : 1),
        )
  }
  save(`model.danger.${language}.json`, written(learn(rows, settings), classes, 6000))
}

function trainTalk(language: Language): void {
  const cues = talkCuesOf(language)
  const classes = ['change', 'sustain', 'neutral']
  const settings = { ...common, classes: classes.length }
  const row = (text: string, label: string, weight: number, set: Row<Evidence>['set']): Row<Evidence> =>
    rowOf(
      text,
      label,
      talkEvidence(text, cues),
      classes.map((one) => (one === label ? 1 : 0)),
      weight,
      set,
    )
  const rows = [
    ...readLines('seen', language, 'talk').map((line) => row(line.text, line.label, 1, 'seen')),
    ...variations(language, 'talk').map(({ text, label, weight }) => row(text, label, weight, undefined)),
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
