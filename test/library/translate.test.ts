import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { po } from 'gettext-parser'
import { describe, expect, it } from 'vitest'
import { mergePo, textsOf } from '../../src/library/translate.ts'
import { sourcesOf, stones, translated } from './folder.ts'

const merged = (flow: string, old?: string) => mergePo('es', textsOf(sourcesOf({ 'stones.yaml': flow })), old)
const entries = (file: string) => po.parse(file).translations['stones'] ?? {}

describe('what translators get', () => {
  it('is every text of every flow and every phrase, in the order of files and lines', () => {
    const { said } = textsOf(sourcesOf({ 'stones.yaml': stones }, '"yes": "Yes"\nunsure: Not sure\n'))
    expect(said.map(({ context, text }) => `${context}: ${text}`)).toEqual([
      'phrases: Yes',
      'phrases: Not sure',
      'stones: Stones',
      'stones: What weighs, and what does not.',
      'stones: Take your time.',
      'stones: What do you carry around with you?',
      'stones: Anything else you carry?',
      'stones: Where to from here?',
      'stones: Walk on',
      'stones: Rest a while',
      'stones: In your words: {load}.',
    ])
  })

  it('tells of each text where it stands, and as what', () => {
    const file = mergePo('es', textsOf(sourcesOf({ 'stones.yaml': stones }, 'unsure: Not sure\n')))
    expect(file).toContain('#: phrases.yaml:1\n#. unsure\nmsgctxt "phrases"\nmsgid "Not sure"\nmsgstr ""\n')
    expect(file).toContain(
      '#: stones.yaml:10\n#. list load: more\nmsgctxt "stones"\nmsgid "Anything else you carry?"\n',
    )
    expect(file).toContain('#: stones.yaml:15\n#. choose next: options rest\nmsgctxt "stones"\nmsgid "Rest a while"\n')
  })

  it('holds a text once that a flow says in several places', () => {
    const file = merged(`${stones}  - say: Take your time.\n`)
    expect(file.match(/msgid "Take your time\."/g)).toHaveLength(1)
    expect(file).toContain('#: stones.yaml:7\n#: stones.yaml:17\n#. say\n')
  })

  it('is the same to the byte when nothing changed', () => {
    const first = translated(merged(stones), { 'Walk on': 'Seguir andando' })
    expect(merged(stones, first)).toBe(first)
  })
})

