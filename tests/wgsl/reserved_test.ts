import assert from "node:assert/strict";
import { isReserved, RESERVED_WORDS } from "../../src/wgsl/reserved.ts";
import { requestTestDevice } from "../helpers/webgpu.ts";
import { refuses } from "./modules.ts";

// Words of the five kinds, and names that are near one or are WGSL's without being reserved.
const RESERVED = ["loop", "true", "set", "NULL", "partition", "__x"];
const FREE = [
  "min",
  "u32",
  "vec2u",
  "array",
  "ptr",
  "sets",
  "_x",
  "id",
  "steps",
  "workgroup",
  "partial",
];

Deno.test("WGSL's own words are no names", () => {
  for (const word of RESERVED) {
    refuses(`const §${word} = 1;`, /expected a name, found .*, which WGSL keeps for itself/);
  }
  assert.deepEqual(FREE.filter(isReserved), []);
});

Deno.test("the adapter keeps the same words for itself", async () => {
  const found = await requestTestDevice();
  if (!found) return;
  const { device } = found;
  for (const word of [...RESERVED_WORDS, ...FREE]) {
    device.pushErrorScope("validation");
    const module = device.createShaderModule({ code: `const ${word} = 1;` });
    const info = await module.getCompilationInfo();
    await device.popErrorScope();
    const isRefused = info.messages.some(({ message }) => /reserved/.test(message));
    assert.equal(isRefused, isReserved(word), word);
  }
  device.destroy();
});
