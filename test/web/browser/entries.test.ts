import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  add,
  addEarlier,
  itemOf,
  itemOfUnsent,
  mark,
  openPrompt,
  type Item,
} from '../../../adapters/web/page/entries.ts'
import type { Entry } from '../../../adapters/web/protocol.ts'

const entryOf = (n: number): Entry =>
  n % 2 === 0
    ? { id: `e${n}`, at: n, from: 'client', text: `words ${n}`, incoming: `own-${n}` }
    : { id: `e${n}`, at: n, from: 'gradual', outgoing: { id: `o${n}`, language: 'en', lines: [] } }
const unsent = (n: number) => itemOfUnsent({ id: `own-${n}`, at: n, text: `words ${n}` })

/** Any order of what can happen: entries arrive (again), own words are written, sent, named safe. */
const happening = fc.oneof(
  fc.record({ kind: fc.constant('arrive' as const), numbers: fc.array(fc.nat(20), { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('earlier' as const), numbers: fc.array(fc.nat(20), { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('write' as const),
    numbers: fc.array(
      fc.nat(10).map((n) => n * 2),
      { maxLength: 2 },
    ),
  }),
  fc.record({
    kind: fc.constant('safe' as const),
    numbers: fc.array(
      fc.nat(10).map((n) => n * 2),
      { maxLength: 2 },
    ),
  }),
)

const apply = (items: readonly Item[], { kind, numbers }: { kind: string; numbers: number[] }): readonly Item[] => {
  if (kind === 'arrive')
    return add(
      items,
      numbers.map((n) => itemOf(entryOf(n), true)),
    )
  if (kind === 'earlier')
    return addEarlier(
      items,
      [...new Set(numbers)].map((n) => itemOf(entryOf(n), false)),
    )
  if (kind === 'write') return add(items, numbers.map(unsent))
  return mark(items, new Set(numbers.map((n) => `own-${n}`)), 'safe')
}

describe('what was said, as the page keeps it', () => {
  it('holds everything once, whatever comes twice and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(happening), (happenings) => {
        let items: readonly Item[] = []
        const seen = new Set<string>()
        for (const one of happenings) {
          items = apply(items, one)
          for (const { key } of items) seen.add(key)
          expect(items.map(({ key }) => key).toSorted()).toEqual([...seen].toSorted())
        }
      }),
    )
  })

  it('never takes back that something is safe', () => {
    fc.assert(
      fc.property(fc.array(happening), (happenings) => {
        let items: readonly Item[] = []
        const safe = new Set<string>()
        for (const one of happenings) {
          items = apply(items, one)
          for (const { key, sent } of items) if (sent === 'safe') safe.add(key)
          expect(items.filter(({ key, sent }) => safe.has(key) && sent !== 'safe')).toEqual([])
        }
      }),
    )
  })

  it('asks only the question that nothing was said after', () => {
    const asked = itemOf(
      {
        id: 'e1',
        at: 1,
        from: 'gradual',
        outgoing: { id: 'o1', language: 'en', lines: [], prompt: { ref: 'q', kind: 'ask', label: 'And?' } },
      },
      true,
    )
    expect(openPrompt([asked])?.ref).toBe('q')
    expect(openPrompt([asked, unsent(2)])).toBeUndefined()
    expect(openPrompt([asked, itemOf(entryOf(3), true)])).toBeUndefined()
  })
})
