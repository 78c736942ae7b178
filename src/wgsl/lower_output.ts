/** IR statements in the making. */

import { isTrivial, read } from "./build.ts";
import type { Block, ScalarType, Statement, Value, Variable } from "./ir.ts";

export class Output {
  #statements: Statement[] = [];
  #count = 0;
  /** How many exits each block has. */
  readonly #exits = new Map<Block, number>();

  /** What was emitted so far. */
  get statements(): readonly Statement[] {
    return this.#statements;
  }

  emit(statement: Statement): void {
    const last = this.#statements[this.#statements.length - 1];
    if (last?.kind !== "exit") this.#statements.push(statement);
  }

  exit(target: Block): void {
    this.#exits.set(target, (this.#exits.get(target) ?? 0) + 1);
    this.emit({ kind: "exit", target });
  }

  /** The statements that `run` emits, as a list of their own. */
  collect(run: () => void): Statement[] {
    const outer = this.#statements;
    const inner: Statement[] = [];
    this.#statements = inner;
    run();
    this.#statements = outer;
    return inner;
  }

  /** Emits what `run` does as a block that it can leave; bare statements if it does so at its end. */
  block(run: (block: Block) => void): void {
    const body: Statement[] = [];
    const block: Block = { kind: "block", body };
    // One by one: a call takes no more than about 100,000 arguments.
    for (const statement of this.collect(() => run(block))) body.push(statement);
    const last = body[body.length - 1];
    const endsByExit = last?.kind === "exit" && last.target === block;
    if (endsByExit) body.pop();
    if ((this.#exits.get(block) ?? 0) > Number(endsByExit)) this.emit(block);
    else body.forEach((statement) => this.emit(statement));
  }

  /** A variable that a statement other than a declaration brings into being. */
  unset(name: string, type: ScalarType): Variable {
    return { id: this.#count++, name, type, isMutable: false };
  }

  variable(name: string, value: Value): Variable {
    const variable = this.unset(name, value.type);
    this.emit({ kind: "declare", variable, value });
    return variable;
  }

  set(variable: Variable, value: Value): void {
    variable.isMutable = true;
    this.emit({ kind: "set", variable, value });
  }

  /** The value now, to be used any number of times, whatever is set in between. */
  readonly share = (value: Value): Value =>
    isTrivial(value) ? value : read(this.variable("shared", value));
}
