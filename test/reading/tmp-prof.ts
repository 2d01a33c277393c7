import { readFileSync } from 'node:fs'
import { loadReading } from '../../src/library/reading.ts'
import { hear, fold } from '../../src/reading/said.ts'
const data = loadReading('flows')
const r = data.answers.en
const msgs: string[] = []
for (const f of ['talk', 'log', 'command', 'danger','answer']) for (const l of readFileSync(`test/reading/seen/en/${f}.tsv`, 'utf8').split('\n')) { if (!l || l[0] === '#') continue; msgs.push(f==='answer'? l.split('\t')[4]! : l.split('\t').at(-1)!) }
const time = (name: string, f: (t: string) => void) => { for (let k = 0; k < 10; k++) for (const m of msgs) f(m); const a = performance.now(); for (let k = 0; k < 20; k++) for (const m of msgs) f(m); console.log(name, ((performance.now() - a) / 20 / msgs.length * 1000).toFixed(2), 'us mean') }
time('fold', (t) => fold(t))
time('hear raw', (t) => hear(t))
time('hear+mend', (t) => r.hear(t))
const saids = new Map(msgs.map((m) => [m, r.hear(m)]))
time('command', (t) => r.command(saids.get(t)!))
time('log', (t) => r.log(saids.get(t)!))
time('count', (t) => r.count(saids.get(t)!))
time('rate', (t) => r.rate(saids.get(t)!))
time('list', (t) => r.list(t, saids.get(t)!))
time('confirm', (t) => r.confirm(saids.get(t)!))
