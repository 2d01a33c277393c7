import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseTalk, runTalk } from './talk.ts'
import { rehearsal } from './stage.ts'

const files = globSync('flows/**/*.talk').toSorted()

describe('golden talks', () => {
  it('are there', () => expect(files.length).toBeGreaterThan(0))

  for (const file of files) {
    // A file may hold several talks, each under its own heading, parted by lines of dashes.
    for (const [index, source] of readFileSync(file, 'utf8')
      .split(/^---+$/m)
      .entries()) {
      const talk = parseTalk(source)
      const name = `${file}${index > 0 ? ` (${index + 1})` : ''}: ${talk.about}`

      it(name, () => {
        expect(runTalk(talk, rehearsal(talk.language))).toBeUndefined()
      })

      it(`${name}, saved and loaded after every turn`, () => {
        const own = rehearsal(talk.language)
        expect(runTalk(talk, own, () => own.reload())).toBeUndefined()
      })
    }
  }
})
