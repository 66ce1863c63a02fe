/** What askless throws: a code for programs, and a message that says what to do. */
export class AsklessError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.name = 'AsklessError';
    this.code = code;
  }
}
