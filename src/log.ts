/** Structured logs for operators. Facts are numbers, names of flows and states, and the like: never a client's words or ids. */
import { pino } from 'pino'
import type { Settings } from './settings.ts'
import type { Log } from './turns/conversations.ts'

const warnings = new Set([
  'flow.refused',
  'flow.trouble',
  'helpline.expired',
  'delivery.gone',
  'alert',
  'alert.later',
  'alert.gone',
  'alert.unanswered',
])
const errors = new Set(['turn.failed', 'clock.trouble', 'sweep.trouble', 'alert.trouble'])

export function createLog({ GRADUAL_LOG: level }: Settings): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  return (event, facts = {}) => {
    if (errors.has(event)) logger.error(facts, event)
    else if (warnings.has(event)) logger.warn(facts, event)
    else logger.info(facts, event)
  }
}
