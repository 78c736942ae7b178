/** What running a body costs, to tell whether branching around it pays. */

import { operands } from "./build.ts";
import type { Statement, Value } from "./ir.ts";

/** Operations in a body; no bound if it holds a loop or a store, which are not for idle lanes. */
export function cost(body: readonly Statement[]): number {
  return body.reduce((sum, statement) => {
    switch (statement.kind) {
      case "declare":
      case "set":
        return sum + valueCost(statement.value);
      case "if":
        return sum + valueCost(statement.condition) + cost(statement.then) +
          cost(statement.otherwise);
      case "exit":
        return sum + 1;
      default:
        return Infinity;
    }
  }, 0);
}

function valueCost(value: Value): number {
  return 1 + operands(value).reduce((sum, operand) => sum + valueCost(operand), 0);
}
