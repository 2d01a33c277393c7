import Database from 'better-sqlite3'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Contestant } from './contestant.ts'
import { turnsEach, wave } from './measure.ts'
import { botkit } from './peers/botkit.ts'
import { grammy } from './peers/grammy.ts'
import { ink } from './peers/ink.ts'
import { rawOne, rawShared } from './peers/raw-sqlite.ts'
import { answersOf, closing, hello, people, questions } from './talk.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bench-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const named = (...makes: (() => Contestant)[]) => makes.map((make) => ({ name: make().name, make }))

/** Says hello and answers the first `count` questions. Returns the last reply. */
async function talk(contestant: Contestant, person: number, answers: Record<string, string>, count: number) {
  let reply = await contestant.turn(person, hello)
  for (const { id } of questions.slice(0, count)) reply = await contestant.turn(person, answers[id] ?? '')
  return reply
}

describe.each(named(rawOne, rawShared, botkit, grammy, ink))('$name', ({ make }) => {
  test('50 people talk, 16 at once, and every word of each is kept under the right question', async () => {
    const contestant = make()
    await contestant.start(folder)
    await wave(contestant, 0)
    await wave(contestant, people)
    for (let person = 0; person < people * 2; person += 1) {
      expect(await contestant.answers(person)).toEqual(answersOf(person))
    }
    await contestant.stop()
  })

  test('words that look like markup or code come back as they were', async () => {
    const tricky = '{{vars.user}} {brings} <b>&amp;</b> -> END // ~ x = 1\n* [a] # tag | "q" \\n ^caret 🫶'
    const answers = { ...answersOf(7) }
    for (const { id, kind } of questions) if (kind === 'ask' || kind === 'list') answers[id] = `${id}: ${tricky}`
    const contestant = make()
    await contestant.start(folder)
    expect(await talk(contestant, 7, answers, questions.length)).toContain(closing)
    expect(await contestant.answers(7)).toEqual(answers)
    await contestant.stop()
  })
})

test.each(named(botkit, grammy, ink))(
  '$name asks again when an answer can’t be read, and keeps the one that can',
  async ({ make }) => {
    const contestant = make()
    await contestant.start(folder)
    const answers = answersOf(3)
    for (const [at, question] of questions.entries()) {
      if (!('reads' in question)) continue
      const person = 1000 + at
      await talk(contestant, person, answers, at)
      expect(await contestant.turn(person, 'the weather')).toContain(question.words)
      for (const { id } of questions.slice(at)) await contestant.turn(person, answers[id] ?? '')
      expect(await contestant.answers(person)).toEqual(answers)
    }
    await contestant.stop()
  },
)

test('ink carries on after a restart at the question it had asked, with every earlier answer', async () => {
  const before = ink()
  await before.start(folder)
  await talk(before, 5, answersOf(5), 9)
  await before.stop()
  const after = ink()
  await after.start(folder)
  for (const { id } of questions.slice(9)) await after.turn(5, answersOf(5)[id] ?? '')
  expect(await after.answers(5)).toEqual(answersOf(5))
  await after.stop()
})

test.each(named(rawOne, rawShared))(
  '$name leaves a row a message, a row a turn, and only the last reply unsent',
  async ({ make }) => {
    const contestant = make()
    await contestant.start(folder)
    await wave(contestant, 0)
    const db = new Database(join(folder, 'raw.db'), { readonly: true })
    const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get()
    expect([count('inbox'), count('turn'), count('outbox')]).toEqual([people * turnsEach, people * turnsEach, people])
    expect(db.prepare('SELECT min(length(words)) FROM turn').pluck().get()).toBe(680)
    db.close()
    await contestant.stop()
  },
)
