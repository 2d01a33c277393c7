import { expect, test } from 'vitest'
import type { Contestant } from './contestant.ts'
import { measure, median, turnsEach, wave } from './measure.ts'
import { results } from './report.ts'
import { answersOf, atOnce, closing, hello, people, questions } from './talk.ts'

/** Holds the talk in memory, and notes who was under way when. */
function watched(name: string, log: string[] = []) {
  const heard = new Map<number, string[]>()
  const underWay = new Set<number>()
  const seen = { most: 0, doubled: false, order: [] as number[] }
  const contestant: Contestant = {
    name,
    async start() {},
    async turn(person, text) {
      if (log.at(-1) !== name) log.push(name)
      seen.doubled ||= underWay.has(person)
      underWay.add(person)
      seen.most = Math.max(seen.most, underWay.size)
      seen.order.push(person)
      await new Promise(setImmediate)
      underWay.delete(person)
      const texts = heard.get(person) ?? []
      heard.set(person, [...texts, text])
      return questions[texts.length]?.words ?? closing
    },
    async answers() {
      return {}
    },
    async stop() {},
  }
  return { contestant, heard, seen }
}

test('there are 20 questions of the agreed kinds, and 50 people who each say something of their own', () => {
  const kinds = Object.groupBy(questions, ({ kind }) => kind)
  expect(Object.fromEntries(Object.entries(kinds).map(([kind, of]) => [kind, of.length]))).toEqual({
    ask: 6,
    choose: 5,
    rate: 4,
    confirm: 3,
    count: 1,
    list: 1,
  })
  const everyone = Array.from({ length: people }, (_, person) => answersOf(person))
  for (const question of questions) {
    const said = everyone.map((answers) => answers[question.id] ?? '')
    const fit = 'reads' in question ? said.filter((text) => question.reads.test(text)) : [...new Set(said)]
    expect(fit).toHaveLength(people)
  }
})

test('in a wave 16 of 50 are under way at once, nobody writes before their reply, and all advance together', async () => {
  const { contestant, heard, seen } = watched('one')
  await wave(contestant, 100)
  expect(seen.most).toBe(atOnce)
  expect(seen.doubled).toBe(false)
  expect(new Set(seen.order.slice(0, people)).size).toBe(people)
  expect(heard.size).toBe(people)
  for (const [person, texts] of heard) {
    expect(texts).toEqual([hello, ...questions.map(({ id }) => answersOf(person)[id])])
  }
})

test('a contestant that gives a wrong reply is not measured but named', async () => {
  const { contestant } = watched('lost')
  const lost = { ...contestant, turn: async () => 'what?' }
  await expect(wave(lost, 0)).rejects.toThrow(
    'lost, person 0: expected "What brings you here today?", was told "what?"',
  )
})

test('contestants take turns, each with new people every time, and the warm-up is not counted', async () => {
  const log: string[] = []
  const [a, b] = [watched('a', log), watched('b', log)]
  const rates = await measure([a.contestant, b.contestant], { rounds: 2, atLeast: 0 })
  expect(log).toEqual(['a', 'b', 'a', 'b', 'a', 'b'])
  expect([...rates.values()].map((rounds) => rounds.length)).toEqual([2, 2])
  expect(a.heard.size).toBe(3 * people)
  for (const texts of a.heard.values()) expect(texts).toHaveLength(turnsEach)
})

test('the median is the middle value, or half way between the middle two', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([9, 1, 5, 7])).toBe(6)
  expect(() => median([])).toThrow('no values')
})

test('results give each median, and a ratio from rounds set against each other', () => {
  const rates = new Map([
    ['turns', [200, 100, 600]],
    ['peer.x', [100, 50, 200]],
  ])
  expect(results(rates, [{ name: 'turns.vs-x', of: 'turns', to: 'peer.x' }])).toEqual([
    { name: 'turns', value: 200, unit: 'turns/s' },
    { name: 'peer.x', value: 100, unit: 'turns/s' },
    { name: 'turns.vs-x', value: 200, unit: 'turns/s', ratio: 2, to: 'peer.x' },
  ])
  expect(() => results(rates, [{ name: 'n', of: 'ours', to: 'peer.x' }])).toThrow('Measured: turns, peer.x')
})
