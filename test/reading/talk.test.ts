import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hearTalk } from '../../src/reading/talk.ts'
import { talkEars } from './load.ts'

const listening = talkEars()

describe('client talk', () => {
  test.each([
    ['change', 'I want to cut down'],
    ['change', 'I poured the rest down the sink'],
    ['sustain', "I don't want to stop"],
    ['sustain', "it's the only thing that helps me sleep"],
    ['neutral', 'My wife wants me to stop'],
    ['neutral', 'part of me wants to stop and part of me wants to carry on'],
    ['neutral', 'what time does the group start?'],
  ])('leans to %s: %s', (talk, text) => expect(hearTalk(text, 'en', listening)).toBe(talk))
  test.each([
    ['change', 'quiero dejar de fumar'],
    ['sustain', 'me gusta beber y no pienso cambiar'],
    ['neutral', 'mi hermana quiere que deje de beber'],
  ])('in Spanish, leans to %s: %s', (talk, text) => expect(hearTalk(text, 'es', listening)).toBe(talk))

  test('a mixed line takes the side it ends on', () => {
    expect(hearTalk("I love it but I can't keep doing this to my kids", 'en', listening)).toBe('change')
    expect(hearTalk("My girls want me to quit but I'm not giving it up for anybody", 'en', listening)).toBe('sustain')
  })

  test('nothing said leans nowhere', () => expect(hearTalk('', 'en', listening)).toBe('neutral'))

  test('any text has a lean', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(['change', 'sustain', 'neutral']).toContain(hearTalk(text, 'es', listening))
      }),
    )
  })
})
