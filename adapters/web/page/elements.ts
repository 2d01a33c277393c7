/** The names of the elements, for the type checker. */
import type { Breath } from './breath.ts'
import type { Chat } from './chat.ts'
import type { Composer } from './composer.ts'
import type { Menu } from './menu/menu.ts'
import type { Sheet } from './sheet.ts'

declare global {
  interface HTMLElementTagNameMap {
    'gradual-breath': Breath
    'gradual-chat': Chat
    'gradual-composer': Composer
    'gradual-menu': Menu
    'gradual-sheet': Sheet
  }
}
