import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { compileSigns, hearSigns } from '../../src/reading/signs.ts'
import { takeApart, copied } from '../../src/reading/text.ts'
import { readLines } from './sets.ts'
const lang = process.argv[2] as 'en', set = process.argv[3] as 'seen'
const signs = compileSigns(parse(readFileSync(`/work/main/flows/safety/signs.${lang}.yaml`, 'utf8')))
for (const line of readLines(set, lang, 'danger')) {
  if (line.label === 'none') continue
  const said = takeApart(line.text, signs.spelling)
  if (hearSigns(said, signs).signs.length) continue
  const f = signs.patterns.find(said)
  const t = (x: any) => copied(said, x.first, x.last)
  console.log('MISS', line.label, '|', line.text)
  const by = f.map((x) => ({ x, o: signs.owners[x.pattern]! }))
  const s = by.filter(({ o }) => o.type === 'sign'), or = by.filter(({ o }) => o.type === 'ordinary'), c = by.filter(({ o }) => o.type === 'cue')
  if (s.length) console.log('    signs:', s.slice(0, 4).map(({ x, o }) => (o as any).sign.kind + ':' + t(x) + ((o as any).sign.together ? '(+cues)' : '')).join(' ; '))
  if (c.length) console.log('    cues:', [...new Set(c.map(({ x, o }) => (o as any).name))].join(' '))
  if (or.length) console.log('    ORDINARY:', or.map(({ x, o }) => (o as any).ordinary.about.slice(0, 18) + '/' + (o as any).ordinary.takes_back + ':' + t(x)).join(' ; '))
}
