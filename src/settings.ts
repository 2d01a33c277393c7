/**
 * Settings come from the environment, or from a `.env` file beside the program. Every one is checked at start: an unknown,
 * missing or malformed one is told in a line that names it, what is allowed, and where it was read.
 */
import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { didYouMean } from './language/problem.ts'

const settings = {
  GRADUAL_DATA: z.string().min(1).default('data').describe('the folder that holds the database and the keys'),
  GRADUAL_FLOWS: z.string().min(1).default('flows').describe('the folder that holds what Gradual says'),
  GRADUAL_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(3000)
    .describe('a port from 0 to 65535 (0 takes any free one)'),
  GRADUAL_HOST: z.string().min(1).default('127.0.0.1').describe('the address to listen on; 0.0.0.0 for all'),
  GRADUAL_URL: z
    .url()
    .optional()
    .describe('the public address, such as https://gradual.example.org; needed behind a proxy'),
  GRADUAL_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/)
    .optional()
    .describe('the deployment’s key, 32 bytes in base64; without it a key file is kept in the data folder'),
  GRADUAL_KEY_FILE: z.string().min(1).optional().describe('a file that holds the deployment’s key'),
  GRADUAL_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('US')
    .describe('the program’s country, two capital letters (ISO 3166-1), for helplines'),
  GRADUAL_ZONE: z
    .string()
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC')
    .default('America/New_York')
    .describe('the program’s time zone, such as Europe/Madrid (IANA)'),
  GRADUAL_PROGRAMS: z
    .string()
    .min(1)
    .optional()
    .describe(
      'the folder that holds the programs, a .yaml file each; without it the demonstration runs, and nobody watches',
    ),
  GRADUAL_SMTP: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe('the mail server alerts go through, such as smtps://user:password@mail.example.org'),
  GRADUAL_MAIL_FROM: z.email().optional().describe('the e-mail address alerts come from'),
  GRADUAL_PROXIES: z
    .string()
    .default('')
    .describe('addresses of proxies in front, with spaces between, whose word about who calls is believed'),
  GRADUAL_SITES: z
    .string()
    .default('')
    .describe('origins that may embed the chat, with spaces between, such as https://clinic.example.org'),
  GRADUAL_LOG: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('debug, info, warn, error or silent'),
} satisfies Record<string, z.ZodType>

export type Settings = { readonly [Name in keyof typeof settings]: z.output<(typeof settings)[Name]> }

/** What every setting is for, in the order of `.env.example`. */
export const settingNotes: ReadonlyMap<string, string> = new Map(
  Object.entries(settings).map(([name, schema]) => [name, schema.description ?? '']),
)

export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

/** The environment, over what stands in the file. Where a program's secrets are looked up. */
export function readEnvironment(environment: NodeJS.ProcessEnv = process.env, file = '.env'): NodeJS.ProcessEnv {
  return { ...fromFile(file), ...environment }
}

function fromFile(file: string): NodeJS.ProcessEnv {
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
}

/** Throws `SettingsError` with one line a fault. The environment wins over the file. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env, file = '.env'): Settings {
  const faults: string[] = []
  const where = (name: string) => (environment[name] === undefined ? file : 'the environment')
  const given = readEnvironment(environment, file)
  for (const name of Object.keys(given)) {
    if (name.startsWith('GRADUAL_') && !(name in settings)) {
      faults.push(
        `${name} (from ${where(name)}) is no setting.${didYouMean(name, Object.keys(settings))} See .env.example`,
      )
    }
  }
  const read = Object.fromEntries(
    Object.entries(settings).map(([name, schema]) => {
      const value = given[name]
      const parsed = (schema as z.ZodType).safeParse(value === '' ? undefined : value)
      if (!parsed.success) faults.push(`${name} (from ${where(name)}) is not allowed: it is ${schema.description}`)
      return [name, parsed.data]
    }),
  ) as Settings
  if (read.GRADUAL_KEY !== undefined && read.GRADUAL_KEY_FILE !== undefined) {
    faults.push('GRADUAL_KEY and GRADUAL_KEY_FILE are both set: give the key in one way only')
  }
  if (faults.length > 0) throw new SettingsError(faults.join('\n'))
  return read
}
