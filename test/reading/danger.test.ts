import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hearDanger } from '../../src/reading/danger.ts'
import { compilePatterns } from '../../src/reading/pattern.ts'
import type { DangerKind } from '../../src/reading/reading.ts'
import { spellingOf } from '../../src/reading/signs.ts'
import { takeApart } from '../../src/reading/text.ts'
import { ears } from './load.ts'

const listening = ears()
const inEnglish = (text: string) => hearDanger(text, 'en', listening)
const inSpanish = (text: string) => hearDanger(text, 'es', listening)

describe('danger told plainly is heard as its kind', () => {
  const english: [DangerKind, string][] = [
    ['overdose', "I can't wake him and his lips are blue"],
    ['overdose', 'i just took a whole bottle of tylenol'],
    ['medical', "I've got crushing pain in my chest and down my left arm"],
    ['withdrawal', "I stopped drinking two days ago and I'm shaking and seeing things"],
    ['suicide', "I don't want to be alive anymore"],
    ['violence', 'my partner hit me again tonight'],
    ['harm_to_others', "I'm going to kill him when he gets home"],
    ['self_harm', 'I cut my arms last night'],
    ['minor_at_risk', 'im 13 and i drink every day before school'],
  ]
  const spanish: [DangerKind, string][] = [
    ['overdose', 'mi novio no despierta y tiene los labios morados'],
    ['medical', 'me duele el pecho y se me duerme el brazo izquierdo'],
    ['withdrawal', 'dejé de beber hace dos días y veo bichos en la pared'],
    ['suicide', 'ya no quiero vivir'],
    ['violence', 'mi marido me pegó anoche'],
    ['harm_to_others', 'voy a matar a mi ex'],
    ['self_harm', 'anoche me corté los brazos otra vez'],
    ['minor_at_risk', 'tengo 13 años y fumo todos los días'],
  ]
  test.each(english)('%s: %s', (kind, text) => expect(inEnglish(text)?.kind).toBe(kind))
  test.each(spanish)('%s: %s', (kind, text) => expect(inSpanish(text)?.kind).toBe(kind))
})

describe('ordinary talk is let be', () => {
  test.each([
    ['an idiom', 'dying for a drink'],
    ['an idiom of pain', 'this hangover is killing me'],
    ['a past told as past', 'I overdosed in 2016 and I carry naloxone ever since'],
    ['a risk denied', "I'm not suicidal, just fed up with the weather"],
    ['a film', 'watched a film about a suicide pact'],
    ['a question for knowledge', 'what are the signs of an overdose?'],
    ['ordinary use', 'had three pints and a bag of crisps'],
    ['craving', 'I want a drink so badly I can taste it'],
  ])('%s: %s', (_, text) => expect(inEnglish(text)).toBeNull())
  test.each([
    ['an idiom', 'me muero por una cerveza'],
    ['a past told as past', 'hace diez años intenté matarme, hoy lo cuento'],
    ['a risk denied', 'no pienso en matarme, solo estoy cansado'],
    ['ordinary use', 'anoche tomé seis cervezas'],
  ])('in Spanish, %s: %s', (_, text) => expect(inSpanish(text)).toBeNull())
})

test('short everyday answers raise nothing, and three words never do without a sign', () => {
  for (const text of ['and my friends', 'I had been paid an hour earlier', 'it is not the biggest problem I have just now'])
    expect(inEnglish(text)).toBeNull()
  expect(inEnglish('want to die')?.kind).toBe('suicide')
})

test('a tight chest is sure only when it is there now', () => {
  expect(inEnglish('my chest goes tight around 4 a.m.')?.sure).not.toBe(true)
  expect(inEnglish('my chest is really tight right now')).toMatchObject({ kind: 'medical', sure: true })
})

test('a denied intent with present thoughts is still heard', () =>
  expect(inEnglish("I'm not going to do anything but I do think about being dead most of the day")?.kind).toBe(
    'suicide',
  ))

test('of several dangers the most urgent is told', () =>
  expect(inEnglish('I want to die. I just took forty paracetamol.')?.kind).toBe('overdose'))

test('a danger known only by its signs of doubt is not sure, so that the client is asked', () =>
  expect(inEnglish("I'm just so tired of everything, all of it")).toMatchObject({ kind: 'suicide', sure: false }))

