/**
 * Builds the browser side with esbuild, once for each content: what was built is kept under its sources' hash in `dist/web/`.
 * Also `node adapters/web/build.ts`, which says what each script weighs.
 */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import esbuild from 'esbuild'
import { z } from 'zod'

const compress = { br: promisify(brotliCompress), gzip: promisify(gzip) }

/** Bytes. The loader as it is, on any page of any site; the first script of the chat as it crosses the wire. */
export const BUDGET = { widget: 3 * 1024, firstScriptGzipped: 25 * 1024 }

/** A file as it is served. */
export interface Asset {
  readonly type: string
  readonly body: Buffer
  /** The body compressed, for files where that is worth it. */
  readonly br?: Buffer
  readonly gzip?: Buffer
  readonly etag: string
}

export interface Assets {
  readonly page: Asset
  /** `<!--numbers-->` still stands in it. */
  readonly offline: string
  readonly widget: Asset
  readonly serviceWorker: Asset
  /** By file name, under `/assets/`. */
  readonly files: ReadonlyMap<string, Asset>
  /** Bytes, of what the budgets are about. */
  readonly weight: { readonly widget: number; readonly firstScriptGzipped: number }
}

const HERE = import.meta.dirname
const ROOT = join(HERE, '../..')
const DAY = 86_400_000

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/json; charset=utf-8',
}

let once: Promise<Assets> | undefined

/** The built browser side; built at most once in a process. */
export function build(): Promise<Assets> {
  once ??= buildOrLoad()
  return once
}

async function buildOrLoad(): Promise<Assets> {
  const hash = await sourceHash()
  const dist = join(ROOT, 'dist/web')
  const folder = join(dist, hash)
  if (!existsSync(folder)) {
    await mkdir(dist, { recursive: true })
    const work = await mkdtemp(join(dist, 'building-'))
    try {
      await compile(work, hash)
      // Another process may have been faster: what it built is the same.
      await rename(work, folder).catch((error: NodeJS.ErrnoException) => {
        if (!existsSync(folder)) throw error
      })
    } finally {
      await rm(work, { recursive: true, force: true })
    }
    await removeOld(dist, hash)
  }
  return load(folder)
}

/** Of everything that goes into the build: our sources, this file, and the libraries' versions. */
async function sourceHash(): Promise<string> {
  const hash = createHash('sha256')
  const folders = await Promise.all(
    ['page', 'widget'].map(async (folder) => {
      const found = await readdir(join(HERE, folder), { recursive: true, withFileTypes: true })
      return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    }),
  )
  const single = [join(HERE, 'wire.ts'), join(HERE, 'build.ts'), join(ROOT, 'package-lock.json')]
  for (const file of [...folders.flat().toSorted(), ...single])
    hash
      .update(file)
      .update('\0')
      .update(await readFile(file))
  return hash.digest('hex').slice(0, 16)
}

async function compile(out: string, hash: string): Promise<void> {
  const common = { bundle: true, minify: true, legalComments: 'none', target: 'es2022', logLevel: 'silent' } as const
  const files = join(out, 'files')

  const page = await esbuild.build({
    ...common,
    entryPoints: [join(HERE, 'page/main.ts'), join(HERE, 'page/page.css')],
    outdir: files,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    format: 'esm',
    splitting: true,
    metafile: true,
  })
  const outputs = Object.entries(page.metafile.outputs)
  const made = (source: string): string => {
    const found = outputs.find(([, output]) => output.entryPoint?.endsWith(source))?.[0]
    if (found === undefined) throw new Error(`web build: nothing came of ${source}`)
    return basename(found)
  }
  const main = made('page/main.ts')
  const style = made('page/page.css')
  const names = new Map<string, string>([
    ['%main%', url(main)],
    ['%style%', url(style)],
  ])
  await copyStatic(files, names)

  const first = staticImports(outputs, main)
  const shell = ['/', '/offline', ...first.map(url), ...[...names.values()].filter((name) => name !== url(main))]
  await esbuild.build({
    ...common,
    entryPoints: [join(HERE, 'page/sw.ts')],
    outfile: join(out, 'sw.js'),
    format: 'iife',
    define: { SHELL: JSON.stringify([...new Set(shell)]), BUILD: JSON.stringify(hash) },
  })
  await esbuild.build({
    ...common,
    entryPoints: [join(HERE, 'widget/loader.ts')],
    outfile: join(out, 'widget.js'),
    format: 'iife',
  })
  for (const html of ['index.html', 'offline.html']) {
    await writeFile(join(out, html), fillIn(await readFile(join(HERE, 'page', html), 'utf8'), names))
  }
  await writeFile(join(out, 'first.json'), JSON.stringify(first))
}

