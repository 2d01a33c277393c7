/** What the readers listen with, as shipped under `flows/safety/`. */

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Ears } from '../../src/reading/danger.ts'
import type { Model } from '../../src/reading/model.ts'
import { compileModel } from '../../src/reading/model.ts'
import type { Language } from '../../src/reading/reading.ts'
import type { Signs } from '../../src/reading/signs.ts'
import { compileSigns } from '../../src/reading/signs.ts'
import type { TalkCues, TalkEars } from '../../src/reading/talk.ts'
import { compileTalk } from '../../src/reading/talk.ts'

export const safety = new URL('../../flows/safety/', import.meta.url)

const read = (file: string): string => readFileSync(new URL(file, safety), 'utf8')

export const signsOf = (language: Language): Signs => compileSigns(parse(read(`signs.${language}.yaml`)))

export const talkCuesOf = (language: Language): TalkCues =>
  compileTalk(parse(read(`talk.${language}.yaml`)), signsOf(language).spelling)

const modelOf = (name: string, language: Language): Model =>
  compileModel(JSON.parse(read(`model.${name}.${language}.json`)))

export const ears = (): Ears => ({
  en: { signs: signsOf('en'), model: modelOf('danger', 'en') },
  es: { signs: signsOf('es'), model: modelOf('danger', 'es') },
})

export const talkEars = (): TalkEars => ({
  en: { cues: talkCuesOf('en'), model: modelOf('talk', 'en') },
  es: { cues: talkCuesOf('es'), model: modelOf('talk', 'es') },
})
