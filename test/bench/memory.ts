/** `memory.open` in a process of its own: `memory.ts FOLDER`, with --expose-gc. Prints its line of JSON. */
import { loadReading } from '../../src/library/reading.ts'
import { createReader } from '../../src/reading/read.ts'
import { memoryOpen } from './long.ts'
import { print } from './report.ts'

print(await memoryOpen(createReader(loadReading('flows')), process.argv[2] ?? ''))
