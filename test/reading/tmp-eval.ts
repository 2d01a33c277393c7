import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { wordsSchema } from '../../src/reading/words.ts'
import { createAnswerReaders } from '../../src/reading/answers.ts'
import { decide } from '../../src/reading/decide.ts'
const only = process.argv[3]
for (const lang of (process.argv[2] ?? 'en,es').split(',')) {
  const words = wordsSchema.parse(parse(readFileSync(`flows/system/words.${lang}.yaml`, 'utf8'), { schema: 'failsafe' }))
  const r = createAnswerReaders(words)
  const dir = `test/reading/seen/${lang}/`
  const tally: Record<string, [number, number]> = {}
  const note = (k: string, ok: boolean, msg: string) => { const t = (tally[k] ??= [0, 0]); t[1]++; if (ok) t[0]++; else if (!only || k.startsWith(only)) console.log(lang, k, msg) }
  for (const line of readFileSync(dir + 'answer.tsv', 'utf8').split('\n')) {
    if (!line || line.startsWith('#')) continue
    const [type, options, now, tz, text, want] = line.split('\t') as string[]
    const question: any = type === 'choose' ? { type, options: options!.split(' | ') } : { type }
    const m: any = { text, language: lang, question, ...(now !== '-' ? { now } : {}), ...(tz !== '-' ? { zone: tz } : {}) }
    const said = r.hear(text!)
    const { command: cmd, answer: a }: any = decide(r, said, m)
    const got = a === null ? 'null' : typeof a === 'object' ? ('done' in a ? 'done' : 'item') : String(a)
    note(type!, got === want, `${text} | want ${want} got ${got} ${cmd ? 'CMD ' + cmd : ''} ${type === 'choose' ? '[' + options + ']' : ''} ${type==='time'?now:''}`)
  }
  for (const line of readFileSync(dir + 'command.tsv', 'utf8').split('\n')) {
    if (!line || line.startsWith('#')) continue
    const [want, text] = line.split('\t') as string[]
    const got = r.command(r.hear(text!))?.command ?? 'none'
    note('command', got === want, `${text} | want ${want} got ${got}`)
  }
  for (const line of readFileSync(dir + 'log.tsv', 'utf8').split('\n')) {
    if (!line || line.startsWith('#')) continue
    const [want, text] = line.split('\t') as string[]
    const got = r.log(r.hear(text!))?.kind ?? 'none'
    note('log', got === want, `${text} | want ${want} got ${got}`)
  }
  // commands must not fire on ordinary talk
  for (const f of ['talk.tsv', 'danger.tsv', 'log.tsv']) for (const line of readFileSync(dir + f, 'utf8').split('\n')) {
    if (!line || line.startsWith('#')) continue
    const text = line.split('\t').at(-1)!
    const c = r.command(r.hear(text))
    note('nocmd', c === null, `${text} | ${c?.command} ${c?.way}`)
  }
  console.log(lang, Object.entries(tally).map(([k, [a, b]]) => `${k} ${a}/${b} ${(a / b).toFixed(3)}`).join('  '))
}
