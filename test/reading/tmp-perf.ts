import { readFileSync } from 'node:fs'
import { loadReading } from '../../src/library/reading.ts'
import { decide } from '../../src/reading/decide.ts'
import { createReader } from '../../src/reading/read.ts'
const t0 = performance.now()
const data = loadReading('flows'); console.log('load ms', performance.now() - t0)
const reader = createReader(data)
for (const lang of ['en', 'es'] as const) {
  const r = data.answers[lang]
  const msgs: any[] = []
  for (const l of readFileSync(`test/reading/seen/${lang}/answer.tsv`, 'utf8').split('\n')) { if (!l || l[0] === '#') continue
    const [type, o, now, tz, text] = l.split('\t') as any; msgs.push({ text, language: lang, question: type === 'choose' ? { type, options: o.split(' | ') } : { type }, ...(now !== '-' ? { now, zone: tz } : {}) }) }
  for (const f of ['talk', 'log', 'command', 'danger']) for (const l of readFileSync(`test/reading/seen/${lang}/${f}.tsv`, 'utf8').split('\n')) { if (!l || l[0] === '#') continue; msgs.push({ text: l.split('\t').at(-1), language: lang }) }
  const by: Record<string, number[]> = {}
  for (let k = 0; k < 6; k++) for (const m of msgs) {
    const key = m.question?.type ?? 'none'
    let a = performance.now(); const said = r.hear(m.text); let b = performance.now(); if (k > 2) (by['hear'] ??= []).push(b - a)
    a = performance.now(); const d = decide(r, said, m); b = performance.now(); if (k > 2) (by['decide ' + key] ??= []).push(b - a)
    a = performance.now(); r.log(said); b = performance.now(); if (k > 2) (by['log'] ??= []).push(b - a)
    a = performance.now(); r.command(said); b = performance.now(); if (k > 2) (by['command'] ??= []).push(b - a)
    a = performance.now(); reader(m); b = performance.now(); if (k > 2) (by['whole'] ??= []).push(b - a)
  }
  for (const [k, v] of Object.entries(by)) { v.sort((a, b) => a - b); console.log(lang, k, 'median us', (v[v.length >> 1]! * 1000).toFixed(1), 'p95', (v[Math.floor(v.length * .95)]! * 1000).toFixed(1), 'max', (v.at(-1)! * 1000).toFixed(0)) }
}
for (const unit of ['a ', 'i want to talk to ', 'no ', 'pause for a ', '1 ', '10-', 'a', '-', 'how do i how do i ', 'one or two or ', 'yes, no, ', 'the the the ', 'y medio ', 'á', '👍', "'", '1/', 'half past ', 'de la ']) for (const type of ['choose', 'confirm', 'rate', 'count', 'time', 'list'] as const) for (const language of ['en', 'es'] as const) {
  const text = unit.repeat(Math.ceil(100000 / unit.length)).slice(0, 100000)
  const q: any = type === 'choose' ? { type, options: ['Stop', 'Take a break', 'one two'] } : { type }
  const a = performance.now(); const said = data.answers[language].hear(text); decide(data.answers[language], said, { text, language, question: q, now: '2026-03-06T18:00', zone: 'UTC' }); data.answers[language].log(said); const ms = performance.now() - a
  if (ms > 15) console.log('slow', language, type, JSON.stringify(unit), ms.toFixed(1))
}
