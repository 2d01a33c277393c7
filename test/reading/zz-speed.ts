import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { compileSigns, hearSigns } from '../../src/reading/signs.ts'
import { takeApart } from '../../src/reading/text.ts'
import { readLines } from './sets.ts'
for (const lang of ['en','es'] as const) {
const t0 = performance.now()
const signs = compileSigns(parse(readFileSync(`/work/main/flows/safety/signs.${lang}.yaml`, 'utf8')))
console.log('compile ms', performance.now() - t0)
const lines = readLines('seen', lang, 'danger').map((l) => l.text)
for (let k = 0; k < 5; k++) for (const t of lines) hearSigns(takeApart(t, signs.spelling), signs)
const times: number[] = [], t2: number[] = []
for (let k = 0; k < 5; k++) for (const t of lines) { const a = performance.now(); const w = takeApart(t, signs.spelling); const b = performance.now(); hearSigns(w, signs); const c = performance.now(); times.push(c - a); t2.push(b - a) }
times.sort((a, b) => a - b); t2.sort((a, b) => a - b)
console.log(lang, 'median us', times[times.length >> 1]! * 1000, 'takeApart', t2[t2.length >> 1]! * 1000, 'p99', times[Math.floor(times.length * .99)]! * 1000)
for (const big of ['i can not wake him up '.repeat(4600), 'i '.repeat(50000), 'a'.repeat(100000), lines.join(' ').repeat(3).slice(0, 100000), '🔪'.repeat(50000), 'wake not wake not '.repeat(5500), "''''".repeat(25000)]) { const a = performance.now(); hearSigns(takeApart(big, signs.spelling), signs); console.log(big.length, 'big ms', (performance.now() - a).toFixed(1)) }
}
