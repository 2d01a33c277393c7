/** Passkeys: the browser's half, by the library the server's half is by too. */
import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import type { Status } from '../../protocol.ts'
import { ask } from '../session.ts'

type Asked<Options> = { readonly ticket: string; readonly options: Options }

export async function addPasskey(): Promise<Status> {
  const { ticket, options } = await ask<Asked<Parameters<typeof startRegistration>[0]['optionsJSON']>>(
    'passkey/new',
    {},
  )
  return ask('passkey/keep', { ticket, response: await startRegistration({ optionsJSON: options }) })
}

/** `leave`: the person said that words on this device without a way back may be left. */
export async function enterByPasskey(leave = false): Promise<Status> {
  const { ticket, options } = await ask<Asked<Parameters<typeof startAuthentication>[0]['optionsJSON']>>(
    'passkey/ask',
    {},
  )
  const response = await startAuthentication({ optionsJSON: options })
  return ask('passkey/enter', { ticket, response, ...(leave && { leave }) })
}

export async function removePasskey(id: string): Promise<Status> {
  return ask('passkey/remove', { id })
}
