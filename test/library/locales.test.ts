import { describe, expect, it } from 'vitest'
import { formatProblem } from '../../src/language/problem.ts'
import { languagesOf, parseLocales, translationProblems } from '../../src/library/locales.ts'
import { mergePo, textsOf } from '../../src/library/translate.ts'
import { sourcesOf, stones, translated } from './folder.ts'

const texts = textsOf(sourcesOf({ 'stones.yaml': stones }))
const whole = translated(mergePo('es', texts), {
  Stones: 'Piedras',
  'What weighs, and what does not.': 'Lo que pesa, y lo que no.',
  'Take your time.': 'Tómate tu tiempo.',
  'What do you carry around with you?': '¿Qué llevas contigo?',
  'Anything else you carry?': '¿Algo más?',
  'Where to from here?': '¿Por dónde seguimos?',
  'Walk on': 'Seguir andando',
  'Rest a while': 'Descansar un rato',
  'In your words: {load}.': 'Con tus palabras: {load}.',
})
const told = (file: string, language = 'es') => translationProblems(texts, language, file).map(formatProblem)
const said = (file: string, language = 'es') =>
  parseLocales(new Map([[language, file]]))
    .get(language)
    ?.get('stones')

describe('a translation', () => {
  it('without a fault is said, and nothing is told of it', () => {
    expect(told(whole)).toEqual([])
    expect(said(whole)).toHaveProperty(['In your words: {load}.'], 'Con tus palabras: {load}.')
  })

  // Each fault planted alone: the file, what is told of it, and the text that is then said as it was written.
  const faults: [name: string, file: string, message: string, original: string][] = [
    ['that is empty', whole.replace('"Seguir andando"', '""'), 'stones: “Walk on” has no translation', 'Walk on'],
    [
      'whose entry is missing',
      whole.replace(/\n#: stones\.yaml:14[^]*?"Seguir andando"\n/, ''),
      'stones: “Walk on” has no translation. `gradual flows translate` makes room for it',
      'Walk on',
    ],
    [
      'that is a guess of its earlier words',
      whole.replace('#. choose next: options walk', '#. choose next: options walk\n#, fuzzy'),
      'stones: “Walk on” has a translation of its earlier words (fuzzy). Read it again, mend it, and take the mark away',
      'Walk on',
    ],
    [
      'that is not ICU MessageFormat',
      whole.replace('"Seguir andando"', '"Seguir {andando"'),
      'stones: “Walk on” has a translation that is not ICU MessageFormat: EXPECT_ARGUMENT_CLOSING_BRACE',
      'Walk on',
    ],
    [
      'that fills in what the original does not',
      whole.replace('"Seguir andando"', '"Seguir {paso}"'),
      'stones: “Walk on” has a translation with {paso}, which the original has not',
      'Walk on',
    ],
    [
      'that fills in under another name',
      whole.replace('palabras: {load}', 'palabras: {carga}'),
      'stones: “In your words: {load}.” has a translation with {carga}, which the original has not and without {load}, which the original has',
      'In your words: {load}.',
    ],
  ]
  for (const [name, file, message, original] of faults) {
    it(`${name} is told with file, flow and text, and its text is said as it was written`, () => {
      expect(told(file)).toEqual([`locales/es.po ${message}`])
      expect(said(file)).not.toHaveProperty([original])
      expect(said(file)).toHaveProperty(['Stones'], 'Piedras')
    })
  }

  it('of a text that is said nowhere any more is told', () => {
    const stale = `${whole}\nmsgctxt "stones"\nmsgid "Sit down"\nmsgstr "Siéntate"\n`
    expect(told(stale)).toEqual([
      'locales/es.po stones: “Sit down” is said nowhere any more. `gradual flows translate` takes it out',
    ])
  })

  it('of a flow that can’t be read at present is not called stale', () => {
    const unread = textsOf(sourcesOf({ 'stones.yaml': 'flow: [' }))
    expect(translationProblems(unread, 'es', whole)).toEqual([])
  })
})

describe('a file of translations', () => {
  it('that can’t be read is told, and its language is not offered', () => {
    const broken = whole.replace('msgid "Walk on"', 'msgid "Walk on')
    expect(told(broken)).toEqual([expect.stringMatching(/^locales\/es\.po is not a \.po file: .*line \d+/)])
    expect(languagesOf(parseLocales(new Map([['es', broken]]))).map(({ value }) => value)).toEqual(['en'])
  })

  it('that holds a text twice is told', () => {
    const twice = `${whole}\nmsgctxt "stones"\nmsgid "Walk on"\nmsgstr "Andar"\n`
    expect(told(twice)).toEqual([expect.stringContaining('is not a .po file: Duplicate msgid error: entry "Walk on"')])
  })

  it('that is not named by a language is told, and not offered', () => {
    expect(told(whole, 'es_ES')).toEqual(['locales/es_ES.po is not named by a language, such as es.po or pt-BR.po'])
    expect(said(whole, 'es_ES')).toBeUndefined()
  })

  it('without a single translation is not offered as a language', () => {
    expect(languagesOf(parseLocales(new Map([['fr', mergePo('fr', texts)]]))).map(({ value }) => value)).toEqual(['en'])
  })

  it('is offered under the language’s own name', () => {
    expect(languagesOf(parseLocales(new Map([['es', whole]])))).toContainEqual({ value: 'es', label: 'español' })
  })
})
