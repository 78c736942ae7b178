/** Errors of tasks on their way between threads: with class, message, stack, and which task it was. */

/** Says which task an error came from; it is the error's `cause`. */
export class TaskFailure extends Error {
  /** Stands before the message where the error is printed. */
  override readonly name = "TaskFailure";

  /** Says it of the task that failed. */
  constructor(
    /** The task's name. */
    readonly task: string,
    /** Its index among the arguments. */
    readonly index: number,
    /** Its argument; one that was moved to the worker is empty. */
    readonly argument: unknown,
    /** The cause that the error had of its own. */
    cause?: unknown,
  ) {
    super(`task ${task} failed at index ${index}`, cause === undefined ? {} : { cause });
  }
}

/** A task that takes a worker down each time, or cannot be sent or answered. */
export class TaskCrash extends Error {
  /** Stands before the message where the error is printed. */
  override readonly name = "TaskCrash";
}

/** Characters of a reason that are told. */
const LONGEST_REASON = 300;

/** An error's message in one line: that of what cannot be cloned may hold a function's whole text. */
export function lineOf(error: unknown): string {
  const line = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, " ").trim();
  return line.length > LONGEST_REASON ? `${line.slice(0, LONGEST_REASON)}…` : line;
}

/** What was thrown, as data that any thread can be sent. */
export type Thrown =
  | { readonly kind: "value"; readonly value: unknown }
  | {
    readonly kind: "error";
    readonly className: string;
    readonly name: string;
    readonly message: string;
    readonly stack?: string;
    readonly cause?: Thrown;
    /** Of an `AggregateError`. */
    readonly errors?: readonly Thrown[];
    /** Its own fields, those that can be sent. */
    readonly fields: Readonly<Record<string, unknown>>;
  };

/** A class of errors, whatever its constructor wants. */
// deno-lint-ignore no-explicit-any -- a class is whatever can be constructed
export type ErrorClass = new (...args: any[]) => Error;

/** What a task threw, to be sent. */
export function packThrown(thrown: unknown, depth = 4): Thrown {
  if (!(thrown instanceof Error || thrown instanceof DOMException)) {
    return { kind: "value", value: isCloneable(thrown) ? thrown : String(thrown) };
  }
  const { name, message, stack, cause } = thrown as Error;
  const fields = Object.fromEntries(
    Object.entries(thrown).filter(([key, value]) => key !== "cause" && isCloneable(value)),
  );
  const packedCause = cause === undefined || depth === 0 ? undefined : packThrown(cause, depth - 1);
  const { name: className } = thrown.constructor;
  const errors = thrown instanceof AggregateError && depth > 0
    ? thrown.errors.map((error) => packThrown(error, depth - 1))
    : undefined;
  return { kind: "error", className, name, message, stack, cause: packedCause, errors, fields };
}

/**
 * What was thrown, made again.
 *
 * @param classes The caller's own error classes; others are the language's, or `Error` with the name.
 */
export function unpackThrown(thrown: Thrown, classes: readonly ErrorClass[] = []): unknown {
  if (thrown.kind === "value") return thrown.value;
  const { className, name, message, stack, cause, errors, fields } = thrown;
  if (className === "DOMException") return new DOMException(message, name);
  const made = make(className, message, classes);
  const isKnown = made.constructor.name === className;
  if (stack !== undefined) define(made, "stack", stack);
  if (made.name !== name || !isKnown) define(made, "name", name === "Error" ? className : name);
  if (cause !== undefined) define(made, "cause", unpackThrown(cause, classes));
  if (errors) define(made, "errors", errors.map((error) => unpackThrown(error, classes)));
  for (const [key, value] of Object.entries(fields)) define(made, key, value, true);
  return made;
}

/** An error whose cause says which task threw it; what is no error is wrapped. */
export function blame(thrown: unknown, failure: (cause: unknown) => TaskFailure): Error {
  if (!(thrown instanceof Error)) {
    return new Error(`a task threw ${String(thrown)}`, { cause: failure(thrown) });
  }
  define(thrown, "cause", failure(thrown.cause));
  return thrown;
}

function make(className: string, message: string, classes: readonly ErrorClass[]): Error {
  const own = classes.find(({ name }) => name === className);
  const builtIn = (globalThis as Record<string, unknown>)[className];
  const isError = typeof builtIn === "function" && builtIn.prototype instanceof Error;
  const error = new Error(message);
  // The class without its constructor, which may want other arguments.
  if (own) return Object.setPrototypeOf(error, own.prototype);
  return isError ? Object.setPrototypeOf(error, builtIn.prototype) : error;
}

function define(target: object, key: string, value: unknown, enumerable = false): void {
  Object.defineProperty(target, key, { value, enumerable, writable: true, configurable: true });
}

function isCloneable(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
