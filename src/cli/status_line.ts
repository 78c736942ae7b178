/** A line that says what is being done and goes away: on a terminal only. */

export class StatusLine {
  #isShown = false;

  constructor(readonly isWanted = Deno.stderr.isTerminal()) {}

  /** Shows a text in place of the last. */
  show(text: string): void {
    if (!this.isWanted) return;
    this.#isShown = true;
    write(`\r${text}\x1b[K`);
  }

  /** Takes the line off the screen. */
  clear(): void {
    if (this.#isShown) write("\r\x1b[K");
    this.#isShown = false;
  }
}

function write(text: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(text));
}
