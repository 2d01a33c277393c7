/** A mistake an operator or author can mend. Told in one line, without a stack. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}
