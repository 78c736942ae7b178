/** A line that says what is being done and goes away: on a terminal only. */

/** The part of a host that has a terminal; a web page has none. */
interface Host {
  readonly ["Deno"]?: {
    readonly stderr: { isTerminal(): boolean; writeSync(bytes: Uint8Array): number };
  };
}

const stderr = (globalThis as Host)["Deno"]?.stderr;

export class StatusLine {
  #isShown = false;

  constructor(readonly isWanted = stderr?.isTerminal() ?? false) {}

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
  stderr?.writeSync(new TextEncoder().encode(text));
}