test('misspelt and shouted danger is heard', () => {
  expect(inEnglish('i wana dieeee')?.kind).toBe('suicide')
  expect(inEnglish('i want to k*ll myself')?.kind).toBe('suicide')
  expect(inSpanish('kiero morirme')?.kind).toBe('suicide')
  expect(inSpanish('se le estan poniendo los lavios asules')?.kind).toBe('overdose')
})

test('danger in the other language is heard in a mixed message', () =>
  expect(inEnglish('mi hermano no despierta, se metió algo y está azul, que hago please')?.kind).toBe('overdose'))

test('danger at the end of a long story is heard', () => {
  const story = 'We talked about the garden and the weather and had tea with my aunt. '.repeat(30)
  expect(inEnglish(`${story}Then I came home and I want to kill myself.`)?.kind).toBe('suicide')
})

test('the words are copied from the message', () => {
  expect(inEnglish('so yeah, I WANT to Kill Myself tonight')?.words).toContain('Kill Myself')
  const words = fc.constantFrom(
    'kill',
    'myself',
    "can't",
    'wake',
    'HIM',
    'muero',
    'no',
    '🔪',
    '13',
    'años',
    ', ',
    '. ',
    '"',
    'i',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 12 })), { maxLength: 60 }), (parts) => {
      const text = parts.join(' ')
      for (const language of ['en', 'es'] as const) {
        const danger = hearDanger(text, language, listening)
        if (danger) expect(text).toContain(danger.words)
      }
    }),
  )
})

test('no text of any script makes it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      inEnglish(text)
      inSpanish(text)
    }),
  )
})

test('an endless message is read at its two ends, so that its length costs nothing more', () => {
  const spelling = spellingOf('en', {})
  const counts = [100_000, 1_000_000].map(
    (length) => takeApart('i cant wake '.repeat(length / 12), spelling).words.length,
  )
  expect(counts[0]).toBe(counts[1])
  expect(inEnglish(`${'bla '.repeat(30_000)}I want to kill myself`)?.kind).toBe('suicide')
})

describe('patterns', () => {
  const spelling = spellingOf('en', { cant: 'can not' })
  const found = (pattern: string, text: string): string[] => {
    const said = takeApart(text, spelling)
    return compilePatterns([pattern], new Map([['pills', ['pills', 'sleeping tablets']]]), spelling)
      .find(said)
      .map(({ first, last }) => said.words.slice(first, last + 1).join(' '))
  }
  test('words, alternatives, beginnings and lists', () => {
    expect(found('wake/rouse him', 'I rouse him')).toEqual(['rouse him'])
    expect(found('gurgl*', 'he is gurgling')).toEqual(['gurgling'])
    expect(found('my <pills>', 'took my sleeping tablets')).toEqual(['my sleeping tablets'])
  })
  test('a gap spans no more words than it may, and no sentence', () => {
    expect(found('took .. pills', 'took all the pills')).toEqual(['took all the pills'])
    expect(found('took .. pills', 'took all of the pills')).toEqual([])
    expect(found('took .. pills', 'took it. pills')).toEqual([])
  })
  test('what may be left out, what must not follow, numbers, and the front', () => {
    expect(found('kill my? self', 'kill self')).toEqual(['kill self'])
    expect(found('not !only', 'not only')).toEqual([])
    expect(found('10-17 years', 'I am 14 years old')).toEqual(['14 years'])
    expect(found('10-17 years', 'I am 34 years old')).toEqual([])
    expect(found('^ what is', 'so what is it')).toEqual(['what is'])
    expect(found('^ what is', 'I know well what is it')).toEqual([])
  })
  test('spellings and slips of the finger', () => {
    expect(found("can't wake", 'i cannot wake. i cant wake')).toEqual(['can not wake'])
    expect(found('overdose', 'overdsoe')).toEqual(['overdsoe'])
  })
  test('a sentence longer than a window is seen all the way', () => {
    const filler = 'and '.repeat(27)
    expect(found('took .... pills', `${filler}took all of the pills`)).toEqual(['took all of the pills'])
  })
  test('a pattern that could match nothing is refused, and told', () => {
    expect(() => found('<none>', '')).toThrow('no list "none"')
    expect(() => found('.. wake', '')).toThrow('must begin with a word')
  })
})
