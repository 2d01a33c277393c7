import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { Phrases } from '../../src/reading/phrases.ts'
const lang = process.argv[2]!
const w = parse(readFileSync(`flows/system/words.${lang}.yaml`, 'utf8'), { schema: 'failsafe' })
const lex = { classes: w.classes, numbers: new Set(Object.keys(w.numbers.words)) }
const skipKeys = new Set(['skip', 'classes', 'ordinary', 'feasts', 'empty', 'endings', 'language'])
const walk = (v: any, path: string) => {
  if (typeof v === 'string') { try { new Phrases([[v, 1]], lex) } catch (e: any) { console.log(path, e.message) } }
  else if (Array.isArray(v)) v.forEach((x, i) => walk(x, path))
  else if (v && typeof v === 'object') for (const [k, x] of Object.entries(v)) {
    if (skipKeys.has(k)) continue
    if (typeof x === 'string' && !Number.isNaN(Number(x))) walk(k, path + '.' + k)
    else walk(x, path + '.' + k)
  }
}
walk(w, '')
for (const [k, v] of Object.entries(w.classes)) for (const x of v as string[]) { try { new Phrases([['<c>', 1]], { classes: { c: [x] }, numbers: new Set() }) } catch (e: any) { console.log('class', k, e.message) } }
