// fresh lines in another voice
import { loadReading } from '../../src/library/reading.ts'
import { decide } from '../../src/reading/decide.ts'
const data = loadReading('flows')
import { readFileSync } from 'node:fs'
let n = 0, ok = 0
for (const line of readFileSync('/tmp/own.tsv', 'utf8').split('\n')) {
  if (!line || line.startsWith('#')) continue
  const [language, type, options, text, want] = line.split('\t') as any
  const r = data.answers[language as 'en']; const said = r.hear(text)
  const question: any = type === '-' ? undefined : type === 'choose' ? { type, options: options.split(' | ') } : { type }
  const d: any = decide(r, said, { text, language, question, now: '2026-03-06T18:00', zone: 'America/New_York' })
  const a = d.answer
  const got = d.command ?? (a === null ? (type === '-' ? 'none' : 'null') : typeof a === 'object' ? ('done' in a ? 'done' : 'item') : String(a))
  n++; if (got === want) ok++; else console.log(language, type, text, '| want', want, 'got', got)
}
console.log(ok, n)
