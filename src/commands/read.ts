/** `gradual read`: what messages mean, JSON lines in and out. */
import { readLine } from '../reading/lines.ts'
import type { Message, Reading } from '../reading/reading.ts'

/**
 * Reads every line in order and writes one line for each; empty lines are passed over.
 *
 * @param input - lines without their breaks, such as Node's readline gives
 * @param write - takes a line with its break; what it returns is awaited, so that a slow reader of the output is not overrun
 */
export async function readLines(
  input: AsyncIterable<string>,
  write: (line: string) => void | Promise<void>,
  read: (message: Message) => Reading,
): Promise<void> {
  for await (const line of input) {
    if (line.trim() !== '') await write(`${readLine(line, read)}\n`)
  }
}
