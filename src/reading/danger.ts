/**
 * Hears danger in a message: signs written down for a clinician to read, and beside them a model for what nobody wrote down.
 *
 * Recall is favoured: what the model alone hears is never sure, so the client is asked plainly.
 */

import type { Model, Weighed } from './model.ts'
import { heaviest, weigh } from './model.ts'
import type { Danger, DangerKind, Language } from './reading.ts'
import { dangerKinds } from './reading.ts'
import type { Heard, Sign, Signs } from './signs.ts'
import { hearSigns } from './signs.ts'
import type { Words } from './text.ts'
import { copied, takeApart } from './text.ts'

export interface Ear {
  readonly signs: Signs
  /** Classes: `danger`, then the kinds. */
  readonly model: Model
}
/** What to hear danger with, by language. */
export type Ears = Readonly<Record<Language, Ear>>

/**
 * Where the model and the signs meet, in odds of danger as a logarithm, chosen on lines the model had not learnt from (`node
 * test/reading/train.ts` prints what each choice costs). Above `alone` the model asks without a sign: most messages are
 * everyday ones, so it is set where one everyday line in a hundred is asked about. A sign counts unless the model finds the
 * message more everyday than `sign` or `possible`, and is sure only above `certain`.
 */
const thresholds = { alone: { en: 0.75, es: 0.9 }, certain: -2, sign: -4, possible: -3 }

export function hearDanger(text: string, language: Language, ears: Ears): Danger | null {
  const { signs, model } = ears[language]
  const said = takeApart(text, signs.spelling)
  if (said.words.length === 0) return null
  const heard = hearSigns(said, signs)
  const danger = judge(heard, model, weigh(model, heard), thresholds.alone[language])
  if (danger) return danger
  const other = ears[language === 'en' ? 'es' : 'en']
  return isMixed(said, other.signs) ? judge(hearSigns(takeApart(text, other.signs.spelling), other.signs)) : null
}

/** Three words of the other language make a message one to be read in both. */
function isMixed({ words }: Words, other: Signs): boolean {
  let marks = 0
  for (const word of words) if (other.marks.has(word) && ++marks === 3) return true
  return false
}

function judge(heard: Heard): Danger | null
function judge(heard: Heard, model: Model, weighed: Weighed, alone: number): Danger | null
function judge(heard: Heard, model?: Model, weighed?: Weighed, alone = Infinity): Danger | null {
  const odds = weighed?.scores[0] ?? 0
  const isSure = (sign: Sign): boolean => sign.sure && odds > thresholds.certain
  const standing = heard.signs.filter(({ sign }) => odds > (sign.sure ? thresholds.sign : thresholds.possible))
  if (standing.length > 0) {
    const sure = standing.filter(({ sign }) => isSure(sign))
    const among = sure.length > 0 ? sure : standing
    const told = among.reduce((best, one) => (urgency(one.sign.kind) < urgency(best.sign.kind) ? one : best))
    return { kind: told.sign.kind, sure: isSure(told.sign), words: copied(heard.said, told.first, told.last) }
  }
  if (!model || !weighed || odds < alone || !isLongEnough(heard.said)) return null
  const { first, last } = heaviest(model, heard, weighed)
  return { kind: likeliest(model, weighed.scores), sure: false, words: copied(heard.said, first, last) }
}

/** Of so few words ("and my friends") the model knows too little to ask anyone about danger: that is for the signs. */
export function isLongEnough({ words, starts }: Words): boolean {
  let written = 0
  for (let at = 0; at < words.length && written <= 3; at++) if (at === 0 || starts[at] !== starts[at - 1]) written++
  return written > 3
}

const urgency = (kind: DangerKind): number => dangerKinds.indexOf(kind)

function likeliest(model: Model, scores: readonly number[]): DangerKind {
  let best = 1
  for (let index = 2; index < scores.length; index++) if (scores[index]! > scores[best]!) best = index
  return model.classes[best] as DangerKind
}
