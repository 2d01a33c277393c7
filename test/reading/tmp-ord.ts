// words of ordinary text that the mender changes
import { readFileSync, readdirSync } from 'node:fs'
import { execSync } from 'node:child_process'
import { loadReading } from '../../src/library/reading.ts'
const data = loadReading('flows')
for (const lang of ['en', 'es'] as const) {
  const freq = new Map<string, number>()
  const eat = (t: string, w: number) => { for (const x of t.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').match(/[a-z]{3,20}/g) ?? []) freq.set(x, (freq.get(x) ?? 0) + w) }
  for (const f of ['talk', 'log', 'command', 'danger', 'answer']) eat(readFileSync(`test/reading/seen/${lang}/${f}.tsv`, 'utf8'), 100)
  if (lang === 'en') for (const f of execSync('find node_modules -iname "readme*" -o -iname "changelog*" | head -600').toString().trim().split('\n')) eat(readFileSync(f, 'utf8').slice(0, 60000), 1)
  if (lang === 'en') eat(execSync('cat /work/shared/*.md flows/*.yaml flows/safety/*.yaml').toString(), 30)
  else eat(execSync('cat flows/locales/es.po 2>/dev/null || true').toString(), 30)
  const r = data.answers[lang]
  const out: string[] = []
  for (const [w, n] of [...freq].sort((a, b) => b[1] - a[1])) { if (n < 8) continue; const m = r.hear(w).words[0]; const plain = w.replace(/(\w)\1{2,}/g, '$1'); if (m !== plain) out.push(`${w}→${m}`) }
  console.log(lang, out.length, out.join(' '))
}
