import { loadReading } from '../../src/library/reading.ts'
const data = loadReading('flows')
const [lang, ...texts] = process.argv.slice(2) as any
for (const t of texts) { const r = data.answers[lang as 'en']; const said = r.hear(t); console.log(t, '=>', said.words.join(' '), JSON.stringify(said.clauses), r.command(said), 'confirm', r.confirm(said), 'rate', r.rate(said), 'count', r.count(said), 'time', r.time(said, '2026-03-06T18:00', 'America/New_York'), 'list', JSON.stringify(r.list(t, said)), 'log', r.log(said)) }
