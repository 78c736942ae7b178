/** IR as text, to compare and to read in tests. */

import { operands } from "../../src/wgsl/build.ts";
import type { Block, Statement, Value } from "../../src/wgsl/ir.ts";

/** A line a statement; blocks are numbered in the order in which they begin. */
export function irText(body: readonly Statement[]): string[] {
  return new Printer().lines(body, "");
}

/** All statements, inner ones too, in the order of the program. */
export function allStatements(body: readonly Statement[]): Statement[] {
  return body.flatMap((statement) => {
    if ("body" in statement) return [statement, ...allStatements(statement.body)];
    if (statement.kind !== "if") return [statement];
    return [statement, ...allStatements(statement.then), ...allStatements(statement.otherwise)];
  });
}

class Printer {
  readonly #blocks: Block[] = [];

  lines(body: readonly Statement[], indent: string): string[] {
    return body.flatMap((statement) => this.#statement(statement, indent));
  }

  #statement(node: Statement, indent: string): string[] {
    const inner = `${indent}  `;
    switch (node.kind) {
      case "declare":
        return [`${indent}${node.variable.name} := ${valueText(node.value)}`];
      case "set":
        return [`${indent}${node.variable.name} = ${valueText(node.value)}`];
      case "store": {
        const how = node.combine ? `${node.combine}=` : "=";
        const old = node.old ? `${node.old.name} := ` : "";
        const word = `${node.buffer.name}[${valueText(node.index)}]`;
        return [`${indent}${old}${word} ${how} ${valueText(node.value)}`];
      }
      case "declareArray":
        return [`${indent}${node.array.name}[${node.array.length}] :=`];
      case "setElement": {
        const at = `${node.array.name}[${valueText(node.index)}]`;
        return [`${indent}${at} = ${valueText(node.value)}`];
      }
      case "if": {
        const otherwise = this.lines(node.otherwise, inner);
        return [
          `${indent}if ${valueText(node.condition)}`,
          ...this.lines(node.then, inner),
          ...(otherwise.length > 0 ? [`${indent}else`, ...otherwise] : []),
        ];
      }
      case "block":
        this.#blocks.push(node);
        return [`${indent}block ${this.#blocks.length - 1}`, ...this.lines(node.body, inner)];
      case "loop":
        return [`${indent}loop`, ...this.lines(node.body, inner)];
      case "exit":
        return [`${indent}exit ${this.#blocks.indexOf(node.target)}`];
    }
  }
}

function valueText(value: Value): string {
  switch (value.op) {
    case "constant":
      return String(value.value);
    case "read":
      return value.variable.name;
    case "invocation":
      return "invocation";
    case "load":
      return `${value.buffer.name}[${valueText(value.index)}]`;
    case "element":
      return `${value.array.name}[${valueText(value.index)}]`;
    default:
      return `${value.op}(${operands(value).map(valueText).join(", ")})`;
  }
}
