/** An end before the end: signals are heard from the first moment on, and no draft is left behind. */

/** Signals that ask a program to end, and the status of one that did: 128 and the signal's number. */
const STATUSES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Signals closer to the first than this are one: `deno task` hands on what the terminal sent to both. */
const SAME_REQUEST_MS = 1000;
/** And so long after that, one that came while the thread drew a large picture is heard. */
const HEARING_MS = 100;

/** Files under way, which are removed where the program ends at once. */
export const drafts = new Set<string>();

/** Who ends when it can; without one the program ends at once. */
let stop: Stop | undefined;

/** A request to end, for whoever has something to keep. */
export class Stop {
  readonly #controller = new AbortController();
  #status?: number;
  /** Whether a signal that comes now is another request. */
  #isOver = false;

  /** Aborted once the end is asked for. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** The exit status of the signal that asked, if one did. */
  get status(): number | undefined {
    return this.#status;
  }

  /** Asks for the end. @param status Of the signal, if it was one. @returns Whether that may be waited for. */
  ask(status?: number): boolean {
    if (!this.signal.aborted) this.#wait();
    this.#status ??= status;
    this.#controller.abort();
    return !this.#isOver;
  }

  async #wait(): Promise<void> {
    for (const ms of [SAME_REQUEST_MS, HEARING_MS]) {
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
    this.#isOver = true;
  }
}

/** Listens for signals, which end the program at once until {@linkcode stopWhenAsked} is called. */
export function listenForSignals(): void {
  for (const [name, status] of Object.entries(STATUSES)) {
    // Windows knows no other.
    if (Deno.build.os === "windows" && name !== "SIGINT") continue;
    Deno.addSignalListener(name as keyof typeof STATUSES, () => onSignal(status));
  }
}

/** From now on the first signal is a request; one that comes well after it ends the program at once. */
export function stopWhenAsked(): Stop {
  return stop = new Stop();
}

function onSignal(status: number): void {
  if (stop?.ask(status)) return;
  for (const draft of drafts) {
    try {
      Deno.removeSync(draft);
    } catch {
      // It is gone already, or cannot be removed: there is nobody to tell.
    }
  }
  Deno.exit(stop?.status ?? status);
}
