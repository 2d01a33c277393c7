/** Every step kind of the flow language, in the order of its documentation. */
import type { StepKind } from '../kind.ts'
import { alert } from './alert.ts'
import { ask } from './ask.ts'
import { call } from './call.ts'
import { chooseMany } from './choose-many.ts'
import { choose } from './choose.ts'
import { confirm } from './confirm.ts'
import { count } from './count.ts'
import { doStep } from './do.ts'
import { each } from './each.ts'
import { edit } from './edit.ts'
import { ifStep } from './if.ts'
import { keep } from './keep.ts'
import { list } from './list.ts'
import { pace } from './pace.ts'
import { rate } from './rate.ts'
import { repeat } from './repeat.ts'
import { reward } from './reward.ts'
import { say } from './say.ts'
import { schedule } from './schedule.ts'
import { show } from './show.ts'
import { time } from './time.ts'

export const stepKinds: readonly StepKind[] = [
  say,
  ask,
  choose,
  chooseMany,
  rate,
  count,
  time,
  list,
  confirm,
  show,
  pace,
  edit,
  ifStep,
  each,
  repeat,
  call,
  keep,
  schedule,
  reward,
  alert,
  doStep,
]

export const stepKindByName: ReadonlyMap<string, StepKind> = new Map(stepKinds.map((kind) => [kind.name, kind]))
