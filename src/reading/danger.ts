/**
 * Hears danger in a message: signs a clinician wrote down, and beside them a model for what nobody wrote down.
 *
 * Recall is favoured: what the model alone hears is never sure, so the client is asked plainly.
 */

import type { Model, Weighed } from './model.ts'
import { weigh } from './model.ts'
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
 * Where the model and the signs meet, as odds of danger (logarithms), chosen by cross-validation on the seen lines
 * (`node test/reading/train.ts`): above `alone` the model asks without a sign; a faint sign counts above `faint`; a sign
 * that is not sure counts above `unsure`; a sure one above `sure`.
 */
const thresholds = { alone: 1, faint: 0, unsure: -3, sure: -9 }

export function hearDanger(text: string, language: Language, ears: Ears): Danger | null {
  const own = listen(text, ears[language])
  if (own) return own
  const other = ears[language === 'en' ? 'es' : 'en']
  const said = takeApart(text, other.signs.spelling)
  return isMixed(said, other.signs) ? judge(hearSigns(said, other.signs), undefined) : null
}

function listen(text: string, { signs, model }: Ear): Danger | null {
  const said = takeApart(text, signs.spelling)
  if (said.words.length === 0) return null
  const heard = hearSigns(said, signs)
  return judge(heard, weigh(model, heard), model)
}

/** Three words of the other language make a message one to be read in both. */
function isMixed(said: Words, signs: Signs): boolean {
  let marks = 0
  for (const word of said.words) if (signs.marks.has(word) && ++marks === 3) return true
  return false
}

function judge(heard: Heard, weighed: Weighed | undefined, model?: Model): Danger | null {
  const odds = weighed?.scores[0] ?? 0
  const counts = (sign: Sign): boolean =>
    odds > (sign.faint ? thresholds.faint : sign.sure ? thresholds.sure : thresholds.unsure)
  const standing = heard.signs.filter(({ sign }) => counts(sign))
  if (standing.length > 0) {
    const sure = standing.filter(({ sign }) => sign.sure)
    const among = sure.length > 0 ? sure : standing
    const told = among.reduce((best, one) => (urgency(one.sign.kind) < urgency(best.sign.kind) ? one : best))
    return { kind: told.sign.kind, sure: told.sign.sure, words: copied(heard.said, told.first, told.last) }
  }
  if (!weighed || !model || odds < thresholds.alone) return null
  return {
    kind: likeliest(model, weighed.scores),
    sure: false,
    words: heaviest(heard.said, weighed.from, weighed.byWord),
  }
}

const urgency = (kind: DangerKind): number => dangerKinds.indexOf(kind)

function likeliest(model: Model, scores: readonly number[]): DangerKind {
  let best = 1
  for (let index = 2; index < scores.length; index++) if (scores[index]! > scores[best]!) best = index
  return model.classes[best] as DangerKind
}

/** The run of words that weighed most, copied: each word stands for what its parts weighed, less a share of all. */
function heaviest(said: Words, from: number, byWord: readonly number[]): string {
  let best = { sum: -Infinity, first: 0, last: 0 }
  let run = { sum: 0, first: 0 }
  for (let at = 0; at < byWord.length; at++) {
    if (run.sum <= 0) run = { sum: 0, first: at }
    run.sum += byWord[at]!
    if (run.sum > best.sum) best = { sum: run.sum, first: run.first, last: at }
  }
  return copied(said, from + best.first, from + best.last)
}
