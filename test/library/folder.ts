/** A small flows folder in memory, for what is done with its texts. */
import type { Sources } from '../../src/library/sources.ts'

export const stones = `flow: stones
title: Stones
about: What weighs, and what does not.
source: a test
posture: neutral
steps:
  - say: Take your time.
  - list: What do you carry around with you?
    as: load
    more: Anything else you carry?
  - choose: Where to from here?
    as: next
    options:
      walk: Walk on
      rest: Rest a while
  - say: "In your words: {load}."
`

export function sourcesOf(flows: Readonly<Record<string, string>>, phrases = '', po?: string): Sources {
  return {
    flows: new Map(Object.entries(flows)),
    locales: po === undefined ? new Map() : new Map([['es', po]]),
    phrases,
    helplines: 'countries: {}',
  }
}

/** The file with a translation put into the entry of a text; the entry's mark of a guess goes with it, if it had one. */
export function translated(file: string, translations: Readonly<Record<string, string>>): string {
  return Object.entries(translations).reduce(
    (text, [original, translation]) =>
      text.replace(
        `msgid ${JSON.stringify(original)}\nmsgstr ""`,
        () => `msgid ${JSON.stringify(original)}\nmsgstr ${JSON.stringify(translation)}`,
      ),
    file,
  )
}
