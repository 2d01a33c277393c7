import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { compileModel, eachPart, scaleOf, weigh } from '../../src/reading/model.ts'
import { dangerKinds } from '../../src/reading/reading.ts'
import { compileSigns, hearSigns } from '../../src/reading/signs.ts'
import { takeApart } from '../../src/reading/text.ts'
import { learn, written } from './learn.ts'
import { readLines, variations } from './sets.ts'
const lang = process.argv[2] as 'en'
const mode = process.argv[3] ?? ''
const shrink = Number(process.argv[4] ?? 0.0002), rounds = Number(process.argv[5] ?? 25), least = Number(process.argv[6] ?? 2)
const signs = compileSigns(parse(readFileSync(`/work/main/flows/safety/signs.${lang}.yaml`, 'utf8')))
const F = 5
const hash = (t: string) => { let s = 7; for (let i = 0; i < t.length; i++) s = (Math.imul(s, 31) + t.charCodeAt(i)) >>> 0; return (s ^ (s >>> 13)) >>> 0 }
const row = (text: string, label: string, set: string) => {
  const said = takeApart(text, signs.spelling)
  const heard = hearSigns(said, signs)
  const parts = new Set<string>()
  eachPart(said, 0, said.words.length, signs.listed, (p) => { if (mode.includes('c') && p[0] === '~') return; if (mode.includes('b') && p.includes(' ') && !p.includes('<')) return; if (mode.includes('l') && p.includes('<')) return; parts.add(p) })
  for (const cue of heard.cues.keys()) parts.add(`@${cue}`)
  if (mode.includes('d')) for (const p of [...parts]) if (p[0] !== '@') parts.delete(p)
  if (mode.includes('o')) for (const one of signs.patterns.find(said)) { const ow = signs.owners[one.pattern]!; if (ow.type === 'ordinary') parts.add('!' + ow.ordinary.about) }
  if (mode.includes('x')) { const a = [...heard.cues.keys()].filter((c) => /^[wcp]_/.test(c)).sort(); for (let i = 0; i < a.length; i++) for (let j = i + 1; j < a.length; j++) parts.add(`${a[i]}&${a[j]}`) }
  if (said.asks.length) parts.add('?')
  if (mode.includes('p')) {
    const ls = new Set<string>()
    for (const w of said.words) for (const l of signs.listed.get(w) ?? []) ls.add(l)
    for (const c of heard.cues.keys()) ls.add('@' + c)
    const a = [...ls].sort()
    for (let i = 0; i < a.length; i++) for (let j = i + 1; j < a.length; j++) parts.add(`${a[i]}&${a[j]}`)
  }
  const kind = label === 'none' ? null : label.split(' ')[0]!
  return { text, set, heard, kind, parts: [...parts], scale: scaleOf(said.words.length), is: [kind === null ? 0 : 1] as (0|1|null)[], weight: 1, fold: hash(text) % F }
}
const rows = [
  ...readLines('seen', lang, 'danger').map((l) => row(l.text, l.label, 'seen')),
  ...readLines('own', lang, 'danger').map((l) => row(l.text, l.label, 'own')),
  ...['talk', 'log', 'command'].flatMap((n) => readLines('seen', lang, n)).filter((l) => !/urgent|human/.test(l.label)).map((l) => row(l.text.split('\t')[0]!, 'none', 'x')),
]
const out: { r: typeof rows[0]; o: number; st: number }[] = []
for (let f = 0; f < F; f++) {
  const learnt = learn(rows.filter((r) => r.set === 'x' || r.fold !== f), { classes: 1, rounds, step: 0.3, shrink, least })
  for (const r of rows) if (r.set !== 'x' && r.fold === f) {
    let s = 0
    for (const p of r.parts) s += learnt.parts.get(p)?.[0] ?? 0
    const st = r.heard.signs.some((x) => x.sign.sure) ? 2 : r.heard.signs.length ? 1 : 0
    out.push({ r, o: s * r.scale + learnt.bias[0]!, st })
  }
}
for (const set of ['seen', 'own']) {
  const d = out.filter((x) => x.r.set === set && x.r.kind), n = out.filter((x) => x.r.set === set && !x.r.kind)
  let auc = 0
  for (const a of d) for (const b of n) auc += a.o > b.o ? 1 : a.o === b.o ? 0.5 : 0
  console.log(set, d.length, n.length, 'AUC', (auc / d.length / n.length).toFixed(3))
  for (const bonus of [2, 4, 8]) {
    // score = odds + bonus*strength; recall at several FA
    const sc = (x: typeof out[0]) => x.o + (x.st === 2 ? bonus : x.st === 1 ? bonus * 0.6 : 0)
    const ns = n.map(sc).sort((a, b) => b - a)
    console.log('  bonus', bonus, [0.03, 0.05, 0.08, 0.12, 0.2, 0.3].map((fa) => { const t = ns[Math.floor(fa * ns.length)]!; return `${fa}:${(100 * d.filter((x) => sc(x) > t).length / d.length).toFixed(1)}(t${t.toFixed(1)})` }).join(' '))
  }
}
