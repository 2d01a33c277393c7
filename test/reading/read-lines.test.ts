import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { readLines } from '../../src/commands/read.ts'
import { loadReading } from '../../src/library/reading.ts'
import { createReader } from '../../src/reading/read.ts'
import { anyText, data } from './readers.ts'

const reader = createReader(data)

async function read(lines: readonly string[]): Promise<Record<string, unknown>[]> {
  const out: string[] = []
  await readLines(Readable.from(lines), (line) => void out.push(line), reader)
  expect(out.every((line) => line.endsWith('\n') && !line.slice(0, -1).includes('\n'))).toBe(true)
  return out.map((line) => JSON.parse(line) as Record<string, unknown>)
}

const line = (fields: object): string => JSON.stringify({ id: '1', text: 'hello', lang: 'en', ...fields })

it('gives for each line what it means, under its own id', async () => {
  const [first, second, third] = await read([
    line({ id: 'a', text: 'the second', question: { type: 'choose', options: ['Rest', 'Carry on'] } }),
    line({ id: 2, text: 'en 20 minutos', lang: 'es', question: { type: 'time' }, now: '2026-03-06T18:00', tz: 'America/New_York' }),
    line({ id: 'c', text: 'had 3 beers' }),
  ])
  expect(first).toEqual({ id: 'a', danger: null, command: null, answer: 'Carry on', log: null, talk: 'neutral' })
  expect(second).toMatchObject({ id: 2, answer: '2026-03-06T18:20' })
  expect(third).toMatchObject({ id: 'c', answer: null, log: { kind: 'use', amount: 3 } })
})

it('a command makes the answer null, danger is heard beside it', async () => {
  const [asked, danger] = await read([
    line({ text: 'skip this question', question: { type: 'confirm' } }),
    line({ text: 'she took all her pills and she wont wake up' }),
  ])
  expect(asked).toMatchObject({ command: 'skip', answer: null })
  expect(danger).toMatchObject({ danger: { kind: 'overdose', sure: true } })
})

it.each([
  ['not json', null],
  ['[]', null],
  ['null', null],
  [line({ id: 'x', lang: 'fr' }), 'x'],
  [JSON.stringify({ id: 'y', lang: 'en' }), 'y'],
  [line({ id: 'z', question: { type: 'choose' } }), 'z'],
  [line({ id: 'w', question: { type: 'poem' } }), 'w'],
  [line({ id: 'v', tz: 'Mars/Base' }), 'v'],
  [line({ id: 'u', now: 'yesterday' }), 'u'],
])('a bad line yields its id and an error, and the rest go on: %s', async (bad, id) => {
  const [before, between, after] = await read([line({ id: 'before' }), bad, line({ id: 'after' })])
  expect(before).toHaveProperty('talk')
  expect(between).toEqual({ id, error: expect.any(String) })
  expect(after).toHaveProperty('talk')
})

it('an error repeats no word of the client', async () => {
  const [error] = await read([JSON.stringify({ id: 1, text: 42, lang: 'my secret', now: 'my secret', tz: 'my secret' })])
  expect(JSON.stringify(error)).not.toContain('secret')
})

it('every line in gives one line out, in order', async () => {
  const good = fc.record({ text: anyText, lang: fc.constantFrom('en', 'es') })
  const lines = fc.array(fc.oneof(good, fc.record({ text: fc.integer() }), fc.constant({})), { maxLength: 20 })
  await fc.assert(
    fc.asyncProperty(lines, async (given) => {
      const out = await read(given.map((fields, id) => JSON.stringify({ id, ...fields })))
      expect(out.map(({ id }) => id)).toEqual(given.map((_, id) => id))
    }),
  )
})

it('waits for whoever reads the output before it reads on', async () => {
  let waiting = 0
  let most = 0
  const slow = async (): Promise<void> => {
    most = Math.max(most, ++waiting)
    await new Promise((resolve) => setImmediate(resolve))
    waiting -= 1
  }
  await readLines(Readable.from(Array.from({ length: 20 }, (_, id) => line({ id }))), slow, reader)
  expect(most).toBe(1)
})

it('a message of any length is read, whatever question is open', async () => {
  const texts = ['a ', 'no ', '1 ', '10-', 'pause for a ', 'one or two or ', 'de la ', "'", '👍'].map((part) =>
    part.repeat(100_000 / part.length),
  )
  const types = ['confirm', 'rate', 'count', 'time', 'list']
  const out = await read(texts.flatMap((text) => types.map((type) => line({ text, question: { type }, now: '2026-03-06T18:00' }))))
  expect(out.every((reading) => 'answer' in reading)).toBe(true)
})

const folder = mkdtempSync(join(tmpdir(), 'reading-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['    - eso es/seria/fue/era todo', '    - "<nobody> todo"', /words\.es\.yaml:\d+:\d+ "<nobody> todo" refers to the class <nobody>/],
  ['language: es', 'language: xx', /words\.es\.yaml:\d+:\d+ language: /],
  ['list:\n', 'lists:\n', /words\.es\.yaml:\d+:\d+ .*list/],
  ['language: es', 'language: [es', /words\.es\.yaml:\d+:\d+ /],
])('a fault in the words is told with file, line and what is wrong: %s', (right, wrong, error) => {
  cpSync('flows', folder, { recursive: true })
  const file = join(folder, 'system', 'words.es.yaml')
  const source = readFileSync(file, 'utf8')
  expect(source).toContain(right)
  writeFileSync(file, source.replace(right, wrong))
  expect(() => loadReading(folder)).toThrow(error)
})