/** The first script and what it needs at once; not what it loads later. */
function staticImports(outputs: [string, esbuild.Metafile['outputs'][string]][], entry: string): string[] {
  const byName = new Map(outputs.map(([path, output]) => [basename(path), output]))
  const found = new Set<string>()
  const visit = (name: string): void => {
    if (found.has(name)) return
    found.add(name)
    for (const { path, kind } of byName.get(name)?.imports ?? []) if (kind === 'import-statement') visit(basename(path))
  }
  visit(entry)
  return [...found]
}

/** Static files, named by their content. Text ones may name others (`%static:icon.svg%`), so images come first. */
async function copyStatic(files: string, names: Map<string, string>): Promise<void> {
  const folder = join(HERE, 'page/static')
  if (!existsSync(folder)) return
  const found = (await readdir(folder)).toSorted((a, b) => Number(isText(a)) - Number(isText(b)))
  for (const name of found) {
    const source = await readFile(join(folder, name))
    const body = isText(name) ? Buffer.from(fillIn(source.toString(), names)) : source
    const hashed = `${basename(name, extname(name))}-${sha(body).slice(0, 8).toUpperCase()}${extname(name)}`
    await writeFile(join(files, hashed), body)
    names.set(`%static:${name}%`, url(hashed))
    if (name === 'icon.svg') names.set('%icon%', url(hashed))
  }
}

function fillIn(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(/%(?:main|style|icon|static:[^%\s]+)%/g, (name) => {
    const found = names.get(name)
    if (found === undefined)
      throw new Error(`web build: ${name} is not there. There are: ${[...names.keys()].join(', ')}`)
    return found
  })
}

async function load(folder: string): Promise<Assets> {
  const names = await readdir(join(folder, 'files'))
  const files = await Promise.all(
    names.map(async (name) => [name, await asset(name, await readFile(join(folder, 'files', name)))] as const),
  )
  const byName = new Map(files)
  const first = z.array(z.string()).parse(JSON.parse(await readFile(join(folder, 'first.json'), 'utf8')))
  const widget = await asset('widget.js', await readFile(join(folder, 'widget.js')))
  return {
    page: await asset('index.html', await readFile(join(folder, 'index.html'))),
    offline: await readFile(join(folder, 'offline.html'), 'utf8'),
    widget,
    serviceWorker: await asset('sw.js', await readFile(join(folder, 'sw.js'))),
    files: byName,
    weight: {
      widget: widget.body.length,
      firstScriptGzipped: first.reduce((sum, name) => sum + (byName.get(name)?.gzip?.length ?? 0), 0),
    },
  }
}

/** @param name decides the media type */
export async function asset(name: string, body: Buffer): Promise<Asset> {
  const type = types[extname(name)]
  if (type === undefined)
    throw new Error(`web build: no media type for ${name}. Known: ${Object.keys(types).join(' ')}`)
  const plain = { type, body, etag: `"${sha(body).slice(0, 22)}"` }
  if (['.png', '.woff2', '.ico'].includes(extname(name))) return plain
  return { ...plain, br: await compress.br(body), gzip: await compress.gzip(body, { level: 9 }) }
}

const isText = (name: string): boolean => ['.webmanifest', '.json'].includes(extname(name))
const url = (name: string): string => `/assets/${name}`
const sha = (body: Buffer): string => createHash('sha256').update(body).digest('hex')

/** What older sources gave, once nobody can be reading it. */
async function removeOld(dist: string, current: string): Promise<void> {
  for (const name of await readdir(dist)) {
    const path = join(dist, name)
    const made = await stat(path).catch(() => undefined)
    if (made && name !== current && Date.now() - made.mtimeMs > DAY) await rm(path, { recursive: true, force: true })
  }
}

/** Throws when a script weighs more than it may. */
export function checkBudgets({ weight }: Assets): void {
  for (const name of ['widget', 'firstScriptGzipped'] as const) {
    if (weight[name] > BUDGET[name]) {
      throw new Error(
        `web build: ${name} weighs ${weight[name]} bytes, ${BUDGET[name]} are allowed. Load less at first: import() it.`,
      )
    }
  }
}

if (import.meta.main) {
  const assets = await build()
  process.stdout.write(`${JSON.stringify(assets.weight)}\n`)
  checkBudgets(assets)
}
