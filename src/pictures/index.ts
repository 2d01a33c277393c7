/** Every picture a flow can show. */
import { jar } from './jar.ts'
import type { PictureKind } from './picture.ts'
import { script } from './script.ts'

export const pictureKinds: Readonly<Record<string, PictureKind>> = Object.fromEntries(
  [jar, script].map((kind) => [kind.name, kind]),
)
