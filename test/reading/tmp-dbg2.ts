import { loadReading } from '../../src/library/reading.ts'
const data = loadReading('flows')
const [lang, opts, ...texts] = process.argv.slice(2) as any
for (const t of texts) { const r = data.answers[lang as 'en']; const said = r.hear(t); console.log(t, '=>', r.choose(t, said, opts.split(' | '))) }