describe('when flows change', () => {
  const done = translated(merged(stones), {
    'Take your time.': 'Tómate tu tiempo.',
    'What do you carry around with you?': '¿Qué llevas contigo?',
    'Walk on': 'Seguir andando',
  })

  it('a translation stays with a text that only moved', () => {
    const moved = merged(stones.replace('steps:', 'steps:\n  - say: Something new.'), done)
    expect(entries(moved)['Walk on']).toMatchObject({
      msgstr: ['Seguir andando'],
      comments: { reference: 'stones.yaml:15' },
    })
  })

  it('a changed text keeps its old translation as a guess, with the text that was translated', () => {
    const file = merged(stones.replace('Take your time.', 'Take all your time.'), done)
    expect(file).toContain(
      '#. say\n#, fuzzy\n#| msgid "Take your time."\nmsgctxt "stones"\nmsgid "Take all your time."\nmsgstr "Tómate tu tiempo."\n',
    )
    expect(entries(file)).not.toHaveProperty('Take your time.')
  })

  it('a question in wholly other words is known again by its place', () => {
    const file = merged(stones.replace('What do you carry around with you?', 'Which things weigh on you?'), done)
    expect(entries(file)['Which things weigh on you?']).toMatchObject({
      msgstr: ['¿Qué llevas contigo?'],
      comments: { flag: 'fuzzy', previous: 'msgid "What do you carry around with you?"' },
    })
  })

  it('a text that changes twice before anyone reads it still names the one that was translated', () => {
    const once = merged(stones.replace('Take your time.', 'Take all your time.'), done)
    const twice = merged(stones.replace('Take your time.', 'Take all the time there is.'), once)
    expect(entries(twice)['Take all the time there is.']?.comments?.previous).toBe('msgid "Take your time."')
  })

  it('a text that stood there untranslated takes over the translation of the one it replaces', () => {
    const both = merged(stones.replace('  - list', '  - say: Take all your time.\n  - list'), done)
    expect(entries(both)['Take all your time.']?.msgstr).toEqual([''])
    const file = merged(stones.replace('Take your time.', 'Take all your time.'), both)
    expect(entries(file)['Take all your time.']).toMatchObject({
      msgstr: ['Tómate tu tiempo.'],
      comments: { flag: 'fuzzy' },
    })
  })

  it('no translation is guessed for a line with other words elsewhere', () => {
    const file = merged(`${stones.replace('  - say: Take your time.\n', '')}  - say: Stones can be set down.\n`, done)
    expect(entries(file)['Stones can be set down.']?.msgstr).toEqual([''])
  })

  it('a text that is gone is taken out', () => {
    const file = merged(stones.replace('  - say: Take your time.\n', ''), done)
    expect(entries(file)).not.toHaveProperty('Take your time.')
  })

  it('a translator’s note stays', () => {
    const noted = done.replace('#: stones.yaml:14', '# On foot, not on wheels.\n#: stones.yaml:14')
    expect(noted).not.toBe(done)
    expect(merged(stones, noted)).toBe(noted)
  })

  it('a flow that can’t be read at present loses none of its translations', () => {
    const broken = merged('flow: stones\nsteps: [', done)
    expect(entries(broken)['Walk on']?.msgstr).toEqual(['Seguir andando'])
    expect(merged(stones, broken)).toBe(done)
  })

  it('whatever texts come and go, those that stay keep their translation and nothing else is said', () => {
    const line = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,5}$/)
    fc.assert(
      fc.property(
        fc.uniqueArray(line, { minLength: 1 }),
        fc.array(line),
        fc.func(fc.boolean()),
        (before, added, stays) => {
          const flow = (lines: readonly string[]) =>
            `${stones}${lines.map((text) => `  - say: ${JSON.stringify(text)}\n`).join('')}`
          const old = translated(merged(flow(before)), Object.fromEntries(before.map((text) => [text, `«${text}»`])))
          const kept = before.filter((text) => stays(text))
          const file = merged(flow([...added, ...kept]), old)
          expect(merged(flow([...added, ...kept]), file)).toBe(file)
          const now = entries(file)
          for (const text of kept) expect(now[text]?.msgstr).toEqual([`«${text}»`])
          for (const text of before)
            if (!kept.includes(text) && !added.includes(text)) expect(now).not.toHaveProperty([text])
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('`gradual flows translate`', () => {
  it('makes the file of a new language, reports without writing, and refuses what is no language', () => {
    const folder = mkdtempSync(join(tmpdir(), 'flows-'))
    const run = (...options: string[]) =>
      execFileSync(process.execPath, ['src/cli.ts', 'flows', 'translate', '--flows', folder, ...options], {
        encoding: 'utf8',
        stdio: 'pipe',
      })
    try {
      mkdirSync(join(folder, 'safety'))
      cpSync('flows/phrases.yaml', join(folder, 'phrases.yaml'))
      cpSync('flows/safety/helplines.yaml', join(folder, 'safety', 'helplines.yaml'))
      writeFileSync(join(folder, 'stones.yaml'), stones)
      const file = join(folder, 'locales', 'fr.po')
      expect(run('--lang', 'fr', '--report')).toContain('locales/fr.po stones: “Walk on” has no translation')
      expect(existsSync(file)).toBe(false)
      run('--lang', 'fr')
      expect(readFileSync(file, 'utf8')).toContain('"Language: fr\\n"')
      expect(run()).toContain('locales/fr.po stones: “Walk on” has no translation')
      expect(() => run('--lang', 'french please')).toThrow(/It is a language tag other than en/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
