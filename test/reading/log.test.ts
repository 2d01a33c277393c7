import fc from 'fast-check'
import { expect, it } from 'vitest'
import { anyText, languages, logIn } from './readers.ts'

it.each([
  ['had 3 beers', { kind: 'use', amount: 3 }],
  ['2 glasses of wine tonight', { kind: 'use', amount: 2 }],
  ['No drinks today', { kind: 'use', amount: 0 }],
  ['ended up scoring', { kind: 'use' }],
  ['had me usual', { kind: 'use' }],
])('use told unasked is logged, with the number where one is told: "%s"', (text, log) => {
  expect(logIn('en', text)).toEqual(log)
})

it.each([
  ['did my step', 'step'],
  ["didn't manage my step today", 'step'],
  ['went for the walk like I said I would', 'step'],
  ['rough night', 'mood'],
  ["I'm knackered and low", 'mood'],
  ['feeling good today', 'mood'],
])('"%s" is a %s', (text, kind) => {
  expect(logIn('en', text)).toEqual({ kind })
})

it.each([
  ['hoy me tomé tres cervezas', { kind: 'use', amount: 3 }],
  ['no tomé nada ayer', { kind: 'use', amount: 0 }],
  ['mi pasito de la semana: listo', { kind: 'step' }],
  ['ando bajoneada', { kind: 'mood' }],
  ['noche dura', { kind: 'mood' }],
])('Spanish: "%s"', (text, log) => {
  expect(logIn('es', text)).toEqual(log)
})

it.each([
  ['en', 'I want a drink'],
  ['en', 'my husband had ten pints'],
  ['en', 'In my twenties I drank every night'],
  ['en', 'I might smoke later'],
  ['en', 'Had two coffees and a scone'],
  ['en', 'Would a beer with lunch count?'],
  ['en', "what's my next step"],
  ['en', "my brother's in a foul mood"],
  ['es', 'mi novia se tomó cuatro cervezas'],
  ['es', 'quiero beber menos'],
  ['es', 'el año pasado bebía diario'],
  ['es', 'cómo se hace el paso?'],
] as const)('wishes, other people, long ago and questions are not logged (%s): "%s"', (language, text) => {
  expect(logIn(language, text)).toBeNull()
})

it('whatever is said, an amount stands only beside use and is a number from 0', () => {
  fc.assert(
    fc.property(languages, anyText, (language, text) => {
      const log = logIn(language, text)
      if (log === null || log.amount === undefined) return
      expect(log.kind).toBe('use')
      expect(log.amount).toBeGreaterThanOrEqual(0)
    }),
  )
})
