import { readFileSync } from 'node:fs'
import { hearDanger } from '../../src/reading/danger.ts'
import { hearSigns } from '../../src/reading/signs.ts'
import { weigh } from '../../src/reading/model.ts'
import { takeApart } from '../../src/reading/text.ts'
import { ears } from './load.ts'
const [file, lang, show = ''] = process.argv.slice(2) as [string, 'en', string]
const e = ears()
let c = 0, n = 0, f = 0, z = 0, k = 0, sg = 0, sf = 0
const odds: [number, boolean][] = []
for (const line of readFileSync(file, 'utf8').split('\n')) {
  if (!line || line[0] === '#' || line.includes('{')) continue
  const [label, text] = line.split('\t') as [string, string]
  const d = hearDanger(text, lang, e)
  const h = hearSigns(takeApart(text, e[lang].signs.spelling), e[lang].signs)
  const o = weigh(e[lang].model, h).scores[0]!
  if (label === 'none') { z++; if (h.signs.length) sf++; if (d) { f++; if (show.includes('f')) console.log('FA', d.kind, d.sure, '|', text, '|', d.words, o.toFixed(1)) } }
  else { n++; if (h.signs.length) sg++; if (d) { c++; if (d.kind === label.split(' ')[0]) k++; else if (show.includes('k')) console.log('KIND', label, '->', d.kind, '|', text, '|', d.words) } else if (show.includes('m')) console.log('MISS', label, '|', text, o.toFixed(1)) }
}
console.log(lang, `recall ${(100 * c / n).toFixed(1)} (${c}/${n}) FA ${(100 * f / z).toFixed(1)} (${f}/${z}) kind ${(100 * k / c).toFixed(1)} | signs alone ${(100 * sg / n).toFixed(1)} FA ${(100 * sf / z).toFixed(1)}`)
