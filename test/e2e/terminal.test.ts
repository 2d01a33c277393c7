/** The program as people start it: a process, a terminal, a folder on disk. */
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { copyFileSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'

class Terminal {
  readonly #child: ChildProcessWithoutNullStreams
  #seen = ''
  #read = 0

  constructor(folder: string) {
    this.#child = spawn(process.execPath, ['src/cli.ts', 'chat'], { env: { ...process.env, GRADUAL_DATA: folder } })
    this.#child.stdout.on('data', (chunk: Buffer) => (this.#seen += chunk.toString()))
    this.#child.stderr.on('data', (chunk: Buffer) => (this.#seen += chunk.toString()))
    onTestFinished(() => void this.#child.kill('SIGKILL'))
  }

  /** Waits until these words were shown after what was waited for before. */
  async shows(words: string): Promise<void> {
    await expect
      .poll(() => this.#seen.indexOf(words, this.#read), { timeout: 30_000, message: words })
      .toBeGreaterThan(-1)
    this.#read = this.#seen.indexOf(words, this.#read) + words.length
  }

  async say(text: string, next: string): Promise<void> {
    this.#child.stdin.write(`${text}\n`)
    await this.shows(next)
  }

  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGKILL')
    await gone
  }

  async end(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.stdin.end()
    await gone
  }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gradual-e2e-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Words a client types here that stand nowhere else. */
const typed = ['zuversichtlich', 'quietebbing', 'marmeladentoast', 'sundaymorningdread', 'kranichzug']

describe('a conversation in the terminal', () => {
  it(
    'killed in the middle waits at the same question with every word, and nothing typed can be read on disk',
    { timeout: 180_000 },
    async () => {
      const folder = newFolder()
      const first = new Terminal(folder)
      await first.shows('Which language')
      await first.say('English', 'a program, not a person')
      await first.say('menu', 'Show me everything')
      await first.say('Show me everything', 'Two sides')
      await first.say('Two sides', 'Anything counts')
      await first.say(`it makes me ${typed[0]}`, 'anything else')
      await first.say(`a kind of ${typed[1]}`, 'anything else')
      await first.kill()

      const second = new Terminal(folder)
      await second.shows(`a kind of ${typed[1]}`)
      await second.shows('anything else')
      await second.say("that's it", 'less good')
      await second.say(`the ${typed[2]}`, 'less good')
      await second.kill()

      const third = new Terminal(folder)
      await third.shows(`the ${typed[2]}`)
      await third.say("that's it", typed[0]!)
      await third.say('menu', 'Show me everything')
      await third.say('Show me everything', 'Write one time again')
      await third.say('Write one time again', 'Which one time')
      await third.say(`the ${typed[3]}`, 'just before')
      await third.kill()

      const fourth = new Terminal(folder)
      await fourth.shows(`the ${typed[3]}`)
      await fourth.shows('just before')
      await fourth.say(`the ${typed[4]}`, 'What happened first')
      await fourth.kill()

      const files = globSync('**/*', { cwd: folder }).map((file) => readFileSync(join(folder, file)))
      expect(files.length).toBeGreaterThan(2)
      for (const bytes of files) {
        for (const word of typed) expect(bytes.includes(word), word).toBe(false)
        expect(bytes.includes('terminal:me') || bytes.includes('"me"')).toBe(false)
      }
    },
  )

  it('comes back from a backup that was made while it went on', { timeout: 120_000 }, async () => {
    const folder = newFolder()
    const copy = newFolder()
    const first = new Terminal(folder)
    await first.shows('Which language')
    await first.say('English', 'a program, not a person')
    await first.say('menu', 'Show me everything')
    await first.say('Show me everything', 'Two sides')
    await first.say('Two sides', 'Anything counts')
    await first.say('it helps me sleep', 'anything else')
    const backup = spawnSync(process.execPath, ['src/cli.ts', 'backup', copy], {
      encoding: 'utf8',
      env: { ...process.env, GRADUAL_DATA: folder },
    })
    expect(backup.stdout + backup.stderr).toContain('Copied to')
    await first.say('and my friends', 'anything else')
    await first.end()

    const restored = newFolder()
    copyFileSync(join(copy, 'words', 'gradual.db'), join(restored, 'gradual.db'))
    copyFileSync(join(copy, 'keys', 'keys.db'), join(restored, 'keys.db'))
    copyFileSync(join(folder, 'gradual.key'), join(restored, 'gradual.key'))
    const second = new Terminal(restored)
    await second.shows('it helps me sleep')
    await second.say("that's it", 'less good')
    await second.end()
  })

  it('in a folder that is being served says so in one line', { timeout: 60_000 }, async () => {
    const folder = newFolder()
    const first = new Terminal(folder)
    await first.shows('Which language')
    await first.say('English', 'a program, not a person')
    const { status, stderr } = spawnSync(process.execPath, ['src/cli.ts', 'chat'], {
      encoding: 'utf8',
      input: '',
      env: { ...process.env, GRADUAL_DATA: folder },
    })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^gradual: Another Gradual is already serving from .*\n$/)
    await first.end()
  })
})

describe('a mistake of the operator', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, ['src/cli.ts', ...args], { encoding: 'utf8' })

  it('is told in one clear line, without a stack, and the exit is not zero', () => {
    const wrong = run('flows', 'show', 'two-side')
    expect(wrong.status).toBe(1)
    expect(wrong.stderr).toBe('gradual: there is no flow "two-side". Did you mean "two-sides"?\n')
    const setting = spawnSync(process.execPath, ['src/cli.ts', 'chat'], {
      encoding: 'utf8',
      input: '',
      env: { ...process.env, GRADUAL_PROT: '1' },
    })
    expect(setting.status).toBe(1)
    expect(setting.stderr).toMatch(/^gradual: GRADUAL_PROT .*Did you mean "GRADUAL_PORT"/)
  })

  it('is never made by asking for help', () => {
    for (const args of [[], ['flows'], ['flows', 'check'], ['flows', 'try'], ['read'], ['backup'], ['chat']]) {
      const { status, stdout } = run(...args, '--help')
      expect(status, args.join(' ')).toBe(0)
      expect(stdout).toContain('Usage: gradual')
    }
  })
})
