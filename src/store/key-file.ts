/** The deployment's key: from the environment, from a file, or made once and kept beside the data. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Name of the key file that is made where no key is given. */
export const keyFileName = 'gradual.key'

export class KeyFileError extends Error {
  override readonly name = 'KeyFileError'
}

/** 32 bytes. `given` is base64. */
export function readKey({
  given,
  file,
  folder,
}: {
  given?: string | undefined
  file?: string | undefined
  folder: string
}): Buffer {
  if (given !== undefined) return Buffer.from(given, 'base64')
  const path = file ?? join(folder, keyFileName)
  if (!existsSync(path)) {
    if (file !== undefined)
      throw new KeyFileError(`The key file ${file} is not there. Put it back, or correct GRADUAL_KEY_FILE.`)
    if (existsSync(join(folder, 'gradual.db'))) {
      throw new KeyFileError(
        `${path} is missing, and without it nothing in ${folder} can be read. Put it back from its backup.`,
      )
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  }
  if ((statSync(path).mode & 0o077) !== 0)
    throw new KeyFileError(`${path} can be read by others. Give it to one user only: chmod 600 ${path}`)
  const text = readFileSync(path, 'utf8').trim()
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text))
    throw new KeyFileError(`${path} holds no key: 32 bytes in base64 are expected`)
  return Buffer.from(text, 'base64')
}
