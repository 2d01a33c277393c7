import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, settingNotes } from '../src/settings.ts'

const noFile = join(tmpdir(), 'no such .env')

describe('settings', () => {
  it('are not needed to begin', () => {
    expect(readSettings({}, noFile)).toMatchObject({ GRADUAL_DATA: 'data', GRADUAL_PORT: 3000, GRADUAL_COUNTRY: 'US' })
  })

  it('that are unknown are told by name, with the likely one and where it was read', () => {
    expect(() => readSettings({ GRADUAL_PROT: '3000' }, noFile)).toThrow(
      'GRADUAL_PROT (from the environment) is no setting. Did you mean "GRADUAL_PORT"?',
    )
  })

  it('that are malformed are told by name, with what is allowed', () => {
    expect(() => readSettings({ GRADUAL_PORT: '80000' }, noFile)).toThrow(
      /^GRADUAL_PORT \(from the environment\) is not allowed: it is a port from 0 to 65535/,
    )
    expect(() => readSettings({ GRADUAL_ZONE: 'Mars/Base' }, noFile)).toThrow(/GRADUAL_ZONE .*IANA/)
    expect(() => readSettings({ GRADUAL_KEY: 'short' }, noFile)).toThrow(/GRADUAL_KEY .*32 bytes in base64/)
  })

  it('never say a wrong secret aloud', () => {
    expect(() => readSettings({ GRADUAL_KEY: 'hunter2' }, noFile)).toThrow(expect.not.stringContaining('hunter2'))
  })

  it('are all told at once', () => {
    expect(() => readSettings({ GRADUAL_PORT: 'x', GRADUAL_COUNTRY: 'usa' }, noFile)).toThrow(
      /GRADUAL_PORT[\s\S]*GRADUAL_COUNTRY/,
    )
  })

  it('come from a file too, and the environment wins', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'gradual-env-')), '.env')
    writeFileSync(file, 'GRADUAL_PORT=4000\nGRADUAL_COUNTRY=ES\nGRADUAL_COLOUR=red\n')
    expect(() => readSettings({}, file)).toThrow(`GRADUAL_COLOUR (from ${file}) is no setting`)
    writeFileSync(file, 'GRADUAL_PORT=4000\nGRADUAL_COUNTRY=ES\n')
    expect(readSettings({ GRADUAL_PORT: '5000' }, file)).toMatchObject({ GRADUAL_PORT: 5000, GRADUAL_COUNTRY: 'ES' })
  })

  it('each stand in .env.example', () => {
    const example = readFileSync('.env.example', 'utf8')
    for (const name of settingNotes.keys()) expect(example).toMatch(new RegExp(`^#${name}=`, 'm'))
  })
})
