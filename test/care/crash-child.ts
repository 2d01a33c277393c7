/**
 * A program that is killed at a moment: `crash-child.ts FOLDER SMTP HOOKS MOMENT`. `told`: after the turn with danger in it was
 * committed, before anything is sent. `sent`: after the mail server took it, before that is written.
 */
import { openCareHouse } from './house-of.ts'

const [folder = '', smtp = '', hooks = '', moment = ''] = process.argv.slice(2)
const house = await openCareHouse({
  folder,
  smtp,
  hooks,
  onLog: (event) => {
    if (event === 'alert' && moment === 'told') process.kill(process.pid, 'SIGKILL')
  },
})
await house.settle()
if (moment === 'sent') {
  const { alerts } = house.app.store
  alerts.sent = () => {
    process.kill(process.pid, 'SIGKILL')
    return new Promise(() => {})
  }
}
process.stdout.write('ready\n')
await house.write('I swallowed all my pills an hour ago')
await house.settle()
process.stdout.write('alive\n')
