import assert from "node:assert/strict";
import { runCompiled } from "../helpers/run_compiled.ts";
import { requestTestDevice, runOnAdapter } from "../helpers/webgpu.ts";
import { refusal } from "./modules.ts";
import { type Operation, OPERATIONS } from "./table_oracle.ts";
import { casesOf, literal, type Table, TIMES, varyingTable, writtenTable } from "./tables.ts";

const FORMS = [[0, false], [1, false], [2, false], [4, false], [4, true]] as const;

function nameOf({ text, operands }: Operation): string {
  return text(operands);
}

function buffersOf({ input, wanted }: Table) {
  return { input, out: new Uint32Array(wanted.length) };
}

function runTable(
  table: Table,
  what: string,
  forms: readonly (readonly [number, boolean])[],
): void {
  for (const [blocks, wide] of forms) {
    const invocations = Math.ceil(table.invocations / 16) * 16;
    const { out } = runCompiled(table.source, buffersOf(table), invocations, { blocks, wide });
    assert.deepEqual(out, table.wanted, `${what}, ${blocks} blocks${wide ? ", wide" : ""}`);
  }
}

/** An operation's tables, each with what it is. */
function* tablesOf(operation: Operation): Generator<readonly [string, Table]> {
  const varying = varyingTable(operation);
  if (varying) yield ["in each lane", varying];
  for (const times of TIMES) {
    const written = writtenTable(operation, times);
    if (written) yield [times.join(" and "), written];
  }
}

for (const operation of OPERATIONS) {
  Deno.test(`${nameOf(operation)} gives what WGSL says, whenever its operands are known`, () => {
    for (const [what, table] of tablesOf(operation)) {
      runTable(table, what, what === "in each lane" ? FORMS : [[1, false]]);
    }
  });
}

Deno.test("constants are refused where WGSL gives them no value", () => {
  for (const operation of OPERATIONS) {
    const { operands, text, isError } = operation;
    for (const values of casesOf(operation)) {
      if (!isError?.(values)) continue;
      const use = text(values.map((value, k) => literal(operands[k], value)));
      assert.ok(refusal(`fn f() { let a = ${use}; }`), use);
    }
  }
});

Deno.test("the adapter's tables are the same", async (t) => {
  const found = await requestTestDevice();
  if (!found) return;
  for (const operation of OPERATIONS) {
    await t.step(nameOf(operation), async () => {
      // A GPU's driver takes long for the written ones; in constants naga computes.
      const tables = {
        varying: varyingTable(operation),
        constant: writtenTable(operation, TIMES[0]),
      };
      for (const [what, table] of Object.entries(tables)) {
        if (!table) continue;
        const words = await runOnAdapter(found.device, {
          source: table.source,
          workgroups: Math.ceil(table.invocations / 16),
          buffers: [
            { binding: 0, type: "read-only-storage", words: table.input },
            { binding: 1, type: "storage", words: buffersOf(table).out },
          ],
        });
        assert.deepEqual(words.get(1), table.wanted, what);
      }
    });
  }
  found.device.destroy();
});
