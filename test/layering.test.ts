/** The house's arrows: who may import what. Anything not written here may not be. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Room to the rooms it may import. A room is a folder of `src`, or a single file of it. */
const arrows: Record<string, readonly string[]> = {
  'src/channel': [],
  'src/settings': ['src/language'],
  'src/records': [],
  'src/pictures': [],
  'src/reading': [],
  'src/language': ['src/channel', 'src/reading', 'src/records', 'src/pictures'],
  'src/engine': ['src/language', 'src/reading', 'src/records', 'src/pictures', 'src/channel'],
  'src/store': [],
  'src/library': ['src/language', 'src/reading', 'src/engine'],
  'src/turns': ['src/engine', 'src/store', 'src/channel', 'src/records', 'src/library', 'src/reading', 'src/language'],
  'src/care': ['src/store', 'src/language'],
  'src/server': [],
  'src/log': ['src/settings', 'src/turns'],
  'src/node-version': [],
  'src/app': [
    'src/care',
    'src/channel',
    'src/language',
    'src/library',
    'src/reading',
    'src/settings',
    'src/store',
    'src/turns',
  ],
  'src/commands': [
    'src/app',
    'src/care',
    'src/engine',
    'src/language',
    'src/library',
    'src/reading',
    'src/settings',
    'src/store',
    'src/turns',
    'adapters/terminal',
  ],
  'src/main': [
    'src/app',
    'src/channel',
    'src/library',
    'src/log',
    'src/node-version',
    'src/server',
    'src/settings',
    'src/store',
    'src/web-options',
    'adapters/web',
  ],
  'src/web-options': ['src/library', 'src/settings', 'adapters/web'],
  'src/cli': ['src/app', 'src/care', 'src/commands', 'src/language', 'src/node-version', 'src/settings', 'src/store'],
  'adapters/web': ['src/channel'],
  'adapters/telegram': ['src/channel'],
  'adapters/slack': ['src/channel'],
  'adapters/terminal': ['src/channel'],
}

/** Rooms that know no clock, no randomness, no I/O. */
const pure = new Set(['src/language', 'src/reading', 'src/engine', 'src/records', 'src/pictures'])

/** Packages that belong to one place only. */
const homes: Record<string, RegExp> = {
  xstate: /^src\/(language\/compile|engine\/machine)\.ts$/,
  botkit: /^adapters\/web\//,
  'botbuilder-adapter-web': /^adapters\/web\//,
  '@slack/bolt': /^adapters\/slack\//,
  grammy: /^adapters\/telegram\//,
  'better-sqlite3': /^src\/store\/sqlite\//,
  pg: /^src\/store\/postgres\//,
  nodemailer: /^src\/care\/ways\//,
  kysely: /^src\/store\//,
}

/** Files over 400 lines, and why each is still one thing. */
const longForAReason: Record<string, string> = {
  'src/store/queries.ts': 'a list of statements, each read by itself',
}

interface Import {
  readonly file: string
  readonly from: string
}

const files = globSync(['src/**/*.ts', 'adapters/**/*.ts']).map((file) => normalize(file))
const imports = files.flatMap((file): Import[] => {
  const text = readFileSync(file, 'utf8')
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"\n;]*?(?:\bfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|\n\}\s*from\s*['"]([^'"]+)['"]/g,
    ),
  ].map(([, a, b, c]) => ({ file, from: (a ?? b ?? c)! }))
})

function roomOf(path: string): string {
  const [top, second = ''] = path.split('/')
  return `${top}/${second.replace(/\.ts$/, '')}`
}

describe('the layering', () => {
  it('sees the imports it judges', () => {
    expect(imports.length).toBeGreaterThan(200)
    expect(imports).toContainEqual({ file: 'src/language/compile.ts', from: 'xstate' })
  })

  it('lets each room import only what its arrow allows', () => {
    const wrong = imports.flatMap(({ file, from }) => {
      if (!/^\.\.?\//.test(from)) return []
      const room = roomOf(file)
      const target = roomOf(join(dirname(file), from))
      if (room === target || arrows[room]?.includes(target)) return []
      return [
        `${file} imports ${from}, but ${room} may import only: ${arrows[room]?.join(', ') ?? 'nothing (it is not in the plan)'}`,
      ]
    })
    expect(wrong).toEqual([])
  })

  it('keeps the pure rooms free of Node, the clock and chance', () => {
    const impure = files
      .filter((file) => pure.has(roomOf(file)))
      .flatMap((file) => {
        const text = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        return [
          /from 'node:/,
          /\bDate\.now\(/,
          /\bnew Date\(\)/,
          /\bMath\.random\(/,
          /\bprocess\./,
          /\bsetTimeout\(/,
          /\bfetch\(/,
          /DateTime\.(now|local)\(\)/,
        ].flatMap((pattern) => (pattern.test(text) ? [`${file}: ${pattern.source}`] : []))
      })
    expect(impure).toEqual([])
  })

  it('keeps each platform and engine library in its own place', () => {
    const strays = imports.filter(({ file, from }) => {
      const home = Object.entries(homes).find(([name]) => from === name || from.startsWith(`${name}/`))?.[1]
      return home !== undefined && !home.test(file)
    })
    expect(strays).toEqual([])
  })

  it('lets nobody import an entry point', () => {
    expect(imports.filter(({ from }) => /(^|\/)(main|cli)\.ts$/.test(from))).toEqual([])
  })

  it('has no file over 400 lines without a reason', () => {
    const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 400)
    expect(long.filter((file) => !(file in longForAReason))).toEqual([])
  })
})
