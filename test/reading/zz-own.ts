// quick look at the rules alone, seen lines only
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { compileSigns, hearSigns } from '/work/main/src/reading/signs.ts'
import { takeApart, copied } from '/work/main/src/reading/text.ts'
import { dangerKinds } from '/work/main/src/reading/reading.ts'
import { readLines } from '/work/main/test/reading/sets.ts'
const lang = process.argv[2] as 'en'
const show = process.argv[3] ?? ''
const signs = compileSigns(parse(readFileSync(`/work/main/flows/safety/signs.${lang}.yaml`, 'utf8')))
let tp = 0, n = 0, fp = 0, neg = 0, kind = 0, sures = 0
for (const line of readLines(process.argv[4] ?? 'seen', lang, 'danger')) {
  const said = takeApart(line.text, signs.spelling)
  const h = hearSigns(said, signs)
  const s = h.signs
  const sure = s.filter((x) => x.sign.sure)
  const among = sure.length ? sure : s
  const best = among.length ? among.reduce((a, b) => dangerKinds.indexOf(b.sign.kind) < dangerKinds.indexOf(a.sign.kind) ? b : a) : undefined
  if (line.label === 'none') {
    neg++
    if (best) { fp++; if (show.includes('f')) console.log('FA', best.sign.kind, '|', line.text, '|', s.map((x) => x.sign.kind + ':' + copied(said, x.first, x.last)).join(' ; ')) }
  } else {
    n++
    if (best) { tp++; if (best.sign.kind === line.label.split(' ')[0]) kind++; else if (show.includes('k')) console.log('KIND', line.label, '->', best.sign.kind, '|', line.text, '|', copied(said, best.first, best.last)) }
    else if (show.includes('m')) console.log('MISS', line.label, '|', line.text)
  }
}
console.log(lang, 'recall', tp, n, (tp / n).toFixed(3), 'FA', fp, neg, (fp / neg).toFixed(3), 'kind', (kind / tp).toFixed(3), 'patterns', signs.patterns.count)
